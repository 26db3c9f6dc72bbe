//! Receiver accounts: creation, change, and their approval.

use super::{
    asked::Asked,
    merchants, news,
    object::{Object, after, number, sandbox_status, set_number, set_time, take, text},
    pace::Pace,
    rates,
    refusal::Refusal,
    world::{Done, World, list as list_of},
};
use crate::day::Event;
use domain::{Millis, status::RECEIVER_ACCOUNT_WORDS};
use partner_api::{Field, Fields};

/// What a client can't set.
const OWN: &[&str] = &["id", "status", "creationTime", "lastUpdateTime"];
/// What a new one must have (asked for by a public integration; the names are assumed).
const REQUIRED: [&str; 9] = [
    "currencySymbol",
    "nameOnAccount",
    "country",
    "state",
    "city",
    "address",
    "streetNumber",
    "zipCode",
    "invoiceUrl",
];
/// What one at a bank must have besides, and what one on a chain.
const AT_A_BANK: [&str; 3] = ["accountNumber", "bankName", "swiftCode"];
const ON_A_CHAIN: [&str; 2] = ["walletAddress", "network"];

pub fn create(world: &mut World, asked: &Asked, now: Millis) -> Result<Done, Refusal> {
    let owner = asked.id("businessId")?;
    for name in REQUIRED {
        asked.text(name)?;
    }
    let currency = known_currency(asked)?;
    let place: &[&str] = if rates::network(&currency).is_some() {
        &ON_A_CHAIN
    } else {
        &AT_A_BANK
    };
    for name in place {
        asked.text(name)?;
    }
    merchants::found(world, owner)?;
    let id = world.next.account;
    world.next.account = id.saturating_add(1);
    let mut object = new(id, &asked.body, now);
    let status = wanted_status(&asked.body).unwrap_or("PENDING");
    enter(&mut object, status, world.pace, now);
    let events = vec![news::of_account(id, &object.fields)];
    let answer = object.fields.to_json();
    world.accounts.insert(id, object);
    world.touch();
    Ok(Done { answer, events })
}

fn known_currency(asked: &Asked) -> Result<String, Refusal> {
    let currency = asked.text("currencySymbol")?;
    if rates::is_known(&currency) {
        Ok(currency)
    } else {
        Err(Refusal::field("currencySymbol"))
    }
}

/// As a merchant's `localRegNumber`, so the account number (assumed).
fn wanted_status(sent: &Fields) -> Option<&'static str> {
    ["accountNumber", "localRegNumber"]
        .into_iter()
        .find_map(|name| sandbox_status(text(sent, name), &RECEIVER_ACCOUNT_WORDS))
}

/// An account with what was sent of it, without a status.
pub fn new(id: u64, sent: &Fields, now: Millis) -> Object {
    let mut fields = Fields::new();
    set_number(&mut fields, "id", id);
    take(&mut fields, sent, OWN);
    set_time(&mut fields, "creationTime", now);
    Object::new(fields)
}

/// Gives an account a status, and what follows from it by itself.
pub fn enter(object: &mut Object, status: &str, pace: Pace, now: Millis) {
    object.fields.set_text("status", status);
    set_time(&mut object.fields, "lastUpdateTime", now);
    let goes_on = !object.of_day && status == "PENDING";
    object.due = goes_on.then(|| after(now, pace.approval_ms));
}

/// A pending one is approved (documented for the sandbox).
pub fn pass(id: u64, object: &mut Object, now: Millis) -> Option<Event> {
    object.due = None;
    if text(&object.fields, "status")? != "PENDING" {
        return None;
    }
    enter(object, "ACTIVE", Pace::default(), now);
    Some(news::of_account(id, &object.fields))
}

pub fn update(world: &mut World, asked: &Asked, now: Millis) -> Result<Done, Refusal> {
    let id = asked.number()?;
    if !matches!(asked.body.raw("currencySymbol"), Field::Absent) {
        known_currency(asked)?;
    }
    let pace = world.pace;
    let object = world.accounts.get_mut(&id);
    let object = object.ok_or_else(|| Refusal::nobody("external account", id))?;
    let before = text(&object.fields, "status");
    if before.as_deref() == Some("CLOSED") {
        return Err(Refusal::state("ACCOUNT_CLOSED", "the account is closed"));
    }
    // What a client changes is its own from then on.
    object.of_day = false;
    take(&mut object.fields, &asked.body, OWN);
    set_time(&mut object.fields, "lastUpdateTime", now);
    let mut events = Vec::new();
    let wanted = wanted_status(&asked.body);
    if let Some(status) = wanted.filter(|status| before.as_deref() != Some(*status)) {
        enter(object, status, pace, now);
        events.push(news::of_account(id, &object.fields));
    }
    let answer = object.fields.to_json();
    world.touch();
    Ok(Done { answer, events })
}

pub fn get(world: &World, asked: &Asked) -> Result<Done, Refusal> {
    let object = found(world, asked.number()?)?;
    Ok(Done::silent(object.fields.to_json()))
}

pub fn list(world: &World, asked: &Asked) -> Result<Done, Refusal> {
    let owner = asked.query_number("businessId")?;
    let fits = |object: &&Object| {
        owner.is_none_or(|owner| number(&object.fields, "businessId") == Some(owner))
    };
    let total = world.accounts.values().filter(fits).count();
    let page = asked.page(world.accounts.values().filter(fits))?;
    let fields = page.into_iter().map(|object| &object.fields);
    Ok(Done::silent(list_of(fields, total)))
}

pub fn found(world: &World, id: u64) -> Result<&Object, Refusal> {
    let found = world.accounts.get(&id);
    found.ok_or_else(|| Refusal::nobody("external account", id))
}
