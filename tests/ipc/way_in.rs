//! The way in through the commands: set up, proven, turned off, found again at the next start; the
//! server's key confirmed by a person; nothing lost meanwhile, and nobody told what is secret.

use super::{
    Console, call,
    decisions::until,
    ports::free_port,
    post_signed,
    profiles::{make, rows},
};
use partner_console::{app::App, app::StartedFor, watched_way::WayTimes};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};
use tauri::{WebviewWindow, test::MockRuntime};
use tempfile::TempDir;
use tunnel::Timing;
use vault::MemoryStore;

pub type Window = WebviewWindow<MockRuntime>;

pub const SECRET: &str = "secret-kJ8sQ2vX9zL4mN7pR3tB6wY1cF5gH0dA";

/// Times that let a test end soon, with room for a busy machine.
pub fn soon() -> WayTimes {
    WayTimes {
        tunnel: Timing {
            canary_every: Duration::from_millis(200),
            settle: Duration::from_millis(500),
            settle_canary_every: Duration::from_millis(50),
            backoff_first: Duration::from_millis(20),
            backoff_max: Duration::from_millis(200),
            port_held_wait_max: Duration::from_millis(100),
            redial_apart: Duration::from_millis(50),
            ..Timing::default()
        },
        told_after: Duration::from_millis(400),
        again_after: Duration::from_millis(200),
    }
}

/// A console whose ways in are quick.
pub fn start() -> Console {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    start_on(&folder, &MemoryStore::default(), StartedFor::Operator)
}

pub fn start_on(folder: &Arc<TempDir>, store: &MemoryStore, started_for: StartedFor) -> Console {
    Console::start_changed(folder, store, started_for, |app: &mut App| {
        app.way_times = soon();
    })
}

pub fn set(window: &Window, setup: &Value, on: bool) -> Result<Value, Value> {
    let request = json!({ "profile": "acme", "setup": setup, "on": on });
    call(window, "set_way_in", &request)
}

pub fn turn(window: &Window, on: bool) -> Result<Value, Value> {
    let request = json!({ "profile": "acme", "on": on });
    call(window, "turn_way_in", &request)
}

pub fn way(window: &Window) -> Value {
    call(window, "get_way_in", &json!({ "profile": "acme" })).unwrap()
}

pub fn is(window: &Window, state: &str) {
    until(state, || way(window)["badge"]["state"] == state);
}

pub fn own_url(url: &str) -> Value {
    json!({ "provider": "own_url", "publicUrl": url })
}

/// Scheme, host and port of a URL.
pub fn origin(url: &str) -> String {
    url.split('/').take(3).collect::<Vec<_>>().join("/")
}

fn path(url: &str) -> String {
    url.strip_prefix(&origin(url)).unwrap().to_owned()
}

pub fn with_secret(window: &Window) {
    let request = json!({
        "profile": "acme", "kind": "webhook_current", "value": SECRET, "thisSessionOnly": false,
    });
    call(window, "set_secret", &request).unwrap();
}

/// What people did to the way in, as it is told.
pub fn deeds_told(window: &Window) -> Vec<String> {
    let view = way(window);
    let history = view["history"].as_array().unwrap();
    let deeds = history.iter().filter(|one| one["by"].is_string());
    deeds
        .map(|one| one["words"].as_str().unwrap().to_owned())
        .collect()
}

/// How often a setting was changed.
fn settings_changed(window: &Window) -> usize {
    let rows = rows(window, "acme");
    let settings = rows.iter().filter(|row| row["title"] == "Setting changed");
    settings.count()
}

