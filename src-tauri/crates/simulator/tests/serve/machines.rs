//! What merchants, receiver accounts and transactions go through, and that events say the same.

use crate::{
    program::{Program, new_account, new_merchant, new_transaction, quick, still, until},
    receiver::Receiver,
};
use serde_json::{Value, json};

/// The documented way of a transaction.
const WAY: [&str; 5] = [
    "PENDING",
    "AWAITING_QUOTE_APPROVAL",
    "AWAITING_DEPOSIT",
    "IN_PROGRESS",
    "COMPLETED",
];
const FIELD: (u16, &str) = (400, "REQUIRED_FIELD_MISSING");

fn is(found: &(u16, String), wanted: (u16, &str)) -> bool {
    (found.0, found.1.as_str()) == wanted
}

async fn started(pace: Value) -> (Program, Receiver) {
    let receiver = Receiver::start().await;
    let program = Program::start(&["--webhook-url", &receiver.url]);
    program.control("PUT", "/pace", Some(&pace)).await;
    (program, receiver)
}

/// A merchant 101 that may transact, and its account 201 for NGN.
async fn ready(program: &Program) {
    let merchant = json!({"status": "VALID"});
    program.put("merchant", 101, merchant).await;
    let fields = json!({"businessId": 101, "currencySymbol": "NGN"});
    let account = json!({"status": "ACTIVE", "fields": fields});
    program.put("account", 201, account).await;
}

fn id(object: &Value, name: &str) -> u64 {
    object[name].as_u64().unwrap()
}

#[tokio::test]
async fn a_merchant_is_approved_by_itself_or_at_once_and_is_locked_in_review() {
    let (program, receiver) = started(quick()).await;
    let made = program
        .ok("POST", "/v1/business/", Some(&new_merchant()))
        .await;
    assert_eq!(
        (&made["kycStatus"], &made["legalName"]),
        (&json!("NEW"), &json!("Adaeze Trading Ltd"))
    );
    let merchant = id(&made, "id");
    assert_eq!(receiver.statuses(merchant, "VALID").await, ["NEW", "VALID"]);
    let path = format!("/v1/business/{merchant}");
    assert_eq!(program.ok("GET", &path, None).await["kycStatus"], "VALID");

    program.control("PUT", "/pace", Some(&still())).await;
    for status in ["FLAGGED", "ACTION_NEEDED", "NEW"] {
        let mut wanted = new_merchant();
        wanted["localRegNumber"] = json!(format!("123456789|{status}"));
        let made = program.ok("POST", "/v1/business/", Some(&wanted)).await;
        assert_eq!(made["kycStatus"], status);
        assert_eq!(receiver.statuses(id(&made, "id"), status).await, [status]);
    }
    let again = json!({"localRegNumber": "1|PENDING"});
    program.ok("PUT", &path, Some(&again)).await;
    receiver.statuses(merchant, "PENDING").await;

    let data = json!({"companyType": "CORPORATION", "tradingName": "Adaeze",
        "industry": "TECHNOLOGY", "service": "CROPS", "taxId": "A-1"});
    let onboarding = json!({"businessId": merchant, "businessData": data});
    let submit = "/v1/business/submitOnboarding";
    program.ok("POST", submit, Some(&onboarding)).await;
    receiver.statuses(merchant, "PENDING_REVIEW").await;
    let locked = (409, "BUSINESS_LOCKED");
    assert!(is(
        &program
            .refused("PUT", &path, Some(&json!({"city": "Abuja"})))
            .await,
        locked
    ));
    assert!(is(
        &program.refused("POST", submit, Some(&onboarding)).await,
        locked
    ));
    let read = program.ok("GET", &path, None).await;
    assert_eq!(read["businessData"], data, "what nobody knows is kept");

    // Compliance answers by itself, one step after the other.
    program.control("PUT", "/pace", Some(&quick())).await;
    program
        .put("merchant", merchant, json!({"status": "PENDING_REVIEW"}))
        .await;
    let statuses = receiver.statuses(merchant, "VALID").await;
    assert!(statuses.ends_with(&["UNDER_REVIEW".to_owned(), "VALID".to_owned()]));
    let not_now = program.refused("POST", submit, Some(&onboarding)).await;
    assert!(is(&not_now, (409, "INVALID_STATUS")));
}

