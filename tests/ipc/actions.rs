//! Writes to the API through the commands: sent once, told with their outcome, on the timeline.

use super::{
    Console,
    api::{refused, server, set_up},
    call,
    decisions::until,
    profiles::rows,
    server::{Reply, Request, Server},
    timeline_of,
};
use serde_json::{Value, json};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};
use tauri::{WebviewWindow, test::MockRuntime};

type Window = WebviewWindow<MockRuntime>;

const ONE: &str = "0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01";
const TWO: &str = "0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b02";

pub fn merchant() -> Value {
    json!({
        "legalName": "Adaeze Trading Ltd", "tradingName": null, "email": "ops@adaeze.example",
        "contactName": "Ada Eze", "phonePrefix": "234", "phone": "8012345678", "country": "NG",
        "state": "Lagos", "city": "Lagos", "address": "Broad Street", "streetNumber": "12",
        "zipCode": "101001", "industry": "TECHNOLOGY", "localRegNumber": null,
    })
}

pub fn account() -> Value {
    json!({
        "owner": "7", "currency": "NGN", "nameOnAccount": "Adaeze Trading Ltd",
        "accountNumber": "0001234567", "bankName": "First Delta Bank", "swiftCode": "EXMPNGLA",
        "iban": null, "routingNumber": null, "walletAddress": null, "network": null,
        "country": "NG", "state": "Lagos", "city": "Lagos", "address": "Marina",
        "streetNumber": "1", "zipCode": "101001", "invoiceUrl": "https://files.example/i.pdf",
    })
}

/// What the server was asked to change.
#[derive(Clone, Default)]
pub struct Writes {
    pub count: Arc<AtomicUsize>,
    /// The reply to the next one; none for the one that is right.
    next: Arc<Mutex<Option<Reply>>>,
    listed: Arc<Mutex<String>>,
}

