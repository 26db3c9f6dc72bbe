//! The rows of what a person asked the partner to change, and of what became of it.

use super::{Row, RowKind, deed_row};
use crate::{EngineError, intents::texts};
use domain::{
    Subject,
    record::{
        DocumentPart, IntentFacts, KIND_INTENT, KIND_OUTCOME, OutcomeBy, OutcomeFacts,
        OutcomeState, PART_DETAIL, PART_DOCUMENT,
    },
};
use ledger::{Entry, Reader};
use partner_api::Operation;
use std::collections::HashMap;

/// The most entries that are read at once.
const AT_ONCE: usize = 500;

/// What a row tells of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowAction {
    /// The operation's id; empty where its intent can't be read.
    pub operation: String,
    /// What became of it; none while nothing is known.
    pub state: Option<OutcomeState>,
    /// How that is known.
    pub known_by: Option<OutcomeBy>,
    /// The entry that says so.
    pub outcome: Option<u64>,
    /// The object that was changed or made.
    pub object: Option<Subject>,
}

/// What rows of intents and outcomes need of other entries.
#[derive(Debug, Default)]
pub struct Actions {
    /// Intents by their entries: those of the page, and those that outcomes are about.
    intents: HashMap<u64, IntentFacts>,
    /// The last outcome of each intent.
    outcomes: HashMap<u64, (u64, OutcomeFacts)>,
    /// What outcomes say in a sentence.
    details: HashMap<u64, String>,
    /// The documents of uploads, by their intents.
    documents: HashMap<u64, DocumentPart>,
}

fn intent_of(entry: &Entry) -> Option<u64> {
    match entry.kind.as_str() {
        KIND_INTENT => Some(entry.sequence),
        KIND_OUTCOME => entry.about,
        _ => None,
    }
}

fn read<T: serde::de::DeserializeOwned>(entry: &Entry) -> Option<T> {
    let facts = serde_json::from_str(&entry.facts).ok();
    facts.filter(|_| entry.damage.is_none())
}

impl Actions {
    /// Reads what the rows of these entries need.
    ///
    /// # Errors
    /// [`EngineError::Ledger`].
    pub async fn read(reader: &Reader, entries: &[Entry]) -> Result<Self, EngineError> {
        let mut all = Self::default();
        let mut numbers: Vec<u64> = entries.iter().filter_map(intent_of).collect();
        numbers.sort_unstable();
        numbers.dedup();
        for some in numbers.chunks(AT_ONCE) {
            for entry in reader.entries(some).await? {
                if let Some(facts) = read(&entry).filter(|_| entry.kind == KIND_INTENT) {
                    all.intents.insert(entry.sequence, facts);
                }
            }
            // Oldest first: the last stays, and nothing comes after a final one.
            let about = reader.about(some).await?;
            for entry in about.iter().filter(|one| one.kind == KIND_OUTCOME) {
                if let (Some(intent), Some(facts)) = (entry.about, read(entry)) {
                    all.outcomes.insert(intent, (entry.sequence, facts));
                }
            }
        }
        let is_upload = |facts: &IntentFacts| facts.operation == Operation::UploadFile.id();
        let uploads = all.intents.iter().filter(|(_, facts)| is_upload(facts));
        let uploads: Vec<u64> = uploads.map(|(intent, _)| *intent).collect();
        for (intent, text) in texts(reader, &uploads, PART_DOCUMENT).await? {
            if let Ok(document) = serde_json::from_str(&text) {
                all.documents.insert(intent, document);
            }
        }
        let outcomes = entries.iter().filter(|one| one.kind == KIND_OUTCOME);
        let outcomes: Vec<u64> = outcomes.map(|entry| entry.sequence).collect();
        for some in outcomes.chunks(AT_ONCE) {
            for part in reader.parts(some, Some(PART_DETAIL)).await? {
                let value = part.value.filter(|_| part.damage.is_none());
                if let Some(text) = value.and_then(|value| String::from_utf8(value).ok()) {
                    all.details.insert(part.sequence, text);
                }
            }
        }
        Ok(all)
    }

