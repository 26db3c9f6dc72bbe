//! One delivery read back whole: raw bytes, headers, every verdict on it.

use crate::{EngineError, Row, timeline};
use domain::{Millis, record};
use ledger::{Entry, Reader};
use webhooks::{Judgement, uncovered_fields};

/// A delivery.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Its row on the timeline.
    pub row: Row,
    /// Its plain facts; none if they can't be read.
    pub facts: Option<record::DeliveryFacts>,
    /// The raw body; none if it was erased.
    pub body: Option<Vec<u8>>,
    /// The raw headers and the peer; none if they were erased.
    pub headers: Option<record::HeaderBlock>,
    /// Every verdict, the newest last.
    pub verdicts: Vec<Given>,
    /// The rows of the other entries about it, notes above all; the oldest first.
    pub notes: Vec<Row>,
    /// The hash of its leaf.
    pub leaf_hash: [u8; 32],
}

/// A verdict that was given.
#[derive(Debug, Clone)]
pub struct Given {
    /// Its entry's number.
    pub sequence: u64,
    /// When.
    pub at: Millis,
    /// Its plain facts; none if they can't be read.
    pub facts: Option<record::VerdictFacts>,
    /// The judgement with its steps; none if it was erased or can't be read.
    pub judgement: Option<Judgement>,
}

/// Reads a delivery.
///
/// # Errors
/// [`EngineError::NoDelivery`] if the entry is no delivery, [`EngineError::Ledger`] if the ledger
/// can't be read.
pub async fn read(reader: &Reader, sequence: u64) -> Result<Delivery, EngineError> {
    let entry = reader
        .entry(sequence)
        .await?
        .filter(|entry| entry.kind == record::KIND_DELIVERY)
        .ok_or(EngineError::NoDelivery(sequence))?;
    let row = timeline::read_rows(reader, std::slice::from_ref(&entry))
        .await?
        .pop()
        .ok_or(EngineError::NoDelivery(sequence))?;
    let mut body = None;
    let mut headers = None;
    let mut damage = None;
    for part in reader.parts(&[sequence], None).await? {
        if let Some(found) = &part.damage {
            damage = Some(found.to_string());
        }
        match part.name.as_str() {
            record::PART_BODY => body = part.value,
            record::PART_HEADERS => {
                headers = part
                    .value
                    .and_then(|bytes| serde_json::from_slice(&bytes).ok());
            }
            _ => {}
        }
    }
    let (verdicts, others): (Vec<Entry>, Vec<Entry>) = reader
        .about(&[sequence])
        .await?
        .into_iter()
        .partition(|entry| entry.kind == record::KIND_VERDICT);
    let notes = timeline::read_rows(reader, &others).await?;
    let mut verdicts = given(reader, verdicts).await?;
    for judgement in verdicts
        .iter_mut()
        .filter_map(|given| given.judgement.as_mut())
    {
        let listed: Vec<String> = judgement
            .covered
            .iter()
            .map(|field| field.name.clone())
            .collect();
        judgement.uncovered = uncovered_fields(body.as_deref().unwrap_or_default(), &listed);
    }
    Ok(Delivery {
        row: Row {
            damage: row.damage.clone().or(damage),
            ..row
        },
        facts: serde_json::from_str(&entry.facts).ok(),
        body,
        headers,
        verdicts,
        notes,
        leaf_hash: entry.leaf_hash,
    })
}

async fn given(reader: &Reader, verdicts: Vec<Entry>) -> Result<Vec<Given>, EngineError> {
    let numbers: Vec<u64> = verdicts.iter().map(|entry| entry.sequence).collect();
    let mut judgements = timeline::judgements(reader, &numbers).await?;
    Ok(verdicts
        .into_iter()
        .map(|entry| Given {
            sequence: entry.sequence,
            at: Millis(entry.recorded_ms),
            facts: serde_json::from_str(&entry.facts).ok(),
            judgement: judgements.remove(&entry.sequence),
        })
        .collect())
}
