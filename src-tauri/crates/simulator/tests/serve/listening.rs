//! Where it listens, who may ask, and when it ends.

use crate::program::{KEY, Program, SECRET, WEBHOOK_SECRET, command, first_line};
use serde_json::json;
use std::{
    io::Write,
    process::{Output, Stdio},
};

fn run(arguments: &[&str], line: &str) -> Output {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may have ended before it reads this.
    drop(writeln!(child.stdin.take().unwrap(), "{line}"));
    child.wait_with_output().unwrap()
}

#[test]
fn it_listens_on_this_machine_alone_and_sends_to_no_other() {
    for bad in ["0.0.0.0:0", "[::]:0", "192.0.2.1:4000"] {
        for flag in ["--listen", "--control"] {
            let output = run(&[flag, bad], &first_line().to_string());
            assert_eq!(output.status.code(), Some(2), "{flag} {bad}");
        }
    }
    let away = ["--webhook-url", "http://192.0.2.1/hooks"];
    let output = run(&away, &first_line().to_string());
    assert_eq!(output.status.code(), Some(2));
    let program = Program::start(&[]);
    assert!(
        program.api.starts_with("http://127.0.0.1:"),
        "{}",
        program.api
    );
    assert!(program.api.ends_with("/bpapi"), "{}", program.api);
    assert!(program.control.starts_with("http://127.0.0.1:"));
    assert!(program.end().success());
}

#[test]
fn a_first_line_without_secrets_is_refused_and_not_told() {
    for bad in [
        "marker-only",
        r#"{"apiKey":"marker-a","apiSecret":"marker-b"}"#,
        "",
    ] {
        let output = run(&[], bad);
        assert_eq!(output.status.code(), Some(1), "{bad}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            said.contains("first line") && !said.contains("marker"),
            "{said}"
        );
        assert!(output.stdout.is_empty());
    }
}

#[tokio::test]
async fn both_headers_are_checked_on_every_operation() {
    let program = Program::start(&[]);
    let wrong = "CEDAR_DEV_api_key_other";
    let rows = program.control("GET", "/operations", None).await;
    let rows = rows["operations"].as_array().unwrap().clone();
    assert_eq!(rows.len(), 36);
    for row in rows {
        let (method, path) = (
            row["method"].as_str().unwrap(),
            row["path"].as_str().unwrap(),
        );
        let path = path.replace("{id}", "1").replace("{transactionId}", "1");
        for (key, secret, code) in [
            (None, None, "API_KEY_MISSING"),
            (None, Some(SECRET), "API_KEY_MISSING"),
            (Some(wrong), Some(SECRET), "API_KEY_INVALID"),
            (Some(KEY), None, "API_SECRET_MISSING"),
            (Some(KEY), Some(wrong), "API_SECRET_INVALID"),
        ] {
            let mut request = program.bare(method, &path);
            let pairs = [("x-api-key", key), ("x-api-secret", secret)];
            for (name, value) in pairs.into_iter().filter_map(|(n, v)| Some((n, v?))) {
                request = request.header(name, value);
            }
            let answer = request.send().await.unwrap();
            assert_eq!(answer.status(), 400, "{method} {path}");
            let text = answer.text().await.unwrap();
            let body: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!(body["exception"]["errorCode"], code, "{method} {path}");
        }
    }
    let (status, code) = program.refused("GET", "/v1/nothing", None).await;
    assert_eq!((status, code.as_str()), (404, "NOT_FOUND"));
    let (status, _) = program.refused("PUT", "/v1/countries", None).await;
    assert_eq!(status, 404);
    let requests = program.control("GET", "/requests", None).await.to_string();
    for secret in [KEY, SECRET, wrong, WEBHOOK_SECRET] {
        assert!(!requests.contains(secret));
    }
    assert!(requests.contains("(right)") && requests.contains("(wrong)"));
}

#[tokio::test]
async fn a_web_page_cannot_ask_the_control_interface() {
    let program = Program::start(&[]);
    let http = reqwest::Client::builder()
        .no_proxy()
        .tls_certs_only([])
        .build()
        .unwrap();
    let url = format!("{}/webhook", program.control);
    let rebound = http.get(&url).header("host", "evil.example");
    assert_eq!(rebound.send().await.unwrap().status(), 403);
    let plain = http.put(&url).body(r#"{"url":null}"#);
    assert_eq!(plain.send().await.unwrap().status(), 415);
    let away = json!({"url": "http://192.0.2.1/hooks"});
    let (status, _) = program.control_call("PUT", "/webhook", Some(&away)).await;
    assert_eq!(status, 400);
}
