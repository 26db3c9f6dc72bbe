//! Gaps, worked out of what the ledger says of the way in: spans in which a delivery could not be
//! relied on to arrive.

use crate::{EngineError, known_status};
use domain::{
    Gap, GapCause, Millis, PlatformUrl, Subject, UrlTold,
    gaps::{Mark, gaps as work_out},
    record::{
        KIND_PLATFORM_URL, KIND_PROGRAM_BEGAN, KIND_PROGRAM_ENDED, KIND_RECONCILED,
        KIND_STORE_REFUSED, KIND_WAY_CHANGED, KINDS_OF_WAY_IN, PlatformUrlFacts, ProgramBeganFacts,
        ProgramEndedFacts, ReconcileEnd, ReconciledFacts, SUBJECT_WAY_IN, StoreRefusedFacts,
        WayChangedFacts,
    },
};
use ledger::{Entry, From, PAGE_ENTRIES_MAX, PageQuery, Reader};
use serde::de::DeserializeOwned;

/// A span of time; an end that is not stated is open. A gap that only touches it is outside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    /// From when on.
    pub from: Option<Millis>,
    /// Until when.
    pub until: Option<Millis>,
}

impl Span {
    /// Whether a gap overlaps it.
    #[must_use]
    pub fn touches(&self, gap: &Gap) -> bool {
        let begins_later = self.until.is_some_and(|until| gap.from >= until.0);
        let ended_before = match (self.from, gap.to) {
            (Some(from), Some(to)) => to <= from.0,
            _ => false,
        };
        !begins_later && !ended_before
    }
}

/// What the ledger says of the way in, read on from where it was read before.
#[derive(Debug, Clone, Default)]
pub struct WayMarks {
    marks: Vec<Mark>,
    urls: Urls,
    closings: Vec<Closing>,
    // Sorted by time.
    reasons: Vec<Reason>,
    upto: u64,
}

/// Where the way in is proven, and where the platform sends to, while the entries are read.
#[derive(Debug, Clone, Default)]
struct Urls {
    platform: PlatformUrl,
    proven_at: Option<UrlTold>,
}

/// A reconciliation that was whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// The entry that ended it.
    pub sequence: u64,
    /// What that says.
    pub facts: ReconciledFacts,
}

/// An entry beside which it stands why the way in is not proven.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reason {
    at: i64,
    sequence: u64,
    word: String,
}

impl WayMarks {
    /// Reads what was added.
    ///
    /// # Errors
    /// [`EngineError::Ledger`].
    pub async fn read_on(&mut self, reader: &Reader) -> Result<(), EngineError> {
        loop {
            let page = reader
                .page(&PageQuery {
                    subject: Some(SUBJECT_WAY_IN.to_owned()),
                    kinds: Vec::new(),
                    from: From::After(self.upto),
                    limit: PAGE_ENTRIES_MAX,
                })
                .await?;
            for entry in &page.entries {
                self.urls.take(entry, &mut self.marks);
                self.closings.extend(closing_of(entry));
                if let Some(reason) = reason_of(entry) {
                    let place = self.reasons.partition_point(|one| one.at <= reason.at);
                    self.reasons.insert(place, reason);
                }
                self.upto = entry.sequence;
            }
            if !page.more || page.entries.is_empty() {
                return Ok(());
            }
        }
    }

    /// The gaps that overlap a span, the oldest first.
    #[must_use]
    pub fn gaps(&self, span: &Span) -> Vec<Gap> {
        let mut all = work_out(&self.marks);
        all.retain(|gap| span.touches(gap));
        all
    }

    /// The entry of the reconciliation that closed a gap: it began to read after the gap had ended,
    /// and looked for changes from its beginning on.
    #[must_use]
    pub fn closed_by(&self, gap: &Gap) -> Option<u64> {
        self.closing(gap).map(|closing| closing.sequence)
    }

    /// The reconciliation that closed a gap, as [`WayMarks::closed_by`].
    #[must_use]
    pub fn closing(&self, gap: &Gap) -> Option<&Closing> {
        let ended = gap.to?;
        self.closings.iter().find(|one| {
            let facts = &one.facts;
            facts.from.0 <= gap.from && ended <= facts.started.0
        })
    }

