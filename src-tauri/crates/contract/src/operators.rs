//! Who may approve: operators with their keys, unlocking and locking the console.

use crate::SecretInput;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether the screen is covered until a passphrase is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum LockState {
    /// Nobody has a key at this console: nothing is locked.
    None,
    /// An operator's key is unlocked.
    Unlocked,
    /// It is: nothing can be read or done until an operator unlocks it.
    Locked,
}

/// Somebody whose key this console keeps.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KeyHolder {
    /// The name.
    pub name: String,
    /// The public key.
    pub key: String,
}

/// The console's lock.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LockView {
    /// How it is.
    pub state: LockState,
    /// Who can unlock it.
    pub holders: Vec<KeyHolder>,
    /// The public key that is unlocked.
    pub unlocked: Option<String>,
    /// After how many minutes without a key or a pointer it locks by itself.
    pub after_minutes: u32,
}

/// Unlocks the console as one of those who have a key.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct UnlockConsole {
    /// Whose, by the public key.
    pub key: String,
    /// The passphrase.
    pub passphrase: SecretInput,
}

/// Says after how long the console locks by itself.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct SetLock {
    /// Minutes without a key or a pointer.
    pub after_minutes: u32,
}

/// Seals a key with another passphrase.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ChangePassphrase {
    /// Whose, by the public key.
    pub key: String,
    /// The passphrase now.
    pub current: SecretInput,
    /// The one from now on.
    pub next: SecretInput,
}

/// A person who becomes an operator.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct Newcomer {
    /// The name.
    pub name: String,
    /// The passphrase: of the key that this console keeps under the name, or of the new one.
    pub passphrase: SecretInput,
}

/// Enrols operators: the first alone or two together, a further one alone.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct EnrolOperators {
    /// The profile's name.
    pub profile: String,
    /// Who.
    pub people: Vec<Newcomer>,
    /// Why, in words; may be empty.
    pub note: String,
}

/// Makes somebody no operator any more.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct RemoveOperator {
    /// The profile's name.
    pub profile: String,
    /// Who, by the public key.
    pub key: String,
    /// Why, in words; may be empty.
    pub note: String,
}

/// Confirms what another operator proposed.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ConfirmOperators {
    /// The profile's name.
    pub profile: String,
    /// The proposal's entry.
    pub entry: u32,
    /// Why, in words; may be empty.
    pub note: String,
}

/// An operator of a profile.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OperatorView {
    /// The name.
    pub name: String,
    /// The public key.
    pub key: String,
    /// When enrolled (RFC 3339, UTC).
    pub since: String,
    /// The entry of the enrolment.
    pub entry: u32,
    /// Who enrolled this one; none of the first.
    pub by: Option<String>,
    /// Whether this console keeps the key.
    pub is_here: bool,
    /// Whether it is unlocked now.
    pub is_unlocked: bool,
}

/// A change of operators that waits for another one.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OperatorsProposalView {
    /// Its entry.
    pub entry: u32,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// Who wants it.
    pub by: String,
    /// What it does, in a sentence.
    pub what: String,
    /// Whether who is unlocked now proposed it: another operator confirms it.
    pub is_mine: bool,
}

/// A profile's operators.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OperatorsView {
    /// Those enrolled, the first first.
    pub operators: Vec<OperatorView>,
    /// What waits for another operator.
    pub proposals: Vec<OperatorsProposalView>,
    /// Whether a change takes two of them.
    pub takes_two: bool,
    /// Why the list can't be relied on; none if it can.
    pub damaged: Option<String>,
}
