//! An object as the control interface wants it.

use super::{
    accounts, merchants, news,
    object::{number, set_raw, set_time},
    refusal::Refusal,
    transaction::{STAGES, Transaction, prefix},
    transactions,
    world::World,
};
use crate::day::Event;
use domain::{Millis, TransactionKind};
use partner_api::Fields;
use serde::{Deserialize, Serialize};

/// A kind of object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectKind {
    /// A merchant.
    Merchant,
    /// A receiver account.
    Account,
    /// A transaction: a payout.
    Payout,
    /// A transaction: end to end.
    EndToEnd,
    /// A transaction: a collection.
    Collection,
    /// A transaction's payout confirmation, by the transaction's number.
    Confirmation,
}

/// What an object shall be. It is made if it is not there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wanted {
    /// Its status: a known one brings with it what comes with that, any other word stands as it is.
    pub status: Option<String>,
    /// Fields that are set besides, known or not.
    pub fields: Fields,
    /// Whether the change is not announced.
    pub silent: bool,
}

/// An object as it is listed.
#[derive(Debug, Serialize)]
pub struct Listed {
    number: u64,
    fields: Fields,
    confirmation: Option<Fields>,
}

impl ObjectKind {
    const fn transaction(self) -> Option<TransactionKind> {
        match self {
            Self::Payout => Some(TransactionKind::Payout),
            Self::EndToEnd => Some(TransactionKind::EndToEnd),
            Self::Collection => Some(TransactionKind::Collection),
            Self::Merchant | Self::Account | Self::Confirmation => None,
        }
    }

    /// All of a kind.
    pub fn list(self, world: &World) -> Vec<Listed> {
        let objects = match self {
            Self::Merchant => &world.merchants,
            Self::Account => &world.accounts,
            _ => {
                let fits = |one: &Transaction| match self.transaction() {
                    Some(kind) => one.kind == kind,
                    None => one.confirmation.is_some(),
                };
                let all = world.transactions.iter().filter(|(_, one)| fits(one));
                let listed = all.map(|(number, one)| Listed {
                    number: *number,
                    fields: one.fields.clone(),
                    confirmation: one.confirmation.clone(),
                });
                return listed.collect();
            }
        };
        let listed = objects.iter().map(|(number, object)| Listed {
            number: *number,
            fields: object.fields.clone(),
            confirmation: None,
        });
        listed.collect()
    }

    /// The event of an object as it is now.
    pub fn event(self, id: u64, world: &World) -> Result<Event, Refusal> {
        let nobody = || Refusal::nobody("object", id);
        match self {
            Self::Merchant => Ok(news::of_merchant(id, &merchants::found(world, id)?.fields)),
            Self::Account => Ok(news::of_account(id, &accounts::found(world, id)?.fields)),
            _ => {
                let transaction = world.transactions.get(&id).ok_or_else(nobody)?;
                match (self.transaction(), &transaction.confirmation) {
                    (Some(kind), _) if kind == transaction.kind => {
                        Ok(news::of_transaction(id, &transaction.fields))
                    }
                    (None, Some(confirmation)) => Ok(news::of_confirmation(id, confirmation)),
                    _ => Err(nobody()),
                }
            }
        }
    }
}

impl Wanted {
    /// Makes or advances an object; gives its fields, and its event if its status was given.
    pub fn put(
        &self,
        kind: ObjectKind,
        id: u64,
        world: &mut World,
        now: Millis,
    ) -> Result<(Fields, Option<Event>), Refusal> {
        let pace = world.pace;
        let fields = match kind {
            ObjectKind::Merchant => {
                let new = || merchants::new(id, &self.fields, now);
                let object = world.merchants.entry(id).or_insert_with(new);
                object.of_day = false;
                if let Some(status) = &self.status {
                    merchants::enter(object, status, pace, now);
                }
                self.lay_over(&mut object.fields);
                object.fields.clone()
            }
            ObjectKind::Account => {
                let new = || accounts::new(id, &self.fields, now);
                let object = world.accounts.entry(id).or_insert_with(new);
                object.of_day = false;
                if let Some(status) = &self.status {
                    accounts::enter(object, status, pace, now);
                }
                self.lay_over(&mut object.fields);
                object.fields.clone()
            }
            ObjectKind::Confirmation => self.put_confirmation(id, world, now)?,
            _ => self.put_transaction(kind, id, world, now),
        };
        world.touch();
        let event = self.status.is_some().then(|| kind.event(id, world));
        Ok((fields, event.transpose()?))
    }

    fn put_confirmation(&self, id: u64, world: &mut World, now: Millis) -> Result<Fields, Refusal> {
        let nobody = || Refusal::nobody("business request", id);
        let origin = world.origin.clone();
        let transaction = world.transactions.get_mut(&id).ok_or_else(nobody)?;
        let status = self.status.as_deref().unwrap_or("PENDING");
        transaction.set_confirmation(id, status, &origin, now);
        let confirmation = transaction.confirmation.as_mut().ok_or_else(nobody)?;
        self.lay_over(confirmation);
        Ok(confirmation.clone())
    }

    fn put_transaction(&self, kind: ObjectKind, id: u64, world: &mut World, now: Millis) -> Fields {
        let pace = world.pace;
        let kind = kind.transaction().unwrap_or(TransactionKind::Payout);
        if world
            .transactions
            .get(&id)
            .is_none_or(|one| one.kind != kind)
        {
            let account = number(&self.fields, "toBusinessExternalAccountId");
            let account = account.and_then(|account| world.accounts.get(&account));
            let account = account.map(|object| &object.fields);
            let owner = account.and_then(|fields| number(fields, "businessId"));
            let currency = account.and_then(|fields| super::object::text(fields, "currencySymbol"));
            let to = (owner.unwrap_or(1), currency.as_deref().unwrap_or("USD"));
            let fields = transactions::new(id, &self.fields, to, now);
            let one = Transaction::new(kind, fields);
            world.transactions.insert(id, one);
        }
        let Some(one) = world.transactions.get_mut(&id) else {
            return Fields::new();
        };
        one.of_day = false;
        // What the stage reckons with is set before it, and what is wanted besides after it.
        self.lay_over(&mut one.fields);
        if let Some(status) = &self.status {
            let stage = status.strip_prefix(prefix(kind));
            let stage = stage
                .filter(|stage| STAGES.contains(stage))
                .unwrap_or(status);
            one.enter(id, stage, pace, now);
        } else {
            set_time(&mut one.fields, "lastUpdateTime", now);
        }
        self.lay_over(&mut one.fields);
        one.fields.clone()
    }

    fn lay_over(&self, fields: &mut Fields) {
        for (name, value) in self.fields.members() {
            set_raw(fields, name, value);
        }
    }
}
