//! The row of what was found of the way in.

use super::{Row, RowKind, deed_row};
use domain::record::{
    KIND_PLATFORM_URL, KIND_PROGRAM_BEGAN, KIND_PROGRAM_ENDED, KIND_READ_THROUGH,
    KIND_RECONCILE_BEGAN, KIND_RECONCILE_PART, KIND_RECONCILED, KIND_STORE_REFUSED,
    KIND_WAY_CHANGED, PlatformUrlFacts, ProgramBeganFacts, ProgramEndedFacts, ReadThroughFacts,
    ReconcileBeganFacts, ReconcileEnd, ReconcilePartFacts, ReconciledFacts, StoreRefusedFacts,
    WayChangedFacts,
};
use ledger::Entry;
use partner_api::Operation;
use serde::de::DeserializeOwned;

/// The row; none if the entry says nothing of the way in. `detail` is the reason in a sentence, as
/// far as it was not erased.
pub fn of(entry: &Entry, detail: Option<String>) -> Option<Row> {
    let mut by = None;
    let told = match entry.kind.as_str() {
        KIND_PROGRAM_BEGAN => read(entry).map(|facts| began(&facts)),
        KIND_PROGRAM_ENDED => read(entry).map(|facts: ProgramEndedFacts| {
            let proof = facts.last_proof.map_or_else(
                || "Nothing ever came through.".to_owned(),
                |proof| {
                    format!(
                        "The last proof of the way in came at {}.",
                        proof.to_rfc3339()
                    )
                },
            );
            format!("The program ended in order. {proof}")
        }),
        KIND_WAY_CHANGED => read(entry).map(|facts| changed(&facts, detail)),
        KIND_PLATFORM_URL => read(entry).map(|facts: PlatformUrlFacts| {
            by.clone_from(&facts.by);
            platform_url(&facts)
        }),
        KIND_STORE_REFUSED => read(entry).map(|facts: StoreRefusedFacts| {
            format!(
                "The store refused from {} to {}: deliveries were answered 503.",
                facts.since.to_rfc3339(),
                facts.until.to_rfc3339()
            )
        }),
        KIND_RECONCILE_BEGAN => read(entry).map(|facts: ReconcileBeganFacts| {
            by = facts.by;
            format!(
                "What changed from {} on is read from the API.",
                facts.from.to_rfc3339()
            )
        }),
        KIND_RECONCILE_PART => read(entry).map(|facts| part(&facts)),
        KIND_RECONCILED => read(entry).map(|facts: ReconciledFacts| {
            by.clone_from(&facts.by);
            reconciled(&facts)
        }),
        KIND_READ_THROUGH => read(entry).map(|facts| read_through(&facts)),
        _ => return None,
    };
    let row = Row::bare(entry, RowKind::WayIn, String::new());
    if row.damage.is_some() {
        let reason = "Its bytes in the ledger were changed; nothing in it can be relied on.";
        return Some(Row {
            reason: reason.to_owned(),
            ..row
        });
    }
    let is_alarm = entry.kind == KIND_RECONCILE_PART && entry.subjects.len() > 1;
    let reason = told.unwrap_or_else(|| "What was found of the way in can't be read.".to_owned());
    Some(Row {
        reason,
        by,
        alarm: is_alarm,
        about_subjects: deed_row::subjects(entry),
        ..row
    })
}

fn read<T: DeserializeOwned>(entry: &Entry) -> Option<T> {
    serde_json::from_str(&entry.facts).ok()
}

fn began(facts: &ProgramBeganFacts) -> String {
    let mut text = "The program began.".to_owned();
    if let Some(proof) = facts.last_proof {
        text.push_str(&format!(
            " The run before noted its last proof of the way in at {}.",
            proof.to_rfc3339()
        ));
    }
    if let Some(since) = facts.refusing_since {
        text.push_str(&format!(
            " The store had refused since {}.",
            since.to_rfc3339()
        ));
    }
    text
}

fn changed(facts: &WayChangedFacts, detail: Option<String>) -> String {
    let provider = provider(&facts.provider);
    let at = facts
        .host
        .as_deref()
        .map_or(String::new(), |host| format!(" at {host}"));
    let mut text = match facts.state.as_str() {
        "off" => format!("The way in ({provider}) was turned off."),
        "connecting" => format!("The way in ({provider}) is dialled."),
        "session_up" => format!("The way in ({provider}) has a session{at}; not proven yet."),
        "proven" => format!("The way in ({provider}) is proven{at}: reachable."),
        "stale" => format!("The way in ({provider}){at} had no proof for too long."),
        "failing" => format!("The way in ({provider}) fails."),
        other => format!("The way in ({provider}) is {other}{at}."),
    };
    match (&facts.reason, detail) {
        (None, _) => {}
        (Some(_), Some(detail)) => text.push_str(&format!(" Why: {detail}.")),
        (Some(word), None) => text.push_str(&format!(" Why: {word}; the sentence was erased.")),
    }
    if facts.missed > 0 {
        text.push_str(&format!(
            " {} changes before could not be told.",
            facts.missed
        ));
    }
    text
}

/// The way in's word for people.
fn provider(word: &str) -> &str {
    match word {
        "own_url" => "own URL",
        other => other,
    }
}

fn platform_url(facts: &PlatformUrlFacts) -> String {
    let host = &facts.url.host;
    if facts.by_delivery {
        return format!(
            "A verified delivery came while the way in was at {host}: what is set on the platform \
             leads here."
        );
    }
    format!("A person said that the URL at {host} is set on the platform.")
}

fn part(facts: &ReconcilePartFacts) -> String {
    let what = match Operation::from_id(&facts.step) {
        Some(operation) => operation.label(),
        None => "The transactions on their way",
    };
    if facts.refused {
        return format!("{what}: not read to the end, or not at all; changes may be missed there.");
    }
    let missed = match facts.missed {
        0 => "no change without a webhook".to_owned(),
        1 => "1 change that no webhook told".to_owned(),
        many => format!("{many} changes that no webhook told"),
    };
    format!("{what}: {} objects read, {missed}.", facts.objects)
}

fn reconciled(facts: &ReconciledFacts) -> String {
    let how = match facts.end {
        ReconcileEnd::Whole => "All was read",
        ReconcileEnd::Partial => "All was read but what the server refuses",
        ReconcileEnd::Cancelled => "A person stopped it",
    };
    format!(
        "{how}: {} objects in {} calls, changes from {} to {}. {} of them had no webhook; states \
         between two reads can't be known.",
        facts.objects,
        facts.calls,
        facts.from.to_rfc3339(),
        facts.started.to_rfc3339(),
        facts.missed
    )
}

fn read_through(facts: &ReadThroughFacts) -> String {
    let rounds = match facts.rounds {
        1 => "once".to_owned(),
        many => format!("{many} times"),
    };
    let refused = match facts.refused.is_empty() {
        true => "",
        false => " The server refused some of it.",
    };
    format!(
        "All was read {rounds} in the background: {} objects in {} calls, changes from {} to {}. \
         {} of them had no webhook.{refused}",
        facts.objects,
        facts.calls,
        facts.from.to_rfc3339(),
        facts.ended.to_rfc3339(),
        facts.missed
    )
}
