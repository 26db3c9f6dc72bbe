//! The OS keyring as this program finds it: tried at start and when asked, noted at each use.

use contract::{KeyringState, KeyringView};
use domain::{Clock, Millis};
use std::sync::Arc;
use tokio::sync::watch;
use vault::{KeyringName, Prompt, SecretText, SelfTest, Vault, VaultError};

/// How the keyring was found.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Finding {
    /// It was not asked yet.
    Unchecked,
    /// It is not used at all: the program was started for an auditor.
    NotUsed,
    /// A throw-away secret was written, read back and removed.
    Available,
    /// It failed.
    Failed(VaultError),
}

/// The keyring, and how it was found.
pub struct Keyring {
    vault: Vault,
    clock: Arc<dyn Clock>,
    found: watch::Sender<(Finding, Option<Millis>)>,
}

impl Keyring {
    /// The keyring, not asked yet.
    #[must_use]
    pub fn new(vault: Vault, clock: Arc<dyn Clock>, is_used: bool) -> Self {
        let finding = if is_used {
            Finding::Unchecked
        } else {
            Finding::NotUsed
        };
        Self {
            vault,
            clock,
            found: watch::Sender::new((finding, None)),
        }
    }

    fn note(&self, finding: Finding) {
        self.found.send_replace((finding, Some(self.clock.now())));
    }

    /// Notes what a use of the keyring says of the keyring itself.
    fn noted<T>(&self, answer: Result<T, VaultError>) -> Result<T, VaultError> {
        match &answer {
            // These are about one secret alone.
            Ok(_) | Err(VaultError::Ambiguous | VaultError::NotText) => {}
            Err(error) => self.note(Finding::Failed(error.clone())),
        }
        answer
    }

    /// Tries the keyring: writes, reads back and removes a throw-away secret.
    pub async fn check(&self, prompt: Prompt) {
        if self.found.borrow().0 == Finding::NotUsed {
            return;
        }
        let finding = match self.vault.self_test(prompt).await {
            SelfTest::Available => Finding::Available,
            SelfTest::Failed(error) => {
                tracing::warn!(%error, "the keyring can't be used");
                Finding::Failed(error)
            }
        };
        self.note(finding);
    }

    /// Whether the last try succeeded.
    #[must_use]
    pub fn is_available(&self) -> bool {
        self.found.borrow().0 == Finding::Available
    }

    /// As [`Vault::read`].
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn read(
        &self,
        name: &impl KeyringName,
        prompt: Prompt,
    ) -> Result<Option<SecretText>, VaultError> {
        self.noted(self.vault.read(name, prompt).await)
    }

    /// As [`Vault::put`].
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn put(&self, name: &impl KeyringName, secret: SecretText) -> Result<(), VaultError> {
        self.noted(self.vault.put(name, secret).await)
    }

    /// As [`Vault::clear`].
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn clear(&self, name: &impl KeyringName) -> Result<(), VaultError> {
        self.noted(self.vault.clear(name).await)
    }

    /// How it is, for the window.
    #[must_use]
    pub fn view(&self) -> KeyringView {
        let (finding, at) = self.found.borrow().clone();
        let (state, detail) = match &finding {
            Finding::Unchecked => (
                KeyringState::Unchecked,
                "The keyring is being tried.".to_owned(),
            ),
            Finding::NotUsed => (
                KeyringState::Unchecked,
                "The auditor's mode does not use the keyring.".to_owned(),
            ),
            Finding::Available => (
                KeyringState::Available,
                "A secret was written, read back and removed.".to_owned(),
            ),
            Finding::Failed(error) => (state(error), sentence(error)),
        };
        KeyringView {
            state,
            detail,
            help: help(state),
            at: at.map(Millis::to_rfc3339),
        }
    }
}

const fn state(error: &VaultError) -> KeyringState {
    match error {
        VaultError::Locked(_) => KeyringState::Locked,
        VaultError::Absent(_) => KeyringState::Absent,
        VaultError::Hanging { .. } => KeyringState::Hanging,
        VaultError::Ambiguous
        | VaultError::NotText
        | VaultError::NotKept
        | VaultError::Broken(_) => KeyringState::Failing,
    }
}

