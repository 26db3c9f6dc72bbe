//! Documents: local copies kept before they are uploaded, and what the ledger says of uploads.

mod copies;
mod file_kind;
mod file_name;
mod list;

pub use copies::{COPY_BYTES_MAX, Copies, CopyState, Kept, PIECE_BYTES_MAX, Piece, Taken};
pub use file_kind::{FileKind, Warning, warnings};
pub use file_name::clean_name;
pub use list::{
    AGED_AFTER, AGING_AFTER, Document, Documents, Uploaded, UrlAge, documents_of, url_age,
};

use crate::EngineError;

/// Why a document was not kept, found or taken out.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// It has no bytes.
    #[error("the file is empty; choose another one")]
    Empty,
    /// It is larger than what is kept.
    #[error("the file has {found} bytes; no copy is kept of more than {COPY_BYTES_MAX}")]
    TooLarge {
        /// Its bytes.
        found: u64,
    },
    /// A piece is not the next one.
    #[error(
        "a piece of the file begins at {found}, and {wanted} bytes of it are here; choose it anew"
    )]
    OutOfOrder {
        /// Where it begins.
        found: u64,
        /// Where the next one begins.
        wanted: u64,
    },
    /// It is no SHA-256.
    #[error("a document is named by its SHA-256 in hexadecimal")]
    NoHash,
    /// There is no local copy.
    #[error("there is no local copy of this document any more; choose the file anew")]
    Missing,
    /// The copy's bytes are others than those that were kept.
    #[error(
        "the local copy is damaged: its bytes are not those that were chosen; choose the file anew"
    )]
    Damaged,
    /// It is of no kind that is opened.
    #[error("only PDF files and images are opened from here; save a copy of it instead")]
    NotOpened,
    /// The work on it ended in the middle, as when the program ends.
    #[error("the work on the file was interrupted; choose it anew")]
    Interrupted,
    /// The folder or a file can't be used.
    #[error(transparent)]
    File(#[from] EngineError),
}
