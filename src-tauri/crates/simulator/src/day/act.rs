//! What can happen on a day, how often, and what it changes.

use super::{
    Event,
    amount::{USDC, USDT, converted},
    body,
    moves::{self, CONFIRMATION, MERCHANT, RECEIVER_ACCOUNT, TRANSACTION, is_end},
    names,
    world::{Account, Day, Transaction, TransactionKind},
};
use domain::Millis;

/// Something that can happen.
#[derive(Clone, Copy)]
pub enum Act {
    NewMerchant,
    MoveMerchant,
    NewAccount,
    ApproveAccount,
    MoveAccount,
    NewTransaction,
    MoveTransaction,
    Confirm,
}

/// How often each happens beside the others.
pub const ACTS: &[(Act, u32)] = &[
    (Act::NewMerchant, 4),
    (Act::MoveMerchant, 12),
    (Act::NewAccount, 4),
    (Act::ApproveAccount, 8),
    (Act::MoveAccount, 2),
    (Act::NewTransaction, 12),
    (Act::MoveTransaction, 46),
    (Act::Confirm, 12),
];

const ONBOARDING_MAX: usize = 5;
const MERCHANTS_MAX: usize = 40;
const ESTABLISHED_MAX: usize = 30;
const ACTIVE_ACCOUNTS_MIN: usize = 3;
const ACCOUNTS_MAX: usize = 60;
const OPEN_TRANSACTIONS_MAX: usize = 9;
/// With fewer than these, a new one comes before an old one moves.
pub const OPEN_TRANSACTIONS_WANTED: usize = 3;

impl Day {
    pub(super) fn may_onboard(&self) -> bool {
        let onboarding = self.merchants.iter().filter(|m| m.status != "VALID");
        onboarding.count() < ONBOARDING_MAX && self.merchants.len() < MERCHANTS_MAX
    }

    pub(super) fn new_merchant(&mut self, now: Millis) -> Event {
        let merchant = self.make_merchant("NEW");
        let event = body::of_merchant(&merchant, now);
        self.merchants.push(merchant);
        if self.merchants.len() > MERCHANTS_MAX {
            self.merchants.remove(0);
        }
        event
    }

    pub(super) fn move_merchant(&mut self, now: Millis) -> Option<Event> {
        let rng = &mut self.rng;
        let onboarding = self
            .merchants
            .iter_mut()
            .filter(|m| !is_end(MERCHANT, m.status));
        let merchant = pick(rng, onboarding)?;
        merchant.status = moves::next(MERCHANT, merchant.status, rng)?;
        let event = body::of_merchant(merchant, now);
        self.merchants
            .retain(|m| m.status == "VALID" || !is_end(MERCHANT, m.status));
        // Established merchants make room, the oldest first.
        if self.merchants.len() > ESTABLISHED_MAX
            && let Some(oldest) = self.merchants.iter().position(|m| m.status == "VALID")
        {
            self.merchants.remove(oldest);
        }
        Some(event)
    }

    pub(super) fn new_account(&mut self, now: Millis) -> Option<Event> {
        if self.accounts.len() >= ACCOUNTS_MAX {
            self.accounts.remove(0);
        }
        let established = self.merchants.iter().filter(|m| m.status == "VALID");
        let owner = pick(&mut self.rng, established)?.clone();
        let account = self.make_account(&owner, "PENDING");
        let event = body::of_account(&account, now);
        self.accounts.push(account);
        Some(event)
    }

    /// Moves a pending account, or one that was approved before.
    pub(super) fn move_account(&mut self, is_pending: bool, now: Millis) -> Option<Event> {
        // Enough of them stay usable for transactions to go on.
        let active = self.accounts.iter().filter(|a| a.status == "ACTIVE");
        let may_lose_one = active.count() > ACTIVE_ACCOUNTS_MIN;
        let rng = &mut self.rng;
        let movable = self.accounts.iter_mut().filter(|a| {
            (a.status == "PENDING") == is_pending && (may_lose_one || a.status != "ACTIVE")
        });
        let account = pick(rng, movable)?;
        account.status = moves::next(RECEIVER_ACCOUNT, account.status, rng)?;
        let event = body::of_account(account, now);
        self.accounts
            .retain(|a| !is_end(RECEIVER_ACCOUNT, a.status));
        Some(event)
    }

    pub(super) fn new_transaction(&mut self, now: Millis) -> Option<Event> {
        let may_begin = self.transactions.len() < OPEN_TRANSACTIONS_MAX;
        may_begin.then(|| self.begin_transaction(now))
    }

    /// A transaction begins, of any kind; the oldest is forgotten if there are many.
    pub(crate) fn begin_transaction(&mut self, now: Millis) -> Event {
        let kind = self.rng.choice(TransactionKind::ALL);
        self.begin_transaction_of(kind.unwrap_or(TransactionKind::Payout), now)
    }

