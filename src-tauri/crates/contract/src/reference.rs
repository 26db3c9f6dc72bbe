//! The partner's lists of countries and currencies, as they were last read.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReferenceList {
    /// Of countries.
    Countries,
    /// Of currencies.
    Currencies,
}

/// Reads a list from the API.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct RefreshList {
    /// The profile's name.
    pub profile: String,
    /// Which.
    pub list: ReferenceList,
}

/// Where a list's entries come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ListSource {
    /// The partner's API.
    Api,
    /// ISO 3166-1, since the API never gave its list.
    Iso,
    /// The few that are documented or were observed, since the API never gave its list.
    Known,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReferenceEntryView {
    /// Its code or symbol: `NG`, `USDC (ERC-20)`; none if none is understood, so that it can't be
    /// chosen.
    pub code: Option<String>,
    /// Its name; where the partner tells none, that of ISO 3166.
    pub name: Option<String>,
    /// Of a currency: the network on which it runs by its symbol; none for one of a bank.
    pub network: Option<String>,
    /// The entry as it came, as JSON; empty if it did not come from the partner.
    pub json: String,
}

/// A list of countries or currencies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReferenceListView {
    /// Where it comes from.
    pub source: ListSource,
    /// The entries, in the partner's order; an unknown one too.
    pub entries: Vec<ReferenceEntryView>,
    /// When it was read (RFC 3339, UTC); none if it never was.
    pub read_at: Option<String>,
    /// The entry of that read.
    pub sequence: Option<u32>,
    /// One sentence: where it comes from; of a read that did not work, why.
    pub detail: String,
    /// Whether it can be read now. If not, the profile's API status says why.
    pub can_read: bool,
}
