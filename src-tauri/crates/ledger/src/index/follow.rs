//! Fills the index behind the writer, in bounded batches, on a thread of its own.

use super::words::Words;
use super::{Described, IndexHealth, IndexState, Rebuilt, Shared, file, pool, write};
use crate::{From, IndexError, PAGE_ENTRIES_MAX, PageQuery};
use sqlx::{Connection, SqliteConnection};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Pages of entries that go into the index together while it is behind.
const BATCH_PAGES_MAX: usize = 8;
/// How long new entries gather before they are indexed together: a flood of single appends costs
/// the writer's machine few batches, and nobody sees a list that is later by so little.
const GATHERING: Duration = Duration::from_millis(25);
/// The first pause after a failure; it doubles.
const RETRY_FIRST: Duration = Duration::from_millis(500);
/// The longest pause after a failure.
const RETRY_MAX: Duration = Duration::from_secs(60);

/// Fills an index until it is stopped or dropped.
#[derive(Debug)]
pub struct Follower {
    stop: watch::Sender<bool>,
    stopped: watch::Receiver<bool>,
}

impl Follower {
    /// Ends it after the batch that it is at, and waits for that.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        // An error means that its thread is gone, which is stopped too.
        self.stopped.wait_for(|stopped| *stopped).await.ok();
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

/// Starts the thread.
pub(super) fn start(
    shared: Arc<Shared>,
    committed: watch::Receiver<u64>,
) -> Result<Follower, IndexError> {
    let failed = |source| IndexError::File {
        doing: "start the thread that fills",
        file: shared.dir.join("index-*.db"),
        source,
    };
    let (stop, stopping) = watch::channel(false);
    let (done, stopped) = watch::channel(false);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .map_err(failed)?;
    let run = Run {
        shared: Arc::clone(&shared),
        committed,
        stopping,
        open: None,
    };
    std::thread::Builder::new()
        .name("ledger-index".to_owned())
        .spawn(move || {
            runtime.block_on(run.run());
            done.send_replace(true);
        })
        .map_err(failed)?;
    Ok(Follower { stop, stopped })
}

struct Run {
    shared: Arc<Shared>,
    committed: watch::Receiver<u64>,
    stopping: watch::Receiver<bool>,
    /// None before the first batch and after a failure.
    open: Option<Open>,
}

struct Open {
    connection: SqliteConnection,
    words: Words,
    indexed: u64,
}

impl Run {
    async fn run(mut self) {
        let mut pause = RETRY_FIRST;
        while !*self.stopping.borrow() {
            match self.step().await {
                Ok(true) => pause = RETRY_FIRST,
                Ok(false) => {
                    if !self.news().await {
                        break;
                    }
                }
                Err(error) => {
                    self.note_failure(&error);
                    self.rest(pause).await;
                    pause = (pause * 2).min(RETRY_MAX);
                }
            }
        }
        if let Some(open) = self.open.take()
            && let Err(error) = open.connection.close().await
        {
            tracing::warn!(%error, "the index's file could not be closed");
        }
    }

    /// Indexes a batch; tells whether there was one.
    async fn step(&mut self) -> Result<bool, IndexError> {
        let asked = *self.shared.renew.borrow();
        if let Some(why) = asked {
            self.renew(why).await?;
        }
        if self.open.is_none() {
            let Shared {
                dir,
                reader,
                describe,
                ..
            } = &*self.shared;
            match file::existing(dir, reader, describe).await? {
                Ok(opened) => self.keep(opened).await?,
                Err(why) => self.renew(why).await?,
            }
        }
        let target = *self.committed.borrow_and_update();
        let Some(open) = &self.open else {
            return Ok(false);
        };
        if open.indexed >= target {
            return Ok(false);
        }
        let described = self.read(open.indexed, target).await?;
        let Some(last) = described.last() else {
            return Ok(false);
        };
        let (through, leaf_hash) = (last.entry.sequence, last.entry.leaf_hash);
        let rows = (self.shared.describe.rows)(&described);
        self.write(rows, through, leaf_hash).await?;
        self.tell(through, None);
        Ok(true)
    }

    /// The next entries with the parts that are asked for.
    async fn read(&self, after: u64, target: u64) -> Result<Vec<Described>, IndexError> {
        let mut described = Vec::new();
        let mut after = after;
        for _ in 0..BATCH_PAGES_MAX {
            let query = PageQuery {
                subject: None,
                kinds: Vec::new(),
                from: From::After(after),
                limit: PAGE_ENTRIES_MAX,
            };
            let page = self.shared.reader.page(&query).await?;
            let Some(last) = page.entries.last() else {
                break;
            };
            after = last.sequence;
            self.describe(page.entries, &mut described).await?;
            if after >= target || *self.stopping.borrow() {
                break;
            }
        }
        Ok(described)
    }

