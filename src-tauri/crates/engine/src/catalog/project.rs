//! What entries of the ledger say of merchants, receiver accounts and transactions, in the words
//! of the catalog.

use crate::{EngineError, api, assurance::tells_of_confirmation};
use catalog::{AccountFacts, Change, Filled, Given, MerchantFacts, Shows, TransactionFacts, What};
use domain::{
    Millis, Resolution, Subject, SubjectKind, TransactionKind, masked_end,
    record::{
        CallOutcome, CatalogFilledFacts, IntentFacts, KIND_CATALOG_FILLED, KIND_OBSERVATION,
        KIND_OUTCOME, KIND_VERDICT, ObservationFacts, OutcomeFacts, OutcomeState, PART_BODY,
        PART_JUDGEMENT, PART_OBJECTS, VerdictFacts,
    },
};
use ledger::{Entry, Reader};
use partner_api::{
    Field, Operation, WireTime,
    wire::{
        WireObject,
        merchant::Merchant,
        receiver_account::ReceiverAccount,
        transaction::{DEPOSIT_REFERENCE, Transaction},
    },
};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::collections::HashMap;
use webhooks::{Judgement, Verdict};

/// The version of what is made of entries: it goes up with every change of this file's meaning.
pub const VERSION: u32 = 2;
/// Kinds of entries that say anything here.
pub const KINDS: [&str; 4] = [
    KIND_OBSERVATION,
    KIND_VERDICT,
    KIND_OUTCOME,
    KIND_CATALOG_FILLED,
];

/// An entry that says something here, as far as its plain facts tell.
enum Speaks {
    /// A read that worked: what it is of, when it began, and which entry has the body.
    Read(Of, Millis, Holder),
    /// A verified delivery about one object.
    Told(Subject, u64),
    /// A creation that happened.
    Made(Subject, u64),
    /// A whole fill.
    Filled(Filled),
}

/// What an operation shows.
#[derive(Clone, Copy)]
struct Of {
    kind: SubjectKind,
    variant: Option<TransactionKind>,
}

/// Where the body of an answer stands.
#[derive(Clone, Copy)]
enum Holder {
    /// The objects of a list that had changed, in the entry itself.
    Objects,
    /// One object, in this entry.
    Body(u64),
}

/// What stands beside the plain facts.
#[derive(Default)]
struct Beside {
    bodies: HashMap<u64, Vec<u8>>,
    objects: HashMap<u64, Vec<u8>>,
    judgements: HashMap<u64, Vec<u8>>,
    /// When deliveries came, and what intents asked for.
    earlier: HashMap<u64, Entry>,
}

fn facts<T: DeserializeOwned>(entry: &Entry) -> Option<T> {
    serde_json::from_str(&entry.facts).ok()
}

/// How many objects an entry may speak of, as far as its plain facts tell.
pub fn weight(entry: &Entry) -> u64 {
    let observed = facts::<ObservationFacts>(entry).and_then(|facts| facts.answer);
    observed.and_then(|answer| answer.changed).unwrap_or(1)
}

/// What neighbouring entries say, in their order. At most 500 entries.
pub async fn project(reader: &Reader, entries: &[Entry]) -> Result<Vec<Change>, EngineError> {
    let speaks: Vec<(u64, Speaks)> = entries
        .iter()
        .filter(|entry| entry.damage.is_none())
        .filter_map(|entry| Some((entry.sequence, speaks(entry)?)))
        .collect();
    let beside = beside(reader, &speaks).await?;
    // Thousands of objects are taken apart here: that must keep no other task from its thread.
    let changes = tokio::task::spawn_blocking(move || {
        let each = speaks
            .into_iter()
            .flat_map(|(sequence, one)| changes(sequence, one, &beside));
        each.collect()
    });
    Ok(changes.await.unwrap_or_default())
}

fn speaks(entry: &Entry) -> Option<Speaks> {
    match entry.kind.as_str() {
        KIND_OBSERVATION => observed(entry),
        KIND_VERDICT => told(entry),
        KIND_OUTCOME => {
            let facts: OutcomeFacts = facts(entry)?;
            let done = facts.state == OutcomeState::Done;
            Some(Speaks::Made(facts.object.filter(|_| done)?, entry.about?))
        }
        KIND_CATALOG_FILLED => {
            let facts: CatalogFilledFacts = facts(entry)?;
            Some(Speaks::Filled(Filled {
                sequence: entry.sequence,
                started: facts.started,
                ended: facts.ended,
                merchants: facts.merchants,
                accounts: facts.accounts,
                // One that listed no transactions was no whole fill.
                transactions: facts.transactions?,
                refused: facts.refused,
            }))
        }
        _ => None,
    }
}

