//! Reconciliations that ended, and what they found.

use crate::EngineError;
use domain::record::{
    KIND_RECONCILE_PART, KIND_RECONCILED, MissedChange, PART_MISSED, ReconcilePartFacts,
    ReconciledFacts, SUBJECT_WAY_IN,
};
use ledger::{Entry, From, PAGE_ENTRIES_MAX, PageQuery, Reader};

/// A reconciliation that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciled {
    /// The entry that says so.
    pub sequence: u64,
    /// What it says.
    pub facts: ReconciledFacts,
}

/// What a reconciliation found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Missed {
    /// The changes that no verified delivery told.
    pub changes: Vec<MissedChange>,
    /// How many there are beyond these, or can't be read any more.
    pub more: u64,
}

/// The newest that ended, in whatever way; none if none did, or the newest can't be read.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn last(reader: &Reader) -> Result<Option<Reconciled>, EngineError> {
    let page = reader
        .page(&PageQuery {
            subject: Some(SUBJECT_WAY_IN.to_owned()),
            kinds: vec![KIND_RECONCILED.to_owned()],
            from: From::Newest,
            limit: 1,
        })
        .await?;
    Ok(page.entries.first().and_then(ended))
}

fn ended(entry: &Entry) -> Option<Reconciled> {
    let facts = serde_json::from_str(&entry.facts).ok();
    let facts = facts.filter(|_| entry.damage.is_none() && entry.kind == KIND_RECONCILED)?;
    let sequence = entry.sequence;
    Some(Reconciled { sequence, facts })
}

/// What the reconciliation found that this entry ended; none if it ended none.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn missed(
    reader: &Reader,
    sequence: u64,
    most: usize,
) -> Result<Option<Missed>, EngineError> {
    let entry = reader.entry(sequence).await?;
    let began = entry.filter(|entry| ended(entry).is_some());
    let Some(began) = began.and_then(|entry| entry.about) else {
        return Ok(None);
    };
    let mut found = Missed::default();
    let mut parts: Vec<u64> = Vec::new();
    for entry in reader.about(&[began]).await? {
        if entry.kind != KIND_RECONCILE_PART || entry.damage.is_some() {
            continue;
        }
        if let Ok(facts) = serde_json::from_str::<ReconcilePartFacts>(&entry.facts) {
            found.more = found.more.saturating_add(facts.missed);
        }
        if entry.subjects.len() > 1 {
            parts.push(entry.sequence);
        }
    }
    for some in parts.chunks(PAGE_ENTRIES_MAX.into()) {
        for part in reader.parts(some, Some(PART_MISSED)).await? {
            let value = part.value.filter(|_| part.damage.is_none());
            let changes = value.and_then(|bytes| serde_json::from_slice(&bytes).ok());
            let changes: Vec<MissedChange> = changes.unwrap_or_default();
            let room = most.saturating_sub(found.changes.len());
            found.changes.extend(changes.into_iter().take(room));
        }
    }
    let told = u64::try_from(found.changes.len()).unwrap_or(u64::MAX);
    found.more = found.more.saturating_sub(told);
    Ok(Some(found))
}
