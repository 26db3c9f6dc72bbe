//! Whom a timeline is about.

use crate::{IdError, MerchantId, PartnerNumber};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What kind of thing a subject is, in our words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// A merchant (`business` on the wire).
    Merchant,
    /// A receiver account (`businessExternalAccount`).
    ReceiverAccount,
    /// A transaction (`businessRequest`).
    Transaction,
}

impl SubjectKind {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Merchant, Self::ReceiverAccount, Self::Transaction];

    /// The word before the colon of a subject's key: `merchant`, `account`, `transaction`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Merchant => "merchant",
            Self::ReceiverAccount => "account",
            Self::Transaction => "transaction",
        }
    }

    /// The words that people say.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Merchant => "Merchant",
            Self::ReceiverAccount => "Receiver account",
            Self::Transaction => "Transaction",
        }
    }
}

/// A merchant, receiver account or transaction that has a timeline. Its text is `transaction:7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Subject {
    /// What it is.
    pub kind: SubjectKind,
    /// The partner's number for it.
    pub number: PartnerNumber,
}

/// A text that names no subject.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubjectError {
    /// Neither `merchant:`, `account:` nor `transaction:` stands before the number.
    #[error("a subject is merchant:ID, account:ID or transaction:ID, not {0:?}")]
    Kind(String),
    /// What stands behind the colon is no id.
    #[error("a subject's number is wrong")]
    Number(#[source] IdError),
}

impl From<MerchantId> for Subject {
    fn from(id: MerchantId) -> Self {
        let kind = SubjectKind::Merchant;
        let number = id.number();
        Self { kind, number }
    }
}

impl Subject {
    /// Reads `merchant:7`, `account:7` or `transaction:7`.
    ///
    /// # Errors
    /// [`SubjectError`] if the kind or the number is wrong.
    pub fn parse(text: &str) -> Result<Self, SubjectError> {
        let wrong = || SubjectError::Kind(text.to_owned());
        let (word, number) = text.split_once(':').ok_or_else(wrong)?;
        let kind = SubjectKind::ALL
            .into_iter()
            .find(|kind| kind.key() == word)
            .ok_or_else(wrong)?;
        let number = PartnerNumber::parse(number).map_err(SubjectError::Number)?;
        Ok(Self { kind, number })
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.kind.key(), self.number)
    }
}

impl From<Subject> for String {
    fn from(subject: Subject) -> Self {
        subject.to_string()
    }
}

impl TryFrom<String> for Subject {
    type Error = SubjectError;
    fn try_from(text: String) -> Result<Self, SubjectError> {
        Self::parse(&text)
    }
}

impl std::str::FromStr for Subject {
    type Err = SubjectError;
    fn from_str(text: &str) -> Result<Self, SubjectError> {
        Self::parse(text)
    }
}

/// Which subject a verified delivery speaks of, by its covered fields alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Resolution {
    /// The covered status word is used by one kind of object only.
    Resolved {
        /// That object.
        subject: Subject,
    },
    /// Several objects fit what is covered; an API read of each must decide.
    Unresolved {
        /// Each object that fits, the hinted one first.
        candidates: Vec<Subject>,
        /// The one that the uncovered event name points to, if any.
        hint: Option<Subject>,
    },
    /// Nothing verified names an object.
    None,
}

impl Resolution {
    /// The timelines on which the delivery stands.
    #[must_use]
    pub fn subjects(&self) -> &[Subject] {
        match self {
            Self::Resolved { subject } => std::slice::from_ref(subject),
            Self::Unresolved { candidates, .. } => candidates,
            Self::None => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_reads_back_as_it_was_written() {
        for text in ["merchant:7", "account:12", "transaction:4711"] {
            assert_eq!(
                Subject::parse(text).map(|s| s.to_string()),
                Ok(text.to_owned())
            );
        }
        for bad in [
            "",
            "transaction",
            "transaction:",
            "transaction:07",
            "payout:7",
            "merchant:7 ",
        ] {
            assert!(Subject::parse(bad).is_err(), "{bad:?}");
        }
    }
}
