//! Filters of the list of deliveries, the four events, and search.

use crate::{From, Mark, Show, SubjectKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for one page of the deliveries that fit a filter; answered with a `TimelinePage`.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ListDeliveries {
    /// The profile's name.
    pub profile: String,
    /// Which deliveries: all that is named must hold.
    pub filter: DeliveryFilter,
    /// Where the page begins.
    pub from: From,
    /// How many rows, 1 to 500.
    pub limit: u16,
}

/// Which deliveries.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct DeliveryFilter {
    /// All, the verified, or the quarantine.
    pub show: Show,
    /// Codes of verdicts, any of them; empty for all.
    pub verdicts: Vec<String>,
    /// Names of events, any of them; empty for all. `none` stands for a body without a name.
    pub events: Vec<String>,
    /// `transaction:7`.
    pub subject: Option<String>,
    /// Received at this instant or later (RFC 3339).
    pub since: Option<String>,
    /// Received before this instant (RFC 3339).
    pub until: Option<String>,
    /// Only those with an alarm.
    pub alarms_only: bool,
}

/// One of the four events of the platform.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EventSeen {
    /// Its name on the wire.
    pub name: String,
    /// What it tells, in a sentence.
    pub about: String,
    /// When a verified delivery last named it (RFC 3339, UTC); none for never.
    pub last_seen: Option<String>,
    /// That delivery's entry.
    pub last_sequence: Option<u32>,
    /// Verified deliveries that named it today (UTC).
    pub today: u32,
}

/// How many of a day's deliveries were verified.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DayRate {
    /// The day in UTC, `2026-01-05`.
    pub day: String,
    /// Verified deliveries.
    pub verified: u32,
    /// All that were kept.
    pub kept: u32,
}

/// The four events, and how the last days went.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EventsView {
    /// The four events, in the platform's order.
    pub events: Vec<EventSeen>,
    /// The last 14 days that had deliveries, the newest first.
    pub days: Vec<DayRate>,
    /// Entries that the index has read; behind the ledger's count while it fills.
    pub indexed: u32,
}

/// Searches a profile.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct Search {
    /// The profile's name.
    pub profile: String,
    /// What was typed: an id, the beginning of a UUID, a name, `transaction 7`.
    pub text: String,
}

/// What a hit leads to.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum HitTarget {
    /// A subject's timeline.
    Subject {
        /// `transaction:7`.
        key: String,
        /// What it is.
        subject: SubjectKind,
    },
    /// The page of a merchant, receiver account or transaction.
    Object {
        /// `merchant:7`.
        key: String,
        /// What it is.
        subject: SubjectKind,
        /// `7`.
        number: String,
    },
    /// A delivery's page.
    Delivery {
        /// The entry's number.
        sequence: u32,
    },
}

/// One hit.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Hit {
    /// What it leads to.
    pub target: HitTarget,
    /// What it is called.
    pub label: String,
    /// What else is known, in a few words.
    pub detail: String,
    /// How far the newest entry on it may be trusted.
    pub mark: Option<Mark>,
}

/// What a search found, the likeliest first.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SearchView {
    /// At most 20.
    pub hits: Vec<Hit>,
}
