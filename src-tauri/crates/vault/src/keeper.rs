//! The one thread that speaks with the keyring, so that a keyring that hangs holds one thread.

use crate::{SecretStore, SecretText, VaultError};
use std::{sync::mpsc, thread};
use tokio::sync::oneshot;

/// A wish to the keyring. All but the first fail at once if it is locked.
pub enum Wish {
    /// Unlock it.
    Unlock(Prompt),
    /// Read a secret.
    Read(String),
    /// Store one.
    Put(String, SecretText),
    /// Remove one.
    Clear(String),
}

/// Whether the keyring may show a person a prompt to unlock it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// It may: a person waits, or the program has just been started.
    Allowed,
    /// It may not: nobody asked for anything just now.
    Never,
}

/// What the keyring answered: the secret, for a read that found one.
pub type Answer = Result<Option<SecretText>, VaultError>;

struct Asked {
    wish: Wish,
    asker: oneshot::Sender<Answer>,
}

/// A way to the thread. It ends when the last of these is gone.
#[derive(Clone)]
pub struct Keeper(mpsc::SyncSender<Asked>);

/// Wishes that may wait while the keyring is slow.
const WISHES_MAX: usize = 64;

impl Keeper {
    /// Starts the thread.
    ///
    /// # Errors
    /// [`VaultError::Broken`] if the operating system gives none.
    pub fn start(store: impl SecretStore) -> Result<Self, VaultError> {
        let (wishes, waiting) = mpsc::sync_channel::<Asked>(WISHES_MAX);
        thread::Builder::new()
            .name("keyring".to_owned())
            .spawn(move || {
                for asked in waiting {
                    // Who stopped waiting was told so: a secret must not be stored behind it.
                    if asked.asker.is_closed() {
                        continue;
                    }
                    let answer = fulfil(&store, asked.wish);
                    drop(asked.asker.send(answer));
                }
            })
            .map_err(|error| VaultError::Broken(error.to_string()))?;
        Ok(Self(wishes))
    }

    /// Hands a wish over. None if too many wait already, or the thread is gone.
    pub fn ask(&self, wish: Wish) -> Option<oneshot::Receiver<Answer>> {
        let (asker, answer) = oneshot::channel();
        self.0.try_send(Asked { wish, asker }).ok().map(|()| answer)
    }
}

fn fulfil(store: &impl SecretStore, wish: Wish) -> Answer {
    if let Wish::Unlock(prompt) = wish {
        return store.unlock(prompt).map(|()| None);
    }
    // What a locked keyring says of absence means nothing.
    store.unlock(Prompt::Never)?;
    match wish {
        Wish::Unlock(_) => Ok(None),
        Wish::Read(name) => store.read(&name),
        Wish::Put(name, secret) => store.put(&name, &secret).map(|()| None),
        Wish::Clear(name) => store.clear(&name).map(|()| None),
    }
}
