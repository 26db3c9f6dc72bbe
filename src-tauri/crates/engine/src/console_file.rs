//! What the console keeps for all profiles together: who works at it, what was last on the screen.

use crate::{
    DataFolder, EngineError,
    private_file::{failed, write_private},
};
use domain::{KeyringId, ProfileName, record::OperatorRecord};
use serde::{Deserialize, Serialize};
use std::{fs, io, path::PathBuf};

const CONSOLE_FILE: &str = "console.json";
const CONSOLE_VERSION: u32 = 1;

/// What `DATA/console.json` says. The file is this user's alone (0600).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsoleFile {
    version: u32,
    /// Who works at this console, once that was said.
    #[serde(default)]
    pub operator: Option<String>,
    /// The profile that was last on the screen.
    #[serde(default)]
    pub last_shown: Option<ProfileName>,
    /// Under which name the keyring has the operators' keys; none before the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keyring_id: Option<KeyringId>,
    /// The operators whose keys the keyring has, sealed by their passphrases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operators: Vec<OperatorRecord>,
    /// After how many minutes it locks by itself; none for the usual.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock_after_minutes: Option<u32>,
}

impl Default for ConsoleFile {
    fn default() -> Self {
        Self {
            version: CONSOLE_VERSION,
            operator: None,
            last_shown: None,
            keyring_id: None,
            operators: Vec::new(),
            lock_after_minutes: None,
        }
    }
}

fn path(data: &DataFolder) -> PathBuf {
    data.path().join(CONSOLE_FILE)
}

impl ConsoleFile {
    /// Reads it; an empty one if there is none yet.
    ///
    /// # Errors
    /// [`EngineError::Settings`] if it can't be understood, [`EngineError::NewerConsole`] if a
    /// newer version wrote it.
    pub fn read(data: &DataFolder) -> Result<Self, EngineError> {
        let path = path(data);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(failed("read", &path)(error)),
        };
        let read: Self =
            serde_json::from_str(&text).map_err(|source| EngineError::Settings { path, source })?;
        if read.version > CONSOLE_VERSION {
            return Err(EngineError::NewerConsole {
                found: read.version,
                known: CONSOLE_VERSION,
            });
        }
        Ok(read)
    }

    /// Writes it whole.
    ///
    /// # Errors
    /// [`EngineError::Folder`]; the old one is still there then.
    pub fn save(&self, data: &DataFolder) -> Result<(), EngineError> {
        write_private(&path(data), self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_once_is_there_at_the_next_start_and_is_the_users_alone() {
        let outer = tempfile::tempdir().unwrap();
        let data = DataFolder::open(&outer.path().join("data")).unwrap();
        let mut console = ConsoleFile::read(&data).unwrap();
        assert_eq!(console, ConsoleFile::default());
        console.operator = Some("A. Ndiaye".to_owned());
        console.last_shown = Some(ProfileName::simulator());
        console.save(&data).unwrap();
        assert_eq!(ConsoleFile::read(&data).unwrap(), console);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(path(&data)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::write(path(&data), r#"{"version":2}"#).unwrap();
        assert!(matches!(
            ConsoleFile::read(&data),
            Err(EngineError::NewerConsole { found: 2, .. })
        ));
    }
}
