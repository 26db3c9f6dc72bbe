//! Uploads: cut in the middle, slow, refused, and addresses that hold no more.

use crate::program::{Program, still};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::Instant;

const UPLOAD: &str = "upload_file";

async fn started() -> Program {
    let program = Program::start(&[]);
    program.control("PUT", "/pace", Some(&still())).await;
    program
}

async fn upload(program: &Program, bytes: usize) -> Result<reqwest::Response, reqwest::Error> {
    let part = reqwest::multipart::Part::bytes(vec![7; bytes]).file_name("passport.pdf");
    let form = reqwest::multipart::Form::new().part("file", part);
    let request = program.request("POST", "/v1/files/upload").multipart(form);
    request.send().await
}

async fn url(answer: reqwest::Response) -> String {
    let body: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    body["url"].as_str().unwrap().to_owned()
}

async fn files(program: &Program) -> usize {
    let files = program.control("GET", "/files", None).await;
    files.as_object().unwrap().len()
}

#[tokio::test]
async fn an_upload_is_cut_at_a_byte_before_its_effect_or_once_it_is_there() {
    let program = started().await;
    let cut = json!({"kind": "cut_upload", "atBytes": 300_000});
    program.fault(UPLOAD, cut.clone()).await;
    upload(&program, 4_000_000).await.unwrap_err();
    assert_eq!(
        (files(&program).await, program.count(UPLOAD).await),
        (0, (1, 0))
    );
    let requests = program
        .control("GET", "/requests?operation=upload_file", None)
        .await;
    assert_eq!(requests[0]["bytes"], 300_000);

    // A retry comes through, and so does what is shorter.
    let whole = upload(&program, 4_000_000).await.unwrap();
    let file = program.get(&url(whole).await).await;
    assert_eq!(file.bytes().await.unwrap().len(), 4_000_000);
    program.fault(UPLOAD, cut).await;
    assert_eq!(upload(&program, 1000).await.unwrap().status(), 200);

    program
        .fault(UPLOAD, json!({"kind": "cut", "when": "after"}))
        .await;
    upload(&program, 1000).await.unwrap_err();
    assert_eq!(
        (files(&program).await, program.count(UPLOAD).await),
        (3, (4, 3))
    );
}

#[tokio::test]
async fn a_slow_upload_takes_its_time_and_a_type_can_be_refused() {
    let program = started().await;
    let slow = json!({"kind": "slow_upload", "bytesPerSecond": 1_000_000});
    program.fault(UPLOAD, slow).await;
    let begun = Instant::now();
    assert_eq!(upload(&program, 1_000_000).await.unwrap().status(), 200);
    assert!(begun.elapsed() >= Duration::from_millis(900));

    let refused = json!({"kind": "refuse", "status": 400, "code": "INVALID_FILE_TYPE",
        "message": "only PDF and images"});
    program.fault(UPLOAD, refused).await;
    let answer = upload(&program, 1000).await.unwrap();
    assert_eq!(answer.status(), 400);
    assert!(answer.text().await.unwrap().contains("INVALID_FILE_TYPE"));
    assert_eq!(files(&program).await, 1);
    let never = json!({"operation": UPLOAD, "fault": {"kind": "slow_upload", "bytesPerSecond": 0}});
    let (status, _) = program.control_call("POST", "/faults", Some(&never)).await;
    assert_eq!(status, 400);
}

#[tokio::test]
async fn an_address_holds_for_its_time_and_no_longer() {
    let program = started().await;
    let first = url(upload(&program, 1000).await.unwrap()).await;
    assert_eq!(program.get(&first).await.status(), 200);
    let key = first.split('/').rev().nth(1).unwrap();
    program
        .control("DELETE", &format!("/files/{key}"), None)
        .await;
    assert_eq!(program.get(&first).await.status(), 404);

    let mut pace = still();
    pace["fileLifeMs"] = json!(1);
    program.control("PUT", "/pace", Some(&pace)).await;
    let second = url(upload(&program, 1000).await.unwrap()).await;
    crate::program::until("its end", async || {
        program.get(&second).await.status() == 404
    })
    .await;
    let (status, _) = program.control_call("DELETE", "/files/nobody", None).await;
    assert_eq!(status, 404);
}
