//! An entry's row as it lies in the file, and whether it is as it was written.

use super::bytes32;
use crate::{Damage, DamageKind, Entry};
use ledger_format::{Hash, Leaf, leaf_hash};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// The columns that [`Stored::read`] wants, in order.
pub(crate) const COLUMNS: &str = "sequence, kind, recorded_ms, about, leaf, leaf_hash";

/// A row of `entry`. What can't be read is none: that is damage, not an error.
#[derive(Debug)]
pub(crate) struct Stored {
    pub(crate) sequence: u64,
    kind: Option<String>,
    recorded_ms: Option<i64>,
    /// None if it can't be read; none inside if the entry is about no other.
    about: Option<Option<u64>>,
    leaf: Option<Vec<u8>>,
    leaf_hash: Option<Hash>,
}

/// What an entry's row turns out to say.
#[derive(Debug)]
pub(crate) struct Examined {
    /// The leaf, if its bytes are one.
    pub(crate) leaf: Option<Leaf>,
    /// The hash of the leaf's bytes, whatever they are.
    pub(crate) hash: Hash,
    /// All that is wrong with it.
    pub(crate) damage: Vec<Damage>,
}

impl Stored {
    /// Reads a row of [`COLUMNS`]. None if not even its sequence can be read.
    pub(crate) fn read(row: &SqliteRow) -> Option<Self> {
        let about = row.try_get::<Option<i64>, _>(3).ok();
        Some(Self {
            sequence: u64::try_from(row.try_get::<i64, _>(0).ok()?).ok()?,
            kind: row.try_get(1).ok(),
            recorded_ms: row.try_get(2).ok(),
            about: about.and_then(|about| about.map(u64::try_from).transpose().ok()),
            leaf: row.try_get(4).ok(),
            leaf_hash: bytes32(row, 5),
        })
    }

    /// Compares the leaf's bytes with their hash and with the columns beside them.
    pub(crate) fn examine(&self) -> Examined {
        let mut damage = Vec::new();
        let mut found = |kind, detail: String| {
            damage.push(Damage {
                sequence: Some(self.sequence),
                kind,
                detail,
            });
        };
        let hash = leaf_hash(self.leaf.as_deref().unwrap_or_default());
        let leaf = match self.leaf.as_deref().map(Leaf::decode) {
            None => {
                found(DamageKind::Leaf, "its bytes can't be read".to_owned());
                None
            }
            Some(Err(error)) => {
                found(DamageKind::Leaf, error.to_string());
                None
            }
            Some(Ok(leaf)) => Some(leaf),
        };
        if self.leaf_hash != Some(hash) {
            found(
                DamageKind::Hash,
                "its bytes do not give its leaf hash".to_owned(),
            );
        }
        if let Some(leaf) = &leaf {
            let columns = [
                ("sequence", leaf.sequence == self.sequence),
                ("kind", self.kind.as_ref() == Some(&leaf.kind)),
                ("recorded_ms", self.recorded_ms == Some(leaf.recorded_ms)),
                ("about", self.about == Some(leaf.about)),
            ];
            for (column, _) in columns.iter().filter(|(_, agrees)| !agrees) {
                let detail = format!("its column {column} does not agree with its bytes");
                found(DamageKind::Column, detail);
            }
        }
        Examined { leaf, hash, damage }
    }

    /// The entry for a reader, marked if it is damaged.
    pub(crate) fn into_entry(self) -> Entry {
        let Examined { leaf, hash, damage } = self.examine();
        let leaf_hash = self.leaf_hash.unwrap_or(hash);
        let damage = damage.into_iter().next();
        let sequence = self.sequence;
        match leaf {
            Some(leaf) => Entry {
                sequence,
                recorded_ms: leaf.recorded_ms,
                kind: leaf.kind,
                subjects: leaf.subjects,
                about: leaf.about,
                facts: leaf.facts,
                leaf_hash,
                damage,
            },
            None => Entry {
                sequence,
                recorded_ms: self.recorded_ms.unwrap_or_default(),
                kind: self.kind.unwrap_or_default(),
                subjects: Vec::new(),
                about: self.about.flatten(),
                facts: String::new(),
                leaf_hash,
                damage,
            },
        }
    }
}

/// An entry of which nothing can be read.
pub(crate) fn unreadable(sequence: u64, kind: DamageKind, detail: &str) -> Entry {
    Entry {
        sequence,
        recorded_ms: 0,
        kind: String::new(),
        subjects: Vec::new(),
        about: None,
        facts: String::new(),
        leaf_hash: [0; 32],
        damage: Some(Damage {
            sequence: Some(sequence),
            kind,
            detail: detail.to_owned(),
        }),
    }
}
