//! Offline checks of what is typed of a merchant or a receiver account. Nothing is sent by them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a form is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DetailsOf {
    /// A merchant.
    Merchant,
    /// A receiver account at a bank.
    BankAccount,
    /// A receiver account that is a crypto wallet.
    Wallet,
}

/// A field as it was typed.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct TypedField {
    /// Its name on the wire: `iban`. One that this program does not check is told as such.
    pub name: String,
    /// The text; may be empty.
    pub text: String,
}

/// Asks what is to be said of a form as it stands. Any field may be empty or left out.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct CheckDetails {
    /// The profile's name: what is permitted depends on its environment.
    pub profile: String,
    /// What the form is of.
    pub of: DetailsOf,
    /// What was typed. Of two fields of one name the last counts.
    pub fields: Vec<TypedField>,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FindingLevel {
    /// It must not be sent.
    Error,
    /// It may be sent; a person should look first.
    Warning,
    /// Nothing here could be checked, for the reason that the words give.
    NotChecked,
}

/// One thing that is to be said about one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DetailFinding {
    /// The field's name on the wire.
    pub field: String,
    /// How much it weighs.
    pub level: FindingLevel,
    /// What is wrong and what to do, or why it was not checked. It may repeat a part of what was
    /// typed.
    pub words: String,
    /// Whether all it says is that the field is empty. Until a person leaves the field, that is
    /// nothing to point out.
    pub is_missing: bool,
}

/// A field as it will be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DetailToSend {
    /// The field's name on the wire.
    pub field: String,
    /// What will be sent: an IBAN without its blanks.
    pub value: String,
    /// Whether that is another text than was typed.
    pub differs: bool,
}

/// What is to be said of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DetailsChecked {
    /// The findings, in the order of the form's fields.
    pub findings: Vec<DetailFinding>,
    /// The fields that are filled in and belong to the form, as they will be sent.
    pub to_send: Vec<DetailToSend>,
    /// Whether no finding forbids to send it.
    pub may_be_sent: bool,
    /// Names of filled fields of which nothing was checked: a text in no form, a network or a field
    /// that this program does not know.
    pub not_checked: Vec<String>,
}

/// A field of an account's details that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChangedDetail {
    /// Its name on the wire.
    pub name: String,
    /// What people call it: `account number`.
    pub label: String,
    /// Whether it is a number that is shown masked until a person asks for it.
    pub is_masked: bool,
    /// The value before; none if there was none, or it was erased.
    pub before: Option<String>,
    /// The value after; likewise.
    pub after: Option<String>,
}

/// A change of the details to which an account's money goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DetailsChangeView {
    /// Its entry.
    pub sequence: u32,
    /// When it was first seen (RFC 3339, UTC).
    pub at: String,
    /// The action of this console that asked for it; none if none did.
    pub action: Option<String>,
    /// Who asked for it, where an action of this console did and a name was given.
    pub by: Option<String>,
    /// The entry that first shows the account so.
    pub shown_by: Option<u32>,
    /// The fields.
    pub fields: Vec<ChangedDetail>,
}

/// The changes of an account's details that the ledger knows, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DetailsChangesView {
    /// The changes; the newest 50.
    pub changes: Vec<DetailsChangeView>,
}
