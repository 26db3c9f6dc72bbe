//! Watches the match rate of an open profile: a day on which it fell has a card, and approvals know
//! of it.

use crate::{events::Notices, profile_index::ProfileIndex, receiving::Parts};
use domain::Clock;
use engine::{
    Cards, EngineError, chain,
    rate_fall::{self, Fall},
};
use ledger::Index;
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch, task::JoinHandle};

/// Days that had deliveries, of which those that had few do not count.
const DAYS: usize = 30;
/// A fall is a matter of a day: it is not looked for at each delivery of a flood.
const LOOK_PAUSE: Duration = Duration::from_secs(1);

/// Watches behind a profile's index; without one nothing is counted. `told` has the fall for as
/// long as there is one.
pub fn start(
    index: &ProfileIndex,
    cards: &Arc<Cards>,
    parts: &Parts,
    told: watch::Sender<Option<Fall>>,
) -> Option<JoinHandle<()>> {
    let index = index.get().ok()?.clone();
    let watch = Watch {
        index,
        cards: Arc::clone(cards),
        clock: Arc::clone(&parts.clock),
        notices: parts.notices.clone(),
        told,
    };
    Some(tokio::spawn(watch.go_on()))
}

struct Watch {
    index: Index,
    cards: Arc<Cards>,
    clock: Arc<dyn Clock>,
    notices: Notices,
    told: watch::Sender<Option<Fall>>,
}

impl Watch {
    /// Looks each time that more was indexed, until the index is closed or this is aborted. A look
    /// that failed is made again: nothing may come any more that would cause another.
    async fn go_on(self) {
        let mut indexed = self.index.indexed();
        loop {
            indexed.mark_unchanged();
            let looked = self.look().await;
            match &looked {
                Ok(true) => self.notices.stale(&["list_cards", "console_status"]),
                Ok(false) => {}
                Err(error) => {
                    tracing::warn!(error = chain(error), "the match rate is not watched now");
                }
            }
            tokio::time::sleep(LOOK_PAUSE).await;
            if looked.is_ok() && indexed.changed().await.is_err() {
                return;
            }
        }
    }

    /// Looks once; says whether there is anything new among the cards.
    async fn look(&self) -> Result<bool, EngineError> {
        // A card that was settled before has to be known, or it would stand up again.
        let is_news = self.cards.catch_up().await?;
        let now = self.clock.now();
        let days = engine::match_rate(&self.index, now, DAYS).await?;
        let fall = rate_fall::fall(&days);
        self.told.send_if_modified(|told| {
            let is_news = *told != fall;
            *told = fall;
            is_news
        });
        let fell = match fall {
            Some(fall) => self.cards.match_rate_fell(fall, now).await,
            None => false,
        };
        Ok(is_news || fell)
    }
}
