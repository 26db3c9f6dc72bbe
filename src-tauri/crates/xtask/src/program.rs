//! A program that runs beside this one and is ended with it.

use crate::{error::Stopped, step::command};
use std::process::{Child, Command};

/// A running program. It is asked to end when this is dropped, and ended if it does not.
pub struct Program(Child);

impl Program {
    /// Starts it.
    pub fn start(command: &mut Command) -> Result<Self, Stopped> {
        let program = command.get_program().to_string_lossy().into_owned();
        command
            .spawn()
            .map(Self)
            .map_err(|source| Stopped::Start { program, source })
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(None))
    }

    /// Asks it to end, and waits for that.
    pub fn stop(&mut self) {
        if !self.runs() {
            return;
        }
        let id = self.0.id().to_string();
        let asked = command(&["kill", "-TERM", &id])
            .status()
            .is_ok_and(|status| status.success());
        let ended = asked && crate::virtual_display::until(10, || !self.runs());
        if !ended && self.0.kill().is_ok() {
            drop(self.0.wait());
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.stop();
    }
}
