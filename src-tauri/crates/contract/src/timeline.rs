//! The timeline of everything, or of one subject.

use crate::{ActionState, CallOutcome, KnownBy, Mark, SubjectKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most rows that one answer holds, and that the page holds.
pub const ROWS_HELD_MAX: u16 = 500;

/// Asks for one page of a timeline.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ListTimeline {
    /// The profile's name.
    pub profile: String,
    /// `transaction:7`, `account:7`, `merchant:7`; none for the timeline of everything.
    pub subject: Option<String>,
    /// Which rows.
    pub show: Show,
    /// Where the page begins.
    pub from: From,
    /// How many rows, 1 to 500.
    pub limit: u16,
}

/// Which rows of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Show {
    /// All.
    All,
    /// Deliveries whose hash matches and reads one way.
    Verified,
    /// All deliveries that are not verified.
    Refused,
}

/// Where a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "at", rename_all = "snake_case")]
#[ts(export)]
pub enum From {
    /// At the newest entry.
    Newest,
    /// With the entries older than this one.
    Before {
        /// The entry's number.
        sequence: u32,
    },
    /// With the entries newer than this one, the oldest of them first to be chosen.
    After {
        /// The entry's number.
        sequence: u32,
    },
}

/// One page, newest row first.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TimelinePage {
    /// The rows, newest first.
    pub rows: Vec<TimelineRow>,
    /// Where the next page in the same direction begins; none if this was the last.
    pub next: Option<u32>,
    /// How many entries the whole ledger holds.
    pub entries: u32,
    /// Where the rows were found by the index: how many entries it had read. While it is behind,
    /// later entries may be missing. None where the ledger itself was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub indexed: Option<u32>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RowKind {
    /// A delivery, with the newest verdict on it.
    Delivery,
    /// A later verdict on an older delivery.
    Verdict,
    /// Requests beyond the quota, counted.
    TurnedAway,
    /// What a person wrote.
    Note,
    /// What a person decided: a list of fields, a card.
    Decision,
    /// What a person set: a secret, how the profile receives, a window for tests.
    Setting,
    /// What the program noticed: a verified event's status does not follow from the one before it.
    OutOfCourse,
    /// What the program noticed: the details to which an account's money goes were changed.
    DetailsChanged,
    /// A call of the API and what it showed.
    Observation,
    /// What a person asked the partner to change.
    Intent,
    /// What became of it.
    Outcome,
    /// What was found of the way in, or of what was missed while nothing could come.
    WayIn,
    /// An entry of a kind that this version does not know. It is shown, not hidden.
    Unknown,
}

/// One row of a timeline.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TimelineRow {
    /// The entry's number in the ledger.
    pub sequence: u32,
    /// What it is.
    pub kind: RowKind,
    /// When it was received, by this machine's clock (RFC 3339, UTC).
    pub at: String,
    /// How far it may be trusted.
    pub mark: Mark,
    /// The mark in words.
    pub word: String,
    /// The event's name, or what the row is.
    pub title: String,
    /// Whether the hash covers the event's name.
    pub event_covered: bool,
    /// On whose timelines it stands.
    pub subjects: Vec<SubjectView>,
    /// Whether the covered fields name one subject alone.
    pub resolved: bool,
    /// The covered status word; none unless it is verified.
    pub status: Option<String>,
    /// Names of the fields that the hash covers.
    pub covers: Vec<String>,
    /// One sentence: why it has this mark.
    pub reason: String,
    /// The verdict's code.
    pub verdict: Option<String>,
    /// For a repeat: the entry that first bore the same signed text.
    pub repeat_of: Option<u32>,
    /// Whether a person must look.
    pub alarm: bool,
    /// `X-Webhook-Request-UUID`, which no hash covers.
    pub request_uuid: Option<String>,
    /// Whether it came while the platform's tests were expected: it changes no fact.
    pub is_test: bool,
    /// Who wrote, decided or set it.
    pub by: Option<String>,
    /// What was written: a note's words, a decision's reason.
    pub words: Option<String>,
    /// The entry that it is about, if it has its own row.
    pub about: Option<u32>,
    /// What is wrong with the entry's bytes, if anything.
    pub damage: Option<String>,
    /// For a verified delivery: what the API read that followed it says; none if none did.
    pub read: Option<ReadSince>,
    /// For an observation: how the call went.
    pub call: Option<RowCall>,
    /// For an intent or an outcome: what became of it.
    pub action: Option<RowAction>,
}

/// What an API read says of a status that a delivery told.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReadSince {
    /// The read's entry.
    pub sequence: u32,
    /// When it was made (RFC 3339, UTC).
    pub at: String,
    /// The status that it shows; none if it shows that there is no such object.
    pub status: Option<String>,
    /// Whether the delivery's status was overtaken: the object has gone on since. No contradiction.
    pub is_overtaken: bool,
    /// One sentence.
    pub detail: String,
}

/// How an observation's call went.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RowCall {
    /// The operation's id.
    pub operation: String,
    /// What became of it.
    pub outcome: CallOutcome,
    /// The HTTP status, if an answer came.
    pub http_status: Option<u16>,
    /// How long it took, in milliseconds.
    pub round_trip_ms: u32,
    /// Whether the answer is the same as an earlier one to the same question.
    pub is_unchanged: bool,
}

/// What became of what a person asked for.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RowAction {
    /// The operation's id; empty where the intent can't be read.
    pub operation: String,
    /// How it is; of an intent as far as is known now.
    pub state: ActionState,
    /// How that is known.
    pub known_by: Option<KnownBy>,
    /// The entry that says so.
    pub outcome: Option<u32>,
    /// The object that was changed or made.
    pub object: Option<SubjectView>,
}

/// A subject to open.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SubjectView {
    /// `transaction:7`.
    pub key: String,
    /// What it is.
    pub kind: SubjectKind,
    /// `Transaction 7`.
    pub label: String,
}
