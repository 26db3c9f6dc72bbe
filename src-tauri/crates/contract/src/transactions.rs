//! Transactions: their list, and the page of one.

use crate::{
    CatalogAge, CopyState, LinkView, Mark, StandingView, StatusCount, StatusMeaning, SubjectView,
    TransactionAction, TransactionKind,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the list of transactions is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TransactionSort {
    /// By the number.
    Number,
    /// By the time when it was made.
    Created,
    /// By the time when it last changed, by its own word.
    Changed,
    /// By the time since when the status holds.
    StatusSince,
}

/// Asks for one page of the transactions that fit. What is empty or none narrows nothing.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ListTransactions {
    /// The profile's name.
    pub profile: String,
    /// Words that must all stand in its number, its reference, or a name of one of its merchants.
    pub search: String,
    /// Any of these kinds.
    pub kinds: Vec<TransactionKind>,
    /// Any of these status words, without their prefix.
    pub statuses: Vec<String>,
    /// The number of its source or target merchant.
    pub merchant: Option<String>,
    /// The number of its receiver account.
    pub account: Option<String>,
    /// The symbol of either currency.
    pub currency: Option<String>,
    /// Made at this time or later (RFC 3339).
    pub from: Option<String>,
    /// Made before this time (RFC 3339).
    pub until: Option<String>,
    /// The order.
    pub sort: TransactionSort,
    /// Whether the order is turned round.
    pub descending: bool,
    /// Where the page begins: `next` of the page before; none for the first.
    pub after: Option<String>,
    /// How many rows, 1 to 500.
    pub limit: u16,
}

/// A merchant or receiver account of a transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TransactionParty {
    /// `7`.
    pub number: String,
    /// What it is called; none if that was never read.
    pub name: Option<String>,
    /// Of an account: its bank or network, and the end of its number.
    pub detail: Option<String>,
}

/// A transaction in a list. Amounts are as the partner wrote them.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TransactionRow {
    /// `transaction:4711`.
    pub subject: String,
    /// `4711`.
    pub number: String,
    /// Its kind; none until a read shows it.
    pub kind: Option<TransactionKind>,
    /// What people call it: `Payout`.
    pub kind_word: String,
    /// The source merchant.
    pub source: Option<TransactionParty>,
    /// The target merchant.
    pub target: Option<TransactionParty>,
    /// The receiver account.
    pub account: Option<TransactionParty>,
    /// What they receive.
    pub to_amount: Option<String>,
    /// Its currency's symbol.
    pub to_currency: Option<String>,
    /// What is deposited; none until there is a quote.
    pub from_amount: Option<String>,
    /// Its currency's symbol.
    pub from_currency: Option<String>,
    /// What must stand in the deposit's narration.
    pub reference: Option<String>,
    /// What it is for, as the partner says it.
    pub purpose: Option<String>,
    /// Its status.
    pub standing: StandingView,
    /// When it was made, by its own word (RFC 3339, UTC).
    pub created_at: Option<String>,
    /// When it last changed, by its own word (RFC 3339, UTC).
    pub changed_at: Option<String>,
    /// Where a page begins that goes on behind this row, in the order that was asked for.
    pub place: String,
}

/// A page of transactions.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TransactionsPage {
    /// The rows.
    pub rows: Vec<TransactionRow>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
    /// How many transactions have which status, all of the index. The words are without prefix.
    pub counts: Vec<StatusCount>,
    /// The symbols of the currencies that they have.
    pub currencies: Vec<String>,
    /// How old the index is.
    pub age: CatalogAge,
}

/// A transaction's status, as far as it is known.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TransactionStatus {
    /// What it means. An unknown word is shown as it was written.
    pub meaning: StatusMeaning,
    /// How far it may be trusted.
    pub mark: Mark,
    /// The mark in words.
    pub said: String,
    /// When it was last told (RFC 3339, UTC).
    pub at: String,
    /// The entry that tells it.
    pub sequence: u32,
}

/// Where a step of the path stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum StepPlace {
    /// It was left.
    Done,
    /// The transaction is in it.
    Now,
    /// A later one was come to, and nothing tells of this one.
    NotSeen,
    /// It is still to come.
    Ahead,
    /// It will not be come to: the transaction has ended otherwise.
    Never,
}

