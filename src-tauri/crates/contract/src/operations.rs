//! The table of the API's operations, and calling one that only reads.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How well a fact of the API is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Grade {
    /// D: Cedar's reference says it.
    Documented,
    /// O: seen in a public integration.
    Observed,
    /// A: assumed by analogy.
    Assumed,
}

/// What a call may do at the partner's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OperationEffect {
    /// Nothing changes.
    Reads,
    /// Data change; no money moves by it.
    Changes,
    /// A transaction is made, moved on or ended.
    MovesMoney,
}

/// What a request carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OperationBody {
    /// Nothing.
    Empty,
    /// A JSON object, or nothing.
    OptionalJson,
    /// A JSON object.
    Json,
    /// A file.
    File,
}

/// What became of a call, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CallOutcome {
    /// It was answered, and the answer is understood.
    Worked,
    /// Nothing left this machine.
    NotSent,
    /// The partner answered no.
    Refused,
    /// No answer, a broken one, or one that is not understood. A read changes nothing either way.
    Unknown,
}

/// A parameter of a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct QueryParameter {
    /// Its name.
    pub name: String,
    /// Its value, not encoded.
    pub value: String,
}

/// What a caller may fill in, with an example of each.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OperationSample {
    /// The path parameter's value; none if the path has none.
    pub path_value: Option<String>,
    /// The query.
    pub query: Vec<QueryParameter>,
    /// The JSON body; none if it has none.
    pub body: Option<String>,
}

/// How the last call of an operation went, as the ledger has it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LastCall {
    /// When it was answered, or failed (RFC 3339, UTC).
    pub at: String,
    /// What became of it.
    pub outcome: CallOutcome,
    /// The HTTP status, if an answer came.
    pub status: Option<u16>,
    /// How long the last attempt took, in milliseconds.
    pub round_trip_ms: u32,
    /// One sentence on what became of it.
    pub detail: String,
    /// Its entry in the ledger.
    pub sequence: u32,
}

/// One operation, as a profile calls it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OperationView {
    /// The stable text that names it: `get_payout`.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// `GET`, `POST` or `PUT`.
    pub method: String,
    /// The table's path, with at most one parameter in braces: `/v1/sendc2f/{id}`.
    pub path: String,
    /// How well the path is known.
    pub path_grade: Grade,
    /// How well the method is known.
    pub method_grade: Grade,
    /// This profile's path in its place, if it has one.
    pub override_path: Option<String>,
    /// When a call by the path in use first worked at this profile's server (RFC 3339, UTC): then
    /// it is *confirmed*, whatever its grade.
    pub confirmed_at: Option<String>,
    /// What a call may do.
    pub effect: OperationEffect,
    /// Whether the explorer may call it: it only reads.
    pub can_call: bool,
    /// The name of the parameter in its path; none if it has none.
    pub path_parameter: Option<String>,
    /// The names of its query's parameters.
    pub query: Vec<String>,
    /// What its request carries.
    pub body: OperationBody,
    /// An example to begin with.
    pub sample: OperationSample,
    /// How the last call went; none if there was none.
    pub last: Option<LastCall>,
}

/// Every operation, in the order of the table.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OperationsView {
    /// The operations.
    pub operations: Vec<OperationView>,
    /// Whether a call can be made now. If not, the profile's API status says why.
    pub is_ready: bool,
}

/// Sets a path of this profile in the place of the table's, or goes back to the table's.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct OverridePath {
    /// The profile's name.
    pub profile: String,
    /// The operation's id.
    pub operation: String,
    /// The path: begins with `/` and holds the operation's parameter, `/v2/merchants/{id}`. Empty
    /// for the table's.
    pub path: String,
}

/// Calls an operation that only reads.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct CallOperation {
    /// The profile's name.
    pub profile: String,
    /// The operation's id.
    pub operation: String,
    /// The path parameter's value, if the path has one.
    pub path_value: Option<String>,
    /// The query; what is not asked for is left out.
    pub query: Vec<QueryParameter>,
    /// The JSON body, if the operation takes one.
    pub body: Option<String>,
}

/// A header of a request as sent.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SentHeader {
    /// Its name.
    pub name: String,
    /// Its value; `…` in the place of a secret.
    pub value: String,
    /// Whether the value is a secret, and not told.
    pub is_redacted: bool,
}

/// A request as it was sent.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SentRequest {
    /// `GET`, `POST` or `PUT`.
    pub method: String,
    /// Path and query as sent, the base URL's path included.
    pub path: String,
    /// Scheme, host and port that it went to.
    pub origin: String,
    /// The headers that this program set.
    pub headers: Vec<SentHeader>,
    /// The JSON body; none if there was none, or it was erased.
    pub body: Option<String>,
}

/// An answer as it came.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AnswerView {
    /// The HTTP status.
    pub status: u16,
    /// Its `Content-Type`, if it had one.
    pub content_type: Option<String>,
    /// Its `Date`, as RFC 3339 in UTC, if it had one that could be read.
    pub date: Option<String>,
    /// Its body, letter by letter, up to 256 KiB of it; bytes that are no UTF-8 are written `\xNN`.
    /// None if it was erased, or is the same as an earlier one and was kept as its hash alone.
    pub body: Option<String>,
    /// Whether `body` is only the beginning of what is kept.
    pub is_cut_for_view: bool,
    /// The length of the body in bytes.
    pub bytes: u32,
    /// Whether all of it came. If not it broke off, or was cut at the limit.
    pub is_whole: bool,
    /// Where the body is the same as at an earlier read: that read's entry.
    pub same_as: Option<u32>,
}

/// A call, as it went: now, or as the ledger has it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CallView {
    /// The operation's id.
    pub operation: String,
    /// What people call it.
    pub label: String,
    /// What it may do.
    pub effect: OperationEffect,
    /// What became of it.
    pub outcome: CallOutcome,
    /// One sentence on what became of it.
    pub detail: String,
    /// Possible causes and what to do, the likeliest first, a sentence each.
    pub advice: Vec<String>,
    /// When it was sent (RFC 3339, UTC).
    pub at: String,
    /// How long the last attempt took, in milliseconds.
    pub round_trip_ms: u32,
    /// How often it was sent. More than once for a GET alone; 0 if it was not sent.
    pub attempts: u32,
    /// By how many milliseconds the server's clock is ahead of ours, by the answer's `Date`.
    pub clock_offset_ms: Option<i32>,
    /// The request.
    pub sent: SentRequest,
    /// The answer, if one came.
    pub answer: Option<AnswerView>,
    /// Its entry in the ledger.
    pub sequence: u32,
}

/// Asks for one observation of the ledger, as the call that it was.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct GetObservation {
    /// The profile's name.
    pub profile: String,
    /// The entry's number.
    pub sequence: u32,
}
