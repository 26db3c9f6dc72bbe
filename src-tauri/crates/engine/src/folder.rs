//! The data folder: one folder for each profile, with its settings and its ledger.

use crate::{
    EngineError,
    api::ApiFile,
    network_drive::network_drive,
    private_file::{failed, make_private_folder, write_private},
    profile_file::is_deleted,
    settings::{SETTINGS_VERSION, Settings, new_keyring_id},
};
use domain::{Environment, KeyringId, ProfileName};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

const SETTINGS_FILE: &str = "profile.json";

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

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
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

    fn folder(&self, name: &ProfileName) -> ProfileFolder {
        ProfileFolder {
            name: name.clone(),
            path: self.0.join(name.as_str()),
        }
    }

    /// Whether there is a profile of this name, or something else that bears it.
    #[must_use]
    pub fn has_profile(&self, name: &ProfileName) -> bool {
        self.folder(name).path.exists()
    }

    /// Makes a profile with these settings.
    ///
    /// # Errors
    /// [`EngineError::ProfileExists`] or [`EngineError::Folder`].
    pub fn new_profile(
        &self,
        name: &ProfileName,
        settings: &Settings,
    ) -> Result<ProfileFolder, EngineError> {
        if self.has_profile(name) {
            return Err(EngineError::ProfileExists(name.to_string()));
        }
        let profile = self.folder(name);
        make_private_folder(&profile.path)?;
        profile.save(settings)?;
        Ok(profile)
    }

    /// The profile of this name; it is made, with a secret path of its own, if it is not there.
    ///
    /// # Errors
    /// [`EngineError::Folder`] or [`EngineError::NoRandomBytes`]; [`EngineError::ProfileExists`] if
    /// a deleted profile of this name left its ledger.
    pub fn profile_or_new(
        &self,
        name: &ProfileName,
        environment: Environment,
    ) -> Result<ProfileFolder, EngineError> {
        let profile = self.folder(name);
        if is_deleted(&profile.path) {
            return Err(EngineError::ProfileExists(name.to_string()));
        }
        make_private_folder(&profile.path)?;
        if !profile.settings_file().is_file() {
            profile.save(&Settings::new(environment)?)?;
        }
        Ok(profile)
    }
}

impl ProfileFolder {
    pub(crate) fn settings_file(&self) -> PathBuf {
        self.path.join(SETTINGS_FILE)
    }

    /// How people call the profile.
    #[must_use]
    pub fn title(&self, settings: &Settings) -> String {
        if settings.title.is_empty() {
            self.name.to_string()
        } else {
            settings.title.clone()
        }
    }

    /// What the profile's server is: the documented live one is LIVE, whatever the settings say.
    #[must_use]
    pub fn environment(&self, settings: &Settings) -> Environment {
        let said = settings.environment;
        ApiFile::read(self).map_or(said, |file| file.environment(said))
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

    /// Writes the settings whole.
    ///
    /// # Errors
    /// [`EngineError::Folder`]; the old settings are still there then.
    pub fn save(&self, settings: &Settings) -> Result<(), EngineError> {
        write_private(&self.settings_file(), settings)
    }

    /// The settings, and the name of the profile's secrets in the keyring. A file of version 1 is
    /// written anew with such a name.
    ///
    /// # Errors
    /// As [`ProfileFolder::settings`] and [`ProfileFolder::save`], and
    /// [`EngineError::NoRandomBytes`].
    pub fn settings_to_write(&self) -> Result<(Settings, KeyringId), EngineError> {
        let mut settings = self.settings()?;
        if let Some(id) = settings.keyring_id.clone() {
            return Ok((settings, id));
        }
        let id = new_keyring_id()?;
        settings.version = SETTINGS_VERSION;
        settings.keyring_id = Some(id.clone());
        self.save(&settings)?;
        Ok((settings, id))
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

/// Random bytes from the operating system.
///
/// # Errors
/// [`EngineError::NoRandomBytes`].
pub fn random_bytes<const N: usize>() -> Result<[u8; N], EngineError> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|error| EngineError::NoRandomBytes(error.to_string()))?;
    Ok(bytes)
}

/// 32 random bytes in hexadecimal.
///
/// # Errors
/// [`EngineError::NoRandomBytes`].
pub fn random_hex() -> Result<String, EngineError> {
    Ok(hex::encode(random_bytes::<32>()?))
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
            version: SETTINGS_VERSION + 1,
            ..made.settings().unwrap()
        };
        made.save(&newer).unwrap();
        assert!(matches!(
            made.settings(),
            Err(EngineError::Newer { found: 3, .. })
        ));
        fs::write(made.settings_file(), "{").unwrap();
        assert!(matches!(made.settings(), Err(EngineError::Settings { .. })));
    }

    #[test]
    fn a_profile_of_an_older_version_is_given_a_keyring_id_once() {
        let (_outer, data) = data();
        let name = ProfileName::parse("a").unwrap();
        let made = data.profile_or_new(&name, Environment::Live).unwrap();
        let old = r#"{"version":1,"environment":"live","path":"/hooks/a"}"#;
        fs::write(made.settings_file(), old).unwrap();
        let (first, id) = made.settings_to_write().unwrap();
        assert_eq!(
            (first.version, first.path.as_str()),
            (SETTINGS_VERSION, "/hooks/a")
        );
        assert_eq!(made.settings_to_write().unwrap(), (first, id));
    }

    #[test]
    fn no_two_profiles_have_their_secrets_under_one_name() {
        let (_outer, here) = data();
        let (_other, there) = data();
        let name = ProfileName::parse("acme").unwrap();
        let [here, there] = [here, there].map(|data| {
            let made = data.profile_or_new(&name, Environment::Live).unwrap();
            made.settings_to_write().unwrap().1
        });
        assert_ne!(here, there);
    }
}
