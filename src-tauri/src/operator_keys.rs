//! The operators' keys at this console: sealed in the keyring, one of them unlocked while its owner
//! works, and none while the console is locked.

use crate::keyring::Keyring;
use contract::{KeyHolder, LockState, LockView};
use domain::{Clock, KeyringId, Millis, policy::is_same_person, record::OperatorRecord};
use engine::{By, ConsoleFile, EngineError, settings::new_keyring_id};
use signing::{Cost, OperatorKey, Passphrase, PassphraseError, PublicKey, SealedKey, SigningError};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use vault::{OperatorKeyName, Prompt, SecretText, VaultError};

/// After how many minutes without a key or a pointer the console locks, unless it is said.
const LOCK_AFTER_MINUTES: u32 = 10;
/// The longest that can be said.
pub const LOCK_AFTER_MINUTES_MAX: u32 = 240;

/// Why a key was not made, unlocked or sealed anew. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// There is no such key here.
    #[error("this console keeps no key of this operator")]
    NotHere,
    /// The passphrase is wrong, or what is kept is not understood.
    #[error(transparent)]
    Signing(#[from] SigningError),
    /// The passphrase is too weak for a new key.
    #[error(transparent)]
    Weak(#[from] PassphraseError),
    /// The keyring failed.
    #[error("{0}")]
    Vault(#[from] VaultError),
    /// The keyring does not have what it should.
    #[error("the keyring does not have this operator's key any more")]
    Gone,
    /// The console's file failed.
    #[error(transparent)]
    File(#[from] EngineError),
    /// The work was not finished.
    #[error("the passphrase could not be worked through")]
    Interrupted,
}

#[derive(Default)]
struct State {
    id: Option<KeyringId>,
    known: Vec<OperatorRecord>,
    unlocked: Option<(OperatorRecord, Arc<OperatorKey>)>,
    after_minutes: Option<u32>,
    present: Option<(Millis, Duration)>,
}

/// A person's key, for as long as it is used; and whether it was made just now.
pub struct Holder {
    /// The name.
    pub name: String,
    /// The key.
    pub key: Arc<OperatorKey>,
    /// Whether it is new: it goes again if nobody is enrolled with it.
    pub is_new: bool,
}

/// The operators' keys of one data folder.
pub struct OperatorKeys {
    keyring: Arc<Keyring>,
    clock: Arc<dyn Clock>,
    cost: Cost,
    state: Mutex<State>,
}

/// Works through a passphrase without holding up what else runs.
async fn work<T: Send + 'static>(
    doing: impl FnOnce() -> Result<T, SigningError> + Send + 'static,
) -> Result<T, KeyError> {
    let done = tokio::task::spawn_blocking(doing).await;
    Ok(done.map_err(|_| KeyError::Interrupted)??)
}

impl OperatorKeys {
    /// None known yet.
    #[must_use]
    pub fn new(keyring: Arc<Keyring>, clock: Arc<dyn Clock>) -> Self {
        Self {
            keyring,
            clock,
            cost: Cost::USUAL,
            state: Mutex::default(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes over what the console's file says. The console is locked if it names anybody.
    pub fn read(&self, console: &ConsoleFile) {
        let mut state = self.state();
        state.id.clone_from(&console.keyring_id);
        state.known.clone_from(&console.operators);
        state.after_minutes = console.lock_after_minutes;
        let is_known = |(record, _): &(OperatorRecord, _)| console.operators.contains(record);
        state.unlocked = state.unlocked.take().filter(is_known);
    }

    /// Whether anybody has a key here.
    #[must_use]
    pub fn is_used(&self) -> bool {
        !self.state().known.is_empty()
    }

    /// Whether the screen is covered.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        let state = self.state();
        !state.known.is_empty() && state.unlocked.is_none()
    }

    /// Who is unlocked.
    #[must_use]
    pub fn by(&self) -> Option<By> {
        let state = self.state();
        let (record, key) = state.unlocked.as_ref()?;
        Some(By::with_key(record.name.clone(), Arc::clone(key)))
    }

    /// The public key that is unlocked.
    #[must_use]
    pub fn unlocked(&self) -> Option<String> {
        let state = self.state();
        state
            .unlocked
            .as_ref()
            .map(|(record, _)| record.key.clone())
    }

    /// Whether the keyring has a key, by its public half.
    #[must_use]
    pub fn is_here(&self, key: &str) -> bool {
        self.state().known.iter().any(|one| one.key == key)
    }

    /// The lock, for the window.
    #[must_use]
    pub fn view(&self) -> LockView {
        let state = self.state();
        let holders = state.known.iter().map(|one| KeyHolder {
            name: one.name.clone(),
            key: one.key.clone(),
        });
        LockView {
            state: match (state.known.is_empty(), &state.unlocked) {
                (true, _) => LockState::None,
                (false, Some(_)) => LockState::Unlocked,
                (false, None) => LockState::Locked,
            },
            holders: holders.collect(),
            unlocked: state
                .unlocked
                .as_ref()
                .map(|(record, _)| record.key.clone()),
            after_minutes: state.after_minutes.unwrap_or(LOCK_AFTER_MINUTES),
        }
    }

    fn name_of(&self, key: &str) -> Result<(OperatorRecord, OperatorKeyName), KeyError> {
        let state = self.state();
        let found = state.known.iter().find(|one| one.key == key);
        let (Some(found), Some(console)) = (found, state.id.clone()) else {
            return Err(KeyError::NotHere);
        };
        let key = found.key.clone();
        Ok((found.clone(), OperatorKeyName { console, key }))
    }

    async fn open(
        &self,
        key: &str,
        passphrase: Passphrase,
    ) -> Result<(OperatorRecord, OperatorKey), KeyError> {
        let (record, name) = self.name_of(key)?;
        let kept = self.keyring.read(&name, Prompt::Allowed).await?;
        let kept = kept.ok_or(KeyError::Gone)?;
        let opened = work(move || SealedKey::parse(kept.reveal())?.open(&passphrase)).await?;
        // What is sealed is the key that the console's file names, and no other.
        if opened.public().to_string() == record.key {
            Ok((record, opened))
        } else {
            Err(SigningError::NotUnderstood("it is another key").into())
        }
    }

    /// Unlocks the console as the owner of a key.
    ///
    /// # Errors
    /// [`KeyError`]; it is as it was then.
    pub async fn unlock(&self, key: &str, passphrase: Passphrase) -> Result<(), KeyError> {
        let (record, key) = self.open(key, passphrase).await?;
        self.hold(record, Arc::new(key));
        Ok(())
    }

    /// Holds a key as the unlocked one.
    pub fn hold(&self, record: OperatorRecord, key: Arc<OperatorKey>) {
        let mut state = self.state();
        state.unlocked = Some((record, key));
        state.present = Some((self.clock.now(), self.clock.monotonic()));
    }

    /// Locks the console: the key goes from memory. False if nothing was unlocked.
    pub fn lock(&self) -> bool {
        self.state().unlocked.take().is_some()
    }

    /// Notes that a person is there.
    pub fn note_presence(&self) {
        self.state().present = Some((self.clock.now(), self.clock.monotonic()));
    }

    /// Locks the console if nobody was there for as long as was said. True if it did.
    pub fn lock_if_idle(&self) -> bool {
        let (now, running) = (self.clock.now(), self.clock.monotonic());
        let is_over = {
            let state = self.state();
            let minutes = u64::from(state.after_minutes.unwrap_or(LOCK_AFTER_MINUTES));
            let most = Duration::from_secs(minutes.saturating_mul(60));
            // One clock may stand still while the machine sleeps, the other may be set.
            state.present.is_none_or(|(at, since)| {
                let wall = u64::try_from(now.0.saturating_sub(at.0)).unwrap_or(0);
                let wall = Duration::from_millis(wall);
                wall.max(running.saturating_sub(since)) >= most
            })
        };
        is_over && self.lock()
    }

    /// The key of a person: the one that is kept under the name, or a new one. A new one is in
    /// the keyring, and in the console's file by `note`, before this returns.
    ///
    /// # Errors
    /// [`KeyError`]; nothing new is kept then.
    pub async fn holder(
        &self,
        name: &str,
        passphrase: Passphrase,
        note: impl Fn(&dyn Fn(&mut ConsoleFile)) -> Result<(), EngineError>,
    ) -> Result<Holder, KeyError> {
        let known = {
            let state = self.state();
            let mut known = state.known.iter();
            known.find(|one| is_same_person(&one.name, name)).cloned()
        };
        if let Some(known) = known {
            let (record, key) = self.open(&known.key, passphrase).await?;
            return Ok(Holder {
                name: record.name,
                key: Arc::new(key),
                is_new: false,
            });
        }
        passphrase.check()?;
        let cost = self.cost;
        let (key, sealed) = work(move || {
            let key = OperatorKey::generate()?;
            let sealed = SealedKey::seal(&key, &passphrase, cost)?.to_text()?;
            Ok((key, sealed))
        })
        .await?;
        let held = self.state().id.clone();
        let console = match held {
            Some(id) => id,
            None => new_keyring_id()?,
        };
        let record = OperatorRecord {
            name: name.to_owned(),
            key: key.public().to_string(),
        };
        let named = OperatorKeyName {
            console: console.clone(),
            key: record.key.clone(),
        };
        self.keyring.put(&named, SecretText::new(sealed)).await?;
        let noted = note(&|file| {
            file.keyring_id = Some(console.clone());
            file.operators.push(record.clone());
        });
        if let Err(error) = noted {
            self.keyring.clear(&named).await?;
            return Err(error.into());
        }
        let mut state = self.state();
        state.id = Some(console);
        state.known.push(record);
        Ok(Holder {
            name: name.to_owned(),
            key: Arc::new(key),
            is_new: true,
        })
    }

    /// Forgets a key: it goes from the console's file by `note`, and from the keyring.
    ///
    /// # Errors
    /// [`KeyError`].
    pub async fn forget(
        &self,
        key: &PublicKey,
        note: impl Fn(&dyn Fn(&mut ConsoleFile)) -> Result<(), EngineError>,
    ) -> Result<(), KeyError> {
        let key = key.to_string();
        let (_, name) = self.name_of(&key)?;
        note(&|file| file.operators.retain(|one| one.key != key))?;
        {
            let mut state = self.state();
            state.known.retain(|one| one.key != key);
            let is_other = |(record, _): &(OperatorRecord, _)| record.key != key;
            state.unlocked = state.unlocked.take().filter(is_other);
        }
        Ok(self.keyring.clear(&name).await?)
    }

    /// Seals a key with another passphrase.
    ///
    /// # Errors
    /// [`KeyError`]; the old one opens it then.
    pub async fn change_passphrase(
        &self,
        key: &str,
        current: Passphrase,
        next: Passphrase,
    ) -> Result<(), KeyError> {
        next.check()?;
        let (record, opened) = self.open(key, current).await?;
        let (_, name) = self.name_of(&record.key)?;
        let cost = self.cost;
        let sealed = work(move || SealedKey::seal(&opened, &next, cost)?.to_text()).await?;
        Ok(self.keyring.put(&name, SecretText::new(sealed)).await?)
    }

    /// Says after how many minutes it locks by itself.
    pub fn lock_after(&self, minutes: u32) {
        self.state().after_minutes = Some(minutes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicI64, Ordering};
    use vault::{MemoryStore, Vault};

    /// A clock that a test sets: the wall's, and how long the machine ran.
    #[derive(Default)]
    struct Set {
        wall_minutes: AtomicI64,
        running_minutes: AtomicI64,
    }

    impl Clock for Set {
        fn now(&self) -> Millis {
            Millis(self.wall_minutes.load(Ordering::Relaxed) * 60_000)
        }

        fn monotonic(&self) -> Duration {
            let minutes = self.running_minutes.load(Ordering::Relaxed);
            Duration::from_secs(u64::try_from(minutes).unwrap() * 60)
        }
    }

    async fn unlocked() -> (Arc<Set>, OperatorKeys) {
        let clock = Arc::new(Set::default());
        let vault = Vault::open(MemoryStore::default()).unwrap();
        let keyring = Arc::new(Keyring::new(vault, clock.clone(), true));
        let mut keys = OperatorKeys::new(keyring, clock.clone());
        keys.cost = Cost::LEAST;
        let passphrase = Passphrase::new("seven small boats");
        let holder = keys.holder("Ada", passphrase.clone(), |_| Ok(())).await;
        let key = holder.unwrap().key.public().to_string();
        assert!(keys.is_locked());
        keys.unlock(&key, passphrase).await.unwrap();
        assert!(!keys.is_locked() && keys.by().is_some());
        (clock, keys)
    }

    #[tokio::test]
    async fn it_locks_when_nobody_was_there_for_a_while_by_either_clock() {
        for is_wall in [true, false] {
            let (clock, keys) = unlocked().await;
            let of = |minutes: i64| {
                let moved = if is_wall {
                    &clock.wall_minutes
                } else {
                    &clock.running_minutes
                };
                moved.store(minutes, Ordering::Relaxed);
                keys.lock_if_idle()
            };
            assert!(!of(9));
            keys.note_presence();
            assert!(!of(18));
            assert!(of(19) && keys.is_locked() && keys.by().is_none());
            assert!(!of(40), "it is locked already");
        }
    }

    #[tokio::test]
    async fn the_key_goes_from_memory_when_it_is_locked() {
        let (_, keys) = unlocked().await;
        let held = Arc::downgrade(&keys.state().unlocked.as_ref().unwrap().1);
        assert!(held.upgrade().is_some());
        assert!(keys.lock());
        assert!(held.upgrade().is_none());
    }

    #[tokio::test]
    async fn the_same_name_takes_the_key_that_is_there_and_its_passphrase() {
        let (_, keys) = unlocked().await;
        let holder = async |typed: &str| {
            let passphrase = Passphrase::new(typed);
            keys.holder(" ADA", passphrase, |_| Ok(())).await
        };
        assert!(!holder("seven small boats").await.unwrap().is_new);
        let wrong = holder("seven big boats").await;
        assert!(matches!(
            wrong,
            Err(KeyError::Signing(SigningError::WrongPassphrase))
        ));
        assert_eq!(keys.view().holders.len(), 1);
    }
}
