//! Steering the simulator's sender.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the sender makes a delivery, as `partner-simulator send --mode` spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SenderMode {
    /// As the platform sends it.
    Plain,
    /// The same delivery twice.
    Duplicate,
    /// An earlier delivery once more.
    Replay,
    /// Two events of one object, the later one first.
    Reorder,
    /// An event that comes late.
    Delay,
    /// The hash in upper case.
    UpperCaseHash,
    /// A body that comes slowly, but within the limit.
    SlowSender,
    /// An earlier signature with another amount.
    SameSignatureOtherBody,
    /// A text that can be read in more than one way.
    Ambiguous,
    /// Signed well, over a list that nobody approved.
    OtherFieldList,
    /// A captured text in a field of its own, and that field alone listed.
    JunkField,
    /// A body whose JSON ends too early.
    TruncatedBody,
    /// A listed field that the body does not have.
    MissingField,
    /// No security headers.
    Unsigned,
    /// Signed with a secret that is not the profile's.
    WrongKey,
    /// A covered field altered after signing.
    TamperedBody,
    /// An empty list of fields.
    EmptyList,
    /// Listed values that are empty.
    EmptyValues,
    /// An empty list with the hash of the bare secret.
    SecretAlone,
    /// A body that takes longer than the limit.
    TooSlowSender,
    /// A connection that breaks in the middle of the body.
    CutOff,
}

/// What the sender is told.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case")]
#[ts(export)]
pub enum SenderOrder {
    /// Send now.
    Send {
        /// How.
        mode: SenderMode,
        /// How many, 1 to 100.
        count: u16,
    },
    /// Send nothing by itself until it is told to go on.
    Pause,
    /// Go on.
    Resume,
}

/// Tells the sender something.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct SteerSimulator {
    /// The profile's name.
    pub profile: String,
    /// What it is told.
    pub order: SenderOrder,
}
