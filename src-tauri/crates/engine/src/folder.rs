//! The data folder: one folder for each profile, with its settings and its ledger.

use crate::{EngineError, network_drive::network_drive};
use domain::{Environment, ProfileName};
use serde::{Deserialize, Serialize};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

const SETTINGS_FILE: &str = "profile.json";
const SETTINGS_VERSION: u32 = 1;

/// The data folder. It exists, is this user's alone (0700) and is on a local disk.
#[derive(Debug, Clone)]
pub struct DataFolder(PathBuf);

/// A profile's folder, `DATA/<profile>`.
#[derive(Debug, Clone)]
pub struct ProfileFolder {
    /// The profile's name.
    pub name: ProfileName,
    /// The folder; the ledger lies in it.
    pub path: PathBuf,
}

/// What `DATA/<profile>/profile.json` says. The file is this user's alone (0600).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The version of this file.
    pub version: u32,
    /// What the profile's server is.
    pub environment: Environment,
    /// The secret path on which webhooks are received, `/hooks/…`.
    pub path: String,
    /// Where the receiver listens while it does, with the secret path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local_url: Option<String>,
}

fn failed(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> EngineError {
    let path = path.to_owned();
    move |source| EngineError::Folder {
        doing,
        path,
        source,
    }
}

#[cfg(unix)]
fn keep_private(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

// Elsewhere a new file takes the rights of the user's own folder.
#[cfg(not(unix))]
fn keep_private(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

fn make_private_folder(path: &Path) -> Result<(), EngineError> {
    if !path.is_dir() {
        fs::create_dir_all(path).map_err(failed("make the folder", path))?;
        keep_private(path, 0o700).map_err(failed("make private", path))?;
    }
    Ok(())
}

impl DataFolder {
    /// Opens the data folder, and makes it if it is not there.
    ///
    /// # Errors
    /// [`EngineError::Folder`] if it can't be made, [`EngineError::NetworkDrive`] if it is not on
    /// a local disk.
    pub fn open(path: &Path) -> Result<Self, EngineError> {
        make_private_folder(path)?;
        Self::existing(path)
    }

    /// Opens a data folder that is there already, and makes nothing.
    ///
    /// # Errors
    /// As [`DataFolder::open`], and if there is no such folder.
    pub fn existing(path: &Path) -> Result<Self, EngineError> {
        let not_opened = failed("open the data folder", path);
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(not_opened(io::ErrorKind::NotADirectory.into())),
            Err(error) => return Err(not_opened(error)),
        }
        // The drive is that of the place to which links lead; the path stays as it was given.
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if let Some(kind) = network_drive(&real) {
            return Err(EngineError::NetworkDrive { path: real, kind });
        }
        std::path::absolute(path).map(Self).map_err(not_opened)
    }

    /// The profiles in it, by name.
    ///
    /// # Errors
    /// [`EngineError::Folder`] if the folder can't be read.
    pub fn profiles(&self) -> Result<Vec<ProfileFolder>, EngineError> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.0).map_err(failed("list", &self.0))? {
            let path = entry.map_err(failed("list", &self.0))?.path();
            let name = path
                .file_name()
                .and_then(|n| n.to_str())
                .map(ProfileName::parse);
            if let Some(Ok(name)) = name
                && path.join(SETTINGS_FILE).is_file()
            {
                found.push(ProfileFolder { name, path });
            }
        }
        found.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(found)
    }

    /// The profile of this name; with no name the only one there is.
    ///
    /// # Errors
    /// [`EngineError::NoProfile`], or [`EngineError::WhichProfile`] if none was named and there is
    /// not exactly one.
    pub fn profile(&self, name: Option<&ProfileName>) -> Result<ProfileFolder, EngineError> {
        let mut all = self.profiles()?;
        match name {
            Some(name) => all
                .into_iter()
                .find(|profile| profile.name == *name)
                .ok_or_else(|| EngineError::NoProfile(name.to_string())),
            None => match (all.pop(), all.is_empty()) {
                (Some(only), true) => Ok(only),
                (last, _) => {
                    let names = all.into_iter().chain(last).map(|p| p.name.to_string());
                    Err(EngineError::WhichProfile(names.collect()))
                }
            },
        }
    }

    /// The profile of this name; it is made, with a secret path of its own, if it is not there.
    ///
    /// # Errors
    /// [`EngineError::Folder`] or [`EngineError::NoRandomBytes`].
    pub fn profile_or_new(
        &self,
        name: &ProfileName,
        environment: Environment,
    ) -> Result<ProfileFolder, EngineError> {
        let path = self.0.join(name.as_str());
        make_private_folder(&path)?;
        let profile = ProfileFolder {
            name: name.clone(),
            path,
        };
        if !profile.settings_file().is_file() {
            let path = random_path()?;
            profile.save(&Settings {
                version: SETTINGS_VERSION,
                environment,
                path,
                local_url: None,
            })?;
        }
        Ok(profile)
    }
}

