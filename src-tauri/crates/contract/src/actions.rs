//! What a person asks the partner to change, once, and what became of it.

use crate::SubjectView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ActionState {
    /// No outcome stands in the ledger yet.
    UnderWay,
    /// It happened.
    Done,
    /// The partner answered no: nothing changed.
    Refused,
    /// Nothing left this machine.
    NotSent,
    /// It was sent, and did not happen.
    DidNotHappen,
    /// It may have happened. It is looked up until that is known, and never sent again by itself.
    Unknown,
}

/// How an outcome is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum KnownBy {
    /// By the answer, or by its absence.
    Answer,
    /// By what the ledger held when the program started.
    Start,
    /// By a later read.
    Read,
    /// A person said so, who looked.
    Person,
}

/// A further field by its name on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct FurtherField {
    /// Its name.
    pub name: String,
    /// Its value, as JSON.
    pub json: String,
}

/// A field that shall change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct FieldChange {
    /// Its name on the wire.
    pub name: String,
    /// The value that the person saw, as JSON; none if there was none. If it is another by now,
    /// nothing is sent.
    pub from: Option<String>,
    /// The value that it shall have, as JSON.
    pub to: String,
}

/// The facts of a new merchant. What is none is left out.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
#[expect(missing_docs, reason = "each is the wire's field of that name")]
pub struct NewMerchantFacts {
    pub legal_name: String,
    pub trading_name: Option<String>,
    pub email: String,
    pub contact_name: String,
    pub phone_prefix: String,
    pub phone: String,
    pub country: String,
    pub state: String,
    pub city: String,
    pub address: String,
    pub street_number: String,
    pub zip_code: String,
    pub industry: String,
    pub local_reg_number: Option<String>,
}

/// The facts of a new receiver account. What is none is left out.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
#[expect(
    missing_docs,
    reason = "each is the wire's field of that name, but for the owner"
)]
pub struct NewAccountFacts {
    /// The merchant's number that owns it.
    pub owner: String,
    /// The currency's symbol.
    pub currency: String,
    pub name_on_account: String,
    pub account_number: Option<String>,
    pub bank_name: Option<String>,
    pub swift_code: Option<String>,
    pub iban: Option<String>,
    pub routing_number: Option<String>,
    pub wallet_address: Option<String>,
    pub network: Option<String>,
    pub country: String,
    pub state: String,
    pub city: String,
    pub address: String,
    pub street_number: String,
    pub zip_code: String,
    pub invoice_url: String,
}

/// Makes a merchant.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct CreateMerchant {
    /// The profile's name.
    pub profile: String,
    /// The action's id: a UUID of the caller's, new for each wish. The same again does nothing and
    /// tells what became of the first.
    pub action: String,
    /// Its facts.
    pub facts: NewMerchantFacts,
    /// Further fields.
    pub further: Vec<FurtherField>,
}

/// Makes a receiver account.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct CreateReceiverAccount {
    /// The profile's name.
    pub profile: String,
    /// The action's id.
    pub action: String,
    /// Its facts.
    pub facts: NewAccountFacts,
    /// Further fields.
    pub further: Vec<FurtherField>,
}

/// Changes a merchant or a receiver account. It is read first.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct UpdateSubject {
    /// The profile's name.
    pub profile: String,
    /// The action's id.
    pub action: String,
    /// `merchant:7`, `account:7`.
    pub subject: String,
    /// What shall change.
    pub changes: Vec<FieldChange>,
}

/// Gives a merchant to compliance.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct SubmitOnboarding {
    /// The profile's name.
    pub profile: String,
    /// The action's id.
    pub action: String,
    /// The merchant's number.
    pub merchant: String,
    /// `companyType`
    pub company_type: String,
    /// `tradingName`
    pub trading_name: String,
    /// `industry`
    pub industry: String,
    /// `service`
    pub service: String,
    /// Further members of `businessData`.
    pub further: Vec<FurtherField>,
}

/// Accepts a merchant's legal agreements.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct AcceptAgreements {
    /// The profile's name.
    pub profile: String,
    /// The action's id.
    pub action: String,
    /// The merchant's number.
    pub merchant: String,
    /// All agreements as they were shown to the person, each in JSON as it came. If they are
    /// others by now, nothing is sent.
    pub shown: Vec<String>,
    /// Further fields.
    pub further: Vec<FurtherField>,
}

/// What a person says of an unknown outcome, who looked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
#[ts(export)]
pub enum ActionDecision {
    /// It happened, to this object: one of the candidates, or the one that it was to change.
    This {
        /// `merchant:7`
        subject: String,
    },
    /// It did not happen.
    DidNotHappen,
}

/// Decides on an unknown outcome that reads can't tell: of a creation, above all.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ResolveAction {
    /// The profile's name.
    pub profile: String,
    /// The action's id.
    pub action: String,
    /// What the person says.
    pub decision: ActionDecision,
    /// Their words; may be empty.
    pub note: String,
}

/// The partner's no.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RefusalView {
    /// The HTTP status.
    pub status: u16,
    /// The partner's code.
    pub code: Option<String>,
    /// The partner's words.
    pub message: Option<String>,
}

/// A field in which a candidate is not what was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FieldDiffers {
    /// Its name on the wire.
    pub name: String,
    /// What was sent, as JSON.
    pub sent: String,
    /// What the candidate has, as JSON; none if it has none.
    pub found: Option<String>,
}

/// An object that may be the one that a creation with an unknown outcome made.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CandidateView {
    /// Which.
    pub subject: SubjectView,
    /// Its legal name, or the name on the account; of a transaction what the receiver gets.
    pub name: Option<String>,
    /// When a transaction was made, as the partner tells it.
    pub made_at: Option<String>,
    /// Its status word.
    pub status: Option<String>,
    /// Where it is not what was sent; the candidate with the fewest stands first.
    pub differs: Vec<FieldDiffers>,
    /// The entry of the list that shows it.
    pub sequence: u32,
}

/// An action, and what became of it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ActionView {
    /// Its id.
    pub action: String,
    /// The operation's id.
    pub operation: String,
    /// What people call it.
    pub label: String,
    /// The object that it changed, made, or shall change; none while it is not known.
    pub object: Option<SubjectView>,
    /// Who asked for it.
    pub by: Option<String>,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// The intent's entry.
    pub sequence: u32,
    /// How it is.
    pub state: ActionState,
    /// How that is known; none while nothing is.
    pub known_by: Option<KnownBy>,
    /// The outcome's entry.
    pub outcome: Option<u32>,
    /// The entry of the call that shows the outcome, or of the last look.
    pub observation: Option<u32>,
    /// One sentence: what became of it; of an unknown outcome what the last look found.
    pub detail: String,
    /// The partner's no.
    pub refusal: Option<RefusalView>,
    /// Of a creation with an unknown outcome: what may be it.
    pub candidates: Vec<CandidateView>,
    /// Whether a person may say that it did not happen.
    pub may_be_denied: bool,
    /// Whether a person may say that it happened to the object that it was to change.
    pub may_be_affirmed: bool,
}

/// The actions whose outcome is not known, the oldest first.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OpenActionsView {
    /// The actions.
    pub actions: Vec<ActionView>,
}
