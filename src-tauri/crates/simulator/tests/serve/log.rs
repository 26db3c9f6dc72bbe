//! The webhook log: what was sent with its answer, sent again, and mock data.

use crate::{
    program::{LIMIT, Program, still, until},
    receiver::Receiver,
};
use serde_json::{Value, json};

async fn log(program: &Program) -> Vec<Value> {
    let log = program.control("GET", "/deliveries", None).await;
    log.as_array().unwrap().clone()
}

#[tokio::test]
async fn the_log_holds_payload_headers_and_response_and_one_can_be_sent_again() {
    let receiver = Receiver::start().await;
    let program = Program::start(&["--webhook-url", &receiver.url]);
    program.control("PUT", "/pace", Some(&still())).await;
    program
        .put("merchant", 101, json!({"status": "VALID"}))
        .await;
    receiver.statuses(101, "VALID").await;
    until("the line", async || log(&program).await.len() == 1).await;
    let line = log(&program).await.remove(0);
    let came = receiver.came().remove(0);
    assert_eq!(line["uuid"], came.uuid);
    assert_eq!(
        line["response"],
        json!({"status": 200, "body": "taken", "failure": null})
    );
    let payload: Value = serde_json::from_str(line["payload"].as_str().unwrap()).unwrap();
    assert_eq!(payload, came.body);
    assert!(
        line["headers"]
            .to_string()
            .contains("x-webhook-security-hash")
    );
    let uuid = line["uuid"].as_str().unwrap();
    let one = program
        .control("GET", &format!("/deliveries/{uuid}"), None)
        .await;
    assert_eq!(one, line);

    let again = format!("/deliveries/{uuid}/replay");
    program.control("POST", &again, None).await;
    until("the repeat", async || log(&program).await.len() == 2).await;
    let second = log(&program).await.remove(1);
    assert_eq!(
        (&second["replayOf"], &second["payload"]),
        (&line["uuid"], &line["payload"])
    );
    assert_ne!(second["uuid"], line["uuid"]);
    let came = receiver.came();
    assert!(came[1].signed && came[1].body == came[0].body);
    let (status, _) = program
        .control_call("POST", "/deliveries/none/replay", None)
        .await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn mock_data_is_signed_and_changes_nothing() {
    let receiver = Receiver::start().await;
    let program = Program::start(&[]);
    let mock = json!({"event": "BusinessKycStatusChanged", "id": 101, "status": "FLAGGED",
        "url": receiver.url});
    program
        .control("POST", "/deliveries/mock", Some(&mock))
        .await;
    receiver.statuses(101, "FLAGGED").await;
    let (status, _) = program.call("GET", "/v1/business/101", None).await;
    assert_eq!(status, 404);
    let away = json!({"event": "BusinessKycStatusChanged", "id": 101, "status": "X",
        "url": "http://192.0.2.1/"});
    let (status, _) = program
        .control_call("POST", "/deliveries/mock", Some(&away))
        .await;
    assert_eq!(status, 400);
}

#[tokio::test]
async fn nothing_goes_out_until_it_is_said_where_to_and_a_receiver_that_is_away_ends_nothing() {
    let program = Program::start(&[]);
    program.control("PUT", "/pace", Some(&still())).await;
    program.put("merchant", 101, json!({"status": "NEW"})).await;
    let receiver = Receiver::start().await;
    program
        .control("PUT", "/webhook", Some(&json!({"url": receiver.url})))
        .await;
    program
        .put("merchant", 101, json!({"status": "PENDING"}))
        .await;
    assert_eq!(receiver.statuses(101, "PENDING").await, ["PENDING"]);

    // Bound, so that it is nobody else's, and not listened at.
    let nobody = tokio::net::TcpSocket::new_v4().unwrap();
    nobody.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let gone = format!("http://{}/hooks/marker", nobody.local_addr().unwrap());
    program
        .control("PUT", "/webhook", Some(&json!({"url": gone})))
        .await;
    program
        .put("merchant", 101, json!({"status": "VALID"}))
        .await;
    until("its failure", async || {
        let log = log(&program).await;
        log.last()
            .is_some_and(|line| line["response"]["failure"].is_string())
    })
    .await;
    let told = loop {
        let told = program.told.recv_timeout(LIMIT).unwrap();
        if told["status"] == "VALID" {
            break told;
        }
    };
    assert!(
        told["failure"].is_string() && !told.to_string().contains("/hooks/"),
        "{told}"
    );
    program
        .control("PUT", "/webhook", Some(&json!({"url": receiver.url})))
        .await;
    program
        .put("merchant", 101, json!({"status": "FLAGGED"}))
        .await;
    receiver.statuses(101, "FLAGGED").await;
    program
        .control("PUT", "/webhook", Some(&json!({"url": null})))
        .await;
    assert!(program.end().success());
}
