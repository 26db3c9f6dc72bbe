//! The simulator's sender: a process of its own, steered through its input, ended with this one.

use crate::start_error::StartError;
use contract::{SenderOrder, SimulatorState, SimulatorView};
use serde::Deserialize;
use serde_json::json;
use std::{path::PathBuf, process::Stdio, time::Duration};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    process::{Child, ChildStdin, ChildStdout, Command},
    sync::mpsc,
};
use vault::SecretText;

const PROGRAM: &str = if cfg!(windows) {
    "partner-simulator.exe"
} else {
    "partner-simulator"
};
/// Deliveries a second in the window's simulator: quick enough to see, slow enough to read.
const RATE: &str = "1";
/// The longest line of its output that is read.
const LINE_BYTES_MAX: u64 = 64 * 1024;
/// Answers to orders that may wait to be read.
const ANSWERS_MAX: usize = 16;
/// How long it may take to answer an order.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(3);
/// How long it may take to end by itself.
const END_TIMEOUT: Duration = Duration::from_secs(2);

/// The sender, running or not.
#[derive(Debug)]
pub enum SenderProcess {
    /// It was not started, or was stopped.
    Stopped,
    /// It was started. It ends when its input is closed.
    Started(Box<Started>),
}

/// A sender that was started.
#[derive(Debug)]
pub struct Started {
    child: Child,
    // Held open: it ends when this is closed.
    input: ChildStdin,
    answers: mpsc::Receiver<Result<(), String>>,
    is_paused: bool,
}

/// A line of its output, as far as it is an answer to an order.
#[derive(Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum Line {
    Taken,
    Refused {
        why: String,
    },
    #[serde(other)]
    Other,
}

impl SenderProcess {
    /// Starts the program that lies beside this one. The secret goes through its input, where no
    /// list of processes shows it.
    ///
    /// # Errors
    /// [`StartError::Sender`].
    pub async fn start(url: &str, secret: &SecretText) -> Result<Self, StartError> {
        let path = beside_this_program().unwrap_or_else(|| PathBuf::from(PROGRAM));
        let failed = |source| StartError::Sender {
            path: path.display().to_string(),
            source,
        };
        let mut child = Command::new(&path)
            .args(["send", "--rate", RATE, "--first-burst", "12"])
            .args(["--forged-every", "9", "--url", url])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(failed)?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(failed(std::io::ErrorKind::BrokenPipe.into()));
        };
        input
            .write_all(secret.reveal().as_bytes())
            .await
            .map_err(failed)?;
        input.write_all(b"\n").await.map_err(failed)?;
        input.flush().await.map_err(failed)?;
        let (answer, answers) = mpsc::channel(ANSWERS_MAX);
        tokio::spawn(read_answers(output, answer));
        Ok(Self::Started(Box::new(Started {
            child,
            input,
            answers,
            is_paused: false,
        })))
    }

    /// Whether it runs.
    pub fn is_running(&mut self) -> bool {
        self.view().state == SimulatorState::Running
    }

    /// What it does now.
    pub fn view(&mut self) -> SimulatorView {
        let (state, detail, is_paused) = match self {
            Self::Stopped => (
                SimulatorState::Stopped,
                "It sends nothing.".to_owned(),
                false,
            ),
            Self::Started(started) => match started.child.try_wait() {
                Ok(None) if started.is_paused => (
                    SimulatorState::Running,
                    "It is paused: it sends only what it is told to.".to_owned(),
                    true,
                ),
                Ok(None) => (
                    SimulatorState::Running,
                    "It sends signed webhooks.".to_owned(),
                    false,
                ),
                Ok(Some(status)) => (
                    SimulatorState::Failed,
                    format!("It ended by itself ({status})."),
                    false,
                ),
                Err(error) => (
                    SimulatorState::Failed,
                    format!("It can't be asked how it is: {error}."),
                    false,
                ),
            },
        };
        SimulatorView {
            state,
            detail,
            is_paused,
        }
    }

    /// Tells it something, and waits until it says that it takes it.
    ///
    /// # Errors
    /// [`StartError::SenderStopped`], [`StartError::SenderRefused`] or
    /// [`StartError::SenderSilent`].
    pub async fn steer(&mut self, order: &SenderOrder) -> Result<(), StartError> {
        if !self.is_running() {
            return Err(StartError::SenderStopped);
        }
        let Self::Started(started) = self else {
            return Err(StartError::SenderStopped);
        };
        let line = match order {
            SenderOrder::Send { mode, count } => {
                json!({ "do": "send", "mode": mode, "count": count })
            }
            SenderOrder::Pause => json!({ "do": "pause" }),
            SenderOrder::Resume => json!({ "do": "resume" }),
        };
        // An answer that came too late for an earlier order is no answer to this one.
        while started.answers.try_recv().is_ok() {}
        let told = async {
            started
                .input
                .write_all(format!("{line}\n").as_bytes())
                .await?;
            started.input.flush().await
        };
        told.await.map_err(|_| StartError::SenderStopped)?;
        match tokio::time::timeout(ANSWER_TIMEOUT, started.answers.recv()).await {
            Ok(Some(Ok(()))) => {}
            Ok(Some(Err(why))) => return Err(StartError::SenderRefused(why)),
            Ok(None) => return Err(StartError::SenderStopped),
            Err(_) => return Err(StartError::SenderSilent),
        }
        match order {
            SenderOrder::Pause => started.is_paused = true,
            SenderOrder::Resume => started.is_paused = false,
            SenderOrder::Send { .. } => {}
        }
        Ok(())
    }

    /// Stops it.
    pub async fn stop(&mut self) {
        if let Self::Started(started) = std::mem::replace(self, Self::Stopped) {
            let Started {
                mut child, input, ..
            } = *started;
            drop(input);
            let ended = tokio::time::timeout(END_TIMEOUT, child.wait()).await;
            if ended.is_err()
                && let Err(error) = child.kill().await
            {
                tracing::warn!(%error, "the simulator's sender could not be ended");
            }
        }
    }
}

/// Reads its output to the end, so that it never waits for a reader, and hands on what answers an
/// order. A line that is too long is no answer.
async fn read_answers(output: ChildStdout, answer: mpsc::Sender<Result<(), String>>) {
    let mut output = BufReader::new(output);
    let mut line = Vec::new();
    loop {
        line.clear();
        match (&mut output)
            .take(LINE_BYTES_MAX)
            .read_until(b'\n', &mut line)
            .await
        {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        let told = match serde_json::from_slice(&line) {
            Ok(Line::Taken) => Ok(()),
            Ok(Line::Refused { why }) => Err(why),
            Ok(Line::Other) | Err(_) => continue,
        };
        // Who gave an order may have stopped waiting for its answer.
        drop(answer.try_send(told));
    }
}

fn beside_this_program() -> Option<PathBuf> {
    let beside = std::env::current_exe().ok()?.parent()?.join(PROGRAM);
    beside.is_file().then_some(beside)
}