fn observed(entry: &Entry) -> Option<Speaks> {
    let facts: ObservationFacts = facts(entry)?;
    let of = shown_by(Operation::from_id(&facts.operation)?)?;
    if facts.outcome != CallOutcome::Worked {
        return None;
    }
    let answer = facts.answer?;
    let holder = match (answer.count, answer.same_as) {
        (Some(_), _) if answer.changed == Some(0) => return None,
        (Some(_), _) => Holder::Objects,
        (None, same_as) => Holder::Body(same_as.unwrap_or(entry.sequence)),
    };
    Some(Speaks::Read(of, facts.started, holder))
}

/// What an operation's answer shows, if it is objects of the catalog.
fn shown_by(operation: Operation) -> Option<Of> {
    use Operation as Op;
    // What these answer is no more than a word on what was done, or is of something else.
    let is_other = matches!(
        operation,
        Op::GetLegalAgreements
            | Op::AcceptLegalAgreements
            | Op::SubmitMerchantOnboarding
            | Op::GetPayoutConfirmation
    );
    let kind = api::kind_of(operation).filter(|_| !is_other)?;
    let variant = operation.kind();
    Some(Of { kind, variant })
}

fn told(entry: &Entry) -> Option<Speaks> {
    let facts: VerdictFacts = facts(entry)?;
    let is_verified = Verdict::from_code(&facts.verdict).is_some_and(Verdict::is_verified);
    // The platform's tests change no fact.
    if !is_verified || facts.test {
        return None;
    }
    match facts.about {
        Resolution::Resolved { subject } => Some(Speaks::Told(subject, entry.about?)),
        // Of one that fits several objects a read must tell.
        Resolution::Unresolved { .. } | Resolution::None => None,
    }
}

async fn beside(reader: &Reader, speaks: &[(u64, Speaks)]) -> Result<Beside, EngineError> {
    let (mut bodies, mut objects) = (Vec::new(), Vec::new());
    let (mut judgements, mut earlier) = (Vec::new(), Vec::new());
    for (sequence, one) in speaks {
        match one {
            Speaks::Read(_, _, Holder::Objects) => objects.push(*sequence),
            Speaks::Read(_, _, Holder::Body(holder)) => bodies.push(*holder),
            Speaks::Told(_, delivery) => {
                judgements.push(*sequence);
                earlier.push(*delivery);
            }
            Speaks::Made(_, intent) => earlier.push(*intent),
            Speaks::Filled(_) => {}
        }
    }
    earlier.sort_unstable();
    earlier.dedup();
    let earlier = reader.entries(&earlier).await?;
    Ok(Beside {
        bodies: parts(reader, &bodies, PART_BODY).await?,
        objects: parts(reader, &objects, PART_OBJECTS).await?,
        judgements: parts(reader, &judgements, PART_JUDGEMENT).await?,
        earlier: earlier
            .into_iter()
            .filter(|entry| entry.damage.is_none())
            .map(|entry| (entry.sequence, entry))
            .collect(),
    })
}

async fn parts(
    reader: &Reader,
    sequences: &[u64],
    name: &str,
) -> Result<HashMap<u64, Vec<u8>>, EngineError> {
    let parts = reader.parts(sequences, Some(name)).await?.into_iter();
    Ok(parts
        .filter(|part| part.damage.is_none())
        .filter_map(|part| Some((part.sequence, part.value?)))
        .collect())
}

fn changes(sequence: u64, one: Speaks, beside: &Beside) -> Vec<Change> {
    let change = |sequence, what| vec![Change { sequence, what }];
    match one {
        Speaks::Read(of, at, Holder::Objects) => {
            let objects = beside.objects.get(&sequence).map(Vec::as_slice);
            let items: Vec<&RawValue> =
                serde_json::from_slice(objects.unwrap_or_default()).unwrap_or_default();
            let read = items
                .into_iter()
                .filter_map(|item| read(of, at, item.get()));
            read.map(|what| Change { sequence, what }).collect()
        }
        Speaks::Read(of, at, Holder::Body(holder)) => {
            let body = beside.bodies.get(&holder);
            let text = body.and_then(|body| std::str::from_utf8(body).ok());
            let what = text.and_then(|text| read(of, at, text));
            what.map_or_else(Vec::new, |what| change(sequence, what))
        }
        Speaks::Told(subject, delivery) => {
            let judgement = beside.judgements.get(&sequence);
            let judgement = judgement.and_then(|json| serde_json::from_slice(json).ok());
            let status = judgement.and_then(|judgement| told_status(subject, judgement));
            let came = beside.earlier.get(&delivery);
            let at = came.map(|entry| Millis(entry.recorded_ms));
            let told = at.zip(status).map(|(at, status)| What::Told {
                subject,
                at,
                status,
            });
            told.map_or_else(Vec::new, |what| change(delivery, what))
        }
        Speaks::Made(subject, intent) => {
            let Some(intent) = beside.earlier.get(&intent) else {
                return Vec::new();
            };
            let facts: Option<IntentFacts> = facts(intent);
            // What was there before was changed, and not made.
            match facts {
                Some(facts) if facts.subject.is_none() => {
                    let at = Millis(intent.recorded_ms);
                    change(sequence, What::Made { subject, at })
                }
                Some(_) | None => Vec::new(),
            }
        }
        Speaks::Filled(filled) => change(sequence, What::Filled(filled)),
    }
}

