//! A leaf: what one entry says, as the bytes that the tree hashes.

use crate::{Commitment, Hash, LeafError, leaf_hash};

/// The version of the leaf encoding that this crate writes and reads.
pub const VERSION: u16 = 1;

/// Longest kind, in bytes.
pub const KIND_BYTES_MAX: usize = 64;
/// Longest name of a subject or of a part, in bytes.
pub const NAME_BYTES_MAX: usize = 1024;
/// Most subjects, and most parts, of one leaf.
pub const COUNT_MAX: usize = 1024;
/// Longest facts, in bytes.
pub const FACTS_BYTES_MAX: usize = 1024 * 1024;

pub(crate) const MAGIC: &[u8] = b"PCLEDGER-LEAF";

/// What one entry says. The values of its parts stand elsewhere, under their commitments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// 1 for the first entry of a ledger; the leaf's index in the tree plus one.
    pub sequence: u64,
    /// Milliseconds since 1970-01-01T00:00:00Z by the writer's clock.
    pub recorded_ms: i64,
    /// What sort of entry: 1 to [`KIND_BYTES_MAX`] bytes.
    pub kind: String,
    /// The earlier entry that this one is about.
    pub about: Option<u64>,
    /// Whose timelines it stands on, ascending by the bytes of the name, each once.
    pub subjects: Vec<SubjectNumber>,
    /// The plain facts, as they were handed in.
    pub facts: String,
    /// The erasable parts, ascending by the bytes of the name, each once.
    pub parts: Vec<PartCommitment>,
}

/// A subject with its own running number: 1 for its first entry, then 2, 3… without a hole, so
/// that leaving one of its entries out can be seen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SubjectNumber {
    /// The subject's name.
    pub name: String,
    /// The running number of this entry among the subject's.
    pub number: u64,
}

/// The name of an erasable part and the commitment to its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartCommitment {
    /// The part's name.
    pub name: String,
    /// What [`crate::commitment`] makes of name, salt and value.
    pub commitment: Commitment,
}

impl Leaf {
    /// The one sequence of bytes that stands for this leaf.
    ///
    /// # Errors
    /// If a field is beyond its limit or out of order; then there are no bytes for it.
    pub fn encode(&self) -> Result<Vec<u8>, LeafError> {
        self.check()?;
        let mut bytes = Vec::with_capacity(96 + self.facts.len() + 64 * self.parts.len());
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_be_bytes());
        bytes.extend_from_slice(&self.sequence.to_be_bytes());
        bytes.extend_from_slice(&self.recorded_ms.to_be_bytes());
        put_text(&mut bytes, &self.kind, "kind")?;
        bytes.extend_from_slice(&self.about.unwrap_or(0).to_be_bytes());
        put_count(&mut bytes, self.subjects.len(), "subjects")?;
        for subject in &self.subjects {
            put_text(&mut bytes, &subject.name, "subject")?;
            bytes.extend_from_slice(&subject.number.to_be_bytes());
        }
        let facts = u32::try_from(self.facts.len());
        let facts = facts.map_err(|_| LeafError::OutOfRange { field: "facts" })?;
        bytes.extend_from_slice(&facts.to_be_bytes());
        bytes.extend_from_slice(self.facts.as_bytes());
        put_count(&mut bytes, self.parts.len(), "parts")?;
        for part in &self.parts {
            put_text(&mut bytes, &part.name, "part")?;
            bytes.extend_from_slice(&part.commitment);
        }
        Ok(bytes)
    }

    /// The leaf's hash in the tree: SHA-256 of a zero byte and the encoded leaf.
    ///
    /// # Errors
    /// As [`Leaf::encode`].
    pub fn hash(&self) -> Result<Hash, LeafError> {
        Ok(leaf_hash(&self.encode()?))
    }

    /// Whether every field is within its limits and in order.
    pub(crate) fn check(&self) -> Result<(), LeafError> {
        let out = |field| Err(LeafError::OutOfRange { field });
        if self.sequence == 0 || i64::try_from(self.sequence).is_err() {
            return out("sequence");
        }
        if self.kind.is_empty() || self.kind.len() > KIND_BYTES_MAX {
            return out("kind");
        }
        if self
            .about
            .is_some_and(|about| about == 0 || about >= self.sequence)
        {
            return out("about");
        }
        if self.subjects.len() > COUNT_MAX {
            return out("subjects");
        }
        if self
            .subjects
            .iter()
            .any(|subject| !name_fits(&subject.name))
        {
            return out("subject");
        }
        if self
            .subjects
            .iter()
            .any(|s| s.number == 0 || s.number > self.sequence)
        {
            return out("subject's number");
        }
        if self.facts.len() > FACTS_BYTES_MAX {
            return out("facts");
        }
        if self.parts.len() > COUNT_MAX {
            return out("parts");
        }
        if self.parts.iter().any(|part| !name_fits(&part.name)) {
            return out("part");
        }
        if !self.subjects.is_sorted_by(|a, b| a.name < b.name) {
            return Err(LeafError::Order { field: "subjects" });
        }
        if !self.parts.is_sorted_by(|a, b| a.name < b.name) {
            return Err(LeafError::Order { field: "parts" });
        }
        Ok(())
    }
}

fn name_fits(name: &str) -> bool {
    (1..=NAME_BYTES_MAX).contains(&name.len())
}

fn put_count(bytes: &mut Vec<u8>, count: usize, field: &'static str) -> Result<(), LeafError> {
    let count = u16::try_from(count).map_err(|_| LeafError::OutOfRange { field })?;
    bytes.extend_from_slice(&count.to_be_bytes());
    Ok(())
}

fn put_text(bytes: &mut Vec<u8>, text: &str, field: &'static str) -> Result<(), LeafError> {
    put_count(bytes, text.len(), field)?;
    bytes.extend_from_slice(text.as_bytes());
    Ok(())
}
