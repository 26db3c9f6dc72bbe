//! A merchant's page: its status with what that means and permits; words that its form offers.

use crate::{Mark, SubjectView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A merchant's KYC status, as far as it is known.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MerchantStatus {
    /// The word on the wire: `ACTION_NEEDED`.
    pub status: String,
    /// What people call it.
    pub word: String,
    /// What it means, in a sentence.
    pub meaning: String,
    /// What a person does next; none where nothing is to be done here.
    pub next: Option<String>,
    /// How far it may be trusted.
    pub mark: Mark,
    /// The mark in words.
    pub said: String,
    /// When it was last told (RFC 3339, UTC).
    pub at: String,
    /// The entry that tells it.
    pub sequence: u32,
    /// Since when it holds (RFC 3339, UTC), as far as the ledger knows.
    pub since: String,
    /// Whether a delivery told of the change. If not, it holds since then or longer.
    pub since_is_exact: bool,
    /// Whether onboarding can be submitted.
    pub may_submit: bool,
    /// Whether it may transact.
    pub may_transact: bool,
    /// Whether compliance is awaited.
    pub waits_for_cedar: bool,
}

/// A merchant, as the ledger has it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MerchantView {
    /// Which.
    pub subject: SubjectView,
    /// Its legal name; none while it is not known.
    pub legal_name: Option<String>,
    /// Its trading name.
    pub trading_name: Option<String>,
    /// Its status; none while it is not known.
    pub status: Option<MerchantStatus>,
    /// Why its data can't be changed now; none if they can.
    pub edit_is_off: Option<String>,
}

/// Words that the partner is known to accept of a merchant. The lists are open.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MerchantWords {
    /// Industries.
    pub industries: Vec<String>,
}

/// Asks which known merchants may be the same as one that is to be made.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct FindDuplicates {
    /// The profile's name.
    pub profile: String,
    /// Its legal name; may be empty.
    pub legal_name: String,
    /// Its country's letters; may be empty.
    pub country: String,
    /// Its registration number; may be empty.
    pub local_reg_number: String,
}

/// A merchant that may be the same.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DuplicateView {
    /// Which.
    pub subject: SubjectView,
    /// Its legal name.
    pub legal_name: Option<String>,
    /// Its country, as the partner writes it.
    pub country: Option<String>,
    /// Its registration number.
    pub local_reg_number: Option<String>,
    /// Its status in words.
    pub status: String,
    /// Why, a sentence each, the strongest first.
    pub because: Vec<String>,
}

/// What was found, and among how many.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DuplicatesView {
    /// Those that may be the same, at most twenty.
    pub possible: Vec<DuplicateView>,
    /// Whether there are more.
    pub more: bool,
    /// How many merchants were looked through.
    pub looked_through: u32,
    /// When all were last listed to the end (RFC 3339, UTC); none if they never were.
    pub filled_at: Option<String>,
}
