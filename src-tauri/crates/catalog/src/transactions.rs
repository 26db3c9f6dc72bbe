//! Pages of the list of transactions, of all three kinds together.

use crate::{
    Catalog, CatalogError, Listed, Object, apply::read_doc, list::words, object::status_key,
    transaction::variant_number,
};
use domain::{Millis, PartnerNumber, SubjectKind, TransactionKind};
use sqlx::{QueryBuilder, Row, Sqlite};
use std::collections::HashSet;

use crate::list::LIST_MAX;

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransactionSort {
    /// By its number.
    Number,
    /// By the time when it was made; what does not tell it comes first.
    Created,
    /// By the time when it last changed, by its own word; what does not tell it comes first.
    Changed,
    /// By the time since when the status holds, the oldest first.
    StatusSince,
}

impl TransactionSort {
    const fn column(self) -> (&'static str, &'static str) {
        match self {
            Self::Number => ("number", "transaction_by_number"),
            Self::Created => ("created_ms", "transaction_by_created"),
            Self::Changed => ("changed_ms", "transaction_by_changed"),
            Self::StatusSince => ("since_ms", "transaction_by_since"),
        }
    }

    fn key(self, object: &Object) -> i64 {
        let ms = |at: Option<Millis>| at.map_or(0, |at| at.0);
        match self {
            Self::Number => i64::try_from(object.number.get()).unwrap_or(i64::MAX),
            Self::Created => ms(object.created),
            Self::Changed => ms(object.transaction().and_then(|one| one.changed)),
            Self::StatusSince => object.standing.since.0,
        }
    }
}

/// Asks for a page. What is empty or none narrows nothing.
#[derive(Debug, Clone)]
pub struct AskTransactions {
    /// Words that must all stand in its number, its reference, or a name of one of its merchants.
    pub search: String,
    /// Any of these kinds.
    pub kinds: Vec<TransactionKind>,
    /// Any of these status words, with or without their prefix.
    pub statuses: Vec<String>,
    /// The merchant that is its source or its target.
    pub merchant: Option<PartnerNumber>,
    /// The receiver account.
    pub account: Option<PartnerNumber>,
    /// The symbol of either currency.
    pub currency: Option<String>,
    /// Made at this time or later.
    pub from: Option<Millis>,
    /// Made before this time.
    pub until: Option<Millis>,
    /// The order.
    pub sort: TransactionSort,
    /// Whether the order is turned round.
    pub descending: bool,
    /// Where the page begins: [`Listed::next`] of the page before.
    pub after: Option<String>,
    /// How many rows, 1 to [`LIST_MAX`].
    pub limit: u16,
}

impl Default for AskTransactions {
    /// The newest first.
    fn default() -> Self {
        Self {
            search: String::new(),
            kinds: Vec::new(),
            statuses: Vec::new(),
            merchant: None,
            account: None,
            currency: None,
            from: None,
            until: None,
            sort: TransactionSort::Created,
            descending: true,
            after: None,
            limit: LIST_MAX,
        }
    }
}

impl Object {
    /// Where a page of transactions begins that goes on behind it: [`AskTransactions::after`].
    #[must_use]
    pub fn transaction_place(&self, sort: TransactionSort) -> String {
        format!("{}:{}", self.number, sort.key(self))
    }
}

fn place(text: &str) -> Result<(i64, i64), CatalogError> {
    let read = || {
        let (number, key) = text.split_once(':')?;
        Some((number.parse().ok()?, key.parse().ok()?))
    };
    read().ok_or_else(|| CatalogError::Cursor(text.to_owned()))
}

fn number(one: PartnerNumber) -> i64 {
    i64::try_from(one.get()).unwrap_or(i64::MAX)
}

/// Whether a word may be part of a name and not of a number alone.
fn is_of_letters(word: &str) -> bool {
    word.chars().any(|letter| !letter.is_ascii_digit())
}

