//! The eight lists: countries, currencies, merchants, receiver accounts, transactions of each kind.

use super::text;
use crate::{
    Answer, Endpoint, Operation, Unread,
    list_envelope::read_list,
    wire::{
        WireObject, merchant::Merchant, receiver_account::ReceiverAccount,
        reference_entry::ReferenceEntry, transaction::Transaction,
    },
};
use bytes::Bytes;
use domain::{MerchantId, TransactionKind};
use std::marker::PhantomData;

/// A list, or one page of it.
#[derive(Debug)]
pub struct List<T> {
    operation: Operation,
    query: Vec<(&'static str, String)>,
    page: Option<PageAsk>,
    items: PhantomData<fn() -> T>,
}

/// Which page, and how many objects on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageAsk {
    /// `page`. Whether the first is 0 or 1 is not documented.
    pub page: u32,
    /// `limit`
    pub limit: u32,
}

/// A page as it was read.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The objects that were understood, in order.
    pub items: Vec<T>,
    /// Those that were not.
    pub unread: Vec<UnreadItem>,
    /// How many there are in all, if that is told. It is not believed further than to go on.
    pub total: Option<u64>,
}

/// An object in a list that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadItem {
    /// Its JSON text.
    pub json: String,
    /// Why.
    pub why: Unread,
}

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        Self {
            operation: self.operation,
            query: self.query.clone(),
            page: self.page,
            items: PhantomData,
        }
    }
}

impl<T> List<T> {
    const fn of(operation: Operation, query: Vec<(&'static str, String)>) -> Self {
        Self {
            operation,
            query,
            page: None,
            items: PhantomData,
        }
    }

    /// One page of it.
    #[must_use]
    pub fn at(&self, page: PageAsk) -> Self {
        let mut list = self.clone();
        list.page = Some(page);
        list
    }
}

/// `GET /v1/countries` (assumed). It has no pages.
#[must_use]
pub const fn list_countries() -> List<ReferenceEntry> {
    List::of(Operation::ListCountries, vec![])
}

/// `GET /v1/currencies` (assumed). It has no pages.
#[must_use]
pub const fn list_currencies() -> List<ReferenceEntry> {
    List::of(Operation::ListCurrencies, vec![])
}

/// `GET /v1/business/?page=&limit=` (assumed).
#[must_use]
pub const fn list_merchants() -> List<Merchant> {
    List::of(Operation::ListMerchants, vec![])
}

/// `GET /v1/businessExternalAccount/?businessId=&page=&limit=` (assumed).
#[must_use]
pub fn list_receiver_accounts(owner: Option<MerchantId>) -> List<ReceiverAccount> {
    let owner = owner.map(|owner| ("businessId", owner.to_string()));
    List::of(Operation::ListReceiverAccounts, owner.into_iter().collect())
}

/// `GET /v1/{kind}/?page=&limit=` (assumed).
#[must_use]
pub const fn list_transactions(kind: TransactionKind) -> List<Transaction> {
    List::of(Operation::list_transactions(kind), vec![])
}

impl<T: WireObject> Endpoint for List<T> {
    type Answer = Page<T>;

    fn operation(&self) -> Operation {
        self.operation
    }

    fn path_value(&self) -> Option<String> {
        None
    }

    fn query(&self) -> Vec<(String, String)> {
        let mut query = self.query.clone();
        if let Some(ask) = self.page {
            query.push(("page", ask.page.to_string()));
            query.push(("limit", ask.limit.to_string()));
        }
        let owned = query.into_iter();
        owned
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    fn body(&self) -> Option<Bytes> {
        None
    }

    fn read(&self, answer: &Answer) -> Result<Self::Answer, Unread> {
        let list = read_list(text(answer)?.as_bytes())?;
        let mut page = Page {
            items: Vec::new(),
            unread: Vec::new(),
            total: list.total,
        };
        for item in list.items {
            match T::read(item.get()) {
                Ok(object) => page.items.push(object),
                Err(why) => page.unread.push(UnreadItem {
                    json: item.get().to_owned(),
                    why,
                }),
            }
        }
        Ok(page)
    }
}
