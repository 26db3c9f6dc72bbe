//! One delivery, whole: raw bytes, headers, and how its hash comes about.

use crate::{Mark, TimelineRow};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for one delivery.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct GetDelivery {
    /// The profile's name.
    pub profile: String,
    /// The delivery's number in the ledger.
    pub sequence: u32,
}

/// One delivery with all that is known of it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeliveryView {
    /// Its row on the timeline.
    pub row: TimelineRow,
    /// Who connected. Behind a tunnel this is the tunnel. None if it was erased.
    pub peer: Option<String>,
    /// Length of the body in bytes.
    pub body_bytes: u32,
    /// The raw body in pieces; none if it was erased.
    pub segments: Option<Vec<Segment>>,
    /// The first 4096 bytes of the body in hexadecimal; none if it was erased.
    pub body_hex: Option<String>,
    /// The headers in the order they came; none if they were erased.
    pub headers: Option<Vec<HeaderView>>,
    /// Every verdict on it, the newest last.
    pub verdicts: Vec<VerdictView>,
    /// What else stands in the ledger about it, notes above all; the oldest first.
    pub notes: Vec<TimelineRow>,
    /// The hash of its leaf in the ledger's tree, in hexadecimal.
    pub leaf_hash: String,
}

/// A piece of the raw body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Segment {
    /// The text. Bytes that are no UTF-8 are written `\xNN`.
    pub text: String,
    /// Whether the hash covers it.
    pub covered: bool,
    /// The field whose value it is.
    pub field: Option<String>,
    /// Whether bytes had to be written as `\xNN`.
    pub escaped: bool,
}

/// One header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct HeaderView {
    /// Its name, in lower case.
    pub name: String,
    /// Its value. Bytes that are no UTF-8 are written `\xNN`.
    pub value: String,
}

/// One verdict on a delivery.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct VerdictView {
    /// The verdict's number in the ledger.
    pub sequence: u32,
    /// When it was given (RFC 3339, UTC).
    pub at: String,
    /// Its code.
    pub code: String,
    /// How far the delivery may be trusted by it.
    pub mark: Mark,
    /// The mark in words, with what the hash covers.
    pub word: String,
    /// What it means, in one sentence.
    pub sentence: String,
    /// The HTTP status that was answered.
    pub answer: u16,
    /// Every step, in order.
    pub steps: Vec<StepView>,
    /// The fields that the hash covers, in the header's order.
    pub covered: Vec<FieldView>,
    /// The body's other top-level fields.
    pub uncovered: Vec<FieldView>,
    /// Which secret matched, by its id.
    pub key: Option<String>,
    /// The rule by which values became text.
    pub text_rule: Option<String>,
    /// What a person must look at.
    pub alarms: Vec<String>,
    /// For a repeat: the entry that first bore the same signed text.
    pub first_seen: Option<u32>,
}

/// How a step of the verification went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Outcome {
    /// It held.
    Passed,
    /// It did not hold.
    Failed,
    /// An earlier step ended the verification.
    NotReached,
    /// It decides nothing, but is to be known.
    Noted,
}

/// One step of the verification.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StepView {
    /// Its name on the wire.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// How it went.
    pub outcome: Outcome,
    /// What was seen, in a sentence.
    pub detail: String,
}

/// A field of the body.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FieldView {
    /// Its name.
    pub name: String,
    /// Its value exactly as the body has it.
    pub token: String,
    /// The text that was hashed for it.
    pub text: Option<String>,
    /// Whether another value could have given the same text.
    pub weak: bool,
}
