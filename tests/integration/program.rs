//! partner-receiver as a process.

use crate::client::SECRET;
use serde_json::Value;
use std::{
    fs,
    io::{BufRead, BufReader},
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

/// The program, built beside the tests.
pub fn partner_receiver() -> PathBuf {
    program("partner-receiver")
}

/// One of the programs, built beside the tests.
pub fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let program = test.parent().unwrap().parent().unwrap().join(name);
    assert!(
        program.is_file(),
        "build it first: cargo build --workspace --bins"
    );
    program
}

/// Looks until it holds, for so many seconds at most.
pub fn until(seconds: u64, what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(
            start.elapsed() < Duration::from_secs(seconds),
            "{what}: not within {seconds} s"
        );
        std::thread::park_timeout(Duration::from_millis(20));
    }
}

/// A folder with a data folder and a secret in it.
pub struct Place {
    pub folder: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Self {
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        place.secret_file("secret", SECRET);
        place
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn secret_file(&self, name: &str, secret: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, format!("{secret}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        path
    }

    fn serve_line(&self, data: &Path) -> Vec<String> {
        let secret = self.folder.path().join("secret").display().to_string();
        let data = data.display().to_string();
        [
            "serve",
            "--data-dir",
            &data,
            "--profile",
            "acme",
            "--listen",
            "127.0.0.1:0",
        ]
        .into_iter()
        .chain(["--webhook-secret-file", &secret])
        .map(ToOwned::to_owned)
        .collect()
    }

    pub fn serve(&self) -> Server {
        self.serve_with(&[])
    }

    /// Runs `serve` where it must not start.
    pub fn serve_refused(&self) -> Output {
        let mut command = Command::new(partner_receiver());
        command
            .args(self.serve_line(&self.data()))
            .output()
            .unwrap()
    }

    pub fn serve_with(&self, more: &[&str]) -> Server {
        let mut command = Command::new(partner_receiver());
        command.args(self.serve_line(&self.data())).args(more);
        Server::start(&mut command, self)
    }

    /// Serves from a file system of its own of so many KiB, mounted for that process alone.
    pub fn serve_on_small_disk(&self, kib: u32, more: &[&str]) -> (Server, SmallDisk) {
        let disk = self.folder.path().join("disk");
        fs::create_dir(&disk).unwrap();
        let script = format!(
            "mount -t tmpfs -o size={kib}k,mode=0700 none {} && exec \"$@\"",
            disk.display()
        );
        let mut command = Command::new("unshare");
        command.args(if by_root() {
            ["-m"].as_slice()
        } else {
            ["-r", "-m"].as_slice()
        });
        command
            .args(["sh", "-c", &script, "serve"])
            .arg(partner_receiver());
        command.args(self.serve_line(&disk.join("data"))).args(more);
        let server = Server::start(&mut command, self);
        let process = server.child.id();
        (
            server,
            SmallDisk {
                process,
                path: disk,
            },
        )
    }

    /// Runs a command of the program on this data folder.
    pub fn ask(&self, words: &[&str]) -> Output {
        ask(&self.data(), words)
    }

    pub fn timeline(&self, words: &[&str]) -> Vec<Value> {
        let mut all = vec!["timeline", "--json"];
        all.extend(words);
        timeline_of(self.ask(&all))
    }

    pub fn verify_ledger(&self) -> (Option<i32>, Value) {
        let output = self.ask(&["verify-ledger", "--json"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let found = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{said}"));
        (output.status.code(), found)
    }
}

pub fn ask(data: &Path, words: &[&str]) -> Output {
    ask_by(Command::new(partner_receiver()), data, words)
}

fn ask_by(mut command: Command, data: &Path, words: &[&str]) -> Output {
    command
        .arg(words[0])
        .arg("--data-dir")
        .arg(data)
        .args(&words[1..])
        .output()
        .unwrap()
}

fn timeline_of(output: Output) -> Vec<Value> {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn by_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

/// A file system that one process alone has mounted.
pub struct SmallDisk {
    process: u32,
    path: PathBuf,
}

impl SmallDisk {
    /// A file on it, as it is seen from outside.
    pub fn file(&self, name: &str) -> PathBuf {
        let root = PathBuf::from(format!("/proc/{}/root", self.process));
        root.join(self.path.strip_prefix("/").unwrap()).join(name)
    }

    /// Runs a command of the program where the disk is mounted.
    pub fn ask(&self, words: &[&str]) -> Output {
        let mut command = Command::new("nsenter");
        command.args(["-t", &self.process.to_string(), "-m"]);
        if !by_root() {
            command.args(["-U", "--preserve-credentials"]);
        }
        command.arg(partner_receiver());
        ask_by(command, &self.path.join("data"), words)
    }

    pub fn timeline(&self, words: &[&str]) -> Vec<Value> {
        let mut all = vec!["timeline", "--json"];
        all.extend(words);
        timeline_of(self.ask(&all))
    }
}

/// `partner-receiver serve` while it runs.
pub struct Server {
    pub child: Child,
    pub url: String,
    log: PathBuf,
}

impl Server {
    fn start(command: &mut Command, place: &Place) -> Self {
        let log = place.folder.path().join("serve.log");
        let file = fs::File::options()
            .create(true)
            .append(true)
            .open(&log)
            .unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(file).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut url)
            .unwrap();
        let said = fs::read_to_string(&log).unwrap();
        assert!(url.starts_with("http://127.0.0.1:"), "it said: {said}");
        Self {
            child,
            url: url.trim_end().to_owned(),
            log,
        }
    }

    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, and the end in order.
    pub fn end(&mut self) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A test that failed leaves no process behind.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
