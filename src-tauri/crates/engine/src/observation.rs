//! One call of the API read back whole, and what of it a row of a timeline tells.

use crate::EngineError;
use domain::{
    Millis,
    record::{
        KIND_OBSERVATION, ObservationFacts, PART_BODY, PART_DETAIL, PART_OBJECTS, PART_SENT,
        PART_SHOWS, SentPart, Shown,
    },
};
use ledger::{Entry, Reader};
use partner_api::Fields;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::HashMap;

/// The most entries whose parts are read at once.
const AT_ONCE: usize = 500;

/// What a row tells of a call beside its facts.
#[derive(Debug, Clone, Default)]
pub struct RowParts {
    /// What became of it, in a sentence; none if it was erased.
    pub detail: Option<String>,
    /// The objects that the answer shows.
    pub shown: Vec<Shown>,
}

/// A call of the API as the ledger has it.
#[derive(Debug, Clone)]
pub struct Observation {
    /// Its entry.
    pub sequence: u64,
    /// When it was written down.
    pub at: Millis,
    /// Its plain facts.
    pub facts: ObservationFacts,
    /// What was sent; none if it was erased.
    pub sent: Option<SentPart>,
    /// What became of it, in a sentence; none if it was erased.
    pub detail: Option<String>,
    /// The objects that the answer shows.
    pub shown: Vec<Shown>,
    /// The body, of this answer or of the earlier one that it is the same as. Of a list: the
    /// objects that had changed. None if there is none, or it was erased.
    pub body: Option<Vec<u8>>,
    /// Whether `body` is a list's changed objects alone.
    pub is_changed_objects: bool,
}

impl Observation {
    /// The objects in its body, as far as it holds any: of a list those that had changed.
    #[must_use]
    pub fn objects(&self) -> Vec<Fields> {
        let body = self.body.as_deref().unwrap_or_default();
        objects_of(body, self.is_changed_objects)
    }
}

/// The objects in a body as it is kept: the one that it is, or a list's changed ones.
pub(crate) fn objects_of(body: &[u8], is_changed_objects: bool) -> Vec<Fields> {
    if !is_changed_objects {
        return Fields::parse(body).into_iter().collect();
    }
    let all: Vec<&RawValue> = of_json(body).unwrap_or_default();
    let objects = all.into_iter();
    objects
        .filter_map(|raw| Fields::parse(raw.get().as_bytes()).ok())
        .collect()
}

fn of_json<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    serde_json::from_slice(bytes).ok()
}

/// What rows of calls among these entries need.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn row_parts(
    reader: &Reader,
    entries: &[Entry],
) -> Result<HashMap<u64, RowParts>, EngineError> {
    let calls = entries.iter().filter(|one| one.kind == KIND_OBSERVATION);
    let calls: Vec<u64> = calls.map(|entry| entry.sequence).collect();
    let mut found: HashMap<u64, RowParts> = HashMap::new();
    for some in calls.chunks(AT_ONCE) {
        for name in [PART_DETAIL, PART_SHOWS] {
            for part in reader.parts(some, Some(name)).await? {
                let Some(value) = part.value.filter(|_| part.damage.is_none()) else {
                    continue;
                };
                let row = found.entry(part.sequence).or_default();
                if name == PART_DETAIL {
                    row.detail = String::from_utf8(value).ok();
                } else {
                    row.shown = of_json(&value).unwrap_or_default();
                }
            }
        }
    }
    Ok(found)
}

/// Reads a call back.
///
/// # Errors
/// [`EngineError::NoObservation`] if the entry is no call, or is damaged; [`EngineError::Ledger`].
pub async fn read(reader: &Reader, sequence: u64) -> Result<Observation, EngineError> {
    let entry = reader.entry(sequence).await?;
    let entry = entry.filter(|entry| entry.kind == KIND_OBSERVATION && entry.damage.is_none());
    let none = || EngineError::NoObservation(sequence);
    let entry = entry.ok_or_else(none)?;
    let facts: ObservationFacts = serde_json::from_str(&entry.facts).map_err(|_| none())?;
    let mut parts = parts(reader, sequence).await?;
    let is_list = facts
        .answer
        .as_ref()
        .is_some_and(|answer| answer.count.is_some());
    let body_name = if is_list { PART_OBJECTS } else { PART_BODY };
    let earlier = facts.answer.as_ref().and_then(|answer| answer.same_as);
    let body = match (parts.remove(body_name), earlier) {
        (Some(body), _) => Some(body),
        (None, Some(earlier)) => self::parts(reader, earlier).await?.remove(PART_BODY),
        // A list of which nothing had changed.
        (None, None) => is_list.then(|| b"[]".to_vec()),
    };
    Ok(Observation {
        sequence,
        at: Millis(entry.recorded_ms),
        facts,
        sent: parts.get(PART_SENT).and_then(|value| of_json(value)),
        detail: parts
            .remove(PART_DETAIL)
            .and_then(|value| String::from_utf8(value).ok()),
        shown: parts
            .get(PART_SHOWS)
            .and_then(|value| of_json(value))
            .unwrap_or_default(),
        body,
        is_changed_objects: is_list,
    })
}

async fn parts(reader: &Reader, sequence: u64) -> Result<HashMap<String, Vec<u8>>, EngineError> {
    let parts = reader.parts(&[sequence], None).await?.into_iter();
    Ok(parts
        .filter(|part| part.damage.is_none())
        .filter_map(|part| Some((part.name, part.value?)))
        .collect())
}
