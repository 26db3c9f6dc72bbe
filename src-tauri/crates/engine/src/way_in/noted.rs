//! What is known of the way in between two entries, in a small file beside the ledger: after a
//! crash a gap begins at the last proof, not at the last entry.

use crate::{
    EngineError,
    private_file::{failed, write_private},
};
use domain::Millis;
use serde::{Deserialize, Serialize};
use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    time::Duration,
};

/// The file's name.
const FILE: &str = "way_in.json";
/// How often the newest proof is noted while proofs come.
pub const NOTE_EVERY: Duration = Duration::from_secs(30);

/// What is noted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// When something last came through.
    pub last_proof: Option<Millis>,
    /// Since when the store refuses, if it does.
    #[serde(default)]
    pub refusing_since: Option<Millis>,
}

/// The file, and when it was last written.
#[derive(Debug)]
pub struct NotedFile {
    path: PathBuf,
    noted: Noted,
    written: Option<Duration>,
}

impl NotedFile {
    /// Reads what the run before noted. A file that says nothing costs precision alone: a gap
    /// begins at an earlier proof then.
    ///
    /// # Errors
    /// [`EngineError::Folder`] if it is there and can't be read.
    pub fn open(folder: &Path) -> Result<Self, EngineError> {
        let path = folder.join(FILE);
        let noted = match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::NotFound => Noted::default(),
            Err(error) => return Err(failed("read", &path)(error)),
        };
        let written = None;
        Ok(Self {
            path,
            noted,
            written,
        })
    }

    /// What it says.
    pub const fn noted(&self) -> Noted {
        self.noted
    }

    /// Writes it, if it says something else by now; unless `at_once`, at most every
    /// [`NOTE_EVERY`] of this reading of the monotonic clock.
    ///
    /// # Errors
    /// [`EngineError::Folder`]; it says what it did then.
    pub fn note(&mut self, noted: Noted, now: Duration, at_once: bool) -> Result<(), EngineError> {
        let is_due = self
            .written
            .is_none_or(|written| now.saturating_sub(written) >= NOTE_EVERY);
        if noted == self.noted || !(at_once || is_due) {
            return Ok(());
        }
        // One that fails is not tried again at each proof.
        self.written = Some(now);
        write_private(&self.path, &noted)?;
        self.noted = noted;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_now_and_then_and_read_back_by_the_next_run() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = NotedFile::open(folder.path()).unwrap();
        assert_eq!(file.noted(), Noted::default());
        let at = |proof| Noted {
            last_proof: Some(Millis(proof)),
            refusing_since: None,
        };
        let next_run = || NotedFile::open(folder.path()).unwrap().noted();
        let seconds = Duration::from_secs;
        file.note(at(1), seconds(100), false).unwrap();
        assert_eq!(next_run(), at(1), "the first at once");
        file.note(at(2), seconds(129), false).unwrap();
        assert_eq!(next_run(), at(1), "not yet");
        file.note(at(3), seconds(130), false).unwrap();
        assert_eq!(next_run(), at(3));
        file.note(at(4), seconds(131), true).unwrap();
        assert_eq!(next_run(), at(4));
    }

    #[test]
    fn it_is_this_users_alone_and_a_broken_one_says_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = NotedFile::open(folder.path()).unwrap();
        let noted = Noted {
            last_proof: Some(Millis(1)),
            refusing_since: Some(Millis(2)),
        };
        file.note(noted, Duration::ZERO, true).unwrap();
        let path = folder.path().join(FILE);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::write(&path, "{").unwrap();
        let read = NotedFile::open(folder.path()).unwrap().noted();
        assert_eq!(read, Noted::default());
    }
}
