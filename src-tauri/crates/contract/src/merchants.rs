//! A merchant's page: its status with what that means and permits; words that its form offers.

use crate::{Mark, SubjectView};
use serde::Serialize;
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
    /// Since when the ledger knows it (RFC 3339, UTC): it holds since then, or longer.
    pub since: String,
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
