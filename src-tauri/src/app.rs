//! What is held while the program runs: every open profile, the keyring, who works at the console.

mod api_change;
mod change;
mod operators;
mod slot;
mod way_in;

use crate::{
    events::Notices, keyring::Keyring, open_profile::OpenProfile, operator_keys::OperatorKeys,
    profile_catalog::FillPaces, simulator_process, start_error::StartError, watched_way::WayTimes,
};
pub use api_change::{DeleteError, Deleted, PathError};
pub use change::{NewProfile, Wanted};
use contract::Mode;
use domain::{Clock, Environment, ProfileName};
use engine::{ConsoleFile, DataFolder, EngineError, ProfileFolder};
pub use operators::OperatorError;
pub use slot::Is;
use slot::Slots;
use std::{
    path::PathBuf,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::sync::Mutex;
use vault::{Prompt, Vault};
pub use way_in::WayError;

/// How long the opening of a profile waits for the keyring; after that it goes on without.
const KEYRING_PATIENCE: Duration = Duration::from_millis(300);
/// How often a keyring that failed is tried again. It may take seconds, and prompts nobody.
const KEYRING_PAUSE: Duration = Duration::from_secs(30);

/// Who the program was started for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartedFor {
    /// A person who works with it.
    Operator,
    /// An auditor: ledgers are read alone, nothing is received, the keyring is not touched.
    Auditor,
}

/// The program while it runs.
pub struct App {
    /// Where profiles are kept.
    pub data: DataFolder,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The way to the window.
    pub notices: Notices,
    /// The OS keyring.
    pub keyring: Arc<Keyring>,
    /// The operators' keys, and whether the console is locked.
    pub operators: OperatorKeys,
    /// The simulator's program.
    pub simulator: PathBuf,
    /// The times by which ways in are watched over.
    pub way_times: WayTimes,
    /// How much lists are asked for.
    pub fill_paces: FillPaces,
    started_for: StartedFor,
    is_auditing: AtomicBool,
    operator: RwLock<Option<String>>,
    // Held while a profile is opened or closed, so that two presses do not do it twice.
    slots: Mutex<Slots>,
}

impl App {
    /// A program with no profile open yet.
    #[must_use]
    pub fn new(
        data: DataFolder,
        clock: Arc<dyn Clock>,
        notices: Notices,
        vault: Vault,
        started_for: StartedFor,
    ) -> Self {
        let is_used = started_for == StartedFor::Operator;
        let keyring = Arc::new(Keyring::new(vault, Arc::clone(&clock), is_used));
        Self {
            data,
            notices,
            operators: OperatorKeys::new(Arc::clone(&keyring), Arc::clone(&clock)),
            clock,
            keyring,
            simulator: simulator_process::program(),
            way_times: WayTimes::default(),
            fill_paces: FillPaces::default(),
            started_for,
            is_auditing: AtomicBool::new(false),
            operator: RwLock::new(None),
            slots: Mutex::new(Slots::default()),
        }
    }