#[tokio::test]
async fn what_is_missing_or_not_accepted_or_nobodys_is_refused_in_the_documented_shape() {
    let (program, _receiver) = started(still()).await;
    for name in ["legalName", "email", "zipCode", "industry"] {
        let mut wanted = new_merchant();
        wanted.as_object_mut().unwrap().remove(name);
        assert!(is(
            &program
                .refused("POST", "/v1/business/", Some(&wanted))
                .await,
            FIELD
        ));
        wanted[name] = json!("");
        assert!(is(
            &program
                .refused("POST", "/v1/business/", Some(&wanted))
                .await,
            FIELD
        ));
    }
    let mut wanted = new_merchant();
    wanted["industry"] = json!("ALCHEMY");
    assert!(is(
        &program
            .refused("POST", "/v1/business/", Some(&wanted))
            .await,
        FIELD
    ));
}

#[tokio::test]
async fn a_transaction_with_something_missing_or_wrong_is_refused() {
    let (program, _receiver) = started(still()).await;
    ready(&program).await;
    for (kind, needs_deposit) in [("sendc2f", true), ("sendf2f", false), ("receivef2f", false)] {
        let path = format!("/v1/{kind}/");
        let all = new_transaction(101, 201, "USDC (ERC-20)");
        let mut names: Vec<&str> = all
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        names.retain(|name| needs_deposit || *name != "depositConfirmationUrl");
        for name in names {
            let mut wanted = all.clone();
            wanted.as_object_mut().unwrap().remove(name);
            let found = program.refused("POST", &path, Some(&wanted)).await;
            assert!(is(&found, FIELD), "{kind} {name} {found:?}");
        }
        for (name, value) in [
            ("purpose", json!("FUN")),
            ("toAmount", json!(5)),
            ("toAmount", json!("1e3")),
            ("fromCurrencySymbol", json!("XYZ")),
        ] {
            let mut wanted = all.clone();
            wanted[name] = value;
            let found = program.refused("POST", &path, Some(&wanted)).await;
            assert!(is(&found, FIELD), "{kind} {name} {found:?}");
        }
        for amount in ["-5.25", "0", "0.00"] {
            let mut wanted = all.clone();
            wanted["toAmount"] = json!(amount);
            let found = program.refused("POST", &path, Some(&wanted)).await;
            assert!(is(&found, (400, "INVALID_AMOUNT")), "{found:?}");
        }
        for (source, account) in [(999, 201), (101, 999)] {
            let wanted = new_transaction(source, account, "NGN");
            let found = program.refused("POST", &path, Some(&wanted)).await;
            assert!(is(&found, (404, "NOT_FOUND")), "{found:?}");
        }
    }
}

#[tokio::test]
async fn what_is_nobodys_or_not_ready_is_refused() {
    let (program, receiver) = started(still()).await;
    ready(&program).await;
    for path in [
        "/v1/business/999",
        "/v1/businessExternalAccount/999",
        "/v1/sendc2f/999",
        "/v1/sendf2f/999",
        "/v1/receivef2f/999",
        "/v1/payoutConfirmation/999",
        "/v1/business/x",
    ] {
        assert!(
            is(
                &program.refused("GET", path, None).await,
                (404, "NOT_FOUND")
            ),
            "{path}"
        );
    }
    let waits = json!({"status": "PENDING"});
    program.put("account", 201, waits.clone()).await;
    let payout = new_transaction(101, 201, "USDC (ERC-20)");
    let found = program.refused("POST", "/v1/sendc2f/", Some(&payout)).await;
    assert!(is(&found, (409, "EXTERNAL_ACCOUNT_NOT_ACTIVE")));
    program.put("merchant", 101, waits).await;
    let found = program.refused("POST", "/v1/sendc2f/", Some(&payout)).await;
    assert!(is(&found, (409, "BUSINESS_NOT_APPROVED")));
    receiver.statuses(101, "PENDING").await;
}

