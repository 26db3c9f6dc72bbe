//! The one shape in which a command's failure reaches the window.

use serde::Serialize;
use ts_rs::TS;

/// What the window does differently about. All else is [`Code::Internal`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Code {
    /// A field of the request is wrong.
    Invalid,
    /// There is no such thing.
    NotFound,
    /// No profile is open.
    NotOpen,
    /// The ledger is damaged: what can be read is shown, nothing is changed.
    LedgerDamaged,
    /// The auditor's mode is on: nothing can be changed.
    ReadOnly,
    /// The keyring can't be used: the frame shows how it is.
    KeyringUnavailable,
    /// The API can't be called: there is no base URL, or there are no credentials for it.
    ApiNotReady,
    /// A second person has to confirm the very same first: it can be proposed to one.
    SecondPerson,
    /// The console is locked: an operator unlocks it.
    Locked,
    /// Something failed inside.
    Internal,
}

impl Code {
    /// Every code.
    pub const ALL: [Self; 10] = [
        Self::Invalid,
        Self::NotFound,
        Self::NotOpen,
        Self::LedgerDamaged,
        Self::ReadOnly,
        Self::KeyringUnavailable,
        Self::ApiNotReady,
        Self::SecondPerson,
        Self::Locked,
        Self::Internal,
    ];
}

/// A command's failure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CommandError {
    /// What the window acts on.
    pub code: Code,
    /// One sentence for the operator: what happened, whether anything changed, what to do.
    pub message: String,
    /// The request's field it belongs to, in the request's spelling.
    pub field: Option<String>,
    /// The whole chain stands in the log under this number.
    pub incident: String,
}
