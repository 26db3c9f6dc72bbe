//! The desk and approving through the commands: listed, opened, pressed once, stopped, put off.

use super::{
    Console,
    api::{refused, server, set_up},
    call,
    decisions::until,
    server::{Reply, Request, Server},
};
use domain::Policy;
use engine::Doer;
use partner_console::{app::App, attention::Alert};
use serde_json::{Value, json};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};
use tauri::{Manager, WebviewWindow, async_runtime::block_on, test::MockRuntime};

type Window = WebviewWindow<MockRuntime>;

const ACCOUNT: &str = r#"{"id":5,"businessId":2,"currencySymbol":"USD","status":"ACTIVE",
    "nameOnAccount":"Bisi Ltd","accountNumber":"0012345678","bankName":"First"}"#;
const MERCHANT: &str = r#"{"id":7,"legalName":"Adaeze Trading Ltd","kycStatus":"VALID"}"#;
/// More digits than a float has, and a zero at the end.
const PAYS: &str = "101250.000000000000000010";

/// A partner with one payout.
#[derive(Clone)]
struct Payout {
    pays: Arc<Mutex<String>>,
    status: Arc<Mutex<String>>,
    approved: Arc<AtomicUsize>,
}

impl Payout {
    fn json(&self) -> String {
        let (pays, status) = (self.pays.lock().unwrap(), self.status.lock().unwrap());
        format!(
            r#"{{"businessRequestId":9,"clientStatus":"OnOff_{status}","fromAmount":"{pays}",
            "toAmount":"100000.0","fromCurrencySymbol":"USDC (ERC-20)","toCurrencySymbol":"USD",
            "fromBusinessId":7,"toBusinessId":2,"toBusinessExternalAccountId":5}}"#
        )
    }

    fn answer(&self, request: &Request) -> Reply {
        let path = request.line.split([' ', '?']).nth(1).unwrap();
        match path.trim_start_matches("/bpapi/v1/") {
            "sendc2f/" => Reply::json(200, &format!("[{}]", self.json())),
            "sendc2f/9" => Reply::json(200, &self.json()),
            "business/7" => Reply::json(200, MERCHANT),
            "businessExternalAccount/5" => Reply::json(200, ACCOUNT),
            "sendc2f/approveQuote/9" => {
                self.approved.fetch_add(1, Ordering::SeqCst);
                "AWAITING_DEPOSIT".clone_into(&mut self.status.lock().unwrap());
                Reply::json(200, &self.json())
            }
            _ => Reply::json(200, "[]"),
        }
    }
}

struct Desk {
    console: Console,
    window: Window,
    payout: Payout,
    // It answers for as long as it is held.
    _server: Server,
}

impl Desk {
    /// A profile for one operator, whose desk was filled.
    fn start() -> Self {
        let payout = Payout {
            pays: Arc::new(Mutex::new(PAYS.to_owned())),
            status: Arc::new(Mutex::new("PENDING".to_owned())),
            approved: Arc::default(),
        };
        let own = payout.clone();
        let server = server(move |_, request| own.answer(request));
        let console = Console::start();
        let (window, _) = set_up(&console, &server);
        call(&window, "set_operator", &json!({ "name": "A. Ndiaye" })).unwrap();
        let profile = block_on(console.app.state::<App>().profile("acme")).unwrap();
        let doer = Doer {
            by: Some("A. Ndiaye".to_owned()),
            now: console.state().clock.now(),
        };
        let approvals = profile.approvals().unwrap();
        block_on(approvals.change_policy(Policy::for_one(), "", doer)).unwrap();
        // Until the ledger was found whole, nothing is approved.
        block_on(approvals.verify()).unwrap();
        let desk = Self {
            console,
            window,
            payout,
            _server: server,
        };
        assert_eq!(desk.list()["items"], json!([]));
        "AWAITING_QUOTE_APPROVAL".clone_into(&mut desk.payout.status.lock().unwrap());
        call(&desk.window, "fill_desk", &json!({ "profile": "acme" })).unwrap();
        until("the desk is filled", || {
            desk.list()["filledAt"] != Value::Null
        });
        desk
    }

    fn list(&self) -> Value {
        call(&self.window, "list_desk", &json!({ "profile": "acme" })).unwrap()
    }

    fn open(&self) -> Value {
        let request = json!({ "profile": "acme", "subject": "transaction:9", "action": null });
        call(&self.window, "open_approval", &request).unwrap()
    }

    fn press(&self, shown: &Value, typed: &str) -> Value {
        call(&self.window, "press_approval", &pressed(shown, typed)).unwrap()
    }
}

