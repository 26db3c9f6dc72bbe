//! Why a command could not do its work.

use engine::EngineError;
use ledger::LedgerError;
use std::{io, path::PathBuf};

/// A command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// A file could not be read.
    #[error("could not read {path}", path = path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Others than its owner could read a secret.
    #[error(
        "{path} can be read by others (mode {mode:04o}); make it 0600: chmod 600 {path}",
        path = path.display()
    )]
    Open {
        /// The file.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// A secret's file is not a file of this user.
    #[error("{path} is not a plain file of the user who runs this", path = path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// A secret can't be used.
    #[error("the secret in {path} can't be used", path = path.display())]
    Secret {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: webhooks::SecretError,
    },
    /// A secret is no text.
    #[error("the secret in {path} is no text", path = path.display())]
    NoText {
        /// The file.
        path: PathBuf,
    },
    /// The profile's file can't be used.
    #[error("{path} can't be used as a profile", path = path.display())]
    Profile {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: engine::ProfileFileError,
    },
    /// What was asked for can't be called.
    #[error("nothing was sent: {0}")]
    Ask(String),
    /// The way in can't be set up. The source says why.
    #[error("the way in can't be set up; nothing was started")]
    WayIn(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The ssh server showed no key.
    #[error("the server showed no key: {0}")]
    NoHostKey(tunnel::Reason),
    /// What was found of the way in can't be written down.
    #[error("what is found of the way in can't be written down")]
    NotWritten(#[from] engine::deed::DeedError),
    /// The data folder or a profile.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The address can't be listened on.
    #[error("could not listen on {address}")]
    Listen {
        /// The address.
        address: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The output could not be written.
    #[error("could not write the output")]
    Output(#[from] io::Error),
}

impl Unusable {
    /// 2 for input that can't be used, 1 for everything else.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::File { .. }
            | Self::Open { .. }
            | Self::NotOurs { .. }
            | Self::Secret { .. }
            | Self::NoText { .. }
            | Self::Profile { .. }
            | Self::Ask(_)
            | Self::WayIn(_)
            | Self::Engine(_)
            | Self::Ledger(LedgerError::NoLedger { .. }) => 2,
            Self::Ledger(_)
            | Self::Listen { .. }
            | Self::Output(_)
            | Self::NoHostKey(_)
            | Self::NotWritten(_) => 1,
        }
    }
}
