//! Whoever watches the way in: of each request it is asked whether it is a test of that way.

use domain::Millis;
use std::{fmt::Debug, time::Duration};

/// What a request is to whoever watches the way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// A delivery, or anything else that is judged as one.
    Delivery,
    /// A test of the way in, seen for the first time: answered 200, neither kept nor counted.
    Canary,
    /// One that was seen before: whoever sent it saw the first go by. It is turned away.
    CanaryAgain,
}

/// Whoever watches the way in.
///
/// A trait, since the receiver knows of no tunnel: they meet where the program is put together.
pub trait Arrivals: Debug + Send + Sync {
    /// Takes in a request that came whole to the secret path in the shape of a delivery: the value
    /// of its one hash header, its body, and both clocks when its head had been read.
    fn take(&self, hash: &str, body: &[u8], received: Millis, monotonic: Duration) -> Arrival;

    /// A delivery that came then is verified, and is kept. `host` is the one that it names in its
    /// head: where it was sent to, unless somebody on the way put another one there.
    fn verified(&self, received: Millis, monotonic: Duration, host: Option<&str>);
}
