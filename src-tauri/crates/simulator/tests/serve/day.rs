//! The day of a server: its events are changes of real objects.

use crate::{
    program::{Program, until},
    receiver::Receiver,
};
use serde_json::Value;
use std::collections::BTreeMap;

const SHARED: [&str; 5] = [
    "toAmount",
    "fromAmount",
    "lastUpdateTime",
    "accountNumber",
    "legalName",
];

/// The object that an event speaks of, and the name of its status.
async fn read(program: &Program, event: &str, number: u64) -> (Value, &'static str) {
    let (kinds, name): (&[&str], _) = match event {
        "BusinessKycStatusChanged" => (&["business"], "kycStatus"),
        "BusinessExternalAccountStatusChanged" => (&["businessExternalAccount"], "status"),
        "BusinessRequestPayoutConfirmationStatusChanged" => (&["payoutConfirmation"], "status"),
        _ => (&["sendc2f", "sendf2f", "receivef2f"], "clientStatus"),
    };
    for kind in kinds {
        let path = format!("/v1/{kind}/{number}");
        let (status, read) = program.call("GET", &path, None).await;
        if status == 200 {
            return (read, name);
        }
    }
    (Value::Null, name)
}

#[tokio::test]
async fn a_read_says_what_the_last_event_said() {
    let receiver = Receiver::start().await;
    let url = &receiver.url;
    let mut arguments = vec!["--seed", "7", "--rate", "0.001", "--first-burst", "150"];
    arguments.extend(["--forged-every", "0", "--webhook-url", url]);
    let program = Program::start_day(&arguments);
    until("the burst", async || receiver.came().len() >= 150).await;
    until("the last one", async || {
        let log = program.control("GET", "/deliveries", None).await;
        log.as_array().unwrap().len() == receiver.came().len()
    })
    .await;
    let mut last = BTreeMap::new();
    for came in receiver.came() {
        assert!(came.signed, "{came:?}");
        let event = came.body["event"].as_str().unwrap().to_owned();
        let number = came.body["id"].as_u64().unwrap();
        last.insert((event, number), came.body);
    }
    let events: std::collections::BTreeSet<_> = last.keys().map(|(event, _)| event).collect();
    assert_eq!(events.len(), 4, "something of everything");
    for ((event, number), body) in &last {
        let (read, name) = read(&program, event, *number).await;
        assert_eq!(read[name], body["status"], "{event} {number}");
        for shared in SHARED {
            if let (Some(told), Some(found)) = (body.get(shared), read.get(shared)) {
                assert_eq!(told, found, "{event} {number} {shared}");
            }
        }
    }
}

#[tokio::test]
async fn what_waits_for_a_person_waits_until_one_approves_it() {
    let receiver = Receiver::start().await;
    let url = &receiver.url;
    let arguments = [
        "--seed",
        "7",
        "--rate",
        "500",
        "--forged-every",
        "0",
        "--webhook-url",
        url,
    ];
    let program = Program::start_day(&arguments);
    until("a long day", async || receiver.came().len() >= 300).await;
    let all = program.control("GET", "/objects/collection", None).await;
    // The second transaction of each day's beginning is left to a person.
    let left = &all[0];
    let status = left["fields"]["clientStatus"].as_str().unwrap();
    assert_eq!(status, "Receive_AWAITING_QUOTE_APPROVAL");
    let number = left["number"].as_u64().unwrap();
    let approve = format!("/v1/receivef2f/approveQuote/{number}");
    program.ok("POST", &approve, None).await;
    receiver.statuses(number, "Receive_AWAITING_DEPOSIT").await;
}
