//! A marker is put in as every secret, and is found nowhere afterwards.

use super::{Console, api, call, operators, post_signed, profiles::make, server};
use serde_json::{Value, json};
use std::{
    fs, io,
    path::Path,
    sync::{Arc, Mutex},
};
use tauri::{WebviewWindow, test::MockRuntime};
use tracing_subscriber::EnvFilter;

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn files(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
}

fn holds(bytes: &[u8], marker: &str) -> bool {
    bytes
        .windows(marker.len())
        .any(|window| window == marker.as_bytes())
}

/// Puts the markers in, well and badly, and gives all that comes out.
fn answers(
    console: &Console,
    window: &WebviewWindow<MockRuntime>,
    markers: &[String; 6],
) -> Vec<Result<Value, Value>> {
    let [current, previous, key, secret, spaced, again] = markers;
    let url = make(window, "acme");
    let set = |kind: &str, value: &str, session: bool| {
        let request = json!({
            "profile": "acme", "kind": kind, "value": value, "thisSessionOnly": session,
        });
        call(window, "set_secret", &request)
    };
    let rotate = |value: &str| {
        let request = json!({ "profile": "acme", "value": value, "thisSessionOnly": false });
        call(window, "rotate_webhook_secret", &request)
    };
    let mut answers = vec![
        set("webhook_current", previous, false),
        rotate(current),
        // Refused, each in its way.
        set("webhook_current", &format!(" {spaced}"), false),
        set("webhook_current", spaced, false),
        rotate(spaced),
        rotate(current),
        call(window, "measure_secret", &json!({ "value": again })),
        call(
            window,
            "measure_secret",
            &json!({ "value": again, "more": 1 }),
        ),
        call(window, "measure_secret", &json!({ "value": [again] })),
        set("no_such_kind", again, false),
    ];
    let (server, asked) = api_answers(window, [key, secret, again]);
    answers.extend(asked);
    answers.extend(operator_answers(window, [current, previous, again]));
    answers.extend(way_answers(window, secret, current));
    console.store.break_after_puts(0);
    answers.push(set("webhook_current", again, false));
    answers.push(api::set_credentials(window, &server, again, secret, true));
    for signed_with in [current, previous, again] {
        post_signed(&url, signed_with);
    }
    for (name, request) in [
        ("console_status", json!({})),
        ("list_secrets", json!({ "profile": "acme" })),
        ("profile_settings", json!({ "profile": "acme" })),
        ("list_timeline", super::timeline_of("acme", None)),
        ("get_delivery", json!({ "profile": "acme", "sequence": 5 })),
        ("check_keyring", json!({})),
    ] {
        answers.push(call(window, name, &request));
    }
    assert!(answers.iter().any(Result::is_ok) && answers.iter().any(Result::is_err));
    answers
}

