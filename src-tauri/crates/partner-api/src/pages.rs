//! A list read to its end, page by page.

use crate::{
    CallError, Exchange, Failure, Partner,
    endpoints::list::{List, Page, PageAsk, UnreadItem},
    wire::WireObject,
};
use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// How a list ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListEnd {
    /// A page was shorter than asked for, and no total spoke of more.
    Short,
    /// A page was empty.
    Empty,
    /// A page held only what was seen before.
    Repeated,
    /// The ceiling of `Limits::list_objects_max` was reached: there may be more.
    Ceiling,
    /// A page could not be read: there may be more.
    Failed,
}

/// A page of a list, without the objects that an earlier page had.
#[derive(Debug, Clone)]
pub struct ReadPage<T> {
    /// The new objects.
    pub items: Vec<T>,
    /// New objects that are not understood.
    pub unread: Vec<UnreadItem>,
    /// How many there are in all, if that is told.
    pub total: Option<u64>,
    /// The record of the call.
    pub exchange: Exchange,
}

/// A list on its way. To cancel it, ask no more.
///
/// Whether the first page is 0 or 1 is not documented. So 0 is asked for first: where pages count
/// from 1 it is refused, empty, or the same as page 1, and reading goes on behind it.
#[derive(Debug)]
pub struct Pages<'a, T> {
    partner: &'a Partner,
    list: List<T>,
    limit: u32,
    page: u32,
    seen: HashSet<Seen>,
    end: Option<ListEnd>,
    refused_first: Option<CallError>,
}

/// What tells an object from another: its number, or the hash of its text where it has none.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Seen {
    Number(u64),
    Text([u8; 32]),
}

impl Partner {
    /// Reads a list page by page, `limit` objects each.
    #[must_use]
    pub fn pages<T: WireObject>(&self, list: List<T>, limit: u32) -> Pages<'_, T> {
        Pages {
            partner: self,
            list,
            limit: limit.max(1),
            page: 0,
            seen: HashSet::new(),
            end: None,
            refused_first: None,
        }
    }
}

impl<T: WireObject> Pages<'_, T> {
    /// Begins at a later page, as where an earlier reading stopped. What stood on the pages before
    /// is not known here: objects of theirs that moved on count as new.
    #[must_use]
    pub const fn from_page(mut self, page: u32) -> Self {
        self.page = page;
        self
    }

    /// The number of the next page.
    #[must_use]
    pub const fn page(&self) -> u32 {
        self.page
    }

    /// The next page; none behind the end.
    ///
    /// # Errors
    /// [`CallError`] if the page can't be read. The list has then ended.
    pub async fn next(&mut self) -> Option<Result<ReadPage<T>, CallError>> {
        while self.end.is_none() {
            let ask = PageAsk {
                page: self.page,
                limit: self.limit,
            };
            match self.partner.send(&self.list.at(ask)).await {
                Ok(called) => return Some(Ok(self.take(called.value, called.exchange))),
                Err(error) if self.page == 0 && has_no_page_zero(&error) => {
                    self.refused_first = Some(error);
                    self.page = 1;
                }
                Err(error) => {
                    self.end = Some(ListEnd::Failed);
                    return Some(Err(error));
                }
            }
        }
        None
    }

    /// How the list ended; none while it goes on.
    #[must_use]
    pub const fn end(&self) -> Option<ListEnd> {
        self.end
    }

    /// The refusal of page 0, where pages count from 1.
    #[must_use]
    pub const fn refused_first(&self) -> Option<&CallError> {
        self.refused_first.as_ref()
    }

    fn take(&mut self, page: Page<T>, exchange: Exchange) -> ReadPage<T> {
        let count = page.items.len().saturating_add(page.unread.len());
        let before = self.seen.len();
        let items = page.items.into_iter();
        let items = items.filter(|item| self.seen.insert(seen(item))).collect();
        let unread = page.unread.into_iter();
        let unread = unread
            .filter(|item| self.seen.insert(text_seen(&item.json)))
            .collect();
        let fresh = self.seen.len().saturating_sub(before);
        self.end = self.end_after(count, fresh, page.total);
        self.page = self.page.saturating_add(1);
        ReadPage {
            items,
            unread,
            total: page.total,
            exchange,
        }
    }

    fn end_after(&self, count: usize, fresh: usize, total: Option<u64>) -> Option<ListEnd> {
        let held = self.seen.len();
        let more_by_total =
            total.is_some_and(|total| u64::try_from(held).is_ok_and(|held| held < total));
        let is_short = usize::try_from(self.limit).is_ok_and(|limit| count < limit);
        if count == 0 {
            // Where pages count from 1, page 0 may be empty.
            (self.page > 0).then_some(ListEnd::Empty)
        } else if fresh == 0 {
            // Where pages count from 1, page 0 may be the same as page 1.
            (self.page != 1).then_some(ListEnd::Repeated)
        } else if held >= self.partner.limits().list_objects_max {
            Some(ListEnd::Ceiling)
        } else {
            (is_short && !more_by_total).then_some(ListEnd::Short)
        }
    }
}

/// Whether a refusal may mean that pages count from 1.
const fn has_no_page_zero(error: &CallError) -> bool {
    match error.failure {
        Failure::Refused { status, .. }
        | Failure::RefusedInAnotherShape { status, .. }
        | Failure::PartnerFailed { status, .. } => matches!(status, 400 | 404 | 416 | 422 | 500),
        _ => false,
    }
}

fn seen<T: WireObject>(item: &T) -> Seen {
    item.identity().map_or_else(
        || text_seen(&item.fields().to_json()),
        |number| Seen::Number(number.get()),
    )
}

fn text_seen(json: &str) -> Seen {
    Seen::Text(Sha256::digest(json.as_bytes()).into())
}
