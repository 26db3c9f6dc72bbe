//! The key pair that the app makes for its ssh tunnel.

use russh::keys::{
    PrivateKey,
    ssh_key::{LineEnding, private::Ed25519Keypair},
};
use std::sync::Arc;
use zeroize::Zeroizing;

/// What stands behind the key on the server, so that its owner knows what it is.
const COMMENT: &str = "partner-console";

/// The app's own ed25519 key pair. It does not print.
#[derive(Clone)]
pub struct SshKey(Arc<PrivateKey>);

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum SshKeyError {
    /// The system gives no random bytes.
    #[error("no key can be made: the system gives no random bytes")]
    NoRandomness(#[source] getrandom::Error),
    /// The text is no key of this kind.
    #[error("this is no ed25519 private key without a passphrase")]
    NotAKey,
}

impl SshKey {
    /// Makes one.
    ///
    /// # Errors
    /// [`SshKeyError::NoRandomness`].
    pub fn generate() -> Result<Self, SshKeyError> {
        let mut seed = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *seed).map_err(SshKeyError::NoRandomness)?;
        let key = PrivateKey::from(Ed25519Keypair::from_seed(&seed));
        Ok(Self(Arc::new(key)))
    }

    /// Reads one from the keyring's text.
    ///
    /// # Errors
    /// [`SshKeyError::NotAKey`].
    pub fn from_openssh(text: &str) -> Result<Self, SshKeyError> {
        let key = PrivateKey::from_openssh(text).map_err(|_| SshKeyError::NotAKey)?;
        if key.is_encrypted() || !matches!(key.algorithm(), russh::keys::Algorithm::Ed25519) {
            return Err(SshKeyError::NotAKey);
        }
        Ok(Self(Arc::new(key)))
    }

    /// The text for the keyring: a secret.
    ///
    /// # Errors
    /// [`SshKeyError::NotAKey`] if it can't be written.
    pub fn to_openssh(&self) -> Result<Zeroizing<String>, SshKeyError> {
        self.0
            .to_openssh(LineEnding::LF)
            .map_err(|_| SshKeyError::NotAKey)
    }

    /// The line to paste into `authorized_keys` on the server. With it the key can listen at `port`
    /// of the server's loopback, and nothing else: `restrict` takes all away, `port-forwarding`
    /// gives back forwarding, `permitlisten` this one port; without `permitopen` it could open
    /// connections to anywhere, and without `command` it could run commands.
    ///
    /// # Errors
    /// [`SshKeyError::NotAKey`] if it can't be written.
    pub fn authorized_keys_line(&self, port: u16) -> Result<String, SshKeyError> {
        let mut key = self.0.public_key().clone();
        key.set_comment(COMMENT);
        let public = key.to_openssh().map_err(|_| SshKeyError::NotAKey)?;
        Ok(format!(
            "restrict,port-forwarding,permitlisten=\"127.0.0.1:{port}\",\
             permitopen=\"127.0.0.1:1\",command=\"/bin/false\" {}",
            public.trim()
        ))
    }

    pub(crate) fn private(&self) -> Arc<PrivateKey> {
        Arc::clone(&self.0)
    }
}

impl std::fmt::Debug for SshKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("SshKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_the_keyring_and_two_keys_differ() {
        let key = SshKey::generate().unwrap();
        let kept = SshKey::from_openssh(&key.to_openssh().unwrap()).unwrap();
        let line = |key: &SshKey| key.authorized_keys_line(1).unwrap();
        assert_eq!(line(&key), line(&kept));
        assert_ne!(line(&key), line(&SshKey::generate().unwrap()));
        assert_eq!(format!("{key:?}"), "SshKey(…)");
    }

    #[test]
    fn the_line_for_the_server_allows_one_port_and_no_more() {
        let line = SshKey::generate()
            .unwrap()
            .authorized_keys_line(4022)
            .unwrap();
        let limits = "restrict,port-forwarding,permitlisten=\"127.0.0.1:4022\",\
                      permitopen=\"127.0.0.1:1\",command=\"/bin/false\" ssh-ed25519 AAAA";
        assert!(line.starts_with(limits), "{line}");
        assert!(line.ends_with(" partner-console"), "{line}");
        assert_eq!(line.lines().count(), 1);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in [
            "",
            "ssh-ed25519 AAAA",
            "-----BEGIN OPENSSH PRIVATE KEY-----",
        ] {
            assert!(SshKey::from_openssh(text).is_err());
        }
    }
}
