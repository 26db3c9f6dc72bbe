//! Gaps and reconciliation through the commands: listed in pages and by subject, closed by a
//! reconciliation that a person starts, which says what it found; stopped.

use super::{
    Console,
    api::{refused, server, set_up},
    call,
    decisions::until,
    server::{Reply, Server},
    timeline_of,
    way_in::soon,
};
use partner_console::{app::App, app::StartedFor};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tauri::{WebviewWindow, test::MockRuntime};
use tempfile::TempDir;
use vault::MemoryStore;

type Window = WebviewWindow<MockRuntime>;

fn start_on(folder: &Arc<TempDir>, store: &MemoryStore) -> Console {
    Console::start_changed(folder, store, StartedFor::Operator, |app: &mut App| {
        app.way_times = soon();
    })
}

/// A partner at which merchant 7 has a status that the test sets.
fn partner(status: &Arc<Mutex<String>>) -> Server {
    let status = Arc::clone(status);
    server(move |_, request| {
        let path = request.line.split([' ', '?']).nth(1).unwrap();
        let status = status.lock().unwrap();
        let merchant = format!(r#"{{"id":7,"kycStatus":"{status}","legalName":"Adaeze"}}"#);
        match path {
            "/bpapi/v1/business/" => Reply::json(200, &format!("[{merchant}]")),
            "/bpapi/v1/business/7" => Reply::json(200, &merchant),
            _ => Reply::json(200, "[]"),
        }
    })
}

fn gaps(window: &Window, subject: Option<&str>, show: &str, before: Option<&str>) -> Value {
    let request = json!({
        "profile": "acme", "subject": subject, "show": show, "before": before, "limit": 1,
    });
    call(window, "list_gaps", &request).unwrap()
}

fn reconciliation(window: &Window) -> Value {
    call(window, "get_reconciliation", &json!({ "profile": "acme" })).unwrap()
}

fn start(window: &Window, from: &Value) -> Result<Value, Value> {
    call(
        window,
        "start_reconciliation",
        &json!({ "profile": "acme", "from": from }),
    )
}

fn is_reachable(window: &Window) {
    until("it is reachable", || {
        let status = call(window, "console_status", &json!({})).unwrap();
        status["open"]["wayIn"]["state"] == "reachable"
    });
}

/// A profile that was reachable, was closed while merchant 7 changed, and is reachable again.
fn with_a_gap(status: &Arc<Mutex<String>>, server: &Server) -> (Console, Window) {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let console = start_on(&folder, &MemoryStore::default());
    let (window, url) = set_up(&console, server);
    call(
        &window,
        "read_subject",
        &json!({ "profile": "acme", "subject": "merchant:7" }),
    )
    .unwrap();
    let public: Vec<&str> = url.split('/').take(3).collect();
    let setup = json!({ "provider": "own_url", "publicUrl": public.join("/") });
    let request = json!({ "profile": "acme", "setup": setup, "on": true });
    call(&window, "set_way_in", &request).unwrap();
    is_reachable(&window);
    drop(window);
    let (folder, store) = console.leave();
    "INVALID".clone_into(&mut status.lock().unwrap());
    let console = start_on(&folder, &store);
    console.open_all();
    let window = console.window("main");
    is_reachable(&window);
    (console, window)
}

#[test]
fn a_gap_is_closed_by_a_reconciliation_that_says_what_was_missed() {
    let status = Arc::new(Mutex::new("VALID".to_owned()));
    let server = partner(&status);
    let (_console, window) = with_a_gap(&status, &server);
    let newest = || gaps(&window, None, "all", None);
    // The entry that ends it comes after the state.
    until("it is written down", || {
        newest()["gaps"][0]["until"].is_string()
    });
    let page = newest();
    let gap = page["gaps"][0].clone();
    assert_eq!(page["total"], 2, "{page}");
    assert_eq!(page["next"], gap["from"]);
    // The first one is from when it was wanted on to the first proof.
    let older = gaps(&window, None, "all", page["next"].as_str());
    let first = older["gaps"][0].clone();
    assert!(first["from"].as_str() < gap["from"].as_str(), "{older}");
    assert_eq!(older["next"], Value::Null);
    let known = gaps(&window, Some("merchant:7"), "all", None);
    assert_eq!(
        known["gaps"][0]["from"], gap["from"],
        "it stands on the merchant's timeline"
    );
    let unknown = gaps(&window, Some("merchant:8"), "all", None);
    assert_eq!(
        (&unknown["gaps"], &unknown["total"]),
        (&json!([]), &json!(0))
    );

    assert_eq!(reconciliation(&window)["whyNot"], Value::Null);
    start(&window, &first["from"]).unwrap();
    until("both are closed", || newest()["open"] == 0);
    assert_eq!(gaps(&window, None, "open", None)["gaps"], json!([]));
    let page = gaps(&window, None, "closed", None);
    let closed = page["gaps"][0]["closedBy"].clone();
    assert_eq!(
        (&closed["missed"], &page["open"]),
        (&json!(1), &json!(0)),
        "{page}"
    );
    assert_eq!(reconciliation(&window)["last"]["end"], "whole");

    let of = json!({ "profile": "acme", "sequence": closed["sequence"] });
    let missed = call(&window, "list_missed", &of).unwrap();
    assert_eq!(missed["more"], 0);
    let change = &missed["changes"][0];
    assert_eq!(change["subject"]["key"], "merchant:7");
    assert_eq!(
        (&change["from"], &change["to"]),
        (&json!("VALID"), &json!("INVALID"))
    );
    let merchant = call(
        &window,
        "list_timeline",
        &timeline_of("acme", Some("merchant:7")),
    );
    let rows = merchant.unwrap()["rows"].to_string();
    assert!(rows.contains("Reconciliation"), "{rows}");
}

#[test]
fn a_reconciliation_that_is_stopped_says_so() {
    let status = Arc::new(Mutex::new("VALID".to_owned()));
    let server = partner(&status);
    let console = Console::start();
    let (window, _) = set_up(&console, &server);
    let past = json!("2026-01-05T09:00:00.000Z");
    start(&window, &past).unwrap();
    until("it is on its way", || {
        reconciliation(&window)["now"].is_object()
    });
    let status = call(&window, "console_status", &json!({})).unwrap();
    assert!(
        status["open"]["wayIn"]["reconciling"].is_object(),
        "{status}"
    );
    call(
        &window,
        "cancel_reconciliation",
        &json!({ "profile": "acme" }),
    )
    .unwrap();
    until("it is stopped", || {
        reconciliation(&window)["last"]["end"] == "cancelled"
    });
    assert_eq!(reconciliation(&window)["now"], Value::Null);
}

#[test]
fn what_can_not_be_reconciled_or_listed_is_refused_by_its_field() {
    let console = Console::start();
    let window = console.window("main");
    super::profiles::make(&window, "acme");
    let view = reconciliation(&window);
    assert!(
        view["whyNot"].is_string() && view["last"].is_null(),
        "{view}"
    );
    let past = json!("2026-01-05T09:00:00.000Z");
    refused(start(&window, &past), "api_not_ready", &Value::Null);
    refused(
        start(&window, &json!("yesterday")),
        "invalid",
        &json!("from"),
    );
    refused(
        start(&window, &json!("2999-01-01T00:00:00.000Z")),
        "invalid",
        &json!("from"),
    );
    let ask = |name: &str, value: Value| {
        let mut request = json!({
            "profile": "acme", "subject": null, "show": "all", "before": null, "limit": 10,
        });
        request[name] = value;
        call(&window, "list_gaps", &request)
    };
    refused(
        ask("subject", json!("payout:7")),
        "invalid",
        &json!("subject"),
    );
    refused(ask("before", json!("now")), "invalid", &json!("before"));
    refused(ask("limit", json!(0)), "invalid", &json!("limit"));
    refused(ask("limit", json!(501)), "invalid", &json!("limit"));
    assert_eq!(ask("limit", json!(500)).unwrap()["gaps"], json!([]));
    let of = json!({ "profile": "acme", "sequence": 1 });
    refused(
        call(&window, "list_missed", &of),
        "not_found",
        &json!("sequence"),
    );
}
