//! The numbers that stand for facet names, their values, and terms.

use super::SHOWN;
use super::stored::SHOWN_NUMBER;
use crate::insert::Insert;
use sqlx::{Arguments, Row, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The number under which terms stand.
pub(super) const TERM_NUMBER: u16 = 1;
/// Words that are kept at hand: those of the facets that most entries share.
const KEPT_MAX: usize = 20_000;

static NAME: Insert = Insert::new("INSERT INTO name (id, text) VALUES", 2);
static WORD: Insert = Insert::new("INSERT INTO word (name, text, id) VALUES", 3);

/// A word by its name's number and its text.
pub(super) type Key = (u16, String);

/// What the writer of an index knows of its words.
#[derive(Default)]
pub(super) struct Words {
    names: HashMap<String, u16>,
    kept: HashMap<Key, u32>,
    /// The number that the next new word takes.
    pub(super) next: u32,
}

impl Words {
    pub(super) async fn load(connection: &mut SqliteConnection) -> sqlx::Result<Self> {
        let next: i64 = sqlx::query_scalar("SELECT next_word FROM state WHERE one = 1")
            .fetch_one(&mut *connection)
            .await?;
        Ok(Self {
            names: names(connection).await?,
            kept: HashMap::new(),
            next: u32::try_from(next).map_err(overflow)?,
        })
    }

    /// The numbers of facet names; new ones are written.
    pub(super) async fn names(
        &mut self,
        connection: &mut SqliteConnection,
        wanted: BTreeSet<&str>,
    ) -> sqlx::Result<&HashMap<String, u16>> {
        let mut new = Vec::new();
        for name in wanted {
            if !self.names.contains_key(name) {
                // The index's own two are in it already.
                let number = u16::try_from(self.names.len() + 1).map_err(overflow)?;
                self.names.insert(name.to_owned(), number);
                new.push((number, name.to_owned()));
            }
        }
        NAME.rows(connection, new, |to, (number, name)| {
            to.add(i64::from(number))?;
            to.add(name)
        })
        .await?;
        Ok(&self.names)
    }

    /// The numbers of words; new ones are written.
    pub(super) async fn numbers(
        &mut self,
        connection: &mut SqliteConnection,
        wanted: BTreeSet<Key>,
    ) -> sqlx::Result<HashMap<Key, u32>> {
        let mut found = HashMap::with_capacity(wanted.len());
        let mut unknown = Vec::new();
        for key in wanted {
            match self.kept.get(&key) {
                Some(number) => {
                    found.insert(key, *number);
                }
                None => unknown.push(key),
            }
        }
        let stored = look_up(connection, &unknown).await?;
        let mut new = Vec::new();
        for key in unknown {
            let number = if let Some(number) = stored.get(&key) {
                *number
            } else {
                let number = self.next;
                self.next = number.checked_add(1).ok_or_else(|| overflow(()))?;
                new.push((key.clone(), number));
                number
            };
            if key.0 != TERM_NUMBER {
                if self.kept.len() >= KEPT_MAX {
                    self.kept.clear();
                }
                self.kept.insert(key.clone(), number);
            }
            found.insert(key, number);
        }
        WORD.rows(connection, new, |to, ((name, text), number)| {
            to.add(i64::from(name))?;
            to.add(text)?;
            to.add(i64::from(number))
        })
        .await?;
        Ok(found)
    }
}

/// All facet names of an index.
pub(super) async fn names(connection: &mut SqliteConnection) -> sqlx::Result<HashMap<String, u16>> {
    let rows = sqlx::query("SELECT text, id FROM name")
        .fetch_all(connection)
        .await?;
    let mut names = HashMap::from([(SHOWN.to_owned(), SHOWN_NUMBER)]);
    for row in rows {
        let number = u16::try_from(row.try_get::<i64, _>(1)?).map_err(overflow)?;
        names.insert(row.try_get(0)?, number);
    }
    Ok(names)
}

/// The numbers of those of these words that there are.
pub(super) async fn look_up(
    connection: &mut SqliteConnection,
    keys: &[Key],
) -> sqlx::Result<BTreeMap<Key, u32>> {
    if keys.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = sqlx::query(
        "SELECT word.name, word.text, word.id FROM json_each(?) AS key CROSS JOIN word \
         ON word.name = key.value ->> 0 AND word.text = key.value ->> 1",
    )
    .bind(serde_json::to_string(keys).unwrap_or_default())
    .fetch_all(connection)
    .await?;
    let found = rows.into_iter().map(|row| {
        let name = u16::try_from(row.try_get::<i64, _>(0)?).map_err(overflow)?;
        let number = u32::try_from(row.try_get::<i64, _>(2)?).map_err(overflow)?;
        Ok(((name, row.try_get(1)?), number))
    });
    found.collect()
}

/// A number that can't stand in an index: the file is not as it was written, or is full.
pub(super) fn overflow<E>(_: E) -> sqlx::Error {
    sqlx::Error::Protocol("a number in the index is out of its range".to_owned())
}
