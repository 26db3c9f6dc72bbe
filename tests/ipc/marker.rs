//! A marker is put in as every secret, and is found nowhere afterwards.

use super::{Console, call, post_signed, profiles::make};
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
        set("api_key", key, false),
        set("api_secret", secret, true),
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
    console.store.break_after_puts(0);
    answers.push(set("api_key", again, false));
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
    for answer in answers(&console, &window, &markers) {
        let text = match answer {
            Ok(answer) | Err(answer) => answer.to_string(),
        };
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
    assert!(found.iter().any(|(path, _)| path.ends_with("ledger.db")));
    found.push(("the log".to_owned(), lines.0.lock().unwrap().clone()));
    let log = &found.last().unwrap().1;
    assert!(holds(log, "a command failed"), "the log was looked through");
    for (path, bytes) in &found {
        for marker in &markers {
            assert!(!holds(bytes, marker), "{marker} is in {path}");
        }
    }
}