/// A failure as a sentence with a capital letter and a full stop.
pub fn sentence(error: &dyn std::error::Error) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.map_or_else(String::new, |first| {
        format!("{}{}.", first.collect::<String>(), letters.as_str())
    })
}

/// What a person can do about it.
fn help(state: KeyringState) -> Vec<String> {
    let words: &[&str] = match state {
        KeyringState::Unchecked | KeyringState::Available => &[],
        KeyringState::Locked => LOCKED,
        KeyringState::Absent => ABSENT,
        KeyringState::Hanging => &[
            "Look for a window that asks for the keyring's password, behind this one too.",
            "If there is none, restart the keyring, or sign out of your session and in again.",
            "Then try again. Deliveries that come meanwhile are kept and checked later.",
        ],
        KeyringState::Failing => &[
            "Open your keyring's own program and see whether it can store a password.",
            "Then try again. Deliveries that come meanwhile are kept and checked later.",
        ],
    };
    words.iter().map(ToString::to_string).collect()
}

#[cfg(all(unix, not(target_os = "macos")))]
const LOCKED: &[&str] = &[
    "Press “Try the keyring again” and type the password in the window that your desktop shows.",
    "If none appears, open Passwords and Keys (GNOME) or KWalletManager (KDE) and unlock the login \
     keyring there.",
    "It is unlocked by itself where its password is the one with which you sign in.",
];
#[cfg(all(unix, not(target_os = "macos")))]
const ABSENT: &[&str] = &[
    "Install GNOME Keyring (package gnome-keyring) or KWallet, then sign out of your session and \
     in again.",
    "On a session without a desktop, start it by hand: gnome-keyring-daemon --start \
     --components=secrets.",
    "Until then a secret can be kept in memory for this session alone.",
];
#[cfg(target_os = "macos")]
const LOCKED: &[&str] = &[
    "Press “Try the keyring again” and type your password in the window that macOS shows.",
    "If none appears, unlock the login keychain in Keychain Access.",
];
#[cfg(target_os = "macos")]
const ABSENT: &[&str] = &[
    "See in Keychain Access whether there is a login keychain, then try again.",
    "Until then a secret can be kept in memory for this session alone.",
];
#[cfg(windows)]
const LOCKED: &[&str] = &["Sign out of Windows and in again, then try again."];
#[cfg(windows)]
const ABSENT: &[&str] = &[
    "See whether the service Credential Manager runs, then try again.",
    "Until then a secret can be kept in memory for this session alone.",
];

#[cfg(test)]
mod tests {
    use super::*;
    use domain::SystemClock;
    use vault::MemoryStore;

    fn keyring(store: &MemoryStore) -> Keyring {
        let vault = Vault::open(store.clone()).unwrap();
        Keyring::new(vault, Arc::new(SystemClock::start()), true)
    }

    #[tokio::test]
    async fn each_way_to_fail_is_told_apart_and_says_what_to_do() {
        let store = MemoryStore::default();
        let keyring = keyring(&store);
        assert_eq!(keyring.view().state, KeyringState::Unchecked);
        let limit = std::time::Duration::from_secs(5);
        for (error, state) in [
            (VaultError::Locked("x".to_owned()), KeyringState::Locked),
            (VaultError::Absent("x".to_owned()), KeyringState::Absent),
            (VaultError::Hanging { limit }, KeyringState::Hanging),
            (VaultError::Broken("x".to_owned()), KeyringState::Failing),
        ] {
            store.fail(Some(error));
            keyring.check(Prompt::Never).await;
            let view = keyring.view();
            assert_eq!(view.state, state);
            assert!(
                !view.help.is_empty() && view.detail.starts_with("The keyring")
                    || view.detail.starts_with("There is no keyring")
            );
        }
        store.fail(None);
        keyring.check(Prompt::Never).await;
        assert_eq!(keyring.view().state, KeyringState::Available);
        assert!(keyring.view().help.is_empty());
        assert_eq!(store.names(), Vec::<String>::new());
    }

    #[tokio::test]
    async fn for_an_auditor_the_keyring_is_not_touched() {
        let vault = Vault::open(MemoryStore::default()).unwrap();
        let keyring = Keyring::new(vault, Arc::new(SystemClock::start()), false);
        keyring.check(Prompt::Allowed).await;
        assert_eq!(keyring.view().at, None);
    }
}
