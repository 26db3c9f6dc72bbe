//! What was read from the API after a gap, and which changes had no webhook.

use crate::{Millis, Subject};
use serde::{Deserialize, Serialize};

/// A reconciliation began. Facts: [`ReconcileBeganFacts`].
pub const KIND_RECONCILE_BEGAN: &str = "reconcile_began";
/// A part of one was read. Facts: [`ReconcilePartFacts`]; part: [`PART_MISSED`]. It is about the
/// entry that began it, and stands on the timeline of each object that it tells of.
pub const KIND_RECONCILE_PART: &str = "reconcile_part";
/// It ended. Facts: [`ReconciledFacts`]. It is about the entry that began it. If it is whole it
/// closes the gaps that began behind its `from` and ended before it started.
pub const KIND_RECONCILED: &str = "reconciled";

/// What was read slowly in the background, round after round. Facts: [`ReadThroughFacts`]. Its
/// calls are entries of their own only where they showed something new.
pub const KIND_READ_THROUGH: &str = "read_through";

/// Which changes had no webhook: a list of [`MissedChange`] as JSON.
pub const PART_MISSED: &str = "missed";

/// All kinds of entries of a reconciliation.
pub const KINDS_OF_RECONCILIATION: [&str; 4] = [
    KIND_RECONCILE_BEGAN,
    KIND_RECONCILE_PART,
    KIND_RECONCILED,
    KIND_READ_THROUGH,
];

/// A reconciliation began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReconcileBeganFacts {
    /// From when on changes are looked for.
    pub from: Millis,
    /// When it started: what changes later is not its matter.
    pub started: Millis,
    /// Scheme, host and port of the server.
    pub origin: String,
    /// The operator's name, where a person asked for it.
    pub by: Option<String>,
}

/// A part of a reconciliation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReconcilePartFacts {
    /// What was read: an operation's id, or `open`: the objects that were on their way.
    pub step: String,
    /// The page with which this step goes on; none if it is done.
    pub next_page: Option<u32>,
    /// How many calls were made for it.
    pub calls: u64,
    /// How many objects they showed.
    pub objects: u64,
    /// How many changes had no webhook.
    pub missed: u64,
    /// Whether the step could not be done: the server refuses it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub refused: bool,
}

/// A change that no verified delivery told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissedChange {
    /// Whose.
    pub subject: Subject,
    /// The status that was known before, if one was.
    pub from: Option<String>,
    /// The status that was read.
    pub to: String,
    /// The read's entry.
    pub read: u64,
}

/// How a reconciliation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReconcileEnd {
    /// All was read.
    Whole,
    /// All was read but what the server refuses.
    Partial,
    /// A person stopped it.
    Cancelled,
}

/// A reconciliation ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReconciledFacts {
    /// From when on changes were looked for.
    pub from: Millis,
    /// When it started.
    pub started: Millis,
    /// When it ended.
    pub ended: Millis,
    /// How.
    pub end: ReconcileEnd,
    /// How many calls were made for it.
    pub calls: u64,
    /// How many objects they showed.
    pub objects: u64,
    /// How many changes had no webhook. States between two reads can't be known.
    pub missed: u64,
    /// What the server refused to be asked.
    pub refused: Vec<String>,
    /// The operator's name, where a person asked for it.
    pub by: Option<String>,
}

/// All objects were read in the background, once or several times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadThroughFacts {
    /// From when on changes were looked for.
    pub from: Millis,
    /// When the first round began.
    pub started: Millis,
    /// When the last one ended.
    pub ended: Millis,
    /// Scheme, host and port of the server.
    pub origin: String,
    /// How many rounds there were.
    pub rounds: u64,
    /// How many calls were made for them.
    pub calls: u64,
    /// How many objects they showed.
    pub objects: u64,
    /// How many changes had no webhook; each stands in a part of its own.
    pub missed: u64,
    /// What the server refused to be asked.
    pub refused: Vec<String>,
}