#[test]
fn a_url_of_ones_own_is_proven_and_found_on_the_same_port_at_the_next_start() {
    let console = start();
    let window = console.window("main");
    call(&window, "set_operator", &json!({ "name": "A. Ndiaye" })).unwrap();
    let url = make(&window, "acme");
    with_secret(&window);
    assert_eq!(way(&window)["badge"]["state"], "not_set_up");
    let view = set(&window, &own_url(&origin(&url)), true).unwrap();
    assert_eq!(
        (&view["on"], &view["platformUrl"]),
        (&json!(true), &json!(url))
    );
    assert_eq!(view["isLocalAddressFixed"], true, "a proxy knows the port");
    is(&window, "reachable");
    let badge = way(&window)["badge"].clone();
    assert_eq!(badge["proofBy"], "canary");
    assert!(badge["lastProof"].is_string() && badge["unprovenSince"].is_null());
    let status = call(&window, "console_status", &json!({})).unwrap();
    assert_eq!(status["open"]["wayIn"]["state"], "reachable");
    assert_eq!(status["profiles"][0]["wayIn"], "reachable");
    assert_eq!(
        status["open"]["receiver"]["refused"], 0,
        "no canary is counted"
    );

    let told = deeds_told(&window);
    assert!(told.iter().any(|one| one.contains("own URL")), "{told:?}");
    assert!(
        told.iter().all(|one| !one.contains(&path(&url))),
        "{told:?}"
    );
    drop(window);
    let (folder, store) = console.leave();

    let console = start_on(&folder, &store, StartedFor::Operator);
    console.open_all();
    let window = console.window("main");
    is(&window, "reachable");
    assert_eq!(
        way(&window)["platformUrl"],
        json!(url),
        "the port is the same"
    );
    assert_eq!(post_signed(&url, SECRET), 200);
    until("proof by a delivery, or a later canary", || {
        let seen = way(&window)["seen"].clone();
        seen["verified"] == 1 && seen["firstVerified"]["answer"] == 200
    });
    // The span between both runs is a gap that ended.
    let request = json!({
        "profile": "acme", "subject": null, "show": "all", "before": null, "limit": 10,
    });
    let gaps = || call(&window, "list_gaps", &request).unwrap();
    // The entry that ends it comes after the state.
    until("it is written down", || {
        gaps()["gaps"][0]["until"].is_string()
    });
    let gaps = gaps();
    let causes = gaps["gaps"][0]["causes"].to_string();
    assert!(causes.contains("not_running"), "{gaps}");
    // The other one is from when it was first wanted on.
    assert_eq!((&gaps["total"], &gaps["open"]), (&json!(2), &json!(2)));
}

#[test]
fn what_is_turned_off_stays_off_and_the_receiver_goes_on() {
    let console = start();
    let window = console.window("main");
    let url = make(&window, "acme");
    with_secret(&window);
    set(&window, &own_url(&origin(&url)), true).unwrap();
    is(&window, "reachable");
    turn(&window, false).unwrap();
    is(&window, "off");
    assert_eq!(post_signed(&url, SECRET), 200, "the receiver goes on");
    drop(window);
    let (folder, store) = console.leave();
    let console = start_on(&folder, &store, StartedFor::Operator);
    console.open_all();
    let window = console.window("main");
    assert_eq!(way(&window)["badge"]["state"], "off", "off stays off");
}

#[test]
fn a_command_is_run_and_another_way_takes_its_place_while_deliveries_come() {
    let console = start();
    let window = console.window("main");
    let url = make(&window, "acme");
    with_secret(&window);
    let argv = [
        "sh",
        "-c",
        r#"echo "at http://$1 ."; exec sleep 600"#,
        "stub",
        "{address}",
    ];
    let command = json!({
        "provider": "command", "argv": argv, "publicUrl": "", "urlPattern": r"at (http\S+)",
    });
    let view = set(&window, &command, true).unwrap();
    assert_eq!(view["setup"], command);
    assert_eq!(view["isUrlLasting"], false);
    is(&window, "reachable");
    assert_eq!(way(&window)["platformUrl"], json!(url));

    // Deliveries come all the while.
    let ended = Arc::new(AtomicBool::new(false));
    let (over, to) = (Arc::clone(&ended), url.clone());
    let sender = thread::spawn(move || {
        let mut sent = 0_u64;
        while !over.load(Ordering::Relaxed) {
            assert_eq!(post_signed(&to, SECRET), 200);
            sent += 1;
        }
        sent
    });
    for setup in [
        own_url(&origin(&url)),
        command.clone(),
        own_url(&origin(&url)),
    ] {
        set(&window, &setup, true).unwrap();
        is(&window, "reachable");
    }
    // The receiver moves, and the way in follows it.
    ended.store(true, Ordering::Relaxed);
    let sent = sender.join().unwrap();
    let kept = call(&window, "console_status", &json!({})).unwrap();
    assert_eq!(
        kept["open"]["receiver"]["verified"],
        json!(sent),
        "each one is kept"
    );
    assert_eq!(
        kept["open"]["receiver"]["refused"], 0,
        "and no canary among them"
    );

    set(&window, &command, true).unwrap();
    let change = json!({
        "profile": "acme", "title": "", "listen": format!("127.0.0.1:{}", free_port()),
        "answer200WhenStored": false, "renewPath": true,
    });
    let moved = call(&window, "change_profile", &change).unwrap();
    is(&window, "reachable_elsewhere");
    let platform = way(&window)["platformUrl"].clone();
    assert_eq!(platform, moved["localUrl"]);
    assert_eq!(post_signed(platform.as_str().unwrap(), SECRET), 200);
    is(&window, "reachable");

    let view = set(&window, &Value::Null, false).unwrap();
    assert_eq!(view["badge"]["state"], "not_set_up");
    assert_eq!(view["setup"], Value::Null);
}

