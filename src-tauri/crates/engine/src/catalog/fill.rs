//! Fills the catalog: lists all merchants, receiver accounts and transactions, page by page, each
//! page a call that is written down like any other; what it shows comes back through the ledger.

mod pages;

use crate::{ApiError, EngineError, HeldCredentials, api::ApiRoom, chain, deed};
use catalog::{Catalog, Filled, Unfinished};
use domain::{
    Millis,
    record::{CatalogFilledFacts, KIND_CATALOG_FILLED, SUBJECT_CALLS},
};
use partner_api::Operation;
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::watch;

/// How old a fill that stopped may be to go on where it did: later its pages are others.
const UNFINISHED_MAX_MS: i64 = 3_600_000;

/// How long the catalog is waited for to take what ends a fill.
const TAKEN_WITHIN: Duration = Duration::from_secs(10);

/// How much is asked of the server.
#[derive(Debug, Clone, Copy)]
pub struct Paces {
    /// How many objects a page is asked for.
    pub page: u32,
    /// The least time between two calls when a person waits for it.
    pub asked: Duration,
    /// The same when it is done by itself.
    pub by_itself: Duration,
    /// How long the API must have been usable before it is begun by itself: who sets a profile up
    /// may still change it.
    pub settle: Duration,
    /// How long after a failure it is tried again by itself; it doubles.
    pub retry: Duration,
    /// The longest such pause.
    pub retry_max: Duration,
}

impl Default for Paces {
    fn default() -> Self {
        Self {
            page: 200,
            asked: Duration::from_millis(200),
            by_itself: Duration::from_millis(500),
            settle: Duration::from_secs(5),
            retry: Duration::from_secs(30),
            retry_max: Duration::from_secs(900),
        }
    }
}

/// A fill on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filling {
    /// When its first call began.
    pub started: Millis,
    /// What is listed now.
    pub operation: Operation,
    /// How many merchants were listed so far.
    pub merchants: u64,
    /// How many receiver accounts were listed so far.
    pub accounts: u64,
    /// How many transactions were listed so far.
    pub transactions: u64,
    /// How many of what is listed now there are in all, if the server tells.
    pub total: Option<u64>,
    /// Whether a person asked for it.
    pub is_asked: bool,
    /// Whether it goes on where an earlier one stopped.
    pub goes_on: bool,
}

/// How the last fill of this session ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FillEnd {
    /// All lists were read to their ends.
    Whole,
    /// A person stopped it.
    Cancelled,
    /// It failed: why. What was listed before is in the catalog.
    Failed(String),
}

/// How the filling fares.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FillState {
    /// The fill on its way.
    pub now: Option<Filling>,
    /// When the last one of this session ended, and how.
    pub last: Option<(Millis, FillEnd)>,
}

/// What a person wants.
#[derive(Debug, Clone, Default)]
struct Wanted {
    /// That it is filled, and who asked.
    fill: Option<Option<String>>,
    /// That it stops.
    cancel: bool,
}

/// Fills a profile's catalog.
pub struct Fill {
    room: Arc<ApiRoom>,
    catalog: Catalog,
    paces: Paces,
    state: watch::Sender<FillState>,
    wanted: watch::Sender<Wanted>,
    /// Whether it is not begun by itself any more in this session.
    quiet: Mutex<bool>,
}

/// Why a fill stopped before its end.
enum Stopped {
    Cancelled,
    Failed(String),
}

impl From<ApiError> for Stopped {
    fn from(error: ApiError) -> Self {
        Self::Failed(sentence(&chain(&error)))
    }
}

