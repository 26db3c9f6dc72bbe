//! How a receiver is set up.

use crate::{
    Arrivals, ReceiverStatus,
    limits::{FAILING_PER_MINUTE_MAX, READ_TIMEOUT, TURNED_AWAY_EVERY},
};
use domain::TestWindow;
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;
use webhooks::{Keys, Rules};

/// How a receiver is set up.
#[derive(Debug, Clone)]
pub struct ReceiverConfig {
    /// The secret path, `/hooks/…`. A request to any other is answered 404.
    pub path: String,
    /// The webhook secrets, as they are now: a rotation counts from the next delivery on.
    pub keys: watch::Receiver<Arc<Keys>>,
    /// The approved field sets and text rules, as they are now: a decision counts from the next
    /// delivery on.
    pub rules: watch::Receiver<Arc<Rules>>,
    /// The span in which the platform's tests are expected, if there is one.
    pub test_window: watch::Receiver<Option<TestWindow>>,
    /// Whoever watches the way in, if anybody does: a tunnel can be set up while deliveries come.
    pub arrivals: watch::Receiver<Option<Arc<dyn Arrivals>>>,
    /// Answer 200 for everything that was stored, since what the sender does on 401 is not
    /// documented.
    pub answer_200_when_stored: bool,
    /// The most deliveries a minute that fail verification and are kept one by one.
    pub failing_per_minute_max: u32,
    /// How long the head, and then the body, may take to come.
    pub read_timeout: Duration,
    /// How often requests beyond the quota are told by one counted entry.
    pub turned_away_every: Duration,
    /// What a receiver that this one takes over from has seen; nothing for the first.
    pub seen: ReceiverStatus,
}

impl ReceiverConfig {
    /// The usual limits, no tests expected, and nobody who watches the way in.
    #[must_use]
    pub fn new(
        path: String,
        keys: watch::Receiver<Arc<Keys>>,
        rules: watch::Receiver<Arc<Rules>>,
    ) -> Self {
        Self {
            path,
            keys,
            rules,
            test_window: watch::channel(None).1,
            arrivals: watch::channel(None).1,
            answer_200_when_stored: false,
            failing_per_minute_max: FAILING_PER_MINUTE_MAX,
            read_timeout: READ_TIMEOUT,
            turned_away_every: TURNED_AWAY_EVERY,
            seen: ReceiverStatus::default(),
        }
    }
}
