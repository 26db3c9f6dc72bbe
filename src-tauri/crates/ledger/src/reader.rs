//! Reads the ledger, also while a writer of this or another process writes.

use crate::{CheckReport, Entry, Head, LedgerError, Page, PageQuery, Part, Progress};
use ledger_format::InclusionProof;
use std::path::Path;

/// Reads one ledger; cheap to clone. It can't change anything.
#[derive(Debug, Clone)]
pub struct Reader;

impl Reader {
    /// Opens the ledger in the folder for reading.
    ///
    /// # Errors
    /// If there is none, or it is of a newer format, or no ledger.
    pub async fn open(dir: &Path) -> Result<Self, LedgerError> {
        Err(LedgerError::NoLedger { folder: dir.to_owned() })
    }

    /// Number of entries now.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn size(&self) -> Result<u64, LedgerError> {
        Err(LedgerError::InUse)
    }

    /// Size and root of the tree now.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn head(&self) -> Result<Head, LedgerError> {
        Err(LedgerError::InUse)
    }

    /// A page of entries.
    ///
    /// # Errors
    /// If the database fails. A damaged entry is marked and does not fail the page.
    pub async fn page(&self, _query: &PageQuery) -> Result<Page, LedgerError> {
        Err(LedgerError::InUse)
    }

    /// One entry, none if there is none with that sequence.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn entry(&self, _sequence: u64) -> Result<Option<Entry>, LedgerError> {
        Err(LedgerError::InUse)
    }

    /// The entries that are about one of these, oldest first.
    ///
    /// # Errors
    /// If more than 500 are asked for, or the database fails.
    pub async fn about(&self, _sequences: &[u64]) -> Result<Vec<Entry>, LedgerError> {
        Err(LedgerError::InUse)
    }

    /// The parts of these entries, all or those of one name, by sequence and name.
    ///
    /// # Errors
    /// If more than 500 are asked for, or the database fails.
    pub async fn parts(
        &self,
        _sequences: &[u64],
        _name: Option<&str>,
    ) -> Result<Vec<Part>, LedgerError> {
        Err(LedgerError::InUse)
    }

    /// The proof that an entry stands in the tree of the first `size` entries.
    ///
    /// # Errors
    /// If there is no such entry, or the database fails.
    pub async fn inclusion_proof(
        &self,
        sequence: u64,
        size: u64,
    ) -> Result<InclusionProof, LedgerError> {
        Err(LedgerError::NoSuchEntry { sequence, size })
    }

    /// Checks the whole ledger and names all that is damaged.
    ///
    /// # Errors
    /// If the database fails in a way that is no damage.
    pub async fn check(
        &self,
        _progress: impl FnMut(Progress) + Send,
    ) -> Result<CheckReport, LedgerError> {
        Err(LedgerError::InUse)
    }
}
