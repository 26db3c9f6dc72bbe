//! Everything that is there on the server, as it is kept in its file.

use super::{
    accounts,
    agreements::{self, Agreements},
    asked::Asked,
    delivery_log::DeliveryLog,
    files::StoredFile,
    merchants,
    object::Object,
    pace::Pace,
    reference,
    refusal::Refusal,
    transaction::Transaction,
    transactions,
};
use crate::day::Event;
use domain::{Millis, TransactionKind};
use partner_api::Operation;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};

/// So many events may wait to be sent; the oldest are forgotten first.
const UNSENT_MAX: usize = 10_000;
/// So many objects of one kind are kept that the day made; those of clients all.
pub const OF_DAY_MAX: usize = 400;

/// The whole state.
#[derive(Debug, Serialize, Deserialize)]
pub struct World {
    /// Merchants by number.
    pub merchants: BTreeMap<u64, Object>,
    /// Receiver accounts by number.
    pub accounts: BTreeMap<u64, Object>,
    /// Transactions of all kinds by number.
    pub transactions: BTreeMap<u64, Transaction>,
    /// Uploaded files by their keys.
    pub files: BTreeMap<String, StoredFile>,
    /// The webhook log.
    pub log: DeliveryLog,
    /// Events that are still to be sent, oldest first.
    pub unsent: VecDeque<Unsent>,
    /// The legal agreements as they are now.
    #[serde(default)]
    pub agreements: Agreements,
    /// What compliance answers to the next onboardings that are submitted, the first one first.
    #[serde(default)]
    pub answers: VecDeque<String>,
    /// How long things take.
    pub pace: Pace,
    /// How far the day's beginning has come.
    pub opening: Opening,
    /// The next numbers.
    pub next: Next,
    /// Rises with each change; not kept.
    #[serde(skip)]
    pub generation: u64,
    /// Where the server is, as it stands in the addresses of files; not kept.
    #[serde(skip)]
    pub origin: String,
}

/// An event that is still to be sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Unsent {
    /// Its number as an errand.
    pub number: u64,
    /// The event.
    pub event: Event,
}

/// How far the day's beginning has come.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Opening {
    /// Steps done.
    pub steps: usize,
    /// The transactions that it began, in order.
    pub transactions: Vec<u64>,
    /// Its newest merchant.
    pub merchant: Option<u64>,
    /// Its newest receiver account.
    pub account: Option<u64>,
}

/// The next numbers. Kinds have ranges of their own: a merchant and an account with one number
/// would sooner or later have one signed text.
#[derive(Debug, Serialize, Deserialize)]
pub struct Next {
    /// Of merchants.
    pub merchant: u64,
    /// Of receiver accounts.
    pub account: u64,
    /// Of transactions.
    pub transaction: u64,
    /// Of errands.
    pub errand: u64,
}

/// What became of a call.
#[derive(Debug)]
pub struct Done {
    /// The answer's body.
    pub answer: String,
    /// What changed and is to be announced.
    pub events: Vec<Event>,
}

impl Done {
    /// An answer to a call that changed nothing, or nothing that is announced.
    pub const fn silent(answer: String) -> Self {
        Self {
            answer,
            events: Vec::new(),
        }
    }
}

impl World {
    /// A world of a seed, with nobody in it.
    pub fn new(seed: u64) -> Self {
        let mut rng = fastrand::Rng::with_seed(seed);
        Self {
            merchants: BTreeMap::new(),
            accounts: BTreeMap::new(),
            transactions: BTreeMap::new(),
            files: BTreeMap::new(),
            log: DeliveryLog::default(),
            unsent: VecDeque::new(),
            agreements: Agreements::default(),
            answers: VecDeque::new(),
            pace: Pace::default(),
            opening: Opening::default(),
            next: Next {
                merchant: rng.u64(1000..9000),
                account: rng.u64(100_000..900_000),
                transaction: rng.u64(4_000_000..9_000_000),
                errand: 1,
            },
            generation: 0,
            origin: String::new(),
        }
    }

