//! A day at a partner: merchants, receiver accounts and transactions whose statuses move.

use crate::{
    chance::Chance,
    walk::{self, Move},
};
use domain::EventName;
use serde_json::{Value, json};

const NAMES: [&str; 10] = [
    "Acme Exports Ltd",
    "Okafor Trading",
    "Nuñez y Hijos S.A. de C.V.",
    "Βιομηχανία Αιγαίου Α.Ε.",
    "深圳市海风进出口有限公司",
    "Lagos Cold Chain & Logistics Company of West Africa (Nigeria) Limited, Apapa Wharf Branch",
    "Ndiaye Frères",
    "Bright Harvest Cooperative",
    "Kılıç Tekstil",
    "O'Neill & Sons",
];
const FIAT: [&str; 4] = ["NGN", "USD", "GBP", "EUR"];
const CRYPTO: [&str; 2] = ["USDC (ERC-20)", "USDT (TRC-20)"];
const PURPOSES: [&str; 4] = [
    "GOODS_PURCHASED",
    "PAYMENT_OF_GOODS",
    "PAYMENT_OF_SERVICES",
    "OTHER_SERVICES",
];
/// As many things are on their way at once at most.
const THINGS_MAX: usize = 40;

/// What moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A merchant.
    Merchant,
    /// A receiver account.
    ReceiverAccount,
    /// A payout, crypto to fiat.
    Payout,
    /// An end-to-end transaction, fiat to fiat.
    EndToEnd,
    /// A collection, fiat to fiat.
    Collection,
    /// The confirmation of a payout.
    PayoutConfirmation,
}

impl Kind {
    /// The ways that its status goes.
    #[must_use]
    pub const fn moves(self) -> &'static [Move] {
        match self {
            Self::Merchant => walk::MERCHANT,
            Self::ReceiverAccount => walk::RECEIVER_ACCOUNT,
            Self::Payout | Self::EndToEnd | Self::Collection => walk::TRANSACTION,
            Self::PayoutConfirmation => walk::PAYOUT_CONFIRMATION,
        }
    }

    /// What stands before its status on the wire.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Payout | Self::EndToEnd => "OnOff_",
            Self::Collection => "Receive_",
            Self::Merchant | Self::ReceiverAccount | Self::PayoutConfirmation => "",
        }
    }

    /// The event that tells of it.
    #[must_use]
    pub const fn event(self) -> EventName {
        match self {
            Self::Merchant => EventName::BusinessKycStatusChanged,
            Self::ReceiverAccount => EventName::BusinessExternalAccountStatusChanged,
            Self::Payout | Self::EndToEnd | Self::Collection => {
                EventName::BusinessRequestStatusChanged
            }
            Self::PayoutConfirmation => EventName::BusinessRequestPayoutConfirmationStatusChanged,
        }
    }
}

/// A status that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Of what.
    pub kind: Kind,
    /// Its id.
    pub id: u64,
    /// What its status was, without prefix; none if this is its first.
    pub from: Option<&'static str>,
    /// What it is now, without prefix.
    pub to: &'static str,
    /// The webhook's body: field names beyond `id` and `status` are assumed, by analogy with the
    /// documented object.
    pub body: Value,
}

#[derive(Debug, Clone)]
struct Thing {
    kind: Kind,
    id: u64,
    status: &'static str,
    rest: Value,
}

/// A day that goes on for as long as it is asked.
#[derive(Debug, Clone)]
pub struct Day {
    chance: Chance,
    things: Vec<Thing>,
    next_merchant: u64,
    next_account: u64,
    next_transaction: u64,
}

impl Day {
    /// The day of a seed: the same seed gives the same day.
    #[must_use]
    pub const fn from_seed(seed: u64) -> Self {
        Self {
            chance: Chance::from_seed(seed),
            things: Vec::new(),
            next_merchant: 101,
            next_account: 501,
            next_transaction: 4701,
        }
    }

    /// Something new, at its first status.
    fn begin(&mut self) -> Event {
        let kinds = [
            Kind::Merchant,
            Kind::ReceiverAccount,
            Kind::Payout,
            Kind::EndToEnd,
            Kind::Collection,
            Kind::Payout,
        ];
        let kind = *self.chance.one_of(&kinds).unwrap_or(&Kind::Merchant);
        let id = match kind {
            Kind::Merchant => step(&mut self.next_merchant),
            Kind::ReceiverAccount => step(&mut self.next_account),
            _ => step(&mut self.next_transaction),
        };
        let rest = self.particulars(kind);
        self.first(kind, id, rest)
    }

    fn first(&mut self, kind: Kind, id: u64, rest: Value) -> Event {
        let status = kind.moves().first().map_or("PENDING", |(from, ..)| *from);
        let thing = Thing {
            kind,
            id,
            status,
            rest,
        };
        let event = event(&thing, None);
        if self.things.len() < THINGS_MAX {
            self.things.push(thing);
        }
        event
    }

