//! What the entries of the ledger say: kinds, plain facts, names of the erasable parts.

mod approved;
mod decided;
mod details;
mod documents;
mod intended;
mod observed;
mod operators;
mod reconciled;
mod way_in;

pub use approved::{
    AfterFacts, Approved, ConfirmedFacts, KIND_AFTER_APPROVAL, KIND_CONFIRMED,
    KIND_POLICY_PROPOSED, KIND_POLICY_SET, KIND_PUT_OFF, Money, PART_APPROVAL, PART_DIFFERENCES,
    PART_FACTS_HASH, PolicyFacts, PutOffFacts, SUBJECT_APPROVALS, SUBJECT_POLICY,
};
pub use decided::{
    CardSettledFacts, DeedFacts, FieldSetChoice, FieldSetDecidedFacts, KIND_CARD_SETTLED,
    KIND_FIELD_SET_DECIDED, KIND_NOTE, KIND_TEST_WINDOW, KINDS_WITH_NOTE, NOTE_CHARACTERS_MAX,
    PART_NOTE, SUBJECT_ALARMS, SUBJECT_DECISIONS, SUBJECT_UNCHECKED, TestWindowFacts,
};

pub use details::{DetailsChangedFacts, KIND_DETAILS_CHANGED};
pub use documents::{DocumentPart, KIND_DOCUMENT_KEPT, PART_AGREEMENTS, PART_DOCUMENT, PART_URL};

pub use intended::{
    DepartureFacts, IntentFacts, KIND_DEPARTURE, KIND_INTENT, KIND_OUTCOME, OutcomeBy,
    OutcomeFacts, OutcomeState, PART_BEFORE, PART_REFUSAL, PART_REQUEST_HASH, Refusal,
    SUBJECT_INTENTS,
};

pub use observed::{
    AnswerFacts, AssuranceFacts, CallCause, CallOutcome, CatalogFilledFacts, KIND_ASSURANCE,
    KIND_CATALOG_FILLED, KIND_OBSERVATION, ObservationFacts, PART_ANSWER_HASH, PART_DETAIL,
    PART_OBJECTS, PART_SENT, PART_SHOWS, SUBJECT_CALLS, SentPart, Shown,
};

pub use operators::{
    BoundChange, KIND_OPERATORS_CHANGED, KIND_OPERATORS_PROPOSED, OperatorRecord, OperatorsChange,
    OperatorsFacts, PART_CHANGE, PART_SIGNATURES, PART_WANTED, SUBJECT_OPERATORS, Says,
    SignaturePart,
};

pub use reconciled::{
    KIND_READ_THROUGH, KIND_RECONCILE_BEGAN, KIND_RECONCILE_PART, KIND_RECONCILED,
    KINDS_OF_RECONCILIATION, MissedChange, PART_MISSED, ReadThroughFacts, ReconcileBeganFacts,
    ReconcileEnd, ReconcilePartFacts, ReconciledFacts,
};

pub use way_in::{
    KIND_PLATFORM_URL, KIND_PROGRAM_BEGAN, KIND_PROGRAM_ENDED, KIND_STORE_REFUSED,
    KIND_WAY_CHANGED, KINDS_OF_WAY_IN, PlatformUrlFacts, ProgramBeganFacts, ProgramEndedFacts,
    SUBJECT_WAY_IN, StoreRefusedFacts, WayChangedFacts,
};

use crate::{Millis, Resolution, Subject};
use serde::{Deserialize, Serialize};

mod changes;

pub use changes::{
    KIND_SECRET_CHANGED, KIND_SETTING_CHANGED, KeptIn, PART_FROM, PART_TO, SUBJECT_SETTINGS,
    SecretChange, SecretFacts, SecretKind, Setting, SettingFacts, secret_sentence,
};

/// One HTTP request that came in. Facts: [`DeliveryFacts`]; parts: [`PART_BODY`], [`PART_HEADERS`].
pub const KIND_DELIVERY: &str = "delivery";
/// What verification says of a delivery. Facts: [`VerdictFacts`]; parts: [`PART_JUDGEMENT`] and one
/// [`PART_FIELD_PREFIX`]`name` for each listed field.
pub const KIND_VERDICT: &str = "verdict";
/// Requests beyond the quota of failing ones, counted. Facts: [`TurnedAwayFacts`].
pub const KIND_TURNED_AWAY: &str = "turned_away";

/// A verified event whose status does not follow from the one before it. Facts:
/// [`OutOfCourseFacts`]; parts: [`PART_FROM`], [`PART_TO`]; it is about the delivery.
pub const KIND_OUT_OF_COURSE: &str = "out_of_course";

