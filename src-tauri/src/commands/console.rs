//! The frame's status.

use crate::{app::App, command_error, open_profile::OpenProfile};
use contract::{
    CommandError, ConsoleStatus, KeyringState, KeyringView, LedgerState, LedgerView, Mode, Nothing,
    ProfileState, ProfileStatus, ProfileView, ReceiverState, ReceiverView, SetAuditor, SetOperator,
    SimulatorView, WebhookKey,
};
use ledger::StoreHealth;

/// What works and what does not.
pub async fn console_status(app: &App, _request: Nothing) -> Result<ConsoleStatus, CommandError> {
    let folders = app
        .data
        .profiles()
        .map_err(|error| command_error::engine(&error))?;
    let mut profiles = Vec::new();
    for folder in folders {
        let settings = folder
            .settings()
            .map_err(|error| command_error::engine(&error))?;
        let name = folder.name.to_string();
        profiles.push(ProfileView {
            title: name.clone(),
            name,
            environment: settings.environment.into(),
            state: ProfileState::Disabled,
            detail: String::new(),
            cards: 0,
            last_delivery: None,
        });
    }
    let open = match app.open_profile().await {
        Some(profile) => Some(profile_status(&profile).await),
        None => None,
    };
    Ok(ConsoleStatus {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        profiles,
        open,
        keyring: KeyringView {
            state: KeyringState::Unchecked,
            detail: String::new(),
            help: Vec::new(),
            at: None,
        },
        operator: None,
        mode: Mode::Operator,
    })
}

/// Says who works at this console.
pub async fn set_operator(
    _app: &App,
    _request: SetOperator,
) -> Result<ConsoleStatus, CommandError> {
    Err(command_error::read_only("set_operator"))
}

/// Turns the auditor's mode on or off.
pub async fn set_auditor(_app: &App, _request: SetAuditor) -> Result<ConsoleStatus, CommandError> {
    Err(command_error::read_only("set_auditor"))
}

/// The status of an open profile.
pub async fn profile_status(profile: &OpenProfile) -> ProfileStatus {
    let (state, detail) = profile.sender_state().await;
    ProfileStatus {
        name: profile.folder.name.to_string(),
        title: profile.folder.name.to_string(),
        key: WebhookKey::Current,
        cards: 0,
        test_until: None,
        environment: profile.environment.into(),
        receiver: receiver_view(profile),
        ledger: ledger_view(profile),
        simulator: SimulatorView {
            state,
            detail,
            is_paused: false,
        },
    }
}

fn receiver_view(profile: &OpenProfile) -> ReceiverView {
    let status = profile.receiver_status();
    let (state, detail) = match profile.store() {
        StoreHealth::Good => (ReceiverState::Listening, "It takes deliveries.".to_owned()),
        StoreHealth::Full | StoreHealth::Failing { .. } => (
            ReceiverState::Unavailable,
            "Deliveries can't be stored: each is answered 503, so that the sender knows."
                .to_owned(),
        ),
    };
    ReceiverView {
        state,
        detail,
        local_url: profile.local_url.clone(),
        last_delivery: status.last_delivery.map(domain::Millis::to_rfc3339),
        last_verified: status.last_verified.map(domain::Millis::to_rfc3339),
        verified: small(status.verified),
        refused: small(status.refused),
        turned_away: small(status.turned_away),
        unavailable: small(status.unavailable),
    }
}

fn ledger_view(profile: &OpenProfile) -> LedgerView {
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
        entries: small(profile.entries()),
        checked_at: checked.map(|checked| checked.at.to_rfc3339()),
    }
}

/// A count as the window takes it: four billion stands for anything more.
pub fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
