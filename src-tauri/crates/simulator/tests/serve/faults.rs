//! What goes wrong when it shall, and what of it has its effect.

use crate::{
    program::{Program, new_merchant, still, until},
    receiver::Receiver,
};
use serde_json::{Value, json};
use std::time::Duration;

const CREATE: &str = "create_merchant";

async fn started() -> Program {
    let program = Program::start(&[]);
    program.control("PUT", "/pace", Some(&still())).await;
    program
}

async fn merchants(program: &Program) -> u64 {
    let list = program.ok("GET", "/v1/business/", None).await;
    list["total"].as_u64().unwrap()
}

#[tokio::test]
async fn refusals_come_with_an_envelope_or_as_a_proxys_page_and_change_nothing() {
    let program = started().await;
    let before = merchants(&program).await;
    for status in [400, 403, 404, 409, 429, 500, 502, 503] {
        let fault = json!({"kind": "refuse", "status": status, "code": "X", "message": "no",
            "retryAfter": 7});
        program.fault(CREATE, fault).await;
        program
            .fault(CREATE, json!({"kind": "page", "status": status}))
            .await;
        let create = || {
            program
                .request("POST", "/v1/business/")
                .json(&new_merchant())
        };
        let refused = create().send().await.unwrap();
        assert_eq!(refused.status(), status);
        assert_eq!(refused.headers()["retry-after"], "7");
        let body: Value = serde_json::from_str(&refused.text().await.unwrap()).unwrap();
        assert_eq!(
            body,
            json!({"exception": {"errorCode": "X", "message": "no"}})
        );
        let page = create().send().await.unwrap();
        assert_eq!(
            (
                page.status().as_u16(),
                page.headers()["content-type"].to_str().unwrap()
            ),
            (status, "text/html")
        );
        assert!(page.text().await.unwrap().starts_with("<html>"));
    }
    assert_eq!(merchants(&program).await, before);
    assert_eq!(program.count(CREATE).await, (16, 0));
    program
        .ok("POST", "/v1/business/", Some(&new_merchant()))
        .await;
    assert_eq!(
        program.count(CREATE).await,
        (17, 1),
        "the faults are used up"
    );
}

#[tokio::test]
async fn a_fault_may_come_before_the_effect_or_after_it() {
    let program = started().await;
    let before = merchants(&program).await;
    let mut effects = 0;
    for (fault, happens) in [
        (json!({"kind": "cut"}), 0),
        (json!({"kind": "cut", "when": "after"}), 1),
        (json!({"kind": "half_answer"}), 1),
    ] {
        program.fault(CREATE, fault.clone()).await;
        let request = program
            .request("POST", "/v1/business/")
            .json(&new_merchant());
        let lost = match request.send().await {
            Ok(answer) => answer.text().await.is_err(),
            Err(_) => true,
        };
        assert!(lost, "{fault}");
        effects += happens;
        assert_eq!(merchants(&program).await, before + effects, "{fault}");
    }
    for kind in ["refuse", "page"] {
        let fault = json!({"kind": kind, "status": 502, "when": "after"});
        let mut fault = fault;
        if kind == "refuse" {
            fault["code"] = json!("X");
        }
        program.fault(CREATE, fault).await;
        let (status, _) = program
            .call("POST", "/v1/business/", Some(&new_merchant()))
            .await;
        effects += 1;
        assert_eq!((status, merchants(&program).await), (502, before + effects));
    }
    // A client that goes away does not stop what it asked for.
    program
        .fault(CREATE, json!({"kind": "delay", "ms": 1500}))
        .await;
    let request = program
        .request("POST", "/v1/business/")
        .json(&new_merchant());
    let gone = tokio::spawn(request.send());
    until("its coming", async || program.count(CREATE).await.0 == 6).await;
    gone.abort();
    assert!(gone.await.unwrap_err().is_cancelled());
    until("its effect", async || {
        merchants(&program).await == before + effects + 1
    })
    .await;
    assert_eq!(program.count(CREATE).await, (6, 5));
}

