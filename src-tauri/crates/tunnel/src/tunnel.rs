//! A running tunnel: the handle to the task that supervises it.

use crate::{
    Arrivals, CanaryShape, Disturbance, Moment, Provider, SeenBy, Timing,
    canary::Nest,
    power::PowerSignals,
    state::State,
    supervisor::{Order, Supervisor},
};
use std::{net::SocketAddr, sync::Arc};
use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
};

/// How many orders may wait.
const ORDERS_MAX: usize = 16;
/// How many changes may wait to be written down. They come seconds apart, so a reader that is this
/// late has stopped; what comes beyond is counted in [`Change::missed`].
pub const CHANGES_MAX: usize = 256;

/// Reads both clocks.
pub type Clocks = Arc<dyn Fn() -> Moment + Send + Sync>;

/// What a tunnel is made of.
pub struct TunnelParts {
    /// The way in.
    pub provider: Arc<dyn Provider>,
    /// Where our receiver listens.
    pub target: SocketAddr,
    /// What a canary looks like.
    pub shape: CanaryShape,
    /// The times that it goes by.
    pub timing: Timing,
    /// Reads both clocks.
    pub clocks: Clocks,
    /// Where it hears of sleep.
    pub power: PowerSignals,
}

/// What a tunnel is at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TunnelStatus {
    /// Its state.
    pub state: State,
    /// When a canary or a verified delivery last came through.
    pub last_proof: Option<Moment>,
    /// Since when a delivery might not have come through; none while it is proven or off. After two
    /// minutes of it a person is told.
    pub unproven_since: Option<Moment>,
}

/// A change of state, to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: Moment,
    /// What it is from then on.
    pub status: TunnelStatus,
    /// How many changes before this one were not told, since nobody read them.
    pub missed: u64,
}

/// A running tunnel. Dropping it ends it too, but nobody waits for the end as [`Tunnel::stop`]
/// does.
pub struct Tunnel {
    orders: mpsc::Sender<Order>,
    status: watch::Receiver<TunnelStatus>,
    seen_by: SeenBy,
    task: JoinHandle<()>,
}

/// What [`Tunnel::start`] gives.
pub struct Started {
    /// The handle.
    pub tunnel: Tunnel,
    /// For the receiver.
    pub arrivals: Arrivals,
    /// For whoever writes them down, in order.
    pub changes: mpsc::Receiver<Change>,
}

impl Tunnel {
    /// Starts to supervise a tunnel, which is off until it is turned on.
    #[must_use]
    pub fn start(parts: TunnelParts) -> Started {
        let (nest, arrivals) = Nest::new(parts.shape.body.clone());
        let (order, orders) = mpsc::channel(ORDERS_MAX);
        let (tell, changes) = mpsc::channel(CHANGES_MAX);
        let seen_by = parts.provider.seen_by();
        let (supervisor, status) = Supervisor::new(parts, nest, tell);
        let task = tokio::spawn(supervisor.run(orders));
        let tunnel = Self {
            orders: order,
            status,
            seen_by,
            task,
        };
        Started {
            tunnel,
            arrivals,
            changes,
        }
    }

    /// What it is, and each change of it.
    #[must_use]
    pub fn status(&self) -> watch::Receiver<TunnelStatus> {
        self.status.clone()
    }

    /// Who can read and alter what comes through.
    #[must_use]
    pub const fn seen_by(&self) -> SeenBy {
        self.seen_by
    }

    /// Turns it on.
    pub async fn turn_on(&self) {
        self.order(Order::TurnOn).await;
    }

    /// Turns it off.
    pub async fn turn_off(&self) {
        self.order(Order::TurnOff).await;
    }

    /// The session became doubtful: it is dialled anew at once.
    pub async fn disturb(&self, disturbance: Disturbance) {
        self.order(Order::Disturb(disturbance)).await;
    }

    /// Ends it: the session is hung up, and nothing of it is left when this returns.
    pub async fn stop(self) {
        drop(self.orders);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the tunnel's task failed");
        }
    }

    async fn order(&self, order: Order) {
        if self.orders.send(order).await.is_err() {
            tracing::error!("the tunnel's task has ended");
        }
    }
}
