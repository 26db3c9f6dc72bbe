//! The entries of a reconciliation, and where one that stopped goes on.

use crate::{EngineError, deed, deed::DeedError};
use domain::{
    Millis,
    record::{
        KIND_READ_THROUGH, KIND_RECONCILE_BEGAN, KIND_RECONCILE_PART, KIND_RECONCILED,
        MissedChange, PART_MISSED, ReadThroughFacts, ReconcileBeganFacts, ReconcilePartFacts,
        ReconciledFacts, SUBJECT_WAY_IN,
    },
};
use ledger::{From, PageQuery, PartDraft, Reader, Writer};
use std::collections::HashMap;

/// A reconciliation that did not end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// The entry that began it.
    pub began: u64,
    /// What that says.
    pub facts: ReconcileBeganFacts,
    /// The last part of each step that was read.
    pub steps: HashMap<String, ReconcilePartFacts>,
    /// How many calls, objects and missed changes there were so far.
    pub sums: [u64; 3],
}

/// The newest reconciliation, if it did not end.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn unfinished(reader: &Reader) -> Result<Option<Unfinished>, EngineError> {
    let page = reader
        .page(&PageQuery {
            subject: Some(SUBJECT_WAY_IN.to_owned()),
            kinds: vec![KIND_RECONCILE_BEGAN.to_owned()],
            from: From::Newest,
            limit: 1,
        })
        .await?;
    let Some(began) = page.entries.first().filter(|one| one.damage.is_none()) else {
        return Ok(None);
    };
    let Ok(facts) = serde_json::from_str(&began.facts) else {
        return Ok(None);
    };
    let mut found = Unfinished {
        began: began.sequence,
        facts,
        steps: HashMap::new(),
        sums: [0; 3],
    };
    for entry in reader.about(&[began.sequence]).await? {
        match entry.kind.as_str() {
            KIND_RECONCILED => return Ok(None),
            KIND_RECONCILE_PART if entry.damage.is_none() => {
                if let Ok(part) = serde_json::from_str::<ReconcilePartFacts>(&entry.facts) {
                    found.add(&part);
                    found.steps.insert(part.step.clone(), part);
                }
            }
            _ => {}
        }
    }
    Ok(Some(found))
}

impl Unfinished {
    /// One that has just begun.
    pub fn begun(began: u64, facts: ReconcileBeganFacts) -> Self {
        Self {
            began,
            facts,
            steps: HashMap::new(),
            sums: [0; 3],
        }
    }

    /// Counts a part.
    pub fn add(&mut self, part: &ReconcilePartFacts) {
        let more = [part.calls, part.objects, part.missed];
        for (sum, more) in self.sums.iter_mut().zip(more) {
            *sum = sum.saturating_add(more);
        }
    }
}

/// Writes that it began; gives the entry.
pub async fn write_began(writer: &Writer, facts: &ReconcileBeganFacts) -> Result<u64, DeedError> {
    let subjects = [SUBJECT_WAY_IN];
    let entry = deed::entry(KIND_RECONCILE_BEGAN, &subjects, facts, None, facts.started)?;
    deed::append(writer, entry).await
}

/// Writes a part that was read, on the timeline of each object that it tells of. What the
/// background found is about no entry.
pub async fn write_part(
    writer: &Writer,
    began: Option<u64>,
    facts: &ReconcilePartFacts,
    missed: &[MissedChange],
    now: Millis,
) -> Result<(), DeedError> {
    let mut entry = deed::entry(KIND_RECONCILE_PART, &[SUBJECT_WAY_IN], facts, None, now)?;
    entry.about = began;
    for change in missed {
        let subject = change.subject.to_string();
        if !entry.subjects.contains(&subject) {
            entry.subjects.push(subject);
        }
    }
    if !missed.is_empty() {
        let value = serde_json::to_vec(missed).map_err(|error| ledger::AppendError::Invalid {
            reason: error.to_string(),
        })?;
        entry.parts.push(PartDraft {
            name: PART_MISSED.to_owned(),
            value,
        });
    }
    deed::append(writer, entry).await.map(|_| ())
}

/// Writes that it ended.
pub async fn write_ended(
    writer: &Writer,
    began: u64,
    facts: &ReconciledFacts,
) -> Result<(), DeedError> {
    let subjects = [SUBJECT_WAY_IN];
    let mut entry = deed::entry(KIND_RECONCILED, &subjects, facts, None, facts.ended)?;
    entry.about = Some(began);
    deed::append(writer, entry).await.map(|_| ())
}

/// Writes what was read in the background.
pub async fn write_read_through(
    writer: &Writer,
    facts: &ReadThroughFacts,
) -> Result<(), DeedError> {
    let subjects = [SUBJECT_WAY_IN];
    let entry = deed::entry(KIND_READ_THROUGH, &subjects, facts, None, facts.ended)?;
    deed::append(writer, entry).await.map(|_| ())
}
