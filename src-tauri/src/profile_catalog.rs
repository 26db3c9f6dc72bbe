//! The catalog of a profile: its merchants, receiver accounts and transactions, as its ledger knows
//! them.

use crate::{events::Notices, receiving::NOTICE_PAUSE};
use catalog::Catalog;
use engine::{
    ApiRoom, EngineError, ProfileFolder,
    catalog::{Fill, FillState, Follow, Paces, follow, open},
    chain,
    desk::DeskPaces,
};
use ledger::Reader;
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};
use tokio::{sync::watch, task::JoinHandle};

/// Queries whose answers are about merchants, accounts and transactions.
const ABOUT_OBJECTS: [&str; 11] = [
    "list_transactions",
    "get_transaction",
    "get_merchant",
    "find_duplicates",
    "find_parties",
    "find_receivers",
    "get_listed",
    "list_merchants",
    "list_accounts",
    "kyc_board",
    "catalog_age",
];

/// How much the API is asked for its lists, by itself and by a person.
#[derive(Debug, Clone, Copy, Default)]
pub struct FillPaces {
    /// For the catalog.
    pub catalog: Paces,
    /// For the desk.
    pub desk: DeskPaces,
}

/// The catalog, or why it can't be had: the ledger goes on without.
pub struct ProfileCatalog {
    opened: Result<Catalog, EngineError>,
    follow: watch::Receiver<Follow>,
    fill: Option<Arc<Fill>>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

impl ProfileCatalog {
    /// Opens the catalog and lets it follow the ledger as it grows. Nothing is lost without it.
    pub async fn open(
        folder: &ProfileFolder,
        reader: &Reader,
        committed: watch::Receiver<u64>,
    ) -> Self {
        let opened = open(&folder.path, reader).await;
        let (told, follow_told) = watch::channel(Follow::default());
        let mut tasks = Vec::new();
        match &opened {
            Ok(catalog) => {
                let following = follow(catalog.clone(), reader.clone(), committed, told);
                tasks.push(tokio::spawn(following));
            }
            Err(error) => {
                let error = chain(error);
                tracing::warn!(error, "there are no lists of objects");
            }
        }
        Self {
            opened,
            follow: follow_told,
            fill: None,
            tasks: Mutex::new(tasks),
        }
    }

    /// Fills it from the API: by itself if it never was, and when a person asks.
    #[must_use]
    pub fn filling(
        mut self,
        room: &Arc<ApiRoom>,
        committed: watch::Receiver<u64>,
        paces: Paces,
    ) -> Self {
        if let Ok(catalog) = &self.opened {
            let fill = Fill::new(Arc::clone(room), catalog.clone(), paces);
            let fill = Arc::new(fill);
            self.push(tokio::spawn(Arc::clone(&fill).tend(committed)));
            self.fill = Some(fill);
        }
        self
    }

    /// Tells the window when it knows more.
    #[must_use]
    pub fn telling(self, notices: Notices, is_shown: Arc<AtomicBool>) -> Self {
        if let Ok(catalog) = &self.opened {
            let news = News {
                state: catalog.state(),
                follow: self.follow.clone(),
                fill: self.fill.as_ref().map(|fill| fill.state()),
            };
            self.push(tokio::spawn(tell(news, notices, is_shown)));
        }
        self
    }

    fn push(&self, task: JoinHandle<()>) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.push(task);
    }

    /// The catalog.
    ///
    /// # Errors
    /// Why there is none.
    pub const fn get(&self) -> Result<&Catalog, &EngineError> {
        self.opened.as_ref()
    }

    /// How the following of the ledger fares.
    #[must_use]
    pub fn follow(&self) -> Follow {
        self.follow.borrow().clone()
    }

    /// What fills it; none if the profile is read alone.
    #[must_use]
    pub const fn fill(&self) -> Option<&Arc<Fill>> {
        self.fill.as_ref()
    }

    /// Ends it, before its ledger is closed.
    pub async fn close(&self) {
        let tasks = std::mem::take(&mut *self.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        for task in tasks {
            task.abort();
            // An error says that it was aborted.
            task.await.ok();
        }
        if let Ok(catalog) = &self.opened {
            catalog.close().await;
        }
    }
}

/// What may be news to the window.
struct News {
    state: watch::Receiver<catalog::CatalogState>,
    follow: watch::Receiver<Follow>,
    fill: Option<watch::Receiver<FillState>>,
}

/// Tells what changed: the lists where the catalog took something, else how it fares alone.
async fn tell(mut news: News, notices: Notices, is_shown: Arc<AtomicBool>) {
    loop {
        let objects = tokio::select! {
            changed = news.state.changed() => changed.map(|()| true),
            changed = news.follow.changed() => changed.map(|()| false),
            changed = filling(&mut news.fill) => changed.map(|()| false),
        };
        let Ok(objects) = objects else {
            return;
        };
        if is_shown.load(Ordering::Relaxed) {
            let queries: &[&str] = if objects {
                &ABOUT_OBJECTS
            } else {
                &["catalog_age"]
            };
            notices.stale(queries);
        }
        tokio::time::sleep(NOTICE_PAUSE).await;
    }
}

async fn filling(
    fill: &mut Option<watch::Receiver<FillState>>,
) -> Result<(), watch::error::RecvError> {
    match fill {
        Some(fill) => fill.changed().await,
        None => std::future::pending().await,
    }
}