    async fn describe(
        &self,
        entries: Vec<crate::Entry>,
        described: &mut Vec<Described>,
    ) -> Result<(), IndexError> {
        let mut by_part: HashMap<&str, Vec<u64>> = HashMap::new();
        for (kind, part) in self.shared.describe.parts {
            let of_kind = entries.iter().filter(|entry| entry.kind == *kind);
            let sequences = by_part.entry(part).or_default();
            sequences.extend(of_kind.map(|entry| entry.sequence));
        }
        let mut parts: HashMap<u64, Vec<crate::Part>> = HashMap::new();
        for (name, sequences) in by_part {
            for part in self.shared.reader.parts(&sequences, Some(name)).await? {
                parts.entry(part.sequence).or_default().push(part);
            }
        }
        described.extend(entries.into_iter().map(|entry| Described {
            parts: parts.remove(&entry.sequence).unwrap_or_default(),
            entry,
        }));
        Ok(())
    }

    /// One transaction; after a failure the file is opened anew.
    async fn write(
        &mut self,
        rows: Vec<crate::IndexRow>,
        through: u64,
        leaf_hash: [u8; 32],
    ) -> Result<(), IndexError> {
        let Some(mut open) = self.open.take() else {
            return Err(IndexError::Rebuilding);
        };
        let tallied = self.shared.describe.tallied;
        let written = async {
            let mut transaction = open.connection.begin_with("BEGIN IMMEDIATE").await?;
            write::write(&mut transaction, &mut open.words, tallied, rows).await?;
            file::note(&mut transaction, through, leaf_hash, open.words.next).await?;
            transaction.commit().await
        };
        written.await.map_err(self.failed("write the index"))?;
        open.indexed = through;
        self.open = Some(open);
        Ok(())
    }

    /// Throws the index away and begins anew.
    async fn renew(&mut self, why: Rebuilt) -> Result<(), IndexError> {
        if let Some(open) = self.open.take() {
            open.connection.close_hard().await.ok();
        }
        let old = self.shared.pool.borrow().clone();
        old.close().await;
        let made = file::anew(&self.shared.dir, &self.shared.reader, &self.shared.describe).await?;
        self.shared.renew.send_replace(None);
        // Those who ask must see the new file too.
        tracing::info!(?why, "the index is made anew from the ledger");
        self.shared.pool.send_replace(pool(&made.file));
        self.tell(0, Some(why));
        self.keep(made).await
    }

    async fn keep(&mut self, opened: file::Opened) -> Result<(), IndexError> {
        let file::Opened {
            mut connection,
            indexed,
            ..
        } = opened;
        let words = Words::load(&mut connection)
            .await
            .map_err(self.failed("read the index's words"))?;
        self.open = Some(Open {
            connection,
            words,
            indexed,
        });
        Ok(())
    }

    fn failed(&self, doing: &'static str) -> impl Fn(sqlx::Error) -> IndexError {
        let shared = Arc::clone(&self.shared);
        move |source| {
            if file::is_broken(&source) {
                shared.ask_anew(Rebuilt::Unreadable);
            }
            IndexError::Database { doing, source }
        }
    }

    fn tell(&self, indexed: u64, rebuilt: Option<Rebuilt>) {
        self.shared.indexed.send_replace(indexed);
        self.shared.state.send_modify(|state| {
            *state = IndexState {
                indexed,
                rebuilt: rebuilt.or(state.rebuilt),
                health: IndexHealth::Good,
            };
        });
    }

    fn note_failure(&self, error: &IndexError) {
        let mut reason = error.to_string();
        if let Some(source) = std::error::Error::source(error) {
            reason = format!("{reason}: {source}");
        }
        tracing::warn!(%reason, "the index could not go on; it is tried again");
        let health = IndexHealth::Failing { reason };
        self.shared.state.send_modify(|state| state.health = health);
    }

    /// Waits for new entries, or for something else to do; false if nothing will come any more.
    async fn news(&mut self) -> bool {
        tokio::select! {
            changed = self.committed.changed() => {
                if changed.is_err() {
                    return false;
                }
            }
            _ = self.stopping.changed() => return true,
            () = self.shared.renewing.notified() => return true,
        }
        self.rest(GATHERING).await;
        true
    }

    /// A pause that a wish to stop ends.
    async fn rest(&mut self, pause: Duration) {
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = self.stopping.changed() => {}
        }
    }
}
