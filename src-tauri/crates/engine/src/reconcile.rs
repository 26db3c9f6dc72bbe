//! Reconciliation: after a gap, what may have changed is read from the API, within a budget of
//! requests, and written down: what was read, and which changes no verified delivery told.
//!
//! It goes on where it stopped, by its own entries: objects on their way first, then each list page
//! by page. A whole one closes the gaps that it covers.

mod background;
mod missed;
mod open;
mod place;
mod records;
mod walk;

pub use background::Slow;
pub use missed::{Looked, Seen, missed_among, missed_by};
pub use records::{Unfinished, unfinished};

use crate::{ApiError, EngineError, NotReady, WayMarks, api::ApiRoom, chain, deed::DeedError};
use background::Rounds;
use domain::{
    Gap, Millis,
    record::{ReconcileBeganFacts, ReconcileEnd, ReconciledFacts},
};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::watch;

/// How much is asked of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// The most requests a minute.
    pub per_minute: u32,
    /// How many objects a page is asked for.
    pub page: u32,
    /// The most objects on their way that are read one by one; the lists show the others.
    pub open_max: usize,
    /// How long a webhook is waited for that may be on its way.
    pub grace: Duration,
    /// How long nothing else must happen before it begins by itself.
    pub settle: Duration,
    /// How long after a failure it is tried again by itself; it doubles.
    pub retry: Duration,
    /// The longest such pause.
    pub retry_max: Duration,
    /// How slowly all is read in the background.
    pub slow: Slow,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            per_minute: 60,
            page: 200,
            open_max: 100,
            grace: Duration::from_secs(15),
            settle: Duration::from_secs(5),
            retry: Duration::from_secs(30),
            retry_max: Duration::from_secs(900),
            slow: Slow::default(),
        }
    }
}

impl Budget {
    /// The least time from one request to the next.
    #[must_use]
    pub fn apart(&self) -> Duration {
        Duration::from_secs(60) / self.per_minute.max(1)
    }
}

/// A reconciliation on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciling {
    /// From when on changes are looked for.
    pub from: Millis,
    /// When it started.
    pub started: Millis,
    /// What is read now: an operation's id, or `open`.
    pub step: String,
    /// How many of its steps are done, and how many there are.
    pub steps: (usize, usize),
    /// How many calls were made.
    pub calls: u64,
    /// How many objects they showed.
    pub objects: u64,
    /// How many changes had no webhook.
    pub missed: u64,
    /// Whether it goes on where an earlier one stopped.
    pub goes_on: bool,
    /// Whether it is a round of the slow reading in the background.
    pub is_background: bool,
}

/// How the last one of this session ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// It is written down.
    Told(ReconciledFacts),
    /// It failed: why. What was read is written down; it goes on from there.
    Failed(String),
}

/// How it fares.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReconcileState {
    /// The one on its way.
    pub now: Option<Reconciling>,
    /// How the last one of this session ended.
    pub last: Option<Ended>,
}

/// What a person wants.
#[derive(Debug, Clone, Default)]
struct Wanted {
    /// From when on, and who asked.
    from: Option<(Millis, Option<String>)>,
    cancel: bool,
}

