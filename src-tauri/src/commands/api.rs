//! A profile's server and credentials, and the test of both.

use super::{
    api_view::{connection, server},
    cards::opened,
    profiles::profile_settings,
};
use crate::{app::App, command_error, open_profile::OpenProfile, profile_secrets::ProfileSecrets};
use contract::{
    CommandError, ConnectionView, CredentialsSet, OfProfile, ProfileSettings, SetCredentials,
    SetServer,
};
use domain::record::SecretKind;
use engine::{
    ApiRoom, NotReady, StoredCredentials,
    api::file::read_server,
    changes::{SecretChanged, secret_changed},
};
use partner_api::Origin;
use std::sync::Arc;

/// The server is another one than the person saw.
#[derive(Debug, thiserror::Error)]
#[error("the profile's server is {0} by now; look at it, and enter its credentials")]
struct OtherServer(String);

/// Queries whose answers a change of server or credentials changes.
const AFTER_A_CHANGE: [&str; 6] = [
    "console_status",
    "profile_settings",
    "list_secrets",
    "list_operations",
    "list_timeline",
    "subject_facts",
];

/// The way to the API of an open profile.
pub(super) fn room(profile: &OpenProfile) -> Result<&Arc<ApiRoom>, CommandError> {
    let room = profile.api();
    room.ok_or_else(|| command_error::read_only("calls of the API"))
}

fn secrets(profile: &OpenProfile) -> Result<&Arc<ProfileSecrets>, CommandError> {
    let secrets = profile.secrets();
    secrets.ok_or_else(|| command_error::read_only("secrets"))
}

/// Says where the server is.
pub async fn set_server(app: &App, request: SetServer) -> Result<ProfileSettings, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let base = read_server(profile.environment, &request.base_url)
        .map_err(|error| command_error::invalid("baseUrl", &error))?;
    let set = app.set_server(&profile, base).await;
    set.map_err(|error| command_error::start(&error))?;
    app.notices.stale(&AFTER_A_CHANGE);
    let profile = request.profile;
    profile_settings(app, OfProfile { profile }).await
}

/// Sets key and secret, once they were tested.
pub async fn set_credentials(
    app: &App,
    request: SetCredentials,
) -> Result<CredentialsSet, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let room = room(&profile)?;
    let not_ready = |error: NotReady| command_error::api(&error.into());
    let origin = room.server().map_err(not_ready)?;
    let origin: Origin = origin.origin();
    if origin.as_str() != request.origin {
        let other = OtherServer(origin.to_string());
        return Err(command_error::invalid("origin", &other));
    }
    let stored = StoredCredentials::new(origin, request.key.reveal(), request.secret.reveal());
    let stored = stored.map_err(|error| {
        let field = if error.to_string().contains("API secret") {
            "secret"
        } else {
            "key"
        };
        command_error::invalid(field, &error)
    })?;
    let trial = room.test_credentials(&stored, app.operator()).await;
    let trial = trial.map_err(|error| command_error::api(&error))?;
    let is_kept = trial.is_authenticated() || request.even_if_test_fails;
    let detail = match (trial.is_authenticated(), is_kept, request.this_session_only) {
        (true, _, false) => "The server takes them. They are in the keyring.",
        (true, _, true) => "The server takes them. They are in memory for this session.",
        (false, true, _) => "They are kept, though the server did not take them in this test.",
        (false, false, _) => {
            "They are not kept: the server did not take them. What was there before still is."
        }
    };
    if is_kept {
        let set = secrets(&profile)?
            .set_credentials(&stored, request.this_session_only)
            .await;
        let changed = set.map_err(|error| command_error::secrets(&error))?;
        room.adopt(&trial);
        note(app, &profile, changed).await?;
    }
    app.notices.stale(&AFTER_A_CHANGE);
    Ok(CredentialsSet {
        is_kept,
        detail: detail.to_owned(),
        test: connection(trial),
        server: server(&profile.folder, profile.environment, Some(&profile)),
    })
}

async fn note(
    app: &App,
    profile: &OpenProfile,
    changed: SecretChanged,
) -> Result<(), CommandError> {
    let entry = secret_changed(changed, app.operator().as_deref(), app.clock.now())
        .map_err(|error| command_error::engine(&error))?;
    let noted = profile.append(entry).await;
    noted.map_err(|error| command_error::not_noted(&error))?;
    Ok(())
}

/// Removes key and secret.
pub async fn clear_credentials(
    app: &App,
    request: OfProfile,
) -> Result<ProfileSettings, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let cleared = secrets(&profile)?.clear(SecretKind::ApiCredentials).await;
    let changed = cleared.map_err(|error| command_error::secrets(&error))?;
    note(app, &profile, changed).await?;
    app.notices.stale(&AFTER_A_CHANGE);
    profile_settings(app, request).await
}

/// Tests the connection with the credentials in force.
pub async fn test_connection(
    app: &App,
    request: OfProfile,
) -> Result<ConnectionView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let trial = room(&profile)?.test_connection(app.operator()).await;
    let trial = trial.map_err(|error| command_error::api(&error))?;
    app.notices.stale(&super::AFTER_A_CALL);
    Ok(connection(trial))
}
