//! The way in through the commands: set up, proven, turned off, found again at the next start; the
//! server's key confirmed by a person; nothing lost meanwhile, and nobody told what is secret.

use super::{
    Console, call,
    decisions::until,
    post_headed, post_signed,
    profiles::make,
    profiles::rows,
    ssh_server::{SshServer, Ways},
};
use partner_console::{app::App, app::StartedFor, watched_way::WayTimes};
use serde_json::{Value, json};
use std::{
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};
use tauri::{WebviewWindow, async_runtime::block_on, test::MockRuntime};
use tempfile::TempDir;
use tunnel::Timing;
use vault::MemoryStore;

type Window = WebviewWindow<MockRuntime>;

const SECRET: &str = "secret-kJ8sQ2vX9zL4mN7pR3tB6wY1cF5gH0dA";
const TOKEN: &str = "token-2aB4cD6eF8gH0iJ2kL4mN6oP8qR0sT2u";

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
fn start() -> Console {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    start_on(&folder, &MemoryStore::default(), StartedFor::Operator)
}

fn start_on(folder: &Arc<TempDir>, store: &MemoryStore, started_for: StartedFor) -> Console {
    Console::start_changed(folder, store, started_for, |app: &mut App| {
        app.way_times = soon();
    })
}

fn set(window: &Window, setup: &Value, on: bool) -> Result<Value, Value> {
    let request = json!({ "profile": "acme", "setup": setup, "on": on });
    call(window, "set_way_in", &request)
}

fn turn(window: &Window, on: bool) -> Result<Value, Value> {
    let request = json!({ "profile": "acme", "on": on });
    call(window, "turn_way_in", &request)
}

fn way(window: &Window) -> Value {
    call(window, "get_way_in", &json!({ "profile": "acme" })).unwrap()
}

fn is(window: &Window, state: &str) {
    until(state, || way(window)["badge"]["state"] == state);
}

fn own_url(url: &str) -> Value {
    json!({ "provider": "own_url", "publicUrl": url })
}

/// Scheme, host and port of a URL.
fn origin(url: &str) -> String {
    url.split('/').take(3).collect::<Vec<_>>().join("/")
}

fn path(url: &str) -> String {
    url.strip_prefix(&origin(url)).unwrap().to_owned()
}

fn with_secret(window: &Window) {
    let request = json!({
        "profile": "acme", "kind": "webhook_current", "value": SECRET, "thisSessionOnly": false,
    });
    call(window, "set_secret", &request).unwrap();
}

/// What the settings' entries say, oldest first.
fn settings_told(window: &Window) -> Vec<String> {
    let rows = rows(window, "acme");
    let settings = rows.iter().filter(|row| row["title"] == "Setting changed");
    settings
        .map(|row| row["reason"].as_str().unwrap().to_owned())
        .collect()
}

