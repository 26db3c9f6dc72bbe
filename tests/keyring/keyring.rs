//! Real keyrings for tests, each on a session bus of its own: unlocked, locked, absent, hanging.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test helper may stop the test")]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

const TRIES_MAX: usize = 4000;
const PAUSE: Duration = Duration::from_millis(10);
/// The password of every keyring here.
const PASSWORD: &[u8] = b"pw";
/// The name under which a keyring answers.
const SECRETS: &str = "string:org.freedesktop.secrets";
/// A bus that starts nothing by itself: the usual one would start a keyring when asked for it.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC
  "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"#;

/// A session: a bus without a keyring, and a home in which a keyring keeps what it is given.
pub struct Session {
    bus: Child,
    address: String,
    home: PathBuf,
}

/// How a keyring begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// With its password, as where a person signed in with it.
    Unlocked,
    /// Without; nothing on the bus can ask for it.
    Locked,
}

/// A running keyring. It ends with this value.
pub struct Keyring(Child);

impl Session {
    /// Starts the bus of a session that lives in this folder.
    #[must_use]
    pub fn start(home: &Path) -> Self {
        let config = home.join("bus.conf");
        fs::write(&config, BUS).unwrap();
        let mut bus = Command::new("dbus-daemon")
            .args(["--nofork", "--print-address", "--config-file"])
            .arg(&config)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        let mut told = BufReader::new(bus.stdout.take().unwrap());
        told.read_line(&mut address).unwrap();
        Self {
            bus,
            address: address.trim().to_owned(),
            home: home.to_owned(),
        }
    }

    /// The bus, as in `DBUS_SESSION_BUS_ADDRESS`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Brings a program into this session: its bus, its home, no display.
    pub fn give<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env_remove("DISPLAY")
            .env_remove("GNOME_KEYRING_CONTROL")
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .env("HOME", &self.home)
            .env("XDG_DATA_HOME", self.home.join("data"))
            .env("XDG_RUNTIME_DIR", &self.home)
    }

    /// Starts a keyring, and waits until it can be asked.
    #[must_use]
    pub fn keyring(&self, begins: Begins) -> Keyring {
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(["--foreground", "--components=secrets"]);
        if begins == Begins::Unlocked {
            command.arg("--unlock");
        }
        let mut daemon = self
            .give(&mut command)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The password ends with its input.
        let mut input = daemon.stdin.take().unwrap();
        if begins == Begins::Unlocked {
            input.write_all(PASSWORD).unwrap();
        }
        drop(input);
        let keyring = Keyring(daemon);
        let answers = (0..TRIES_MAX).any(|_| {
            std::thread::park_timeout(PAUSE);
            self.has_keyring()
        });
        assert!(answers, "the keyring answers on its bus");
        keyring
    }

    fn has_keyring(&self) -> bool {
        let asked = Command::new("dbus-send")
            .arg(format!("--bus={}", self.address))
            .args(["--print-reply", "--dest=org.freedesktop.DBus", "/"])
            .args(["org.freedesktop.DBus.NameHasOwner", SECRETS])
            .output()
            .unwrap();
        String::from_utf8_lossy(&asked.stdout).contains("boolean true")
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        end(&mut self.bus);
    }
}

impl Keyring {
    /// Lets it answer nothing.
    pub fn hang(&self) {
        signal("-STOP", &self.0);
    }

    /// Lets it answer again.
    pub fn go_on(&self) {
        signal("-CONT", &self.0);
    }
}

impl Drop for Keyring {
    fn drop(&mut self) {
        self.go_on();
        end(&mut self.0);
    }
}

fn end(child: &mut Child) {
    signal("-TERM", child);
    drop(child.wait());
}

fn signal(name: &str, child: &Child) {
    let sent = Command::new("kill")
        .args([name, &child.id().to_string()])
        .stderr(Stdio::null())
        .status();
    // It may have ended by itself meanwhile.
    drop(sent);
}
