//! What can go wrong with an operator's key. None carries anything secret.

/// A failure with an operator's key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SigningError {
    /// The passphrase is another one.
    #[error("the passphrase is not the one of this key")]
    WrongPassphrase,
    /// What is kept of the key is not understood.
    #[error("what is kept of this key is not understood ({0})")]
    NotUnderstood(&'static str),
    /// A newer version of the program sealed it.
    #[error("this key was sealed by a newer version of the program ({0})")]
    Newer(u32),
    /// It is no public key.
    #[error("this is no public key of an operator")]
    NoPublicKey,
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes: {0}")]
    NoRandomBytes(String),
    /// The passphrase could not be worked into a key.
    #[error("no key could be made of the passphrase: {0}")]
    NotDerived(String),
}
