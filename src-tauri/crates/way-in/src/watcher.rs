//! The tunnel's end of what the receiver asks of each request.

use domain::Millis;
use receiver::{Arrival, Arrivals};
use std::time::Duration;
use tunnel::Moment;

/// Asks the tunnel.
#[derive(Debug, Clone)]
pub struct Watcher(pub tunnel::Arrivals);

impl Arrivals for Watcher {
    fn take(&self, hash: &str, body: &[u8], received: Millis, monotonic: Duration) -> Arrival {
        match self.0.take(hash, body, moment(received, monotonic)) {
            tunnel::Arrival::Canary => Arrival::Canary,
            tunnel::Arrival::CanaryAgain => Arrival::CanaryAgain,
            tunnel::Arrival::Other => Arrival::Delivery,
        }
    }

    fn verified(&self, received: Millis, monotonic: Duration) {
        self.0.verified(moment(received, monotonic));
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

    fn verified(&self, received: Millis, monotonic: Duration) {
        self.now.verified(received, monotonic);
    }
}

/// Both readings of one clock.
pub const fn moment(now: Millis, monotonic: Duration) -> Moment {
    Moment {
        wall_ms: now.0,
        steady: monotonic,
    }
}
