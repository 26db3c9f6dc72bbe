//! What a transaction's newest read tells of it, for the desk's list.

use crate::{EngineError, api::reading, approvals::drawer, facts, observation};
use domain::{Millis, PartnerNumber, Subject, TransactionKind, record::Money};
use ledger::Reader;
use partner_api::{
    Fields, Operation,
    wire::{WireObject, transaction::Transaction},
};
use std::collections::{BTreeMap, BTreeSet, btree_map::Entry as Slot};

/// What is told of a transaction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// What kind it is.
    pub kind: Option<TransactionKind>,
    /// What is to be deposited.
    pub pays: Option<Money>,
    /// What the receiver gets.
    pub receives: Option<Money>,
    /// The source merchant.
    pub source: Option<PartnerNumber>,
    /// The receiver account.
    pub account: Option<PartnerNumber>,
    /// Until when its quote holds, where that is told.
    pub expires: Option<Millis>,
}

impl Terms {
    fn of(kind: Option<TransactionKind>, fields: Fields) -> Self {
        let expires = drawer::expires(&fields);
        let Ok(read) = Transaction::read(&fields.to_json()) else {
            return Self {
                kind,
                expires,
                ..Self::default()
            };
        };
        let money = |amount: Option<_>, currency: Option<_>| {
            let (amount, currency) = amount.zip(currency)?;
            Some(Money { amount, currency })
        };
        Self {
            kind,
            pays: money(
                read.from_amount().into_read(),
                read.from_currency().into_read(),
            ),
            receives: money(read.to_amount().into_read(), read.to_currency().into_read()),
            source: read.source().into_read(),
            account: read.account().into_read(),
            expires,
        }
    }
}

/// The terms that were read, with the newest read of each transaction.
#[derive(Debug, Default)]
pub struct HeldTerms(BTreeMap<Subject, (u64, Terms)>);

impl HeldTerms {
    /// Forgets all but these.
    pub fn keep(&mut self, only: &BTreeSet<Subject>) {
        self.0.retain(|subject, _| only.contains(subject));
    }

    /// The terms that the newest read of a transaction, `entry`, tells. A list tells only what
    /// changed: then what was known before holds.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn get(
        &mut self,
        reader: &Reader,
        (subject, entry): (Subject, u64),
        pages: &mut Pages,
    ) -> Result<Terms, EngineError> {
        let before = self.0.get(&subject);
        if let Some((_, terms)) = before.filter(|(of, _)| *of == entry) {
            return Ok(terms.clone());
        }
        let told = pages.find(reader, entry, subject.number).await?;
        let terms = match (told, before) {
            (Some(terms), _) => terms,
            (None, Some((_, terms))) => terms.clone(),
            (None, None) => {
                let kind = reading::kind_of(reader, subject.number).await;
                let (read, _) = facts::newest_read(reader, subject).await?;
                let kind = kind.ok().flatten();
                read.map_or_else(Terms::default, |read| Terms::of(kind, read.fields))
            }
        };
        self.0.insert(subject, (entry, terms.clone()));
        Ok(terms)
    }
}

/// The reads that were taken apart already: many transactions stand in one list.
#[derive(Debug, Default)]
pub struct Pages(BTreeMap<u64, BTreeMap<PartnerNumber, Terms>>);

impl Pages {
    async fn find(
        &mut self,
        reader: &Reader,
        entry: u64,
        number: PartnerNumber,
    ) -> Result<Option<Terms>, EngineError> {
        let all = match self.0.entry(entry) {
            Slot::Occupied(slot) => slot.into_mut(),
            Slot::Vacant(slot) => {
                let read = observation::read(reader, entry).await?;
                let operation = Operation::from_id(&read.facts.operation);
                let kind = operation.and_then(Operation::kind);
                let objects = read.objects().into_iter().filter_map(|fields| {
                    let number = fields.id("businessRequestId").into_read()?;
                    Some((number, Terms::of(kind, fields)))
                });
                slot.insert(objects.collect())
            }
        };
        Ok(all.get(&number).cloned())
    }
}
