//! The check at opening: the last entries, which a crash could have touched.

use crate::examine::{examine, subjects_astray};
use crate::store::nodes::signed;
use crate::{Damage, DamageKind, LedgerError, error::database, store};
use sqlx::SqliteConnection;

/// Entries that are checked at opening; the whole is [`crate::Reader::check`]'s business.
const TAIL_ENTRIES: u64 = 512;

/// Refuses a ledger whose last entries are not as they were written.
pub(crate) async fn check(connection: &mut SqliteConnection) -> Result<(), LedgerError> {
    let size = store::head(connection).await?.size;
    let mut damage = Vec::new();
    if size > 0 {
        let first = size.saturating_sub(TAIL_ENTRIES - 1).max(1);
        let mut examination = examine(connection, first..=size).await?;
        damage.append(&mut examination.damage);
        damage.append(&mut subjects_astray(connection, &examination.subjects).await?);
    }
    damage.append(&mut beyond(connection, size).await?);
    if damage.is_empty() {
        Ok(())
    } else {
        Err(LedgerError::Damaged(damage))
    }
}

/// Entries after the end that the head names.
async fn beyond(connection: &mut SqliteConnection, size: u64) -> Result<Vec<Damage>, LedgerError> {
    let last: Option<i64> = sqlx::query_scalar("SELECT max(sequence) FROM entry")
        .fetch_one(connection)
        .await
        .map_err(database("find the last entry"))?;
    let last = u64::try_from(last.unwrap_or(0)).unwrap_or(0);
    Ok((signed(last) > signed(size))
        .then(|| Damage {
            sequence: Some(last),
            kind: DamageKind::Unexpected,
            detail: format!("it stands after the end of the ledger, which has {size} entries"),
        })
        .into_iter()
        .collect())
}
