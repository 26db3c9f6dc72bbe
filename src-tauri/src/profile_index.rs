//! The index beside a profile's ledger: what lists and search are found by.

use crate::{events::Notices, receiving::NOTICE_PAUSE};
use engine::{ProfileFolder, chain};
use ledger::{Follower, Index, IndexError, Reader};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tokio::{
    sync::{Mutex, watch},
    task::JoinHandle,
};

/// The index, or why it can't be had: the ledger goes on without.
pub struct ProfileIndex {
    opened: Result<Index, IndexError>,
    follower: Mutex<Option<Follower>>,
    telling: Option<JoinHandle<()>>,
}

impl ProfileIndex {
    /// Opens the index and lets it follow the ledger as it grows. Nothing is lost without it.
    pub async fn open(
        folder: &ProfileFolder,
        reader: &Reader,
        committed: watch::Receiver<u64>,
    ) -> Self {
        let opened = Index::open(&folder.path, reader.clone(), engine::DESCRIBE).await;
        let followed = opened.and_then(|index| {
            let follower = index.follow(committed)?;
            Ok((index, follower))
        });
        let (opened, follower) = match followed {
            Ok((index, follower)) => (Ok(index), Some(follower)),
            Err(error) => {
                tracing::warn!(
                    error = chain(&error),
                    "lists and search do without the index"
                );
                (Err(error), None)
            }
        };
        Self {
            opened,
            follower: Mutex::new(follower),
            telling: None,
        }
    }

    /// Tells the window when more entries can be found.
    #[must_use]
    pub fn telling(mut self, notices: Notices, is_shown: Arc<AtomicBool>) -> Self {
        let indexed = self.opened.as_ref().map(Index::indexed).ok();
        self.telling = indexed.map(|indexed| tokio::spawn(tell(indexed, notices, is_shown)));
        self
    }

    /// The index.
    ///
    /// # Errors
    /// Why there is none.
    pub const fn get(&self) -> Result<&Index, &IndexError> {
        self.opened.as_ref()
    }

    /// Ends it, before its ledger is closed.
    pub async fn close(&self) {
        if let Some(telling) = &self.telling {
            telling.abort();
        }
        if let Ok(index) = &self.opened {
            index.close().await;
        }
        if let Some(follower) = self.follower.lock().await.take() {
            follower.stop().await;
        }
    }
}

async fn tell(mut indexed: watch::Receiver<u64>, notices: Notices, is_shown: Arc<AtomicBool>) {
    while indexed.changed().await.is_ok() {
        if is_shown.load(Ordering::Relaxed) {
            notices.stale(&["list_deliveries", "list_events", "list_secrets"]);
        }
        tokio::time::sleep(NOTICE_PAUSE).await;
    }
}
