//! The simulator: start, stop, steer.

use super::console::profile_status;
use crate::{
    app::App,
    command_error::{self, NotOpen},
};
use contract::{CommandError, Nothing, ProfileStatus, SenderOrder, SimulatorView, SteerSimulator};
use domain::ProfileName;

/// The most deliveries that one order may ask for.
const COUNT_MAX: u16 = 100;

/// Why an order is refused.
#[derive(Debug, thiserror::Error)]
#[error("one order is for 1 to {COUNT_MAX} deliveries")]
struct Count;

/// Opens the simulator's profile and starts the simulator.
pub async fn start_simulator(app: &App, _request: Nothing) -> Result<ProfileStatus, CommandError> {
    let profile = app
        .start_simulator()
        .await
        .map_err(|error| command_error::start(&error))?;
    Ok(profile_status(&profile, &*app.clock).await)
}

/// Stops the simulator. The profile stays open.
pub async fn stop_simulator(app: &App, _request: Nothing) -> Result<ProfileStatus, CommandError> {
    let name = ProfileName::simulator().to_string();
    let profile = app.profile(&name).await.ok_or(NotOpen(name))?;
    profile.stop_simulator().await;
    app.notices.all_stale();
    Ok(profile_status(&profile, &*app.clock).await)
}

/// Tells the simulator what to send.
pub async fn steer_simulator(
    app: &App,
    request: SteerSimulator,
) -> Result<SimulatorView, CommandError> {
    if let SenderOrder::Send { count, .. } = request.order
        && !(1..=COUNT_MAX).contains(&count)
    {
        return Err(command_error::invalid("order", &Count));
    }
    let profile = app
        .profile(&request.profile)
        .await
        .ok_or_else(|| NotOpen(request.profile.clone()))?;
    let steered = profile.steer_simulator(&request.order).await;
    let view = steered.map_err(|error| command_error::start(&error))?;
    app.notices.stale(&["console_status"]);
    Ok(view)
}
