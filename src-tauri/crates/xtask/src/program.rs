//! A program that runs beside this one and is ended with it.

use crate::{error::Stopped, step::command, virtual_display::until};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command},
};

/// Notes its own process id in a file, then becomes the program that it is given.
const NOTES_ITS_ID: &str = "echo $$ > \"$0\"; exec \"$@\"";

/// A running program. It is asked to end when this is dropped, and ended if it does not.
pub struct Program {
    child: Child,
    /// Who is asked to end, if not the child itself.
    id_file: Option<PathBuf>,
}

/// A program on a session bus of its own. `dbus-run-session` ends with it, but passes no signal on:
/// asked itself, it would leave the program and the bus behind. So the program notes its id.
pub fn on_a_bus(id_file: &Path, program: &Path) -> Command {
    let mut line = command(&["dbus-run-session", "--", "sh", "-c", NOTES_ITS_ID]);
    line.arg(id_file).arg(program);
    line
}

impl Program {
    /// Starts it.
    pub fn start(command: &mut Command) -> Result<Self, Stopped> {
        let program = command.get_program().to_string_lossy().into_owned();
        let started = command.spawn();
        started
            .map(|child| Self {
                child,
                id_file: None,
            })
            .map_err(|source| Stopped::Start { program, source })
    }

    /// Starts it; the process whose id stands in the file is the one that is asked to end.
    pub fn start_with_id(command: &mut Command, id_file: &Path) -> Result<Self, Stopped> {
        let mut started = Self::start(command)?;
        started.id_file = Some(id_file.to_owned());
        Ok(started)
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Asks it to end, and waits for that.
    pub fn stop(&mut self) {
        if !self.runs() {
            return;
        }
        let noted = self.id_file.as_ref().map(fs::read_to_string);
        let id = match noted {
            Some(Ok(id)) => id.trim().to_owned(),
            Some(Err(_)) | None => self.child.id().to_string(),
        };
        let asked = command(&["kill", "-TERM", &id])
            .status()
            .is_ok_and(|status| status.success());
        let ended = asked && until(10, || !self.runs());
        if !ended && self.child.kill().is_ok() {
            drop(self.child.wait());
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.stop();
    }
}
