//! Secrets through the commands: set, rotated, removed, kept for a session, told never.

use super::{
    Console, call, post_signed,
    profiles::{make, rows},
};
use partner_console::app::StartedFor;
use serde_json::{Value, json};
use std::time::Duration;
use tauri::{WebviewWindow, test::MockRuntime};
use vault::VaultError;

type Window = WebviewWindow<MockRuntime>;

const OLD: &str = "old-secret-kJ8sQ2vX9zL4mN7pR3tB6wY1cF5gH0dA";
/// How often a thing is looked for that comes by itself.
const TRIES_MAX: usize = 3000;
const NEW: &str = "new-secret-9f2c1e7ab04d583692cf81e07b5da443";

fn set(window: &Window, kind: &str, value: &str, session: bool) -> Result<Value, Value> {
    let request = json!({
        "profile": "acme", "kind": kind, "value": value, "thisSessionOnly": session,
    });
    call(window, "set_secret", &request)
}

fn rotate(window: &Window, value: &str, session: bool) -> Result<Value, Value> {
    let request = json!({ "profile": "acme", "value": value, "thisSessionOnly": session });
    call(window, "rotate_webhook_secret", &request)
}

fn clear(window: &Window, kind: &str) -> Result<Value, Value> {
    call(
        window,
        "clear_secret",
        &json!({ "profile": "acme", "kind": kind }),
    )
}

/// The states of the first three secrets: API credentials, current, previous.
fn states(view: &Value) -> Vec<String> {
    let secrets = view["secrets"].as_array().unwrap();
    let states = secrets
        .iter()
        .take(3)
        .map(|one| one["state"].as_str().unwrap().to_owned());
    states.collect()
}

fn key(window: &Window) -> Value {
    call(window, "console_status", &json!({})).unwrap()["open"]["key"].clone()
}

/// When a delivery under the previous secret last came, later than `before`.
fn used_after(window: &Window, before: &str) -> String {
    let found = (0..TRIES_MAX).find_map(|_| {
        std::thread::park_timeout(Duration::from_millis(20));
        let view = call(window, "list_secrets", &json!({ "profile": "acme" })).unwrap();
        let used = view["secrets"][2]["lastUsed"].as_str().map(str::to_owned);
        used.filter(|at| at.as_str() > before)
    });
    found.unwrap()
}

#[test]
fn a_rotation_takes_deliveries_under_both_secrets_until_it_is_ended() {
    let console = Console::start();
    let window = console.window("main");
    call(&window, "set_operator", &json!({ "name": "A. Ndiaye" })).unwrap();
    let url = make(&window, "acme");
    let view = set(&window, "webhook_current", OLD, false).unwrap();
    assert_eq!(states(&view), ["absent", "stored", "absent"]);
    assert_eq!(view["secrets"][1]["strength"]["isWeak"], false);
    assert_eq!((post_signed(&url, OLD), post_signed(&url, NEW)), (200, 401));

    let view = rotate(&window, NEW, false).unwrap();
    assert_eq!(states(&view), ["absent", "stored", "stored"]);
    assert_eq!(key(&window), "current_and_previous");
    // One under it came before the rotation; the next one under it counts from then on.
    let before = used_after(&window, "");
    assert_eq!((post_signed(&url, OLD), post_signed(&url, NEW)), (200, 200));
    used_after(&window, &before);

    let view = clear(&window, "webhook_previous").unwrap();
    assert_eq!(states(&view), ["absent", "stored", "absent"]);
    assert_eq!((post_signed(&url, OLD), post_signed(&url, NEW)), (401, 200));

    let history = view["history"].as_array().unwrap();
    let whats: Vec<&str> = history
        .iter()
        .map(|one| one["what"].as_str().unwrap())
        .collect();
    assert_eq!(whats.len(), 3);
    assert!(
        whats[0].contains("rotation is over") && whats[1].contains("rotated"),
        "{whats:?}"
    );
    assert!(history.iter().all(|one| one["by"] == "A. Ndiaye"));
    assert_eq!(history[1]["keyId"], view["secrets"][1]["keyId"]);
    assert_eq!(history[0]["keyId"], history[2]["keyId"]);
}

