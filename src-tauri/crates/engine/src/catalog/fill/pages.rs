//! The pages of all lists, one after the other.

use super::{Fill, FillState, Filling, Stopped};
use crate::api::{Cause, ObservedCall, detail};
use catalog::Unfinished;
use domain::MerchantId;
use partner_api::{
    CallError, Certainty, Operation, Partner,
    endpoints::list::{List, list_merchants, list_receiver_accounts, list_transactions},
    pages::{ListEnd, ReadPage},
    wire::WireObject,
};
use std::{sync::Arc, time::Duration};

/// A fill on its way through the pages.
pub struct Walk<'a> {
    pub fill: &'a Fill,
    pub partner: Arc<Partner>,
    pub pause: Duration,
    pub at: Unfinished,
    pub unread: u64,
    pub is_asked: bool,
    pub goes_on: bool,
    pub by: Option<String>,
}

/// What became of a page.
#[derive(PartialEq, Eq)]
enum Kept {
    Page,
    Refused,
}

/// A page, and what it is of.
type Paged<T> = Result<ReadPage<T>, CallError>;

/// What is listed, in this order.
const LISTS: [Operation; 5] = [
    Operation::ListMerchants,
    Operation::ListReceiverAccounts,
    Operation::ListPayouts,
    Operation::ListEndToEnds,
    Operation::ListCollections,
];

impl Walk<'_> {
    /// Walks through all lists, or what is left of them.
    pub async fn all(&mut self) -> Result<(), Stopped> {
        let at = LISTS.iter().position(|one| one.id() == self.at.operation);
        let mut lists = LISTS.iter().skip(at.unwrap_or(0)).peekable();
        while let Some(operation) = lists.next() {
            match operation.kind() {
                Some(kind) => self.one(list_transactions(kind)).await?,
                None if *operation == Operation::ListMerchants => {
                    self.one(list_merchants()).await?;
                }
                None => {
                    let every_owner: Option<MerchantId> = None;
                    self.one(list_receiver_accounts(every_owner)).await?;
                }
            }
            if let Some(next) = lists.peek() {
                next.id().clone_into(&mut self.at.operation);
                self.at.page = 0;
                self.fill.set_unfinished(Some(self.at.clone())).await?;
            }
        }
        Ok(())
    }

    fn operation(&self) -> Operation {
        Operation::from_id(&self.at.operation).unwrap_or(Operation::ListMerchants)
    }

    async fn one<T: WireObject>(&mut self, list: List<T>) -> Result<(), Stopped> {
        let partner = Arc::clone(&self.partner);
        let _turn = self.fill.room.turns().take();
        let pages = partner.pages(list, self.fill.paces.page);
        let mut pages = pages.from_page(self.at.page);
        self.tell(None);
        loop {
            self.may_go_on()?;
            let Some(page) = pages.next().await else {
                break;
            };
            let total = page.as_ref().ok().and_then(|page| page.total);
            if self.keep(page).await? == Kept::Refused {
                return Ok(());
            }
            self.at.page = pages.page();
            self.fill.set_unfinished(Some(self.at.clone())).await?;
            self.tell(total);
            if pages.end().is_none() {
                self.rest().await;
            }
        }
        match pages.end() {
            Some(ListEnd::Short | ListEnd::Empty | ListEnd::Repeated) => Ok(()),
            Some(ListEnd::Ceiling) => Err(Stopped::Failed(
                "There are more objects than one list is read for; what was read is shown."
                    .to_owned(),
            )),
            Some(ListEnd::Failed) | None => {
                Err(Stopped::Failed("A page could not be read.".to_owned()))
            }
        }
    }

    /// Writes a page down, and counts what is on it. A partner may have kinds of transactions that
    /// it refuses to list: that ends their list alone.
    async fn keep<T: WireObject>(&mut self, page: Paged<T>) -> Result<Kept, Stopped> {
        let (exchange, error) = match &page {
            Ok(page) => (&page.exchange, None),
            Err(error) => (&*error.exchange, Some(error)),
        };
        let origin = self.partner.base().origin();
        let cause = Cause::catalog(self.by.clone());
        let call = ObservedCall {
            exchange,
            error,
            asked: None,
            origin: origin.as_str(),
            cause: &cause,
        };
        self.fill.room.note_health(&call);
        self.fill.room.keep(&call).await?;
        let is_refused = error.is_some_and(|error| error.certainty() == Certainty::Refused);
        if is_refused && self.operation().kind().is_some() {
            self.at.refused.push(self.at.operation.clone());
            return Ok(Kept::Refused);
        }
        if let Some(error) = error {
            return Err(Stopped::Failed(detail(exchange, Some(error))));
        }
        let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        if let Ok(page) = &page {
            self.at.ended = page.exchange.ended;
            let listed = match self.operation() {
                Operation::ListMerchants => &mut self.at.merchants,
                Operation::ListReceiverAccounts => &mut self.at.accounts,
                _ => &mut self.at.transactions,
            };
            *listed = listed.saturating_add(count(page.items.len()));
            self.unread = self.unread.saturating_add(count(page.unread.len()));
        }
        Ok(Kept::Page)
    }

    /// Whether nobody stopped it, and the profile still has the server that it began with.
    fn may_go_on(&self) -> Result<(), Stopped> {
        if self.fill.wanted.borrow().cancel {
            return Err(Stopped::Cancelled);
        }
        let base = self.fill.room.base();
        let same = base.is_some_and(|base| base.origin().as_str() == self.at.origin);
        if same {
            Ok(())
        } else {
            Err(Stopped::Failed(
                "The server is another one by now.".to_owned(),
            ))
        }
    }

    async fn rest(&self) {
        let mut wanted = self.fill.wanted.subscribe();
        let cancelled = wanted.wait_for(|wanted| wanted.cancel);
        tokio::select! {
            () = tokio::time::sleep(self.pause) => {}
            _ = cancelled => {}
        }
    }

    fn tell(&self, total: Option<u64>) {
        let filling = Filling {
            started: self.at.started,
            operation: self.operation(),
            merchants: self.at.merchants,
            accounts: self.at.accounts,
            transactions: self.at.transactions,
            total,
            is_asked: self.is_asked,
            goes_on: self.goes_on,
        };
        self.fill.state.send_modify(|state| {
            *state = FillState {
                now: Some(filling),
                last: state.last.take(),
            };
        });
    }
}
