//! The way in of an open profile, its gaps, and the reads that close them.

use super::{OpenProfile, Receiving, Surroundings, Writing};
use crate::{
    attention::Shown,
    profile_secrets::ProfileSecrets,
    receiving::Parts,
    watched_way::{Ground, Place, WatchedWay},
};
use domain::Environment;
use engine::{EngineError, ProfileFolder, Reconcile, Settings, WayMarks, WaySetup};
use std::sync::{Arc, PoisonError};
use tokio::sync::MutexGuard;

/// The way in of a receiver, as the settings say.
pub async fn start(
    folder: &ProfileFolder,
    settings: &Settings,
    (parts, receiving): (&Parts, &Receiving),
    secrets: &Arc<ProfileSecrets>,
    around: &Surroundings,
) -> Arc<WatchedWay> {
    let environment = folder.environment(settings);
    let ground = Ground {
        writer: parts.writer.clone(),
        folder: folder.path.clone(),
        secrets: Arc::clone(secrets),
        clock: Arc::clone(&around.clock),
        notices: around.notices.clone(),
        is_shown: Arc::clone(&parts.is_shown),
        arrivals: parts.arrivals.clone(),
        name: Shown {
            name: folder.name.to_string(),
            environment,
            title: folder.title(settings),
        },
        times: around.way_times,
    };
    let way = WatchedWay::new(ground, receiving.place.clone());
    way.apply(|| setup_of(environment, settings)).await;
    Arc::new(way)
}

/// The simulator sends on this machine, whatever its settings say.
fn setup_of(environment: Environment, settings: &Settings) -> Option<WaySetup> {
    let is_needed = environment != Environment::Simulator;
    settings.way_in.clone().filter(|_| is_needed)
}

impl OpenProfile {
    /// Its way in; none if it is read alone.
    #[must_use]
    pub fn way(&self) -> Option<&Arc<WatchedWay>> {
        self.writing().map(|writing| &writing.way)
    }

    /// What reads from the API what may have been missed; none if it is read alone.
    #[must_use]
    pub fn reconcile(&self) -> Option<&Arc<Reconcile>> {
        self.writing().map(|writing| &writing.reconcile)
    }

    /// Where its receiver is; none if it is read alone.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.face().map(|face| face.place)
    }

    /// What its ledger says of the way in by now.
    ///
    /// # Errors
    /// [`EngineError::Ledger`].
    pub async fn way_marks(&self) -> Result<MutexGuard<'_, WayMarks>, EngineError> {
        let mut marks = self.marks.lock().await;
        marks.read_on(&self.reader).await?;
        Ok(marks)
    }

    /// Takes settings over that were saved.
    pub fn take_settings(&self, settings: Settings) {
        let mut held = self
            .settings
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *held = settings;
    }

    /// Puts the way in of its settings in force.
    pub async fn apply_way_in(&self) {
        if let Some(way) = self.way() {
            way.apply(|| setup_of(self.environment, &self.settings()))
                .await;
        }
    }

    /// Lets the way in follow the receiver to where it is now.
    pub(super) async fn move_way(writing: &Writing, place: Place) {
        writing.way.move_to(place).await;
    }
}
