//! The vault against real keyrings, each on a session bus of its own: available, locked, absent,
//! hanging, and back.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test helper may stop the test")]

use std::{
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use tests_keyring::{Begins, Session};

/// How long the keyring may take, in milliseconds. A real one takes ten, on a machine at rest.
const LIMIT_MS: &str = "5000";
const TRIES_MAX: usize = 4000;

/// The vault in a process of its own: a process has one session bus.
struct Probe {
    process: Child,
    asks: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

fn program() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    here.ancestors()
        .nth(2)
        .unwrap()
        .join("examples/keyring_state")
}

impl Probe {
    fn start(session: &Session) -> Self {
        let mut command = Command::new(program());
        let mut process = session
            .give(command.arg(LIMIT_MS))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            asks: process.stdin.take(),
            answers: BufReader::new(process.stdout.take().unwrap()),
            process,
        }
    }

    /// Asks the probe, and gives the first word of its answer.
    fn ask(&mut self, what: &str) -> String {
        writeln!(self.asks.as_mut().unwrap(), "{what}").unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        answer
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned()
    }

    /// Asks until the answer is this one.
    fn until(&mut self, what: &str, answer: &str) {
        let mut last = String::new();
        for _ in 0..TRIES_MAX {
            last = self.ask(what);
            if last == answer {
                return;
            }
            std::thread::park_timeout(Duration::from_millis(10));
        }
        assert_eq!(last, answer, "the answer to {what}");
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        // It ends with its input.
        self.asks = None;
        drop(self.process.wait());
    }
}

fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn a_secret_outlives_the_keyrings_restart_and_a_locked_keyring_is_not_an_empty_one() {
    let home = home();
    let session = Session::start(home.path());
    let keyring = session.keyring(Begins::Unlocked);
    let mut first = Probe::start(&session);
    first.until("check", "available");
    assert_eq!(first.ask("read"), "nothing");
    assert_eq!(first.ask("put"), "stored");
    drop((first, keyring));

    let keyring = session.keyring(Begins::Locked);
    let mut locked = Probe::start(&session);
    locked.until("read", "locked");
    assert_eq!(locked.ask("check"), "locked");
    // There is no display on which it could ask.
    assert_eq!(locked.ask("unlock"), "locked");
    drop((locked, keyring));

    let _keyring = session.keyring(Begins::Unlocked);
    let mut again = Probe::start(&session);
    again.until("read", "found");
}

#[test]
fn a_session_without_a_keyring_says_so() {
    let home = home();
    let session = Session::start(home.path());
    let mut probe = Probe::start(&session);
    assert_eq!(probe.ask("check"), "absent");
    assert_eq!(probe.ask("read"), "absent");
    assert_eq!(probe.ask("put"), "absent");
}

#[test]
fn a_keyring_that_hangs_is_told_in_time_and_used_again_when_it_goes_on() {
    let home = home();
    let session = Session::start(home.path());
    let keyring = session.keyring(Begins::Unlocked);
    let mut probe = Probe::start(&session);
    probe.until("check", "available");
    keyring.hang();
    assert_eq!(probe.ask("check"), "hanging");
    assert_eq!(probe.ask("read"), "hanging");
    keyring.go_on();
    probe.until("check", "available");
}
