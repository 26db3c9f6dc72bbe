//! What stands beside the entries: the index of subjects, remembered keys, strays, the file itself.

use super::connect;
use super::stretches::Keys;
use crate::error::database;
use crate::examine::{examine, named, subjects_astray};
use crate::store::nodes::signed;
use crate::store::{PLACES, is_corrupt, seen_mark};
use crate::{Damage, DamageKind, LedgerError};
use futures_util::TryStreamExt;
use ledger_format::Leaf;
use sqlx::{Row, SqliteConnection};
use std::path::Path;
use tokio::task::JoinHandle;

/// Entries looked at together where the index of subjects is compared one by one.
const STRETCH_ENTRIES: u64 = 512;

/// What the indexes turn out to be.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// Sum of the fingerprints of the index of subjects.
    pub(super) print: u128,
    pub(super) damage: Vec<Damage>,
}

/// The check of all indexes, running beside that of the entries.
pub(super) struct Indexes {
    task: JoinHandle<Result<Checked, LedgerError>>,
}

impl Drop for Indexes {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Indexes {
    pub(super) fn start(dir: &Path, size: u64, keys: Keys) -> Self {
        let dir = dir.to_owned();
        let task = tokio::spawn(async move {
            let mut connection = connect(&dir).await?;
            let mut checked = Checked::default();
            subjects(&mut connection, size, &keys, &mut checked).await?;
            seen(&mut connection, &mut checked.damage).await?;
            strays(&mut connection, &mut checked.damage).await?;
            structure(&mut connection, &mut checked.damage).await?;
            Ok(checked)
        });
        Self { task }
    }

