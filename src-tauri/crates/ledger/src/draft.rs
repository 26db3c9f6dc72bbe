//! What a caller hands to the writer, and what it is told.

/// An entry before it has a place in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryDraft {
    /// What sort of entry: 1 to 64 bytes.
    pub kind: String,
    /// Milliseconds since 1970-01-01T00:00:00Z, from the caller's clock.
    pub recorded_ms: i64,
    /// Whose timelines it stands on, each once, in any order; it is kept in ascending order.
    pub subjects: Vec<String>,
    /// The earlier entry it is about. It may be one of the same append.
    pub about: Option<u64>,
    /// JSON text, kept as it is. Never erased: nothing personal belongs here.
    pub facts: String,
    /// What may have to be erased, each with a name of its own, in any order.
    pub parts: Vec<PartDraft>,
}

/// An erasable part of an entry. The writer makes its salt.
#[derive(Clone, PartialEq, Eq)]
pub struct PartDraft {
    /// 1 to 1024 bytes.
    pub name: String,
    /// The bytes, at most [`PartDraft::VALUE_BYTES_MAX`].
    pub value: Vec<u8>,
}

impl PartDraft {
    /// Longest value of a part, in bytes.
    pub const VALUE_BYTES_MAX: usize = 16 * 1024 * 1024;
}

impl std::fmt::Debug for PartDraft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "PartDraft {{ {}: {} bytes }}",
            self.name,
            self.value.len()
        )
    }
}

/// Where an append will stand, told to its `build` inside the writer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The sequence that the first built entry will have.
    pub next: u64,
    /// What was remembered under the key that the append looks up, by an earlier append.
    pub earlier: Option<Remembered>,
}

/// What stands under a remembered key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// The first entry of the append that remembered it.
    pub sequence: u64,
    /// What it noted.
    pub memo: Vec<u8>,
}

/// What an append writes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Built {
    /// The entries, in order; all of them are written, or none.
    pub entries: Vec<EntryDraft>,
    /// A key to find this append by. A key that stands already keeps its first meaning.
    pub remember: Option<Remember>,
}

impl Built {
    /// Most entries of one append.
    pub const ENTRIES_MAX: usize = 256;
}

/// A key for later look-ups: an index beside the entries, not a part of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remember {
    /// A keyed hash of the caller's making, see [`crate::Writer::index_salt`].
    pub key: [u8; 32],
    /// Anything short, at most [`Remember::MEMO_BYTES_MAX`] bytes.
    pub memo: Vec<u8>,
}

impl Remember {
    /// Longest memo, in bytes.
    pub const MEMO_BYTES_MAX: usize = 4096;
}

/// Where an append stands now. It is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// The sequence of its first entry. Of an append without entries: what it would have been.
    pub first: u64,
    /// How many entries it has.
    pub count: u32,
}
