//! The one thread that speaks with the keyring, so that a keyring that hangs holds one thread.

use crate::{SecretStore, SecretText, VaultError};
use std::{sync::mpsc, thread};
use tokio::sync::oneshot;

/// A wish to the keyring.
pub enum Wish {
    /// Read a secret.
    Read(String),
    /// Store one.
    Put(String, SecretText),
    /// Remove one.
    Clear(String),
}

/// What the keyring answered: the secret, for a read that found one.
pub type Answer = Result<Option<SecretText>, VaultError>;

/// A way to the thread. It ends when the last of these is gone.
#[derive(Clone)]
pub struct Keeper(mpsc::SyncSender<(Wish, oneshot::Sender<Answer>)>);

/// Wishes that may wait while the keyring is slow.
const WISHES_MAX: usize = 16;

impl Keeper {
    /// Starts the thread.
    ///
    /// # Errors
    /// [`VaultError::Broken`] if the operating system gives none.
    pub fn start(store: impl SecretStore) -> Result<Self, VaultError> {
        let (wishes, waiting) = mpsc::sync_channel::<(Wish, oneshot::Sender<Answer>)>(WISHES_MAX);
        thread::Builder::new()
            .name("keyring".to_owned())
            .spawn(move || {
                for (wish, asker) in waiting {
                    let answer = match wish {
                        Wish::Read(name) => store.read(&name),
                        Wish::Put(name, secret) => store.put(&name, &secret).map(|()| None),
                        Wish::Clear(name) => store.clear(&name).map(|()| None),
                    };
                    // Who asked may have stopped waiting.
                    drop(asker.send(answer));
                }
            })
            .map_err(|error| VaultError::Broken(error.to_string()))?;
        Ok(Self(wishes))
    }

    /// Hands a wish over. None if too many wait already, or the thread is gone.
    pub fn ask(&self, wish: Wish) -> Option<oneshot::Receiver<Answer>> {
        let (asker, answer) = oneshot::channel();
        self.0.try_send((wish, asker)).ok().map(|()| answer)
    }
}
