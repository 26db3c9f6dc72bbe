//! The commands as the window calls them: the real handlers behind the real access list.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test helper may stop the test"
)]

use contract::commands::TABLE;
use domain::SystemClock;
use engine::DataFolder;
use partner_console::{
    app::{App, StartedFor},
    attention::Alert,
    bytes_command::REQUEST_HEADER,
    commands, context,
    events::Notices,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use std::{
    io::{Read, Write},
    net::TcpStream,
    path::PathBuf,
    sync::{Arc, Mutex},
    time::Duration,
};
use tauri::{
    Manager, WebviewWindow, WebviewWindowBuilder,
    http::HeaderMap,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};
use tempfile::TempDir;
use vault::{MemoryStore, Vault};
use webhooks::WebhookSecret;

mod actions;
mod api;
mod auditor;
mod catalog;
mod decisions;
mod desk;
mod details;
mod documents;
mod drafts;
mod gaps;
mod marker;
mod merchants;
mod onboarding;
mod operations;
mod operators;
mod policy;
#[path = "../../src-tauri/crates/tunnel/tests/suite/ports.rs"]
mod ports;
mod profile_files;
mod profiles;
mod secrets;
#[expect(dead_code, reason = "the tests of the client itself use all of it")]
#[path = "../../src-tauri/crates/partner-api/tests/suite/server.rs"]
mod server;
mod simulator;
#[expect(dead_code, reason = "the tests of the tunnel itself use all of it")]
#[path = "../../src-tauri/crates/tunnel/tests/suite/ssh_server.rs"]
mod ssh_server;
mod transactions;
mod way_in;
mod way_in_trust;
mod way_in_url;

/// Longer than any test.
const NEVER: Duration = Duration::from_secs(86_400);

struct Console {
    app: tauri::App<MockRuntime>,
    store: MemoryStore,
    folder: Arc<TempDir>,
    /// What would be shown outside of the window.
    alerts: Arc<Mutex<Vec<Alert>>>,
}

impl Console {
    /// On a new data folder, with a keyring that works.
    fn start() -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        Self::start_on(&folder, &MemoryStore::default(), StartedFor::Operator)
    }

    /// On a new data folder, with another program in the simulator's place.
    fn start_with(simulator: PathBuf) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let store = MemoryStore::default();
        Self::start_as(&folder, &store, StartedFor::Operator, simulator)
    }

    /// On a data folder and a keyring that were used before. Nothing is open yet.
    fn start_on(folder: &Arc<TempDir>, store: &MemoryStore, started_for: StartedFor) -> Self {
        let test = std::env::current_exe().unwrap();
        let simulator = test.ancestors().nth(2).unwrap().join("partner-simulator");
        assert!(
            simulator.is_file(),
            "build it first: cargo build --workspace --bins"
        );
        Self::start_as(folder, store, started_for, simulator)
    }

    fn start_as(
        folder: &Arc<TempDir>,
        store: &MemoryStore,
        started_for: StartedFor,
        simulator: PathBuf,
    ) -> Self {
        Self::start_changed(folder, store, started_for, |app| app.simulator = simulator)
    }

    /// With something of the program changed before anything is open.
    fn start_changed(
        folder: &Arc<TempDir>,
        store: &MemoryStore,
        started_for: StartedFor,
        change: impl FnOnce(&mut App),
    ) -> Self {
        let app = mock_builder()
            .invoke_handler(commands::handler())
            .build(context())
            .unwrap();
        let data = DataFolder::open(&folder.path().join("data")).unwrap();
        let alerts = Arc::<Mutex<Vec<Alert>>>::default();
        let told = Arc::clone(&alerts);
        let notices = Notices::to_window(app.handle().clone())
            .alerting(move |alert| told.lock().unwrap().push(alert.clone()));
        let clock = Arc::new(SystemClock::start());
        let vault = Vault::open(store.clone()).unwrap();
        let mut state = App::new(data, clock, notices, vault, started_for);
        // Nothing is listed by itself: what is called is what the test asks for.
        state.fill_paces.catalog.settle = NEVER;
        state.fill_paces.desk.settle = NEVER;
        change(&mut state);
        app.manage(state);
        Self {
            app,
            store: store.clone(),
            folder: Arc::clone(folder),
            alerts,
        }
    }

    fn state(&self) -> tauri::State<'_, App> {
        self.app.state::<App>()
    }

    /// As the program does at its start.
    fn open_all(&self) {
        tauri::async_runtime::block_on(self.state().open_all());
    }

    /// As the program does at its end; gives what is left.
    fn leave(self) -> (Arc<TempDir>, MemoryStore) {
        tauri::async_runtime::block_on(self.state().leave());
        (self.folder, self.store)
    }

    fn window(&self, label: &str) -> WebviewWindow<MockRuntime> {
        WebviewWindowBuilder::new(&self.app, label, tauri::WebviewUrl::default())
            .build()
            .unwrap()
    }

    fn open_simulator(&self) -> String {
        let app = self.app.state::<App>();
        tauri::async_runtime::block_on(app.open_simulator())
            .unwrap()
            .local_url()
            .unwrap()
    }
}

