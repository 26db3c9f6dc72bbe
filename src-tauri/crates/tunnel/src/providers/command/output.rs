//! What a command prints: read to the end whatever comes, kept within bounds.

use std::collections::VecDeque;
use tokio::{
    io::{AsyncRead, AsyncReadExt},
    process::{ChildStderr, ChildStdout},
    sync::mpsc,
    task::JoinSet,
    time::{Duration, timeout},
};

/// A longer line is cut into pieces of this length.
const LINE_BYTES_MAX: usize = 8 * 1024;
/// How much of the end is kept, to be shown.
const TAIL_BYTES_MAX: usize = 4 * 1024;
/// How many lines may wait. A command that prints faster than they are looked at is slowed down by
/// its pipe, as it is by a terminal.
const LINES_WAITING_MAX: usize = 64;
/// How long the rest of the output may take once the command has ended. A child that it left behind
/// may hold the pipe for ever.
const REST_TIMEOUT: Duration = Duration::from_millis(500);

/// What a command prints on both of its streams.
pub struct Output {
    lines: mpsc::Receiver<String>,
    kept: Tail,
    /// Dropped with this: what still reads then stops.
    _readers: JoinSet<()>,
}

impl Output {
    /// Reads both streams.
    pub fn read(stdout: Option<ChildStdout>, stderr: Option<ChildStderr>) -> Self {
        let (tell, lines) = mpsc::channel(LINES_WAITING_MAX);
        let mut readers = JoinSet::new();
        if let Some(stdout) = stdout {
            readers.spawn(split(stdout, tell.clone()));
        }
        if let Some(stderr) = stderr {
            readers.spawn(split(stderr, tell));
        }
        Self {
            lines,
            kept: Tail::default(),
            _readers: readers,
        }
    }

    /// The next line; never, once both streams are closed.
    pub async fn line(&mut self) -> String {
        match self.lines.recv().await {
            Some(line) => {
                self.kept.add(&line);
                line
            }
            None => std::future::pending().await,
        }
    }

    /// Takes in what is still on its way, within a bound.
    pub async fn rest(&mut self) {
        let rest = async {
            while let Some(line) = self.lines.recv().await {
                self.kept.add(&line);
            }
        };
        // A flood goes on for ever, and its end is as good as any.
        drop(timeout(REST_TIMEOUT, rest).await);
    }

    /// The end of what was printed.
    pub fn tail(&self) -> String {
        self.kept.text()
    }
}

/// The last lines of a text, within a bound.
#[derive(Default)]
struct Tail {
    lines: VecDeque<String>,
    bytes: usize,
}

impl Tail {
    fn add(&mut self, line: &str) {
        self.bytes += line.len();
        self.lines.push_back(line.to_owned());
        while self.bytes > TAIL_BYTES_MAX && self.lines.len() > 1 {
            self.bytes -= self.lines.pop_front().map_or(0, |line| line.len());
        }
    }

    fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(String::as_str).collect();
        lines.join(" / ")
    }
}

/// Cuts a stream into lines, bytes that are no text replaced.
async fn split(mut stream: impl AsyncRead + Unpin, tell: mpsc::Sender<String>) {
    let mut line = Vec::new();
    let mut piece = [0; 4096];
    while let Ok(read @ 1..) = stream.read(&mut piece).await {
        for &byte in piece.get(..read).unwrap_or_default() {
            // A progress bar ends its lines with a carriage return alone.
            let ends = matches!(byte, b'\n' | b'\r');
            if !ends {
                line.push(byte);
            }
            let full = line.len() >= LINE_BYTES_MAX;
            if (ends || full) && !line.is_empty() {
                let text = String::from_utf8_lossy(&line).into_owned();
                line.clear();
                if tell.send(text).await.is_err() {
                    return;
                }
            }
        }
    }
    if !line.is_empty() {
        // Nobody waits for it if the command was given up.
        drop(tell.send(String::from_utf8_lossy(&line).into_owned()).await);
    }
}
