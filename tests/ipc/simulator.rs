//! The simulator's profile end to end: its server is the profile's API while it runs.

use super::{
    Console, call,
    profiles::{make, rows},
};
use partner_console::app::StartedFor;
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, path::PathBuf, time::Duration};
use tauri::{WebviewWindow, test::MockRuntime};

type Window = WebviewWindow<MockRuntime>;

/// How often a thing is looked for that comes by itself.
const TRIES_MAX: usize = 3000;

fn state_file(console: &Console) -> PathBuf {
    let data = console.folder.path().join("data");
    data.join("simulator/simulator-state.json")
}

fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    for _ in 0..TRIES_MAX {
        if let Some(found) = look() {
            return found;
        }
        std::thread::park_timeout(Duration::from_millis(20));
    }
    panic!("waited in vain for {what}");
}

fn start(window: &Window) -> Value {
    call(window, "start_simulator", &json!({})).unwrap()
}

fn steer(window: &Window, order: &Value) {
    let request = json!({ "profile": "simulator", "order": order });
    call(window, "steer_simulator", &request).unwrap();
}

fn status(window: &Window) -> Value {
    call(window, "console_status", &json!({})).unwrap()["open"].clone()
}

/// The rows of verified deliveries of which a read said something, oldest first, once there are at
/// least `least` of them. More may come in at any time.
fn read_rows(window: &Window, least: usize) -> Vec<Value> {
    until("verified rows, each followed by a read", || {
        let all = rows(window, "simulator").into_iter();
        let read = all.filter(|row| row["verdict"] == "verified" && row["read"].is_object());
        let read: Vec<Value> = read.collect();
        (read.len() >= least).then_some(read)
    })
}

fn list_merchants(window: &Window) -> Result<Value, Value> {
    let request = json!({
        "profile": "simulator", "operation": "list_merchants", "pathValue": null, "query": [],
        "body": null,
    });
    call(window, "call_operation", &request)
}

fn read(window: &Window, subject: &str) -> Result<Value, Value> {
    let request = json!({ "profile": "simulator", "subject": subject });
    call(window, "read_subject", &request)
}

