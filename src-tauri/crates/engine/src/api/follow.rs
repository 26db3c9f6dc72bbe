//! Reads by itself what verified deliveries speak of: one read for a burst on one object, and not
//! too many at once.

use super::{
    observe::Cause,
    room::{ApiError, ApiRoom},
};
use crate::{EngineError, assurance, chain, deed, timeline};
use domain::{
    EventName, Mark, Subject, SubjectKind,
    record::{
        AssuranceFacts, KIND_ASSURANCE, KIND_OBSERVATION, KIND_VERDICT, SUBJECT_ALARMS,
        VerdictFacts,
    },
};
use ledger::{From, PageQuery};
use partner_api::{Certainty, Failure};
use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
    time::Duration,
};
use tokio::sync::watch;
use webhooks::Verdict;

/// How long a burst on an object is waited for before it is read.
const SETTLE: Duration = Duration::from_millis(200);
/// The least time between two reads.
const READ_PAUSE: Duration = Duration::from_millis(100);
/// How long nothing is read after the server could not be reached, at first and at most.
const BACK_OFF: Duration = Duration::from_secs(2);
const BACK_OFF_MAX: Duration = Duration::from_secs(60);
/// Entries before the start that are looked through for deliveries that no read followed.
const LOOKED_BACK: u64 = 500;
/// The most objects that wait to be read. Beyond it the oldest is not read by itself.
const WAITING_MAX: usize = 10_000;
/// The most deliveries of one object that are looked at after its read.
const DELIVERIES_MAX: usize = 256;
const PAGE: u16 = 200;

/// An object that waits to be read.
#[derive(Debug, Default)]
struct Waits {
    /// The deliveries that spoke of it.
    deliveries: Vec<u64>,
    /// A status word that one of them told.
    status: Option<String>,
    /// Whether one of them told of its payout confirmation.
    confirmation: bool,
}

/// What waits to be read, the oldest first.
#[derive(Debug, Default)]
struct Queue {
    waits: BTreeMap<Subject, Waits>,
    order: VecDeque<Subject>,
}

impl Queue {
    fn waiting(&mut self, subject: Subject) -> &mut Waits {
        if !self.waits.contains_key(&subject) {
            self.order.push_back(subject);
            if self.order.len() > WAITING_MAX
                && let Some(oldest) = self.order.pop_front()
            {
                self.waits.remove(&oldest);
                tracing::warn!(%oldest, "too many objects wait to be read; this one is left out");
            }
        }
        self.waits.entry(subject).or_default()
    }

    fn take(&mut self) -> Option<(Subject, Waits)> {
        let subject = self.order.pop_front()?;
        let waits = self.waits.remove(&subject).unwrap_or_default();
        Some((subject, waits))
    }
}

/// What the server's answer means for the next reads.
enum Next {
    /// Go on.
    GoOn,
    /// It could not be reached, or asks to wait: this object is read later.
    Later(Option<Duration>),
}

/// Follows a ledger until it is aborted. `committed` is the number of its entries; `tell` is called
/// after each read.
pub async fn follow(
    room: Arc<ApiRoom>,
    mut committed: watch::Receiver<u64>,
    tell: impl Fn() + Send + Sync,
) {
    let start = *committed.borrow_and_update();
    let mut upto = start.saturating_sub(LOOKED_BACK);
    let mut queue = Queue::default();
    let mut held = room.held();
    let mut back_off = BACK_OFF;
    loop {
        if let Err(error) = catch_up(&room, start, &mut upto, &mut queue).await {
            tracing::error!(
                error = chain(&error),
                "new deliveries could not be looked at"
            );
        }
        let is_ready = room.ready().is_ok();
        let next = if is_ready { queue.take() } else { None };
        let Some((subject, waits)) = next else {
            let goes_on = tokio::select! {
                changed = committed.changed() => changed.is_ok(),
                changed = held.changed() => changed.is_ok(),
                () = room.changed() => true,
            };
            if !goes_on {
                return;
            }
            tokio::time::sleep(SETTLE).await;
            continue;
        };
        match read(&room, subject, &waits).await {
            Ok(Next::GoOn) => {
                back_off = BACK_OFF;
                if let Err(error) = raise_alarms(&room, subject, &waits).await {
                    tracing::error!(error = chain(&error), "a read's alarms are not known");
                }
                tell();
                tokio::time::sleep(READ_PAUSE).await;
            }
            Ok(Next::Later(asked)) => {
                tell();
                again(&mut queue, subject, waits);
                wait(&room, &mut held, asked.unwrap_or(back_off).max(back_off)).await;
                back_off = back_off.saturating_mul(2).min(BACK_OFF_MAX);
            }
            // It is read when it can be.
            Err(ApiError::NotReady(_)) => again(&mut queue, subject, waits),
            Err(error) => {
                tracing::warn!(%subject, error = chain(&error), "it could not be read");
                again(&mut queue, subject, waits);
                wait(&room, &mut held, back_off).await;
                back_off = back_off.saturating_mul(2).min(BACK_OFF_MAX);
            }
        }
    }
}

/// Waits, but no longer than until something is changed that calls depend on.
async fn wait(room: &ApiRoom, held: &mut watch::Receiver<super::HeldCredentials>, pause: Duration) {
    tokio::select! {
        () = tokio::time::sleep(pause) => {}
        () = room.changed() => {}
        _ = held.changed() => {}
    }
}

fn again(queue: &mut Queue, subject: Subject, waits: Waits) {
    let waiting = queue.waiting(subject);
    let newer = std::mem::take(waiting);
    waiting.status = newer.status.or(waits.status);
    waiting.confirmation = newer.confirmation || waits.confirmation;
    waiting.deliveries = waits.deliveries;
    waiting.deliveries.extend(newer.deliveries);
    waiting.deliveries.truncate(DELIVERIES_MAX);
}

