//! A profile's secrets while the program runs: read once, held, changed so that none is lost.

mod credentials;
mod way_in;

use crate::keyring::Keyring;
use contract::WebhookKey;
use domain::{
    KeyringId,
    record::{KeptIn, SecretChange, SecretKind},
};
use engine::{HeldCredentials, StoredCredentials, changes::SecretChanged};
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};
use tokio::sync::{Mutex, watch};
use tunnel::SshKeyError;
use vault::{Prompt, SecretName, SecretText, VaultError};
use way_in::{TOKEN_CHARACTERS_MAX, checked_token};
use webhooks::{Keys, SecretError, WebhookSecret};

/// What is known of a secret.
#[derive(Clone)]
pub enum Held {
    /// It is in the keyring.
    Stored(SecretText),
    /// It is in memory alone, until the program ends.
    Session(SecretText),
    /// It surely is nowhere.
    Absent,
    /// The keyring could not be read: why.
    Unknown(VaultError),
    /// It was not read yet.
    Unread,
}

impl Held {
    /// The secret, if it is known.
    #[must_use]
    pub const fn text(&self) -> Option<&SecretText> {
        match self {
            Self::Stored(text) | Self::Session(text) => Some(text),
            Self::Absent | Self::Unknown(_) | Self::Unread => None,
        }
    }

    const fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(_) | Self::Unread)
    }

    const fn kept_in(&self) -> KeptIn {
        match self {
            Self::Session(_) => KeptIn::Memory,
            Self::Stored(_) | Self::Absent | Self::Unknown(_) | Self::Unread => KeptIn::Keyring,
        }
    }
}

