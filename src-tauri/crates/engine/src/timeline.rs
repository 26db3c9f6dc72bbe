//! The timeline of everything or of one subject, page by page.

use crate::{
    EngineError, Row, RowKind, assurance, details_changes, field_sets::notes, observation,
    out_of_course, row::Actions, way_in,
};
use domain::{Subject, record};
use ledger::{Entry, PageQuery, Reader};
use std::collections::HashMap;
use webhooks::{Judgement, Verdict};

/// The most rows that one page holds.
pub const ROWS_MAX: u16 = 500;
/// The most pages of entries that are read to fill one page of rows.
const PAGES_READ_MAX: u32 = 40;

/// Which rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// All.
    All,
    /// Verified deliveries alone.
    Verified,
    /// Deliveries that are not verified: the quarantine.
    Refused,
}

/// Where a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// At the newest entry; newest first.
    Newest,
    /// With entries older than this one; newest first.
    Before(u64),
    /// With entries newer than this one; oldest first.
    After(u64),
}

impl From {
    /// The same in the ledger's words.
    pub(crate) const fn in_ledger(self) -> ledger::From {
        match self {
            Self::Newest => ledger::From::Newest,
            Self::Before(at) => ledger::From::Before(at),
            Self::After(at) => ledger::From::After(at),
        }
    }
}

/// Asks for a page.
#[derive(Debug, Clone)]
pub struct Ask {
    /// One subject, or everything.
    pub subject: Option<Subject>,
    /// Which rows.
    pub show: Show,
    /// Where it begins.
    pub from: From,
    /// How many rows, at most [`ROWS_MAX`].
    pub limit: u16,
}

/// A page of rows, in the order that [`From`] says.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// The rows.
    pub rows: Vec<Row>,
    /// From where to go on in the same direction; none at the end.
    pub next: Option<u64>,
}

/// Reads a page of a timeline. A verdict that came with its delivery is told by the delivery's
/// row; a later one has a row of its own. A damaged entry is a row that says so.
///
/// # Errors
/// [`EngineError::Ledger`] if the ledger can't be read at all.
pub async fn timeline(reader: &Reader, ask: &Ask) -> Result<Timeline, EngineError> {
    let limit = usize::from(ask.limit.clamp(1, ROWS_MAX));
    let mut rows: Vec<Row> = Vec::new();
    let mut from = ask.from;
    for _ in 0..PAGES_READ_MAX {
        let page = reader.page(&query(ask, from)).await?;
        let last = page.entries.last().map(|entry| entry.sequence);
        for row in read_rows(reader, &page.entries).await? {
            if !wanted(ask, &row) {
                continue;
            }
            if rows.len() == limit {
                let next = rows.last().map(|row| row.sequence);
                return Ok(Timeline { rows, next });
            }
            rows.push(row);
        }
        match last.filter(|_| page.more) {
            None => return Ok(Timeline { rows, next: None }),
            Some(last) => {
                from = match from {
                    From::After(_) => From::After(last),
                    From::Newest | From::Before(_) => From::Before(last),
                }
            }
        }
    }
    let next = match from {
        From::After(at) | From::Before(at) => Some(at),
        From::Newest => None,
    };
    Ok(Timeline { rows, next })
}

fn query(ask: &Ask, from: From) -> PageQuery {
    let subject = match (&ask.subject, ask.show) {
        (Some(subject), _) => Some(subject.to_string()),
        (None, Show::Refused) => Some(record::SUBJECT_QUARANTINE.to_owned()),
        (None, Show::All | Show::Verified) => None,
    };
    // A delivery and its verdict are two entries and one row.
    let limit = ask.limit.clamp(1, ROWS_MAX / 2).saturating_mul(2);
    PageQuery {
        subject,
        kinds: Vec::new(),
        from: from.in_ledger(),
        limit,
    }
}

fn wanted(ask: &Ask, row: &Row) -> bool {
    let verified = row.verdict.is_some_and(Verdict::is_verified);
    match ask.show {
        Show::All => true,
        Show::Verified => verified,
        // What a person wrote about a delivery is none.
        Show::Refused => {
            !verified
                && !matches!(
                    row.kind,
                    RowKind::Note
                        | RowKind::Decision
                        | RowKind::Setting
                        | RowKind::OutOfCourse
                        | RowKind::DetailsChanged
                        | RowKind::Intent
                        | RowKind::Outcome
                )
        }
    }
}

