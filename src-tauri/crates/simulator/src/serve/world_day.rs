//! The day of a server: what happens changes its objects, so that a read says what the event said.

use super::{
    scene::{Scene, status_of},
    server::Server,
    world::World,
};
use crate::day::{
    Event, Events, TransactionKind as Kind,
    act::{ACTS, Act, OPEN_TRANSACTIONS_WANTED},
    moves::{self, CONFIRMATION, MERCHANT, RECEIVER_ACCOUNT, TRANSACTION, is_end},
    opening::{OPENING, Step},
};
use domain::{Millis, TransactionKind};
use std::sync::Arc;

const OPEN_MAX: usize = 9;
const ONBOARDING_MAX: usize = 5;
const ACTIVE_MIN: usize = 3;
/// How often something is tried before a merchant comes.
const TRIES_MAX: u32 = 64;

/// The day over a server's objects.
pub struct WorldDay {
    server: Arc<Server>,
    rng: fastrand::Rng,
}

impl WorldDay {
    /// The day of a server; one in which nobody is gets some merchants and accounts that have been
    /// there for long, and some that wait for a person.
    pub fn new(server: Arc<Server>, seed: u64) -> Self {
        let rng = fastrand::Rng::with_seed(seed);
        let mut day = Self { server, rng };
        day.act(|scene| {
            if scene.world.merchants.is_empty() {
                for _ in 0..5 {
                    let merchant = scene.new_merchant("VALID");
                    scene.new_account(merchant, "ACTIVE");
                }
                scene.demo();
            }
        });
        day
    }

    fn act<T>(&mut self, act: impl FnOnce(&mut Scene) -> T) -> T {
        let server = Arc::clone(&self.server);
        let mut world = server.world();
        let done = act(&mut Scene {
            world: &mut world,
            rng: &mut self.rng,
            now: server.now(),
        });
        // The events are the day's own deliveries.
        server.changed(&mut world, Vec::new());
        done
    }
}

impl Events for WorldDay {
    fn next_event(&mut self, _: Millis) -> Event {
        self.act(|scene| scene.next())
    }

    fn begin_transaction(&mut self, _: Millis) -> Event {
        self.act(|scene| {
            let kind = scene.rng.choice(TransactionKind::ALL);
            scene.begin(kind.unwrap_or(TransactionKind::Payout)).1
        })
    }

    fn two_of_one_transaction(&mut self, begun: Millis, now: Millis) -> (Event, Event) {
        self.act(|scene| {
            scene.now = begun;
            let kind = scene.rng.choice(TransactionKind::ALL);
            let (number, first) = scene.begin(kind.unwrap_or(TransactionKind::Payout));
            scene.now = now;
            let second = scene.advance(number, "AWAITING_QUOTE_APPROVAL");
            (first.clone(), second.unwrap_or(first))
        })
    }
}

