//! The simulator's sender: a process of its own, ended with this one.

use crate::start_error::StartError;
use contract::SimulatorState;
use std::{path::PathBuf, process::Stdio};
use tokio::{
    io::AsyncWriteExt,
    process::{Child, ChildStdin, Command},
};

const PROGRAM: &str = if cfg!(windows) {
    "partner-simulator.exe"
} else {
    "partner-simulator"
};
/// Deliveries a second in the window's simulator: quick enough to see, slow enough to read.
const RATE: &str = "1";

/// The sender, running or not.
#[derive(Debug)]
pub enum SenderProcess {
    /// It was not started, or was stopped.
    Stopped,
    /// It was started. It ends when its input is closed.
    Started {
        /// The process.
        child: Box<Child>,
        /// Its input, held open.
        input: ChildStdin,
    },
}

impl SenderProcess {
    /// Starts the program that lies beside this one. The secret goes through its input, where no
    /// list of processes shows it.
    ///
    /// # Errors
    /// [`StartError::Sender`].
    pub async fn start(url: &str, secret: &str) -> Result<Self, StartError> {
        let path = beside_this_program().unwrap_or_else(|| PathBuf::from(PROGRAM));
        let failed = |source| StartError::Sender {
            path: path.display().to_string(),
            source,
        };
        let mut child = Command::new(&path)
            .args([
                "send",
                "--rate",
                RATE,
                "--first-burst",
                "12",
                "--forged-every",
                "9",
                "--url",
            ])
            .arg(url)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(failed)?;
        let mut input = child
            .stdin
            .take()
            .ok_or_else(|| failed(std::io::ErrorKind::BrokenPipe.into()))?;
        let line = format!("{secret}\n");
        input.write_all(line.as_bytes()).await.map_err(failed)?;
        input.flush().await.map_err(failed)?;
        Ok(Self::Started {
            child: Box::new(child),
            input,
        })
    }

    /// What it does now, with a sentence.
    pub fn state(&mut self) -> (SimulatorState, String) {
        match self {
            Self::Stopped => (SimulatorState::Stopped, "It sends nothing.".to_owned()),
            Self::Started { child, .. } => match child.try_wait() {
                Ok(None) => (
                    SimulatorState::Running,
                    "It sends signed webhooks.".to_owned(),
                ),
                Ok(Some(status)) => (
                    SimulatorState::Failed,
                    format!("It ended by itself ({status})."),
                ),
                Err(error) => (
                    SimulatorState::Failed,
                    format!("It can't be asked how it is: {error}."),
                ),
            },
        }
    }

    /// Stops it.
    pub async fn stop(&mut self) {
        if let Self::Started { mut child, input } = std::mem::replace(self, Self::Stopped) {
            drop(input);
            let ended = tokio::time::timeout(std::time::Duration::from_secs(2), child.wait()).await;
            if ended.is_err()
                && let Err(error) = child.kill().await
            {
                tracing::warn!(%error, "the simulator's sender could not be ended");
            }
        }
    }
}

fn beside_this_program() -> Option<PathBuf> {
    let beside = std::env::current_exe().ok()?.parent()?.join(PROGRAM);
    beside.is_file().then_some(beside)
}