/// Why a secret was not changed.
#[derive(Debug, thiserror::Error)]
pub enum SecretsError {
    /// The simulator's secrets are its own.
    #[error("the simulator's profile makes its webhook secret anew each time it is opened")]
    Simulator,
    /// White space at the ends is nearly always a slip.
    #[error("the secret begins or ends with white space; paste it without")]
    WhiteSpace,
    /// It can't be a secret.
    #[error(transparent)]
    NoSecret(#[from] SecretError),
    /// There is one in force already, and deliveries under it may still come.
    #[error(
        "a webhook secret is in force; rotate it, so that deliveries under it are still taken, or \
         remove it first"
    )]
    InForce,
    /// Key and secret belong together, and to one server.
    #[error("API credentials are set as key and secret together, for their server")]
    Together,
    /// The key is made here: its private half is known to nobody.
    #[error("the ssh key is made by this program; it is not typed in")]
    MadeHere,
    /// A key that is there may stand on a server.
    #[error("there is an ssh key already; say that it is to be replaced, or remove it first")]
    KeyIsThere,
    /// It can't be a token.
    #[error("a token is one line of at most {TOKEN_CHARACTERS_MAX} characters")]
    NoToken,
    /// No key could be made.
    #[error("{0}")]
    Key(#[source] SshKeyError),
    /// The previous secret comes about by a rotation alone.
    #[error("the previous webhook secret is set by a rotation alone")]
    PreviousIsNotSet,
    /// There is nothing to rotate.
    #[error("there is no webhook secret to rotate; set one")]
    NothingToRotate,
    /// The new secret is the old one.
    #[error("that is the webhook secret in force already")]
    Same,
    /// A third secret would shut out the first.
    #[error(
        "the last rotation goes on: deliveries under the secret before it are still taken; end it \
         by removing the previous webhook secret"
    )]
    RotationGoesOn,
    /// It is not known what is there, and nothing is written over what is not known.
    #[error("it is not known whether there is such a secret: {0}")]
    NotKnown(#[source] VaultError),
    /// The keyring failed.
    #[error("{0}")]
    Vault(#[source] VaultError),
}

/// So long a line of a secret is as telling as the whole.
const TELLING_LINE: usize = 40;

type All = HashMap<SecretKind, Held>;

/// A profile's secrets.
pub struct ProfileSecrets {
    id: KeyringId,
    keyring: Option<Arc<Keyring>>,
    // One change at a time, so that two presses do not cross. Readers do not wait for it.
    changing: Mutex<()>,
    all: RwLock<All>,
    keys: watch::Sender<Arc<Keys>>,
    credentials: watch::Sender<HeldCredentials>,
}

fn checked(value: &SecretText) -> Result<(), SecretsError> {
    let text = value.reveal();
    if text.trim() != text {
        return Err(SecretsError::WhiteSpace);
    }
    WebhookSecret::new(text.as_bytes().to_vec())?;
    Ok(())
}

fn key_id(kind: SecretKind, held: &Held) -> Option<String> {
    let text = held.text()?;
    match kind {
        SecretKind::ApiCredentials | SecretKind::SshKey | SecretKind::NgrokToken => None,
        SecretKind::WebhookCurrent | SecretKind::WebhookPrevious => {
            let secret = WebhookSecret::new(text.reveal().as_bytes().to_vec()).ok()?;
            Some(secret.key_id().to_string())
        }
    }
}

impl ProfileSecrets {
    /// The secrets of a profile in the keyring, none read yet.
    #[must_use]
    pub fn in_keyring(id: KeyringId, keyring: Arc<Keyring>) -> Self {
        Self::of(id, Some(keyring), |_| Held::Unread)
    }

    /// The secrets of the simulator's profile: one, in memory.
    #[must_use]
    pub fn of_simulator(id: KeyringId, secret: SecretText) -> Self {
        let secrets = Self::of(id, None, |kind| match kind {
            SecretKind::WebhookCurrent => Held::Session(secret.clone()),
            _ => Held::Absent,
        });
        secrets.publish();
        secrets
    }

    fn of(id: KeyringId, keyring: Option<Arc<Keyring>>, held: impl Fn(SecretKind) -> Held) -> Self {
        let all = SecretKind::ALL.into_iter().map(|kind| (kind, held(kind)));
        Self {
            id,
            keyring,
            changing: Mutex::new(()),
            all: RwLock::new(all.collect()),
            keys: watch::Sender::new(Arc::new(Keys::default())),
            credentials: watch::Sender::new(HeldCredentials::Unknown),
        }
    }

    /// The keys with which deliveries are checked, as they change.
    #[must_use]
    pub fn keys(&self) -> watch::Receiver<Arc<Keys>> {
        self.keys.subscribe()
    }

    /// What is known of a secret.
    #[must_use]
    pub fn held(&self, kind: SecretKind) -> Held {
        let all = self.all.read().unwrap_or_else(PoisonError::into_inner);
        all.get(&kind).cloned().unwrap_or(Held::Unread)
    }

    /// The id of a webhook secret that is known.
    #[must_use]
    pub fn key_id(&self, kind: SecretKind) -> Option<String> {
        key_id(kind, &self.held(kind))
    }

    fn hold(&self, kind: SecretKind, held: Held) {
        let mut all = self.all.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(kind, held);
    }

    /// With what deliveries are checked now.
    #[must_use]
    pub fn webhook_key(&self) -> WebhookKey {
        let current = self.held(SecretKind::WebhookCurrent);
        let previous = self.held(SecretKind::WebhookPrevious);
        match (&current, &previous) {
            (current, _) if current.is_unknown() => WebhookKey::Unreadable,
            // Under the previous secret a delivery would be called forged.
            (Held::Stored(_), previous) if previous.is_unknown() => WebhookKey::Unreadable,
            (Held::Stored(_) | Held::Session(_), Held::Stored(_) | Held::Session(_)) => {
                WebhookKey::CurrentAndPrevious
            }
            (Held::Stored(_) | Held::Session(_), _) => WebhookKey::Current,
            _ => WebhookKey::None,
        }
    }

    /// Gives the keys that may be used to the receiver: both at once.
    fn publish(&self) {
        let secret = |kind| {
            let held = self.held(kind);
            let bytes = held.text()?.reveal().as_bytes().to_vec();
            WebhookSecret::new(bytes).ok()
        };
        let keys = match self.webhook_key() {
            WebhookKey::None | WebhookKey::Unreadable => Keys::default(),
            WebhookKey::Current | WebhookKey::CurrentAndPrevious => Keys {
                current: secret(SecretKind::WebhookCurrent),
                previous: secret(SecretKind::WebhookPrevious),
            },
        };
        self.keys.send_replace(Arc::new(keys));
        self.publish_credentials();
    }

    /// Whether a secret could not be read yet.
    #[must_use]
    pub fn has_unknown(&self) -> bool {
        SecretKind::ALL
            .into_iter()
            .any(|kind| self.held(kind).is_unknown())
    }

    /// Reads what is not known yet. Says whether deliveries can be checked since, and could not
    /// before.
    pub async fn read_unknown(&self, prompt: Prompt) -> bool {
        let Some(keyring) = &self.keyring else {
            return false;
        };
        let _one = self.changing.lock().await;
        let could_check = self.can_check();
        for kind in SecretKind::ALL {
            if !self.held(kind).is_unknown() {
                continue;
            }
            let read = keyring.read(&self.name(kind), prompt).await;
            let held = match read {
                Ok(Some(text)) => Held::Stored(text),
                Ok(None) => Held::Absent,
                Err(error) => Held::Unknown(error),
            };
            let stops = match &held {
                Held::Unknown(VaultError::Ambiguous | VaultError::NotText) => false,
                held => held.is_unknown(),
            };
            self.hold(kind, held.clone());
            if stops {
                // The others would be told the same, each after its time.
                for other in SecretKind::ALL {
                    if self.held(other).is_unknown() {
                        self.hold(other, held.clone());
                    }
                }
                break;
            }
        }
        self.publish();
        !could_check && self.can_check()
    }

    /// Whether deliveries can be checked.
    #[must_use]
    pub fn can_check(&self) -> bool {
        matches!(
            self.webhook_key(),
            WebhookKey::Current | WebhookKey::CurrentAndPrevious
        )
    }

    fn name(&self, kind: SecretKind) -> SecretName {
        SecretName {
            profile: self.id.clone(),
            kind,
        }
    }

    fn keyring(&self) -> Result<&Keyring, SecretsError> {
        self.keyring.as_deref().ok_or(SecretsError::Simulator)
    }

    /// Stores a secret. A webhook secret that is in force is not replaced: that is a rotation.
    ///
    /// # Errors
    /// [`SecretsError`]; nothing was changed then, but that after [`VaultError::Hanging`] the
    /// keyring may have it.
    pub async fn set(
        &self,
        kind: SecretKind,
        value: SecretText,
        session_only: bool,
    ) -> Result<SecretChanged, SecretsError> {
        self.keyring()?;
        match kind {
            SecretKind::WebhookPrevious => return Err(SecretsError::PreviousIsNotSet),
            SecretKind::ApiCredentials => return Err(SecretsError::Together),
            SecretKind::SshKey => return Err(SecretsError::MadeHere),
            SecretKind::WebhookCurrent => checked(&value)?,
            SecretKind::NgrokToken => checked_token(&value)?,
        }
        self.store(kind, value, session_only).await
    }

    async fn store(
        &self,
        kind: SecretKind,
        value: SecretText,
        session_only: bool,
    ) -> Result<SecretChanged, SecretsError> {
        let keyring = self.keyring()?;
        let _one = self.changing.lock().await;
        let before = self.held(kind);
        match &before {
            Held::Stored(old) | Held::Session(old)
                if kind == SecretKind::WebhookCurrent && *old != value =>
            {
                return Err(SecretsError::InForce);
            }
            Held::Unknown(why) if !session_only => {
                return Err(SecretsError::NotKnown(why.clone()));
            }
            Held::Stored(_) | Held::Session(_) | Held::Absent | Held::Unknown(_) | Held::Unread => {
            }
        }
        let held = if session_only {
            Held::Session(value)
        } else {
            if let Err(error) = keyring.put(&self.name(kind), value.clone()).await {
                if before.text().is_none() {
                    self.hold(kind, Held::Unknown(error.clone()));
                    self.publish();
                }
                return Err(SecretsError::Vault(error));
            }
            Held::Stored(value)
        };
        self.hold(kind, held);
        self.publish();
        Ok(self.changed(kind, SecretChange::Set))
    }

    fn changed(&self, secret: SecretKind, change: SecretChange) -> SecretChanged {
        let held = self.held(secret);
        SecretChanged {
            secret,
            change,
            kept_in: held.kept_in(),
            key_id: key_id(secret, &held),
        }
    }

    /// Rotates the webhook secret: the one in force becomes the previous one, then the new one
    /// takes its place. Broken off in between, the keyring has the one in force under both names,
    /// and the rotation can be done again.
    ///
    /// # Errors
    /// [`SecretsError`]; the secret in force is still taken then.
    pub async fn rotate(
        &self,
        value: SecretText,
        session_only: bool,
    ) -> Result<SecretChanged, SecretsError> {
        let keyring = self.keyring()?;
        checked(&value)?;
        let _one = self.changing.lock().await;
        let current = self.held(SecretKind::WebhookCurrent);
        let previous = self.held(SecretKind::WebhookPrevious);
        let old = match &current {
            Held::Stored(old) | Held::Session(old) => old.clone(),
            Held::Unknown(why) => return Err(SecretsError::NotKnown(why.clone())),
            Held::Absent | Held::Unread => return Err(SecretsError::NothingToRotate),
        };
        if old == value {
            return Err(SecretsError::Same);
        }
        match &previous {
            Held::Stored(before) | Held::Session(before) if *before != old => {
                return Err(SecretsError::RotationGoesOn);
            }
            Held::Unknown(why) if !session_only => {
                return Err(SecretsError::NotKnown(why.clone()));
            }
            Held::Stored(_) | Held::Session(_) | Held::Absent | Held::Unknown(_) | Held::Unread => {
            }
        }
        let kept = |secret| {
            if session_only {
                Held::Session(secret)
            } else {
                Held::Stored(secret)
            }
        };
        if !session_only {
            let name = self.name(SecretKind::WebhookPrevious);
            let first = keyring.put(&name, old.clone()).await;
            first.map_err(SecretsError::Vault)?;
            self.hold(SecretKind::WebhookPrevious, kept(old.clone()));
            let name = self.name(SecretKind::WebhookCurrent);
            let second = keyring.put(&name, value.clone()).await;
            second.map_err(SecretsError::Vault)?;
        }
        self.hold(SecretKind::WebhookPrevious, kept(old));
        self.hold(SecretKind::WebhookCurrent, kept(value));
        self.publish();
        Ok(self.changed(SecretKind::WebhookCurrent, SecretChange::Rotated))
    }

    /// Removes a secret. The one in force can't be removed before the previous one.
    ///
    /// # Errors
    /// [`SecretsError`]; it is still used then, but that after [`VaultError::Hanging`] the keyring
    /// may have it no longer.
    pub async fn clear(&self, kind: SecretKind) -> Result<SecretChanged, SecretsError> {
        let keyring = self.keyring()?;
        let _one = self.changing.lock().await;
        if kind == SecretKind::WebhookCurrent
            && self.held(SecretKind::WebhookPrevious).text().is_some()
        {
            return Err(SecretsError::RotationGoesOn);
        }
        let before = self.held(kind);
        let changed = self.changed(kind, SecretChange::Removed);
        // What is in memory alone is forgotten; what the keyring has under the name then counts.
        let held = match before {
            Held::Session(_) => match keyring.read(&self.name(kind), Prompt::Never).await {
                Ok(Some(text)) => Held::Stored(text),
                Ok(None) => Held::Absent,
                Err(error) => Held::Unknown(error),
            },
            Held::Stored(_) | Held::Absent | Held::Unknown(_) | Held::Unread => {
                let cleared = keyring.clear(&self.name(kind)).await;
                cleared.map_err(SecretsError::Vault)?;
                Held::Absent
            }
        };
        self.hold(kind, held);
        self.publish();
        Ok(changed)
    }

    /// Whether a text holds a secret that is known: asked by those who must not.
    #[must_use]
    pub fn one_is_in(&self, text: &str) -> bool {
        let mut known = SecretKind::ALL.into_iter().map(|kind| self.held(kind));
        known.any(|held| {
            held.text().is_some_and(|secret| {
                let credentials = StoredCredentials::read(secret.reveal());
                let mut lines = secret.reveal().lines();
                credentials.is_some_and(|two| two.one_is_in(text))
                    || text.contains(secret.reveal())
                    || lines.any(|line| line.len() >= TELLING_LINE && text.contains(line))
            })
        })
    }
}
