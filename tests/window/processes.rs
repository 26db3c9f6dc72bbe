//! Processes as the system lists them: finding those of a test, and ending them.

use std::{
    fs,
    process::{Child, Command, Stdio},
    time::Duration,
};

const POLITE_FOR: Duration = Duration::from_secs(15);
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// The processes one of whose arguments holds this text.
pub fn with_argument(text: &str) -> Vec<u32> {
    let own = std::process::id();
    let listed = fs::read_dir("/proc").unwrap();
    listed
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|id| *id != own)
        .filter(|id| {
            let line = command_line(*id);
            line.split('\0').any(|argument| argument.contains(text))
        })
        .collect()
}

/// Whether a process has ended. One that nobody has waited for yet is listed, but has no command
/// line any more.
pub fn has_ended(id: u32) -> bool {
    command_line(id).is_empty()
}

fn command_line(id: u32) -> String {
    let line = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&line).into_owned()
}

/// Looks for a while whether something came about; for where nothing can be awaited.
fn soon(mut has_come: impl FnMut() -> bool) -> bool {
    let looks = POLITE_FOR.as_millis() / LOOK_EVERY.as_millis();
    (0..looks).any(|_| {
        std::thread::park_timeout(LOOK_EVERY);
        has_come()
    })
}

/// Ends processes, and waits: the next test's program must not meet one that is on its way out.
pub fn end(ids: &[u32]) {
    for id in ids {
        ask_to_end(*id);
    }
    soon(|| ids.iter().all(|id| has_ended(*id)));
}

/// Asks a process to end.
pub fn ask_to_end(id: u32) {
    let asked = Command::new("kill")
        .args(["-TERM", &id.to_string()])
        .stderr(Stdio::null())
        .status();
    // It may have ended by itself meanwhile.
    drop(asked);
}

/// SIGKILL.
pub fn kill(id: u32) {
    let killed = Command::new("kill")
        .args(["-KILL", &id.to_string()])
        .stderr(Stdio::null())
        .status();
    // It may have ended by itself meanwhile.
    drop(killed);
}

/// A process of this test's own, ended with it.
pub struct Owned(pub Child);

impl Drop for Owned {
    fn drop(&mut self) {
        ask_to_end(self.0.id());
        if soon(|| !matches!(self.0.try_wait(), Ok(None))) {
            return;
        }
        drop(self.0.kill());
        drop(self.0.wait());
    }
}
