//! What a call of the API was and showed, as entries of the ledger say it.

use crate::{Millis, Subject};
use serde::{Deserialize, Serialize};

/// A call of the API and what it showed. Facts: [`ObservationFacts`]; parts: [`PART_SENT`],
/// [`PART_DETAIL`], [`PART_SHOWS`], [`PART_ANSWER_HASH`], and the body of the answer as
/// [`super::PART_BODY`] where it is kept whole, as [`PART_OBJECTS`] where it was a list.
pub const KIND_OBSERVATION: &str = "observation";
/// That a read contradicts a delivery which a person must look at. Facts: [`AssuranceFacts`];
/// part: [`PART_SHOWS`]. It is about the delivery.
pub const KIND_ASSURANCE: &str = "assurance";

/// That all merchants, receiver accounts and transactions were listed to the end. Facts:
/// [`CatalogFilledFacts`].
pub const KIND_CATALOG_FILLED: &str = "catalog_filled";

/// What was sent: [`SentPart`] as JSON.
pub const PART_SENT: &str = "sent";
/// What became of the call, in a sentence. It may hold the partner's words.
pub const PART_DETAIL: &str = "detail";
/// The objects that the answer shows: a list of [`Shown`] as JSON.
pub const PART_SHOWS: &str = "shows";
/// SHA-256 of the answer's body, in hexadecimal: a part, since it is a hash of bytes that may be
/// erased.
pub const PART_ANSWER_HASH: &str = "answer_hash";
/// Of a list: the objects that changed since they were last listed, as a JSON list of what came.
pub const PART_OBJECTS: &str = "objects";

/// The ledger's subject of every call of the API, so that none can be left out unseen. No object of
/// the partner has this name.
pub const SUBJECT_CALLS: &str = "calls";

/// What became of a call, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// It was answered, and the answer is understood.
    Worked,
    /// Nothing left this machine.
    NotSent,
    /// The partner answered no.
    Refused,
    /// No answer, a broken one, or one that is not understood.
    Unknown,
}

/// Why a call was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallCause {
    /// A person asked for it.
    Person,
    /// A verified delivery spoke of the object.
    Delivery,
    /// The connection was tested.
    Test,
    /// What became of an earlier request was looked up.
    Outcome,
    /// All objects of a kind were listed.
    Catalog,
    /// What may have changed without a webhook was looked for.
    Reconciliation,
}

/// The plain facts of a call. Nothing that may have to be erased stands here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservationFacts {
    /// The operation's id: `get_payout`.
    pub operation: String,
    /// `GET`, `POST` or `PUT`.
    pub method: String,
    /// Scheme, host and port that it went to.
    pub origin: String,
    /// What became of it.
    pub outcome: CallOutcome,
    /// Why it was made.
    pub cause: CallCause,
    /// The operator's name, where a person asked for it.
    pub by: Option<String>,
    /// The wall clock when the last attempt began.
    pub started: Millis,
    /// How long the last attempt took, in milliseconds, by the monotonic clock.
    pub round_trip_ms: u64,
    /// How often it was sent; 0 if it surely was not.
    pub attempts: u32,
    /// By how many milliseconds the server's clock is ahead, and how far that may be wrong.
    pub clock_offset_ms: Option<(i64, i64)>,
    /// The answer, if one came.
    pub answer: Option<AnswerFacts>,
}

/// The plain facts of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerFacts {
    /// The HTTP status.
    pub status: u16,
    /// Its `Date` header.
    pub date: Option<Millis>,
    /// The length of its body in bytes.
    pub bytes: u64,
    /// Whether all of it came.
    pub whole: bool,
    /// Where the body is the same as at an earlier call: that call's entry, which has it.
    pub same_as: Option<u64>,
    /// For a list: how many objects it held.
    pub count: Option<u64>,
    /// For a list: how many of them changed since they were last listed.
    pub changed: Option<u64>,
}

/// What was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentPart {
    /// Path and query, the base URL's path included.
    pub path: String,
    /// The JSON body, if there was one.
    pub body: Option<String>,
    /// For an upload: name, media type and SHA-256 of the file. Its bytes are not kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<(String, String, Option<String>)>,
    /// The answer's `Content-Type`.
    #[serde(default)]
    pub content_type: Option<String>,
}

/// An object that an answer shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Which.
    pub subject: Subject,
    /// Its status word; of a payout confirmation, the confirmation's.
    pub status: Option<String>,
}

/// A read that contradicts a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssuranceFacts {
    /// The observation's entry.
    pub read: u64,
    /// The delivery that first bore the same signed text.
    pub first: u64,
    /// Whom it is about.
    pub subject: Subject,
}

/// All lists were read to their ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogFilledFacts {
    /// Scheme, host and port of the server.
    pub origin: String,
    /// When the first call began.
    pub started: Millis,
    /// When the last call ended.
    pub ended: Millis,
    /// How many merchants there were.
    pub merchants: u64,
    /// How many receiver accounts there were.
    pub accounts: u64,
    /// How many transactions there were. Entries from before they were listed do not say it.
    #[serde(default)]
    pub transactions: Option<u64>,
    /// The ids of operations that list transactions and that the partner refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<String>,
    /// How many objects were not understood; they are in no list.
    pub unread: u64,
    /// The operator's name, where a person asked for it.
    pub by: Option<String>,
}
