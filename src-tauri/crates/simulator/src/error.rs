//! Why the sender stopped, or could not start.

use std::{io, net::SocketAddr, path::PathBuf};

/// A failure of the sender. None of its texts holds the webhook secret.
#[derive(Debug, thiserror::Error)]
pub enum SimulatorError {
    /// The first line of the input could not be read.
    #[error("the webhook secret could not be read from the input")]
    Input(#[source] io::Error),
    /// The first line of the input is no secret.
    #[error("the input's first line is no webhook secret")]
    Secret(#[from] webhooks::SecretError),
    /// The first line of the input does not hold the server's secrets.
    #[error("the input's first line does not hold apiKey, apiSecret and webhookSecret in JSON")]
    Keys,
    /// An address can't be listened at.
    #[error("nothing can listen at {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The state can't be read from its file, or written to it.
    #[error("the state can't be kept in {}", path.display())]
    State {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// There is no place for uploaded files.
    #[error("there is no place for uploaded files")]
    Files(#[source] io::Error),
    /// The system gave no random bytes.
    #[error("no random bytes could be had: {0}")]
    Random(getrandom::Error),
    /// A body of the simulator's own could not be signed.
    #[error("a body could not be signed")]
    Sign(#[from] webhooks::SignError),
    /// The HTTP client could not be made.
    #[error("the HTTP client could not be made")]
    Client(#[source] reqwest::Error),
    /// Nobody listens at the address, however often it was tried.
    #[error("nobody listens there; tried {attempts} times")]
    NobodyListens {
        /// How often.
        attempts: u32,
        /// The last try's failure.
        #[source]
        source: reqwest::Error,
    },
    /// A slow delivery's task came to no end of its own.
    #[error("a slow delivery was given up")]
    Task(#[source] tokio::task::JoinError),
    /// What was sent could not be told on the output.
    #[error("the output could not be written")]
    Output(#[source] io::Error),
}
