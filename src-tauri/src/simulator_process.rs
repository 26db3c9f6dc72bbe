//! The simulator: a process of its own that serves an API and sends what changes on it, steered
//! through its input, ended with this one.

use crate::start_error::StartError;
use contract::{SenderOrder, SimulatorState, SimulatorView};
use engine::{StoredCredentials, folder::random_hex};
use partner_api::BaseUrl;
use serde::Deserialize;
use serde_json::json;
use std::{
    io,
    path::{Path, PathBuf},
    process::Stdio,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader},
    process::{Child, ChildStdin, ChildStdout, Command},
    sync::mpsc,
    task::JoinHandle,
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
/// How long it may take until it listens: a state of a long day is read first.
const START_TIMEOUT: Duration = Duration::from_secs(10);
/// How long it may take to answer an order.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(3);
/// How long it may take to end by itself.
const END_TIMEOUT: Duration = Duration::from_secs(2);

/// The simulator, running or not.
#[derive(Debug)]
pub enum SimulatorProcess {
    /// It was not started, or was stopped.
    Stopped,
    /// It could not be started: why.
    Failed(String),
    /// It was started. It ends when its input is closed.
    Started(Box<Started>),
}

/// A simulator that was started.
#[derive(Debug)]
pub struct Started {
    child: Child,
    // Held open: it ends when this is closed.
    input: ChildStdin,
    answers: mpsc::Receiver<Result<(), String>>,
    // Ends when its output does.
    following: JoinHandle<()>,
    last_words: LastWords,
    is_paused: bool,
}

/// What it is started with.
pub struct Launch<'a> {
    /// Its program.
    pub program: &'a Path,
    /// The file that holds its state.
    pub state: &'a Path,
    /// Where its webhooks go.
    pub webhook_url: &'a str,
    /// With what it signs them.
    pub webhook_secret: &'a SecretText,
}

/// Where its API is, and as whom it is called. The credentials were made for this run of it.
#[derive(Debug)]
pub struct Serving {
    /// The API's base URL.
    pub base: BaseUrl,
    /// Bound to its origin.
    pub credentials: StoredCredentials,
}

