//! Pictures of the window, and its size, by the display server's own means.

use crate::{
    console::Console,
    console::target,
    until::{in_time, until},
};
use std::{fs, path::PathBuf, process::Command};

fn folder() -> PathBuf {
    let folder = target().join("window-shots");
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program} could not be started: {error}"));
    output
        .status
        .success()
        .then(|| String::from_utf8(output.stdout).unwrap())
}

/// The window's id.
pub fn window() -> Option<String> {
    let found = output(
        "xdotool",
        &["search", "--onlyvisible", "--name", "Partner Console"],
    )?;
    found.lines().next().map(ToOwned::to_owned)
}

/// The window's title.
pub fn title() -> Option<String> {
    output("xdotool", &["getwindowname", &window()?]).map(|title| title.trim_end().to_owned())
}

/// A window's title behind how much waits on the desk: "(3) SIMULATOR · …" begins with the word.
pub fn behind_count(title: &str) -> &str {
    let counted = title
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(") "));
    match counted {
        Some((count, rest)) if count.bytes().all(|one| one.is_ascii_digit()) => rest,
        _ => title,
    }
}

impl Console {
    /// Gives the window this size, in pixels; waits until the page has it.
    pub async fn resize(&self, width: u32, height: u32) {
        let id = until("the window", async || window()).await;
        let (wide, high) = (width.to_string(), height.to_string());
        output("xdotool", &["windowmove", &id, "0", "0"]).unwrap();
        output("xdotool", &["windowsize", &id, &wide, &high]).unwrap();
        let script = "return [window.innerWidth, window.innerHeight];";
        let fits = async || {
            let size = self.client.execute(script, Vec::new()).await.unwrap();
            (size == serde_json::json!([width, height])).then_some(())
        };
        until("the page in its new size", fits).await;
    }

    /// Saves a picture of what a test saw when it stopped, if that can be had.
    pub fn last_picture(&self, name: &str) {
        let path = folder().join(format!("failed-{name}.png"));
        let arguments = ["-window", "root", path.to_str().unwrap()];
        drop(Command::new("import").args(arguments).status());
    }

    /// Saves a picture of the window as the display shows it, once it shows what the page holds:
    /// painting lags behind the page, so two pictures in a row must be as expected.
    pub async fn picture(&self, name: &str, is_it: impl Fn(&Picture) -> bool) {
        let frames = "const done = arguments[0];
            requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
        let painted = self.client.execute_async(frames, Vec::new());
        in_time("the page to paint", painted).await.unwrap();
        let path = folder().join(format!("{name}.png"));
        let mut was_it = false;
        let settled = async || {
            let id = window()?;
            output("import", &["-window", &id, path.to_str()?])?;
            let picture = Picture::read(&path)?;
            let was_before = std::mem::replace(&mut was_it, is_it(&picture));
            (was_before && was_it).then_some(())
        };
        until(&format!("the picture {name}"), settled).await;
    }
}

/// What a picture looks like from afar.
pub struct Picture {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// 0 is black, 100 white.
    pub lightness_percent: u32,
}

impl Picture {
    fn read(path: &std::path::Path) -> Option<Self> {
        const FORMAT: &str = "%w %h %[fx:round(mean*100)]";
        let told = output("identify", &["-format", FORMAT, path.to_str()?])?;
        let mut words = told.split(' ');
        Some(Self {
            width: words.next()?.parse().ok()?,
            height: words.next()?.parse().ok()?,
            lightness_percent: words.next()?.parse().ok()?,
        })
    }
}
