//! A delivery and its verdict as entries of the ledger.

use crate::{
    keep::{IncomingDelivery, Kept, TurnedAway},
    verdict_entry::{PreparedVerdict, json},
};
use domain::{
    Millis,
    record::{
        DeliveryFacts, HeaderBlock, HeaderBytes, KIND_DELIVERY, KIND_TURNED_AWAY, PART_BODY,
        PART_FIRST_HASH, PART_HEADERS, SUBJECT_QUARANTINE, TurnedAwayFacts,
    },
};
use ledger::{Built, EntryDraft, PartDraft, Position};
use webhooks::Judged;

/// A delivery and its judgement, ready but for what only the writer knows: its place in the
/// ledger, and whether its signed text came before.
pub struct Prepared {
    delivery: EntryDraft,
    verdict: PreparedVerdict,
}

impl Prepared {
    /// Prepares what can be prepared. `salt` is the ledger's own, for keys of its index.
    pub fn new(delivery: IncomingDelivery, judged: Judged, answer: u16, salt: &[u8; 32]) -> Self {
        Self {
            verdict: PreparedVerdict::new(judged, answer, delivery.is_test, salt),
            delivery: delivery_draft(delivery),
        }
    }

    /// The key under which an earlier delivery with the same signed text is found.
    pub fn look_up(&self) -> Option<[u8; 32]> {
        self.verdict.look_up()
    }

    /// The two entries at their place.
    pub fn build(self, position: &Position) -> (Built, Kept) {
        let mut delivery = self.delivery;
        let remember = self.verdict.remember(None);
        let verdict = self.verdict.build(
            position.next,
            delivery.recorded_ms,
            position.earlier.as_ref(),
        );
        delivery.subjects.clone_from(&verdict.entry.subjects);
        let kept = Kept {
            sequence: position.next,
            verdict: verdict.verdict,
        };
        let built = Built {
            entries: vec![delivery, verdict.entry],
            remember,
        };
        (built, kept)
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

/// The delivery's entry; it stands where its verdict will.
fn delivery_draft(delivery: IncomingDelivery) -> EntryDraft {
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
        subjects: Vec::new(),
        about: None,
        facts: json(&facts),
        parts: vec![body, headers],
    }
}
