//! What is known of a merchant, receiver account or transaction.

use super::{
    api::room,
    cards::opened,
    console::small,
    timeline_view::{subject, word},
};
use crate::{app::App, command_error, open_profile::OpenProfile};
use contract::{
    CommandError, FactView, FieldJson, FieldsRead, OfSubject, SubjectFactsView, ToldBy, ToldValue,
};
use domain::{Mark, Millis, Subject};
use engine::{Fact, api::Cause, facts::Told};

fn subject_of(request: &OfSubject) -> Result<Subject, CommandError> {
    Subject::parse(&request.subject).map_err(|error| command_error::invalid("subject", &error))
}

/// The facts, as the ledger has them.
pub async fn subject_facts(
    app: &App,
    request: OfSubject,
) -> Result<SubjectFactsView, CommandError> {
    let of = subject_of(&request)?;
    view(&*opened(app, &request.profile).await?, of).await
}

/// Reads the object from the API.
pub async fn read_subject(app: &App, request: OfSubject) -> Result<SubjectFactsView, CommandError> {
    let of = subject_of(&request)?;
    let profile = opened(app, &request.profile).await?;
    let cause = Cause::person(app.operator());
    let read = room(&profile)?.read_subject(of, None, cause).await;
    read.map_err(|error| command_error::api(&error))?;
    app.notices.stale(&super::AFTER_A_CALL);
    view(&profile, of).await
}

/// Reads all fields of a merchant or receiver account, to be changed.
pub async fn read_fields(app: &App, request: OfSubject) -> Result<FieldsRead, CommandError> {
    let of = subject_of(&request)?;
    let profile = opened(app, &request.profile).await?;
    let intents = profile.intents();
    let intents = intents.ok_or_else(|| command_error::read_only("reads of the API"))?;
    let read = intents.read_fields(of, app.operator()).await;
    app.notices.stale(&super::AFTER_A_CALL);
    let read = read.map_err(|error| command_error::intent(&error))?;
    let members = read.fields.members().map(|(name, json)| FieldJson {
        name: name.to_owned(),
        json: json.to_owned(),
    });
    Ok(FieldsRead {
        fields: members.collect(),
        read_at: read.at.to_rfc3339(),
        sequence: small(read.sequence),
    })
}

/// A time within a sentence: `2026-11-26 08:50:11 UTC`.
pub(super) fn second(at: Millis) -> String {
    let text = at.to_rfc3339();
    let text = text.split(['.', 'Z']).next().unwrap_or_default();
    format!("{} UTC", text.replace('T', " "))
}

async fn view(profile: &OpenProfile, of: Subject) -> Result<SubjectFactsView, CommandError> {
    let known = engine::subject_facts(&profile.reader, of).await;
    let known = known.map_err(|error| command_error::engine(&error))?;
    let detail = match (&known.read, &known.failed) {
        (Some(_), None) => "It was read from the API.".to_owned(),
        (Some(_), Some((at, why))) => format!(
            "It was read from the API. A later read at {} did not work: {why}",
            second(*at)
        ),
        (None, Some((at, why))) => {
            format!(
                "It could not be read from the API at {}: {why}",
                second(*at)
            )
        }
        (None, None) => "It was never read from the API.".to_owned(),
    };
    Ok(SubjectFactsView {
        subject: subject(of),
        facts: known.facts.into_iter().map(fact).collect(),
        read_at: known.read.map(|(_, at)| at.to_rfc3339()),
        read_sequence: known.read.map(|(sequence, _)| small(sequence)),
        detail,
        can_read: profile.api().is_some_and(|room| room.ready().is_ok()),
    })
}

fn fact(fact: Fact) -> FactView {
    let at = fact.now.at.to_rfc3339();
    let said = match fact.mark {
        Mark::Confirmed => format!("confirmed by an API read at {at}"),
        Mark::Contradicted => format!("contradicted by an API read at {at}"),
        Mark::HashMatches => "hash matches, covers it".to_owned(),
        Mark::Received => "received, not covered by the hash".to_owned(),
        other @ (Mark::Refused | Mark::Gap) => word(other).to_owned(),
    };
    FactView {
        label: label(&fact.name),
        name: fact.name,
        is_known: fact.is_known,
        now: told(fact.now),
        as_time: fact.as_time.map(Millis::to_rfc3339),
        mark: fact.mark.into(),
        word: said,
        other: fact.other.map(told),
        note: fact.note,
    }
}

fn told(told: Told) -> ToldValue {
    ToldValue {
        value: told.value,
        is_text: told.is_text,
        by: match told.by {
            engine::facts::ToldBy::Delivery => ToldBy::Delivery,
            engine::facts::ToldBy::Read => ToldBy::Read,
        },
        at: told.at.to_rfc3339(),
        sequence: small(told.sequence),
    }
}

/// What people call a field, by its name on the wire: `toAmount` is “To amount”. The wire's own
/// words for our objects are told in ours.
pub fn label(name: &str) -> String {
    let ours = [
        ("businessRequestId", "Transaction"),
        ("businessExternalAccountId", "Receiver account"),
        ("toBusinessExternalAccountId", "Receiver account"),
        ("businessId", "Merchant"),
        ("fromBusinessId", "Source merchant"),
        ("toBusinessId", "Target merchant"),
        ("clientStatus", "Status"),
        ("kycStatus", "KYC status"),
    ];
    if let Some((_, label)) = ours.iter().find(|(wire, _)| *wire == name) {
        return (*label).to_owned();
    }
    let mut label = String::new();
    for letter in name.chars() {
        if label.is_empty() {
            label.extend(letter.to_uppercase());
        } else if letter.is_uppercase() {
            label.push(' ');
            label.extend(letter.to_lowercase());
        } else {
            label.push(letter);
        }
    }
    label
}
