//! Profiles: making them, choosing one, how they receive.

use super::{
    cards::opened,
    console::{console_status, profile_status},
};
use crate::{
    app::{App, Is, NewProfile, Wanted},
    command_error,
    decisions::doer,
};
use contract::{
    ChangeProfile, CommandError, ConsoleStatus, CreateProfile, EnableProfile, Environment,
    ExpectTest, Nothing, OfProfile, ProfileSettings, ProfileStatus,
};
use domain::ProfileName;
use engine::{
    settings::{read_listen, read_title},
    test_window::MINUTES_MAX,
};

/// Why a profile is not made.
#[derive(Debug, thiserror::Error)]
#[error("the simulator's profile is made by starting the simulator")]
struct OnlyBySimulator;

/// Tests are expected for too long.
#[derive(Debug, thiserror::Error)]
#[error("tests are expected for at most {MINUTES_MAX} minutes at once")]
struct TooLong;

/// Makes a profile and opens it.
pub async fn create_profile(
    app: &App,
    request: CreateProfile,
) -> Result<ProfileStatus, CommandError> {
    if request.environment == Environment::Simulator {
        return Err(command_error::invalid("environment", &OnlyBySimulator));
    }
    let name = ProfileName::parse(&request.name)
        .map_err(|error| command_error::invalid("name", &error))?;
    if name == ProfileName::simulator() {
        return Err(command_error::invalid("name", &OnlyBySimulator));
    }
    let new = NewProfile {
        name,
        title: read_title(&request.title)
            .map_err(|error| command_error::invalid("title", &error))?,
        environment: request.environment.into(),
        listen: read_listen(&request.listen)
            .map_err(|error| command_error::invalid("listen", &error))?,
    };
    let made = app.create(new).await;
    let made = made.map_err(|error| command_error::start(&error))?;
    Ok(profile_status(&made, &*app.clock).await)
}

/// Brings a profile on the screen.
pub async fn show_profile(app: &App, request: OfProfile) -> Result<ConsoleStatus, CommandError> {
    let folder = app
        .folder(&request.profile)
        .map_err(|error| command_error::engine(&error))?;
    let shown = app.show(&folder.name).await;
    shown.map_err(|error| command_error::start(&error))?;
    console_status(app, Nothing {}).await
}

/// Lets a profile receive, or no longer.
pub async fn enable_profile(
    app: &App,
    request: EnableProfile,
) -> Result<ConsoleStatus, CommandError> {
    let folder = app
        .folder(&request.profile)
        .map_err(|error| command_error::engine(&error))?;
    let done = app.enable(&folder, request.enabled).await;
    done.map_err(|error| command_error::start(&error))?;
    console_status(app, Nothing {}).await
}

/// Changes how a profile receives.
pub async fn change_profile(
    app: &App,
    request: ChangeProfile,
) -> Result<ProfileSettings, CommandError> {
    let folder = app
        .folder(&request.profile)
        .map_err(|error| command_error::engine(&error))?;
    let wanted = Wanted {
        title: read_title(&request.title)
            .map_err(|error| command_error::invalid("title", &error))?,
        listen: read_listen(&request.listen)
            .map_err(|error| command_error::invalid("listen", &error))?,
        answer_200_when_stored: request.answer_200_when_stored,
        renew_path: request.renew_path,
    };
    let changed = app.change(&folder, wanted).await;
    changed.map_err(|error| command_error::start(&error))?;
    let profile = request.profile;
    profile_settings(app, OfProfile { profile }).await
}

/// How a profile is set up.
pub async fn profile_settings(
    app: &App,
    request: OfProfile,
) -> Result<ProfileSettings, CommandError> {
    let folder = app
        .folder(&request.profile)
        .map_err(|error| command_error::engine(&error))?;
    let settings = folder
        .settings()
        .map_err(|error| command_error::engine(&error))?;
    let open = match app.state_of(&folder.name).await {
        Is::Open(open) => Some(open),
        Is::Failed(_) | Is::Closed => None,
    };
    let environment = folder.environment(&settings);
    Ok(ProfileSettings {
        title: folder.title(&settings),
        name: request.profile,
        environment: environment.into(),
        enabled: settings.enabled,
        listen: settings
            .listen
            .map_or_else(String::new, |address| address.to_string()),
        local_url: open.as_ref().and_then(|open| open.local_url()),
        answer_200_when_stored: settings.answer_200_when_stored,
        folder: folder.path.display().to_string(),
        server: super::api_view::server(&folder, environment, open.as_deref()),
    })
}

/// Expects tests of the platform for a while.
pub async fn expect_test(app: &App, request: ExpectTest) -> Result<ProfileStatus, CommandError> {
    let profile = opened(app, &request.profile).await?;
    if request.minutes > MINUTES_MAX {
        return Err(command_error::invalid("minutes", &TooLong));
    }
    let expected = profile.expect_test(request.minutes, doer(app)).await;
    expected.map_err(|error| command_error::decision(&error))?;
    app.notices.stale(&["console_status", "list_timeline"]);
    Ok(profile_status(&profile, &*app.clock).await)
}
