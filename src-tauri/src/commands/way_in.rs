//! How the outside comes in: set up, turned on and off, what a person decides about it.

use super::{cards::opened, way_in_view::view};
use crate::{app::App, command_error, open_profile::OpenProfile};
use contract::{
    CommandError, ConfirmHostKey, ConfirmPlatformUrl, MakeWayInKey, OfProfile, SetWayIn, TurnWayIn,
    WayInView,
};
use engine::changes::secret_changed;

/// Queries whose answers a change of the way in changes.
const AFTER_A_CHANGE: [&str; 7] = [
    "get_way_in",
    "console_status",
    "list_gaps",
    "list_timeline",
    "list_secrets",
    "profile_settings",
    "get_reconciliation",
];

/// The way in of a profile.
pub async fn get_way_in(app: &App, request: OfProfile) -> Result<WayInView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    view(app, &profile).await
}

/// Sets it up, or sets it up anew.
pub async fn set_way_in(app: &App, request: SetWayIn) -> Result<WayInView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let set = app.set_way_in(&profile, request.setup.as_ref(), request.on);
    done(
        app,
        &profile,
        set.await.map_err(|error| command_error::way(&error)),
    )
    .await
}

/// Turns it on or off.
pub async fn turn_way_in(app: &App, request: TurnWayIn) -> Result<WayInView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let turned = app.turn_way_in(&profile, request.on).await;
    done(
        app,
        &profile,
        turned.map_err(|error| command_error::way(&error)),
    )
    .await
}

/// Dials anew at once.
pub async fn redial_way_in(app: &App, request: OfProfile) -> Result<WayInView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let redialled = app.redial_way_in(&profile).await;
    done(
        app,
        &profile,
        redialled.map_err(|error| command_error::way(&error)),
    )
    .await
}

/// Trusts the key that the server showed.
pub async fn confirm_host_key(
    app: &App,
    request: ConfirmHostKey,
) -> Result<WayInView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let replaces = request.replaces.as_deref();
    let confirmed = app.confirm_host_key(&profile, &request.fingerprint, replaces);
    let confirmed = confirmed.await.map_err(|error| command_error::way(&error));
    done(app, &profile, confirmed).await
}

/// A person says that the platform has this URL.
pub async fn confirm_platform_url(
    app: &App,
    request: ConfirmPlatformUrl,
) -> Result<WayInView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let confirmed = app.confirm_platform_url(&profile, &request.url).await;
    done(
        app,
        &profile,
        confirmed.map_err(|error| command_error::way(&error)),
    )
    .await
}

/// Makes the key with which the way in over ssh is opened.
pub async fn make_way_in_key(app: &App, request: MakeWayInKey) -> Result<WayInView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let secrets = profile.secrets();
    let secrets = secrets.ok_or_else(|| command_error::read_only("secrets"))?;
    let made = secrets.make_ssh_key(request.renew, request.this_session_only);
    let changed = made.await.map_err(|error| command_error::secrets(&error))?;
    let by = app.operator();
    let entry = secret_changed(changed, by.as_deref(), app.clock.now())
        .map_err(|error| command_error::engine(&error))?;
    let noted = profile.append(entry).await;
    if let Some(way) = profile.way() {
        way.again().await;
    }
    done(
        app,
        &profile,
        noted.map_err(|error| command_error::not_noted(&error)),
    )
    .await
}

/// Tells the window, whatever became of it, and what there is since.
async fn done<T>(
    app: &App,
    profile: &OpenProfile,
    changed: Result<T, CommandError>,
) -> Result<WayInView, CommandError> {
    app.notices.stale(&AFTER_A_CHANGE);
    changed?;
    view(app, profile).await
}
