//! Merchants and receiver accounts through the commands: lists, board, search, the filling.

use super::{
    Console,
    actions::merchant,
    api::{refused, server, set_up},
    call,
    decisions::until,
    post_headed,
    server::{Reply, Request, Server},
};
use partner_console::app::StartedFor;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tauri::{WebviewWindow, test::MockRuntime};

type Window = WebviewWindow<MockRuntime>;

fn world(names: &Arc<Mutex<Vec<&'static str>>>) -> Server {
    let names = Arc::clone(names);
    server(move |_, request| answer(&names.lock().unwrap(), request))
}

fn answer(names: &[&'static str], request: &Request) -> Reply {
    let mut line = request.line.split([' ', '?']);
    let (method, path) = (line.next().unwrap(), line.next().unwrap());
    if method == "POST" {
        let made = r#"{"id":100,"legalName":"Adaeze Trading Ltd","kycStatus":"NEW"}"#;
        return Reply::json(200, made);
    }
    let first = request.query("page").unwrap_or_default() == 0;
    let list = match path.trim_start_matches("/bpapi/v1/") {
        "business/" if first => (7..)
            .zip(names)
            .map(|(id, name)| {
                format!(r#"{{"id":{id},"legalName":"{name}","kycStatus":"ACTION_NEEDED"}}"#)
            })
            .collect(),
        "businessExternalAccount/" if first => vec![
            r#"{"id":70,"businessId":7,"status":"ACTIVE","nameOnAccount":"Zenith",
                "currencySymbol":"NGN","accountNumber":"0001234567","bankName":"First Delta"}"#
                .to_owned(),
        ],
        _ => Vec::new(),
    };
    Reply::json(200, &format!("[{}]", list.join(",")))
}

fn list(window: &Window, search: &str) -> Value {
    let request = json!({
        "profile": "acme", "search": search, "statuses": [], "sort": "name", "descending": false,
        "after": null, "limit": 100,
    });
    call(window, "list_merchants", &request).unwrap()
}

fn ask(window: &Window, name: &str) -> Value {
    call(window, name, &json!({ "profile": "acme" })).unwrap()
}

fn filled(window: &Window) {
    ask(window, "refresh_catalog");
    until("the catalog is filled", || {
        let age = ask(window, "catalog_age");
        age["doing"] == "idle" && age["filledAt"].is_string()
    });
}

/// A verified delivery about a merchant that the API did not list.
fn deliver(window: &Window, url: &str) {
    let secret = "webhook-secret-kJ8sQ2vX9zL4mN7pR3tB6wY1cF5gH0dA";
    let set = json!({
        "profile": "acme", "kind": "webhook_current", "thisSessionOnly": false, "value": secret,
    });
    call(window, "set_secret", &set).unwrap();
    let secret = webhooks::WebhookSecret::new(secret.as_bytes().to_vec()).unwrap();
    let body = r#"{"event":"BusinessKycStatusChanged","id":44,"status":"PENDING_REVIEW"}"#;
    let hash = webhooks::sign(&["id", "status"], body.as_bytes(), &secret).unwrap();
    assert_eq!(post_headed(url, "id,status", &hash, body), 200);
}

#[test]
fn what_the_api_lists_is_found_by_name_and_stands_on_the_board() {
    let console = Console::start();
    let names = Arc::new(Mutex::new(vec![
        "Zenith Exports",
        "Éclair Société",
        "شركة النور",
    ]));
    let server = world(&names);
    let (window, url) = set_up(&console, &server);
    filled(&window);

    let page = list(&window, "societe");
    assert_eq!(page["rows"].as_array().unwrap().len(), 1, "{page}");
    let row = &page["rows"][0];
    assert_eq!(
        (&row["subject"], &row["legalName"]),
        (&json!("merchant:8"), &json!("Éclair Société"))
    );
    let standing = &row["standing"];
    assert_eq!(
        (
            &standing["statusWord"],
            &standing["mark"],
            &standing["needs"]
        ),
        (&json!("Action needed"), &json!("confirmed"), &json!("us"))
    );
    assert_eq!(page["age"]["merchants"], 3);
    assert_eq!(page["counts"][0]["count"], 3);

    let accounts = json!({
        "profile": "acme", "owner": "7", "search": "", "statuses": [], "currency": null,
        "sort": "name", "descending": false, "after": null, "limit": 100,
    });
    let accounts = call(&window, "list_accounts", &accounts).unwrap();
    let account = &accounts["rows"][0];
    assert_eq!(account["ownerName"], "Zenith Exports");
    assert_eq!(account["masked"], "567");
    assert!(!accounts.to_string().contains("0001234567"));

    let board = ask(&window, "kyc_board");
    let column = &board["columns"][0];
    assert_eq!(
        (&column["status"]["status"], &column["count"]),
        (&json!("ACTION_NEEDED"), &json!(3))
    );
    let meanings = call(&window, "status_meanings", &json!({})).unwrap();
    assert_eq!(meanings["merchants"].as_array().unwrap().len(), 8);
    assert_eq!(meanings["accounts"][0]["status"], "PENDING");

    let found = json!({ "profile": "acme", "text": "النور" });
    let found = call(&window, "search_everything", &found).unwrap();
    assert_eq!(found["hits"][0]["target"]["key"], "merchant:9");
    assert_eq!(found["hits"][0]["label"], "شركة النور");

    // A delivery is in the list before anything was read again.
    deliver(&window, &url);
    let listed = || {
        let request = json!({ "profile": "acme", "subject": "merchant:44" });
        call(&window, "get_listed", &request).unwrap()
    };
    until("the delivery's merchant is listed", || {
        !listed()["merchant"].is_null()
    });
    let merchant = listed();
    assert_eq!(merchant["merchant"]["standing"]["needs"], "cedar");
    assert_eq!(merchant["merchant"]["standing"]["mark"], "hash_matches");
    assert_eq!(merchant["meaning"]["mayEdit"], false);
}

#[test]
fn what_was_made_here_is_listed_with_its_creation() {
    let console = Console::start();
    let server = world(&Arc::default());
    let (window, _) = set_up(&console, &server);
    let request = json!({
        "profile": "acme", "action": "0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01",
        "facts": merchant(), "further": [],
    });
    let made = call(&window, "create_merchant", &request).unwrap();
    assert_eq!(made["state"], "done", "{made}");
    until("it is listed", || {
        list(&window, "adaeze")["rows"][0]["number"] == "100"
    });
}

#[test]
fn a_place_that_is_none_is_refused_and_an_auditor_lists_what_the_ledger_has() {
    let console = Console::start();
    let names = Arc::new(Mutex::new(vec!["Zenith Exports"]));
    let server = world(&names);
    let (window, _) = set_up(&console, &server);
    filled(&window);
    let request = json!({
        "profile": "acme", "search": "", "statuses": [], "sort": "created", "descending": false,
        "after": "soon", "limit": 100,
    });
    refused(
        call(&window, "list_merchants", &request),
        "invalid",
        &Value::Null,
    );
    drop(window);
    let (folder, store) = console.leave();
    let console = Console::start_on(&folder, &store, StartedFor::Auditor);
    console.open_all();
    let window = console.window("main");
    until("what the ledger has is listed", || {
        list(&window, "zenith")["rows"].as_array().unwrap().len() == 1
    });
    let age = ask(&window, "catalog_age");
    assert_eq!(
        (&age["canRefresh"], &age["merchants"]),
        (&json!(false), &json!(1))
    );
    assert!(age["filledAt"].is_string());
    let request = json!({ "profile": "acme" });
    refused(
        call(&window, "refresh_catalog", &request),
        "read_only",
        &Value::Null,
    );
}
