//! Rows and sets as they lie in the index's file.

use super::members::Members;
use super::words::overflow;
use crate::store::nodes::signed;
use sqlx::{Row, SqliteConnection};
use std::collections::{BTreeSet, HashMap};

/// The number of the name that says whether a row is shown.
pub(super) const SHOWN_NUMBER: u16 = 0;

/// What the index keeps of an entry beside the sets it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StoredRow {
    pub(super) at_ms: i64,
    /// Numbers of names and of words.
    pub(super) facets: BTreeSet<(u16, u32)>,
}

impl StoredRow {
    pub(super) fn encode(&self) -> Vec<u8> {
        let facets = self.facets.iter();
        facets
            .flat_map(|(name, word)| {
                let [a, b] = name.to_le_bytes();
                let [c, d, e, f] = word.to_le_bytes();
                [a, b, c, d, e, f]
            })
            .collect()
    }

    fn decode(at_ms: i64, bytes: &[u8]) -> sqlx::Result<Self> {
        let (facets, rest) = bytes.as_chunks();
        if !rest.is_empty() {
            return Err(overflow(()));
        }
        let facets = facets.iter().map(|[a, b, c, d, e, f]| {
            (
                u16::from_le_bytes([*a, *b]),
                u32::from_le_bytes([*c, *d, *e, *f]),
            )
        });
        Ok(Self {
            at_ms,
            facets: facets.collect(),
        })
    }
}

/// The rows of those of these sequences that the index has.
pub(super) async fn rows(
    connection: &mut SqliteConnection,
    sequences: &[u64],
) -> sqlx::Result<HashMap<u64, StoredRow>> {
    let rows = sqlx::query(
        "SELECT sequence, at_ms, facets FROM row \
         WHERE sequence IN (SELECT value FROM json_each(?))",
    )
    .bind(serde_json::to_string(sequences).unwrap_or_default())
    .fetch_all(connection)
    .await?;
    let found = rows.iter().map(|row| {
        let sequence = u64::try_from(row.try_get::<i64, _>(0)?).map_err(overflow)?;
        Ok((
            sequence,
            StoredRow::decode(row.try_get(1)?, row.try_get(2)?)?,
        ))
    });
    found.collect()
}

/// The sets of those of these words and chunks that there are.
pub(super) async fn facets(
    connection: &mut SqliteConnection,
    places: &[(u32, u64)],
) -> sqlx::Result<HashMap<(u32, u64), Members>> {
    let rows = sqlx::query(
        "SELECT facet.word, facet.chunk, members FROM json_each(?) AS place CROSS JOIN facet \
         ON facet.word = place.value ->> 0 AND facet.chunk = place.value ->> 1",
    )
    .bind(serde_json::to_string(places).unwrap_or_default())
    .fetch_all(connection)
    .await?;
    let found = rows.iter().map(|row| {
        let members = Members::decode(row.try_get(2)?).ok_or_else(|| overflow(()))?;
        Ok((place(row)?, members))
    });
    found.collect()
}

/// For each of these words in which chunks it is, from the one to the other.
pub(super) async fn chunks(
    connection: &mut SqliteConnection,
    words: &[u32],
    first: u64,
    last: u64,
) -> sqlx::Result<Vec<(u32, u64)>> {
    let rows = sqlx::query(
        "SELECT facet.word, facet.chunk FROM json_each(?) AS asked CROSS JOIN facet \
         ON facet.word = asked.value AND facet.chunk BETWEEN ? AND ?",
    )
    .bind(serde_json::to_string(words).unwrap_or_default())
    .bind(signed(first))
    .bind(signed(last))
    .fetch_all(connection)
    .await?;
    rows.iter().map(place).collect()
}

fn place(row: &sqlx::sqlite::SqliteRow) -> sqlx::Result<(u32, u64)> {
    let word = u32::try_from(row.try_get::<i64, _>(0)?).map_err(overflow)?;
    let chunk = u64::try_from(row.try_get::<i64, _>(1)?).map_err(overflow)?;
    Ok((word, chunk))
}
