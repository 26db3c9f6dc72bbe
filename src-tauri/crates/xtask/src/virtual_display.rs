//! A display without a screen, and a session bus of its own.

use crate::{
    error::Stopped,
    program::Program,
    step::{Watch, command, target},
};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

const PAUSE: Duration = Duration::from_millis(100);

/// Looks again and again until it holds, for so many seconds at most.
pub fn until(seconds: u64, mut holds: impl FnMut() -> bool) -> bool {
    let watch = Watch::start();
    loop {
        if holds() {
            return true;
        }
        if watch.read() > Duration::from_secs(seconds) {
            return false;
        }
        std::thread::park_timeout(PAUSE);
    }
}

/// A virtual display. It ends with this value.
pub struct VirtualDisplay {
    /// Its name, as in `DISPLAY`.
    pub name: String,
    /// A folder for this session alone.
    pub folder: PathBuf,
    _server: Program,
}

impl VirtualDisplay {
    /// Starts one of this size, with a home and a run-time folder of its own.
    pub fn start(purpose: &str, size: &str) -> Result<Self, Stopped> {
        let folder = target().join(purpose);
        drop(fs::remove_dir_all(&folder));
        for part in ["home", "runtime"] {
            make(&folder.join(part))?;
        }
        private(&folder.join("runtime"))?;
        let number = folder.join("display");
        let server = Program::start(
            command(&[
                "Xvfb",
                "-displayfd",
                "1",
                "-nolisten",
                "tcp",
                "-screen",
                "0",
                size,
            ])
            .stdout(file(&number)?)
            .stderr(file(&folder.join("xvfb.log"))?),
        )?;
        let ready = || fs::read_to_string(&number).is_ok_and(|text| text.ends_with('\n'));
        if !until(20, ready) {
            return Err(Stopped::Late {
                what: "the virtual display",
                seconds: 20,
            });
        }
        let name = fs::read_to_string(&number)
            .map(|text| format!(":{}", text.trim()))
            .map_err(|source| Stopped::File {
                path: number,
                source,
            })?;
        Ok(Self {
            name,
            folder,
            _server: server,
        })
    }

    /// Gives a program this display and this session's folders.
    pub fn give<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("DISPLAY", &self.name)
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env("HOME", self.folder.join("home"))
            .env("XDG_RUNTIME_DIR", self.folder.join("runtime"))
            .env("NO_AT_BRIDGE", "1")
            .env("GDK_BACKEND", "x11")
    }
}

/// A new file to write to.
pub fn file(path: &Path) -> Result<File, Stopped> {
    File::create(path).map_err(|source| Stopped::File {
        path: path.to_owned(),
        source,
    })
}

/// A folder, if it is not there.
pub fn make(path: &Path) -> Result<(), Stopped> {
    fs::create_dir_all(path).map_err(|source| Stopped::File {
        path: path.to_owned(),
        source,
    })
}

fn private(path: &Path) -> Result<(), Stopped> {
    let status = command(&["chmod", "0700"]).arg(path).status();
    let failed = |source| Stopped::Start {
        program: "chmod".to_owned(),
        source,
    };
    if status.map_err(failed)?.success() {
        Ok(())
    } else {
        Err(Stopped::Failed(format!("chmod 0700 {}", path.display())))
    }
}
