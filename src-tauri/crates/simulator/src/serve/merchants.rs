//! Merchants: creation, onboarding, and how compliance answers.

use super::{
    asked::{Asked, text_in, word_in},
    news,
    object::{Object, after, sandbox_status, set_number, set_raw, set_time, take, text},
    pace::Pace,
    refusal::Refusal,
    world::{Done, World, list as list_of},
};
use crate::day::Event;
use domain::{Millis, status::MERCHANT_WORDS};
use partner_api::{
    Field, Fields,
    word_list::{COMPANY_TYPES, INDUSTRIES},
};

/// What a client can't set.
const OWN: &[&str] = &["id", "kycStatus", "creationTime", "lastUpdateTime"];
/// What a new one must have (asked for by a public integration; the names are assumed).
const REQUIRED: [&str; 11] = [
    "legalName",
    "email",
    "contactName",
    "phonePrefix",
    "phone",
    "country",
    "state",
    "city",
    "address",
    "streetNumber",
    "zipCode",
];
/// States in which an onboarding can be submitted (documented).
const SUBMITTABLE: [&str; 3] = ["NEW", "PENDING", "ACTION_NEEDED"];
/// States in which the data are locked (documented).
const LOCKED: [&str; 2] = ["PENDING_REVIEW", "UNDER_REVIEW"];

pub fn create(world: &mut World, asked: &Asked, now: Millis) -> Result<Done, Refusal> {
    for name in REQUIRED {
        asked.text(name)?;
    }
    asked.word("industry", &INDUSTRIES)?;
    let number = world.next.merchant;
    world.next.merchant = number.saturating_add(1);
    let mut object = new(number, &asked.body, now);
    let status = sandbox_status(text(&asked.body, "localRegNumber"), &MERCHANT_WORDS);
    enter(&mut object, status.unwrap_or("NEW"), world.pace, now);
    let events = vec![news::of_merchant(number, &object.fields)];
    let answer = object.fields.to_json();
    world.merchants.insert(number, object);
    world.touch();
    Ok(Done { answer, events })
}

/// A merchant with what was sent of it, without a status.
pub fn new(number: u64, sent: &Fields, now: Millis) -> Object {
    let mut fields = Fields::new();
    set_number(&mut fields, "id", number);
    take(&mut fields, sent, OWN);
    set_time(&mut fields, "creationTime", now);
    Object::new(fields)
}

/// Gives a merchant a status, and what follows from it by itself.
pub fn enter(object: &mut Object, status: &str, pace: Pace, now: Millis) {
    object.fields.set_text("kycStatus", status);
    set_time(&mut object.fields, "lastUpdateTime", now);
    let wait = match status {
        "NEW" => Some(pace.unsubmitted_ms),
        "PENDING_REVIEW" | "UNDER_REVIEW" => Some(pace.approval_ms),
        _ => None,
    };
    object.due = wait.filter(|_| !object.of_day).map(|wait| after(now, wait));
}

/// What comes next by itself: an approval (documented for the sandbox), or what compliance was
/// told to answer.
fn next(object: &mut Object) -> Option<String> {
    let status = text(&object.fields, "kycStatus")?;
    let next = match status.as_str() {
        "NEW" => "VALID".to_owned(),
        "PENDING_REVIEW" => "UNDER_REVIEW".to_owned(),
        "UNDER_REVIEW" => {
            let answer = object.answer.take();
            answer.unwrap_or_else(|| "VALID".to_owned())
        }
        _ => return None,
    };
    Some(next)
}

pub fn pass(number: u64, object: &mut Object, pace: Pace, now: Millis) -> Option<Event> {
    object.due = None;
    let status = next(object)?;
    enter(object, &status, pace, now);
    Some(news::of_merchant(number, &object.fields))
}

pub fn update(world: &mut World, asked: &Asked, now: Millis) -> Result<Done, Refusal> {
    let number = asked.number()?;
    let pace = world.pace;
    let object = found_mut(world, number)?;
    let wanted = sandbox_status(text(&asked.body, "localRegNumber"), &MERCHANT_WORDS);
    // That the sandbox sets a status under review too is assumed: it changes no data.
    let mut others = asked
        .body
        .members()
        .filter(|(name, _)| *name != "localRegNumber" && !OWN.contains(name));
    let is_as_it_was = others
        .all(|(name, sent)| matches!(object.fields.raw(name), Field::Read(was) if was == sent));
    let is_status_alone = wanted.is_some() && is_as_it_was;
    if !is_status_alone {
        refuse_locked(object)?;
    }
    asked.word_if_there("industry", &INDUSTRIES)?;
    // What a client changes is its own from then on.
    object.of_day = false;
    take(&mut object.fields, &asked.body, OWN);
    set_time(&mut object.fields, "lastUpdateTime", now);
    let before = text(&object.fields, "kycStatus");
    let mut events = Vec::new();
    if let Some(status) = wanted.filter(|status| before.as_deref() != Some(*status)) {
        enter(object, status, pace, now);
        events.push(news::of_merchant(number, &object.fields));
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
    let page = asked.page(world.merchants.values())?;
    let fields = page.into_iter().map(|object| &object.fields);
    Ok(Done::silent(list_of(fields, world.merchants.len())))
}

pub fn submit(world: &mut World, asked: &Asked, now: Millis) -> Result<Done, Refusal> {
    let number = asked.id("businessId")?;
    let data = asked.body.object("businessData").into_read();
    let data = data.ok_or_else(|| Refusal::field("businessData"))?;
    word_in(&data, "companyType", &COMPANY_TYPES)?;
    word_in(&data, "industry", &INDUSTRIES)?;
    text_in(&data, "tradingName")?;
    // The list of services is open.
    text_in(&data, "service")?;
    let pace = world.pace;
    let object = found(world, number)?;
    refuse_locked(object)?;
    let status = text(&object.fields, "kycStatus").unwrap_or_default();
    if !SUBMITTABLE.contains(&status.as_str()) {
        let message = format!("an onboarding can't be submitted in {status}");
        return Err(Refusal::state("INVALID_STATUS", message));
    }
    let answer = match &object.answer {
        Some(answer) => Some(answer.clone()),
        None => world.answers.pop_front(),
    };
    let object = found_mut(world, number)?;
    object.of_day = false;
    object.answer = answer;
    for name in ["tradingName", "industry"] {
        if let Field::Read(raw) = data.raw(name) {
            set_raw(&mut object.fields, name, raw);
        }
    }
    object.fields.set_fields("businessData", &data);
    enter(object, "PENDING_REVIEW", pace, now);
    let mut answer = Fields::new();
    set_number(&mut answer, "businessId", number);
    answer.set_text("kycStatus", "PENDING_REVIEW");
    let events = vec![news::of_merchant(number, &object.fields)];
    world.touch();
    Ok(Done {
        answer: answer.to_json(),
        events,
    })
}

pub fn found(world: &World, number: u64) -> Result<&Object, Refusal> {
    let found = world.merchants.get(&number);
    found.ok_or_else(|| Refusal::nobody("business", number))
}

pub fn found_mut(world: &mut World, number: u64) -> Result<&mut Object, Refusal> {
    let found = world.merchants.get_mut(&number);
    found.ok_or_else(|| Refusal::nobody("business", number))
}

fn refuse_locked(object: &Object) -> Result<(), Refusal> {
    let status = text(&object.fields, "kycStatus").unwrap_or_default();
    if LOCKED.contains(&status.as_str()) {
        let message = format!("the data are locked in {status}");
        return Err(Refusal::state("BUSINESS_LOCKED", message));
    }
    Ok(())
}
