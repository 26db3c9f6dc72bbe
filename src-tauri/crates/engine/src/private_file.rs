//! Files and folders that are this user's alone, written whole or not at all.

use crate::EngineError;
use serde::Serialize;
use std::{
    ffi::OsString,
    fs,
    io::{self, Write},
    path::Path,
};

/// An I/O failure as the engine tells it.
pub fn failed(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> EngineError {
    let path = path.to_owned();
    move |source| EngineError::Folder {
        doing,
        path,
        source,
    }
}

/// Gives a file or folder these rights, for this user alone.
#[cfg(unix)]
pub fn keep_private(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

// Elsewhere a new file takes the rights of the user's own folder.
#[cfg(not(unix))]
pub fn keep_private(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

/// Makes a folder (0700) if it is not there.
///
/// # Errors
/// [`EngineError::Folder`].
pub fn make_private_folder(path: &Path) -> Result<(), EngineError> {
    if !path.is_dir() {
        fs::create_dir_all(path).map_err(failed("make the folder", path))?;
        keep_private(path, 0o700).map_err(failed("make private", path))?;
    }
    Ok(())
}

/// Writes a record as JSON (0600): beside the old file, flushed, then in its place.
///
/// # Errors
/// [`EngineError::Folder`] or [`EngineError::Settings`]; the old file is still there then.
pub fn write_private(path: &Path, record: &impl Serialize) -> Result<(), EngineError> {
    let text = serde_json::to_string_pretty(record).map_err(|source| EngineError::Settings {
        path: path.to_owned(),
        source,
    })?;
    let mut beside = OsString::from(path);
    beside.push(".new");
    let written = (|| {
        let mut file = fs::File::create(&beside)?;
        keep_private(Path::new(&beside), 0o600)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&beside, path)
    })();
    written.map_err(failed("write", path))
}

/// Flushes a folder, so that what was made, replaced or removed in it is so after a power cut too.
///
/// # Errors
/// [`EngineError::Folder`].
#[cfg(unix)]
pub fn flush_folder(path: &Path) -> Result<(), EngineError> {
    let flushed = fs::File::open(path).and_then(|folder| folder.sync_all());
    flushed.map_err(failed("flush", path))
}

// Elsewhere a folder can't be flushed.
#[cfg(not(unix))]
pub fn flush_folder(_path: &Path) -> Result<(), EngineError> {
    Ok(())
}
