//! What a receiver has seen since it started.

use domain::Millis;

/// What a receiver has seen since it started.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReceiverStatus {
    /// When the last delivery came.
    pub last_delivery: Option<Millis>,
    /// When the last verified one came.
    pub last_verified: Option<Millis>,
    /// Verified and kept.
    pub verified: u64,
    /// Kept without being verified.
    pub refused: u64,
    /// Turned away unread or beyond the quota; told by counted entries.
    pub turned_away: u64,
    /// Answered 503: not checked, or not stored.
    pub unavailable: u64,
    /// To another path, answered 404. Nothing else is known of them: anybody can knock.
    pub wrong_path: u64,
}
