//! The profiles of the data folder as they are in this session, and which is on the screen.

use super::{App, KEYRING_PATIENCE, StartedFor};
use crate::{
    keyring::sentence,
    open_profile::{OpenProfile, Surroundings},
    profile_secrets::ProfileSecrets,
    start_error::StartError,
};
use domain::{Environment, KeyringId, ProfileName};
use engine::{ProfileFolder, folder::random_hex};
use std::{
    collections::BTreeMap,
    net::TcpListener,
    sync::{Arc, atomic::Ordering},
};
use vault::{Prompt, SecretText};

/// How a profile is.
#[derive(Clone)]
pub enum Is {
    /// It is open.
    Open(Arc<OpenProfile>),
    /// It could not be opened: why.
    Failed(String),
    /// It is not enabled.
    Closed,
}

struct Slot {
    is: Is,
    // Kept while the profile is closed: some may be in memory alone, until the program ends.
    secrets: Option<Arc<ProfileSecrets>>,
}

/// The profiles of this session.
#[derive(Default)]
pub struct Slots {
    slots: BTreeMap<ProfileName, Slot>,
    shown: Option<ProfileName>,
}

impl Slots {
    /// How a profile is.
    pub fn is(&self, name: &ProfileName) -> Is {
        self.slots
            .get(name)
            .map_or(Is::Closed, |slot| slot.is.clone())
    }

    /// The open profile of this name.
    pub fn open(&self, name: &ProfileName) -> Option<Arc<OpenProfile>> {
        match self.is(name) {
            Is::Open(profile) => Some(profile),
            Is::Failed(_) | Is::Closed => None,
        }
    }

    /// Every open profile.
    pub fn all_open(&self) -> Vec<Arc<OpenProfile>> {
        self.slots
            .keys()
            .filter_map(|name| self.open(name))
            .collect()
    }

    /// The profile on the screen.
    pub fn shown(&self) -> Option<Arc<OpenProfile>> {
        self.open(self.shown.as_ref()?)
    }

    /// The first open profile of the first of these environments that has one.
    pub fn first_of(&self, environments: &[Environment]) -> Option<ProfileName> {
        let open = self.all_open();
        environments.iter().find_map(|environment| {
            let found = open.iter().find(|open| open.environment == *environment);
            found.map(|open| open.folder.name.clone())
        })
    }

    /// Brings a profile on the screen, or none.
    pub fn show(&mut self, name: Option<ProfileName>) -> Option<Arc<OpenProfile>> {
        self.shown = name;
        let shown = self.shown();
        for open in self.all_open() {
            let is_shown = shown
                .as_ref()
                .is_some_and(|shown| Arc::ptr_eq(shown, &open));
            open.is_shown.store(is_shown, Ordering::Relaxed);
        }
        shown
    }

    fn put(&mut self, name: &ProfileName, is: Is, secrets: Option<Arc<ProfileSecrets>>) {
        self.slots.insert(name.clone(), Slot { is, secrets });
    }

    /// Takes an open profile out, to be closed. Its secrets stay.
    pub fn take(&mut self, name: &ProfileName) -> Option<Arc<OpenProfile>> {
        let open = self.open(name)?;
        let slot = self.slots.get_mut(name)?;
        slot.is = Is::Closed;
        Some(open)
    }

    /// Forgets a profile that was deleted, with its secrets.
    pub fn forget(&mut self, name: &ProfileName) {
        self.slots.remove(name);
    }

    /// A profile that is not enabled any more has not failed either.
    pub fn close(&mut self, name: &ProfileName) {
        if let Some(slot) = self.slots.get_mut(name) {
            slot.is = Is::Closed;
        }
    }

    /// Takes all open profiles out, to be closed.
    pub fn take_all(&mut self) -> Vec<Arc<OpenProfile>> {
        let open = self.all_open();
        self.slots.clear();
        open
    }
}