    /// The entries within a gap beside which it stands why, the first of each kind of reason, at
    /// most so many. [`crate::way_in::details_at`] gives the sentences.
    #[must_use]
    pub fn reasons(&self, gap: &Gap, most: usize) -> Vec<u64> {
        let begin = self.reasons.partition_point(|one| one.at < gap.from);
        let within = self.reasons.iter().skip(begin);
        let mut found: Vec<&Reason> = Vec::new();
        for reason in within.take_while(|one| gap.to.is_none_or(|to| one.at <= to)) {
            if found.len() == most {
                break;
            }
            if found.iter().all(|known| known.word != reason.word) {
                found.push(reason);
            }
        }
        found.iter().map(|reason| reason.sequence).collect()
    }

    /// The gaps that no reconciliation closed, the oldest first; open ones too.
    #[must_use]
    pub fn unclosed(&self) -> Vec<Gap> {
        let mut all = work_out(&self.marks);
        all.retain(|gap| self.closed_by(gap).is_none());
        all
    }
}

/// The gaps that overlap a span, the oldest first, each with its causes.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn gaps(reader: &Reader, span: &Span) -> Result<Vec<Gap>, EngineError> {
    let mut marks = WayMarks::default();
    marks.read_on(reader).await?;
    Ok(marks.gaps(span))
}

/// What a gap is, in a sentence.
#[must_use]
pub fn sentence(gap: &Gap) -> String {
    let causes: Vec<&str> = gap.causes.iter().map(|cause| cause_words(*cause)).collect();
    let until = gap.to.map_or_else(
        || "and it goes on".to_owned(),
        |to| format!("until {}", Millis(to).to_rfc3339()),
    );
    format!(
        "A delivery could not be relied on to arrive from here on, {until}: {}.",
        causes.join(", ")
    )
}

const fn cause_words(cause: GapCause) -> &'static str {
    match cause {
        GapCause::NotRunning => "the program did not run",
        GapCause::TurnedOff => "the way in was turned off",
        GapCause::NotProven => "the way in was not proven",
        GapCause::Refused => "the store refused",
        GapCause::UrlChanged => "the platform may have sent to an earlier URL",
    }
}

/// The gaps that stand on a timeline: on everything's all, on an object's those that overlap what
/// is known of it. That is from its first entry on, and to its last if nothing can follow.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn gaps_on(reader: &Reader, subject: Option<Subject>) -> Result<Vec<Gap>, EngineError> {
    match span_of(reader, subject).await? {
        Some(span) => gaps(reader, &span).await,
        None => Ok(Vec::new()),
    }
}

/// The span of a timeline in which gaps stand on it, as [`gaps_on`] says; none if there is none.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn span_of(
    reader: &Reader,
    subject: Option<Subject>,
) -> Result<Option<Span>, EngineError> {
    let Some(subject) = subject else {
        return Ok(Some(Span::default()));
    };
    let Some(first) = end_of(reader, subject, From::After(0)).await? else {
        return Ok(None);
    };
    let status = known_status(reader, subject, None).await?;
    let until = match status.is_some_and(|status| status.is_end(subject.kind)) {
        true => end_of(reader, subject, From::Newest).await?,
        false => None,
    };
    let from = Some(first);
    Ok(Some(Span { from, until }))
}

/// When the first entry of an object from there on was written.
async fn end_of(
    reader: &Reader,
    subject: Subject,
    from: From,
) -> Result<Option<Millis>, EngineError> {
    let page = reader
        .page(&PageQuery {
            subject: Some(subject.to_string()),
            kinds: Vec::new(),
            from,
            limit: 1,
        })
        .await?;
    let first = page.entries.first();
    Ok(first.map(|entry| Millis(entry.recorded_ms)))
}

fn closing_of(entry: &Entry) -> Option<Closing> {
    if entry.kind != KIND_RECONCILED || entry.damage.is_some() {
        return None;
    }
    let facts: ReconciledFacts = read(entry)?;
    (facts.end == ReconcileEnd::Whole).then_some(Closing {
        sequence: entry.sequence,
        facts,
    })
}