/// The status that a delivery tells of its object. A payout confirmation's is none of the
/// transaction's.
fn told_status(subject: Subject, judgement: Judgement) -> Option<String> {
    let event = judgement.event.as_ref().map(|event| event.name.as_str());
    let is_other = subject.kind == SubjectKind::Transaction
        && tells_of_confirmation(event, judgement.status.as_deref());
    judgement.status.filter(|_| !is_other)
}

fn read(of: Of, at: Millis, json: &str) -> Option<What> {
    match of.kind {
        SubjectKind::Merchant => {
            let merchant = Merchant::read(json).ok()?;
            Some(What::Read {
                number: merchant.id.number(),
                at,
                status: Some(merchant.kyc_status.word().to_owned()),
                created: time(merchant.creation_time()),
                changed: time(merchant.last_update_time()),
                shows: Shows::Merchant(MerchantFacts {
                    legal_name: given(merchant.legal_name()),
                    trading_name: given(merchant.trading_name()),
                    country: given(merchant.country()),
                    local_reg_number: given(merchant.local_reg_number()),
                }),
            })
        }
        SubjectKind::ReceiverAccount => {
            let account = ReceiverAccount::read(json).ok()?;
            let status = account.status.read().map(|status| status.word().to_owned());
            Some(What::Read {
                number: account.id.number(),
                at,
                status,
                created: time(account.creation_time()),
                changed: time(account.last_update_time()),
                shows: Shows::Account(account_facts(&account)),
            })
        }
        SubjectKind::Transaction => {
            let transaction = Transaction::read(json).ok()?;
            Some(What::Read {
                number: transaction.id.number(),
                at,
                status: Some(transaction.status.word().to_owned()),
                created: time(transaction.creation_time()),
                changed: time(transaction.last_update_time()),
                shows: Shows::Transaction(transaction_facts(of.variant, &transaction)),
            })
        }
    }
}

fn transaction_facts(kind: Option<TransactionKind>, of: &Transaction) -> TransactionFacts {
    let told = of
        .deposit_instructions()
        .map_or_else(Vec::new, |one| one.told);
    let mut told = told.into_iter();
    let reference = told.find(|(name, _)| *name == DEPOSIT_REFERENCE);
    TransactionFacts {
        kind,
        source: of.source().into_read(),
        target: of.target().into_read(),
        account: of.account().into_read(),
        to_amount: as_written(of, "toAmount"),
        to_currency: as_written(of, "toCurrencySymbol"),
        from_amount: as_written(of, "fromAmount"),
        from_currency: as_written(of, "fromCurrencySymbol"),
        reference: reference.map_or(Given::NotSaid, |(_, text)| Given::Is(text)),
        purpose: given(of.purpose()),
    }
}

/// A field as it was written, letter by letter: a text without its quotes, anything else as its
/// JSON, so that no digit of an amount is lost.
fn as_written(of: &Transaction, name: &str) -> Given {
    match of.fields.raw(name) {
        Field::Read(raw) => Given::Is(serde_json::from_str(raw).unwrap_or_else(|_| raw.to_owned())),
        Field::Unread(raw) => Given::Is(raw),
        Field::Null => Given::Nothing,
        Field::Absent => Given::NotSaid,
    }
}

fn account_facts(account: &ReceiverAccount) -> AccountFacts {
    let wallet = given(account.wallet_address());
    let number = first(given(account.account_number()), given(account.iban()));
    let currency = account
        .currency()
        .map(|currency| currency.as_str().to_owned());
    AccountFacts {
        owner: account.owner().into_read(),
        name_on_account: given(account.name_on_account()),
        bank_or_network: first(given(account.bank_name()), given(account.network())),
        country: given(account.country()),
        currency: given(currency),
        masked: match first(wallet, number) {
            Given::Is(number) => masked_end(&number).map_or(Given::Nothing, Given::Is),
            other => other,
        },
    }
}

/// The first of two that is there.
fn first(one: Given, other: Given) -> Given {
    match (one, other) {
        (Given::Is(text), _) => Given::Is(text),
        (Given::NotSaid, other) => other,
        (Given::Nothing, Given::Is(text)) => Given::Is(text),
        (Given::Nothing, Given::Nothing | Given::NotSaid) => Given::Nothing,
    }
}

fn given(field: Field<String>) -> Given {
    match field {
        Field::Read(text) if text.trim().is_empty() => Given::Nothing,
        Field::Read(text) => Given::Is(text),
        Field::Null => Given::Nothing,
        // What is not understood is no news.
        Field::Absent | Field::Unread(_) => Given::NotSaid,
    }
}

fn time(field: Field<WireTime>) -> Option<Millis> {
    field.into_read().as_ref().and_then(WireTime::reading)
}