    /// A transaction begins, and then waits for its quote to be approved.
    pub(crate) fn two_of_one_transaction(&mut self, begun: Millis, now: Millis) -> (Event, Event) {
        let first = self.begin_transaction(begun);
        let newest = self.transactions.len().saturating_sub(1);
        let second = self.advance(newest, "AWAITING_QUOTE_APPROVAL", now);
        // It has just begun, and so can go on.
        (first.clone(), second.unwrap_or(first))
    }

    pub(super) fn begin_transaction_of(&mut self, kind: TransactionKind, now: Millis) -> Event {
        if self.transactions.len() >= OPEN_TRANSACTIONS_MAX {
            self.transactions.remove(0);
        }
        let number = self.next_transaction_number();
        let account = self.active_account();
        let other = self.merchant_beside(account.merchant);
        let rng = &mut self.rng;
        let from_currency = match kind {
            TransactionKind::Payout => rng.choice([USDC, USDT]).unwrap_or(USDC),
            TransactionKind::EndToEnd | TransactionKind::Collection => {
                let fiat = ["NGN", "USD", "GBP", "EUR"].into_iter();
                let others = fiat.filter(|symbol| *symbol != account.currency);
                pick(rng, others).unwrap_or("USD")
            }
        };
        // The account is the target's for payout and end to end, the source's for collections
        // (documented).
        let (from_business, to_business) = match kind {
            TransactionKind::Payout | TransactionKind::EndToEnd => (other, account.merchant),
            TransactionKind::Collection => (account.merchant, other),
        };
        let usd_hundredths = rng.u64(50..25_000).saturating_mul(1000);
        let odd_hundredths = if rng.bool() { rng.u64(0..1000) } else { 0 };
        let to_hundredths =
            converted(usd_hundredths, "USD", account.currency).saturating_add(odd_hundredths);
        let worth = converted(to_hundredths, account.currency, from_currency);
        let fee = worth.saturating_mul(rng.u64(4..16)) / 1000;
        let transaction = Transaction {
            number,
            kind,
            stage: "PENDING",
            confirmation: None,
            from_business,
            to_business,
            account: account.number,
            from_currency,
            to_currency: account.currency,
            from_hundredths: worth.saturating_add(fee),
            to_hundredths,
            purpose: rng.choice(names::PURPOSES).unwrap_or("GOODS_PURCHASED"),
            created: now,
        };
        let event = body::of_transaction(&transaction, now);
        self.transactions.push(transaction);
        event
    }

    /// An account that can be paid to; one is made if there is none.
    fn active_account(&mut self) -> Account {
        let active = self.accounts.iter().filter(|a| a.status == "ACTIVE");
        if let Some(account) = pick(&mut self.rng, active) {
            return account.clone();
        }
        let owner = self.make_merchant("VALID");
        let account = self.make_account(&owner, "ACTIVE");
        self.merchants.push(owner);
        self.accounts.push(account.clone());
        account
    }

    /// The number of an established merchant that is not this one; one is made if there is none.
    fn merchant_beside(&mut self, number: u64) -> u64 {
        let established = self.merchants.iter().filter(|m| m.status == "VALID");
        let others = established.filter(|m| m.number != number);
        if let Some(other) = pick(&mut self.rng, others) {
            return other.number;
        }
        let other = self.make_merchant("VALID");
        let number = other.number;
        self.merchants.push(other);
        number
    }

    pub(super) fn open_transactions(&self) -> usize {
        let open = self.transactions.iter();
        open.filter(|t| !is_end(TRANSACTION, t.stage)).count()
    }

    pub(super) fn move_transaction(&mut self, now: Millis) -> Option<Event> {
        let rng = &mut self.rng;
        let open = self
            .transactions
            .iter_mut()
            .filter(|t| !is_end(TRANSACTION, t.stage));
        let transaction = pick(rng, open)?;
        transaction.stage = moves::next(TRANSACTION, transaction.stage, rng)?;
        let event = body::of_transaction(transaction, now);
        // A completed one stays for its payout confirmation.
        self.transactions
            .retain(|t| t.stage == "COMPLETED" || !is_end(TRANSACTION, t.stage));
        Some(event)
    }

    pub(super) fn confirm(&mut self, now: Millis) -> Option<Event> {
        let rng = &mut self.rng;
        let completed = self
            .transactions
            .iter_mut()
            .filter(|t| t.stage == "COMPLETED");
        let transaction = pick(rng, completed)?;
        let status = match transaction.confirmation {
            None => "PENDING",
            Some(before) => moves::next(CONFIRMATION, before, rng)?,
        };
        transaction.confirmation = Some(status);
        let event = body::of_confirmation(transaction, status, now);
        let is_arrived = |t: &Transaction| t.confirmation.is_some_and(|c| is_end(CONFIRMATION, c));
        self.transactions.retain(|t| !is_arrived(t));
        Some(event)
    }
}

/// One of them, any.
fn pick<T>(rng: &mut fastrand::Rng, among: impl Iterator<Item = T>) -> Option<T> {
    let among: Vec<T> = among.collect();
    rng.choice(among)
}