fn call(window: &WebviewWindow<MockRuntime>, name: &str, request: &Value) -> Result<Value, Value> {
    let body = InvokeBody::Json(json!({ "request": request }));
    invoke(window, name, body, HeaderMap::default())
}

/// Calls a command whose request comes with bytes beside it.
fn call_with_bytes(
    window: &WebviewWindow<MockRuntime>,
    name: &str,
    request: &Value,
    bytes: &[u8],
) -> Result<Value, Value> {
    let mut headers = HeaderMap::default();
    let encoded = utf8_percent_encode(&request.to_string(), NON_ALPHANUMERIC).to_string();
    headers.insert(REQUEST_HEADER, encoded.parse().unwrap());
    invoke(window, name, InvokeBody::Raw(bytes.to_vec()), headers)
}

fn invoke(
    window: &WebviewWindow<MockRuntime>,
    name: &str,
    body: InvokeBody,
    headers: HeaderMap,
) -> Result<Value, Value> {
    let invoke = InvokeRequest {
        cmd: name.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: if cfg!(windows) {
            "http://tauri.localhost"
        } else {
            "tauri://localhost"
        }
        .parse()
        .unwrap(),
        body,
        headers,
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, invoke).map(|body| body.deserialize::<Value>().unwrap())
}

/// Sends one delivery signed with this secret.
fn post_signed(url: &str, secret: &str) -> u16 {
    let secret = WebhookSecret::new(secret.as_bytes().to_vec()).unwrap();
    let hash = webhooks::sign(&["id", "status"], BODY.as_bytes(), &secret).unwrap();
    post(url, &hash)
}

/// How many rows a profile's timeline has, of its newest.
fn rows_of(window: &WebviewWindow<MockRuntime>, profile: &str) -> usize {
    let page = call(window, "list_timeline", &timeline_of(profile, None)).unwrap();
    page["rows"].as_array().unwrap().len()
}

fn timeline_of(profile: &str, subject: Option<&str>) -> Value {
    json!({
        "profile": profile, "subject": subject, "show": "all", "from": { "at": "newest" },
        "limit": 100,
    })
}

/// What [`post`] sends.
const BODY: &str = r#"{"event":"BusinessKycStatusChanged","id":7,"status":"VALID"}"#;

/// Sends one delivery and gives the status that was answered.
fn post(url: &str, hash: &str) -> u16 {
    post_headed(url, "id,status", hash, BODY)
}

