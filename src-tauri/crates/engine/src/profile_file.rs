//! A profile as a file: where and how it calls and receives. No secret, no secret path, no ledger.

use crate::{
    DataFolder, EngineError, ProfileFolder, Settings,
    api::file::{ApiFile, ServerError, read_server},
    drafts::Drafts,
    private_file::{failed, make_private_folder, write_private},
    settings::{SettingError, read_listen, read_title},
};
use domain::{Environment, Millis, ProfileName, ProfileNameError};
use partner_api::{BaseUrl, OverrideError, Overrides};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// What tells the file from any other.
const FORMAT: &str = "partner-console profile";
const VERSION: u32 = 1;
/// The longest file that is read.
const BYTES_MAX: usize = 256 * 1024;
/// Where exported profiles are saved, in the data folder. No profile can have this name.
const EXPORTS: &str = "Exports";
/// What a profile's settings are called once it was deleted.
const DELETED_FILE: &str = "deleted.json";

/// A profile as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProfileFile {
    format: String,
    version: u32,
    /// The profile's name.
    pub name: String,
    /// How people call it; empty for its name.
    #[serde(default)]
    pub title: String,
    /// What its server is.
    pub environment: Environment,
    /// The URL before every path; none for the documented one of a Live profile.
    #[serde(default)]
    pub base_url: Option<String>,
    /// Operation ids with the paths in the place of the table's.
    #[serde(default)]
    pub paths: BTreeMap<String, String>,
    /// Where it listens; empty for a free port.
    #[serde(default)]
    pub listen: String,
    /// Whether everything that was stored is answered 200.
    #[serde(default)]
    pub answer_200_when_stored: bool,
}

