//! The way in is found at another URL than the one that the platform has: it is said, once on the
//! desktop, until a person or a verified delivery settles it; the span is a gap.

use super::{
    Console, call,
    decisions::until,
    post_signed,
    profiles::make,
    way_in::{SECRET, Window, is, set, start, way, with_secret},
};
use serde_json::{Value, json};
use std::{path::Path, thread, time::Duration};

/// A command whose first session is at one host, and each later one at another; both lead here.
fn moving(been: &Path) -> Value {
    let script = r#"host=localhost; mkdir "$1" 2>/dev/null && host=127.0.0.1
        echo "at http://$host:$2 ."; exec sleep 600"#;
    let argv = ["sh", "-c", script, "stub", been.to_str().unwrap(), "{port}"];
    json!({
        "provider": "command", "argv": argv, "publicUrl": "", "urlPattern": r"at (http\S+)",
    })
}

fn confirm(window: &Window, url: &Value) -> Result<Value, Value> {
    let request = json!({ "profile": "acme", "url": url });
    call(window, "confirm_platform_url", &request)
}

/// Dials anew, and waits until it is proven at the other URL.
fn redialled(window: &Window) {
    let before = way(window)["platformUrl"].clone();
    // One that comes too soon after a dial is made needless by a proof.
    until("another URL", || {
        call(window, "redial_way_in", &json!({ "profile": "acme" })).unwrap();
        thread::sleep(Duration::from_millis(100));
        way(window)["platformUrl"] != before
    });
    is(window, "reachable_elsewhere");
}

/// How often the history says so.
fn told(window: &Window, words: &str) -> usize {
    let view = way(window);
    let history = view["history"].as_array().unwrap();
    let told = history.iter().filter(|one| {
        let text = one["words"].as_str().unwrap();
        text.contains(words)
    });
    told.count()
}

fn newest_gap(window: &Window) -> Value {
    let request = json!({
        "profile": "acme", "subject": null, "show": "all", "before": null, "limit": 1,
    });
    let page = call(window, "list_gaps", &request).unwrap();
    page["gaps"][0].clone()
}

fn bodies(console: &Console) -> Vec<String> {
    let alerts = console.alerts.lock().unwrap();
    let new = alerts.iter().filter(|one| one.body.contains("a new URL"));
    new.map(|one| one.body.clone()).collect()
}

#[test]
fn a_new_url_is_no_plain_reachable_until_a_person_says_that_the_platform_has_it() {
    let console = start();
    let window = console.window("main");
    call(&window, "set_operator", &json!({ "name": "A. Ndiaye" })).unwrap();
    make(&window, "acme");
    with_secret(&window);
    let folder = tempfile::tempdir().unwrap();
    set(&window, &moving(&folder.path().join("been")), true).unwrap();
    is(&window, "reachable");
    let first = way(&window);
    assert_eq!(first["isUrlSet"], false, "nobody said so yet");
    let view = confirm(&window, &first["platformUrl"]).unwrap();
    assert_eq!(view["isUrlSet"], true);
    confirm(&window, &first["platformUrl"]).unwrap();
    assert_eq!(told(&window, "is set on the platform"), 1, "once");

    redialled(&window);
    let second = way(&window);
    assert_ne!(second["platformUrl"], first["platformUrl"]);
    assert_eq!(second["isUrlSet"], false);
    until("the frame says so too", || {
        let status = call(&window, "console_status", &json!({})).unwrap();
        let shown = [
            &status["open"]["wayIn"]["state"],
            &status["profiles"][0]["wayIn"],
        ];
        shown == ["reachable_elsewhere", "reachable_elsewhere"]
    });
    until("it is told on the desktop", || bodies(&console).len() == 1);
    let body = bodies(&console).concat();
    assert!(body.contains("may still send"), "{body}");
    assert!(
        !body.contains("localhost") && !body.contains("hooks"),
        "{body}"
    );
    until("it is a gap", || {
        let causes = newest_gap(&window)["causes"].to_string();
        causes.contains("url_changed")
    });
    assert_eq!(newest_gap(&window)["until"], Value::Null);

    let error = confirm(&window, &first["platformUrl"]).unwrap_err();
    assert_eq!(
        (&error["code"], &error["field"]),
        (&json!("invalid"), &json!("url"))
    );
    assert!(!error.to_string().contains("hooks"), "{error}");
    let view = confirm(&window, &second["platformUrl"]).unwrap();
    assert_eq!(view["isUrlSet"], true);
    is(&window, "reachable");
    until("the gap ends there", || {
        newest_gap(&window)["until"].is_string()
    });
    let newest = &view["history"][0];
    assert_eq!(newest["by"], "A. Ndiaye");
    assert!(
        newest["words"]
            .as_str()
            .unwrap()
            .contains("set on the platform")
    );
    assert_eq!(bodies(&console).len(), 1, "once");
}

#[test]
fn a_verified_delivery_to_the_new_url_settles_it() {
    let console = start();
    let window = console.window("main");
    make(&window, "acme");
    with_secret(&window);
    let folder = tempfile::tempdir().unwrap();
    set(&window, &moving(&folder.path().join("been")), true).unwrap();
    is(&window, "reachable");
    redialled(&window);
    let url = way(&window)["platformUrl"].as_str().unwrap().to_owned();
    assert_eq!(post_signed(&url, SECRET), 200);
    is(&window, "reachable");
    until("it is written down", || told(&window, "leads here") == 1);
    until("the gap ends", || newest_gap(&window)["until"].is_string());
}
