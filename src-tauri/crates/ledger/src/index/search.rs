//! Search by the beginning of a text, whatever the case of its letters.

use super::describe::BETWEEN;
use super::find::prefix;
use super::words::{TERM_NUMBER, overflow};
use super::{Index, members::Members};
use crate::IndexError;
use crate::store::nodes::signed;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// Most terms that one search gives.
const FOUND_MAX: u16 = 100;

/// A term that begins with what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The term, in lower case.
    pub term: String,
    /// What it means, in the words of the caller that described it.
    pub meaning: String,
    /// The newest entry that has it.
    pub sequence: u64,
}

impl Index {
    /// The terms that begin with the text, in their order, so that one that is the text itself
    /// comes first. At most 100.
    ///
    /// # Errors
    /// If the index is being made anew, or its database fails.
    pub async fn search(&self, text: &str, limit: u16) -> Result<Vec<Found>, IndexError> {
        let (first, end) = prefix(text);
        if first.is_empty() {
            return Ok(Vec::new());
        }
        let failed = self.failed("search the index");
        let mut snapshot = self.snapshot().await?;
        // CROSS JOIN: the words first, whatever the planner thinks.
        let rows = sqlx::query(
            "SELECT found.text, facet.chunk, facet.members FROM \
             (SELECT text, id FROM word WHERE name = ? AND text >= ? AND text < ? \
              ORDER BY text LIMIT ?) AS found \
             CROSS JOIN facet ON facet.word = found.id AND facet.chunk = \
             (SELECT max(chunk) FROM facet WHERE word = found.id) ORDER BY found.text",
        )
        .bind(i64::from(TERM_NUMBER))
        .bind(first)
        .bind(end)
        .bind(signed(limit.min(FOUND_MAX).into()))
        .fetch_all(&mut *snapshot)
        .await
        .map_err(&failed)?;
        let found = rows.iter().map(read);
        found.collect::<sqlx::Result<_>>().map_err(failed)
    }
}

fn read(row: &SqliteRow) -> sqlx::Result<Found> {
    let text: String = row.try_get(0)?;
    let (term, meaning) = text.split_once(BETWEEN).ok_or_else(|| overflow(()))?;
    let chunk = u64::try_from(row.try_get::<i64, _>(1)?).map_err(overflow)?;
    let members = Members::decode(row.try_get(2)?).ok_or_else(|| overflow(()))?;
    let sequence = members.sequences(chunk).last().copied();
    Ok(Found {
        term: term.to_owned(),
        meaning: meaning.to_owned(),
        sequence: sequence.ok_or_else(|| overflow(()))?,
    })
}
