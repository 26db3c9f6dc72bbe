//! The API through the commands: server, credentials, calls, observations, facts.

use super::{
    Console, call, post_signed,
    profiles::{make, rows},
    server::{Reply, Request, Server},
    timeline_of,
};
use serde_json::{Value, json};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tauri::{WebviewWindow, test::MockRuntime};

type Window = WebviewWindow<MockRuntime>;

const KEY: &str = "CEDAR_DEV_api_key_7d1f";
const SECRET: &str = "CEDAR_DEV_api_secret_9a3c";
const WEBHOOK_SECRET: &str = "webhook-secret-kJ8sQ2vX9zL4mN7pR3tB6wY1cF5gH0dA";
/// How often a thing is looked for that comes by itself.
const TRIES_MAX: usize = 3000;

/// A server that asks `script` for its replies.
pub fn server(script: impl Fn(usize, &Request) -> Reply + Send + Sync + 'static) -> Server {
    tauri::async_runtime::block_on(Server::start(script))
}

/// A server at which every list is empty and merchant 7 has a status that the test sets.
pub fn merchants(status: &Arc<Mutex<String>>) -> Server {
    let status = Arc::clone(status);
    server(move |_, request| {
        if request.header("x-api-key") != Some(KEY) {
            let body = r#"{"exception":{"errorCode":"API_KEY_INVALID","message":"no"}}"#;
            return Reply::json(400, body);
        }
        let path = request.line.split([' ', '?']).nth(1).unwrap();
        match path {
            "/bpapi/v1/business/7" => {
                let status = status.lock().unwrap();
                let body = format!(r#"{{"id":7,"kycStatus":"{status}","legalName":"Adaeze"}}"#);
                Reply::json(200, &body)
            }
            one if one.ends_with('/') || one.ends_with("ies") => Reply::json(200, "[]"),
            _ => {
                let body = r#"{"exception":{"errorCode":"NOT_FOUND","message":"none"}}"#;
                Reply::json(404, body)
            }
        }
    })
}

pub fn valid() -> Arc<Mutex<String>> {
    Arc::new(Mutex::new("VALID".to_owned()))
}

pub fn origin(server: &Server) -> String {
    format!("http://{}", server.address)
}

pub fn set_server(window: &Window, server: &Server) -> Result<Value, Value> {
    let base = format!("{}/bpapi", origin(server));
    let request = json!({ "profile": "acme", "baseUrl": base });
    call(window, "set_server", &request)
}

pub fn set_credentials(
    window: &Window,
    server: &Server,
    key: &str,
    secret: &str,
    even_if_test_fails: bool,
) -> Result<Value, Value> {
    let request = json!({
        "profile": "acme", "key": key, "secret": secret, "origin": origin(server),
        "thisSessionOnly": false, "evenIfTestFails": even_if_test_fails,
    });
    call(window, "set_credentials", &request)
}

fn api(window: &Window) -> Value {
    call(window, "console_status", &json!({})).unwrap()["open"]["api"].clone()
}

fn credentials(window: &Window) -> String {
    let settings = call(window, "profile_settings", &json!({ "profile": "acme" })).unwrap();
    settings["server"]["credentials"]
        .as_str()
        .unwrap()
        .to_owned()
}

pub fn call_it(window: &Window, operation: &str, path_value: Option<&str>) -> Result<Value, Value> {
    let request = json!({
        "profile": "acme", "operation": operation, "pathValue": path_value, "query": [],
        "body": null,
    });
    call(window, "call_operation", &request)
}

pub fn refused(answer: Result<Value, Value>, code: &str, field: &Value) {
    let error = answer.unwrap_err();
    assert_eq!(
        (&error["code"], &error["field"]),
        (&json!(code), field),
        "{error}"
    );
}

/// A console with a profile whose server and credentials are set.
pub fn set_up(console: &Console, server: &Server) -> (Window, String) {
    let window = console.window("main");
    let url = make(&window, "acme");
    set_server(&window, server).unwrap();
    let set = set_credentials(&window, server, KEY, SECRET, false).unwrap();
    assert_eq!(set["isKept"], true, "{set}");
    (window, url)
}

#[test]
fn a_profile_is_set_up_step_by_step_and_says_how_its_way_to_the_api_is() {
    let console = Console::start();
    let window = console.window("main");
    let server = merchants(&valid());
    make(&window, "acme");
    assert_eq!(api(&window)["state"], "not_set_up");
    refused(
        call_it(&window, "list_merchants", None),
        "api_not_ready",
        &Value::Null,
    );
    let settings = set_server(&window, &server).unwrap();
    assert_eq!(settings["server"]["origin"], origin(&server));
    assert_eq!(settings["server"]["isLive"], false);
    assert_eq!(api(&window)["state"], "credentials_missing");

    let set = set_credentials(&window, &server, "another-key", SECRET, false).unwrap();
    assert_eq!(set["isKept"], false);
    assert_eq!(set["test"]["steps"][2]["result"], "failed", "{set}");
    assert_eq!(credentials(&window), "absent");
    let set = set_credentials(&window, &server, KEY, SECRET, false).unwrap();
    assert_eq!(
        (&set["isKept"], &set["test"]["passed"]),
        (&json!(true), &json!(true)),
        "{set}"
    );
    assert_eq!(credentials(&window), "stored");
    assert_eq!(api(&window)["state"], "reachable");
    let test = call(&window, "test_connection", &json!({ "profile": "acme" }));
    assert_eq!(test.unwrap()["passed"], true);
    let state = api(&window);
    assert_eq!(state["state"], "reachable", "{state}");
    assert!(
        state["roundTripMs"].is_number() && state["at"].is_string(),
        "{state}"
    );

    // A wrong key does not take the place of a good one, unless a person insists.
    let set = set_credentials(&window, &server, "another-key", SECRET, false).unwrap();
    assert_eq!(set["isKept"], false);
    assert_eq!(api(&window)["state"], "reachable");
    let called = call_it(&window, "list_merchants", None).unwrap();
    assert_eq!(called["outcome"], "worked");
    let set = set_credentials(&window, &server, "another-key", SECRET, true).unwrap();
    assert_eq!(set["isKept"], true);
    let called = call_it(&window, "list_merchants", None).unwrap();
    assert_eq!(called["outcome"], "refused");
    let state = api(&window);
    assert_eq!(state["state"], "failing");
    assert!(
        state["detail"].as_str().unwrap().contains("API key"),
        "{state}"
    );

    let cleared = call(&window, "clear_credentials", &json!({ "profile": "acme" })).unwrap();
    assert_eq!(cleared["server"]["credentials"], "absent");
    assert_eq!(console.store.names(), Vec::<String>::new());
    assert_eq!(api(&window)["state"], "credentials_missing");
    let whats: Vec<Value> = rows(&window, "acme")
        .iter()
        .map(|row| row["reason"].clone())
        .collect();
    assert!(
        whats.contains(&json!("The API credentials were set.")),
        "{whats:?}"
    );
    assert!(
        whats.contains(&json!("The API credentials were removed.")),
        "{whats:?}"
    );
    assert!(
        whats.contains(&json!("The server's base URL was changed.")),
        "{whats:?}"
    );
}

#[test]
fn an_edited_base_url_asks_for_credentials_anew_and_the_old_ones_reach_no_other_server() {
    let console = Console::start();
    let first = merchants(&valid());
    let second = merchants(&valid());
    let (window, _url) = set_up(&console, &first);
    call_it(&window, "list_merchants", None).unwrap();
    let settings = set_server(&window, &second).unwrap();
    assert_eq!(settings["server"]["credentials"], "for_another_server");
    assert_eq!(settings["server"]["credentialsOrigin"], origin(&first));
    assert_eq!(api(&window)["state"], "credentials_missing");
    refused(
        call_it(&window, "list_merchants", None),
        "api_not_ready",
        &Value::Null,
    );
    let test = call(&window, "test_connection", &json!({ "profile": "acme" }));
    refused(test, "api_not_ready", &Value::Null);
    // What the person saw is another server than it is now.
    refused(
        set_credentials(&window, &first, KEY, SECRET, true),
        "invalid",
        &json!("origin"),
    );
    assert!(second.requests().is_empty());
    // Back again they are good.
    set_server(&window, &first).unwrap();
    assert_eq!(
        call_it(&window, "list_merchants", None).unwrap()["outcome"],
        "worked"
    );
    set_server(&window, &second).unwrap();
    let set = set_credentials(&window, &second, KEY, SECRET, false).unwrap();
    assert_eq!(set["isKept"], true);
    assert_eq!(second.requests()[0].header("x-api-key"), Some(KEY));
}

#[test]
fn credentials_and_server_are_there_at_the_next_start() {
    let console = Console::start();
    let server = merchants(&valid());
    let (window, _url) = set_up(&console, &server);
    drop(window);
    let (folder, store) = console.leave();
    let started_for = partner_console::app::StartedFor::Operator;
    let console = Console::start_on(&folder, &store, started_for);
    console.open_all();
    let window = console.window("main");
    assert_eq!(credentials(&window), "stored");
    assert_eq!(api(&window)["state"], "not_asked");
    assert_eq!(
        call_it(&window, "list_merchants", None).unwrap()["outcome"],
        "worked"
    );
}

#[test]
fn what_can_be_no_server_is_refused_and_the_live_one_is_for_live_profiles_alone() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    console.open_simulator();
    let live = "https://partners-api.service.cedar.money/bpapi";
    for (profile, base) in [
        ("acme", live),
        ("acme", "http://sandbox.example"),
        ("acme", "https://user:pw@sandbox.example"),
        ("acme", "nonsense"),
        ("simulator", "https://sandbox.example"),
    ] {
        let request = json!({ "profile": profile, "baseUrl": base });
        refused(
            call(&window, "set_server", &request),
            "invalid",
            &json!("baseUrl"),
        );
    }
    let request = json!({ "name": "real", "title": "", "environment": "live", "listen": "" });
    call(&window, "create_profile", &request).unwrap();
    let settings = call(&window, "profile_settings", &json!({ "profile": "real" })).unwrap();
    assert_eq!(settings["server"]["baseUrl"], live);
    assert_eq!(settings["server"]["isLive"], true);
}

