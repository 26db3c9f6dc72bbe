//! Follows what waits on a profile's desk, and tells the window when it is something else.

use crate::{attention, commands::console::small, events::Notices};
use domain::{Clock, Environment};
use engine::{
    Cards, Desk, DeskTold, EngineError, Intents, Waits,
    approvals::{Rules, rules},
    chain,
    desk::DeskFilling,
};
use ledger::Reader;
use std::{
    collections::BTreeSet,
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

/// What comes within so long is told at once.
const ALERT_AFTER: Duration = Duration::from_secs(2);

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
    /// The profile's name and title.
    pub name: (String, String),
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The way to the window.
    pub notices: Notices,
    /// Whether the profile is on the screen.
    pub is_shown: Arc<AtomicBool>,
}

/// What came to wait and was not told yet, by desktop notification.
#[derive(Default)]
struct Fresh {
    known: Option<BTreeSet<String>>,
    waits: Vec<Waits>,
    tell_at: Option<Instant>,
}

impl Fresh {
    /// Takes what waits now. What waited at the first look is no news: the window tells it.
    fn take(&mut self, told: &DeskTold) {
        let now: BTreeSet<String> = told.items.iter().map(attention::key).collect();
        if let Some(known) = &self.known {
            let items = told.items.iter();
            let fresh = items.filter(|item| !known.contains(&attention::key(item)));
            self.waits.extend(fresh.map(|item| item.waits.clone()));
            if !self.waits.is_empty() && self.tell_at.is_none() {
                self.tell_at = Some(Instant::now() + ALERT_AFTER);
            }
        }
        self.known = Some(now);
    }

    /// Gives what is to be told now.
    fn due(&mut self) -> Vec<Waits> {
        if self.tell_at.is_some_and(|at| Instant::now() >= at) {
            self.tell_at = None;
            return std::mem::take(&mut self.waits);
        }
        Vec::new()
    }

    async fn wait(&self) {
        match self.tell_at {
            Some(at) => tokio::time::sleep_until(at).await,
            None => std::future::pending().await,
        }
    }
}

impl DeskWatch {
    /// Looks each time that the ledger grew, until it is closed or this is aborted.
    pub async fn follow(mut self, mut committed: watch::Receiver<u64>) {
        let mut last: Option<DeskTold> = None;
        let mut fresh = Fresh::default();
        loop {
            committed.mark_unchanged();
            let began = Instant::now();
            match self.look().await {
                Ok(told) => {
                    if last.as_ref() != Some(&told) {
                        self.tell(&told);
                        fresh.take(&told);
                        last = Some(told);
                    }
                }
                Err(error) => {
                    let error = chain(&error);
                    tracing::warn!(error, "what waits on the desk is not known");
                }
            }
            self.alert(&fresh.due());
            let pause = began.elapsed().saturating_mul(SHARE).max(LOOK_PAUSE);
            tokio::time::sleep(pause).await;
            let goes_on = tokio::select! {
                changed = committed.changed() => changed.is_ok(),
                changed = self.filling.changed() => {
                    self.stale(&["list_desk"]);
                    changed.is_ok()
                }
                () = fresh.wait() => true,
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
        self.notices.waiting(&self.name.0, small(count));
        self.stale(&["list_desk"]);
        // The frame tells of profiles that are not on the screen too.
        self.notices.stale(&["console_status"]);
    }

    fn alert(&self, fresh: &[Waits]) {
        let said = attention::alert(self.environment, &self.name.1, fresh.iter());
        if let Some(alert) = said {
            self.notices.alert(&alert);
        }
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
