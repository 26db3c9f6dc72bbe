//! A realistic day: merchants, accounts and transactions that walk their statuses, from a seed.

mod act;
mod amount;
mod body;
pub mod moves;
mod names;
mod opening;
mod world;

pub use world::{Day, TransactionKind};

use domain::{EventName, SubjectKind};

/// Something that happened on the partner's side and is announced by a webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
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

#[cfg(test)]
mod tests;
