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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::TransactionAction::{ApproveDeposit, ApproveQuote};

    const NOW: i64 = 1_767_225_600_000;

    fn id(end: u8) -> ActionId {
        ActionId::parse(&format!("0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b{end:02x}")).unwrap()
    }

    fn signed(action: &ActionId) -> Signed<'_> {
        Signed {
            ledger: "aa",
            says: Says::Does,
            deed: Deed::Transaction(ApproveQuote),
            action: Some(action),
            subject: "transaction:7",
            facts: "bb",
            bound: Some("cc"),
            policy: Some(3),
            confirms: Some(5),
        }
    }

    #[test]
    fn a_signature_is_of_the_very_same_and_of_nothing_that_differs_in_one_value() {
        let key = OperatorKey::from_seed(&[7; 32]);
        let (action, another) = (id(1), id(2));
        let part = signed(&action).by(&key, Millis(NOW)).unwrap();
        assert!(signed(&action).is_by(&key.public(), &part, NOW + 60_000));
        let changes: [fn(&mut Signed<'_>); 12] = [
            |one| one.ledger = "ab",
            |one| one.says = Says::Wants,
            |one| one.deed = Deed::Transaction(ApproveDeposit),
            |one| one.action = None,
            |one| one.subject = "transaction:8",
            |one| one.facts = "bc",
            |one| one.bound = Some("cd"),
            |one| one.bound = None,
            |one| one.policy = Some(4),
            |one| one.policy = None,
            |one| one.confirms = Some(6),
            |one| one.confirms = None,
        ];
        let others = changes.into_iter().map(|change| {
            let mut other = signed(&action);
            change(&mut other);
            other
        });
        for other in others.chain([signed(&another)]) {
            // What stands beside it in the open is put right, as whoever forges it would.
            let put_right = SignaturePart {
                says: other.says,
                policy: other.policy,
                confirms: other.confirms,
                ..part.clone()
            };
            assert!(!other.is_by(&key.public(), &part, NOW), "{other:?}");
            assert!(!other.is_by(&key.public(), &put_right, NOW), "{other:?}");
        }
    }

    #[test]
    fn a_signature_counts_with_what_stands_beside_it_at_its_time_and_under_its_key() {
        let key = OperatorKey::from_seed(&[7; 32]);
        let action = id(1);
        let part = signed(&action).by(&key, Millis(NOW)).unwrap();
        let changes: [fn(&mut SignaturePart); 4] = [
            |beside| beside.says = Says::Wants,
            |beside| beside.policy = None,
            |beside| beside.confirms = None,
            |beside| beside.at = Millis(NOW + 1),
        ];
        for change in changes {
            let mut beside = part.clone();
            change(&mut beside);
            let counts = signed(&action).is_by(&key.public(), &beside, NOW + 1);
            assert!(!counts, "{beside:?}");
        }
        let of_another = OperatorKey::from_seed(&[8; 32]).public();
        assert!(!signed(&action).is_by(&of_another, &part, NOW));
        for recorded in [NOW - 1, NOW + 60_001] {
            assert!(!signed(&action).is_by(&key.public(), &part, recorded));
        }
    }
}
