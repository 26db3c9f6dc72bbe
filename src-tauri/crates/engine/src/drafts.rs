//! Drafts: what a person typed in a form and has not sent yet, kept in the profile's folder.

use crate::{
    EngineError, ProfileFolder,
    private_file::{failed, flush_folder, make_private_folder, write_private},
};
use domain::Millis;
use serde::{Deserialize, Serialize, de::IgnoredAny};
use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// How many bytes of JSON a draft may have.
pub const DRAFT_BYTES_MAX: usize = 64 * 1024;
/// How many drafts a profile may have.
pub const DRAFTS_MAX: usize = 200;

const FOLDER: &str = "drafts";
const ENDING: &str = "json";
const VERSION: u32 = 1;
const KEY_CHARS_MAX: usize = 64;
/// Twice a draft, since its quotes are escaped, and some room.
const FILE_BYTES_MAX: u64 = 4 * 64 * 1024;

/// Which form a draft is of: `merchant:new`, `merchant:7`, `account:new:7`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DraftKey(String);

impl DraftKey {
    /// Reads a key: words of small letters, digits and dashes, with colons between them.
    ///
    /// # Errors
    /// [`DraftError::Key`].
    pub fn parse(text: &str) -> Result<Self, DraftError> {
        let is_word = |word: &str| {
            let mut bytes = word.bytes();
            !word.is_empty() && bytes.all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        };
        let is_key = text.len() <= KEY_CHARS_MAX && text.split(':').all(is_word);
        is_key.then(|| Self(text.to_owned())).ok_or(DraftError::Key)
    }

    // A point is in no key, and a colon in no file's name on Windows.
    fn file_name(&self) -> String {
        format!("{}.{ENDING}", self.0.replace(':', "."))
    }

    fn of_file(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(ENDING)?.strip_suffix('.')?;
        Self::parse(&stem.replace('.', ":")).ok()
    }
}

impl fmt::Display for DraftKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Why a draft was not kept, found or discarded.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// The key is none.
    #[error("this is no name of a draft")]
    Key,
    /// It is no JSON object.
    #[error("a draft is a JSON object")]
    NotJson(#[source] serde_json::Error),
    /// It is too long.
    #[error("the form holds {found} bytes; at most {DRAFT_BYTES_MAX} are kept as a draft")]
    TooLarge {
        /// Its bytes.
        found: usize,
    },
    /// There are too many.
    #[error("there are {DRAFTS_MAX} drafts already; send or discard some first")]
    TooMany,
    /// A file of this draft is there and can't be read.
    #[error("the draft that is there can't be read ({why}); it is not written over")]
    Broken {
        /// Why.
        why: String,
    },
    /// The folder or a file can't be used.
    #[error(transparent)]
    File(#[from] EngineError),
}

/// A draft that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The form, as JSON.
    pub form: String,
    /// When it was last saved.
    pub saved: Millis,
}

/// A draft in the list: when it was saved, or why it can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedDraft {
    /// Of which form.
    pub key: DraftKey,
    /// When it was last saved, or why it can't be read.
    pub saved: Result<Millis, String>,
}

#[derive(Serialize, Deserialize)]
struct Record {
    version: u32,
    saved_ms: i64,
    form: String,
}

/// The drafts of one profile.
#[derive(Debug)]
pub struct Drafts {
    folder: PathBuf,
    // One is written at a time, so that the count holds.
    writing: Mutex<()>,
}

impl Drafts {
    /// The drafts of this profile. Nothing is read or made by it.
    #[must_use]
    pub fn of(profile: &ProfileFolder) -> Self {
        Self {
            folder: profile.path.join(FOLDER),
            writing: Mutex::new(()),
        }
    }

    fn file(&self, key: &DraftKey) -> PathBuf {
        self.folder.join(key.file_name())
    }

    /// Keeps a form in place of what was kept of it before. It is on disk when this returns.
    ///
    /// # Errors
    /// [`DraftError`]: what was there is there still.
    pub fn save(&self, key: &DraftKey, form: String, now: Millis) -> Result<(), DraftError> {
        let found = form.len();
        if found > DRAFT_BYTES_MAX {
            return Err(DraftError::TooLarge { found });
        }
        let object: Result<serde_json::Map<String, serde_json::Value>, _> =
            serde_json::from_str(&form);
        object.map_err(DraftError::NotJson)?;
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        // A file that can't be read may hold what somebody typed.
        if self.get(key)?.is_none() && self.list()?.len() >= DRAFTS_MAX {
            return Err(DraftError::TooMany);
        }
        make_private_folder(&self.folder)?;
        let record = Record {
            version: VERSION,
            saved_ms: now.0,
            form,
        };
        write_private(&self.file(key), &record)?;
        Ok(flush_folder(&self.folder)?)
    }

    /// What was kept of a form; none if nothing was.
    ///
    /// # Errors
    /// [`DraftError::Broken`], [`DraftError::File`].
    pub fn get(&self, key: &DraftKey) -> Result<Option<Draft>, DraftError> {
        read(&self.file(key))
    }

    /// All drafts, by their keys.
    ///
    /// # Errors
    /// [`DraftError::File`] if the folder can't be read.
    pub fn list(&self) -> Result<Vec<ListedDraft>, DraftError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(vec![]),
            Err(error) => return Err(failed("list", &self.folder)(error).into()),
        };
        let mut all = Vec::new();
        for entry in entries {
            let entry = entry.map_err(failed("list", &self.folder))?;
            let key = entry.file_name().to_str().and_then(DraftKey::of_file);
            let Some(key) = key else { continue };
            let saved = match read(&entry.path()) {
                // It was discarded meanwhile.
                Ok(None) => continue,
                Ok(Some(draft)) => Ok(draft.saved),
                Err(DraftError::Broken { why }) => Err(why),
                Err(error) => Err(error.to_string()),
            };
            all.push(ListedDraft { key, saved });
        }
        all.sort_by(|one, other| one.key.cmp(&other.key));
        Ok(all)
    }

    /// Removes a draft, one that can't be read too. One that is not there is removed already.
    ///
    /// # Errors
    /// [`DraftError::File`]: it is there still.
    pub fn discard(&self, key: &DraftKey) -> Result<(), DraftError> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let file = self.file(key);
        match fs::remove_file(&file) {
            Ok(()) => Ok(flush_folder(&self.folder)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(failed("remove", &file)(error).into()),
        }
    }
}

fn broken(why: impl fmt::Display) -> DraftError {
    DraftError::Broken {
        why: why.to_string(),
    }
}

fn read(file: &Path) -> Result<Option<Draft>, DraftError> {
    let length = match fs::metadata(file) {
        Ok(found) => found.len(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed("read", file)(error).into()),
    };
    if length > FILE_BYTES_MAX {
        return Err(broken(format!("it has {length} bytes")));
    }
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed("read", file)(error).into()),
    };
    let record: Record = serde_json::from_slice(&bytes).map_err(broken)?;
    if record.version > VERSION {
        return Err(broken("a newer console wrote it"));
    }
    serde_json::from_str::<IgnoredAny>(&record.form).map_err(broken)?;
    Ok(Some(Draft {
        form: record.form,
        saved: Millis(record.saved_ms),
    }))
}
