//! What is held while the program runs.

use crate::{events::Notices, open_profile::OpenProfile, start_error::StartError};
use domain::{Clock, ProfileName};
use engine::DataFolder;
use std::sync::Arc;
use tokio::sync::Mutex;

/// What is on the screen.
#[derive(Clone)]
enum Screen {
    /// The first screen, with its two doors.
    First,
    /// A profile.
    Profile(Arc<OpenProfile>),
}

/// The program while it runs.
pub struct App {
    /// Where profiles are kept.
    pub data: DataFolder,
    /// The time.
    pub clock: Arc<dyn Clock>,
    notices: Notices,
    screen: Mutex<Screen>,
}

impl App {
    /// A program that shows its first screen.
    #[must_use]
    pub fn new(data: DataFolder, clock: Arc<dyn Clock>, notices: Notices) -> Self {
        Self {
            data,
            clock,
            notices,
            screen: Mutex::new(Screen::First),
        }
    }

    /// Whether nothing may be changed.
    #[must_use]
    pub fn is_for_auditor(&self) -> bool {
        false
    }

    /// The open profile, once there is one.
    pub async fn open_profile(&self) -> Option<Arc<OpenProfile>> {
        match &*self.screen.lock().await {
            Screen::First => None,
            Screen::Profile(profile) => Some(Arc::clone(profile)),
        }
    }

    /// The open profile, if it has this name.
    pub async fn profile(&self, name: &str) -> Option<Arc<OpenProfile>> {
        self.open_profile()
            .await
            .filter(|profile| profile.folder.name.as_str() == name)
    }

    /// Opens the simulator's profile if none is open.
    ///
    /// # Errors
    /// [`StartError`]; nothing is left half open.
    pub async fn open_simulator(&self) -> Result<Arc<OpenProfile>, StartError> {
        // Held throughout, so that two presses do not open the profile twice.
        let mut screen = self.screen.lock().await;
        if let Screen::Profile(profile) = &*screen {
            return Ok(Arc::clone(profile));
        }
        let name = ProfileName::simulator();
        let clock = Arc::clone(&self.clock);
        let opened = OpenProfile::simulator(&self.data, &name, clock, self.notices.clone()).await?;
        let opened = Arc::new(opened);
        *screen = Screen::Profile(Arc::clone(&opened));
        drop(screen);
        self.notices.opened(opened.environment, &opened.folder.name);
        Ok(opened)
    }

    /// Opens the simulator's profile if it is not open, and lets its sender send.
    ///
    /// # Errors
    /// [`StartError`]; what was open stays open.
    pub async fn start_simulator(&self) -> Result<Arc<OpenProfile>, StartError> {
        let profile = self.open_simulator().await?;
        profile.start_sender().await?;
        self.notices.stale(&["console_status", "list_timeline"]);
        Ok(profile)
    }

    /// Closes what is open, in order.
    pub async fn leave(&self) {
        let screen = std::mem::replace(&mut *self.screen.lock().await, Screen::First);
        if let Screen::Profile(profile) = screen {
            profile.close().await;
        }
    }
}
