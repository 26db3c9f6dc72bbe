//! Entries of lists that were read from the API: made-up merchants, their receiver accounts, and
//! transactions.

use domain::{
    Millis, Subject,
    record::{
        AnswerFacts, CallCause, CallOutcome, KIND_OBSERVATION, ObservationFacts, PART_ANSWER_HASH,
        PART_DETAIL, PART_OBJECTS, PART_SENT, PART_SHOWS, SUBJECT_CALLS, SentPart, Shown,
    },
};
use ledger::{EntryDraft, PartDraft};
use serde_json::{Value, json};

/// Objects of one page.
pub const PAGE: u64 = 200;
/// Receiver accounts of each merchant.
pub const ACCOUNTS_EACH: u64 = 2;
/// 2026-01-01.
pub const BEGIN_MS: i64 = 1_767_225_600_000;

const FIRST: [&str; 12] = [
    "Adaeze",
    "Bisi",
    "Chidi",
    "Dayo",
    "Éclair",
    "Folake",
    "Görlitz",
    "Halima",
    "النور",
    "Jelani",
    "Kwame",
    "שלום",
];
const SECOND: [&str; 11] = [
    "Trading",
    "Exports",
    "Société",
    "Foods",
    "Textiles",
    "Motors",
    "للتجارة",
    "Cement",
    "Agro",
    "Logistics and General Merchandise of the Lower Niger",
    "Energy",
];
const FORM: [&str; 5] = ["Ltd", "GmbH", "SARL", "Plc", "& Sons"];
const STATUSES: [&str; 8] = [
    "VALID",
    "VALID",
    "VALID",
    "PENDING_REVIEW",
    "NEW",
    "VALID",
    "UNDER_REVIEW",
    "FLAGGED",
];

const STATES: [&str; 5] = [
    "OnOff_COMPLETED",
    "OnOff_COMPLETED",
    "OnOff_IN_PROGRESS",
    "OnOff_PENDING",
    "OnOff_CANCELED",
];

fn one<'a>(of: &[&'a str], number: u64) -> &'a str {
    let place = usize::try_from(number).unwrap_or_default() % of.len().max(1);
    of.get(place).copied().unwrap_or_default()
}

/// A merchant's status: few wait for something to be done.
pub fn status(number: u64) -> &'static str {
    if number.is_multiple_of(1_000) {
        "ACTION_NEEDED"
    } else {
        one(&STATUSES, number / 3)
    }
}

/// A merchant's name.
pub fn name(number: u64) -> String {
    let (first, second) = (one(&FIRST, number * 7), one(&SECOND, number * 5));
    format!("{first} {second} {} {number}", one(&FORM, number))
}

fn merchant(number: u64) -> Value {
    let at = BEGIN_MS + i64::try_from(number).unwrap_or_default() * 1000;
    json!({
        "id": number, "legalName": name(number), "tradingName": one(&FIRST, number),
        "email": format!("ops{number}@merchant.example"), "contactName": "Ada Eze",
        "phonePrefix": "234", "phone": "8012345678", "country": one(&["NG", "GH", "AE"], number),
        "state": "Lagos", "city": "Lagos", "address": "Broad Street", "streetNumber": "12",
        "zipCode": "101001", "industry": "TECHNOLOGY", "localRegNumber": format!("RC-{number}"),
        "kycStatus": status(number), "creationTime": at, "lastUpdateTime": at + 60_000,
    })
}

fn account(number: u64) -> Value {
    let owner = number.div_ceil(ACCOUNTS_EACH);
    json!({
        "id": number, "businessId": owner, "nameOnAccount": name(owner),
        "currencySymbol": one(&["NGN", "USD", "USDC (ERC-20)"], number),
        "accountNumber": format!("{:010}", number * 7919 % 10_000_000_000),
        "bankName": one(&["First Delta Bank", "Bank of the Coast"], number),
        "status": one(&["ACTIVE", "ACTIVE", "PENDING", "FROZEN"], number),
        "creationTime": BEGIN_MS, "lastUpdateTime": BEGIN_MS,
    })
}

/// A transaction's status: few wait for something to be done.
fn state(number: u64) -> &'static str {
    if number.is_multiple_of(1_000) {
        "OnOff_AWAITING_DEPOSIT"
    } else {
        one(&STATES, number / 3)
    }
}