#[test]
fn secrets_are_there_at_the_next_start_and_apart_in_another_data_folder() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    set(&window, "webhook_current", OLD, false).unwrap();
    drop(window);
    let (folder, store) = console.leave();
    assert_eq!(store.names().len(), 1);

    let console = Console::start_on(&folder, &store, StartedFor::Operator);
    console.open_all();
    let window = console.window("main");
    let view = call(&window, "list_secrets", &json!({ "profile": "acme" })).unwrap();
    assert_eq!(states(&view), ["absent", "stored", "absent"]);
    assert_eq!(key(&window), "current");

    // Another data folder over the same keyring, with a profile of the same name.
    let other = std::sync::Arc::new(tempfile::tempdir().unwrap());
    let other = Console::start_on(&other, &store, StartedFor::Operator);
    let window = other.window("main");
    make(&window, "acme");
    assert_eq!(key(&window), "none");
}

#[test]
fn what_is_no_secret_or_would_shut_deliveries_out_is_refused_with_its_field() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    console.open_simulator();
    let refused = |answer: Result<Value, Value>, code: &str, field: &str| {
        let error = answer.unwrap_err();
        assert_eq!(
            (&error["code"], &error["field"]),
            (&json!(code), &json!(field)),
            "{error}"
        );
        assert!(!error["message"].as_str().unwrap().contains(OLD));
    };
    for value in ["", " ", " a", "a\n", &"a".repeat(1025)] {
        refused(
            set(&window, "webhook_current", value, false),
            "invalid",
            "value",
        );
        refused(
            set(&window, "webhook_current", value, true),
            "invalid",
            "value",
        );
    }
    for kind in ["webhook_previous", "api_credentials"] {
        refused(set(&window, kind, OLD, false), "invalid", "kind");
    }
    refused(rotate(&window, NEW, false), "invalid", "kind");
    set(&window, "webhook_current", OLD, false).unwrap();
    refused(
        set(&window, "webhook_current", NEW, false),
        "invalid",
        "kind",
    );
    refused(rotate(&window, OLD, false), "invalid", "value");
    rotate(&window, NEW, false).unwrap();
    refused(rotate(&window, "a third", false), "invalid", "kind");
    refused(clear(&window, "webhook_current"), "invalid", "kind");
    let request = json!({
        "profile": "simulator", "kind": "webhook_current", "value": OLD, "thisSessionOnly": true,
    });
    refused(call(&window, "set_secret", &request), "invalid", "profile");
    let weak = call(&window, "measure_secret", &json!({ "value": "hunter2" })).unwrap();
    assert_eq!(weak, json!({ "bits": 35, "wanted": 192, "isWeak": true }));
}

#[test]
fn a_keyring_that_comes_just_after_the_start_is_read_without_being_asked_again() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    set(&window, "webhook_current", OLD, false).unwrap();
    drop(window);
    let (folder, store) = console.leave();

    let console = Console::start_on(&folder, &store, StartedFor::Operator);
    // The first question is in vain, the next ones are not.
    store.fail_once(VaultError::Absent("a test".to_owned()));
    console.open_all();
    let window = console.window("main");
    let is_read = (0..TRIES_MAX).any(|_| {
        std::thread::park_timeout(Duration::from_millis(20));
        key(&window) == "current"
    });
    assert!(is_read);
    let status = call(&window, "console_status", &json!({})).unwrap();
    assert_eq!(status["keyring"]["state"], "available");
}

#[test]
fn a_keyring_that_cannot_be_read_is_not_taken_for_an_empty_one() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    set(&window, "webhook_current", OLD, false).unwrap();
    drop(window);
    let (folder, store) = console.leave();
    store.fail(Some(VaultError::Locked("a test".to_owned())));

    let console = Console::start_on(&folder, &store, StartedFor::Operator);
    console.open_all();
    let window = console.window("main");
    let status = call(&window, "console_status", &json!({})).unwrap();
    assert_eq!(status["open"]["key"], "unreadable");
    assert_eq!(status["keyring"]["state"], "locked");
    assert!(!status["keyring"]["help"].as_array().unwrap().is_empty());
    let url = status["open"]["receiver"]["localUrl"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(post_signed(&url, OLD), 503);
    // Nothing is written over what is not known.
    for answer in [
        set(&window, "webhook_current", NEW, false),
        rotate(&window, NEW, false),
    ] {
        assert_eq!(answer.unwrap_err()["code"], "keyring_unavailable");
    }
    let view = call(&window, "list_secrets", &json!({ "profile": "acme" })).unwrap();
    assert_eq!(states(&view), ["unknown"; 3]);

    store.fail(None);
    let keyring = call(&window, "check_keyring", &json!({})).unwrap();
    assert_eq!(keyring["state"], "available");
    assert_eq!(key(&window), "current");
    assert_eq!(post_signed(&url, OLD), 200);
    // What came meanwhile has its verdict too.
    let is_judged = (0..TRIES_MAX).any(|_| {
        std::thread::park_timeout(Duration::from_millis(20));
        let rows = rows(&window, "acme");
        let mut deliveries = rows.iter().filter(|row| row["kind"] == "delivery");
        deliveries.all(|row| row["mark"] == "hash_matches")
    });
    assert!(is_judged, "{:?}", rows(&window, "acme"));
}

