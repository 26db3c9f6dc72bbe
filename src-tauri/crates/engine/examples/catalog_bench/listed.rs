//! Entries of lists that were read from the API: made-up merchants and their receiver accounts.

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

/// One page of the merchants, or of the accounts, from a number on.
pub fn page(of_merchants: bool, first: u64, count: u64) -> Result<EntryDraft, serde_json::Error> {
    let make = if of_merchants { merchant } else { account };
    let kind = if of_merchants { "merchant" } else { "account" };
    let operation = if of_merchants {
        "list_merchants"
    } else {
        "list_receiver_accounts"
    };
    let objects: Vec<Value> = (first..first + count).map(make).collect();
    let body = Value::Array(objects.clone()).to_string();
    let subjects: Vec<Subject> = (first..first + count)
        .filter_map(|number| format!("{kind}:{number}").parse().ok())
        .collect();
    let status = |one: &Value| one.get("kycStatus").or(one.get("status")).cloned();
    let shown = subjects.iter().zip(&objects).map(|(subject, one)| Shown {
        subject: *subject,
        status: status(one).and_then(|word| Some(word.as_str()?.to_owned())),
    });
    let shown: Vec<Shown> = shown.collect();
    let at = BEGIN_MS + i64::try_from(first).unwrap_or_default();
    let facts = ObservationFacts {
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
            bytes: u64::try_from(body.len()).unwrap_or_default(),
            whole: true,
            same_as: None,
            count: Some(count),
            changed: Some(count),
        }),
    };
    let sent = SentPart {
        path: format!("/bpapi/v1/{kind}/?page={}&limit={PAGE}", first / PAGE),
        body: None,
        file: None,
        content_type: Some("application/json".to_owned()),
    };
    let part = |name: &str, value: String| PartDraft {
        name: name.to_owned(),
        value: value.into_bytes(),
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

/// Every page of so many merchants and of their accounts.
pub fn pages(merchants: u64) -> Result<Vec<EntryDraft>, serde_json::Error> {
    let of = |is_merchants: bool, all: u64| {
        let firsts = (1..=all).step_by(usize::try_from(PAGE).unwrap_or(1));
        firsts.map(move |first| page(is_merchants, first, PAGE.min(all - first + 1)))
    };
    of(true, merchants)
        .chain(of(false, merchants * ACCOUNTS_EACH))
        .collect()
}
