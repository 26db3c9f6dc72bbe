//! A profile's way to the API: where its server is, as whom it calls, whether that works.

use crate::SecretInput;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a profile's way to the API is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ApiState {
    /// It has no base URL.
    NotSetUp,
    /// It is the simulator's, which does not run.
    SimulatorStopped,
    /// There are no credentials for its server.
    CredentialsMissing,
    /// Whether there are credentials can't be known: the keyring could not be read.
    CredentialsUnknown,
    /// It is set up; nothing was called yet in this session.
    NotAsked,
    /// The last call was answered as it should be.
    Reachable,
    /// The last call was not answered as it should be.
    Failing,
    /// The profile is open for reading alone: nothing is called.
    Off,
}

/// A profile's way to the API, by the last call in this session.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ApiView {
    /// How it is.
    pub state: ApiState,
    /// One sentence on the state; for a failing one why.
    pub detail: String,
    /// When this was found (RFC 3339, UTC); none if nothing was called yet.
    pub at: Option<String>,
    /// How long the last call took, in milliseconds.
    pub round_trip_ms: Option<u32>,
    /// By how many milliseconds the server's clock is ahead of ours, by the last answer's `Date`;
    /// negative if it is behind. None if no answer said it.
    pub clock_offset_ms: Option<i32>,
}

/// Whether there are credentials for a profile's server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CredentialsState {
    /// They are in the keyring.
    Stored,
    /// They are held in memory until the program ends.
    ThisSession,
    /// There surely are none.
    Absent,
    /// There are some, for another server: they are never sent to this one. Enter this one's.
    ForAnotherServer,
    /// It can't be known: the keyring could not be read, or the profile is open for reading alone.
    Unknown,
}

/// A profile's server and credentials. Never the credentials themselves.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ServerView {
    /// The URL before every path; none until it was said.
    pub base_url: Option<String>,
    /// Its scheme, host and port, to which credentials are bound.
    pub origin: Option<String>,
    /// Whether it is the documented live server: real money, whatever the profile is called.
    pub is_live: bool,
    /// Whether it can be changed. The simulator's can't.
    pub can_change: bool,
    /// Whether there are credentials for it.
    pub credentials: CredentialsState,
    /// One sentence on them.
    pub credentials_detail: String,
    /// For which server the stored credentials were entered, if there are any.
    pub credentials_origin: Option<String>,
}

/// Says where a profile's server is. Its credentials are asked for anew if the origin changes; what
/// was stored for the old one is never sent to the new one.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct SetServer {
    /// The profile's name.
    pub profile: String,
    /// The URL before every path: https, or http for this machine alone. Empty for none; for a
    /// Live profile that is the documented one again.
    pub base_url: String,
}

/// Sets the API key and its secret for a profile's server, in the place of earlier ones. They are
/// tested first; earlier ones stay if the test fails.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct SetCredentials {
    /// The profile's name.
    pub profile: String,
    /// What goes into the header `x-api-key`.
    pub key: SecretInput,
    /// What goes into the header `x-api-secret`.
    pub secret: SecretInput,
    /// The origin that the person saw (`ServerView.origin`): refused if it is another one by now.
    pub origin: String,
    /// Keep them in memory for this session alone.
    pub this_session_only: bool,
    /// Keep them although the test did not succeed, as where the server can't be reached yet.
    pub even_if_test_fails: bool,
}

/// What became of new credentials.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CredentialsSet {
    /// Whether the new ones are kept. If not, what was there before still is.
    pub is_kept: bool,
    /// One sentence: what was kept, and why.
    pub detail: String,
    /// The test of the new ones.
    pub test: ConnectionView,
    /// Server and credentials since.
    pub server: ServerView,
}

/// A property of the connection, in the order in which they are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ConnectionStepKind {
    /// A server answers.
    Reachable,
    /// The connection is secure.
    Tls,
    /// Key and secret are taken.
    Authenticated,
    /// What was asked for is allowed, from this machine's address.
    Allowed,
    /// The answers have the expected shape.
    Shape,
    /// The server's clock agrees with ours.
    Clock,
}

/// How a step of the connection test ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum StepResult {
    /// It holds.
    Passed,
    /// It does not.
    Failed,
    /// No call could tell.
    NotReached,
}

/// One step of the connection test.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ConnectionStep {
    /// What it looks at.
    pub kind: ConnectionStepKind,
    /// Its name for people.
    pub label: String,
    /// How it ended.
    pub result: StepResult,
    /// What was seen, in a sentence.
    pub detail: String,
    /// What a person can do about it, a sentence each; empty where nothing is to be done.
    pub advice: Vec<String>,
}

/// One call that the connection test made. It only reads.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ConnectionCall {
    /// The operation's id: `list_merchants`.
    pub operation: String,
    /// What people call it.
    pub label: String,
    /// `GET /bpapi/v1/business/?page=1&limit=1`
    pub request: String,
    /// Whether it was answered as it should be.
    pub worked: bool,
    /// What became of it, in a sentence.
    pub detail: String,
    /// The HTTP status, if an answer came.
    pub status: Option<u16>,
    /// How long it took, in milliseconds.
    pub round_trip_ms: u32,
    /// Its entry in the ledger; none while credentials are tested that are not kept yet.
    pub sequence: Option<u32>,
}

/// What the connection test found.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ConnectionView {
    /// When it ended (RFC 3339, UTC).
    pub at: String,
    /// Whether every step passed that could be looked at, and the server was authenticated to.
    pub passed: bool,
    /// One sentence on the whole.
    pub detail: String,
    /// Where it called.
    pub base_url: String,
    /// Every step, in order.
    pub steps: Vec<ConnectionStep>,
    /// The calls that it made.
    pub calls: Vec<ConnectionCall>,
}
