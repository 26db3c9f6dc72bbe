//! Why a command stopped.

use std::{io, path::PathBuf};

/// A command's failure.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// A program could not be started.
    #[error("could not start {program}: {source}")]
    Start {
        /// The program.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// There is nothing to run.
    #[error("name a program to run")]
    Empty,
    /// A step failed.
    #[error("FAILED: {0}")]
    Failed(String),
    /// Packages are missing and can't be installed by this command.
    #[error("missing: {packages}. Install them and try again:\n  {command}")]
    Missing {
        /// Their names.
        packages: String,
        /// What installs them.
        command: String,
    },
    /// A file or folder could not be used.
    #[error("could not use {path}: {source}", path = path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something that was waited for did not come.
    #[error("waited {seconds} s in vain for {what}")]
    Late {
        /// For what.
        what: &'static str,
        /// How long.
        seconds: u64,
    },
}
