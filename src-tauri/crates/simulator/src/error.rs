//! Why the simulator can't send.

/// Why the simulator can't send.
#[derive(Debug, thiserror::Error)]
pub enum SimulatorError {
    /// The address is neither on this machine nor https.
    #[error("{0} is refused: the simulator sends to this machine only")]
    Elsewhere(String),
    /// The address is none.
    #[error("{0:?} is no address")]
    NoAddress(String),
    /// No secret came.
    #[error("no webhook secret came through the input's first line")]
    NoSecret,
    /// The secret can't be used.
    #[error("the webhook secret can't be used")]
    Secret(#[from] webhooks::SecretError),
    /// A body could not be signed.
    #[error("a body could not be signed")]
    Sign(#[from] webhooks::SignError),
    /// HTTP could not be set up.
    #[error("HTTP could not be set up")]
    Http(#[source] reqwest::Error),
    /// Nobody answered, again and again.
    #[error("nobody answered {tries} times in a row; the last time: {last}")]
    NobodyAnswers {
        /// How often it was tried.
        tries: u32,
        /// What went wrong the last time.
        last: String,
    },
    /// What was sent could not be told.
    #[error("what was sent could not be told")]
    Told(#[source] std::io::Error),
}
