//! The approval policy: what is in force, how it is changed, what waits for a second person.

use crate::{FieldChange, wire::mirrored};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mirrored!(
    /// For how many people a profile is set up.
    Staffing { OneOperator, TwoOrMore }
);

/// What one person may approve alone in a currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct LimitText {
    /// The symbol as the partner writes it, network included.
    pub currency: String,
    /// The most for one approval, as decimal text; empty if none is set.
    pub one: String,
    /// The most for the sum of 24 hours; empty if none is set.
    pub day: String,
}

/// A policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct PolicyText {
    /// For how many people.
    pub staffing: Staffing,
    /// The limits, by what is deposited.
    pub limits: Vec<LimitText>,
    /// Whether who made a transaction may approve it alone.
    pub self_approval: bool,
    /// For how long a word counts, in minutes.
    pub expires_after_minutes: u32,
    /// Whether characters of the account are typed at each approval.
    pub typing: bool,
}

/// The policy in force.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PolicyInForce {
    /// The policy.
    pub policy: PolicyText,
    /// Its entry; none for the one that the simulator's profile has from the start.
    pub entry: Option<u32>,
    /// When it was set (RFC 3339, UTC).
    pub at: Option<String>,
    /// Who set it.
    pub by: Option<String>,
}

/// What of a policy would be another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PolicyDifference {
    /// Which part of it.
    pub what: String,
    /// As it is.
    pub from: String,
    /// As it would be.
    pub to: String,
}

/// A policy that waits for a second person.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PolicyProposalView {
    /// Its entry.
    pub entry: u32,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// Until when it can be confirmed (RFC 3339, UTC).
    pub until: String,
    /// Who wants it.
    pub by: Option<String>,
    /// The policy.
    pub policy: PolicyText,
    /// What would be another.
    pub differences: Vec<PolicyDifference>,
    /// Whether who works here proposed it: another person confirms it.
    pub is_mine: bool,
}

/// A change of where money goes that waits for a second person.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChangeProposalView {
    /// Its entry.
    pub entry: u32,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// Until when it can be made (RFC 3339, UTC).
    pub until: String,
    /// Who wants it.
    pub by: String,
    /// What would change; none if that was erased.
    pub change: Option<WantedChange>,
    /// Whether who works here proposed it: another person makes it.
    pub is_mine: bool,
}

/// A change of where money goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "is",
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
#[ts(export)]
pub enum WantedChange {
    /// Fields of a receiver account.
    Details {
        /// `account:7`
        subject: String,
        /// What shall change.
        changes: Vec<FieldChange>,
    },
    /// Another path of an operation that moves money.
    Path {
        /// The operation.
        operation: String,
        /// The path; empty for the table's.
        path: String,
    },
}

/// A change of the rules, as the ledger tells it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RuleChangeView {
    /// Its entry.
    pub entry: u32,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// What it is, in a sentence.
    pub what: String,
    /// Whether it is signed.
    pub is_signed: bool,
}

/// A profile's policy.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PolicyView {
    /// What is in force; none if none is set: then nothing is approved.
    pub in_force: Option<PolicyInForce>,
    /// Why nothing can be relied on; none if it can.
    pub damaged: Option<String>,
    /// The policy that waits for a second person.
    pub proposal: Option<PolicyProposalView>,
    /// The changes of where money goes that wait for one.
    pub changes: Vec<ChangeProposalView>,
    /// Every change of policy and operators, the newest first.
    pub history: Vec<RuleChangeView>,
    /// How many operators are enrolled. Where there is none, nothing is signed.
    pub operators: u32,
}

/// Asks what a policy would change.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ReviewPolicy {
    /// The profile's name.
    pub profile: String,
    /// The policy.
    pub policy: PolicyText,
}

/// What a policy would change.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PolicyReview {
    /// What would be another; of a first policy everything.
    pub differences: Vec<PolicyDifference>,
    /// Whether a second person has to confirm it.
    pub takes_two: bool,
}

/// Sets a policy, or proposes it to a second person.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ChangePolicy {
    /// The profile's name.
    pub profile: String,
    /// The policy.
    pub policy: PolicyText,
    /// Why, in words; may be empty.
    pub note: String,
}

/// Proposes a change of where money goes to a second person.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ProposeChange {
    /// The profile's name.
    pub profile: String,
    /// The id of this press.
    pub action: String,
    /// What is wanted.
    pub change: WantedChange,
    /// Why, in words; may be empty.
    pub note: String,
}
