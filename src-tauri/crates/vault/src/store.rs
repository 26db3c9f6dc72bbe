//! Where secrets are kept: the OS keyring, or memory for tests of other rooms.

use crate::{Prompt, SecretText, VaultError};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// A place for secrets. Its calls may block.
pub trait SecretStore: Send + Sync + 'static {
    /// Sees to it that secrets can be read, and asks a person to unlock the place if need be and
    /// allowed.
    ///
    /// # Errors
    /// [`VaultError`] if it stays locked, or can't be reached.
    fn unlock(&self, prompt: Prompt) -> Result<(), VaultError>;
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

/// Memory, for tests of the rooms that use a vault. The program never uses it. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore(std::sync::Arc<Mutex<Memory>>);

#[derive(Debug, Default)]
struct Memory {
    secrets: HashMap<String, SecretText>,
    fails: Option<VaultError>,
    fails_next: Option<VaultError>,
    /// How many more secrets can be stored.
    puts_left: Option<u32>,
}

impl MemoryStore {
    fn memory(&self) -> std::sync::MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fails like this from now on; none to work again.
    pub fn fail(&self, how: Option<VaultError>) {
        self.memory().fails = how;
    }

    /// Fails like this once, and works again.
    pub fn fail_once(&self, how: VaultError) {
        self.memory().fails_next = Some(how);
    }

    /// Stores so many more secrets, and then breaks.
    pub fn break_after_puts(&self, puts: u32) {
        self.memory().puts_left = Some(puts);
    }

    /// Hangs for as long as what this gives is held.
    #[must_use]
    pub fn hold(&self) -> impl Sized + '_ {
        self.memory()
    }

    /// The secrets' names in it, in order.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.memory().secrets.keys().cloned().collect();
        names.sort();
        names
    }
}

impl SecretStore for MemoryStore {
    fn unlock(&self, _prompt: Prompt) -> Result<(), VaultError> {
        let mut memory = self.memory();
        let failure = memory.fails_next.take().or_else(|| memory.fails.clone());
        failure.map_or(Ok(()), Err)
    }

    fn read(&self, name: &str) -> Result<Option<SecretText>, VaultError> {
        Ok(self.memory().secrets.get(name).cloned())
    }

    fn put(&self, name: &str, secret: &SecretText) -> Result<(), VaultError> {
        let mut memory = self.memory();
        if let Some(left) = memory.puts_left {
            let Some(left) = left.checked_sub(1) else {
                return Err(VaultError::Broken("it broke".to_owned()));
            };
            memory.puts_left = Some(left);
        }
        memory.secrets.insert(name.to_owned(), secret.clone());
        Ok(())
    }

    fn clear(&self, name: &str) -> Result<(), VaultError> {
        self.memory().secrets.remove(name);
        Ok(())
    }
}