/// Sends one delivery with this list and hash in its headers.
fn post_headed(url: &str, list: &str, hash: &str, body: &str) -> u16 {
    let (address, path) = url
        .strip_prefix("http://")
        .unwrap()
        .split_once('/')
        .unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .unwrap();
    write!(
        stream,
        "POST /{path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\
         content-type: application/json\r\nx-webhook-security-fields: {list}\r\n\
         x-webhook-security-hash: {hash}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

#[test]
fn every_command_of_the_table_reaches_its_handler_from_the_main_window() {
    let console = Console::start();
    let window = console.window("main");
    for (name, ..) in TABLE {
        // A request that no command takes: refused while it is read, so nothing is done.
        let error = call(&window, name, &json!("no request")).unwrap_err();
        let error = error.as_str().unwrap();
        assert!(error.contains("invalid args"), "{name}: {error}");
    }
}

#[test]
fn another_window_may_call_nothing() {
    let console = Console::start();
    let window = console.window("other");
    for (name, ..) in TABLE {
        let error = call(&window, name, &json!({})).unwrap_err();
        assert!(
            error.as_str().unwrap().contains("not allowed"),
            "{name}: {error}"
        );
    }
}

#[test]
fn the_main_window_may_not_open_files_or_make_windows() {
    let console = Console::start();
    let window = console.window("main");
    for name in [
        "plugin:webview|create_webview_window",
        "plugin:event|emit",
        "plugin:path|resolve",
    ] {
        assert!(call(&window, name, &json!({})).is_err(), "{name}");
    }
}

#[test]
fn before_a_profile_is_open_the_status_says_so_and_its_timeline_is_refused() {
    let console = Console::start();
    let window = console.window("main");
    let status = call(&window, "console_status", &json!({})).unwrap();
    assert_eq!(status["open"], Value::Null);
    assert_eq!(status["profiles"], json!([]));
    let error = call(&window, "list_timeline", &timeline_of("simulator", None)).unwrap_err();
    assert_eq!(error["code"], "not_open");
}

#[test]
fn a_forged_delivery_is_on_the_timeline_as_refused_and_on_no_subjects() {
    let console = Console::start();
    let window = console.window("main");
    let url = console.open_simulator();
    assert_eq!(post(&url, &"0".repeat(64)), 401);

    let page = call(&window, "list_timeline", &timeline_of("simulator", None)).unwrap();
    assert_eq!(page["rows"].as_array().unwrap().len(), 1);
    assert_eq!(page["rows"][0]["mark"], "refused");
    assert_eq!(page["rows"][0]["verdict"], "refused_hash");
    assert_eq!(page["rows"][0]["subjects"], json!([]));
    assert_eq!(page["rows"][0]["status"], Value::Null);

    let merchant = timeline_of("simulator", Some("merchant:7"));
    let page = call(&window, "list_timeline", &merchant).unwrap();
    assert_eq!(page["rows"], json!([]));

    let delivery = json!({ "profile": "simulator", "sequence": 1 });
    let delivery = call(&window, "get_delivery", &delivery).unwrap();
    assert_eq!(delivery["verdicts"][0]["answer"], 401);
    let pieces = delivery["segments"].as_array().unwrap();
    let body: String = pieces
        .iter()
        .map(|piece| piece["text"].as_str().unwrap())
        .collect();
    assert_eq!(
        body,
        r#"{"event":"BusinessKycStatusChanged","id":7,"status":"VALID"}"#
    );

    let check = call(&window, "check_ledger", &json!({ "profile": "simulator" })).unwrap();
    assert_eq!(check["intact"], true);
    assert_eq!(check["entries"], 2);
}

#[test]
fn bad_requests_get_a_clear_error_that_names_the_field() {
    let console = Console::start();
    let window = console.window("main");
    console.open_simulator();
    let error = call(
        &window,
        "list_timeline",
        &timeline_of("simulator", Some("payout:7")),
    )
    .unwrap_err();
    assert_eq!(error["code"], "invalid");
    assert_eq!(error["field"], "subject");
    let missing = json!({ "profile": "simulator", "sequence": 99 });
    let error = call(&window, "get_delivery", &missing).unwrap_err();
    assert_eq!(error["code"], "not_found");
    let error = call(&window, "list_timeline", &timeline_of("another", None)).unwrap_err();
    assert_eq!(error["code"], "not_open");
}

#[test]
fn no_answer_to_the_window_holds_the_webhook_secret() {
    let console = Console::start();
    let window = console.window("main");
    let app = console.app.state::<App>();
    let profile = tauri::async_runtime::block_on(app.open_simulator()).unwrap();
    post(&profile.local_url().unwrap(), &"0".repeat(64));
    let delivery = json!({ "profile": "simulator", "sequence": 1 });
    let answers = [
        call(&window, "console_status", &json!({})).unwrap(),
        call(&window, "list_timeline", &timeline_of("simulator", None)).unwrap(),
        call(&window, "get_delivery", &delivery).unwrap(),
    ];
    for answer in answers {
        assert!(!profile.secrets().unwrap().one_is_in(&answer.to_string()));
    }
}