/// A step of the path.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PathStep {
    /// What people call it; an unknown status as it was written.
    pub word: String,
    /// Where it stands.
    pub place: StepPlace,
    /// When it surely held (RFC 3339, UTC); none if it never did.
    pub at: Option<String>,
    /// Until when another status is known to have held, where it began between two reads.
    pub not_before: Option<String>,
    /// Whether an event tells the moment.
    pub is_exact: bool,
    /// For how many seconds it surely lasted; none while it lasts, or if that is not known.
    pub least_s: Option<u32>,
    /// For how many seconds it lasted at most; none if that is not known.
    pub most_s: Option<u32>,
    /// In how many seconds half of this profile's transactions leave it.
    pub median_s: Option<u32>,
    /// Of how many transactions that is.
    pub median_of: u32,
}

/// A status that does not follow from the one before it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StatusMisfit {
    /// When it surely held (RFC 3339, UTC).
    pub at: String,
    /// What happened and what it may mean.
    pub what: String,
}

/// One of the instructions for the deposit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DepositInstruction {
    /// Our name for it: `reference`.
    pub name: String,
    /// The text as the partner wrote it.
    pub value: String,
    /// Whether it must stand in the transfer's narration.
    pub is_required: bool,
    /// Whether it is a wallet address.
    pub is_wallet: bool,
}

/// What a transaction is worth at the rate that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EffectiveRate {
    /// What one unit of the target costs in source units.
    pub text: String,
    /// Whether no digit is left out.
    pub is_exact: bool,
    /// By how many percent that is above the indicative rate when it was made here (below: with a
    /// minus); none if it was made elsewhere.
    pub above_indicative: Option<String>,
}

/// A document that a transaction names.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NamedDocument {
    /// What it is: `Invoice`.
    pub label: String,
    /// Where it is.
    pub link: LinkView,
}

/// A document that was downloaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KeptConfirmation {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The file's name.
    pub name: String,
    /// Its length.
    pub bytes: u32,
    /// When it was downloaded (RFC 3339, UTC).
    pub at: String,
    /// Who asked for it.
    pub by: Option<String>,
    /// The entry that says so.
    pub sequence: u32,
    /// How the local copy is.
    pub copy: CopyState,
}

/// A payout confirmation, as far as it was read.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ConfirmationView {
    /// Its status as the partner wrote it; none if it was never read.
    pub status: Option<String>,
    /// When it was read (RFC 3339, UTC).
    pub read_at: Option<String>,
    /// That read's entry.
    pub read_sequence: Option<u32>,
    /// Why a later read did not work; empty if there is none.
    pub failed: String,
    /// Its document; none until there is one.
    pub document: Option<NamedDocument>,
    /// What was downloaded, the newest first.
    pub kept: Vec<KeptConfirmation>,
}

/// A transaction, as the ledger has it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TransactionView {
    /// Which.
    pub subject: SubjectView,
    /// Its kind; none until a read shows it.
    pub kind: Option<TransactionKind>,
    /// What people call it: `Payout`; `Transaction` while the kind is not known.
    pub kind_word: String,
    /// Its status; none while it is not known.
    pub status: Option<TransactionStatus>,
    /// What a person may do now.
    pub permits: Vec<TransactionAction>,
    /// The source merchant.
    pub source: Option<TransactionParty>,
    /// The target merchant.
    pub target: Option<TransactionParty>,
    /// The receiver account.
    pub account: Option<TransactionParty>,
    /// What they receive, as the partner wrote it.
    pub to_amount: Option<String>,
    /// Its currency's symbol.
    pub to_currency: Option<String>,
    /// How far that amount may be trusted.
    pub to_mark: Option<Mark>,
    /// What is deposited, as the partner wrote it; none until there is a quote.
    pub from_amount: Option<String>,
    /// Its currency's symbol.
    pub from_currency: Option<String>,
    /// How far that amount may be trusted.
    pub from_mark: Option<Mark>,
    /// The rate of the two; none where one of them is not known.
    pub rate: Option<EffectiveRate>,
    /// The path, from its first step to its end.
    pub path: Vec<PathStep>,
    /// Statuses that do not follow from the one before them, the newest first.
    pub misfits: Vec<StatusMisfit>,
    /// Where to make the deposit; empty while that is not told.
    pub instructions: Vec<DepositInstruction>,
    /// The documents that it names.
    pub documents: Vec<NamedDocument>,
    /// Its payout confirmation.
    pub confirmation: ConfirmationView,
    /// When it was last read from the API with success (RFC 3339, UTC); none if it never was.
    pub read_at: Option<String>,
    /// Whether it can be read now.
    pub can_read: bool,
}