/// A transaction as the API shows it.
pub fn transaction(number: u64) -> Value {
    let at = BEGIN_MS + i64::try_from(number).unwrap_or_default() * 1000;
    json!({
        "businessRequestId": number, "clientStatus": state(number),
        "toAmount": format!("{number}.000000000000000001"),
        "toCurrencySymbol": one(&["NGN", "USD", "EUR"], number),
        "fromAmount": format!("{}.10", number + 7), "fromCurrencySymbol": "USDC (ERC-20)",
        "fromBusinessId": number % 5_000 + 1, "toBusinessId": number * 7 % 5_000 + 1,
        "toBusinessExternalAccountId": number, "purpose": "GOODS_PURCHASED",
        "depositDetails": { "reference": format!("REF-{number}"), "walletAddress": "0x5aAeb605" },
        "creationTime": at, "lastUpdateTime": at + 60_000,
    })
}

/// The facts of a call that worked; of a list with how many objects it showed.
pub fn facts(operation: &str, at: i64, (bytes, count): (usize, Option<u64>)) -> ObservationFacts {
    ObservationFacts {
        operation: operation.to_owned(),
        method: "GET".to_owned(),
        origin: "https://partners.example".to_owned(),
        outcome: CallOutcome::Worked,
        cause: CallCause::Catalog,
        by: None,
        started: Millis(at),
        round_trip_ms: 80,
        attempts: 1,
        clock_offset_ms: None,
        answer: Some(AnswerFacts {
            status: 200,
            date: None,
            bytes: u64::try_from(bytes).unwrap_or_default(),
            whole: true,
            same_as: None,
            count,
            changed: count,
        }),
    }
}

/// A part of this text.
pub fn part(name: &str, value: String) -> PartDraft {
    PartDraft {
        name: name.to_owned(),
        value: value.into_bytes(),
    }
}

/// Which list.
#[derive(Clone, Copy)]
enum Of {
    Merchants,
    Accounts,
    Transactions,
}

/// One page of a list, from a number on.
fn page(of: Of, first: u64, count: u64) -> Result<EntryDraft, serde_json::Error> {
    let (make, kind, operation): (fn(u64) -> Value, &str, &str) = match of {
        Of::Merchants => (merchant, "merchant", "list_merchants"),
        Of::Accounts => (account, "account", "list_receiver_accounts"),
        Of::Transactions => (transaction, "transaction", "list_payouts"),
    };
    let objects: Vec<Value> = (first..first + count).map(make).collect();
    let body = Value::Array(objects.clone()).to_string();
    let subjects: Vec<Subject> = (first..first + count)
        .filter_map(|number| format!("{kind}:{number}").parse().ok())
        .collect();
    let status = |one: &Value| {
        let mut names = ["kycStatus", "status", "clientStatus"].iter();
        names.find_map(|name| one.get(name)).cloned()
    };
    let shown = subjects.iter().zip(&objects).map(|(subject, one)| Shown {
        subject: *subject,
        status: status(one).and_then(|word| Some(word.as_str()?.to_owned())),
    });
    let shown: Vec<Shown> = shown.collect();
    let at = BEGIN_MS + i64::try_from(first).unwrap_or_default();
    let facts = facts(operation, at, (body.len(), Some(count)));
    let sent = SentPart {
        path: format!("/bpapi/v1/{kind}/?page={}&limit={PAGE}", first / PAGE),
        body: None,
        file: None,
        content_type: Some("application/json".to_owned()),
    };
    let mut names = vec![SUBJECT_CALLS.to_owned()];
    names.extend(subjects.iter().map(ToString::to_string));
    Ok(EntryDraft {
        kind: KIND_OBSERVATION.to_owned(),
        recorded_ms: at + 80,
        subjects: names,
        about: None,
        facts: serde_json::to_string(&facts)?,
        parts: vec![
            part(PART_ANSWER_HASH, "0".repeat(64)),
            part(PART_DETAIL, "It was answered.".to_owned()),
            part(PART_OBJECTS, body),
            part(PART_SENT, serde_json::to_string(&sent)?),
            part(PART_SHOWS, serde_json::to_string(&shown)?),
        ],
    })
}

/// Every page of so many merchants, of their accounts, and of so many transactions.
pub fn pages(merchants: u64, transactions: u64) -> Result<Vec<EntryDraft>, serde_json::Error> {
    let pages = |of: Of, all: u64| {
        let firsts = (1..=all).step_by(usize::try_from(PAGE).unwrap_or(1));
        firsts.map(move |first| page(of, first, PAGE.min(all - first + 1)))
    };
    pages(Of::Merchants, merchants)
        .chain(pages(Of::Accounts, merchants * ACCOUNTS_EACH))
        .chain(pages(Of::Transactions, transactions))
        .collect()
}
