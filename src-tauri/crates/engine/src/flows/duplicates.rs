//! Whether a transaction like one that is wanted was made in the last 24 hours.

use crate::{
    EngineError,
    intents::{State, entries},
    observation::objects_of,
};
use domain::{
    Amount, MerchantId, Millis, ReceiverAccountId, Subject, SubjectKind,
    record::{
        CallOutcome, IntentFacts, KIND_INTENT, KIND_OBSERVATION, ObservationFacts, OutcomeState,
        PART_BODY, PART_OBJECTS, SUBJECT_CALLS, SUBJECT_INTENTS,
    },
};
use ledger::{Entry, From, PAGE_ENTRIES_MAX, PageQuery, Reader};
use partner_api::{Fields, Operation};
use std::collections::BTreeMap;

/// How far back is looked.
pub const HOURS: i64 = 24;
/// The most calls that are looked through.
const CALLS_MAX: usize = 5_000;
/// So many calls' answers are read at once. A list's may be some hundred kilobytes.
const ANSWERS_AT_ONCE: usize = 50;

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
        let within = page.entries.iter();
        let within: Vec<&Entry> = within
            .take_while(|entry| entry.recorded_ms >= since.0)
            .collect();
        of_calls(reader, &within, wanted, since, &mut found).await?;
        if within.len() < page.entries.len() {
            return Ok((found.into_values().collect(), true));
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

/// The part that holds what an answer showed of transactions; none if it showed none, or nothing
/// new: what is the same as at an earlier call is told by that one, if it is of these 24 hours.
fn part_of(entry: &Entry) -> Option<&'static str> {
    let facts: ObservationFacts = serde_json::from_str(&entry.facts).ok()?;
    let operation = Operation::from_id(&facts.operation)?;
    let kind = operation.kind()?;
    let tells = operation == Operation::get_transaction(kind)
        || operation == Operation::list_transactions(kind);
    let answer = facts.answer?;
    let is_new = facts.outcome == CallOutcome::Worked && answer.same_as.is_none();
    if !tells || !is_new || entry.damage.is_some() {
        return None;
    }
    Some(if answer.count.is_some() {
        PART_OBJECTS
    } else {
        PART_BODY
    })
}

/// Reads the answers of many calls at once: one after the other, thousands would take seconds.
async fn of_calls(
    reader: &Reader,
    entries: &[&Entry],
    wanted: Wanted<'_>,
    since: Millis,
    found: &mut BTreeMap<Subject, Duplicate>,
) -> Result<(), EngineError> {
    let times: BTreeMap<u64, Millis> = entries
        .iter()
        .map(|entry| (entry.sequence, Millis(entry.recorded_ms)))
        .collect();
    for name in [PART_BODY, PART_OBJECTS] {
        let of_name = entries.iter().filter(|entry| part_of(entry) == Some(name));
        let of_name: Vec<u64> = of_name.map(|entry| entry.sequence).collect();
        for some in of_name.chunks(ANSWERS_AT_ONCE) {
            for part in reader.parts(some, Some(name)).await? {
                let at = times.get(&part.sequence).copied().unwrap_or(since);
                let value = part.value.filter(|_| part.damage.is_none());
                let objects = objects_of(&value.unwrap_or_default(), name == PART_OBJECTS);
                for object in objects.iter().filter(|object| wanted.is_like(object)) {
                    note(object, (part.sequence, at), since, found);
                }
            }
        }
    }
    Ok(())
}

/// Takes an object that is like it, if it was made in these 24 hours.
fn note(
    object: &Fields,
    (entry, at): (u64, Millis),
    since: Millis,
    found: &mut BTreeMap<Subject, Duplicate>,
) {
    let made = object.time("creationTime").into_read();
    let made = made.and_then(|time| time.reading());
    // One whose time is not told may be of today.
    let is_of_today = made.is_none_or(|made| made >= since);
    let number = object.id("businessRequestId").into_read();
    let Some(number) = number.filter(|_| is_of_today) else {
        return;
    };
    let subject = Subject {
        kind: SubjectKind::Transaction,
        number,
    };
    let one = Duplicate {
        transaction: Some(subject),
        at: made.unwrap_or(at),
        entry,
        state: None,
    };
    match found.get(&subject) {
        // The newest call tells of it.
        Some(known) if known.entry >= entry => {}
        _ => {
            found.insert(subject, one);
        }
    }
}
