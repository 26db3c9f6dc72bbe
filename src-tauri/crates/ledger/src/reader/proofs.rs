//! Proofs from the tree. Each reads a few hundred rows, however large the ledger is.

use super::Reader;
use crate::LedgerError;
use crate::store::nodes::range_hash;
use ledger_format::{
    ConsistencyProof, Hash, InclusionProof, Range, consistency_ranges, inclusion_ranges,
};

impl Reader {
    /// The proof that an entry stands in the tree of the first `size` entries.
    ///
    /// # Errors
    /// If there is no such entry or size, the database fails, or a node it needs is damaged.
    pub async fn inclusion_proof(
        &self,
        sequence: u64,
        size: u64,
    ) -> Result<InclusionProof, LedgerError> {
        let none = LedgerError::NoSuchEntry { sequence, size };
        let Some(index) = sequence.checked_sub(1) else {
            return Err(none);
        };
        let Some(ranges) = inclusion_ranges(index, size) else {
            return Err(none);
        };
        if size > self.size().await? {
            return Err(none);
        }
        Ok(InclusionProof {
            index,
            size,
            path: self.hashes(ranges).await?,
        })
    }

    /// The proof that the tree of the first `new_size` entries begins with the first `old_size`.
    ///
    /// # Errors
    /// Unless 0 < `old_size` ≤ `new_size` ≤ the ledger's size; if the database fails, or a node it
    /// needs is damaged.
    pub async fn consistency_proof(
        &self,
        old_size: u64,
        new_size: u64,
    ) -> Result<ConsistencyProof, LedgerError> {
        let none = LedgerError::NoSuchEntry {
            sequence: old_size,
            size: new_size,
        };
        let Some(ranges) = consistency_ranges(old_size, new_size) else {
            return Err(none);
        };
        if new_size > self.size().await? {
            return Err(none);
        }
        Ok(ConsistencyProof {
            old_size,
            new_size,
            path: self.hashes(ranges).await?,
        })
    }

    async fn hashes(&self, ranges: Vec<Range>) -> Result<Vec<Hash>, LedgerError> {
        let mut connection = self.connection().await?;
        let mut hashes = Vec::with_capacity(ranges.len());
        for range in ranges {
            hashes.push(range_hash(&mut connection, range).await?);
        }
        Ok(hashes)
    }
}
