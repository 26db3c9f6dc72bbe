//! The one writer of a ledger: takes appends, commits them in groups, answers after the flush.

use crate::{AppendError, Appended, Built, LedgerError, Position, Reader};
use std::path::Path;
use tokio::sync::watch;

/// How a writer is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriterOptions {
    /// Most appends that wait; one more is refused with [`AppendError::QueueFull`].
    pub queue_appends_max: usize,
    /// Most appends that are committed together.
    pub batch_appends_max: usize,
    /// SQLite's limit on the file's pages, for tests of a full disk.
    pub max_page_count: Option<u32>,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self { queue_appends_max: 1024, batch_appends_max: 256, max_page_count: None }
    }
}

/// Whether appends succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreHealth {
    /// The last commit succeeded, or there was none yet.
    Good,
    /// The last commit failed because the disk is full.
    Full,
    /// The last commit failed.
    Failing {
        /// What was tried and what the database said.
        reason: String,
    },
}

/// Appends to one ledger; cheap to clone.
#[derive(Debug, Clone)]
pub struct Writer;

impl Writer {
    /// Opens the ledger in the folder for writing, and makes both if they are not there.
    ///
    /// # Errors
    /// If another writer has it, the folder can't be used, or the end of the ledger is damaged.
    pub async fn open(_dir: &Path, _options: WriterOptions) -> Result<Self, LedgerError> {
        Err(LedgerError::InUse)
    }

    /// Appends what `build` makes, and answers when it is on disk.
    ///
    /// `build` runs in the writer, in the order of the appends, and is told what was remembered
    /// under `look_up`. Keep it short: all appends wait for it.
    ///
    /// # Errors
    /// If it is not in the ledger; see [`AppendError`].
    pub async fn append<T: Send + 'static>(
        &self,
        _look_up: Option<[u8; 32]>,
        _build: impl FnOnce(Position) -> (Built, T) + Send + 'static,
    ) -> Result<(Appended, T), AppendError> {
        Err(AppendError::Closed)
    }

    /// The number of entries that are on disk, as it grows.
    #[must_use]
    pub fn committed(&self) -> watch::Receiver<u64> {
        watch::channel(0).1
    }

    /// Whether appends succeed, as it changes.
    #[must_use]
    pub fn health(&self) -> watch::Receiver<StoreHealth> {
        watch::channel(StoreHealth::Good).1
    }

    /// Random bytes of this ledger alone, to key the hashes that are remembered.
    #[must_use]
    pub fn index_salt(&self) -> [u8; 32] {
        [0; 32]
    }

    /// A reader of the same ledger.
    #[must_use]
    pub fn reader(&self) -> Reader {
        Reader
    }

    /// Refuses new appends, finishes those that were accepted, checkpoints, releases the lock.
    pub async fn close(&self) {}
}
