//! The index beside a ledger: lists by facet, counts by day, search. Made from the ledger alone.

mod describe;
mod file;
mod find;
mod follow;
mod members;
mod search;
mod stored;
mod tallies;
mod words;
mod write;

pub use describe::{Describe, Described, IndexRow, Term};
pub use find::{FacetPage, FacetQuery};
pub use follow::Follower;
pub use search::Found;
pub use tallies::DayCount;

use crate::{IndexError, Reader};
use sqlx::sqlite::{Sqlite, SqlitePoolOptions};
use sqlx::{Connection, SqlitePool, Transaction};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, watch};

/// Connections that ask; each is a thread.
const CONNECTIONS_MAX: u32 = 3;
/// How long a connection without work is kept.
const IDLE_MAX: Duration = Duration::from_secs(60);
/// The facet, and its only value, of what lists show. No caller's facet has this name.
const SHOWN: &str = "";

/// How far an index is, and how it fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexState {
    /// The last sequence that is in it.
    pub indexed: u64,
    /// Why it was made anew in this session, if it was.
    pub rebuilt: Option<Rebuilt>,
    /// Whether it can be written.
    pub health: IndexHealth,
}

/// Whether an index can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexHealth {
    /// The last batch went in, or there was none yet.
    Good,
    /// The last batch did not; it is tried again.
    Failing {
        /// What was tried and why it failed.
        reason: String,
    },
}

/// Why an index was made anew. None of it was in the ledger's way: nothing is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rebuilt {
    /// There was none.
    Absent,
    /// It was broken, or no index.
    Unreadable,
    /// Another version of this program made it.
    OtherVersion,
    /// It is of another ledger, or of one that went on otherwise.
    OtherLedger,
    /// It has entries that the ledger does not have.
    Ahead,
    /// It was asked for.
    Asked,
}

/// The index of one ledger; cheap to clone.
#[derive(Debug, Clone)]
pub struct Index {
    shared: Arc<Shared>,
}

/// What those who ask and the one who writes have in common.
#[derive(Debug)]
struct Shared {
    dir: PathBuf,
    reader: Reader,
    describe: Describe,
    /// Replaced when the file is.
    pool: watch::Sender<SqlitePool>,
    state: watch::Sender<IndexState>,
    indexed: watch::Sender<u64>,
    /// Somebody found the file broken, or asked for a new one.
    renew: watch::Sender<Option<Rebuilt>>,
    renewing: Notify,
    /// Held for as long as the index is.
    _lock: File,
}

impl Index {
    /// Opens the index in the ledger's folder. One that is broken, of another version, of another
    /// ledger or ahead of it is thrown away; [`Index::state`] says so, [`Index::follow`] fills it.
    ///
    /// # Errors
    /// If another program has it, its file can't be made, or the ledger can't be read.
    pub async fn open(dir: &Path, reader: Reader, describe: Describe) -> Result<Self, IndexError> {
        let lock = file::lock(dir)?;
        let (opened, rebuilt) = match file::existing(dir, &reader, &describe).await? {
            Ok(opened) => (opened, None),
            Err(why) => (file::anew(dir, &reader, &describe).await?, Some(why)),
        };
        let indexed = opened.indexed;
        let closed = opened.connection.close().await;
        closed.map_err(file::database("close the index"))?;
        let state = IndexState {
            indexed,
            rebuilt,
            health: IndexHealth::Good,
        };
        Ok(Self {
            shared: Arc::new(Shared {
                dir: dir.to_owned(),
                reader,
                describe,
                pool: watch::Sender::new(pool(&opened.file)),
                state: watch::Sender::new(state),
                indexed: watch::Sender::new(indexed),
                renew: watch::Sender::new(None),
                renewing: Notify::new(),
                _lock: lock,
            }),
        })
    }

    /// Starts to fill the index behind the writer, on a thread of its own: first what is missing,
    /// then what comes, as `committed` tells. The index has one follower at a time.
    ///
    /// # Errors
    /// If the thread can't be started.
    pub fn follow(&self, committed: watch::Receiver<u64>) -> Result<Follower, IndexError> {
        follow::start(Arc::clone(&self.shared), committed)
    }

    /// The last sequence that is in the index, as it grows. It falls to 0 if the index is thrown
    /// away.
    #[must_use]
    pub fn indexed(&self) -> watch::Receiver<u64> {
        self.shared.indexed.subscribe()
    }

    /// How far the index is and how it fares, as it changes.
    #[must_use]
    pub fn state(&self) -> watch::Receiver<IndexState> {
        self.shared.state.subscribe()
    }

    /// Has the follower throw the index away and make it anew, as after an erasure.
    pub fn rebuild(&self) {
        self.shared.ask_anew(Rebuilt::Asked);
    }

    /// Ends the connections of those who ask. The follower is stopped after it: the last to go,
    /// it leaves one file behind.
    pub async fn close(&self) {
        let pool = self.shared.pool.borrow().clone();
        pool.close().await;
    }

    /// A view of the index as of one moment.
    async fn snapshot(&self) -> Result<Transaction<'static, Sqlite>, IndexError> {
        let pool = self.shared.pool.borrow().clone();
        pool.begin()
            .await
            .map_err(|error| self.failed("open the index for reading")(error))
    }

    /// What an error of the database means. A broken file is made anew.
    fn failed(&self, doing: &'static str) -> impl Fn(sqlx::Error) -> IndexError {
        let shared = Arc::clone(&self.shared);
        move |source| {
            if matches!(source, sqlx::Error::PoolClosed) {
                return IndexError::Rebuilding;
            }
            if file::is_broken(&source) {
                tracing::warn!(%source, doing, "the index is broken and will be made anew");
                shared.ask_anew(Rebuilt::Unreadable);
                return IndexError::Rebuilding;
            }
            IndexError::Database { doing, source }
        }
    }
}

impl Shared {
    fn ask_anew(&self, why: Rebuilt) {
        self.renew.send_replace(Some(why));
        self.renewing.notify_one();
    }
}

fn pool(file: &Path) -> SqlitePool {
    SqlitePoolOptions::new()
        .max_connections(CONNECTIONS_MAX)
        .idle_timeout(IDLE_MAX)
        .test_before_acquire(false)
        .connect_lazy_with(file::reading(file))
}