/// The raw body bytes.
pub const PART_BODY: &str = "body";
/// The raw header list and the peer's address: [`HeaderBlock`] as JSON.
pub const PART_HEADERS: &str = "headers";
/// The whole judgement with its steps, as JSON (`webhooks::Judgement`), but for the fields that the
/// hash does not cover: the body tells them again.
pub const PART_JUDGEMENT: &str = "judgement";
/// Before the name of a listed field; the value is the text that was hashed.
pub const PART_FIELD_PREFIX: &str = "field.";

/// The plain facts of a delivery. Nothing that may have to be erased stands here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryFacts {
    /// The wall clock when the head of the request had been read.
    pub received: Millis,
    /// The monotonic clock at the same moment, nanoseconds since the receiver started.
    pub monotonic_ns: u64,
    /// Length of the body in bytes.
    pub body_bytes: u64,
}

/// The raw header list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderBlock {
    /// Address and port of the peer. Behind a tunnel it is the tunnel's.
    pub peer: String,
    /// Names and values, in the order they came. hyper gives names in lower case: their spelling
    /// on the wire is not kept by HTTP.
    pub list: Vec<(String, HeaderBytes)>,
}

/// A header's value, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum HeaderBytes {
    /// UTF-8, as it is.
    Text(String),
    /// Anything else.
    Bytes {
        /// The bytes in hexadecimal.
        hex: String,
    },
}

impl HeaderBytes {
    /// The bytes again; none if the hexadecimal is no such thing.
    #[must_use]
    pub fn into_bytes(self) -> Option<Vec<u8>> {
        match self {
            Self::Text(text) => Some(text.into_bytes()),
            Self::Bytes { hex } => {
                let digits: Option<Vec<u8>> = hex
                    .chars()
                    .map(|digit| u8::try_from(digit.to_digit(16)?).ok())
                    .collect();
                let (pairs, rest) = digits.as_ref()?.as_chunks::<2>();
                rest.is_empty()
                    .then(|| pairs.iter().map(|[high, low]| high << 4 | low).collect())
            }
        }
    }
}

impl From<Vec<u8>> for HeaderBytes {
    fn from(bytes: Vec<u8>) -> Self {
        String::from_utf8(bytes).map_or_else(
            |error| {
                let hex = error
                    .as_bytes()
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect();
                Self::Bytes { hex }
            },
            Self::Text,
        )
    }
}

/// The plain facts of a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictFacts {
    /// The verdict's code, as `webhooks::Verdict::code` spells it.
    pub verdict: String,
    /// The HTTP status that was answered.
    pub answer: u16,
    /// Which secret matched, by its id; none if no secret matched.
    pub key_id: Option<String>,
    /// Whose timeline it stands on.
    pub about: Resolution,
    /// For a repeat: the entry of the delivery that first bore the same signed text.
    pub first: Option<u64>,
    /// Whether it came while the platform's tests were expected: it changes no fact. Entries from
    /// before there were such spans do not say it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub test: bool,
}

/// Requests that were turned away unread since the last entry like this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnedAwayFacts {
    /// When the first of them came.
    pub since: Millis,
    /// When the last of them came.
    pub until: Millis,
    /// How many.
    pub count: u64,
}

/// A verified event that went backwards or sideways. The two status words are parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutOfCourseFacts {
    /// Whose status it is.
    pub subject: Subject,
    /// The delivery that told the earlier status.
    pub earlier: u64,
}

/// SHA-256 of the first turned-away body: a part, since it is a hash of bytes that may be erased.
pub const PART_FIRST_HASH: &str = "first_hash";

/// The ledger's subject for every delivery that is not verified, so that the quarantine can be
/// paged, and none can be left out of it unseen. No object of the partner has this name.
pub const SUBJECT_QUARANTINE: &str = "quarantine";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headers_bytes_come_back_as_they_were() {
        for bytes in [b"plain".to_vec(), vec![0, 0xff, b'a', 0x80], Vec::new()] {
            let kept = HeaderBytes::from(bytes.clone());
            let text = serde_json::to_string(&kept).unwrap();
            let read: HeaderBytes = serde_json::from_str(&text).unwrap();
            assert_eq!(read.into_bytes(), Some(bytes));
        }
        for hex in ["0", "0g", "é"] {
            let hex = hex.to_owned();
            assert_eq!(HeaderBytes::Bytes { hex }.into_bytes(), None);
        }
    }

    #[test]
    fn a_verdict_from_before_there_were_tests_is_read_as_none() {
        let old = r#"{"verdict":"verified","answer":200,"key_id":null,"about":{"is":"none"},
                      "first":null}"#;
        let facts: VerdictFacts = serde_json::from_str(old).unwrap();
        assert!(!facts.test);
        assert!(!serde_json::to_string(&facts).unwrap().contains("test"));
    }
}
