//! Finds entries by what was said of them: first the chunks in which there can be some, then them.

use super::describe::{BETWEEN, cut, folded};
use super::members::{CHUNK, Members, chunk_of};
use super::words::{self, TERM_NUMBER};
use super::{Index, SHOWN, stored};
use crate::store::nodes::signed;
use crate::{From, IndexError, PAGE_ENTRIES_MAX};
use sqlx::{Row, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::RangeInclusive;

/// Most words that a text may begin.
const WORDS_OF_TEXT_MAX: usize = 1000;
/// Chunks whose sets are read at first; so many times more each further time.
const CHUNKS_FIRST: usize = 4;
const CHUNKS_FACTOR: usize = 4;

/// Which entries: those that have all that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetQuery {
    /// A facet's name and values, of which an entry must have one; without values it has none.
    pub all: Vec<(String, Vec<String>)>,
    /// A term must begin with this.
    pub text: Option<String>,
    /// Not before this time, in milliseconds since 1970-01-01T00:00:00Z.
    pub from_ms: Option<i64>,
    /// Before this time.
    pub until_ms: Option<i64>,
    /// Where to begin, and which way.
    pub from: From,
    /// At most so many; beyond [`PAGE_ENTRIES_MAX`] it counts as that.
    pub limit: u16,
}

/// A page of sequences in the order that the query's [`From`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetPage {
    /// The sequences.
    pub sequences: Vec<u64>,
    /// Whether there were more when this was read.
    pub more: bool,
    /// The index went so far then: of later entries it knows nothing.
    pub indexed: u64,
}

impl FacetQuery {
    /// The newest entries with one value of one facet.
    #[must_use]
    pub fn having(name: &str, value: &str) -> Self {
        Self {
            all: vec![(name.to_owned(), vec![value.to_owned()])],
            text: None,
            from_ms: None,
            until_ms: None,
            from: From::Newest,
            limit: PAGE_ENTRIES_MAX,
        }
    }
}

impl Index {
    /// A page of the entries that have all that is asked for.
    ///
    /// # Errors
    /// [`IndexError::TooWide`] if the text begins too many words; if the index is being made anew,
    /// or its database fails.
    pub async fn find(&self, query: &FacetQuery) -> Result<FacetPage, IndexError> {
        let limit = usize::from(query.limit.min(PAGE_ENTRIES_MAX));
        let mut sequences = Vec::new();
        let indexed = self
            .walk(query, |chunk, members| {
                let mut some = members.sequences(chunk);
                if !matches!(query.from, From::After(_)) {
                    some.reverse();
                }
                sequences.append(&mut some);
                // One more than asked for tells whether there is more.
                sequences.len() <= limit
            })
            .await?;
        let more = sequences.len() > limit;
        sequences.truncate(limit);
        Ok(FacetPage {
            sequences,
            more,
            indexed,
        })
    }

    /// How many entries have all that is asked for. It reads as many sets as there are chunks in
    /// the span, a 4096th of the entries; where to begin counts, the limit does not.
    ///
    /// # Errors
    /// As [`Index::find`].
    pub async fn count(&self, query: &FacetQuery) -> Result<u64, IndexError> {
        let mut count = 0_u64;
        self.walk(query, |_, members| {
            count = count.saturating_add(members.count());
            true
        })
        .await?;
        Ok(count)
    }

    /// The newest entry that has this value of this facet.
    ///
    /// # Errors
    /// As [`Index::find`].
    pub async fn newest(&self, name: &str, value: &str) -> Result<Option<u64>, IndexError> {
        let query = FacetQuery {
            limit: 1,
            ..FacetQuery::having(name, value)
        };
        Ok(self.find(&query).await?.sequences.first().copied())
    }

