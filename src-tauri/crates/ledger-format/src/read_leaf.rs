//! Reading a leaf back from its bytes. Only the one encoding that the writer makes is accepted.

use crate::leaf::MAGIC;
use crate::{Leaf, LeafError, PartCommitment, SubjectNumber, VERSION};

impl Leaf {
    /// The leaf that these bytes stand for. Whatever is accepted encodes to the same bytes again.
    ///
    /// # Errors
    /// What is wrong with the bytes; any input gives an answer.
    pub fn decode(bytes: &[u8]) -> Result<Self, LeafError> {
        let mut rest = Rest(bytes.strip_prefix(MAGIC).ok_or(LeafError::NotALeaf)?);
        let found = rest.u16("version")?;
        if found != VERSION {
            return Err(LeafError::Version {
                found,
                known: VERSION,
            });
        }
        let sequence = rest.u64("sequence")?;
        let recorded_ms = i64::from_be_bytes(rest.array("recorded time")?);
        let kind = rest.short_text("kind")?;
        let about = Some(rest.u64("about")?).filter(|about| *about != 0);
        let subjects = (0..rest.u16("subjects")?)
            .map(|_| {
                let name = rest.short_text("subject")?;
                let number = rest.u64("subject's number")?;
                Ok(SubjectNumber { name, number })
            })
            .collect::<Result<_, LeafError>>()?;
        let facts_bytes = u32::from_be_bytes(rest.array("facts")?);
        let facts_bytes = usize::try_from(facts_bytes);
        let facts = rest.text(facts_bytes.unwrap_or(usize::MAX), "facts")?;
        let parts = (0..rest.u16("parts")?)
            .map(|_| {
                let name = rest.short_text("part")?;
                let commitment = rest.array("commitment")?;
                Ok(PartCommitment { name, commitment })
            })
            .collect::<Result<_, LeafError>>()?;
        if !rest.0.is_empty() {
            return Err(LeafError::Trailing {
                bytes: rest.0.len(),
            });
        }
        let leaf = Self {
            sequence,
            recorded_ms,
            kind,
            about,
            subjects,
            facts,
            parts,
        };
        leaf.check()?;
        Ok(leaf)
    }
}

/// What has not been read yet.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, bytes: usize, field: &'static str) -> Result<&'a [u8], LeafError> {
        let (taken, rest) = self
            .0
            .split_at_checked(bytes)
            .ok_or(LeafError::Short { field })?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self, field: &'static str) -> Result<[u8; N], LeafError> {
        let (taken, rest) = self
            .0
            .split_first_chunk()
            .ok_or(LeafError::Short { field })?;
        self.0 = rest;
        Ok(*taken)
    }

    fn u16(&mut self, field: &'static str) -> Result<u16, LeafError> {
        Ok(u16::from_be_bytes(self.array(field)?))
    }

    fn u64(&mut self, field: &'static str) -> Result<u64, LeafError> {
        Ok(u64::from_be_bytes(self.array(field)?))
    }

    fn text(&mut self, bytes: usize, field: &'static str) -> Result<String, LeafError> {
        let text = std::str::from_utf8(self.take(bytes, field)?);
        Ok(text.map_err(|_| LeafError::NotText { field })?.to_owned())
    }

    fn short_text(&mut self, field: &'static str) -> Result<String, LeafError> {
        let bytes = self.u16(field)?;
        self.text(bytes.into(), field)
    }
}
