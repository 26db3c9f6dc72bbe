//! Which entries to read: by key, a page at a time.

use crate::Entry;

/// Most entries of one page.
pub const PAGE_ENTRIES_MAX: u16 = 500;

/// A page of the ledger, or of one subject's timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageQuery {
    /// Only entries of this subject.
    pub subject: Option<String>,
    /// Only entries of these kinds; empty for all.
    pub kinds: Vec<String>,
    /// Where to begin, and which way.
    pub from: From,
    /// At most so many entries; beyond [`PAGE_ENTRIES_MAX`] it counts as that.
    pub limit: u16,
}

/// Where a page begins, and which way it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// At the newest entry, newest first.
    Newest,
    /// Just before this sequence, newest first.
    Before(u64),
    /// Just after this sequence, oldest first. `After(0)` begins at the oldest.
    After(u64),
}

/// A page of entries in the order that the query's [`From`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The entries; damaged ones too, marked.
    pub entries: Vec<Entry>,
    /// Whether there were more when this was read.
    pub more: bool,
}
