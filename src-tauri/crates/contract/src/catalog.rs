//! The local index of merchants, receiver accounts and transactions: lists, the KYC board, how old
//! it is.

use crate::{Mark, SubjectKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who has to do something before a status changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum WaitsFor {
    /// The people at this console.
    Us,
    /// The partner.
    Cedar,
    /// Nobody: it is an end, or not known.
    Nobody,
}

/// What a list of merchants is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CatalogSort {
    /// By name, whatever its case and accents; what has none comes last.
    Name,
    /// By the time since when the status holds.
    StatusSince,
    /// By the time when it was made.
    Created,
}

/// Asks for one page of the merchants that fit.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ListMerchants {
    /// The profile's name.
    pub profile: String,
    /// Words that must all stand in its names, registration number or number; empty for all.
    pub search: String,
    /// Status words, any of them; empty for all.
    pub statuses: Vec<String>,
    /// The order.
    pub sort: CatalogSort,
    /// Whether the order is turned round.
    pub descending: bool,
    /// Where the page begins: `next` of the page before; none for the first.
    pub after: Option<String>,
    /// How many rows, 1 to 500.
    pub limit: u16,
}

/// Asks for one page of the receiver accounts that fit.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ListAccounts {
    /// The profile's name.
    pub profile: String,
    /// The number of the merchant that owns them; none for all.
    pub owner: Option<String>,
    /// Words that must all stand in its name, bank, network, currency, the end of its number, or
    /// its own number; empty for all.
    pub search: String,
    /// Status words, any of them; empty for all.
    pub statuses: Vec<String>,
    /// A currency's symbol; none for all.
    pub currency: Option<String>,
    /// The order.
    pub sort: CatalogSort,
    /// Whether the order is turned round.
    pub descending: bool,
    /// Where the page begins: `next` of the page before; none for the first.
    pub after: Option<String>,
    /// How many rows, 1 to 500.
    pub limit: u16,
}

/// An object's status, as the index knows it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StandingView {
    /// The status word on the wire; none if none is known.
    pub status: Option<String>,
    /// What people call it: `Approved`.
    pub status_word: String,
    /// How far it may be trusted.
    pub mark: Mark,
    /// The mark in words.
    pub word: String,
    /// Since when it holds (RFC 3339, UTC).
    pub since: String,
    /// Whether a delivery told of the change. If not, it holds since then or longer.
    pub since_is_exact: bool,
    /// Who is awaited.
    pub needs: WaitsFor,
    /// When it was last read with success (RFC 3339, UTC); none if it never was.
    pub read_at: Option<String>,
    /// That read's entry.
    pub read_sequence: Option<u32>,
    /// When a verified delivery last told of it (RFC 3339, UTC).
    pub told_at: Option<String>,
    /// That delivery's entry.
    pub told_sequence: Option<u32>,
    /// The status that the delivery told, where it is another one.
    pub told_status: Option<String>,
}

/// A merchant in a list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MerchantRow {
    /// `merchant:7`.
    pub subject: String,
    /// `7`.
    pub number: String,
    /// Its legal name; none if it was never read.
    pub legal_name: Option<String>,
    /// Its trading name.
    pub trading_name: Option<String>,
    /// Its country, as the partner writes it.
    pub country: Option<String>,
    /// Its registration number.
    pub local_reg_number: Option<String>,
    /// Its KYC status.
    pub standing: StandingView,
    /// When it was made, by its own word (RFC 3339, UTC).
    pub created_at: Option<String>,
    /// Where a page begins that goes on behind this row, in the order that was asked for.
    pub place: String,
}

/// A receiver account in a list. Its number is masked: the program's index does not have the rest.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AccountRow {
    /// `account:7`.
    pub subject: String,
    /// `7`.
    pub number: String,
    /// The number of the merchant that owns it.
    pub owner: Option<String>,
    /// That merchant's legal name, if it is known.
    pub owner_name: Option<String>,
    /// The name on the account; none if it was never read.
    pub name_on_account: Option<String>,
    /// The bank, or the network of a wallet.
    pub bank_or_network: Option<String>,
    /// Its country, as the partner writes it.
    pub country: Option<String>,
    /// The currency's symbol.
    pub currency: Option<String>,
    /// The end of its number, IBAN or wallet address.
    pub masked: Option<String>,
    /// Its status.
    pub standing: StandingView,
    /// When it was made, by its own word (RFC 3339, UTC).
    pub created_at: Option<String>,
    /// Where a page begins that goes on behind this row, in the order that was asked for.
    pub place: String,
}

