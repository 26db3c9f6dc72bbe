//! What the API reads that followed say of verified deliveries: confirmed, overtaken, contradicted.

use crate::{EngineError, Row, RowKind, timeline::judgements};
use domain::{
    ClientStatus, EventName, Mark, Millis, Subject, SubjectKind, Succession,
    record::{
        CallOutcome, KIND_OBSERVATION, KIND_VERDICT, ObservationFacts, PART_SHOWS, SUBJECT_CALLS,
        Shown,
    },
    status::TRANSACTION_NONE,
    succession,
};
use ledger::{Entry, From, PAGE_ENTRIES_MAX, PageQuery, Reader};
use partner_api::Operation;
use std::collections::{BTreeMap, HashMap};
use webhooks::Verdict;

/// How long after a delivery a read that confirms it outweighs an earlier one that does not: the
/// server may tell of a change before its own reads show it.
const LAG_MS: i64 = 60_000;
/// The most pages of an object's reads that are looked at for one page of rows.
const PAGES_MAX: u32 = 4;

/// What a read says of a delivery's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The same.
    Confirms,
    /// The object has gone on since: no contradiction, no confirmation.
    Overtaken,
    /// Otherwise.
    Contradicts,
}

/// What the read that followed says of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadSince {
    /// The read's entry.
    pub sequence: u64,
    /// When it was made.
    pub at: Millis,
    /// Of which object.
    pub subject: Subject,
    /// The status that it shows.
    pub status: Option<String>,
    /// What that says.
    pub said: Said,
}

/// A read of an object that worked.
#[derive(Debug, Clone)]
pub struct Read {
    /// Its entry.
    pub sequence: u64,
    /// When it began.
    pub started: Millis,
    /// When it was written down.
    pub at: Millis,
    /// Whether it is of the object's payout confirmation.
    pub is_confirmation: bool,
    /// The status that it shows.
    pub status: Option<String>,
}

/// Whether a delivery tells of a payout confirmation, and not of its transaction. The event's name
/// is no more than a hint; a status without a transaction's prefix is none of a transaction's.
#[must_use]
pub fn tells_of_confirmation(event: Option<&str>, status: Option<&str>) -> bool {
    let named = EventName::BusinessRequestPayoutConfirmationStatusChanged.wire();
    match status {
        Some(word) if ClientStatus::read(word).prefix().is_some() => false,
        Some(TRANSACTION_NONE) => false,
        Some(word) if word.contains("ARRIVED") => true,
        Some(_) | None => event == Some(named),
    }
}

/// The reads of an object that worked, behind an entry, the oldest first.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn reads_after(
    reader: &Reader,
    subject: Subject,
    after: u64,
) -> Result<Vec<Read>, EngineError> {
    let mut reads = Vec::new();
    let mut from = after;
    for _ in 0..PAGES_MAX {
        let page = reader
            .page(&PageQuery {
                subject: Some(subject.to_string()),
                kinds: vec![KIND_OBSERVATION.to_owned()],
                from: From::After(from),
                limit: PAGE_ENTRIES_MAX,
            })
            .await?;
        reads.append(&mut read_all(reader, subject, &page.entries).await?);
        match page.entries.last().filter(|_| page.more) {
            Some(last) => from = last.sequence,
            None => break,
        }
    }
    Ok(reads)
}

/// The reads of an object among these entries that worked and show it.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn read_all(
    reader: &Reader,
    subject: Subject,
    entries: &[Entry],
) -> Result<Vec<Read>, EngineError> {
    let worked = entries.iter().filter_map(|entry| {
        let facts: ObservationFacts = serde_json::from_str(&entry.facts).ok()?;
        let good = entry.damage.is_none() && facts.outcome == CallOutcome::Worked;
        good.then_some((entry, facts))
    });
    let worked: Vec<_> = worked.collect();
    let sequences: Vec<u64> = worked.iter().map(|(entry, _)| entry.sequence).collect();
    let mut shown: HashMap<u64, Vec<Shown>> = HashMap::new();
    for part in reader.parts(&sequences, Some(PART_SHOWS)).await? {
        let value = part.value.filter(|_| part.damage.is_none());
        if let Some(all) = value.and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
            shown.insert(part.sequence, all);
        }
    }
    let reads = worked.into_iter().filter_map(|(entry, facts)| {
        let all = shown.get(&entry.sequence)?;
        let found = all.iter().find(|one| one.subject == subject)?;
        Some(Read {
            sequence: entry.sequence,
            started: facts.started,
            at: Millis(entry.recorded_ms),
            is_confirmation: facts.operation == Operation::GetPayoutConfirmation.id(),
            status: found.status.clone(),
        })
    });
    Ok(reads.collect())
}

/// Lets the reads that followed say what they say of verified deliveries.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn assure(reader: &Reader, rows: &mut [Row]) -> Result<(), EngineError> {
    // The first delivery of each object: what is read of it is read once for all rows.
    let mut oldest: BTreeMap<Subject, u64> = BTreeMap::new();
    for row in rows.iter().filter(|row| can_be_assured(row)) {
        for subject in row.subjects() {
            let first = oldest.entry(*subject).or_insert(row.sequence);
            *first = (*first).min(row.sequence);
        }
    }
    if oldest.is_empty() {
        return Ok(());
    }
    // Nothing was read since: so it is where the API is not set up, and for what just came.
    let newest = newest_call(reader).await?;
    oldest.retain(|_, delivery| *delivery < newest);
    let mut reads: HashMap<Subject, Vec<Read>> = HashMap::new();
    for (subject, after) in oldest {
        let found = reads_after(reader, subject, after).await?;
        if !found.is_empty() {
            reads.insert(subject, found);
        }
    }
    if reads.is_empty() {
        return Ok(());
    }
    for row in rows.iter_mut().filter(|row| can_be_assured(row)) {
        if let Some(since) = since(reader, row, &reads).await? {
            row.assured_by(since);
        }
    }
    Ok(())
}

