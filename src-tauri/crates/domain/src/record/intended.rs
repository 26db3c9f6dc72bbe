//! What a person asked the partner to change, and what became of it, as entries say it.

use crate::{ActionId, Subject};
use serde::{Deserialize, Serialize};

/// What a person asked for, on disk before a byte of it leaves. Facts: [`IntentFacts`]; parts:
/// [`super::PART_SENT`] (what will be sent), [`PART_REQUEST_HASH`], [`PART_BEFORE`]; of an upload
/// [`super::PART_DOCUMENT`], of an acceptance [`super::PART_AGREEMENTS`].
pub const KIND_INTENT: &str = "intent";
/// That the request of an intent leaves now: from here on it may have happened. Facts:
/// [`DepartureFacts`]; it is about the intent.
pub const KIND_DEPARTURE: &str = "departure";
/// What became of an intent, as far as it is known. Facts: [`OutcomeFacts`]; parts:
/// [`super::PART_DETAIL`], [`PART_REFUSAL`], [`super::PART_NOTE`], [`super::PART_URL`]; it is about
/// the intent. After an unknown outcome another one follows, but for an upload; any other is the
/// last.
pub const KIND_OUTCOME: &str = "outcome";

/// The ledger's subject of every intent, departure and outcome, so that none can be left out
/// unseen. No object of the partner has this name.
pub const SUBJECT_INTENTS: &str = "intents";

/// SHA-256 over operation, path value and body as they will be sent, in hexadecimal: a part, since
/// it is a hash of bytes that may be erased.
pub const PART_REQUEST_HASH: &str = "request_hash";
/// What the API showed of the object just before, as JSON: by this a later read tells whether the
/// request had its effect.
pub const PART_BEFORE: &str = "before";
/// The partner's no: [`Refusal`] as JSON.
pub const PART_REFUSAL: &str = "refusal";

/// The plain facts of an intent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntentFacts {
    /// Its id.
    pub action: ActionId,
    /// The operation's id: `update_merchant`.
    pub operation: String,
    /// The object that shall change; none for one that shall be made.
    pub subject: Option<Subject>,
    /// The operator's name; none if none was given.
    pub by: Option<String>,
}

/// The plain facts of a departure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartureFacts {
    /// The intent's id.
    pub action: ActionId,
}

/// What became of an intent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeState {
    /// It happened.
    Done,
    /// The partner answered no: nothing changed.
    Refused,
    /// Nothing left this machine.
    NotSent,
    /// It was sent, and did not happen.
    DidNotHappen,
    /// It may have happened. It is looked up until that is known.
    Unknown,
}

impl OutcomeState {
    /// Whether no other outcome follows.
    #[must_use]
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Unknown)
    }
}

/// How an outcome is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeBy {
    /// By the answer to the request, or by its absence.
    Answer,
    /// By what the ledger held when the program started.
    Start,
    /// By a later read of the object.
    Read,
    /// A person said so, who looked.
    Person,
}

/// The plain facts of an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeFacts {
    /// The intent's id.
    pub action: ActionId,
    /// What became of it.
    pub state: OutcomeState,
    /// How that is known.
    pub known_by: OutcomeBy,
    /// The object that was changed or made; none while it is not known.
    pub object: Option<Subject>,
    /// The entry of the call that shows it; none if no call does.
    pub observation: Option<u64>,
    /// The operator's name, where a person said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// The partner's no.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// `exception.errorCode`
    pub code: Option<String>,
    /// `exception.message`
    pub message: Option<String>,
}
