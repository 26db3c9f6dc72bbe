//! The objects of a server while one thing of the day happens: what is made and moved.

use super::{
    accounts, merchants, news,
    object::{number as number_of, set_number, text},
    rates,
    transaction::Transaction,
    transactions,
    world::{OF_DAY_MAX, World},
};
use crate::day::{Event, names};
use domain::{Millis, TransactionKind};
use partner_api::Fields;
use std::collections::BTreeMap;

/// So many of the day's transactions wait for a person to approve their quote or deposit.
const OF_DESK_MAX: usize = 3;

/// The objects, for as long as one thing happens.
pub struct Scene<'a> {
    pub world: &'a mut World,
    pub rng: &'a mut fastrand::Rng,
    pub now: Millis,
}

impl Scene<'_> {
    pub fn onboard(&mut self) -> Event {
        let number = self.new_merchant("NEW");
        self.world.opening.merchant = Some(number);
        let fields = self.world.merchants.get(&number).map(|one| &one.fields);
        news::of_merchant(number, fields.unwrap_or(&Fields::new()))
    }

    pub fn new_merchant(&mut self, status: &str) -> u64 {
        let number = self.world.next.merchant;
        self.world.next.merchant = number.saturating_add(self.rng.u64(1..4));
        let name = names::merchant(self.rng);
        let mut sent = Fields::new();
        for (field, text) in [
            ("legalName", name),
            ("tradingName", name),
            ("email", "accounts@merchant.example"),
            ("contactName", "Ada Eze"),
            ("phonePrefix", "234"),
            ("phone", "8012345678"),
            ("country", self.rng.choice(names::COUNTRIES).unwrap_or("NG")),
            ("state", "Lagos"),
            ("city", "Lagos"),
            ("address", "Broad Street"),
            ("streetNumber", "12"),
            ("zipCode", "101001"),
            ("industry", "MANUFACTURING"),
        ] {
            sent.set_text(field, text);
        }
        let mut object = merchants::new(number, &sent, self.now);
        object.of_day = true;
        merchants::enter(&mut object, status, self.world.pace, self.now);
        forget_oldest(&mut self.world.merchants, |one| one.of_day);
        self.world.merchants.insert(number, object);
        number
    }

    pub fn move_merchant_to(&mut self, number: u64, status: &str) -> Option<Event> {
        let pace = self.world.pace;
        let object = self.world.merchants.get_mut(&number)?;
        merchants::enter(object, status, pace, self.now);
        Some(news::of_merchant(number, &object.fields))
    }

    pub fn open_account(&mut self) -> Option<Event> {
        let owner = self.merchants(|status| status == "VALID");
        let owner = self.rng.choice(owner)?;
        let number = self.new_account(owner, "PENDING");
        self.world.opening.account = Some(number);
        let fields = &self.world.accounts.get(&number)?.fields;
        Some(news::of_account(number, fields))
    }

    pub fn new_account(&mut self, owner: u64, status: &str) -> u64 {
        let number = self.world.next.account;
        self.world.next.account = number.saturating_add(self.rng.u64(1..4));
        let bank = self.rng.choice(names::BANKS);
        let (bank, currency) = bank.unwrap_or(("First Delta Bank", "NGN"));
        let owners = self.world.merchants.get(&owner);
        let holder = owners.and_then(|one| text(&one.fields, "legalName"));
        let digits = format!("{:010}", self.rng.u64(1..10_000_000_000));
        let mut sent = Fields::new();
        set_number(&mut sent, "businessId", owner);
        for (field, text) in [
            ("currencySymbol", currency),
            ("nameOnAccount", holder.as_deref().unwrap_or("Ada Eze")),
            ("accountNumber", &digits),
            ("bankName", bank),
            ("swiftCode", "EXMPNGLA"),
            ("country", "NG"),
            ("state", "Lagos"),
            ("city", "Lagos"),
            ("address", "Marina"),
            ("streetNumber", "1"),
            ("zipCode", "101001"),
            ("invoiceUrl", "https://files.example/invoice.pdf"),
        ] {
            sent.set_text(field, text);
        }
        let mut object = accounts::new(number, &sent, self.now);
        object.of_day = true;
        accounts::enter(&mut object, status, self.world.pace, self.now);
        forget_oldest(&mut self.world.accounts, |one| one.of_day);
        self.world.accounts.insert(number, object);
        number
    }

    pub fn move_account_to(&mut self, number: u64, status: &str) -> Option<Event> {
        let pace = self.world.pace;
        let object = self.world.accounts.get_mut(&number)?;
        accounts::enter(object, status, pace, self.now);
        Some(news::of_account(number, &object.fields))
    }

    /// Leaves a transaction's approvals to a person, if not too many wait for one.
    pub fn leave_to_desk(&mut self, number: u64) {
        let open = self.world.transactions.values();
        let waiting = open.filter(|one| one.of_day && one.of_desk && one.is_open());
        if waiting.count() < OF_DESK_MAX
            && let Some(one) = self.world.transactions.get_mut(&number)
        {
            one.of_desk = true;
        }
    }

    pub fn begin(&mut self, kind: TransactionKind) -> (u64, Event) {
        let (account, owner, currency) = self.active_account();
        let others = self.merchants(|status| status == "VALID");
        let others: Vec<u64> = others.into_iter().filter(|one| *one != owner).collect();
        let other = self.rng.choice(others).unwrap_or(owner);
        let from = match kind {
            TransactionKind::Payout => self.rng.choice([rates::USDC, rates::USDT]),
            _ => {
                let fiat = ["NGN", "USD", "GBP", "EUR"].into_iter();
                let others: Vec<&str> = fiat.filter(|symbol| *symbol != currency).collect();
                self.rng.choice(others)
            }
        };
        // The account is the target's for payout and end to end, the source's for collections
        // (documented).
        let (source, target) = match kind {
            TransactionKind::Collection => (owner, other),
            _ => (other, owner),
        };
        let hundredths = self.rng.u64(50..25_000).saturating_mul(1000);
        let odd = if self.rng.bool() {
            self.rng.i64(0..1000)
        } else {
            0
        };
        let hundredths = i64::try_from(hundredths)
            .unwrap_or(1000)
            .saturating_add(odd);
        let amount = rates::wire(rust_decimal::Decimal::new(hundredths, 2));
        let number = self.world.next.transaction;
        self.world.next.transaction = number.saturating_add(self.rng.u64(1..9));
        let mut sent = Fields::new();
        set_number(&mut sent, "fromBusinessId", source);
        set_number(&mut sent, "toBusinessExternalAccountId", account);
        sent.set_text("fromCurrencySymbol", from.unwrap_or("USD"));
        sent.set_text("toAmount", &amount);
        let purpose = self
            .rng
            .choice(names::PURPOSES)
            .unwrap_or("GOODS_PURCHASED");
        sent.set_text("purpose", purpose);
        sent.set_text("invoiceUrl", "https://files.example/invoice.pdf");
        let fields = transactions::new(number, &sent, (target, &currency), self.now);
        let mut one = Transaction::new(kind, fields);
        one.of_day = true;
        one.enter(number, "PENDING", self.world.pace, self.now);
        let event = news::of_transaction(number, &one.fields);
        forget_oldest(&mut self.world.transactions, |one| {
            one.of_day && !one.is_open()
        });
        self.world.transactions.insert(number, one);
        (number, event)
    }

    /// An account that can be paid to, its owner and its currency; one is made if there is none.
    pub fn active_account(&mut self) -> (u64, u64, String) {
        let active = self.accounts(|status| status == "ACTIVE");
        let account = self.rng.choice(active).unwrap_or_else(|| {
            let owner = self.new_merchant("VALID");
            self.new_account(owner, "ACTIVE")
        });
        let fields = self.world.accounts.get(&account).map(|one| &one.fields);
        let owner = fields.and_then(|fields| number_of(fields, "businessId"));
        let currency = fields.and_then(|fields| text(fields, "currencySymbol"));
        (account, owner.unwrap_or(1), currency.unwrap_or_default())
    }

    pub fn advance(&mut self, number: u64, stage: &str) -> Option<Event> {
        let pace = self.world.pace;
        let one = self.world.transactions.get_mut(&number)?;
        one.enter(number, stage, pace, self.now);
        Some(news::of_transaction(number, &one.fields))
    }

    pub fn confirm(&mut self, number: u64) -> Option<Event> {
        let (pace, origin) = (self.world.pace, self.world.origin.clone());
        let one = self.world.transactions.get_mut(&number)?;
        if one.stage() != "COMPLETED" {
            return None;
        }
        one.confirm_further(number, pace, &origin, self.now)
    }

    /// The day's merchants whose status fits.
    pub fn merchants(&self, fits: impl Fn(&str) -> bool) -> Vec<u64> {
        let all = self
            .world
            .merchants
            .iter()
            .filter(|(_, one)| one.of_day && fits(&status_of(&one.fields, "kycStatus")));
        all.map(|(number, _)| *number).collect()
    }

    /// The day's accounts whose status fits.
    pub fn accounts(&self, fits: impl Fn(&str) -> bool) -> Vec<u64> {
        let all = self
            .world
            .accounts
            .iter()
            .filter(|(_, one)| one.of_day && fits(&status_of(&one.fields, "status")));
        all.map(|(number, _)| *number).collect()
    }
}

pub fn status_of(fields: &Fields, name: &str) -> String {
    text(fields, name).unwrap_or_default()
}

/// Makes room: the day's oldest that may go does.
fn forget_oldest<T>(objects: &mut BTreeMap<u64, T>, may_go: impl Fn(&T) -> bool) {
    if objects.values().filter(|one| may_go(one)).count() >= OF_DAY_MAX {
        let oldest = objects.iter().find(|(_, one)| may_go(one));
        if let Some(number) = oldest.map(|(number, _)| *number) {
            objects.remove(&number);
        }
    }
}
