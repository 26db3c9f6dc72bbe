//! What people wrote, decided and set, as entries of the ledger say it.

use crate::{EventName, Millis, TestWindow};
use serde::{Deserialize, Serialize};

/// What a person wrote. Facts: [`DeedFacts`]; part: [`PART_NOTE`]. It stands on its subject, or is
/// about its entry and stands on that entry's subjects.
pub const KIND_NOTE: &str = "note";
/// What a person decided on a list of fields. Facts: [`FieldSetDecidedFacts`]; part: [`PART_NOTE`].
pub const KIND_FIELD_SET_DECIDED: &str = "field_set_decided";
/// A card that a person looked at. Facts: [`CardSettledFacts`]; part: [`PART_NOTE`].
pub const KIND_CARD_SETTLED: &str = "card_settled";
/// A span in which the platform's tests are expected, or its end. Facts: [`TestWindowFacts`].
pub const KIND_TEST_WINDOW: &str = "test_window";

/// The kinds whose entries may have a [`PART_NOTE`].
pub const KINDS_WITH_NOTE: [&str; 8] = [
    KIND_NOTE,
    KIND_FIELD_SET_DECIDED,
    KIND_CARD_SETTLED,
    super::KIND_OUTCOME,
    super::KIND_POLICY_SET,
    super::KIND_POLICY_PROPOSED,
    super::KIND_CONFIRMED,
    super::KIND_PUT_OFF,
];

/// A person's own words: UTF-8, at most [`NOTE_CHARACTERS_MAX`] characters.
pub const PART_NOTE: &str = "note";
/// The longest note, in characters.
pub const NOTE_CHARACTERS_MAX: usize = 4000;

/// The ledger's subject of what waits for a person and of what people did about it: deliveries
/// whose judgement has an alarm, every later verdict on them, and settlements.
pub const SUBJECT_ALARMS: &str = "alarms";
/// The ledger's subject of what people decided and set.
pub const SUBJECT_DECISIONS: &str = "decisions";
/// The ledger's subject of deliveries that came while there was no secret, and of their later
/// verdicts.
pub const SUBJECT_UNCHECKED: &str = "unchecked";

/// What all deeds of people have in common. Facts of other deeds read as this too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeedFacts {
    /// What was done, in a sentence; empty where the kind says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// The operator's name; none if none was given.
    #[serde(default)]
    pub by: Option<String>,
}

/// What can be decided on a list of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldSetChoice {
    /// Deliveries signed over it are believed.
    Approve,
    /// They stay in quarantine.
    Reject,
    /// An approval does not count any longer.
    Withdraw,
}

/// A decision on a list of fields. It counts from the next delivery on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldSetDecidedFacts {
    /// The event it is for; none for all.
    pub event: Option<EventName>,
    /// The names, in order.
    pub fields: Vec<String>,
    /// What was decided.
    pub decision: FieldSetChoice,
    /// The card on which it was decided, if it was on one.
    pub card: Option<String>,
    /// The operator's name.
    pub by: Option<String>,
}

/// A card that was settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardSettledFacts {
    /// The card's id.
    pub card: String,
    /// The operator's name.
    pub by: Option<String>,
}

/// A span in which the platform's tests are expected. The newest such entry is the one that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestWindowFacts {
    /// The span; none where an earlier one was ended.
    pub window: Option<TestWindow>,
    /// The operator's name.
    pub by: Option<String>,
}

impl TestWindowFacts {
    /// The span, if it is not over.
    #[must_use]
    pub fn at(&self, now: Millis) -> Option<TestWindow> {
        self.window.filter(|window| now < window.until)
    }
}
