//! What the ledger tells of approvals: first persons' words, sums of the day, who made what.

use super::{
    Stop, policies,
    rules::{Identity, Rules},
    signatures::{self, Signed},
};
use crate::{By, EngineError, flows, intents::entries};
use domain::{
    Amount, Currency, Millis, Subject, TransactionAction,
    policy::{Deed, is_same_person},
    record::{
        Approved, ConfirmedFacts, IntentFacts, KIND_CONFIRMED, KIND_INTENT, KIND_OUTCOME,
        KIND_PUT_OFF, OutcomeFacts, OutcomeState, PART_APPROVAL, PART_FACTS_HASH, PutOffFacts,
        SUBJECT_APPROVALS, Says,
    },
};
use ledger::{Entry, From, PAGE_ENTRIES_MAX, PageQuery, Reader};
use partner_api::Operation;

/// So many of an object's newest entries of a kind are looked at.
const LOOKED_AT: u16 = 100;
/// The span of a day's sum.
const DAY_MS: i64 = 86_400_000;

/// A first person's word that still counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// Its entry.
    pub entry: u64,
    /// Whose.
    pub by: String,
    /// When.
    pub at: Millis,
}

async fn newest(
    reader: &Reader,
    subject: String,
    kinds: &[&str],
) -> Result<Vec<Entry>, EngineError> {
    let query = PageQuery {
        subject: Some(subject),
        kinds: kinds.iter().map(ToString::to_string).collect(),
        from: From::Newest,
        limit: LOOKED_AT,
    };
    let entries = reader.page(&query).await?.entries.into_iter();
    Ok(entries.filter(|entry| entry.damage.is_none()).collect())
}

fn facts<T: serde::de::DeserializeOwned>(entry: &Entry) -> Option<T> {
    serde_json::from_str(&entry.facts).ok()
}

/// Whether a first person's word counts: where operators are enrolled, one of them signed it under
/// the policy in force. Gives whose it is.
pub(super) async fn counts(
    reader: &Reader,
    rules: &Rules,
    (entry, word): (&Entry, &ConfirmedFacts),
    (place, hash): (&str, &str),
) -> Result<Option<String>, EngineError> {
    let by = word.by.as_deref().filter(|name| !name.trim().is_empty());
    if rules.operators.is_empty() {
        return Ok(by.map(str::to_owned));
    }
    let signed = Signed {
        ledger: rules.ledger(),
        says: Says::Wants,
        deed: word.deed,
        action: Some(&word.action),
        subject: place,
        facts: hash,
        bound: None,
        policy: rules.policy_entry(),
        confirms: None,
    };
    let found = signatures::of(reader, entry).await?;
    let signer = rules.signer(&signed, &found, entry, by);
    Ok(signer.ok().map(|operator| operator.name.clone()))
}

/// First persons' words for the very same facts that count, the newest of each sort.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Somebody else's.
    pub other: Option<Confirmation>,
    /// The person's own: it makes no second person.
    pub own: Option<Confirmation>,
}

/// The newest word for the very same facts by somebody else, as long as it counts and nobody said
/// no since. It stands on `place`, one of the ledger's subjects.
///
/// # Errors
/// [`EngineError`].
pub async fn confirmation(
    reader: &Reader,
    rules: &Rules,
    said: (&str, Deed, &str),
    by: &By,
    now: Millis,
) -> Result<Option<Confirmation>, EngineError> {
    Ok(words(reader, rules, said, by, now).await?.other)
}

/// As [`confirmation`], with the person's own word.
///
/// # Errors
/// [`EngineError`].
pub async fn words(
    reader: &Reader,
    rules: &Rules,
    (place, deed, hash): (&str, Deed, &str),
    by: &By,
    now: Millis,
) -> Result<Words, EngineError> {
    let mut found = Words::default();
    let Some(in_force) = &rules.policies.in_force else {
        return Ok(found);
    };
    let identity = rules.identify(by);
    if identity == Identity::Nobody {
        return Ok(found);
    }
    let kinds = [KIND_CONFIRMED, KIND_PUT_OFF];
    for entry in newest(reader, place.to_owned(), &kinds).await? {
        let at = Millis(entry.recorded_ms);
        if entry.kind == KIND_PUT_OFF {
            let no = facts::<PutOffFacts>(&entry);
            if no.is_some_and(|no| no.deed == deed && no.until.is_none()) {
                return Ok(found);
            }
            continue;
        }
        let Some(word) = facts::<ConfirmedFacts>(&entry) else {
            continue;
        };
        if word.deed != deed || policies::is_over(&in_force.policy, at, now) {
            continue;
        }
        let kept = entries::text_part(reader, entry.sequence, PART_FACTS_HASH).await?;
        if kept.as_deref() != Some(hash) {
            continue;
        }
        let Some(by) = counts(reader, rules, (&entry, &word), (place, hash)).await? else {
            continue;
        };
        let mine = identity.name();
        let is_other = mine.is_none_or(|mine| !is_same_person(mine, &by));
        let entry = entry.sequence;
        let word = Confirmation { entry, by, at };
        if is_other {
            found.other = Some(word);
            return Ok(found);
        }
        found.own.get_or_insert(word);
    }
    Ok(found)
}

