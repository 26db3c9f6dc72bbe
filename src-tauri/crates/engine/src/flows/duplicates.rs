//! Whether a transaction like one that is wanted was made in the last 24 hours.

use crate::{
    EngineError,
    intents::{State, entries},
    observation,
};
use domain::{
    Amount, MerchantId, Millis, ReceiverAccountId, Subject, SubjectKind,
    record::{
        CallOutcome, IntentFacts, KIND_INTENT, KIND_OBSERVATION, ObservationFacts, OutcomeState,
        SUBJECT_CALLS, SUBJECT_INTENTS,
    },
};
use ledger::{Entry, From, PAGE_ENTRIES_MAX, PageQuery, Reader};
use partner_api::{Fields, Operation, list_envelope::read_list};
use std::collections::BTreeMap;

/// How far back is looked.
pub const HOURS: i64 = 24;
/// The most calls that are looked through.
const CALLS_MAX: usize = 5_000;

/// What is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The source merchant.
    pub source: MerchantId,
    /// The receiver account.
    pub account: ReceiverAccountId,
    /// What the receiver gets.
    pub amount: &'a Amount,
}

/// A transaction like it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// Which; none while it is not known what became of its request.
    pub transaction: Option<Subject>,
    /// When it was made, or asked for.
    pub at: Millis,
    /// The entry that tells of it.
    pub entry: u64,
    /// How its request stands, if it was asked for here.
    pub state: Option<State>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Duplicates {
    /// The newest first.
    pub like: Vec<Duplicate>,
    /// Whether all calls of the 24 hours were looked through.
    pub is_whole: bool,
}

impl Wanted<'_> {
    fn is_like(&self, fields: &Fields) -> bool {
        let amount = fields.amount("toAmount").into_read();
        fields.id("fromBusinessId").into_read() == Some(self.source.number())
            && fields.id("toBusinessExternalAccountId").into_read() == Some(self.account.number())
            && amount.is_some_and(|amount| amount.is_same(self.amount))
    }
}

/// Looks through what was asked for here and what the API showed in the last 24 hours. An object is
/// told once.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn duplicates(
    reader: &Reader,
    wanted: Wanted<'_>,
    now: Millis,
) -> Result<Duplicates, EngineError> {
    let since = Millis(now.0.saturating_sub(HOURS.saturating_mul(3_600_000)));
    let mut found = asked_for(reader, wanted, since).await?;
    let (shown, is_whole) = shown(reader, wanted, since).await?;
    for one in shown {
        let known = |other: &Duplicate| other.transaction == one.transaction;
        if !found.iter().any(known) {
            found.push(one);
        }
    }
    found.sort_by_key(|one| std::cmp::Reverse((one.at, one.entry)));
    Ok(Duplicates {
        like: found,
        is_whole,
    })
}

async fn newest(
    reader: &Reader,
    subject: &str,
    kind: &str,
    from: From,
) -> Result<ledger::Page, EngineError> {
    let query = PageQuery {
        subject: Some(subject.to_owned()),
        kinds: vec![kind.to_owned()],
        from,
        limit: PAGE_ENTRIES_MAX,
    };
    Ok(reader.page(&query).await?)
}

async fn asked_for(
    reader: &Reader,
    wanted: Wanted<'_>,
    since: Millis,
) -> Result<Vec<Duplicate>, EngineError> {
    let mut found = Vec::new();
    let mut from = From::Newest;
    loop {
        let page = newest(reader, SUBJECT_INTENTS, KIND_INTENT, from).await?;
        for entry in &page.entries {
            if entry.recorded_ms < since.0 {
                return Ok(found);
            }
            found.extend(of_intent(reader, entry, wanted).await?);
        }
        match page.entries.last().filter(|_| page.more) {
            Some(last) => from = From::Before(last.sequence),
            None => return Ok(found),
        }
    }
}

