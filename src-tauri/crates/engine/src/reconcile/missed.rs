//! Whether a status that was read was told by a verified delivery.

use crate::{
    EngineError,
    known_status::{of_read, of_verdict},
};
use domain::{
    Gap, Millis, Subject,
    record::{
        KIND_OBSERVATION, KIND_RECONCILE_BEGAN, KIND_RECONCILE_PART, KIND_VERDICT, MissedChange,
        ObservationFacts, PART_MISSED, ReconcileBeganFacts, Shown,
    },
};
use ledger::{Entry, From, PageQuery, Reader};
use partner_api::{Fields, Operation, wire::WireObject};
use std::collections::HashMap;

/// So many entries of an object are looked at in one step.
const STEP: u16 = 20;
/// So many steps are gone back.
const STEPS_MAX: usize = 50;
/// How far the server's clock may be behind ours: an object that nobody knew counts from so much
/// before the span on.
const SLACK_MS: i64 = 120_000;

/// The span in which changes are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looked<'a> {
    /// From when on.
    pub from: Millis,
    /// The webhook of what the server says it changed later may be on its way.
    pub until: Millis,
    /// The gaps that it closes; none if it is no matter of gaps. Its entries tell all that was
    /// missed in them: what was found in the background too, and what a reconciliation found that
    /// began before such a gap ended.
    pub closes: Option<&'a [Gap]>,
}

/// An object that a read shows.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Which, and its status.
    pub shown: Shown,
    /// The read's entry; none if it is not written down yet.
    pub read: Option<u64>,
    /// When the server says that it changed last.
    pub updated: Option<Millis>,
}

/// What the ledger says of a status that was read.
enum Told {
    /// It was known before the span, a verified delivery told it, or it was found before.
    Known,
    /// No verified delivery told it. The status known before, and whether the object was known
    /// before the span.
    Not(Option<String>, bool),
}

impl Looked<'_> {
    /// Whether the webhook of an object that changed then may be on its way.
    #[must_use]
    pub fn may_come(&self, updated: Option<Millis>) -> bool {
        updated.is_some_and(|updated| updated >= self.until)
    }
}

/// The change that a read shows and no verified delivery before `before` told; none if there is no
/// such. `updated` is when the server says that the object changed last.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn missed_by(
    reader: &Reader,
    looked: Looked<'_>,
    shown: &Shown,
    (read, before): (u64, From),
    updated: Option<Millis>,
) -> Result<Option<MissedChange>, EngineError> {
    let Some(status) = &shown.status else {
        return Ok(None);
    };
    match told(reader, looked, (shown.subject, status), before, updated).await? {
        Told::Known => Ok(None),
        Told::Not(from, was_known) => {
            let since = looked.from.0.saturating_sub(SLACK_MS);
            let is_new = updated.is_some_and(|updated| updated.0 >= since);
            Ok((was_known || is_new).then(|| MissedChange {
                subject: shown.subject,
                from,
                to: status.clone(),
                read,
            }))
        }
    }
}

/// Which of these objects changed without a webhook. Where one may be on its way, `wait` lets it
/// come first. The entry of a read that is not written down yet is 0.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn missed_among(
    reader: &Reader,
    looked: Looked<'_>,
    seen: &[Seen],
    wait: impl Future<Output = ()>,
) -> Result<Vec<MissedChange>, EngineError> {
    let (mut missed, mut late) = (Vec::new(), Vec::new());
    for one in seen {
        let read = one.read.unwrap_or(0);
        let before = one.read.map_or(From::Newest, From::Before);
        match missed_by(reader, looked, &one.shown, (read, before), one.updated).await? {
            Some(_) if looked.may_come(one.updated) => late.push(one),
            found => missed.extend(found),
        }
    }
    if !late.is_empty() {
        wait.await;
    }
    for one in late {
        let since = (one.read.unwrap_or(0), From::Newest);
        missed.extend(missed_by(reader, looked, &one.shown, since, one.updated).await?);
    }
    Ok(missed)
}

/// Whether an entry tells an object as it was seen: the newest read of it shows this status, and
/// was surely made after the server changed it last.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn is_told(reader: &Reader, seen: &Seen) -> Result<bool, EngineError> {
    let (Some(updated), Some(status)) = (seen.updated, &seen.shown.status) else {
        return Ok(false);
    };
    let subject = seen.shown.subject;
    let page = reader
        .page(&PageQuery {
            subject: Some(subject.to_string()),
            kinds: vec![KIND_OBSERVATION.to_owned()],
            from: From::Newest,
            limit: STEP,
        })
        .await?;
    for entry in page.entries.iter().filter(|one| one.damage.is_none()) {
        if let Some(word) = of_read(reader, entry, subject).await? {
            let surely = entry.recorded_ms.saturating_sub(SLACK_MS);
            return Ok(word == *status && surely > updated.0);
        }
    }
    Ok(false)
}

/// When the server says that each object of a page changed last, by its number.
#[must_use]
pub fn updates<T: WireObject>(items: &[T]) -> HashMap<u64, Option<Millis>> {
    let update = |item: &T| {
        let number = item.identity()?.get();
        Some((number, updated(item.fields())))
    };
    items.iter().filter_map(update).collect()
}