/// The newest first person's word of anybody, for whichever facts, as long as it counts.
///
/// # Errors
/// [`EngineError`].
pub async fn first_word(
    reader: &Reader,
    rules: &Rules,
    subject: Subject,
    deed: Deed,
    now: Millis,
) -> Result<Option<Confirmation>, EngineError> {
    let Some(in_force) = &rules.policies.in_force else {
        return Ok(None);
    };
    let place = subject.to_string();
    for entry in newest(reader, place.clone(), &[KIND_CONFIRMED]).await? {
        let at = Millis(entry.recorded_ms);
        let word = facts::<ConfirmedFacts>(&entry).filter(|word| word.deed == deed);
        let Some(word) = word.filter(|_| !policies::is_over(&in_force.policy, at, now)) else {
            continue;
        };
        let hash = entries::text_part(reader, entry.sequence, PART_FACTS_HASH).await?;
        let hash = hash.unwrap_or_default();
        if let Some(by) = counts(reader, rules, (&entry, &word), (&place, &hash)).await? {
            let entry = entry.sequence;
            return Ok(Some(Confirmation { entry, by, at }));
        }
    }
    Ok(None)
}

/// Whether somebody said no to it, or not yet, since its status is what it is.
///
/// # Errors
/// [`EngineError`].
pub async fn put_off(
    reader: &Reader,
    subject: Subject,
    deed: Deed,
    status: &str,
) -> Result<Option<(PutOffFacts, Millis)>, EngineError> {
    let found = newest(reader, subject.to_string(), &[KIND_PUT_OFF]).await?;
    let mut found = found.into_iter().filter_map(|entry| {
        let facts: PutOffFacts = facts(&entry)?;
        Some((facts, Millis(entry.recorded_ms)))
    });
    Ok(found.find(|(facts, _)| facts.deed == deed && facts.status == status))
}

/// The intent that made a transaction here; none if it was made elsewhere.
///
/// # Errors
/// [`EngineError`].
pub async fn creation(
    reader: &Reader,
    subject: Subject,
) -> Result<Option<(u64, IntentFacts)>, EngineError> {
    let query = PageQuery {
        subject: Some(subject.to_string()),
        kinds: vec![KIND_OUTCOME.to_owned()],
        from: From::After(0),
        limit: LOOKED_AT,
    };
    for entry in reader.page(&query).await?.entries {
        let outcome = facts::<OutcomeFacts>(&entry);
        let is_made = outcome.is_some_and(|outcome| {
            outcome.state == OutcomeState::Done && outcome.object == Some(subject)
        });
        let Some(about) = entry.about.filter(|_| is_made && entry.damage.is_none()) else {
            continue;
        };
        let intent = reader.entry(about).await?;
        let intent = intent.and_then(|intent| facts::<IntentFacts>(&intent));
        if let Some(intent) = intent.filter(|intent| intent.subject.is_none()) {
            return Ok(Some((about, intent)));
        }
    }
    Ok(None)
}

/// Who asked for a transaction here; none if nobody did, or nobody was named.
///
/// # Errors
/// [`EngineError`].
pub async fn made_by(reader: &Reader, subject: Subject) -> Result<Option<String>, EngineError> {
    let made = creation(reader, subject).await?;
    Ok(made.and_then(|(_, intent)| intent.by))
}

/// What an intent binds; none if it was erased, is damaged, or binds nothing.
///
/// # Errors
/// [`EngineError`].
pub async fn approved(reader: &Reader, intent: u64) -> Result<Option<Approved>, EngineError> {
    let text = entries::text_part(reader, intent, PART_APPROVAL).await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// What was approved of the same action in this currency in the 24 hours before, whatever is still
/// open included; none where that can't be known.
///
/// # Errors
/// [`Stop::Read`].
pub async fn day_before(
    reader: &Reader,
    action: TransactionAction,
    currency: &Currency,
    now: Millis,
) -> Result<Option<Amount>, Stop> {
    let since = now.0.saturating_sub(DAY_MS);
    let mut sum = Some(Amount::zero());
    let mut from = From::Newest;
    loop {
        let query = PageQuery {
            subject: Some(SUBJECT_APPROVALS.to_owned()),
            kinds: vec![KIND_INTENT.to_owned()],
            from,
            limit: PAGE_ENTRIES_MAX,
        };
        let page = reader.page(&query).await.map_err(EngineError::from)?;
        for entry in &page.entries {
            if entry.recorded_ms < since {
                return Ok(sum);
            }
            sum = match counted(reader, entry, action, currency).await? {
                Counted::Nothing => sum,
                Counted::Amount(amount) => sum.and_then(|sum| sum.plus(&amount)),
                Counted::NotKnown => None,
            };
        }
        match page.entries.last().filter(|_| page.more) {
            Some(last) => from = From::Before(last.sequence),
            None => return Ok(sum),
        }
    }
}

enum Counted {
    Nothing,
    Amount(Amount),
    NotKnown,
}

async fn counted(
    reader: &Reader,
    entry: &Entry,
    action: TransactionAction,
    currency: &Currency,
) -> Result<Counted, EngineError> {
    let intent: Option<IntentFacts> = facts(entry).filter(|_| entry.damage.is_none());
    let Some(intent) = intent else {
        return Ok(Counted::NotKnown);
    };
    let operation = Operation::from_id(&intent.operation);
    if operation.and_then(flows::action_of) != Some(action) {
        return Ok(Counted::Nothing);
    }
    let outcome = entries::find(reader, &intent.action).await?;
    let state = outcome.and_then(|followed| Some(followed.outcome?.facts.state));
    match state {
        Some(OutcomeState::Refused | OutcomeState::NotSent | OutcomeState::DidNotHappen) => {
            return Ok(Counted::Nothing);
        }
        Some(OutcomeState::Done | OutcomeState::Unknown) | None => {}
    }
    let money = approved(reader, entry.sequence).await?;
    Ok(match money.and_then(|approved| approved.money) {
        Some(money) if money.currency == *currency => Counted::Amount(money.amount),
        Some(_) => Counted::Nothing,
        None => Counted::NotKnown,
    })
}
