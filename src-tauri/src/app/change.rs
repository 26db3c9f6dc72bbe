//! Making profiles, turning them on and off, changing how they receive.

use super::{App, Is, slot::Slots};
use crate::{
    open_profile::{OpenProfile, SettingsChange},
    receiving::bind,
    start_error::StartError,
};
use domain::{Environment, ProfileName, record::Setting};
use engine::{
    EngineError, ProfileFolder, Settings,
    changes::{SettingChanged, settings_changed},
    settings::random_path,
};
use ledger::{Built, Writer, WriterOptions};
use std::{net::SocketAddr, sync::Arc};

/// A profile to be made.
pub struct NewProfile {
    /// Its name.
    pub name: ProfileName,
    /// How people call it.
    pub title: String,
    /// What its server is.
    pub environment: Environment,
    /// Where it listens.
    pub listen: Option<SocketAddr>,
}

/// How a profile shall be called and receive.
pub struct Wanted {
    /// How people call it.
    pub title: String,
    /// Where it listens.
    pub listen: Option<SocketAddr>,
    /// Answer 200 for everything that was stored.
    pub answer_200_when_stored: bool,
    /// Make a new secret path.
    pub renew_path: bool,
}

fn listen_text(listen: Option<SocketAddr>) -> String {
    listen.map_or_else(|| "a free port".to_owned(), |address| address.to_string())
}

fn yes_or_no(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

impl App {
    /// Makes a profile, opens it and brings it on the screen.
    ///
    /// # Errors
    /// [`StartError`]; unless its ledger failed, no profile was made.
    pub async fn create(&self, new: NewProfile) -> Result<Arc<OpenProfile>, StartError> {
        let mut slots = self.slots.lock().await;
        if self.data.has_profile(&new.name) {
            return Err(EngineError::ProfileExists(new.name.to_string()).into());
        }
        // Bound first, so that a port in use leaves no profile behind.
        let listener = bind(new.listen).await?;
        let folder = self.data.new_profile(
            &new.name,
            &Settings {
                title: new.title,
                listen: new.listen,
                ..Settings::new(new.environment)?
            },
        )?;
        let opened = self.open_one(&mut slots, &folder, Some(listener)).await?;
        self.bring_up(&mut slots, Some(new.name));
        Ok(opened)
    }

    /// Lets a profile receive whenever the program runs, or no longer.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn enable(&self, folder: &ProfileFolder, enabled: bool) -> Result<(), StartError> {
        let mut slots = self.slots.lock().await;
        let (before, _) = folder.settings_to_write()?;
        if before.enabled == enabled {
            return Ok(());
        }
        let entry = self.entries(vec![SettingChanged {
            setting: Setting::Enabled,
            values: Some((yes_or_no(before.enabled), yes_or_no(enabled))),
        }])?;
        if enabled {
            let settings = Settings {
                enabled,
                ..before.clone()
            };
            let opened = self
                .open_with(&mut slots, folder, &settings, &before)
                .await?;
            opened.append(entry).await?;
            if slots.shown().is_none() {
                self.bring_up(&mut slots, Some(folder.name.clone()));
            }
        } else {
            let open = slots.open(&folder.name);
            match &open {
                Some(open) => {
                    open.append(entry).await?;
                }
                // A profile whose ledger is what failed must be let go of all the same.
                None => {
                    if let Err(error) = append_to_closed(folder, entry).await {
                        let error = engine::chain(&error);
                        tracing::warn!(
                            error,
                            "the ledger does not say that receiving was turned off"
                        );
                    }
                }
            }
            let was_shown = slots.shown();
            let open = slots.take(&folder.name);
            if let Some(open) = &open {
                open.close().await;
            }
            folder.save(&Settings {
                enabled,
                local_url: None,
                ..folder.settings()?
            })?;
            slots.close(&folder.name);
            if was_shown.is_some_and(|shown| shown.folder.name == folder.name) {
                let next = slots.first_of(&[
                    Environment::Live,
                    Environment::Sandbox,
                    Environment::Simulator,
                ]);
                self.bring_up(&mut slots, next);
            }
        }
        self.notices.all_stale();
        Ok(())
    }

    fn entries(&self, changes: Vec<SettingChanged>) -> Result<Built, EngineError> {
        settings_changed(changes, self.operator().as_deref(), self.clock.now())
    }

    /// Changes how a profile is called and receives. What is the same is left alone.
    ///
    /// # Errors
    /// [`StartError`]; if the new address can't be listened on, nothing was changed.
    pub async fn change(&self, folder: &ProfileFolder, wanted: Wanted) -> Result<(), StartError> {
        let mut slots = self.slots.lock().await;
        let (before, _) = folder.settings_to_write()?;
        let (settings, changes) = apply(&before, wanted)?;
        if changes.is_empty() {
            return Ok(());
        }
        let entry = self.entries(changes)?;
        match slots.is(&folder.name) {
            Is::Open(open) => {
                let moves = settings.listen != before.listen;
                let url = open.local_url();
                let listener = if moves && !self.stays(&open, settings.listen) {
                    Some(bind(settings.listen).await?)
                } else {
                    None
                };
                open.append(entry).await?;
                open.change(SettingsChange { settings, listener }).await?;
                if open.local_url() != url {
                    // The change holds all the same; why it does not run stands on the screen.
                    if let Err(error) = open.move_simulator(&self.simulator).await {
                        let error = engine::chain(&error);
                        tracing::error!(error, "the simulator could not be started anew");
                    }
                }
            }
            Is::Failed(_) => {
                let opened = self
                    .open_with(&mut slots, folder, &settings, &before)
                    .await?;
                opened.append(entry).await?;
            }
            Is::Closed => {
                append_to_closed(folder, entry).await?;
                folder.save(&settings)?;
            }
        }
        let shown = slots.shown();
        self.notices.shown(shown.map(|profile| profile.as_shown()));
        self.notices.all_stale();
        Ok(())
    }

    /// Opens a profile with new settings; if it can't be, the old ones hold.
    async fn open_with(
        &self,
        slots: &mut Slots,
        folder: &ProfileFolder,
        settings: &Settings,
        before: &Settings,
    ) -> Result<Arc<OpenProfile>, StartError> {
        folder.save(settings)?;
        let opened = self.open_one(slots, folder, None).await;
        if opened.is_err() {
            folder.save(before)?;
            if !before.enabled {
                slots.close(&folder.name);
            }
        }
        opened
    }

    /// Whether it listens on the wanted address already, by chance of a free port.
    fn stays(&self, open: &OpenProfile, listen: Option<SocketAddr>) -> bool {
        let url = open.local_url().unwrap_or_default();
        listen.is_some_and(|address| url.starts_with(&format!("http://{address}/")))
    }
}

