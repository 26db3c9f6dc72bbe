//! Takes what entries say into the tables, with how far that goes, in one transaction.

use crate::{
    Change, Filled, Object, Position, Transaction, What,
    object::kind_number,
    standing::{Read, Told},
};
use domain::{PartnerNumber, Subject};
use sqlx::{Connection, Row, SqliteConnection};
use std::collections::BTreeMap;

/// Most objects that are loaded or written by one statement.
const AT_ONCE: usize = 500;

/// The objects that changes speak of: as they were, and as they are.
struct Touched {
    before: Option<Object>,
    now: Object,
}

/// Takes the changes; tells of a whole fill among them.
pub async fn apply(
    connection: &mut SqliteConnection,
    changes: Vec<Change>,
    through: Position,
) -> sqlx::Result<Option<Filled>> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    let mut touched = load(&mut transaction, &changes).await?;
    let mut filled = None;
    for change in changes {
        if let What::Filled(whole) = change.what {
            filled = Some(whole);
        } else {
            take(&mut touched, change);
        }
    }
    // What is as it was costs no write.
    touched.retain(|_, one| one.before.as_ref() != Some(&one.now));
    tally(&mut transaction, &touched).await?;
    let now: Vec<Object> = touched.into_values().map(|one| one.now).collect();
    for some in now.chunks(AT_ONCE) {
        store(&mut transaction, some).await?;
    }
    note(&mut transaction, filled.as_ref(), through).await?;
    transaction.commit().await?;
    Ok(filled)
}

fn subject(change: &Change) -> Option<Subject> {
    match &change.what {
        What::Read { number, shows, .. } => Some(Subject {
            kind: shows.kind(),
            number: *number,
        }),
        What::Told { subject, .. } | What::Made { subject, .. } => Some(*subject),
        What::Filled(_) => None,
    }
}

fn take(touched: &mut BTreeMap<Subject, Touched>, change: Change) {
    let sequence = change.sequence;
    let Some(one) = subject(&change).and_then(|subject| touched.get_mut(&subject)) else {
        return;
    };
    match change.what {
        What::Read {
            at,
            status,
            created,
            changed,
            shows,
            ..
        } => {
            let read = Read {
                sequence,
                at,
                status,
            };
            one.now.read(read, (created, changed), shows);
        }
        What::Told { at, status, .. } => one.now.told(Told {
            sequence,
            at,
            status,
            said: None,
        }),
        What::Made { at, .. } => one.now.made(sequence, at),
        What::Filled(_) => {}
    }
}

async fn load(
    connection: &mut SqliteConnection,
    changes: &[Change],
) -> sqlx::Result<BTreeMap<Subject, Touched>> {
    let mut touched = BTreeMap::new();
    for subject in changes.iter().filter_map(subject) {
        touched.entry(subject).or_insert_with(|| Touched {
            before: None,
            now: Object::new(subject),
        });
    }
    let subjects: Vec<Subject> = touched.keys().copied().collect();
    for some in subjects.chunks(AT_ONCE) {
        let keys: Vec<(i64, u64)> = some
            .iter()
            .map(|one| (kind_number(one.kind), one.number.get()))
            .collect();
        let rows = sqlx::query(
            "SELECT object.doc FROM json_each(?) AS wanted CROSS JOIN object \
             ON object.kind = wanted.value ->> 0 AND object.number = wanted.value ->> 1",
        )
        .bind(serde_json::to_string(&keys).unwrap_or_default())
        .fetch_all(&mut *connection)
        .await?;
        for row in rows {
            let object = read_doc(row.try_get(0)?)?;
            if let Some(one) = touched.get_mut(&object.subject()) {
                one.now = object.clone();
                one.before = Some(object);
            }
        }
    }
    Ok(touched)
}

/// An object from its JSON; one that can't be read is no work of this format.
pub fn read_doc(doc: &str) -> sqlx::Result<Object> {
    serde_json::from_str(doc).map_err(|error| sqlx::Error::Protocol(error.to_string()))
}

fn write_doc(object: &Object) -> sqlx::Result<String> {
    serde_json::to_string(object).map_err(|error| sqlx::Error::Encode(error.into()))
}

