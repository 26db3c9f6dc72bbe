//! Cards that wait for a person, and decisions on lists of fields.

use super::{card_view, console::small};
use crate::{
    app::App,
    command_error::{self, NotOpen},
    decisions::doer,
    open_profile::OpenProfile,
};
use contract::{
    CardsView, CommandError, DecideFieldSet, Decided, FieldSetDecision, FieldSetsView, OfProfile,
    SettleCard, WithdrawFieldSet,
};
use domain::{EventName, record::FieldSetChoice};
use engine::{EngineError, FieldSets};
use std::sync::Arc;
use webhooks::{FieldSet, Rules};

/// Queries whose answers a decision changes.
const AFTER_A_DECISION: [&str; 6] = [
    "list_cards",
    "list_field_sets",
    "list_timeline",
    "list_deliveries",
    "get_delivery",
    "console_status",
];

/// A name that is none of the four.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is not one of the platform's events")]
struct NoEvent(String);

/// The open profile of this name.
pub(super) async fn opened(app: &App, name: &str) -> Result<Arc<OpenProfile>, CommandError> {
    let profile = app.profile(name).await;
    Ok(profile.ok_or_else(|| NotOpen(name.to_owned()))?)
}

/// Cards that wait, and those that were settled.
pub async fn list_cards(app: &App, request: OfProfile) -> Result<CardsView, CommandError> {
    view(&*opened(app, &request.profile).await?).await
}

async fn view(profile: &OpenProfile) -> Result<CardsView, CommandError> {
    let told = async {
        let rules = match profile.rules() {
            Some(rules) => Rules::clone(&rules.borrow()),
            None => FieldSets::read(&profile.reader).await?.rules(),
        };
        Ok((profile.cards.told().await?, rules))
    };
    let (told, rules) = told
        .await
        .map_err(|error: EngineError| command_error::engine(&error))?;
    let view = |card| card_view::card(card, &rules);
    Ok(CardsView {
        open: told.open.into_iter().map(view).collect(),
        settled: told.settled.into_iter().map(view).collect(),
    })
}

/// Settles a card that asks for nothing but a look.
pub async fn settle_card(app: &App, request: SettleCard) -> Result<CardsView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let writer = profile.deeds();
    let writer = writer.map_err(|error| command_error::decision(&error))?;
    let settled = profile
        .cards
        .settle(writer, &request.card, &request.note, doer(app));
    let settled = settled.await;
    settled.map_err(|error| command_error::decision(&error.into()))?;
    app.notices.stale(&AFTER_A_DECISION);
    view(&profile).await
}

/// Decides on a list of fields.
pub async fn decide_field_set(app: &App, request: DecideFieldSet) -> Result<Decided, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let choice = match request.decision {
        FieldSetDecision::Approve => FieldSetChoice::Approve,
        FieldSetDecision::Reject => FieldSetChoice::Reject,
    };
    let decided = profile
        .decide(&request.card, choice, &request.note, doer(app))
        .await;
    // Part of it may have been done even if it failed.
    app.notices.stale(&AFTER_A_DECISION);
    let anew = decided.map_err(|error| command_error::decision(&error))?;
    Ok(Decided {
        judged: small(anew.judged),
        verified: small(anew.verified),
    })
}

/// The lists on which something was decided.
pub async fn list_field_sets(app: &App, request: OfProfile) -> Result<FieldSetsView, CommandError> {
    field_sets(&*opened(app, &request.profile).await?).await
}

async fn field_sets(profile: &OpenProfile) -> Result<FieldSetsView, CommandError> {
    let sets = FieldSets::read(&profile.reader).await;
    let sets = sets.map_err(|error| command_error::engine(&error))?;
    Ok(card_view::field_sets(&sets))
}

/// Withdraws an approval.
pub async fn withdraw_field_set(
    app: &App,
    request: WithdrawFieldSet,
) -> Result<FieldSetsView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let event = request.event.map(|name| {
        EventName::from_wire(&name).ok_or_else(|| command_error::invalid("event", &NoEvent(name)))
    });
    let set = FieldSet {
        event: event.transpose()?,
        fields: request.fields,
    };
    let withdrawn = profile.withdraw(set, doer(app)).await;
    withdrawn.map_err(|error| command_error::decision(&error))?;
    app.notices.stale(&AFTER_A_DECISION);
    field_sets(&profile).await
}