fn free_port() -> u16 {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    free.local_addr().unwrap().port()
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

    let told = settings_told(&window);
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
    let gaps = call(&window, "list_gaps", &request).unwrap();
    let gap = &gaps["gaps"][0];
    assert!(
        gap["until"].is_string() && gap["closedBy"].is_null(),
        "{gaps}"
    );
    assert!(gap["causes"].to_string().contains("not_running"), "{gaps}");
    assert_eq!((&gaps["total"], &gaps["open"]), (&json!(1), &json!(1)));

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
    is(&window, "reachable");
    let platform = way(&window)["platformUrl"].clone();
    assert_eq!(platform, moved["localUrl"]);
    assert_eq!(post_signed(platform.as_str().unwrap(), SECRET), 200);

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
    let before = rows(&window, "acme").len();
    let ssh = |name: &str, value: Value| {
        let mut setup = json!({
            "provider": "ssh", "host": "a.example", "port": 22, "user": "way",
            "listenPort": 4022, "publicUrl": "https://in.example.com",
        });
        setup[name] = value;
        setup
    };
    let command = |argv: &[&str], url: &str, pattern: &str| json!({ "provider": "command", "argv": argv, "publicUrl": url, "urlPattern": pattern });
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
    assert_eq!(rows(&window, "acme").len(), before);

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
fn the_servers_key_is_confirmed_by_a_person_and_another_one_is_not_trusted() {
    let server = block_on(SshServer::start(7, Ways::default()));
    let console = start();
    let window = console.window("main");
    make(&window, "acme");
    with_secret(&window);
    let port = free_port();
    let setup = json!({
        "provider": "ssh", "host": server.address.ip().to_string(),
        "port": server.address.port(), "user": "way", "listenPort": port,
        "publicUrl": format!("http://127.0.0.1:{port}"),
    });
    let view = set(&window, &setup, true).unwrap();
    assert_eq!(view["badge"]["state"], "failing");
    assert_eq!(view["badge"]["reason"]["code"], "no_key");
    assert_eq!(view["authorizedKeysLine"], Value::Null);
    let make_key = |renew: bool| {
        let request = json!({ "profile": "acme", "renew": renew, "thisSessionOnly": false });
        call(&window, "make_way_in_key", &request)
    };
    let view = make_key(false).unwrap();
    assert_eq!(view["key"], "stored");
    let line = view["authorizedKeysLine"].as_str().unwrap().to_owned();
    let limits = format!(
        "restrict,port-forwarding,permitlisten=\"127.0.0.1:{port}\",permitopen=\"127.0.0.1:1\",\
         command=\"/bin/false\" ssh-ed25519 "
    );
    assert!(line.starts_with(&limits), "{line}");
    assert_eq!(make_key(false).unwrap_err()["field"], "renew");

    until("the key is shown", || {
        way(&window)["hostKeySeen"].is_object()
    });
    let view = way(&window);
    assert_eq!(view["badge"]["reason"]["code"], "host_key_unknown");
    assert_eq!(view["badge"]["reason"]["waitsForPerson"], true);
    assert_eq!(
        server.tried.load(Ordering::SeqCst),
        0,
        "nobody tried to come in"
    );
    let fingerprint = server.host_key.fingerprint();
    assert_eq!(view["hostKeySeen"]["fingerprint"], json!(fingerprint));
    let confirm = |seen: &str, replaces: Value| {
        let request = json!({ "profile": "acme", "fingerprint": seen, "replaces": replaces });
        call(&window, "confirm_host_key", &request)
    };
    assert_eq!(
        confirm("SHA256:other", Value::Null).unwrap_err()["field"],
        "fingerprint"
    );
    assert_eq!(
        confirm(&fingerprint, json!("SHA256:x")).unwrap_err()["field"],
        "replaces"
    );
    let view = confirm(&fingerprint, Value::Null).unwrap();
    assert_eq!(view["hostKeyPinned"]["fingerprint"], json!(fingerprint));
    is(&window, "reachable");
    let platform = way(&window)["platformUrl"].as_str().unwrap().to_owned();
    assert_eq!(post_signed(&platform, SECRET), 200, "through the server");
    let told = settings_told(&window);
    assert!(
        told.iter().any(|one| one.contains(&fingerprint)),
        "{told:?}"
    );

    // Another server at the same place is not trusted, until a person says so.
    let other = block_on(SshServer::start(8, Ways::default()));
    let mut moved = setup.clone();
    moved["port"] = json!(other.address.port());
    let profile = console.folder.path().join("data/acme/profile.json");
    let text = std::fs::read_to_string(&profile).unwrap();
    assert!(!text.contains("PRIVATE"), "the key is in the keyring alone");
    let text = text.replace(
        &format!(": {}", server.address.port()),
        &format!(": {}", other.address.port()),
    );
    drop(window);
    let (folder, store) = console.leave();
    std::fs::write(&profile, text).unwrap();
    let console = start_on(&folder, &store, StartedFor::Operator);
    console.open_all();
    let window = console.window("main");
    until("another key", || {
        way(&window)["badge"]["reason"]["code"] == "host_key_changed"
    });
    assert_eq!(other.tried.load(Ordering::SeqCst), 0, "nothing was sent");
    let seen = other.host_key.fingerprint();
    let confirm = |replaces: Value| {
        let request = json!({ "profile": "acme", "fingerprint": seen, "replaces": replaces });
        call(&window, "confirm_host_key", &request)
    };
    assert_eq!(confirm(Value::Null).unwrap_err()["field"], "replaces");
    confirm(json!(fingerprint)).unwrap();
    is(&window, "reachable");
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
    until("it was tried more often", || {
        way(&window)["badge"]["attempt"].as_u64() > Some(2)
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

#[test]
fn the_simulators_profile_has_no_way_in_and_says_why() {
    let console = start();
    let window = console.window("main");
    console.open_simulator();
    let of_profile = json!({ "profile": "simulator" });
    let view = call(&window, "get_way_in", &of_profile).unwrap();
    assert_eq!(view["badge"]["state"], "not_needed");
    assert!(
        view["whyNot"].as_str().unwrap().contains("simulator"),
        "{view}"
    );
    let request = json!({
        "profile": "simulator", "setup": own_url("http://127.0.0.1:9"), "on": true,
    });
    let error = call(&window, "set_way_in", &request).unwrap_err();
    assert_eq!(error["field"], "profile");
    assert_eq!(
        super::rows_of(&window, "simulator"),
        0,
        "nothing is watched over"
    );
}

#[test]
fn an_auditor_looks_at_the_way_in_and_is_not_told_where_to_send() {
    let console = start();
    let window = console.window("main");
    let url = make(&window, "acme");
    let public = format!("{}/in-secret", origin(&url));
    set(&window, &own_url(&public), true).unwrap();
    call(&window, "set_auditor", &json!({ "on": true })).unwrap();
    let view = way(&window);
    assert_eq!(view["platformUrl"], Value::Null);
    assert!(!view.to_string().contains("in-secret"), "{view}");
    assert!(view["whyNot"].is_string() && view["on"] == true);
    assert_eq!(turn(&window, false).unwrap_err()["code"], "read_only");
    drop(window);
    let (folder, store) = console.leave();

    let console = start_on(&folder, &store, StartedFor::Auditor);
    console.open_all();
    let window = console.window("main");
    let view = way(&window);
    assert_eq!(view["badge"]["state"], "not_watched");
    assert_eq!(
        (&view["key"], &view["token"]),
        (&json!("unknown"), &json!("unknown"))
    );
    assert!(view["history"].as_array().unwrap().len() > 1, "{view}");
    assert!(!view.to_string().contains("in-secret"), "{view}");
}

#[test]
fn a_token_goes_into_the_keyring_alone_and_is_told_by_nothing() {
    let console = start();
    let window = console.window("main");
    make(&window, "acme");
    let ngrok = json!({ "provider": "ngrok", "domain": "acme.ngrok.app" });
    let view = set(&window, &ngrok, false).unwrap();
    assert_eq!(
        (&view["token"], &view["badge"]["state"]),
        (&json!("absent"), &json!("off"))
    );
    assert_eq!(view["isUrlLasting"], true);
    let platform = view["platformUrl"].as_str().unwrap();
    assert!(
        platform.starts_with("https://acme.ngrok.app/hooks/"),
        "{platform}"
    );
    let set_token = |value: &str| {
        let request = json!({
            "profile": "acme", "kind": "ngrok_token", "value": value, "thisSessionOnly": false,
        });
        call(&window, "set_secret", &request)
    };
    for bad in ["", " x", "a b", &"x".repeat(257)] {
        assert_eq!(set_token(bad).unwrap_err()["field"], "value", "{bad:?}");
    }
    set_token(TOKEN).unwrap();
    until("the token is there", || way(&window)["token"] == "stored");
    let typed = json!({
        "profile": "acme", "kind": "ssh_key", "value": "x", "thisSessionOnly": false,
    });
    assert_eq!(
        call(&window, "set_secret", &typed).unwrap_err()["field"],
        "kind"
    );
    for name in ["get_way_in", "list_secrets", "profile_settings"] {
        let answer = call(&window, name, &json!({ "profile": "acme" })).unwrap();
        assert!(!answer.to_string().contains(TOKEN), "{name}");
    }
    let settings = console.folder.path().join("data/acme/profile.json");
    assert!(!std::fs::read_to_string(settings).unwrap().contains(TOKEN));
}

#[test]
fn what_came_since_it_was_set_up_is_told_by_kind() {
    let console = start();
    let window = console.window("main");
    let url = make(&window, "acme");
    assert_eq!(post_signed(&url, SECRET), 503, "before there was a way in");
    set(&window, &own_url(&origin(&url)), true).unwrap();
    let seen = way(&window)["seen"].clone();
    assert_eq!(
        (&seen["first"], &seen["notChecked"]),
        (&Value::Null, &json!(0)),
        "{seen}"
    );
    assert_eq!(post_signed(&url, SECRET), 503);
    with_secret(&window);
    assert_eq!(
        post_signed(&url, "another-secret-9f2c1e7ab04d583692cf81e07b5d"),
        401
    );
    assert_eq!(post_headed(&url, "id,status", "x", super::BODY), 401);
    assert_eq!(post_signed(&url, SECRET), 200);
    let seen = way(&window)["seen"].clone();
    let counts = [
        "notChecked",
        "wrongHash",
        "malformed",
        "answered401",
        "verified",
        "fieldSet",
    ];
    let counts: Vec<u64> = counts.map(|name| seen[name].as_u64().unwrap()).to_vec();
    assert_eq!(counts, [1, 1, 1, 2, 1, 0], "{seen}");
    assert_eq!(seen["first"]["verdict"], "not_checked");
    assert_eq!(seen["firstVerified"]["verdict"], "verified");
    assert_eq!(seen["isWhole"], true);
}