#[tokio::test]
async fn a_receiver_account_is_approved_by_itself_or_at_once_and_closed_for_good() {
    let (program, receiver) = started(quick()).await;
    program
        .put("merchant", 101, json!({"status": "VALID"}))
        .await;
    let made = program
        .ok(
            "POST",
            "/v1/businessExternalAccount/",
            Some(&new_account(101)),
        )
        .await;
    assert_eq!(made["status"], "PENDING");
    let account = id(&made, "id");
    assert_eq!(
        receiver.statuses(account, "ACTIVE").await,
        ["PENDING", "ACTIVE"]
    );
    program.control("PUT", "/pace", Some(&still())).await;
    let mut wanted = new_account(101);
    wanted["accountNumber"] = json!("0001234567|FROZEN");
    let made = program
        .ok("POST", "/v1/businessExternalAccount/", Some(&wanted))
        .await;
    assert_eq!(made["status"], "FROZEN");
    let of_owner = program
        .ok("GET", "/v1/businessExternalAccount/?businessId=101", None)
        .await;
    assert_eq!(of_owner["total"], 2);
    program
        .put("account", account, json!({"status": "CLOSED"}))
        .await;
    let path = format!("/v1/businessExternalAccount/{account}");
    let found = program
        .refused("PUT", &path, Some(&json!({"city": "Abuja"})))
        .await;
    assert!(is(&found, (409, "ACCOUNT_CLOSED")));
    let mut crypto = new_account(101);
    crypto["currencySymbol"] = json!("USDC (ERC-20)");
    let found = program
        .refused("POST", "/v1/businessExternalAccount/", Some(&crypto))
        .await;
    assert!(is(&found, FIELD), "a wallet is asked for");
    crypto["walletAddress"] = json!("0xabc");
    crypto["network"] = json!("ERC-20");
    program
        .ok("POST", "/v1/businessExternalAccount/", Some(&crypto))
        .await;
}

/// The document of a payout confirmation.
async fn telex(program: &Program, number: u64) -> String {
    let path = format!("/v1/payoutConfirmation/{number}");
    let telex = program.ok("GET", &path, None).await;
    let document = program.get(telex["url"].as_str().unwrap()).await;
    document.text().await.unwrap()
}

#[tokio::test]
async fn each_kind_of_transaction_goes_its_whole_way_and_events_say_what_reads_say() {
    let (program, receiver) = started(quick()).await;
    ready(&program).await;
    for (kind, prefix, from) in [
        ("sendc2f", "OnOff_", "USDC (ERC-20)"),
        ("sendf2f", "OnOff_", "USD"),
        ("receivef2f", "Receive_", "GBP"),
    ] {
        let wanted = new_transaction(101, 201, from);
        let made = program
            .ok("POST", &format!("/v1/{kind}/"), Some(&wanted))
            .await;
        assert_eq!(made["clientStatus"], format!("{prefix}PENDING"));
        assert_eq!(made["fromAmount"], Value::Null);
        let number = id(&made, "businessRequestId");
        let path = format!("/v1/{kind}/{number}");
        let at = |stage: &str| format!("{prefix}{stage}");
        receiver
            .statuses(number, &at("AWAITING_QUOTE_APPROVAL"))
            .await;
        let quoted = program.ok("GET", &path, None).await;
        assert_eq!(quoted["toAmount"], "100000.0");
        assert!(quoted["fromAmount"].is_string() && quoted["walletAddress"].is_null());
        let deposit = format!("/v1/{kind}/approveDeposit/{number}");
        let early = program.refused("POST", &deposit, None).await;
        assert!(is(&early, (409, "INVALID_STATUS")));

        let approved = program
            .ok("POST", &format!("/v1/{kind}/approveQuote/{number}"), None)
            .await;
        assert_eq!(
            approved["fromAmount"], quoted["fromAmount"],
            "the rate is locked"
        );
        assert_eq!(approved["clientStatus"], at("AWAITING_DEPOSIT"));
        assert_eq!(approved["walletAddress"].is_string(), from.contains('('));
        assert_eq!(approved["reference"].is_string(), !from.contains('('));
        until("the deposit", async || {
            let read = program.ok("GET", &path, None).await;
            read["depositReceivedAmount"] == quoted["fromAmount"]
        })
        .await;
        let proof = json!({"depositConfirmationUrl": "https://files.example/proof.pdf"});
        program.ok("POST", &deposit, Some(&proof)).await;
        let statuses = receiver.statuses(number, "TELEX_ARRIVED").await;
        let mut wanted = WAY.map(at).to_vec();
        wanted.extend(["PENDING".to_owned(), "TELEX_ARRIVED".to_owned()]);
        assert_eq!(statuses, wanted);
        let read = program.ok("GET", &path, None).await;
        let url = &read["depositConfirmationUrl"];
        let found = (&read["clientStatus"], url);
        assert_eq!(
            found,
            (&json!(at("COMPLETED")), &proof["depositConfirmationUrl"])
        );
        let document = telex(&program, number).await;
        assert!(
            document.contains(&format!("Transaction {number}")),
            "{document}"
        );
        let ended = program
            .refused("POST", &format!("/v1/{kind}/cancel/{number}"), None)
            .await;
        assert!(is(&ended, (409, "INVALID_STATUS")));
    }
}

