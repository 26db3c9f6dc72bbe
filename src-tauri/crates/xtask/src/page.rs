//! The page: its packages and its build. The shell can't be compiled without it.

use crate::{
    error::Stopped,
    step::{command, root, step_with},
};
use std::{fs, path::PathBuf};

fn folder() -> PathBuf {
    root().join("ui")
}

/// Installs the page's packages, if they are not those of the lock file.
pub fn install() -> Result<(), Stopped> {
    let lock = folder().join("package-lock.json");
    let wanted = fs::read(&lock).map_err(|source| Stopped::File {
        path: lock.clone(),
        source,
    })?;
    let note = folder().join("node_modules/.installed-lock.json");
    if fs::read(&note).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    npm("the page's packages", &["ci", "--no-audit", "--no-fund"])?;
    fs::write(&note, wanted).map_err(|source| Stopped::File { path: note, source })
}

/// Builds the page into ui/dist.
pub fn build() -> Result<(), Stopped> {
    npm("build of the page", &["run", "--silent", "build"])
}

/// Runs one of the page's scripts.
pub fn script(name: &str, script: &str) -> Result<(), Stopped> {
    npm(name, &["run", "--silent", script])
}

fn npm(name: &str, arguments: &[&str]) -> Result<(), Stopped> {
    let mut line = vec![if cfg!(windows) { "npm.cmd" } else { "npm" }];
    line.extend(arguments);
    let mut npm = command(&line);
    npm.current_dir(folder());
    step_with(name, npm)
}
