//! Watches the match rate of an open profile: a day on which it fell has a card.

use crate::{events::Notices, profile_index::ProfileIndex, receiving::Parts};
use domain::Clock;
use engine::{Cards, chain, rate_fall};
use ledger::Index;
use std::{sync::Arc, time::Duration};
use tokio::task::JoinHandle;

/// Days that had deliveries, of which those that had few do not count.
const DAYS: usize = 30;
/// A fall is a matter of a day: it is not looked for at each delivery of a flood.
const LOOK_PAUSE: Duration = Duration::from_secs(1);

/// Watches behind a profile's index; without one nothing is counted.
pub fn start(index: &ProfileIndex, cards: &Arc<Cards>, parts: &Parts) -> Option<JoinHandle<()>> {
    let index = index.get().ok()?.clone();
    let (clock, notices) = (Arc::clone(&parts.clock), parts.notices.clone());
    Some(tokio::spawn(watch(
        index,
        Arc::clone(cards),
        clock,
        notices,
    )))
}

/// Looks each time that more was indexed, until the index is closed or this is aborted.
async fn watch(index: Index, cards: Arc<Cards>, clock: Arc<dyn Clock>, notices: Notices) {
    let mut indexed = index.indexed();
    // A card that was settled before has to be known, or it would stand up again.
    match cards.catch_up().await {
        Ok(true) => notices.stale(&["list_cards", "console_status"]),
        Ok(false) => {}
        Err(error) => tracing::error!(error = chain(&error), "the cards are not up to date"),
    }
    loop {
        indexed.mark_unchanged();
        let now = clock.now();
        match engine::match_rate(&index, now, DAYS).await {
            Ok(days) => {
                if let Some(fall) = rate_fall::fall(&days)
                    && cards.match_rate_fell(fall, now).await
                {
                    notices.stale(&["list_cards", "console_status"]);
                }
            }
            Err(error) => {
                tracing::warn!(error = chain(&error), "the match rate is not watched now");
            }
        }
        tokio::time::sleep(LOOK_PAUSE).await;
        if indexed.changed().await.is_err() {
            return;
        }
    }
}