/// When the server says that an object changed last.
#[must_use]
pub fn updated(fields: &Fields) -> Option<Millis> {
    let time = fields.time("lastUpdateTime").into_read();
    time.and_then(|time| time.reading())
}

/// Goes back through an object's entries from there, the newest first, to the first that told a
/// status before the span. Reads within the span tell nothing: they may have shown the change that
/// is looked for, and no webhook told it all the same.
async fn told(
    reader: &Reader,
    looked: Looked<'_>,
    (subject, status): (Subject, &str),
    mut from: From,
    updated: Option<Millis>,
) -> Result<Told, EngineError> {
    let mut newest = None;
    for _ in 0..STEPS_MAX {
        let page = reader
            .page(&PageQuery {
                subject: Some(subject.to_string()),
                kinds: vec![
                    KIND_VERDICT.to_owned(),
                    KIND_OBSERVATION.to_owned(),
                    KIND_RECONCILE_PART.to_owned(),
                ],
                from,
                limit: STEP,
            })
            .await?;
        for entry in page.entries.iter().filter(|one| one.damage.is_none()) {
            if entry.kind == KIND_RECONCILE_PART {
                if was_found(reader, entry, subject, status).await?
                    && counts(reader, looked, entry, updated).await?
                {
                    return Ok(Told::Known);
                }
                continue;
            }
            let is_read = entry.kind == KIND_OBSERVATION;
            let word = match is_read {
                true => of_read(reader, entry, subject).await?,
                false => of_verdict(reader, entry, subject).await?,
            };
            let Some(word) = word else {
                continue;
            };
            let is_before = entry.recorded_ms < looked.from.0;
            let is_ours = is_read && is_made_here(entry);
            if word == status && (is_before || !is_read || is_ours) {
                return Ok(Told::Known);
            }
            if word != status {
                newest.get_or_insert(word);
            }
            if is_before {
                return Ok(Told::Not(newest, true));
            }
        }
        match page.entries.last().filter(|_| page.more) {
            Some(oldest) => from = From::Before(oldest.sequence),
            None => break,
        }
    }
    Ok(Told::Not(newest, false))
}

/// Whether a call by which this console made the object: that is no change which was missed.
fn is_made_here(entry: &Entry) -> bool {
    let facts: Result<ObservationFacts, _> = serde_json::from_str(&entry.facts);
    let operation = facts
        .ok()
        .and_then(|facts| Operation::from_id(&facts.operation));
    operation.is_some_and(|one| match one.kind() {
        Some(kind) => one == Operation::create_transaction(kind),
        None => matches!(
            one,
            Operation::CreateMerchant | Operation::CreateReceiverAccount
        ),
    })
}

/// Whether what an earlier reconciliation found need not be told again. Where it began before a gap
/// ended that is to be closed, and found it since that gap began, the change may be that gap's.
async fn counts(
    reader: &Reader,
    looked: Looked<'_>,
    part: &Entry,
    updated: Option<Millis>,
) -> Result<bool, EngineError> {
    let Some(gaps) = looked.closes else {
        return Ok(true);
    };
    // A part that is about no entry is the background's.
    let Some(began) = part.about else {
        return Ok(false);
    };
    // By the server's own time, without slack: what an earlier gap missed is not told of each later
    // one that comes soon.
    let may_be_of = |gap: &&Gap| {
        part.recorded_ms >= gap.from && updated.is_none_or(|updated| updated.0 >= gap.from)
    };
    let mut gaps = gaps.iter().filter(may_be_of).peekable();
    if gaps.peek().is_none() {
        return Ok(true);
    }
    let started = started(reader, began).await?;
    let ended_before = |gap: &Gap| started >= gap.to.map(Millis);
    Ok(started.is_some() && gaps.all(ended_before))
}

/// When the reconciliation started that an entry began; none if it can't be relied on.
async fn started(reader: &Reader, began: u64) -> Result<Option<Millis>, EngineError> {
    let entry = reader.entry(began).await?;
    let entry = entry.filter(|one| one.kind == KIND_RECONCILE_BEGAN && one.damage.is_none());
    let facts = entry.map(|entry| serde_json::from_str::<ReconcileBeganFacts>(&entry.facts));
    Ok(facts.and_then(Result::ok).map(|facts| facts.started))
}

/// Whether an earlier reconciliation found this status already.
async fn was_found(
    reader: &Reader,
    entry: &Entry,
    subject: Subject,
    status: &str,
) -> Result<bool, EngineError> {
    let parts = reader.parts(&[entry.sequence], Some(PART_MISSED)).await?;
    let found = parts.into_iter().any(|part| {
        let value = part.value.filter(|_| part.damage.is_none());
        let all = value.and_then(|bytes| serde_json::from_slice::<Vec<MissedChange>>(&bytes).ok());
        let mut all = all.unwrap_or_default().into_iter();
        all.any(|one| one.subject == subject && one.to == status)
    });
    Ok(found)
}
