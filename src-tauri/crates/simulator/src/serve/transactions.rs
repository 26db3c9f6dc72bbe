//! The three kinds of transaction: prices, creation, approvals, cancelling.

use super::{
    accounts,
    asked::Asked,
    merchants, news,
    object::{number, set_number, set_raw, set_time, take, text},
    rates,
    refusal::Refusal,
    transaction::Transaction,
    world::{Done, World, list as list_of},
};
use domain::{Millis, TransactionKind};
use partner_api::{Fields, Operation, word_list::PURPOSES};

/// What a client can't set.
const OWN: &[&str] = &[
    "businessRequestId",
    "clientStatus",
    "creationTime",
    "lastUpdateTime",
    "fromAmount",
    "rate",
    "quoteApprovedDate",
    "depositApprovedDate",
    "depositReceivedDate",
    "depositReceivedAmount",
    "payout",
    "toBusinessId",
    "toCurrencySymbol",
];
/// What is null until it happens (documented).
const NULL: [&str; 6] = [
    "fromAmount",
    "quoteApprovedDate",
    "depositApprovedDate",
    "depositReceivedDate",
    "depositReceivedAmount",
    "payout",
];

pub fn act(
    world: &mut World,
    kind: TransactionKind,
    asked: &Asked,
    now: Millis,
) -> Result<Done, Refusal> {
    let is = |operation: Operation| asked.operation == operation;
    if is(Operation::calculate_fx_rate(kind)) {
        price(asked, now)
    } else if is(Operation::create_transaction(kind)) {
        create(world, kind, asked, now)
    } else if is(Operation::list_transactions(kind)) {
        let page = asked.page(world.of_kind(kind))?;
        let fields = page.into_iter().map(|one| &one.fields);
        Ok(Done::silent(list_of(fields, world.of_kind(kind).count())))
    } else if is(Operation::approve_quote(kind)) {
        approve_quote(world, kind, asked, now)
    } else if is(Operation::approve_deposit(kind)) {
        approve_deposit(world, kind, asked, now)
    } else if is(Operation::cancel_transaction(kind)) {
        cancel(world, kind, asked, now)
    } else {
        let found = found_mut(world, kind, asked.number()?)?;
        Ok(Done::silent(found.fields.to_json()))
    }
}

fn price(asked: &Asked, now: Millis) -> Result<Done, Refusal> {
    let from = currency(asked, "fromCurrencySymbol")?;
    let to = currency(asked, "toCurrencySymbol")?;
    let amount = asked.amount("toAmount")?;
    let price = rates::price(&from, &to, &amount, now);
    let too_long = || Refusal::new(400, "INVALID_AMOUNT", "toAmount has too many digits");
    let price = price.ok_or_else(too_long)?;
    let mut answer = Fields::new();
    answer.set_text("rate", &price.rate);
    answer.set_text("amount", &price.amount);
    Ok(Done::silent(answer.to_json()))
}

fn currency(asked: &Asked, name: &str) -> Result<String, Refusal> {
    let symbol = asked.text(name)?;
    if rates::is_known(&symbol) {
        Ok(symbol)
    } else {
        Err(Refusal::field(name))
    }
}

fn create(
    world: &mut World,
    kind: TransactionKind,
    asked: &Asked,
    now: Millis,
) -> Result<Done, Refusal> {
    let source = asked.id("fromBusinessId")?;
    let account = asked.id("toBusinessExternalAccountId")?;
    currency(asked, "fromCurrencySymbol")?;
    asked.amount("toAmount")?;
    asked.word("purpose", &PURPOSES)?;
    asked.text("invoiceUrl")?;
    if kind == TransactionKind::Payout {
        asked.text("depositConfirmationUrl")?;
    }
    let merchant = merchants::found(world, source)?;
    if text(&merchant.fields, "kycStatus").as_deref() != Some("VALID") {
        let message = format!("the business {source} is not approved");
        return Err(Refusal::state("BUSINESS_NOT_APPROVED", message));
    }
    let place = accounts::found(world, account)?;
    if text(&place.fields, "status").as_deref() != Some("ACTIVE") {
        let message = format!("the external account {account} is not active");
        return Err(Refusal::state("EXTERNAL_ACCOUNT_NOT_ACTIVE", message));
    }
    let owner = number(&place.fields, "businessId").unwrap_or(source);
    let to_currency = text(&place.fields, "currencySymbol").unwrap_or_default();
    // The account is the target's for payout and end to end, the source's for collections
    // (documented). Whose money a collection is for, no known field says.
    if kind == TransactionKind::Collection && owner != source {
        let message = "a collection's external account is the source's";
        return Err(Refusal::new(400, "INVALID_EXTERNAL_ACCOUNT", message));
    }
    let id = world.next.transaction;
    world.next.transaction = id.saturating_add(1);
    let fields = new(id, &asked.body, (owner, &to_currency), now);
    let mut transaction = Transaction::new(kind, fields);
    transaction.enter(id, "PENDING", world.pace, now);
    let events = vec![news::of_transaction(id, &transaction.fields)];
    let answer = transaction.fields.to_json();
    world.transactions.insert(id, transaction);
    world.touch();
    Ok(Done { answer, events })
}

