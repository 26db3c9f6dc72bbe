//! The operating system's keyring.

use crate::{Prompt, SecretStore, SecretText, VaultError, platform};
use keyring_core::{CredentialStore, Entry, Error};
use std::sync::{Arc, Mutex, PoisonError};
use zeroize::Zeroizing;

/// The keyring's name for this program.
const SERVICE: &str = "partner-console";

/// The OS keyring. It is connected to when it is first needed, and anew after a failure: it may
/// have been started, or started again, meanwhile.
#[derive(Default)]
pub struct KeyringStore(Mutex<Option<Arc<CredentialStore>>>);

/// A keyring's failure in our words.
fn told(error: Error) -> VaultError {
    match error {
        Error::NoStorageAccess(cause) => VaultError::Locked(cause.to_string()),
        Error::PlatformFailure(cause) => platform::told(cause.as_ref()),
        Error::NoDefaultStore => VaultError::Absent("this system has none".to_owned()),
        Error::Ambiguous(_) => VaultError::Ambiguous,
        // These hold the bytes of the secret: they go no further.
        Error::BadEncoding(bytes) | Error::BadDataFormat(bytes, _) => {
            drop(Zeroizing::new(bytes));
            VaultError::NotText
        }
        other => VaultError::Broken(other.to_string()),
    }
}

impl KeyringStore {
    fn store(&self) -> Result<Arc<CredentialStore>, VaultError> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(store) = &*held {
            return Ok(Arc::clone(store));
        }
        let store = platform::connect().map_err(told)?;
        Ok(Arc::clone(held.insert(store)))
    }

    fn with<T>(
        &self,
        name: &str,
        ask: impl FnOnce(&Entry) -> Result<T, Error>,
    ) -> Result<Option<T>, VaultError> {
        let store = self.store()?;
        let answer = store
            .build(SERVICE, name, None)
            .and_then(|entry| ask(&entry));
        match answer {
            Ok(answer) => Ok(Some(answer)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => {
                *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
                Err(told(error))
            }
        }
    }
}

impl SecretStore for KeyringStore {
    fn unlock(&self, prompt: Prompt) -> Result<(), VaultError> {
        platform::unlock(prompt)
    }

    fn read(&self, name: &str) -> Result<Option<SecretText>, VaultError> {
        let found = self.with(name, Entry::get_password)?;
        Ok(found.map(SecretText::new))
    }

    fn put(&self, name: &str, secret: &SecretText) -> Result<(), VaultError> {
        self.with(name, |entry| entry.set_password(secret.reveal()))
            .map(|_| ())
    }

    fn clear(&self, name: &str) -> Result<(), VaultError> {
        self.with(name, Entry::delete_credential).map(|_| ())
    }
}
