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

/// Both readings of one clock.
pub const fn moment(now: Millis, monotonic: Duration) -> Moment {
    Moment {
        wall_ms: now.0,
        steady: monotonic,
    }
}
