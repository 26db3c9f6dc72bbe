//! A judgement: the verdict with all that it rests on, so that it can be redone years later.

use crate::{KeyId, Verdict};
use domain::{EventName, PartnerNumber, Resolution};
use serde::{Deserialize, Serialize};

/// The verdict on one delivery, with every step that led to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Every step, in order; those that were not reached say so.
    pub steps: Vec<Step>,
    /// The fields that the hash covers, in the header's order. None if the hash is not good.
    pub covered: Vec<FieldReading>,
    /// The body's other top-level fields.
    pub uncovered: Vec<FieldReading>,
    /// Which secret gave the hash.
    pub key: Option<MatchedKey>,
    /// By which rule the values became the text that was hashed.
    pub text_rule: Option<TextRule>,
    /// The event's name, where the body has one.
    pub event: Option<EventHint>,
    /// `X-Webhook-Request-UUID`. No hash covers it: it finds the delivery in Cedar's log, and
    /// decides nothing here (W7).
    pub request_uuid: Option<String>,
    /// Whose timeline a verified delivery stands on; none for any other.
    pub about: Resolution,
    /// The id, if the delivery is verified.
    pub id: Option<PartnerNumber>,
    /// The status word, if the delivery is verified.
    pub status: Option<String>,
    /// What a person must look at.
    pub alarms: Vec<Alarm>,
}

/// One step of the verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which.
    pub name: StepName,
    /// How it went.
    pub outcome: Outcome,
    /// What was seen, in a sentence for the operator. Never the secret.
    pub detail: String,
}

/// The steps, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepName {
    /// Exactly one list and one hash.
    Headers,
    /// The list is made of names.
    FieldList,
    /// The list is one that was approved.
    ApprovedSet,
    /// The body is strict JSON.
    Json,
    /// The listed values are of types whose text is sure.
    Types,
    /// The values as text.
    Text,
    /// The text is not empty.
    NotEmpty,
    /// The hash is compared with both secrets.
    Hash,
    /// The text reads one way.
    UniqueReading,
    /// Whether the same text was signed before.
    Seen,
    /// Whose timeline it stands on.
    Subject,
    /// Whether the secret is long enough.
    SecretStrength,
}

impl StepName {
    /// All of them, in their order.
    pub const ALL: [Self; 12] = [
        Self::Headers,
        Self::FieldList,
        Self::ApprovedSet,
        Self::Json,
        Self::Types,
        Self::Text,
        Self::NotEmpty,
        Self::Hash,
        Self::UniqueReading,
        Self::Seen,
        Self::Subject,
        Self::SecretStrength,
    ];
}

/// How a step went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It held.
    Passed,
    /// It did not hold.
    Failed,
    /// An earlier step ended the verification.
    NotReached,
    /// It decides nothing, but is to be known.
    Noted,
}

/// A top-level field of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldReading {
    /// Its name.
    pub name: String,
    /// Its value exactly as the body has it.
    pub token: String,
    /// The text that was hashed for it, if it was listed.
    pub text: Option<String>,
    /// Where its value begins in the body, in bytes.
    pub start: usize,
    /// Where its value ends.
    pub end: usize,
    /// Whether another value would have given the same text.
    pub weak: bool,
}

/// The secret that gave the hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchedKey {
    /// Which of the two.
    pub which: WhichKey,
    /// Its id.
    pub id: KeyId,
}

/// The secret in force or the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhichKey {
    /// In force.
    Current,
    /// The one before.
    Previous,
}

/// How JavaScript turned the values into text. The two differ for null and missing values alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextRule {
    /// `String(v)`.
    StringOf,
    /// `[v].join('')`.
    JoinOf,
}

/// The event's name as the body has it: a hint, unless the hash covers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventHint {
    /// The name.
    pub name: String,
    /// Which of the four events it is; none if it is another.
    pub known: Option<EventName>,
    /// The field in which it stands.
    pub field: String,
    /// Whether the hash covers that field.
    pub covered: bool,
}

/// What a person must look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Alarm {
    /// The hash is that of the secret alone: whoever has it can sign empty lists.
    SecretAlone,
    /// The sender signed a list of fields that nobody approved.
    FieldSetNotApproved {
        /// The approved lists.
        approved: Vec<Vec<String>>,
        /// The list that was signed.
        found: Vec<String>,
    },
    /// The same signature came with another amount, currency, account or id.
    SameSignatureOtherBody {
        /// The entry of the first delivery that bore it.
        first: u64,
    },
}

/// What the ledger knows of a signed text that came before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    /// The entry of the first delivery that bore it.
    pub first: u64,
    /// Whether that one had the same amounts, currencies, accounts and ids.
    pub same_money: bool,
}

impl Judgement {
    /// Takes the ledger's word on whether the signed text was seen. A delivery that is not
    /// verified stays what it is.
    pub fn settle(&mut self, earlier: Option<Earlier>) {
        if self.verdict != Verdict::Verified {
            return;
        }
        let detail = match earlier {
            None => "first: this text was not signed before".to_owned(),
            Some(Earlier {
                first,
                same_money: true,
            }) => {
                self.verdict = Verdict::VerifiedRepeat;
                format!("repeat: delivery {first} bore the same signature")
            }
            Some(Earlier {
                first,
                same_money: false,
            }) => {
                self.verdict = Verdict::VerifiedOtherBody;
                self.alarms.push(Alarm::SameSignatureOtherBody { first });
                format!(
                    "delivery {first} bore the same signature with another amount, currency, \
                     account or id"
                )
            }
        };
        if let Some(step) = self
            .steps
            .iter_mut()
            .find(|step| step.name == StepName::Seen)
        {
            step.outcome = Outcome::Noted;
            step.detail = detail;
        }
    }
}