/// One statement for many rows: they cross to the database as one JSON text.
async fn store(connection: &mut SqliteConnection, objects: &[Object]) -> sqlx::Result<()> {
    let mut rows = Vec::with_capacity(objects.len());
    let mut currencies: Vec<(i64, &str)> = Vec::new();
    let mut stays = Vec::new();
    let number = |one: Option<PartnerNumber>| one.map_or(0, PartnerNumber::get);
    for object in objects {
        let kind = kind_number(object.subject().kind);
        let transaction = object.transaction();
        let other_currency = transaction.and_then(|one| one.from_currency.as_deref());
        rows.push(serde_json::json!([
            kind,
            object.number.get(),
            object.status_key(),
            object.standing.since.0,
            object.created.map_or(0, |at| at.0),
            number(object.owner()),
            object.currency(),
            transaction.map_or(0, |one| one.variant()),
            number(transaction.and_then(|one| one.target)),
            number(transaction.and_then(|one| one.account)),
            other_currency.unwrap_or_default(),
            transaction.and_then(|one| one.changed).map_or(0, |at| at.0),
            object.name_key(),
            object.search_text(),
            write_doc(object)?,
        ]));
        currencies.push((kind, object.currency()));
        currencies.extend(other_currency.map(|symbol| (kind, symbol)));
        let left = transaction.into_iter().flat_map(Transaction::stays);
        stays.extend(left.map(|(place, status, ms)| {
            serde_json::json!([status, ms, object.number.get(), place])
        }));
    }
    sqlx::query(
        "INSERT INTO object (kind, number, status, since_ms, created_ms, owner, currency, \
         variant, target, account, other_currency, changed_ms, name_key, search, doc) \
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, \
         value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, \
         value ->> 12, value ->> 13, value ->> 14 FROM json_each(?) WHERE true \
         ON CONFLICT DO UPDATE SET status = excluded.status, since_ms = excluded.since_ms, \
         created_ms = excluded.created_ms, owner = excluded.owner, currency = excluded.currency, \
         variant = excluded.variant, target = excluded.target, account = excluded.account, \
         other_currency = excluded.other_currency, changed_ms = excluded.changed_ms, \
         name_key = excluded.name_key, search = excluded.search, doc = excluded.doc",
    )
    .bind(serde_json::Value::Array(rows).to_string())
    .execute(&mut *connection)
    .await?;
    let stays = serde_json::Value::Array(stays).to_string();
    store_beside(connection, currencies, stays).await
}

/// What stands beside the objects: the currencies that they have, and how long they stayed.
async fn store_beside(
    connection: &mut SqliteConnection,
    mut currencies: Vec<(i64, &str)>,
    stays: String,
) -> sqlx::Result<()> {
    currencies.retain(|(_, symbol)| !symbol.is_empty());
    currencies.sort_unstable();
    currencies.dedup();
    let symbols = serde_json::to_string(&currencies).unwrap_or_default();
    for (sql, rows) in [
        (
            "INSERT OR IGNORE INTO currency SELECT value ->> 0, value ->> 1 FROM json_each(?)",
            symbols,
        ),
        (
            "INSERT OR IGNORE INTO stay \
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)",
            stays,
        ),
    ] {
        if rows != "[]" {
            sqlx::query(sql)
                .bind(rows)
                .execute(&mut *connection)
                .await?;
        }
    }
    Ok(())
}

/// Counts anew what came under a status and what left one.
async fn tally(
    connection: &mut SqliteConnection,
    touched: &BTreeMap<Subject, Touched>,
) -> sqlx::Result<()> {
    let mut more: BTreeMap<(i64, &str), i64> = BTreeMap::new();
    for (subject, one) in touched {
        let kind = kind_number(subject.kind);
        let before = one.before.as_ref().map(Object::status_key);
        let now = one.now.status_key();
        if before == Some(now) {
            continue;
        }
        *more.entry((kind, now)).or_default() += 1;
        if let Some(before) = before {
            *more.entry((kind, before)).or_default() -= 1;
        }
    }
    for ((kind, status), more) in more {
        for sql in [
            "INSERT OR IGNORE INTO tally VALUES (?1, ?2, 0)",
            "UPDATE tally SET count = count + ?3 WHERE kind = ?1 AND status = ?2 AND ?3 <> 0",
        ] {
            sqlx::query(sql)
                .bind(kind)
                .bind(status)
                .bind(more)
                .execute(&mut *connection)
                .await?;
        }
    }
    Ok(())
}

async fn note(
    connection: &mut SqliteConnection,
    filled: Option<&Filled>,
    through: Position,
) -> sqlx::Result<()> {
    let filled = filled.and_then(|one| serde_json::to_string(one).ok());
    let done = sqlx::query(
        "UPDATE state SET followed = ?1, leaf_hash = ?2, filled = coalesce(?3, filled) \
         WHERE one = 1 AND followed < ?1",
    )
    .bind(i64::try_from(through.sequence).unwrap_or(i64::MAX))
    .bind(through.leaf_hash.to_vec())
    .bind(filled)
    .execute(connection)
    .await?;
    if done.rows_affected() == 1 {
        Ok(())
    } else {
        Err(sqlx::Error::RowNotFound)
    }
}