/// The row of the newest delivery once its mark is this one.
fn delivery_marked(window: &Window, mark: &str) -> Value {
    let found = (0..TRIES_MAX).find_map(|_| {
        std::thread::park_timeout(Duration::from_millis(20));
        let page = call(window, "list_timeline", &timeline_of("acme", None)).unwrap();
        let rows = page["rows"].as_array().unwrap().clone();
        let newest = rows
            .into_iter()
            .find(|row| row["kind"] == "delivery")
            .unwrap();
        (newest["mark"] == mark).then_some(newest)
    });
    found.unwrap()
}

#[test]
fn a_delivery_is_confirmed_or_contradicted_on_its_row_its_page_and_among_the_facts() {
    let console = Console::start();
    let status = valid();
    let server = merchants(&status);
    let (window, url) = set_up(&console, &server);
    let request = json!({
        "profile": "acme", "kind": "webhook_current", "value": WEBHOOK_SECRET,
        "thisSessionOnly": false,
    });
    call(&window, "set_secret", &request).unwrap();
    let facts = |command: &str| {
        let request = json!({ "profile": "acme", "subject": "merchant:7" });
        call(&window, command, &request).unwrap()
    };
    let fact = |view: &Value| {
        let facts = view["facts"].as_array().unwrap();
        facts
            .iter()
            .find(|one| one["name"] == "kycStatus")
            .unwrap()
            .clone()
    };
    assert_eq!(facts("subject_facts")["facts"], json!([]));

    assert_eq!(post_signed(&url, WEBHOOK_SECRET), 200);
    let row = delivery_marked(&window, "confirmed");
    assert_eq!(row["read"]["status"], "VALID");
    let view = fact(&facts("subject_facts"));
    assert_eq!(
        (&view["mark"], &view["now"]["by"]),
        (&json!("confirmed"), &json!("read"))
    );

    "FLAGGED".clone_into(&mut status.lock().unwrap());
    assert_eq!(post_signed(&url, WEBHOOK_SECRET), 200);
    let row = delivery_marked(&window, "contradicted");
    assert_eq!(
        (&row["status"], &row["read"]["status"]),
        (&json!("VALID"), &json!("FLAGGED"))
    );
    let page = json!({ "profile": "acme", "sequence": row["sequence"] });
    let page = call(&window, "get_delivery", &page).unwrap();
    assert_eq!(
        (&page["row"]["mark"], &page["row"]["read"]),
        (&json!("contradicted"), &row["read"])
    );
    let view = fact(&facts("subject_facts"));
    assert_eq!(view["mark"], "contradicted");
    assert_eq!(
        (&view["now"]["value"], &view["other"]["value"]),
        (&json!("FLAGGED"), &json!("VALID"))
    );
    // A repeat that the read contradicts waits for a person.
    let cards = (0..TRIES_MAX).find_map(|_| {
        std::thread::park_timeout(Duration::from_millis(20));
        let cards = call(&window, "list_cards", &json!({ "profile": "acme" })).unwrap();
        let open = cards["open"].as_array().unwrap().clone();
        (!open.is_empty()).then_some(open)
    });
    assert_eq!(cards.unwrap()[0]["kind"], "repeat_contradicted");

    "ABANDONED".clone_into(&mut status.lock().unwrap());
    let read = facts("read_subject");
    assert_eq!(fact(&read)["now"]["value"], "ABANDONED");
    assert!(read["readAt"].is_string() && read["canRead"] == true);
    let subject = timeline_of("acme", Some("merchant:7"));
    let page = call(&window, "list_timeline", &subject).unwrap();
    let newest = &page["rows"][0];
    assert_eq!(
        (&newest["kind"], &newest["status"]),
        (&json!("observation"), &json!("ABANDONED"))
    );
    assert_eq!(newest["call"]["operation"], "get_merchant");
    assert_eq!(newest["word"], "read");
}

