//! Profiles through the commands: made, shown, changed, turned off, and found at the next start.

use super::{Console, call, ports::free_port, post, timeline_of};
use domain::ProfileName;
use partner_console::app::StartedFor;
use serde_json::{Value, json};
use std::net::TcpListener;
use tauri::{WebviewWindow, test::MockRuntime};

type Window = WebviewWindow<MockRuntime>;

/// Makes a sandbox profile and gives where it listens.
pub fn make(window: &Window, name: &str) -> String {
    let request = json!({
        "name": name, "title": "", "environment": "sandbox", "listen": "",
    });
    let made = call(window, "create_profile", &request).unwrap();
    made["receiver"]["localUrl"].as_str().unwrap().to_owned()
}

fn change(profile: &str, title: &str, listen: &str) -> Value {
    json!({
        "profile": profile, "title": title, "listen": listen, "answer200WhenStored": false,
        "renewPath": false,
    })
}

/// Every row of a profile's timeline, oldest first.
pub fn rows(window: &Window, profile: &str) -> Vec<Value> {
    let page = call(window, "list_timeline", &timeline_of(profile, None)).unwrap();
    let mut rows = page["rows"].as_array().unwrap().clone();
    rows.reverse();
    rows
}

#[test]
fn a_profile_that_is_made_receives_and_is_on_the_screen() {
    let console = Console::start();
    let window = console.window("main");
    let request = json!({
        "name": "acme", "title": "Acme Ltd", "environment": "live", "listen": "",
    });
    let made = call(&window, "create_profile", &request).unwrap();
    assert_eq!(made["title"], "Acme Ltd");
    assert_eq!(made["key"], "none");
    // Without a secret nothing is checked, and the sender is told to come again.
    assert_eq!(
        post(
            made["receiver"]["localUrl"].as_str().unwrap(),
            &"0".repeat(64)
        ),
        503
    );
    let status = call(&window, "console_status", &json!({})).unwrap();
    assert_eq!(status["open"]["name"], "acme");
    assert_eq!(status["profiles"][0]["state"], "receiving");
    assert_eq!(status["profiles"][0]["environment"], "live");
    assert!(status["profiles"][0]["lastDelivery"].is_string());
    assert_eq!(rows(&window, "acme")[0]["verdict"], "not_checked");
}

#[test]
fn what_can_be_no_profile_is_refused_with_its_field_and_leaves_none_behind() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let occupied = TcpListener::bind(&taken);
    let long = "x".repeat(65);
    for (field, name, title, environment, listen) in [
        ("name", "Acme", "", "live", ""),
        ("name", "../acme", "", "live", ""),
        ("name", "acme", "", "live", ""),
        ("name", "simulator", "", "live", ""),
        ("environment", "other", "", "simulator", ""),
        ("title", "other", long.as_str(), "live", ""),
        ("listen", "other", "", "live", "0.0.0.0:9"),
        ("listen", "other", "", "live", "nonsense"),
        ("listen", "other", "", "live", taken.as_str()),
    ] {
        let request = json!({
            "name": name, "title": title, "environment": environment, "listen": listen,
        });
        let error = call(&window, "create_profile", &request).unwrap_err();
        assert_eq!(
            (&error["code"], &error["field"]),
            (&json!("invalid"), &json!(field)),
            "{error}"
        );
        assert!(
            error["message"].as_str().unwrap().ends_with("changed."),
            "{error}"
        );
    }
    drop(occupied);
    let status = call(&window, "console_status", &json!({})).unwrap();
    assert_eq!(status["profiles"].as_array().unwrap().len(), 1);
}

#[test]
fn every_enabled_profile_receives_whichever_is_on_the_screen() {
    let console = Console::start();
    let window = console.window("main");
    let first = make(&window, "first");
    let second = make(&window, "second");
    let status = call(&window, "show_profile", &json!({ "profile": "first" })).unwrap();
    assert_eq!(status["open"]["name"], "first");
    for url in [first, second] {
        assert_eq!(post(&url, &"0".repeat(64)), 503);
    }
    assert_eq!(rows(&window, "first").len(), 1);
    assert_eq!(rows(&window, "second").len(), 1);
    let error = call(&window, "show_profile", &json!({ "profile": "third" })).unwrap_err();
    assert_eq!(error["code"], "not_found");
}

#[test]
fn the_next_start_opens_them_all_and_shows_what_was_shown_last() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "first");
    make(&window, "second");
    make(&window, "third");
    call(&window, "show_profile", &json!({ "profile": "second" })).unwrap();
    let off = json!({ "profile": "third", "enabled": false });
    call(&window, "enable_profile", &off).unwrap();
    call(&window, "set_operator", &json!({ "name": " A. Ndiaye " })).unwrap();
    drop(window);
    let (folder, store) = console.leave();

    let console = Console::start_on(&folder, &store, StartedFor::Operator);
    console.open_all();
    let window = console.window("main");
    let status = call(&window, "console_status", &json!({})).unwrap();
    assert_eq!(status["open"]["name"], "second");
    assert_eq!(status["operator"], "A. Ndiaye");
    let states: Vec<&Value> = (0..3).map(|at| &status["profiles"][at]["state"]).collect();
    assert_eq!(states, ["receiving", "receiving", "disabled"]);
}

