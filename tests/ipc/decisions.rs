//! What people decide about deliveries, through the commands: lists, cards, tests, notes.

use super::{
    Console, call, post_headed,
    profiles::{make, rows},
};
use partner_console::app::StartedFor;
use serde_json::{Value, json};
use std::time::Duration;
use tauri::{WebviewWindow, test::MockRuntime};
use webhooks::{WebhookSecret, sign};

type Window = WebviewWindow<MockRuntime>;

const SECRET: &str = "9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d583692cf81e07b5da443";
const LIST: &str = "event,id,status";

/// A sandbox profile with an operator and a secret; gives where it listens.
fn ready(window: &Window) -> String {
    call(window, "set_operator", &json!({ "name": "A. Ndiaye" })).unwrap();
    let url = make(window, "acme");
    give_secret(window);
    url
}

fn give_secret(window: &Window) {
    let request = json!({
        "profile": "acme", "kind": "webhook_current", "value": SECRET, "thisSessionOnly": false,
    });
    call(window, "set_secret", &request).unwrap();
}

fn body(id: u64, amount: &str) -> String {
    let event = r#""event":"BusinessRequestStatusChanged""#;
    format!(r#"{{{event},"id":{id},"status":"OnOff_PENDING","toAmount":"{amount}"}}"#)
}

/// Sends a delivery signed over a list; gives the status that was answered.
fn send(url: &str, list: &str, body: &str) -> u16 {
    let secret = WebhookSecret::new(SECRET.as_bytes().to_vec()).unwrap();
    let fields: Vec<&str> = list.split(',').filter(|name| !name.is_empty()).collect();
    let hash = sign(&fields, body.as_bytes(), &secret).unwrap();
    post_headed(url, list, &hash, body)
}

fn of_profile() -> Value {
    json!({ "profile": "acme" })
}

fn cards(window: &Window) -> Value {
    call(window, "list_cards", &of_profile()).unwrap()
}

fn decide(window: &Window, card: &Value, decision: &str) -> Result<Value, Value> {
    let request = json!({
        "profile": "acme", "card": card["id"], "decision": decision, "note": "as announced",
    });
    call(window, "decide_field_set", &request)
}

fn settle(window: &Window, card: &str, note: &str) -> Result<Value, Value> {
    let request = json!({ "profile": "acme", "card": card, "note": note });
    call(window, "settle_card", &request)
}

fn deliveries(window: &Window) -> Vec<Value> {
    let rows = rows(window, "acme").into_iter();
    rows.filter(|row| row["kind"] == "delivery").collect()
}

fn verdicts(window: &Window) -> Vec<Value> {
    let deliveries = deliveries(window);
    deliveries
        .iter()
        .map(|row| row["verdict"].clone())
        .collect()
}

pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..3000 {
        if holds() {
            return;
        }
        std::thread::park_timeout(Duration::from_millis(20));
    }
    panic!("{what}: not within 60 s");
}

