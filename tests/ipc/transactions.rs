//! Transactions through the commands and over real HTTP: every digit, the path, what does not fit,
//! a payout confirmation's document.

use super::{
    Console,
    api::{refused, server, set_up},
    call,
    decisions::until,
    server::{Reply, Request, Server},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, OnceLock};
use tauri::{WebviewWindow, test::MockRuntime};

type Window = WebviewWindow<MockRuntime>;

const LONG: &str = "12345678901234567890123456789012345678.000000000000000001";
const DOCUMENT: &[u8] = b"%PDF-1.7 a telex";

fn transaction(id: u32, status: &str, to: &str, from: &str) -> String {
    format!(
        r#"{{"businessRequestId":{id},"clientStatus":"{status}","toAmount":"{to}",
            "toCurrencySymbol":"USD","fromAmount":{from},"fromCurrencySymbol":"USDC (ERC-20)",
            "fromBusinessId":7,"toBusinessId":8,"toBusinessExternalAccountId":70,
            "invoiceUrl":"https://files.example/invoice.pdf","creationTime":1767603600000,
            "depositDetails":{{"walletAddress":"0xabc","reference":"REF-{id}"}}}}"#
    )
}

#[derive(Clone, Default)]
struct World {
    status: Arc<Mutex<String>>,
    address: Arc<OnceLock<String>>,
}

impl World {
    fn start() -> (Self, Server) {
        let world = Self::default();
        world.becomes("OnOff_AWAITING_QUOTE_APPROVAL");
        let own = world.clone();
        let server = server(move |_, request| own.answer(request));
        world.address.set(server.address.to_string()).unwrap();
        (world, server)
    }

    fn becomes(&self, status: &str) {
        status.clone_into(&mut self.status.lock().unwrap());
    }

    fn answer(&self, request: &Request) -> Reply {
        let path = request.line.split([' ', '?']).nth(1).unwrap();
        let address = self.address.get().unwrap();
        if path == "/telex.pdf" {
            assert_eq!(
                request.header("x-api-key"),
                None,
                "no credentials go with it"
            );
            return Reply::Answer(200, Vec::new(), DOCUMENT.to_vec());
        }
        let payout = transaction(4711, &self.status.lock().unwrap(), "0.30", r#""0.1""#);
        let collection = transaction(4712, "Receive_PENDING", LONG, "null");
        let is_first = request.query("page").unwrap_or_default() == 0;
        let body = match path.trim_start_matches("/bpapi/v1/") {
            "sendc2f/" if is_first => format!("[{payout}]"),
            "receivef2f/" if is_first => format!("[{collection}]"),
            "sendc2f/4711" => payout,
            "business/" if is_first => {
                r#"[{"id":7,"legalName":"Acme Exports","kycStatus":"VALID"}]"#.to_owned()
            }
            "payoutConfirmation/4711" => format!(
                r#"{{"businessRequestId":4711,"status":"TELEX_ARRIVED",
                    "url":"http://{address}/telex.pdf"}}"#
            ),
            one if one.ends_with('/') => "[]".to_owned(),
            _ => {
                let none = r#"{"exception":{"errorCode":"NOT_FOUND","message":"none"}}"#;
                return Reply::json(404, none);
            }
        };
        Reply::json(200, &body)
    }
}

fn of(subject: &str) -> Value {
    json!({ "profile": "acme", "subject": subject })
}

fn get(window: &Window) -> Value {
    call(window, "get_transaction", &of("transaction:4711")).unwrap()
}

fn list(window: &Window, changed: &Value) -> Value {
    let mut request = json!({
        "profile": "acme", "search": "", "kinds": [], "statuses": [], "merchant": null,
        "account": null, "currency": null, "from": null, "until": null, "sort": "number",
        "descending": false, "after": null, "limit": 100,
    });
    for (name, value) in changed.as_object().unwrap() {
        request[name] = value.clone();
    }
    call(window, "list_transactions", &request).unwrap()
}

fn filled(window: &Window) {
    call(window, "refresh_catalog", &json!({ "profile": "acme" })).unwrap();
    until("the transactions are listed", || {
        let page = list(window, &json!({}));
        page["age"]["filledAt"].is_string() && page["rows"].as_array().unwrap().len() == 2
    });
}