    /// Whether things can be changed.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match (self.started_for, self.is_auditing.load(Ordering::Relaxed)) {
            (StartedFor::Auditor, _) => Mode::AuditorOnly,
            (StartedFor::Operator, true) => Mode::Auditor,
            (StartedFor::Operator, false) => Mode::Operator,
        }
    }

    /// Whether nothing may be changed.
    #[must_use]
    pub fn is_for_auditor(&self) -> bool {
        self.mode() != Mode::Operator
    }

    /// Turns the auditor's mode of this session on or off. False if it can't be turned off.
    #[must_use]
    pub fn set_auditor(&self, on: bool) -> bool {
        self.is_auditing.store(on, Ordering::Relaxed);
        on || self.started_for == StartedFor::Operator
    }

    /// Who works at this console: whose key is unlocked, or where nobody has a key, who said so.
    #[must_use]
    pub fn operator(&self) -> Option<String> {
        if self.operators.is_used() {
            return self.operators.by().and_then(|by| by.to_name());
        }
        let operator = self.operator.read();
        operator.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes who works at this console, for the next start too.
    ///
    /// # Errors
    /// [`EngineError`]; the name is as it was then.
    pub fn set_operator(&self, name: String) -> Result<(), EngineError> {
        self.change_console(|console| console.operator = Some(name.clone()))?;
        *self
            .operator
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Some(name);
        Ok(())
    }

    fn change_console(&self, change: impl FnOnce(&mut ConsoleFile)) -> Result<(), EngineError> {
        let mut console = ConsoleFile::read(&self.data)?;
        change(&mut console);
        console.save(&self.data)
    }

    /// Opens every enabled profile, and brings one on the screen: the one that was shown last, else
    /// Live, Sandbox, Simulator. A profile that can't be opened keeps no other from it.
    pub async fn open_all(&self) {
        let console = ConsoleFile::read(&self.data).unwrap_or_else(|error| {
            tracing::error!(error = engine::chain(&error), "console.json is not used");
            ConsoleFile::default()
        });
        if self.started_for == StartedFor::Operator {
            self.operators.read(&console);
        }
        *self
            .operator
            .write()
            .unwrap_or_else(PoisonError::into_inner) = console.operator;
        let folders = self.data.profiles().unwrap_or_else(|error| {
            tracing::error!(
                error = engine::chain(&error),
                "no profile could be looked for"
            );
            Vec::new()
        });
        let mut slots = self.slots.lock().await;
        for folder in folders {
            self.open_into(&mut slots, &folder).await;
        }
        let chosen = console
            .last_shown
            .filter(|name| slots.open(name).is_some())
            .or_else(|| {
                slots.first_of(&[
                    Environment::Live,
                    Environment::Sandbox,
                    Environment::Simulator,
                ])
            });
        self.bring_up(&mut slots, chosen);
    }

    /// The profile on the screen, once there is one.
    pub async fn open_profile(&self) -> Option<Arc<OpenProfile>> {
        self.slots.lock().await.shown()
    }

    /// The open profile of this name.
    pub async fn profile(&self, name: &str) -> Option<Arc<OpenProfile>> {
        let name = ProfileName::parse(name).ok()?;
        self.slots.lock().await.open(&name)
    }

    /// How the profile of this name is.
    pub async fn state_of(&self, name: &ProfileName) -> Is {
        self.slots.lock().await.is(name)
    }

    /// Opens the simulator's profile if it is not open, and brings it on the screen.
    ///
    /// # Errors
    /// [`StartError`]; nothing is left half open.
    pub async fn open_simulator(&self) -> Result<Arc<OpenProfile>, StartError> {
        let name = ProfileName::simulator();
        let mut slots = self.slots.lock().await;
        if slots.open(&name).is_none() {
            let folder = self.data.profile_or_new(&name, Environment::Simulator)?;
            let (mut settings, _) = folder.settings_to_write()?;
            if !settings.enabled {
                settings.enabled = true;
                folder.save(&settings)?;
            }
            self.open_one(&mut slots, &folder, None).await?;
        }
        self.bring_up(&mut slots, Some(name.clone()));
        slots.open(&name).ok_or(StartError::NoSimulator)
    }

    /// Opens the simulator's profile if it is not open, and starts the simulator.
    ///
    /// # Errors
    /// [`StartError`]; what was open stays open.
    pub async fn start_simulator(&self) -> Result<Arc<OpenProfile>, StartError> {
        let profile = self.open_simulator().await?;
        profile.start_simulator(&self.simulator).await?;
        Ok(profile)
    }

    /// Brings a profile on the screen. One that could not be opened is tried again.
    ///
    /// # Errors
    /// [`StartError`] why it still can't be opened; [`EngineError::NoProfile`] if there is none, or
    /// it is not enabled.
    pub async fn show(&self, name: &ProfileName) -> Result<(), StartError> {
        let mut slots = self.slots.lock().await;
        let folder = self.data.profile(Some(name))?;
        match slots.is(name) {
            Is::Open(_) => {}
            Is::Failed(_) => {
                self.open_one(&mut slots, &folder, None).await?;
            }
            Is::Closed => return Err(StartError::NotEnabled(name.to_string())),
        }
        self.bring_up(&mut slots, Some(name.clone()));
        Ok(())
    }

    /// Brings a profile on the screen, or none, and remembers it.
    fn bring_up(&self, slots: &mut Slots, name: Option<ProfileName>) {
        let shown = slots.show(name.clone());
        self.notices
            .shown(shown.as_ref().map(|profile| profile.as_shown()));
        self.notices.all_stale();
        if self.is_for_auditor() || shown.is_none() {
            return;
        }
        if let Err(error) = self.change_console(|console| console.last_shown = name) {
            let error = engine::chain(&error);
            tracing::warn!(error, "the next start won't know what was on the screen");
        }
    }

    /// Tries the keyring now, and from time to time while it fails; reads the secrets that could
    /// not be read before. It ends with the program.
    pub async fn tend_keyring(&self) {
        if self.started_for == StartedFor::Auditor {
            return;
        }
        loop {
            if !self.keyring.is_available() || !self.unread().await.is_empty() {
                self.try_keyring(Prompt::Never).await;
            }
            tokio::time::sleep(KEYRING_PAUSE).await;
        }
    }

    /// Tries the keyring, and reads the secrets that could not be read before.
    pub async fn try_keyring(&self, prompt: Prompt) {
        self.keyring.check(prompt).await;
        if self.keyring.is_available() {
            for profile in self.unread().await {
                if let Some(secrets) = profile.secrets() {
                    secrets.read_unknown(prompt).await;
                }
            }
        }
        self.notices.stale(&["console_status", "list_secrets"]);
    }

    async fn unread(&self) -> Vec<Arc<OpenProfile>> {
        let mut open = self.slots.lock().await.all_open();
        open.retain(|profile| profile.secrets().is_some_and(|all| all.has_unknown()));
        open
    }

    /// Closes what is open, in order.
    pub async fn leave(&self) {
        let open = self.slots.lock().await.take_all();
        for profile in open {
            profile.close().await;
        }
    }

    /// The folder of a profile.
    ///
    /// # Errors
    /// [`EngineError::NoProfile`].
    pub fn folder(&self, name: &str) -> Result<ProfileFolder, EngineError> {
        let parsed = ProfileName::parse(name);
        let parsed = parsed.map_err(|_| EngineError::NoProfile(name.to_owned()))?;
        self.data.profile(Some(&parsed))
    }
}
