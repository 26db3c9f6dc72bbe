//! A merchant's onboarding: where it stands, what it still needs, what was submitted before.

use crate::{FurtherField, PastAction};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A thing that an onboarding needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReadinessPart {
    /// The merchant's own data.
    Merchant,
    /// Documents.
    Documents,
    /// Legal agreements.
    Agreements,
}

/// How it is with a thing that an onboarding needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Readiness {
    /// It is there.
    Ready,
    /// A person should look, and may go on all the same.
    Look,
    /// It is not there.
    Missing,
    /// It is not known.
    NotKnown,
}

/// One line of the list of what an onboarding needs.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReadinessView {
    /// What.
    pub part: ReadinessPart,
    /// How it is.
    pub readiness: Readiness,
    /// One sentence.
    pub detail: String,
}

/// An onboarding that was submitted.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SubmissionView {
    /// Who, when, and what became of it.
    pub past: PastAction,
    /// The members of `businessData` as they were sent; none if that was erased.
    pub data: Option<Vec<FurtherField>>,
}

/// Where a merchant's onboarding stands.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OnboardingView {
    /// The merchant's trading name; none while it is not known.
    pub trading_name: Option<String>,
    /// Its industry's word.
    pub industry: Option<String>,
    /// Whether it can be submitted now.
    pub may_submit: bool,
    /// Why not; none if it can.
    pub why_not: Option<String>,
    /// What it needs.
    pub readiness: Vec<ReadinessView>,
    /// How often it was submitted with success from here.
    pub submitted: u32,
    /// What was submitted before, newest first.
    pub submissions: Vec<SubmissionView>,
    /// Company types that are known to be taken.
    pub company_types: Vec<String>,
    /// Industries that are known to be taken.
    pub industries: Vec<String>,
    /// Services that are known to be taken; the list is open.
    pub services: Vec<String>,
    /// The statuses that can be set in one step, by what is documented for the sandbox; empty on
    /// LIVE.
    pub settable: Vec<SettableStatus>,
}

/// A status that a sandbox can be told to set.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SettableStatus {
    /// The word on the wire.
    pub word: String,
    /// What people say.
    pub label: String,
}

/// Lets a sandbox or the simulator set a merchant's status, by a registration number that ends in
/// it. On LIVE it is refused.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct SetTestStatus {
    /// The profile's name.
    pub profile: String,
    /// The action's id.
    pub action: String,
    /// The merchant's number.
    pub merchant: String,
    /// The status: one of those that are known.
    pub status: String,
}
