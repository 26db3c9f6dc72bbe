//! A new transaction: who can be chosen and why not, what is wrong with what was typed, the
//! indicative rate, what is like it, and its creation.

use crate::{ActionState, StandingView, SubjectView, TransactionKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Words that the partner is known to accept of a transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TransactionWords {
    /// The documented purposes; others may be taken.
    pub purposes: Vec<String>,
}

/// As what a merchant is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PartyRole {
    /// From whom the money comes.
    Source,
    /// To whose account it goes.
    Target,
}

/// Looks for merchants that may be a party.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct FindParties {
    /// The profile's name.
    pub profile: String,
    /// As what.
    pub role: PartyRole,
    /// Words of its names, registration number or number; empty for all.
    pub search: String,
}

/// A merchant that fits.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PartyRow {
    /// Its number.
    pub number: String,
    /// Its legal name.
    pub name: Option<String>,
    /// Its country.
    pub country: Option<String>,
    /// Its KYC status.
    pub standing: StandingView,
    /// Why it can't be chosen; none if it can.
    pub why_not: Option<String>,
}

/// The merchants that fit: those that can be chosen first.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PartiesView {
    /// The merchants.
    pub rows: Vec<PartyRow>,
    /// Whether there are more than these.
    pub more: bool,
    /// How old the local list is, in a sentence.
    pub age: String,
}

/// Looks for receiver accounts.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct FindReceivers {
    /// The profile's name.
    pub profile: String,
    /// For which kind.
    pub kind: TransactionKind,
    /// The source merchant's number; empty while none is chosen.
    pub source: String,
    /// The target merchant's number; empty for any.
    pub target: String,
    /// The currency that the receiver shall get; empty for any.
    pub currency: String,
    /// Words of its name, bank, network, currency, the end of its number, or its own number.
    pub search: String,
}

/// A receiver account that fits.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReceiverRow {
    /// Its number.
    pub number: String,
    /// The name on it.
    pub name: Option<String>,
    /// The number of the merchant that owns it.
    pub owner: Option<String>,
    /// That merchant's legal name.
    pub owner_name: Option<String>,
    /// The bank, or the network of a wallet.
    pub bank_or_network: Option<String>,
    /// The end of its number, IBAN or address.
    pub masked: Option<String>,
    /// Its currency.
    pub currency: Option<String>,
    /// Its status.
    pub standing: StandingView,
    /// Why it can't be chosen; none if it can.
    pub why_not: Option<String>,
}

/// The receiver accounts that fit: those that can be chosen first.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReceiversView {
    /// The accounts.
    pub rows: Vec<ReceiverRow>,
    /// Whether there are more than these.
    pub more: bool,
    /// How old the local list is, in a sentence.
    pub age: String,
}

/// What a person typed for a new transaction; what is empty was not typed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct NewTransactionFacts {
    /// Its kind.
    pub kind: TransactionKind,
    /// The source merchant's number.
    pub source: String,
    /// The target merchant's number, of a payout or an end to end; empty for the account's owner.
    pub target: String,
    /// The receiver account's number.
    pub account: String,
    /// What the receiver gets: the account's currency.
    pub to_currency: String,
    /// How much the receiver gets: decimal text.
    pub to_amount: String,
    /// What is deposited.
    pub from_currency: String,
    /// What it is for.
    pub purpose: String,
    /// Where the invoice is.
    pub invoice_url: String,
    /// Of a payout: where the confirmation of the deposit is.
    pub deposit_confirmation_url: String,
    /// The entry of the indicative rate that was shown; none if none was.
    pub rate: Option<u32>,
    /// Whether the person knows of one like it in the last 24 hours, and wants it again.
    pub again: bool,
}

/// Asks what is to be said of what was typed. Nothing is called.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct CheckTransaction {
    /// The profile's name.
    pub profile: String,
    /// What was typed.
    pub facts: NewTransactionFacts,
}

/// Asks which transactions of the last 24 hours are like it.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct FindLike {
    /// The profile's name.
    pub profile: String,
    /// The source merchant's number.
    pub source: String,
    /// The receiver account's number.
    pub account: String,
    /// How much the receiver gets.
    pub to_amount: String,
}

/// A transaction with the same merchant, account and amount.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LikeTransaction {
    /// Which; none while it is not known what became of its request.
    pub subject: Option<SubjectView>,
    /// When it was made or asked for (RFC 3339, UTC).
    pub at: String,
    /// The entry that tells of it.
    pub sequence: u32,
    /// How its request stands; none if it was not asked for here.
    pub state: Option<ActionState>,
}

/// The transactions of the last 24 hours that are like it, the newest first.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LikeView {
    /// The transactions.
    pub like: Vec<LikeTransaction>,
    /// Whether all calls of the 24 hours were looked through.
    pub is_whole: bool,
}

/// Reads the indicative rate, unless it was read just now.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ReadRate {
    /// The profile's name.
    pub profile: String,
    /// For which kind.
    pub kind: TransactionKind,
    /// What is deposited.
    pub from_currency: String,
    /// What the receiver gets.
    pub to_currency: String,
    /// How much of it.
    pub to_amount: String,
}

/// An indicative rate, or why there is none. The rate is locked by approving a quote alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RateView {
    /// Source units for one target unit, as the API wrote it.
    pub rate: Option<String>,
    /// What would be deposited, as the API wrote it.
    pub amount: Option<String>,
    /// When it was answered, or failed (RFC 3339, UTC).
    pub at: String,
    /// The call's entry.
    pub sequence: u32,
    /// Why there is none, in a sentence.
    pub failure: Option<String>,
}

/// Makes a transaction.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct CreateTransaction {
    /// The profile's name.
    pub profile: String,
    /// The action's id: a UUID of the caller's, new for each wish.
    pub action: String,
    /// What was typed.
    pub facts: NewTransactionFacts,
}
