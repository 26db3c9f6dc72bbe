//! The table of operations as a profile has it: grades, paths, what was confirmed, last calls.

use super::file::ApiFile;
use crate::EngineError;
use domain::{
    Environment, Millis,
    record::{CallOutcome, KIND_OBSERVATION, ObservationFacts, PART_DETAIL, SUBJECT_CALLS},
};
use ledger::{From, PAGE_ENTRIES_MAX, PageQuery, Reader};
use partner_api::Operation;
use std::collections::HashMap;

/// The most pages of calls that are looked through for the last one of each operation.
const PAGES_MAX: u32 = 8;

/// How the last call of an operation went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastCall {
    /// Its entry.
    pub sequence: u64,
    /// When it ended.
    pub at: Millis,
    /// Its facts.
    pub outcome: CallOutcome,
    /// The HTTP status, if an answer came.
    pub status: Option<u16>,
    /// How long the last attempt took, in milliseconds.
    pub round_trip_ms: u64,
    /// What became of it, in a sentence; none if it was erased.
    pub detail: Option<String>,
}

/// An operation as a profile has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationRow {
    /// Which.
    pub operation: Operation,
    /// The path in the place of the table's, if there is one.
    pub override_path: Option<String>,
    /// When a call by the path in use first worked at the profile's server.
    pub confirmed_at: Option<Millis>,
    /// How the last call went.
    pub last: Option<LastCall>,
}

/// Every operation, in the order of the table. `origin` is the server's.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn operations(
    reader: &Reader,
    file: &ApiFile,
    origin: Option<&str>,
) -> Result<Vec<OperationRow>, EngineError> {
    let mut last = last_calls(reader).await?;
    let overrides = file.overrides();
    let rows = Operation::ALL.iter().map(|operation| {
        let (path, is_override) = overrides.path(*operation);
        let confirmed =
            origin.and_then(|origin| file.confirmed_at(*operation, path.as_str(), origin));
        OperationRow {
            operation: *operation,
            override_path: is_override.then(|| path.as_str().to_owned()),
            confirmed_at: confirmed,
            last: last.remove(operation.id()),
        }
    });
    Ok(rows.collect())
}

/// The origin of a profile's server that is not open, by its file.
#[must_use]
pub fn origin(file: &ApiFile, environment: Environment) -> Option<String> {
    Some(file.base(environment)?.origin().as_str().to_owned())
}

async fn last_calls(reader: &Reader) -> Result<HashMap<String, LastCall>, EngineError> {
    let mut last: HashMap<String, LastCall> = HashMap::new();
    let mut from = From::Newest;
    for _ in 0..PAGES_MAX {
        let page = reader
            .page(&PageQuery {
                subject: Some(SUBJECT_CALLS.to_owned()),
                kinds: vec![KIND_OBSERVATION.to_owned()],
                from,
                limit: PAGE_ENTRIES_MAX,
            })
            .await?;
        for entry in page.entries.iter().filter(|entry| entry.damage.is_none()) {
            let Ok(facts) = serde_json::from_str::<ObservationFacts>(&entry.facts) else {
                continue;
            };
            last.entry(facts.operation).or_insert(LastCall {
                sequence: entry.sequence,
                at: Millis(entry.recorded_ms),
                outcome: facts.outcome,
                status: facts.answer.map(|answer| answer.status),
                round_trip_ms: facts.round_trip_ms,
                detail: None,
            });
        }
        match page.entries.last().filter(|_| page.more) {
            Some(oldest) if last.len() < Operation::ALL.len() => {
                from = From::Before(oldest.sequence);
            }
            _ => break,
        }
    }
    let sequences: Vec<u64> = last.values().map(|call| call.sequence).collect();
    let mut details: HashMap<u64, String> = HashMap::new();
    for part in reader.parts(&sequences, Some(PART_DETAIL)).await? {
        let value = part.value.filter(|_| part.damage.is_none());
        if let Some(text) = value.and_then(|value| String::from_utf8(value).ok()) {
            details.insert(part.sequence, text);
        }
    }
    for call in last.values_mut() {
        call.detail = details.remove(&call.sequence);
    }
    Ok(last)
}
