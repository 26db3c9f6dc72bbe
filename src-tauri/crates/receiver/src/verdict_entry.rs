//! A judgement as an entry of the ledger: the first on a delivery, or a later one.

use domain::record::{
    KIND_VERDICT, PART_FIELD_PREFIX, PART_JUDGEMENT, SUBJECT_ALARMS, SUBJECT_QUARANTINE,
    SUBJECT_UNCHECKED, VerdictFacts,
};
use ledger::{EntryDraft, PartDraft, Remember, Remembered};
use serde::Serialize;
use sha2::{Digest, Sha256};
use webhooks::{Earlier, Judged, Judgement, Verdict};

/// Bytes of the keyed hash of a body's amounts, currencies, accounts and ids, which a memo begins
/// with. A later verdict's memo goes on with its delivery's number, eight bytes, since what it
/// remembers is found by the verdict's own.
const MONEY_BYTES: usize = 32;

/// A judgement, ready but for what only the writer knows: whether its signed text came before.
pub struct PreparedVerdict {
    judgement: Judgement,
    /// The judgement's JSON if the text did not come before: made outside of the one writer.
    first_json: Vec<u8>,
    seen: Option<Seen>,
    answer: u16,
    test: bool,
    also_on: Option<&'static str>,
}

/// What is remembered of a signed text.
struct Seen {
    key: [u8; 32],
    money: [u8; MONEY_BYTES],
}

/// An entry, and its verdict with the ledger's word on repeats.
pub struct BuiltVerdict {
    pub entry: EntryDraft,
    pub verdict: Verdict,
}

impl PreparedVerdict {
    /// Prepares what can be prepared. `salt` is the ledger's own, for keys of its index.
    pub fn new(judged: Judged, answer: u16, test: bool, salt: &[u8; 32]) -> Self {
        let Judged {
            mut judgement,
            signed,
        } = judged;
        let seen = signed
            .filter(|_| judgement.verdict.is_verified())
            .map(|signed| Seen {
                key: salted(b"partner-console signed text v1\0", salt, &signed.text),
                money: salted(b"partner-console money v1\0", salt, &signed.money),
            });
        // The body tells them again: they need not stand twice.
        judgement.uncovered = Vec::new();
        // As if the text came for the first time, which it nearly always does.
        judgement.settle(None);
        Self {
            first_json: json(&judgement).into_bytes(),
            judgement,
            seen,
            answer,
            test,
            also_on: None,
        }
    }

    /// Lets it stand on this subject of the ledger too, since the verdict before it does.
    pub fn also_on(self, subject: &'static str) -> Self {
        Self {
            also_on: Some(subject),
            ..self
        }
    }

    /// The key under which an earlier delivery with the same signed text is found.
    pub fn look_up(&self) -> Option<[u8; 32]> {
        self.seen.as_ref().map(|seen| seen.key)
    }

    /// What later deliveries find it by. `delivery` is for a later verdict on a delivery.
    pub fn remember(&self, delivery: Option<u64>) -> Option<Remember> {
        let seen = self.seen.as_ref()?;
        let mut memo = seen.money.to_vec();
        memo.extend(delivery.map(u64::to_be_bytes).into_iter().flatten());
        Some(Remember {
            key: seen.key,
            memo,
        })
    }

    /// The entry on a delivery, with what was remembered under the key.
    pub fn build(
        self,
        delivery: u64,
        recorded_ms: i64,
        known: Option<&Remembered>,
    ) -> BuiltVerdict {
        let earlier = known
            .and_then(|known| self.earlier(known))
            .filter(|earlier| earlier.first != delivery);
        let mut judgement = self.judgement;
        let judgement_json = if earlier.is_some() {
            judgement.settle(earlier);
            json(&judgement).into_bytes()
        } else {
            self.first_json
        };
        let facts = VerdictFacts {
            verdict: judgement.verdict.code().to_owned(),
            answer: self.answer,
            key_id: judgement.key.as_ref().map(|key| key.id.to_string()),
            about: judgement.about.clone(),
            first: earlier.map(|earlier| earlier.first),
            test: self.test,
        };
        let mut subjects = subjects(&judgement);
        let also_on = self.also_on.map(str::to_owned);
        subjects.extend(also_on.filter(|subject| !subjects.contains(subject)));
        BuiltVerdict {
            entry: EntryDraft {
                kind: KIND_VERDICT.to_owned(),
                recorded_ms,
                subjects,
                about: Some(delivery),
                facts: json(&facts),
                parts: parts(&judgement, judgement_json),
            },
            verdict: judgement.verdict,
        }
    }

    fn earlier(&self, known: &Remembered) -> Option<Earlier> {
        let seen = self.seen.as_ref()?;
        let (money, delivery) = known.memo.split_at_checked(MONEY_BYTES)?;
        let delivery = <[u8; 8]>::try_from(delivery).map(u64::from_be_bytes);
        Some(Earlier {
            first: delivery.unwrap_or(known.sequence),
            same_money: seen.money == money,
        })
    }
}

/// On which of the ledger's subjects a verdict stands: the timelines of whom it is about, or the
/// quarantine; and where a person must look, or the secret was missing, there as well.
fn subjects(judgement: &Judgement) -> Vec<String> {
    let about = judgement.about.subjects().iter().map(ToString::to_string);
    let mut subjects: Vec<String> = if judgement.verdict.is_verified() {
        about.collect()
    } else {
        vec![SUBJECT_QUARANTINE.to_owned()]
    };
    if !judgement.alarms.is_empty() {
        subjects.push(SUBJECT_ALARMS.to_owned());
    }
    if judgement.verdict == Verdict::NotChecked {
        subjects.push(SUBJECT_UNCHECKED.to_owned());
    }
    subjects
}

fn parts(judgement: &Judgement, judgement_json: Vec<u8>) -> Vec<PartDraft> {
    let mut parts = vec![PartDraft {
        name: PART_JUDGEMENT.to_owned(),
        value: judgement_json,
    }];
    // The names of a verified delivery's fields are those that an operator approved. A refused
    // one's may be anything, and a part's name can't be erased.
    if judgement.verdict.is_verified() {
        let fields = judgement.covered.iter().filter_map(|field| {
            let value = field.text.clone()?.into_bytes();
            Some(PartDraft {
                name: format!("{PART_FIELD_PREFIX}{}", field.name),
                value,
            })
        });
        parts.extend(fields);
    }
    parts
}

fn salted(purpose: &[u8], salt: &[u8; 32], bytes: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(purpose);
    hash.update(salt);
    hash.update(bytes);
    hash.finalize().into()
}

// Plain records of texts and numbers: there is none that serde_json could not write.
pub fn json(record: &impl Serialize) -> String {
    serde_json::to_string(record).unwrap_or_else(|error| {
        tracing::error!(%error, "a record could not be written as JSON");
        "null".to_owned()
    })
}
