//! The desk: what waits for a person, the oldest deadline first.

use crate::{SubjectView, TransactionAction, TransactionKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much of what, as the partner writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MoneyView {
    /// The amount's text.
    pub amount: String,
    /// The currency's symbol, network included.
    pub currency: String,
}

/// An object by its number, and by its name where that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NamedObject {
    /// `merchant:7`.
    pub key: String,
    /// `7`.
    pub number: String,
    /// Its name; none if it was never read.
    pub name: Option<String>,
}

/// What kind of thing waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DeskKind {
    /// A quote is to be approved.
    ApproveQuote,
    /// A deposit is to be confirmed.
    ApproveDeposit,
    /// It is not known what became of a request.
    OutcomeUnknown,
    /// Something else was locked than was approved.
    LockedDiffers,
    /// A read shows a state that does not follow from the one before it.
    Misfit,
    /// The API says otherwise than a delivery.
    Contradiction,
    /// Another card.
    Alarm,
    /// Compliance asks for more of a merchant.
    ActionNeeded,
    /// A first person wants something that takes two: a policy, an operator, where money goes.
    Proposal,
}

/// Who had an object read last, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LookedAt {
    /// The operator's name.
    pub by: String,
    /// When (RFC 3339, UTC).
    pub at: String,
}

/// Something that waits for a person.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeskItemView {
    /// Names it in the list; the same for as long as it waits.
    pub id: String,
    /// What kind of thing it is.
    pub kind: DeskKind,
    /// Its kind in words: `Approve quote`.
    pub label: String,
    /// Of which object; none if it is of none.
    pub subject: Option<SubjectView>,
    /// Of a transaction: what kind it is, where that is known.
    pub transaction: Option<TransactionKind>,
    /// The source merchant, or the merchant itself.
    pub merchant: Option<NamedObject>,
    /// The receiver account.
    pub account: Option<NamedObject>,
    /// What is to be deposited.
    pub pays: Option<MoneyView>,
    /// What the receiver gets.
    pub receives: Option<MoneyView>,
    /// Since when it waits, as far as is known (RFC 3339, UTC).
    pub since: String,
    /// Until when, where that is told (RFC 3339, UTC).
    pub deadline: Option<String>,
    /// The entry that tells of it.
    pub entry: u32,
    /// What it is, in a sentence.
    pub what: String,
    /// Who confirmed it as a first person, while that counts.
    pub confirmed_by: Option<String>,
    /// The card's id, if it is one.
    pub card: Option<String>,
    /// The action's id, if its outcome is not known.
    pub action: Option<String>,
    /// Until when it was postponed (RFC 3339, UTC).
    pub postponed_until: Option<String>,
    /// Who looked at it last.
    pub looked_at: Option<LookedAt>,
}

/// What waits, and how far that is known.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeskView {
    /// The oldest deadline first; what has none comes after, the oldest first. At most 500.
    pub items: Vec<DeskItemView>,
    /// How many wait in all.
    pub total: u32,
    /// What somebody postponed, the first to come back first. At most 500.
    pub postponed: Vec<DeskItemView>,
    /// Whether all calls of the ledger were read, or the API's lists since the program started.
    pub is_whole: bool,
    /// Whether the API's lists are being read.
    pub is_filling: bool,
    /// When they were last read in this session (RFC 3339, UTC).
    pub filled_at: Option<String>,
    /// Why the last reading of them failed.
    pub fill_failed: Option<String>,
}

/// Settles a card of the desk: of a state that does not fit, or of an approval after which
/// something else was locked.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct SettleDesk {
    /// The profile's name.
    pub profile: String,
    /// The card's id.
    pub card: String,
    /// What was found, in the operator's words; it must not be empty.
    pub note: String,
}

/// Opens an approval: the transaction, its account and its merchant are read.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct OpenApproval {
    /// The profile's name.
    pub profile: String,
    /// `transaction:7`.
    pub subject: String,
    /// What is wanted; none for what its state asks for.
    pub action: Option<TransactionAction>,
}
