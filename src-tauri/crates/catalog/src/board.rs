//! How many objects have which status, and the first of each.

use crate::{
    Catalog, CatalogError, Object,
    apply::read_doc,
    object::{kind_number, status_key},
};
use domain::SubjectKind;
use sqlx::Row;

/// The objects of one status.
#[derive(Debug, Clone)]
pub struct Column {
    /// The status word; empty where none is known.
    pub status: String,
    /// How many there are.
    pub count: u64,
    /// The first of them, those longest in it first.
    pub oldest: Vec<Object>,
}

/// Objects by status.
#[derive(Debug, Clone)]
pub struct Board {
    /// A column for each status that at least one object has.
    pub columns: Vec<Column>,
}

impl Catalog {
    /// How many objects there are by status word.
    ///
    /// # Errors
    /// If the catalog can't be asked.
    pub async fn counts(&self, kind: SubjectKind) -> Result<Vec<(String, u64)>, CatalogError> {
        let failed = self.failed("count");
        let mut snapshot = self.snapshot().await?;
        let rows = sqlx::query(
            "SELECT status, count FROM tally WHERE kind = ? AND count > 0 ORDER BY status",
        )
        .bind(kind_number(kind))
        .fetch_all(&mut *snapshot)
        .await
        .map_err(&failed)?;
        let counted = rows.iter().map(|row| {
            let count = u64::try_from(row.try_get::<i64, _>(1)?).unwrap_or_default();
            Ok((row.try_get(0)?, count))
        });
        counted.collect::<sqlx::Result<_>>().map_err(failed)
    }

    /// Objects by status, `each` of every status at most.
    ///
    /// # Errors
    /// If the catalog can't be asked.
    pub async fn board(&self, kind: SubjectKind, each: u16) -> Result<Board, CatalogError> {
        let mut columns = Vec::new();
        for (status, count) in self.counts(kind).await? {
            let failed = self.failed("read");
            let mut snapshot = self.snapshot().await?;
            let rows = sqlx::query(
                "SELECT doc FROM object INDEXED BY object_by_status \
                 WHERE kind = ? AND status = ? ORDER BY since_ms, number LIMIT ?",
            )
            .bind(kind_number(kind))
            .bind(&status)
            .bind(i64::from(each))
            .fetch_all(&mut *snapshot)
            .await
            .map_err(&failed)?;
            let oldest = rows.iter().map(|row| read_doc(row.try_get(0)?));
            columns.push(Column {
                oldest: oldest.collect::<sqlx::Result<_>>().map_err(failed)?,
                status,
                count,
            });
        }
        Ok(Board { columns })
    }

    /// How long transactions stayed in a step, as far as they have left it: the middle of all, and
    /// of how many; none where none has.
    ///
    /// # Errors
    /// If the catalog can't be asked.
    pub async fn median_stay(&self, status: &str) -> Result<Option<(i64, u64)>, CatalogError> {
        let status = status_key(status);
        let failed = self.failed("reckon with");
        let mut snapshot = self.snapshot().await?;
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM stay WHERE status = ?")
            .bind(status)
            .fetch_one(&mut *snapshot)
            .await
            .map_err(&failed)?;
        let middle =
            sqlx::query_scalar("SELECT ms FROM stay WHERE status = ? ORDER BY ms LIMIT 1 OFFSET ?");
        let middle = middle.bind(status).bind(count / 2);
        let middle = middle.fetch_optional(&mut *snapshot).await;
        let count = u64::try_from(count).unwrap_or_default();
        Ok(middle.map_err(failed)?.map(|ms: i64| (ms, count)))
    }

    /// The symbols of the currencies that receiver accounts or transactions have.
    ///
    /// # Errors
    /// If the catalog can't be asked.
    pub async fn currencies(&self, kind: SubjectKind) -> Result<Vec<String>, CatalogError> {
        let failed = self.failed("read");
        let mut snapshot = self.snapshot().await?;
        let symbols =
            sqlx::query_scalar("SELECT symbol FROM currency WHERE kind = ? ORDER BY symbol");
        let symbols = symbols.bind(kind_number(kind));
        symbols.fetch_all(&mut *snapshot).await.map_err(failed)
    }
}
