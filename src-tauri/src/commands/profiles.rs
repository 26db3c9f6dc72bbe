//! Profiles: making them, choosing one, how they receive.

use crate::{app::App, command_error};
use contract::{
    ChangeProfile, CommandError, ConsoleStatus, CreateProfile, EnableProfile, ExpectTest,
    OfProfile, ProfileSettings, ProfileStatus,
};

/// Makes a profile and opens it.
pub async fn create_profile(
    _app: &App,
    _request: CreateProfile,
) -> Result<ProfileStatus, CommandError> {
    Err(command_error::read_only("create_profile"))
}

/// Brings a profile on the screen.
pub async fn show_profile(_app: &App, _request: OfProfile) -> Result<ConsoleStatus, CommandError> {
    Err(command_error::read_only("show_profile"))
}

/// Lets a profile receive, or no longer.
pub async fn enable_profile(
    _app: &App,
    _request: EnableProfile,
) -> Result<ConsoleStatus, CommandError> {
    Err(command_error::read_only("enable_profile"))
}

/// Changes how a profile receives.
pub async fn change_profile(
    _app: &App,
    _request: ChangeProfile,
) -> Result<ProfileSettings, CommandError> {
    Err(command_error::read_only("change_profile"))
}

/// How a profile is set up.
pub async fn profile_settings(
    _app: &App,
    _request: OfProfile,
) -> Result<ProfileSettings, CommandError> {
    Err(command_error::read_only("profile_settings"))
}

/// Expects tests of the platform for a while.
pub async fn expect_test(_app: &App, _request: ExpectTest) -> Result<ProfileStatus, CommandError> {
    Err(command_error::read_only("expect_test"))
}
