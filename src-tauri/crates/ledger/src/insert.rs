//! Many rows in one INSERT, with few different statements, so that each is prepared once.

use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, SqliteConnection};
use std::sync::{Arc, OnceLock};

/// Rows in one statement, widest first: powers of two, so that any number takes few statements.
const WIDTHS: [usize; 10] = [512, 256, 128, 64, 32, 16, 8, 4, 2, 1];

/// An INSERT into one table, in each of [`WIDTHS`].
pub(crate) struct Insert {
    head: &'static str,
    columns: usize,
    texts: OnceLock<Vec<(usize, Arc<str>)>>,
}

impl Insert {
    /// `head` names the table and so many columns, and ends in `VALUES`.
    pub(crate) const fn new(head: &'static str, columns: usize) -> Self {
        Self {
            head,
            columns,
            texts: OnceLock::new(),
        }
    }

    /// The statement's texts, one for each width.
    fn texts(&self) -> &[(usize, Arc<str>)] {
        self.texts.get_or_init(|| {
            let (head, row) = (
                self.head,
                format!("({})", vec!["?"; self.columns].join(", ")),
            );
            let text = |width| format!("{head} {}", vec![row.as_str(); width].join(", "));
            WIDTHS
                .iter()
                .map(|width| (*width, text(*width).into()))
                .collect()
        })
    }

    /// Inserts all rows; `bind` hands the columns of one row over. Each row must go in.
    pub(crate) async fn rows<R>(
        &self,
        connection: &mut SqliteConnection,
        rows: Vec<R>,
        mut bind: impl FnMut(&mut SqliteArguments, R) -> Result<(), sqlx::error::BoxDynError>,
    ) -> sqlx::Result<()> {
        let mut left = rows.len();
        let mut rows = rows.into_iter();
        for (width, text) in self.texts() {
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
