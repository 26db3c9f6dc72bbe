//! The ledger's folder: made for this user alone, and held by one writer.

use crate::LedgerError;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The ledger's file in its folder.
pub(crate) fn database_file(dir: &Path) -> PathBuf {
    dir.join("ledger.db")
}

/// Makes the folder if it is not there and keeps other users out of it.
pub(crate) fn prepare(dir: &Path) -> Result<(), LedgerError> {
    make(dir).map_err(|source| failed(dir, "make it", source))?;
    keep_private(dir)
}

/// Takes the writer's lock. The lock lasts as long as the file is held.
pub(crate) fn lock(dir: &Path) -> Result<File, LedgerError> {
    match take_lock(&dir.join("writer.lock")) {
        Ok(Some(file)) => Ok(file),
        Ok(None) => Err(LedgerError::InUse),
        Err(source) => Err(failed(dir, "lock its writer.lock", source)),
    }
}

/// Locks a file, which is made if it is not there. None if another holds it.
pub(crate) fn take_lock(file: &Path) -> io::Result<Option<File>> {
    let file = open_private(file)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(source),
    }
}

/// Makes the database file, so that it is private before SQLite writes to it.
pub(crate) fn make_database_file(dir: &Path) -> Result<(), LedgerError> {
    let made = open_private(&database_file(dir)).and_then(|_| sync_folder(dir));
    made.map_err(|source| failed(dir, "make its ledger.db", source))
}

fn failed(dir: &Path, doing: &'static str, source: io::Error) -> LedgerError {
    LedgerError::Folder {
        folder: dir.to_owned(),
        doing,
        source,
    }
}

#[cfg(unix)]
fn make(dir: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(dir)
}

#[cfg(not(unix))]
fn make(dir: &Path) -> io::Result<()> {
    fs::create_dir_all(dir)
}

#[cfg(unix)]
fn keep_private(dir: &Path) -> Result<(), LedgerError> {
    use std::os::unix::fs::PermissionsExt;
    let mode = || fs::metadata(dir).map(|found| found.permissions().mode() & 0o777);
    if mode().map_err(|source| failed(dir, "read its permissions", source))? == 0o700 {
        return Ok(());
    }
    fs::set_permissions(dir, fs::Permissions::from_mode(0o700))
        .map_err(|source| failed(dir, "keep other users out of it", source))?;
    // Some file systems take the call and keep no permissions.
    match mode() {
        Ok(0o700) => Ok(()),
        Ok(_) => Err(failed(
            dir,
            "keep other users out of it",
            io::Error::other("the file system keeps no permissions"),
        )),
        Err(source) => Err(failed(dir, "read its permissions", source)),
    }
}

/// The folders of a Windows user's profile are private by inheritance.
#[cfg(not(unix))]
fn keep_private(_dir: &Path) -> Result<(), LedgerError> {
    Ok(())
}

/// Opens a file that other users can't read; makes it if it is not there.
#[cfg(unix)]
pub(crate) fn open_private(file: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(file)
}

/// Opens a file; makes it if it is not there.
#[cfg(not(unix))]
pub(crate) fn open_private(file: &Path) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(file)
}

/// A new file's name must survive a power cut too.
#[cfg(unix)]
fn sync_folder(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_dir: &Path) -> io::Result<()> {
    Ok(())
}
