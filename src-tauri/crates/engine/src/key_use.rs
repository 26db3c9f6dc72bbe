//! When a webhook secret last gave the hash of a delivery: what ending a rotation rests on.

use crate::EngineError;
use crate::describe::facet;
use domain::Millis;
use ledger::{Index, Reader};

/// The last use of a key, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyUse {
    /// A delivery under it came at this time.
    At(Millis),
    /// Every entry was looked at, and none bears it.
    Never,
    /// The index is behind the ledger, and what it has read does not bear it. Never to be taken
    /// for [`KeyUse::Never`].
    NotKnown,
}

/// Looks for the newest delivery whose hash the key of this id gave.
///
/// # Errors
/// [`EngineError::Index`] if the index can't be asked, [`EngineError::Ledger`] if the ledger can't
/// be read.
pub async fn key_use(reader: &Reader, index: &Index, key_id: &str) -> Result<KeyUse, EngineError> {
    // Both before the look-up: what it may claim of the whole is of the ledger as it was then.
    let size = reader.size().await?;
    let indexed = *index.indexed().borrow();
    let newest = match index.newest(facet::KEY, key_id).await? {
        Some(sequence) => reader.entry(sequence).await?,
        None => None,
    };
    Ok(match newest {
        Some(entry) => KeyUse::At(Millis(entry.recorded_ms)),
        None if indexed < size => KeyUse::NotKnown,
        None => KeyUse::Never,
    })
}
