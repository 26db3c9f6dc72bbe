//! What goes on behind an open profile's receiver: judging anew what waits, watching the course of
//! each object's status, and keeping the cards.

use crate::{events::Notices, receiving::Parts};
use engine::{Cards, CourseWatch, chain};
use receiver::{Anew, Rejudge, Which};
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch, task::JoinHandle};
use webhooks::{Keys, Rules};

/// The least time between two looks at what was added, so that a flood is read in large steps.
const LOOK_PAUSE: Duration = Duration::from_millis(80);

/// Goes on behind a profile's receiver until both are aborted.
pub fn follow(
    parts: &Parts,
    rejudge: &Rejudge,
    cards: &Arc<Cards>,
    course: CourseWatch,
) -> [JoinHandle<()>; 3] {
    let waiting = Waiting {
        rejudge: rejudge.clone(),
        keys: parts.keys.clone(),
        rules: parts.rules.subscribe(),
        cards: Arc::clone(cards),
    };
    let (cards, committed) = (Arc::clone(cards), parts.writer.committed());
    [
        tokio::spawn(waiting.judge_when_keys_come()),
        tokio::spawn(course.follow()),
        tokio::spawn(keep(cards, committed, parts.notices.clone())),
    ]
}

/// What waits for a secret, or was left by a run of the program that ended too early.
struct Waiting {
    rejudge: Rejudge,
    keys: watch::Receiver<Arc<Keys>>,
    rules: watch::Receiver<Arc<Rules>>,
    /// They know what is held back.
    cards: Arc<Cards>,
}

impl Waiting {
    /// Judges what was kept unchecked, and what is held back though its list was approved: now,
    /// and each time that the keys change. What fails is tried again with the next keys or start.
    async fn judge_when_keys_come(mut self) {
        loop {
            let keys = Arc::clone(&self.keys.borrow_and_update());
            if keys.current.is_some() || keys.previous.is_some() {
                let rules = Arc::clone(&self.rules.borrow());
                self.judge(Which::NotChecked, &keys, &rules).await;
                match self.cards.holds_back_what_is_approved(&rules).await {
                    Ok(true) => self.judge(Which::HeldBack, &keys, &rules).await,
                    Ok(false) => {}
                    Err(error) => {
                        tracing::error!(error = chain(&error), "what is held back is not known");
                    }
                }
            }
            if self.keys.changed().await.is_err() {
                return;
            }
        }
    }

    async fn judge(&self, which: Which, keys: &Keys, rules: &Rules) {
        match self.rejudge.run(which, keys, rules).await {
            Ok(anew) if anew == Anew::default() => {}
            Ok(anew) => tracing::info!(?which, ?anew, "what waited was judged anew"),
            Err(error) => {
                let error = chain(&error);
                tracing::error!(?which, error, "not all that waits was judged anew");
            }
        }
    }
}

/// Keeps the cards behind the ledger, and tells the window of new ones.
async fn keep(cards: Arc<Cards>, mut committed: watch::Receiver<u64>, notices: Notices) {
    loop {
        committed.mark_unchanged();
        match cards.catch_up().await {
            Ok(true) => notices.stale(&["list_cards", "console_status"]),
            Ok(false) => {}
            Err(error) => tracing::error!(error = chain(&error), "the cards are not up to date"),
        }
        tokio::time::sleep(LOOK_PAUSE).await;
        if committed.changed().await.is_err() {
            return;
        }
    }
}
