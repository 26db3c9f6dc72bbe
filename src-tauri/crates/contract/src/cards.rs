//! What a person must look at: cards for alarms, decisions on field sets, notes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a card is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CardKind {
    /// The sender signed a list of fields that nobody approved.
    FieldSet,
    /// The same signature came with another amount, currency, account or id.
    OtherBody,
    /// A hash of the bare secret came: whoever has it can sign empty lists.
    SecretAlone,
    /// A verified event's status does not follow from the one before it.
    OutOfCourse,
    /// A signed text came again, and the API read that followed says otherwise.
    RepeatContradicted,
    /// Fewer of a day's deliveries were verified than on the days before.
    MatchRate,
}

/// A change of the sender's list of fields.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FieldSetDrift {
    /// The event that the bodies named, if one of the four.
    pub event: Option<String>,
    /// The lists that are approved for it.
    pub approved: Vec<Vec<String>>,
    /// The list that came.
    pub found: Vec<String>,
    /// Deliveries that are held back for it.
    pub held_back: u32,
    /// Whether it covers the id and the status: one that does not can't be approved.
    pub is_sufficient: bool,
}

/// How a card was settled.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Settlement {
    /// The entry's number.
    pub sequence: u32,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// What was decided, in a sentence.
    pub what: String,
    /// The reason that was typed.
    pub note: Option<String>,
}

/// One card.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CardView {
    /// Names it in requests; the same for as long as the card stands.
    pub id: String,
    /// What it is about.
    pub kind: CardKind,
    /// What happened, in a few words.
    pub title: String,
    /// What it means and what to do.
    pub sentence: String,
    /// When it first came (RFC 3339, UTC).
    pub first_at: String,
    /// When it last came (RFC 3339, UTC).
    pub last_at: String,
    /// How many deliveries it stands for.
    pub count: u32,
    /// The newest delivery that it is about.
    pub delivery: Option<u32>,
    /// For another body under the same signature, and for a repeat that a read contradicts: the
    /// delivery that bore it first. For a status out of course: the delivery that told the one
    /// before.
    pub other: Option<u32>,
    /// For a status out of course or contradicted by a read: whose it is, `transaction:7`.
    pub subject: Option<String>,
    /// For a list of fields.
    pub drift: Option<FieldSetDrift>,
    /// How it was settled; none while it waits for a person.
    pub settled: Option<Settlement>,
}

/// The cards of a profile.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CardsView {
    /// Those that wait for a person, the oldest first.
    pub open: Vec<CardView>,
    /// The newest of those that were settled, the newest first, at most 50.
    pub settled: Vec<CardView>,
}

/// What is decided on a list of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FieldSetDecision {
    /// Deliveries signed over it are believed; what it held back is judged anew.
    Approve,
    /// They stay in quarantine, and the card is settled.
    Reject,
}

/// Decides on a list of fields.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct DecideFieldSet {
    /// The profile's name.
    pub profile: String,
    /// The card's id.
    pub card: String,
    /// What is decided.
    pub decision: FieldSetDecision,
    /// Why, in the operator's words; may be empty.
    pub note: String,
}

/// What a decision did.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Decided {
    /// Deliveries that were judged anew.
    pub judged: u32,
    /// Those of them that are verified now.
    pub verified: u32,
}

/// Settles a card that asks for nothing but a person's look.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct SettleCard {
    /// The profile's name.
    pub profile: String,
    /// The card's id.
    pub card: String,
    /// What was found, in the operator's words; it must not be empty.
    pub note: String,
}

/// What was decided on a list of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FieldSetState {
    /// Approved from the start.
    BuiltIn,
    /// Approved by a person.
    Approved,
    /// Rejected by a person.
    Rejected,
    /// Approved once, and withdrawn.
    Withdrawn,
}

/// A list of fields on which something was decided.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FieldSetView {
    /// The event it is for; none for all.
    pub event: Option<String>,
    /// The names, in order.
    pub fields: Vec<String>,
    /// What was decided.
    pub state: FieldSetState,
    /// The decision; none for what was approved from the start.
    pub decided: Option<Settlement>,
}

/// The lists of fields on which something was decided.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FieldSetsView {
    /// Approved ones first.
    pub sets: Vec<FieldSetView>,
}

/// Withdraws the approval of a list of fields.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct WithdrawFieldSet {
    /// The profile's name.
    pub profile: String,
    /// The event it is for; none for all.
    pub event: Option<String>,
    /// The names, in order.
    pub fields: Vec<String>,
}

/// Writes a note on a subject or on an entry.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct AddNote {
    /// The profile's name.
    pub profile: String,
    /// `transaction:7`; or none, with an entry.
    pub subject: Option<String>,
    /// The entry it is about; or none, with a subject.
    pub entry: Option<u32>,
    /// The note, 1 to 4000 characters.
    pub text: String,
}

/// A note that was written.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NoteAdded {
    /// Its entry's number.
    pub sequence: u32,
}
