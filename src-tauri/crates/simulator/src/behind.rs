//! What stands behind a sender: an address alone, or a server whose objects the events speak of.

use crate::{Delivery, Target, day::Event};

/// An answer to a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Its HTTP status.
    pub status: u16,
    /// The beginning of its body.
    pub body: String,
}

/// A delivery that was sent, and what came of it.
#[derive(Debug, Clone)]
pub struct Posted {
    /// Its request UUID.
    pub uuid: String,
    /// What was sent.
    pub delivery: Delivery,
    /// The errand that asked for it; none if the day did.
    pub errand: Option<u64>,
    /// The request UUID of the delivery that this one repeats.
    pub replay_of: Option<String>,
    /// The answer, or why there is none.
    pub answer: Result<Answered, String>,
}

/// How a sender bears that nobody listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How often one delivery is tried.
    pub attempts_max: u32,
    /// Whether the sender ends if nobody came; else that delivery has failed, and it goes on.
    pub is_fatal: bool,
}

/// What a sender is asked to send beside the day's deliveries.
#[derive(Debug)]
pub struct Errand {
    /// By which it is known; each is given once.
    pub number: u64,
    /// What.
    pub what: Asked,
    /// Where to, if not where all others go.
    pub target: Option<Target>,
}

/// What an errand asks for.
#[derive(Debug)]
pub enum Asked {
    /// Announce what happened.
    Announce(Event),
    /// Send what never happened, signed well.
    Pretend(Event),
    /// Send a delivery once more, letter by letter, under a new request UUID.
    Repeat {
        /// The delivery.
        delivery: Box<Delivery>,
        /// The UUID that it had.
        uuid: String,
    },
    /// Nothing: look anew where deliveries go.
    Look,
}

/// What stands behind a sender.
pub trait Behind: Send + Sync + 'static {
    /// Where deliveries go; none for nowhere, for now.
    fn target(&self) -> Option<Target>;
    /// How it bears that nobody listens.
    fn patience(&self) -> Patience;
    /// Waits until what happened so far is kept, so that no event tells what may be lost.
    fn kept(&self) -> impl Future<Output = ()> + Send;
    /// A delivery was sent.
    fn posted(&self, posted: Posted);
    /// An errand has nowhere to go.
    fn dropped(&self, errand: u64);
}

/// An address alone.
#[derive(Debug)]
pub struct Bare(pub Target);

impl Behind for Bare {
    fn target(&self) -> Option<Target> {
        Some(self.0.clone())
    }

    fn patience(&self) -> Patience {
        // With the pauses about 16 s.
        Patience {
            attempts_max: 10,
            is_fatal: true,
        }
    }

    async fn kept(&self) {}

    fn posted(&self, _: Posted) {}

    fn dropped(&self, _: u64) {}
}
