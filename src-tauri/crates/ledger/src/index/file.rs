//! The index's file: opened if it is an index of this ledger, else thrown away and made anew.

use super::{Describe, Rebuilt};
use crate::store::nodes::signed;
use crate::store::{bytes32, is_corrupt, result_code};
use crate::{IndexError, LedgerError, Reader, folder};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, Row, SqliteConnection};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// `PCIX` in SQLite's header: an index of this program.
const APPLICATION_ID: i32 = 0x5043_4958;
/// The format of the file.
const FORMAT: i32 = 1;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The files of all indexes in the ledger's folder, logs and all. Each index has a name that none
/// had before: SQLite removes a log by its name when a file's last connection ends, and an old
/// index may have some that still do.
fn files(dir: &Path) -> Result<Vec<PathBuf>, IndexError> {
    let failed = |source| failed("look for", dir.join("index-*.db"), source);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("index-") && name.contains(".db") {
            found.push(dir.join(&*name));
        }
    }
    Ok(found)
}

/// How the index is read.
pub(super) fn reading(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .read_only(true)
        .busy_timeout(BUSY_TIMEOUT)
        .row_buffer_size(1024)
        .pragma("query_only", "1")
        .pragma("trusted_schema", "0")
        .pragma("cell_size_check", "1")
        .pragma("cache_size", "-8192")
        .disable_statement_logging()
}

/// How the index is written: a power cut may cost its last rows, which the ledger has.
fn writing(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .busy_timeout(BUSY_TIMEOUT)
        // What was erased from the ledger must not stay here either.
        .pragma("secure_delete", "1")
        .pragma("trusted_schema", "0")
        .pragma("cell_size_check", "1")
        .pragma("temp_store", "2")
        .pragma("cache_size", "-32768")
        .pragma("wal_autocheckpoint", "4000")
        .pragma("journal_size_limit", "33554432")
        .disable_statement_logging()
}

/// An open index.
pub(super) struct Opened {
    pub(super) file: PathBuf,
    pub(super) connection: SqliteConnection,
    /// How far it goes.
    pub(super) indexed: u64,
}

/// Throws away what is there and makes an empty index.
pub(super) async fn anew(
    dir: &Path,
    reader: &Reader,
    describe: &Describe,
) -> Result<Opened, IndexError> {
    for file in files(dir)? {
        match std::fs::remove_file(&file) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                // It is not used again, and is tried again next time.
                tracing::warn!(%source, file = %file.display(), "an old index is still there");
            }
            _ => {}
        }
    }
    let mut name = [0; 8];
    getrandom::fill(&mut name).map_err(|_| LedgerError::Random)?;
    let file = dir.join(format!("index-{}.db", hex::encode(name)));
    folder::open_private(&file).map_err(|source| failed("make", file.clone(), source))?;
    let ledger = reader.identity().await?;
    let create = async {
        let mut connection = writing(&file).connect().await?;
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::raw_sql(include_str!("schema.sql"))
            .execute(&mut *transaction)
            .await?;
        // 1346586968 is `PCIX`; a pragma takes no parameters.
        sqlx::raw_sql("PRAGMA application_id = 1346586968; PRAGMA user_version = 1")
            .execute(&mut *transaction)
            .await?;
        sqlx::query("INSERT INTO state VALUES (1, ?, ?, 0, zeroblob(32), 0)")
            .bind(ledger.to_vec())
            .bind(i64::from(describe.version))
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(connection)
    };
    let connection = create.await.map_err(database("make a new index"))?;
    Ok(Opened {
        file,
        connection,
        indexed: 0,
    })
}

/// The index that is there, or why it can't be used.
pub(super) async fn existing(
    dir: &Path,
    reader: &Reader,
    describe: &Describe,
) -> Result<Result<Opened, Rebuilt>, IndexError> {
    let mut files = files(dir)?.into_iter();
    let mut files = files
        .by_ref()
        .filter(|file| file.extension() == Some("db".as_ref()));
    let Some(file) = files.next() else {
        return Ok(Err(Rebuilt::Absent));
    };
    if files.next().is_some() {
        // The program ended while it replaced one by the other.
        return Ok(Err(Rebuilt::Unreadable));
    }
    let mut connection = match writing(&file).connect().await {
        Ok(connection) => connection,
        Err(error) if is_broken(&error) => return Ok(Err(Rebuilt::Unreadable)),
        Err(error) => return Err(database("open the index")(error)),
    };
    let why = match fit(&mut connection, reader, describe).await {
        Ok(Ok(indexed)) => {
            return Ok(Ok(Opened {
                file,
                connection,
                indexed,
            }));
        }
        Ok(Err(why)) => why,
        Err(IndexError::Database { source, .. }) if is_broken(&source) => Rebuilt::Unreadable,
        Err(error) => return Err(error),
    };
    connection.close_hard().await.ok();
    Ok(Err(why))
}

