//! The simulator's sender: start, stop, steer.

use super::console::profile_status;
use crate::{
    app::App,
    command_error::{self, NotOpen},
};
use contract::{CommandError, Nothing, ProfileStatus, SimulatorView, SteerSimulator};

/// Opens the simulator's profile and lets its sender send.
pub async fn start_simulator(app: &App, _request: Nothing) -> Result<ProfileStatus, CommandError> {
    let profile = app
        .start_simulator()
        .await
        .map_err(|error| command_error::start(&error))?;
    Ok(profile_status(&profile).await)
}

/// Stops the simulator's sender. The profile stays open.
pub async fn stop_simulator(app: &App, _request: Nothing) -> Result<ProfileStatus, CommandError> {
    let profile = app
        .open_profile()
        .await
        .ok_or_else(|| NotOpen("simulator".to_owned()))?;
    profile.stop_sender().await;
    Ok(profile_status(&profile).await)
}

/// Tells the sender what to send.
pub async fn steer_simulator(
    _app: &App,
    _request: SteerSimulator,
) -> Result<SimulatorView, CommandError> {
    Err(command_error::read_only("steer_simulator"))
}
