//! An open profile takes other settings over while deliveries come.

use super::{Face, OpenProfile, Receiving};
use crate::start_error::StartError;
use engine::Settings;
use std::{net::TcpListener, sync::PoisonError};

/// What a change of settings does that is no matter of settings alone.
pub struct SettingsChange {
    /// The new settings.
    pub settings: Settings,
    /// A new listener, if the address changes.
    pub listener: Option<TcpListener>,
}

impl OpenProfile {
    /// Takes new settings over: saves them, and lets the receiver go on with them. Connections
    /// that come meanwhile wait; where the address changes, those to the old one are refused.
    ///
    /// # Errors
    /// [`StartError`]; as long as they could not be saved the old ones hold.
    pub async fn change(&self, change: SettingsChange) -> Result<(), StartError> {
        let SettingsChange {
            mut settings,
            listener,
        } = change;
        let Some(writing) = self.writing() else {
            return Err(StartError::ReadOnly);
        };
        let mut held = writing.receiving.lock().await;
        let before = self.settings();
        let restarts = listener.is_some()
            || before.path != settings.path
            || before.answer_200_when_stored != settings.answer_200_when_stored;
        if restarts && let Some(old) = held.take() {
            let status = old.status.clone();
            let old = old.stop().await;
            let seen = *status.borrow();
            let listener = listener.unwrap_or(old);
            let new = Receiving::start(listener, &writing.parts, &settings, seen)?;
            settings.local_url = Some(new.local_url.clone());
            *writing.face.write().unwrap_or_else(PoisonError::into_inner) = Face::of(&new);
            let place = new.place.clone();
            *held = Some(new);
            Self::move_way(writing, place).await;
        } else {
            settings.local_url = self.local_url();
        }
        self.folder.save(&settings)?;
        self.take_settings(settings);
        Ok(())
    }
}