    fn particulars(&mut self, kind: Kind) -> Value {
        let name = *self.chance.one_of(&NAMES).unwrap_or(&"Acme Exports Ltd");
        let merchant = 101_u64.saturating_add(self.chance.below(12));
        let account = 501_u64.saturating_add(self.chance.below(12));
        match kind {
            Kind::Merchant => json!({ "legalName": name, "country": "NG" }),
            Kind::ReceiverAccount => json!({
                "businessId": merchant, "nameOnAccount": name, "currencySymbol": "NGN",
                "accountNumber": format!("{:010}", self.chance.below(10_000_000_000)),
            }),
            _ => {
                let from = match kind {
                    Kind::Payout => self.chance.one_of(&CRYPTO),
                    _ => self.chance.one_of(&FIAT),
                };
                let whole = self.chance.below(900_000).saturating_add(100);
                let amount = format!("{whole}.{}", self.chance.below(100));
                json!({
                    "fromBusinessId": merchant,
                    "toBusinessExternalAccountId": account,
                    "fromCurrencySymbol": from,
                    "toCurrencySymbol": self.chance.one_of(&FIAT),
                    "toAmount": amount,
                    "purpose": self.chance.one_of(&PURPOSES),
                    "payeeName": name,
                })
            }
        }
    }

    fn advance(&mut self, index: usize) -> Option<Event> {
        let thing = self.things.get_mut(index)?;
        let from = thing.status;
        // An account that works goes on working, nearly always.
        let stays =
            thing.kind == Kind::ReceiverAccount && from == "ACTIVE" && !self.chance.once_in(12);
        let to = (!stays)
            .then(|| walk::next(thing.kind.moves(), from, &mut self.chance))
            .flatten();
        let Some(to) = to else {
            self.things.swap_remove(index);
            return None;
        };
        thing.status = to;
        let told = event(thing, Some(from));
        if thing.kind == Kind::Payout && to == "COMPLETED" {
            let confirmation = Thing {
                kind: Kind::PayoutConfirmation,
                id: thing.id,
                status: "REQUESTED",
                rest: json!({}),
            };
            self.things.push(confirmation);
        }
        Some(told)
    }
}

impl Iterator for Day {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        loop {
            if self.things.len() < 6 || self.chance.once_in(5) {
                return Some(self.begin());
            }
            let count = u64::try_from(self.things.len()).unwrap_or_default();
            let index = usize::try_from(self.chance.below(count)).unwrap_or_default();
            if let Some(event) = self.advance(index) {
                return Some(event);
            }
        }
    }
}

fn step(counter: &mut u64) -> u64 {
    let now = *counter;
    *counter = counter.saturating_add(1);
    now
}

fn event(thing: &Thing, from: Option<&'static str>) -> Event {
    let mut body = json!({
        "event": thing.kind.event().wire(),
        "id": thing.id,
        "status": format!("{}{}", thing.kind.prefix(), thing.status),
    });
    if let (Value::Object(body), Value::Object(rest)) = (&mut body, thing.rest.clone()) {
        body.extend(rest);
    }
    Event {
        kind: thing.kind,
        id: thing.id,
        from,
        to: thing.status,
        body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{HashMap, HashSet};

    #[test]
    fn statuses_only_walk_allowed_moves_and_all_four_events_come() {
        for seed in 0..20 {
            let mut events = HashSet::new();
            let mut statuses: HashMap<(u64, EventName), &str> = HashMap::new();
            for told in Day::from_seed(seed).take(1500) {
                events.insert(told.kind.event());
                let before = statuses.insert((told.id, told.kind.event()), told.to);
                if let Some(from) = told.from {
                    let allowed = told
                        .kind
                        .moves()
                        .iter()
                        .any(|m| (m.0, m.1) == (from, told.to));
                    assert!(allowed, "{from} to {}", told.to);
                    if told.kind != Kind::PayoutConfirmation {
                        assert_eq!(before, Some(from));
                    }
                }
            }
            assert_eq!(events.len(), 4, "seed {seed}");
        }
    }

    #[test]
    fn a_seed_gives_the_same_day_again_and_another_seed_another_one() {
        let day = |seed| Day::from_seed(seed).take(50).collect::<Vec<_>>();
        assert_eq!(day(7), day(7));
        assert_ne!(day(7), day(8));
    }

    #[test]
    fn amounts_are_decimal_text() {
        let amounts = Day::from_seed(1)
            .take(300)
            .filter_map(|told| told.body.get("toAmount").cloned());
        let mut seen = 0;
        for amount in amounts {
            assert!(amount.is_string());
            seen += 1;
        }
        assert!(seen > 50);
    }
}
