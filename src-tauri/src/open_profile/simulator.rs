//! The simulator of its profile: where its server is and as whom it is called, while it runs.

use super::{OpenProfile, Writing};
use crate::{
    keyring::sentence,
    simulator_process::{Launch, Serving, SimulatorProcess},
    start_error::StartError,
};
use contract::{SenderOrder, SimulatorView};
use domain::{Environment, record::SecretKind};
use std::{path::Path, sync::Arc};

/// The server's state, in the profile's folder beside the ledger that it must fit.
const STATE_FILE: &str = "simulator-state.json";

impl OpenProfile {
    /// Starts the simulator, if it does not run; the profile's API is its server then.
    ///
    /// # Errors
    /// [`StartError::Simulator`]; [`StartError::NoSimulator`] if the profile is another's.
    pub async fn start_simulator(&self, program: &Path) -> Result<(), StartError> {
        let writing = self.simulators()?;
        let mut simulator = writing.simulator.lock().await;
        if simulator.is_running() {
            return Ok(());
        }
        // One that ended by itself leaves nothing behind.
        simulator.stop().await;
        let held = writing.secrets.held(SecretKind::WebhookCurrent);
        let launch = Launch {
            program,
            state: &self.folder.path.join(STATE_FILE),
            webhook_url: &self.local_url().ok_or(StartError::NoSimulator)?,
            webhook_secret: held.text().ok_or(StartError::NoSimulator)?,
        };
        let (api, secrets) = (Arc::clone(&writing.api), Arc::clone(&writing.secrets));
        let notices = writing.parts.notices.clone();
        // Both or none: credentials without their server would be sent nowhere.
        let serves = move |serving: Option<Serving>| {
            let (base, credentials) = match serving {
                Some(serving) => (Some(serving.base), Some(serving.credentials)),
                None => (None, None),
            };
            secrets.hold_simulators(credentials.as_ref());
            api.set_session_base(base);
            notices.all_stale();
        };
        match SimulatorProcess::start(launch, serves).await {
            Ok(started) => {
                *simulator = started;
                Ok(())
            }
            Err(error) => {
                *simulator = SimulatorProcess::Failed(sentence(&error));
                writing.parts.notices.all_stale();
                Err(error)
            }
        }
    }

    fn simulators(&self) -> Result<&Writing, StartError> {
        self.writing()
            .filter(|_| self.environment == Environment::Simulator)
            .ok_or(StartError::NoSimulator)
    }

    /// Tells the simulator what to send.
    ///
    /// # Errors
    /// [`StartError`]; nothing was sent then, but that after [`StartError::SimulatorSilent`] it may
    /// have been.
    pub async fn steer_simulator(&self, order: &SenderOrder) -> Result<SimulatorView, StartError> {
        let mut simulator = self.simulators()?.simulator.lock().await;
        simulator.steer(order).await?;
        Ok(simulator.view())
    }

    /// Stops the simulator.
    pub async fn stop_simulator(&self) {
        if let Some(writing) = self.writing() {
            writing.simulator.lock().await.stop().await;
        }
    }

    /// What the simulator does.
    pub async fn simulator_view(&self) -> SimulatorView {
        match self.writing() {
            Some(writing) => writing.simulator.lock().await.view(),
            None => SimulatorProcess::Stopped.view(),
        }
    }

    /// Starts it anew where it sends to, after the profile receives elsewhere.
    ///
    /// # Errors
    /// As [`OpenProfile::start_simulator`].
    pub async fn move_simulator(&self, program: &Path) -> Result<(), StartError> {
        let runs = match self.simulators() {
            Ok(writing) => writing.simulator.lock().await.is_running(),
            Err(_) => false,
        };
        if !runs {
            return Ok(());
        }
        self.stop_simulator().await;
        self.start_simulator(program).await
    }
}
