//! Signatures of entries: made by who does it, and checked whenever the entry is read.

use super::Stop;
use crate::{EngineError, deed::DeedError, intents::text_part};
use domain::{
    ActionId, Deed, Millis, Statement,
    record::{PART_SIGNATURES, Says, SignaturePart},
};
use ledger::{AppendError, Entry, EntryDraft, PartDraft, Reader};
use sha2::{Digest, Sha256};
use signing::{OperatorKey, PublicKey, is_signed};

/// An entry is on disk so soon after it was signed: an old signature can't be put into a new entry.
const ON_DISK_WITHIN_MS: i64 = 60_000;

/// What is signed, but for who signs and when.
#[derive(Debug, Clone, Copy)]
pub struct Signed<'a> {
    /// The ledger's identity.
    pub ledger: &'a str,
    /// In which sense.
    pub says: Says,
    /// What is done.
    pub deed: Deed,
    /// The id under which it was pressed.
    pub action: Option<&'a ActionId>,
    /// The ledger's subject on which it stands.
    pub subject: &'a str,
    /// The hash of the canonical facts.
    pub facts: &'a str,
    /// The hash of all else that is bound.
    pub bound: Option<&'a str>,
    /// The entry of the policy in force.
    pub policy: Option<u64>,
    /// The entry of the first person's word.
    pub confirms: Option<u64>,
}

impl Signed<'_> {
    fn text(&self, operator: &str, at: Millis) -> Option<String> {
        Statement {
            ledger: self.ledger,
            says: self.says,
            deed: self.deed,
            action: self.action,
            subject: self.subject,
            facts: self.facts,
            bound: self.bound,
            policy: self.policy,
            confirms: self.confirms,
            operator,
            at,
        }
        .text()
    }

    /// Signs it.
    ///
    /// # Errors
    /// [`Stop::Deed`] if a value can't stand in what is signed.
    pub fn by(&self, key: &OperatorKey, now: Millis) -> Result<SignaturePart, Stop> {
        let operator = key.public().to_string();
        let text = self.text(&operator, now);
        let text = text.ok_or_else(|| not_stored("a value can't stand in a signed text"))?;
        Ok(SignaturePart {
            says: self.says,
            at: now,
            policy: self.policy,
            confirms: self.confirms,
            signature: key.sign(&text),
            key: operator,
        })
    }

    /// Whether this is a signature of it, made when the entry was written.
    #[must_use]
    pub fn is_by(&self, key: &PublicKey, part: &SignaturePart, recorded_ms: i64) -> bool {
        let age = recorded_ms.saturating_sub(part.at.0);
        let is_same = part.says == self.says
            && part.key == key.to_string()
            && part.policy == self.policy
            && part.confirms == self.confirms;
        let text = self.text(&part.key, part.at);
        is_same
            && (0..=ON_DISK_WITHIN_MS).contains(&age)
            && text.is_some_and(|text| is_signed(key, &text, &part.signature))
    }
}

fn not_stored(reason: &str) -> Stop {
    let reason = reason.to_owned();
    DeedError::Store(AppendError::Invalid { reason }).into()
}

/// SHA-256 over a text with its purpose before it, in hexadecimal.
#[must_use]
pub fn hash(purpose: &str, text: &str) -> String {
    let mut hash = Sha256::new();
    for part in [purpose, text] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hex::encode(hash.finalize())
}

/// Signatures as the part of an entry.
///
/// # Errors
/// None that these plain records could meet.
pub fn part(signatures: &[SignaturePart]) -> Result<String, Stop> {
    serde_json::to_string(signatures).map_err(|error| not_stored(&error.to_string()))
}

/// An entry with its signatures.
///
/// # Errors
/// As [`part`].
pub fn with(mut entry: EntryDraft, signatures: &[SignaturePart]) -> Result<EntryDraft, Stop> {
    if !signatures.is_empty() {
        entry.parts.push(PartDraft {
            name: PART_SIGNATURES.to_owned(),
            value: part(signatures)?.into_bytes(),
        });
    }
    Ok(entry)
}

/// The signatures of an entry; none if there are none, they were erased, or are not understood.
///
/// # Errors
/// [`EngineError`].
pub async fn of(reader: &Reader, entry: &Entry) -> Result<Vec<SignaturePart>, EngineError> {
    let text = text_part(reader, entry.sequence, PART_SIGNATURES).await?;
    let parts = text.and_then(|text| serde_json::from_str(&text).ok());
    Ok(parts.unwrap_or_default())
}
