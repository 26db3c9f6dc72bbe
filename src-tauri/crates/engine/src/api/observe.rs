//! A call of the API as an entry of the ledger.

use super::{
    known::{self, Known},
    objects::{self, Object},
};
use domain::{
    Subject,
    record::{
        AnswerFacts, CallCause, CallOutcome, KIND_OBSERVATION, ObservationFacts, PART_ANSWER_HASH,
        PART_BODY, PART_DETAIL, PART_OBJECTS, PART_SENT, PART_SHOWS, SUBJECT_CALLS, SentPart,
        Shown,
    },
};
use ledger::{EntryDraft, PartDraft};
use partner_api::{Answer, CallError, Certainty, Exchange, Sent};
use serde::Serialize;

/// The most timelines on which one call stands.
const SUBJECTS_MAX: usize = 256;

/// Why a call is made, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Why.
    pub cause: CallCause,
    /// The operator's name, where a person asked for it.
    pub by: Option<String>,
}

impl Cause {
    /// A person asked for it.
    #[must_use]
    pub const fn person(by: Option<String>) -> Self {
        let cause = CallCause::Person;
        Self { cause, by }
    }

    /// What became of an earlier request is looked up.
    #[must_use]
    pub const fn outcome() -> Self {
        let cause = CallCause::Outcome;
        Self { cause, by: None }
    }

    /// All objects of a kind are listed, by a person's wish or by itself.
    #[must_use]
    pub const fn catalog(by: Option<String>) -> Self {
        let cause = CallCause::Catalog;
        Self { cause, by }
    }

    /// What may have changed without a webhook is looked for, by a person's wish or by itself.
    #[must_use]
    pub const fn reconciliation(by: Option<String>) -> Self {
        let cause = CallCause::Reconciliation;
        Self { cause, by }
    }

    /// A delivery spoke of the object.
    #[must_use]
    pub const fn delivery() -> Self {
        let cause = CallCause::Delivery;
        Self { cause, by: None }
    }
}

/// A call to be written down.
#[derive(Debug, Clone, Copy)]
pub struct ObservedCall<'a> {
    /// Its record.
    pub exchange: &'a Exchange,
    /// What became of it, if it did not work.
    pub error: Option<&'a CallError>,
    /// The object it asked for.
    pub asked: Option<Subject>,
    /// Where it went.
    pub origin: &'a str,
    /// Why it was made.
    pub cause: &'a Cause,
}

/// The entry, and what is to be remembered once it is written.
pub struct Drafted {
    pub draft: EntryDraft,
    /// Which objects the answer shows.
    pub shown: Vec<Shown>,
    learnt: Learnt,
}

enum Learnt {
    Nothing,
    /// The entry has this answer.
    Answer(known::Hash, known::Hash),
    Objects(Vec<Object>),
}

impl Drafted {
    /// Remembers what the written entry has.
    pub fn learn(learnt: Learning, entry: u64, known: &mut Known) {
        match learnt.1 {
            Learnt::Nothing => {}
            Learnt::Answer(question, body) => known.answered(question, body, entry),
            Learnt::Objects(objects) => known.listed(learnt.0, &objects),
        }
        if let Some(subject) = learnt.2 {
            known.shown_alone(subject);
        }
    }

    /// Takes apart what is written and what is learnt by it.
    pub fn split(self, call: &ObservedCall<'_>) -> (EntryDraft, Vec<Shown>, Learning) {
        let is_list = matches!(self.learnt, Learnt::Objects(_));
        let alone = self.shown.first().filter(|_| !is_list);
        let alone = alone.map(|shown| shown.subject);
        let learning = Learning(call.exchange.operation, self.learnt, alone);
        (self.draft, self.shown, learning)
    }
}

/// What is to be remembered of an operation's answer, and which object it showed alone.
pub struct Learning(partner_api::Operation, Learnt, Option<Subject>);

/// What became of a call.
#[must_use]
pub fn outcome(error: Option<&CallError>) -> CallOutcome {
    match error.map(CallError::certainty) {
        None => CallOutcome::Worked,
        Some(Certainty::NotSent) => CallOutcome::NotSent,
        Some(Certainty::Refused) => CallOutcome::Refused,
        Some(Certainty::Unknown) => CallOutcome::Unknown,
    }
}

// Plain records of texts and numbers: there is none that serde_json could not write.
fn json(record: &impl Serialize) -> String {
    serde_json::to_string(record).unwrap_or_else(|error| {
        tracing::error!(%error, "a record could not be written as JSON");
        "null".to_owned()
    })
}

fn part(name: &str, value: impl Into<Vec<u8>>) -> PartDraft {
    PartDraft {
        name: name.to_owned(),
        value: value.into(),
    }
}