impl From<EngineError> for Stopped {
    fn from(error: EngineError) -> Self {
        Self::Failed(sentence(&chain(&error)))
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

impl Fill {
    /// A filling that does nothing yet.
    #[must_use]
    pub fn new(room: Arc<ApiRoom>, catalog: Catalog, paces: Paces) -> Self {
        Self {
            room,
            catalog,
            paces,
            state: watch::Sender::default(),
            wanted: watch::Sender::default(),
            quiet: Mutex::new(false),
        }
    }

    /// How it fares, as that changes.
    #[must_use]
    pub fn state(&self) -> watch::Receiver<FillState> {
        self.state.subscribe()
    }

    /// Begins, or goes on where the last one stopped. One that is on its way goes on.
    ///
    /// # Errors
    /// [`crate::NotReady`] if the API can't be called.
    pub fn start(&self, by: Option<String>) -> Result<(), crate::NotReady> {
        self.room.ready()?;
        self.wanted.send_modify(|wanted| {
            wanted.fill = Some(by);
            wanted.cancel = false;
        });
        Ok(())
    }

    /// Stops it after the call that is on its way. It is not begun by itself again in this session.
    pub fn cancel(&self) {
        self.hush();
        self.wanted.send_modify(|wanted| {
            wanted.fill = None;
            wanted.cancel = true;
        });
    }

    fn hush(&self) {
        *self.quiet.lock().unwrap_or_else(PoisonError::into_inner) = true;
    }

    /// Fills when a person asks, and by itself as long as the catalog never was filled and the API
    /// can be called. `committed` is the number of the ledger's entries. Until it is aborted.
    pub async fn tend(self: Arc<Self>, committed: watch::Receiver<u64>) {
        let mut changes = Changes {
            held: self.room.held(),
            health: self.room.health(),
            catalog: self.catalog.state(),
            wanted: self.wanted.subscribe(),
        };
        let mut pause = self.paces.retry;
        loop {
            let wanted = changes.wanted.borrow_and_update().fill.clone();
            let by = match wanted {
                Some(by) => Some(Some(by)),
                None => self.is_due(&committed).then_some(None),
            };
            let Some(by) = by else {
                if !changes.any().await {
                    return;
                }
                continue;
            };
            let by_itself = by.is_none();
            if by_itself && !changes.stay_for(self.paces.settle).await {
                continue;
            }
            self.wanted.send_modify(|wanted| {
                wanted.fill = None;
                wanted.cancel = false;
            });
            let end = self.run(by).await;
            let has_failed = matches!(end, FillEnd::Failed(_));
            let now = self.room.clock().now();
            self.state.send_replace(FillState {
                now: None,
                last: Some((now, end)),
            });
            if has_failed && by_itself {
                changes.wait(pause).await;
                pause = pause.saturating_mul(2).min(self.paces.retry_max);
            } else {
                // It was done, or a person stopped it or saw it fail, and asks again.
                self.hush();
            }
        }
    }

    /// Whether it is to begin by itself: the catalog knows its whole ledger, and no fill is in it.
    fn is_due(&self, committed: &watch::Receiver<u64>) -> bool {
        let quiet = *self.quiet.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.catalog.state();
        let state = state.borrow();
        let follows = state.followed >= *committed.borrow();
        !quiet && follows && state.filled.is_none() && self.room.ready().is_ok()
    }

    async fn run(&self, by: Option<Option<String>>) -> FillEnd {
        match self.fill(by).await {
            Ok(()) => FillEnd::Whole,
            Err(Stopped::Cancelled) => FillEnd::Cancelled,
            Err(Stopped::Failed(why)) => {
                tracing::warn!(why, "the catalog could not be filled");
                FillEnd::Failed(why)
            }
        }
    }

    /// Where it goes on, if an earlier one of this server stopped not long ago.
    async fn begun(&self, origin: &str, now: Millis) -> Option<Unfinished> {
        let unfinished = self.catalog.unfinished().await?;
        let age = now.0.saturating_sub(unfinished.ended.0);
        let fits = unfinished.origin == origin && (0..=UNFINISHED_MAX_MS).contains(&age);
        fits.then_some(unfinished)
    }

    async fn fill(&self, by: Option<Option<String>>) -> Result<(), Stopped> {
        let partner = self.room.partner()?;
        let origin = partner.base().origin().as_str().to_owned();
        let now = self.room.clock().now();
        let begun = self.begun(&origin, now).await;
        let goes_on = begun.is_some();
        let at = begun.unwrap_or(Unfinished {
            started: now,
            ended: now,
            operation: Operation::ListMerchants.id().to_owned(),
            page: 0,
            merchants: 0,
            accounts: 0,
            transactions: 0,
            refused: Vec::new(),
            origin,
        });
        let mut walk = pages::Walk {
            fill: self,
            partner,
            pause: match by {
                Some(_) => self.paces.asked,
                None => self.paces.by_itself,
            },
            at,
            unread: 0,
            is_asked: by.is_some(),
            goes_on,
            by: by.flatten(),
        };
        walk.all().await?;
        let pages::Walk { at, unread, by, .. } = walk;
        let facts = CatalogFilledFacts {
            origin: at.origin,
            started: at.started,
            ended: at.ended,
            merchants: at.merchants,
            accounts: at.accounts,
            transactions: Some(at.transactions),
            refused: at.refused,
            unread,
            by,
        };
        self.note(&facts).await
    }

    /// Writes down that it is whole, and waits until the catalog has that.
    async fn note(&self, facts: &CatalogFilledFacts) -> Result<(), Stopped> {
        let failed = |error: deed::DeedError| Stopped::Failed(sentence(&chain(&error)));
        let now = self.room.clock().now();
        let subjects = [SUBJECT_CALLS];
        let entry = deed::entry(KIND_CATALOG_FILLED, &subjects, facts, None, now);
        let written = deed::append(self.room.writer(), entry.map_err(failed)?).await;
        let sequence = written.map_err(failed)?;
        self.set_unfinished(None).await?;
        let mut state = self.catalog.state();
        let has_it = |filled: &Filled| filled.sequence >= sequence;
        let known = state.wait_for(|state| state.filled.as_ref().is_some_and(has_it));
        // One that can't be written takes it later; the ledger has it.
        tokio::time::timeout(TAKEN_WITHIN, known).await.ok();
        Ok(())
    }

    async fn set_unfinished(&self, unfinished: Option<Unfinished>) -> Result<(), Stopped> {
        let set = self.catalog.set_unfinished(unfinished).await;
        set.map_err(|error| EngineError::from(error).into())
    }
}

/// What may make a fill due.
struct Changes {
    held: watch::Receiver<HeldCredentials>,
    health: watch::Receiver<crate::api::Health>,
    catalog: watch::Receiver<catalog::CatalogState>,
    wanted: watch::Receiver<Wanted>,
}

impl Changes {
    /// Waits for any of it; false if nothing will come any more.
    async fn any(&mut self) -> bool {
        tokio::select! {
            changed = self.held.changed() => changed.is_ok(),
            changed = self.health.changed() => changed.is_ok(),
            changed = self.catalog.changed() => changed.is_ok(),
            changed = self.wanted.changed() => changed.is_ok(),
        }
    }

    /// Whether nobody asks for anything and the credentials stay as they are for so long.
    async fn stay_for(&mut self, settle: Duration) -> bool {
        tokio::select! {
            () = tokio::time::sleep(settle) => true,
            _ = self.held.changed() => false,
            _ = self.wanted.changed() => false,
        }
    }

    /// Waits after a failure, but no longer than until a person asks, or other credentials come.
    async fn wait(&mut self, pause: Duration) {
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = self.held.changed() => {}
            _ = self.wanted.changed() => {}
        }
    }
}
