//! A tunnel that is set up for a test, with what is around it; and waiting within limits.

pub use crate::ports::free_port;

use crate::receiver::{Receiver, shape};
use domain::gaps::Mark;
use std::{
    future::Future,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{mpsc, watch},
    time::{Instant, timeout},
};
use tunnel::{
    Arrivals, Change, Moment, Provider, Reason, Started, State, Timing, Tunnel, TunnelParts,
    TunnelStatus, power::PowerSignals, provider::Line, tunnel::Clocks,
};

/// How long anything may take in a test. The machine may be busy; nothing waits for so long unless
/// it fails.
pub const LIMIT: Duration = Duration::from_secs(40);

/// Waits for something, and stops the test if it does not come.
pub async fn within<T>(what: &str, waited: impl Future<Output = T>) -> T {
    timeout(LIMIT, waited)
        .await
        .unwrap_or_else(|_| panic!("{what} did not come"))
}

/// Waits until something holds that nobody tells of, and stops the test if it does not come.
pub async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    within(what, async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
}

/// Real clocks: the wall clock begins where the steady one does.
pub fn clocks() -> Clocks {
    let began = Instant::now();
    Arc::new(move || {
        let steady = began.elapsed();
        Moment {
            wall_ms: 1_767_603_600_000 + i64::try_from(steady.as_millis()).unwrap(),
            steady,
        }
    })
}

/// Times that let a test end soon, with room for a busy machine.
pub fn soon() -> Timing {
    Timing {
        canary_every: Duration::from_millis(200),
        canary_timeout: Duration::from_secs(10),
        settle: Duration::from_millis(300),
        settle_canary_every: Duration::from_millis(30),
        proof_fresh: Duration::from_secs(30),
        dial_timeout: Duration::from_secs(20),
        backoff_first: Duration::from_millis(20),
        backoff_max: Duration::from_millis(200),
        port_held_wait_max: Duration::from_millis(100),
        redial_apart: Duration::from_millis(50),
        sleep_wait: Duration::from_secs(20),
    }
}

/// A tunnel to a receiver.
pub struct Rig {
    pub tunnel: Tunnel,
    pub arrivals: Arrivals,
    pub changes: mpsc::Receiver<Change>,
    pub receiver: Receiver,
    status: watch::Receiver<TunnelStatus>,
}

impl Rig {
    /// Turned on.
    pub async fn start(provider: impl Provider, timing: Timing) -> Self {
        Self::with(provider, timing, no_power(), clocks()).await
    }

    pub async fn timed(provider: impl Provider, timing: Timing, clocks: Clocks) -> Self {
        Self::with(provider, timing, no_power(), clocks).await
    }

    pub async fn with(
        provider: impl Provider,
        timing: Timing,
        power: PowerSignals,
        clocks: Clocks,
    ) -> Self {
        let receiver = Receiver::start(clocks.clone()).await;
        let Started {
            tunnel,
            arrivals,
            changes,
        } = Tunnel::start(TunnelParts {
            provider: Arc::new(provider),
            target: receiver.address,
            shape: shape(),
            timing,
            clocks,
            power,
        });
        receiver.asks(arrivals.clone());
        tunnel.turn_on().await;
        Self {
            status: tunnel.status(),
            tunnel,
            arrivals,
            changes,
            receiver,
        }
    }

    /// Waits until its status is so.
    pub async fn status(&mut self, what: &str, is: impl FnMut(&TunnelStatus) -> bool) {
        within(what, self.status.wait_for(is)).await.unwrap();
    }

    pub async fn proven(&mut self) {
        self.status("a proof", |status| status.state.is_proven())
            .await;
    }

    /// What the changes that were not read yet say of gaps.
    pub fn marks(&mut self) -> Vec<Mark> {
        std::iter::from_fn(|| self.changes.try_recv().ok())
            .map(|change| {
                assert_eq!(change.missed, 0, "the test reads too late");
                mark(&change)
            })
            .collect()
    }

    /// The next change to a state that failed, or that is dialled again since it failed.
    pub async fn failure(&mut self) -> Reason {
        loop {
            let change = within("a failure", self.changes.recv()).await.unwrap();
            if let Some(reason) = reason(&change.status.state) {
                return reason;
            }
        }
    }

    /// Waits for this failure among those that come.
    pub async fn failure_of(&mut self, is: impl Fn(&Reason) -> bool) -> Reason {
        loop {
            let reason = self.failure().await;
            if is(&reason) {
                return reason;
            }
        }
    }
}

/// What a change says of gaps.
fn mark(change: &Change) -> Mark {
    match &change.status.state {
        State::Proven { since, .. } => Mark::Proven { at: since.wall_ms },
        other => Mark::NotProven {
            at: change.at.wall_ms,
            last_proof: change.status.last_proof.map(|proof| proof.wall_ms),
            off: *other == State::Off,
        },
    }
}

/// Why it is in this state.
pub fn reason(state: &State) -> Option<Reason> {
    use tunnel::state::After;
    match state {
        State::Failing { reason, .. }
        | State::Connecting {
            after: After::Failed(reason),
            ..
        } => Some(reason.clone()),
        _ => None,
    }
}

/// Nobody tells of sleep.
pub fn no_power() -> PowerSignals {
    mpsc::channel(1).1
}

/// One session of a provider without a supervisor.
pub struct Alone {
    pub up: mpsc::Receiver<tunnel::PublicUrl>,
    pub hang_up: tokio_util::sync::CancellationToken,
    in_order: Arc<AtomicBool>,
    ended: tokio::task::JoinHandle<Reason>,
}

impl Alone {
    pub fn hold(provider: Arc<dyn Provider>, target: SocketAddr) -> Self {
        Self::draining(provider, target, LIMIT)
    }

    /// What is under way is waited for so long.
    pub fn draining(provider: Arc<dyn Provider>, target: SocketAddr, drain_max: Duration) -> Self {
        let (tell, up) = mpsc::channel(4);
        let hang_up = tokio_util::sync::CancellationToken::new();
        let line = Line::new(target, hang_up.clone(), move |url| {
            tell.try_send(url).unwrap();
        });
        let in_order: Arc<AtomicBool> = Arc::default();
        let line = line.in_order(Arc::clone(&in_order), drain_max);
        let ended = tokio::spawn(async move { provider.hold(line).await });
        Self {
            up,
            hang_up,
            in_order,
            ended,
        }
    }

    pub async fn is_up(&mut self) -> tunnel::PublicUrl {
        within("a session", self.up.recv()).await.unwrap()
    }

    /// Hangs up in order.
    pub fn leave(&self) {
        self.in_order.store(true, Ordering::SeqCst);
        self.hang_up.cancel();
    }

    pub async fn ends(self) -> Reason {
        within("its end", self.ended).await.unwrap()
    }
}
