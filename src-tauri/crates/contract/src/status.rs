//! What works and what does not: the frame's status.

use crate::{ApiView, Environment, KeyringView, LockView, WayInBadge, WayInState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request that says nothing.
#[derive(Debug, Clone, Copy, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Nothing {}

/// The whole console.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ConsoleStatus {
    /// The program's version.
    pub version: String,
    /// Profiles found in the data folder.
    pub profiles: Vec<ProfileView>,
    /// The profile on the screen, once one is open.
    pub open: Option<ProfileStatus>,
    /// The OS keyring.
    pub keyring: KeyringView,
    /// Who works at this console, once that was said.
    pub operator: Option<String>,
    /// Whether things can be changed.
    pub mode: Mode,
    /// Whether the screen is covered until a passphrase is typed.
    pub lock: LockView,
}

/// Whether things can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Mode {
    /// They can.
    Operator,
    /// They can't, until the mode is turned off.
    Auditor,
    /// They can't: the program was started so.
    AuditorOnly,
}

/// Whether a profile receives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ProfileState {
    /// It is open, and takes deliveries.
    Receiving,
    /// It is open for reading alone.
    ReadOnly,
    /// It is not enabled.
    Disabled,
    /// It could not be opened.
    Failed,
}

/// A profile in the data folder.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProfileView {
    /// Its name.
    pub name: String,
    /// How people call it.
    pub title: String,
    /// What its server is.
    pub environment: Environment,
    /// Whether it receives.
    pub state: ProfileState,
    /// One sentence on the state.
    pub detail: String,
    /// Cards that wait for a person.
    pub cards: u32,
    /// What waits on the desk.
    pub desk: u32,
    /// When its last delivery came (RFC 3339, UTC).
    pub last_delivery: Option<String>,
    /// How its way in is.
    pub way_in: WayInState,
}

/// The open profile and its parts.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProfileStatus {
    /// Its name.
    pub name: String,
    /// How people call it.
    pub title: String,
    /// What its server is.
    pub environment: Environment,
    /// With what deliveries are checked.
    pub key: WebhookKey,
    /// Cards that wait for a person.
    pub cards: u32,
    /// What waits on the desk.
    pub desk: u32,
    /// Until when deliveries are the platform's tests (RFC 3339, UTC); none if none are expected.
    pub test_until: Option<String>,
    /// The listener for webhooks.
    pub receiver: ReceiverView,
    /// The way in.
    pub way_in: WayInBadge,
    /// The way to the API.
    pub api: ApiView,
    /// The ledger.
    pub ledger: LedgerView,
    /// The simulator's sender.
    pub simulator: SimulatorView,
}

/// With what deliveries are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum WebhookKey {
    /// With the secret in force.
    Current,
    /// With the secret in force, and with the one before it.
    CurrentAndPrevious,
    /// There is no secret: deliveries are kept, not checked and answered 503.
    None,
    /// The keyring can't be read: likewise.
    Unreadable,
}

/// What the listener does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReceiverState {
    /// It takes deliveries.
    Listening,
    /// It takes deliveries but can't store them: each is answered 503.
    Unavailable,
    /// It takes none: the profile is open for reading alone.
    Off,
}

/// The listener for webhooks.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReceiverView {
    /// What it does.
    pub state: ReceiverState,
    /// One sentence on the state.
    pub detail: String,
    /// Where it listens on this machine, with the secret path; empty if it does not.
    pub local_url: String,
    /// When the last delivery came (RFC 3339, UTC).
    pub last_delivery: Option<String>,
    /// When the last verified one came (RFC 3339, UTC).
    pub last_verified: Option<String>,
    /// Verified since the start.
    pub verified: u32,
    /// Refused and kept since the start.
    pub refused: u32,
    /// Turned away unread beyond the quota since the start.
    pub turned_away: u32,
    /// How many requests came to another path and were answered 404. Anybody can knock so.
    pub wrong_path: u32,
    /// Answered 503 since the start.
    pub unavailable: u32,
}

/// How the ledger is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum LedgerState {
    /// The last write succeeded.
    Good,
    /// The disk is full: nothing can be stored until there is room.
    Full,
    /// The last write failed for another reason.
    Failing,
    /// A check found damage.
    Damaged,
}

/// The ledger.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LedgerView {
    /// How it is.
    pub state: LedgerState,
    /// One sentence on the state.
    pub detail: String,
    /// How many entries it holds.
    pub entries: u32,
    /// When the whole ledger was last checked in this session (RFC 3339, UTC).
    pub checked_at: Option<String>,
}

/// What the simulator's sender does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SimulatorState {
    /// It sends.
    Running,
    /// It was stopped.
    Stopped,
    /// It ended by itself.
    Failed,
}

/// The simulator's sender, a process of its own.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SimulatorView {
    /// What it does.
    pub state: SimulatorState,
    /// One sentence on the state.
    pub detail: String,
    /// Whether it sends nothing by itself for now.
    pub is_paused: bool,
}
