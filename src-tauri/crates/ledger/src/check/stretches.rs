//! Entries and their parts, examined in stretches by two tasks and handed over in order.

use super::connect;
use crate::examine::examine;
use crate::{Damage, LedgerError};
use ledger_format::Hash;
use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

/// Entries of one stretch.
const STRETCH_ENTRIES: u64 = 512;
/// Tasks that read; each has a database thread of its own.
const TASKS: usize = 2;
/// Stretches that may wait for an earlier one.
const AHEAD_MAX: usize = 16;

/// Keys of the fingerprints by which subjects in leaves and index are compared. They are drawn
/// anew for each check, so nobody can prepare rows that agree by chance.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys(RandomState, RandomState);

impl Keys {
    /// The fingerprint of one subject's place. Those of a set are added up.
    pub(super) fn print(&self, subject: &str, sequence: u64, number: u64) -> u128 {
        let row = (subject, sequence, number);
        u128::from(self.0.hash_one(row)) << 64 | u128::from(self.1.hash_one(row))
    }
}

/// What one stretch of entries turns out to be.
pub(super) struct Stretch {
    pub(super) hashes: Vec<Hash>,
    pub(super) damage: Vec<Damage>,
    /// Sum of the fingerprints of the leaves' subjects.
    pub(super) print: u128,
}

/// Stretches in order, as they are ready.
pub(super) struct Stretches {
    ready: mpsc::Receiver<(u64, Result<Stretch, LedgerError>)>,
    /// Those that came before their turn.
    early: BTreeMap<u64, Stretch>,
    next: u64,
    /// Dropped with this: then the tasks end too.
    _tasks: JoinSet<()>,
}

impl Stretches {
    pub(super) fn start(dir: &Path, size: u64, keys: &Keys) -> Self {
        let (done, ready) = mpsc::channel(AHEAD_MAX);
        let turn = Arc::new(AtomicU64::new(0));
        let mut tasks = JoinSet::new();
        for _ in 0..TASKS {
            let task = Task {
                dir: dir.to_owned(),
                size,
                turn: Arc::clone(&turn),
                keys: keys.clone(),
                done: done.clone(),
            };
            tasks.spawn(task.run());
        }
        Self {
            ready,
            early: BTreeMap::new(),
            next: 0,
            _tasks: tasks,
        }
    }

    /// The next stretch in order; none after the last.
    pub(super) async fn next(&mut self) -> Result<Option<Stretch>, LedgerError> {
        loop {
            if let Some(stretch) = self.early.remove(&self.next) {
                self.next += 1;
                return Ok(Some(stretch));
            }
            let Some((turn, stretch)) = self.ready.recv().await else {
                return Ok(None);
            };
            self.early.insert(turn, stretch?);
        }
    }
}

/// One reader of stretches.
struct Task {
    dir: std::path::PathBuf,
    size: u64,
    turn: Arc<AtomicU64>,
    keys: Keys,
    done: mpsc::Sender<(u64, Result<Stretch, LedgerError>)>,
}

impl Task {
    async fn run(self) {
        let mut connection = match connect(&self.dir).await {
            Ok(connection) => connection,
            Err(error) => {
                self.done.send((0, Err(error))).await.ok();
                return;
            }
        };
        loop {
            let turn = self.turn.fetch_add(1, Ordering::Relaxed);
            let first = turn * STRETCH_ENTRIES + 1;
            if first > self.size {
                return;
            }
            let last = self.size.min(first + STRETCH_ENTRIES - 1);
            let examined = examine(&mut connection, first..=last)
                .await
                .map(|examined| {
                    let print = |(sequence, one): &(u64, ledger_format::SubjectNumber)| {
                        self.keys.print(&one.name, *sequence, one.number)
                    };
                    let prints = examined.subjects.iter().map(print);
                    Stretch {
                        print: prints.fold(0, u128::wrapping_add),
                        hashes: examined.hashes,
                        damage: examined.damage,
                    }
                });
            let failed = examined.is_err();
            if self.done.send((turn, examined)).await.is_err() || failed {
                return;
            }
        }
    }
}
