//! What a person typed in a form and has not sent yet.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Keeps a form as a draft, in place of what was kept of it. It is on disk when this is answered.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct SaveDraft {
    /// The profile's name.
    pub profile: String,
    /// Which form: `merchant:new`, `merchant:7`, `account:new:7`.
    pub key: String,
    /// The form as a JSON object of at most 64 KiB; never a secret.
    pub form: String,
}

/// Names a draft.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct OfDraft {
    /// The profile's name.
    pub profile: String,
    /// Which form.
    pub key: String,
}

/// A draft was kept.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DraftSaved {
    /// When (RFC 3339, UTC).
    pub saved_at: String,
}

/// A draft as it is kept.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DraftView {
    /// The form, as it was saved.
    pub form: String,
    /// When it was last saved (RFC 3339, UTC).
    pub saved_at: String,
}

/// What was found of a draft.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FoundDraft {
    /// The draft; none if there is none, or it can't be read.
    pub draft: Option<DraftView>,
    /// Why one that is there can't be read. It is not written over until it is discarded.
    pub problem: Option<String>,
}

/// A draft in the list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DraftRow {
    /// Which form.
    pub key: String,
    /// When it was last saved (RFC 3339, UTC); none if it can't be read.
    pub saved_at: Option<String>,
    /// Why it can't be read.
    pub problem: Option<String>,
}

/// A profile's drafts, by their keys.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DraftsView {
    /// The drafts.
    pub drafts: Vec<DraftRow>,
}
