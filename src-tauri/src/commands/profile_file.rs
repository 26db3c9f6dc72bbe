//! A profile as a file, and the end of a profile.

use super::console::{profile_status, small};
use crate::{
    app::{App, DeleteError},
    command_error,
};
use contract::{
    CommandError, DeleteProfile, ImportProfile, OfProfile, ProfileDeleted, ProfileExport,
    ProfileStatus,
};
use engine::{ApiFile, ProfileFile, ProfileFileError, profile_file::save};

/// The name was typed otherwise.
#[derive(Debug, thiserror::Error)]
#[error("type the profile's name, {0}, to delete it")]
struct OtherName(String);

/// Saves a profile as a file without its secrets.
pub async fn export_profile(app: &App, request: OfProfile) -> Result<ProfileExport, CommandError> {
    let failed = |error| command_error::engine(&error);
    let folder = app.folder(&request.profile).map_err(failed)?;
    let settings = folder.settings().map_err(failed)?;
    let api = ApiFile::read(&folder).map_err(failed)?;
    let file = ProfileFile::of(&folder, &settings, &api);
    let path = save(&app.data, &file, app.clock.now()).map_err(failed)?;
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(ProfileExport {
        file_name: file_name.into_owned(),
        path: path.display().to_string(),
        text: file.to_text(),
    })
}

/// Makes a profile of a file.
pub async fn import_profile(
    app: &App,
    request: ImportProfile,
) -> Result<ProfileStatus, CommandError> {
    let invalid = |error: ProfileFileError| {
        let field = match &error {
            ProfileFileError::Name(_) => "name",
            _ => "text",
        };
        command_error::invalid(field, &error)
    };
    let file = ProfileFile::read(&request.text).map_err(invalid)?;
    let imported = file.import(&request.name);
    let imported = imported.map_err(|error| command_error::engine(&error))?;
    let made = app.import(imported.map_err(invalid)?).await;
    let made = made.map_err(|error| command_error::start(&error))?;
    Ok(profile_status(&made, &*app.clock).await)
}

/// Deletes a profile and keeps its ledger.
pub async fn delete_profile(
    app: &App,
    request: DeleteProfile,
) -> Result<ProfileDeleted, CommandError> {
    let folder = app
        .folder(&request.profile)
        .map_err(|error| command_error::engine(&error))?;
    if request.typed_name.trim() != folder.name.as_str() {
        let error = OtherName(folder.name.to_string());
        return Err(command_error::invalid("typedName", &error));
    }
    let deleted = app.delete(&folder).await;
    let deleted = deleted.map_err(|error| match error {
        DeleteError::Simulator => command_error::invalid("profile", &error),
        DeleteError::NotOpen(name) => command_error::NotOpen(name).into(),
        DeleteError::Secrets(error) => command_error::secrets(&error),
        DeleteError::Start(error) => command_error::start(&error),
    })?;
    let name = &folder.name;
    Ok(ProfileDeleted {
        details: vec![
            match deleted.secrets {
                0 => "It had no secrets in the keyring.".to_owned(),
                1 => "Its secret was removed from the keyring.".to_owned(),
                many => format!("Its {many} secrets were removed from the keyring."),
            },
            format!(
                "Its ledger is kept in {}. It can be read and checked with: partner-receiver \
                 timeline, verify-ledger (--profile {name}).",
                deleted.folder.display()
            ),
            format!("The name {name} is not given to another profile in this data folder."),
        ],
        folder: deleted.folder.display().to_string(),
        entries: small(deleted.entries),
    })
}
