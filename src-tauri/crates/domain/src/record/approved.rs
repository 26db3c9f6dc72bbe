//! What people approved, confirmed, denied and set as policy, as entries say it.

use crate::{ActionId, Amount, Currency, Millis, Policy, Subject, policy::Deed};
use serde::{Deserialize, Serialize};

/// The policy from here on. Facts: [`PolicyFacts`]; part: [`super::PART_NOTE`].
pub const KIND_POLICY_SET: &str = "policy_set";
/// A policy that a first person wants, where it takes two. Facts: [`PolicyFacts`]; part:
/// [`super::PART_NOTE`].
pub const KIND_POLICY_PROPOSED: &str = "policy_proposed";
/// A first person's word for the very facts that were shown. Facts: [`ConfirmedFacts`]; parts:
/// [`PART_FACTS_HASH`], [`super::PART_NOTE`].
pub const KIND_CONFIRMED: &str = "confirmed";
/// A person's no, or not yet. Facts: [`PutOffFacts`]; parts: [`PART_FACTS_HASH`],
/// [`super::PART_NOTE`].
pub const KIND_PUT_OFF: &str = "put_off";
/// What was read after an approval had worked. Facts: [`AfterFacts`]; part: [`PART_DIFFERENCES`];
/// it is about the intent.
pub const KIND_AFTER_APPROVAL: &str = "after_approval";

/// The ledger's subject of every policy and proposal, so that none can be left out unseen. No
/// object of the partner has this name.
pub const SUBJECT_POLICY: &str = "policy";
/// The ledger's subject of all that approvals rest on: their intents, confirmations, denials and
/// what was read after them. No object of the partner has this name.
pub const SUBJECT_APPROVALS: &str = "approvals";

/// What an approval binds: [`Approved`] as JSON. A part of its intent.
pub const PART_APPROVAL: &str = "approval";
/// SHA-256 over the canonical facts, in hexadecimal: a part, since it is a hash of what may be
/// erased.
pub const PART_FACTS_HASH: &str = "facts_hash";
/// Where what was read differs from what was approved, in words.
pub const PART_DIFFERENCES: &str = "differences";

/// A policy that was set or proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyFacts {
    /// What was done, in a sentence.
    pub what: String,
    /// The operator's name.
    pub by: Option<String>,
    /// The policy.
    pub policy: Policy,
    /// The entry of the proposal by another person that it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<u64>,
}

/// A first person's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmedFacts {
    /// What was done, in a sentence.
    pub what: String,
    /// The operator's name.
    pub by: Option<String>,
    /// The id under which it was pressed.
    pub action: ActionId,
    /// For what.
    pub deed: Deed,
    /// Of which object; none where it is of none.
    pub subject: Option<Subject>,
}

/// A person's no, or not yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutOffFacts {
    /// What was done, in a sentence.
    pub what: String,
    /// The operator's name.
    pub by: Option<String>,
    /// The id under which it was pressed.
    pub action: ActionId,
    /// What was to be done.
    pub deed: Deed,
    /// To which object.
    pub subject: Subject,
    /// The status that it had.
    pub status: String,
    /// Until when; none for a no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Millis>,
}

/// What was read after an approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AfterFacts {
    /// What was found, in a sentence.
    pub what: String,
    /// The approval's id.
    pub action: ActionId,
    /// Which object.
    pub subject: Subject,
    /// The entry of the read.
    pub observation: u64,
    /// Whether amounts differ from those that were approved.
    pub differs: bool,
}

/// How much of what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// How much.
    pub amount: Amount,
    /// Of what.
    pub currency: Currency,
}

/// What an approval binds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// What was approved.
    pub deed: Deed,
    /// SHA-256 over `facts`, in hexadecimal.
    pub facts_hash: String,
    /// Every field that was shown and read again, in canonical form.
    pub facts: String,
    /// The entries of the reads that were shown, and of those just before the intent: transaction,
    /// receiver account, source merchant.
    pub shown: [u64; 3],
    /// The reads just before.
    pub read: [u64; 3],
    /// What is measured by the policy.
    pub money: Option<Money>,
    /// What the receiver gets.
    pub receives: Option<Money>,
    /// The policy's entry; none for a profile's first one.
    pub policy: Option<u64>,
    /// Whether one person did it alone.
    pub alone: bool,
    /// The entry of the first person's word.
    pub confirmed: Option<u64>,
    /// What was typed of what: a sentence without the characters.
    pub typed: String,
    /// What was warned of.
    pub warnings: Vec<String>,
    /// The typed reason.
    pub reason: Option<String>,
    /// Of a deposit: what the person reported, as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deposit: Option<String>,
}
