//! A row of the timeline as one line of JSON. Its names are stable.

use domain::{Gap, GapCause, Mark, Millis, record::CallOutcome};
use engine::{Row, RowKind};
use serde::Serialize;
use webhooks::Verdict;

/// A line.
#[derive(Debug, Serialize)]
pub struct Line {
    sequence: u64,
    kind: String,
    at: String,
    subjects: Vec<String>,
    mark: Mark,
    #[serde(flatten)]
    delivery: Option<DeliveryLine>,
    #[serde(flatten)]
    call: Option<CallLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    damage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    reason: String,
}

/// What the line of a delivery, or of a later verdict on one, has besides.
#[derive(Debug, Serialize)]
struct DeliveryLine {
    #[serde(skip_serializing_if = "Option::is_none")]
    request_uuid: Option<Option<String>>,
    verdict: Option<&'static str>,
    answer: Option<u16>,
    event: Option<String>,
    status: Option<String>,
    covers: Vec<String>,
    key_id: Option<String>,
    repeat_of: Option<u64>,
    alarm: bool,
    test: bool,
}

/// What the line of a call of the API says more.
#[derive(Debug, Serialize)]
struct CallLine {
    operation: String,
    outcome: CallOutcome,
    http_status: Option<u16>,
    round_trip_ms: u64,
    unchanged: bool,
    status: Option<String>,
}

/// The line of a gap, which is no entry.
#[derive(Debug, Serialize)]
pub struct GapLine {
    kind: &'static str,
    at: String,
    to: Option<String>,
    causes: Vec<GapCause>,
    subjects: [String; 0],
    mark: Mark,
    reason: String,
}

impl From<&Gap> for GapLine {
    fn from(gap: &Gap) -> Self {
        Self {
            kind: "gap",
            at: Millis(gap.from).to_rfc3339(),
            to: gap.to.map(|to| Millis(to).to_rfc3339()),
            causes: gap.causes.iter().copied().collect(),
            subjects: [],
            mark: Mark::Gap,
            reason: engine::gaps::sentence(gap),
        }
    }
}

impl From<Row> for Line {
    fn from(row: Row) -> Self {
        let subjects = row.subjects().iter().map(ToString::to_string).collect();
        let is_judged = matches!(row.kind, RowKind::Delivery | RowKind::Verdict);
        let status = row.status.clone();
        let call = row.call.map(|call| CallLine {
            operation: call.operation,
            outcome: call.outcome,
            http_status: call.http_status,
            round_trip_ms: call.round_trip_ms,
            unchanged: call.is_unchanged,
            status,
        });
        let delivery = is_judged.then(|| DeliveryLine {
            // A UUID stands on its delivery's line alone.
            request_uuid: (row.kind == RowKind::Delivery).then_some(row.request_uuid),
            verdict: row.verdict.map(Verdict::code),
            answer: row.answer,
            event: row.event,
            status: row.status,
            covers: row.covers,
            key_id: row.key_id,
            repeat_of: row.first,
            alarm: row.alarm,
            test: row.is_test,
        });
        Self {
            sequence: row.sequence,
            kind: row.entry_kind,
            at: row.at.to_rfc3339(),
            subjects,
            mark: row.mark,
            delivery,
            call,
            about: row.about,
            damage: row.damage,
            by: row.by,
            words: row.words,
            reason: row.reason,
        }
    }
}
