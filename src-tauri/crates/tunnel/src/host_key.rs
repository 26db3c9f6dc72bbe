//! A server's key: what is pinned, and what a person compares.

use russh::keys::{HashAlg, PublicKey};
use std::sync::Arc;

/// A server's public key.
#[derive(Clone, PartialEq, Eq)]
pub struct HostKey(Arc<PublicKey>);

/// A text that is no public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no public key as in a known_hosts or .pub file")]
pub struct HostKeyError;

impl HostKey {
    /// Takes the key that a server showed. Its comment says nothing.
    #[must_use]
    pub fn new(key: &PublicKey) -> Self {
        Self(Arc::new(PublicKey::new(key.key_data().clone(), "")))
    }

    /// Reads `ssh-ed25519 AAAA…`, with or without a comment.
    ///
    /// # Errors
    /// [`HostKeyError`] if it is none.
    pub fn parse(text: &str) -> Result<Self, HostKeyError> {
        let key = PublicKey::from_openssh(text.trim()).map_err(|_| HostKeyError)?;
        Ok(Self::new(&key))
    }

    /// As it is kept: `ssh-ed25519 AAAA…`.
    #[must_use]
    pub fn to_text(&self) -> String {
        // Only a comment could keep it from being written, and there is none.
        self.0.to_openssh().unwrap_or_default().trim().to_owned()
    }

    /// As a person compares it with `ssh-keygen -lf` on the server: `SHA256:…`.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.0.fingerprint(HashAlg::Sha256).to_string()
    }

    /// The kind of key.
    pub(crate) fn algorithm(&self) -> russh::keys::Algorithm {
        self.0.algorithm()
    }
}

impl std::fmt::Debug for HostKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "HostKey({})", self.fingerprint())
    }
}
