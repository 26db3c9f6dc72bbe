//! One delivery as the window sees it.

use super::{
    console::small,
    timeline_view::{row, word},
};
use contract::{DeliveryView, FieldView, HeaderView, Segment, StepView, VerdictView};
use domain::{
    Mark,
    record::{HeaderBlock, HeaderBytes},
};
use engine::{Delivery, Given, readable_bytes, segments};
use webhooks::{Alarm, FieldReading, Judgement, Outcome, StepName, TextRule, Verdict, WhichKey};

/// How much of a body is shown in hexadecimal.
const BODY_HEX_BYTES_MAX: usize = 4096;

/// A delivery with its newest reading of the body.
pub fn view(delivery: Delivery) -> DeliveryView {
    let newest = delivery
        .verdicts
        .iter()
        .rev()
        .find_map(|given| given.judgement.as_ref());
    let (covered, uncovered) = newest.map_or((&[][..], &[][..]), |judgement| {
        (&judgement.covered[..], &judgement.uncovered[..])
    });
    let body = delivery.body.as_deref();
    let pieces = body.map(|body| segments(body, covered, uncovered));
    DeliveryView {
        peer: delivery
            .headers
            .as_ref()
            .map(|headers| headers.peer.clone()),
        body_bytes: delivery
            .facts
            .as_ref()
            .map_or(0, |facts| small(facts.body_bytes)),
        segments: pieces.map(|pieces| pieces.into_iter().map(segment).collect()),
        body_hex: body.map(|body| hex::encode(body.get(..BODY_HEX_BYTES_MAX).unwrap_or(body))),
        headers: delivery.headers.map(headers),
        verdicts: delivery.verdicts.iter().map(verdict).collect(),
        notes: delivery.notes.into_iter().map(row).collect(),
        leaf_hash: hex::encode(delivery.leaf_hash),
        row: row(delivery.row),
    }
}

fn segment(piece: engine::Segment) -> Segment {
    Segment {
        text: piece.text,
        covered: piece.covered,
        field: piece.field,
        escaped: piece.escaped,
    }
}

fn headers(block: HeaderBlock) -> Vec<HeaderView> {
    let readable = |value: HeaderBytes| match value {
        HeaderBytes::Text(text) => text,
        HeaderBytes::Bytes { hex } => {
            hex::decode(&hex).map_or(hex, |bytes| readable_bytes(&bytes).0)
        }
    };
    let pairs = block.list.into_iter();
    pairs
        .map(|(name, value)| HeaderView {
            name,
            value: readable(value),
        })
        .collect()
}

fn verdict(given: &Given) -> VerdictView {
    let code = given
        .facts
        .as_ref()
        .map_or("", |facts| facts.verdict.as_str());
    let known = Verdict::from_code(code);
    let mark = known.map_or(Mark::Received, Verdict::mark);
    let judgement = given.judgement.as_ref();
    let steps = judgement.map(|j| j.steps.iter().map(step).collect());
    let fields = |of: fn(&Judgement) -> &[FieldReading]| -> Vec<FieldView> {
        judgement
            .map(|j| of(j).iter().map(field).collect())
            .unwrap_or_default()
    };
    VerdictView {
        sequence: small(given.sequence),
        at: given.at.to_rfc3339(),
        code: code.to_owned(),
        mark: mark.into(),
        word: judgement.map_or_else(|| word(mark).to_owned(), |j| covering_word(mark, j)),
        sentence: known.map_or("", Verdict::sentence).to_owned(),
        answer: given.facts.as_ref().map_or(0, |facts| facts.answer),
        steps: steps.unwrap_or_default(),
        covered: fields(|j| &j.covered),
        uncovered: fields(|j| &j.uncovered),
        key: judgement.and_then(|j| j.key.as_ref()).map(|key| {
            let which = match key.which {
                WhichKey::Current => "current",
                WhichKey::Previous => "previous",
            };
            format!("webhook secret, key {} ({which})", key.id)
        }),
        text_rule: judgement.and_then(|j| j.text_rule).map(|rule| {
            match rule {
                TextRule::StringOf => "String(value)",
                TextRule::JoinOf => "[value].join('')",
            }
            .to_owned()
        }),
        alarms: judgement
            .map(|j| j.alarms.iter().map(alarm).collect())
            .unwrap_or_default(),
        first_seen: given
            .facts
            .as_ref()
            .and_then(|facts| facts.first)
            .map(small),
    }
}

// "Verified" always says by what.
fn covering_word(mark: Mark, judgement: &Judgement) -> String {
    if mark != Mark::HashMatches {
        return word(mark).to_owned();
    }
    let names: Vec<&str> = judgement
        .covered
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    format!("{}, covers {}", word(mark), names.join(", "))
}

fn step(step: &webhooks::Step) -> StepView {
    StepView {
        name: wire_name(&step.name),
        label: label(step.name).to_owned(),
        outcome: match step.outcome {
            Outcome::Passed => contract::Outcome::Passed,
            Outcome::Failed => contract::Outcome::Failed,
            Outcome::NotReached => contract::Outcome::NotReached,
            Outcome::Noted => contract::Outcome::Noted,
        },
        detail: step.detail.clone(),
    }
}

fn wire_name(name: &StepName) -> String {
    match serde_json::to_value(name) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}

const fn label(name: StepName) -> &'static str {
    match name {
        StepName::Headers => "headers",
        StepName::FieldList => "fields",
        StepName::ApprovedSet => "approved set",
        StepName::Json => "body",
        StepName::Types => "types",
        StepName::Text => "text",
        StepName::NotEmpty => "not empty",
        StepName::Hash => "SHA-256",
        StepName::UniqueReading => "one reading",
        StepName::Seen => "seen before",
        StepName::Subject => "subject",
        StepName::SecretStrength => "secret",
    }
}

fn field(reading: &FieldReading) -> FieldView {
    FieldView {
        name: reading.name.clone(),
        token: reading.token.clone(),
        text: reading.text.clone(),
        weak: reading.weak,
    }
}

fn alarm(alarm: &Alarm) -> String {
    match alarm {
        Alarm::SecretAlone => "The hash is that of the secret alone. Whoever knows this value can \
                               sign empty lists: rotate the webhook secret."
            .to_owned(),
        Alarm::FieldSetNotApproved { approved, found } => {
            let approved: Vec<String> = approved.iter().map(|set| set.join(",")).collect();
            format!(
                "The sender signed the fields {}; approved is {}. Nothing it says is used until a \
                 person approves the new set.",
                found.join(","),
                approved.join(" or ")
            )
        }
        Alarm::SameSignatureOtherBody { first } => format!(
            "Delivery {first} bore the same signature with another amount, currency, account or \
             id. One of the two was altered on its way."
        ),
    }
}
