//! A profile's API credentials: one secret of the keyring, bound to its server's origin.

use super::{Held, ProfileSecrets, SecretsError};
use domain::record::{SecretChange, SecretKind};
use engine::{HeldCredentials, StoredCredentials, changes::SecretChanged};
use tokio::sync::watch;
use vault::SecretText;

const KIND: SecretKind = SecretKind::ApiCredentials;

impl ProfileSecrets {
    /// The credentials with which the API is called, as they change.
    #[must_use]
    pub fn credentials(&self) -> watch::Receiver<HeldCredentials> {
        self.credentials.subscribe()
    }

    /// What is known of them now.
    #[must_use]
    pub fn held_credentials(&self) -> HeldCredentials {
        match self.held(KIND) {
            Held::Stored(text) | Held::Session(text) => {
                let read = StoredCredentials::read(text.reveal());
                // What can't be read is none of this program's, and is sent nowhere.
                read.map_or(HeldCredentials::Absent, HeldCredentials::Held)
            }
            Held::Absent => HeldCredentials::Absent,
            Held::Unknown(_) | Held::Unread => HeldCredentials::Unknown,
        }
    }

    /// Whether they are in memory alone.
    #[must_use]
    pub fn are_credentials_of_session(&self) -> bool {
        matches!(self.held(KIND), Held::Session(_))
    }

    pub(super) fn publish_credentials(&self) {
        let held = self.held_credentials();
        self.credentials.send_if_modified(|told| {
            let changed = *told != held;
            *told = held;
            changed
        });
    }

    /// Stores them, in the place of earlier ones.
    ///
    /// # Errors
    /// As [`ProfileSecrets::set`].
    pub async fn set_credentials(
        &self,
        new: &StoredCredentials,
        session_only: bool,
    ) -> Result<SecretChanged, SecretsError> {
        self.keyring()?;
        let text = SecretText::new(new.to_text().as_str().to_owned());
        self.store(KIND, text, session_only).await
    }

    /// Holds those of the simulator's server, for as long as it runs.
    pub fn hold_simulators(&self, credentials: Option<&StoredCredentials>) {
        let held = credentials.map_or(Held::Absent, |made| {
            Held::Session(SecretText::new(made.to_text().as_str().to_owned()))
        });
        self.hold(KIND, held);
        self.publish();
    }

    /// Removes every secret of the profile from the keyring and from memory.
    ///
    /// # Errors
    /// [`SecretsError`]; some may have been removed then.
    pub async fn forget(&self) -> Result<Vec<SecretChanged>, SecretsError> {
        let mut removed = Vec::new();
        // The previous webhook secret goes before the one in force.
        for kind in SecretKind::ALL.into_iter().rev() {
            let was_there = !matches!(self.held(kind), Held::Absent);
            let _one = self.changing.lock().await;
            let changed = self.changed(kind, SecretChange::Removed);
            if let Some(keyring) = &self.keyring {
                let cleared = keyring.clear(&self.name(kind)).await;
                cleared.map_err(SecretsError::Vault)?;
            }
            self.hold(kind, Held::Absent);
            self.publish();
            if was_there {
                removed.push(changed);
            }
        }
        Ok(removed)
    }
}