#[test]
fn without_a_keyring_a_secret_is_kept_for_the_session_alone_when_a_person_asks_for_it() {
    let console = Console::start();
    console
        .store
        .fail(Some(VaultError::Absent("a test".to_owned())));
    let window = console.window("main");
    let url = make(&window, "acme");
    let error = set(&window, "webhook_current", OLD, false).unwrap_err();
    assert_eq!(error["code"], "keyring_unavailable");
    let view = set(&window, "webhook_current", OLD, true).unwrap();
    assert_eq!(view["secrets"][1]["state"], "this_session");
    assert_eq!(post_signed(&url, OLD), 200);
    rotate(&window, NEW, true).unwrap();
    assert_eq!((post_signed(&url, OLD), post_signed(&url, NEW)), (200, 200));
    // It outlives the profile being turned off and on, not the program.
    for enabled in [false, true] {
        let request = json!({ "profile": "acme", "enabled": enabled });
        call(&window, "enable_profile", &request).unwrap();
    }
    assert_eq!(key(&window), "current_and_previous");
    drop(window);
    let (folder, store) = console.leave();
    assert_eq!(store.names(), Vec::<String>::new());
    store.fail(None);
    let console = Console::start_on(&folder, &store, StartedFor::Operator);
    console.open_all();
    assert_eq!(key(&console.window("main")), "none");
}

#[test]
fn a_rotation_that_breaks_off_in_the_middle_loses_no_secret_and_can_be_done_again() {
    let console = Console::start();
    let window = console.window("main");
    let url = make(&window, "acme");
    set(&window, "webhook_current", OLD, false).unwrap();
    console.store.break_after_puts(1);
    assert_eq!(
        rotate(&window, NEW, false).unwrap_err()["code"],
        "keyring_unavailable"
    );
    assert_eq!(post_signed(&url, OLD), 200);
    drop(window);
    let (folder, store) = console.leave();

    let console = Console::start_on(&folder, &store, StartedFor::Operator);
    console.open_all();
    let window = console.window("main");
    let view = call(&window, "list_secrets", &json!({ "profile": "acme" })).unwrap();
    assert_eq!(view["secrets"][1]["keyId"], view["secrets"][2]["keyId"]);
    assert!(
        view["secrets"][2]["detail"]
            .as_str()
            .unwrap()
            .contains("broken off")
    );
    store.break_after_puts(9);
    rotate(&window, NEW, false).unwrap();
    let status = call(&window, "console_status", &json!({})).unwrap();
    let url = status["open"]["receiver"]["localUrl"].as_str().unwrap();
    assert_eq!((post_signed(url, OLD), post_signed(url, NEW)), (200, 200));
}

#[test]
fn a_slow_keyring_does_not_keep_a_profile_from_receiving() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    set(&window, "webhook_current", OLD, false).unwrap();
    drop(window);
    let (folder, store) = console.leave();
    let held = store.hold();
    let console = Console::start_on(&folder, &store, StartedFor::Operator);
    // Opening ends though the keyring never answers.
    console.open_all();
    let window = console.window("main");
    assert_eq!(key(&window), "unreadable");
    drop(held);
    let is_read = (0..TRIES_MAX).any(|_| {
        std::thread::park_timeout(Duration::from_millis(20));
        key(&window) == "current"
    });
    assert!(is_read, "the secrets were never read");
}
