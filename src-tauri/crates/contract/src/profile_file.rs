//! A profile as a file without its secrets, and the end of a profile.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A profile as a file: where and how it calls and receives. It holds no secret, no secret path and
/// nothing of the ledger.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProfileExport {
    /// The name that the file was given.
    pub file_name: String,
    /// Where it was saved.
    pub path: String,
    /// What stands in it: JSON.
    pub text: String,
}

/// Makes a profile of a file. Secrets, credentials among them, are asked for anew.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ImportProfile {
    /// What stands in the file.
    pub text: String,
    /// The new profile's name; empty for the one in the file.
    pub name: String,
}

/// Deletes a profile: its secrets are removed from the keyring, its ledger is kept.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct DeleteProfile {
    /// The profile's name.
    pub profile: String,
    /// The name once more, typed by the person.
    pub typed_name: String,
}

/// What became of a deleted profile.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProfileDeleted {
    /// The folder that is kept, with the ledger.
    pub folder: String,
    /// How many entries that ledger holds.
    pub entries: u32,
    /// One sentence for each thing: what was removed, what is kept, and how it can be read.
    pub details: Vec<String>,
}