impl AskTransactions {
    fn query(&self) -> Result<QueryBuilder<Sqlite>, CatalogError> {
        let (column, index) = self.sort.column();
        let mut query = QueryBuilder::new("SELECT doc FROM object INDEXED BY ");
        query.push(index).push(" WHERE kind = 3");
        if let Some(after) = &self.after {
            let (number, key) = place(after)?;
            let side = if self.descending { "<" } else { ">" };
            query.push(format!(" AND ({column}, number) {side} ("));
            query.push_bind(key).push(", ").push_bind(number).push(")");
        }
        if !self.kinds.is_empty() {
            let kinds: Vec<i64> = self.kinds.iter().copied().map(variant_number).collect();
            within(&mut query, "variant", serde_json::to_string(&kinds));
        }
        if !self.statuses.is_empty() {
            let statuses: Vec<&str> = self.statuses.iter().map(|word| status_key(word)).collect();
            within(&mut query, "status", serde_json::to_string(&statuses));
        }
        if let Some(merchant) = self.merchant.map(number) {
            query.push(" AND (owner = ").push_bind(merchant);
            query.push(" OR target = ").push_bind(merchant).push(")");
        }
        if let Some(account) = self.account.map(number) {
            query.push(" AND account = ").push_bind(account);
        }
        if let Some(currency) = &self.currency {
            query.push(" AND (currency = ").push_bind(currency.clone());
            query
                .push(" OR other_currency = ")
                .push_bind(currency.clone());
            query.push(")");
        }
        if let Some(from) = self.from {
            query.push(" AND created_ms >= ").push_bind(from.0);
        }
        if let Some(until) = self.until {
            query.push(" AND created_ms < ").push_bind(until.0);
        }
        for word in words(&self.search) {
            let named = if is_of_letters(&word) {
                "search"
            } else {
                "name_key"
            };
            query.push(" AND (instr(search, ").push_bind(word.clone());
            query.push(") > 0");
            for side in ["owner", "target"] {
                query.push(format!(
                    " OR {side} IN (SELECT number FROM object AS named INDEXED BY object_by_name \
                     WHERE kind = 1 AND kind < 3 AND instr(named.{named}, "
                ));
                query.push_bind(word.clone()).push(") > 0)");
            }
            query.push(")");
        }
        let way = if self.descending { "DESC" } else { "ASC" };
        query.push(format!(" ORDER BY {column} {way}, number {way} LIMIT "));
        // One more than asked for tells whether there is more.
        let limit = self.limit.clamp(1, LIST_MAX);
        query.push_bind(i64::from(limit).saturating_add(1));
        Ok(query)
    }
}

fn within(query: &mut QueryBuilder<Sqlite>, column: &str, json: serde_json::Result<String>) {
    query.push(format!(" AND {column} IN (SELECT value FROM json_each("));
    query.push_bind(json.unwrap_or_default()).push("))");
}

impl Catalog {
    /// A page of transactions.
    ///
    /// # Errors
    /// If `after` is no place, or the catalog can't be asked.
    pub async fn transactions(&self, ask: &AskTransactions) -> Result<Listed, CatalogError> {
        let mut query = ask.query()?;
        let failed = self.failed("read a page of");
        let mut snapshot = self.snapshot().await?;
        let found = query.build().fetch_all(&mut *snapshot).await;
        let found = found.map_err(&failed)?;
        let rows = found.iter().map(|row| read_doc(row.try_get(0)?));
        let mut rows: Vec<Object> = rows.collect::<sqlx::Result<_>>().map_err(failed)?;
        let limit = usize::from(ask.limit.clamp(1, LIST_MAX));
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more);
        Ok(Listed {
            next: next.map(|last| last.transaction_place(ask.sort)),
            rows,
        })
    }

    /// The transaction of a typed number, then the newest in which all typed words stand.
    pub(crate) async fn find_transactions(
        &self,
        text: &str,
        limit: u16,
    ) -> Result<Vec<Object>, CatalogError> {
        let mut found = Vec::new();
        if let Ok(number) = PartnerNumber::parse(text.trim()) {
            found.extend(self.named(SubjectKind::Transaction, &[number]).await?);
        }
        let ask = AskTransactions {
            search: text.to_owned(),
            limit,
            ..AskTransactions::default()
        };
        found.extend(self.transactions(&ask).await?.rows);
        let mut seen = HashSet::new();
        found.retain(|one| seen.insert(one.number));
        found.truncate(limit.into());
        Ok(found)
    }
}
