//! The one writer of a ledger: takes appends, commits them in groups, answers after the flush.

mod batch;
mod numbers;
mod pending;
mod rows;
mod run;
mod state;
mod validate;

use crate::{AppendError, Appended, Built, LedgerError, Position, Reader, folder, store, tail};
use pending::{Pending, PendingAppend};
use sqlx::ConnectOptions;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot, watch};

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
        Self {
            queue_appends_max: 1024,
            batch_appends_max: 256,
            max_page_count: None,
        }
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

/// Appends to one ledger; cheap to clone. When the last clone is dropped the writer finishes what
/// it accepted and ends.
#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<Box<dyn Pending>>,
    committed: watch::Receiver<u64>,
    health: watch::Receiver<StoreHealth>,
    closing: Arc<watch::Sender<bool>>,
    closed: watch::Receiver<bool>,
    index_salt: [u8; 32],
    reader: Reader,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Writer({} entries)", *self.committed.borrow())
    }
}

impl Writer {
    /// Opens the ledger in the folder for writing, and makes both if they are not there.
    ///
    /// The folder is set to 0700. The last entries are checked first; see [`Reader::check`] for
    /// the whole.
    ///
    /// # Errors
    /// If another writer has it, the folder can't be used, the file is no ledger or of a newer
    /// format, or the end of the ledger is damaged. Nothing is written then.
    pub async fn open(dir: &Path, options: WriterOptions) -> Result<Self, LedgerError> {
        folder::prepare(dir)?;
        let lock = folder::lock(dir)?;
        folder::make_database_file(dir)?;
        let found = store::look(dir).await?;
        let mut connection = store::writing(dir, options)
            .connect()
            .await
            .map_err(crate::error::database("open the ledger for writing"))?;
        if found == store::Found::Empty {
            store::create(&mut connection).await?;
        }
        tail::check(&mut connection).await?;
        let index_salt = store::index_salt(&mut connection)
            .await?
            .map_err(|one| LedgerError::Damaged(vec![one]))?;
        let state = state::State::load(&mut connection).await?;
        let reader = Reader::open(dir).await?;

        let (queue, waiting) = mpsc::channel(options.queue_appends_max.max(1));
        let (committed_here, committed) = watch::channel(state.size());
        let (health_here, health) = watch::channel(StoreHealth::Good);
        let (closing, closing_there) = watch::channel(false);
        let (closed_here, closed) = watch::channel(false);
        let run = run::Run {
            dir: dir.to_owned(),
            options,
            connection: Some(connection),
            state,
            waiting,
            committed: committed_here,
            health: health_here,
            closing: closing_there,
            closed: closed_here,
            lock,
        };
        // A thread of its own: among a receiver's connections the writer would wait for its turn
        // behind all of them at each of its steps.
        let failed = |source| LedgerError::Folder {
            folder: dir.to_owned(),
            doing: "start the writer's thread",
            source,
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .map_err(failed)?;
        std::thread::Builder::new()
            .name("ledger-writer".to_owned())
            .spawn(move || runtime.block_on(run.run()))
            .map_err(failed)?;
        let closing = Arc::new(closing);
        Ok(Self {
            queue,
            committed,
            health,
            closing,
            closed,
            index_salt,
            reader,
        })
    }

    /// Appends what `build` makes, and answers when it is on disk.
    ///
    /// `build` runs in the writer, in the order of the appends, and is told what was remembered
    /// under `look_up`. Keep it short: all appends wait for it. If it panics, this append alone is
    /// [`AppendError::Invalid`]. Once it was accepted, an append goes on even if this future is
    /// dropped.
    ///
    /// # Errors
    /// If it is not in the ledger; see [`AppendError`].
    pub async fn append<T: Send + 'static>(
        &self,
        look_up: Option<[u8; 32]>,
        build: impl FnOnce(Position) -> (Built, T) + Send + 'static,
    ) -> Result<(Appended, T), AppendError> {
        let (answer, answered) = oneshot::channel();
        let pending = PendingAppend::new(look_up, build, answer);
        self.queue
            .try_send(Box::new(pending))
            .map_err(|error| match error {
                TrySendError::Full(_) => AppendError::QueueFull,
                TrySendError::Closed(_) => AppendError::Closed,
            })?;
        answered.await.unwrap_or(Err(AppendError::Closed))
    }

    /// The number of entries that are on disk, as it grows.
    #[must_use]
    pub fn committed(&self) -> watch::Receiver<u64> {
        self.committed.clone()
    }

    /// Whether appends succeed, as it changes.
    #[must_use]
    pub fn health(&self) -> watch::Receiver<StoreHealth> {
        self.health.clone()
    }

    /// Random bytes of this ledger alone, to key the hashes that are remembered.
    #[must_use]
    pub fn index_salt(&self) -> [u8; 32] {
        self.index_salt
    }

    /// A reader of the same ledger.
    #[must_use]
    pub fn reader(&self) -> Reader {
        self.reader.clone()
    }

    /// Refuses new appends, finishes those that were accepted, checkpoints, releases the lock.
    pub async fn close(&self) {
        self.closing.send_replace(true);
        let mut closed = self.closed.clone();
        // An error means that the writer's task is gone, which is closed too.
        closed.wait_for(|closed| *closed).await.ok();
    }
}
