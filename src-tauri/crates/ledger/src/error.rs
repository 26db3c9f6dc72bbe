//! What can go wrong in this crate.

use crate::Damage;
use std::path::PathBuf;

/// Why a ledger can't be opened or read.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// There is no ledger in the folder.
    #[error("there is no ledger in {}", folder.display())]
    NoLedger {
        /// The folder.
        folder: PathBuf,
    },
    /// The file belongs to a later version of this program. It was not touched.
    #[error(
        "the ledger was written by a newer version of this program (format {found}; this one \
         knows {known}); use that version"
    )]
    Newer {
        /// The format number in the file.
        found: u32,
        /// The format number that this program writes.
        known: u32,
    },
    /// Another writer has the ledger, in this process or another.
    #[error("another program is writing to this ledger; there can be only one writer")]
    InUse,
    /// The file is a database, or something else, but no ledger. It was not touched.
    #[error("{} is not a ledger of this program", file.display())]
    NotALedger {
        /// The file.
        file: PathBuf,
    },
    /// The ledger is not as it was written. It can still be read, not written to.
    #[error("the ledger is damaged; nothing will be written to it: {}", sentences(.0))]
    Damaged(
        /// All that was found at the end of the ledger.
        Vec<Damage>,
    ),
    /// The folder can't be made, or can't be kept from other users.
    #[error("the ledger's folder {} can't be used: could not {doing}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What was tried.
        doing: &'static str,
        /// What the operating system said.
        #[source]
        source: std::io::Error,
    },
    /// A proof was asked for an entry or a size that the ledger does not have.
    #[error("entry {sequence} does not stand in the first {size} entries of this ledger")]
    NoSuchEntry {
        /// The entry.
        sequence: u64,
        /// The size asked for.
        size: u64,
    },
    /// More was asked for at once than is answered.
    #[error("at most {most} entries can be asked for at once")]
    TooMany {
        /// The limit.
        most: usize,
    },
    /// The operating system gave no random bytes for the ledger's salt.
    #[error("the operating system gave no random bytes")]
    Random,
    /// The database failed.
    #[error("could not {doing}")]
    Database {
        /// What was tried.
        doing: &'static str,
        /// What the database said.
        #[source]
        source: sqlx::Error,
    },
}

/// Why an index can't be opened or asked. The ledger has all that the index has: nothing is lost.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Another program holds the index.
    #[error("another program uses the index of this ledger")]
    InUse,
    /// It was thrown away, or is about to be, and is made anew from the ledger.
    #[error("the index is being built anew from the ledger; nothing is lost, ask again shortly")]
    Rebuilding,
    /// So many words begin with the text that they are not all looked at.
    #[error("more than {most} words begin with this text; type more of it")]
    TooWide {
        /// The limit.
        most: usize,
    },
    /// A file of the index can't be used.
    #[error("the index can't be used: could not {doing} {}", file.display())]
    File {
        /// What was tried.
        doing: &'static str,
        /// The file.
        file: PathBuf,
        /// What the operating system said.
        #[source]
        source: std::io::Error,
    },
    /// The index's database failed.
    #[error("could not {doing}")]
    Database {
        /// What was tried.
        doing: &'static str,
        /// What the database said.
        #[source]
        source: sqlx::Error,
    },
    /// The ledger could not be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// Why an append is not in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// Too many appends are waiting. Nothing was written.
    #[error("too many appends are waiting")]
    QueueFull,
    /// The disk is full. Nothing was written.
    #[error("the disk is full")]
    DiskFull,
    /// The store failed. Nothing of it is in the ledger that this writer goes on with.
    #[error("the ledger could not be written: {reason}")]
    Storage {
        /// What was tried and what the database said.
        reason: String,
    },
    /// The writer is closed. Nothing was written.
    #[error("the ledger's writer is closed")]
    Closed,
    /// What was handed in can't be an entry. Nothing was written.
    #[error("this can't be an entry: {reason}")]
    Invalid {
        /// What is wrong with it.
        reason: String,
    },
}

fn sentences(damage: &[Damage]) -> String {
    damage
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}

/// Names what was tried when the database failed.
pub(crate) fn database(doing: &'static str) -> impl Fn(sqlx::Error) -> LedgerError {
    move |source| LedgerError::Database { doing, source }
}
