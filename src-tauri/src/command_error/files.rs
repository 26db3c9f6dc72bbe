//! Failures with files on their way to the window: documents, what is downloaded, drafts.

use super::{api, capital, engine, incident};
use ::engine::{DocumentError, DraftError, EngineError, KeepError, chain};
use contract::{Code, CommandError};
use partner_api::DownloadError;

/// A document that was not kept, found or taken out, as the window is told of it.
pub fn document(error: &DocumentError) -> CommandError {
    let (code, field) = match error {
        DocumentError::File(EngineError::Folder { source, .. }) if is_full(source) => {
            return CommandError {
                code: Code::Internal,
                message: "The disk is full: no copy of the file could be kept, so nothing was \
                          sent. Make room, and choose it again."
                    .to_owned(),
                field: None,
                incident: incident(error),
            };
        }
        DocumentError::File(error) => return engine(error),
        DocumentError::Empty
        | DocumentError::TooLarge { .. }
        | DocumentError::OutOfOrder { .. } => (Code::Invalid, "file"),
        DocumentError::NoHash | DocumentError::Damaged | DocumentError::NotOpened => {
            (Code::Invalid, "sha256")
        }
        DocumentError::Missing => (Code::NotFound, "sha256"),
        DocumentError::Interrupted => (Code::Internal, "file"),
    };
    CommandError {
        code,
        message: format!("{}. Nothing was sent.", capital(&error.to_string())),
        field: Some(field.to_owned()),
        incident: incident(error),
    }
}

/// A payout confirmation's document that was not kept, as the window is told of it.
pub fn not_kept(error: &KeepError) -> CommandError {
    let (code, what_to_do) = match error {
        KeepError::Api(error) => return api(error),
        KeepError::Document(error) => return document(error),
        KeepError::Read(error) => return engine(error),
        KeepError::NoDocument => (Code::NotFound, ""),
        KeepError::Download(
            DownloadError::Address(_) | DownloadError::ThisMachine | DownloadError::TooLarge(_),
        ) => (Code::Invalid, ""),
        KeepError::Download(
            DownloadError::Failed { .. }
            | DownloadError::NoDocument { .. }
            | DownloadError::Empty(_),
        ) => (
            Code::Internal,
            " Read the confirmation anew, and try again.",
        ),
        KeepError::Download(DownloadError::Client(_)) | KeepError::Deed(_) => (Code::Internal, ""),
    };
    CommandError {
        code,
        message: format!(
            "{}. Nothing was changed at Cedar's.{what_to_do}",
            capital(&chain(error))
        ),
        field: None,
        incident: incident(error),
    }
}

/// A draft that was not kept, found or removed, as the window is told of it.
pub fn draft(error: &DraftError) -> CommandError {
    let (code, field) = match error {
        DraftError::Key => (Code::Invalid, Some("key")),
        DraftError::NotJson(_)
        | DraftError::TooLarge { .. }
        | DraftError::TooMany
        | DraftError::Broken { .. } => (Code::Invalid, Some("form")),
        DraftError::File(_) => (Code::Internal, None),
    };
    CommandError {
        code,
        message: format!("{}. Nothing was changed.", capital(&error.to_string())),
        field: field.map(str::to_owned),
        incident: incident(error),
    }
}

fn is_full(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded)
}
