//! Pages of a list, found by key: no page costs more for standing far from the first.

use crate::{Catalog, CatalogError, Object, apply::read_doc, fold::folded, object::kind_number};
use domain::{PartnerNumber, SubjectKind};
use sqlx::{AssertSqlSafe, Row, Sqlite, query::Query, sqlite::SqliteArguments};
use std::collections::HashSet;

/// Most rows of one page.
pub const LIST_MAX: u16 = 500;
/// Most words of a search; further ones are left out.
const WORDS_MAX: usize = 8;

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// By name, whatever its case and accents; what has none comes last.
    Name,
    /// By the time since when the status holds, the oldest first.
    StatusSince,
    /// By the time when it was made; what does not tell it comes first.
    Created,
}

impl Sort {
    const fn column(self) -> (&'static str, &'static str) {
        match self {
            Self::Name => ("name_key", "object_by_name"),
            Self::StatusSince => ("since_ms", "object_by_since"),
            Self::Created => ("created_ms", "object_by_created"),
        }
    }
}

/// Asks for a page.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Merchants, or receiver accounts. Transactions are asked for by [`crate::AskTransactions`].
    pub kind: SubjectKind,
    /// Words that must all stand in its names, numbers and the like; empty for all.
    pub search: String,
    /// Status words, any of them; empty for all.
    pub statuses: Vec<String>,
    /// Of a receiver account: its owner.
    pub owner: Option<PartnerNumber>,
    /// Of a receiver account: its currency's symbol.
    pub currency: Option<String>,
    /// The order.
    pub sort: Sort,
    /// Whether the order is turned round.
    pub descending: bool,
    /// Where the page begins: [`Listed::next`] of the page before.
    pub after: Option<String>,
    /// How many rows, 1 to [`LIST_MAX`].
    pub limit: u16,
}

/// A page.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The rows.
    pub rows: Vec<Object>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
}

/// A value of the column that a list is sorted by.
#[derive(Debug, Clone)]
enum Key {
    Text(String),
    Number(i64),
}

/// The place of a row in its order.
struct Place {
    number: i64,
    key: Key,
}

impl Place {
    fn parse(text: &str, sort: Sort) -> Result<Self, CatalogError> {
        let none = || CatalogError::Cursor(text.to_owned());
        let (number, key) = text.split_once(':').ok_or_else(none)?;
        let key = match sort {
            Sort::Name => Key::Text(key.to_owned()),
            Sort::StatusSince | Sort::Created => Key::Number(key.parse().map_err(|_| none())?),
        };
        let number = number.parse().map_err(|_| none())?;
        Ok(Self { number, key })
    }
}

impl Object {
    /// Where a page begins that goes on behind it: [`Ask::after`].
    #[must_use]
    pub fn place(&self, sort: Sort) -> String {
        let number = self.number;
        match sort {
            Sort::Name => format!("{number}:{}", self.name_key()),
            Sort::StatusSince => format!("{number}:{}", self.standing.since.0),
            Sort::Created => format!("{number}:{}", self.created.map_or(0, |at| at.0)),
        }
    }
}

/// The words of a search, folded.
pub fn words(search: &str) -> Vec<String> {
    let folded = folded(search);
    let words = folded.split(' ').filter(|word| !word.is_empty());
    words.take(WORDS_MAX).map(str::to_owned).collect()
}

type Asked<'q> = Query<'q, Sqlite, SqliteArguments>;

fn bind_key<'q>(query: Asked<'q>, key: &Key) -> Asked<'q> {
    match key {
        Key::Text(text) => query.bind(text.clone()),
        Key::Number(number) => query.bind(*number),
    }
}

impl Ask {
    fn sql(&self, words: usize) -> String {
        let (column, index) = self.sort.column();
        // One owner's accounts are few.
        let index = if self.owner.is_some() {
            "object_by_owner"
        } else {
            index
        };
        let mut sql =
            format!("SELECT doc FROM object INDEXED BY {index} WHERE kind = ? AND kind < 3");
        if self.owner.is_some() {
            sql.push_str(" AND owner > 0 AND owner = ?");
        }
        if self.after.is_some() {
            let side = if self.descending { "<" } else { ">" };
            sql.push_str(&format!(" AND ({column}, number) {side} (?, ?)"));
        }
        if !self.statuses.is_empty() {
            sql.push_str(" AND status IN (SELECT value FROM json_each(?))");
        }
        if self.currency.is_some() {
            sql.push_str(" AND currency = ?");
        }
        for _ in 0..words {
            sql.push_str(" AND instr(search, ?) > 0");
        }
        let way = if self.descending { "DESC" } else { "ASC" };
        sql.push_str(&format!(" ORDER BY {column} {way}, number {way} LIMIT ?"));
        sql
    }
}

