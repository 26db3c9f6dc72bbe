//! Reads the ledger, also while a writer of this or another process writes.

mod entries;
mod pages;
mod parts;
mod proofs;

use crate::error::database;
use crate::{CheckReport, Head, LedgerError, Progress, check, folder, store};
use sha2::{Digest, Sha256};
use sqlx::SqlitePool;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::SqlitePoolOptions;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Connections that one reader and its clones hold; each is a thread.
const CONNECTIONS_MAX: u32 = 4;
/// How long a connection without work is kept.
const IDLE_MAX: Duration = Duration::from_secs(60);
/// Most entries that can be asked for by their sequences at once.
pub(crate) const SEQUENCES_MAX: usize = 500;

/// Reads one ledger; cheap to clone. It can't change anything.
#[derive(Debug, Clone)]
pub struct Reader {
    dir: Arc<PathBuf>,
    pool: SqlitePool,
}

impl Reader {
    /// Opens the ledger in the folder for reading. A damaged one opens too: what is damaged is
    /// marked where it is read.
    ///
    /// # Errors
    /// If there is none, or it is of a newer format, or the file is no ledger.
    pub async fn open(dir: &Path) -> Result<Self, LedgerError> {
        let none = || LedgerError::NoLedger {
            folder: dir.to_owned(),
        };
        if !folder::database_file(dir).is_file() {
            return Err(none());
        }
        if store::look(dir).await? == store::Found::Empty {
            return Err(none());
        }
        let pool = SqlitePoolOptions::new()
            .max_connections(CONNECTIONS_MAX)
            .idle_timeout(IDLE_MAX)
            .test_before_acquire(false)
            .connect_lazy_with(store::reading(dir));
        Ok(Self {
            dir: Arc::new(dir.to_owned()),
            pool,
        })
    }

    /// Number of entries now.
    ///
    /// # Errors
    /// If the database fails, or the head is damaged.
    pub async fn size(&self) -> Result<u64, LedgerError> {
        Ok(self.head().await?.size)
    }

    /// Size and root of the tree now, as the last commit wrote them.
    ///
    /// # Errors
    /// If the database fails, or the head is damaged.
    pub async fn head(&self) -> Result<Head, LedgerError> {
        store::head(&mut *self.connection().await?).await
    }

    /// Checks the whole ledger as it is now and names all that is damaged. A ledger of a million
    /// entries takes seconds and two cores.
    ///
    /// # Errors
    /// If the database fails in a way that is no damage.
    pub async fn check(&self, progress: impl FnMut(Progress)) -> Result<CheckReport, LedgerError> {
        check::check(&self.dir, progress).await
    }

    /// What no other ledger has: a hash of its random bytes.
    ///
    /// # Errors
    /// If the database fails, or these bytes are damaged.
    pub async fn identity(&self) -> Result<[u8; 32], LedgerError> {
        let salt = store::index_salt(&mut *self.connection().await?).await?;
        let salt = salt.map_err(|one| LedgerError::Damaged(vec![one]))?;
        Ok(Sha256::new()
            .chain_update(b"PCLEDGER-INDEX")
            .chain_update(salt)
            .finalize()
            .into())
    }

    async fn connection(&self) -> Result<PoolConnection<sqlx::Sqlite>, LedgerError> {
        self.pool
            .acquire()
            .await
            .map_err(database("open the ledger for reading"))
    }
}

/// A list of sequences as JSON, so that one prepared statement takes any number of them.
fn json_list(sequences: &[u64]) -> Result<String, LedgerError> {
    if sequences.len() > SEQUENCES_MAX {
        return Err(LedgerError::TooMany {
            most: SEQUENCES_MAX,
        });
    }
    Ok(serde_json::to_string(sequences).unwrap_or_default())
}
