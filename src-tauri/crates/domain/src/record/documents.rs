//! What entries hold of an uploaded document, and of agreements that were accepted.

use serde::{Deserialize, Serialize};

/// That a document which the partner told of was downloaded and is kept. Facts:
/// [`super::DeedFacts`]; part: [`PART_DOCUMENT`].
pub const KIND_DOCUMENT_KEPT: &str = "document_kept";
/// Of an upload's intent: the document, [`DocumentPart`] as JSON. A part as a whole, since a name
/// and a hash may have to be erased.
pub const PART_DOCUMENT: &str = "document";
/// Of the outcome of an upload that worked: the URL that the partner gave.
pub const PART_URL: &str = "url";
/// Of the intent of an acceptance: the agreements as they were shown to the person, a list of what
/// came, as JSON.
pub const PART_AGREEMENTS: &str = "agreements";

/// A document that was uploaded, or shall be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentPart {
    /// The file's name as it was sent, without folders.
    pub name: String,
    /// Its media type as it was sent.
    pub media_type: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal: under it the local copy is found.
    pub sha256: String,
    /// What the person says that it is for; may be empty.
    pub purpose: String,
}
