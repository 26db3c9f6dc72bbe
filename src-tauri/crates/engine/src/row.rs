//! One row of a timeline: an entry, with the newest verdict on it where it is a delivery.

mod deed_row;
mod intent_row;
mod observed_row;
mod way_row;

pub use intent_row::{Actions, RowAction};

use crate::{assurance::ReadSince, details_changes, out_of_course};
use domain::{Mark, Millis, Resolution, Subject, record};
use ledger::Entry;
use webhooks::{Judgement, Outcome, Verdict};

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A delivery, with the newest verdict on it.
    Delivery,
    /// A later verdict on an older delivery.
    Verdict,
    /// Requests beyond the quota, counted.
    TurnedAway,
    /// What a person wrote.
    Note,
    /// What a person decided: a list of fields, a card.
    Decision,
    /// What a person set: how the profile receives, a secret, a span for tests.
    Setting,
    /// A verified event whose status does not follow from the one before it.
    OutOfCourse,
    /// The details to which an account's money goes were changed.
    DetailsChanged,
    /// A call of the API and what it showed.
    Observation,
    /// What a person asked the partner to change.
    Intent,
    /// What became of it.
    Outcome,
    /// What was found of the way in, or of what was missed while nothing could come.
    WayIn,
    /// An entry of a kind that this version does not know. It is shown, not hidden.
    Unknown,
}

/// How an observation's call went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowCall {
    /// The operation's id.
    pub operation: String,
    /// What became of it.
    pub outcome: record::CallOutcome,
    /// The HTTP status, if an answer came.
    pub http_status: Option<u16>,
    /// How long it took, in milliseconds.
    pub round_trip_ms: u64,
    /// Whether the answer is the same as an earlier one to the same question.
    pub is_unchanged: bool,
}

/// One row of a timeline.
#[derive(Debug, Clone)]
pub struct Row {
    /// The entry's number.
    pub sequence: u64,
    /// What it is.
    pub kind: RowKind,
    /// The entry's kind as the ledger spells it.
    pub entry_kind: String,
    /// The delivery that a later verdict speaks of.
    pub about: Option<u64>,
    /// When it was received, by this machine's clock.
    pub at: Millis,
    /// How far it may be trusted.
    pub mark: Mark,
    /// The verdict; none if there is none, or its entry can't be read.
    pub verdict: Option<Verdict>,
    /// The HTTP status that was answered.
    pub answer: Option<u16>,
    /// The event's name as the body has it.
    pub event: Option<String>,
    /// Whether the hash covers the event's name.
    pub event_covered: bool,
    /// Whose timelines it stands on.
    pub about_subjects: Resolution,
    /// The covered status word; none unless verified.
    pub status: Option<String>,
    /// Names of the covered fields.
    pub covers: Vec<String>,
    /// Why it has this mark: one sentence.
    pub reason: String,
    /// Which secret matched, by its id.
    pub key_id: Option<String>,
    /// For a repeat: the delivery that first bore the same signed text.
    pub first: Option<u64>,
    /// Whether a person must look.
    pub alarm: bool,
    /// The sender's number of the request, which no hash covers.
    pub request_uuid: Option<String>,
    /// Whether it came while the platform's tests were expected: it changes no fact.
    pub is_test: bool,
    /// Who wrote, decided or set it.
    pub by: Option<String>,
    /// A person's own words: a note, a reason. None if there are none, or they were erased.
    pub words: Option<String>,
    /// What the API read that followed says; none if none did, or it is no verified delivery.
    pub read: Option<ReadSince>,
    /// For an observation: how the call went.
    pub call: Option<RowCall>,
    /// For an intent or an outcome: what became of it.
    pub action: Option<RowAction>,
    /// What is wrong with the entry's bytes.
    pub damage: Option<String>,
}

impl Row {
    /// The subjects on whose timelines it stands.
    #[must_use]
    pub fn subjects(&self) -> &[Subject] {
        self.about_subjects.subjects()
    }

    pub(crate) fn bare(entry: &Entry, kind: RowKind, reason: String) -> Self {
        Self {
            sequence: entry.sequence,
            kind,
            entry_kind: entry.kind.clone(),
            about: entry.about,
            at: Millis(entry.recorded_ms),
            mark: Mark::Received,
            verdict: None,
            answer: None,
            event: None,
            event_covered: false,
            about_subjects: Resolution::None,
            status: None,
            covers: Vec::new(),
            reason,
            key_id: None,
            first: None,
            alarm: false,
            request_uuid: None,
            is_test: false,
            by: None,
            words: None,
            read: None,
            call: None,
            action: None,
            damage: entry.damage.as_ref().map(ToString::to_string),
        }
    }

    /// The row of a verified event whose status does not follow from the one before it.
    #[must_use]
    pub fn out_of_course(entry: &Entry, words: &out_of_course::Words) -> Self {
        let row = Self::bare(entry, RowKind::OutOfCourse, String::new());
        match out_of_course::read(entry) {
            Some((facts, _)) => Self {
                reason: out_of_course::sentence(&facts, words),
                about_subjects: Resolution::Resolved {
                    subject: facts.subject,
                },
                status: words.to.clone(),
                alarm: true,
                ..row
            },
            None => Self {
                reason: "What it said of a status can't be read.".to_owned(),
                ..row
            },
        }
    }

