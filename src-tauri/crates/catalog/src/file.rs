//! The catalog's file: opened if it was made from this ledger, else thrown away and made anew.

use crate::{
    CatalogError, Filled, Origin, Position, Rebuilt, Unfinished,
    error::{database, is_broken},
};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteRow, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, Row, SqliteConnection};
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// `PCCT` in SQLite's header: a catalog of this program.
const APPLICATION_ID: i32 = 0x5043_4354;
/// The format of the file.
const FORMAT: i32 = 2;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// How it is read.
pub fn reading(file: &Path) -> SqliteConnectOptions {
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

/// How it is written: a power cut may cost its last rows, which the ledger has.
pub fn writing(file: &Path) -> SqliteConnectOptions {
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
        .pragma("cache_size", "-16384")
        .pragma("wal_autocheckpoint", "4000")
        .pragma("journal_size_limit", "33554432")
        .disable_statement_logging()
}

/// An open catalog.
pub struct Opened {
    pub file: PathBuf,
    pub connection: SqliteConnection,
    pub kept: Kept,
}

/// What the table of state holds.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    pub position: Position,
    pub filled: Option<Filled>,
    pub unfinished: Option<Unfinished>,
}

fn failed(doing: &'static str, file: PathBuf) -> impl Fn(io::Error) -> CatalogError {
    move |source| CatalogError::File {
        doing,
        file: file.clone(),
        source,
    }
}

/// Opens a file that other users can't read; makes it if it is not there.
fn open_private(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(file)
}

/// Locks the catalog for this program. The lock lasts as long as the file is held.
pub fn lock(dir: &Path) -> Result<File, CatalogError> {
    let file = dir.join("catalog.lock");
    let lock = open_private(&file).map_err(failed("open", file.clone()))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(CatalogError::InUse),
        Err(TryLockError::Error(source)) => Err(failed("lock", file)(source)),
    }
}

/// The files of all catalogs in the folder, logs and all. Each catalog has a name that none had
/// before: SQLite removes a log by its name when a file's last connection ends, and an old catalog
/// may have some that still do.
fn files(dir: &Path) -> Result<Vec<PathBuf>, CatalogError> {
    let failed = failed("look for", dir.join("catalog-*.db"));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(&failed)? {
        let name = entry.map_err(&failed)?.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("catalog-") && name.contains(".db") {
            found.push(dir.join(&*name));
        }
    }
    Ok(found)
}

/// Throws away what is there and makes an empty catalog.
pub async fn anew(dir: &Path, origin: &Origin) -> Result<Opened, CatalogError> {
    for file in files(dir)? {
        match std::fs::remove_file(&file) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                // It is not used again, and is tried again next time.
                tracing::warn!(%source, file = %file.display(), "an old catalog is still there");
            }
            _ => {}
        }
    }
    let mut name = [0; 8];
    getrandom::fill(&mut name).map_err(|_| CatalogError::Random)?;
    let file = dir.join(format!("catalog-{}.db", hex::encode(name)));
    open_private(&file).map_err(failed("make", file.clone()))?;
    let create = async {
        let mut connection = writing(&file).connect().await?;
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::raw_sql(include_str!("schema.sql"))
            .execute(&mut *transaction)
            .await?;
        // 1346585428 is `PCCT`; a pragma takes no parameters.
        sqlx::raw_sql("PRAGMA application_id = 1346585428; PRAGMA user_version = 2")
            .execute(&mut *transaction)
            .await?;
        sqlx::query("INSERT INTO state VALUES (1, ?, ?, 0, zeroblob(32), NULL, NULL)")
            .bind(origin.ledger.to_vec())
            .bind(i64::from(origin.version))
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(connection)
    };
    let connection = create.await.map_err(database("make a new file for"))?;
    let kept = Kept::default();
    Ok(Opened {
        file,
        connection,
        kept,
    })
}

/// The catalog that is there, or why it can't be used.
pub async fn existing(
    dir: &Path,
    origin: &Origin,
) -> Result<Result<Opened, Rebuilt>, CatalogError> {
    let mut files = files(dir)?;
    files.retain(|file| file.extension() == Some("db".as_ref()));
    let file = match files.as_slice() {
        [] => return Ok(Err(Rebuilt::Absent)),
        [file] => file.clone(),
        // The program ended while it replaced one by the other.
        [..] => return Ok(Err(Rebuilt::Unreadable)),
    };
    let mut connection = match writing(&file).connect().await {
        Ok(connection) => connection,
        Err(error) if is_broken(&error) => return Ok(Err(Rebuilt::Unreadable)),
        Err(error) => return Err(database("open")(error)),
    };
    let why = match fit(&mut connection, origin).await {
        Ok(Ok(kept)) => {
            return Ok(Ok(Opened {
                file,
                connection,
                kept,
            }));
        }
        Ok(Err(why)) => why,
        Err(error) if is_broken(&error) => Rebuilt::Unreadable,
        Err(error) => return Err(database("read the state of")(error)),
    };
    connection.close_hard().await.ok();
    Ok(Err(why))
}

/// What it holds, if it was made from this ledger by this version.
async fn fit(
    connection: &mut SqliteConnection,
    origin: &Origin,
) -> sqlx::Result<Result<Kept, Rebuilt>> {
    let mut numbers = Vec::new();
    for pragma in ["PRAGMA application_id", "PRAGMA user_version"] {
        let number: i32 = sqlx::query_scalar(pragma)
            .fetch_one(&mut *connection)
            .await?;
        numbers.push(number);
    }
    match numbers.as_slice() {
        [APPLICATION_ID, FORMAT] => {}
        [APPLICATION_ID, _] => return Ok(Err(Rebuilt::OtherVersion)),
        _ => return Ok(Err(Rebuilt::Unreadable)),
    }
    let row = sqlx::query(
        "SELECT ledger, version, followed, leaf_hash, filled, unfinished FROM state WHERE one = 1",
    )
    .fetch_one(connection)
    .await?;
    let ledger: &[u8] = row.try_get(0)?;
    if ledger != origin.ledger {
        return Ok(Err(Rebuilt::OtherLedger));
    }
    if row.try_get::<i64, _>(1)? != i64::from(origin.version) {
        return Ok(Err(Rebuilt::OtherVersion));
    }
    Ok(kept(&row).ok_or(Rebuilt::Unreadable))
}

fn kept(row: &SqliteRow) -> Option<Kept> {
    let json = |column: usize| row.try_get::<Option<String>, _>(column).ok();
    let leaf_hash: &[u8] = row.try_get(3).ok()?;
    let (filled, unfinished) = (json(4)?, json(5)?);
    Some(Kept {
        position: Position {
            sequence: u64::try_from(row.try_get::<i64, _>(2).ok()?).ok()?,
            leaf_hash: leaf_hash.try_into().ok()?,
        },
        filled: filled
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .ok()?,
        unfinished: unfinished
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .ok()?,
    })
}