/// Calls the API with the markers, as it goes well and as it goes badly.
fn api_answers(
    window: &WebviewWindow<MockRuntime>,
    [key, secret, again]: [&String; 3],
) -> (server::Server, Vec<Result<Value, Value>>) {
    let refused = again.clone();
    let server = api::server(move |_, request| {
        if request.header("x-api-key") == Some(refused.as_str()) {
            let code = r#"{"exception":{"errorCode":"API_KEY_INVALID","message":"no"}}"#;
            return server::Reply::json(400, code);
        }
        server::Reply::json(200, r#"[{"id":7,"kycStatus":"VALID"}]"#)
    });
    let call_it = json!({
        "profile": "acme", "operation": "list_merchants", "pathValue": null, "query": [],
        "body": null,
    });
    let of_profile = json!({ "profile": "acme" });
    let other = json!({ "profile": "acme", "baseUrl": "http://127.0.0.1:9/" });
    let mut answers = vec![
        api::set_server(window, &server),
        api::set_credentials(window, &server, key, secret, false),
        // Refused by the server; by the shape of a header; by the origin that was seen.
        api::set_credentials(window, &server, again, secret, false),
        api::set_credentials(window, &server, &format!("{again} x"), secret, false),
        call(window, "call_operation", &call_it),
        call(window, "test_connection", &of_profile),
        call(window, "list_operations", &of_profile),
        call(window, "list_open_actions", &of_profile),
        call(window, "export_profile", &of_profile),
        call(window, "set_server", &other),
        call(window, "call_operation", &call_it),
        api::set_credentials(window, &server, key, again, true),
        call(window, "profile_settings", &of_profile),
        api::set_server(window, &server),
        call(window, "call_operation", &call_it),
    ];
    answers.extend(desk_answers(window));
    let worked = call(window, "call_operation", &call_it);
    answers.push(worked);
    let last = answers.last().unwrap().as_ref().unwrap();
    assert_eq!(last["outcome"], "worked", "{last}");
    let sequence = json!({ "profile": "acme", "sequence": last["sequence"] });
    answers.push(call(window, "get_observation", &sequence));
    (server, answers)
}

/// Passphrases, well and badly: of two who enrol, of one who unlocks, changed.
fn operator_answers(
    window: &WebviewWindow<MockRuntime>,
    [ada, bisi, wrong]: [&String; 3],
) -> Vec<Result<Value, Value>> {
    let of_profile = json!({ "profile": "acme" });
    let mut answers = vec![
        operators::enrol(window, &[("Ada", ada), ("Bisi", ada.get(..9).unwrap())]),
        operators::enrol(window, &[("Ada", ada), ("Bisi", bisi)]),
        operators::enrol(window, &[("Bisi", wrong)]),
    ];
    let key = operators::key(window, "Ada");
    let unlock = |passphrase: &str| operators::unlock(window, "Ada", passphrase);
    answers.push(call(window, "lock_console", &json!({})));
    answers.push(unlock(wrong));
    answers.push(call(window, "list_operators", &of_profile));
    answers.push(unlock(ada));
    let change = |current: &str, next: &str| {
        let request = json!({ "key": key, "current": current, "next": next });
        call(window, "change_passphrase", &request)
    };
    answers.extend([change(wrong, bisi), change(ada, wrong), change(wrong, ada)]);
    answers.push(call(window, "list_operators", &of_profile));
    answers.push(call(window, "get_policy", &of_profile));
    let refused = answers.iter().filter(|answer| answer.is_err()).count();
    assert_eq!(refused, 5, "{answers:?}");
    answers
}

/// The way in: a token, a key that is made here, and secrets where others could read them.
fn way_answers(
    window: &WebviewWindow<MockRuntime>,
    token: &str,
    known: &str,
) -> Vec<Result<Value, Value>> {
    let of_profile = json!({ "profile": "acme" });
    let set = |setup: Value, on: bool| {
        let request = json!({ "profile": "acme", "setup": setup, "on": on });
        call(window, "set_way_in", &request)
    };
    let set_token = json!({
        "profile": "acme", "kind": "ngrok_token", "value": token, "thisSessionOnly": false,
    });
    let make_key = json!({ "profile": "acme", "renew": false, "thisSessionOnly": false });
    let ssh = json!({
        "provider": "ssh", "host": "127.0.0.1", "port": 9, "user": "way", "listenPort": 4022,
        "publicUrl": "http://127.0.0.1:9",
    });
    let refused = [
        set(
            json!({ "provider": "own_url", "publicUrl": format!("https://a.example/{known}") }),
            true,
        ),
        set(
            json!({
                "provider": "command", "argv": ["x", format!("--token={token}")],
                "publicUrl": "http://127.0.0.1:9", "urlPattern": "",
            }),
            true,
        ),
    ];
    let set_token = call(window, "set_secret", &set_token);
    let after_token = set(
        json!({
            "provider": "command", "argv": ["x", format!("--token={token}")],
            "publicUrl": "http://127.0.0.1:9", "urlPattern": "",
        }),
        true,
    );
    assert!(refused.iter().all(Result::is_err) && after_token.is_err());
    let mut answers = vec![
        set_token,
        after_token,
        set(json!({ "provider": "ngrok", "domain": "a.example" }), false),
        set(ssh, true),
        call(window, "make_way_in_key", &make_key),
        call(window, "get_way_in", &of_profile),
        call(window, "list_secrets", &of_profile),
        set(Value::Null, false),
        call(window, "get_way_in", &of_profile),
    ];
    answers.extend(refused);
    answers
}

/// What stands beside the ledger: a draft, and the index, which is filled with the credentials.
fn desk_answers(window: &WebviewWindow<MockRuntime>) -> Vec<Result<Value, Value>> {
    let of_profile = json!({ "profile": "acme" });
    let draft = json!({ "profile": "acme", "key": "merchant:new", "form": r#"{"legalName":"A"}"# });
    let all = json!({
        "profile": "acme", "search": "", "statuses": [], "sort": "name", "descending": false,
        "after": null, "limit": 500,
    });
    let answers = vec![
        call(window, "save_draft", &draft),
        call(window, "list_drafts", &of_profile),
        call(window, "refresh_catalog", &of_profile),
        call(window, "catalog_age", &of_profile),
        call(window, "list_merchants", &all),
        call(window, "kyc_board", &of_profile),
    ];
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    answers
}

#[test]
fn no_secret_is_found_in_an_answer_an_error_the_log_at_trace_or_the_data_folder() {
    let lines = Lines::default();
    let writer = lines.clone();
    let log = partner_console::log::subscriber(EnvFilter::new("trace"), move || writer.clone());
    // Of the whole process: the log of every thread is looked through.
    tracing::subscriber::set_global_default(log).unwrap();

    let markers = ["current", "previous", "key", "secret", "spaced", "again"]
        .map(|what| format!("mArKeR-{what}-kJ8sQ2vX9zL4mN7pR3tB6"));
    let console = Console::start();
    let window = console.window("main");
    let all = answers(&console, &window, &markers);
    let profile = tauri::async_runtime::block_on(console.state().profile("acme")).unwrap();
    let secrets = Arc::clone(profile.secrets().unwrap());
    for answer in all {
        let text = match answer {
            Ok(answer) | Err(answer) => answer.to_string(),
        };
        assert!(!secrets.one_is_in(&text), "{text}");
        assert!(
            !markers.iter().any(|marker| text.contains(marker)),
            "{text}"
        );
    }
    let mut found = Vec::new();
    // While everything is open, and after it was closed.
    files(console.folder.path(), &mut found);
    drop(window);
    let (folder, _) = console.leave();
    files(folder.path(), &mut found);
    for part in ["/ledger.db", "/catalog-", "/drafts/"] {
        let is_there = found.iter().any(|(path, _)| path.contains(part));
        assert!(is_there, "no {part} was looked through");
    }
    found.push(("the log".to_owned(), lines.0.lock().unwrap().clone()));
    let log = &found.last().unwrap().1;
    assert!(holds(log, "a command failed"), "the log was looked through");
    for (path, bytes) in &found {
        let text = String::from_utf8_lossy(bytes);
        assert!(!secrets.one_is_in(&text), "a secret is in {path}");
        for marker in &markers {
            assert!(!holds(bytes, marker), "{marker} is in {path}");
        }
    }
}
