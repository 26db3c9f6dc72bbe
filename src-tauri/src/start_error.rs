//! Why the program could not start, or something of a profile not be opened or changed.

use engine::EngineError;
use ledger::{AppendError, LedgerError};
use std::{io, net::SocketAddr};

/// A failure at the start, or of what is open.
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
    /// An entry could not be written.
    #[error("it could not be written to the ledger: {0}")]
    Append(#[from] AppendError),
    /// The vault's thread could not be started.
    #[error(transparent)]
    Vault(#[from] vault::VaultError),
    /// Another program has the port.
    #[error(
        "another program listens on {address} already; choose another port, or leave it empty for \
         a free one"
    )]
    PortInUse {
        /// The address that was wanted.
        address: SocketAddr,
    },
    /// The address can't be listened on.
    #[error("could not listen for webhooks on {address}: {source}")]
    Listen {
        /// The address that was wanted.
        address: SocketAddr,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The receiver's socket failed.
    #[error("the receiver's socket failed")]
    Socket(#[source] io::Error),
    /// The profile is open for reading alone.
    #[error("the profile is open for reading alone")]
    ReadOnly,
    /// The profile is not enabled.
    #[error("the profile {0:?} is not enabled; enable it first")]
    NotEnabled(String),
    /// The profile is not the simulator's.
    #[error("only the simulator's profile has a simulator")]
    NoSimulator,
    /// The simulator could not be started.
    #[error("could not start the simulator ({path}); nothing was sent: {source}")]
    Simulator {
        /// The program that was tried.
        path: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The simulator does not run, so that it can't be told anything.
    #[error("the simulator does not run; start it first")]
    SimulatorStopped,
    /// The simulator did not take what it was told.
    #[error("the simulator refused: {0}")]
    SimulatorRefused(String),
    /// The simulator did not answer.
    #[error("the simulator did not answer; stop it and start it again")]
    SimulatorSilent,
}
