//! Follows what waits on a profile's desk, and tells the window when it is something else.

use crate::{commands::console::small, events::Notices};
use domain::{Clock, Environment};
use engine::{
    Cards, Desk, DeskTold, EngineError, Intents,
    approvals::{Rules, rules},
    chain,
    desk::DeskFilling,
};
use ledger::Reader;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{sync::watch, time::Instant};

/// The least time between two looks.
const LOOK_PAUSE: Duration = Duration::from_millis(200);
/// A look takes no more than this share of the time: one part of so many.
const SHARE: u32 = 5;
/// The longest time between two looks: what was postponed comes back by itself.
const LOOK_AFTER: Duration = Duration::from_secs(20);

/// What follows a profile's desk.
pub struct DeskWatch {
    /// The desk.
    pub desk: Arc<Desk>,
    /// The cards on it.
    pub cards: Arc<Cards>,
    /// The requests whose outcome may not be known.
    pub intents: Arc<Intents>,
    /// The ledger, for reading.
    pub reader: Reader,
    /// What the profile's server is.
    pub environment: Environment,
    /// How the filling fares.
    pub filling: watch::Receiver<DeskFilling>,
    /// How many things wait.
    pub waiting: watch::Sender<u32>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The way to the window.
    pub notices: Notices,
    /// Whether the profile is on the screen.
    pub is_shown: Arc<AtomicBool>,
}

impl DeskWatch {
    /// Looks each time that the ledger grew, until it is closed or this is aborted.
    pub async fn follow(mut self, mut committed: watch::Receiver<u64>) {
        let mut last: Option<DeskTold> = None;
        loop {
            committed.mark_unchanged();
            let began = Instant::now();
            match self.look().await {
                Ok(told) => {
                    if last.as_ref() != Some(&told) {
                        self.tell(&told);
                        last = Some(told);
                    }
                }
                Err(error) => {
                    let error = chain(&error);
                    tracing::warn!(error, "what waits on the desk is not known");
                }
            }
            let pause = began.elapsed().saturating_mul(SHARE).max(LOOK_PAUSE);
            tokio::time::sleep(pause).await;
            let goes_on = tokio::select! {
                changed = committed.changed() => changed.is_ok(),
                changed = self.filling.changed() => {
                    self.stale(&["list_desk"]);
                    changed.is_ok()
                }
                () = tokio::time::sleep(LOOK_AFTER) => true,
            };
            if !goes_on {
                return;
            }
        }
    }

    async fn look(&self) -> Result<DeskTold, EngineError> {
        let rules = rules_of(&self.reader, self.environment).await;
        let now = self.clock.now();
        let intents = Some(&*self.intents);
        self.desk.told(&self.cards, intents, &rules, now).await
    }

    fn tell(&self, told: &DeskTold) {
        let count = u64::try_from(told.items.len()).unwrap_or(u64::MAX);
        self.waiting.send_replace(small(count));
        self.stale(&["list_desk"]);
        // The frame tells of profiles that are not on the screen too.
        self.notices.stale(&["console_status"]);
    }

    fn stale(&self, queries: &[&str]) {
        if self.is_shown.load(Ordering::Relaxed) {
            self.notices.stale(queries);
        }
    }
}

/// Policies and operators; none where they can't be relied on: then no word counts.
pub async fn rules_of(reader: &Reader, environment: Environment) -> Rules {
    let rules = rules::read(reader, environment).await;
    rules.unwrap_or_default()
}