    pub(super) async fn finish(mut self) -> Result<Checked, LedgerError> {
        let stopped = |_| database("finish the check")(sqlx::Error::WorkerCrashed);
        (&mut self.task).await.map_err(stopped)?
    }
}

/// Damage of the file where it belongs to no entry.
fn of_file(kind: DamageKind, detail: impl Into<String>) -> Damage {
    Damage {
        sequence: None,
        kind,
        detail: detail.into(),
    }
}

/// Each subject's numbers must be 1, 2, 3… in the order of the entries.
async fn subjects(
    connection: &mut SqliteConnection,
    size: u64,
    keys: &Keys,
    checked: &mut Checked,
) -> Result<(), LedgerError> {
    let mut rows = sqlx::query(
        "SELECT subject, sequence, number FROM subject_entry ORDER BY subject, sequence",
    )
    .fetch(connection);
    let (mut subject, mut last) = (String::new(), 0);
    loop {
        let row = match rows.try_next().await {
            Ok(Some(row)) => row,
            Ok(None) => return Ok(()),
            Err(error) if is_corrupt(&error) => {
                let detail = "the index of subjects can't be read from the file";
                checked.damage.push(of_file(DamageKind::Subject, detail));
                return Ok(());
            }
            Err(error) => return Err(database("read the index of subjects")(error)),
        };
        let read = || {
            let name = row.try_get::<&str, _>(0).ok()?;
            let sequence = u64::try_from(row.try_get::<i64, _>(1).ok()?).ok()?;
            let number = u64::try_from(row.try_get::<i64, _>(2).ok()?).ok()?;
            Some((name, sequence, number))
        };
        let Some((name, sequence, number)) = read() else {
            let detail = "a row of the index of subjects can't be read";
            checked.damage.push(of_file(DamageKind::Subject, detail));
            continue;
        };
        if sequence > size {
            // It came while the check ran, or is found among the strays.
            continue;
        }
        if name != subject {
            name.clone_into(&mut subject);
            last = 0;
        }
        last += 1;
        if number != last {
            let detail = format!("it is number {number} of {name:?} and not {last}");
            checked
                .damage
                .push(named(sequence, DamageKind::Subject, &detail));
            last = number;
        }
        checked.print = checked
            .print
            .wrapping_add(keys.print(name, sequence, number));
    }
}

async fn seen(
    connection: &mut SqliteConnection,
    damage: &mut Vec<Damage>,
) -> Result<(), LedgerError> {
    let mut rows = sqlx::query("SELECT key, sequence, memo, mark FROM seen").fetch(connection);
    loop {
        let row = match rows.try_next().await {
            Ok(Some(row)) => row,
            Ok(None) => return Ok(()),
            Err(error) if is_corrupt(&error) => {
                let detail = "the index of remembered keys can't be read from the file";
                damage.push(of_file(DamageKind::Remembered, detail));
                return Ok(());
            }
            Err(error) => return Err(database("read the remembered keys")(error)),
        };
        let column = |column| row.try_get::<&[u8], _>(column).unwrap_or_default();
        let sequence = row.try_get::<i64, _>(1).unwrap_or_default();
        if column(3) != seen_mark(column(0), sequence, column(2)) {
            damage.push(Damage {
                sequence: u64::try_from(sequence).ok(),
                kind: DamageKind::Remembered,
                detail: "what was remembered with it is not as it was written".to_owned(),
            });
        }
    }
}

/// Rows that belong to no entry up to the head.
async fn strays(
    connection: &mut SqliteConnection,
    damage: &mut Vec<Damage>,
) -> Result<(), LedgerError> {
    let searches = [
        (
            "SELECT sequence FROM entry WHERE sequence > (SELECT size FROM head) LIMIT 100",
            "it",
        ),
        (
            "SELECT sequence FROM subject_entry \
             WHERE sequence < 1 OR sequence > (SELECT size FROM head) LIMIT 100",
            "a subject of it",
        ),
        (
            "SELECT place / ?1 FROM part WHERE place < ?1 \
             OR place >= ((SELECT size FROM head) + 1) * ?1 LIMIT 100",
            "a part of it",
        ),
    ];
    for (search, what) in searches {
        let rows = sqlx::query(search)
            .bind(signed(PLACES))
            .fetch_all(&mut *connection)
            .await;
        match rows {
            Ok(rows) => damage.extend(rows.iter().map(|row| {
                Damage {
                    sequence: row
                        .try_get::<i64, _>(0)
                        .ok()
                        .and_then(|one| u64::try_from(one).ok()),
                    kind: DamageKind::Unexpected,
                    detail: format!("{what} stands where the ledger has no entry"),
                }
            })),
            Err(error) if is_corrupt(&error) => {
                damage.push(of_file(
                    DamageKind::File,
                    "its end can't be read from the file",
                ));
            }
            Err(error) => return Err(database("look for stray rows")(error)),
        }
    }
    Ok(())
}

/// The database's own structure, which no row tells of.
async fn structure(
    connection: &mut SqliteConnection,
    damage: &mut Vec<Damage>,
) -> Result<(), LedgerError> {
    match sqlx::query_scalar::<_, String>("PRAGMA integrity_check(100)")
        .fetch_all(connection)
        .await
    {
        Ok(found) => {
            let found = found.into_iter().filter(|line| line != "ok");
            damage.extend(found.map(|line| of_file(DamageKind::File, line)));
            Ok(())
        }
        Err(error) if is_corrupt(&error) => {
            damage.push(of_file(DamageKind::File, "its structure can't be read"));
            Ok(())
        }
        Err(error) => Err(database("check the file's structure")(error)),
    }
}

/// Which entries' subjects are not in the index as the leaves say, and which rows have no leaf.
pub(super) async fn subjects_exactly(
    connection: &mut SqliteConnection,
    size: u64,
) -> Result<Vec<Damage>, LedgerError> {
    let mut damage = Vec::new();
    let mut first = 1;
    while first <= size {
        let last = size.min(first + STRETCH_ENTRIES - 1);
        let examined = examine(connection, first..=last).await?;
        damage.append(&mut subjects_astray(connection, &examined.subjects).await?);
        first = last + 1;
    }
    let rows = sqlx::query(
        "SELECT subject, s.sequence, number, leaf FROM subject_entry AS s \
         LEFT JOIN entry AS e ON e.sequence = s.sequence WHERE s.sequence BETWEEN 1 AND ?",
    )
    .bind(signed(size))
    .fetch(connection);
    let found = rows.try_for_each(|row| {
        let read = || -> Option<(String, u64, u64, Leaf)> {
            let sequence = u64::try_from(row.try_get::<i64, _>(1).ok()?).ok()?;
            let number = u64::try_from(row.try_get::<i64, _>(2).ok()?).ok()?;
            let leaf = Leaf::decode(row.try_get(3).ok()?).ok()?;
            Some((row.try_get(0).ok()?, sequence, number, leaf))
        };
        if let Some((name, sequence, number, leaf)) = read()
            && !leaf
                .subjects
                .iter()
                .any(|one| one.name == name && one.number == number)
        {
            let detail = format!("the index of subjects holds it as number {number} of {name:?}");
            damage.push(named(sequence, DamageKind::Subject, &detail));
        }
        futures_util::future::ready(Ok(()))
    });
    match found.await {
        Ok(()) => {}
        Err(error) if is_corrupt(&error) => {}
        Err(error) => return Err(database("compare the index of subjects")(error)),
    }
    Ok(damage)
}
