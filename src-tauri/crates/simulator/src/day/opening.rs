//! How a day begins: written down, so that the first look at it shows something of everything.

use super::{
    Event, body,
    moves::{MERCHANT, Move, RECEIVER_ACCOUNT, TRANSACTION, allowed},
    world::{Day, TransactionKind},
};
use domain::Millis;

/// Something that happens at the beginning.
pub enum Step {
    Transaction(TransactionKind),
    /// The so manieth transaction of the day becomes this.
    Advance(usize, &'static str),
    Confirm(usize),
    Merchant,
    /// The newest merchant becomes this.
    MoveMerchant(&'static str),
    Account,
    /// The newest receiver account becomes this.
    MoveAccount(&'static str),
}

/// One transaction's whole way with its payout confirmation, a second one that waits for a quote
/// to be approved, a third that has only begun, and a merchant and an account that come new.
pub const OPENING: [Step; 16] = [
    Step::Transaction(TransactionKind::Payout),
    Step::Advance(0, "AWAITING_QUOTE_APPROVAL"),
    Step::Merchant,
    Step::Advance(0, "AWAITING_DEPOSIT"),
    Step::Transaction(TransactionKind::Collection),
    Step::Account,
    Step::Advance(0, "IN_PROGRESS"),
    Step::MoveMerchant("PENDING"),
    Step::Advance(0, "COMPLETED"),
    Step::Confirm(0),
    Step::Advance(1, "AWAITING_QUOTE_APPROVAL"),
    Step::MoveAccount("ACTIVE"),
    Step::Transaction(TransactionKind::EndToEnd),
    Step::MoveMerchant("PENDING_REVIEW"),
    Step::Advance(2, "AWAITING_QUOTE_APPROVAL"),
    Step::Advance(2, "AWAITING_DEPOSIT"),
];

impl Day {
    /// The next event of the beginning; none once it is over.
    pub(super) fn opening(&mut self, now: Millis) -> Option<Event> {
        while let Some(step) = OPENING.get(self.opened) {
            self.opened = self.opened.saturating_add(1);
            let event = self.step(step, now);
            if event.is_some() {
                return event;
            }
        }
        None
    }

    /// None if what has happened meanwhile does not let it happen.
    fn step(&mut self, step: &Step, now: Millis) -> Option<Event> {
        match *step {
            Step::Transaction(kind) => Some(self.begin_transaction_of(kind, now)),
            Step::Advance(index, stage) => self.advance(index, stage, now),
            Step::Confirm(index) => {
                let transaction = self.transactions.get_mut(index)?;
                let is_due = transaction.stage == "COMPLETED" && transaction.confirmation.is_none();
                is_due.then(|| {
                    transaction.confirmation = Some("PENDING");
                    body::of_confirmation(transaction, "PENDING", now)
                })
            }
            Step::Merchant => Some(self.new_merchant(now)),
            Step::MoveMerchant(status) => {
                let merchant = self.merchants.last_mut()?;
                becomes(MERCHANT, &mut merchant.status, status)?;
                Some(body::of_merchant(merchant, now))
            }
            Step::Account => self.new_account(now),
            Step::MoveAccount(status) => {
                let account = self.accounts.last_mut()?;
                becomes(RECEIVER_ACCOUNT, &mut account.status, status)?;
                Some(body::of_account(account, now))
            }
        }
    }

    /// Moves the so manieth open transaction to a stage, if there is such a move.
    pub(super) fn advance(
        &mut self,
        index: usize,
        stage: &'static str,
        now: Millis,
    ) -> Option<Event> {
        let transaction = self.transactions.get_mut(index)?;
        becomes(TRANSACTION, &mut transaction.stage, stage)?;
        Some(body::of_transaction(transaction, now))
    }
}

fn becomes(moves: &[Move], status: &mut &'static str, to: &'static str) -> Option<()> {
    allowed(moves, status, to).then(|| *status = to)
}
