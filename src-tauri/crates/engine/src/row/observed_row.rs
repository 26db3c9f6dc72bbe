//! The row of a call of the API, and of what contradicts a delivery.

use super::{Row, RowCall, RowKind, deed_row};
use crate::observation::RowParts;
use domain::{
    Mark,
    record::{AssuranceFacts, CallOutcome, CatalogFilledFacts, ObservationFacts},
};
use ledger::Entry;
use partner_api::Operation;

/// The row of a call.
pub fn of(entry: &Entry, parts: RowParts) -> Row {
    let row = Row::bare(entry, RowKind::Observation, String::new());
    if row.damage.is_some() {
        let reason = "Its bytes in the ledger were changed; nothing in it can be relied on.";
        return Row {
            reason: reason.to_owned(),
            ..row
        };
    }
    let Ok(facts) = serde_json::from_str::<ObservationFacts>(&entry.facts) else {
        return Row {
            reason: "What was called can't be read by this version.".to_owned(),
            ..row
        };
    };
    let answer = facts.answer.as_ref();
    let is_unchanged = answer.is_some_and(|answer| {
        answer.same_as.is_some() || (answer.changed == Some(0) && answer.count != Some(0))
    });
    let label = Operation::from_id(&facts.operation)
        .map_or(facts.operation.as_str(), |known| known.label());
    let mut reason = match parts.detail {
        Some(detail) => format!("{label}: {detail}"),
        None => format!("{label}. What became of it was erased."),
    };
    if let Some(same) = answer.and_then(|answer| answer.same_as) {
        reason.push_str(&format!(" It is the same answer as in entry {same}."));
    } else if is_unchanged {
        reason.push_str(" None of the objects has changed since they were last listed.");
    }
    let shows_one = parts.shown.len() == 1;
    let status = parts.shown.into_iter().next().and_then(|one| one.status);
    Row {
        mark: match facts.outcome {
            CallOutcome::Worked => Mark::Confirmed,
            CallOutcome::NotSent | CallOutcome::Refused | CallOutcome::Unknown => Mark::Received,
        },
        about_subjects: deed_row::subjects(entry),
        status: status.filter(|_| shows_one),
        by: facts.by,
        call: Some(RowCall {
            http_status: answer.map(|answer| answer.status),
            operation: facts.operation,
            outcome: facts.outcome,
            round_trip_ms: facts.round_trip_ms,
            is_unchanged,
        }),
        reason,
        ..row
    }
}

/// The row that says that a read contradicts a delivery.
pub fn contradicted(entry: &Entry) -> Row {
    let row = Row::bare(entry, RowKind::Observation, String::new());
    let facts = serde_json::from_str::<AssuranceFacts>(&entry.facts);
    let reason = match (facts, row.damage.is_some()) {
        (Ok(facts), false) => format!(
            "The signed text of delivery {} came again as delivery {}, and the API read {} \
             contradicts it.",
            facts.first,
            entry.about.unwrap_or_default(),
            facts.read
        ),
        _ => "What was contradicted can't be read.".to_owned(),
    };
    Row {
        mark: Mark::Contradicted,
        about_subjects: deed_row::subjects(entry),
        alarm: true,
        reason,
        ..row
    }
}

/// The row that says that all objects were listed.
pub fn filled(entry: &Entry) -> Row {
    let row = Row::bare(entry, RowKind::Observation, String::new());
    let facts = serde_json::from_str::<CatalogFilledFacts>(&entry.facts);
    let (Ok(facts), false) = (facts, row.damage.is_some()) else {
        return Row {
            reason: "What was listed can't be read.".to_owned(),
            ..row
        };
    };
    let (merchants, accounts) = (facts.merchants, facts.accounts);
    let mut reason = match facts.transactions {
        Some(transactions) => format!(
            "{merchants} merchants, {accounts} receiver accounts and {transactions} transactions \
             were listed, all that the API showed."
        ),
        None => format!(
            "{merchants} merchants and {accounts} receiver accounts were listed, all that the API \
             showed."
        ),
    };
    for id in &facts.refused {
        let label = Operation::from_id(id).map_or(id.as_str(), |one| one.label());
        reason.push_str(&format!(" {label}: the partner refused."));
    }
    if facts.unread > 0 {
        reason.push_str(&format!(" {} more are not understood.", facts.unread));
    }
    Row {
        mark: Mark::Confirmed,
        by: facts.by,
        reason,
        ..row
    }
}
