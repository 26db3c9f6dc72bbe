//! A realistic day: merchants, accounts and transactions that walk their statuses, from a seed.

pub(crate) mod act;
mod amount;
mod body;
pub mod moves;
pub(crate) mod names;
pub(crate) mod opening;
mod world;

pub use world::{Day, TransactionKind};

use domain::{EventName, Millis, SubjectKind};
use serde::{Deserialize, Serialize};

/// Something that happened on the partner's side and is announced by a webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The event.
    pub name: EventName,
    /// What it speaks of.
    pub kind: SubjectKind,
    /// The partner's number of it; at least 1, at most 2^53 − 1.
    pub number: u64,
    /// The status it has now, as the wire spells it.
    pub status: String,
    /// The payload, compact JSON. Its fields but `id` and `status` are assumed by the names that
    /// the API's objects have.
    pub body: String,
}

impl Event {
    /// The subject's key: `merchant:7`, `account:7`, `transaction:7`.
    #[must_use]
    pub fn subject(&self) -> String {
        format!("{}:{}", self.kind.key(), self.number)
    }
}

/// Where events come from: a made-up day, or a server whose objects they change.
pub trait Events {
    /// What happens next.
    fn next_event(&mut self, now: Millis) -> Event;
    /// A transaction begins, of any kind.
    fn begin_transaction(&mut self, now: Millis) -> Event;
    /// A transaction begins, and later waits for its quote to be approved.
    fn two_of_one_transaction(&mut self, begun: Millis, now: Millis) -> (Event, Event);
}

impl Events for Day {
    fn next_event(&mut self, now: Millis) -> Event {
        Self::next_event(self, now)
    }

    fn begin_transaction(&mut self, now: Millis) -> Event {
        Self::begin_transaction(self, now)
    }

    fn two_of_one_transaction(&mut self, begun: Millis, now: Millis) -> (Event, Event) {
        Self::two_of_one_transaction(self, begun, now)
    }
}

#[cfg(test)]
mod tests;
