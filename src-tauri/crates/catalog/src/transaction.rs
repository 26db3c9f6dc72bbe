//! A transaction as the catalog knows it, with the steps that it took.

use crate::{SinceBy, Standing, change::TransactionFacts, object::status_key};
use domain::{Millis, PartnerNumber, TransactionKind};
use serde::{Deserialize, Serialize};

/// Most steps that are kept of one transaction: its newest.
pub const STEPS_MAX: usize = 32;

/// A status that a transaction came to, and what is known of when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The status word.
    pub status: String,
    /// Until when another status is known to have held; none for the first that is known.
    pub not_before: Option<Millis>,
    /// When it surely held. A delivery's is the moment; a read's is it or later.
    pub by_then: Millis,
    /// By what that is known.
    pub by: SinceBy,
}

/// What is known of a transaction. Amounts are as they were written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transaction {
    /// Its kind; none until a read of that kind shows it.
    pub kind: Option<TransactionKind>,
    /// Its source merchant.
    pub source: Option<PartnerNumber>,
    /// Its target merchant.
    pub target: Option<PartnerNumber>,
    /// The receiver account.
    pub account: Option<PartnerNumber>,
    /// What they receive.
    pub to_amount: Option<String>,
    /// The currency of that.
    pub to_currency: Option<String>,
    /// What is deposited.
    pub from_amount: Option<String>,
    /// The currency of that.
    pub from_currency: Option<String>,
    /// What must stand in the deposit's narration.
    pub reference: Option<String>,
    /// What it is for, as the wire says it.
    pub purpose: Option<String>,
    /// When it last changed, by its own word.
    pub changed: Option<Millis>,
    /// The steps that it took, the oldest first.
    pub steps: Vec<Step>,
}

/// How the table tells the three kinds apart.
pub const fn variant_number(kind: TransactionKind) -> i64 {
    match kind {
        TransactionKind::Payout => 1,
        TransactionKind::EndToEnd => 2,
        TransactionKind::Collection => 3,
    }
}

impl Transaction {
    pub(crate) fn variant(&self) -> i64 {
        self.kind.map_or(0, variant_number)
    }

    pub(crate) fn take(&mut self, facts: TransactionFacts, changed: Option<Millis>) {
        self.kind = facts.kind.or(self.kind);
        self.source = facts.source.or(self.source);
        self.target = facts.target.or(self.target);
        self.account = facts.account.or(self.account);
        facts.to_amount.put(&mut self.to_amount);
        facts.to_currency.put(&mut self.to_currency);
        facts.from_amount.put(&mut self.from_amount);
        facts.from_currency.put(&mut self.from_currency);
        facts.reference.put(&mut self.reference);
        facts.purpose.put(&mut self.purpose);
        self.changed = changed.or(self.changed);
    }

    /// Notes that it came to the status that it has.
    pub(crate) fn step(&mut self, standing: &Standing, known_until: Option<Millis>) {
        let Some(status) = standing.status.clone() else {
            return;
        };
        if self.steps.len() >= STEPS_MAX {
            self.steps.remove(0);
        }
        let by_then = standing.since;
        self.steps.push(Step {
            status,
            not_before: known_until.filter(|known| *known <= by_then),
            by_then,
            by: standing.since_by,
        });
    }

    /// How long it stayed in the steps that it left: which step, its status, how many milliseconds.
    pub(crate) fn stays(&self) -> impl Iterator<Item = (i64, &str, i64)> {
        let pairs = self.steps.iter().zip(self.steps.iter().skip(1));
        pairs.filter_map(|(step, next)| {
            let ms = next.by_then.0.saturating_sub(step.by_then.0);
            // Its moment names it: a step keeps that while older ones are forgotten.
            (ms >= 0).then_some((step.by_then.0, status_key(&step.status), ms))
        })
    }
}
