//! A profile: one server, its credentials and its part of the ledger.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a profile's server is. The three are never confusable on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// Real money.
    Live,
    /// Cedar's sandbox.
    Sandbox,
    /// The simulator on this machine.
    Simulator,
}

/// The name of a profile's secrets in the keyring: 32 hexadecimal digits, made by chance with the
/// profile. Two data folders with a profile of the same name so never meet there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyringId(String);

/// A text that is no such name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a keyring id is 32 hexadecimal digits")]
pub struct KeyringIdError;

impl KeyringId {
    /// Makes it of 16 bytes of chance.
    #[must_use]
    pub fn from_bytes(chance: [u8; 16]) -> Self {
        Self(chance.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for KeyringId {
    type Error = KeyringIdError;
    fn try_from(text: String) -> Result<Self, KeyringIdError> {
        let good = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if good {
            Ok(Self(text))
        } else {
            Err(KeyringIdError)
        }
    }
}

impl From<KeyringId> for String {
    fn from(id: KeyringId) -> Self {
        id.0
    }
}

/// A profile's name, which is also its folder: `[a-z0-9][a-z0-9-]{0,31}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProfileName(String);

/// A text that is no profile name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a profile's name is 1 to 32 of a-z, 0-9 and -, and does not begin with -: {0:?}")]
pub struct ProfileNameError(pub String);

impl ProfileName {
    /// Reads a name.
    ///
    /// # Errors
    /// [`ProfileNameError`] for anything that could not be a plain folder name everywhere.
    pub fn parse(text: &str) -> Result<Self, ProfileNameError> {
        let letters = text.as_bytes();
        let good = (1..=32).contains(&letters.len())
            && letters.first() != Some(&b'-')
            && letters
                .iter()
                .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if good {
            Ok(Self(text.to_owned()))
        } else {
            Err(ProfileNameError(text.to_owned()))
        }
    }

    /// The name of the simulator's profile.
    #[must_use]
    pub fn simulator() -> Self {
        Self("simulator".to_owned())
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ProfileName {
    type Error = ProfileNameError;
    fn try_from(text: String) -> Result<Self, ProfileNameError> {
        Self::parse(&text)
    }
}

impl From<ProfileName> for String {
    fn from(name: ProfileName) -> Self {
        name.0
    }
}

impl std::str::FromStr for ProfileName {
    type Err = ProfileNameError;
    fn from_str(text: &str) -> Result<Self, ProfileNameError> {
        Self::parse(text)
    }
}

impl fmt::Display for ProfileName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_could_leave_its_folder_is_refused() {
        assert!(ProfileName::parse("acme-live").is_ok());
        for bad in ["", "..", "a/b", "A", "-a", "a b", "ä", &"a".repeat(33)] {
            assert!(ProfileName::parse(bad).is_err(), "{bad:?}");
        }
    }
}
