//! Documents of a merchant: chosen, kept on this machine, uploaded, and what became of that.

use crate::{ActionState, KnownBy};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names a merchant of a profile.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct OfMerchant {
    /// The profile's name.
    pub profile: String,
    /// The merchant's number.
    pub merchant: String,
}

/// A piece of a file; its bytes come beside it. The pieces come one after the other.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct DocumentPiece {
    /// The profile's name.
    pub profile: String,
    /// Which file: a UUID of the caller's, new for each.
    pub file: String,
    /// The file's name.
    pub name: String,
    /// Where in the file it begins.
    pub offset: u32,
    /// The file's length in bytes.
    pub total: u32,
}

/// A file of which a copy is kept on this machine. Nothing was sent.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KeptDocument {
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its name, without folders.
    pub name: String,
    /// Its media type, by its name.
    pub media_type: String,
    /// Its length.
    pub bytes: u32,
    /// What a person should know before it is uploaded. Nothing is refused for it.
    pub warnings: Vec<String>,
}

/// What became of a piece.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PieceTaken {
    /// So many bytes of the file are here.
    pub received: u32,
    /// The file, once all of it is here.
    pub kept: Option<KeptDocument>,
}

/// Uploads a document from its local copy.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct UploadDocument {
    /// The profile's name.
    pub profile: String,
    /// The action's id. Another upload of the same document is another action.
    pub action: String,
    /// The merchant's number.
    pub merchant: String,
    /// Under which the copy is kept.
    pub sha256: String,
    /// The file's name.
    pub name: String,
    /// What it is for; may be empty.
    pub purpose: String,
}

/// Cancels an upload that is under way.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct CancelUpload {
    /// The profile's name.
    pub profile: String,
    /// The action's id.
    pub action: String,
}

/// An upload that is under way.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct UploadView {
    /// Its action.
    pub action: String,
    /// The merchant's number.
    pub merchant: String,
    /// Which document.
    pub sha256: String,
    /// The file's name.
    pub name: String,
    /// Bytes that were handed to the network.
    pub sent: u32,
    /// Bytes in all; 0 while that is not known.
    pub total: u32,
    /// Whether a person cancelled it.
    pub is_cancelled: bool,
}

/// The uploads that are under way.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct UploadsView {
    /// The uploads.
    pub uploads: Vec<UploadView>,
}

/// How old a URL is, measured by the days that it is said to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum UrlAge {
    /// It should hold.
    Fresh,
    /// It holds for two days more at most.
    Aging,
    /// It is past what it is said to hold.
    Aged,
}

/// How a local copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CopyState {
    /// Its bytes are those that were chosen.
    Whole,
    /// There is none.
    Missing,
    /// Its bytes are others.
    Damaged,
}

/// The URL of an uploaded document.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentUrl {
    /// The URL as it came.
    pub url: String,
    /// When it came (RFC 3339, UTC).
    pub at: String,
    /// How old it is.
    pub age: UrlAge,
    /// The same in a sentence.
    pub detail: String,
}

/// One upload of a document.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PastUpload {
    /// Who asked for it, when, and what became of it.
    pub past: PastAction,
    /// What it was for.
    pub purpose: String,
    /// The URL that came.
    pub url: Option<String>,
}

/// What a person asked for before, and what became of it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PastAction {
    /// Its id.
    pub action: String,
    /// The intent's entry.
    pub sequence: u32,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// Who.
    pub by: Option<String>,
    /// How it is.
    pub state: ActionState,
    /// How that is known; none while nothing is.
    pub known_by: Option<KnownBy>,
    /// When that was written down (RFC 3339, UTC).
    pub known_at: Option<String>,
    /// The outcome's entry.
    pub outcome: Option<u32>,
    /// The outcome in a sentence.
    pub detail: String,
}

/// A document of a merchant.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentView {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The file's name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its length.
    pub bytes: u32,
    /// What it is for.
    pub purpose: String,
    /// The newest URL that came; none if none did.
    pub url: Option<DocumentUrl>,
    /// How its local copy is.
    pub copy: CopyState,
    /// Its uploads, newest first.
    pub uploads: Vec<PastUpload>,
}

/// The documents of a merchant.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentsView {
    /// The one that was uploaded last stands first.
    pub documents: Vec<DocumentView>,
    /// Whether older uploads were not looked at.
    pub is_cut: bool,
}

/// Names a document by its local copy.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct OfDocument {
    /// The profile's name.
    pub profile: String,
    /// Under which the copy is kept.
    pub sha256: String,
    /// The name that the file shall have.
    pub name: String,
}

/// A copy that was written for other programs.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentSaved {
    /// Where it is.
    pub path: String,
}