fn apply(
    before: &Settings,
    wanted: Wanted,
) -> Result<(Settings, Vec<SettingChanged>), EngineError> {
    let mut after = before.clone();
    let mut changes = Vec::new();
    if wanted.title != before.title {
        changes.push(SettingChanged {
            setting: Setting::Title,
            values: Some((before.title.clone(), wanted.title.clone())),
        });
        after.title = wanted.title;
    }
    if wanted.listen != before.listen {
        changes.push(SettingChanged {
            setting: Setting::Listen,
            values: Some((listen_text(before.listen), listen_text(wanted.listen))),
        });
        after.listen = wanted.listen;
    }
    if wanted.answer_200_when_stored != before.answer_200_when_stored {
        changes.push(SettingChanged {
            setting: Setting::Answer200WhenStored,
            values: Some((
                yes_or_no(before.answer_200_when_stored),
                yes_or_no(wanted.answer_200_when_stored),
            )),
        });
        after.answer_200_when_stored = wanted.answer_200_when_stored;
    }
    if wanted.renew_path {
        changes.push(SettingChanged {
            setting: Setting::Path,
            values: None,
        });
        after.path = random_path()?;
    }
    Ok((after, changes))
}

/// Writes an entry to the ledger of a profile that is not open.
async fn append_to_closed(folder: &ProfileFolder, built: Built) -> Result<(), StartError> {
    let writer = Writer::open(&folder.path, WriterOptions::default()).await?;
    let appended = writer.append(None, move |_| (built, ())).await;
    writer.close().await;
    appended?;
    Ok(())
}
