//! Why the program could not start, or a profile not be opened.

use engine::EngineError;
use ledger::LedgerError;

/// A failure at the start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The window system failed.
    #[error("the window could not be opened")]
    Window(#[from] tauri::Error),
    /// The data folder or a profile in it.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The profile's ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// No port could be had for the receiver.
    #[error("could not listen for webhooks on this machine")]
    Listen(#[source] std::io::Error),
    /// The simulator's sender could not be started.
    #[error("could not start the simulator's sender ({path}); nothing was sent")]
    Sender {
        /// The program that was tried.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The simulator's secret could not be made.
    #[error("could not make a secret for the simulator")]
    Secret(#[from] webhooks::SecretError),
}
