//! The check of a whole ledger.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for the check of a profile's whole ledger.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct CheckLedger {
    /// The profile's name.
    pub profile: String,
}

/// What the check found.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LedgerCheck {
    /// Whether nothing is damaged.
    pub intact: bool,
    /// How many entries were checked.
    pub entries: u32,
    /// The root of the tree over them, in hexadecimal.
    pub root: String,
    /// Each damage in one sentence that names the entry.
    pub damage: Vec<String>,
    /// How long it took.
    pub took_ms: u32,
}
