//! A profile as a file, and its end.

use crate::{app::App, command_error};
use contract::{
    CommandError, DeleteProfile, ImportProfile, OfProfile, ProfileDeleted, ProfileExport,
    ProfileStatus,
};

/// Not reached yet.
pub async fn export_profile(
    _app: &App,
    _request: OfProfile,
) -> Result<ProfileExport, CommandError> {
    Err(command_error::api_not_ready())
}

/// Not reached yet.
pub async fn import_profile(
    _app: &App,
    _request: ImportProfile,
) -> Result<ProfileStatus, CommandError> {
    Err(command_error::api_not_ready())
}

/// Not reached yet.
pub async fn delete_profile(
    _app: &App,
    _request: DeleteProfile,
) -> Result<ProfileDeleted, CommandError> {
    Err(command_error::api_not_ready())
}
