//! The catalog of one ledger: who asks and who writes, and how it is made anew.

use crate::{
    CatalogError, Change, Filled, Unfinished, apply,
    error::{database, is_broken},
    file::{self, Kept, Opened},
};
use sqlx::sqlite::{Sqlite, SqlitePoolOptions};
use sqlx::{ConnectOptions, Connection, SqliteConnection, SqlitePool, Transaction};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::{Mutex, watch};

/// Connections that ask; each is a thread.
const CONNECTIONS_MAX: u32 = 2;
/// How long a connection without work is kept.
const IDLE_MAX: Duration = Duration::from_secs(60);

/// Of what a catalog is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// What no other ledger has.
    pub ledger: [u8; 32],
    /// The version of what is made of its entries: a catalog of another is made anew.
    pub version: u32,
}

/// How far it goes in its ledger.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Position {
    /// The last entry that is in it; 0 for none.
    pub sequence: u64,
    /// That entry's hash.
    pub leaf_hash: [u8; 32],
}

/// Why a catalog was made anew. The ledger has all of it: nothing is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rebuilt {
    /// There was none.
    Absent,
    /// It was broken, or no catalog.
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

/// How far a catalog is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogState {
    /// The last entry that is in it.
    pub followed: u64,
    /// Why it was made anew in this session, if it was.
    pub rebuilt: Option<Rebuilt>,
    /// The last whole fill.
    pub filled: Option<Filled>,
}

/// The catalog of one ledger; cheap to clone.
#[derive(Debug, Clone)]
pub struct Catalog {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    dir: PathBuf,
    origin: Origin,
    /// Replaced when the file is.
    pool: RwLock<SqlitePool>,
    writing: Mutex<Writing>,
    state: watch::Sender<CatalogState>,
    /// Somebody found the file broken.
    broken: watch::Sender<bool>,
    /// Held for as long as the catalog is.
    _lock: File,
}

#[derive(Debug)]
struct Writing {
    file: PathBuf,
    /// None after a failure: it is connected anew.
    connection: Option<SqliteConnection>,
    position: Position,
    unfinished: Option<Unfinished>,
}

fn pool(file: &Path) -> SqlitePool {
    SqlitePoolOptions::new()
        .max_connections(CONNECTIONS_MAX)
        .idle_timeout(IDLE_MAX)
        .test_before_acquire(false)
        .connect_lazy_with(file::reading(file))
}

impl Writing {
    fn of(opened: Opened) -> (Self, Option<Filled>) {
        let Opened {
            file,
            connection,
            kept,
        } = opened;
        let Kept {
            position,
            filled,
            unfinished,
        } = kept;
        let connection = Some(connection);
        let writing = Self {
            file,
            connection,
            position,
            unfinished,
        };
        (writing, filled)
    }

    /// The connection, taken out: what fails with it, or is given up, does not go on with it.
    async fn take(&mut self) -> Result<SqliteConnection, CatalogError> {
        match self.connection.take() {
            Some(connection) => Ok(connection),
            None => file::writing(&self.file)
                .connect()
                .await
                .map_err(database("open")),
        }
    }
}

impl Catalog {
    /// Opens the catalog in a folder. One that is broken, of another version or of another ledger
    /// is thrown away; whether it is ahead of its ledger the caller tells by its
    /// [`Catalog::position`].
    ///
    /// # Errors
    /// If another program has it, or its file can't be made.
    pub async fn open(dir: &Path, origin: Origin) -> Result<Self, CatalogError> {
        let lock = file::lock(dir)?;
        let (opened, rebuilt) = match file::existing(dir, &origin).await? {
            Ok(opened) => (opened, None),
            Err(why) => (file::anew(dir, &origin).await?, Some(why)),
        };
        let pool = pool(&opened.file);
        let (writing, filled) = Writing::of(opened);
        let state = CatalogState {
            followed: writing.position.sequence,
            rebuilt,
            filled,
        };
        Ok(Self {
            shared: Arc::new(Shared {
                dir: dir.to_owned(),
                origin,
                pool: RwLock::new(pool),
                writing: Mutex::new(writing),
                state: watch::Sender::new(state),
                broken: watch::Sender::new(false),
                _lock: lock,
            }),
        })
    }

    /// How far it goes.
    pub async fn position(&self) -> Position {
        self.shared.writing.lock().await.position
    }

