//! What can go wrong with the catalog. Nothing of it concerns the ledger: nothing is lost.

use std::path::PathBuf;

/// The catalog can't be opened, written or asked.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// Another program holds it.
    #[error("another program uses the lists of this profile")]
    InUse,
    /// It was thrown away, or is about to be, and is made anew.
    #[error(
        "the lists are being built anew from the ledger; nothing is lost, ask again \
         shortly"
    )]
    Rebuilding,
    /// What says where a page begins is none of ours.
    #[error("{0:?} is no place where a page begins; begin at the first page")]
    Cursor(String),
    /// A file of it can't be used.
    #[error("the lists can't be used: could not {doing} {}", file.display())]
    File {
        /// What was tried.
        doing: &'static str,
        /// The file.
        file: PathBuf,
        /// What the operating system said.
        #[source]
        source: std::io::Error,
    },
    /// No chance could be had from the operating system.
    #[error("the operating system gave no random bytes")]
    Random,
    /// Its database failed.
    #[error("could not {doing} the lists")]
    Database {
        /// What was tried.
        doing: &'static str,
        /// What the database said.
        #[source]
        source: sqlx::Error,
    },
}

/// SQLite's primary result code of a failure, if it was SQLite that failed.
fn result_code(error: &sqlx::Error) -> Option<i32> {
    error.as_database_error()?.code()?.parse().ok()
}

/// Whether the failure says that the file is no good, so that a new one is the remedy: broken, no
/// database, without a table, or with values that no catalog of this format holds.
pub fn is_broken(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Protocol(_) | sqlx::Error::ColumnDecode { .. } | sqlx::Error::RowNotFound => {
            true
        }
        _ => result_code(error).is_some_and(|code| matches!(code & 0xFF, 1 | 11 | 19 | 26)),
    }
}

/// Names what was tried when the database failed.
pub fn database(doing: &'static str) -> impl Fn(sqlx::Error) -> CatalogError {
    move |source| CatalogError::Database { doing, source }
}
