//! Rows of a timeline as the window sees them.

use super::{
    actions_view::row_action,
    console::small,
    operations_view::{label_of, outcome},
};
use contract::{ListTimeline, SubjectView, TimelinePage, TimelineRow};
use domain::{Mark, Resolution, Subject, record};
use engine::{Ask, Row, Said, Timeline};
use partner_api::{Effect, Operation};
use webhooks::Verdict;

/// What the window asks for, in the engine's words.
pub fn ask(request: &ListTimeline, subject: Option<Subject>) -> Ask {
    Ask {
        subject,
        show: show(request.show),
        from: from(request.from),
        limit: request.limit,
    }
}

/// Which rows.
pub const fn show(show: contract::Show) -> engine::Show {
    match show {
        contract::Show::All => engine::Show::All,
        contract::Show::Verified => engine::Show::Verified,
        contract::Show::Refused => engine::Show::Refused,
    }
}

/// Where a page begins.
pub fn from(from: contract::From) -> engine::From {
    match from {
        contract::From::Newest => engine::From::Newest,
        contract::From::Before { sequence } => engine::From::Before(sequence.into()),
        contract::From::After { sequence } => engine::From::After(sequence.into()),
    }
}

/// A page, newest row first whichever way it was read.
pub fn page(timeline: Timeline, entries: u32) -> TimelinePage {
    let mut rows: Vec<TimelineRow> = timeline.rows.into_iter().map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.sequence));
    TimelinePage {
        rows,
        next: timeline.next.map(small),
        entries,
        indexed: None,
    }
}

/// A row.
pub fn row(row: Row) -> TimelineRow {
    let subjects = row.subjects().iter().copied().map(subject).collect();
    TimelineRow {
        sequence: small(row.sequence),
        kind: match row.kind {
            engine::RowKind::Delivery => contract::RowKind::Delivery,
            engine::RowKind::Verdict => contract::RowKind::Verdict,
            engine::RowKind::TurnedAway => contract::RowKind::TurnedAway,
            engine::RowKind::Note => contract::RowKind::Note,
            engine::RowKind::Decision => contract::RowKind::Decision,
            engine::RowKind::Setting => contract::RowKind::Setting,
            engine::RowKind::OutOfCourse => contract::RowKind::OutOfCourse,
            engine::RowKind::DetailsChanged => contract::RowKind::DetailsChanged,
            engine::RowKind::Observation => contract::RowKind::Observation,
            engine::RowKind::Intent => contract::RowKind::Intent,
            engine::RowKind::Outcome => contract::RowKind::Outcome,
            engine::RowKind::WayIn => contract::RowKind::WayIn,
            engine::RowKind::Unknown => contract::RowKind::Unknown,
        },
        at: row.at.to_rfc3339(),
        mark: row.mark.into(),
        word: row_word(&row).to_owned(),
        title: title(&row),
        event_covered: row.event_covered,
        subjects,
        resolved: matches!(row.about_subjects, Resolution::Resolved { .. }),
        status: row.status,
        covers: row.covers,
        reason: row.reason,
        verdict: row.verdict.map(|verdict| Verdict::code(verdict).to_owned()),
        repeat_of: row.first.map(small),
        alarm: row.alarm,
        request_uuid: row.request_uuid,
        is_test: row.is_test,
        by: row.by,
        words: row.words,
        about: row.about.map(small),
        damage: row.damage,
        read: row.read.map(read_since),
        call: row.call.map(row_call),
        action: row.action.map(row_action),
    }
}

fn read_since(read: engine::ReadSince) -> contract::ReadSince {
    let shown = read.status.as_deref().unwrap_or("no status");
    let detail = match read.said {
        Said::Confirms => "The API says the same.".to_owned(),
        Said::Overtaken => format!("The API shows {shown}: the object has gone on since."),
        Said::Contradicts => format!("The API shows {shown}, which contradicts the delivery."),
    };
    contract::ReadSince {
        sequence: small(read.sequence),
        at: read.at.to_rfc3339(),
        is_overtaken: read.said == Said::Overtaken,
        status: read.status,
        detail,
    }
}

