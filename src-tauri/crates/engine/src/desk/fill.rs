//! Fills the desk: lists the transactions of all three kinds, so that nothing old is missed.

use super::Desk;
use crate::{
    HeldCredentials, NotReady,
    api::{ApiError, ApiRoom, Cause, Health, ObservedCall},
    chain,
};
use domain::{Millis, TransactionKind};
use partner_api::{Partner, endpoints::list::list_transactions, pages::ListEnd};
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;

/// How many transactions a page of a list is asked for.
const PAGE: u32 = 200;

/// How much is asked of the server.
#[derive(Debug, Clone, Copy)]
pub struct DeskPaces {
    /// The least time between two calls when a person waits for it.
    pub asked: Duration,
    /// The same when it is done by itself.
    pub by_itself: Duration,
    /// How long the API must have been usable before it is begun by itself.
    pub settle: Duration,
    /// How long after a failure it is tried again by itself; it doubles.
    pub retry: Duration,
    /// The longest such pause.
    pub retry_max: Duration,
}

impl Default for DeskPaces {
    fn default() -> Self {
        Self {
            asked: Duration::from_millis(100),
            by_itself: Duration::from_millis(500),
            settle: Duration::from_secs(2),
            retry: Duration::from_secs(30),
            retry_max: Duration::from_secs(900),
        }
    }
}

impl Desk {
    /// Reads the lists of all three kinds from the API, a page after the other with a pause
    /// between; says whether all of them were read.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn fill(
        &self,
        room: &ApiRoom,
        by: Option<String>,
        pause: Duration,
    ) -> Result<bool, ApiError> {
        let partner = room.partner()?;
        let cause = Cause::catalog(by);
        let mut is_whole = true;
        for kind in TransactionKind::ALL {
            is_whole &= fill_kind(room, &partner, kind, &cause, pause).await?;
        }
        if is_whole {
            self.read.lock().await.is_whole = true;
        }
        Ok(is_whole)
    }
}

async fn fill_kind(
    room: &ApiRoom,
    partner: &Arc<Partner>,
    kind: TransactionKind,
    cause: &Cause,
    pause: Duration,
) -> Result<bool, ApiError> {
    let origin = partner.base().origin();
    let _turn = room.turns().take();
    let mut pages = partner.pages(list_transactions(kind), PAGE);
    let mut is_whole = true;
    while let Some(page) = pages.next().await {
        let (exchange, error) = match &page {
            Ok(page) => (&page.exchange, None),
            Err(error) => (&*error.exchange, Some(error)),
        };
        let call = ObservedCall {
            exchange,
            error,
            asked: None,
            origin: origin.as_str(),
            cause,
        };
        room.note_health(&call);
        room.keep(&call).await?;
        is_whole &= page.is_ok_and(|page| page.unread.is_empty());
        tokio::time::sleep(pause).await;
    }
    let ends = [ListEnd::Short, ListEnd::Empty, ListEnd::Repeated];
    Ok(is_whole && pages.end().is_some_and(|end| ends.contains(&end)))
}

/// How the filling fares.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskFilling {
    /// Whether it is on its way.
    pub is_on_its_way: bool,
    /// When the last one of this session ended, and why it failed if it did.
    pub last: Option<(Millis, Option<String>)>,
}

/// Fills a profile's desk.
pub struct DeskFill {
    desk: Arc<Desk>,
    room: Arc<ApiRoom>,
    paces: DeskPaces,
    state: watch::Sender<DeskFilling>,
    wanted: watch::Sender<Option<Option<String>>>,
}

impl DeskFill {
    /// A filling that does nothing yet.
    #[must_use]
    pub fn new(desk: Arc<Desk>, room: Arc<ApiRoom>, paces: DeskPaces) -> Self {
        Self {
            desk,
            room,
            paces,
            state: watch::Sender::default(),
            wanted: watch::Sender::default(),
        }
    }

    /// How it fares, as that changes.
    #[must_use]
    pub fn state(&self) -> watch::Receiver<DeskFilling> {
        self.state.subscribe()
    }

    /// Begins, by a person's wish. One that is on its way goes on.
    ///
    /// # Errors
    /// [`NotReady`] if the API can't be called.
    pub fn start(&self, by: Option<String>) -> Result<(), NotReady> {
        self.room.ready()?;
        if !self.state.borrow().is_on_its_way {
            self.wanted.send_replace(Some(by));
        }
        Ok(())
    }

    /// Fills when a person asks, and by itself once in a session as soon as the API can be called.
    /// Until it is aborted.
    pub async fn tend(self: Arc<Self>) {
        let mut changes = Changes {
            wanted: self.wanted.subscribe(),
            held: self.room.held(),
            health: self.room.health(),
        };
        let mut is_filled = false;
        let mut retry = self.paces.retry;
        loop {
            let is_asked = changes.wanted.borrow_and_update().is_some();
            if !is_asked && (is_filled || self.room.ready().is_err()) {
                if changes.any().await {
                    continue;
                }
                return;
            }
            if !is_asked && !changes.stay_for(self.paces.settle).await {
                continue;
            }
            let mut asked = None;
            self.wanted.send_if_modified(|wanted| {
                asked = wanted.take();
                false
            });
            let by_itself = asked.is_none();
            let is_whole = self.run(asked).await;
            is_filled |= is_whole;
            if by_itself && !is_whole {
                // No longer than until a person asks, or other credentials come.
                changes.stay_for(retry).await;
                retry = retry.saturating_mul(2).min(self.paces.retry_max);
            }
        }
    }

    async fn run(&self, asked: Option<Option<String>>) -> bool {
        self.state.send_modify(|state| state.is_on_its_way = true);
        let pause = match asked {
            Some(_) => self.paces.asked,
            None => self.paces.by_itself,
        };
        let filled = self.desk.fill(&self.room, asked.flatten(), pause).await;
        let why = match &filled {
            Ok(true) => None,
            Ok(false) => Some("not all of the lists could be read".to_owned()),
            Err(error) => Some(chain(error)),
        };
        if let Some(why) = &why {
            tracing::warn!(why, "the desk could not be filled");
        }
        self.state.send_replace(DeskFilling {
            is_on_its_way: false,
            last: Some((self.room.clock().now(), why)),
        });
        matches!(filled, Ok(true))
    }
}

/// What may make a filling due.
struct Changes {
    wanted: watch::Receiver<Option<Option<String>>>,
    held: watch::Receiver<HeldCredentials>,
    health: watch::Receiver<Health>,
}

impl Changes {
    /// Waits for any of it; false if nothing will come any more.
    async fn any(&mut self) -> bool {
        tokio::select! {
            changed = self.wanted.changed() => changed.is_ok(),
            changed = self.held.changed() => changed.is_ok(),
            changed = self.health.changed() => changed.is_ok(),
        }
    }

    /// Whether nobody asks for anything and the credentials stay as they are for so long.
    async fn stay_for(&mut self, long: Duration) -> bool {
        tokio::select! {
            () = tokio::time::sleep(long) => true,
            _ = self.held.changed() => false,
            _ = self.wanted.changed() => false,
        }
    }
}
