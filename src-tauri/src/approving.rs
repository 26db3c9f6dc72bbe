//! Approvals and desk of an open profile: what goes on behind its receiver for them.

use crate::{behind::telling, desk_watch::DeskWatch, receiving::Parts};
use domain::Environment;
use engine::{
    ApiRoom, Approvals, Cards, Desk, Intents,
    approvals::{self, ApprovalTimes},
    desk::{DeskFill, DeskPaces},
    rate_fall::Fall,
};
use std::sync::Arc;
use tokio::{sync::watch, task::JoinHandle};

/// Approvals and desk of a profile that is open for writing.
pub struct Approving {
    approvals: Approvals,
    desk: Arc<Desk>,
    environment: Environment,
    fill: Arc<DeskFill>,
    waiting: watch::Sender<u32>,
    name: (String, String),
}

impl Approving {
    /// Nothing of it runs yet. `fall` tells whether the share of verified deliveries fell.
    pub fn new(
        api: &Arc<ApiRoom>,
        intents: &Arc<Intents>,
        (desk, paces): (&Arc<Desk>, DeskPaces),
        fall: watch::Receiver<Option<Fall>>,
    ) -> Self {
        let (room, times) = (Arc::clone(api), ApprovalTimes::default());
        let fill = DeskFill::new(Arc::clone(desk), Arc::clone(api), paces);
        Self {
            approvals: Approvals::new(Arc::clone(intents), room, times, fall),
            environment: api.environment(),
            desk: Arc::clone(desk),
            fill: Arc::new(fill),
            waiting: watch::Sender::new(0),
            name: (String::new(), String::new()),
        }
    }

    /// Of the profile with this name and title.
    pub fn named(self, name: (String, String)) -> Self {
        Self { name, ..self }
    }

    /// Goes on until it is aborted: checks the ledger, reads after approvals, fills the desk, and
    /// follows what waits on it.
    pub fn follow(
        &self,
        parts: &Parts,
        cards: &Arc<Cards>,
        intents: &Arc<Intents>,
    ) -> [JoinHandle<()>; 3] {
        let watch = DeskWatch {
            desk: Arc::clone(&self.desk),
            cards: Arc::clone(cards),
            intents: Arc::clone(intents),
            reader: parts.writer.reader(),
            environment: self.environment,
            filling: self.fill.state(),
            waiting: self.waiting.clone(),
            name: self.name.clone(),
            clock: Arc::clone(&parts.clock),
            notices: parts.notices.clone(),
            is_shown: Arc::clone(&parts.is_shown),
        };
        [
            tokio::spawn(approvals::watch(self.approvals.clone(), telling(parts))),
            tokio::spawn(Arc::clone(&self.fill).tend()),
            tokio::spawn(watch.follow(parts.writer.committed())),
        ]
    }

    /// The approvals.
    pub const fn approvals(&self) -> &Approvals {
        &self.approvals
    }

    /// What fills the desk.
    pub const fn fill(&self) -> &Arc<DeskFill> {
        &self.fill
    }

    /// How many things wait on the desk.
    pub fn waiting(&self) -> u32 {
        *self.waiting.borrow()
    }
}
