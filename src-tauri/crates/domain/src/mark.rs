//! The marks of assurance that stand beside every entry.

use serde::{Deserialize, Serialize};

/// How far a thing shown may be trusted. Never shown by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// ○ It came in; not checked, or the hash is good and its reading ambiguous.
    Received,
    /// ◐ The covered fields are the sender's.
    HashMatches,
    /// ● An API read at the stated time says the same.
    Confirmed,
    /// ◆ An API read says otherwise.
    Contradicted,
    /// ▨ Kept in quarantine, with the reason.
    Refused,
    /// ≋ Nothing could have been received in this span.
    Gap,
}

impl Mark {
    /// The sign that stands for it.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::Received => '○',
            Self::HashMatches => '◐',
            Self::Confirmed => '●',
            Self::Contradicted => '◆',
            Self::Refused => '▨',
            Self::Gap => '≋',
        }
    }
}
