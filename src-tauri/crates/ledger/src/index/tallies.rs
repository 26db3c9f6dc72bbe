//! Counts by day.

use super::describe::cut;
use super::words::overflow;
use super::{Index, words};
use crate::IndexError;
use sqlx::Row;

/// How many shown entries of a day have a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayCount {
    /// Days since 1970-01-01, in UTC.
    pub day: i64,
    /// The value.
    pub value: String,
    /// How many.
    pub count: u64,
}

impl Index {
    /// For each day from the one to the other, both included, and each value of a facet that is
    /// tallied: how many. By day and value; a count of none is not in it.
    ///
    /// # Errors
    /// If the index is being made anew, or its database fails.
    pub async fn tallies(
        &self,
        name: &str,
        from_day: i64,
        until_day: i64,
    ) -> Result<Vec<DayCount>, IndexError> {
        let failed = self.failed("read the counts in the index");
        let mut snapshot = self.snapshot().await?;
        let names = words::names(&mut snapshot).await.map_err(&failed)?;
        let tallied = self.shared.describe.tallied.contains(&name);
        let Some(number) = names.get(cut(name)).filter(|_| tallied) else {
            return Ok(Vec::new());
        };
        let rows = sqlx::query(
            "SELECT day, word.text, count FROM word CROSS JOIN tally ON tally.word = word.id \
             WHERE word.name = ? AND day BETWEEN ? AND ? AND count > 0 ORDER BY day, word.text",
        )
        .bind(i64::from(*number))
        .bind(from_day)
        .bind(until_day)
        .fetch_all(&mut *snapshot)
        .await
        .map_err(&failed)?;
        let counts = rows.iter().map(|row| {
            Ok(DayCount {
                day: row.try_get(0)?,
                value: row.try_get(1)?,
                count: u64::try_from(row.try_get::<i64, _>(2)?).map_err(overflow)?,
            })
        });
        counts.collect::<sqlx::Result<_>>().map_err(failed)
    }
}
