//! The lists of fields that people approved, replayed from the ledger.

use crate::EngineError;
use domain::{
    EventName, Millis,
    record::{FieldSetChoice, FieldSetDecidedFacts, KIND_FIELD_SET_DECIDED, PART_NOTE},
};
use ledger::{Entry, From, PAGE_ENTRIES_MAX, PageQuery, Reader};
use std::collections::HashMap;
use webhooks::{FieldSet, Rules};

/// What was decided on a list of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldSetState {
    /// Approved from the start.
    BuiltIn,
    /// Approved by a person.
    Approved,
    /// Rejected by a person.
    Rejected,
    /// Approved once, and withdrawn; or a decision after it is damaged and may have withdrawn it.
    Withdrawn,
}

/// What a person did, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// The entry's number.
    pub sequence: u64,
    /// When.
    pub at: Millis,
    /// By whom.
    pub by: Option<String>,
    /// What was decided, in a sentence.
    pub what: String,
    /// The reason that was typed; none if none was, or it was erased.
    pub note: Option<String>,
}

/// A list of fields on which something was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedSet {
    /// The list, and the event it is for.
    pub set: FieldSet,
    /// What was decided last.
    pub state: FieldSetState,
    /// The decision; none for what was approved from the start.
    pub decided: Option<Settlement>,
}

/// Every list on which something was decided: the built-in one, then in the order in which they
/// were first decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSets(Vec<DecidedSet>);

impl Default for FieldSets {
    /// `id,status` alone.
    fn default() -> Self {
        let built_in = Rules::default().approved.into_iter();
        Self(
            built_in
                .map(|set| DecidedSet {
                    set,
                    state: FieldSetState::BuiltIn,
                    decided: None,
                })
                .collect(),
        )
    }
}

impl FieldSets {
    /// Replays all decisions that the ledger holds.
    ///
    /// # Errors
    /// [`EngineError::Ledger`].
    pub async fn read(reader: &Reader) -> Result<Self, EngineError> {
        let mut sets = Self::default();
        let mut after = 0;
        loop {
            let page = reader
                .page(&PageQuery {
                    subject: None,
                    kinds: vec![KIND_FIELD_SET_DECIDED.to_owned()],
                    from: From::After(after),
                    limit: PAGE_ENTRIES_MAX,
                })
                .await?;
            let notes = notes(reader, &page.entries).await?;
            for entry in &page.entries {
                sets.take(entry, notes.get(&entry.sequence).cloned());
            }
            match page.entries.last().filter(|_| page.more) {
                Some(last) => after = last.sequence,
                None => return Ok(sets),
            }
        }
    }

    /// Takes the next decision of the ledger.
    fn take(&mut self, entry: &Entry, note: Option<String>) {
        let Some((facts, decided)) = decision(entry, note) else {
            // What it said can't be known, and it may have withdrawn any of them. Nothing is
            // believed that a person may have forbidden.
            for set in &mut self.0 {
                if set.state == FieldSetState::Approved {
                    set.state = FieldSetState::Withdrawn;
                }
            }
            return;
        };
        let set = FieldSet {
            event: facts.event,
            fields: facts.fields,
        };
        let state = match facts.decision {
            FieldSetChoice::Approve => FieldSetState::Approved,
            FieldSetChoice::Reject => FieldSetState::Rejected,
            FieldSetChoice::Withdraw => FieldSetState::Withdrawn,
        };
        let decided = Some(decided);
        match self.0.iter_mut().find(|known| known.set == set) {
            Some(known) if known.state == FieldSetState::BuiltIn => {}
            Some(known) => (known.state, known.decided) = (state, decided),
            None => self.0.push(DecidedSet {
                set,
                state,
                decided,
            }),
        }
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[DecidedSet] {
        &self.0
    }

    /// What was decided on this list for this event, if anything was.
    #[must_use]
    pub fn state_of(&self, event: Option<EventName>, fields: &[String]) -> Option<FieldSetState> {
        let found = self
            .0
            .iter()
            .find(|known| known.set.event == event && known.set.fields == fields);
        found.map(|known| known.state)
    }

    /// The rules by which deliveries are judged.
    #[must_use]
    pub fn rules(&self) -> Rules {
        let approved = self.0.iter().filter(|known| {
            matches!(
                known.state,
                FieldSetState::BuiltIn | FieldSetState::Approved
            )
        });
        Rules {
            approved: approved.map(|known| known.set.clone()).collect(),
            ..Rules::default()
        }
    }
}

/// What a decision's entry says; none if it is damaged, or of a version that is not known.
pub fn decision(entry: &Entry, note: Option<String>) -> Option<(FieldSetDecidedFacts, Settlement)> {
    if entry.damage.is_some() {
        return None;
    }
    let facts: FieldSetDecidedFacts = serde_json::from_str(&entry.facts).ok()?;
    let decided = Settlement {
        sequence: entry.sequence,
        at: Millis(entry.recorded_ms),
        by: facts.by.clone(),
        what: sentence(&facts),
        note,
    };
    Some((facts, decided))
}

/// What was decided, for a person.
#[must_use]
pub fn sentence(facts: &FieldSetDecidedFacts) -> String {
    let list = facts.fields.join(",");
    let event = facts
        .event
        .map_or_else(|| "every event".to_owned(), |event| event.wire().to_owned());
    match facts.decision {
        FieldSetChoice::Approve => format!("The list {list} was approved for {event}."),
        FieldSetChoice::Reject => format!("The list {list} was rejected for {event}."),
        FieldSetChoice::Withdraw => {
            format!("The approval of the list {list} for {event} was withdrawn.")
        }
    }
}

/// The words that stand beside these entries, as far as they were not erased or damaged.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn notes(
    reader: &Reader,
    entries: &[Entry],
) -> Result<HashMap<u64, String>, EngineError> {
    let sequences: Vec<u64> = entries.iter().map(|entry| entry.sequence).collect();
    let mut parts = Vec::new();
    for some in sequences.chunks(PAGE_ENTRIES_MAX.into()) {
        parts.append(&mut reader.parts(some, Some(PART_NOTE)).await?);
    }
    let words = parts.into_iter().filter_map(|part| {
        let value = part.value.filter(|_| part.damage.is_none())?;
        Some((part.sequence, String::from_utf8(value).ok()?))
    });
    Ok(words.collect())
}
