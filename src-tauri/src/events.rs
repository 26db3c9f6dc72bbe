//! Notices to the window: which answers are stale, and whose money it shows.

use crate::window;
use contract::Stale;
use domain::{Environment, ProfileName};
use std::sync::Arc;
use tauri::{AppHandle, Emitter, Runtime};

type TellStale = dyn Fn(&[&str]) + Send + Sync;
type TellOpened = dyn Fn(Environment, &ProfileName) + Send + Sync;

/// A way to tell the window something. It may be lost: a lost notice costs a later answer.
#[derive(Clone)]
pub struct Notices {
    stale: Arc<TellStale>,
    opened: Arc<TellOpened>,
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
            opened: Arc::new(move |environment, name| {
                window::name_profile(&named, environment, name);
            }),
        }
    }

    /// Answers to these queries may have changed.
    pub fn stale(&self, queries: &[&str]) {
        (self.stale)(queries);
    }

    /// A profile was opened.
    pub fn opened(&self, environment: Environment, name: &ProfileName) {
        (self.opened)(environment, name);
    }
}