    /// The row of a change of the details to which an account's money goes.
    #[must_use]
    pub fn details_changed(entry: &Entry, values: &details_changes::Values) -> Self {
        let row = Self::bare(entry, RowKind::DetailsChanged, String::new());
        match details_changes::read(entry) {
            Some(facts) => Self {
                reason: details_changes::sentence(&facts, values),
                about_subjects: Resolution::Resolved {
                    subject: facts.subject,
                },
                alarm: true,
                by: facts.by,
                ..row
            },
            None => Self {
                reason: "What it said of changed details can't be read.".to_owned(),
                ..row
            },
        }
    }

    /// The row of an entry that is no delivery, no verdict and no status out of course.
    #[must_use]
    pub fn other(entry: &Entry, words: Option<String>) -> Self {
        match entry.kind.as_str() {
            record::KIND_TURNED_AWAY => Self::turned_away(entry),
            record::KIND_ASSURANCE => observed_row::contradicted(entry),
            record::KIND_CATALOG_FILLED => observed_row::filled(entry),
            _ => deed_row::of(entry, words).unwrap_or_else(|| {
                let reason = format!(
                    "This version does not know entries of the kind {}.",
                    entry.kind
                );
                Self::bare(entry, RowKind::Unknown, reason)
            }),
        }
    }

    /// The row of a call of the API.
    #[must_use]
    pub fn observed(entry: &Entry, parts: crate::observation::RowParts) -> Self {
        observed_row::of(entry, parts)
    }

    /// The row of what was found of the way in; none if the entry says nothing of it.
    #[must_use]
    pub fn way_in(entry: &Entry, detail: Option<String>) -> Option<Self> {
        way_row::of(entry, detail)
    }

    fn turned_away(entry: &Entry) -> Self {
        let reason = serde_json::from_str::<record::TurnedAwayFacts>(&entry.facts).map_or_else(
            |_| "Requests were turned away unread; how many can't be read.".to_owned(),
            |facts| {
                format!(
                    "{} requests were turned away from {} to {}: they were no deliveries, or too \
                     many had failed verification.",
                    facts.count,
                    facts.since.to_rfc3339(),
                    facts.until.to_rfc3339()
                )
            },
        );
        Self {
            mark: Mark::Refused,
            ..Self::bare(entry, RowKind::TurnedAway, reason)
        }
    }

    /// The row of a delivery, or of a later verdict on one. `verdict` is the verdict's entry and
    /// its judgement, as far as they can be read.
    #[must_use]
    pub fn judged(
        entry: &Entry,
        kind: RowKind,
        verdict: Option<&Entry>,
        judgement: Option<&Judgement>,
    ) -> Self {
        let Some(verdict) = verdict else {
            return Self::bare(entry, kind, "No verdict is stored with it.".to_owned());
        };
        let mut row = Self::bare(entry, kind, String::new());
        // A damaged verdict vouches for nothing.
        if let Some(damage) = &verdict.damage {
            row.damage.get_or_insert(damage.to_string());
        }
        if row.damage.is_some() {
            "Its bytes in the ledger were changed; nothing in it can be relied on."
                .clone_into(&mut row.reason);
            return row;
        }
        let Ok(facts) = serde_json::from_str::<record::VerdictFacts>(&verdict.facts) else {
            "Its verdict can't be read by this version.".clone_into(&mut row.reason);
            return row;
        };
        row.answer = Some(facts.answer);
        row.key_id = facts.key_id;
        row.about_subjects = facts.about;
        row.first = facts.first;
        row.is_test = facts.test;
        row.verdict = Verdict::from_code(&facts.verdict);
        row.mark = row.verdict.map_or(Mark::Received, Verdict::mark);
        match judgement {
            Some(judgement) => row.explained_by(judgement),
            None => {
                row.reason = row
                    .verdict
                    .map_or(String::new(), |v| v.sentence().to_owned())
                    + " The verdict's details were erased.";
            }
        }
        row
    }

    fn explained_by(&mut self, judgement: &Judgement) {
        self.request_uuid.clone_from(&judgement.request_uuid);
        self.alarm = !judgement.alarms.is_empty();
        if let Some(event) = &judgement.event {
            self.event = Some(event.name.clone());
            self.event_covered = event.covered;
        }
        self.covers = judgement
            .covered
            .iter()
            .map(|field| field.name.clone())
            .collect();
        let verified = judgement.verdict.is_verified();
        if verified {
            self.status.clone_from(&judgement.status);
        }
        // The last one that failed ended the verification: a list that is not approved does not.
        self.reason = judgement
            .steps
            .iter()
            .rfind(|step| step.outcome == Outcome::Failed)
            .filter(|_| !verified)
            .map_or_else(
                || judgement.verdict.sentence().to_owned(),
                |step| step.detail.clone(),
            );
    }
}