    /// How far it is, as it changes.
    #[must_use]
    pub fn state(&self) -> watch::Receiver<CatalogState> {
        self.shared.state.subscribe()
    }

    /// Whether its file was found broken, as that changes: whoever follows the ledger makes it
    /// anew.
    #[must_use]
    pub fn broken(&self) -> watch::Receiver<bool> {
        self.shared.broken.subscribe()
    }

    /// Throws it away and begins anew.
    ///
    /// # Errors
    /// If the new file can't be made.
    pub async fn renew(&self, why: Rebuilt) -> Result<(), CatalogError> {
        let mut writing = self.shared.writing.lock().await;
        if let Some(connection) = writing.connection.take() {
            connection.close_hard().await.ok();
        }
        self.pool().close().await;
        let made = file::anew(&self.shared.dir, &self.shared.origin).await?;
        tracing::info!(?why, "the catalog is made anew from the ledger");
        *self
            .shared
            .pool
            .write()
            .unwrap_or_else(PoisonError::into_inner) = pool(&made.file);
        (*writing, _) = Writing::of(made);
        self.shared.broken.send_replace(false);
        self.shared.state.send_replace(CatalogState {
            followed: 0,
            rebuilt: Some(why),
            filled: None,
        });
        Ok(())
    }

    /// Takes what some neighbouring entries say, in their order, and notes in the same transaction
    /// how far that goes. What was taken already changes nothing.
    ///
    /// # Errors
    /// If its database fails: then nothing of it was taken.
    pub async fn apply(&self, changes: Vec<Change>, through: Position) -> Result<(), CatalogError> {
        let mut writing = self.shared.writing.lock().await;
        if through.sequence <= writing.position.sequence {
            return Ok(());
        }
        let mut connection = writing.take().await?;
        let filled = apply::apply(&mut connection, changes, through).await;
        let filled = filled.map_err(self.failed("write"))?;
        writing.connection = Some(connection);
        writing.position = through;
        drop(writing);
        self.shared.state.send_modify(|state| {
            state.followed = through.sequence;
            state.filled = filled.or(state.filled.take());
        });
        Ok(())
    }

    /// Where an unfinished fill goes on.
    pub async fn unfinished(&self) -> Option<Unfinished> {
        self.shared.writing.lock().await.unfinished.clone()
    }

    /// Notes where an unfinished fill goes on, or that there is none.
    ///
    /// # Errors
    /// If its database fails.
    pub async fn set_unfinished(&self, unfinished: Option<Unfinished>) -> Result<(), CatalogError> {
        let mut writing = self.shared.writing.lock().await;
        let mut connection = writing.take().await?;
        let text = unfinished
            .as_ref()
            .and_then(|one| serde_json::to_string(one).ok());
        let done = sqlx::query("UPDATE state SET unfinished = ? WHERE one = 1")
            .bind(text)
            .execute(&mut connection)
            .await;
        done.map_err(self.failed("write"))?;
        writing.connection = Some(connection);
        writing.unfinished = unfinished;
        Ok(())
    }

    /// Ends its connections, the writer's last: it leaves one file behind.
    pub async fn close(&self) {
        self.pool().close().await;
        let connection = self.shared.writing.lock().await.connection.take();
        if let Some(connection) = connection
            && let Err(error) = connection.close().await
        {
            tracing::warn!(%error, "the catalog's file could not be closed");
        }
    }

    fn pool(&self) -> SqlitePool {
        let pool = self.shared.pool.read();
        pool.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A view of the catalog as of one moment.
    pub(crate) async fn snapshot(&self) -> Result<Transaction<'static, Sqlite>, CatalogError> {
        let begun = self.pool().begin().await;
        begun.map_err(self.failed("open"))
    }

    /// What an error of the database means. A broken file is made anew.
    pub(crate) fn failed(
        &self,
        doing: &'static str,
    ) -> impl Fn(sqlx::Error) -> CatalogError + use<> {
        let shared = Arc::clone(&self.shared);
        move |source| {
            if matches!(source, sqlx::Error::PoolClosed) {
                return CatalogError::Rebuilding;
            }
            if is_broken(&source) {
                tracing::warn!(%source, doing, "the catalog is broken and will be made anew");
                shared.broken.send_replace(true);
                return CatalogError::Rebuilding;
            }
            CatalogError::Database { doing, source }
        }
    }
}
