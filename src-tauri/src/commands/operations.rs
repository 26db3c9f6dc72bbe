//! The table of operations.

use crate::{app::App, command_error};
use contract::{
    CallOperation, CallView, CommandError, GetObservation, OfProfile, OperationsView, OverridePath,
};

/// Not reached yet.
pub async fn list_operations(
    _app: &App,
    _request: OfProfile,
) -> Result<OperationsView, CommandError> {
    Err(command_error::api_not_ready())
}

/// Not reached yet.
pub async fn override_path(
    _app: &App,
    _request: OverridePath,
) -> Result<OperationsView, CommandError> {
    Err(command_error::api_not_ready())
}

/// Not reached yet.
pub async fn call_operation(_app: &App, _request: CallOperation) -> Result<CallView, CommandError> {
    Err(command_error::api_not_ready())
}

/// Not reached yet.
pub async fn get_observation(
    _app: &App,
    _request: GetObservation,
) -> Result<CallView, CommandError> {
    Err(command_error::api_not_ready())
}
