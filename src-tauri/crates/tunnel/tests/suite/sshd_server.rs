//! Debian's sshd on loopback, without rights: its own keys, port and set-up, and in a namespace
//! of its own a list of users that holds one.

use rustix::process::{Pid, Signal, getuid, kill_process};
use std::{
    fs,
    net::SocketAddr,
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use tunnel::{HostKey, SshKey};

/// Where Debian puts it. It re-executes itself and wants its whole path.
const SSHD: &str = "/usr/sbin/sshd";
/// The one user, and as whom it runs: somebody who owns nothing.
pub const USER: &str = "tunnel";
const USER_NUMBER: u32 = 65534;
/// Lays the list of users over the system's, then runs the rest.
const IN_NAMESPACE: &str = "mount --bind \"$1\" /etc/passwd && shift && exec \"$@\"";

/// How long it may take to start, or to end what it has.
const LIMIT: Duration = Duration::from_secs(40);
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// A running sshd.
pub struct Sshd {
    pub address: SocketAddr,
    pub host_key: HostKey,
    folder: TempDir,
    by_root: bool,
    process: Option<Child>,
}

impl Sshd {
    /// Nobody is let in yet.
    pub async fn start() -> Self {
        assert!(
            Path::new(SSHD).exists(),
            "openssh-server is missing: cargo xtask test installs it"
        );
        let host_key = SshKey::generate().unwrap();
        let line = host_key.authorized_keys_line(1).unwrap();
        let (_, public) = line.split_once("false\" ").unwrap();
        let mut sshd = Self {
            address: SocketAddr::from(([127, 0, 0, 1], crate::ports::free_port())),
            host_key: HostKey::parse(public).unwrap(),
            folder: TempDir::new().unwrap(),
            by_root: getuid().is_root(),
            process: None,
        };
        sshd.set_up(&host_key);
        sshd.run().await;
        sshd
    }

    /// Lets in a key by the line that the app shows.
    pub fn authorize(&self, line: &str) {
        self.write("authorized_keys", line);
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
        self.give(&self.path(name));
    }

    fn give(&self, path: &Path) {
        if self.by_root {
            chown(path, Some(USER_NUMBER), Some(USER_NUMBER)).unwrap();
        }
    }

    fn set_up(&mut self, host_key: &SshKey) {
        self.give(self.folder.path());
        self.write("host_key", &host_key.to_openssh().unwrap());
        fs::set_permissions(self.path("host_key"), fs::Permissions::from_mode(0o600)).unwrap();
        self.authorize("");
        let user = format!("{USER}:x:{USER_NUMBER}:{USER_NUMBER}::/:/bin/false\n");
        self.write("passwd", &user);
        let config = format!(
            "ListenAddress {}\nPort {}\nHostKey {}\nPidFile none\nAuthorizedKeysFile {}\n\
             UsePAM no\nStrictModes no\nPasswordAuthentication no\n\
             KbdInteractiveAuthentication no\nAllowTcpForwarding remote\nGatewayPorts no\n\
             AllowStreamLocalForwarding no\nX11Forwarding no\nMaxStartups 100\n",
            self.address.ip(),
            self.address.port(),
            self.path("host_key").display(),
            self.path("authorized_keys").display(),
        );
        self.write("sshd_config", &config);
    }

    async fn run(&mut self) {
        let number = USER_NUMBER.to_string();
        let (user, group) = (
            format!("--map-user={number}"),
            format!("--map-group={number}"),
        );
        let mut command = Command::new("unshare");
        if self.by_root {
            command.arg("--mount");
        } else {
            command.args(["--user", "--mount", &user, &group, "--keep-caps"]);
        }
        command
            .args(["sh", "-c", IN_NAMESPACE, "sh"])
            .arg(self.path("passwd"));
        if self.by_root {
            let (user, group) = (format!("--reuid={number}"), format!("--regid={number}"));
            command.args(["setpriv", &user, &group, "--clear-groups"]);
        }
        command
            .args([SSHD, "-D", "-e", "-f"])
            .arg(self.path("sshd_config"));
        let log = fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.path("log"))
            .unwrap();
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        self.process = Some(command.spawn().unwrap());
        let address = self.address;
        let listens = async {
            while tokio::net::TcpStream::connect(address).await.is_err() {
                assert!(
                    self.process.as_mut().unwrap().try_wait().unwrap().is_none(),
                    "sshd ended: {}",
                    fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
                );
                tokio::time::sleep(LOOK_EVERY).await;
            }
        };
        let listens = tokio::time::timeout(LIMIT, listens).await;
        listens.unwrap_or_else(|_| panic!("sshd did not come"));
    }

    /// The processes of its sessions.
    pub fn sessions(&self) -> Vec<Pid> {
        let listener = Pid::from_child(self.process.as_ref().unwrap());
        let mut family = vec![listener];
        let parents = parents();
        loop {
            let more: Vec<Pid> = parents
                .iter()
                .filter(|(child, parent)| family.contains(parent) && !family.contains(child))
                .map(|(child, _)| *child)
                .collect();
            if more.is_empty() {
                family.retain(|process| *process != listener);
                return family;
            }
            family.extend(more);
        }
    }

    /// Sends a signal to some of its processes.
    pub fn signal(processes: &[Pid], signal: Signal) {
        for process in processes {
            // It may have ended since.
            let _ = kill_process(*process, signal);
        }
    }

    /// Kills all of it, as a crash of the host does.
    pub fn kill(&mut self) {
        let sessions = self.sessions();
        if let Some(mut listener) = self.process.take() {
            listener.kill().unwrap();
            listener.wait().unwrap();
        }
        Self::signal(&sessions, Signal::KILL);
    }

    /// Starts it anew after [`Self::kill`].
    pub async fn restart(&mut self) {
        self.run().await;
    }

    /// Waits until it has as many sessions.
    pub async fn has_no_session(&self) {
        let ended = async {
            while !self.sessions().is_empty() {
                tokio::time::sleep(LOOK_EVERY).await;
            }
        };
        let ended = tokio::time::timeout(LIMIT, ended).await;
        ended.unwrap_or_else(|_| panic!("sshd's sessions did not end"));
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        if self.process.is_some() {
            let sessions = self.sessions();
            // What is held can't be ended in order, and a killed one is gone either way.
            Self::signal(&sessions, Signal::KILL);
            self.kill();
        }
    }
}

/// Each process of the machine with its parent.
fn parents() -> Vec<(Pid, Pid)> {
    let numbers = fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<i32>().ok());
    numbers
        .filter_map(|number| {
            let stat = fs::read_to_string(format!("/proc/{number}/stat")).ok()?;
            let (_, rest) = stat.rsplit_once(')')?;
            let parent = rest.split_whitespace().nth(1)?.parse().ok()?;
            Some((Pid::from_raw(number)?, Pid::from_raw(parent)?))
        })
        .collect()
}