    /// Hands over the sets of what is found, chunk by chunk in the query's order, until `each`
    /// says that it has enough. Returns how far the index goes.
    async fn walk(
        &self,
        query: &FacetQuery,
        mut each: impl FnMut(u64, &Members) -> bool,
    ) -> Result<u64, IndexError> {
        let failed = self.failed("search the index");
        let mut snapshot = self.snapshot().await?;
        let indexed: i64 = sqlx::query_scalar("SELECT indexed FROM state WHERE one = 1")
            .fetch_one(&mut *snapshot)
            .await
            .map_err(&failed)?;
        let indexed = u64::try_from(indexed).unwrap_or(0);
        let range = match query.from {
            From::Newest => 0..=u64::MAX,
            From::Before(0) => return Ok(indexed),
            From::Before(sequence) => 0..=sequence - 1,
            From::After(u64::MAX) => return Ok(indexed),
            From::After(sequence) => sequence + 1..=u64::MAX,
        };
        let Some(groups) = groups(&mut snapshot, query).await.map_err(&failed)? else {
            return Ok(indexed);
        };
        let groups = groups?;
        let mut search = Search {
            query,
            range,
            groups,
            places: BTreeMap::new(),
        };
        let mut chunks = search.chunks(&mut snapshot).await.map_err(&failed)?;
        if !matches!(query.from, From::After(_)) {
            chunks.reverse();
        }
        let (mut rest, mut some) = (chunks.as_slice(), CHUNKS_FIRST);
        while !rest.is_empty() {
            let (now, later) = rest.split_at(some.min(rest.len()));
            let found = search.sets(&mut snapshot, now).await.map_err(&failed)?;
            for (chunk, members) in found {
                if !members.is_empty() && !each(chunk, &members) {
                    return Ok(indexed);
                }
            }
            (rest, some) = (later, some.saturating_mul(CHUNKS_FACTOR));
        }
        Ok(indexed)
    }
}

/// The words of which an entry must have one of each group. None if it can't.
async fn groups(
    connection: &mut SqliteConnection,
    query: &FacetQuery,
) -> sqlx::Result<Option<Result<Vec<Vec<u32>>, IndexError>>> {
    let names = words::names(connection).await?;
    let shown = (SHOWN.to_owned(), vec![SHOWN.to_owned()]);
    let mut keys = Vec::new();
    for (name, values) in std::iter::once(&shown).chain(&query.all) {
        let Some(number) = names.get(cut(name)) else {
            return Ok(None);
        };
        let key = |value: &String| (*number, cut(value).to_owned());
        keys.push(values.iter().map(key).collect::<Vec<_>>());
    }
    let all: Vec<_> = keys.iter().flatten().cloned().collect();
    let found = words::look_up(connection, &all).await?;
    let mut groups: Vec<Vec<u32>> = Vec::with_capacity(keys.len() + 1);
    for group in keys {
        groups.push(
            group
                .iter()
                .filter_map(|key| found.get(key).copied())
                .collect(),
        );
    }
    if let Some(text) = &query.text {
        let words = words_of(connection, text).await?;
        if words.len() > WORDS_OF_TEXT_MAX {
            let most = WORDS_OF_TEXT_MAX;
            return Ok(Some(Err(IndexError::TooWide { most })));
        }
        groups.push(words);
    }
    Ok((!groups.iter().any(Vec::is_empty)).then_some(Ok(groups)))
}

/// The terms that begin with a text, one more than are looked at.
async fn words_of(connection: &mut SqliteConnection, text: &str) -> sqlx::Result<Vec<u32>> {
    let (first, end) = prefix(text);
    let rows = sqlx::query(
        "SELECT id FROM word WHERE name = ? AND text >= ? AND text < ? ORDER BY text LIMIT ?",
    )
    .bind(i64::from(TERM_NUMBER))
    .bind(first)
    .bind(end)
    .bind(signed(u64::try_from(WORDS_OF_TEXT_MAX).unwrap_or(u64::MAX)) + 1)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| u32::try_from(row.try_get::<i64, _>(0)?).map_err(words::overflow))
        .collect()
}

/// The words that begin with a text stand from the first of these up to the second.
pub(super) fn prefix(text: &str) -> (String, String) {
    let first: String = folded(text).replace(BETWEEN, "");
    let end = format!("{first}{}", char::MAX);
    (first, end)
}

/// A search of one snapshot.
struct Search<'a> {
    query: &'a FacetQuery,
    range: RangeInclusive<u64>,
    groups: Vec<Vec<u32>>,
    /// Which words are in a chunk.
    places: BTreeMap<u64, Vec<u32>>,
}

