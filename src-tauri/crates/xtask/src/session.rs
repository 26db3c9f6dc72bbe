//! A session for each test of the real window: a display, a bus and a keyring that no other test
//! knows. So several windows are tested at once, and none finds what another one left.

use crate::{error::Stopped, step::target, virtual_display::VirtualDisplay};
use std::process::{Command, Stdio};

/// The shell script that unlocks a keyring of the session's own and then runs its arguments. The
/// keyring's file is its own too: another session's daemon that wrote to it would lock this one.
const WITH_A_KEYRING: &str = "kept=$(mktemp -d) || exit; \
    printf pw | XDG_DATA_HOME=\"$kept\" gnome-keyring-daemon --unlock --components=secrets \
    >/dev/null 2>&1; \"$@\"; ended=$?; rm -rf \"$kept\"; exit $ended";
/// Which of the tests that run at once one is, as nextest tells it; not told to a program that is
/// only asked for the names of its tests.
const SLOT: &str = "NEXTEST_TEST_GLOBAL_SLOT";

/// The setting of cargo by which each test is run by [`run`]. This program is named by where cargo
/// puts it: a build of everything may have replaced the file that runs.
pub fn runner() -> String {
    let line = serde_json::json!([target().join("debug/xtask"), "in-session"]);
    format!("target.'cfg(unix)'.runner={line}")
}

/// Runs a test in a session of its own; gives its status.
pub fn run(line: &[String]) -> Result<(), Stopped> {
    let Ok(slot) = std::env::var(SLOT) else {
        let (program, arguments) = line.split_first().ok_or(Stopped::Empty)?;
        return run_here(Command::new(program).args(arguments));
    };
    let display = VirtualDisplay::start(&format!("window-session-{slot}"), "1920x1080x24")?;
    let mut session = Command::new("dbus-run-session");
    session.args(["--", "sh", "-c", WITH_A_KEYRING, "in-session"]);
    run_here(display.give(session.args(line)))
}

fn run_here(command: &mut Command) -> Result<(), Stopped> {
    let status = command.stdin(Stdio::null()).status();
    let program = command.get_program().to_string_lossy().into_owned();
    let status = status.map_err(|source| Stopped::Start { program, source })?;
    if status.success() {
        Ok(())
    } else {
        Err(Stopped::Failed(format!("a test ({status})")))
    }
}
