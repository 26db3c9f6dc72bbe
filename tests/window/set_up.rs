//! Connecting an account, as an operator does it: by the keyboard, from the first screen.

use crate::console::Console;
use domain::{KeyringId, ProfileName};
use fantoccini::key::Key;

/// Who works at the console.
pub const OPERATOR: &str = "Awa Ndiaye";
/// How the profile is called, and its folder.
pub const TITLE: &str = "Acme Exports Ltd";
pub const PROFILE: &str = "acme-exports-ltd";

impl Console {
    /// Goes through the door and makes the profile; the step of the webhook secret is open then.
    pub async fn make_profile(&self) {
        self.enter("Connect to Cedar").await;
        self.says("Who works here?").await;
        self.fill("Your name", OPERATOR).await;
        self.says("Which account is this?").await;
        self.choose_live().await;
        self.fill("Title", TITLE).await;
        self.says("With it Cedar signs what it sends").await;
    }

    /// Chooses Cedar's live server: the choices are one stop, and arrows go on in it.
    pub async fn choose_live(&self) {
        self.tab_to("SANDBOX").await;
        self.keys([' ', Key::Down.into()]).await;
    }

    /// Connects a profile as far as a webhook secret that is stored, and leaves the set-up.
    pub async fn connect(&self, secret: &str) {
        self.make_profile().await;
        self.fill("Webhook secret", secret).await;
        self.says("in the keyring").await;
        self.enter("Leave, go on later").await;
        self.heading("Timeline").await;
    }

    /// Goes to a section of the settings.
    pub async fn settings(&self, section: &str) {
        self.go_by_keys("gs", "Settings").await;
        self.enter(section).await;
        let open = format!("//main//h2[.='{section}']");
        self.see(&open).await;
    }

    /// Goes to a place by its two keys.
    pub async fn go_by_keys(&self, keys: &str, heading: &str) {
        self.keys(keys.chars()).await;
        self.heading(heading).await;
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
