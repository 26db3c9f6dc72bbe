//! The program under test: started through the WebDriver of WebKitGTK, and ended with the test.

use crate::{
    page::{BUTTON_SIMULATOR, Row},
    ports::free_port,
    processes::{self, Owned},
    until::{in_time, until},
};
use domain::{Environment, ProfileName};
use engine::{DataFolder, ProfileFolder};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::{
    fs::{self, OpenOptions},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
};
use tempfile::TempDir;

const DRIVER: &str = "WebKitWebDriver";
const INSTANCE: &str = "string:org.partnerconsole.desktop.SingleInstance";

/// How the program is opened, where it is not as usual.
#[derive(Default)]
pub struct Opening<'a> {
    /// The folder of an earlier start, with its data and what the page kept; else an empty one.
    pub folder: Option<Arc<TempDir>>,
    /// The address of another session bus than the tests' own, with another keyring or none.
    pub bus: Option<&'a str>,
    /// What is logged, as `RUST_LOG` has it.
    pub log: Option<&'a str>,
}

/// The running program with its window, and a folder of its own.
pub struct Console {
    /// The window, through WebDriver.
    pub client: Client,
    name: String,
    data: PathBuf,
    // Ended in this order: the driver, then its folder.
    _driver: Owned,
    folder: Arc<TempDir>,
}

impl Console {
    /// Opens the program on an empty data folder: it shows its first screen.
    pub async fn open(name: &str) -> Self {
        Self::open_as(name, Opening::default()).await
    }

    /// Opens the program on a folder, in which `data` may hold profiles already.
    pub async fn open_in(name: &str, folder: TempDir) -> Self {
        let folder = Some(Arc::new(folder));
        let opening = Opening {
            folder,
            ..Opening::default()
        };
        Self::open_as(name, opening).await
    }

    /// Opens the program.
    pub async fn open_as(name: &str, opening: Opening<'_>) -> Self {
        assert!(
            std::env::var_os("DISPLAY").is_some() && program().is_file(),
            "these tests want a display, a session bus and {}: run `cargo xtask test`",
            program().display()
        );
        let alone = async || is_alone(opening.bus).then_some(());
        until(
            "the end of another Partner Console on this session bus",
            alone,
        )
        .await;
        let folder = opening.folder.clone();
        let folder = folder.unwrap_or_else(|| Arc::new(TempDir::new().unwrap()));
        let data = folder.path().join("data");
        let port = free_port();
        let driver = start_driver(name, port, folder.path(), &opening);
        let client = connect(port, &data).await;
        Self {
            client,
            name: name.to_owned(),
            data,
            _driver: driver,
            folder,
        }
    }

    /// Opens the program and presses *Try it with the simulator*.
    pub async fn open_simulator(name: &str) -> Self {
        let console = Self::open(name).await;
        console.press(BUTTON_SIMULATOR).await;
        console.pointer_away().await;
        let has_rows = async || (console.rows().await.len() > 5).then_some(());
        until("the first deliveries in the timeline", has_rows).await;
        console
    }

    /// The simulator's profile on disk.
    pub fn profile(&self) -> ProfileFolder {
        let profile = self.profile_named(&ProfileName::simulator());
        let settings = profile.settings().unwrap();
        assert_eq!(settings.environment, Environment::Simulator);
        profile
    }

    /// A profile on disk.
    pub fn profile_named(&self, name: &ProfileName) -> ProfileFolder {
        let folder = DataFolder::existing(&self.data).unwrap();
        folder.profile(Some(name)).unwrap()
    }

    /// What the program and its page keep: the data, and a home. It outlives the program.
    pub fn folder(&self) -> Arc<TempDir> {
        Arc::clone(&self.folder)
    }

    /// All that was logged under this test's name.
    pub fn log(name: &str) -> PathBuf {
        target().join("window-logs").join(format!("{name}.log"))
    }

    /// Where the running program receives for a profile.
    pub fn url_of(&self, name: &str) -> String {
        let profile = self.profile_named(&ProfileName::parse(name).unwrap());
        profile.settings().unwrap().local_url.unwrap()
    }

    /// Where the running program receives.
    pub fn local_url(&self) -> String {
        self.profile().settings().unwrap().local_url.unwrap()
    }

    /// The ids of the program's process and of its sender's.
    pub fn processes(&self) -> Vec<u32> {
        let data = self.data.to_str().unwrap();
        let mut found = processes::with_argument(data);
        if self.data.join("simulator").is_dir()
            && let Some(url) = self.profile().settings().unwrap().local_url
        {
            found.extend(processes::with_argument(&url));
        }
        found
    }