/// The newest call of the API; 0 if there was none.
async fn newest_call(reader: &Reader) -> Result<u64, EngineError> {
    let page = reader
        .page(&PageQuery {
            subject: Some(SUBJECT_CALLS.to_owned()),
            kinds: Vec::new(),
            from: From::Newest,
            limit: 1,
        })
        .await?;
    Ok(page.entries.first().map_or(0, |entry| entry.sequence))
}

fn can_be_assured(row: &Row) -> bool {
    row.kind == RowKind::Delivery
        && row.verdict.is_some_and(Verdict::is_verified)
        && row.status.is_some()
        && !row.is_test
        && row.damage.is_none()
}

/// What the reads say of one delivery; none as long as not each object that it may speak of was
/// read, unless one of them confirms it.
async fn since(
    reader: &Reader,
    row: &Row,
    reads: &HashMap<Subject, Vec<Read>>,
) -> Result<Option<ReadSince>, EngineError> {
    let mut found = Vec::new();
    let subjects = row.subjects();
    for subject in subjects {
        let all = reads.get(subject).map(Vec::as_slice).unwrap_or_default();
        found.extend(of_subject(reader, row, *subject, all).await?);
    }
    let confirming: Vec<&ReadSince> = found
        .iter()
        .filter(|read| read.said == Said::Confirms)
        .collect();
    match confirming.as_slice() {
        [only] => return Ok(Some((*only).clone())),
        // More than one object has this status: which one it speaks of is still not known.
        [_, _, ..] => return Ok(None),
        [] => {}
    }
    let overtaken = found.iter().find(|read| read.said == Said::Overtaken);
    if let Some(overtaken) = overtaken {
        return Ok(Some(overtaken.clone()));
    }
    Ok(if found.len() == subjects.len() {
        found.into_iter().next()
    } else {
        None
    })
}

async fn of_subject(
    reader: &Reader,
    row: &Row,
    subject: Subject,
    reads: &[Read],
) -> Result<Option<ReadSince>, EngineError> {
    let told = row.status.as_deref().unwrap_or_default();
    let of_confirmation = subject.kind == SubjectKind::Transaction
        && tells_of_confirmation(row.event.as_deref(), row.status.as_deref());
    // A read that began before the delivery came says nothing of it.
    let later = reads.iter().filter(|read| {
        read.sequence > row.sequence
            && read.started >= row.at
            && read.is_confirmation == of_confirmation
            && read.status.is_some()
    });
    let later: Vec<&Read> = later.collect();
    let Some(first) = later.first() else {
        return Ok(None);
    };
    let in_time = |read: &&&Read| read.started.0 <= row.at.0.saturating_add(LAG_MS);
    let same = |read: &&&Read| read.status.as_deref() == Some(told);
    let read = later.iter().filter(in_time).find(same).unwrap_or(first);
    let shown = read.status.as_deref().unwrap_or_default();
    let compared = if of_confirmation && told != shown {
        // A payout confirmation's states are not known but for their end.
        if told == "PENDING" || shown.contains("ARRIVED") {
            Succession::Overtaken
        } else {
            Succession::Otherwise
        }
    } else {
        succession(subject.kind, told, shown)
    };
    let said = match compared {
        Succession::Same => Said::Confirms,
        Succession::Overtaken => Said::Overtaken,
        Succession::Otherwise if was_announced(reader, row, subject, read).await? => {
            Said::Overtaken
        }
        Succession::Otherwise => Said::Contradicts,
    };
    Ok(Some(ReadSince {
        sequence: read.sequence,
        at: read.started,
        subject,
        status: read.status.clone(),
        said,
    }))
}

/// Whether a later verified delivery told of what the read shows: then the object has gone on.
async fn was_announced(
    reader: &Reader,
    row: &Row,
    subject: Subject,
    read: &Read,
) -> Result<bool, EngineError> {
    let page = reader
        .page(&PageQuery {
            subject: Some(subject.to_string()),
            kinds: vec![KIND_VERDICT.to_owned()],
            from: From::After(row.sequence),
            limit: PAGE_ENTRIES_MAX,
        })
        .await?;
    let between = page.entries.iter().filter(|entry| {
        entry.sequence < read.sequence
            && entry.damage.is_none()
            && entry.about.is_some_and(|about| about > row.sequence)
    });
    let between: Vec<u64> = between.map(|entry| entry.sequence).collect();
    let judgements = judgements(reader, &between).await?;
    Ok(judgements
        .values()
        .any(|judgement| judgement.verdict.is_verified() && judgement.status == read.status))
}

impl Row {
    fn assured_by(&mut self, since: ReadSince) {
        let at = since.at.to_rfc3339();
        let shown = since.status.as_deref().unwrap_or("no status");
        let told = self.status.as_deref().unwrap_or_default();
        match since.said {
            Said::Confirms => {
                self.mark = Mark::Confirmed;
                self.reason = format!("An API read at {at} says the same.");
            }
            Said::Overtaken => {
                self.reason = format!(
                    "{} An API read at {at} shows {shown}: the object has gone on since.",
                    self.reason
                );
            }
            Said::Contradicts => {
                self.mark = Mark::Contradicted;
                self.reason =
                    format!("The delivery says {told}, and an API read at {at} shows {shown}.");
            }
        }
        self.read = Some(since);
    }
}