    /// The row of an intent, with the last that is known of it.
    #[must_use]
    pub fn intent(&self, entry: &Entry) -> Row {
        let row = Row::bare(entry, RowKind::Intent, String::new());
        let Some(facts) = read::<IntentFacts>(entry) else {
            return unreadable(row);
        };
        let last = self.outcomes.get(&entry.sequence);
        let outcome = last.map(|(_, facts)| facts);
        let label = self.label(&facts.operation, Some(entry.sequence));
        let reason = match last {
            Some((sequence, outcome)) => {
                format!("{label} → {} (entry {sequence}).", said(outcome))
            }
            None => format!("{label}: no outcome stands in the ledger yet."),
        };
        Row {
            about_subjects: deed_row::subjects(entry),
            // Of an upload nobody has to find out: it is uploaded again, or not.
            alarm: facts.operation != Operation::UploadFile.id()
                && outcome.is_some_and(|one| one.state == OutcomeState::Unknown),
            action: Some(RowAction {
                operation: facts.operation,
                state: outcome.map(|one| one.state),
                known_by: outcome.map(|one| one.known_by),
                outcome: last.map(|(sequence, _)| *sequence),
                object: outcome.and_then(|one| one.object).or(facts.subject),
            }),
            by: facts.by,
            reason,
            ..row
        }
    }

    /// The row of an outcome.
    #[must_use]
    pub fn outcome(&self, entry: &Entry, words: Option<String>) -> Row {
        let row = Row::bare(entry, RowKind::Outcome, String::new());
        let Some(facts) = read::<OutcomeFacts>(entry) else {
            return unreadable(row);
        };
        let intent = entry.about.and_then(|intent| self.intents.get(&intent));
        let operation = intent.map_or_else(String::new, |intent| intent.operation.clone());
        let detail = self.details.get(&entry.sequence).map(String::as_str);
        let detail = detail.unwrap_or("What was said of it was erased.");
        let what = said(&facts);
        Row {
            about_subjects: deed_row::subjects(entry),
            reason: format!("{} → {what}. {detail}", self.label(&operation, entry.about)),
            action: Some(RowAction {
                state: Some(facts.state),
                known_by: Some(facts.known_by),
                outcome: Some(entry.sequence),
                object: facts.object,
                operation,
            }),
            by: facts.by,
            words,
            ..row
        }
    }
}

fn unreadable(row: Row) -> Row {
    let reason = if row.damage.is_some() {
        "Its bytes in the ledger were changed; nothing in it can be relied on."
    } else {
        "What was asked for can't be read by this version."
    };
    Row {
        reason: reason.to_owned(),
        ..row
    }
}

fn label(operation: &str) -> &str {
    Operation::from_id(operation).map_or(operation, |known| known.label())
}

impl Actions {
    /// What was asked for; of an upload with the document's name and what it is for.
    fn label(&self, operation: &str, intent: Option<u64>) -> String {
        let label = label(operation);
        let document = intent.and_then(|intent| self.documents.get(&intent));
        let Some(document) = document else {
            return label.to_owned();
        };
        let purpose = match document.purpose.as_str() {
            "" => String::new(),
            purpose => format!(" ({purpose})"),
        };
        format!("{label} “{}”{purpose}", document.name)
    }
}

fn said(outcome: &OutcomeFacts) -> String {
    let word = match outcome.state {
        OutcomeState::Done => "done",
        OutcomeState::Refused => "refused",
        OutcomeState::NotSent => "not sent",
        OutcomeState::DidNotHappen => "did not happen",
        OutcomeState::Unknown => "outcome unknown",
    };
    let how = match outcome.known_by {
        OutcomeBy::Answer => "",
        OutcomeBy::Start => ", found at the start",
        OutcomeBy::Read => ", by a later read",
        OutcomeBy::Person => ", a person said so",
    };
    let object = outcome
        .object
        .filter(|_| outcome.state == OutcomeState::Done);
    let object = object.map_or_else(String::new, |one| {
        format!(", {} {}", one.kind.label().to_lowercase(), one.number)
    });
    format!("{word}{object}{how}")
}
