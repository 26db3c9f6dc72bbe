//! The vault: reads, stores and removes secrets within a time limit.

use crate::{
    SecretName, SecretStore, SecretText, VaultError,
    keeper::{Answer, Keeper, Wish},
};
use std::time::Duration;

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
    pub async fn read(&self, name: &SecretName) -> Result<Option<SecretText>, VaultError> {
        self.ask(Wish::Read(name.in_keyring()), self.quiet_limit)
            .await
    }

    /// Stores a secret and reads it back.
    ///
    /// # Errors
    /// [`VaultError`]; [`VaultError::NotKept`] if it did not read back the same.
    pub async fn put(&self, name: &SecretName, secret: SecretText) -> Result<(), VaultError> {
        self.put_and_read_back(name.in_keyring(), secret, self.prompt_limit)
            .await
    }

    /// Removes a secret.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn clear(&self, name: &SecretName) -> Result<(), VaultError> {
        self.ask(Wish::Clear(name.in_keyring()), self.prompt_limit)
            .await
            .map(|_| ())
    }

    /// Writes a throw-away secret, reads it back and removes it.
    pub async fn self_test(&self) -> SelfTest {
        match self.try_self_test().await {
            Ok(()) => SelfTest::Available,
            Err(error) => SelfTest::Failed(error),
        }
    }

    async fn try_self_test(&self) -> Result<(), VaultError> {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).map_err(|error| VaultError::Broken(error.to_string()))?;
        // Its own name each time, so that two programs at once do not meet.
        let name = format!("self-test/{}", hex::encode(bytes));
        let secret = SecretText::new(hex::encode(bytes));
        self.put_and_read_back(name.clone(), secret, self.quiet_limit)
            .await?;
        self.ask(Wish::Clear(name), self.quiet_limit)
            .await
            .map(|_| ())
    }

    async fn put_and_read_back(
        &self,
        name: String,
        secret: SecretText,
        limit: Duration,
    ) -> Result<(), VaultError> {
        self.ask(Wish::Put(name.clone(), secret.clone()), limit)
            .await?;
        let kept = self.ask(Wish::Read(name), self.quiet_limit).await?;
        if kept == Some(secret) {
            Ok(())
        } else {
            Err(VaultError::NotKept)
        }
    }

    async fn ask(&self, wish: Wish, limit: Duration) -> Answer {
        let hanging = VaultError::Hanging {
            seconds: limit.as_secs(),
        };
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
    use crate::{MemoryStore, SecretKind};
    use domain::ProfileName;
    use std::sync::{Mutex, mpsc};

    fn name(kind: SecretKind) -> SecretName {
        SecretName {
            profile: ProfileName::simulator(),
            kind,
        }
    }

    /// A store whose every call waits until the test ends.
    struct Hangs(Mutex<mpsc::Receiver<()>>);

    impl SecretStore for Hangs {
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
            vault.read(&name(SecretKind::WebhookCurrent)).await,
            Ok(Some(secret))
        );
        assert_eq!(
            vault.read(&name(SecretKind::WebhookPrevious)).await,
            Ok(None)
        );
        vault
            .clear(&name(SecretKind::WebhookCurrent))
            .await
            .unwrap();
        assert_eq!(
            vault.read(&name(SecretKind::WebhookCurrent)).await,
            Ok(None)
        );
    }

    #[tokio::test]
    async fn a_keyring_that_hangs_is_told_as_hanging_and_not_as_empty() {
        let (_held, waits) = mpsc::channel();
        let limit = Duration::from_millis(20);
        let vault = Vault::with_limits(Hangs(Mutex::new(waits)), limit, limit).unwrap();
        let read = vault.read(&name(SecretKind::ApiKey)).await;
        assert!(matches!(read, Err(VaultError::Hanging { .. })), "{read:?}");
        assert!(matches!(
            vault.self_test().await,
            SelfTest::Failed(VaultError::Hanging { .. })
        ));
    }

    #[tokio::test]
    async fn a_keyring_that_forgets_is_found_by_the_self_test() {
        let vault = Vault::open(Forgets).unwrap();
        assert_eq!(
            vault.self_test().await,
            SelfTest::Failed(VaultError::NotKept)
        );
        let put = vault
            .put(&name(SecretKind::ApiKey), SecretText::new("x".to_owned()))
            .await;
        assert_eq!(put, Err(VaultError::NotKept));
    }

    #[test]
    fn a_secret_does_not_print() {
        let secret = SecretText::new("marker".to_owned());
        assert!(!format!("{secret:?}").contains("marker"));
    }
}
