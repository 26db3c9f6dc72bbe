//! Notices to the window: which answers are stale, and whose money it shows.

use crate::window;
use contract::{Stale, commands::TABLE};
use domain::Environment;
use std::sync::Arc;
use tauri::{AppHandle, Emitter, Runtime};

type TellStale = dyn Fn(&[&str]) + Send + Sync;
type TellShown = dyn Fn(Option<(Environment, String)>) + Send + Sync;

/// A way to tell the window something. It may be lost: a lost notice costs a later answer.
#[derive(Clone)]
pub struct Notices {
    stale: Arc<TellStale>,
    shown: Arc<TellShown>,
}

impl Notices {
    /// Notices to this program's window.
    pub fn to_window<R: Runtime>(handle: AppHandle<R>) -> Self {
        let named = handle.clone();
        Self {
            stale: Arc::new(move |queries| {
                let queries = queries.iter().map(ToString::to_string).collect();
                if let Err(error) = handle.emit("stale", Stale { queries }) {
                    tracing::warn!(%error, "the window could not be told of news");
                }
            }),
            shown: Arc::new(move |profile| window::name_profile(&named, profile)),
        }
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

    /// The profile of this environment and title is on the screen, or none is.
    pub fn shown(&self, profile: Option<(Environment, String)>) {
        (self.shown)(profile);
    }
}