/// A transaction's fields with what was sent of it, without a status.
pub fn new(id: u64, sent: &Fields, to: (u64, &str), now: Millis) -> Fields {
    let mut fields = Fields::new();
    set_number(&mut fields, "businessRequestId", id);
    set_time(&mut fields, "creationTime", now);
    take(&mut fields, sent, OWN);
    for name in NULL {
        set_raw(&mut fields, name, "null");
    }
    set_number(&mut fields, "toBusinessId", to.0);
    fields.set_text("toCurrencySymbol", to.1);
    fields
}

fn approve_quote(
    world: &mut World,
    kind: TransactionKind,
    asked: &Asked,
    now: Millis,
) -> Result<Done, Refusal> {
    let id = asked.number()?;
    let pace = world.pace;
    let transaction = found_mut(world, kind, id)?;
    expect(transaction, "AWAITING_QUOTE_APPROVAL")?;
    if transaction.quote_is_over(now) {
        return Err(Refusal::state("QUOTE_EXPIRED", "the quote is over"));
    }
    // From here on it goes its way by itself.
    transaction.of_day = false;
    transaction.enter(id, "AWAITING_DEPOSIT", pace, now);
    Ok(moved(world, id))
}

fn approve_deposit(
    world: &mut World,
    kind: TransactionKind,
    asked: &Asked,
    now: Millis,
) -> Result<Done, Refusal> {
    let id = asked.number()?;
    let pace = world.pace;
    let transaction = found_mut(world, kind, id)?;
    expect(transaction, "AWAITING_DEPOSIT")?;
    take(&mut transaction.fields, &asked.body, OWN);
    transaction.of_day = false;
    transaction.enter(id, "IN_PROGRESS", pace, now);
    Ok(moved(world, id))
}

fn cancel(
    world: &mut World,
    kind: TransactionKind,
    asked: &Asked,
    now: Millis,
) -> Result<Done, Refusal> {
    let id = asked.number()?;
    let pace = world.pace;
    let transaction = found_mut(world, kind, id)?;
    if !transaction.is_open() {
        let message = format!("it has ended: {}", transaction.stage());
        return Err(Refusal::state("INVALID_STATUS", message));
    }
    take(&mut transaction.fields, &asked.body, OWN);
    transaction.enter(id, "CANCELED", pace, now);
    Ok(moved(world, id))
}

/// A transaction as it is after a move, and the event of it.
fn moved(world: &mut World, id: u64) -> Done {
    world.touch();
    let fields = world.transactions.get(&id).map(|one| &one.fields);
    let events = fields.map(|fields| news::of_transaction(id, fields));
    Done {
        answer: fields.map(Fields::to_json).unwrap_or_default(),
        events: events.into_iter().collect(),
    }
}

fn expect(transaction: &Transaction, stage: &str) -> Result<(), Refusal> {
    let found = transaction.stage();
    if found == stage {
        return Ok(());
    }
    let message = format!("it is in {found}, not in {stage}");
    Err(Refusal::state("INVALID_STATUS", message))
}

fn found_mut(
    world: &mut World,
    kind: TransactionKind,
    id: u64,
) -> Result<&mut Transaction, Refusal> {
    let found = world.transactions.get_mut(&id);
    found
        .filter(|one| one.kind == kind)
        .ok_or_else(|| Refusal::nobody("business request", id))
}

/// The payout confirmation of a transaction of any kind.
pub fn confirmation(world: &World, asked: &Asked) -> Result<Done, Refusal> {
    let id = asked.number()?;
    let found = world.transactions.get(&id);
    let found = found.and_then(|one| one.confirmation.as_ref());
    let found = found.ok_or_else(|| Refusal::nobody("payout confirmation", id))?;
    Ok(Done::silent(found.to_json()))
}
