//! What can go wrong in the engine.

use ledger::{IndexError, LedgerError};
use std::path::PathBuf;

/// A failure, with what it means for the operator.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The data folder or a file in it can't be used.
    #[error("could not {doing} {path}", path = path.display())]
    Folder {
        /// What was tried.
        doing: &'static str,
        /// On which path.
        path: PathBuf,
        /// Why it failed.
        #[source]
        source: std::io::Error,
    },
    /// The data folder is on a network drive, where a flush and a lock can't be trusted.
    #[error(
        "{path} is on a network drive ({kind}); keep the data folder on a local disk",
        path = path.display()
    )]
    NetworkDrive {
        /// The folder.
        path: PathBuf,
        /// The file system's kind.
        kind: String,
    },
    /// Settings can't be read.
    #[error(
        "the settings in {path} can't be read; nothing was changed",
        path = path.display()
    )]
    Settings {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// The profile's settings were written by a newer version.
    #[error("the profile {name} was written by a newer console (settings {found}, known {known})")]
    Newer {
        /// The profile.
        name: String,
        /// The version found.
        found: u32,
        /// The newest version known.
        known: u32,
    },
    /// The console's own file was written by a newer version.
    #[error("console.json was written by a newer console (version {found}, known {known})")]
    NewerConsole {
        /// The version found.
        found: u32,
        /// The newest version known.
        known: u32,
    },
    /// There is a profile of this name already.
    #[error("there is a profile {0:?} already")]
    ProfileExists(String),
    /// There is no such profile.
    #[error("there is no profile {0:?} in the data folder")]
    NoProfile(String),
    /// No profile was named, and there is not exactly one.
    #[error("name the profile; the data folder holds: {}", .0.join(", "))]
    WhichProfile(Vec<String>),
    /// No chance could be had from the operating system.
    #[error("the operating system gave no random bytes: {0}")]
    NoRandomBytes(String),
    /// The ledger failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The index beside the ledger can't be asked; the ledger has all that it has.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The catalog can't be asked; the ledger has all that it has.
    #[error(transparent)]
    Catalog(#[from] catalog::CatalogError),
    /// There is no such call of the API, or its entry can't be read.
    #[error("entry {0} is no call of the API that can be read")]
    NoObservation(u64),
    /// There is no such delivery.
    #[error("entry {0} is no delivery")]
    NoDelivery(u64),
}

/// An error and what caused it, in one line for a log or a terminal.
#[must_use]
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        line.push_str(": ");
        line.push_str(&inner.to_string());
        cause = inner.source();
    }
    line
}