pub fn pressed(shown: &Value, typed: &str) -> Value {
    json!({
        "profile": "acme", "id": shown["id"], "subject": "transaction:9", "kind": shown["kind"],
        "action": shown["action"], "shown": shown["shown"], "typed": typed, "reason": "",
        "deposit": null, "cancelReason": null,
    })
}

#[test]
fn a_quote_on_the_desk_is_approved_once_for_what_was_shown() {
    let desk = Desk::start();
    let items = desk.list()["items"].clone();
    assert_eq!(items.as_array().unwrap().len(), 1, "{items}");
    let item = &items[0];
    assert_eq!(
        (&item["kind"], &item["pays"]["amount"], &item["transaction"]),
        (&json!("approve_quote"), &json!(PAYS), &json!("payout")),
        "{item}"
    );
    assert_eq!(item["lookedAt"], Value::Null);
    let shown = desk.open();
    assert_eq!(
        shown["pays"],
        json!({ "amount": PAYS, "currency": "USDC (ERC-20)" })
    );
    assert_eq!(shown["demand"], "alone");
    assert_eq!(shown["typed"]["kind"], "last_four");
    assert_eq!(shown["frozen"], json!([]));
    assert_eq!(desk.list()["items"][0]["lookedAt"]["by"], "A. Ndiaye");

    let wrong = desk.press(&shown, "1111");
    assert_eq!(
        (&wrong["is"], &wrong["kind"]),
        (&json!("stopped"), &json!("typed"))
    );
    let first = desk.press(&shown, "5678");
    assert_eq!(first["action"]["state"], "done", "{first}");
    assert_eq!(first["after"]["differs"], false);
    // One press that is delivered twice is one act.
    let second = desk.press(&shown, "5678");
    assert_eq!(second["action"], first["action"]);
    assert_eq!(desk.payout.approved.load(Ordering::SeqCst), 1);
    let items = desk.list()["items"].clone();
    assert_eq!(items[0]["kind"], "approve_deposit", "{items}");
}

#[test]
fn what_differs_is_told_with_both_values_and_nothing_is_sent() {
    let desk = Desk::start();
    let shown = desk.open();
    "101250.000000000000000011".clone_into(&mut desk.payout.pays.lock().unwrap());
    let told = desk.press(&shown, "5678");
    assert_eq!(told["is"], "differs", "{told}");
    assert_eq!(
        told["differences"],
        json!([{
            "of": "transaction", "name": "fromAmount", "label": "From amount",
            "shown": format!("\"{PAYS}\""), "now": "\"101250.000000000000000011\"",
        }])
    );
    assert_eq!(desk.payout.approved.load(Ordering::SeqCst), 0);
}

#[test]
fn a_no_takes_words_and_takes_it_from_the_desk_and_what_is_unknown_is_refused() {
    let desk = Desk::start();
    let shown = desk.open();
    let mut no = json!({
        "profile": "acme", "id": shown["id"], "subject": "transaction:9",
        "action": shown["action"], "status": shown["status"], "hash": shown["shown"]["hash"],
        "minutes": null, "reason": "  ",
    });
    let put_off = |no: &Value| call(&desk.window, "put_off_approval", no);
    refused(put_off(&no), "invalid", &json!("reason"));
    no["reason"] = json!("the invoice is missing");
    no["minutes"] = json!(0);
    refused(put_off(&no), "invalid", &json!("minutes"));
    no["minutes"] = json!(30);
    put_off(&no).unwrap();
    let list = desk.list();
    assert_eq!(list["items"], json!([]));
    assert_eq!(list["postponed"][0]["subject"]["key"], "transaction:9");
    assert_ne!(list["postponed"][0]["postponedUntil"], Value::Null);

    let card = json!({ "profile": "acme", "card": "misfit-1-1", "note": "looked" });
    refused(
        call(&desk.window, "settle_desk", &card),
        "not_found",
        &json!("card"),
    );
    let merchant = json!({ "profile": "acme", "subject": "merchant:7", "action": null });
    let opened = call(&desk.window, "open_approval", &merchant);
    refused(opened, "invalid", &json!("subject"));
}

#[test]
fn what_comes_to_wait_is_counted_and_alerted_without_an_amount() {
    let desk = Desk::start();
    let waiting = || {
        let status = call(&desk.window, "console_status", &json!({})).unwrap();
        status["open"]["desk"] == 1 && status["profiles"][0]["desk"] == 1
    };
    until("the frame counts what waits", waiting);
    let alerts = || desk.console.alerts.lock().unwrap().clone();
    until("an alert", || !alerts().is_empty());
    let alerts = alerts();
    let [Alert { title, body }] = alerts.as_slice() else {
        panic!("one alert: {alerts:?}");
    };
    assert_eq!(body, "1 quote waits for a person.");
    assert!(
        title.contains("acme") && !title.contains("101250"),
        "{title}"
    );
}
