//! One group of appends: built in order, encoded, written in one transaction.

use super::pending::Pending;
use super::rows::Rows;
use super::state::State;
use super::validate::validate;
use crate::store::{bytes32, part_place};
use crate::{AppendError, Appended, EntryDraft, LedgerError, Position, Remember, Remembered};
use ledger_format::{
    Frontier, Leaf, LeafError, PartCommitment, SubjectNumber, commitment, leaf_hash,
};
use sqlx::{Row, SqliteConnection};
use std::collections::{HashMap, HashSet};

/// What a group of appends makes of the ledger, before and after it is written.
#[derive(Default)]
pub(super) struct Batch {
    /// What each append is told once the group is on disk, in order.
    pub(super) outcomes: Vec<Result<Appended, AppendError>>,
    drafts: Vec<EntryDraft>,
    remember: HashMap<[u8; 32], Remembered>,
    /// The subjects' last numbers once the group is on disk.
    pub(super) numbers: HashMap<String, u64>,
    /// The tree's right edge once the group is on disk.
    pub(super) frontier: Frontier,
}

/// Why a batch was not written.
#[derive(Debug, thiserror::Error)]
pub(super) enum BatchError {
    #[error("could not {doing}: {source}")]
    Database {
        doing: &'static str,
        source: sqlx::Error,
    },
    #[error("the operating system gave no random bytes")]
    Random,
    #[error("could not read where the ledger ends: {0}")]
    Reload(#[from] LedgerError),
    #[error("could not encode an entry: {0}")]
    Encode(#[from] LeafError),
}

fn database(doing: &'static str) -> impl Fn(sqlx::Error) -> BatchError {
    move |source| BatchError::Database { doing, source }
}

impl Batch {
    /// Builds and writes the appends inside the transaction that is open.
    pub(super) async fn write(
        connection: &mut SqliteConnection,
        state: &State,
        appends: &mut [Box<dyn Pending>],
    ) -> Result<Self, BatchError> {
        let asked: HashSet<_> = appends
            .iter()
            .filter_map(|append| append.look_up())
            .collect();
        let known = look_up(connection, &asked).await?;
        let mut batch = Self {
            frontier: state.frontier.clone(),
            ..Self::default()
        };
        batch.build(appends, &known);
        batch.forget_known(connection, &asked, &known).await?;
        batch.read_numbers(connection, state).await?;
        let rows = batch.encode()?;
        rows.insert(connection, &batch.frontier)
            .await
            .map_err(database("write the entries"))?;
        Ok(batch)
    }

    fn build(&mut self, appends: &mut [Box<dyn Pending>], known: &HashMap<[u8; 32], Remembered>) {
        let mut next = self.frontier.size() + 1;
        for append in appends {
            // What stands in the file came before anything of this batch.
            let find = |key| known.get(&key).or_else(|| self.remember.get(&key));
            let earlier = append.look_up().and_then(find).cloned();
            let built = append.build(Position { next, earlier }).and_then(|built| {
                let count = u32::try_from(built.entries.len());
                let count = count.map_err(|_| AppendError::Invalid {
                    reason: "it has too many entries".to_owned(),
                })?;
                validate(&built, next).map(|()| (built, count))
            });
            let outcome = built.map(|(built, count)| {
                if let Some(Remember { key, memo }) = built.remember {
                    let remembered = Remembered {
                        sequence: next,
                        memo,
                    };
                    self.remember.entry(key).or_insert(remembered);
                }
                let appended = Appended { first: next, count };
                next += u64::from(count);
                self.drafts.extend(built.entries);
                appended
            });
            self.outcomes.push(outcome);
        }
    }

    /// Leaves out what stands in the file already: the first that remembers a key keeps it.
    async fn forget_known(
        &mut self,
        connection: &mut SqliteConnection,
        asked: &HashSet<[u8; 32]>,
        known: &HashMap<[u8; 32], Remembered>,
    ) -> Result<(), BatchError> {
        let not_asked = self
            .remember
            .keys()
            .filter(|key| !asked.contains(*key))
            .copied();
        let not_asked: HashSet<_> = not_asked.collect();
        let also = look_up(connection, &not_asked).await?;
        self.remember
            .retain(|key, _| !known.contains_key(key) && !also.contains_key(key));
        Ok(())
    }

    /// Finds the last number of every subject that the batch names.
    async fn read_numbers(
        &mut self,
        connection: &mut SqliteConnection,
        state: &State,
    ) -> Result<(), BatchError> {
        let mut unknown = HashSet::new();
        for subject in self.drafts.iter().flat_map(|draft| &draft.subjects) {
            match state.numbers.get(subject) {
                Some(number) => {
                    if !self.numbers.contains_key(subject) {
                        self.numbers.insert(subject.clone(), number);
                    }
                }
                None => {
                    unknown.insert(subject.clone());
                }
            }
        }
        if unknown.is_empty() {
            return Ok(());
        }
        let list: Vec<String> = unknown.into_iter().collect();
        let json = serde_json::to_string(&list).unwrap_or_default();
        let rows = sqlx::query(
            "SELECT (SELECT number FROM subject_entry \
                     WHERE subject = wanted.value ORDER BY sequence DESC LIMIT 1) \
             FROM json_each(?) AS wanted ORDER BY wanted.key",
        )
        .bind(json)
        .fetch_all(connection)
        .await
        .map_err(database("read the subjects' last numbers"))?;
        for (subject, row) in list.into_iter().zip(rows) {
            let last: Option<i64> = row
                .try_get(0)
                .map_err(database("read a subject's last number"))?;
            let last = u64::try_from(last.unwrap_or(0)).unwrap_or(0);
            self.numbers.insert(subject, last);
        }
        Ok(())
    }

    /// Gives the drafts their numbers, salts and places in the tree.
    fn encode(&mut self) -> Result<Rows, BatchError> {
        let drafts = std::mem::take(&mut self.drafts);
        let mut random = vec![0; 32 * drafts.iter().map(|draft| draft.parts.len()).sum::<usize>()];
        getrandom::fill(&mut random).map_err(|_| BatchError::Random)?;
        let mut salts = random.as_chunks::<32>().0.iter();
        let mut rows = Rows {
            seen: std::mem::take(&mut self.remember).into_iter().collect(),
            ..Rows::default()
        };
        for draft in drafts {
            let sequence = self.frontier.size() + 1;
            let mut leaf = Leaf {
                sequence,
                recorded_ms: draft.recorded_ms,
                kind: draft.kind,
                about: draft.about,
                subjects: Vec::with_capacity(draft.subjects.len()),
                facts: draft.facts,
                parts: Vec::with_capacity(draft.parts.len()),
            };
            for name in draft.subjects {
                let last = self.numbers.entry(name.clone()).or_insert(0);
                *last += 1;
                leaf.subjects.push(SubjectNumber {
                    name,
                    number: *last,
                });
            }
            leaf.subjects.sort_unstable_by(|a, b| a.name.cmp(&b.name));
            let mut parts = draft.parts;
            parts.sort_unstable_by(|a, b| a.name.cmp(&b.name));
            for (place, part) in (part_place(sequence)..).zip(parts) {
                let salt = salts.next().ok_or(BatchError::Random)?;
                let commitment = commitment(&part.name, salt, &part.value);
                leaf.parts.push(PartCommitment {
                    name: part.name,
                    commitment,
                });
                rows.parts.push((place, *salt, part.value));
            }
            let bytes = leaf.encode()?;
            let hash = leaf_hash(&bytes);
            self.frontier.push(hash, |subtree, hash| {
                if subtree.level % crate::store::nodes::TILE_LEVELS == 0 {
                    rows.nodes.push((subtree, *hash));
                }
            });
            let subjects = std::mem::take(&mut leaf.subjects);
            rows.subjects
                .extend(subjects.into_iter().map(|one| (sequence, one)));
            rows.entries.push((leaf, bytes, hash));
        }
        Ok(rows)
    }
}

const LOOK_UP: &str = "SELECT key, sequence, memo FROM seen \
     WHERE key IN (SELECT unhex(value) FROM json_each(?))";

/// What the file remembers under these keys.
async fn look_up(
    connection: &mut SqliteConnection,
    keys: &HashSet<[u8; 32]>,
) -> Result<HashMap<[u8; 32], Remembered>, BatchError> {
    // Each way to the database's thread and back costs as much as some rows.
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let keys: Vec<String> = keys.iter().map(hex::encode).collect();
    let rows = sqlx::query(LOOK_UP)
        .bind(serde_json::to_string(&keys).unwrap_or_default())
        .fetch_all(connection)
        .await
        .map_err(database("look up the remembered keys"))?;
    let mut known = HashMap::with_capacity(rows.len());
    for row in rows {
        let read = || -> sqlx::Result<Remembered> {
            let sequence = u64::try_from(row.try_get::<i64, _>(1)?).unwrap_or(0);
            Ok(Remembered {
                sequence,
                memo: row.try_get(2)?,
            })
        };
        let remembered = read().map_err(database("read a remembered key"))?;
        if let Some(key) = bytes32(&row, 0) {
            known.insert(key, remembered);
        }
    }
    Ok(known)
}