/// The first line of its output.
#[derive(Deserialize)]
struct Listening {
    api: String,
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

/// The last line of its error output: why it ended. It tells no secret.
#[derive(Debug, Default, Clone)]
struct LastWords(Arc<Mutex<String>>);

impl LastWords {
    fn get(&self) -> String {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    async fn follow(self, output: impl AsyncRead + Unpin) {
        let mut output = BufReader::new(output);
        let mut line = Vec::new();
        while read_line(&mut output, &mut line).await {
            let text = String::from_utf8_lossy(&line).trim().to_owned();
            if !text.is_empty() {
                *self.0.lock().unwrap_or_else(PoisonError::into_inner) = text;
            }
        }
    }
}

/// The simulator's program: it lies beside this one.
#[must_use]
pub fn program() -> PathBuf {
    let here = std::env::current_exe().ok();
    let beside = here.and_then(|here| Some(here.parent()?.join(PROGRAM)));
    beside
        .filter(|path| path.is_file())
        .unwrap_or_else(|| PathBuf::from(PROGRAM))
}

impl SimulatorProcess {
    /// Starts it with credentials of its own, and waits until it listens. Secrets go through its
    /// input, where no list of processes shows them. `serves` is told where its API is, and with
    /// none when it ends.
    ///
    /// # Errors
    /// [`StartError::Simulator`]; it does not run then.
    pub async fn start(
        launch: Launch<'_>,
        serves: impl Fn(Option<Serving>) + Send + 'static,
    ) -> Result<Self, StartError> {
        let failed = |source| StartError::Simulator {
            path: launch.program.display().to_string(),
            source,
        };
        let (key, secret) = (
            SecretText::new(random_hex()?),
            SecretText::new(random_hex()?),
        );
        let mut child = Command::new(launch.program)
            .args(["serve", "--rate", RATE, "--first-burst", "12"])
            .args(["--forged-every", "9", "--webhook-url", launch.webhook_url])
            .arg("--state")
            .arg(launch.state)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(failed)?;
        let (Some(mut input), Some(output), Some(errors)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(failed(io::ErrorKind::BrokenPipe.into()));
        };
        let last_words = LastWords::default();
        let listened = tokio::spawn(last_words.clone().follow(errors));
        let mut output = BufReader::new(output);
        let told = async {
            tell_secrets(&mut input, [&key, &secret, launch.webhook_secret]).await?;
            first_line(&mut output).await
        };
        let told = tokio::time::timeout(START_TIMEOUT, told).await;
        let told = told.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
        let serving = told.and_then(|told| told.serving(&key, &secret));
        let serving = match serving {
            Ok(serving) => serving,
            Err(error) => {
                // What it says itself is the better reason; it is all said when it has ended.
                drop(child.kill().await);
                drop(tokio::time::timeout(END_TIMEOUT, listened).await);
                let why = last_words.get();
                return Err(failed(if why.is_empty() {
                    error
                } else {
                    io::Error::other(why)
                }));
            }
        };
        serves(Some(serving));
        let (answer, answers) = mpsc::channel(ANSWERS_MAX);
        let following = tokio::spawn(async move {
            read_answers(output, answer).await;
            serves(None);
        });
        Ok(Self::Started(Box::new(Started {
            child,
            input,
            answers,
            following,
            last_words,
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
                "It serves no API and sends nothing.".to_owned(),
                false,
            ),
            Self::Failed(why) => (SimulatorState::Failed, why.clone(), false),
            Self::Started(started) => match started.child.try_wait() {
                Ok(None) if started.is_paused => (
                    SimulatorState::Running,
                    "Its API is served. It is paused: it sends only what it is told to.".to_owned(),
                    true,
                ),
                Ok(None) => (
                    SimulatorState::Running,
                    "It serves its API and sends signed webhooks.".to_owned(),
                    false,
                ),
                Ok(Some(status)) => (
                    SimulatorState::Failed,
                    ended_words(&status.to_string(), &started.last_words.get()),
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
    /// [`StartError::SimulatorStopped`], [`StartError::SimulatorRefused`] or
    /// [`StartError::SimulatorSilent`].
    pub async fn steer(&mut self, order: &SenderOrder) -> Result<(), StartError> {
        if !self.is_running() {
            return Err(StartError::SimulatorStopped);
        }
        let Self::Started(started) = self else {
            return Err(StartError::SimulatorStopped);
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
        told.await.map_err(|_| StartError::SimulatorStopped)?;
        match tokio::time::timeout(ANSWER_TIMEOUT, started.answers.recv()).await {
            Ok(Some(Ok(()))) => {}
            Ok(Some(Err(why))) => return Err(StartError::SimulatorRefused(why)),
            Ok(None) => return Err(StartError::SimulatorStopped),
            Err(_) => return Err(StartError::SimulatorSilent),
        }
        match order {
            SenderOrder::Pause => started.is_paused = true,
            SenderOrder::Resume => started.is_paused = false,
            SenderOrder::Send { .. } => {}
        }
        Ok(())
    }

    /// Stops it. Its state is kept by then.
    pub async fn stop(&mut self) {
        let Self::Started(started) = std::mem::replace(self, Self::Stopped) else {
            return;
        };
        let Started {
            mut child,
            input,
            following,
            ..
        } = *started;
        drop(input);
        let ended = tokio::time::timeout(END_TIMEOUT, child.wait()).await;
        if ended.is_err()
            && let Err(error) = child.kill().await
        {
            tracing::warn!(%error, "the simulator could not be ended");
        }
        // Its output ends with it; then nothing is called there any more.
        let followed = tokio::time::timeout(END_TIMEOUT, following).await;
        if !matches!(followed, Ok(Ok(()))) {
            tracing::warn!("the simulator's end could not be followed");
        }
    }
}

impl Listening {
    fn serving(&self, key: &SecretText, secret: &SecretText) -> io::Result<Serving> {
        let wrong =
            |error: &dyn std::error::Error| io::Error::other(format!("its API is no API: {error}"));
        let base: BaseUrl = self.api.parse().map_err(|error| wrong(&error))?;
        let made = StoredCredentials::new(base.origin(), key.reveal(), secret.reveal());
        let credentials = made.map_err(|error| wrong(&error))?;
        Ok(Serving { base, credentials })
    }
}

fn ended_words(status: &str, last_words: &str) -> String {
    if last_words.is_empty() {
        format!("It ended by itself ({status}).")
    } else {
        format!("It ended by itself ({status}): {last_words}")
    }
}

async fn tell_secrets(input: &mut ChildStdin, secrets: [&SecretText; 3]) -> io::Result<()> {
    let [key, secret, webhooks] = secrets.map(SecretText::reveal);
    let line = json!({ "apiKey": key, "apiSecret": secret, "webhookSecret": webhooks });
    let line = SecretText::new(format!("{line}\n"));
    input.write_all(line.reveal().as_bytes()).await?;
    input.flush().await
}

async fn first_line(output: &mut BufReader<ChildStdout>) -> io::Result<Listening> {
    let mut line = Vec::new();
    if !read_line(output, &mut line).await {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(serde_json::from_slice(&line)?)
}

/// Reads a line, cut off where it is too long. False at the end.
async fn read_line(output: &mut (impl AsyncBufReadExt + Unpin), line: &mut Vec<u8>) -> bool {
    line.clear();
    let read = output.take(LINE_BYTES_MAX).read_until(b'\n', line).await;
    !matches!(read, Ok(0) | Err(_))
}

/// Reads its output to the end, so that it never waits for a reader, and hands on what answers an
/// order. A line that is too long is no answer.
async fn read_answers(
    mut output: BufReader<ChildStdout>,
    answer: mpsc::Sender<Result<(), String>>,
) {
    let mut line = Vec::new();
    while read_line(&mut output, &mut line).await {
        let told = match serde_json::from_slice(&line) {
            Ok(Line::Taken) => Ok(()),
            Ok(Line::Refused { why }) => Err(why),
            Ok(Line::Other) | Err(_) => continue,
        };
        // Who gave an order may have stopped waiting for its answer.
        drop(answer.try_send(told));
    }
}
