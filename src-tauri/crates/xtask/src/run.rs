//! `cargo xtask run`: builds the program and starts it, in a virtual display if there is no other.

use crate::{
    error::Stopped,
    packages, page,
    program::{Program, on_a_bus},
    step::{Watch, command, step, step_with, target},
    virtual_display::{VirtualDisplay, file, until},
};
use serde_json::Value;
use std::{path::Path, process::Command, time::Duration};

const BUILD: &[&str] = &["cargo", "build", "--workspace", "--bins"];

/// Builds and starts.
pub fn run(seconds: u64) -> Result<(), Stopped> {
    packages::install(&[&packages::BUILD])?;
    page::install()?;
    page::build()?;
    step("build of the program", BUILD)?;
    let bin = target().join("debug");
    if has_display() {
        println!("\nPartner Console opens. Close its window to come back.");
        return step_with("Partner Console", Command::new(bin.join("partner-console")));
    }
    without_display(&bin, seconds)
}

fn has_display() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn without_display(bin: &Path, seconds: u64) -> Result<(), Stopped> {
    println!(
        "\nThere is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the window \
         opens in a virtual one.\nThe simulator's sender sends signed webhooks to it for \
         {seconds} s; their timeline follows."
    );
    packages::install(&[&packages::VIRTUAL_DISPLAY])?;
    let display = VirtualDisplay::start("run", "1280x800x24")?;
    let data = display.folder.join("data");
    let id = display.folder.join("console.pid");
    let mut line = on_a_bus(&id, &bin.join("partner-console"));
    line.arg("--simulator").arg("--data-dir").arg(&data);
    let log = display.folder.join("console.log");
    line.stdout(file(&log)?)
        .stderr(file(&display.folder.join("console.err.log"))?);
    let mut console = Program::start_with_id(display.give(&mut line), &id)?;

    let mut seen = Seen {
        after: 0,
        deliveries: 0,
    };
    let first = || {
        seen.print_more(bin, &data);
        seen.deliveries > 0
    };
    if !until(60, first) {
        return Err(Stopped::Late {
            what: "the first delivery on the timeline",
            seconds: 60,
        });
    }
    let watch = Watch::start();
    let picture = display.folder.join("window.png");
    let mut pictured = false;
    while watch.read() < Duration::from_secs(seconds) && console.runs() {
        until(1, || false);
        seen.print_more(bin, &data);
        if !pictured && watch.read() > Duration::from_secs(seconds.min(8)) {
            take_picture(&display, &picture)?;
            pictured = true;
        }
    }
    if !console.runs() {
        return Err(Stopped::Failed(format!(
            "the program ended by itself; see {}",
            log.display()
        )));
    }
    take_picture(&display, &picture)?;
    console.stop();
    seen.print_more(bin, &data);
    println!("{} deliveries are on the timeline.", seen.deliveries);
    let mut check = Command::new(bin.join("partner-receiver"));
    check.arg("verify-ledger").arg("--data-dir").arg(&data);
    step_with("check of the whole ledger", check)
}

fn take_picture(display: &VirtualDisplay, path: &Path) -> Result<(), Stopped> {
    let mut import = command(&["import", "-window", "root"]);
    import.arg(path);
    let taken = display.give(&mut import).status();
    let failed = |source| Stopped::Start {
        program: "import".to_owned(),
        source,
    };
    if !taken.map_err(failed)?.success() {
        return Err(Stopped::Failed("taking the window's picture".to_owned()));
    }
    println!("A picture of the window: {}", path.display());
    Ok(())
}

/// What of the timeline was printed.
struct Seen {
    after: u64,
    deliveries: u64,
}

impl Seen {
    fn print_more(&mut self, bin: &Path, data: &Path) {
        let mut timeline = Command::new(bin.join("partner-receiver"));
        timeline
            .arg("timeline")
            .arg("--data-dir")
            .arg(data)
            .args(["--json", "--after"]);
        let Ok(output) = timeline.arg(self.after.to_string()).output() else {
            return;
        };
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let Ok(entry) = serde_json::from_str::<Value>(line) else {
                continue;
            };
            self.after = number(&entry, "sequence").unwrap_or(self.after);
            if text(&entry, "kind") == "delivery" {
                self.deliveries = self.deliveries.saturating_add(1);
                println!("{}", one_line(&entry));
            }
        }
    }
}

fn text<'a>(entry: &'a Value, name: &str) -> &'a str {
    entry.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn number(entry: &Value, name: &str) -> Option<u64> {
    entry.get(name).and_then(Value::as_u64)
}

fn one_line(entry: &Value) -> String {
    let subjects: Vec<&str> = entry
        .get("subjects")
        .and_then(Value::as_array)
        .map(|all| all.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    format!(
        "{:>6}  {}  {:<24} {:<46} {:<28} {}",
        number(entry, "sequence").unwrap_or_default(),
        text(entry, "at"),
        text(entry, "verdict"),
        text(entry, "event"),
        subjects.join(" "),
        text(entry, "status"),
    )
}