/// The processes that keep their state in this file.
fn processes(console: &Console) -> Vec<String> {
    let file = state_file(console);
    let file = file.to_str().unwrap();
    let all = fs::read_dir("/proc").unwrap().flatten();
    let ids = all.filter(|entry| {
        let line = fs::read(entry.path().join("cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).contains(file)
    });
    ids.map(|entry| entry.file_name().into_string().unwrap())
        .collect()
}

#[test]
fn events_are_confirmed_by_reads_and_all_that_reads_works_without_an_account() {
    let console = Console::start();
    let window = console.window("main");
    assert_eq!(start(&window)["simulator"]["state"], "running");
    let verified = read_rows(&window, 10);
    let marks: Vec<&str> = verified
        .iter()
        .filter_map(|row| row["mark"].as_str())
        .collect();
    assert!(marks.contains(&"confirmed"), "{marks:?}");
    assert!(!marks.contains(&"contradicted"), "{verified:?}");
    let open = status(&window);
    assert_eq!(open["api"]["state"], "reachable", "{open}");
    assert!(open["api"]["roundTripMs"].is_number());

    let tested = call(
        &window,
        "test_connection",
        &json!({ "profile": "simulator" }),
    )
    .unwrap();
    assert_eq!(tested["passed"], true, "{tested}");
    let called = list_merchants(&window).unwrap();
    assert_eq!(called["outcome"], "worked");
    let secrets = console.state();
    let secrets = tauri::async_runtime::block_on(secrets.profile("simulator")).unwrap();
    let secrets = secrets.secrets().unwrap().clone();
    for answer in [&tested, &called, &open] {
        assert!(!secrets.one_is_in(&answer.to_string()));
    }
    let subject = verified[0]["subjects"][0]["key"].as_str().unwrap();
    let facts = read(&window, subject).unwrap();
    assert!(facts["readAt"].is_string(), "{facts}");

    // A forged delivery changes nothing of that, and is not read after.
    steer(&window, &json!({ "do": "pause" }));
    steer(
        &window,
        &json!({ "do": "send", "mode": "wrong_key", "count": 1 }),
    );
    until("the forged delivery", || {
        let all = rows(&window, "simulator");
        let forged = all
            .into_iter()
            .rev()
            .find(|row| row["kind"] == "delivery")?;
        (forged["mark"] == "refused" && forged["read"].is_null()).then_some(())
    });
}

#[test]
fn what_the_api_says_outlives_the_program_and_still_fits_the_ledger() {
    let console = Console::start();
    let window = console.window("main");
    start(&window);
    read_rows(&window, 10);
    steer(&window, &json!({ "do": "pause" }));
    let told: BTreeMap<String, Value> = read_rows(&window, 10)
        .into_iter()
        .map(|row| {
            let subject = row["subjects"][0]["key"].as_str().unwrap().to_owned();
            (subject, row["read"]["status"].clone())
        })
        .collect();
    drop(window);
    let (folder, store) = console.leave();

    let console = Console::start_on(&folder, &store, StartedFor::Operator);
    assert!(processes(&console).is_empty(), "it ends with the program");
    console.open_all();
    let window = console.window("main");
    let open = status(&window);
    assert_eq!(open["simulator"]["state"], "stopped");
    assert_eq!(open["api"]["state"], "simulator_stopped");
    start(&window);
    steer(&window, &json!({ "do": "pause" }));
    for subject in told.keys() {
        let facts = read(&window, subject).unwrap();
        assert!(facts["readAt"].is_string(), "{facts}");
    }
    let all = read_rows(&window, told.len());
    let contradicted = all.iter().filter(|row| row["mark"] == "contradicted");
    assert_eq!(contradicted.count(), 0, "{all:?}");
}

#[test]
fn a_simulator_that_stops_ends_or_cannot_start_is_told_and_nothing_is_called() {
    let console = Console::start();
    let window = console.window("main");
    start(&window);
    read_rows(&window, 1);
    let stopped = call(&window, "stop_simulator", &json!({})).unwrap();
    assert_eq!(stopped["api"]["state"], "simulator_stopped");
    assert!(processes(&console).is_empty());
    let error = list_merchants(&window).unwrap_err();
    assert_eq!(error["code"], "api_not_ready");
    let why = error["message"].as_str().unwrap();
    assert!(why.contains("simulator does not run"), "{why}");

    // Killed from outside.
    start(&window);
    let ids = processes(&console);
    assert_eq!(ids.len(), 1);
    let mut kill = std::process::Command::new("kill");
    assert!(kill.arg("-KILL").args(&ids).status().unwrap().success());
    let open = until("the end to be told", || {
        let open = status(&window);
        let is_told = open["api"]["state"] == "simulator_stopped";
        (is_told && open["simulator"]["state"] == "failed").then_some(open)
    });
    let detail = open["simulator"]["detail"].as_str().unwrap();
    assert!(detail.contains("ended by itself"), "{detail}");
    assert_eq!(start(&window)["simulator"]["state"], "running");

    // Turned off, with a state that is none at the next start.
    let off = json!({ "profile": "simulator", "enabled": false });
    call(&window, "enable_profile", &off).unwrap();
    assert!(processes(&console).is_empty());
    fs::write(state_file(&console), "no state").unwrap();
    let error = call(&window, "start_simulator", &json!({})).unwrap_err();
    let why = error["message"].as_str().unwrap();
    assert!(why.contains("simulator-state.json"), "{why}");
    let failed = status(&window)["simulator"].clone();
    assert_eq!(failed["state"], "failed");
    let why = failed["detail"].as_str().unwrap();
    assert!(why.contains("simulator-state.json"), "{why}");
}

#[test]
fn a_program_that_is_not_there_is_named() {
    let console = Console::start_with("/no/such/partner-simulator".into());
    let window = console.window("main");
    let error = call(&window, "start_simulator", &json!({})).unwrap_err();
    let why = error["message"].as_str().unwrap();
    assert!(why.contains("/no/such/partner-simulator"), "{why}");
    assert!(why.ends_with("Nothing was sent or changed."), "{why}");
}

#[test]
fn for_an_auditor_nothing_is_started() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    console.open_simulator();
    drop(window);
    let (folder, store) = console.leave();
    let console = Console::start_on(&folder, &store, StartedFor::Auditor);
    console.open_all();
    let window = console.window("main");
    let error = call(&window, "start_simulator", &json!({})).unwrap_err();
    assert_eq!(error["code"], "read_only");
    let show = json!({ "profile": "simulator" });
    call(&window, "show_profile", &show).unwrap();
    let open = status(&window);
    assert_eq!(open["simulator"]["state"], "stopped");
    assert_eq!(open["api"]["state"], "off");
    assert!(!state_file(&console).exists() && processes(&console).is_empty());
}

#[test]
fn it_sends_to_where_the_profile_receives_after_a_move() {
    let console = Console::start();
    let window = console.window("main");
    start(&window);
    read_rows(&window, 1);
    let request = json!({
        "profile": "simulator", "title": "Simulator", "listen": "", "renewPath": true,
        "answer200WhenStored": false,
    });
    call(&window, "change_profile", &request).unwrap();
    let before = rows(&window, "simulator").len();
    until("a delivery at the new path", || {
        let all = rows(&window, "simulator");
        let newest = all.get(before..)?;
        newest
            .iter()
            .any(|row| row["kind"] == "delivery")
            .then_some(())
    });
}