#[test]
fn an_approved_list_lets_go_what_it_held_back_and_counts_from_the_next_delivery() {
    let console = Console::start();
    let window = console.window("main");
    let url = ready(&window);
    for id in [1, 2] {
        assert_eq!(send(&url, LIST, &body(id, "1")), 200);
    }
    let view = cards(&window);
    let card = &view["open"][0];
    assert_eq!(
        (&card["kind"], &card["count"]),
        (&json!("field_set"), &json!(2))
    );
    assert_eq!(card["drift"]["approved"], json!([["id", "status"]]));
    assert_eq!(card["drift"]["found"], json!(["event", "id", "status"]));
    assert_eq!(card["drift"]["heldBack"], 2);
    assert_eq!(card["drift"]["event"], "BusinessRequestStatusChanged");
    until("the frame counts the card", || {
        call(&window, "console_status", &json!({})).unwrap()["open"]["cards"] == 1
    });

    let decided = decide(&window, card, "approve").unwrap();
    assert_eq!(decided, json!({ "judged": 2, "verified": 2 }));
    assert_eq!(verdicts(&window), ["verified", "verified"]);
    assert_eq!(send(&url, LIST, &body(3, "1")), 200);
    assert_eq!(verdicts(&window), ["verified", "verified", "verified"]);
    let view = cards(&window);
    assert_eq!(view["open"], json!([]));
    assert_eq!(view["settled"][0]["settled"]["note"], "as announced");
    assert_eq!(view["settled"][0]["settled"]["by"], "A. Ndiaye");
    let again = decide(&window, card, "approve").unwrap_err();
    assert_eq!(
        (&again["code"], &again["field"]),
        (&json!("invalid"), &json!("card"))
    );
    assert!(
        again["message"]
            .as_str()
            .unwrap()
            .contains("settled already")
    );

    let decision = rows(&window, "acme")
        .into_iter()
        .find(|row| row["kind"] == "decision")
        .unwrap();
    assert_eq!(decision["by"], "A. Ndiaye");
    assert_eq!(decision["words"], "as announced");
    let sets = call(&window, "list_field_sets", &of_profile()).unwrap();
    let states: Vec<&Value> = sets["sets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|set| &set["state"])
        .collect();
    assert_eq!(states, ["built_in", "approved"]);
}

#[test]
fn an_approval_outlives_the_program_and_a_withdrawal_ends_it() {
    let console = Console::start();
    let window = console.window("main");
    let url = ready(&window);
    send(&url, LIST, &body(1, "1"));
    decide(&window, &cards(&window)["open"][0], "approve").unwrap();
    drop(window);
    let (folder, store) = console.leave();

    let console = Console::start_on(&folder, &store, StartedFor::Operator);
    console.open_all();
    let window = console.window("main");
    let status = call(&window, "console_status", &json!({})).unwrap();
    let url = status["open"]["receiver"]["localUrl"]
        .as_str()
        .unwrap()
        .to_owned();
    send(&url, LIST, &body(2, "1"));
    assert_eq!(verdicts(&window), ["verified", "verified"]);
    let withdraw = |event: Value, fields: Value| {
        let request = json!({ "profile": "acme", "event": event, "fields": fields });
        call(&window, "withdraw_field_set", &request)
    };
    let event = json!("BusinessRequestStatusChanged");
    let list = json!(["event", "id", "status"]);
    for (field, event, fields) in [
        ("event", json!("Nonsense"), list.clone()),
        ("fields", Value::Null, list.clone()),
        ("fields", Value::Null, json!(["id", "status"])),
    ] {
        let error = withdraw(event, fields).unwrap_err();
        assert_eq!(
            (&error["code"], &error["field"]),
            (&json!("invalid"), &json!(field))
        );
    }
    let sets = withdraw(event, list).unwrap();
    assert_eq!(sets["sets"][1]["state"], "withdrawn");
    send(&url, LIST, &body(3, "1"));
    assert_eq!(verdicts(&window)[2], "field_set_not_approved");
    assert_eq!(cards(&window)["open"][0]["count"], 1);
}

#[test]
fn a_rejected_list_stays_in_quarantine_and_its_card_is_settled() {
    let console = Console::start();
    let window = console.window("main");
    let url = ready(&window);
    send(&url, LIST, &body(1, "1"));
    let decided = decide(&window, &cards(&window)["open"][0], "reject").unwrap();
    assert_eq!(decided, json!({ "judged": 0, "verified": 0 }));
    send(&url, LIST, &body(2, "1"));
    assert_eq!(verdicts(&window), ["field_set_not_approved"; 2]);
    let view = cards(&window);
    assert_eq!(view["open"], json!([]));
    assert_eq!(view["settled"][0]["drift"]["heldBack"], 2);
}

#[test]
fn every_alarm_is_a_card_that_is_settled_with_a_note() {
    let console = Console::start();
    let window = console.window("main");
    let url = ready(&window);
    send(&url, "id,status", &body(1, "1"));
    send(&url, "id,status", &body(1, "9"));
    assert_eq!(send(&url, "", &body(1, "1")), 401);
    let deliveries: Vec<Value> = deliveries(&window)
        .iter()
        .map(|row| row["sequence"].clone())
        .collect();
    let view = cards(&window);
    let open = view["open"].as_array().unwrap();
    let kinds: Vec<&Value> = open.iter().map(|card| &card["kind"]).collect();
    assert_eq!(kinds, ["other_body", "secret_alone"]);
    assert_eq!(
        (&open[0]["delivery"], &open[0]["other"]),
        (&deliveries[1], &deliveries[0])
    );
    for card in open {
        let id = card["id"].as_str().unwrap();
        let error = settle(&window, id, "  ").unwrap_err();
        assert_eq!(error["field"], "note");
        settle(&window, id, "asked the platform").unwrap();
        assert_eq!(settle(&window, id, "x").unwrap_err()["field"], "card");
    }
    assert_eq!(cards(&window)["open"], json!([]));
    let missing = settle(&window, "secret_alone-999", "x").unwrap_err();
    assert_eq!(missing["code"], "not_found");
}

#[test]
fn what_comes_while_tests_are_expected_is_marked_and_stays_so() {
    let console = Console::start();
    let window = console.window("main");
    let url = ready(&window);
    let expect = |minutes: u32| {
        let request = json!({ "profile": "acme", "minutes": minutes });
        call(&window, "expect_test", &request)
    };
    assert_eq!(expect(61).unwrap_err()["field"], "minutes");
    let status = expect(5).unwrap();
    assert!(status["testUntil"].is_string());
    send(&url, "id,status", &body(1, "1"));
    send(&url, LIST, &body(2, "1"));
    assert_eq!(expect(0).unwrap()["testUntil"], Value::Null);
    send(&url, "id,status", &body(3, "1"));
    decide(&window, &cards(&window)["open"][0], "approve").unwrap();
    let rows = rows(&window, "acme");
    let deliveries = rows.iter().filter(|row| row["kind"] == "delivery");
    let tests: Vec<&Value> = deliveries.map(|row| &row["isTest"]).collect();
    assert_eq!(tests, [true, true, false]);
    let settings = rows.iter().filter(|row| row["title"] == "Test window");
    assert_eq!(settings.count(), 2);
}

#[test]
fn what_came_before_there_was_a_secret_is_judged_when_it_comes() {
    let console = Console::start();
    let window = console.window("main");
    let url = make(&window, "acme");
    assert_eq!(send(&url, "id,status", &body(1, "1")), 503);
    assert_eq!(verdicts(&window), ["not_checked"]);
    give_secret(&window);
    until("it is judged anew", || verdicts(&window) == ["verified"]);
}

/// Writes a note.
fn note(window: &Window, subject: &Value, entry: &Value, text: &str) -> Result<Value, Value> {
    let request = json!({ "profile": "acme", "subject": subject, "entry": entry, "text": text });
    call(window, "add_note", &request)
}

#[test]
fn a_note_stands_on_the_timelines_it_was_put_on_and_not_in_quarantine() {
    let console = Console::start();
    let window = console.window("main");
    let url = ready(&window);
    send(&url, "id,status", &body(7, "1"));
    let delivery = deliveries(&window)[0]["sequence"].clone();
    let subject = json!("transaction:7");
    note(&window, &subject, &Value::Null, "called the bank").unwrap();
    note(&window, &Value::Null, &delivery, " and <b>here</b> ").unwrap();
    let of_subject = super::timeline_of("acme", Some("transaction:7"));
    let page = call(&window, "list_timeline", &of_subject).unwrap();
    let told = page["rows"].as_array().unwrap();
    let words: Vec<&Value> = told.iter().map(|row| &row["words"]).collect();
    let wanted = [
        json!("and <b>here</b>"),
        json!("called the bank"),
        json!(null),
    ];
    assert_eq!(words, wanted.iter().collect::<Vec<_>>());
    assert_eq!(
        (&told[0]["kind"], &told[0]["about"]),
        (&json!("note"), &delivery)
    );
    assert_eq!(told[0]["by"], "A. Ndiaye");
    let mut refused = super::timeline_of("acme", None);
    refused["show"] = json!("refused");
    let page = call(&window, "list_timeline", &refused).unwrap();
    assert_eq!(page["rows"], json!([]));
}

#[test]
fn a_note_on_nothing_or_without_words_is_refused_with_its_field() {
    let console = Console::start();
    let window = console.window("main");
    ready(&window);
    let (subject, none) = (json!("transaction:7"), Value::Null);
    let long = "x".repeat(4001);
    for (code, field, subject, entry, text) in [
        ("invalid", json!("subject"), &json!("payout:7"), &none, "x"),
        ("invalid", json!("subject"), &none, &none, "x"),
        ("invalid", json!("subject"), &subject, &json!(1), "x"),
        ("invalid", json!("text"), &subject, &none, " \n"),
        ("invalid", json!("text"), &subject, &none, long.as_str()),
        ("not_found", none.clone(), &none, &json!(99_999), "x"),
    ] {
        let before = rows(&window, "acme").len();
        let error = note(&window, subject, entry, text).unwrap_err();
        assert_eq!(
            (&error["code"], &error["field"]),
            (&json!(code), &field),
            "{error}"
        );
        assert_eq!(rows(&window, "acme").len(), before);
    }
}