impl Scene<'_> {
    fn next(&mut self) -> Event {
        while let Some(step) = OPENING.get(self.world.opening.steps) {
            self.world.opening.steps = self.world.opening.steps.saturating_add(1);
            if let Some(event) = self.step(step) {
                return event;
            }
        }
        let total: u32 = ACTS.iter().map(|(_, weight)| *weight).sum();
        for _ in 0..TRIES_MAX {
            let mut left = self.rng.u32(0..total.max(1));
            for (act, weight) in ACTS {
                if left < *weight {
                    if let Some(event) = self.try_act(*act) {
                        return event;
                    }
                    break;
                }
                left = left.saturating_sub(*weight);
            }
        }
        self.onboard()
    }

    fn step(&mut self, step: &Step) -> Option<Event> {
        let of_opening =
            |world: &World, index: usize| world.opening.transactions.get(index).copied();
        match *step {
            Step::Transaction(kind) => {
                let (number, event) = self.begin(match kind {
                    Kind::Payout => TransactionKind::Payout,
                    Kind::EndToEnd => TransactionKind::EndToEnd,
                    Kind::Collection => TransactionKind::Collection,
                });
                self.world.opening.transactions.push(number);
                // The first one goes its whole way; the others wait for a person in the end.
                if self.world.opening.transactions.len() > 1 {
                    self.leave_to_desk(number);
                }
                Some(event)
            }
            Step::Advance(index, stage) => {
                let number = of_opening(self.world, index)?;
                let found = self.world.transactions.get(&number)?;
                let may = found.of_day && moves::allowed(TRANSACTION, &found.stage(), stage);
                if may {
                    self.advance(number, stage)
                } else {
                    None
                }
            }
            Step::Confirm(index) => {
                let number = of_opening(self.world, index)?;
                self.confirm(number)
            }
            Step::Merchant => Some(self.onboard()),
            Step::MoveMerchant(status) => {
                let number = self.world.opening.merchant?;
                let found = self.world.merchants.get(&number).filter(|one| one.of_day);
                let before = status_of(&found?.fields, "kycStatus");
                moves::allowed(MERCHANT, &before, status).then_some(())?;
                self.move_merchant_to(number, status)
            }
            Step::Account => self.open_account(),
            Step::MoveAccount(status) => {
                let number = self.world.opening.account?;
                let found = self.world.accounts.get(&number).filter(|one| one.of_day);
                let before = status_of(&found?.fields, "status");
                moves::allowed(RECEIVER_ACCOUNT, &before, status).then_some(())?;
                self.move_account_to(number, status)
            }
        }
    }

    fn try_act(&mut self, act: Act) -> Option<Event> {
        match act {
            Act::NewMerchant => {
                let onboarding = self.merchants(|status| !is_end(MERCHANT, status));
                (onboarding.len() < ONBOARDING_MAX).then(|| self.onboard())
            }
            Act::MoveMerchant => {
                let movable = self.merchants(|status| !is_end(MERCHANT, status));
                let number = self.rng.choice(movable)?;
                let before = status_of(&self.world.merchants.get(&number)?.fields, "kycStatus");
                let status = moves::next(MERCHANT, &before, self.rng)?;
                self.move_merchant_to(number, status)
            }
            Act::NewAccount => self.open_account(),
            Act::ApproveAccount => {
                let pending = self.accounts(|status| status == "PENDING");
                self.move_account(pending)
            }
            Act::MoveAccount => {
                let few = self.accounts(|status| status == "ACTIVE").len() <= ACTIVE_MIN;
                let movable =
                    self.accounts(|status| status != "PENDING" && !(few && status == "ACTIVE"));
                self.move_account(movable)
            }
            Act::NewTransaction => self.open_transaction(),
            // A desk with one transaction on it would show little.
            Act::MoveTransaction if self.open().len() < OPEN_TRANSACTIONS_WANTED => {
                self.open_transaction()
            }
            Act::MoveTransaction => self.move_transaction(),
            Act::Confirm => {
                let due = self.world.transactions.iter().filter(|(_, one)| {
                    let confirmation = one.confirmation.as_ref();
                    let status = confirmation.map(|fields| status_of(fields, "status"));
                    let goes_on = status.is_none_or(|status| !is_end(CONFIRMATION, &status));
                    one.of_day && one.stage() == "COMPLETED" && goes_on
                });
                let due: Vec<u64> = due.map(|(number, _)| *number).collect();
                let number = self.rng.choice(due)?;
                self.confirm(number)
            }
        }
    }

    /// The day's transactions that go on.
    fn open(&self) -> Vec<u64> {
        let all = self.world.transactions.iter();
        let open = all.filter(|(_, one)| one.of_day && one.is_open());
        open.map(|(number, _)| *number).collect()
    }

    fn move_account(&mut self, movable: Vec<u64>) -> Option<Event> {
        let number = self.rng.choice(movable)?;
        let before = status_of(&self.world.accounts.get(&number)?.fields, "status");
        let status = moves::next(RECEIVER_ACCOUNT, &before, self.rng)?;
        self.move_account_to(number, status)
    }

    fn open_transaction(&mut self) -> Option<Event> {
        if self.open().len() >= OPEN_MAX {
            return None;
        }
        let kind = self.rng.choice(TransactionKind::ALL)?;
        let (number, event) = self.begin(kind);
        if self.rng.bool() {
            self.leave_to_desk(number);
        }
        Some(event)
    }

    fn move_transaction(&mut self) -> Option<Event> {
        let open = self.open().into_iter().filter(|number| {
            let one = self.world.transactions.get(number);
            // What waits for a person is left to one.
            one.is_some_and(|one| !one.of_desk || one.stage() == "PENDING")
        });
        let open: Vec<u64> = open.collect();
        let number = self.rng.choice(open)?;
        let before = self.world.transactions.get(&number)?.stage();
        let stage = moves::next(TRANSACTION, &before, self.rng)?;
        self.advance(number, stage)
    }
}
