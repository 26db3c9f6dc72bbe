//! What the index is told of each entry: the facets to filter by, the words to find it by.

use crate::{Row, RowKind};
use domain::{EventName, Mark, Subject, record};
use ledger::{Describe, Described, Entry, IndexRow, Term};
use webhooks::Judgement;

/// Names of the facets.
pub mod facet {
    /// The entry's kind as the ledger spells it.
    pub const KIND: &str = "kind";
    /// The newest verdict's code.
    pub const VERDICT: &str = "verdict";
    /// How far it may be trusted, as `domain::Mark` is spelled in JSON.
    pub const MARK: &str = "mark";
    /// The event that the body names: one of the four on the wire, or [`OTHER`].
    pub const EVENT: &str = "event";
    /// The event that a verified delivery names. [`NONE`](NONE) for any other delivery.
    pub const ANNOUNCED: &str = "announced";
    /// Whose timeline it stands on: `transaction:7`.
    pub const SUBJECT: &str = "subject";
    /// The covered fields in the header's order, `id,status`.
    pub const COVERS: &str = "covers";
    /// The covered status word.
    pub const STATUS: &str = "status";
    /// The id of the secret that gave the hash.
    pub const KEY: &str = "key";
    /// Whether a person must look: [`YES`] or [`NONE`].
    pub const ALARM: &str = "alarm";
    /// Whether it came while the platform's tests were expected: [`YES`] or [`NONE`].
    pub const TEST: &str = "test";
    /// The value that says that there is none.
    pub const NONE: &str = "none";
    /// An event that is not one of the four.
    pub const OTHER: &str = "other";
    /// It is so.
    pub const YES: &str = "yes";
}

/// What stands before a delivery's number in a term's meaning; a subject stands there as it is.
pub(crate) const MEANS_DELIVERY: &str = "delivery:";
/// Before a word that many deliveries share: an event's name, a status.
pub(crate) const MEANS_WORD: &str = "word:";

/// How this program's entries are described. The version goes up with every change of what is
/// said: an index of another version is made anew.
pub const DESCRIBE: Describe = Describe {
    version: 1,
    parts: &[(record::KIND_VERDICT, record::PART_JUDGEMENT)],
    tallied: &[facet::VERDICT, facet::ANNOUNCED],
    rows,
};

fn rows(described: &[Described]) -> Vec<IndexRow> {
    let mut rows = Vec::with_capacity(described.len());
    for one in described {
        match one.entry.kind.as_str() {
            record::KIND_DELIVERY => {
                let row = Row::judged(&one.entry, RowKind::Delivery, None, None);
                rows.push(IndexRow {
                    facets: [vec![kind(&one.entry)], facets(&row)].concat(),
                    ..plain(&one.entry)
                });
            }
            record::KIND_VERDICT => rows.extend(verdict(one)),
            _ => rows.push(plain(&one.entry)),
        }
    }
    rows
}

/// A verdict says anew what its delivery is; one that came later has a row of its own too.
fn verdict(described: &Described) -> Vec<IndexRow> {
    let entry = &described.entry;
    let Some(delivery) = entry.about else {
        return vec![plain(entry)];
    };
    let judgement = judgement(described);
    let row = Row::judged(entry, RowKind::Delivery, Some(entry), judgement.as_ref());
    let of_delivery = IndexRow {
        sequence: delivery,
        facets: facets(&row),
        terms: terms(&row, delivery),
        ..plain(entry)
    };
    if crate::timeline::is_later_verdict(entry) {
        vec![of_delivery, plain(entry)]
    } else {
        vec![of_delivery]
    }
}

fn judgement(described: &Described) -> Option<Judgement> {
    let part = described.parts.iter().find(|part| part.damage.is_none())?;
    serde_json::from_slice(part.value.as_deref()?).ok()
}

