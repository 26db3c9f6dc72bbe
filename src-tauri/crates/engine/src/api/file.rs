//! `DATA/<profile>/api.json`: where a profile's server is, its paths, what was confirmed.

use super::reference::ListRead;
use crate::{
    EngineError, ProfileFolder,
    private_file::{failed, write_private},
};
use domain::{Environment, Millis};
use partner_api::{BaseUrl, BaseUrlError, LIVE_BASE_URL, Operation, Overrides};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, io, path::PathBuf};

const API_FILE: &str = "api.json";
const API_FILE_VERSION: u32 = 1;

/// What the file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiFile {
    pub(crate) version: u32,
    /// The base URL that a person set; none for the documented one of a Live profile, and for none
    /// of any other.
    #[serde(default)]
    pub base_url: Option<String>,
    /// Operation ids with the paths that this profile has in place of the table's.
    #[serde(default)]
    pub paths: BTreeMap<String, String>,
    /// Operations of which a call worked.
    #[serde(default)]
    pub confirmed: BTreeMap<String, Confirmed>,
    /// The lists of countries and currencies by their operations: which call read each last.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lists: BTreeMap<String, ListRead>,
}

/// That a call of an operation worked, by which path, at which server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// The path, with its parameter in braces.
    pub path: String,
    /// The server's origin.
    pub origin: String,
    /// When it first worked.
    pub at: Millis,
}

/// Why a base URL can't be a profile's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ServerError {
    /// It is no base URL.
    #[error(transparent)]
    NoBaseUrl(#[from] BaseUrlError),
    /// The documented live server is for Live profiles alone, so that it is always shown as LIVE.
    #[error("this is the live server, and moves real money: make a Live profile for it")]
    IsLive,
    /// The simulator's server is started by the program.
    #[error("the simulator's server is the program's own and can't be changed")]
    Simulator,
}

impl Default for ApiFile {
    fn default() -> Self {
        Self {
            version: API_FILE_VERSION,
            base_url: None,
            paths: BTreeMap::new(),
            confirmed: BTreeMap::new(),
            lists: BTreeMap::new(),
        }
    }
}

fn path(folder: &ProfileFolder) -> PathBuf {
    folder.path.join(API_FILE)
}

/// Reads a base URL for a profile of this environment. White space at its ends does not count;
/// empty is none.
///
/// # Errors
/// [`ServerError`].
pub fn read_server(environment: Environment, typed: &str) -> Result<Option<BaseUrl>, ServerError> {
    if environment == Environment::Simulator {
        return Err(ServerError::Simulator);
    }
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let base: BaseUrl = typed.parse()?;
    if base.is_live() && environment != Environment::Live {
        return Err(ServerError::IsLive);
    }
    Ok(Some(base))
}

impl ApiFile {
    /// Reads it; an empty one if there is none yet.
    ///
    /// # Errors
    /// [`EngineError::Settings`] if it can't be understood, [`EngineError::Newer`] if a newer
    /// version wrote it.
    pub fn read(folder: &ProfileFolder) -> Result<Self, EngineError> {
        let path = path(folder);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(failed("read", &path)(error)),
        };
        let read: Self =
            serde_json::from_str(&text).map_err(|source| EngineError::Settings { path, source })?;
        if read.version > API_FILE_VERSION {
            return Err(EngineError::Newer {
                name: folder.name.to_string(),
                found: read.version,
                known: API_FILE_VERSION,
            });
        }
        Ok(read)
    }

    /// Writes it whole.
    ///
    /// # Errors
    /// [`EngineError::Folder`]; the old one is still there then.
    pub fn save(&self, folder: &ProfileFolder) -> Result<(), EngineError> {
        write_private(&path(folder), self)
    }

    /// The base URL in use: the one that was set, or the documented one for a Live profile. None
    /// for the simulator's, which the program starts, and for a text that is no base URL.
    #[must_use]
    pub fn base(&self, environment: Environment) -> Option<BaseUrl> {
        let set = self.base_url.as_deref();
        match environment {
            Environment::Live => set.unwrap_or(LIVE_BASE_URL).parse().ok(),
            Environment::Sandbox => set?.parse().ok(),
            Environment::Simulator => None,
        }
    }

    /// What a profile is: the documented live server is always LIVE, whatever a file says that was
    /// edited by hand.
    #[must_use]
    pub fn environment(&self, said: Environment) -> Environment {
        let base: Option<BaseUrl> = self.base_url.as_deref().and_then(|text| text.parse().ok());
        match base {
            Some(base) if base.is_live() => Environment::Live,
            Some(_) | None => said,
        }
    }

    /// The paths; a row that can't be used is left out and logged, so that the table's is used.
    #[must_use]
    pub fn overrides(&self) -> Overrides {
        let mut table = Overrides::default();
        for (id, path) in &self.paths {
            let set = Operation::from_id(id).map(|operation| table.set(operation, path));
            if !matches!(set, Some(Ok(()))) {
                tracing::warn!(operation = id, "a path in api.json is not used");
            }
        }
        table
    }

    /// When a call by the path in use first worked at this server.
    #[must_use]
    pub fn confirmed_at(&self, operation: Operation, path: &str, origin: &str) -> Option<Millis> {
        let found = self.confirmed.get(operation.id())?;
        (found.path == path && found.origin == origin).then_some(found.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_live_server_is_live_alone_and_always() {
        let read = |environment, text| read_server(environment, text);
        let live = LIVE_BASE_URL.parse::<BaseUrl>().unwrap();
        assert_eq!(
            read(Environment::Live, LIVE_BASE_URL),
            Ok(Some(live.clone()))
        );
        for url in [
            LIVE_BASE_URL,
            " https://PARTNERS-api.service.cedar.money:8443/x ",
        ] {
            assert_eq!(read(Environment::Sandbox, url), Err(ServerError::IsLive));
        }
        assert_eq!(
            read(Environment::Simulator, ""),
            Err(ServerError::Simulator)
        );
        assert_eq!(read(Environment::Sandbox, " "), Ok(None));
        let edited = ApiFile {
            base_url: Some(LIVE_BASE_URL.to_owned()),
            ..ApiFile::default()
        };
        assert_eq!(edited.environment(Environment::Sandbox), Environment::Live);
        assert_eq!(
            ApiFile::default().environment(Environment::Sandbox),
            Environment::Sandbox
        );
        assert_eq!(ApiFile::default().base(Environment::Live), Some(live));
        assert_eq!(ApiFile::default().base(Environment::Sandbox), None);
    }
}
