//! The SQLite file: how it is opened, and what shows that it is a ledger of this format.

pub(crate) mod nodes;
pub(crate) mod stored;

use crate::error::database;
use crate::{Damage, DamageKind, LedgerError, WriterOptions, folder};
use ledger_format::{Hash, empty_root};
use sha2::{Digest, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteRow, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, Row, SqliteConnection};
use std::path::Path;
use std::time::Duration;

/// `PCLG` in SQLite's header: a ledger of this program.
const APPLICATION_ID: u32 = 0x5043_4C47;
/// The format of the file: tables and leaf encoding.
pub(crate) const FORMAT: u32 = 1;
/// How long a statement waits for another process that writes; only an eraser could.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Rows that the database may read ahead of us.
const ROWS_AHEAD_MAX: usize = 256;

/// What a file turns out to be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing is in it yet.
    Empty,
    /// A ledger of [`FORMAT`].
    Ledger,
}

/// How the file is opened for reading; nothing can be changed through such a connection.
pub(crate) fn reading(dir: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(folder::database_file(dir))
        .read_only(true)
        .busy_timeout(BUSY_TIMEOUT)
        .row_buffer_size(ROWS_AHEAD_MAX)
        .pragma("query_only", "1")
        .pragma("trusted_schema", "0")
        .pragma("cell_size_check", "1")
        .pragma("cache_size", "-4096")
        .disable_statement_logging()
}

/// How the file is opened for writing.
pub(crate) fn writing(dir: &Path, options: WriterOptions) -> SqliteConnectOptions {
    let connect = SqliteConnectOptions::new()
        .filename(folder::database_file(dir))
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT)
        // Only macOS knows these: there fsync alone does not reach the disk.
        .pragma("fullfsync", "1")
        .pragma("checkpoint_fullfsync", "1")
        .pragma("secure_delete", "1")
        .pragma("trusted_schema", "0")
        .pragma("cell_size_check", "1")
        .pragma("temp_store", "2")
        .pragma("cache_size", "-16384")
        .pragma("wal_autocheckpoint", "16000")
        .pragma("journal_size_limit", "67108864")
        .disable_statement_logging();
    match options.max_page_count {
        Some(pages) => connect.pragma("max_page_count", pages.to_string()),
        None => connect,
    }
}

/// Looks at the file without changing it.
pub(crate) async fn look(dir: &Path) -> Result<Found, LedgerError> {
    let looked = match reading(dir).connect().await {
        Ok(mut connection) => {
            let looked = look_through(&mut connection).await;
            connection.close().await.ok();
            looked
        }
        Err(source) => Err(source),
    };
    let (application, format, objects) = match looked {
        Ok(looked) => looked,
        Err(source) if is_not_a_database(&source) => return Err(not_a_ledger(dir)),
        Err(source) => return Err(database("open the ledger")(source)),
    };
    match (application, format) {
        (0, 0) if objects == 0 => Ok(Found::Empty),
        (APPLICATION_ID, FORMAT) => Ok(Found::Ledger),
        (APPLICATION_ID, found) if found > FORMAT => Err(LedgerError::Newer {
            found,
            known: FORMAT,
        }),
        _ => Err(not_a_ledger(dir)),
    }
}

async fn look_through(connection: &mut SqliteConnection) -> sqlx::Result<(u32, u32, u32)> {
    let application: i32 = sqlx::query_scalar("PRAGMA application_id")
        .fetch_one(&mut *connection)
        .await?;
    let format: i32 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(&mut *connection)
        .await?;
    let objects: i64 =
        sqlx::query_scalar("SELECT count(*) FROM (SELECT 1 FROM sqlite_schema LIMIT 1)")
            .fetch_one(connection)
            .await?;
    Ok((
        application.cast_unsigned(),
        format.cast_unsigned(),
        u32::from(objects != 0),
    ))
}

fn not_a_ledger(dir: &Path) -> LedgerError {
    LedgerError::NotALedger {
        file: folder::database_file(dir),
    }
}

/// Writes the tables of [`FORMAT`] into an empty file, all of them or none.
pub(crate) async fn create(connection: &mut SqliteConnection) -> Result<(), LedgerError> {
    let mut salt = [0; 32];
    getrandom::fill(&mut salt).map_err(|_| LedgerError::Random)?;
    let failed = database("create the ledger's tables");
    let mut transaction = connection
        .begin_with("BEGIN IMMEDIATE")
        .await
        .map_err(&failed)?;
    sqlx::raw_sql(include_str!("schema.sql"))
        .execute(&mut *transaction)
        .await
        .map_err(&failed)?;
    // These two are part of the transaction. 1346587719 is `PCLG`; a pragma takes no parameters.
    sqlx::raw_sql("PRAGMA application_id = 1346587719; PRAGMA user_version = 1")
        .execute(&mut *transaction)
        .await
        .map_err(&failed)?;
    sqlx::query("INSERT INTO meta (name, value, mark) VALUES ('index_salt', ?, ?)")
        .bind(salt.to_vec())
        .bind(salt_mark(&salt).to_vec())
        .execute(&mut *transaction)
        .await
        .map_err(&failed)?;
    sqlx::query("INSERT INTO head (one, size, root) VALUES (1, 0, ?)")
        .bind(empty_root().to_vec())
        .execute(&mut *transaction)
        .await
        .map_err(&failed)?;
    transaction.commit().await.map_err(&failed)
}

