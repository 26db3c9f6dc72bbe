//! Approving: what is shown before it, what a press gives back, what became of it.

use crate::{ActionView, MoneyView, NamedObject, SubjectView, TransactionAction, TransactionKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose field, or whose read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FactOf {
    /// The transaction's.
    Transaction,
    /// The receiver account's.
    Account,
    /// The source merchant's.
    Merchant,
}

/// A field that an approval binds, letter by letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BoundFact {
    /// Whose.
    pub of: FactOf,
    /// Its name on the wire.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// Its value, as JSON.
    pub json: String,
}

/// A read that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ShownRead {
    /// Of what.
    pub of: FactOf,
    /// Its entry.
    pub entry: u32,
    /// When it began (RFC 3339, UTC).
    pub at: String,
}

/// What a press gives back, so that it is known what was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ShownRef {
    /// The entries of the reads: transaction, receiver account, source merchant.
    pub entries: [u32; 3],
    /// The hash of what was shown.
    pub hash: String,
}

/// What has to be typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TypedKind {
    /// The last four letters and digits of an account number.
    LastFour,
    /// Four characters of a wallet's address.
    Four,
    /// The amount to be deposited.
    Amount,
}

/// What has to be typed; it does not hold the characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TypedView {
    /// What.
    pub kind: TypedKind,
    /// It in words: `the last four characters of the receiver account`.
    pub words: String,
    /// Of an address: where the characters begin; the first is 1.
    pub from: Option<u32>,
    /// Whether it is the account's to which the deposit goes, and not the receiver's.
    pub is_deposit: bool,
}

/// What the policy asks of this person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DemandKind {
    /// It may be done by one person alone.
    Alone,
    /// It may be done: another person confirmed the very same.
    Second,
    /// A second person is needed: this one can confirm it as the first.
    First,
    /// Nobody may do it.
    Refused,
}

/// A person's word on an approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WordOf {
    /// Whose.
    pub by: Option<String>,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// Of a postponement: until when (RFC 3339, UTC).
    pub until: Option<String>,
    /// Its entry, where that is known.
    pub entry: Option<u32>,
}

/// When a read showed something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SeenView {
    /// When (RFC 3339, UTC).
    pub at: String,
    /// The read's entry.
    pub entry: u32,
}

/// What a person is warned of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WarningView {
    /// What, in a sentence.
    pub words: String,
    /// When it was seen, where it is of one read.
    pub seen: Option<SeenView>,
    /// Whether a reason has to be typed.
    pub asks_for_reason: bool,
}

/// The delivery that announced it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AnnouncedView {
    /// Its entry.
    pub entry: u32,
    /// When it came (RFC 3339, UTC).
    pub at: String,
    /// The status that it told.
    pub status: Option<String>,
    /// How far it may be trusted.
    pub mark: crate::Mark,
    /// Why it has this mark.
    pub reason: String,
}

/// One line of where the money goes, or of where the deposit is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DetailLine {
    /// What people call it.
    pub label: String,
    /// Its text.
    pub text: String,
    /// Whether it is a number that is shown masked.
    pub is_masked: bool,
}

/// What is expected of a deposit, as far as it is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ExpectedDeposit {
    /// How much.
    pub amount: Option<String>,
    /// Of what.
    pub currency: Option<String>,
    /// Over which network.
    pub network: Option<String>,
    /// The reference that must stand in the narration.
    pub reference: Option<String>,
    /// How much the partner says has come.
    pub received: Option<String>,
    /// Where it is to be made.
    pub instructions: Vec<DetailLine>,
}

/// Since when a receiver account's details are what they are.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DetailsSeenView {
    /// When they were first seen so (RFC 3339, UTC).
    pub at: String,
    /// That read's entry.
    pub entry: u32,
    /// What of them was otherwise before.
    pub what: Vec<String>,
}

