//! A profile's settings: what it is, how it is called, how it receives.

use crate::{EngineError, folder::random_bytes, way_in::WaySetup};
use domain::{Environment, KeyringId};
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, SocketAddr};

/// The version that this program writes. It reads version 1 too.
pub const SETTINGS_VERSION: u32 = 2;
/// The longest title, in characters.
pub const TITLE_CHARACTERS_MAX: usize = 64;

/// What `DATA/<profile>/profile.json` says. The file is this user's alone (0600).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The version of this file.
    pub version: u32,
    /// What the profile's server is.
    pub environment: Environment,
    /// The secret path on which webhooks are received, `/hooks/…`.
    pub path: String,
    /// How people call the profile; empty for its name.
    #[serde(default)]
    pub title: String,
    /// Whether it receives whenever the program runs.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Where it listens on this machine; none for a free port at each start.
    #[serde(default)]
    pub listen: Option<SocketAddr>,
    /// Answer 200 for everything that was stored.
    #[serde(default)]
    pub answer_200_when_stored: bool,
    /// Under which name the keyring has its secrets; none in a file of version 1, which is given
    /// one when the profile is first opened for writing.
    #[serde(default)]
    pub keyring_id: Option<KeyringId>,
    /// How the outside comes in; none if nothing is set up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way_in: Option<WaySetup>,
    /// Where the receiver listens while it does, with the secret path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local_url: Option<String>,
}

const fn yes() -> bool {
    true
}

/// What a person typed can't be a setting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// The title is too long or holds control characters.
    #[error("a title is at most {TITLE_CHARACTERS_MAX} characters on one line")]
    Title,
    /// It is no address with a port.
    #[error("{0:?} is no address with a port, such as 127.0.0.1:8787")]
    NoAddress(String),
    /// It is another machine's address, or every network's.
    #[error(
        "{0} is not this machine alone: deliveries come through a tunnel, so listen on 127.0.0.1 \
         or [::1]"
    )]
    NotLoopback(IpAddr),
    /// A person's name is empty, too long or holds control characters.
    #[error("a name is 1 to {TITLE_CHARACTERS_MAX} characters on one line")]
    PersonName,
}

fn is_one_line(text: &str) -> bool {
    text.chars().count() <= TITLE_CHARACTERS_MAX && !text.chars().any(char::is_control)
}

/// Reads a title. White space at its ends does not count.
///
/// # Errors
/// [`SettingError::Title`].
pub fn read_title(text: &str) -> Result<String, SettingError> {
    let title = text.trim();
    if is_one_line(title) {
        Ok(title.to_owned())
    } else {
        Err(SettingError::Title)
    }
}

/// Reads the name of the person who works at the console.
///
/// # Errors
/// [`SettingError::PersonName`].
pub fn read_person(text: &str) -> Result<String, SettingError> {
    let name = text.trim();
    if !name.is_empty() && is_one_line(name) {
        Ok(name.to_owned())
    } else {
        Err(SettingError::PersonName)
    }
}

/// Reads where to listen; empty is none, which means a free port of 127.0.0.1.
///
/// # Errors
/// [`SettingError::NoAddress`] or [`SettingError::NotLoopback`].
pub fn read_listen(text: &str) -> Result<Option<SocketAddr>, SettingError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let numbered = text
        .strip_prefix("localhost:")
        .map_or_else(|| text.to_owned(), |port| format!("127.0.0.1:{port}"));
    let address: SocketAddr = numbered
        .parse()
        .map_err(|_| SettingError::NoAddress(text.to_owned()))?;
    if address.ip().is_loopback() {
        Ok(Some(address))
    } else {
        Err(SettingError::NotLoopback(address.ip()))
    }
}

impl Settings {
    /// Settings of a new profile, with a secret path and a keyring id by chance.
    ///
    /// # Errors
    /// [`EngineError::NoRandomBytes`].
    pub fn new(environment: Environment) -> Result<Self, EngineError> {
        Ok(Self {
            version: SETTINGS_VERSION,
            environment,
            path: random_path()?,
            title: String::new(),
            enabled: true,
            listen: None,
            answer_200_when_stored: false,
            keyring_id: Some(new_keyring_id()?),
            way_in: None,
            local_url: None,
        })
    }
}

/// A new secret path.
///
/// # Errors
/// [`EngineError::NoRandomBytes`].
pub fn random_path() -> Result<String, EngineError> {
    Ok(format!("/hooks/{}", crate::folder::random_hex()?))
}

/// A new name for a profile's secrets in the keyring.
///
/// # Errors
/// [`EngineError::NoRandomBytes`].
pub fn new_keyring_id() -> Result<KeyringId, EngineError> {
    Ok(KeyringId::from_bytes(random_bytes()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_may_be_listened_on() {
        assert_eq!(read_listen(" "), Ok(None));
        for good in [
            "127.0.0.1:8787",
            "[::1]:8787",
            "localhost:8787",
            "127.0.0.1:0",
        ] {
            assert!(matches!(read_listen(good), Ok(Some(_))), "{good}");
        }
        for bad in ["0.0.0.0:8787", "[::]:80", "192.168.1.4:8787"] {
            assert!(
                matches!(read_listen(bad), Err(SettingError::NotLoopback(_))),
                "{bad}"
            );
        }
        for bad in ["8787", "127.0.0.1", "127.0.0.1:99999", "example.org:80"] {
            assert!(
                matches!(read_listen(bad), Err(SettingError::NoAddress(_))),
                "{bad}"
            );
        }
    }

    #[test]
    fn titles_and_names_are_one_short_line() {
        assert_eq!(read_title("  Acme Ltd "), Ok("Acme Ltd".to_owned()));
        assert_eq!(read_title(""), Ok(String::new()));
        assert_eq!(read_title("a\nb"), Err(SettingError::Title));
        assert_eq!(read_title(&"ä".repeat(65)), Err(SettingError::Title));
        assert_eq!(read_person("A. Ndiaye"), Ok("A. Ndiaye".to_owned()));
        assert_eq!(read_person("  "), Err(SettingError::PersonName));
    }

    #[test]
    fn settings_of_version_1_are_read_as_an_enabled_profile_without_a_keyring_id() {
        let old = r#"{"version":1,"environment":"live","path":"/hooks/a"}"#;
        let read: Settings = serde_json::from_str(old).unwrap();
        assert!(read.enabled && read.keyring_id.is_none() && read.listen.is_none());
    }
}
