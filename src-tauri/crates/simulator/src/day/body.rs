//! Payloads as JSON. Where the event's name stands and which fields there are is assumed.

use super::{
    Event,
    amount::decimal,
    world::{Account, Merchant, Transaction},
};
use domain::{EventName, Millis, SubjectKind};
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MerchantBody<'a> {
    event: &'a str,
    id: u64,
    status: &'a str,
    business_id: u64,
    legal_name: &'a str,
    country: &'a str,
    last_update_time: i64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AccountBody<'a> {
    event: &'a str,
    id: u64,
    status: &'a str,
    business_id: u64,
    currency_symbol: &'a str,
    name_on_account: &'a str,
    account_number: &'a str,
    bank_name: &'a str,
    last_update_time: i64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TransactionBody<'a> {
    event: &'a str,
    id: u64,
    status: &'a str,
    business_id: u64,
    to_amount: String,
    to_currency_symbol: &'a str,
    from_amount: Option<String>,
    from_currency_symbol: &'a str,
    from_business_id: u64,
    to_business_id: u64,
    to_business_external_account_id: u64,
    purpose: &'a str,
    creation_time: i64,
    last_update_time: i64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ConfirmationBody<'a> {
    event: &'a str,
    id: u64,
    status: &'a str,
    business_id: u64,
    to_amount: String,
    to_currency_symbol: &'a str,
    last_update_time: i64,
}

/// A merchant's status as it is now.
pub fn of_merchant(merchant: &Merchant, now: Millis) -> Event {
    let name = EventName::BusinessKycStatusChanged;
    let body = MerchantBody {
        event: name.wire(),
        id: merchant.number,
        status: merchant.status,
        business_id: merchant.number,
        legal_name: merchant.name,
        country: merchant.country,
        last_update_time: now.0,
    };
    event(name, merchant.number, merchant.status.to_owned(), &body)
}

/// A receiver account's status as it is now.
pub fn of_account(account: &Account, now: Millis) -> Event {
    let name = EventName::BusinessExternalAccountStatusChanged;
    let body = AccountBody {
        event: name.wire(),
        id: account.number,
        status: account.status,
        business_id: account.merchant,
        currency_symbol: account.currency,
        name_on_account: account.holder,
        account_number: &account.digits,
        bank_name: account.bank,
        last_update_time: now.0,
    };
    event(name, account.number, account.status.to_owned(), &body)
}

/// A transaction's status as it is now.
pub fn of_transaction(transaction: &Transaction, now: Millis) -> Event {
    let name = EventName::BusinessRequestStatusChanged;
    let status = format!("{}{}", transaction.kind.prefix(), transaction.stage);
    // Before the quote there is no source amount.
    let is_quoted = transaction.stage != "PENDING";
    let body = TransactionBody {
        event: name.wire(),
        id: transaction.number,
        status: &status,
        business_id: transaction.from_business,
        to_amount: decimal(transaction.to_hundredths),
        to_currency_symbol: transaction.to_currency,
        from_amount: is_quoted.then(|| decimal(transaction.from_hundredths)),
        from_currency_symbol: transaction.from_currency,
        from_business_id: transaction.from_business,
        to_business_id: transaction.to_business,
        to_business_external_account_id: transaction.account,
        purpose: transaction.purpose,
        creation_time: transaction.created.0,
        last_update_time: now.0,
    };
    event(name, transaction.number, status.clone(), &body)
}

/// A payout confirmation's status; its id is assumed to be its transaction's.
pub fn of_confirmation(transaction: &Transaction, status: &str, now: Millis) -> Event {
    let name = EventName::BusinessRequestPayoutConfirmationStatusChanged;
    let body = ConfirmationBody {
        event: name.wire(),
        id: transaction.number,
        status,
        business_id: transaction.from_business,
        to_amount: decimal(transaction.to_hundredths),
        to_currency_symbol: transaction.to_currency,
        last_update_time: now.0,
    };
    event(name, transaction.number, status.to_owned(), &body)
}

fn event(name: EventName, number: u64, status: String, body: &impl Serialize) -> Event {
    let kind: SubjectKind = name.subject_kind();
    Event {
        name,
        kind,
        number,
        status,
        // Structs of texts and numbers always have a JSON text.
        body: serde_json::to_string(body).unwrap_or_default(),
    }
}