/// Why it stopped before its end.
#[derive(Debug, thiserror::Error)]
pub enum ReconcileError {
    /// The API can't be called.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// A call did not work.
    #[error("{0}")]
    Call(String),
    /// The server is another one by now.
    #[error("the server is another one by now")]
    OtherServer,
    /// The ledger can't be read.
    #[error(transparent)]
    Read(#[from] EngineError),
    /// An entry could not be written.
    #[error(transparent)]
    Write(#[from] DeedError),
}

/// Reconciles a profile with its server.
pub struct Reconcile {
    room: Arc<ApiRoom>,
    budget: Budget,
    state: watch::Sender<ReconcileState>,
    background: watch::Sender<Option<Reconciling>>,
    wanted: watch::Sender<Wanted>,
    // What the ledger says of the way in, read on and on.
    marks: Mutex<WayMarks>,
}

impl Reconcile {
    /// One that does nothing yet.
    #[must_use]
    pub fn new(room: Arc<ApiRoom>, budget: Budget) -> Self {
        Self {
            room,
            budget,
            state: watch::Sender::default(),
            background: watch::Sender::default(),
            wanted: watch::Sender::default(),
            marks: Mutex::default(),
        }
    }

    /// How it fares, as that changes.
    #[must_use]
    pub fn state(&self) -> watch::Receiver<ReconcileState> {
        self.state.subscribe()
    }

    /// The round of reading in the background that is on its way, as that changes.
    #[must_use]
    pub fn background(&self) -> watch::Receiver<Option<Reconciling>> {
        self.background.subscribe()
    }

    /// A person wants all changes looked for from an instant on. [`Reconcile::tend`] does it.
    ///
    /// # Errors
    /// [`NotReady`] if the API can't be called.
    pub fn start(&self, from: Millis, by: Option<String>) -> Result<(), NotReady> {
        self.room.ready()?;
        self.wanted.send_modify(|wanted| {
            wanted.from = Some((from, by));
            wanted.cancel = false;
        });
        Ok(())
    }

    /// Stops the one on its way after the call that is under way.
    pub fn cancel(&self) {
        self.wanted.send_modify(|wanted| {
            wanted.from = None;
            wanted.cancel = true;
        });
    }

    /// Reconciles when a person asks, and by itself when there are gaps that ended and are not
    /// closed; between that all is read slowly, round after round. `committed` is the number of the
    /// ledger's entries. Until it is aborted.
    pub async fn tend(self: Arc<Self>, mut committed: watch::Receiver<u64>) {
        let mut wanted = self.wanted.subscribe();
        let mut held = self.room.held();
        let mut pause = self.budget.retry;
        // A span that a person stopped, or the server refuses in part, is not begun by itself again
        // in this session.
        let mut left_alone = None;
        let mut stopped = self.stopped().await;
        let mut rounds = Rounds::open(&self);
        loop {
            committed.mark_unchanged();
            let asked = wanted.borrow_and_update().from.clone();
            let by_itself = asked.is_none();
            let next = match asked {
                Some((from, by)) => Some((from, by)),
                None if self.room.ready().is_err() => None,
                None if stopped.is_some() => stopped.take(),
                None => self.due(left_alone).await.map(|from| (from, None)),
            };
            let Some((from, by)) = next else {
                tokio::select! {
                    changed = committed.changed() => if changed.is_err() { return },
                    _ = wanted.changed() => {}
                    _ = held.changed() => {}
                    () = rounds.due() => {
                        rounds.step(&mut wanted).await;
                        continue;
                    }
                }
                // What comes in crowds is looked at once.
                tokio::time::sleep(Duration::from_millis(200)).await;
                continue;
            };
            if by_itself && !is_quiet(&mut wanted, self.budget.settle).await {
                continue;
            }
            self.wanted.send_modify(|wanted| {
                wanted.from = None;
                wanted.cancel = false;
            });
            match self.run(from, by).await {
                Ok(facts) => {
                    pause = self.budget.retry;
                    if facts.end != ReconcileEnd::Whole {
                        left_alone = Some(facts.started);
                    }
                }
                Err(_) => {
                    is_quiet(&mut wanted, pause).await;
                    pause = pause.saturating_mul(2).min(self.budget.retry_max);
                }
            }
        }
    }

    /// What the run before began not long ago and did not end.
    async fn stopped(&self) -> Option<(Millis, Option<String>)> {
        match unfinished(&self.room.reader()).await {
            Ok(found) => {
                let facts = found?.facts;
                let age = self.room.clock().now().0.saturating_sub(facts.started.0);
                (age <= walk::UNFINISHED_MAX_MS).then_some((facts.from, facts.by))
            }
            Err(error) => {
                tracing::warn!(error = chain(&error), "it is not known what was begun");
                None
            }
        }
    }

    /// From when on it is to begin by itself: where the oldest gap begins that ended, is not
    /// closed, and did not end before `left_alone`.
    async fn due(&self, left_alone: Option<Millis>) -> Option<Millis> {
        let mut marks = self.marks().clone();
        if let Err(error) = marks.read_on(&self.room.reader()).await {
            tracing::warn!(
                error = chain(&error),
                "it is not known whether there are gaps"
            );
            return None;
        }
        let first = marks.unclosed().into_iter().find(|gap| {
            let ended = gap.to.map(Millis);
            ended.is_some_and(|ended| left_alone.is_none_or(|left| ended > left))
        });
        *self.marks() = marks;
        first.map(|gap| Millis(gap.from))
    }

    /// The gaps that a reconciliation closes once it is whole.
    async fn to_close(&self, begun: &ReconcileBeganFacts) -> Result<Vec<Gap>, EngineError> {
        let mut marks = self.marks().clone();
        marks.read_on(&self.room.reader()).await?;
        let mut gaps = marks.unclosed();
        gaps.retain(|gap| {
            let ended = gap.to.map(Millis);
            gap.from >= begun.from.0 && ended.is_some_and(|ended| ended <= begun.started)
        });
        *self.marks() = marks;
        Ok(gaps)
    }

    fn marks(&self) -> std::sync::MutexGuard<'_, WayMarks> {
        self.marks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reconciles now; an earlier one that stopped not long ago, and looks from the same instant
    /// on, goes on.
    ///
    /// # Errors
    /// [`ReconcileError`]; what was read is written down, and the next one goes on from there.
    pub async fn run(
        &self,
        from: Millis,
        by: Option<String>,
    ) -> Result<ReconciledFacts, ReconcileError> {
        let ended = walk::run(self, from, by).await;
        let last = match &ended {
            Ok(facts) => Ended::Told(facts.clone()),
            Err(error) => {
                let why = chain(error);
                tracing::warn!(why, "the reconciliation stopped");
                Ended::Failed(why)
            }
        };
        self.state.send_replace(ReconcileState {
            now: None,
            last: Some(last),
        });
        ended
    }

    fn is_cancelled(&self) -> bool {
        self.wanted.borrow().cancel
    }
}

/// Whether nobody asks for anything for so long.
async fn is_quiet(wanted: &mut watch::Receiver<Wanted>, time: Duration) -> bool {
    tokio::select! {
        () = tokio::time::sleep(time) => true,
        _ = wanted.changed() => false,
    }
}
