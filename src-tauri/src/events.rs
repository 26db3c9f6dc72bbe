//! Notices to the window and to who looks elsewhere: which answers are stale, whose money is shown,
//! what waits.

use crate::{
    attention::{Alert, Counts, Shown},
    window,
};
use contract::{Stale, commands::TABLE};
use std::sync::{Arc, Mutex, PoisonError};
use tauri::{AppHandle, Emitter, Runtime};

type TellStale = dyn Fn(&[&str]) + Send + Sync;
type TellCounts = dyn Fn(&Counts) + Send + Sync;
type TellAlert = dyn Fn(&Alert) + Send + Sync;

/// A way to tell the window something. It may be lost: a lost notice costs a later answer.
#[derive(Clone)]
pub struct Notices {
    stale: Arc<TellStale>,
    told: Arc<TellCounts>,
    alert: Arc<TellAlert>,
    counts: Arc<Mutex<Counts>>,
}

impl Notices {
    /// Notices to this program's window.
    pub fn to_window<R: Runtime>(handle: AppHandle<R>) -> Self {
        let (named, alerted) = (handle.clone(), handle.clone());
        Self {
            stale: Arc::new(move |queries| {
                let queries = queries.iter().map(ToString::to_string).collect();
                if let Err(error) = handle.emit("stale", Stale { queries }) {
                    tracing::warn!(%error, "the window could not be told of news");
                }
            }),
            told: Arc::new(move |counts| window::tell_counts(&named, counts)),
            alert: Arc::new(move |alert| window::alert(&alerted, alert)),
            counts: Arc::default(),
        }
    }

    /// The same, with alerts going elsewhere.
    #[must_use]
    pub fn alerting(mut self, alert: impl Fn(&Alert) + Send + Sync + 'static) -> Self {
        self.alert = Arc::new(alert);
        self
    }

    /// Answers to these queries may have changed.
    pub fn stale(&self, queries: &[&str]) {
        (self.stale)(queries);
    }

    /// Answers to all queries may have changed.
    pub fn all_stale(&self) {
        let queries = TABLE.iter().filter(|(.., kind)| *kind == "query");
        let queries: Vec<&str> = queries.map(|(name, ..)| *name).collect();
        self.stale(&queries);
    }

    /// This profile is on the screen, or none is.
    pub fn shown(&self, profile: Option<Shown>) {
        self.change(|counts| counts.show(profile));
    }

    /// So many things wait at a profile.
    pub fn waiting(&self, profile: &str, count: u32) {
        self.change(|counts| counts.take(profile, count));
    }

    /// A profile was closed.
    pub fn closed(&self, profile: &str) {
        self.change(|counts| counts.forget(profile));
    }

    fn change(&self, change: impl FnOnce(&mut Counts)) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut counts);
        (self.told)(&counts);
    }

    /// Something came to wait.
    pub fn alert(&self, alert: &Alert) {
        (self.alert)(alert);
    }
}
