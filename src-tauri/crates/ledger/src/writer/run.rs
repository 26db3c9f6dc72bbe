//! The writer's task: takes what waits, commits it together, answers.

use super::batch::{Batch, BatchError};
use super::pending::Pending;
use super::state::State;
use super::{StoreHealth, WriterOptions};
use crate::{AppendError, store};
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use std::fs::File;
use std::path::PathBuf;
use tokio::sync::{mpsc, watch};

/// All that the task owns.
pub(super) struct Run {
    pub(super) dir: PathBuf,
    pub(super) options: WriterOptions,
    /// None after a failure that left it in doubt; the next group opens it anew.
    pub(super) connection: Option<SqliteConnection>,
    pub(super) state: State,
    pub(super) waiting: mpsc::Receiver<Box<dyn Pending>>,
    pub(super) committed: watch::Sender<u64>,
    pub(super) health: watch::Sender<StoreHealth>,
    pub(super) closing: watch::Receiver<bool>,
    pub(super) closed: watch::Sender<bool>,
    /// Held until the task ends.
    pub(super) lock: File,
}

impl Run {
    pub(super) async fn run(mut self) {
        let most = self.options.batch_appends_max.max(1);
        let mut appends = Vec::with_capacity(most);
        loop {
            tokio::select! {
                biased;
                () = asked(&mut self.closing), if !self.waiting.is_closed() => {
                    self.waiting.close();
                }
                taken = self.waiting.recv_many(&mut appends, most) => {
                    if taken == 0 {
                        break;
                    }
                    self.commit(&mut appends).await;
                    // Those just answered come back at once: with them the next group is larger.
                    tokio::task::yield_now().await;
                }
            }
        }
        self.leave().await;
    }

    /// Commits a group and answers each of its appends.
    async fn commit(&mut self, appends: &mut Vec<Box<dyn Pending>>) {
        match self.write(appends).await {
            Ok(batch) => {
                let size = batch.frontier.size();
                self.state.frontier = batch.frontier;
                self.state.numbers.keep(batch.numbers);
                self.tell_health(StoreHealth::Good);
                self.committed
                    .send_if_modified(|told| std::mem::replace(told, size) != size);
                for (append, outcome) in appends.drain(..).zip(batch.outcomes) {
                    append.answer(outcome);
                }
            }
            Err(error) => {
                let full =
                    matches!(&error, BatchError::Database { source, .. } if store::is_full(source));
                let reason = error.to_string();
                self.step_back().await;
                let (health, refusal) = if full {
                    (StoreHealth::Full, AppendError::DiskFull)
                } else {
                    (
                        StoreHealth::Failing {
                            reason: reason.clone(),
                        },
                        AppendError::Storage { reason },
                    )
                };
                self.tell_health(health);
                for append in appends.drain(..) {
                    append.answer(Err(refusal.clone()));
                }
            }
        }
    }

    /// One transaction. Nothing in memory has changed when it fails.
    async fn write(&mut self, appends: &mut [Box<dyn Pending>]) -> Result<Batch, BatchError> {
        let database = |doing| move |source| BatchError::Database { doing, source };
        if self.connection.is_none() {
            let opened = store::writing(&self.dir, self.options).connect().await;
            let mut connection = opened.map_err(database("open the ledger again"))?;
            // A commit that failed late may be in the file after all.
            if !self.state.agrees(&mut connection).await {
                self.state = State::load(&mut connection).await?;
            }
            self.connection = Some(connection);
        }
        let Self {
            connection: Some(connection),
            state,
            ..
        } = self
        else {
            return Err(BatchError::Random);
        };
        execute(connection, "BEGIN IMMEDIATE")
            .await
            .map_err(database("begin to write"))?;
        let batch = Batch::write(connection, state, appends).await?;
        execute(connection, "COMMIT")
            .await
            .map_err(database("commit the entries"))?;
        Ok(batch)
    }

    /// Leaves the file as the last commit left it, or gives the connection up.
    async fn step_back(&mut self) {
        let Some(mut connection) = self.connection.take() else {
            return;
        };
        // Fails where SQLite has rolled back already; the comparison tells.
        execute(&mut connection, "ROLLBACK").await.ok();
        // Where there was no room for the log to grow, it may be emptied into the file instead.
        execute(&mut connection, "PRAGMA wal_checkpoint(PASSIVE)")
            .await
            .ok();
        if self.state.agrees(&mut connection).await {
            self.connection = Some(connection);
        } else {
            connection.close_hard().await.ok();
        }
    }

    fn tell_health(&self, health: StoreHealth) {
        self.health.send_if_modified(|told| {
            let news = *told != health;
            if news {
                tracing::warn!(?health, "the ledger's health changed");
                *told = health;
            }
            news
        });
    }

    async fn leave(self) {
        if let Some(mut connection) = self.connection {
            // A reader may hold the log open: then it stays, and the next opening reads it.
            execute(&mut connection, "PRAGMA busy_timeout = 200")
                .await
                .ok();
            execute(&mut connection, "PRAGMA wal_checkpoint(TRUNCATE)")
                .await
                .ok();
            if let Err(error) = connection.close().await {
                tracing::warn!(%error, "the ledger's file could not be closed");
            }
        }
        drop(self.lock);
        self.closed.send_replace(true);
    }
}

/// Waits until closing is asked for, or every Writer is gone: then nothing new can come either.
async fn asked(closing: &mut watch::Receiver<bool>) {
    closing.wait_for(|closing| *closing).await.ok();
}

async fn execute(connection: &mut SqliteConnection, sql: &'static str) -> sqlx::Result<()> {
    sqlx::query(sql).execute(connection).await.map(|_| ())
}