fn row_call(call: engine::RowCall) -> contract::RowCall {
    contract::RowCall {
        operation: call.operation,
        outcome: outcome(call.outcome),
        http_status: call.http_status,
        round_trip_ms: small(call.round_trip_ms),
        is_unchanged: call.is_unchanged,
    }
}

fn title(row: &Row) -> String {
    match (row.kind, &row.event) {
        (engine::RowKind::Delivery, Some(event)) => event.clone(),
        (engine::RowKind::Delivery, None) => "Delivery without an event's name".to_owned(),
        (engine::RowKind::Verdict, _) => {
            format!("New verdict on delivery {}", row.about.unwrap_or_default())
        }
        (engine::RowKind::TurnedAway, _) => "Requests turned away".to_owned(),
        (engine::RowKind::Note, _) => "Note".to_owned(),
        (engine::RowKind::Decision, _) => match row.entry_kind.as_str() {
            record::KIND_CARD_SETTLED => "Card settled",
            _ => "Decision on a list of fields",
        }
        .to_owned(),
        (engine::RowKind::Setting, _) => match row.entry_kind.as_str() {
            record::KIND_TEST_WINDOW => "Test window",
            record::KIND_SECRET_CHANGED => "Secret changed",
            _ => "Setting changed",
        }
        .to_owned(),
        (engine::RowKind::OutOfCourse, _) => "Status out of course".to_owned(),
        (engine::RowKind::DetailsChanged, _) => "Bank details changed".to_owned(),
        (engine::RowKind::Observation, _) => match &row.call {
            Some(call) => label_of(&call.operation),
            None if row.entry_kind == record::KIND_CATALOG_FILLED => {
                "All merchants and receiver accounts listed".to_owned()
            }
            None => format!(
                "A read contradicts delivery {}",
                row.about.unwrap_or_default()
            ),
        },
        (engine::RowKind::Intent | engine::RowKind::Outcome, _) => {
            let action = row.action.as_ref();
            let known = action.filter(|action| !action.operation.is_empty());
            known.map_or_else(
                || row.entry_kind.clone(),
                |action| label_of(&action.operation),
            )
        }
        (engine::RowKind::WayIn, _) => match row.entry_kind.as_str() {
            kind if record::KINDS_OF_RECONCILIATION.contains(&kind) => "Reconciliation",
            _ => "The way in",
        }
        .to_owned(),
        (engine::RowKind::Unknown, _) => row.entry_kind.clone(),
    }
}

/// Whether the row's call asked for a change.
fn is_write(row: &Row) -> bool {
    let operation = row.call.as_ref().map(|call| call.operation.as_str());
    let operation = operation.and_then(Operation::from_id);
    operation.is_some_and(|operation| operation.effect() != Effect::Reads)
}

/// What people do and the program notices has no mark of assurance: the word says what it is.
fn row_word(row: &Row) -> &'static str {
    match row.kind {
        engine::RowKind::Note => "written",
        engine::RowKind::Decision => "decided",
        engine::RowKind::Setting => "set",
        engine::RowKind::OutOfCourse | engine::RowKind::DetailsChanged | engine::RowKind::WayIn => {
            "noticed"
        }
        engine::RowKind::Intent => "intent",
        engine::RowKind::Outcome => "outcome",
        engine::RowKind::Observation if is_write(row) => "request",
        engine::RowKind::Observation if row.call.is_some() => match row.mark {
            Mark::Confirmed => "read",
            _ => "not read",
        },
        engine::RowKind::Delivery
        | engine::RowKind::Observation
        | engine::RowKind::Verdict
        | engine::RowKind::TurnedAway
        | engine::RowKind::Unknown => word(row.mark),
    }
}

/// A subject to open.
pub fn subject(subject: Subject) -> SubjectView {
    SubjectView {
        key: subject.to_string(),
        kind: subject.kind.into(),
        label: format!("{} {}", subject.kind.label(), subject.number),
    }
}

/// A mark in words.
pub const fn word(mark: Mark) -> &'static str {
    match mark {
        Mark::Received => "received",
        Mark::HashMatches => "hash matches",
        Mark::Confirmed => "confirmed",
        Mark::Contradicted => "contradicted",
        Mark::Refused => "refused",
        Mark::Gap => "gap",
    }
}
