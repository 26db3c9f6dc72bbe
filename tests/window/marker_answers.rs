//! Every query's answer, as the page gets it, and what the page keeps: none holds a marker.

use crate::{console::Console, marker_forms::Search, set_up::PROFILE, until::in_time};
use contract::commands::TABLE;
use serde_json::{Value, json};

/// The form whose draft is kept.
pub const DRAFT: &str = "merchant:new";

/// What is asked for in vain.
const NO_ANSWER: &str = "list_missed";

/// All that databases of the page hold.
const DATABASES: &str = r#"
    const done = arguments[arguments.length - 1];
    indexedDB.databases().then(found => done(found.map(one => one.name)), why => done([`${why}`]));
"#;
/// Calls a command as the page does.
const CALL: &str = r#"
    const done = arguments[arguments.length - 1];
    window.__TAURI_INTERNALS__.invoke(arguments[0], { request: arguments[1] })
        .then(answer => done({ answer }), error => done({ error }));
"#;

/// Every query's answer, as the page gets it.
pub async fn answers_hold_none(
    console: &Console,
    search: &Search,
    (merchant, transaction): (u64, u64),
) {
    let deliveries = entries_of_kind(console, "delivery", "kind").await;
    // That all was listed is told as a read too, and is no call.
    let observations = entries_of_kind(console, "observation", "call").await;
    let newest = json!({ "at": "newest" });
    let filter = json!({
        "show": "all", "verdicts": [], "events": [], "subject": null, "since": null,
        "until": null, "alarmsOnly": false,
    });
    let mut requests = vec![
        ("console_status", json!({})),
        ("profile_settings", json!({ "profile": PROFILE })),
        ("list_secrets", json!({ "profile": PROFILE })),
        (
            "list_timeline",
            json!({
                "profile": PROFILE, "subject": null, "show": "all", "from": newest, "limit": 500,
            }),
        ),
        (
            "list_deliveries",
            json!({
                "profile": PROFILE, "filter": filter, "from": newest, "limit": 500,
            }),
        ),
        ("list_events", json!({ "profile": PROFILE })),
        (
            "search_everything",
            json!({ "profile": PROFILE, "text": "mArKeR" }),
        ),
        ("list_desk", json!({ "profile": PROFILE })),
        ("list_cards", json!({ "profile": PROFILE })),
        ("list_operators", json!({ "profile": PROFILE })),
        ("get_policy", json!({ "profile": PROFILE })),
        ("list_field_sets", json!({ "profile": PROFILE })),
        ("list_operations", json!({ "profile": PROFILE })),
        ("list_open_actions", json!({ "profile": PROFILE })),
    ];
    requests.extend(of_the_way_in());
    requests.extend(of_the_desk(merchant));
    requests.extend(of_money(merchant, transaction));
    for (name, sequences) in [
        ("get_delivery", deliveries),
        ("get_observation", observations),
    ] {
        for sequence in sequences {
            requests.push((name, json!({ "profile": PROFILE, "sequence": sequence })));
        }
    }
    for (name, ..) in TABLE.iter().filter(|(.., kind)| *kind == "query") {
        assert!(
            requests.iter().any(|(asked, _)| asked == name),
            "{name} is not asked"
        );
    }
    for (name, request) in requests {
        let answer = call(console, name, &request).await;
        let is_answered = answer["answer"].is_object() || name == NO_ANSWER;
        assert!(is_answered, "{name}: {answer}");
        assert_eq!(
            search.first_in(answer.to_string()),
            None,
            "in the answer to {name}"
        );
    }
    let databases = console.client.execute_async(DATABASES, Vec::new());
    assert_eq!(databases.await.unwrap(), json!([]), "databases of the page");
}

fn of_the_way_in() -> Vec<(&'static str, Value)> {
    vec![
        ("get_way_in", json!({ "profile": PROFILE })),
        ("get_reconciliation", json!({ "profile": PROFILE })),
        // There was none: the answer is an error, which is looked through as well.
        (NO_ANSWER, json!({ "profile": PROFILE, "sequence": 1 })),
        (
            "list_gaps",
            json!({
                "profile": PROFILE, "subject": null, "show": "all", "before": null, "limit": 500,
            }),
        ),
    ]
}

