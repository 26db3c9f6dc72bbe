//! Who may approve, and what they signed, as entries say it.

use serde::{Deserialize, Serialize};

/// Who is an operator from here on. Facts: [`OperatorsFacts`]; parts: [`PART_SIGNATURES`],
/// [`super::PART_NOTE`].
pub const KIND_OPERATORS_CHANGED: &str = "operators_changed";
/// A change of who is an operator that a first person wants, where it takes two. Facts and parts as
/// of [`KIND_OPERATORS_CHANGED`].
pub const KIND_OPERATORS_PROPOSED: &str = "operators_proposed";

/// The ledger's subject of every enrolment and removal, so that none can be left out unseen. No
/// object of the partner has this name.
pub const SUBJECT_OPERATORS: &str = "operators";

/// The signatures of an entry: a list of [`SignaturePart`] as JSON.
pub const PART_SIGNATURES: &str = "signatures";

/// A change of where money goes that a first person wants, in full: JSON, so that a second person
/// sees it.
pub const PART_WANTED: &str = "wanted";
/// What a change of where money goes rests on: [`BoundChange`] as JSON.
pub const PART_CHANGE: &str = "change";

/// An operator as an entry names one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperatorRecord {
    /// The name.
    pub name: String,
    /// The public key (Ed25519), 64 digits in hexadecimal.
    pub key: String,
}

/// A change of who is an operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OperatorsChange {
    /// The first: one alone, or two together.
    Found(Vec<OperatorRecord>),
    /// A further one.
    Enrol(OperatorRecord),
    /// One is none any more.
    Remove(OperatorRecord),
}

/// A change of who is an operator, done or proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperatorsFacts {
    /// What was done, in a sentence.
    pub what: String,
    /// The name of who did it.
    pub by: Option<String>,
    /// The change.
    pub change: OperatorsChange,
    /// The entry of the proposal by another person that it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<u64>,
}

/// In which sense something was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// The signer does it.
    Does,
    /// The signer wants it, and another person does it.
    Wants,
    /// The signer becomes an operator by it.
    Joins,
}

impl Says {
    /// Its word in what is signed.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Does => "does",
            Self::Wants => "wants",
            Self::Joins => "joins",
        }
    }
}

/// A signature, with what of the signed text does not stand in its entry anyway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignaturePart {
    /// In which sense.
    pub says: Says,
    /// The signer's public key.
    pub key: String,
    /// When it was signed, in milliseconds since 1970.
    pub at: crate::Millis,
    /// The entry of the policy in force then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<u64>,
    /// The entry of the first person's word that it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirms: Option<u64>,
    /// The signature (Ed25519), 128 digits in hexadecimal.
    pub signature: String,
}

/// What a change of where money goes rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundChange {
    /// What kind of change.
    pub deed: crate::Deed,
    /// The hash of the very change.
    pub hash: String,
    /// The policy's entry; none where none was set by an entry.
    pub policy: Option<u64>,
    /// Whether one person did it alone.
    pub alone: bool,
    /// The entry of the first person's word.
    pub confirmed: Option<u64>,
}