fn reason_of(entry: &Entry) -> Option<Reason> {
    if entry.kind != KIND_WAY_CHANGED || entry.damage.is_some() {
        return None;
    }
    let facts: WayChangedFacts = read(entry)?;
    let sequence = entry.sequence;
    let at = facts.at.0;
    facts.reason.map(|word| Reason { at, sequence, word })
}

impl Urls {
    /// Adds what an entry says of gaps. One that can't be relied on says that nothing was sure.
    fn take(&mut self, entry: &Entry, marks: &mut Vec<Mark>) {
        let said = match entry.kind.as_str() {
            _ if entry.damage.is_some() && KINDS_OF_WAY_IN.contains(&entry.kind.as_str()) => None,
            KIND_PROGRAM_BEGAN => read(entry).map(|facts| began(&facts)),
            KIND_PROGRAM_ENDED => read(entry).map(|facts: ProgramEndedFacts| {
                let last_proof = facts.last_proof.map(|proof| proof.0);
                vec![Mark::Ended {
                    at: facts.at.0,
                    last_proof,
                }]
            }),
            KIND_WAY_CHANGED => read(entry).map(|facts| self.changed(&facts)),
            KIND_PLATFORM_URL => read(entry).map(|facts| self.said(facts)),
            KIND_STORE_REFUSED => read(entry).map(|facts: StoreRefusedFacts| {
                vec![
                    Mark::Refusing { at: facts.since.0 },
                    Mark::Taking { at: facts.until.0 },
                ]
            }),
            // Other entries on this subject say nothing of gaps.
            _ => return,
        };
        if said.is_none() || [KIND_PROGRAM_BEGAN, KIND_PROGRAM_ENDED].contains(&&*entry.kind) {
            self.proven_at = None;
        }
        marks.extend(said.unwrap_or_else(|| {
            vec![Mark::NotProven {
                at: entry.recorded_ms,
                last_proof: None,
                off: false,
            }]
        }));
    }

    fn changed(&mut self, facts: &WayChangedFacts) -> Vec<Mark> {
        let Some(since) = facts.proven_since else {
            self.proven_at = None;
            return vec![Mark::NotProven {
                at: facts.at.0,
                last_proof: facts.last_proof.map(|proof| proof.0),
                off: facts.off,
            }];
        };
        self.proven_at = facts.url();
        let is_there = match &self.proven_at {
            Some(url) => self.platform.proven_at(url),
            None => true,
        };
        let proven = proven(since.0, is_there);
        if facts.missed == 0 {
            return vec![proven];
        }
        // What could not be told before it may have been a loss.
        let lost = Mark::NotProven {
            at: since.0,
            last_proof: None,
            off: false,
        };
        vec![lost, proven]
    }

    /// From when it was said on, the way in is proven where the platform sends to.
    fn said(&mut self, facts: PlatformUrlFacts) -> Vec<Mark> {
        let proven_at = self.proven_at.as_ref();
        let is_there = proven_at.map(|url| facts.url.is(url));
        self.platform.said(facts.url);
        let mark = is_there.map(|is_there| proven(facts.at.0, is_there));
        mark.into_iter().collect()
    }
}

const fn proven(at: i64, is_there: bool) -> Mark {
    match is_there {
        true => Mark::Proven { at },
        false => Mark::ProvenElsewhere { at },
    }
}

fn began(facts: &ProgramBeganFacts) -> Vec<Mark> {
    let mut marks = Vec::new();
    if let Some(since) = facts.refusing_since {
        marks.push(Mark::Refusing { at: since.0 });
        marks.push(Mark::Taking { at: facts.at.0 });
    }
    marks.push(Mark::Began {
        at: facts.at.0,
        last_proof: facts.last_proof.map(|proof| proof.0),
    });
    marks
}

fn read<T: DeserializeOwned>(entry: &Entry) -> Option<T> {
    serde_json::from_str(&entry.facts).ok()
}
