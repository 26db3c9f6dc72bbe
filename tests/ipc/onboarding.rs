//! Agreements and onboarding through the commands: what was shown is what is accepted, what is
//! needed is listed, a status is set in a sandbox alone.

use super::{
    Console,
    api::{refused, server, set_up},
    call, documents,
    server::{Reply, Server},
};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tauri::{WebviewWindow, test::MockRuntime};

type Window = WebviewWindow<MockRuntime>;

const AGREEMENT: &str = r#"{"id":1,"title":"Terms","version":"1.0","text":"Be good.",
    "url":"https://a.example/terms","acceptedDate":null,"extra":1E2}"#;

#[derive(Clone)]
struct Partner {
    merchant: Arc<Mutex<String>>,
    agreement: Arc<Mutex<String>>,
}

fn start(console: &Console) -> (Partner, Server, Window) {
    let merchant = r#"{"id":7,"kycStatus":"NEW","legalName":"Bisi Ltd","localRegNumber":"RC 1"}"#;
    let partner = Partner {
        merchant: Arc::new(Mutex::new(merchant.to_owned())),
        agreement: Arc::new(Mutex::new(AGREEMENT.to_owned())),
    };
    let own = partner.clone();
    let server = server(move |_, request| {
        let path = request.line.split([' ', '?']).nth(1).unwrap();
        let method = request.line.split(' ').next().unwrap();
        match (method, path.trim_start_matches("/bpapi/v1/")) {
            ("PUT", "business/7") => {
                let sent = String::from_utf8(request.body.clone()).unwrap();
                (*own.merchant.lock().unwrap()).clone_from(&sent);
                Reply::json(200, &sent)
            }
            (_, "business/7") => Reply::json(200, &own.merchant.lock().unwrap()),
            (_, "business/legalAgreements") => {
                Reply::json(200, &format!("[{}]", own.agreement.lock().unwrap()))
            }
            ("POST", "files/upload") => Reply::json(200, r#"{"url":"https://f.example/1"}"#),
            ("POST", _) => Reply::json(200, r#"{"businessId":7}"#),
            _ => Reply::json(200, "[]"),
        }
    });
    let (window, _) = set_up(console, &server);
    call(&window, "set_operator", &json!({ "name": "A. Ndiaye" })).unwrap();
    (partner, server, window)
}

fn of_merchant() -> Value {
    json!({ "profile": "acme", "merchant": "7" })
}

fn action(number: u32) -> String {
    format!("0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5d{number:02}")
}

fn accept(window: &Window, number: u32, shown: &Value) -> Result<Value, Value> {
    let request = json!({
        "profile": "acme", "action": action(number), "merchant": "7", "shown": [shown],
        "further": [],
    });
    call(window, "accept_agreements", &request)
}

fn onboarding(window: &Window) -> Value {
    call(window, "get_onboarding", &of_merchant()).unwrap()
}

fn readiness(view: &Value) -> Vec<(&str, &str)> {
    let lines = view["readiness"].as_array().unwrap().iter();
    lines
        .map(|line| {
            (
                line["part"].as_str().unwrap(),
                line["readiness"].as_str().unwrap(),
            )
        })
        .collect()
}

#[test]
fn agreements_are_shown_whole_and_accepted_in_the_version_that_was_shown() {
    let console = Console::start();
    let (partner, server, window) = start(&console);
    let before = call(&window, "list_agreements", &of_merchant()).unwrap();
    assert_eq!(
        (&before["readAt"], &before["agreements"]),
        (&Value::Null, &json!([]))
    );
    let read = call(&window, "read_agreements", &of_merchant()).unwrap();
    let one = &read["agreements"][0];
    assert_eq!(
        (&one["title"], &one["version"]),
        (&json!("Terms"), &json!("1.0"))
    );
    assert_eq!(one["text"], "Be good.");
    assert_eq!(
        (&one["link"]["host"], &one["link"]["mayOpen"]),
        (&json!("a.example"), &json!(true))
    );
    let further = one["further"].as_array().unwrap();
    assert!(
        further.contains(&json!({ "name": "extra", "json": "1E2" })),
        "{further:?}"
    );
    assert_eq!(one["isAccepted"], false);
    let shown = one["json"].clone();

    *partner.agreement.lock().unwrap() = AGREEMENT.replace("1.0", "2.0");
    let other = accept(&window, 1, &shown);
    refused(other, "invalid", &json!("changes"));
    assert!(
        !server
            .requests()
            .iter()
            .any(|one| one.line.contains("acceptLegal"))
    );
    let read = call(&window, "read_agreements", &of_merchant()).unwrap();
    let done = accept(&window, 2, &read["agreements"][0]["json"]).unwrap();
    assert_eq!(done["state"], "done", "{done}");
    let known = call(&window, "list_agreements", &of_merchant()).unwrap();
    assert_eq!(known["allAccepted"], true);
    let acceptance = &known["acceptances"][0];
    assert_eq!(
        acceptance["shown"],
        json!([{ "title": "Terms", "version": "2.0" }])
    );
    assert_eq!(acceptance["past"]["by"], "A. Ndiaye");
    assert_eq!(acceptance["past"]["state"], "done");
}

#[test]
fn no_link_but_https_is_opened() {
    let console = Console::start();
    let window = console.window("main");
    for url in [
        "http://a.example",
        "file:///etc/passwd",
        "https://",
        "--version",
        "",
    ] {
        let error = call(&window, "open_link", &json!({ "url": url }));
        refused(error, "invalid", &json!("url"));
    }
}

#[test]
fn an_onboarding_says_what_it_needs_what_was_submitted_and_when_it_can_not_be() {
    let console = Console::start();
    let (partner, _server, window) = start(&console);
    let unread = onboarding(&window);
    assert_eq!(unread["maySubmit"], false);
    assert_eq!(
        readiness(&unread),
        [
            ("merchant", "not_known"),
            ("documents", "missing"),
            ("agreements", "not_known")
        ]
    );
    let subject = json!({ "profile": "acme", "subject": "merchant:7" });
    call(&window, "read_subject", &subject).unwrap();
    let read = call(&window, "read_agreements", &of_merchant()).unwrap();
    let view = onboarding(&window);
    assert_eq!(
        (&view["maySubmit"], &view["submitted"]),
        (&json!(true), &json!(0))
    );
    assert_eq!(view["industries"].as_array().unwrap().len(), 20);
    assert_eq!(view["services"].as_array().unwrap().len(), 23);
    assert_eq!(
        readiness(&view),
        [
            ("merchant", "missing"),
            ("documents", "missing"),
            ("agreements", "missing")
        ]
    );
    let empty = view["readiness"][0]["detail"].as_str().unwrap();
    assert!(
        empty.contains("email") && !empty.contains("legalName"),
        "{empty}"
    );

    accept(&window, 1, &read["agreements"][0]["json"]).unwrap();
    let kept = documents::keep(&window, "a.pdf", b"%PDF-1.7 a");
    documents::upload(&window, 1, &kept, "a.pdf").unwrap();
    let view = onboarding(&window);
    assert_eq!(
        readiness(&view)[1..],
        [("documents", "ready"), ("agreements", "ready")]
    );
    let request = json!({
        "profile": "acme", "action": action(2), "merchant": "7", "companyType": "CORPORATION",
        "tradingName": "Bisi", "industry": "TECHNOLOGY", "service": "CROPS",
        "further": [{ "name": "articlesUrl", "json": "\"https://f.example/1\"" }],
    });
    call(&window, "submit_onboarding", &request).unwrap();
    let last = &onboarding(&window)["submissions"][0];
    assert_eq!(last["past"]["state"], "done");
    assert_eq!(
        last["data"][4],
        json!({ "name": "articlesUrl", "json": "\"https://f.example/1\"" })
    );

    let locked = partner
        .merchant
        .lock()
        .unwrap()
        .replace("NEW", "UNDER_REVIEW");
    *partner.merchant.lock().unwrap() = locked;
    call(&window, "read_subject", &subject).unwrap();
    let view = onboarding(&window);
    assert_eq!(view["maySubmit"], false);
    assert!(view["whyNot"].as_str().unwrap().contains("Under review"));
    assert_eq!(view["submitted"], 1);
}

#[test]
fn a_status_is_set_in_one_step_by_the_registration_number_and_never_on_live() {
    let console = Console::start();
    let (partner, server, window) = start(&console);
    let subject = json!({ "profile": "acme", "subject": "merchant:7" });
    call(&window, "read_subject", &subject).unwrap();
    let set = |number: u32, status: &str| {
        let request = json!({
            "profile": "acme", "action": action(number), "merchant": "7", "status": status,
        });
        call(&window, "set_test_status", &request)
    };
    refused(set(1, "ON_HOLD"), "invalid", &json!("status"));
    assert_eq!(onboarding(&window)["settable"].as_array().unwrap().len(), 8);
    assert_eq!(set(3, "ACTION_NEEDED").unwrap()["state"], "done");
    let has = |number: &str| {
        let merchant = partner.merchant.lock().unwrap();
        assert!(
            merchant.contains(&format!(r#""localRegNumber":"{number}""#)),
            "{merchant}"
        );
    };
    has("RC 1|ACTION_NEEDED");
    assert_eq!(set(4, "VALID").unwrap()["state"], "done");
    has("RC 1|VALID");

    let live = json!({ "name": "money", "title": "", "environment": "live", "listen": "" });
    call(&window, "create_profile", &live).unwrap();
    let of_live = json!({ "profile": "money", "merchant": "7" });
    let view = call(&window, "get_onboarding", &of_live).unwrap();
    assert_eq!(view["settable"], json!([]));
    let request = json!({
        "profile": "money", "action": action(5), "merchant": "7", "status": "VALID",
    });
    refused(
        call(&window, "set_test_status", &request),
        "invalid",
        &json!("profile"),
    );
    let puts = server.requests();
    let puts = puts.iter().filter(|one| one.line.starts_with("PUT"));
    assert_eq!(puts.count(), 2);
}