#[tokio::test]
async fn quotes_move_and_run_out_and_what_is_open_can_be_cancelled() {
    let (program, receiver) = started(still()).await;
    let mut pace = still();
    pace["quoteLifeMs"] = json!(1);
    program.control("PUT", "/pace", Some(&pace)).await;
    let fields =
        json!({"toAmount": "5000.0", "fromCurrencySymbol": "NGN", "toCurrencySymbol": "USD"});
    let waits = json!({"status": "AWAITING_QUOTE_APPROVAL", "fields": fields});
    program.put("end_to_end", 301, waits.clone()).await;
    receiver.statuses(301, "OnOff_EXPIRED").await;
    let found = program
        .refused("POST", "/v1/sendf2f/approveQuote/301", None)
        .await;
    assert!(is(&found, (409, "INVALID_STATUS")));

    program.control("PUT", "/pace", Some(&still())).await;
    for stage in [
        "PENDING",
        "AWAITING_QUOTE_APPROVAL",
        "AWAITING_DEPOSIT",
        "IN_PROGRESS",
    ] {
        let mut wanted = waits.clone();
        wanted["status"] = json!(stage);
        program.put("collection", 302, wanted).await;
        let reason = json!({"reason": "OTHER", "otherReason": "entered twice"});
        let gone = program
            .ok("POST", "/v1/receivef2f/cancel/302", Some(&reason))
            .await;
        assert_eq!(
            (&gone["clientStatus"], &gone["otherReason"]),
            (&json!("Receive_CANCELED"), &json!("entered twice"))
        );
    }
    let price =
        json!({"fromCurrencySymbol": "NGN", "toCurrencySymbol": "USD", "toAmount": "5000.0"});
    for kind in ["sendc2f", "sendf2f", "receivef2f"] {
        let found = program
            .ok("POST", &format!("/v1/{kind}/price"), Some(&price))
            .await;
        assert!(found["rate"].as_str().unwrap().starts_with("15"), "{found}");
        assert!(found["amount"].is_string());
    }
}

#[tokio::test]
async fn a_file_is_taken_piece_by_piece_and_given_back_under_its_address() {
    let (program, _receiver) = started(still()).await;
    let bytes: Vec<u8> = (0..3_000_000_u32)
        .map(|n| n.to_le_bytes()[1] ^ n.to_le_bytes()[0])
        .collect();
    let part = reqwest::multipart::Part::bytes(bytes.clone())
        .file_name("../odd näme.pdf")
        .mime_str("application/pdf")
        .unwrap();
    let form = reqwest::multipart::Form::new()
        .text("note", "x")
        .part("file", part);
    let answer = program
        .request("POST", "/v1/files/upload")
        .multipart(form)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    let text = answer.text().await.unwrap();
    let body: Value = serde_json::from_str(&text).unwrap();
    let given = program.get(body["url"].as_str().unwrap()).await;
    assert_eq!(given.headers()["content-type"], "application/pdf");
    assert_eq!(given.bytes().await.unwrap(), bytes);
    let form = reqwest::multipart::Form::new().text("other", "x");
    let answer = program
        .request("POST", "/v1/files/upload")
        .multipart(form)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 400);
}
