//! The vault against real keyrings, each on a session bus of its own: available, locked, absent,
//! hanging, and back.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test helper may stop the test")]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

/// How long the keyring may take, in milliseconds. A real one takes ten.
const LIMIT_MS: &str = "1500";
const TRIES_MAX: usize = 300;

/// Starts a keyring with a password that was typed, tells its process, and becomes the probe.
const UNLOCKED: &str = "printf pw | gnome-keyring-daemon --foreground --unlock \
     --components=secrets >/dev/null 2>&1 & echo $!; exec \"$@\"";
/// The same without a password.
const NOT_UNLOCKED: &str = "gnome-keyring-daemon --foreground --components=secrets \
     >/dev/null 2>&1 </dev/null & echo $!; exec \"$@\"";
/// No keyring.
const NONE: &str = "echo 0; exec \"$@\"";
/// A bus that starts nothing by itself: the usual one would start a keyring when asked for it.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC
  "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"#;

/// A session with its own bus, and the probe in it.
struct Session {
    bus: Child,
    asks: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    keyring: u32,
}

fn probe() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    here.ancestors()
        .nth(2)
        .unwrap()
        .join("examples/keyring_state")
}

fn signal(name: &str, id: u32) {
    if id != 0 {
        let sent = Command::new("kill")
            .args([name, &id.to_string()])
            .stderr(Stdio::null())
            .status();
        drop(sent);
    }
}

impl Session {
    fn start(home: &Path, script: &str) -> Self {
        let config = home.join("bus.conf");
        fs::write(&config, BUS).unwrap();
        let mut bus = Command::new("dbus-run-session")
            .arg("--config-file")
            .arg(&config)
            .args(["--", "sh", "-c", script, "session"])
            .arg(probe())
            .arg(LIMIT_MS)
            .env_remove("DISPLAY")
            .env_remove("GNOME_KEYRING_CONTROL")
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_RUNTIME_DIR", home)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let asks = bus.stdin.take();
        let mut answers = BufReader::new(bus.stdout.take().unwrap());
        let mut id = String::new();
        answers.read_line(&mut id).unwrap();
        Self {
            bus,
            asks,
            answers,
            keyring: id.trim().parse().unwrap(),
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

impl Drop for Session {
    fn drop(&mut self) {
        signal("-CONT", self.keyring);
        signal("-TERM", self.keyring);
        // The probe ends with its input, and the bus with the probe.
        self.asks = None;
        drop(self.bus.wait());
    }
}

fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn a_secret_outlives_the_keyrings_restart_and_a_locked_keyring_is_not_an_empty_one() {
    let home = home();
    let mut first = Session::start(home.path(), UNLOCKED);
    first.until("check", "available");
    assert_eq!(first.ask("read"), "nothing");
    assert_eq!(first.ask("put"), "stored");
    drop(first);

    let mut locked = Session::start(home.path(), NOT_UNLOCKED);
    locked.until("read", "locked");
    assert_eq!(locked.ask("check"), "locked");
    // There is no display on which it could ask.
    assert_eq!(locked.ask("unlock"), "locked");
    drop(locked);

    let mut again = Session::start(home.path(), UNLOCKED);
    again.until("read", "found");
}

#[test]
fn a_session_without_a_keyring_says_so() {
    let home = home();
    let mut session = Session::start(home.path(), NONE);
    assert_eq!(session.ask("check"), "absent");
    assert_eq!(session.ask("read"), "absent");
    assert_eq!(session.ask("put"), "absent");
}

#[test]
fn a_keyring_that_hangs_is_told_in_time_and_used_again_when_it_goes_on() {
    let home = home();
    let mut session = Session::start(home.path(), UNLOCKED);
    // Absent at first, while it starts.
    session.until("check", "available");
    signal("-STOP", session.keyring);
    assert_eq!(session.ask("check"), "hanging");
    assert_eq!(session.ask("read"), "hanging");
    signal("-CONT", session.keyring);
    session.until("check", "available");
}