async fn catch_up(
    room: &ApiRoom,
    start: u64,
    upto: &mut u64,
    queue: &mut Queue,
) -> Result<(), EngineError> {
    let reader = room.reader();
    loop {
        let page = reader
            .page(&PageQuery {
                subject: None,
                kinds: vec![KIND_VERDICT.to_owned()],
                from: From::After(*upto),
                limit: PAGE,
            })
            .await?;
        let sequences: Vec<u64> = page.entries.iter().map(|entry| entry.sequence).collect();
        let judgements = timeline::judgements(&reader, &sequences).await?;
        for entry in &page.entries {
            *upto = entry.sequence;
            let Ok(facts) = serde_json::from_str::<VerdictFacts>(&entry.facts) else {
                continue;
            };
            let is_verified = Verdict::from_code(&facts.verdict).is_some_and(Verdict::is_verified);
            let (Some(delivery), true) = (entry.about, is_verified) else {
                continue;
            };
            // The platform's tests change no fact.
            if facts.test || entry.damage.is_some() {
                continue;
            }
            let judgement = judgements.get(&entry.sequence);
            let status = judgement.and_then(|judgement| judgement.status.clone());
            let event = judgement.and_then(|judgement| judgement.event.as_ref()?.known);
            for subject in facts.about.subjects() {
                let is_old = entry.sequence <= start;
                if is_old && was_read_since(room, *subject, entry.sequence).await? {
                    continue;
                }
                let waits = queue.waiting(*subject);
                if waits.deliveries.len() < DELIVERIES_MAX {
                    waits.deliveries.push(delivery);
                }
                waits.status = status.clone().or(waits.status.take());
                waits.confirmation |= subject.kind == SubjectKind::Transaction
                    && assurance::tells_of_confirmation(
                        event.map(EventName::wire),
                        status.as_deref(),
                    );
            }
        }
        if !page.more {
            return Ok(());
        }
    }
}

/// Whether an entry that came before this program's start was followed by a read already.
async fn was_read_since(
    room: &ApiRoom,
    subject: Subject,
    sequence: u64,
) -> Result<bool, EngineError> {
    let page = room
        .reader()
        .page(&PageQuery {
            subject: Some(subject.to_string()),
            kinds: vec![KIND_OBSERVATION.to_owned()],
            from: From::After(sequence),
            limit: 1,
        })
        .await?;
    let read = page.entries.first().filter(|read| read.damage.is_none());
    let facts = read.and_then(|read| {
        serde_json::from_str::<domain::record::ObservationFacts>(&read.facts).ok()
    });
    let delivered = room.reader().entry(sequence).await?;
    let delivered = delivered.map_or(i64::MAX, |entry| entry.recorded_ms);
    Ok(facts.is_some_and(|facts| {
        facts.started.0 >= delivered && facts.outcome == domain::record::CallOutcome::Worked
    }))
}

async fn read(room: &ApiRoom, subject: Subject, waits: &Waits) -> Result<Next, ApiError> {
    let status = waits.status.as_deref();
    let read = room
        .read_subject(subject, status, Cause::delivery())
        .await?;
    let mut next = next_after(read.error.as_ref());
    if waits.confirmation && matches!(next, Next::GoOn) {
        let read = room
            .read_confirmation(subject.number, Cause::delivery())
            .await?;
        next = next_after(read.error.as_ref());
    }
    Ok(next)
}

fn next_after(error: Option<&partner_api::CallError>) -> Next {
    let Some(error) = error else {
        return Next::GoOn;
    };
    let asked = error.exchange.answer.as_ref();
    let asked = asked.and_then(|answer| answer.retry_after);
    match (&error.failure, error.certainty()) {
        // Nothing is gained by asking for it again.
        (Failure::NotUnderstood(_) | Failure::TooLong { .. }, _) => Next::GoOn,
        (Failure::Refused { status: 429, .. }, _)
        | (Failure::RefusedInAnotherShape { status: 429, .. }, _) => Next::Later(asked),
        (_, Certainty::NotSent | Certainty::Unknown) => Next::Later(asked),
        (_, Certainty::Refused) => Next::GoOn,
    }
}

/// Where a repeat of a signed text is contradicted by the read that followed, a person must look:
/// an old delivery may have been sent again to hide what became of the object.
async fn raise_alarms(room: &ApiRoom, subject: Subject, waits: &Waits) -> Result<(), EngineError> {
    let reader = room.reader();
    let mut deliveries = waits.deliveries.clone();
    deliveries.sort_unstable();
    deliveries.dedup();
    let entries = reader.entries(&deliveries).await?;
    for row in timeline::read_rows(&reader, &entries).await? {
        let (Some(first), Some(read)) = (row.first, &row.read) else {
            continue;
        };
        if row.mark != Mark::Contradicted {
            continue;
        }
        let about = reader.about(&[row.sequence]).await?;
        if about.iter().any(|entry| entry.kind == KIND_ASSURANCE) {
            continue;
        }
        let facts = AssuranceFacts {
            read: read.sequence,
            first,
            subject,
        };
        let name = subject.to_string();
        let now = room.clock().now();
        let subjects = [SUBJECT_ALARMS, name.as_str()];
        let mut entry = match deed::entry(KIND_ASSURANCE, &subjects, &facts, None, now) {
            Ok(entry) => entry,
            Err(error) => {
                tracing::error!(error = chain(&error), "an alarm could not be made");
                continue;
            }
        };
        entry.about = Some(row.sequence);
        if let Err(error) = deed::append(room.writer(), entry).await {
            tracing::error!(error = chain(&error), "an alarm could not be stored");
        }
    }
    Ok(())
}