/// What is shown before an approval, read anew.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ApprovalView {
    /// The action's id under which it is pressed: once.
    pub id: String,
    /// What can be done.
    pub action: TransactionAction,
    /// Of which transaction.
    pub subject: SubjectView,
    /// What kind it is.
    pub kind: TransactionKind,
    /// Its status word on the wire.
    pub status: String,
    /// What people call it.
    pub status_word: String,
    /// What a press gives back.
    pub shown: ShownRef,
    /// The three reads.
    pub reads: Vec<ShownRead>,
    /// What is to be deposited.
    pub pays: Option<MoneyView>,
    /// What the receiver gets.
    pub receives: Option<MoneyView>,
    /// What one unit of the target costs; exact or its first digits.
    pub rate: Option<String>,
    /// Whether no digit of the rate is left out.
    pub rate_is_exact: bool,
    /// By how many percent that is above the indicative rate when it was made; with a minus below.
    pub above_indicative: Option<String>,
    /// The source merchant.
    pub merchant: NamedObject,
    /// Its KYC status in words.
    pub kyc: String,
    /// Whether it may transact.
    pub kyc_is_valid: bool,
    /// The receiver account.
    pub account: NamedObject,
    /// Its status in words.
    pub account_status: String,
    /// Whether money may go there.
    pub account_is_active: bool,
    /// Where its money goes.
    pub details: Vec<DetailLine>,
    /// How those details came to be what they are; none if they were never seen otherwise.
    pub details_changed: Option<DetailsSeenView>,
    /// The newest verified delivery about the transaction.
    pub announced: Option<AnnouncedView>,
    /// Until when the quote holds, where that is told (RFC 3339, UTC).
    pub expires: Option<String>,
    /// Of a deposit: what is expected.
    pub deposit: Option<ExpectedDeposit>,
    /// What has to be typed; none where the policy asks for nothing.
    pub typed: Option<TypedView>,
    /// What the policy asks of this person.
    pub demand: DemandKind,
    /// Why, where one person is not enough.
    pub demand_why: Vec<String>,
    /// The first person's word for the very same, while it counts.
    pub confirmed: Option<WordOf>,
    /// The newest no, or not yet, in this state.
    pub put_off: Option<WordOf>,
    /// Whether what is pressed is signed: operators are enrolled.
    pub is_signed: bool,
    /// For how many minutes what is shown counts.
    pub counts_for_minutes: u32,
    /// Why nothing can be approved now.
    pub frozen: Vec<String>,
    /// Why this one can't be approved.
    pub not_permitted: Vec<String>,
    /// What a person is warned of.
    pub warnings: Vec<WarningView>,
    /// The partner's words for why a transaction is cancelled.
    pub cancel_reasons: Vec<String>,
    /// Every field that is bound.
    pub facts: Vec<BoundFact>,
}

/// What a person reports of a deposit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ReportedDeposit {
    /// How much.
    pub amount: String,
    /// Of what.
    pub currency: String,
    /// Over which network.
    pub network: Option<String>,
    /// The reference in the transfer's narration.
    pub reference: Option<String>,
    /// Where the evidence's file is.
    pub evidence_url: Option<String>,
    /// SHA-256 of that file, if it was uploaded here.
    pub evidence_sha256: Option<String>,
    /// The transaction's hash on its chain.
    pub transaction_hash: Option<String>,
}

/// A press: does what was shown, or confirms it as the first of two.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct PressApproval {
    /// The profile's name.
    pub profile: String,
    /// The action's id, as it was minted with what is shown.
    pub id: String,
    /// `transaction:7`.
    pub subject: String,
    /// What kind it is.
    pub kind: TransactionKind,
    /// What shall be done.
    pub action: TransactionAction,
    /// What was shown.
    pub shown: ShownRef,
    /// What was typed of the account.
    pub typed: String,
    /// Why; empty if nothing was typed.
    pub reason: String,
    /// Of a deposit: what is reported.
    pub deposit: Option<ReportedDeposit>,
    /// Of a cancel: the partner's word for why.
    pub cancel_reason: Option<String>,
}

/// A field that is not as it was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ShownDiffers {
    /// Whose.
    pub of: FactOf,
    /// Its name on the wire.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// As it was shown, as JSON; none if it was not there.
    pub shown: Option<String>,
    /// As it is now, as JSON; none if it is not there.
    pub now: Option<String>,
}

/// Why a press did nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum StopKind {
    /// What was typed is wrong.
    Typed,
    /// A reason has to be typed.
    ReasonNeeded,
    /// The report of a deposit is missing, or not understood.
    Report,
    /// Approvals are frozen.
    Frozen,
    /// A second person has to confirm it, or may not.
    Policy,
    /// What was shown can't be relied on any more: it has to be opened anew.
    OpenAgain,
    /// Anything else.
    Other,
}

/// What was read after an approval that worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReadAfter {
    /// Whether amounts differ from those that were approved.
    pub differs: bool,
    /// What was found, in a sentence.
    pub what: String,
    /// The entry of the read.
    pub entry: u32,
}

/// What became of a press.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "is", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[ts(export)]
pub enum PressedView {
    /// It was asked for, once: how it is.
    Told {
        /// The action.
        action: Box<ActionView>,
        /// What was read after it; none while nothing was.
        after: Option<ReadAfter>,
    },
    /// It was confirmed as the first of two.
    Confirmed {
        /// Its entry.
        entry: u32,
    },
    /// Nothing was sent: what is now is not what was shown.
    Differs {
        /// Where.
        differences: Vec<ShownDiffers>,
    },
    /// Nothing was sent.
    Stopped {
        /// Why.
        kind: StopKind,
        /// Why, in a sentence.
        message: String,
        /// The reasons one by one, where there are several.
        why: Vec<String>,
    },
}

/// Denies or postpones an approval.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct PutOffApproval {
    /// The profile's name.
    pub profile: String,
    /// The action's id, as it was minted with what is shown.
    pub id: String,
    /// `transaction:7`.
    pub subject: String,
    /// What was to be done.
    pub action: TransactionAction,
    /// The status that was shown.
    pub status: String,
    /// The hash of what was shown.
    pub hash: String,
    /// For how many minutes it is postponed; none for a no.
    pub minutes: Option<u32>,
    /// Why; it must not be empty.
    pub reason: String,
}

/// A no, or a not yet, that was written.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PutOffDone {
    /// Its entry.
    pub entry: u32,
}
