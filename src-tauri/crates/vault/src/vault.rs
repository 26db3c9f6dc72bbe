//! The vault: reads, stores and removes secrets within a time limit.

use crate::{
    KeyringName, SecretStore, SecretText, VaultError,
    keeper::{Answer, Keeper, Prompt, Wish},
};
use std::time::Duration;

/// Whether the keyring may show a prompt at any call, and not when it is unlocked alone.
const PROMPTS_WHEN_ASKED: bool = cfg!(target_os = "macos");
/// How long the keyring may take when no person is asked anything.
const QUIET_LIMIT: Duration = Duration::from_secs(5);
/// How long it may take when it may show a prompt.
const PROMPT_LIMIT: Duration = Duration::from_secs(60);

/// What the self-test at start says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SelfTest {
    /// A secret was written, read back and removed.
    Available,
    /// It was not.
    Failed(VaultError),
}

/// The secrets of all profiles.
#[derive(Clone)]
pub struct Vault {
    keeper: Keeper,
    quiet_limit: Duration,
    prompt_limit: Duration,
}

impl Vault {
    /// A vault over a store, with the usual limits.
    ///
    /// # Errors
    /// [`VaultError::Broken`] if it can't be started.
    pub fn open(store: impl SecretStore) -> Result<Self, VaultError> {
        Self::with_limits(store, QUIET_LIMIT, PROMPT_LIMIT)
    }

    /// A vault with limits of its own: for what is asked by itself, and what a person asks.
    ///
    /// # Errors
    /// [`VaultError::Broken`] if it can't be started.
    pub fn with_limits(
        store: impl SecretStore,
        quiet_limit: Duration,
        prompt_limit: Duration,
    ) -> Result<Self, VaultError> {
        Ok(Self {
            keeper: Keeper::start(store)?,
            quiet_limit,
            prompt_limit,
        })
    }

    /// The secret of this name; none if there surely is none.
    ///
    /// # Errors
    /// [`VaultError`] if it can't be known: never to be taken for absence.
    pub async fn read(
        &self,
        name: &impl KeyringName,
        prompt: Prompt,
    ) -> Result<Option<SecretText>, VaultError> {
        self.ask(Wish::Read(name.in_keyring()), prompt).await
    }

    /// Stores a secret and reads it back. A person waits for it, and may be prompted.
    ///
    /// # Errors
    /// [`VaultError`]; [`VaultError::NotKept`] if it did not read back the same. After
    /// [`VaultError::Hanging`] it may have been stored.
    pub async fn put(&self, name: &impl KeyringName, secret: SecretText) -> Result<(), VaultError> {
        self.put_and_read_back(name.in_keyring(), secret, Prompt::Allowed)
            .await
    }

