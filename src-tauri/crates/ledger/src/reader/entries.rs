//! Entries by their sequences.

use super::{Reader, json_list};
use crate::error::database;
use crate::examine::UNREADABLE;
use crate::store::is_corrupt;
use crate::store::stored::{self, Stored};
use crate::{DamageKind, Entry, LedgerError};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

static SELECT: LazyLock<Arc<str>> = LazyLock::new(|| {
    let columns = stored::COLUMNS;
    format!("SELECT {columns} FROM entry WHERE sequence IN (SELECT value FROM json_each(?))").into()
});

impl Reader {
    /// One entry, none if there is none with that sequence.
    ///
    /// # Errors
    /// If the database fails. Damage is marked on the entry.
    pub async fn entry(&self, sequence: u64) -> Result<Option<Entry>, LedgerError> {
        if sequence == 0 || sequence > self.size().await? {
            return Ok(None);
        }
        let mut connection = self.connection().await?;
        Ok(entries_of(&mut connection, &[sequence]).await?.pop())
    }

    /// The entries of these sequences, in the same order. One that is not there is marked.
    ///
    /// # Errors
    /// If more than 500 are asked for, or the database fails. Damage is marked on the entries.
    pub async fn entries(&self, sequences: &[u64]) -> Result<Vec<Entry>, LedgerError> {
        let mut connection = self.connection().await?;
        entries_of(&mut connection, sequences).await
    }

    /// The entries that are about one of these, oldest first.
    ///
    /// # Errors
    /// If more than 500 are asked for, or the database fails. Damage is marked on the entries.
    pub async fn about(&self, sequences: &[u64]) -> Result<Vec<Entry>, LedgerError> {
        let list = json_list(sequences)?;
        let mut connection = self.connection().await?;
        let about = sqlx::query(
            "SELECT sequence FROM entry WHERE about IN (SELECT value FROM json_each(?)) \
             ORDER BY sequence",
        )
        .bind(list)
        .fetch_all(&mut *connection)
        .await
        .map_err(database("find the entries about others"))?;
        let about: Vec<u64> = about.iter().filter_map(sequence_of).collect();
        let mut entries = Vec::with_capacity(about.len());
        for some in about.chunks(super::SEQUENCES_MAX) {
            entries.append(&mut entries_of(&mut connection, some).await?);
        }
        Ok(entries)
    }
}

/// The first column as a sequence.
pub(super) fn sequence_of(row: &SqliteRow) -> Option<u64> {
    u64::try_from(row.try_get::<i64, _>(0).ok()?).ok()
}

/// The entries of these sequences in the same order. One that is not there, or can't be read, is
/// there all the same, marked.
pub(super) async fn entries_of(
    connection: &mut SqliteConnection,
    sequences: &[u64],
) -> Result<Vec<Entry>, LedgerError> {
    let mut found = HashMap::with_capacity(sequences.len());
    let mut unreadable = Vec::new();
    match stored_of(connection, sequences).await? {
        Some(rows) => found.extend(rows.into_iter().map(|row| (row.sequence, row))),
        None => {
            for sequence in sequences {
                match stored_of(connection, &[*sequence]).await? {
                    Some(rows) => found.extend(rows.into_iter().map(|row| (row.sequence, row))),
                    None => unreadable.push(*sequence),
                }
            }
        }
    }
    let entry = |sequence: &u64| match found.remove(sequence) {
        Some(row) => row.into_entry(),
        None if unreadable.contains(sequence) => {
            stored::unreadable(*sequence, DamageKind::Unreadable, UNREADABLE)
        }
        None => stored::unreadable(*sequence, DamageKind::Missing, "it is not there"),
    };
    Ok(sequences.iter().map(entry).collect())
}

/// None if the file is broken where one of these stands.
pub(super) async fn stored_of(
    connection: &mut SqliteConnection,
    sequences: &[u64],
) -> Result<Option<Vec<Stored>>, LedgerError> {
    let rows = sqlx::query(AssertSqlSafe(Arc::clone(&SELECT)))
        .bind(json_list(sequences)?)
        .fetch_all(connection)
        .await;
    match rows {
        Ok(rows) => Ok(Some(rows.iter().filter_map(Stored::read).collect())),
        Err(error) if is_corrupt(&error) => Ok(None),
        Err(error) => Err(database("read entries")(error)),
    }
}