#[test]
fn for_an_auditor_what_was_observed_can_be_read_and_nothing_is_called() {
    let console = Console::start();
    let server = merchants(&valid());
    let (window, _url) = set_up(&console, &server);
    call_it(&window, "get_merchant", Some("7")).unwrap();
    drop(window);
    let (folder, store) = console.leave();
    let started_for = partner_console::app::StartedFor::Auditor;
    let console = Console::start_on(&folder, &store, started_for);
    console.open_all();
    let window = console.window("main");
    let before = server.requests().len();
    assert_eq!(api(&window)["state"], "off");
    let table = call(&window, "list_operations", &json!({ "profile": "acme" })).unwrap();
    assert_eq!(table["isReady"], false);
    let all = table["operations"].as_array().unwrap();
    let get = all.iter().find(|one| one["id"] == "get_merchant").unwrap();
    assert!(
        get["confirmedAt"].is_string() && get["last"].is_object(),
        "{get}"
    );
    let request = json!({ "profile": "acme", "subject": "merchant:7" });
    let facts = call(&window, "subject_facts", &request).unwrap();
    assert!(!facts["facts"].as_array().unwrap().is_empty());
    for (name, request) in [
        ("read_subject", request),
        ("test_connection", json!({ "profile": "acme" })),
    ] {
        refused(call(&window, name, &request), "read_only", &Value::Null);
    }
    refused(
        call_it(&window, "list_merchants", None),
        "read_only",
        &Value::Null,
    );
    assert_eq!(server.requests().len(), before);
}
