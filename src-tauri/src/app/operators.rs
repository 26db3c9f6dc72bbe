//! Who works at the console: enrolling operators, unlocking, locking.

use super::App;
use crate::{
    commands,
    open_profile::OpenProfile,
    operator_keys::{Holder, KeyError},
};
use domain::record::OperatorRecord;
use engine::{
    By, ConsoleFile, EngineError,
    approvals::{OperatorsDone, OperatorsWish, Stop},
    chain,
};
use signing::{Passphrase, PublicKey};
use std::{sync::Arc, time::Duration};

/// How often it is looked whether somebody is there.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Why nobody was enrolled or removed. The ledger is as it was.
#[derive(Debug, thiserror::Error)]
pub enum OperatorError {
    /// Nobody is named.
    #[error("nobody is named who shall be an operator")]
    Nobody,
    /// A key was not made or opened: whose.
    #[error("{name}: {source}")]
    Key {
        /// Which of those named, from 0.
        at: usize,
        /// The name.
        name: String,
        /// Why.
        source: KeyError,
    },
    /// The rules do not allow it.
    #[error(transparent)]
    Stop(#[from] Stop),
    /// The profile is open for reading alone.
    #[error("the profile is open for reading alone")]
    ReadOnly,
}

impl App {
    /// Who works at this console, with the key that is unlocked.
    #[must_use]
    pub fn by(&self) -> By {
        self.operators
            .by()
            .unwrap_or_else(|| self.operator().into())
    }

    fn note_console(&self, change: &dyn Fn(&mut ConsoleFile)) -> Result<(), EngineError> {
        self.change_console(|console| change(console))
    }

    /// Enrols people as operators of a profile: the first alone or two together, each further one
    /// by the operator who is unlocked. Where it takes two it is proposed.
    ///
    /// # Errors
    /// [`OperatorError`]; no key that was made for it is kept then.
    pub async fn enrol(
        &self,
        profile: &OpenProfile,
        people: Vec<(String, Passphrase)>,
        note: &str,
    ) -> Result<OperatorsDone, OperatorError> {
        let approvals = profile.approvals().ok_or(OperatorError::ReadOnly)?;
        let is_first = approvals.rules().await?.operators.is_empty();
        let by = self.by();
        let mut holders: Vec<Holder> = Vec::new();
        for (at, (name, passphrase)) in people.into_iter().enumerate() {
            let noting = |change: &dyn Fn(&mut ConsoleFile)| self.note_console(change);
            match self.operators.holder(&name, passphrase, noting).await {
                Ok(holder) => holders.push(holder),
                Err(source) => {
                    self.drop_new(&holders).await;
                    return Err(OperatorError::Key { at, name, source });
                }
            }
        }
        let wish = match (is_first, holders.as_slice()) {
            (_, []) => return Err(OperatorError::Nobody),
            (false, [one]) => OperatorsWish::Enrol(one.name.clone(), &one.key),
            (true | false, all) => {
                let all = all.iter().map(|one| (one.name.clone(), &*one.key));
                OperatorsWish::Found(all.collect())
            }
        };
        let done = match approvals.change_operators(wish, note, by).await {
            Ok(done) => done,
            Err(stop) => {
                self.drop_new(&holders).await;
                return Err(stop.into());
            }
        };
        // Who is enrolled first works on.
        if let Some(first) = holders.first().filter(|_| self.operators.is_locked()) {
            let record = OperatorRecord {
                name: first.name.clone(),
                key: first.key.public().to_string(),
            };
            self.operators.hold(record, Arc::clone(&first.key));
        }
        self.notices.stale(&commands::AFTER_RULES);
        Ok(done)
    }

    /// Keys with which nobody was enrolled go again.
    async fn drop_new(&self, holders: &[Holder]) {
        for holder in holders.iter().filter(|holder| holder.is_new) {
            self.forget_key(&holder.key.public()).await;
        }
    }

    async fn forget_key(&self, key: &PublicKey) {
        let noting = |change: &dyn Fn(&mut ConsoleFile)| self.note_console(change);
        if let Err(error) = self.operators.forget(key, noting).await {
            let error = chain(&error);
            tracing::error!(error, "an operator's key could not be forgotten");
        }
    }

    /// Removes an operator, or confirms what another one proposed. A key with which nobody is
    /// enrolled in any profile goes from the keyring too.
    ///
    /// # Errors
    /// [`OperatorError`].
    pub async fn change_operators(
        &self,
        profile: &OpenProfile,
        wish: OperatorsWish<'_>,
        note: &str,
    ) -> Result<OperatorsDone, OperatorError> {
        let approvals = profile.approvals().ok_or(OperatorError::ReadOnly)?;
        let before = approvals.rules().await?.operators.in_force;
        let done = approvals.change_operators(wish, note, self.by()).await?;
        let after = approvals.rules().await?.operators;
        for gone in before.iter().filter(|one| after.of_key(&one.key).is_none()) {
            if self.operators.is_here(&gone.key.to_string()) && self.is_nobody(&gone.key).await {
                self.forget_key(&gone.key).await;
            }
        }
        self.notices.stale(&commands::AFTER_RULES);
        Ok(done)
    }

    /// Whether a key is surely no operator's of any profile.
    async fn is_nobody(&self, key: &PublicKey) -> bool {
        let open = self.slots.lock().await.all_open();
        let all = self.data.profiles().map_or(usize::MAX, |all| all.len());
        if open.len() != all {
            return false;
        }
        for profile in open {
            let Some(approvals) = profile.approvals() else {
                return false;
            };
            let rules = approvals.rules().await;
            if rules.map_or(true, |rules| rules.operators.of_key(key).is_some()) {
                return false;
            }
        }
        true
    }

    /// Says after how many minutes without a key or a pointer the console locks.
    ///
    /// # Errors
    /// [`EngineError`]; it is as it was then.
    pub fn lock_after(&self, minutes: u32) -> Result<(), EngineError> {
        self.change_console(|console| console.lock_after_minutes = Some(minutes))?;
        self.operators.lock_after(minutes);
        Ok(())
    }

    /// Locks the console: nothing of it can be read or done until an operator unlocks it.
    pub fn lock(&self) {
        if self.operators.lock() {
            self.notices.stale(&["console_status"]);
        }
    }

    /// Locks the console when nobody was there for a while. It ends with the program.
    pub async fn tend_lock(&self) {
        loop {
            if self.operators.lock_if_idle() {
                tracing::info!("nobody was there for a while: the console is locked");
                self.notices.stale(&["console_status"]);
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
}