impl Catalog {
    /// A page of a list.
    ///
    /// # Errors
    /// If `after` is no place, or the catalog can't be asked.
    pub async fn list(&self, ask: &Ask) -> Result<Listed, CatalogError> {
        let kind = kind_number(ask.kind);
        let limit = usize::from(ask.limit.clamp(1, LIST_MAX));
        let words = words(&ask.search);
        let place = ask.after.as_deref();
        let place = place.map(|text| Place::parse(text, ask.sort)).transpose()?;
        let mut query = sqlx::query(AssertSqlSafe(ask.sql(words.len()))).bind(kind);
        if let Some(owner) = ask.owner {
            query = query.bind(i64::try_from(owner.get()).unwrap_or(i64::MAX));
        }
        if let Some(place) = &place {
            query = bind_key(query, &place.key).bind(place.number);
        }
        if !ask.statuses.is_empty() {
            query = query.bind(serde_json::to_string(&ask.statuses).unwrap_or_default());
        }
        if let Some(currency) = &ask.currency {
            query = query.bind(currency.clone());
        }
        for word in words {
            query = query.bind(word);
        }
        // One more than asked for tells whether there is more.
        let query = query.bind(i64::try_from(limit.saturating_add(1)).unwrap_or(i64::MAX));
        let failed = self.failed("read a page of");
        let mut snapshot = self.snapshot().await?;
        let found = query.fetch_all(&mut *snapshot).await.map_err(&failed)?;
        let rows = found.iter().map(|row| read_doc(row.try_get(0)?));
        let mut rows: Vec<Object> = rows.collect::<sqlx::Result<_>>().map_err(failed)?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more);
        Ok(Listed {
            next: next.map(|last| last.place(ask.sort)),
            rows,
        })
    }

    /// Objects of these numbers, as far as they are known.
    ///
    /// # Errors
    /// If the catalog can't be asked.
    pub async fn named(
        &self,
        kind: SubjectKind,
        numbers: &[PartnerNumber],
    ) -> Result<Vec<Object>, CatalogError> {
        let numbers: Vec<u64> = numbers.iter().map(|one| one.get()).collect();
        let failed = self.failed("read");
        let mut snapshot = self.snapshot().await?;
        let found = sqlx::query(
            "SELECT doc FROM object WHERE kind = ? AND number IN (SELECT value FROM json_each(?))",
        )
        .bind(kind_number(kind))
        .bind(serde_json::to_string(&numbers).unwrap_or_default())
        .fetch_all(&mut *snapshot)
        .await
        .map_err(&failed)?;
        let rows = found.iter().map(|row| read_doc(row.try_get(0)?));
        rows.collect::<sqlx::Result<_>>().map_err(failed)
    }

    /// What a typed text may mean, merchants first: of each kind the object of that number, then
    /// those whose name begins so, then those in which all of its words stand; `limit` at most.
    ///
    /// # Errors
    /// If the catalog can't be asked.
    pub async fn find(&self, text: &str, limit: u16) -> Result<Vec<Object>, CatalogError> {
        let typed = folded(text);
        let mut found: Vec<Object> = Vec::new();
        if typed.is_empty() {
            return Ok(found);
        }
        for kind in [SubjectKind::Merchant, SubjectKind::ReceiverAccount] {
            let mut of_kind = Vec::new();
            if let Ok(number) = PartnerNumber::parse(&typed) {
                of_kind.extend(self.named(kind, &[number]).await?);
            }
            of_kind.extend(self.beginning(kind, &typed, limit).await?);
            let ask = Ask {
                kind,
                search: text.to_owned(),
                statuses: Vec::new(),
                owner: None,
                currency: None,
                sort: Sort::Name,
                descending: false,
                after: None,
                limit,
            };
            of_kind.extend(self.list(&ask).await?.rows);
            let mut seen = HashSet::new();
            of_kind.retain(|one| seen.insert(one.number));
            of_kind.truncate(limit.into());
            found.extend(of_kind);
        }
        found.extend(self.find_transactions(text, limit).await?);
        Ok(found)
    }

    async fn beginning(
        &self,
        kind: SubjectKind,
        typed: &str,
        limit: u16,
    ) -> Result<Vec<Object>, CatalogError> {
        let failed = self.failed("search");
        let mut snapshot = self.snapshot().await?;
        let found = sqlx::query(
            "SELECT doc FROM object INDEXED BY object_by_name \
             WHERE kind = ? AND kind < 3 AND name_key >= ? AND name_key < ? \
             ORDER BY name_key, number LIMIT ?",
        )
        .bind(kind_number(kind))
        .bind(typed)
        .bind(format!("{typed}\u{10ffff}"))
        .bind(i64::from(limit))
        .fetch_all(&mut *snapshot)
        .await
        .map_err(&failed)?;
        let rows = found.iter().map(|row| read_doc(row.try_get(0)?));
        rows.collect::<sqlx::Result<_>>().map_err(failed)
    }
}