impl Search<'_> {
    /// The chunks, ascending, in which each group has a word.
    async fn chunks(&mut self, connection: &mut SqliteConnection) -> sqlx::Result<Vec<u64>> {
        let (first, last) = (chunk_of(*self.range.start()), chunk_of(*self.range.end()));
        let mut left = self.in_span(connection, first, last).await?;
        for group in &self.groups {
            let mut here = BTreeSet::new();
            for (word, chunk) in stored::chunks(connection, group, first, last).await? {
                if left.as_ref().is_none_or(|left| left.contains(&chunk)) {
                    here.insert(chunk);
                    self.places.entry(chunk).or_default().push(word);
                }
            }
            if here.is_empty() {
                return Ok(Vec::new());
            }
            left = Some(here);
        }
        Ok(left.unwrap_or_default().into_iter().collect())
    }

    /// The chunks that have rows of the span; none if there is no span.
    async fn in_span(
        &self,
        connection: &mut SqliteConnection,
        first: u64,
        last: u64,
    ) -> sqlx::Result<Option<BTreeSet<u64>>> {
        let Some((from, until)) = self.span() else {
            return Ok(None);
        };
        let rows = sqlx::query(
            "SELECT chunk FROM stretch \
             WHERE chunk BETWEEN ? AND ? AND last_ms >= ? AND first_ms < ?",
        )
        .bind(signed(first))
        .bind(signed(last))
        .bind(from)
        .bind(until)
        .fetch_all(connection)
        .await?;
        let chunks = rows
            .iter()
            .map(|row| u64::try_from(row.try_get::<i64, _>(0)?).map_err(words::overflow));
        Ok(Some(chunks.collect::<sqlx::Result<_>>()?))
    }

    fn span(&self) -> Option<(i64, i64)> {
        let (from, until) = (self.query.from_ms, self.query.until_ms);
        (from.is_some() || until.is_some())
            .then(|| (from.unwrap_or(i64::MIN), until.unwrap_or(i64::MAX)))
    }

    /// What is found in these chunks, in their order.
    async fn sets(
        &self,
        connection: &mut SqliteConnection,
        chunks: &[u64],
    ) -> sqlx::Result<Vec<(u64, Members)>> {
        let words = |chunk: &u64| {
            self.places
                .get(chunk)
                .map(Vec::as_slice)
                .unwrap_or_default()
        };
        let places: HashSet<(u32, u64)> = chunks
            .iter()
            .flat_map(|chunk| words(chunk).iter().map(|word| (*word, *chunk)))
            .collect();
        let places: Vec<_> = places.into_iter().collect();
        let stored = stored::facets(connection, &places).await?;
        let mut found = Vec::with_capacity(chunks.len());
        for chunk in chunks {
            let mut members: Option<Members> = None;
            for group in &self.groups {
                let mut either = Members::NONE;
                for word in group {
                    if let Some(some) = stored.get(&(*word, *chunk)) {
                        either.add(some);
                    }
                }
                match &mut members {
                    None => members = Some(either),
                    Some(members) => members.keep(&either),
                }
            }
            let mut members = members.unwrap_or(Members::NONE);
            members.keep_between(*chunk, &self.range);
            if !members.is_empty() {
                self.keep_in_span(connection, *chunk, &mut members).await?;
            }
            found.push((*chunk, members));
        }
        Ok(found)
    }

    async fn keep_in_span(
        &self,
        connection: &mut SqliteConnection,
        chunk: u64,
        members: &mut Members,
    ) -> sqlx::Result<()> {
        let Some((from, until)) = self.span() else {
            return Ok(());
        };
        let whole: Option<bool> =
            sqlx::query_scalar("SELECT first_ms >= ? AND last_ms < ? FROM stretch WHERE chunk = ?")
                .bind(from)
                .bind(until)
                .bind(signed(chunk))
                .fetch_optional(&mut *connection)
                .await?;
        if whole == Some(true) {
            return Ok(());
        }
        let first = chunk.saturating_mul(CHUNK);
        let rows = sqlx::query(
            "SELECT sequence FROM row WHERE sequence BETWEEN ? AND ? AND at_ms >= ? AND at_ms < ?",
        )
        .bind(signed(first))
        .bind(signed(first.saturating_add(CHUNK - 1)))
        .bind(from)
        .bind(until)
        .fetch_all(connection)
        .await?;
        let mut inside = Members::NONE;
        for row in rows {
            inside.insert(u64::try_from(row.try_get::<i64, _>(0)?).map_err(words::overflow)?);
        }
        members.keep(&inside);
        Ok(())
    }
}