#[test]
fn a_profile_that_is_turned_off_takes_nothing_and_says_who_did_it() {
    let console = Console::start();
    let window = console.window("main");
    call(&window, "set_operator", &json!({ "name": "A. Ndiaye" })).unwrap();
    let url = make(&window, "acme");
    let off = json!({ "profile": "acme", "enabled": false });
    let status = call(&window, "enable_profile", &off).unwrap();
    assert_eq!(status["open"], Value::Null);
    assert_eq!(status["profiles"][0]["state"], "disabled");
    let address = url.split('/').nth(2).unwrap();
    assert!(std::net::TcpStream::connect(address).is_err());
    let error = call(&window, "show_profile", &json!({ "profile": "acme" })).unwrap_err();
    assert_eq!(error["code"], "not_open");

    let on = json!({ "profile": "acme", "enabled": true });
    let status = call(&window, "enable_profile", &on).unwrap();
    assert_eq!(status["open"]["name"], "acme");
    let rows = rows(&window, "acme");
    assert_eq!(rows.len(), 2);
    for row in rows {
        assert_eq!(
            (&row["kind"], &row["by"]),
            (&json!("setting"), &json!("A. Ndiaye"))
        );
    }
}

#[test]
fn how_a_profile_receives_is_changed_while_it_receives_and_stands_in_its_ledger() {
    let console = Console::start();
    let window = console.window("main");
    let old = make(&window, "acme");
    let mut request = change("acme", "Acme", "");
    request["renewPath"] = json!(true);
    request["answer200WhenStored"] = json!(true);
    let settings = call(&window, "change_profile", &request).unwrap();
    assert_eq!(settings["title"], "Acme");
    assert_eq!(settings["answer200WhenStored"], true);
    let new = settings["localUrl"].as_str().unwrap().to_owned();
    let address = |url: &str| url.split('/').nth(2).unwrap().to_owned();
    assert_eq!(address(&old), address(&new));
    assert_eq!(post(&old, &"0".repeat(64)), 404);
    assert_eq!(post(&new, &"0".repeat(64)), 200);
    let kinds: Vec<Value> = rows(&window, "acme")
        .iter()
        .map(|row| row["kind"].clone())
        .collect();
    assert_eq!(kinds, ["setting", "setting", "setting", "delivery"]);

    // The same once more is no change.
    call(&window, "change_profile", &{
        request["renewPath"] = json!(false);
        request
    })
    .unwrap();
    assert_eq!(rows(&window, "acme").len(), 4);
}

#[test]
fn an_address_that_is_taken_changes_nothing_and_a_free_one_is_moved_to() {
    let console = Console::start();
    let window = console.window("main");
    let old = make(&window, "acme");
    let taken = TcpListener::bind(("127.0.0.1", free_port())).unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let error = call(&window, "change_profile", &change("acme", "acme", &address)).unwrap_err();
    assert_eq!(
        (&error["code"], &error["field"]),
        (&json!("invalid"), &json!("listen"))
    );
    assert_eq!(post(&old, &"0".repeat(64)), 503);

    drop(taken);
    let settings = call(&window, "change_profile", &change("acme", "acme", &address)).unwrap();
    assert_eq!(settings["listen"], json!(address));
    let new = settings["localUrl"].as_str().unwrap();
    assert!(new.starts_with(&format!("http://{address}/hooks/")));
    assert_eq!(post(new, &"0".repeat(64)), 503);
}

#[test]
fn a_profile_that_cannot_be_opened_says_why_and_keeps_no_other_from_it() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "bad");
    make(&window, "good");
    drop(window);
    let (folder, store) = console.leave();
    let taken = TcpListener::bind(("127.0.0.1", free_port())).unwrap();
    let address = taken.local_addr().unwrap();
    let data = engine::DataFolder::existing(&folder.path().join("data")).unwrap();
    let bad = data
        .profile(Some(&ProfileName::parse("bad").unwrap()))
        .unwrap();
    let mut settings = bad.settings().unwrap();
    settings.listen = Some(address);
    bad.save(&settings).unwrap();

    let console = Console::start_on(&folder, &store, StartedFor::Operator);
    console.open_all();
    let window = console.window("main");
    let status = call(&window, "console_status", &json!({})).unwrap();
    assert_eq!(status["profiles"][0]["state"], "failed");
    let detail = status["profiles"][0]["detail"].as_str().unwrap();
    assert!(detail.contains(&address.to_string()), "{detail}");
    assert_eq!(status["profiles"][1]["state"], "receiving");
    assert_eq!(status["open"]["name"], "good");
    let error = call(&window, "show_profile", &json!({ "profile": "bad" })).unwrap_err();
    assert_eq!(error["field"], "listen");

    // Another address, or the port being free again, brings it back.
    drop(taken);
    let status = call(&window, "show_profile", &json!({ "profile": "bad" })).unwrap();
    assert_eq!(status["open"]["name"], "bad");
}

#[test]
fn steering_a_sender_that_does_not_run_or_is_not_there_is_refused() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    console.open_simulator();
    let order = |profile: &str, count: u16| {
        let send = json!({ "do": "send", "mode": "plain", "count": count });
        json!({ "profile": profile, "order": send })
    };
    for (request, code) in [
        (order("simulator", 1), "not_open"),
        (order("simulator", 0), "invalid"),
        (order("simulator", 101), "invalid"),
        (order("acme", 1), "invalid"),
        (order("nobody", 1), "not_open"),
    ] {
        let error = call(&window, "steer_simulator", &request).unwrap_err();
        assert_eq!(error["code"], code, "{request}");
    }
}
