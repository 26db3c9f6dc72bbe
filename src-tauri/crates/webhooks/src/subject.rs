//! Which object a verified delivery speaks of, by what the hash covers.

use crate::{
    judgement::EventHint,
    strict_json::{Member, Value},
};
use domain::{EventName, PartnerNumber, Resolution, Subject, status};

/// The fields under which an event's name is looked for (assumed: where it stands is not known).
const EVENT_FIELDS: [&str; 6] = [
    "event",
    "eventName",
    "eventType",
    "type",
    "technicalName",
    "webhook",
];

/// The event's name, where the body has one.
pub fn event_hint(members: &[Member], listed: &[String]) -> Option<EventHint> {
    EVENT_FIELDS.iter().find_map(|field| {
        let member = members.iter().find(|member| member.name == *field)?;
        let Value::Text(name) = &member.value else {
            return None;
        };
        Some(EventHint {
            name: name.clone(),
            known: EventName::from_wire(name),
            field: (*field).to_owned(),
            covered: listed.iter().any(|listed| listed == field),
        })
    })
}

/// The object, or the objects among which only reads of the API can decide; with a sentence.
pub fn resolve(id: PartnerNumber, word: &str, event: Option<&EventHint>) -> (Resolution, String) {
    let known = event.and_then(|hint| hint.known);
    let covered = event.is_some_and(|hint| hint.covered);
    let mut kinds = match known {
        Some(event) if covered => vec![event.subject_kind()],
        Some(_) | None => status::kinds_using(word),
    };
    if let [kind] = kinds.as_slice() {
        let subject = Subject {
            kind: *kind,
            number: id,
        };
        let by = if covered {
            "the covered event's name"
        } else {
            "the covered status word"
        };
        return (
            Resolution::Resolved { subject },
            format!("{subject}, by {by}"),
        );
    }
    let hinted = known
        .map(EventName::subject_kind)
        .filter(|kind| kinds.contains(kind));
    // The hinted one first; the others stay in their order.
    kinds.sort_by_key(|kind| Some(*kind) != hinted);
    let subject = |kind| Subject { kind, number: id };
    let candidates: Vec<Subject> = kinds.into_iter().map(subject).collect();
    let names: Vec<String> = candidates.iter().map(ToString::to_string).collect();
    let hint = hinted.map(subject);
    let detail = match hint {
        Some(hint) => format!(
            "unresolved: {word} fits {}; the event's name says {hint}, but no hash covers it",
            names.join(", ")
        ),
        None => format!("unresolved: {word} fits {}", names.join(", ")),
    };
    (Resolution::Unresolved { candidates, hint }, detail)
}
