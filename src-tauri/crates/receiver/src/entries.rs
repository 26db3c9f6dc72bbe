//! A delivery and its verdict as entries of the ledger.

use crate::keep::{IncomingDelivery, Kept, TurnedAway};
use domain::{
    Millis,
    record::{
        DeliveryFacts, HeaderBlock, HeaderBytes, KIND_DELIVERY, KIND_TURNED_AWAY, KIND_VERDICT,
        PART_BODY, PART_FIELD_PREFIX, PART_FIRST_HASH, PART_HEADERS, PART_JUDGEMENT,
        SUBJECT_QUARANTINE, TurnedAwayFacts, VerdictFacts,
    },
};
use ledger::{Built, EntryDraft, PartDraft, Position, Remember};
use serde::Serialize;
use sha2::{Digest, Sha256};
use webhooks::{Earlier, Judged, Judgement};

/// A delivery and its judgement, ready but for what only the writer knows: its place in the
/// ledger, and whether its signed text came before.
pub struct Prepared {
    delivery: EntryDraft,
    judgement: Judgement,
    /// The judgement's JSON if the text did not come before: made outside of the one writer.
    first_json: Vec<u8>,
    seen: Option<Remember>,
    answer: u16,
}

impl Prepared {
    /// Prepares what can be prepared. `salt` is the ledger's own, for keys of its index.
    pub fn new(delivery: IncomingDelivery, judged: Judged, answer: u16, salt: &[u8; 32]) -> Self {
        let Judged {
            mut judgement,
            signed,
        } = judged;
        let seen = signed
            .filter(|_| judgement.verdict.is_verified())
            .map(|signed| Remember {
                key: salted(b"partner-console signed text v1\0", salt, &signed.text),
                memo: salted(b"partner-console money v1\0", salt, &signed.money).to_vec(),
            });
        // The body tells them again: they need not stand twice.
        judgement.uncovered = Vec::new();
        // As if the text came for the first time, which it nearly always does.
        judgement.settle(None);
        Self {
            delivery: delivery_draft(delivery, subjects(&judgement)),
            first_json: json(&judgement).into_bytes(),
            judgement,
            seen,
            answer,
        }
    }

    /// The key under which an earlier delivery with the same signed text is found.
    pub fn look_up(&self) -> Option<[u8; 32]> {
        self.seen.as_ref().map(|seen| seen.key)
    }

    /// The two entries at their place.
    pub fn build(self, position: &Position) -> (Built, Kept) {
        let earlier = position.earlier.as_ref().map(|earlier| Earlier {
            first: earlier.sequence,
            same_money: self
                .seen
                .as_ref()
                .is_some_and(|seen| seen.memo == earlier.memo),
        });
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
        };
        let verdict = EntryDraft {
            kind: KIND_VERDICT.to_owned(),
            recorded_ms: self.delivery.recorded_ms,
            subjects: self.delivery.subjects.clone(),
            about: Some(position.next),
            facts: json(&facts),
            parts: verdict_parts(&judgement, judgement_json),
        };
        let kept = Kept {
            sequence: position.next,
            verdict: judgement.verdict,
        };
        (
            Built {
                entries: vec![self.delivery, verdict],
                remember: self.seen,
            },
            kept,
        )
    }
}

/// The entry that stands for requests which were not kept one by one.
pub fn turned_away(counted: &TurnedAway, now: Millis) -> Built {
    let facts = TurnedAwayFacts {
        since: counted.since,
        until: counted.until,
        count: counted.count,
    };
    let first = PartDraft {
        name: PART_FIRST_HASH.to_owned(),
        value: hex::encode(counted.first_hash).into_bytes(),
    };
    let entry = EntryDraft {
        kind: KIND_TURNED_AWAY.to_owned(),
        recorded_ms: now.0,
        subjects: vec![SUBJECT_QUARANTINE.to_owned()],
        about: None,
        facts: json(&facts),
        parts: vec![first],
    };
    Built {
        entries: vec![entry],
        remember: None,
    }
}

/// The timelines on which a delivery stands; the quarantine if it is not verified.
fn subjects(judgement: &Judgement) -> Vec<String> {
    if judgement.verdict.is_verified() {
        judgement
            .about
            .subjects()
            .iter()
            .map(ToString::to_string)
            .collect()
    } else {
        vec![SUBJECT_QUARANTINE.to_owned()]
    }
}

fn delivery_draft(delivery: IncomingDelivery, subjects: Vec<String>) -> EntryDraft {
    let facts = DeliveryFacts {
        received: delivery.received,
        monotonic_ns: u64::try_from(delivery.monotonic.as_nanos()).unwrap_or(u64::MAX),
        body_bytes: u64::try_from(delivery.body.len()).unwrap_or(u64::MAX),
    };
    let list = delivery.headers.into_iter();
    let headers = HeaderBlock {
        peer: delivery.peer.to_string(),
        list: list
            .map(|(name, value)| (name, HeaderBytes::from(value)))
            .collect(),
    };
    let headers = PartDraft {
        name: PART_HEADERS.to_owned(),
        value: json(&headers).into_bytes(),
    };
    let body = PartDraft {
        name: PART_BODY.to_owned(),
        value: delivery.body,
    };
    EntryDraft {
        kind: KIND_DELIVERY.to_owned(),
        recorded_ms: delivery.received.0,
        subjects,
        about: None,
        facts: json(&facts),
        parts: vec![body, headers],
    }
}

fn verdict_parts(judgement: &Judgement, judgement_json: Vec<u8>) -> Vec<PartDraft> {
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
fn json(record: &impl Serialize) -> String {
    serde_json::to_string(record).unwrap_or_else(|error| {
        tracing::error!(%error, "a record could not be written as JSON");
        "null".to_owned()
    })
}