/// What is said of an entry of any kind.
fn plain(entry: &Entry) -> IndexRow {
    let subjects: Vec<Subject> = entry
        .subjects
        .iter()
        .filter_map(|one| Subject::parse(&one.name).ok())
        .collect();
    let mut facets = vec![kind(entry)];
    facets.extend(
        subjects
            .iter()
            .map(|one| pair(facet::SUBJECT, &one.to_string())),
    );
    IndexRow {
        sequence: entry.sequence,
        at_ms: entry.recorded_ms,
        shown: true,
        facets,
        terms: subjects.iter().flat_map(subject_terms).collect(),
    }
}

fn kind(entry: &Entry) -> (String, String) {
    pair(facet::KIND, &entry.kind)
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// All that a delivery's list can be filtered by, as its row shows it. Each name is spoken of, so
/// that a later verdict leaves nothing of an earlier one.
fn facets(row: &Row) -> Vec<(String, String)> {
    let or_none = |value: Option<&str>| value.unwrap_or(facet::NONE).to_owned();
    let known = row
        .event
        .as_deref()
        .map(|name| EventName::from_wire(name).map_or(facet::OTHER, EventName::wire));
    let verified = row.verdict.is_some_and(webhooks::Verdict::is_verified);
    let covers = row.covers.join(",");
    let mut facets = vec![
        pair(facet::MARK, mark(row.mark)),
        pair(
            facet::VERDICT,
            &or_none(row.verdict.map(webhooks::Verdict::code)),
        ),
        pair(facet::EVENT, &or_none(known)),
        pair(facet::ANNOUNCED, &or_none(known.filter(|_| verified))),
        pair(
            facet::COVERS,
            if covers.is_empty() {
                facet::NONE
            } else {
                &covers
            },
        ),
        pair(facet::STATUS, &or_none(row.status.as_deref())),
        pair(facet::KEY, &or_none(row.key_id.as_deref())),
        pair(facet::ALARM, yes(row.alarm)),
    ];
    facets.push(pair(facet::TEST, yes(row.is_test)));
    let subjects = row.subjects();
    facets.extend(
        subjects
            .iter()
            .map(|one| pair(facet::SUBJECT, &one.to_string())),
    );
    if subjects.is_empty() {
        facets.push(pair(facet::SUBJECT, facet::NONE));
    }
    facets
}

const fn yes(holds: bool) -> &'static str {
    if holds { facet::YES } else { facet::NONE }
}

/// A mark as JSON spells it.
#[must_use]
pub const fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Received => "received",
        Mark::HashMatches => "hash_matches",
        Mark::Confirmed => "confirmed",
        Mark::Contradicted => "contradicted",
        Mark::Refused => "refused",
        Mark::Gap => "gap",
    }
}

/// What is typed to find a delivery.
fn terms(row: &Row, delivery: u64) -> Vec<Term> {
    let mut terms: Vec<Term> = row.subjects().iter().flat_map(subject_terms).collect();
    if let Some(uuid) = &row.request_uuid {
        terms.push(term(uuid, format!("{MEANS_DELIVERY}{delivery}")));
    }
    let event = row.event.as_deref().and_then(EventName::from_wire);
    let words = [event.map(EventName::wire), row.status.as_deref()];
    terms.extend(
        words
            .into_iter()
            .flatten()
            .map(|word| term(word, format!("{MEANS_WORD}{word}"))),
    );
    terms
}

/// `4711`, `transaction 4711` and `transaction:4711` all mean the transaction.
fn subject_terms(subject: &Subject) -> Vec<Term> {
    let (key, number) = (subject.kind.key(), subject.number);
    let mut texts = vec![
        number.to_string(),
        format!("{key} {number}"),
        format!("{key}:{number}"),
    ];
    let label = subject.kind.label().to_lowercase();
    if label != key {
        texts.push(format!("{label} {number}"));
    }
    texts
        .into_iter()
        .map(|text| term(&text, subject.to_string()))
        .collect()
}

fn term(text: &str, meaning: String) -> Term {
    Term {
        text: text.to_owned(),
        meaning,
    }
}