#[test]
fn what_can_not_be_a_way_in_is_refused_by_its_field_and_nothing_is_changed() {
    let console = start();
    let window = console.window("main");
    let url = make(&window, "acme");
    with_secret(&window);
    set(&window, &own_url(&origin(&url)), true).unwrap();
    is(&window, "reachable");
    let set_before = settings_changed(&window);
    let ssh = |name: &str, value: Value| {
        let mut setup = json!({
            "provider": "ssh", "host": "a.example", "port": 22, "user": "way",
            "listenPort": 4022, "publicUrl": "https://in.example.com",
        });
        setup[name] = value;
        setup
    };
    let command = |argv: &[&str], url: &str, pattern: &str| {
        let (public, printed) = (url, pattern);
        json!({
            "provider": "command", "argv": argv, "publicUrl": public, "urlPattern": printed,
        })
    };
    let here = "http://127.0.0.1:9";
    for (field, setup) in [
        ("publicUrl", own_url("http://in.example.com")),
        ("publicUrl", own_url("not a url")),
        ("publicUrl", own_url(&url)),
        (
            "publicUrl",
            own_url(&format!("https://in.example.com/{SECRET}")),
        ),
        ("host", ssh("host", json!("a b"))),
        ("host", ssh("host", json!(""))),
        ("host", ssh("host", json!("-oProxyCommand=x"))),
        ("port", ssh("port", json!(0))),
        ("user", ssh("user", json!("root@a"))),
        ("listenPort", ssh("listenPort", json!(0))),
        (
            "domain",
            json!({ "provider": "ngrok", "domain": "https://a.ngrok.app" }),
        ),
        ("argv", command(&[], here, "")),
        ("argv", command(&["  "], here, "")),
        (
            "argv",
            command(&["x", &format!("--token={SECRET}")], here, ""),
        ),
        ("urlPattern", command(&["x"], "", "(")),
        ("urlPattern", command(&["x"], here, "x")),
        ("publicUrl", command(&["x"], "", "")),
    ] {
        let error = set(&window, &setup, true).unwrap_err();
        assert_eq!(
            (&error["code"], &error["field"]),
            (&json!("invalid"), &json!(field)),
            "{setup}"
        );
        assert!(!error.to_string().contains(SECRET), "{error}");
    }
    let odd = json!({ "provider": "own_url", "publicUrl": here, "more": 1 });
    set(&window, &odd, true).unwrap_err();
    assert_eq!(
        way(&window)["badge"]["state"],
        "reachable",
        "it goes on as it did"
    );
    assert_eq!(settings_changed(&window), set_before);
}

#[test]
fn what_is_off_is_not_dialled_and_no_key_is_trusted_that_no_server_showed() {
    let console = start();
    let window = console.window("main");
    let url = make(&window, "acme");
    set(&window, &own_url(&origin(&url)), true).unwrap();
    let error = call(&window, "redial_way_in", &json!({ "profile": "acme" }));
    error.unwrap();
    turn(&window, false).unwrap();
    let error = call(&window, "redial_way_in", &json!({ "profile": "acme" })).unwrap_err();
    assert_eq!(error["field"], "on");
    let confirm = json!({ "profile": "acme", "fingerprint": "SHA256:x", "replaces": null });
    let error = call(&window, "confirm_host_key", &confirm).unwrap_err();
    assert_eq!(error["field"], "fingerprint");
}

#[test]
fn a_person_is_told_of_an_outage_once_and_of_its_end() {
    let console = start();
    let window = console.window("main");
    let url = make(&window, "acme");
    let nowhere = format!("http://127.0.0.1:{}", free_port());
    set(&window, &own_url(&nowhere), true).unwrap();
    let bodies = || -> Vec<String> {
        let alerts = console.alerts.lock().unwrap();
        alerts.iter().map(|alert| alert.body.clone()).collect()
    };
    until("the outage is told", || !bodies().is_empty());
    assert!(bodies()[0].contains("not proven"), "{:?}", bodies());
    let since = way(&window)["badge"]["unprovenSince"].clone();
    assert!(since.is_string());
    // More canaries fail meanwhile, and nothing more is said.
    let mut states = BTreeSet::new();
    until("it was tried more often", || {
        states.insert(way(&window)["badge"]["since"].to_string());
        states.len() > 3
    });
    assert_eq!(bodies().len(), 1);
    set(&window, &own_url(&origin(&url)), true).unwrap();
    is(&window, "reachable");
    until("its end is told", || bodies().len() == 2);
    assert!(bodies()[1].contains("reachable again"), "{:?}", bodies());
    for alert in console.alerts.lock().unwrap().iter() {
        assert!(alert.title.starts_with("SANDBOX · acme"), "{alert:?}");
        assert!(!alert.body.contains(&nowhere) && !alert.body.contains(&path(&url)));
    }
}
