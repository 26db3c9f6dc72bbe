//! Fills the desk: lists the transactions of all three kinds, so that nothing old is missed.

use super::Desk;
use crate::{
    NotReady,
    api::{ApiError, ApiRoom, Cause, ObservedCall},
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
        let mut wanted = self.wanted.subscribe();
        let (mut held, mut health) = (self.room.held(), self.room.health());
        let mut is_filled = false;
        let mut retry = self.paces.retry;
        loop {
            let is_asked = wanted.borrow_and_update().is_some();
            if !is_asked && (is_filled || self.room.ready().is_err()) {
                let goes_on = tokio::select! {
                    changed = wanted.changed() => changed.is_ok(),
                    changed = held.changed() => changed.is_ok(),
                    changed = health.changed() => changed.is_ok(),
                };
                if goes_on {
                    continue;
                }
                return;
            }
            if !is_asked {
                let stays = tokio::select! {
                    () = tokio::time::sleep(self.paces.settle) => true,
                    _ = held.changed() => false,
                    _ = wanted.changed() => false,
                };
                if !stays {
                    continue;
                }
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
                tokio::select! {
                    () = tokio::time::sleep(retry) => {}
                    _ = held.changed() => {}
                    _ = wanted.changed() => {}
                }
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
