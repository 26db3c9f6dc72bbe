//! Connecting an account, as an operator does it: by the keyboard, from the first screen.

use crate::{
    console::{Console, Opening},
    past,
    served::{API_KEY, API_SECRET, Served},
    until::until,
};
use domain::{Environment, KeyringId, ProfileName, SecretKind};
use engine::{ConsoleFile, DataFolder, ProfileFolder, StoredCredentials, api::ApiFile};
use fantoccini::key::Key;
use std::{path::Path, sync::Arc};
use tempfile::TempDir;
use vault::{KeyringStore, SecretName, SecretText, Vault};

/// More than a second lies between two presses of the same keys.
const KEYS_AGAIN_AFTER_LOOKS: u32 = 75;

/// Who works at the console.
pub const OPERATOR: &str = "Awa Ndiaye";
/// How the profile is called, and its folder.
pub const TITLE: &str = "Acme Exports Ltd";
pub const PROFILE: &str = "acme-exports-ltd";

/// The credentials for a server.
pub fn credentials(served: &Served) -> StoredCredentials {
    let origin = served.api.parse().unwrap();
    StoredCredentials::new(origin, API_KEY, API_SECRET).unwrap()
}

/// Makes the profile as [`Console::connect`] leaves it, before the program starts.
pub async fn connected(data: &Path, served: &Served, secret: &str) -> ProfileFolder {
    let folder = past::profile(data, PROFILE, Environment::Sandbox, secret).await;
    let data = DataFolder::existing(data).unwrap();
    let mut console = ConsoleFile::read(&data).unwrap();
    console.operator = Some(OPERATOR.to_owned());
    console.save(&data).unwrap();
    let (mut settings, keyring_id) = folder.settings_to_write().unwrap();
    settings.title = TITLE.to_owned();
    folder.save(&settings).unwrap();
    let mut file = ApiFile::read(&folder).unwrap();
    file.base_url = Some(served.api.clone());
    file.save(&folder).unwrap();
    let name = SecretName {
        profile: keyring_id,
        kind: SecretKind::ApiCredentials,
    };
    let vault = Vault::open(KeyringStore::default()).unwrap();
    let text = SecretText::new(credentials(served).to_text().as_str().to_owned());
    vault.put(&name, text).await.unwrap();
    folder
}

impl Console {
    /// Opens the program on a profile that was connected before, and goes to the timeline.
    pub async fn open_connected(name: &str, secret: &str) -> (Self, Served) {
        let served = Served::start();
        let folder = TempDir::new().unwrap();
        connected(&folder.path().join("data"), &served, secret).await;
        let opening = Opening {
            folder: Some(Arc::new(folder)),
            ..Opening::default()
        };
        let console = Self::open_as(name, opening).await;
        console.find("[data-testid=profile-tag]").await;
        console.go_by_keys("gt", "Timeline").await;
        (console, served)
    }

    /// Goes through the door, makes the profile, and enters server and credentials; the step of
    /// the webhook secret is open then. What is called answers for as long as the server is held.
    pub async fn make_profile(&self) -> Served {
        self.name_profile().await;
        let served = self.enter_server().await;
        self.enter_credentials(API_KEY, API_SECRET).await;
        self.says("The API can be called.").await;
        self.enter("Go on").await;
        self.says("With it Cedar signs what it sends").await;
        served
    }

    /// Goes through the door and makes the profile; the step of the server is open then.
    pub async fn name_profile(&self) {
        self.enter("Connect to Cedar").await;
        self.says("Who works here?").await;
        self.fill("Your name", OPERATOR).await;
        self.says("Which account is this?").await;
        self.choose_sandbox().await;
        self.fill("Title", TITLE).await;
    }

    /// Chooses a sandbox; the choices are one stop.
    pub async fn choose_sandbox(&self) {
        self.tab_to("SANDBOX").await;
        self.keys([' ']).await;
    }

    /// Enters the base URL of a server that is started for it.
    pub async fn enter_server(&self) -> Served {
        let served = Served::start();
        self.says("The sandbox’s address is not public").await;
        self.fill("Base URL", &served.api).await;
        // It can be pressed once the server is saved.
        self.see("//button[normalize-space(.)='Go on' and not(@disabled)]")
            .await;
        self.enter("Go on").await;
        self.says("A test call that only reads proves them").await;
        served
    }

    /// Enters key and secret; they are tested then.
    pub async fn enter_credentials(&self, key: &str, secret: &str) {
        self.tab_to("API key").await;
        self.keys(key.chars()).await;
        self.fill("API secret", secret).await;
    }

    /// Connects a profile as far as a webhook secret that is stored, and leaves the set-up.
    pub async fn connect(&self, secret: &str) -> Served {
        let served = self.make_profile().await;
        self.fill("Webhook secret", secret).await;
        self.says("in the keyring").await;
        self.enter("Leave, go on later").await;
        self.heading("Timeline").await;
        served
    }

    /// Goes to a section of the settings.
    pub async fn settings(&self, section: &str) {
        self.go_by_keys("gs", "Settings").await;
        self.enter(section).await;
        let open = format!("//main//h2[.='{section}']");
        self.see(&open).await;
    }

    /// Goes to a place by its two keys. They count together within a second alone, which a busy
    /// machine can let pass between them: then they are pressed again.
    pub async fn go_by_keys(&self, keys: &str, heading: &str) {
        self.keys(keys.chars()).await;
        let mut looks = 0;
        let is_there = async || {
            if self.text("main h1").await == heading {
                return Some(());
            }
            looks += 1;
            if looks % KEYS_AGAIN_AFTER_LOOKS == 0 {
                self.keys(keys.chars()).await;
            }
            None
        };
        until(&format!("the heading {heading:?}"), is_there).await;
    }

    /// Where the connected profile receives.
    pub fn own_url(&self) -> String {
        let profile = self.profile_named(&ProfileName::parse(PROFILE).unwrap());
        profile.settings().unwrap().local_url.unwrap()
    }

    /// Under which name the keyring has the connected profile's secrets.
    pub fn keyring_id(&self) -> KeyringId {
        let profile = self.profile_named(&ProfileName::parse(PROFILE).unwrap());
        profile.settings().unwrap().keyring_id.unwrap()
    }

    /// Opens a transaction's timeline from the timeline's own field.
    pub async fn open_transaction(&self, number: u64) {
        self.heading("Timeline").await;
        self.keys(['/']).await;
        self.keys(format!("transaction {number}").chars()).await;
        self.keys([Key::Enter.into()]).await;
        self.heading(&format!("Transaction {number}")).await;
    }
}
