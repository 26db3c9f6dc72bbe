//! Checks a stretch of entries with their parts against their leaves.

use crate::error::database;
use crate::store::nodes::signed;
use crate::store::stored::{self, Stored};
use crate::store::{PLACES, bytes32, is_corrupt, part_place};
use crate::{Damage, DamageKind, LedgerError};
use futures_util::TryStreamExt;
use ledger_format::{Hash, Leaf, PartCommitment, SubjectNumber, commitment};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row, SqliteConnection};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// What a stretch of entries turns out to be.
#[derive(Debug, Default)]
pub(crate) struct Examination {
    /// The hash of each entry's bytes, in order; of a missing entry it is all zeros.
    pub(crate) hashes: Vec<Hash>,
    /// All that is wrong.
    pub(crate) damage: Vec<Damage>,
    /// The subjects that the leaves name, with the entry's sequence.
    pub(crate) subjects: Vec<(u64, SubjectNumber)>,
}

/// Examines the entries of these sequences, which must all be there.
pub(crate) async fn examine(
    connection: &mut SqliteConnection,
    sequences: RangeInclusive<u64>,
) -> Result<Examination, LedgerError> {
    let mut examination = Examination::default();
    let mut rows = entries(connection, sequences.clone(), &mut examination.damage).await?;
    let mut leaves = BTreeMap::new();
    for sequence in sequences.clone() {
        let Some(row) = rows.remove(&sequence) else {
            examination.hashes.push([0; 32]);
            if !examination
                .damage
                .iter()
                .any(|damage| damage.sequence == Some(sequence))
            {
                examination
                    .damage
                    .push(named(sequence, DamageKind::Missing, "it is not there"));
            }
            continue;
        };
        let examined = row.examine();
        examination.hashes.push(examined.hash);
        examination.damage.extend(examined.damage);
        if let Some(mut leaf) = examined.leaf {
            let subjects = std::mem::take(&mut leaf.subjects);
            examination
                .subjects
                .extend(subjects.into_iter().map(|one| (sequence, one)));
            leaves.insert(sequence, leaf);
        }
    }
    parts(connection, sequences, &leaves, &mut examination.damage).await?;
    examination.damage.sort_by_key(|damage| damage.sequence);
    Ok(examination)
}

async fn entries(
    connection: &mut SqliteConnection,
    sequences: RangeInclusive<u64>,
    damage: &mut Vec<Damage>,
) -> Result<BTreeMap<u64, Stored>, LedgerError> {
    match entry_rows(connection, sequences.clone()).await {
        Ok(rows) => return Ok(by_sequence(&rows)),
        Err(error) if is_corrupt(&error) => {}
        Err(error) => return Err(database("read the entries")(error)),
    }
    let mut found = BTreeMap::new();
    for sequence in sequences {
        match entry_rows(connection, sequence..=sequence).await {
            Ok(rows) => found.extend(by_sequence(&rows)),
            Err(error) if is_corrupt(&error) => {
                damage.push(named(sequence, DamageKind::Unreadable, UNREADABLE));
            }
            Err(error) => return Err(database("read an entry")(error)),
        }
    }
    Ok(found)
}

/// Said of a row that the database can't read.
pub(crate) const UNREADABLE: &str = "its row can't be read from the file";

async fn entry_rows(
    connection: &mut SqliteConnection,
    sequences: RangeInclusive<u64>,
) -> sqlx::Result<Vec<SqliteRow>> {
    let columns = stored::COLUMNS;
    let sql =
        format!("SELECT {columns} FROM entry WHERE sequence BETWEEN ? AND ? ORDER BY sequence");
    sqlx::query(AssertSqlSafe(sql))
        .bind(signed(*sequences.start()))
        .bind(signed(*sequences.end()))
        .fetch_all(connection)
        .await
}

fn by_sequence(rows: &[SqliteRow]) -> BTreeMap<u64, Stored> {
    rows.iter()
        .filter_map(Stored::read)
        .map(|row| (row.sequence, row))
        .collect()
}

