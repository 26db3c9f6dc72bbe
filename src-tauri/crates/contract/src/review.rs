//! What will be sent, shown before it is; an action by its id; an object's fields to be changed.

use crate::{
    ActionView, Environment, FieldChange, FurtherField, Grade, NewAccountFacts, NewMerchantFacts,
    NewTransactionFacts,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a person asks for, as the command of that name would be told.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(
    tag = "is",
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
#[ts(export)]
pub enum ActionWish {
    /// As [`crate::CreateMerchant`].
    CreateMerchant {
        /// Its facts.
        facts: Box<NewMerchantFacts>,
        /// Further fields.
        further: Vec<FurtherField>,
    },
    /// As [`crate::CreateReceiverAccount`].
    CreateReceiverAccount {
        /// Its facts.
        facts: Box<NewAccountFacts>,
        /// Further fields.
        further: Vec<FurtherField>,
    },
    /// As [`crate::UpdateSubject`].
    UpdateSubject {
        /// `merchant:7`, `account:7`.
        subject: String,
        /// What shall change.
        changes: Vec<FieldChange>,
    },
    /// As [`crate::SubmitOnboarding`].
    SubmitOnboarding {
        /// The merchant's number.
        merchant: String,
        /// `companyType`
        company_type: String,
        /// `tradingName`
        trading_name: String,
        /// `industry`
        industry: String,
        /// `service`
        service: String,
        /// Further members of `businessData`.
        further: Vec<FurtherField>,
    },
    /// As [`crate::AcceptAgreements`].
    AcceptAgreements {
        /// The merchant's number.
        merchant: String,
        /// All agreements as they were shown to the person, each in JSON as it came.
        shown: Vec<String>,
        /// Further fields.
        further: Vec<FurtherField>,
    },
    /// As [`crate::CreateTransaction`].
    CreateTransaction {
        /// What was typed.
        facts: Box<NewTransactionFacts>,
    },
}

/// Asks for the request that a wish would send now.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ReviewAction {
    /// The profile's name.
    pub profile: String,
    /// What is asked for.
    pub wish: ActionWish,
}

/// A field that a change gives another value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FieldReview {
    /// Its name on the wire.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// The value that it has, as JSON, by a read of just now; none if it has none.
    pub from: Option<String>,
    /// The value that it will have, as JSON.
    pub to: String,
}

/// The request that would be sent, to the letter. Nothing was sent, but the reads that it needs.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RequestReview {
    /// The operation's id.
    pub operation: String,
    /// What people call it.
    pub label: String,
    /// `POST` or `PUT`.
    pub method: String,
    /// Scheme, host and port that it would go to.
    pub origin: String,
    /// Path and query, the base URL's path included.
    pub path: String,
    /// The JSON body; none if there is none.
    pub body: Option<String>,
    /// How well the operation's path is known.
    pub grade: Grade,
    /// Whether the path is the profile's own, and not the table's.
    pub is_override: bool,
    /// When a call by this path first worked at this server (RFC 3339, UTC).
    pub confirmed_at: Option<String>,
    /// Of a change: the fields that it changes.
    pub changes: Vec<FieldReview>,
    /// What the profile's server is.
    pub environment: Environment,
    /// Why a second person has to want it first; none if nobody has to.
    pub second_person: Option<String>,
}

/// Names an action.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct OfAction {
    /// The profile's name.
    pub profile: String,
    /// The action's id.
    pub action: String,
}

/// An action, if there is one of this id: an id that was minted and never used has none.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FoundAction {
    /// The action.
    pub action: Option<ActionView>,
}

/// A field as the API showed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FieldJson {
    /// Its name on the wire.
    pub name: String,
    /// Its value's exact text, as JSON.
    pub json: String,
}

/// All fields of a merchant or receiver account, read just now: what a change begins from.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FieldsRead {
    /// The fields, in the answer's order.
    pub fields: Vec<FieldJson>,
    /// When they were read (RFC 3339, UTC).
    pub read_at: String,
    /// The read's entry.
    pub sequence: u32,
}
