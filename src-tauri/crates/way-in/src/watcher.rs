//! The tunnel's end of what the receiver asks of each request.

use domain::Millis;
use engine::CameIn;
use receiver::{Arrival, Arrivals};
use std::time::Duration;
use tokio::sync::watch;
use tunnel::Moment;

/// Asks the tunnel.
#[derive(Debug, Clone)]
pub struct Watcher {
    /// The tunnel's end.
    pub tunnel: tunnel::Arrivals,
    /// Where it is told that a verified delivery came in.
    pub came_in: watch::Sender<Option<CameIn>>,
}

impl Arrivals for Watcher {
    fn take(&self, hash: &str, body: &[u8], received: Millis, monotonic: Duration) -> Arrival {
        match self.tunnel.take(hash, body, moment(received, monotonic)) {
            tunnel::Arrival::Canary => Arrival::Canary,
            tunnel::Arrival::CanaryAgain => Arrival::CanaryAgain,
            tunnel::Arrival::Other => Arrival::Delivery,
        }
    }

    fn verified(&self, received: Millis, monotonic: Duration, host: Option<&str>) {
        self.tunnel.verified(moment(received, monotonic));
        self.came_in.send_replace(Some(CameIn {
            at: received,
            host: host.map(str::to_owned),
        }));
    }
}

/// Asks the tunnel of now, and of what it does not know the one before: a test of that one which
/// comes late is no delivery.
#[derive(Debug)]
pub struct OneAfterOther {
    /// The tunnel of now.
    pub now: Watcher,
    /// The one before it.
    pub before: Watcher,
}

impl Arrivals for OneAfterOther {
    fn take(&self, hash: &str, body: &[u8], received: Millis, monotonic: Duration) -> Arrival {
        match self.now.take(hash, body, received, monotonic) {
            Arrival::Delivery => self.before.take(hash, body, received, monotonic),
            known => known,
        }
    }

    fn verified(&self, received: Millis, monotonic: Duration, host: Option<&str>) {
        self.now.verified(received, monotonic, host);
    }
}

/// Both readings of one clock.
pub const fn moment(now: Millis, monotonic: Duration) -> Moment {
    Moment {
        wall_ms: now.0,
        steady: monotonic,
    }
}
