//! The row of what a person wrote, decided or set.

use super::{Row, RowKind};
use crate::{field_sets, test_window};
use domain::{
    Resolution, Subject,
    record::{
        CardSettledFacts, DeedFacts, FieldSetDecidedFacts, KIND_AFTER_APPROVAL, KIND_CARD_SETTLED,
        KIND_CONFIRMED, KIND_DOCUMENT_KEPT, KIND_FIELD_SET_DECIDED, KIND_NOTE,
        KIND_OPERATORS_CHANGED, KIND_OPERATORS_PROPOSED, KIND_POLICY_PROPOSED, KIND_POLICY_SET,
        KIND_PUT_OFF, KIND_SECRET_CHANGED, KIND_SETTING_CHANGED, KIND_TEST_WINDOW, TestWindowFacts,
    },
};
use ledger::Entry;

/// Kinds that people set, whose facts read as [`DeedFacts`].
const SET: [&str; 6] = [
    KIND_SETTING_CHANGED,
    KIND_SECRET_CHANGED,
    KIND_POLICY_SET,
    KIND_POLICY_PROPOSED,
    KIND_OPERATORS_CHANGED,
    KIND_OPERATORS_PROPOSED,
];

/// Kinds of what people say of approvals, of what was read after them, and of documents that they
/// keep, which read so too.
const SAID: [&str; 4] = [
    KIND_CONFIRMED,
    KIND_PUT_OFF,
    KIND_AFTER_APPROVAL,
    KIND_DOCUMENT_KEPT,
];

/// The row; none if the entry is no such thing.
pub fn of(entry: &Entry, words: Option<String>) -> Option<Row> {
    let kind = match entry.kind.as_str() {
        KIND_NOTE => RowKind::Note,
        KIND_FIELD_SET_DECIDED | KIND_CARD_SETTLED => RowKind::Decision,
        other if SAID.contains(&other) => RowKind::Decision,
        KIND_TEST_WINDOW => RowKind::Setting,
        other if SET.contains(&other) => RowKind::Setting,
        _ => return None,
    };
    let row = Row::bare(entry, kind, String::new());
    if row.damage.is_some() {
        let reason = "Its bytes in the ledger were changed; nothing in it can be relied on.";
        return Some(Row {
            reason: reason.to_owned(),
            ..row
        });
    }
    let unreadable = || "What was done can't be read by this version.".to_owned();
    let (reason, by) = told(entry).unwrap_or_else(|| (unreadable(), None));
    Some(Row {
        reason,
        by,
        words,
        about_subjects: subjects(entry),
        ..row
    })
}

fn told(entry: &Entry) -> Option<(String, Option<String>)> {
    fn read<T: serde::de::DeserializeOwned>(entry: &Entry) -> Option<T> {
        serde_json::from_str(&entry.facts).ok()
    }
    match entry.kind.as_str() {
        KIND_NOTE => {
            let facts: DeedFacts = read(entry)?;
            let what = match entry.about {
                Some(about) => format!("A note about entry {about}."),
                None => "A note.".to_owned(),
            };
            Some((what, facts.by))
        }
        KIND_FIELD_SET_DECIDED => {
            let facts: FieldSetDecidedFacts = read(entry)?;
            Some((field_sets::sentence(&facts), facts.by))
        }
        KIND_CARD_SETTLED => {
            let facts: CardSettledFacts = read(entry)?;
            Some((
                format!("The card {} was looked at and settled.", facts.card),
                facts.by,
            ))
        }
        KIND_TEST_WINDOW => {
            let facts: TestWindowFacts = read(entry)?;
            Some((test_window::sentence(&facts), facts.by))
        }
        _ => {
            let facts: DeedFacts = read(entry)?;
            Some((facts.what, facts.by))
        }
    }
}

/// The partner's objects on whose timelines the entry stands.
pub fn subjects(entry: &Entry) -> Resolution {
    let subjects = entry.subjects.iter();
    let mut candidates: Vec<Subject> = subjects
        .filter_map(|one| Subject::parse(&one.name).ok())
        .collect();
    match (candidates.pop(), candidates.is_empty()) {
        (None, _) => Resolution::None,
        (Some(subject), true) => Resolution::Resolved { subject },
        (Some(last), false) => {
            candidates.push(last);
            Resolution::Unresolved {
                candidates,
                hint: None,
            }
        }
    }
}