impl App {
    /// Opens a profile of the data folder at the start, if it is enabled. What fails is noted.
    pub(super) async fn open_into(&self, slots: &mut Slots, folder: &ProfileFolder) {
        let is_wanted = match folder.settings() {
            Ok(settings) => settings.enabled || self.started_for == StartedFor::Auditor,
            // Opening it tells why it can't be.
            Err(_) => true,
        };
        if !is_wanted {
            return;
        }
        if let Err(error) = self.open_one(slots, folder, None).await {
            let profile = folder.name.as_str();
            tracing::error!(profile, error = engine::chain(&error), "it is not open");
        }
    }

    /// Opens a profile. If it fails, its slot says why.
    pub(super) async fn open_one(
        &self,
        slots: &mut Slots,
        folder: &ProfileFolder,
        listener: Option<TcpListener>,
    ) -> Result<Arc<OpenProfile>, StartError> {
        let held = slots.slots.get(&folder.name);
        let held = held.and_then(|slot| slot.secrets.clone());
        match self.try_to_open(folder, held.clone(), listener).await {
            Ok((opened, secrets)) => {
                let opened = Arc::new(opened);
                slots.put(&folder.name, Is::Open(Arc::clone(&opened)), secrets);
                Ok(opened)
            }
            Err(error) => {
                slots.put(&folder.name, Is::Failed(sentence(&error)), held);
                Err(error)
            }
        }
    }

    async fn try_to_open(
        &self,
        folder: &ProfileFolder,
        held: Option<Arc<ProfileSecrets>>,
        listener: Option<TcpListener>,
    ) -> Result<(OpenProfile, Option<Arc<ProfileSecrets>>), StartError> {
        if self.started_for == StartedFor::Auditor {
            return Ok((OpenProfile::to_read(folder.clone()).await?, None));
        }
        let (settings, id) = folder.settings_to_write()?;
        let secrets = match (settings.environment, held) {
            (Environment::Simulator, _) => simulators(id)?,
            (Environment::Live | Environment::Sandbox, Some(held)) => held,
            (Environment::Live | Environment::Sandbox, None) => self.read_secrets(id).await,
        };
        let opened = OpenProfile::to_receive(
            folder.clone(),
            Arc::clone(&secrets),
            listener,
            Surroundings {
                clock: Arc::clone(&self.clock),
                notices: self.notices.clone(),
                way_times: self.way_times,
                fill_paces: self.fill_paces,
            },
        );
        Ok((opened.await?, Some(secrets)))
    }

    /// Reads a profile's secrets. A keyring that is slow, or asks a person, is not waited for:
    /// deliveries are kept unchecked until it answers.
    async fn read_secrets(&self, id: KeyringId) -> Arc<ProfileSecrets> {
        let secrets = ProfileSecrets::in_keyring(id, Arc::clone(&self.keyring));
        let secrets = Arc::new(secrets);
        let reading = Arc::clone(&secrets);
        let notices = self.notices.clone();
        let keyring = Arc::clone(&self.keyring);
        let reading = tokio::spawn(async move {
            reading.read_unknown(Prompt::Allowed).await;
            // It may have been unlocked, or have come, just now.
            if !keyring.is_available() {
                keyring.check(Prompt::Never).await;
            }
            if keyring.is_available() {
                reading.read_unknown(Prompt::Never).await;
            }
            notices.stale(&["console_status", "list_secrets"]);
        });
        if tokio::time::timeout(KEYRING_PATIENCE, reading)
            .await
            .is_err()
        {
            tracing::info!("the keyring takes its time; deliveries are kept unchecked meanwhile");
        }
        secrets
    }
}

/// The simulator's secret lives for one session.
fn simulators(id: KeyringId) -> Result<Arc<ProfileSecrets>, StartError> {
    let secret = SecretText::new(random_hex()?);
    Ok(Arc::new(ProfileSecrets::of_simulator(id, secret)))
}
