//! What outlives the program, killed or ended.

use crate::{
    program::{Program, command, first_line, new_merchant, still, until},
    receiver::Receiver,
};
use serde_json::json;
use std::{io::Write, path::Path, process::Stdio};

fn start(state: &Path) -> Program {
    Program::start(&["--state", state.to_str().unwrap()])
}

#[tokio::test]
async fn what_was_answered_is_there_after_kill_minus_9() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.json");
    let mut made = Vec::new();
    for round in 0..4 {
        let program = start(&state);
        program.control("PUT", "/pace", Some(&still())).await;
        let mut wanted = new_merchant();
        wanted["legalName"] = json!(format!("Round {round}"));
        wanted["unheardOf"] = json!({"kept": [1, "2"]});
        made.push(program.ok("POST", "/v1/business/", Some(&wanted)).await);
        let part = reqwest::multipart::Part::bytes(vec![7; 1000]).file_name("a.bin");
        let form = reqwest::multipart::Form::new().part("file", part);
        let upload = program.request("POST", "/v1/files/upload").multipart(form);
        let answer = upload.send().await.unwrap().text().await.unwrap();
        program.kill();

        let program = start(&state);
        for one in &made {
            let read = program
                .ok("GET", &format!("/v1/business/{}", one["id"]), None)
                .await;
            assert_eq!(read, *one);
        }
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        let path = answer["url"]
            .as_str()
            .unwrap()
            .split_once("/files/")
            .unwrap()
            .1
            .to_owned();
        let origin = program.api.trim_end_matches("/bpapi").to_owned();
        let file = program.get(&format!("{origin}/files/{path}")).await;
        assert_eq!(file.bytes().await.unwrap(), vec![7; 1000]);
        assert_eq!(program.control("GET", "/pace", None).await, still());
        if round % 2 == 0 {
            assert!(program.end().success());
        } else {
            program.kill();
        }
    }
    let left = std::fs::read_dir(folder.path()).unwrap();
    let left = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut left: Vec<String> = left.filter(|name| name != "state.json.new").collect();
    left.sort();
    assert_eq!(left, ["state.json", "state.json.files", "state.json.lock"]);
}

#[tokio::test]
async fn what_is_due_and_what_is_to_be_sent_goes_on_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.json");
    let receiver = Receiver::start().await;
    let program = Program::start(&[
        "--state",
        state.to_str().unwrap(),
        "--webhook-url",
        &receiver.url,
    ]);
    let mut pace = still();
    pace["unsubmittedMs"] = json!(700);
    program.control("PUT", "/pace", Some(&pace)).await;
    let made = program
        .ok("POST", "/v1/business/", Some(&new_merchant()))
        .await;
    program.kill();
    let program = Program::start(&[
        "--state",
        state.to_str().unwrap(),
        "--webhook-url",
        &receiver.url,
    ]);
    let merchant = made["id"].as_u64().unwrap();
    let statuses = receiver.statuses(merchant, "VALID").await;
    assert!(statuses.contains(&"NEW".to_owned()), "{statuses:?}");
    until("the log", async || {
        let log = program.control("GET", "/deliveries", None).await;
        log.as_array()
            .unwrap()
            .iter()
            .any(|line| line["status"] == "VALID")
    })
    .await;
    assert!(program.end().success());
    let program = start(&state);
    let log = program.control("GET", "/deliveries", None).await;
    assert!(
        log.as_array()
            .unwrap()
            .iter()
            .any(|line| line["status"] == "VALID")
    );
}

/// A program that must not start on this state: what it said.
fn refused(state: &Path) -> String {
    let mut child = command(&["--state", state.to_str().unwrap()])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    writeln!(input, "{}", first_line()).unwrap();
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(1));
    drop(input);
    String::from_utf8_lossy(&ended.stderr).into_owned()
}

#[test]
fn a_state_that_cannot_be_read_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.json");
    std::fs::write(&state, "{\"half\":").unwrap();
    assert!(refused(&state).contains("state.json"));
    assert_eq!(std::fs::read_to_string(&state).unwrap(), "{\"half\":");
}

#[tokio::test]
async fn two_programs_do_not_keep_one_state() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.json");
    let first = start(&state);
    assert!(refused(&state).contains("state.json"));
    assert!(first.end().success());
    assert!(start(&state).end().success());
}