async fn of_intent(
    reader: &Reader,
    entry: &Entry,
    wanted: Wanted<'_>,
) -> Result<Option<Duplicate>, EngineError> {
    let facts: Option<IntentFacts> = serde_json::from_str(&entry.facts).ok();
    let Some(facts) = facts.filter(|_| entry.damage.is_none()) else {
        return Ok(None);
    };
    if !is_creation(&facts.operation) {
        return Ok(None);
    }
    let sent = entries::bodies(reader, entry.sequence).await?.sent;
    if !sent.is_some_and(|sent| wanted.is_like(&sent)) {
        return Ok(None);
    }
    let outcome = entries::find(reader, &facts.action).await?;
    let outcome = outcome.and_then(|followed| followed.outcome);
    let state = outcome
        .as_ref()
        .map_or(State::UnderWay, |outcome| State::Is(outcome.facts.state));
    let may_be = match state {
        State::UnderWay => true,
        State::Is(state) => matches!(state, OutcomeState::Done | OutcomeState::Unknown),
    };
    Ok(may_be.then(|| Duplicate {
        transaction: outcome.and_then(|outcome| outcome.facts.object),
        at: Millis(entry.recorded_ms),
        entry: entry.sequence,
        state: Some(state),
    }))
}

fn is_creation(operation: &str) -> bool {
    Operation::from_id(operation).is_some_and(|operation| {
        operation
            .kind()
            .is_some_and(|kind| operation == Operation::create_transaction(kind))
    })
}

async fn shown(
    reader: &Reader,
    wanted: Wanted<'_>,
    since: Millis,
) -> Result<(Vec<Duplicate>, bool), EngineError> {
    let mut found: BTreeMap<Subject, Duplicate> = BTreeMap::new();
    let mut from = From::Newest;
    let mut looked_at = 0_usize;
    loop {
        let page = newest(reader, SUBJECT_CALLS, KIND_OBSERVATION, from).await?;
        for entry in &page.entries {
            if entry.recorded_ms < since.0 {
                return Ok((found.into_values().collect(), true));
            }
            of_call(reader, entry, wanted, since, &mut found).await?;
        }
        looked_at = looked_at.saturating_add(page.entries.len());
        match page.entries.last().filter(|_| page.more) {
            Some(_) if looked_at >= CALLS_MAX => {
                return Ok((found.into_values().collect(), false));
            }
            Some(last) => from = From::Before(last.sequence),
            None => return Ok((found.into_values().collect(), true)),
        }
    }
}

async fn of_call(
    reader: &Reader,
    entry: &Entry,
    wanted: Wanted<'_>,
    since: Millis,
    found: &mut BTreeMap<Subject, Duplicate>,
) -> Result<(), EngineError> {
    let facts: Option<ObservationFacts> = serde_json::from_str(&entry.facts).ok();
    let Some(facts) = facts.filter(|facts| facts.outcome == CallOutcome::Worked) else {
        return Ok(());
    };
    let tells = Operation::from_id(&facts.operation).is_some_and(|operation| {
        operation.kind().is_some_and(|kind| {
            operation == Operation::get_transaction(kind)
                || operation == Operation::list_transactions(kind)
        })
    });
    // What is the same as at an earlier call is told by that one, if it is of these 24 hours.
    let is_new = facts.answer.is_some_and(|answer| answer.same_as.is_none());
    if !tells || !is_new || entry.damage.is_some() {
        return Ok(());
    }
    let read = observation::read(reader, entry.sequence).await?;
    let body = read.body.unwrap_or_default();
    let objects: Vec<Fields> = if read.is_changed_objects {
        let items = read_list(&body).map(|list| list.items).unwrap_or_default();
        items
            .iter()
            .filter_map(|item| Fields::parse(item.get().as_bytes()).ok())
            .collect()
    } else {
        Fields::parse(&body).into_iter().collect()
    };
    for object in objects.iter().filter(|object| wanted.is_like(object)) {
        let made = object.time("creationTime").into_read();
        let made = made.and_then(|time| time.reading());
        let Some(number) = object.id("businessRequestId").into_read() else {
            continue;
        };
        // One whose time is not told may be of today.
        if made.is_none_or(|made| made >= since) {
            let subject = Subject {
                kind: SubjectKind::Transaction,
                number,
            };
            found.entry(subject).or_insert(Duplicate {
                transaction: Some(subject),
                at: made.unwrap_or(Millis(entry.recorded_ms)),
                entry: entry.sequence,
                state: None,
            });
        }
    }
    Ok(())
}
