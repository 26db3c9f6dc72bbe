//! Access to the API from files: a profile's, and its credentials.

use crate::{error::Unusable, secret_file::read_secret_text};
use engine::{ProfileFile, StoredCredentials, chain};
use partner_api::BaseUrl;
use std::{fs, path::Path};

/// Where the API is, and as whom it is called.
pub struct ApiAccess {
    pub file: ProfileFile,
    pub base: BaseUrl,
    pub stored: StoredCredentials,
}

impl ApiAccess {
    /// Reads a profile's file and those of its credentials.
    ///
    /// # Errors
    /// [`Unusable`].
    pub fn read(profile: &Path, key: &Path, secret: &Path) -> Result<Self, Unusable> {
        let text = fs::read_to_string(profile).map_err(|source| Unusable::File {
            path: profile.to_owned(),
            source,
        })?;
        let file = ProfileFile::read(&text).map_err(|source| Unusable::Profile {
            path: profile.to_owned(),
            source,
        })?;
        let base = file.base().map_err(|error| ask(&error))?;
        let none = || Unusable::Ask("the profile has no base URL".to_owned());
        let base = base.ok_or_else(none)?;
        let key = read_secret_text(key)?;
        let secret = read_secret_text(secret)?;
        let stored = StoredCredentials::new(base.origin(), &key, &secret);
        let stored = stored.map_err(|error| ask(&error))?;
        Ok(Self { file, base, stored })
    }
}

/// Why nothing was called.
pub fn ask(error: &dyn std::error::Error) -> Unusable {
    Unusable::Ask(chain(error))
}