async fn entries_of_kind(console: &Console, kind: &str, with: &str) -> Vec<u64> {
    let request = json!({
        "profile": PROFILE, "subject": null, "show": "all", "from": { "at": "newest" },
        "limit": 500,
    });
    let page = call(console, "list_timeline", &request).await;
    let rows = page["answer"]["rows"].as_array().unwrap();
    let found = rows
        .iter()
        .filter(|row| row["kind"] == kind && !row[with].is_null());
    let found: Vec<u64> = found.map(|row| row["sequence"].as_u64().unwrap()).collect();
    assert!(!found.is_empty(), "no {kind} on the timeline");
    found
}

async fn call(console: &Console, name: &str, request: &Value) -> Value {
    let called = console
        .client
        .execute_async(CALL, vec![name.into(), request.clone()]);
    in_time(name, called).await.unwrap()
}

/// What is asked of merchants, receiver accounts, their forms and onboarding.
fn of_the_desk(merchant: u64) -> Vec<(&'static str, Value)> {
    let all = json!({
        "profile": PROFILE, "search": "", "statuses": [], "sort": "name", "descending": false,
        "after": null, "limit": 500,
    });
    let mut accounts = all.clone();
    accounts["owner"] = Value::Null;
    accounts["currency"] = Value::Null;
    let of_profile = || json!({ "profile": PROFILE });
    let of_merchant = || json!({ "profile": PROFILE, "merchant": merchant.to_string() });
    let of_subject = || json!({ "profile": PROFILE, "subject": format!("merchant:{merchant}") });
    vec![
        ("list_merchants", all),
        ("list_accounts", accounts),
        ("kyc_board", of_profile()),
        ("catalog_age", of_profile()),
        ("status_meanings", json!({})),
        ("get_merchant", of_subject()),
        ("get_listed", of_subject()),
        ("merchant_words", json!({})),
        (
            "find_duplicates",
            json!({
                "profile": PROFILE, "legalName": "Marked Trading Ltd", "country": "NG",
                "localRegNumber": "",
            }),
        ),
        ("get_draft", json!({ "profile": PROFILE, "key": DRAFT })),
        ("list_drafts", of_profile()),
        (
            "check_details",
            json!({
                "profile": PROFILE, "of": "merchant",
                "fields": [{ "name": "legalName", "text": "Marked Trading Ltd" }],
            }),
        ),
        (
            "get_action",
            json!({ "profile": PROFILE, "action": "0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01" }),
        ),
        ("list_uploads", of_profile()),
        ("list_documents", of_merchant()),
        ("list_agreements", of_merchant()),
        ("get_onboarding", of_merchant()),
        ("list_countries", of_profile()),
        ("list_currencies", of_profile()),
        ("list_details_changes", of_subject()),
    ]
}

/// What is asked of transactions, and of a new one.
fn of_money(merchant: u64, transaction: u64) -> Vec<(&'static str, Value)> {
    let merchant = merchant.to_string();
    let facts = json!({
        "kind": "payout", "source": merchant, "target": "", "account": "7", "toCurrency": "USD",
        "toAmount": "5", "fromCurrency": "USDC (ERC-20)", "purpose": "GOODS_PURCHASED",
        "invoiceUrl": "", "depositConfirmationUrl": "", "rate": null, "again": false,
    });
    vec![
        (
            "subject_facts",
            json!({ "profile": PROFILE, "subject": format!("transaction:{transaction}") }),
        ),
        (
            "list_transactions",
            json!({
                "profile": PROFILE, "search": "", "kinds": [], "statuses": [], "merchant": null,
                "account": null, "currency": null, "from": null, "until": null, "sort": "number",
                "descending": true, "after": null, "limit": 500,
            }),
        ),
        (
            "get_transaction",
            json!({ "profile": PROFILE, "subject": format!("transaction:{transaction}") }),
        ),
        ("transaction_words", json!({})),
        (
            "find_parties",
            json!({ "profile": PROFILE, "role": "source", "search": "Marked" }),
        ),
        (
            "find_receivers",
            json!({
                "profile": PROFILE, "kind": "payout", "source": merchant, "target": "",
                "currency": "", "search": "",
            }),
        ),
        (
            "check_transaction",
            json!({ "profile": PROFILE, "facts": facts }),
        ),
        (
            "find_like_transactions",
            json!({
                "profile": PROFILE, "source": merchant, "account": "7", "toAmount": "5",
            }),
        ),
    ]
}
