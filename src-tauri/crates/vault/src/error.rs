//! What can go wrong with the keyring. A failed read is never taken for an absent secret.

/// A failure of the keyring. None carries a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// It is locked, or the person did not unlock it.
    #[error("the keyring is locked ({0})")]
    Locked(String),
    /// This session has no keyring at all.
    #[error("there is no keyring in this session ({0})")]
    Absent(String),
    /// It did not answer in time. What was asked may still happen.
    #[error("the keyring did not answer within {} s", .limit.as_secs())]
    Hanging {
        /// How long was waited.
        limit: std::time::Duration,
    },
    /// More than one secret has this name.
    #[error("the keyring holds more than one secret of the same name; remove all but one")]
    Ambiguous,
    /// What is stored under the name is no text.
    #[error("what the keyring holds under this name is no text; remove it and set it anew")]
    NotText,
    /// What was written did not read back the same.
    #[error("the keyring gave back something else than was stored; it can't be relied on")]
    NotKept,
    /// Anything else that the keyring says.
    #[error("the keyring failed: {0}")]
    Broken(String),
}