    /// Reads rows until one is as wished.
    pub async fn row_where(&self, what: &str, is_it: impl Fn(&Row) -> bool) -> Row {
        let look = async || self.rows().await.into_iter().find(&is_it);
        until(what, look).await
    }

    /// Ends the program and its sender as nothing could foresee, and gives the folder on which it
    /// can be opened again.
    pub async fn kill(self) -> Arc<TempDir> {
        let running = self.processes();
        assert!(!running.is_empty());
        for id in &running {
            processes::kill(*id);
        }
        let all_ended = async || {
            running
                .iter()
                .all(|id| processes::has_ended(*id))
                .then_some(())
        };
        until("the end of the program", all_ended).await;
        self.folder()
    }

    /// Ends the session, and with it the program; sees to it that nothing of it goes on.
    pub async fn close(self) {
        let running = self.processes();
        let ended = in_time("the session's end", self.client.clone().close()).await;
        ended.unwrap();
        // The driver ends the program; a program that stays is asked once more.
        for id in &running {
            processes::ask_to_end(*id);
        }
        let all_ended = async || {
            running
                .iter()
                .all(|id| processes::has_ended(*id))
                .then_some(())
        };
        until("the end of the program and its sender", all_ended).await;
    }
}

impl Drop for Console {
    // A test that stopped midway leaves a picture of what it saw, and no program behind.
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.last_picture(&self.name);
        }
        processes::end(&processes::with_argument(self.data.to_str().unwrap()));
    }
}

/// The folder that cargo builds into: this test lies in its `debug/deps`.
pub fn target() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    here.ancestors().nth(3).unwrap().to_owned()
}

fn program() -> PathBuf {
    target().join("debug/partner-console")
}

/// Whether no program holds the name by which the program allows one instance of itself. The name
/// is let go of only after its holder has ended, and a second instance would end at once.
fn is_alone(bus: Option<&str>) -> bool {
    let which = bus.map_or_else(|| "--session".to_owned(), |bus| format!("--bus={bus}"));
    let asked = Command::new("dbus-send")
        .arg(which)
        .args(["--print-reply", "--dest=org.freedesktop.DBus", "/"])
        .args(["org.freedesktop.DBus.NameHasOwner", INSTANCE])
        .output()
        .unwrap();
    assert!(
        asked.status.success(),
        "there is no session bus: run `cargo xtask test`"
    );
    String::from_utf8_lossy(&asked.stdout).contains("boolean false")
}

/// Starts the driver with a home of its own, from which the program takes its preferences.
fn start_driver(name: &str, port: u16, folder: &Path, opening: &Opening<'_>) -> Owned {
    let log = Console::log(name);
    fs::create_dir_all(log.parent().unwrap()).unwrap();
    if opening.folder.is_none() {
        drop(fs::remove_file(&log));
    }
    // Files, no pipes: a process that outlives the driver would hold a pipe open.
    let log = OpenOptions::new().create(true).append(true).open(log);
    let log = log.unwrap();
    let mut driver = Command::new(DRIVER);
    driver
        .arg(format!("--port={port}"))
        .arg("--host=127.0.0.1")
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("RUST_LOG", opening.log.unwrap_or("info"))
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log);
    for (name, part) in [
        ("HOME", "home"),
        ("XDG_DATA_HOME", "home/data"),
        ("XDG_CONFIG_HOME", "home/config"),
        ("XDG_CACHE_HOME", "home/cache"),
    ] {
        let path = folder.join(part);
        fs::create_dir_all(&path).unwrap();
        driver.env(name, path);
    }
    if let Some(bus) = opening.bus {
        driver.env("DBUS_SESSION_BUS_ADDRESS", bus);
    }
    let started = driver.spawn();
    Owned(started.unwrap_or_else(|error| panic!("{DRIVER} could not be started: {error}")))
}

async fn connect(port: u16, data: &Path) -> Client {
    let options = json!({ "binary": program(), "args": ["--data-dir", data] });
    let capabilities = serde_json::Map::from_iter([
        ("webkitgtk:browserOptions".to_owned(), options),
        ("pageLoadStrategy".to_owned(), json!("normal")),
    ]);
    let address = format!("http://127.0.0.1:{port}");
    let is_ready = async || {
        let tried = tokio::net::TcpStream::connect(("127.0.0.1", port)).await;
        tried.is_ok().then_some(())
    };
    until("the WebDriver", is_ready).await;
    let mut session = ClientBuilder::new(HttpConnector::new());
    let opened = session.capabilities(capabilities).connect(&address);
    in_time("the window to open", opened).await.unwrap()
}