impl ProfileFolder {
    fn settings_file(&self) -> PathBuf {
        self.path.join(SETTINGS_FILE)
    }

    /// The profile's settings.
    ///
    /// # Errors
    /// [`EngineError::Settings`] if they can't be understood, [`EngineError::Newer`] if a newer
    /// version wrote them.
    pub fn settings(&self) -> Result<Settings, EngineError> {
        let path = self.settings_file();
        let text = fs::read_to_string(&path).map_err(failed("read", &path))?;
        let settings: Settings =
            serde_json::from_str(&text).map_err(|source| EngineError::Settings { path, source })?;
        if settings.version > SETTINGS_VERSION {
            return Err(EngineError::Newer {
                name: self.name.to_string(),
                found: settings.version,
                known: SETTINGS_VERSION,
            });
        }
        Ok(settings)
    }

    /// Writes the settings whole: beside the old ones, flushed, then in their place.
    ///
    /// # Errors
    /// [`EngineError::Folder`]; the old settings are still there then.
    pub fn save(&self, settings: &Settings) -> Result<(), EngineError> {
        use std::io::Write;
        let path = self.settings_file();
        let beside = self.path.join("profile.json.new");
        let text =
            serde_json::to_string_pretty(settings).map_err(|source| EngineError::Settings {
                path: path.clone(),
                source,
            })?;
        let written = (|| {
            let mut file = fs::File::create(&beside)?;
            keep_private(&beside, 0o600)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&beside, &path)
        })();
        written.map_err(failed("write", &path))
    }

    /// Notes where the receiver listens, or that it does so no longer.
    ///
    /// # Errors
    /// As [`ProfileFolder::settings`] and [`ProfileFolder::save`].
    pub fn note_local_url(&self, local_url: Option<String>) -> Result<(), EngineError> {
        let settings = self.settings()?;
        self.save(&Settings {
            local_url,
            ..settings
        })
    }
}

fn random_path() -> Result<String, EngineError> {
    Ok(format!("/hooks/{}", random_hex()?))
}

/// 32 random bytes in hexadecimal, from the operating system.
///
/// # Errors
/// [`EngineError::NoRandomBytes`].
pub fn random_hex() -> Result<String, EngineError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| EngineError::NoRandomBytes(error.to_string()))?;
    Ok(hex::encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data() -> (tempfile::TempDir, DataFolder) {
        let outer = tempfile::tempdir().unwrap();
        let data = DataFolder::open(&outer.path().join("data")).unwrap();
        (outer, data)
    }

    #[test]
    fn a_profile_keeps_its_secret_path_and_its_files_are_the_users_alone() {
        let (_outer, data) = data();
        let name = ProfileName::parse("acme").unwrap();
        let made = data.profile_or_new(&name, Environment::Sandbox).unwrap();
        let path = made.settings().unwrap().path;
        assert_eq!(path.len(), "/hooks/".len() + 64);
        let again = data.profile_or_new(&name, Environment::Live).unwrap();
        assert_eq!(again.settings().unwrap().path, path);
        assert_eq!(again.settings().unwrap().environment, Environment::Sandbox);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(&made.path), 0o700);
            assert_eq!(mode(&made.settings_file()), 0o600);
        }
    }

    #[test]
    fn the_profile_may_be_left_out_only_where_there_is_one() {
        let (_outer, data) = data();
        assert!(
            matches!(data.profile(None), Err(EngineError::WhichProfile(names)) if names.is_empty())
        );
        data.profile_or_new(&ProfileName::parse("a").unwrap(), Environment::Live)
            .unwrap();
        assert_eq!(data.profile(None).unwrap().name.as_str(), "a");
        data.profile_or_new(&ProfileName::parse("b").unwrap(), Environment::Live)
            .unwrap();
        assert!(
            matches!(data.profile(None), Err(EngineError::WhichProfile(names)) if names.len() == 2)
        );
        let missing = ProfileName::parse("c").unwrap();
        assert!(matches!(
            data.profile(Some(&missing)),
            Err(EngineError::NoProfile(_))
        ));
    }

    #[test]
    fn settings_of_a_newer_version_are_refused_by_name() {
        let (_outer, data) = data();
        let name = ProfileName::parse("a").unwrap();
        let made = data.profile_or_new(&name, Environment::Live).unwrap();
        let newer = Settings {
            version: 2,
            ..made.settings().unwrap()
        };
        made.save(&newer).unwrap();
        assert!(matches!(
            made.settings(),
            Err(EngineError::Newer { found: 2, .. })
        ));
        fs::write(made.settings_file(), "{").unwrap();
        assert!(matches!(made.settings(), Err(EngineError::Settings { .. })));
    }
}
