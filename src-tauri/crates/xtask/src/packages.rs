//! The system's packages: which are needed for what, and installing those that are missing.

use crate::{
    error::Stopped,
    step::{command, output, step_with},
};

/// A set of Debian packages and what it is for.
pub struct Packages {
    why: &'static str,
    names: &'static [&'static str],
}

/// To build the window.
pub const BUILD: Packages = Packages {
    why: "to build the window (WebKitGTK) and C code",
    names: &["libwebkit2gtk-4.1-dev", "pkg-config", "build-essential"],
};

/// To show the window where there is no display.
pub const VIRTUAL_DISPLAY: Packages = Packages {
    why: "to show the window in a virtual display and to take its picture",
    names: &[
        "xvfb",
        "dbus",
        "imagemagick",
        "fonts-dejavu-core",
        "xdg-utils",
    ],
};

/// To drive the window in tests.
pub const WINDOW_TESTS: Packages = Packages {
    why: "to drive the real window in tests, with a real keyring",
    names: &[
        "webkit2gtk-driver",
        "gnome-keyring",
        "libsecret-tools",
        "xdotool",
        "git",
    ],
};

/// To test tunnels.
pub const TUNNEL_TESTS: Packages = Packages {
    why: "to test tunnels against a real sshd (which the tests start themselves) and a bus",
    names: &["openssh-server", "dbus"],
};

/// Installs what is missing, and says what and why.
pub fn install(sets: &[&Packages]) -> Result<(), Stopped> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let mut missing = Vec::new();
    for set in sets {
        let absent: Vec<&str> = set
            .names
            .iter()
            .copied()
            .filter(|name| !is_installed(name))
            .collect();
        if !absent.is_empty() {
            println!("Missing {}: {}", set.why, absent.join(" "));
            missing.extend(absent);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if output(&["apt-get", "--version"]).is_none() {
        let command = format!("(the names are Debian's) {names}");
        return Err(Stopped::Missing {
            packages: names,
            command,
        });
    }
    let by_root = output(&["id", "-u"]).is_some_and(|id| id.trim() == "0");
    let by_sudo = !by_root && output(&["sudo", "-n", "true"]).is_some();
    if !by_root && !by_sudo {
        let command = format!("sudo apt-get update && sudo apt-get install -y {names}");
        return Err(Stopped::Missing {
            packages: names,
            command,
        });
    }
    apt(by_sudo, "list of packages", &["update", "-qq"])?;
    let mut install = vec!["install", "-y", "-qq"];
    install.extend(missing);
    apt(by_sudo, "installing what is missing", &install)
}

fn apt(by_sudo: bool, name: &str, arguments: &[&str]) -> Result<(), Stopped> {
    let mut line = if by_sudo {
        vec!["sudo", "-n", "apt-get"]
    } else {
        vec!["apt-get"]
    };
    line.extend(arguments);
    let mut apt = command(&line);
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    step_with(name, apt)
}

fn is_installed(package: &str) -> bool {
    output(&["dpkg-query", "-W", "-f", "${Status}", package])
        .is_some_and(|status| status.contains("ok installed"))
}