    /// Removes a secret. A person waits for it, and may be prompted.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn clear(&self, name: &impl KeyringName) -> Result<(), VaultError> {
        self.ask(Wish::Clear(name.in_keyring()), Prompt::Allowed)
            .await
            .map(|_| ())
    }

    /// Writes a throw-away secret, reads it back and removes it.
    pub async fn self_test(&self, prompt: Prompt) -> SelfTest {
        match self.try_self_test(prompt).await {
            Ok(()) => SelfTest::Available,
            Err(error) => SelfTest::Failed(error),
        }
    }

    async fn try_self_test(&self, prompt: Prompt) -> Result<(), VaultError> {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).map_err(|error| VaultError::Broken(error.to_string()))?;
        // Its own name each time, so that two programs at once do not meet.
        let name = format!("self-test/{}", hex::encode(bytes));
        let secret = SecretText::new(hex::encode(bytes));
        self.put_and_read_back(name.clone(), secret, prompt).await?;
        self.ask(Wish::Clear(name), Prompt::Never).await.map(|_| ())
    }

    async fn put_and_read_back(
        &self,
        name: String,
        secret: SecretText,
        prompt: Prompt,
    ) -> Result<(), VaultError> {
        self.ask(Wish::Put(name.clone(), secret.clone()), prompt)
            .await?;
        let kept = self.ask(Wish::Read(name), Prompt::Never).await?;
        if kept == Some(secret) {
            Ok(())
        } else {
            Err(VaultError::NotKept)
        }
    }

    async fn ask(&self, wish: Wish, prompt: Prompt) -> Answer {
        if prompt == Prompt::Allowed {
            self.unlock().await?;
        }
        let limit = match prompt {
            Prompt::Allowed if PROMPTS_WHEN_ASKED => self.prompt_limit,
            Prompt::Allowed | Prompt::Never => self.quiet_limit,
        };
        self.wait(wish, limit).await
    }

    /// Unlocks the keyring, by a prompt to the person if need be. A keyring that hangs is found
    /// out within the short limit: only a locked one is given the long one.
    async fn unlock(&self) -> Result<(), VaultError> {
        match self
            .wait(Wish::Unlock(Prompt::Never), self.quiet_limit)
            .await
        {
            Ok(_) => return Ok(()),
            Err(VaultError::Locked(_)) => {}
            Err(error) => return Err(error),
        }
        let unlocked = self.wait(Wish::Unlock(Prompt::Allowed), self.prompt_limit);
        match unlocked.await {
            Ok(_) => Ok(()),
            Err(VaultError::Hanging { .. }) => {
                Err(VaultError::Locked("its prompt was not answered".to_owned()))
            }
            Err(error) => Err(error),
        }
    }

    async fn wait(&self, wish: Wish, limit: Duration) -> Answer {
        let hanging = VaultError::Hanging { limit };
        let Some(answer) = self.keeper.ask(wish) else {
            return Err(hanging);
        };
        match tokio::time::timeout(limit, answer).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err(VaultError::Broken("its thread ended".to_owned())),
            Err(_) => Err(hanging),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{MemoryStore, SecretName};
    use domain::{KeyringId, record::SecretKind};
    use std::sync::{Mutex, mpsc};

    fn name(kind: SecretKind) -> SecretName {
        SecretName {
            profile: KeyringId::from_bytes([7; 16]),
            kind,
        }
    }

    /// A store whose every call waits until the test ends.
    struct Hangs(Mutex<mpsc::Receiver<()>>);

    impl SecretStore for Hangs {
        fn unlock(&self, _prompt: Prompt) -> Result<(), VaultError> {
            Ok(())
        }
        fn read(&self, _name: &str) -> Result<Option<SecretText>, VaultError> {
            assert!(self.0.lock().unwrap().recv().is_err(), "the test ended");
            Ok(None)
        }
        fn put(&self, _name: &str, _secret: &SecretText) -> Result<(), VaultError> {
            assert!(self.0.lock().unwrap().recv().is_err(), "the test ended");
            Ok(())
        }
        fn clear(&self, _name: &str) -> Result<(), VaultError> {
            Ok(())
        }
    }

    /// A store that forgets.
    struct Forgets;

    impl SecretStore for Forgets {
        fn unlock(&self, _prompt: Prompt) -> Result<(), VaultError> {
            Ok(())
        }
        fn read(&self, _name: &str) -> Result<Option<SecretText>, VaultError> {
            Ok(None)
        }
        fn put(&self, _name: &str, _secret: &SecretText) -> Result<(), VaultError> {
            Ok(())
        }
        fn clear(&self, _name: &str) -> Result<(), VaultError> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn secrets_of_one_profile_are_kept_apart_by_kind() {
        let vault = Vault::open(MemoryStore::default()).unwrap();
        let secret = SecretText::new("s3cret".to_owned());
        vault
            .put(&name(SecretKind::WebhookCurrent), secret.clone())
            .await
            .unwrap();
        assert_eq!(
            vault
                .read(&name(SecretKind::WebhookCurrent), Prompt::Never)
                .await,
            Ok(Some(secret))
        );
        assert_eq!(
            vault
                .read(&name(SecretKind::WebhookPrevious), Prompt::Never)
                .await,
            Ok(None)
        );
        vault
            .clear(&name(SecretKind::WebhookCurrent))
            .await
            .unwrap();
        assert_eq!(
            vault
                .read(&name(SecretKind::WebhookCurrent), Prompt::Never)
                .await,
            Ok(None)
        );
    }

    #[tokio::test]
    async fn a_keyring_that_hangs_is_told_as_hanging_and_not_as_empty() {
        let (_held, waits) = mpsc::channel();
        let limit = Duration::from_millis(20);
        let vault = Vault::with_limits(Hangs(Mutex::new(waits)), limit, limit).unwrap();
        let read = vault
            .read(&name(SecretKind::ApiCredentials), Prompt::Never)
            .await;
        assert!(matches!(read, Err(VaultError::Hanging { .. })), "{read:?}");
        assert!(matches!(
            vault.self_test(Prompt::Never).await,
            SelfTest::Failed(VaultError::Hanging { .. })
        ));
    }

    #[tokio::test]
    async fn a_keyring_that_forgets_is_found_by_the_self_test() {
        let vault = Vault::open(Forgets).unwrap();
        assert_eq!(
            vault.self_test(Prompt::Never).await,
            SelfTest::Failed(VaultError::NotKept)
        );
        let put = vault
            .put(
                &name(SecretKind::ApiCredentials),
                SecretText::new("x".to_owned()),
            )
            .await;
        assert_eq!(put, Err(VaultError::NotKept));
    }

    #[test]
    fn a_secret_does_not_print() {
        let secret = SecretText::new("marker".to_owned());
        assert!(!format!("{secret:?}").contains("marker"));
    }
}