#[test]
fn every_digit_of_an_amount_reaches_the_window_from_the_list_and_from_a_read() {
    let console = Console::start();
    let (_world, server) = World::start();
    let (window, _) = set_up(&console, &server);
    filled(&window);
    let page = list(&window, &json!({}));
    let (payout, collection) = (&page["rows"][0], &page["rows"][1]);
    assert_eq!(payout["toAmount"], "0.30");
    assert_eq!(payout["fromAmount"], "0.1");
    assert_eq!(collection["toAmount"], LONG);
    assert_eq!(collection["fromAmount"], Value::Null);
    assert_eq!(payout["source"]["name"], "Acme Exports");
    assert_eq!(payout["kind"], "payout");
    assert_eq!(page["age"]["transactions"], 2);
    let narrowed = |changed: Value| {
        let rows = list(&window, &changed)["rows"].clone();
        let numbers = rows.as_array().unwrap().iter();
        numbers
            .map(|row| row["number"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(narrowed(json!({ "kinds": ["collection"] })), ["4712"]);
    assert_eq!(narrowed(json!({ "search": "ref-4711" })), ["4711"]);
    assert_eq!(
        narrowed(json!({ "search": "acme", "statuses": ["PENDING"] })),
        ["4712"]
    );
    assert!(narrowed(json!({ "until": "2020-01-01T00:00:00Z" })).is_empty());
    call(&window, "read_subject", &of("transaction:4711")).unwrap();
    let view = get(&window);
    assert_eq!(
        (&view["toAmount"], &view["fromAmount"]),
        (&json!("0.30"), &json!("0.1"))
    );
    let rate = json!({
        "text": "0.333333333333333333333333", "isExact": false, "aboveIndicative": null,
    });
    assert_eq!(view["rate"], rate);
    assert_eq!(view["permits"], json!(["approve_quote", "cancel"]));
    let reference = json!({
        "name": "reference", "value": "REF-4711", "isRequired": true, "isWallet": false,
    });
    assert!(
        view["instructions"]
            .as_array()
            .unwrap()
            .contains(&reference),
        "{view}"
    );
    assert_eq!(view["documents"][0]["link"]["host"], "files.example");
    let found = json!({ "profile": "acme", "text": "ref-4712" });
    let found = call(&window, "search_everything", &found).unwrap();
    assert_eq!(found["hits"][0]["target"]["key"], "transaction:4712");
    refused(
        call(&window, "get_transaction", &of("merchant:7")),
        "invalid",
        &json!("subject"),
    );
}

#[test]
fn the_path_says_what_was_skipped_and_an_unknown_status_is_shown_as_it_was_written() {
    let console = Console::start();
    let (world, server) = World::start();
    let (window, _) = set_up(&console, &server);
    let read = || call(&window, "read_subject", &of("transaction:4711")).unwrap();
    world.becomes("OnOff_PENDING");
    read();
    world.becomes("OnOff_AWAITING_DEPOSIT");
    read();
    let places = |view: &Value| {
        let path = view["path"].as_array().unwrap().iter();
        path.map(|step| step["place"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    until("the catalog has both", || places(&get(&window))[2] == "now");
    let view = get(&window);
    assert_eq!(places(&view), ["done", "not_seen", "now", "ahead", "ahead"]);
    let what = view["misfits"][0]["what"].as_str().unwrap();
    assert!(
        what.contains("Awaiting quote approval was not seen"),
        "{what}"
    );
    world.becomes("OnOff_HELD «é»");
    read();
    until("the catalog has the third", || {
        places(&get(&window))[3] == "now"
    });
    let view = get(&window);
    let meaning = &view["status"]["meaning"];
    assert_eq!(
        (&meaning["word"], &meaning["isKnown"]),
        (&json!("OnOff_HELD «é»"), &json!(false))
    );
    assert_eq!(view["permits"], json!([]));
    assert_eq!(view["path"][3]["word"], "OnOff_HELD «é»");
    world.becomes("OnOff_CANCELED");
    read();
    until("the catalog has the end", || {
        places(&get(&window))[5] == "never"
    });
}

#[test]
fn a_payout_confirmation_is_read_and_its_document_kept_with_its_hash() {
    let console = Console::start();
    let (_world, server) = World::start();
    let (window, _) = set_up(&console, &server);
    let subject = of("transaction:4711");
    refused(
        call(&window, "keep_confirmation", &subject),
        "not_found",
        &Value::Null,
    );
    let read = call(&window, "read_confirmation", &subject).unwrap();
    assert_eq!(read["confirmation"]["status"], "TELEX_ARRIVED");
    assert_eq!(read["confirmation"]["kept"], json!([]));
    let kept = call(&window, "keep_confirmation", &subject).unwrap();
    let hash = hex::encode(Sha256::digest(DOCUMENT));
    assert_eq!(
        (&kept["sha256"], &kept["name"]),
        (&json!(hash), &json!("telex.pdf"))
    );
    let known = &get(&window)["confirmation"]["kept"][0];
    assert_eq!(
        (&known["sha256"], &known["copy"]),
        (&json!(hash), &json!("whole"))
    );
    let save = json!({ "profile": "acme", "sha256": hash, "name": "telex.pdf" });
    let saved = call(&window, "save_document", &save).unwrap();
    assert_eq!(
        std::fs::read(saved["path"].as_str().unwrap()).unwrap(),
        DOCUMENT
    );
}
