//! A profile's server and credentials.

use crate::{app::App, command_error, open_profile::OpenProfile};
use contract::{
    ApiState, ApiView, CommandError, ConnectionView, CredentialsSet, CredentialsState, OfProfile,
    ProfileSettings, ServerView, SetCredentials, SetServer,
};

/// Not reached yet.
pub async fn set_server(_app: &App, _request: SetServer) -> Result<ProfileSettings, CommandError> {
    Err(command_error::api_not_ready())
}

/// Not reached yet.
pub async fn set_credentials(
    _app: &App,
    _request: SetCredentials,
) -> Result<CredentialsSet, CommandError> {
    Err(command_error::api_not_ready())
}

/// Not reached yet.
pub async fn clear_credentials(
    _app: &App,
    _request: OfProfile,
) -> Result<ProfileSettings, CommandError> {
    Err(command_error::api_not_ready())
}

/// Not reached yet.
pub async fn test_connection(
    _app: &App,
    _request: OfProfile,
) -> Result<ConnectionView, CommandError> {
    Err(command_error::api_not_ready())
}

/// How the way to the API is.
pub fn view(_profile: &OpenProfile) -> ApiView {
    ApiView {
        state: ApiState::NotSetUp,
        detail: "It is not set up.".to_owned(),
        at: None,
        round_trip_ms: None,
        clock_offset_ms: None,
    }
}

/// A profile's server and credentials.
pub fn server_view() -> ServerView {
    ServerView {
        base_url: None,
        origin: None,
        is_live: false,
        can_change: true,
        credentials: CredentialsState::Absent,
        credentials_detail: "There are none.".to_owned(),
        credentials_origin: None,
    }
}