/// How far the index goes, if it is one of this ledger, made by this description.
async fn fit(
    connection: &mut SqliteConnection,
    reader: &Reader,
    describe: &Describe,
) -> Result<Result<u64, Rebuilt>, IndexError> {
    let failed = database("read the index's state");
    let mut numbers = Vec::new();
    for pragma in ["PRAGMA application_id", "PRAGMA user_version"] {
        let number: i32 = sqlx::query_scalar(pragma)
            .fetch_one(&mut *connection)
            .await
            .map_err(&failed)?;
        numbers.push(number);
    }
    match numbers.as_slice() {
        [APPLICATION_ID, FORMAT] => {}
        [APPLICATION_ID, _] => return Ok(Err(Rebuilt::OtherVersion)),
        _ => return Ok(Err(Rebuilt::Unreadable)),
    }
    let row = sqlx::query("SELECT ledger, described, indexed, leaf_hash FROM state WHERE one = 1")
        .fetch_optional(connection)
        .await
        .map_err(&failed)?;
    let read = row.and_then(|row| {
        let described = row.try_get::<i64, _>(1).ok()?;
        let indexed = u64::try_from(row.try_get::<i64, _>(2).ok()?).ok()?;
        Some((bytes32(&row, 0)?, described, indexed, bytes32(&row, 3)?))
    });
    let Some((ledger, described, indexed, leaf_hash)) = read else {
        return Ok(Err(Rebuilt::Unreadable));
    };
    if ledger != reader.identity().await? {
        return Ok(Err(Rebuilt::OtherLedger));
    }
    if described != i64::from(describe.version) {
        return Ok(Err(Rebuilt::OtherVersion));
    }
    if indexed == 0 {
        return Ok(Ok(0));
    }
    // A ledger that was put back from a copy may go on otherwise than this index saw it.
    Ok(match reader.entry(indexed).await? {
        Some(entry) if entry.leaf_hash == leaf_hash => Ok(indexed),
        Some(_) => Err(Rebuilt::OtherLedger),
        None => Err(Rebuilt::Ahead),
    })
}

/// Notes how far the index goes, as part of the transaction that brings it there.
pub(super) async fn note(
    connection: &mut SqliteConnection,
    indexed: u64,
    leaf_hash: [u8; 32],
    next_word: u32,
) -> sqlx::Result<()> {
    let done = sqlx::query(
        "UPDATE state SET indexed = ?1, leaf_hash = ?2, next_word = ?3 \
         WHERE one = 1 AND indexed < ?1",
    )
    .bind(signed(indexed))
    .bind(leaf_hash.to_vec())
    .bind(i64::from(next_word))
    .execute(connection)
    .await?;
    if done.rows_affected() == 1 {
        Ok(())
    } else {
        Err(sqlx::Error::RowNotFound)
    }
}

/// Names what was tried when the index's database failed.
pub(super) fn database(doing: &'static str) -> impl Fn(sqlx::Error) -> IndexError {
    move |source| IndexError::Database { doing, source }
}

/// Whether the failure says that the file is no good, so that a new one is the remedy.
pub(super) fn is_broken(error: &sqlx::Error) -> bool {
    match error {
        // A number or a set that no index of this format holds, a column that is not there.
        sqlx::Error::Protocol(_) | sqlx::Error::ColumnDecode { .. } | sqlx::Error::RowNotFound => {
            true
        }
        // SQLITE_ERROR: a table that is not there.
        _ => is_corrupt(error) || result_code(error) == Some(1),
    }
}

fn failed(doing: &'static str, file: PathBuf, source: io::Error) -> IndexError {
    IndexError::File {
        doing,
        file,
        source,
    }
}

/// Locks the index for this program. The lock lasts as long as the file is held.
pub(super) fn lock(dir: &Path) -> Result<std::fs::File, IndexError> {
    let file = dir.join("index.lock");
    match folder::take_lock(&file) {
        Ok(Some(lock)) => Ok(lock),
        Ok(None) => Err(IndexError::InUse),
        Err(source) => Err(failed("lock", file, source)),
    }
}
