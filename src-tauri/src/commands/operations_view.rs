//! Operations and calls as the window sees them.

use super::{api_view::millis, console::small};
use contract::{
    AnswerView, CallOutcome, CallView, Grade, LastCall, OperationBody, OperationEffect,
    OperationSample, OperationView, QueryParameter, SentHeader, SentRequest,
};
use domain::{Millis, record};
use engine::{Observation, api::OperationRow, readable_bytes};
use partner_api::{Body, Effect, Evidence, Hint, Operation, example::Example};

/// How much of a body is told.
const BODY_BYTES_MAX: usize = 256 * 1024;

/// How well it is known.
pub const fn grade(evidence: Evidence) -> Grade {
    match evidence {
        Evidence::Documented => Grade::Documented,
        Evidence::Observed => Grade::Observed,
        Evidence::Assumed => Grade::Assumed,
    }
}

const fn effect(effect: Effect) -> OperationEffect {
    match effect {
        Effect::Reads => OperationEffect::Reads,
        Effect::Changes => OperationEffect::Changes,
        Effect::MovesMoney => OperationEffect::MovesMoney,
    }
}

/// What people call an operation; an unknown one by its id.
pub fn label_of(id: &str) -> String {
    let label = Operation::from_id(id).map(Operation::label);
    label.unwrap_or(id).to_owned()
}

/// What became of a call.
pub const fn outcome(outcome: record::CallOutcome) -> CallOutcome {
    match outcome {
        record::CallOutcome::Worked => CallOutcome::Worked,
        record::CallOutcome::NotSent => CallOutcome::NotSent,
        record::CallOutcome::Refused => CallOutcome::Refused,
        record::CallOutcome::Unknown => CallOutcome::Unknown,
    }
}

/// A row of the table.
pub fn operation_view(row: OperationRow) -> OperationView {
    let one = row.operation;
    OperationView {
        id: one.id().to_owned(),
        label: one.label().to_owned(),
        method: one.method().as_str().to_owned(),
        path: one.path().to_owned(),
        path_grade: grade(one.path_evidence()),
        method_grade: grade(one.method_evidence()),
        override_path: row.override_path,
        confirmed_at: row.confirmed_at.map(Millis::to_rfc3339),
        effect: effect(one.effect()),
        can_call: one.effect() == Effect::Reads,
        path_parameter: one.path_parameter().map(str::to_owned),
        query: one.query().iter().map(ToString::to_string).collect(),
        body: match one.body() {
            Body::Empty => OperationBody::Empty,
            Body::OptionalJson => OperationBody::OptionalJson,
            Body::Json => OperationBody::Json,
            Body::File => OperationBody::File,
        },
        sample: sample(one),
        last: row.last.map(|call| LastCall {
            at: call.at.to_rfc3339(),
            outcome: outcome(call.outcome),
            status: call.status,
            round_trip_ms: small(call.round_trip_ms),
            detail: call.detail.unwrap_or_default(),
            sequence: small(call.sequence),
        }),
    }
}

fn sample(operation: Operation) -> OperationSample {
    let example = Example::of(operation);
    let query = example.query.iter();
    OperationSample {
        path_value: example.path_value.map(str::to_owned),
        query: query
            .map(|(name, value)| QueryParameter {
                name: (*name).to_owned(),
                value: (*value).to_owned(),
            })
            .collect(),
        body: example.body.map(str::to_owned),
    }
}

/// A call. `body` is the answer's, as it came or as it is kept.
pub fn call_view(call: Observation, body: Option<Vec<u8>>, hints: &[Hint]) -> CallView {
    let facts = call.facts;
    let known = Operation::from_id(&facts.operation);
    let sent = call.sent.as_ref();
    let content_type = sent.and_then(|sent| sent.content_type.clone());
    let answer = facts.answer.map(|answer| {
        let is_cut = body
            .as_ref()
            .is_some_and(|body| body.len() > BODY_BYTES_MAX);
        let told = body.as_deref().map(|body| {
            let shown = body.get(..BODY_BYTES_MAX).unwrap_or(body);
            readable_bytes(shown).0
        });
        AnswerView {
            status: answer.status,
            content_type,
            date: answer.date.map(Millis::to_rfc3339),
            body: told,
            is_cut_for_view: is_cut,
            bytes: small(answer.bytes),
            is_whole: answer.whole,
            same_as: answer.same_as.map(small),
        }
    });
    let has_body = sent.is_some_and(|sent| sent.body.is_some());
    CallView {
        label: label_of(&facts.operation),
        effect: known.map_or(OperationEffect::MovesMoney, |known| effect(known.effect())),
        operation: facts.operation,
        outcome: outcome(facts.outcome),
        detail: call.detail.unwrap_or_default(),
        advice: hints.iter().map(ToString::to_string).collect(),
        at: facts.started.to_rfc3339(),
        round_trip_ms: small(facts.round_trip_ms),
        attempts: facts.attempts,
        clock_offset_ms: facts.clock_offset_ms.map(|(offset, _)| millis(offset)),
        sent: SentRequest {
            method: facts.method,
            path: sent.map(|sent| sent.path.clone()).unwrap_or_default(),
            origin: facts.origin,
            headers: headers(has_body),
            body: call.sent.and_then(|sent| sent.body),
        },
        answer,
        sequence: small(call.sequence),
    }
}

/// The headers that this program sets on each call.
fn headers(has_body: bool) -> Vec<SentHeader> {
    let header = |name: &str, value: &str, is_redacted| SentHeader {
        name: name.to_owned(),
        value: value.to_owned(),
        is_redacted,
    };
    let mut headers = vec![
        header("accept", "application/json", false),
        header("x-api-key", "…", true),
        header("x-api-secret", "…", true),
    ];
    if has_body {
        headers.push(header("content-type", "application/json", false));
    }
    headers
}