/// What became of a call, in a sentence without what was sent.
#[must_use]
pub fn detail(exchange: &Exchange, error: Option<&CallError>) -> String {
    let bytes = exchange
        .answer
        .as_ref()
        .map_or(0, |answer| answer.body.len());
    let text = error.map_or_else(
        || format!("it was answered with {bytes} bytes"),
        |error| match std::error::Error::source(error) {
            Some(source) => format!("{}: {source}", error.failure),
            None => error.failure.to_string(),
        },
    );
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

/// Makes the entry of a call.
pub fn draft(call: &ObservedCall<'_>, known: &Known) -> Drafted {
    let exchange = call.exchange;
    let error = call.error;
    let mut made = match &exchange.answer {
        None => Answered::default(),
        Some(answer) => answered(call, answer, known),
    };
    let took = u64::try_from(exchange.round_trip.as_millis()).unwrap_or(u64::MAX);
    let facts = ObservationFacts {
        operation: exchange.operation.id().to_owned(),
        method: exchange.method.as_str().to_owned(),
        origin: call.origin.to_owned(),
        outcome: outcome(error),
        cause: call.cause.cause,
        by: call.cause.by.clone(),
        started: exchange.started,
        round_trip_ms: took,
        attempts: exchange.attempts,
        clock_offset_ms: exchange
            .clock_offset()
            .map(|clock| (clock.millis, clock.uncertainty_millis)),
        answer: made.facts.take(),
    };
    made.parts.push(part(PART_SENT, json(&sent(exchange))));
    made.parts.push(part(PART_DETAIL, detail(exchange, error)));
    if !made.shown.is_empty() {
        made.parts.push(part(PART_SHOWS, json(&made.shown)));
    }
    let shown = made.shown.iter().map(|shown| shown.subject);
    let mut subjects = vec![SUBJECT_CALLS.to_owned()];
    for subject in call.asked.into_iter().chain(shown) {
        let name = subject.to_string();
        if subjects.len() < SUBJECTS_MAX && !subjects.contains(&name) {
            subjects.push(name);
        }
    }
    Drafted {
        draft: EntryDraft {
            kind: KIND_OBSERVATION.to_owned(),
            recorded_ms: exchange.ended.0,
            subjects,
            about: None,
            facts: json(&facts),
            parts: made.parts,
        },
        shown: made.shown,
        learnt: made.learnt,
    }
}

fn sent(exchange: &Exchange) -> SentPart {
    let mut sent = SentPart {
        path: exchange.path.clone(),
        body: None,
        file: None,
        content_type: exchange
            .answer
            .as_ref()
            .and_then(|answer| answer.content_type.clone()),
    };
    match &exchange.sent {
        Sent::Nothing => {}
        // What this program sends is JSON, and so UTF-8.
        Sent::Json(body) => sent.body = Some(String::from_utf8_lossy(body).into_owned()),
        Sent::File {
            name,
            media_type,
            sha256,
            ..
        } => sent.file = Some((name.clone(), media_type.clone(), sha256.clone())),
    }
    sent
}

/// What is kept of an answer.
struct Answered {
    facts: Option<AnswerFacts>,
    parts: Vec<PartDraft>,
    shown: Vec<Shown>,
    learnt: Learnt,
}

impl Default for Answered {
    fn default() -> Self {
        Self {
            facts: None,
            parts: Vec::new(),
            shown: Vec::new(),
            learnt: Learnt::Nothing,
        }
    }
}

fn answered(call: &ObservedCall<'_>, answer: &Answer, known: &Known) -> Answered {
    let exchange = call.exchange;
    let operation = exchange.operation;
    let body_hash = known::hash(&answer.body);
    let mut facts = AnswerFacts {
        status: answer.status,
        date: answer.date,
        bytes: u64::try_from(answer.body.len()).unwrap_or(u64::MAX),
        whole: answer.whole,
        same_as: None,
        count: None,
        changed: None,
    };
    let mut parts = vec![part(PART_ANSWER_HASH, hex::encode(body_hash))];
    let list = if call.error.is_none() {
        objects::listed(operation, &answer.body)
    } else {
        None
    };
    if let Some(objects) = list {
        let changed: Vec<&Object> = objects
            .iter()
            .filter(|object| known.is_changed(operation, object))
            .collect();
        facts.count = u64::try_from(objects.len()).ok();
        facts.changed = u64::try_from(changed.len()).ok();
        if !changed.is_empty() {
            let texts: Vec<&str> = changed.iter().map(|object| object.json.as_str()).collect();
            parts.push(part(PART_OBJECTS, format!("[{}]", texts.join(","))));
        }
        let shown = changed.iter().filter_map(|object| object.shown.clone());
        return Answered {
            facts: Some(facts),
            parts,
            shown: shown.collect(),
            learnt: Learnt::Objects(objects),
        };
    }
    let question = known::question(exchange);
    facts.same_as = question
        .as_ref()
        .and_then(|question| known.same_as(question, &body_hash));
    let mut learnt = Learnt::Nothing;
    if facts.same_as.is_none() {
        parts.push(part(PART_BODY, answer.body.to_vec()));
        if let Some(question) = question {
            learnt = Learnt::Answer(question, body_hash);
        }
    }
    let shown = if call.error.is_none() {
        objects::single(operation, call.asked, &answer.body)
    } else {
        None
    };
    Answered {
        facts: Some(facts),
        parts,
        shown: shown.into_iter().collect(),
        learnt,
    }
}
