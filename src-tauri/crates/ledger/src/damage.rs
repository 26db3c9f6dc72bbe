//! What is found wrong with a stored entry, and what a whole check says.

use std::fmt;

/// One thing that is not as it was written. Its `Display` is one sentence that names the entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The entry, where one can be named.
    pub sequence: Option<u64>,
    /// What sort of thing is wrong.
    pub kind: DamageKind,
    /// What exactly, in words for the operator; no sequence, no content of the entry.
    pub detail: String,
}

/// What sort of thing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DamageKind {
    /// The entry's row can't be read from the file.
    Unreadable,
    /// The entry's bytes are not a leaf.
    Leaf,
    /// The entry's bytes do not give the leaf hash that stands beside them.
    Hash,
    /// A column beside the leaf says something else than the leaf.
    Column,
    /// An entry that must be there is not.
    Missing,
    /// A row stands where none may be.
    Unexpected,
    /// A part is not what the leaf commits to.
    Part,
    /// The index of subjects does not agree with the leaves.
    Subject,
    /// A kept node of the tree is not what the leaves give.
    Node,
    /// The kept size or root is not what the leaves give.
    Head,
    /// The index of remembered keys is not as it was written.
    Remembered,
    /// The database's own structure is broken.
    File,
}

impl DamageKind {
    /// A stable word for machines, in snake case.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Leaf => "leaf",
            Self::Hash => "hash",
            Self::Column => "column",
            Self::Missing => "missing",
            Self::Unexpected => "unexpected",
            Self::Part => "part",
            Self::Subject => "subject",
            Self::Node => "node",
            Self::Head => "head",
            Self::Remembered => "remembered",
            Self::File => "file",
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sequence {
            Some(sequence) => write!(f, "entry {sequence} is damaged: {}", self.detail),
            None => write!(f, "the ledger is damaged: {}", self.detail),
        }
    }
}

/// How far a whole check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Entries checked so far.
    pub checked: u64,
    /// Entries to check.
    pub size: u64,
}

/// What a whole check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// Number of entries.
    pub size: u64,
    /// The root of the tree, computed from the entries' bytes.
    pub root: [u8; 32],
    /// All that is wrong, in the order of the entries; empty for a whole ledger. At most
    /// [`CheckReport::DAMAGE_MAX`] things are told apart; the last then says that there is more.
    pub damage: Vec<Damage>,
}

impl CheckReport {
    /// Most things that one report names.
    pub const DAMAGE_MAX: usize = 10_000;

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.damage.is_empty()
    }
}
