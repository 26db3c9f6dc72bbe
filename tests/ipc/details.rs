//! What is typed of a merchant or a receiver account is checked before anything is sent.

use super::{Console, api, api::set_up, call, decisions::until, server::Reply, timeline_of};
use partner_console::app::StartedFor;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// The level of the first finding at each field, empty ones left out.
fn found(checked: &Value) -> Vec<(String, String)> {
    let findings = checked["findings"].as_array().unwrap().iter();
    let findings = findings.filter(|one| one["isMissing"] == false);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    findings
        .map(|one| (text(&one["field"]), text(&one["level"])))
        .collect()
}

fn sent(checked: &Value, field: &str) -> Value {
    let mut to_send = checked["toSend"].as_array().unwrap().iter();
    let found = to_send.find(|one| one["field"] == field);
    found.map_or(Value::Null, |one| one["value"].clone())
}

fn fields(pairs: &[(&str, &str)]) -> Value {
    let fields = pairs.iter();
    fields
        .map(|(name, text)| json!({ "name": name, "text": text }))
        .collect()
}

#[test]
fn what_is_typed_is_told_wrong_by_field_and_given_back_as_it_will_be_sent() {
    let console = Console::start();
    let server = api::server(|_, _| Reply::json(200, "[]"));
    let (window, _) = set_up(&console, &server);
    let before = server.requests().len();
    let check = |of: &str, pairs: &[(&str, &str)]| {
        let request = json!({ "profile": "acme", "of": of, "fields": fields(pairs) });
        call(&window, "check_details", &request).unwrap()
    };
    let error = |field: &str| vec![(field.to_owned(), "error".to_owned())];

    let good = check("bank_account", &[("iban", "de89 3704 0044 0532 0130 00")]);
    assert_eq!(found(&good), []);
    assert_eq!(sent(&good, "iban"), "DE89370400440532013000");
    assert_eq!(good["mayBeSent"], false, "what is needed is missing");
    let wrong = check("bank_account", &[("iban", "DE89 3704 0044 0532 0130 01")]);
    assert_eq!(found(&wrong), error("iban"));
    for (of, pairs, field) in [
        (
            "bank_account",
            [("country", "US"), ("routingNumber", "111000026")],
            "routingNumber",
        ),
        (
            "bank_account",
            [("country", "DE"), ("swiftCode", "DEUTDEF")],
            "swiftCode",
        ),
        (
            "wallet",
            [
                ("currencySymbol", "USDC (ERC-20)"),
                (
                    "walletAddress",
                    "0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                ),
            ],
            "walletAddress",
        ),
        (
            "wallet",
            [
                ("currencySymbol", "USDC (ERC-20)"),
                ("walletAddress", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
            ],
            "walletAddress",
        ),
        (
            "wallet",
            [("currencySymbol", "USDC (ERC-20)"), ("network", "TRC-20")],
            "network",
        ),
        (
            "merchant",
            [("legalName", "Acme"), ("email", "ops@")],
            "email",
        ),
    ] {
        let checked = check(of, &pairs);
        assert_eq!(found(&checked), error(field), "{checked}");
        assert_eq!(checked["mayBeSent"], false);
    }
    let abroad = check(
        "bank_account",
        &[("country", "NG"), ("swiftCode", "DEUTDEFF"), ("tier", "1")],
    );
    let warning = ("swiftCode".to_owned(), "warning".to_owned());
    assert_eq!(found(&abroad), [warning]);
    assert_eq!(abroad["notChecked"], json!(["tier"]));
    assert_eq!(server.requests().len(), before, "nothing was sent");
}

#[test]
fn countries_and_currencies_are_the_partners_last_list_after_a_restart_too_and_say_when() {
    let console = Console::start();
    let body = Arc::new(Mutex::new("[]".to_owned()));
    let own = Arc::clone(&body);
    let server = api::server(move |_, request| match request.line.contains("countries") {
        true => Reply::json(200, &own.lock().unwrap()),
        false => Reply::html(502),
    });
    let (window, _) = set_up(&console, &server);
    let profile = json!({ "profile": "acme" });
    let list = |name: &str| call(&window, name, &profile).unwrap();
    let refresh = |list: &str| {
        let request = json!({ "profile": "acme", "list": list });
        call(&window, "refresh_list", &request).unwrap()
    };
    let never = list("list_countries");
    assert_eq!(
        (&never["source"], &never["readAt"]),
        (&json!("iso"), &Value::Null)
    );
    assert_eq!(never["entries"].as_array().unwrap().len(), 249);
    assert_eq!(list("list_currencies")["source"], "known");
    // An empty list and one that is not understood take no other's place.
    assert_eq!(refresh("countries")["source"], "iso");
    let failed = refresh("currencies");
    assert_eq!(
        (&failed["source"], &failed["canRead"]),
        (&json!("known"), &json!(true))
    );
    assert!(
        failed["detail"].as_str().unwrap().contains("did not work"),
        "{failed}"
    );

    *body.lock().unwrap() = r#"{"data":[{"code":"NG"},{"odd":1},"GH"]}"#.to_owned();
    let read = refresh("countries");
    let codes: Vec<&Value> = read["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["code"])
        .collect();
    assert_eq!(codes, [&json!("NG"), &Value::Null, &json!("GH")]);
    assert_eq!(read["entries"][0]["name"], "Nigeria");
    assert_eq!(read["entries"][1]["json"], r#"{"odd":1}"#);
    *body.lock().unwrap() = "[]".to_owned();
    assert_eq!(refresh("countries")["readAt"], read["readAt"]);
    drop(window);

    let (folder, store) = console.leave();
    let console = Console::start_on(&folder, &store, StartedFor::Auditor);
    console.open_all();
    let window = console.window("main");
    let kept = call(&window, "list_countries", &profile).unwrap();
    assert_eq!(
        (&kept["source"], &kept["readAt"]),
        (&json!("api"), &read["readAt"])
    );
    assert_eq!(
        (&kept["entries"], &kept["canRead"]),
        (&read["entries"], &json!(false))
    );
}

#[test]
fn a_currency_that_the_partners_list_lacks_is_warned_of() {
    let console = Console::start();
    let listed = Arc::new(Mutex::new(r#"["NGN","USDC (ERC-20)"]"#));
    let own = Arc::clone(&listed);
    let server = api::server(
        move |_, request| match request.line.contains("currencies") {
            true => Reply::json(200, *own.lock().unwrap()),
            false => Reply::html(502),
        },
    );
    let (window, _) = set_up(&console, &server);
    let url = "https://files.example/document.pdf";
    let facts = json!({
        "kind": "payout", "source": "101", "target": "", "account": "201", "toCurrency": "NGN",
        "toAmount": "100.0", "fromCurrency": "USDC (ERC-20)", "purpose": "GOODS_PURCHASED",
        "invoiceUrl": url, "depositConfirmationUrl": url, "rate": null, "again": false,
    });
    let warned = || {
        let request = json!({ "profile": "acme", "facts": facts });
        let told = call(&window, "check_transaction", &request).unwrap();
        let findings = told["findings"].as_array().unwrap().clone();
        let warnings = findings.into_iter().filter(|one| one["level"] == "warning");
        let told: Vec<(Value, Value)> = warnings
            .map(|one| (one["field"].clone(), one["words"].clone()))
            .collect();
        told
    };
    let read = || {
        let request = json!({ "profile": "acme", "list": "currencies" });
        call(&window, "refresh_list", &request).unwrap();
    };
    read();
    assert_eq!(warned(), []);
    *listed.lock().unwrap() = r#"["NGN","USDC (TRC-20)"]"#;
    read();
    let words = "Cedar's list of currencies does not have USDC (ERC-20).";
    assert_eq!(warned(), [(json!("fromCurrencySymbol"), json!(words))]);
}

#[test]
fn a_change_of_bank_details_is_told_with_who_made_it_and_stands_masked_on_the_timeline() {
    let console = Console::start();
    let held = Arc::new(Mutex::new("0001234567".to_owned()));
    let own = Arc::clone(&held);
    let server = api::server(move |_, request| {
        if request.line.starts_with("PUT") {
            *own.lock().unwrap() = "0009876543".to_owned();
        }
        if !request.line.contains("businessExternalAccount/7") {
            return Reply::json(200, "[]");
        }
        let number = own.lock().unwrap();
        Reply::json(
            200,
            &format!(r#"{{"id":7,"bankName":"GTBank","accountNumber":"{number}"}}"#),
        )
    });
    let (window, _) = set_up(&console, &server);
    call(&window, "set_operator", &json!({ "name": "A. Ndiaye" })).unwrap();
    let account = json!({ "profile": "acme", "subject": "account:7" });
    let changes = || {
        let view = call(&window, "list_details_changes", &account).unwrap();
        view["changes"].as_array().unwrap().clone()
    };
    call(&window, "read_subject", &account).unwrap();
    let request = json!({
        "profile": "acme", "subject": "account:7",
        "action": "0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01",
        "changes": [{ "name": "accountNumber", "from": "\"0001234567\"", "to": "\"0009876543\"" }],
    });
    assert_eq!(
        call(&window, "update_subject", &request).unwrap()["state"],
        "done"
    );
    until("the change is marked", || changes().len() == 1);
    let change = &changes()[0];
    assert_eq!(
        (&change["by"], &change["action"]),
        (&json!("A. Ndiaye"), &request["action"])
    );
    assert_eq!(
        change["fields"],
        json!([{
            "name": "accountNumber", "label": "account number", "isMasked": true,
            "before": "0001234567", "after": "0009876543",
        }])
    );
    let page = call(
        &window,
        "list_timeline",
        &timeline_of("acme", Some("account:7")),
    )
    .unwrap();
    let mut rows = page["rows"].as_array().unwrap().iter();
    let row = rows.find(|row| row["kind"] == "details_changed").unwrap();
    assert_eq!(
        (&row["title"], &row["word"]),
        (&json!("Bank details changed"), &json!("noticed"))
    );
    assert!(
        !row.to_string().contains("9876543") && !row.to_string().contains("1234567"),
        "{row}"
    );

    *held.lock().unwrap() = "0005555555".to_owned();
    call(&window, "read_subject", &account).unwrap();
    until("the other change is marked", || changes().len() == 2);
    assert_eq!(
        (&changes()[0]["by"], &changes()[0]["action"]),
        (&Value::Null, &Value::Null)
    );
}