/// Why a text is no profile.
#[derive(Debug, thiserror::Error)]
pub enum ProfileFileError {
    /// It is too long.
    #[error("a profile's file is at most {BYTES_MAX} bytes long")]
    TooLong,
    /// It can't be read. What stands in it is not told.
    #[error("it is no profile's file (line {line}, column {column})")]
    Unreadable {
        /// Where.
        line: usize,
        /// Where.
        column: usize,
    },
    /// It is another kind of file.
    #[error("it is no profile's file: its format is another one")]
    Format,
    /// A newer version wrote it.
    #[error("it was written by a newer console (version {0}, known {VERSION})")]
    Newer(u32),
    /// Its name can't be a profile's.
    #[error(transparent)]
    Name(#[from] ProfileNameError),
    /// A setting can't be one.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// Its server can't be the profile's.
    #[error(transparent)]
    Server(#[from] ServerError),
    /// A path can't be an operation's.
    #[error("one of its paths is refused: {0}")]
    Path(#[from] OverrideError),
}

/// What a file makes.
#[derive(Debug, Clone)]
pub struct Imported {
    /// Its name.
    pub name: ProfileName,
    /// Its settings, with a secret path and a keyring id of its own.
    pub settings: Settings,
    /// Its way to the API.
    pub api: ApiFile,
}

impl ProfileFile {
    /// What is told of a profile.
    #[must_use]
    pub fn of(folder: &ProfileFolder, settings: &Settings, api: &ApiFile) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            name: folder.name.to_string(),
            title: settings.title.clone(),
            environment: api.environment(settings.environment),
            base_url: api.base_url.clone(),
            paths: api.paths.clone(),
            listen: settings
                .listen
                .map_or_else(String::new, |address| address.to_string()),
            answer_200_when_stored: settings.answer_200_when_stored,
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`ProfileFileError`] if it is none, or a value in it can't be a profile's.
    pub fn read(text: &str) -> Result<Self, ProfileFileError> {
        if text.len() > BYTES_MAX {
            return Err(ProfileFileError::TooLong);
        }
        let place = |error: serde_json::Error| ProfileFileError::Unreadable {
            line: error.line(),
            column: error.column(),
        };
        // First what it is, so that a later version is told as such.
        let head: Head = serde_json::from_str(text).map_err(place)?;
        if head.format != FORMAT {
            return Err(ProfileFileError::Format);
        }
        if head.version > VERSION {
            return Err(ProfileFileError::Newer(head.version));
        }
        let file: Self = serde_json::from_str(text).map_err(place)?;
        file.overrides()?;
        file.base()?;
        read_title(&file.title)?;
        read_listen(&file.listen)?;
        Ok(file)
    }

    /// As JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The base URL in use; none if there is none.
    ///
    /// # Errors
    /// [`ServerError`].
    pub fn base(&self) -> Result<Option<BaseUrl>, ServerError> {
        let said = self.base_url.as_deref().unwrap_or_default();
        if self.environment == Environment::Simulator {
            // It is the program's own, and runs elsewhere each time.
            return Ok(None);
        }
        let set = read_server(self.environment, said)?;
        Ok(set.or_else(|| ApiFile::default().base(self.environment)))
    }

    /// Its paths.
    ///
    /// # Errors
    /// [`OverrideError`] for the first that is refused.
    pub fn overrides(&self) -> Result<Overrides, OverrideError> {
        let rows = self.paths.iter();
        Overrides::parse(rows.map(|(id, path)| (id.as_str(), path.as_str())))
    }

    /// What it makes, under another name if one is given.
    ///
    /// # Errors
    /// [`ProfileFileError`]; [`EngineError::NoRandomBytes`].
    pub fn import(&self, name: &str) -> Result<Result<Imported, ProfileFileError>, EngineError> {
        let fresh = Settings::new(self.environment)?;
        Ok(self.import_with(name, fresh))
    }

    fn import_with(&self, name: &str, fresh: Settings) -> Result<Imported, ProfileFileError> {
        let name = if name.trim().is_empty() {
            self.name.as_str()
        } else {
            name.trim()
        };
        let name = ProfileName::parse(name)?;
        if self.environment == Environment::Simulator {
            return Err(ServerError::Simulator.into());
        }
        let base_url = self.base_url.as_deref().unwrap_or_default();
        let base_url = read_server(self.environment, base_url)?;
        Ok(Imported {
            name,
            settings: Settings {
                title: read_title(&self.title)?,
                listen: read_listen(&self.listen)?,
                answer_200_when_stored: self.answer_200_when_stored,
                ..fresh
            },
            api: ApiFile {
                base_url: base_url.map(|base| base.as_str().to_owned()),
                paths: self.paths.clone(),
                ..ApiFile::default()
            },
        })
    }
}

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// Saves a profile's file in the data folder; gives where.
///
/// # Errors
/// [`EngineError::Folder`].
pub fn save(data: &DataFolder, file: &ProfileFile, now: Millis) -> Result<PathBuf, EngineError> {
    let folder = data.path().join(EXPORTS);
    make_private_folder(&folder)?;
    let day = now.to_rfc3339().replace([':', '.'], "-");
    let path = folder.join(format!("{}-{day}.profile.json", file.name));
    write_private(&path, file)?;
    Ok(path)
}

impl ProfileFolder {
    /// Takes a profile out of the data folder's list. Its folder, with the ledger, is kept; drafts
    /// of what was never sent go with it.
    ///
    /// # Errors
    /// [`EngineError::Folder`].
    pub fn delete(&self) -> Result<(), EngineError> {
        let settings = self.settings_file();
        fs::rename(&settings, self.path.join(DELETED_FILE)).map_err(failed("rename", &settings))?;
        Drafts::of(self).remove_all()
    }
}

/// The folder of a profile that was deleted; none if there is no such.
#[must_use]
pub fn deleted(data: &DataFolder, name: &ProfileName) -> Option<ProfileFolder> {
    let path = data.path().join(name.as_str());
    is_deleted(&path).then(|| ProfileFolder {
        name: name.clone(),
        path,
    })
}

/// The profile of this name, or what a deleted one left; with no name the only one there is.
///
/// # Errors
/// As [`DataFolder::profile`].
pub fn kept(data: &DataFolder, name: Option<&ProfileName>) -> Result<ProfileFolder, EngineError> {
    let there = data.profile(name);
    match name.and_then(|name| deleted(data, name)) {
        Some(left) if there.is_err() => Ok(left),
        Some(_) | None => there,
    }
}

/// Whether a folder is what a deleted profile left.
#[must_use]
pub fn is_deleted(path: &Path) -> bool {
    path.join(DELETED_FILE).is_file()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DraftKey;

    fn data() -> (tempfile::TempDir, DataFolder) {
        let outer = tempfile::tempdir().unwrap();
        let data = DataFolder::open(&outer.path().join("data")).unwrap();
        (outer, data)
    }

    fn name(text: &str) -> ProfileName {
        ProfileName::parse(text).unwrap()
    }

    #[test]
    fn a_profile_comes_back_from_its_file_with_secrets_of_its_own() {
        let (_outer, data) = data();
        let made = data.profile_or_new(&name("acme"), Environment::Sandbox);
        let made = made.unwrap();
        let (settings, id) = made.settings_to_write().unwrap();
        let mut api = ApiFile {
            base_url: Some("https://sandbox.example/bpapi".to_owned()),
            ..ApiFile::default()
        };
        let path = "/v2/merchants/{id}".to_owned();
        api.paths.insert("get_merchant".to_owned(), path);
        let file = ProfileFile::of(&made, &settings, &api);
        let text = file.to_text();
        assert!(
            !text.contains(id.as_str()) && !text.contains(&settings.path),
            "{text}"
        );
        let read = ProfileFile::read(&text).unwrap();
        assert_eq!(read, file);
        let imported = read.import("other").unwrap().unwrap();
        assert_eq!(imported.name.as_str(), "other");
        assert_eq!(imported.api, api);
        assert_ne!(imported.settings.path, settings.path);
        assert_ne!(imported.settings.keyring_id, Some(id));
        let saved = save(&data, &file, Millis(0)).unwrap();
        assert_eq!(
            ProfileFile::read(&fs::read_to_string(saved).unwrap()).unwrap(),
            file
        );
        assert_eq!(data.profiles().unwrap().len(), 1);
    }

    #[test]
    fn what_is_no_profile_is_refused_and_says_why_without_telling_it() {
        let text = |changed: &str| {
            format!(
                r#"{{"format":"partner-console profile","version":1,"name":"a",
                   "environment":"sandbox"{changed}}}"#
            )
        };
        assert!(ProfileFile::read(&text("")).is_ok());
        for (bad, why) in [
            (r#","baseUrl":"http://api.example""#, "https"),
            (
                r#","baseUrl":"https://partners-api.service.cedar.money/bpapi""#,
                "Live profile",
            ),
            (r#","paths":{"get_merchant":"v2"}"#, "refused"),
            (r#","paths":{"no_such":"/v2"}"#, "no operation"),
            (r#","listen":"0.0.0.0:9""#, "this machine alone"),
            (r#","secret":"MARKER""#, "line"),
        ] {
            let error = ProfileFile::read(&text(bad)).unwrap_err();
            let told = crate::chain(&error);
            assert!(told.contains(why), "{told}");
            assert!(!told.contains("MARKER"), "{told}");
        }
        assert!(matches!(
            ProfileFile::read(&text("").replace("\"version\":1", "\"version\":2")),
            Err(ProfileFileError::Newer(2))
        ));
        assert!(matches!(
            ProfileFile::read("{}"),
            Err(ProfileFileError::Unreadable { .. })
        ));
    }

    #[test]
    fn a_deleted_profile_is_in_no_list_and_its_name_is_not_given_again() {
        let (_outer, data) = data();
        let made = data
            .profile_or_new(&name("acme"), Environment::Live)
            .unwrap();
        let key = DraftKey::parse("merchant:new").unwrap();
        let drafts = Drafts::of(&made);
        drafts.save(&key, "{}".to_owned(), Millis(1)).unwrap();
        made.delete().unwrap();
        assert_eq!(drafts.list().unwrap(), vec![]);
        assert!(data.profiles().unwrap().is_empty());
        assert!(data.has_profile(&name("acme")));
        assert!(deleted(&data, &name("acme")).is_some());
        let again = data.profile_or_new(&name("acme"), Environment::Live);
        assert!(matches!(again, Err(EngineError::ProfileExists(_))));
    }
}