fn answer(writes: &Writes, request: &Request) -> Reply {
    let mut line = request.line.split([' ', '?']);
    let (method, path) = (line.next().unwrap(), line.next().unwrap());
    if method != "GET" {
        writes.count.fetch_add(1, Ordering::SeqCst);
        if let Some(reply) = writes.next.lock().unwrap().take() {
            return reply;
        }
    }
    match (method, path.trim_start_matches("/bpapi/v1/")) {
        ("POST", "business/") => Reply::json(200, r#"{"id":100,"kycStatus":"NEW"}"#),
        ("POST", "businessExternalAccount/") => Reply::json(200, r#"{"id":55}"#),
        ("POST", _) => Reply::json(200, r#"{"businessId":7}"#),
        ("PUT", _) => Reply::json(200, r#"{"id":7}"#),
        (_, "business/7") => {
            Reply::json(200, r#"{"id":7,"kycStatus":"NEW","city":"Lagos","n":1E2}"#)
        }
        (_, "business/") => Reply::json(200, &format!("[{}]", writes.listed.lock().unwrap())),
        _ => Reply::json(200, "[]"),
    }
}

pub fn start(console: &Console) -> (Writes, Server, Window) {
    let writes = Writes::default();
    let own = writes.clone();
    let server = server(move |_, request| answer(&own, request));
    let (window, _) = set_up(console, &server);
    call(&window, "set_operator", &json!({ "name": "A. Ndiaye" })).unwrap();
    (writes, server, window)
}

pub fn create(window: &Window, action: &str) -> Result<Value, Value> {
    let request = json!({
        "profile": "acme", "action": action, "facts": merchant(),
        "further": [{ "name": "tier", "json": "1E2" }],
    });
    call(window, "create_merchant", &request)
}

fn open_actions(window: &Window) -> Vec<Value> {
    let view = call(window, "list_open_actions", &json!({ "profile": "acme" })).unwrap();
    view["actions"].as_array().unwrap().clone()
}

#[test]
fn each_write_is_sent_once_and_stands_on_the_timeline_with_its_outcome() {
    let console = Console::start();
    let (writes, server, window) = start(&console);
    let done = create(&window, ONE).unwrap();
    assert_eq!(
        (&done["state"], &done["knownBy"], &done["object"]["key"]),
        (&json!("done"), &json!("answer"), &json!("merchant:100")),
        "{done}"
    );
    assert_eq!(create(&window, ONE).unwrap(), done);
    assert_eq!(writes.count.load(Ordering::SeqCst), 1);
    let sent = server.requests();
    let sent = sent
        .iter()
        .find(|one| one.line.starts_with("POST /bpapi/v1/business/ "));
    let sent = String::from_utf8(sent.unwrap().body.clone()).unwrap();
    assert!(sent.contains(r#""legalName":"Adaeze Trading Ltd""#) && sent.contains(r#""tier":1E2"#));

    let of = |kind: &str| {
        let rows = rows(&window, "acme").into_iter();
        let mut found = rows.filter(|row| row["kind"] == kind);
        found.next().unwrap()
    };
    let intent = of("intent");
    assert_eq!(
        (&intent["title"], &intent["word"]),
        (&json!("Create merchant"), &json!("intent"))
    );
    assert_eq!(intent["by"], "A. Ndiaye");
    assert_eq!(intent["action"]["state"], "done");
    assert_eq!(intent["action"]["object"]["key"], "merchant:100");
    assert_eq!(of("outcome")["action"]["operation"], "create_merchant");
    let sent = rows(&window, "acme").into_iter();
    let mut sent = sent.filter(|row| row["call"]["operation"] == "create_merchant");
    assert_eq!(sent.next().unwrap()["word"], "request");
    // The new merchant's own timeline begins with what made it.
    let page = call(
        &window,
        "list_timeline",
        &timeline_of("acme", Some("merchant:100")),
    )
    .unwrap();
    let kinds: Vec<&Value> = page["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["kind"])
        .collect();
    assert_eq!(kinds, ["outcome", "observation"]);
    assert_eq!(open_actions(&window), Vec::<Value>::new());
}

#[test]
fn every_noun_has_its_write_and_what_can_not_be_is_refused_before_anything_is_sent() {
    let console = Console::start();
    let (writes, _server, window) = start(&console);
    let id = |number: u32| format!("0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b{number:02}");
    let send = |command: &str, number: u32, mut request: Value| {
        request["profile"] = json!("acme");
        request["action"] = json!(id(number));
        call(&window, command, &request)
    };
    let change = |from: &str| json!([{ "name": "city", "from": from, "to": "\"Abuja\"" }]);
    let good = [
        (
            "create_receiver_account",
            json!({ "facts": account(), "further": [] }),
            "account:55",
        ),
        (
            "update_subject",
            json!({ "subject": "merchant:7", "changes": change("\"Lagos\"") }),
            "merchant:7",
        ),
        (
            "submit_onboarding",
            json!({
                "merchant": "7", "companyType": "LIMITED", "tradingName": "x", "industry": "x",
                "service": "x", "further": [],
            }),
            "merchant:7",
        ),
        (
            "accept_agreements",
            json!({ "merchant": "7", "shown": [], "further": [] }),
            "merchant:7",
        ),
    ];
    for (number, (command, request, object)) in (10..).zip(good) {
        let done = send(command, number, request).unwrap();
        assert_eq!(done["state"], "done", "{command}: {done}");
        assert_eq!(done["object"]["key"], object, "{command}");
    }
    assert_eq!(writes.count.load(Ordering::SeqCst), 4);
    let stale = json!({ "subject": "merchant:7", "changes": change("\"Kano\"") });
    refused(
        send("update_subject", 20, stale),
        "invalid",
        &json!("changes"),
    );
    let kind = json!({ "subject": "transaction:7", "changes": [] });
    refused(
        send("update_subject", 21, kind),
        "invalid",
        &json!("subject"),
    );
    refused(create(&window, "no id"), "invalid", &json!("action"));
    let other = json!({ "merchant": "7", "shown": [], "further": [] });
    refused(
        send("accept_agreements", 11, other),
        "invalid",
        &json!("action"),
    );
    let bad = json!({
        "merchant": "7", "shown": [], "further": [{ "name": "a", "json": "1," }],
    });
    refused(
        send("accept_agreements", 22, bad),
        "invalid",
        &json!("further"),
    );
    assert_eq!(writes.count.load(Ordering::SeqCst), 4);
}

#[test]
fn a_refusal_comes_with_code_and_words_and_a_lost_creation_is_offered_and_decided() {
    let console = Console::start();
    let (writes, _server, window) = start(&console);
    let no = r#"{"exception":{"errorCode":"FIELD_INVALID","message":"email is wrong"}}"#;
    *writes.next.lock().unwrap() = Some(Reply::json(400, no));
    let told = create(&window, ONE).unwrap();
    assert_eq!(told["state"], "refused");
    assert_eq!(
        told["refusal"],
        json!({ "status": 400, "code": "FIELD_INVALID", "message": "email is wrong" })
    );

    let made = r#"{"id":100,"kycStatus":"NEW","legalName":"ADAEZE Trading Ltd","city":"Lagos"}"#;
    made.clone_into(&mut writes.listed.lock().unwrap());
    *writes.next.lock().unwrap() = Some(Reply::HangUp);
    assert_eq!(create(&window, TWO).unwrap()["state"], "unknown");
    assert_eq!(create(&window, TWO).unwrap()["state"], "unknown");
    assert_eq!(writes.count.load(Ordering::SeqCst), 2);
    let mut offered = Value::Null;
    until("it is offered", || {
        let open = open_actions(&window).into_iter();
        offered = open.last().unwrap_or_default();
        offered["candidates"] != json!([])
    });
    let candidate = &offered["candidates"][0];
    assert_eq!(candidate["subject"]["key"], "merchant:100");
    assert_eq!(candidate["name"], "ADAEZE Trading Ltd");
    let decide = |decision: Value| {
        let request = json!({
            "profile": "acme", "action": TWO, "decision": decision, "note": "seen by phone",
        });
        call(&window, "resolve_action", &request)
    };
    let early = decide(json!({ "is": "did_not_happen" }));
    refused(early, "invalid", &json!("decision"));
    let told = decide(json!({ "is": "this", "subject": "merchant:100" })).unwrap();
    assert_eq!(
        (&told["state"], &told["knownBy"]),
        (&json!("done"), &json!("person"))
    );
    assert_eq!(open_actions(&window), Vec::<Value>::new());
    let rows = rows(&window, "acme");
    let by_person = |row: &&Value| row["action"]["knownBy"] == "person" && row["by"] != Value::Null;
    let decided = rows
        .iter()
        .filter(|row| row["kind"] == "outcome")
        .find(by_person)
        .unwrap();
    assert_eq!(
        (&decided["by"], &decided["words"]),
        (&json!("A. Ndiaye"), &json!("seen by phone"))
    );
    let again = decide(json!({ "is": "did_not_happen" }));
    refused(again, "not_found", &json!("action"));
}
