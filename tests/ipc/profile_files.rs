//! Profiles as files, and their end, through the commands.

use super::{Console, api, call, profiles::make, server::Reply};
use partner_console::app::StartedFor;
use serde_json::{Value, json};
use tauri::{WebviewWindow, test::MockRuntime};
use vault::VaultError;

type Window = WebviewWindow<MockRuntime>;

fn of(profile: &str) -> Value {
    json!({ "profile": profile })
}

fn import(window: &Window, text: &Value, name: &str) -> Result<Value, Value> {
    let request = json!({ "text": text, "name": name });
    call(window, "import_profile", &request)
}

#[test]
fn a_profile_comes_back_from_its_file_and_asks_for_its_secrets_anew() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    let server = api::server(|_, _| Reply::json(200, "[]"));
    api::set_server(&window, &server).unwrap();
    let set = api::set_credentials(&window, &server, "a-key", "a-secret", false).unwrap();
    assert_eq!(set["isKept"], true);
    let path = json!({
        "profile": "acme", "operation": "get_merchant", "path": "/v2/merchants/{id}",
    });
    call(&window, "override_path", &path).unwrap();

    let exported = call(&window, "export_profile", &of("acme")).unwrap();
    let saved = std::fs::read_to_string(exported["path"].as_str().unwrap()).unwrap();
    assert_eq!(saved, exported["text"].as_str().unwrap());
    let settings = call(&window, "profile_settings", &of("acme")).unwrap();
    let secret_path = settings["localUrl"]
        .as_str()
        .unwrap()
        .rsplit('/')
        .next()
        .unwrap();
    for secret in ["a-key", "a-secret", secret_path] {
        assert!(!saved.contains(secret), "{saved}");
    }

    let error = import(&window, &exported["text"], "").unwrap_err();
    assert_eq!(
        (&error["code"], &error["field"]),
        (&json!("invalid"), &json!("name"))
    );
    // At a server that nobody else calls.
    let elsewhere = api::server(|_, _| Reply::json(200, "[]"));
    let moved = saved.replace(&api::origin(&server), &api::origin(&elsewhere));
    let made = import(&window, &json!(moved), "again").unwrap();
    assert_eq!(made["api"]["state"], "credentials_missing");
    let again = call(&window, "profile_settings", &of("again")).unwrap();
    let base = settings["server"]["baseUrl"].as_str().unwrap();
    let base = base.replace(&api::origin(&server), &api::origin(&elsewhere));
    assert_eq!(again["server"]["baseUrl"], json!(base));
    assert_eq!(again["server"]["credentials"], "absent");
    assert_ne!(again["localUrl"], settings["localUrl"]);
    let table = call(&window, "list_operations", &of("again")).unwrap();
    let table = table["operations"].as_array().unwrap().clone();
    let get = table
        .iter()
        .find(|one| one["id"] == "get_merchant")
        .unwrap();
    assert_eq!(get["overridePath"], "/v2/merchants/{id}");
    assert_eq!(
        elsewhere.requests().len(),
        0,
        "nothing was sent for the import"
    );

    for bad in [
        "",
        "{}",
        "[]",
        &saved.replace("\"version\": 1", "\"version\": 9"),
    ] {
        let error = import(&window, &json!(bad), "other").unwrap_err();
        assert_eq!(
            (&error["code"], &error["field"]),
            (&json!("invalid"), &json!("text")),
            "{bad}"
        );
    }
}

#[test]
fn a_deleted_profile_leaves_its_ledger_and_no_secret() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    make(&window, "other");
    console.open_simulator();
    let server = api::server(|_, _| Reply::json(200, "[]"));
    api::set_server(&window, &server).unwrap();
    api::set_credentials(&window, &server, "a-key", "a-secret", false).unwrap();
    let secret = json!({
        "profile": "acme", "kind": "webhook_current", "thisSessionOnly": false,
        "value": "webhook-secret-kJ8sQ2vX9zL4mN7pR3tB6wY1cF5gH0dA",
    });
    call(&window, "set_secret", &secret).unwrap();
    assert_eq!(console.store.names().len(), 2);
    let delete = |profile: &str, typed: &str| {
        let request = json!({ "profile": profile, "typedName": typed });
        call(&window, "delete_profile", &request)
    };
    for (profile, typed, code, field) in [
        ("acme", "acm", "invalid", json!("typedName")),
        ("simulator", "simulator", "invalid", json!("profile")),
        ("none", "none", "not_found", Value::Null),
    ] {
        let error = delete(profile, typed).unwrap_err();
        assert_eq!(
            (&error["code"], &error["field"]),
            (&json!(code), &field),
            "{error}"
        );
    }
    // With a keyring that is locked its secrets can't be removed: nothing is deleted.
    console
        .store
        .fail(Some(VaultError::Locked("a test".to_owned())));
    let error = delete("acme", "acme").unwrap_err();
    assert_eq!(error["code"], "keyring_unavailable");
    console.store.fail(None);
    let status = call(&window, "console_status", &json!({})).unwrap();
    assert_eq!(status["profiles"].as_array().unwrap().len(), 3);

    let deleted = delete("acme", "acme").unwrap();
    assert_eq!(console.store.names(), Vec::<String>::new());
    assert!(deleted["entries"].as_u64().unwrap() > 3, "{deleted}");
    assert!(deleted["details"].to_string().contains("ledger is kept"));
    let folder = std::path::PathBuf::from(deleted["folder"].as_str().unwrap());
    assert!(folder.join("ledger.db").is_file());
    let names = |window: &Window| {
        let status = call(window, "console_status", &json!({})).unwrap();
        let all = status["profiles"].as_array().unwrap().clone();
        all.iter()
            .map(|one| one["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&window), ["other", "simulator"]);
    let again = json!({ "name": "acme", "title": "", "environment": "sandbox", "listen": "" });
    let error = call(&window, "create_profile", &again).unwrap_err();
    assert_eq!(error["field"], "name");
    drop(window);
    let (folder, store) = console.leave();
    let console = Console::start_on(&folder, &store, StartedFor::Operator);
    console.open_all();
    assert_eq!(names(&console.window("main")), ["other", "simulator"]);
}
