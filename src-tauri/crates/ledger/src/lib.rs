//! The append-only log: one writer, subjects, tree, and an index beside it that may be
//! thrown away. Knows no Cedar.

mod check;
mod damage;
mod draft;
mod entry;
mod error;
mod examine;
mod folder;
mod index;
mod insert;
mod page;
mod reader;
mod store;
mod tail;
mod writer;

pub use damage::{CheckReport, Damage, DamageKind, Progress};
pub use draft::{Appended, Built, EntryDraft, PartDraft, Position, Remember, Remembered};
pub use entry::{Entry, Head, Part};
pub use error::{AppendError, IndexError, LedgerError};
pub use index::{
    DayCount, Describe, Described, FacetPage, FacetQuery, Follower, Found, Index, IndexHealth,
    IndexRow, IndexState, Rebuilt, Term,
};
pub use ledger_format::{ConsistencyProof, InclusionProof, SubjectNumber};
pub use page::{From, PAGE_ENTRIES_MAX, Page, PageQuery};
pub use reader::Reader;
pub use writer::{StoreHealth, Writer, WriterOptions};
