//! What is known of a merchant, receiver account or transaction, and how surely.

use crate::{Mark, SubjectView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names a subject of a profile.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct OfSubject {
    /// The profile's name.
    pub profile: String,
    /// `transaction:7`, `account:7`, `merchant:7`.
    pub subject: String,
}

/// Who told a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ToldBy {
    /// A delivery that came in.
    Delivery,
    /// A read of the API.
    Read,
}

/// A value, who told it and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ToldValue {
    /// The value as it came: a text without its quotes, anything else as its JSON.
    pub value: String,
    /// Whether it is a text, and not a number, object, list, true, false or null.
    pub is_text: bool,
    /// Who told it.
    pub by: ToldBy,
    /// When it was received or read (RFC 3339, UTC).
    pub at: String,
    /// The entry that has it.
    pub sequence: u32,
}

/// One fact of a subject.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FactView {
    /// The field's name on the wire: `clientStatus`.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// Whether the program knows this field. The others are shown as they came.
    pub is_known: bool,
    /// Whether it is a number of an account's that is shown masked until a person asks for it.
    pub is_masked: bool,
    /// What holds now: the newest read's value, or a delivery's where none was read.
    pub now: ToldValue,
    /// A time in words where the value is one (RFC 3339, UTC); its unit is read from its length.
    pub as_time: Option<String>,
    /// How far it may be trusted.
    pub mark: Mark,
    /// The mark in words: `confirmed by an API read`.
    pub word: String,
    /// The other value, where a delivery and the read differ: the delivery's where the mark is
    /// `contradicted`, the earlier read's where the delivery came later.
    pub other: Option<ToldValue>,
    /// One sentence more, where there is something to be known: a status that was overtaken.
    pub note: Option<String>,
}

/// What is known of a subject.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SubjectFactsView {
    /// The subject.
    pub subject: SubjectView,
    /// Its facts, in the order of the newest read.
    pub facts: Vec<FactView>,
    /// When it was last read from the API with success (RFC 3339, UTC); none if it never was.
    pub read_at: Option<String>,
    /// The entry of that read.
    pub read_sequence: Option<u32>,
    /// One sentence on the last read, or why there is none.
    pub detail: String,
    /// Whether it can be read now. If not, the profile's API status says why.
    pub can_read: bool,
}
