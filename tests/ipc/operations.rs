//! The table of operations through the commands: called, overridden, looked at again.

use super::{
    Console,
    api::{call_it, merchants, origin, refused, set_up, valid},
    call,
};
use serde_json::{Value, json};
use tauri::{WebviewWindow, test::MockRuntime};

type Window = WebviewWindow<MockRuntime>;

fn table(window: &Window) -> Value {
    call(window, "list_operations", &json!({ "profile": "acme" })).unwrap()
}

fn operation(table: &Value, id: &str) -> Value {
    let all = table["operations"].as_array().unwrap();
    all.iter().find(|one| one["id"] == id).unwrap().clone()
}

#[test]
fn operations_are_listed_and_each_call_can_be_looked_at_again() {
    let console = Console::start();
    let server = merchants(&valid());
    let (window, _url) = set_up(&console, &server);
    let before = table(&window);
    assert_eq!(before["operations"].as_array().unwrap().len(), 36);
    assert_eq!(before["isReady"], true);
    let get = operation(&before, "get_merchant");
    assert_eq!(
        (&get["pathGrade"], &get["methodGrade"]),
        (&json!("assumed"), &json!("documented"))
    );
    assert_eq!(
        (&get["confirmedAt"], &get["last"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(get["sample"]["pathValue"], "101");
    assert_eq!(operation(&before, "create_payout")["canCall"], false);

    let called = call_it(&window, "get_merchant", Some("7")).unwrap();
    assert_eq!(called["outcome"], "worked");
    assert_eq!(called["sent"]["path"], "/bpapi/v1/business/7");
    assert_eq!(called["sent"]["origin"], origin(&server));
    let headers = called["sent"]["headers"].as_array().unwrap();
    let hidden: Vec<&Value> = headers
        .iter()
        .filter(|one| one["isRedacted"] == true)
        .collect();
    assert_eq!(hidden.len(), 2);
    assert!(hidden.iter().all(|one| one["value"] == "…"));
    let body = r#"{"id":7,"kycStatus":"VALID","legalName":"Adaeze"}"#;
    assert_eq!(
        (&called["answer"]["status"], &called["answer"]["body"]),
        (&json!(200), &json!(body))
    );
    let again = json!({ "profile": "acme", "sequence": called["sequence"] });
    let again = call(&window, "get_observation", &again).unwrap();
    assert_eq!(
        (&again["answer"], &again["sent"]),
        (&called["answer"], &called["sent"])
    );
    let get = operation(&table(&window), "get_merchant");
    assert!(get["confirmedAt"].is_string());
    assert_eq!(get["last"]["outcome"], "worked");
    assert_eq!(get["last"]["sequence"], called["sequence"]);
}

#[test]
fn a_path_is_overridden_and_a_wrong_one_is_refused() {
    let console = Console::start();
    let server = merchants(&valid());
    let (window, _url) = set_up(&console, &server);
    let set = |path: &str| {
        let request = json!({ "profile": "acme", "operation": "get_merchant", "path": path });
        call(&window, "override_path", &request)
    };
    for bad in [
        "v2/{id}",
        "/v2",
        "/v2/{other}",
        "https://evil.example/{id}",
        "/../{id}",
    ] {
        refused(set(bad), "invalid", &json!("path"));
    }
    let get = operation(&set("/v2/merchants/{id}").unwrap(), "get_merchant");
    assert_eq!(get["overridePath"], "/v2/merchants/{id}");
    assert_eq!(get["confirmedAt"], Value::Null);
    let called = call_it(&window, "get_merchant", Some("7")).unwrap();
    assert_eq!(
        (&called["outcome"], &called["answer"]["status"]),
        (&json!("refused"), &json!(404))
    );
    assert!(!called["advice"].as_array().unwrap().is_empty());
    assert_eq!(
        operation(&set("").unwrap(), "get_merchant")["overridePath"],
        Value::Null
    );
}

#[test]
fn what_can_not_be_called_is_refused_with_its_field() {
    let console = Console::start();
    let server = merchants(&valid());
    let (window, _url) = set_up(&console, &server);
    for (operation, value, field) in [
        ("create_payout", None, "operation"),
        ("no_such", None, "operation"),
        ("get_merchant", None, "pathValue"),
        ("get_merchant", Some(".."), "pathValue"),
        ("list_merchants", Some("7"), "pathValue"),
        ("calculate_payout_fx_rate", None, "body"),
    ] {
        refused(call_it(&window, operation, value), "invalid", &json!(field));
    }
    let request = json!({
        "profile": "acme", "operation": "list_merchants", "pathValue": null,
        "query": [{ "name": "other", "value": "1" }], "body": null,
    });
    refused(
        call(&window, "call_operation", &request),
        "invalid",
        &json!("query"),
    );
    refused(
        call(
            &window,
            "get_observation",
            &json!({ "profile": "acme", "sequence": 9999 }),
        ),
        "not_found",
        &Value::Null,
    );
}