#[tokio::test]
async fn answers_hold_what_nobody_knows_and_lists_come_in_other_envelopes() {
    let program = started().await;
    program
        .put("merchant", 101, json!({"status": "VALID"}))
        .await;
    let further = r#""riskScore":1.50,"flags":[ "a" ]"#;
    let fault = json!({"kind": "extra_fields", "json": format!("{{{further}}}")});
    program.fault("get_merchant", fault).await;
    let read = program.request("GET", "/v1/business/101").send().await;
    let read = read.unwrap().text().await.unwrap();
    assert!(read.contains(further), "letter by letter: {read}");
    program
        .fault(
            "get_merchant",
            json!({"kind": "other_status", "status": "ON_HOLD"}),
        )
        .await;
    assert_eq!(
        program.ok("GET", "/v1/business/101", None).await["kycStatus"],
        "ON_HOLD"
    );
    assert_eq!(
        program.ok("GET", "/v1/business/101", None).await["kycStatus"],
        "VALID"
    );
    program
        .fault("get_merchant", json!({"kind": "wrong_json"}))
        .await;
    let (status, body) = program.call("GET", "/v1/business/101", None).await;
    assert!(status == 200 && body.is_string(), "{body}");
    let total = merchants(&program).await;
    program
        .fault("list_merchants", json!({"kind": "envelope", "under": null}))
        .await;
    let bare = program.ok("GET", "/v1/business/", None).await;
    assert_eq!(
        u64::try_from(bare.as_array().unwrap().len()).unwrap(),
        total
    );
    let other = json!({"kind": "envelope", "under": "rows", "total": "totalElements"});
    program.fault("list_merchants", other).await;
    let rows = program
        .ok("GET", "/v1/business/?page=0&limit=2", None)
        .await;
    assert_eq!(
        (
            rows["rows"].as_array().unwrap().len(),
            rows["totalElements"].as_u64()
        ),
        (2, Some(total))
    );
    for bad in [
        json!({"kind": "page", "status": 200}),
        json!({"kind": "nonsense"}),
        json!({"kind": "underpaid", "amount": "1e3"}),
        json!({"kind": "locked_otherwise", "amount": ""}),
    ] {
        let planned = json!({"operation": "get_merchant", "fault": bad});
        let (status, _) = program
            .control_call("POST", "/faults", Some(&planned))
            .await;
        assert_eq!(status, 400, "{bad}");
    }
}

#[tokio::test]
async fn quotes_run_out_deposits_come_short_and_events_and_changes_part() {
    let receiver = Receiver::start().await;
    let program = Program::start(&["--webhook-url", &receiver.url]);
    program.control("PUT", "/pace", Some(&still())).await;
    let fields =
        json!({"toAmount": "5000.0", "fromCurrencySymbol": "NGN", "toCurrencySymbol": "USD"});
    let waits = json!({"status": "AWAITING_QUOTE_APPROVAL", "fields": fields});
    program.put("payout", 301, waits.clone()).await;
    program
        .fault("approve_payout_quote", json!({"kind": "expired_quote"}))
        .await;
    let (status, code) = program
        .refused("POST", "/v1/sendc2f/approveQuote/301", None)
        .await;
    assert_eq!((status, code.as_str()), (409, "QUOTE_EXPIRED"));
    receiver.statuses(301, "OnOff_EXPIRED").await;

    program.put("payout", 302, waits.clone()).await;
    let mut pace = still();
    pace["payoutMs"] = json!(1);
    program.control("PUT", "/pace", Some(&pace)).await;
    program
        .fault(
            "approve_payout_quote",
            json!({"kind": "underpaid", "amount": "12.5"}),
        )
        .await;
    program
        .ok("POST", "/v1/sendc2f/approveQuote/302", None)
        .await;
    let paid = program
        .ok("POST", "/v1/sendc2f/approveDeposit/302", None)
        .await;
    assert_eq!(paid["depositReceivedAmount"], "12.5");

    program.put("payout", 303, waits).await;
    receiver
        .statuses(303, "OnOff_AWAITING_QUOTE_APPROVAL")
        .await;
    program
        .fault("approve_payout_quote", json!({"kind": "silent"}))
        .await;
    program
        .ok("POST", "/v1/sendc2f/approveQuote/303", None)
        .await;
    let alone = json!({"kind": "payout", "number": 303, "status": "OnOff_COMPLETED"});
    program.control("POST", "/events", Some(&alone)).await;
    let statuses = receiver.statuses(303, "OnOff_COMPLETED").await;
    assert!(
        !statuses.contains(&"OnOff_AWAITING_DEPOSIT".to_owned()),
        "{statuses:?}"
    );
    let read = program.ok("GET", "/v1/sendc2f/303", None).await;
    assert_eq!(read["clientStatus"], "OnOff_AWAITING_DEPOSIT");
    // What was paid in whole later is paid out, what came short before is not.
    program
        .ok("POST", "/v1/sendc2f/approveDeposit/303", None)
        .await;
    receiver.statuses(303, "OnOff_COMPLETED").await;
    let completed = async || {
        let read = program.ok("GET", "/v1/sendc2f/303", None).await;
        read["clientStatus"] == "OnOff_COMPLETED"
    };
    until("the payout", completed).await;
    let short = program.ok("GET", "/v1/sendc2f/302", None).await;
    assert_eq!(short["clientStatus"], "OnOff_IN_PROGRESS");
}