/// Turns entries into rows, with the newest verdict on each delivery.
///
/// # Errors
/// [`EngineError::Ledger`] if verdicts can't be read.
pub async fn read_rows(reader: &Reader, entries: &[Entry]) -> Result<Vec<Row>, EngineError> {
    let deliveries: Vec<u64> = entries
        .iter()
        .filter(|entry| entry.kind == record::KIND_DELIVERY)
        .map(|entry| entry.sequence)
        .collect();
    // Oldest first, so the newest verdict on a delivery is the one that stays.
    let newest: HashMap<u64, Entry> = reader
        .about(&deliveries)
        .await?
        .into_iter()
        .filter(|entry| entry.kind == record::KIND_VERDICT)
        .filter_map(|entry| entry.about.map(|about| (about, entry)))
        .collect();
    let later: Vec<&Entry> = entries
        .iter()
        .filter(|entry| is_later_verdict(entry))
        .collect();
    let verdicts: Vec<u64> = newest
        .values()
        .map(|entry| entry.sequence)
        .chain(later.iter().map(|entry| entry.sequence))
        .collect();
    let judgements = judgements(reader, &verdicts).await?;
    let deeds = of_kinds(entries, &record::KINDS_WITH_NOTE);
    let mut notes = notes(reader, &deeds).await?;
    let courses = of_kinds(entries, &[record::KIND_OUT_OF_COURSE]);
    let mut courses = out_of_course::words(reader, &courses).await?;
    let mut details = details_changes::values(reader, entries).await?;
    let mut calls = observation::row_parts(reader, entries).await?;
    let mut ways = way_in::details(reader, entries).await?;
    let actions = Actions::read(reader, entries).await?;
    let rows = entries.iter().filter_map(|entry| {
        let row = match entry.kind.as_str() {
            record::KIND_DELIVERY => {
                let verdict = newest.get(&entry.sequence);
                let judgement = verdict.and_then(|verdict| judgements.get(&verdict.sequence));
                Row::judged(entry, RowKind::Delivery, verdict, judgement)
            }
            record::KIND_VERDICT if !is_later_verdict(entry) => return None,
            record::KIND_VERDICT => {
                let judgement = judgements.get(&entry.sequence);
                Row::judged(entry, RowKind::Verdict, Some(entry), judgement)
            }
            record::KIND_OUT_OF_COURSE => {
                let words = courses.remove(&entry.sequence).unwrap_or_default();
                Row::out_of_course(entry, &words)
            }
            record::KIND_DETAILS_CHANGED => {
                let values = details.remove(&entry.sequence).unwrap_or_default();
                Row::details_changed(entry, &values)
            }
            record::KIND_OBSERVATION => {
                Row::observed(entry, calls.remove(&entry.sequence).unwrap_or_default())
            }
            // The intent's row tells what became of it.
            record::KIND_DEPARTURE => return None,
            record::KIND_INTENT => actions.intent(entry),
            record::KIND_OUTCOME => actions.outcome(entry, notes.remove(&entry.sequence)),
            kind if is_of_way_in(kind) => Row::way_in(entry, ways.remove(&entry.sequence))?,
            _ => Row::other(entry, notes.remove(&entry.sequence)),
        };
        Some(row)
    });
    let mut rows: Vec<Row> = rows.collect();
    assurance::assure(reader, &mut rows).await?;
    Ok(rows)
}

fn is_of_way_in(kind: &str) -> bool {
    record::KINDS_OF_WAY_IN.contains(&kind) || record::KINDS_OF_RECONCILIATION.contains(&kind)
}

fn of_kinds(entries: &[Entry], kinds: &[&str]) -> Vec<Entry> {
    let of_kinds = |entry: &&Entry| kinds.contains(&entry.kind.as_str());
    entries.iter().filter(of_kinds).cloned().collect()
}

/// The first verdict stands right behind its delivery, in the same commit.
pub(crate) fn is_later_verdict(entry: &Entry) -> bool {
    let first = entry.about.and_then(|about| about.checked_add(1)) == Some(entry.sequence);
    entry.kind == record::KIND_VERDICT && (!first || entry.damage.is_some())
}

/// The judgements that stand beside these verdicts, as far as they can be read and are undamaged.
///
/// # Errors
/// [`EngineError::Ledger`] if the ledger can't be read.
pub async fn judgements(
    reader: &Reader,
    verdicts: &[u64],
) -> Result<HashMap<u64, Judgement>, EngineError> {
    let mut found = HashMap::new();
    for some in verdicts.chunks(usize::from(ROWS_MAX)) {
        for part in reader.parts(some, Some(record::PART_JUDGEMENT)).await? {
            let value = part.value.filter(|_| part.damage.is_none());
            let judgement = value.and_then(|bytes| serde_json::from_slice(&bytes).ok());
            if let Some(judgement) = judgement {
                found.insert(part.sequence, judgement);
            }
        }
    }
    Ok(found)
}
