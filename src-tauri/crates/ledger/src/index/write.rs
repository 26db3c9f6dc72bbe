//! Writes what was described into the index: one transaction for all that a batch says.

use super::members::{Members, chunk_of};
use super::stored::{self, StoredRow};
use super::words::{Key, TERM_NUMBER, Words};
use super::{IndexRow, SHOWN, describe};
use crate::insert::Insert;
use crate::store::nodes::signed;
use sqlx::{Arguments, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A day in milliseconds.
pub(super) const DAY_MS: i64 = 86_400_000;

static FACET: Insert = Insert::new(
    "INSERT OR REPLACE INTO facet (word, chunk, members) VALUES",
    3,
);
static ROW: Insert = Insert::new(
    "INSERT OR REPLACE INTO row (sequence, at_ms, facets) VALUES",
    3,
);

/// All that a batch says of one sequence.
#[derive(Default)]
struct Said {
    at_ms: i64,
    /// Name and values; whether it is shown is one of them.
    facets: BTreeMap<String, BTreeSet<String>>,
    terms: BTreeSet<String>,
}

/// What a batch changes of one word in one chunk.
#[derive(Default)]
struct Change {
    added: Vec<u64>,
    removed: Vec<u64>,
}

/// What a batch comes to.
#[derive(Default)]
struct Changes {
    facets: BTreeMap<(u32, u64), Change>,
    rows: Vec<(u64, StoredRow)>,
    stretches: BTreeMap<u64, (i64, i64)>,
    tallies: BTreeMap<(u32, i64), i64>,
}

/// Writes the rows. The caller begins and commits.
pub(super) async fn write(
    connection: &mut SqliteConnection,
    words: &mut Words,
    tallied: &[&str],
    rows: Vec<IndexRow>,
) -> sqlx::Result<()> {
    let said = gather(rows);
    let sequences: Vec<u64> = said.keys().copied().collect();
    let before = stored::rows(connection, &sequences).await?;
    let names: BTreeSet<&str> = said
        .values()
        .flat_map(|one| one.facets.keys().map(String::as_str))
        .collect();
    let names = words.names(connection, names).await?.clone();
    let mut keys = BTreeSet::new();
    for one in said.values() {
        keys.extend(keys_of(one, &names));
        keys.extend(one.terms.iter().map(|term| (TERM_NUMBER, term.clone())));
    }
    let numbers = words.numbers(connection, keys).await?;
    let tallied: HashSet<u16> = tallied
        .iter()
        .filter_map(|name| names.get(*name).copied())
        .collect();
    let mut changes = Changes::default();
    for (sequence, one) in said {
        let old = before.get(&sequence);
        changes.note(sequence, old, &one, &names, &numbers, &tallied);
    }
    changes.write(connection).await
}

/// One row for each sequence; of what is said twice the later stands.
fn gather(rows: Vec<IndexRow>) -> BTreeMap<u64, Said> {
    let mut gathered: BTreeMap<u64, Said> = BTreeMap::new();
    for row in rows {
        let said = gathered.entry(row.sequence).or_insert_with(|| Said {
            at_ms: row.at_ms,
            ..Said::default()
        });
        let mut facets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let shown = row.shown.then(|| SHOWN.to_owned());
        facets.insert(SHOWN.to_owned(), shown.into_iter().collect());
        for (name, value) in row.facets.iter().filter(|(name, _)| name != SHOWN) {
            let values = facets.entry(describe::cut(name).to_owned()).or_default();
            values.insert(describe::cut(value).to_owned());
        }
        said.facets.append(&mut facets);
        let terms = row.terms.iter().filter(|term| !term.is_empty());
        said.terms.extend(terms.map(describe::Term::word));
    }
    gathered
}

/// The words of its facets.
fn keys_of<'a>(said: &'a Said, names: &'a HashMap<String, u16>) -> impl Iterator<Item = Key> + 'a {
    said.facets.iter().flat_map(|(name, values)| {
        let number = names.get(name).copied();
        values
            .iter()
            .filter_map(move |value| Some((number?, value.clone())))
    })
}

impl Changes {
    fn note(
        &mut self,
        sequence: u64,
        old: Option<&StoredRow>,
        said: &Said,
        names: &HashMap<String, u16>,
        numbers: &HashMap<Key, u32>,
        tallied: &HashSet<u16>,
    ) {
        let spoken_of: HashSet<u16> = said
            .facets
            .keys()
            .filter_map(|name| names.get(name).copied())
            .collect();
        let number = |key: Key| Some((key.0, *numbers.get(&key)?));
        let mut facets: BTreeSet<(u16, u32)> = keys_of(said, names).filter_map(number).collect();
        let was = old.map(|old| old.facets.clone()).unwrap_or_default();
        facets.extend(was.iter().filter(|(name, _)| !spoken_of.contains(name)));
        let at_ms = old.map_or(said.at_ms, |old| old.at_ms);
        let chunk = chunk_of(sequence);
        for (_, word) in facets.difference(&was) {
            self.change(*word, chunk).added.push(sequence);
        }
        for (_, word) in was.difference(&facets) {
            self.change(*word, chunk).removed.push(sequence);
        }
        for term in &said.terms {
            if let Some(word) = numbers.get(&(TERM_NUMBER, term.clone())) {
                self.change(*word, chunk).added.push(sequence);
            }
        }
        for (set, step) in [(&was, -1), (&facets, 1)] {
            if set.iter().any(|(name, _)| *name == stored::SHOWN_NUMBER) {
                for (_, word) in set.iter().filter(|(name, _)| tallied.contains(name)) {
                    *self
                        .tallies
                        .entry((*word, at_ms.div_euclid(DAY_MS)))
                        .or_default() += step;
                }
            }
        }
        let stretch = self.stretches.entry(chunk).or_insert((at_ms, at_ms));
        *stretch = (stretch.0.min(at_ms), stretch.1.max(at_ms));
        if old.is_none() || facets != was {
            self.rows.push((sequence, StoredRow { at_ms, facets }));
        }
    }

    fn change(&mut self, word: u32, chunk: u64) -> &mut Change {
        self.facets.entry((word, chunk)).or_default()
    }

    async fn write(self, connection: &mut SqliteConnection) -> sqlx::Result<()> {
        let places: Vec<_> = self.facets.keys().copied().collect();
        let mut stored = stored::facets(connection, &places).await?;
        let mut changed = Vec::with_capacity(places.len());
        let mut emptied = Vec::new();
        for (place, change) in self.facets {
            let mut members = stored.remove(&place).unwrap_or(Members::NONE);
            let set = |sequences: Vec<u64>| {
                let mut set = Members::NONE;
                sequences.into_iter().for_each(|one| set.insert(one));
                set
            };
            members.take(&set(change.removed));
            members.add(&set(change.added));
            if members.is_empty() {
                emptied.push(place);
            } else {
                changed.push((place, members.encode()));
            }
        }
        FACET
            .rows(connection, changed, |to, ((word, chunk), members)| {
                to.add(i64::from(word))?;
                to.add(signed(chunk))?;
                to.add(members)
            })
            .await?;
        ROW.rows(connection, self.rows, |to, (sequence, row)| {
            to.add(signed(sequence))?;
            to.add(row.at_ms)?;
            to.add(row.encode())
        })
        .await?;
        remove(connection, emptied).await?;
        note_times(connection, self.stretches).await?;
        count(connection, self.tallies).await
    }
}

async fn remove(connection: &mut SqliteConnection, places: Vec<(u32, u64)>) -> sqlx::Result<()> {
    for (word, chunk) in places {
        sqlx::query("DELETE FROM facet WHERE word = ? AND chunk = ?")
            .bind(i64::from(word))
            .bind(signed(chunk))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

async fn note_times(
    connection: &mut SqliteConnection,
    stretches: BTreeMap<u64, (i64, i64)>,
) -> sqlx::Result<()> {
    for (chunk, (first, last)) in stretches {
        sqlx::query(
            "INSERT INTO stretch (chunk, first_ms, last_ms) VALUES (?, ?, ?) \
             ON CONFLICT (chunk) DO UPDATE SET first_ms = min(first_ms, excluded.first_ms), \
             last_ms = max(last_ms, excluded.last_ms)",
        )
        .bind(signed(chunk))
        .bind(first)
        .bind(last)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

async fn count(
    connection: &mut SqliteConnection,
    tallies: BTreeMap<(u32, i64), i64>,
) -> sqlx::Result<()> {
    for ((word, day), step) in tallies.into_iter().filter(|(_, step)| *step != 0) {
        sqlx::query(
            "INSERT INTO tally (word, day, count) VALUES (?, ?, ?) \
             ON CONFLICT (word, day) DO UPDATE SET count = count + excluded.count",
        )
        .bind(i64::from(word))
        .bind(day)
        .bind(step)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
