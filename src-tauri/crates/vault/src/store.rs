//! Where secrets are kept: the OS keyring, or memory for tests of other rooms.

use crate::{SecretText, VaultError};
use keyring::{Entry, Error};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};
use zeroize::Zeroizing;

/// The keyring's name for this program.
const SERVICE: &str = "partner-console";

/// A place for secrets. Its calls may block and may prompt.
pub trait SecretStore: Send + Sync + 'static {
    /// The secret of this name; none if there surely is none.
    ///
    /// # Errors
    /// [`VaultError`] if it can't be known.
    fn read(&self, name: &str) -> Result<Option<SecretText>, VaultError>;
    /// Stores a secret, in the place of an earlier one.
    ///
    /// # Errors
    /// [`VaultError`]; the earlier one is still there then.
    fn put(&self, name: &str, secret: &SecretText) -> Result<(), VaultError>;
    /// Removes a secret. None being there is no failure.
    ///
    /// # Errors
    /// [`VaultError`].
    fn clear(&self, name: &str) -> Result<(), VaultError>;
}

/// The OS keyring.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeyringStore;

fn told(error: Error) -> VaultError {
    match error {
        Error::NoStorageAccess(cause) => VaultError::Locked(cause.to_string()),
        Error::NoDefaultStore => VaultError::Absent(match Entry::store_status() {
            Err(cause) => cause.to_string(),
            Ok(()) => "no store was set".to_owned(),
        }),
        Error::Ambiguous(_) => VaultError::Ambiguous,
        // These hold the bytes of the secret: they go no further.
        Error::BadEncoding(bytes) | Error::BadDataFormat(bytes, _) => {
            drop(Zeroizing::new(bytes));
            VaultError::NotText
        }
        other => VaultError::Broken(other.to_string()),
    }
}

fn entry(name: &str) -> Result<Entry, VaultError> {
    Entry::new(SERVICE, name).map_err(told)
}

impl SecretStore for KeyringStore {
    fn read(&self, name: &str) -> Result<Option<SecretText>, VaultError> {
        match entry(name)?.get_password() {
            Ok(secret) => Ok(Some(SecretText::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(told(error)),
        }
    }

    fn put(&self, name: &str, secret: &SecretText) -> Result<(), VaultError> {
        entry(name)?.set_password(secret.reveal()).map_err(told)
    }

    fn clear(&self, name: &str) -> Result<(), VaultError> {
        match entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(told(error)),
        }
    }
}

/// Memory, for tests of the rooms that use a vault. The program never uses it.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<HashMap<String, SecretText>>);

impl SecretStore for MemoryStore {
    fn read(&self, name: &str) -> Result<Option<SecretText>, VaultError> {
        Ok(self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(name)
            .cloned())
    }

    fn put(&self, name: &str, secret: &SecretText) -> Result<(), VaultError> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(name.to_owned(), secret.clone());
        Ok(())
    }

    fn clear(&self, name: &str) -> Result<(), VaultError> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(name);
        Ok(())
    }
}
