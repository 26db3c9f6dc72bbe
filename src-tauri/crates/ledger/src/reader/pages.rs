//! Pages of entries, found by key: no page costs more for standing far from the end.

use super::Reader;
use super::entries::{entries_of, sequence_of};
use crate::error::database;
use crate::store::nodes::signed;
use crate::{From, LedgerError, PAGE_ENTRIES_MAX, Page, PageQuery};
use sqlx::{AssertSqlSafe, SqliteConnection};

/// Most kinds that one page can be limited to.
const KINDS_MAX: usize = 32;

impl Reader {
    /// A page of entries.
    ///
    /// # Errors
    /// If more than 32 kinds are asked for, or the database fails. A damaged entry is marked and
    /// does not fail the page.
    pub async fn page(&self, query: &PageQuery) -> Result<Page, LedgerError> {
        if query.kinds.len() > KINDS_MAX {
            return Err(LedgerError::TooMany { most: KINDS_MAX });
        }
        let limit = query.limit.min(PAGE_ENTRIES_MAX);
        let size = self.size().await?;
        let mut connection = self.connection().await?;
        // One more than asked for tells whether there is more.
        let wanted = u64::from(limit) + 1;
        let mut sequences = match (&query.subject, query.kinds.is_empty()) {
            (None, true) => all(query.from, size, wanted),
            (Some(_), _) => of_subject(&mut connection, query, wanted).await?,
            (None, false) => of_kinds(&mut connection, query, wanted).await?,
        };
        let more = sequences.len() > usize::from(limit);
        sequences.truncate(limit.into());
        Ok(Page {
            entries: entries_of(&mut connection, &sequences).await?,
            more,
        })
    }
}

/// Sequences have no holes, so a page of all entries needs no search.
fn all(from: From, size: u64, wanted: u64) -> Vec<u64> {
    let back_from = |last: u64| (last.saturating_sub(wanted) + 1..=last).rev().collect();
    match from {
        From::Newest => back_from(size),
        From::Before(sequence) => back_from(sequence.saturating_sub(1).min(size)),
        From::After(sequence) => {
            (sequence.saturating_add(1)..=size.min(sequence.saturating_add(wanted))).collect()
        }
    }
}

/// How SQL says where a page begins and which way it goes.
const fn bound(from: From) -> (&'static str, &'static str) {
    match from {
        From::Newest | From::Before(_) => ("<", "DESC"),
        From::After(_) => (">", "ASC"),
    }
}

fn limit_of(from: From) -> i64 {
    match from {
        From::Newest => i64::MAX,
        From::Before(sequence) | From::After(sequence) => signed(sequence),
    }
}

async fn of_subject(
    connection: &mut SqliteConnection,
    query: &PageQuery,
    wanted: u64,
) -> Result<Vec<u64>, LedgerError> {
    let (side, order) = bound(query.from);
    let kinds = if query.kinds.is_empty() {
        ""
    } else {
        // CROSS JOIN: the subject's index first, whatever the planner thinks.
        "CROSS JOIN entry USING (sequence) \
         WHERE kind IN (SELECT value FROM json_each(?4)) AND"
    };
    let kinds = if kinds.is_empty() { "WHERE" } else { kinds };
    let sql = format!(
        "SELECT sequence FROM subject_entry {kinds} subject = ?1 AND sequence {side} ?2 \
         ORDER BY sequence {order} LIMIT ?3"
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(query.subject.as_deref())
        .bind(limit_of(query.from))
        .bind(signed(wanted));
    let rows = if query.kinds.is_empty() {
        rows
    } else {
        rows.bind(serde_json::to_string(&query.kinds).unwrap_or_default())
    };
    let rows = rows
        .fetch_all(connection)
        .await
        .map_err(database("read a page of a subject"))?;
    Ok(rows.iter().filter_map(sequence_of).collect())
}

/// A search of the index for each kind, each limited, so that a rare kind costs no more.
async fn of_kinds(
    connection: &mut SqliteConnection,
    query: &PageQuery,
    wanted: u64,
) -> Result<Vec<u64>, LedgerError> {
    let (side, order) = bound(query.from);
    let each = format!(
        "SELECT * FROM (SELECT sequence FROM entry INDEXED BY entry_by_kind \
         WHERE kind = ? AND sequence {side} ? ORDER BY sequence {order} LIMIT ?)"
    );
    let mut kinds = query.kinds.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let union = vec![each.as_str(); kinds.len()].join(" UNION ALL ");
    let sql = format!("SELECT sequence FROM ({union}) ORDER BY sequence {order} LIMIT ?");
    let mut rows = sqlx::query(AssertSqlSafe(sql));
    for kind in kinds {
        rows = rows
            .bind(kind)
            .bind(limit_of(query.from))
            .bind(signed(wanted));
    }
    let rows = rows
        .bind(signed(wanted))
        .fetch_all(connection)
        .await
        .map_err(database("read a page of some kinds"))?;
    Ok(rows.iter().filter_map(sequence_of).collect())
}
