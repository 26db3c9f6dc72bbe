//! One step of a command: a program that is run, told by name, and timed.

use crate::error::Stopped;
use std::{
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

/// The project's root.
pub fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors()
        .nth(3)
        .map_or(here.clone(), ToOwned::to_owned)
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A program with its arguments, to be run at the project's root with no input.
pub fn command(line: &[&str]) -> Command {
    let (program, arguments) = line.split_first().unwrap_or((&"true", &[]));
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(root())
        .stdin(Stdio::null());
    command
}

/// A stopwatch.
pub struct Watch(std::time::Instant);

impl Watch {
    #[expect(
        clippy::disallowed_methods,
        reason = "how long a step took is told to a person"
    )]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    pub fn read(&self) -> Duration {
        self.0.elapsed()
    }
}

/// Runs a step and tells how long it took.
pub fn step(name: &str, line: &[&str]) -> Result<(), Stopped> {
    step_with(name, command(line))
}

/// Runs a step that is more than a line.
pub fn step_with(name: &str, mut command: Command) -> Result<(), Stopped> {
    println!("\n── {name}");
    let watch = Watch::start();
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .map_err(|source| Stopped::Start { program, source })?;
    println!("── {name}: {} s", watch.read().as_secs());
    if status.success() {
        Ok(())
    } else {
        Err(Stopped::Failed(format!("{name} ({status})")))
    }
}

/// What a program prints; none if it can't be run or fails.
pub fn output(line: &[&str]) -> Option<String> {
    let output = command(line).stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