async fn parts(
    connection: &mut SqliteConnection,
    sequences: RangeInclusive<u64>,
    leaves: &BTreeMap<u64, Leaf>,
    damage: &mut Vec<Damage>,
) -> Result<(), LedgerError> {
    let before = damage.len();
    match part_rows(connection, sequences.clone(), leaves, damage).await {
        Ok(()) => return Ok(()),
        Err(error) if is_corrupt(&error) => damage.truncate(before),
        Err(error) => return Err(database("read the parts")(error)),
    }
    for sequence in sequences {
        match part_rows(connection, sequence..=sequence, leaves, damage).await {
            Ok(()) => {}
            Err(error) if is_corrupt(&error) => {
                let detail = "its parts can't be read from the file";
                damage.push(named(sequence, DamageKind::Part, detail));
            }
            Err(error) => return Err(database("read an entry's parts")(error)),
        }
    }
    Ok(())
}

async fn part_rows(
    connection: &mut SqliteConnection,
    sequences: RangeInclusive<u64>,
    leaves: &BTreeMap<u64, Leaf>,
    damage: &mut Vec<Damage>,
) -> sqlx::Result<()> {
    let mut rows = sqlx::query(
        "SELECT place, salt, value FROM part WHERE place BETWEEN ? AND ? ORDER BY place",
    )
    .bind(part_place(*sequences.start()))
    .bind(part_place(sequences.end().saturating_add(1)).saturating_sub(1))
    .fetch(connection);
    while let Some(row) = rows.try_next().await? {
        let place = u64::try_from(row.try_get::<i64, _>(0).unwrap_or(0)).unwrap_or(0);
        let (sequence, place) = (place / PLACES, place % PLACES);
        let Some(leaf) = leaves.get(&sequence) else {
            continue;
        };
        let part = usize::try_from(place)
            .ok()
            .and_then(|place| leaf.parts.get(place));
        if let Some(detail) = part_fault(part, &row) {
            damage.push(Damage {
                sequence: Some(sequence),
                kind: DamageKind::Part,
                detail,
            });
        }
    }
    Ok(())
}

/// What is wrong with a row of place, salt and value, if anything is. `part` is what the leaf has
/// at its place.
pub(crate) fn part_fault(part: Option<&PartCommitment>, row: &SqliteRow) -> Option<String> {
    let Some(PartCommitment {
        name,
        commitment: kept,
    }) = part
    else {
        return Some("a part stands with it that it does not name".to_owned());
    };
    let (Some(salt), Ok(value)) = (bytes32(row, 1), row.try_get::<&[u8], _>(2)) else {
        return Some(format!("its part {name:?} can't be read"));
    };
    let agrees = *kept == commitment(name, &salt, value);
    (!agrees).then(|| format!("its part {name:?} is not what it commits to"))
}

/// The subjects among these that the index does not hold as the leaves do.
pub(crate) async fn subjects_astray(
    connection: &mut SqliteConnection,
    subjects: &[(u64, SubjectNumber)],
) -> Result<Vec<Damage>, LedgerError> {
    let wanted: Vec<_> = subjects
        .iter()
        .map(|(sequence, one)| (&one.name, sequence))
        .collect();
    let rows = sqlx::query(
        "SELECT (SELECT number FROM subject_entry \
                 WHERE subject = wanted.value ->> 0 AND sequence = wanted.value ->> 1) \
         FROM json_each(?) AS wanted ORDER BY wanted.key",
    )
    .bind(serde_json::to_string(&wanted).unwrap_or_default())
    .fetch_all(connection)
    .await;
    let rows = match rows {
        Ok(rows) => rows,
        Err(error) if is_corrupt(&error) => {
            let detail = "the index of subjects can't be read from the file".to_owned();
            return Ok(vec![Damage {
                sequence: None,
                kind: DamageKind::Subject,
                detail,
            }]);
        }
        Err(error) => return Err(database("read the subjects")(error)),
    };
    let astray = subjects.iter().zip(rows).filter(|((_, one), row)| {
        let number = row.try_get::<Option<i64>, _>(0).ok().flatten();
        number != Some(signed(one.number))
    });
    Ok(astray
        .map(|((sequence, one), _)| {
            let detail = format!(
                "the index of subjects does not hold it as number {} of {:?}",
                one.number, one.name
            );
            Damage {
                sequence: Some(*sequence),
                kind: DamageKind::Subject,
                detail,
            }
        })
        .collect())
}

/// Damage of one entry.
pub(crate) fn named(sequence: u64, kind: DamageKind, detail: &str) -> Damage {
    Damage {
        sequence: Some(sequence),
        kind,
        detail: detail.to_owned(),
    }
}
