//! A merchant's legal agreements: what was read of them, and who accepted which version.

use crate::{FurtherField, PastAction};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An agreement as it came. Its shape is not known: what is found goes by a few likely names.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AgreementView {
    /// What it is called.
    pub title: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Where it can be read.
    pub link: Option<LinkView>,
    /// What stands in it.
    pub text: Option<String>,
    /// Whether it is accepted, by what it says or by an acceptance from here.
    pub is_accepted: bool,
    /// All that came besides.
    pub further: Vec<FurtherField>,
    /// The whole as it came, in JSON: what an acceptance is bound to.
    pub json: String,
}

/// A link that came from the API.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LinkView {
    /// As it came.
    pub url: String,
    /// Its host, as a browser shows it; none if it is no URL with a host.
    pub host: Option<String>,
    /// Whether it may be opened in the browser: https alone is.
    pub may_open: bool,
}

/// An acceptance that a person asked for.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AcceptanceView {
    /// Who, when, and what became of it.
    pub past: PastAction,
    /// What was shown: title and version of each; empty where that was erased.
    pub shown: Vec<ShownAgreement>,
}

/// An agreement as it was shown.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ShownAgreement {
    /// What it was called.
    pub title: Option<String>,
    /// Its version.
    pub version: Option<String>,
}

/// What is known of a merchant's agreements.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AgreementsView {
    /// As they were last read.
    pub agreements: Vec<AgreementView>,
    /// When they were read (RFC 3339, UTC); none if they never were.
    pub read_at: Option<String>,
    /// The entry of that read.
    pub read_sequence: Option<u32>,
    /// Why a later read did not work; empty if there is none.
    pub failed: String,
    /// Whether there are some, and all are accepted.
    pub all_accepted: bool,
    /// What was accepted, newest first.
    pub acceptances: Vec<AcceptanceView>,
}

/// Opens a link in the browser.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct OpenLink {
    /// The URL: https alone is opened.
    pub url: String,
}

/// A link that was handed to the browser.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LinkOpened {
    /// Its host.
    pub host: String,
}
