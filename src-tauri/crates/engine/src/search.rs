//! What fits a typed text: subjects, deliveries, words that deliveries share.

use crate::describe::{MEANS_DELIVERY, MEANS_WORD};
use crate::{EngineError, Row, timeline};
use domain::{Mark, Subject, record};
use ledger::{Entry, Found, Index, Reader};
use std::collections::HashMap;

/// Most hits of one search.
pub const HITS_MAX: usize = 20;
/// Terms that are looked at: several may mean the same.
const TERMS_MAX: u16 = 60;

/// What a hit leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HitTarget {
    /// A subject's timeline.
    Subject(Subject),
    /// A delivery's page, by its entry.
    Delivery(u64),
}

/// One hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it leads to.
    pub target: HitTarget,
    /// What it is called.
    pub label: String,
    /// What else is known, in a few words.
    pub detail: String,
    /// The newest entry on it.
    pub sequence: u64,
    /// How far that entry may be trusted.
    pub mark: Option<Mark>,
}

/// What begins with the text, the likeliest first: an entry of this number, then what is called
/// exactly so, then the rest by name.
///
/// # Errors
/// [`EngineError::Index`] if the index can't be asked, [`EngineError::Ledger`] if the ledger can't
/// be read.
pub async fn search(reader: &Reader, index: &Index, text: &str) -> Result<Vec<Hit>, EngineError> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut hits: Vec<Hit> = by_number(reader, &text).await?.into_iter().collect();
    for found in index.search(&text, TERMS_MAX).await? {
        let Some(hit) = hit(found) else {
            continue;
        };
        if hits.iter().all(|known| known.target != hit.target) {
            hits.push(hit);
        }
    }
    hits.truncate(HITS_MAX);
    let newest: Vec<u64> = hits.iter().map(|hit| hit.sequence).collect();
    let entries = reader.entries(&newest).await?;
    let rows = timeline::read_rows(reader, &entries).await?;
    let rows: HashMap<u64, Row> = rows.into_iter().map(|row| (row.sequence, row)).collect();
    for hit in &mut hits {
        if let Some(row) = rows.get(&hit.sequence) {
            hit.mark = Some(row.mark);
            let at = row.at.to_rfc3339();
            hit.detail = match (&row.event, &row.status) {
                (Some(event), Some(status)) => format!("{} {event}, {status}, {at}", hit.detail),
                (Some(event), None) => format!("{} {event}, {at}", hit.detail),
                (None, _) => format!("{} {at}", hit.detail),
            };
        }
    }
    Ok(hits)
}

/// The delivery of this entry, or the one that a verdict of this entry is on.
async fn by_number(reader: &Reader, text: &str) -> Result<Option<Hit>, EngineError> {
    let words = ["entry ", "delivery ", "#"];
    let number = words
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let Ok(number) = number.parse() else {
        return Ok(None);
    };
    let Some(Entry { kind, about, .. }) = reader.entry(number).await? else {
        return Ok(None);
    };
    let delivery = match kind.as_str() {
        record::KIND_DELIVERY => Some(number),
        record::KIND_VERDICT => about,
        _ => None,
    };
    Ok(delivery.map(|sequence| Hit {
        target: HitTarget::Delivery(sequence),
        label: format!("Entry {number}"),
        detail: if sequence == number {
            "Delivery:".to_owned()
        } else {
            format!("Verdict on delivery {sequence}:")
        },
        sequence,
        mark: None,
    }))
}

fn hit(found: Found) -> Option<Hit> {
    let (target, label, detail) = if let Ok(subject) = Subject::parse(&found.meaning) {
        let label = format!("{} {}", subject.kind.label(), subject.number);
        (HitTarget::Subject(subject), label, "Newest:")
    } else if let Some(number) = found.meaning.strip_prefix(MEANS_DELIVERY) {
        let target = HitTarget::Delivery(number.parse().ok()?);
        (target, format!("Request {}", found.term), "Delivery:")
    } else if let Some(word) = found.meaning.strip_prefix(MEANS_WORD) {
        let target = HitTarget::Delivery(found.sequence);
        (target, word.to_owned(), "Newest delivery:")
    } else {
        return None;
    };
    Some(Hit {
        target,
        label,
        detail: detail.to_owned(),
        sequence: found.sequence,
        mark: None,
    })
}