    /// Says that something changed.
    pub const fn touch(&mut self) {
        self.generation = self.generation.saturating_add(1);
    }

    /// Does what a call asks.
    pub fn act(&mut self, asked: &Asked, now: Millis) -> Result<Done, Refusal> {
        use Operation as Op;
        if let Some(kind) = asked.operation.kind() {
            return transactions::act(self, kind, asked, now);
        }
        match asked.operation {
            Op::ListCountries => Ok(Done::silent(reference::countries())),
            Op::ListCurrencies => Ok(Done::silent(reference::currencies())),
            Op::CreateMerchant => merchants::create(self, asked, now),
            Op::UpdateMerchant => merchants::update(self, asked, now),
            Op::GetMerchant => merchants::get(self, asked),
            Op::ListMerchants => merchants::list(self, asked),
            Op::GetLegalAgreements => agreements::of_merchant(self, asked),
            Op::AcceptLegalAgreements => agreements::accept(self, asked, now),
            Op::SubmitMerchantOnboarding => merchants::submit(self, asked, now),
            Op::CreateReceiverAccount => accounts::create(self, asked, now),
            Op::UpdateReceiverAccount => accounts::update(self, asked, now),
            Op::GetReceiverAccount => accounts::get(self, asked),
            Op::ListReceiverAccounts => accounts::list(self, asked),
            Op::GetPayoutConfirmation => transactions::confirmation(self, asked),
            // The upload is taken elsewhere; each other row of the table has its kind above.
            other => Err(Refusal::new(501, "NOT_IMPLEMENTED", other.label())),
        }
    }

    /// Does what is due by itself; gives what is to be announced.
    pub fn pass(&mut self, now: Millis) -> Vec<Event> {
        let mut events = Vec::new();
        let due = |due: Option<Millis>| due.is_some_and(|at| at <= now);
        for (number, object) in &mut self.merchants {
            if due(object.due) {
                events.extend(merchants::pass(*number, object, self.pace, now));
                self.generation = self.generation.saturating_add(1);
            }
        }
        for (number, object) in &mut self.accounts {
            if due(object.due) {
                events.extend(accounts::pass(*number, object, now));
                self.generation = self.generation.saturating_add(1);
            }
        }
        for (number, transaction) in &mut self.transactions {
            if due(transaction.due) {
                events.extend(transaction.pass(*number, self.pace, &self.origin, now));
                self.generation = self.generation.saturating_add(1);
            }
        }
        events
    }

    /// When something is next due by itself.
    pub fn next_due(&self) -> Option<Millis> {
        let merchants = self.merchants.values().filter_map(|object| object.due);
        let accounts = self.accounts.values().filter_map(|object| object.due);
        let transactions = self.transactions.values().filter_map(|one| one.due);
        merchants.chain(accounts).chain(transactions).min()
    }

    /// A number that no errand has had.
    pub const fn errand_number(&mut self) -> u64 {
        let number = self.next.errand;
        self.next.errand = number.saturating_add(1);
        number
    }

    /// Keeps an event until it is sent.
    pub fn remember(&mut self, event: Event) -> Unsent {
        let number = self.errand_number();
        let unsent = Unsent { number, event };
        if self.unsent.len() >= UNSENT_MAX {
            self.unsent.pop_front();
        }
        self.unsent.push_back(unsent.clone());
        self.touch();
        unsent
    }

    /// Forgets an event that was sent.
    pub fn forget(&mut self, errand: u64) {
        self.unsent.retain(|unsent| unsent.number != errand);
        self.touch();
    }

    /// The transactions of a kind.
    pub fn of_kind(&self, kind: TransactionKind) -> impl Iterator<Item = &Transaction> {
        self.transactions
            .values()
            .filter(move |one| one.kind == kind)
    }
}

/// The list of these JSON texts, as the server gives lists where no fault says otherwise.
pub fn list<'a>(items: impl Iterator<Item = &'a partner_api::Fields>, total: usize) -> String {
    let items: Vec<String> = items.map(partner_api::Fields::to_json).collect();
    format!("{{\"data\":[{}],\"total\":{total}}}", items.join(","))
}
