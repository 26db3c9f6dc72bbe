//! The desk: what waits for a person, filling it, and settling its cards.

use super::{
    cards::opened,
    desk_view::{self, Named},
};
use crate::{
    app::App, command_error, decisions::DecisionError, decisions::doer, open_profile::OpenProfile,
};
use contract::{CommandError, DeskView, OfProfile, SettleDesk};
use domain::{Millis, PartnerNumber, SubjectKind};
use engine::{DeedError, DeskItem, DeskTold, approvals::Stop};
use std::collections::BTreeSet;

/// Queries whose answers change when something of the desk is done.
pub(super) const AFTER_A_DEED: [&str; 4] =
    ["list_desk", "list_timeline", "list_cards", "console_status"];

/// The most rows of a list of the desk.
const ROWS_MAX: usize = 500;
/// A card of an approval after which something else was locked begins so.
const RED: &str = "locked_differs-";

/// What waits.
pub async fn list_desk(app: &App, request: OfProfile) -> Result<DeskView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    view(&profile, app.clock.now()).await
}

/// Reads the API's lists of transactions.
pub async fn fill_desk(app: &App, request: OfProfile) -> Result<DeskView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let fill = profile.desk_fill();
    let fill = fill.ok_or_else(|| command_error::read_only("calls of the API"))?;
    let started = fill.start(app.operator());
    started.map_err(|error| command_error::api(&error.into()))?;
    view(&profile, app.clock.now()).await
}

/// Settles a card of the desk.
pub async fn settle_desk(app: &App, request: SettleDesk) -> Result<DeskView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let (card, note) = (request.card.as_str(), request.note.as_str());
    let settled = if card.starts_with(RED) {
        let approvals = super::approvals::approvals(&profile)?;
        match approvals.settle(card, note, doer(app)).await {
            Ok(()) => Ok(()),
            Err(Stop::Deed(error)) => Err(error),
            Err(error) => return Err(command_error::stop(&error)),
        }
    } else {
        let writer = profile.deeds();
        let writer = writer.map_err(|error| command_error::decision(&error))?;
        profile.desk().settle(writer, card, note, doer(app)).await
    };
    settled.map_err(|error: DeedError| command_error::decision(&DecisionError::from(error)))?;
    app.notices.stale(&AFTER_A_DEED);
    view(&profile, app.clock.now()).await
}

async fn told(profile: &OpenProfile, now: Millis) -> Result<DeskTold, CommandError> {
    let rules = crate::desk_watch::rules_of(&profile.reader, profile.environment).await;
    let intents = profile.intents().map(|intents| &**intents);
    let told = profile.desk().told(&profile.cards, intents, &rules, now);
    told.await.map_err(|error| command_error::engine(&error))
}

async fn view(profile: &OpenProfile, now: Millis) -> Result<DeskView, CommandError> {
    let told = told(profile, now).await?;
    let total = u64::try_from(told.items.len()).unwrap_or(u64::MAX);
    let items: Vec<DeskItem> = told.items.into_iter().take(ROWS_MAX).collect();
    let postponed: Vec<(DeskItem, Millis)> = told.postponed.into_iter().take(ROWS_MAX).collect();
    let named = names(
        profile,
        items.iter().chain(postponed.iter().map(|(one, _)| one)),
    )
    .await;
    let filling = profile
        .desk_fill()
        .map(|fill| fill.state().borrow().clone());
    let filling = filling.unwrap_or_default();
    let (filled_at, fill_failed) = match filling.last {
        Some((at, None)) => (Some(at.to_rfc3339()), None),
        Some((_, why)) => (None, why),
        None => (None, None),
    };
    Ok(DeskView {
        items: items
            .into_iter()
            .map(|item| desk_view::item(item, None, &named))
            .collect(),
        total: super::console::small(total),
        postponed: postponed
            .into_iter()
            .map(|(item, until)| desk_view::item(item, Some(until), &named))
            .collect(),
        is_whole: told.is_whole,
        is_filling: filling.is_on_its_way,
        filled_at,
        fill_failed,
    })
}

/// The names of the merchants and accounts that these items are about. Where there is no catalog,
/// there are none.
async fn names<'a>(profile: &OpenProfile, items: impl Iterator<Item = &'a DeskItem>) -> Named {
    let (mut merchants, mut accounts) = (BTreeSet::new(), BTreeSet::new());
    for item in items {
        let terms = item.terms.as_ref();
        merchants.extend(terms.and_then(|terms| terms.source));
        accounts.extend(terms.and_then(|terms| terms.account));
        if let Some(subject) = item.subject {
            match subject.kind {
                SubjectKind::Merchant => merchants.insert(subject.number),
                SubjectKind::ReceiverAccount => accounts.insert(subject.number),
                SubjectKind::Transaction => false,
            };
        }
    }
    let mut named = Named::default();
    let Ok(catalog) = profile.catalog.get() else {
        return named;
    };
    for (kind, numbers) in [
        (SubjectKind::Merchant, merchants),
        (SubjectKind::ReceiverAccount, accounts),
    ] {
        let numbers: Vec<PartnerNumber> = numbers.into_iter().collect();
        match catalog.named(kind, &numbers).await {
            Ok(found) => named.take(kind, &found),
            Err(error) => {
                let error = engine::chain(&error);
                tracing::warn!(error, "the desk tells no names");
            }
        }
    }
    named
}
