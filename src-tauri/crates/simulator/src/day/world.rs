//! Who is there on a day: merchants, their accounts, and their transactions.

use super::{
    Event,
    act::{ACTS, Act, OPEN_TRANSACTIONS_WANTED},
    names,
};
use domain::Millis;

/// A merchant.
#[derive(Clone)]
pub struct Merchant {
    pub number: u64,
    pub status: &'static str,
    pub name: &'static str,
    pub country: &'static str,
}

/// A receiver account.
#[derive(Clone)]
pub struct Account {
    pub number: u64,
    pub merchant: u64,
    pub status: &'static str,
    pub currency: &'static str,
    pub holder: &'static str,
    pub bank: &'static str,
    pub digits: String,
}

/// Which of the three flows a transaction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransactionKind {
    /// Crypto to fiat.
    Payout,
    /// Fiat to fiat.
    EndToEnd,
    /// Fiat to fiat, received.
    Collection,
}

impl TransactionKind {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Payout, Self::EndToEnd, Self::Collection];

    /// What stands before the stage in a status (documented; for collections in part).
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Payout | Self::EndToEnd => "OnOff_",
            Self::Collection => "Receive_",
        }
    }
}

/// A transaction.
pub struct Transaction {
    pub number: u64,
    pub kind: TransactionKind,
    pub stage: &'static str,
    /// The payout confirmation's status, once there is one.
    pub confirmation: Option<&'static str>,
    pub from_business: u64,
    pub to_business: u64,
    pub account: u64,
    pub from_currency: &'static str,
    pub to_currency: &'static str,
    pub from_hundredths: u64,
    pub to_hundredths: u64,
    pub purpose: &'static str,
    pub created: Millis,
}

/// A day of one partner. The same seed gives the same day; it never ends, and holds a bounded
/// number of objects.
pub struct Day {
    pub(super) rng: fastrand::Rng,
    pub(super) merchants: Vec<Merchant>,
    pub(super) accounts: Vec<Account>,
    pub(super) transactions: Vec<Transaction>,
    numbers: Numbers,
    /// How many steps of the beginning are done.
    pub(super) opened: usize,
}

/// The next number of each kind. Kinds have ranges of their own: a merchant and an account with
/// one number would sooner or later have one signed text, and that is an alarm.
struct Numbers {
    merchant: u64,
    account: u64,
    transaction: u64,
}

impl Day {
    /// The day of a seed: some merchants and accounts have been there for long.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut rng = fastrand::Rng::with_seed(seed);
        let numbers = Numbers {
            merchant: rng.u64(1000..9000),
            account: rng.u64(100_000..900_000),
            transaction: rng.u64(4_000_000..9_000_000),
        };
        let mut day = Self {
            rng,
            merchants: Vec::new(),
            accounts: Vec::new(),
            transactions: Vec::new(),
            numbers,
            opened: 0,
        };
        for _ in 0..5 {
            let merchant = day.make_merchant("VALID");
            let account = day.make_account(&merchant, "ACTIVE");
            day.merchants.push(merchant);
            day.accounts.push(account);
        }
        day
    }

    /// What happens next. The time only stands in the payload.
    pub fn next_event(&mut self, now: Millis) -> Event {
        const TRIES_MAX: u32 = 64;
        if let Some(event) = self.opening(now) {
            return event;
        }
        let total: u32 = ACTS.iter().map(|(_, weight)| *weight).sum();
        for _ in 0..TRIES_MAX {
            let mut left = self.rng.u32(0..total.max(1));
            for (act, weight) in ACTS {
                if left < *weight {
                    if let Some(event) = self.act(*act, now) {
                        return event;
                    }
                    break;
                }
                left = left.saturating_sub(*weight);
            }
        }
        // Always possible, so that a day never stands still.
        self.new_merchant(now)
    }

    fn act(&mut self, act: Act, now: Millis) -> Option<Event> {
        match act {
            Act::NewMerchant => self.may_onboard().then(|| self.new_merchant(now)),
            Act::MoveMerchant => self.move_merchant(now),
            Act::NewAccount => self.new_account(now),
            Act::ApproveAccount => self.move_account(true, now),
            Act::MoveAccount => self.move_account(false, now),
            Act::NewTransaction => self.new_transaction(now),
            // A desk with one transaction on it would show little.
            Act::MoveTransaction if self.open_transactions() < OPEN_TRANSACTIONS_WANTED => {
                self.new_transaction(now)
            }
            Act::MoveTransaction => self.move_transaction(now),
            Act::Confirm => self.confirm(now),
        }
    }

    pub(super) fn make_merchant(&mut self, status: &'static str) -> Merchant {
        let number = self.numbers.merchant;
        self.numbers.merchant = number.saturating_add(self.rng.u64(1..4));
        Merchant {
            number,
            status,
            name: names::merchant(&mut self.rng),
            country: self.rng.choice(names::COUNTRIES).unwrap_or("NG"),
        }
    }

    pub(super) fn make_account(&mut self, owner: &Merchant, status: &'static str) -> Account {
        let number = self.numbers.account;
        self.numbers.account = number.saturating_add(self.rng.u64(1..4));
        let bank = self.rng.choice(names::BANKS);
        let (bank, currency) = bank.unwrap_or(("First Delta Bank", "NGN"));
        Account {
            number,
            merchant: owner.number,
            status,
            currency,
            holder: owner.name,
            bank,
            digits: format!("{:010}", self.rng.u64(1..10_000_000_000)),
        }
    }

    pub(super) fn next_transaction_number(&mut self) -> u64 {
        let number = self.numbers.transaction;
        self.numbers.transaction = number.saturating_add(self.rng.u64(1..9));
        number
    }
}

impl std::fmt::Debug for Day {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Day")
            .field("merchants", &self.merchants.len())
            .field("accounts", &self.accounts.len())
            .field("transactions", &self.transactions.len())
            .finish_non_exhaustive()
    }
}