#[tokio::test]
async fn another_amount_may_be_locked_than_was_quoted() {
    let program = Program::start(&[]);
    program.control("PUT", "/pace", Some(&still())).await;
    let fields =
        json!({"toAmount": "5000.0", "fromCurrencySymbol": "NGN", "toCurrencySymbol": "USD"});
    let waits = json!({"status": "AWAITING_QUOTE_APPROVAL", "fields": fields});
    program.put("payout", 305, waits).await;
    let before = program.ok("GET", "/v1/sendc2f/305", None).await;
    let fault = json!({"kind": "locked_otherwise", "amount": "777.7"});
    program.fault("approve_payout_quote", fault).await;
    program
        .ok("POST", "/v1/sendc2f/approveQuote/305", None)
        .await;
    let after = program.ok("GET", "/v1/sendc2f/305", None).await;
    assert_ne!(before["fromAmount"], "777.7");
    assert_eq!(after["fromAmount"], "777.7");
    assert_eq!(after["clientStatus"], "OnOff_AWAITING_DEPOSIT");
}

#[tokio::test]
async fn an_event_may_tell_what_never_happened() {
    let receiver = Receiver::start().await;
    let program = Program::start(&["--webhook-url", &receiver.url]);
    program.control("PUT", "/pace", Some(&still())).await;
    program
        .put("payout", 304, json!({"status": "AWAITING_DEPOSIT"}))
        .await;
    let alone = json!({"kind": "event_alone", "status": "OnOff_X"});
    program.fault("approve_payout_deposit", alone).await;
    program
        .ok("POST", "/v1/sendc2f/approveDeposit/304", None)
        .await;
    let wanted = ["OnOff_AWAITING_DEPOSIT", "OnOff_IN_PROGRESS", "OnOff_X"];
    assert_eq!(receiver.statuses(304, "OnOff_X").await, wanted);
}

#[tokio::test]
async fn the_time_that_answers_tell_can_be_off_or_left_out() {
    let program = started().await;
    let told = async || {
        let answer = program
            .request("GET", "/v1/business/")
            .send()
            .await
            .unwrap();
        let date = answer.headers().get("date")?.to_str().unwrap();
        Some(httpdate::parse_http_date(date).unwrap())
    };
    let set = async |wanted: Value| program.control("PUT", "/clock", Some(&wanted)).await;
    let minute = Duration::from_secs(60);
    let right = told().await.unwrap();
    set(json!({"aheadMs": 600_000})).await;
    assert!(told().await.unwrap() >= right + 10 * minute);
    set(json!({"aheadMs": -600_000})).await;
    assert!(told().await.unwrap() < right - 9 * minute);
    set(json!({"isTold": false})).await;
    assert_eq!(told().await, None);
    set(json!({})).await;
    assert!(told().await.unwrap() < right + minute);
}
