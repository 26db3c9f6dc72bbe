//! Secrets from files that nobody else can read.

use crate::error::Unusable;
use std::{
    fs::{File, Metadata},
    io::Read,
    path::Path,
};
use webhooks::{SECRET_BYTES_MAX, WebhookSecret};
use zeroize::Zeroizing;

/// Reads a secret. One newline at its end does not count.
///
/// # Errors
/// [`Unusable`] if it can't be read, others can read it too, or it can't be used.
pub fn read_secret(path: &Path) -> Result<WebhookSecret, Unusable> {
    WebhookSecret::new(read_bytes(path)?).map_err(|source| Unusable::Secret {
        path: path.to_owned(),
        source,
    })
}

/// Reads a text that is secret: an API key, an API secret. One newline at its end does not count.
///
/// # Errors
/// As [`read_secret`].
pub fn read_secret_text(path: &Path) -> Result<Zeroizing<String>, Unusable> {
    let text = String::from_utf8(read_bytes(path)?);
    text.map(Zeroizing::new).map_err(|_| Unusable::NoText {
        path: path.to_owned(),
    })
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Unusable> {
    let failed = |source| Unusable::File {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(failed)?;
    private(path, &file.metadata().map_err(failed)?)?;
    let mut bytes = Vec::with_capacity(SECRET_BYTES_MAX);
    // One byte more than the longest secret and its newline, so that a longer one is refused.
    let most = u64::try_from(SECRET_BYTES_MAX)
        .unwrap_or(u64::MAX)
        .saturating_add(3);
    file.take(most).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
    }
    Ok(bytes)
}

#[cfg(unix)]
fn private(path: &Path, metadata: &Metadata) -> Result<(), Unusable> {
    use std::os::unix::fs::MetadataExt;
    if in_credentials_directory(path) {
        return Ok(());
    }
    let user = std::fs::metadata("/proc/self").map_or(metadata.uid(), |process| process.uid());
    if !metadata.is_file() || (metadata.uid() != user && user != 0) {
        return Err(Unusable::NotOurs {
            path: path.to_owned(),
        });
    }
    let mode = metadata.mode() & 0o7777;
    if mode & 0o077 != 0 {
        return Err(Unusable::Open {
            path: path.to_owned(),
            mode,
        });
    }
    Ok(())
}

// Elsewhere the rights of the user's own folder hold.
#[cfg(not(unix))]
fn private(path: &Path, metadata: &Metadata) -> Result<(), Unusable> {
    if metadata.is_file() {
        Ok(())
    } else {
        Err(Unusable::NotOurs {
            path: path.to_owned(),
        })
    }
}

/// Whether systemd keeps the file: it lets the service alone read it, by other means than modes.
#[cfg(unix)]
fn in_credentials_directory(path: &Path) -> bool {
    let directory = std::env::var_os("CREDENTIALS_DIRECTORY").map(std::path::PathBuf::from);
    let directory = directory.and_then(|directory| directory.canonicalize().ok());
    match (directory, path.canonicalize()) {
        (Some(directory), Ok(path)) => path.parent() == Some(directory.as_path()),
        _ => false,
    }
}