/// The ledger's own random bytes; damage if they are not as they were written.
pub(crate) async fn index_salt(
    connection: &mut SqliteConnection,
) -> Result<Result<[u8; 32], Damage>, LedgerError> {
    let row = sqlx::query("SELECT value, mark FROM meta WHERE name = 'index_salt'")
        .fetch_optional(connection)
        .await
        .map_err(database("read the ledger's salt"))?;
    let whole = row.and_then(|row| {
        let salt = bytes32(&row, 0)?;
        (row.try_get::<&[u8], _>(1).ok()? == salt_mark(&salt)).then_some(salt)
    });
    Ok(whole.ok_or_else(|| Damage {
        sequence: None,
        kind: DamageKind::Remembered,
        detail: "the salt of the index of remembered keys is not as it was written".to_owned(),
    }))
}

fn salt_mark(salt: &[u8; 32]) -> [u8; 8] {
    mark(
        Sha256::new()
            .chain_update(b"PCLEDGER-SALT")
            .chain_update(salt),
    )
}

/// What stands beside a remembered key, so that a changed row is found.
pub(crate) fn seen_mark(key: &[u8], sequence: i64, memo: &[u8]) -> [u8; 8] {
    mark(
        Sha256::new()
            .chain_update(b"PCLEDGER-SEEN")
            .chain_update(sequence.to_be_bytes())
            .chain_update(key)
            .chain_update(memo),
    )
}

/// Enough to find a changed row; what must not be forged stands in the leaves.
fn mark(hashed: Sha256) -> [u8; 8] {
    let hash: Hash = hashed.finalize().into();
    hash.first_chunk().copied().unwrap_or_default()
}

/// A column of 32 bytes; none if it is anything else.
pub(crate) fn bytes32(row: &SqliteRow, column: usize) -> Option<[u8; 32]> {
    row.try_get::<&[u8], _>(column).ok()?.try_into().ok()
}

/// The size and root that the last commit wrote.
pub(crate) async fn head(connection: &mut SqliteConnection) -> Result<crate::Head, LedgerError> {
    let row = sqlx::query("SELECT size, root FROM head WHERE one = 1")
        .fetch_optional(connection)
        .await
        .map_err(database("read the ledger's head"))?;
    let read = row.and_then(|row| {
        let size = u64::try_from(row.try_get::<i64, _>(0).ok()?).ok()?;
        Some(crate::Head {
            size,
            root: bytes32(&row, 1)?,
        })
    });
    read.ok_or_else(|| {
        LedgerError::Damaged(vec![Damage {
            sequence: None,
            kind: DamageKind::Head,
            detail: "its size and root can't be read".to_owned(),
        }])
    })
}

/// Where the parts of an entry begin: the place of the first, one more for each further.
pub(crate) fn part_place(sequence: u64) -> i64 {
    nodes::signed(sequence.saturating_mul(PLACES))
}

/// Places of each entry: as many as a leaf may have parts.
pub(crate) const PLACES: u64 = 1024;
const _: () = assert!(ledger_format::COUNT_MAX == 1024);

/// SQLite's primary result code of a failure, if it was SQLite that failed.
pub(crate) fn result_code(error: &sqlx::Error) -> Option<i32> {
    error.as_database_error()?.code()?.parse().ok()
}

/// Whether the failure says that the file is broken (`SQLITE_CORRUPT`, `SQLITE_NOTADB`).
pub(crate) fn is_corrupt(error: &sqlx::Error) -> bool {
    result_code(error).is_some_and(|code| matches!(code & 0xFF, 11 | 26))
}

fn is_not_a_database(error: &sqlx::Error) -> bool {
    result_code(error).is_some_and(|code| code & 0xFF == 26)
}

/// Whether the failure says that the disk is full: `SQLITE_FULL`, or no room for the WAL's index
/// (`SQLITE_IOERR_SHMSIZE`).
pub(crate) fn is_full(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(error) => error.kind() == std::io::ErrorKind::StorageFull,
        _ => result_code(error).is_some_and(|code| code & 0xFF == 13 || code == 4874),
    }
}
