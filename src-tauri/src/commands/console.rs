//! The frame's status.

use super::way_in_view;
use crate::{
    app::{App, Is},
    command_error,
    keyring::sentence,
    open_profile::OpenProfile,
};
use contract::{
    CommandError, ConsoleStatus, Environment, LedgerState, LedgerView, Nothing, ProfileState,
    ProfileStatus, ProfileView, ReceiverState, ReceiverView, SetAuditor, SetOperator, WayInState,
    WebhookKey,
};
use domain::{Clock, Millis};
use engine::{ProfileFolder, settings::read_person};
use ledger::StoreHealth;

/// What works and what does not.
pub async fn console_status(app: &App, _request: Nothing) -> Result<ConsoleStatus, CommandError> {
    let folders = app
        .data
        .profiles()
        .map_err(|error| command_error::engine(&error))?;
    let mut profiles = Vec::new();
    for folder in folders {
        let is = app.state_of(&folder.name).await;
        profiles.push(profile_view(&folder, is));
    }
    let open = match app.open_profile().await {
        Some(profile) => Some(profile_status(&profile, &*app.clock).await),
        None => None,
    };
    Ok(ConsoleStatus {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        profiles,
        open,
        keyring: app.keyring.view(),
        operator: app.operator(),
        mode: app.mode(),
        lock: app.operators.view(),
    })
}

fn profile_view(folder: &ProfileFolder, is: Is) -> ProfileView {
    let settings = folder.settings();
    let (state, detail, open) = match (is, &settings) {
        (Is::Open(open), _) if open.writer().is_some() => (
            ProfileState::Receiving,
            "It takes deliveries.".to_owned(),
            Some(open),
        ),
        (Is::Open(open), _) => (
            ProfileState::ReadOnly,
            "It is open for reading alone.".to_owned(),
            Some(open),
        ),
        (Is::Failed(why), _) => (ProfileState::Failed, why, None),
        (Is::Closed, Err(error)) => (ProfileState::Failed, sentence(error), None),
        (Is::Closed, Ok(_)) => (
            ProfileState::Disabled,
            "It is not enabled: it takes no deliveries.".to_owned(),
            None,
        ),
    };
    let status = open.as_ref().and_then(|open| open.receiver_status());
    ProfileView {
        name: folder.name.to_string(),
        title: settings.as_ref().map_or_else(
            |_| folder.name.to_string(),
            |settings| folder.title(settings),
        ),
        // What can't be read is taken for what asks for the most care.
        environment: settings.as_ref().map_or(Environment::Live, |settings| {
            folder.environment(settings).into()
        }),
        state,
        detail,
        cards: open.as_ref().map_or(0, |open| open.cards_waiting()),
        desk: open.as_ref().map_or(0, |open| open.desk_waiting()),
        last_delivery: status
            .and_then(|status| status.last_delivery)
            .map(Millis::to_rfc3339),
        way_in: open
            .as_ref()
            .map_or(WayInState::NotWatched, |open| way_in_view::state(open)),
    }
}

/// A name alone is nobody any more.
#[derive(Debug, thiserror::Error)]
#[error("operators have keys at this console: who works here is who unlocks it")]
struct ByKey;

/// Says who works at this console.
pub async fn set_operator(app: &App, request: SetOperator) -> Result<ConsoleStatus, CommandError> {
    if app.operators.is_used() {
        return Err(command_error::invalid("name", &ByKey));
    }
    let name =
        read_person(&request.name).map_err(|error| command_error::invalid("name", &error))?;
    app.set_operator(name)
        .map_err(|error| command_error::engine(&error))?;
    app.notices.stale(&["console_status"]);
    console_status(app, Nothing {}).await
}

/// Turns the auditor's mode on or off.
pub async fn set_auditor(app: &App, request: SetAuditor) -> Result<ConsoleStatus, CommandError> {
    if !app.set_auditor(request.on) {
        return Err(command_error::auditor_only());
    }
    app.notices.stale(&["console_status"]);
    console_status(app, Nothing {}).await
}

/// The status of an open profile.
pub async fn profile_status(profile: &OpenProfile, clock: &dyn Clock) -> ProfileStatus {
    ProfileStatus {
        name: profile.folder.name.to_string(),
        title: profile.title(),
        key: profile
            .secrets()
            .map_or(WebhookKey::None, |secrets| secrets.webhook_key()),
        cards: profile.cards_waiting(),
        desk: profile.desk_waiting(),
        test_until: profile.test_until().map(Millis::to_rfc3339),
        environment: profile.environment.into(),
        receiver: receiver_view(profile),
        way_in: way_in_view::badge(profile, clock),
        api: super::api_view::view(profile),
        ledger: ledger_view(profile).await,
        simulator: profile.simulator_view().await,
    }
}

fn receiver_view(profile: &OpenProfile) -> ReceiverView {
    let status = profile.receiver_status();
    let (state, detail) = match (&status, profile.store()) {
        (None, _) => (
            ReceiverState::Off,
            "It takes no deliveries: the profile is open for reading alone.",
        ),
        (Some(_), StoreHealth::Good) => (ReceiverState::Listening, "It takes deliveries."),
        (Some(_), StoreHealth::Full | StoreHealth::Failing { .. }) => (
            ReceiverState::Unavailable,
            "Deliveries can't be stored: each is answered 503, so that the sender knows.",
        ),
    };
    let status = status.unwrap_or_default();
    ReceiverView {
        state,
        detail: detail.to_owned(),
        local_url: profile.local_url().unwrap_or_default(),
        last_delivery: status.last_delivery.map(Millis::to_rfc3339),
        last_verified: status.last_verified.map(Millis::to_rfc3339),
        verified: small(status.verified),
        refused: small(status.refused),
        turned_away: small(status.turned_away),
        wrong_path: small(status.wrong_path),
        unavailable: small(status.unavailable),
    }
}

async fn ledger_view(profile: &OpenProfile) -> LedgerView {
    let checked = profile.checked.borrow().clone();
    let (state, detail) = match (profile.store(), checked.as_ref().map_or(0, |c| c.damage)) {
        (_, 1..) => (
            LedgerState::Damaged,
            "The last whole check found damage. What is damaged is marked; the rest can be read."
                .to_owned(),
        ),
        (StoreHealth::Good, 0) => (LedgerState::Good, "The last write succeeded.".to_owned()),
        (StoreHealth::Full, 0) => (
            LedgerState::Full,
            "The disk is full. Nothing more can be stored until there is room.".to_owned(),
        ),
        (StoreHealth::Failing { reason }, 0) => (
            LedgerState::Failing,
            format!("The last write failed: {reason}."),
        ),
    };
    LedgerView {
        state,
        detail,
        entries: small(profile.entries().await),
        checked_at: checked.map(|checked| checked.at.to_rfc3339()),
    }
}

/// A count as the window takes it: four billion stands for anything more.
pub fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
