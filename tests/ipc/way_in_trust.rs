//! Whom the way in trusts and what it tells: the server's key, the app's key, a token, the auditor,
//! what came since it was set up.

use super::{
    call,
    decisions::until,
    ports::free_port,
    post_headed, post_signed,
    profiles::make,
    ssh_server::{SshServer, Ways},
    way_in::{
        SECRET, Window, deeds_told, is, origin, own_url, set, start, start_on, turn, way,
        with_secret,
    },
};
use partner_console::app::StartedFor;
use serde_json::{Value, json};
use std::sync::atomic::Ordering;
use tauri::async_runtime::block_on;
use vault::VaultError;

const TOKEN: &str = "token-2aB4cD6eF8gH0iJ2kL4mN6oP8qR0sT2u";

/// A way in over a server, whose front is on this machine too.
fn over(server: &SshServer, port: u16) -> Value {
    json!({
        "provider": "ssh", "host": server.address.ip().to_string(),
        "port": server.address.port(), "user": "way", "listenPort": port,
        "publicUrl": format!("http://127.0.0.1:{port}"),
    })
}

fn make_key(window: &Window, renew: bool) -> Result<Value, Value> {
    let request = json!({ "profile": "acme", "renew": renew, "thisSessionOnly": false });
    call(window, "make_way_in_key", &request)
}

fn confirm(window: &Window, seen: &str, replaces: &Value) -> Result<Value, Value> {
    let request = json!({ "profile": "acme", "fingerprint": seen, "replaces": replaces });
    call(window, "confirm_host_key", &request)
}

fn reason(window: &Window, code: &str) {
    until(code, || way(window)["badge"]["reason"]["code"] == code);
}

#[test]
fn the_servers_key_is_confirmed_by_a_person_before_anything_is_sent() {
    let server = block_on(SshServer::start(7, Ways::default()));
    let console = start();
    let window = console.window("main");
    call(&window, "set_operator", &json!({ "name": "A. Ndiaye" })).unwrap();
    make(&window, "acme");
    with_secret(&window);
    let port = free_port();
    let view = set(&window, &over(&server, port), true).unwrap();
    assert_eq!(view["badge"]["state"], "failing");
    assert_eq!(view["badge"]["reason"]["code"], "no_key");
    assert_eq!(view["authorizedKeysLine"], Value::Null);
    let view = make_key(&window, false).unwrap();
    assert_eq!(view["key"], "stored");
    let line = view["authorizedKeysLine"].as_str().unwrap().to_owned();
    let limits = format!(
        "restrict,port-forwarding,permitlisten=\"127.0.0.1:{port}\",permitopen=\"127.0.0.1:1\",\
         command=\"/bin/false\" ssh-ed25519 "
    );
    assert!(line.starts_with(&limits), "{line}");
    assert_eq!(make_key(&window, false).unwrap_err()["field"], "renew");
    let renewed = make_key(&window, true).unwrap()["authorizedKeysLine"].clone();
    assert!(renewed.is_string() && renewed != json!(line));

    reason(&window, "host_key_unknown");
    let view = way(&window);
    assert_eq!(view["badge"]["reason"]["waitsForPerson"], true);
    assert_eq!(
        server.tried.load(Ordering::SeqCst),
        0,
        "nobody tried to come in"
    );
    let fingerprint = server.host_key.fingerprint();
    assert_eq!(view["hostKeySeen"]["fingerprint"], json!(fingerprint));
    let other = confirm(&window, "SHA256:other", &Value::Null).unwrap_err();
    assert_eq!(other["field"], "fingerprint");
    let pinned = confirm(&window, &fingerprint, &json!("SHA256:x")).unwrap_err();
    assert_eq!(pinned["field"], "replaces");
    let view = confirm(&window, &fingerprint, &Value::Null).unwrap();
    assert_eq!(view["hostKeyPinned"]["fingerprint"], json!(fingerprint));
    is(&window, "reachable");
    let platform = way(&window)["platformUrl"].as_str().unwrap().to_owned();
    assert_eq!(post_signed(&platform, SECRET), 200, "through the server");
    let told = deeds_told(&window);
    assert!(
        told.iter().any(|one| one.contains(&fingerprint)),
        "{told:?}"
    );
    let settings = console.folder.path().join("data/acme/profile.json");
    let settings = std::fs::read_to_string(settings).unwrap();
    assert!(
        !settings.contains("PRIVATE"),
        "the key is in the keyring alone"
    );
}

#[test]
fn another_key_of_the_server_is_not_trusted_until_a_person_says_so() {
    let server = block_on(SshServer::start(7, Ways::default()));
    let console = start();
    let window = console.window("main");
    make(&window, "acme");
    let setup = over(&server, free_port());
    set(&window, &setup, true).unwrap();
    make_key(&window, false).unwrap();
    reason(&window, "host_key_unknown");
    let fingerprint = server.host_key.fingerprint();
    confirm(&window, &fingerprint, &Value::Null).unwrap();
    is(&window, "reachable");
    drop(window);
    let (folder, store) = console.leave();

    // Another server is at the same place: here the place moves.
    let other = block_on(SshServer::start(8, Ways::default()));
    let path = folder.path().join("data/acme/profile.json");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut settings: Value = serde_json::from_str(&text).unwrap();
    settings["way_in"]["way"]["port"] = json!(other.address.port());
    std::fs::write(&path, settings.to_string()).unwrap();
    let console = start_on(&folder, &store, StartedFor::Operator);
    console.open_all();
    let window = console.window("main");
    reason(&window, "host_key_changed");
    assert_eq!(other.tried.load(Ordering::SeqCst), 0, "nothing was sent");
    let seen = other.host_key.fingerprint();
    let first_use = confirm(&window, &seen, &Value::Null).unwrap_err();
    assert_eq!(first_use["field"], "replaces");
    confirm(&window, &seen, &json!(fingerprint)).unwrap();
    is(&window, "reachable");
}

#[test]
fn a_key_that_can_not_be_read_at_the_start_is_used_as_soon_as_it_can_be() {
    let server = block_on(SshServer::start(7, Ways::default()));
    let console = start();
    let window = console.window("main");
    make(&window, "acme");
    set(&window, &over(&server, free_port()), true).unwrap();
    make_key(&window, false).unwrap();
    reason(&window, "host_key_unknown");
    confirm(&window, &server.host_key.fingerprint(), &Value::Null).unwrap();
    is(&window, "reachable");
    drop(window);
    let (folder, store) = console.leave();

    store.fail(Some(VaultError::Locked("a test".to_owned())));
    let console = start_on(&folder, &store, StartedFor::Operator);
    console.open_all();
    let window = console.window("main");
    reason(&window, "keyring");
    let view = way(&window);
    assert_eq!(
        (&view["badge"]["state"], &view["key"]),
        (&json!("failing"), &json!("unknown"))
    );
    assert!(view["badge"]["unprovenSince"].is_string(), "{view}");
    store.fail(None);
    call(&window, "check_keyring", &json!({})).unwrap();
    is(&window, "reachable");
    // Without its key nothing is dialled any more.
    let request = json!({ "profile": "acme", "kind": "ssh_key" });
    call(&window, "clear_secret", &request).unwrap();
    reason(&window, "no_key");
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
    // It bears the hash of the first one, which was judged anew by then.
    assert_eq!(seen["firstVerified"]["answer"], 200);
    assert_eq!(seen["isWhole"], true);
}
