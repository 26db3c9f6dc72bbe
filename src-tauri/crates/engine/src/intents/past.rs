//! What was asked for a subject before, by operation, with what became of it.

use crate::EngineError;
use domain::{
    ActionId, Millis, Subject,
    record::{
        IntentFacts, KIND_INTENT, KIND_OUTCOME, OutcomeBy, OutcomeFacts, OutcomeState, PART_DETAIL,
    },
};
use ledger::{Entry, From, PAGE_ENTRIES_MAX, PageQuery, Reader};
use partner_api::Operation;
use std::collections::HashMap;

/// So many pages of a subject's intents are looked through.
const PAGES_MAX: usize = 20;

/// What became of an intent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Became {
    /// What.
    pub state: OutcomeState,
    /// How that is known.
    pub known_by: OutcomeBy,
    /// When it was written down.
    pub at: Millis,
    /// The entry that says so.
    pub sequence: u64,
    /// The same in a sentence; none if it was erased.
    pub detail: Option<String>,
}

/// An intent of the past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Its action.
    pub action: ActionId,
    /// Its entry.
    pub intent: u64,
    /// When.
    pub at: Millis,
    /// Who.
    pub by: Option<String>,
    /// The last outcome; none while there is none.
    pub became: Option<Became>,
}

impl Past {
    /// Whether it happened.
    #[must_use]
    pub fn is_done(&self) -> bool {
        let became = self.became.as_ref();
        became.is_some_and(|became| became.state == OutcomeState::Done)
    }
}

/// The intents of one operation on a subject, newest first, and whether older ones were not looked
/// at.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn past(
    reader: &Reader,
    subject: Subject,
    operation: Operation,
) -> Result<(Vec<Past>, bool), EngineError> {
    let mut found = Vec::new();
    let mut from = From::Newest;
    let mut is_cut = true;
    for _ in 0..PAGES_MAX {
        let page = reader
            .page(&PageQuery {
                subject: Some(subject.to_string()),
                kinds: vec![KIND_INTENT.to_owned()],
                from,
                limit: PAGE_ENTRIES_MAX,
            })
            .await?;
        let oldest = page.entries.iter().map(|entry| entry.sequence).min();
        let entries = page.entries.into_iter();
        found.extend(entries.filter_map(|entry| intent(&entry, operation)));
        match oldest.filter(|_| page.more) {
            Some(oldest) => from = From::Before(oldest),
            None => {
                is_cut = false;
                break;
            }
        }
    }
    found.sort_by_key(|one: &Past| std::cmp::Reverse(one.intent));
    for some in found.chunks_mut(usize::from(PAGE_ENTRIES_MAX)) {
        became(reader, some).await?;
    }
    Ok((found, is_cut))
}

fn intent(entry: &Entry, operation: Operation) -> Option<Past> {
    let facts: IntentFacts = serde_json::from_str(&entry.facts).ok()?;
    let is_it = facts.operation == operation.id() && entry.damage.is_none();
    is_it.then(|| Past {
        action: facts.action,
        intent: entry.sequence,
        at: Millis(entry.recorded_ms),
        by: facts.by,
        became: None,
    })
}

async fn became(reader: &Reader, some: &mut [Past]) -> Result<(), EngineError> {
    let numbers: Vec<u64> = some.iter().map(|one| one.intent).collect();
    let mut outcomes: HashMap<u64, Became> = HashMap::new();
    // Oldest first: the last stays, and nothing comes after a final one.
    for entry in reader.about(&numbers).await? {
        let facts: Option<OutcomeFacts> = serde_json::from_str(&entry.facts).ok();
        let is_outcome = entry.kind == KIND_OUTCOME && entry.damage.is_none();
        if let (true, Some(facts), Some(intent)) = (is_outcome, facts, entry.about) {
            let became = Became {
                state: facts.state,
                known_by: facts.known_by,
                at: Millis(entry.recorded_ms),
                sequence: entry.sequence,
                detail: None,
            };
            outcomes.insert(intent, became);
        }
    }
    let numbers: Vec<u64> = outcomes.values().map(|one| one.sequence).collect();
    let mut details = texts(reader, &numbers, PART_DETAIL).await?;
    for one in some {
        one.became = outcomes.remove(&one.intent);
        if let Some(became) = &mut one.became {
            became.detail = details.remove(&became.sequence);
        }
    }
    Ok(())
}

/// The parts of this name that are texts, by their entries.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn texts(
    reader: &Reader,
    entries: &[u64],
    name: &str,
) -> Result<HashMap<u64, String>, EngineError> {
    let mut found = HashMap::new();
    for some in entries.chunks(usize::from(PAGE_ENTRIES_MAX)) {
        for part in reader.parts(some, Some(name)).await? {
            let value = part.value.filter(|_| part.damage.is_none());
            if let Some(text) = value.and_then(|value| String::from_utf8(value).ok()) {
                found.insert(part.sequence, text);
            }
        }
    }
    Ok(found)
}
