//! An object of the server: its fields as they are given back, and when it moves by itself.

use domain::{Millis, PartnerNumber};
use partner_api::Fields;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// So many milliseconds from now.
pub fn after(now: Millis, ms: u32) -> Millis {
    Millis(now.0.saturating_add(i64::from(ms)))
}

/// A merchant or a receiver account. What a client sent and nobody knows is among its fields.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Object {
    /// All fields, letter by letter as they came.
    pub fields: Fields,
    /// When it does by itself what comes next.
    pub due: Option<Millis>,
    /// Whether it was made by the day and moves with it.
    pub of_day: bool,
    /// What compliance answers to its onboarding; none for its approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// The agreements that were accepted for it, by their numbers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub accepted: BTreeMap<u64, Accepted>,
}

/// An agreement that was accepted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Accepted {
    /// Which version of it.
    pub version: String,
    /// When.
    pub at: Millis,
}

impl Object {
    /// A client's object that does not move by itself.
    pub const fn new(fields: Fields) -> Self {
        Self {
            fields,
            due: None,
            of_day: false,
            answer: None,
            accepted: BTreeMap::new(),
        }
    }
}

/// A member that is a text; none for anything else.
pub fn text(fields: &Fields, name: &str) -> Option<String> {
    fields.text(name).into_read()
}

/// A member that is an id.
pub fn number(fields: &Fields, name: &str) -> Option<u64> {
    Some(fields.id(name).into_read()?.get())
}

/// Sets a member to a number that is an id; one that is none is left as it was.
pub fn set_number(fields: &mut Fields, name: &str, number: u64) {
    if let Ok(number) = PartnerNumber::try_from(number) {
        fields.set_id(name, number);
    }
}

/// Sets a member to JSON that is known to be well formed.
pub fn set_raw(fields: &mut Fields, name: &str, json: &str) {
    // It came from a parser, or is a number: this can't fail.
    drop(fields.set_json(name, json));
}

/// Sets a time, a number of milliseconds.
pub fn set_time(fields: &mut Fields, name: &str, time: Millis) {
    set_raw(fields, name, &time.0.to_string());
}

/// Takes what a client sent, but for the members that are the server's own.
pub fn take(fields: &mut Fields, sent: &Fields, own: &[&str]) {
    for (name, value) in sent.extra(own) {
        set_raw(fields, name, value);
    }
}

/// The status that a text ends in behind a `|`, if it is one of these words. In the sandbox it is
/// set at once (documented for `localRegNumber`).
pub fn sandbox_status<'a>(text: Option<String>, words: &[&'a str]) -> Option<&'a str> {
    let text = text?;
    let (_, status) = text.rsplit_once('|')?;
    words.iter().copied().find(|word| *word == status)
}