/// What the index does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CatalogDoing {
    /// Nothing: it has all that the ledger has.
    Idle,
    /// It takes entries that it does not have yet.
    Following,
    /// It lists all merchants, accounts and transactions.
    Filling,
    /// It can't be written; it is tried again.
    Failing,
}

/// A fill on its way.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FillingView {
    /// When it began (RFC 3339, UTC).
    pub started: String,
    /// How many merchants were listed so far.
    pub merchants: u32,
    /// How many receiver accounts were listed so far.
    pub accounts: u32,
    /// How many transactions were listed so far.
    pub transactions: u32,
    /// How many of what is listed now there are in all, if the server tells.
    pub total: Option<u32>,
    /// What is listed now.
    pub listing: SubjectKind,
    /// Whether a person asked for it.
    pub is_asked: bool,
}

/// How old the index is, and what it does.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CatalogAge {
    /// When all were last listed to the end (RFC 3339, UTC); none if they never were.
    pub filled_at: Option<String>,
    /// What it does.
    pub doing: CatalogDoing,
    /// The fill on its way.
    pub filling: Option<FillingView>,
    /// How many entries of the ledger it does not have yet.
    pub behind: u32,
    /// How many merchants it knows.
    pub merchants: u32,
    /// How many receiver accounts it knows.
    pub accounts: u32,
    /// How many transactions it knows.
    pub transactions: u32,
    /// Why the last fill of this session did not come to its end; none if it did, or none was.
    pub failed: Option<String>,
    /// One sentence: how old it is and what it does.
    pub detail: String,
    /// Whether a fill can begin. If not, the profile's API status says why.
    pub can_refresh: bool,
}

/// A page of merchants.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MerchantsPage {
    /// The rows.
    pub rows: Vec<MerchantRow>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
    /// How many merchants have which status, all of the index.
    pub counts: Vec<StatusCount>,
    /// How old the index is.
    pub age: CatalogAge,
}

/// A page of receiver accounts.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AccountsPage {
    /// The rows.
    pub rows: Vec<AccountRow>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
    /// How many receiver accounts have which status, all of the index.
    pub counts: Vec<StatusCount>,
    /// The symbols of the currencies that they have.
    pub currencies: Vec<String>,
    /// How old the index is.
    pub age: CatalogAge,
}

/// How many objects have a status, with what it means.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StatusCount {
    /// What the status means.
    pub status: StatusMeaning,
    /// How many.
    pub count: u32,
}

/// What a status means and permits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StatusMeaning {
    /// The word on the wire; empty for objects of which none is known.
    pub status: String,
    /// What people call it.
    pub word: String,
    /// Whether the program knows it.
    pub is_known: bool,
    /// What it means, in a sentence.
    pub meaning: String,
    /// What comes next, in a sentence; none where nothing is to be done here.
    pub next: Option<String>,
    /// Who is awaited.
    pub needs: WaitsFor,
    /// Whether a merchant's onboarding can be submitted. Never for anything else.
    pub may_submit: bool,
    /// Whether its data can be changed.
    pub may_edit: bool,
    /// Whether a merchant may transact, or an account be used for a transaction. Never for a
    /// transaction.
    pub may_be_used: bool,
}

/// What all known statuses mean.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StatusMeanings {
    /// Of merchants: what waits for us, what waits for Cedar, what waits for nobody.
    pub merchants: Vec<StatusMeaning>,
    /// Of receiver accounts.
    pub accounts: Vec<StatusMeaning>,
    /// Of transactions, by the part behind the prefix.
    pub transactions: Vec<StatusMeaning>,
}

/// The merchants of one status, those longest in it first.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KycColumn {
    /// The status.
    pub status: StatusMeaning,
    /// How many there are.
    pub count: u32,
    /// The first of them, at most 50.
    pub oldest: Vec<MerchantRow>,
}

/// The KYC board: what waits for us, what waits for Cedar, what waits for nobody, in this order.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KycBoardView {
    /// A column for each known status, empty ones too, and for each unknown one that a merchant
    /// has.
    pub columns: Vec<KycColumn>,
    /// How old the index is.
    pub age: CatalogAge,
}

/// One merchant or receiver account as the index knows it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ListedObject {
    /// The merchant; none if the index does not know it, or another kind was asked for.
    pub merchant: Option<MerchantRow>,
    /// The receiver account; none if the index does not know it, or another kind was asked for.
    pub account: Option<AccountRow>,
    /// What its status means; none if it is not known.
    pub meaning: Option<StatusMeaning>,
}
