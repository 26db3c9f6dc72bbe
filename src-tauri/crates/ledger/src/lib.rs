//! The append-only log: one writer, subjects, tree. Knows no Cedar.

mod check;
mod damage;
mod draft;
mod entry;
mod error;
mod examine;
mod folder;
mod page;
mod reader;
mod store;
mod tail;
mod writer;

pub use damage::{CheckReport, Damage, DamageKind, Progress};
pub use draft::{Appended, Built, EntryDraft, PartDraft, Position, Remember, Remembered};
pub use entry::{Entry, Head, Part};
pub use error::{AppendError, LedgerError};
pub use ledger_format::{ConsistencyProof, InclusionProof, SubjectNumber};
pub use page::{From, PAGE_ENTRIES_MAX, Page, PageQuery};
pub use reader::Reader;
pub use writer::{StoreHealth, Writer, WriterOptions};
