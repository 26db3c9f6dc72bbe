//! Changing a profile's way to the API; profiles from files, and their end.

use super::{App, Is};
use crate::{
    keyring::sentence, open_profile::OpenProfile, profile_secrets::SecretsError, receiving::bind,
    start_error::StartError,
};
use domain::{Environment, ProfileName, record::Setting};
use engine::{
    EngineError, ProfileFolder,
    approvals::{self, Stop},
    changes::{SettingChanged, settings_changed},
    profile_file::Imported,
};
use ledger::{Built, PartDraft};
use partner_api::{BaseUrl, Operation, OverrideError};
use std::{path::PathBuf, sync::Arc};

/// Why a profile was not deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteError {
    /// The simulator's profile is made anew whenever it is started.
    #[error("the simulator's profile is the program's own; turn it off instead")]
    Simulator,
    /// It is not open, so that its secrets are not at hand and its ledger can't say it.
    #[error("the profile {0:?} is not open; enable it first")]
    NotOpen(String),
    /// Its secrets could not be removed.
    #[error("its secrets could not all be removed from the keyring: {0}")]
    Secrets(#[source] SecretsError),
    /// Its ledger or its folder failed.
    #[error(transparent)]
    Start(#[from] StartError),
}

/// What is left of a deleted profile.
pub struct Deleted {
    /// Its folder.
    pub folder: PathBuf,
    /// How many entries its ledger holds.
    pub entries: u64,
    /// How many secrets were removed.
    pub secrets: usize,
}

/// Why a path was not set. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum PathError {
    /// It can't be a path of this operation.
    #[error(transparent)]
    Refused(#[from] OverrideError),
    /// The policy does not allow it.
    #[error(transparent)]
    Stop(#[from] Stop),
    /// Profile or ledger failed.
    #[error(transparent)]
    Start(#[from] StartError),
}

fn text_of(base: Option<&BaseUrl>) -> String {
    base.map_or_else(|| "none".to_owned(), |base| base.as_str().to_owned())
}

impl App {
    fn setting(
        &self,
        setting: Setting,
        values: Option<(String, String)>,
    ) -> Result<Built, EngineError> {
        let changed = vec![SettingChanged { setting, values }];
        settings_changed(changed, self.operator().as_deref(), self.clock.now())
    }

    /// Says where an open profile's server is; none for the documented one, or none at all.
    /// Credentials that were entered for another origin are not sent to the new one.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn set_server(
        &self,
        profile: &OpenProfile,
        base: Option<BaseUrl>,
    ) -> Result<(), StartError> {
        let api = profile.api().ok_or(StartError::ReadOnly)?;
        let set = base.as_ref().map(|base| base.as_str().to_owned());
        let mut file = api.file();
        if file.base_url == set {
            return Ok(());
        }
        let before = api.base();
        file.base_url.clone_from(&set);
        let after = file.base(profile.environment);
        let values = (text_of(before.as_ref()), text_of(after.as_ref()));
        let entry = self.setting(Setting::Server, Some(values))?;
        profile.append(entry).await?;
        api.change_file(|file| file.base_url = set)?;
        Ok(())
    }

    /// Sets a path of an open profile in the place of the table's; empty for the table's.
    ///
    /// # Errors
    /// [`PathError`]; nothing was changed then.
    pub async fn override_path(
        &self,
        profile: &OpenProfile,
        operation: Operation,
        path: &str,
    ) -> Result<(), PathError> {
        let api = profile.api().ok_or(StartError::ReadOnly)?;
        let mut table = api.file().overrides();
        let (before, _) = table.path(operation);
        let path = path.trim();
        if path.is_empty() || path == operation.path() {
            table.clear(operation);
        } else {
            table.set(operation, path)?;
        }
        let (after, is_override) = table.path(operation);
        if before == after {
            return Ok(());
        }
        // Of an operation that moves money the policy is asked, and what it says is kept.
        let mut parts = Vec::new();
        if let Some(wanted) = approvals::Wanted::path(operation, path) {
            let approvals = profile.approvals().ok_or(StartError::ReadOnly)?;
            parts = approvals.may_change(&wanted, self.by()).await?;
        }
        let told = |path: &str| format!("{operation} {path}");
        let values = (told(before.as_str()), told(after.as_str()));
        let entry = self.setting(Setting::OperationPath, Some(values));
        let mut entry = entry.map_err(StartError::from)?;
        for one in &mut entry.entries {
            one.parts.extend(parts.iter().map(|(name, text)| PartDraft {
                name: (*name).to_owned(),
                value: text.clone().into_bytes(),
            }));
        }
        profile.append(entry).await?;
        let changed = api.change_file(|file| {
            if is_override {
                let path = after.as_str().to_owned();
                file.paths.insert(operation.id().to_owned(), path);
            } else {
                file.paths.remove(operation.id());
            }
        });
        changed.map_err(StartError::from)?;
        Ok(())
    }

    /// Makes a profile of a file and opens it. Its secrets are asked for anew.
    ///
    /// # Errors
    /// As [`App::create`].
    pub async fn import(&self, new: Imported) -> Result<Arc<OpenProfile>, StartError> {
        let mut slots = self.slots.lock().await;
        if self.data.has_profile(&new.name) {
            return Err(EngineError::ProfileExists(new.name.to_string()).into());
        }
        let listener = bind(new.settings.listen).await?;
        let folder = self.data.new_profile(&new.name, &new.settings)?;
        new.api.save(&folder)?;
        let opened = self.open_one(&mut slots, &folder, Some(listener)).await?;
        self.bring_up(&mut slots, Some(new.name));
        Ok(opened)
    }

    /// Deletes a profile: its secrets go from the keyring, its ledger stays, and says so.
    ///
    /// # Errors
    /// [`DeleteError`]; unless its folder failed, it is there and open as before.
    pub async fn delete(&self, folder: &ProfileFolder) -> Result<Deleted, DeleteError> {
        if folder.name == ProfileName::simulator() {
            return Err(DeleteError::Simulator);
        }
        let mut slots = self.slots.lock().await;
        let name = folder.name.to_string();
        let Is::Open(profile) = slots.is(&folder.name) else {
            return Err(DeleteError::NotOpen(name));
        };
        let secrets = profile.secrets().ok_or(StartError::ReadOnly)?;
        let removed = secrets.forget().await.map_err(DeleteError::Secrets)?;
        let entry = self
            .setting(Setting::Deleted, None)
            .map_err(StartError::from)?;
        profile.append(entry).await?;
        let entries = profile.entries().await;
        profile.close().await;
        slots.forget(&folder.name);
        if let Err(error) = folder.delete() {
            // It is found again at the next start, without its secrets.
            tracing::error!(why = sentence(&error), "a deleted profile is still listed");
            return Err(StartError::from(error).into());
        }
        let next = slots.first_of(&[
            Environment::Live,
            Environment::Sandbox,
            Environment::Simulator,
        ]);
        self.bring_up(&mut slots, next);
        self.notices.all_stale();
        Ok(Deleted {
            folder: folder.path.clone(),
            entries,
            secrets: removed.len(),
        })
    }
}
