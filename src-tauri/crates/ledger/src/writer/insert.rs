//! Many rows in one INSERT, with few different statements, so that each is prepared once.

use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, SqliteConnection};
use std::sync::{Arc, LazyLock};

/// Rows in one statement, widest first: powers of two, so that any number takes few statements.
const WIDTHS: [usize; 10] = [512, 256, 128, 64, 32, 16, 8, 4, 2, 1];

/// An INSERT into one table, in each of [`WIDTHS`].
pub(super) struct Insert(LazyLock<Vec<(usize, Arc<str>)>>);

pub(super) static ENTRY: Insert = Insert(LazyLock::new(|| {
    texts(
        "INSERT INTO entry (sequence, kind, recorded_ms, about, leaf, leaf_hash) VALUES",
        6,
    )
}));
pub(super) static SUBJECT_ENTRY: Insert = Insert(LazyLock::new(|| {
    texts(
        "INSERT INTO subject_entry (subject, sequence, number) VALUES",
        3,
    )
}));
pub(super) static PART: Insert = Insert(LazyLock::new(|| {
    texts("INSERT INTO part (place, salt, value) VALUES", 3)
}));
pub(super) static NODE: Insert = Insert(LazyLock::new(|| {
    texts("INSERT INTO node (level, position, hash) VALUES", 3)
}));
pub(super) static SEEN: Insert = Insert(LazyLock::new(|| {
    texts("INSERT INTO seen (key, sequence, memo, mark) VALUES", 4)
}));

/// The statement's texts, one for each width.
fn texts(head: &str, columns: usize) -> Vec<(usize, Arc<str>)> {
    let row = format!("({})", vec!["?"; columns].join(", "));
    let text = |width| format!("{head} {}", vec![row.as_str(); width].join(", "));
    WIDTHS
        .iter()
        .map(|width| (*width, text(*width).into()))
        .collect()
}

impl Insert {
    /// Inserts all rows; `bind` hands the columns of one row over. Each row must go in.
    pub(super) async fn rows<R>(
        &self,
        connection: &mut SqliteConnection,
        rows: Vec<R>,
        mut bind: impl FnMut(&mut SqliteArguments, R) -> Result<(), sqlx::error::BoxDynError>,
    ) -> sqlx::Result<()> {
        let mut left = rows.len();
        let mut rows = rows.into_iter();
        for (width, text) in self.0.iter() {
            while left >= *width {
                let mut arguments = SqliteArguments::default();
                for row in rows.by_ref().take(*width) {
                    bind(&mut arguments, row).map_err(sqlx::Error::Encode)?;
                }
                let done = sqlx::query_with(AssertSqlSafe(Arc::clone(text)), arguments)
                    .execute(&mut *connection)
                    .await?;
                if usize::try_from(done.rows_affected()).ok() != Some(*width) {
                    return Err(sqlx::Error::RowNotFound);
                }
                left -= width;
            }
        }
        Ok(())
    }
}
