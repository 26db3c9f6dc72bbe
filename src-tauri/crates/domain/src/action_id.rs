//! The id of what a person asks for, minted where it is asked.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Names one wish of a person: a UUID in lower case. It is used once in a ledger, so that a wish
/// that is delivered twice is done once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ActionId(String);

/// A text that is no action id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an action's id is a UUID in lower case")]
pub struct ActionIdError;

/// Where a UUID has its dashes, and its length.
const DASHES: [usize; 4] = [8, 13, 18, 23];
const LENGTH: usize = 36;

impl ActionId {
    /// Reads an action's id.
    ///
    /// # Errors
    /// [`ActionIdError`].
    pub fn parse(text: &str) -> Result<Self, ActionIdError> {
        let fits = |(at, byte): (usize, u8)| match byte {
            b'-' => DASHES.contains(&at),
            b'0'..=b'9' | b'a'..=b'f' => !DASHES.contains(&at),
            _ => false,
        };
        let is_uuid = text.len() == LENGTH && text.bytes().enumerate().all(fits);
        is_uuid.then(|| Self(text.to_owned())).ok_or(ActionIdError)
    }

    /// The ledger's subject of all that became of it. No object of the partner has this name.
    #[must_use]
    pub fn ledger_subject(&self) -> String {
        format!("action:{}", self.0)
    }
}

impl fmt::Display for ActionId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<ActionId> for String {
    fn from(id: ActionId) -> Self {
        id.0
    }
}

impl TryFrom<String> for ActionId {
    type Error = ActionIdError;
    fn try_from(text: String) -> Result<Self, ActionIdError> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actions_id_is_a_uuid_in_lower_case_and_nothing_else() {
        let good = "0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b6a";
        assert_eq!(ActionId::parse(good).unwrap().to_string(), good);
        for bad in [
            "",
            "0B3C1A52-9D1E-4F6A-8C77-1F2E3D4C5B6A",
            "0b3c1a529d1e4f6a8c771f2e3d4c5b6a",
            "0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b6",
            "0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b6g",
            "0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b-a",
        ] {
            assert_eq!(ActionId::parse(bad), Err(ActionIdError), "{bad}");
        }
    }
}
