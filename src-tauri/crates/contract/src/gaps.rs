//! Gaps, and the reconciliations that close them.

use crate::{SubjectView, wire::mirrored};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mirrored!(
    /// Why deliveries could not be relied on to arrive.
    GapCause { NotRunning, TurnedOff, NotProven, Refused, UrlChanged }
);

/// Which gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum GapShow {
    /// All.
    All,
    /// Those that go on, and those that no reconciliation closed.
    Open,
    /// Those that one closed.
    Closed,
}

/// Asks for gaps.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ListGaps {
    /// The profile's name.
    pub profile: String,
    /// `transaction:7`, …: those that stand on its timeline; none for all.
    pub subject: Option<String>,
    /// Which.
    pub show: GapShow,
    /// Those that began before this instant (RFC 3339, UTC); none for the newest.
    pub before: Option<String>,
    /// Those that go on, or ended after this instant (RFC 3339, UTC); none for all. A timeline asks
    /// for those that touch the rows that it holds.
    pub since: Option<String>,
    /// How many, 1 to 500.
    pub limit: u16,
}

/// The reconciliation that closed a gap.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GapClosing {
    /// Its entry.
    pub sequence: u32,
    /// When it ended (RFC 3339, UTC).
    pub at: String,
    /// Who asked for it; none if it began by itself.
    pub by: Option<String>,
    /// From when on it looked for changes (RFC 3339, UTC).
    pub from: String,
    /// How many calls the whole reconciliation made.
    pub calls: u32,
    /// How many objects they showed.
    pub objects: u32,
    /// How many changes no webhook told.
    pub missed: u32,
}

/// One gap.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GapView {
    /// From when on (RFC 3339, UTC). It names the gap.
    pub from: String,
    /// Until when (RFC 3339, UTC); none while it goes on.
    pub until: Option<String>,
    /// Why.
    pub causes: Vec<GapCause>,
    /// The reasons in sentences, each once, at most five: what the tunnel said.
    pub details: Vec<String>,
    /// What closed it.
    pub closed_by: Option<GapClosing>,
}

/// Gaps, newest first.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GapsPage {
    /// The gaps.
    pub gaps: Vec<GapView>,
    /// Where the next page begins (`before`); none if this was the last.
    pub next: Option<String>,
    /// How many are not closed, of all that stand there.
    pub open: u32,
    /// How many there are in all.
    pub total: u32,
}

/// Reconciles from an instant on.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct StartReconciliation {
    /// The profile's name.
    pub profile: String,
    /// From when on (RFC 3339, UTC). What it reads reaches to now.
    pub from: String,
}

/// One on its way.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReconcilingView {
    /// From when on changes are looked for (RFC 3339, UTC).
    pub from: String,
    /// When it started (RFC 3339, UTC).
    pub started: String,
    /// What is read now, in words.
    pub step: String,
    /// How many steps are done.
    pub steps_done: u32,
    /// How many there are.
    pub steps: u32,
    /// Calls so far.
    pub calls: u32,
    /// Objects so far.
    pub objects: u32,
    /// Changes so far that no webhook told.
    pub missed: u32,
    /// Whether it goes on where an earlier one stopped, across a restart too.
    pub goes_on: bool,
    /// Whether it is the slow one in the background.
    pub is_background: bool,
}

/// How one ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReconciliationEnd {
    /// All was read.
    Whole,
    /// All but what the server refuses.
    Partial,
    /// A person stopped it.
    Cancelled,
    /// It failed; what was read is kept, and it goes on from there.
    Failed,
}

/// The last one.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EndedReconciliation {
    /// How.
    pub end: ReconciliationEnd,
    /// Its entry; none for a failed one.
    pub sequence: Option<u32>,
    /// From when on changes were looked for (RFC 3339, UTC); none if it is not known.
    pub from: Option<String>,
    /// When it ended (RFC 3339, UTC).
    pub at: Option<String>,
    /// Who asked; none if it began by itself.
    pub by: Option<String>,
    /// Calls.
    pub calls: u32,
    /// Objects.
    pub objects: u32,
    /// Changes that no webhook told.
    pub missed: u32,
    /// What the server refused, in words.
    pub refused: Vec<String>,
    /// Why it failed; empty otherwise.
    pub detail: String,
}

/// How reconciliation fares.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReconciliationView {
    /// The one on its way.
    pub now: Option<ReconcilingView>,
    /// The last one, across a restart too.
    pub last: Option<EndedReconciliation>,
    /// Why none can be started now (the API is not ready); none if one can.
    pub why_not: Option<String>,
}

/// Names a reconciliation.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct OfReconciliation {
    /// The profile's name.
    pub profile: String,
    /// The entry that says that it ended.
    pub sequence: u32,
}

/// A change that no verified delivery told.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MissedChangeView {
    /// Whose.
    pub subject: SubjectView,
    /// The status that was known before, if one was.
    pub from: Option<String>,
    /// The status that was read. States between two reads can't be known.
    pub to: String,
    /// The read's entry.
    pub read: u32,
}

/// The changes that a reconciliation found and no verified delivery told.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MissedView {
    /// The first 500 of them.
    pub changes: Vec<MissedChangeView>,
    /// How many there are beyond these, or can't be read any more.
    pub more: u32,
}
