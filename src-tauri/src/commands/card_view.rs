//! Cards and decided lists as the window sees them, with words for a person.

use super::console::small;
use contract::{CardView, FieldSetDrift, FieldSetState, FieldSetView, FieldSetsView, Settlement};
use engine::{Card, CardKind, DecidedSet, FieldSets, rate_fall::Fall};
use webhooks::{FieldSet, Rules};

/// A card. `rules` are those in force.
pub fn card(card: Card, rules: &Rules) -> CardView {
    let (title, sentence) = words(&card);
    let kind = match &card.kind {
        CardKind::FieldSet(_) => contract::CardKind::FieldSet,
        CardKind::OtherBody { .. } => contract::CardKind::OtherBody,
        CardKind::SecretAlone => contract::CardKind::SecretAlone,
        CardKind::OutOfCourse { .. } => contract::CardKind::OutOfCourse,
        CardKind::RepeatContradicted { .. } => contract::CardKind::RepeatContradicted,
        CardKind::MatchRate(_) => contract::CardKind::MatchRate,
    };
    let other = match &card.kind {
        CardKind::OtherBody { first: earlier }
        | CardKind::RepeatContradicted { first: earlier, .. }
        | CardKind::OutOfCourse { earlier, .. } => Some(small(*earlier)),
        CardKind::FieldSet(_) | CardKind::SecretAlone | CardKind::MatchRate(_) => None,
    };
    let subject = match &card.kind {
        CardKind::OutOfCourse { subject, .. } | CardKind::RepeatContradicted { subject, .. } => {
            Some(subject.to_string())
        }
        _ => None,
    };
    let drift = match &card.kind {
        CardKind::FieldSet(set) => Some(drift(set, card.held_back, rules)),
        _ => None,
    };
    CardView {
        kind,
        title: title.to_owned(),
        sentence,
        first_at: card.first_at.to_rfc3339(),
        last_at: card.last_at.to_rfc3339(),
        count: small(card.count),
        delivery: card.delivery.map(small),
        other,
        subject,
        drift,
        settled: card.settled.map(settlement),
        id: card.id,
    }
}

fn drift(set: &FieldSet, held_back: u64, rules: &Rules) -> FieldSetDrift {
    let approved = rules.approved_for(set.event).map(|set| set.fields.clone());
    FieldSetDrift {
        event: set.event.map(|event| event.wire().to_owned()),
        approved: approved.collect(),
        found: set.fields.clone(),
        held_back: small(held_back),
        is_sufficient: set.is_sufficient(),
    }
}

fn words(card: &Card) -> (&'static str, String) {
    let (title, mut sentence) = match &card.kind {
        CardKind::FieldSet(set) => ("A new list of signed fields", field_set_sentence(set)),
        CardKind::OtherBody { first } => (
            "The same signature with another body",
            format!(
                "Delivery {first} bore the same signature with another amount, currency, account \
                 or id. The hash covers none of them: one of the two was altered on its way. Read \
                 the object in the platform before anything is done on it."
            ),
        ),
        CardKind::SecretAlone => (
            "The hash of the bare secret came",
            "Whoever knows this value can sign empty lists. The deliveries were refused; rotate \
             the webhook secret."
                .to_owned(),
        ),
        CardKind::OutOfCourse { what, .. } => (
            "A status that does not follow",
            format!(
                "{what} An old event may have been sent again to hide a newer one, or the platform \
                 set it back. An event is a hint: read the object in the platform before anything \
                 is done on it."
            ),
        ),
        CardKind::RepeatContradicted { first, read, .. } => (
            "A repeated delivery is contradicted",
            format!(
                "The signed text of delivery {first} came again, and the API read {read} that \
                 followed says otherwise. An old delivery may have been sent again to hide what \
                 became of the object: rely on the read."
            ),
        ),
        CardKind::MatchRate(fall) => (
            "Fewer deliveries are verified",
            fall_sentence(fall.as_ref()),
        ),
    };
    if card.tests > 0 {
        sentence.push_str(&format!(
            " {} of {} came while the platform's tests were expected.",
            card.tests, card.count
        ));
    }
    (title, sentence)
}

fn field_set_sentence(set: &FieldSet) -> String {
    let held = "The hash matches, but over a list of fields that nobody approved. Nothing that \
                these deliveries say is used until a person decides.";
    if !set.is_sufficient() {
        return format!(
            "{held} The list does not cover both id and status, so it can't be approved."
        );
    }
    match set.event {
        Some(_) => format!("{held} Approve it only if the platform announced the change."),
        None => format!(
            "{held} The bodies name none of the four events, so an approval holds for every \
             event. Approve it only if the platform announced the change."
        ),
    }
}

fn fall_sentence(fall: Option<&Fall>) -> String {
    match fall {
        Some(Fall { day, usual }) => format!(
            "{} of the day's {} deliveries were verified; usual is {} of {}. The sender may have \
             changed how it writes its values, or somebody sends to the secret path. Nothing is \
             stopped by this.",
            day.verified, day.kept, usual.verified, usual.kept
        ),
        None => "Fewer of the day's deliveries were verified than was usual.".to_owned(),
    }
}

fn settlement(settled: engine::Settlement) -> Settlement {
    Settlement {
        sequence: small(settled.sequence),
        at: settled.at.to_rfc3339(),
        by: settled.by,
        what: settled.what,
        note: settled.note,
    }
}

/// The lists on which something was decided, approved ones first.
pub fn field_sets(sets: &FieldSets) -> FieldSetsView {
    let mut views: Vec<FieldSetView> = sets.all().iter().map(field_set).collect();
    views.sort_by_key(|view| {
        !matches!(view.state, FieldSetState::BuiltIn | FieldSetState::Approved)
    });
    FieldSetsView { sets: views }
}

fn field_set(decided: &DecidedSet) -> FieldSetView {
    FieldSetView {
        event: decided.set.event.map(|event| event.wire().to_owned()),
        fields: decided.set.fields.clone(),
        state: match decided.state {
            engine::FieldSetState::BuiltIn => FieldSetState::BuiltIn,
            engine::FieldSetState::Approved => FieldSetState::Approved,
            engine::FieldSetState::Rejected => FieldSetState::Rejected,
            engine::FieldSetState::Withdrawn => FieldSetState::Withdrawn,
        },
        decided: decided.decided.clone().map(settlement),
    }
}
