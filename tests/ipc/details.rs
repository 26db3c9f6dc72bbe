//! What is typed of a merchant or a receiver account is checked before anything is sent.

use super::{Console, api::set_up, call, server::Reply};
use serde_json::{Value, json};

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
    let server = super::api::server(|_, _| Reply::json(200, "[]"));
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
