//! Drafts and reviews through the commands, and a program that ends between draft and request.

use super::{
    Console,
    actions::{create, merchant, start},
    api::refused,
    call,
};
use partner_console::app::StartedFor;
use serde_json::{Value, json};
use std::{fs, sync::atomic::Ordering};
use tauri::{WebviewWindow, test::MockRuntime};

type Window = WebviewWindow<MockRuntime>;

const ONE: &str = "0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01";
const KEY: &str = "merchant:new";

fn of_draft() -> Value {
    json!({ "profile": "acme", "key": KEY })
}

fn save(window: &Window, form: &Value) -> Result<Value, Value> {
    let request = json!({ "profile": "acme", "key": KEY, "form": form.to_string() });
    call(window, "save_draft", &request)
}

fn found(window: &Window) -> Value {
    call(window, "get_draft", &of_draft()).unwrap()
}

fn action(window: &Window) -> Value {
    let request = json!({ "profile": "acme", "action": ONE });
    call(window, "get_action", &request).unwrap()["action"].take()
}

#[test]
fn a_draft_survives_the_program_and_its_action_is_sent_once_though_it_is_repeated() {
    let console = Console::start();
    let (writes, _server, window) = start(&console);
    let form = json!({ "values": { "legalName": "Adaeze Trading Ltd" }, "action": ONE });
    let saved = save(&window, &form).unwrap();
    assert_eq!(action(&window), Value::Null);
    assert_eq!(create(&window, ONE).unwrap()["state"], "done");
    // The program ends before the page has removed the draft.
    drop(window);
    let (folder, store) = console.leave();

    let console = Console::start_on(&folder, &store, StartedFor::Operator);
    console.open_all();
    let window = console.window("main");
    let draft = found(&window)["draft"].take();
    assert_eq!(draft["form"], form.to_string());
    assert_eq!(draft["savedAt"], saved["savedAt"]);
    assert_eq!(action(&window)["state"], "done");
    let again = create(&window, ONE).unwrap();
    assert_eq!(again["object"]["key"], "merchant:100");
    assert_eq!(writes.count.load(Ordering::SeqCst), 1);
    let left = call(&window, "discard_draft", &of_draft()).unwrap();
    assert_eq!(left["drafts"], json!([]));
    assert_eq!(found(&window), json!({ "draft": null, "problem": null }));
}

#[test]
fn a_draft_that_can_not_be_read_is_told_and_an_auditor_keeps_none() {
    let console = Console::start();
    let (_writes, _server, window) = start(&console);
    save(&window, &json!({})).unwrap();
    let file = console
        .folder
        .path()
        .join("data/acme/drafts/merchant.new.json");
    fs::write(&file, "{").unwrap();
    assert_ne!(found(&window)["problem"], Value::Null);
    refused(save(&window, &json!({})), "invalid", &json!("form"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "{");
    let of_profile = json!({ "profile": "acme" });
    let listed = call(&window, "list_drafts", &of_profile).unwrap();
    assert_eq!(listed["drafts"][0]["key"], KEY);
    assert_ne!(listed["drafts"][0]["problem"], Value::Null);

    call(&window, "set_auditor", &json!({ "on": true })).unwrap();
    refused(save(&window, &json!({})), "read_only", &Value::Null);
    let discarded = call(&window, "discard_draft", &of_draft());
    refused(discarded, "read_only", &Value::Null);
    let bad = json!({ "profile": "acme", "key": "../merchant" });
    refused(call(&window, "get_draft", &bad), "invalid", &json!("key"));
}

#[test]
fn a_review_is_the_request_that_is_sent_to_the_letter_and_sends_nothing() {
    let console = Console::start();
    let (writes, server, window) = start(&console);
    let review = |wish: Value| {
        call(
            &window,
            "review_action",
            &json!({ "profile": "acme", "wish": wish }),
        )
    };
    let further = json!([{ "name": "tier", "json": "1E2" }]);
    let wish = json!({ "is": "create_merchant", "facts": merchant(), "further": further });
    let told = review(wish).unwrap();
    assert_eq!(
        (&told["method"], &told["path"], &told["environment"]),
        (
            &json!("POST"),
            &json!("/bpapi/v1/business/"),
            &json!("sandbox")
        ),
        "{told}"
    );
    assert_eq!(
        (&told["grade"], &told["changes"]),
        (&json!("observed"), &json!([]))
    );
    assert_eq!(writes.count.load(Ordering::SeqCst), 0);
    create(&window, ONE).unwrap();
    let sent = server.requests().into_iter();
    let mut sent = sent.filter(|one| one.line.starts_with("POST /bpapi/v1/business/ "));
    let sent = String::from_utf8(sent.next().unwrap().body).unwrap();
    assert_eq!(told["body"], json!(sent));

    // Of a change: the difference, made of what is read for it.
    let read = call(
        &window,
        "read_fields",
        &json!({ "profile": "acme", "subject": "merchant:7" }),
    )
    .unwrap();
    let fields = read["fields"].as_array().unwrap();
    assert!(
        fields.contains(&json!({ "name": "n", "json": "1E2" })),
        "{read}"
    );
    let update = |from: &str, to: &str| {
        let changes = json!([{ "name": "city", "from": from, "to": to }]);
        review(json!({ "is": "update_subject", "subject": "merchant:7", "changes": changes }))
    };
    let told = update("\"Lagos\"", "\"Abuja\"").unwrap();
    assert_eq!(
        told["changes"],
        json!([{ "name": "city", "label": "City", "from": "\"Lagos\"", "to": "\"Abuja\"" }])
    );
    assert_eq!(told["path"], "/bpapi/v1/business/7");
    assert!(told["body"].as_str().unwrap().contains(r#""n":1E2"#));
    let changed = update("\"Kano\"", "\"Abuja\"");
    refused(changed, "invalid", &json!("changes"));
    refused(
        update("\"Lagos\"", "\"Lagos\""),
        "invalid",
        &json!("changes"),
    );
    assert_eq!(writes.count.load(Ordering::SeqCst), 1);
}
