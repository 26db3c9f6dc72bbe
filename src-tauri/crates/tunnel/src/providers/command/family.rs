//! A command with all of its children, which end together.

use process_wrap::tokio::{ChildWrapper, CommandWrap, KillOnDrop};
use std::{io, process::Stdio, time::Duration};
use tokio::{
    process::{ChildStderr, ChildStdout},
    time::timeout,
};

/// The variable that marks a command's processes. Children inherit it, also those that leave the
/// process group.
const MARK: &str = "PARTNER_CONSOLE_TUNNEL";

/// A command with all of its children. However it is let go, they end.
pub struct Family {
    child: Box<dyn ChildWrapper>,
    mark: String,
    ended: bool,
}

impl Family {
    /// Starts a command, after what an earlier one of the same mark left running was ended.
    ///
    /// # Errors
    /// The command is empty or the system can't start it.
    pub fn start(argv: &[String], mark: &str) -> io::Result<Self> {
        let (program, arguments) = argv
            .split_first()
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "no program is named"))?;
        sweep(mark);
        let mut command = CommandWrap::with_new(program, |command| {
            command
                .args(arguments)
                .env(MARK, mark)
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped());
        });
        command.wrap(KillOnDrop);
        #[cfg(unix)]
        command.wrap(process_wrap::tokio::ProcessGroup::leader());
        #[cfg(windows)]
        command.wrap(process_wrap::tokio::JobObject);
        Ok(Self {
            child: command.spawn()?,
            mark: mark.to_owned(),
            ended: false,
        })
    }

    /// What it prints.
    pub fn stdout(&mut self) -> Option<ChildStdout> {
        self.child.stdout().take()
    }

    /// What it complains of.
    pub fn stderr(&mut self) -> Option<ChildStderr> {
        self.child.stderr().take()
    }

    /// Waits until the command itself has ended; its exit status in words.
    pub async fn wait(&mut self) -> String {
        match self.child.wait().await {
            Ok(status) => status.to_string(),
            Err(error) => format!("unknown: {error}"),
        }
    }

    /// Asks the command to end, and after `patience` ends it with all of its children.
    pub async fn end(mut self, patience: Duration) {
        #[cfg(unix)]
        if self.child.signal(SIGTERM).is_ok() {
            drop(timeout(patience, self.child.wait()).await);
        }
        self.kill();
        // It is dead; this takes its body away.
        drop(timeout(patience, self.child.wait()).await);
    }

    fn kill(&mut self) {
        // An error says that there is nobody any more.
        drop(self.child.start_kill());
        sweep(&self.mark);
        self.ended = true;
    }
}

impl Drop for Family {
    fn drop(&mut self) {
        if !self.ended {
            self.kill();
        }
    }
}

/// SIGTERM's number, the same on every Unix.
#[cfg(unix)]
const SIGTERM: i32 = 15;

/// How often it is looked again, since a process can make a child while the list is read.
#[cfg(target_os = "linux")]
const SWEEPS_MAX: usize = 5;

/// Ends every process that bears the mark: those that left the group, and what a crash left.
#[cfg(target_os = "linux")]
fn sweep(mark: &str) {
    for _ in 0..SWEEPS_MAX {
        let found = marked(mark);
        if found.is_empty() {
            return;
        }
        for process in found {
            // It may have ended since.
            let _ = rustix::process::kill_process(process, rustix::process::Signal::KILL);
        }
    }
}

/// Elsewhere the process group, or Windows' job, is all there is.
#[cfg(not(target_os = "linux"))]
fn sweep(_mark: &str) {}

#[cfg(target_os = "linux")]
fn marked(mark: &str) -> Vec<rustix::process::Pid> {
    let wanted = format!("{MARK}={mark}");
    let bears = |environment: &[u8]| {
        environment
            .split(|byte| *byte == 0)
            .any(|variable| variable == wanted.as_bytes())
    };
    let Ok(processes) = std::fs::read_dir("/proc") else {
        return Vec::new();
    };
    processes
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<i32>().ok())
        .filter(|number| {
            // A dead one that nobody has waited for has no environment any more.
            std::fs::read(format!("/proc/{number}/environ")).is_ok_and(|read| bears(&read))
        })
        .filter_map(rustix::process::Pid::from_raw)
        .filter(|process| *process != rustix::process::getpid())
        .collect()
}
