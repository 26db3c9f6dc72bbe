//! What an index must know, kept by the plainest means, and random entries and questions for it.

use crate::fixture::{Fixture, append, draft};
use ledger::{
    Built, DayCount, Describe, Described, EntryDraft, FacetQuery, From, Index, IndexRow, Term,
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub const DAY_MS: i64 = 86_400_000;
pub const DESCRIBE: Describe = Describe {
    version: 1,
    parts: &[("said", "hidden")],
    tallied: &["color"],
    rows,
};

/// An entry's facts say what the index is to say of it; one about another speaks of that one.
pub fn rows(described: &[Described]) -> Vec<IndexRow> {
    let spoken = described.iter().filter(|one| one.entry.kind == "said");
    spoken.map(row).collect()
}

pub fn row(described: &Described) -> IndexRow {
    let entry = &described.entry;
    let facts: Value = serde_json::from_str(&entry.facts).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let pairs = |value: &Value| -> Vec<(String, String)> {
        let pairs = value.as_array().unwrap().iter();
        pairs.map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
    };
    let hidden = described.parts.iter().filter_map(|part| part.value.clone());
    let mut terms = pairs(&facts["terms"]);
    terms.extend(hidden.map(|value| (String::from_utf8(value).unwrap(), "hidden".to_owned())));
    IndexRow {
        sequence: entry.about.unwrap_or(entry.sequence),
        at_ms: entry.recorded_ms,
        shown: facts["shown"].as_bool().unwrap(),
        facets: pairs(&facts["facets"]),
        terms: terms
            .into_iter()
            .map(|(text, meaning)| Term { text, meaning })
            .collect(),
    }
}

pub fn said(
    at_ms: i64,
    shown: bool,
    facets: &[(&str, &str)],
    terms: &[(&str, &str)],
) -> EntryDraft {
    let mut entry = draft("said", &[], &[]);
    entry.recorded_ms = at_ms;
    entry.facts = json!({ "shown": shown, "facets": facets, "terms": terms }).to_string();
    entry
}

/// Names and values.
type Facets = BTreeMap<String, BTreeSet<String>>;

/// What the index must know, kept by the plainest means.
#[derive(Default)]
pub struct Model {
    pub rows: BTreeMap<u64, (i64, Facets, bool)>,
    pub terms: BTreeMap<(String, String), BTreeSet<u64>>,
}

impl Model {
    pub fn take(&mut self, row: IndexRow) {
        let known = self.rows.entry(row.sequence);
        let (_, facets, shown) = known.or_insert((row.at_ms, BTreeMap::new(), false));
        *shown = row.shown;
        let mut new: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (name, value) in row.facets {
            new.entry(name).or_default().insert(value);
        }
        facets.append(&mut new);
        for term in row.terms {
            let key = (term.text.to_lowercase(), term.meaning);
            self.terms.entry(key).or_default().insert(row.sequence);
        }
    }

    pub fn find(&self, query: &FacetQuery) -> Vec<u64> {
        let with_text: Option<BTreeSet<u64>> = query.text.as_ref().map(|text| {
            let text = text.to_lowercase();
            let of_text = self
                .terms
                .iter()
                .filter(|((term, _), _)| term.starts_with(&text));
            of_text
                .flat_map(|(_, sequences)| sequences)
                .copied()
                .collect()
        });
        let fits = |(sequence, (at, facets, shown)): &(&u64, &(i64, Facets, bool))| {
            let has = |(name, values): &(String, Vec<String>)| {
                let has: Option<&BTreeSet<String>> = facets.get(name);
                has.is_some_and(|has| values.iter().any(|value| has.contains(value)))
            };
            *shown
                && query.all.iter().all(has)
                && with_text
                    .as_ref()
                    .is_none_or(|text| text.contains(*sequence))
                && query.from_ms.is_none_or(|from| *at >= from)
                && query.until_ms.is_none_or(|until| *at < until)
                && match query.from {
                    From::Newest => true,
                    From::Before(before) => **sequence < before,
                    From::After(after) => **sequence > after,
                }
        };
        let mut found: Vec<u64> = self.rows.iter().filter(fits).map(|(one, _)| *one).collect();
        if !matches!(query.from, From::After(_)) {
            found.reverse();
        }
        found
    }

    pub fn tallies(&self, name: &str) -> Vec<DayCount> {
        let mut counts: BTreeMap<(i64, String), u64> = BTreeMap::new();
        for (at, facets, _) in self.rows.values().filter(|(_, _, shown)| *shown) {
            for value in facets.get(name).into_iter().flatten() {
                *counts
                    .entry((at.div_euclid(DAY_MS), value.clone()))
                    .or_default() += 1;
            }
        }
        let count = |((day, value), count)| DayCount { day, value, count };
        counts.into_iter().map(count).collect()
    }
}

/// Random entries; few values are common, many are rare, and some speak of earlier ones.
pub async fn fill(
    fixture: &Fixture,
    random: &mut fastrand::Rng,
    entries: usize,
    model: &mut Model,
) {
    let mut next = *fixture.writer.committed().borrow() + 1;
    let mut left = entries;
    while left > 0 {
        let some = left.min(200);
        left -= some;
        let mut drafts = Vec::with_capacity(some);
        for _ in 0..some {
            let at = i64::try_from(next * 40_000).unwrap() + random.i64(-90_000_000..90_000_000);
            let color = ["red", "green", "blue", "white"][random.usize(0..4)];
            let number = format!("{}", random.u32(0..700));
            let mut facets = vec![("color", color), ("number", number.as_str())];
            if random.u32(0..400) == 0 {
                facets.push(("odd", "yes"));
            }
            if random.bool() {
                facets.push(("color", "also"));
            }
            let term = format!("Thing {number}");
            let terms = [(term.as_str(), number.as_str()), (color, "color")];
            let mut entry = said(at, random.u32(0..10) > 0, &facets, &terms);
            if random.u32(0..8) == 0 && next > 1 {
                let nearby = next.saturating_sub(3).max(1);
                let from = if random.bool() { nearby } else { 1 };
                entry.about = Some(random.u64(from..next));
            }
            if random.u32(0..50) == 0 {
                entry.kind = "other".to_owned();
            }
            if entry.kind == "said" {
                let described = Described {
                    entry: as_entry(next, &entry),
                    parts: Vec::new(),
                };
                model.take(row(&described));
            }
            drafts.push(entry);
            next += 1;
        }
        let entries = drafts;
        append(
            &fixture.writer,
            Built {
                entries,
                remember: None,
            },
        )
        .await
        .unwrap();
    }
}

pub fn as_entry(sequence: u64, draft: &EntryDraft) -> ledger::Entry {
    ledger::Entry {
        sequence,
        recorded_ms: draft.recorded_ms,
        kind: draft.kind.clone(),
        subjects: Vec::new(),
        about: draft.about,
        facts: draft.facts.clone(),
        leaf_hash: [0; 32],
        damage: None,
    }
}

pub fn a_query(random: &mut fastrand::Rng, size: u64) -> FacetQuery {
    let mut query = FacetQuery {
        all: Vec::new(),
        text: None,
        from_ms: None,
        until_ms: None,
        from: match random.u8(0..3) {
            0 => From::Newest,
            1 => From::Before(random.u64(0..size + 2)),
            _ => From::After(random.u64(0..size + 2)),
        },
        limit: random.u16(60..500),
    };
    for _ in 0..random.u8(0..4) {
        let (name, values): (_, Vec<String>) = match random.u8(0..6) {
            0 => ("odd", vec!["yes".into()]),
            1 => (
                "number",
                (0..random.u8(1..9))
                    .map(|_| random.u32(0..700).to_string())
                    .collect(),
            ),
            2 => ("color", vec!["also".into(), "none of them".into()]),
            3 => ("color", vec![]),
            _ => (
                "color",
                vec![["red", "green", "blue"][random.usize(0..3)].into()],
            ),
        };
        query.all.push((name.to_owned(), values));
    }
    let times = i64::try_from(size * 40_000).unwrap();
    query.from_ms = random.bool().then(|| random.i64(0..times));
    query.until_ms = random.bool().then(|| random.i64(0..times * 2));
    query.text = (random.u8(0..4) == 0)
        .then(|| ["THING 1", "re", "thing 69", "x"][random.usize(0..4)].to_owned());
    query
}

pub async fn walk(index: &Index, mut query: FacetQuery) -> Vec<u64> {
    let mut found: Vec<u64> = Vec::new();
    loop {
        let page = index.find(&query).await.unwrap();
        assert!(page.sequences.len() <= usize::from(query.limit));
        found.extend(page.sequences);
        let Some(last) = found.last().filter(|_| page.more) else {
            return found;
        };
        query.from = match query.from {
            From::Newest | From::Before(_) => From::Before(*last),
            From::After(_) => From::After(*last),
        };
    }
}

pub async fn agrees(index: &Index, model: &Model, random: &mut fastrand::Rng, queries: usize) {
    let size = *index.indexed().borrow();
    for _ in 0..queries {
        let query = a_query(random, size);
        let expected = model.find(&query);
        assert_eq!(walk(index, query.clone()).await, expected, "{query:?}");
        let count = index.count(&query).await.unwrap();
        assert_eq!(count, u64::try_from(expected.len()).unwrap(), "{query:?}");
    }
    let tallies = index.tallies("color", i64::MIN, i64::MAX).await.unwrap();
    assert_eq!(tallies, model.tallies("color"));
    assert!(index.tallies("number", 0, 9).await.unwrap().is_empty());
    let found = index.search("thing 6", 100).await.unwrap();
    let expected: Vec<_> = model
        .terms
        .iter()
        .filter(|((term, _), _)| term.starts_with("thing 6"))
        .map(|((term, meaning), all)| (term.clone(), meaning.clone(), *all.last().unwrap()))
        .take(100)
        .collect();
    let found: Vec<_> = found
        .into_iter()
        .map(|one| (one.term, one.meaning, one.sequence))
        .collect();
    assert_eq!(found, expected);
}
