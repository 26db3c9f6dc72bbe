//! What a reader gets: entries, parts, the head.

use crate::Damage;
use ledger_format::SubjectNumber;

/// One entry as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// 1 for the first of the ledger.
    pub sequence: u64,
    /// Milliseconds since 1970-01-01T00:00:00Z by the writer's clock.
    pub recorded_ms: i64,
    /// What sort of entry.
    pub kind: String,
    /// Whose timelines it stands on, in ascending order, with its number in each.
    pub subjects: Vec<SubjectNumber>,
    /// The earlier entry that this one is about.
    pub about: Option<u64>,
    /// JSON text as it was handed in; empty where `damage` says that it can't be read.
    pub facts: String,
    /// The entry's hash in the tree.
    pub leaf_hash: [u8; 32],
    /// Set if the row is not as it was written. Then nothing above is certain but the sequence.
    pub damage: Option<Damage>,
}

/// One part of an entry.
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    /// The entry that it belongs to.
    pub sequence: u64,
    /// Its name.
    pub name: String,
    /// Its bytes; none if it was erased, or can't be read (then `damage` says so).
    pub value: Option<Vec<u8>>,
    /// Set if it is not what the entry's leaf commits to.
    pub damage: Option<Damage>,
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Part")
            .field("sequence", &self.sequence)
            .field("name", &self.name)
            .field("value_bytes", &self.value.as_ref().map(Vec::len))
            .field("damage", &self.damage)
            .finish()
    }
}

/// The size of the ledger and the root of its tree at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Number of entries; also the sequence of the last.
    pub size: u64,
    /// The root of the tree over all of them.
    pub root: [u8; 32],
}
