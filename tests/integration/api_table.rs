//! Every operation of the table over real HTTP: what arrives byte by byte, and how each call ends.

use crate::api_server::{ApiServer, FILE, call, quick};
use partner_api::{
    Body, CallError, Certainty, Effect, Failure, Limits, Method, Operation, Shape,
    example::Example, operation::FILE_PART,
};
use serde_json::{Value, json};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(60);

/// Calls an operation with which this goes wrong; gives the error, how often it was received, and
/// how often it had its effect.
async fn failed(
    server: &ApiServer,
    operation: Operation,
    limits: Limits,
    fault: Value,
) -> (CallError, usize, u64) {
    server.prepare(operation).await;
    server.only_fault(operation, 9, fault).await;
    let error = call(&server.partner(limits), operation).await.unwrap_err();
    let (requests, effects) = server.received(operation).await;
    (error, requests.len(), effects)
}

fn changes(operation: Operation) -> bool {
    operation.effect() != Effect::Reads
}

/// How often a request is sent that may work a little later.
fn times(operation: Operation) -> usize {
    if operation.method() == Method::Get {
        3
    } else {
        1
    }
}

/// That a call which may have happened is said to be so, and was received as often as allowed.
fn is_lost(operation: Operation, (error, received, _): &(CallError, usize, u64)) {
    assert_eq!(error.certainty(), Certainty::Unknown, "{operation} {error}");
    assert_eq!(error.outcome_unknown(), changes(operation), "{operation}");
    assert_eq!(*received, times(operation), "{operation}");
}

fn target(operation: Operation) -> String {
    let example = Example::of(operation);
    let parameter = operation.path_parameter().map(|name| format!("{{{name}}}"));
    let path = match (parameter, example.path_value) {
        (Some(parameter), Some(value)) => operation.path().replace(&parameter, value),
        _ => operation.path().to_owned(),
    };
    let query = example.query.iter();
    let query: Vec<_> = query
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("/bpapi{path}{mark}{}", query.join("&"))
}

/// The body of an upload with the boundary that the header names.
fn multipart(kind: &str) -> String {
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").unwrap();
    let file = std::str::from_utf8(FILE).unwrap();
    format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"{FILE_PART}\"; \
         filename=\"invoice.pdf\"\r\nContent-Type: application/pdf\r\n\r\n{file}\r\n\
         --{boundary}--\r\n"
    )
}

/// That a request is what the table says, and nothing else.
fn is_as_in_the_table(server: &ApiServer, operation: Operation, request: &Value) {
    assert_eq!(request["method"], operation.method().as_str());
    assert_eq!(request["target"], target(operation));
    let mut found: Vec<(String, String)> =
        serde_json::from_value(request["headers"].clone()).unwrap();
    found.sort();
    let kind = found.iter().find(|(name, _)| name == "content-type");
    let kind = kind.map(|(_, value)| value.clone());
    let example = Example::of(operation);
    let body = match operation.body() {
        Body::File => multipart(kind.as_deref().unwrap()),
        _ => example.body.unwrap_or_default().to_owned(),
    };
    assert_eq!(request["body"], body, "{operation}");
    assert_eq!(request["bytes"], body.len(), "{operation}");
    let agent = concat!("partner-console/", env!("CARGO_PKG_VERSION"));
    let mut headers = vec![
        ("accept", "application/json".to_owned()),
        ("host", server.host.clone()),
        ("user-agent", agent.to_owned()),
        ("x-api-key", "(right)".to_owned()),
        ("x-api-secret", "(right)".to_owned()),
    ];
    if operation.method() != Method::Get {
        headers.push(("content-length", body.len().to_string()));
    }
    if operation.body() == Body::File {
        headers.push(("content-type", kind.unwrap()));
    } else if example.body.is_some() {
        headers.push(("content-type", "application/json".to_owned()));
    }
    headers.sort();
    let headers = headers.into_iter();
    let headers: Vec<_> = headers
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    assert_eq!(found, headers, "{operation}");
}

#[tokio::test]
async fn each_operation_arrives_as_the_table_says_and_works() {
    let server = ApiServer::start().await;
    let partner = server.partner(quick());
    for operation in Operation::ALL.iter().copied() {
        server.prepare(operation).await;
        server.control("DELETE", "/requests", "").await;
        let exchange = call(&partner, operation).await;
        let exchange = exchange.unwrap_or_else(|error| {
            let answer = error
                .exchange
                .answer
                .as_ref()
                .map(|answer| answer.body.clone());
            panic!("{operation}: {error} {answer:?}")
        });
        let (requests, effects) = server.received(operation).await;
        let [request] = &requests[..] else {
            panic!("{operation} is received once");
        };
        is_as_in_the_table(&server, operation, request);
        assert_eq!(
            (exchange.attempts, exchange.answer.unwrap().status),
            (1, 200)
        );
        assert_eq!(effects, u64::from(changes(operation)), "{operation}");
        assert_eq!(request["effect"], changes(operation), "{operation}");
        assert_eq!(request["answer"], 200, "{operation}");
    }
}

#[tokio::test]
async fn a_refusal_with_an_exception_is_certain_and_received_once() {
    let server = ApiServer::start().await;
    let stranger = server.partner_with("CEDAR_DEV_api_key_OTHER", quick());
    for operation in Operation::ALL.iter().copied() {
        let fault = json!({"kind": "refuse", "status": 403, "code": "DENIED", "message": "no"});
        let (error, received, effects) = failed(&server, operation, quick(), fault).await;
        let wanted = Failure::Refused {
            status: 403,
            code: Some("DENIED".to_owned()),
            message: Some("no".to_owned()),
        };
        assert_eq!(error.failure, wanted, "{operation}");
        assert_eq!((received, effects), (1, 0), "{operation}");

        server.control("DELETE", "/faults", "").await;
        server.control("DELETE", "/requests", "").await;
        let error = call(&stranger, operation).await.unwrap_err();
        let Failure::Refused { status, code, .. } = &error.failure else {
            panic!("{operation}: {error}");
        };
        let found = (*status, code.as_deref());
        assert_eq!(found, (400, Some("API_KEY_INVALID")), "{operation}");
        assert!(!error.outcome_unknown());
        let (requests, effects) = server.received(operation).await;
        assert_eq!((requests.len(), effects), (1, 0), "{operation}");
    }
}

#[tokio::test]
async fn a_proxys_page_leaves_a_write_unknown_whether_or_not_it_happened() {
    let server = ApiServer::start().await;
    for operation in Operation::ALL.iter().copied() {
        let shape = Shape::Html;
        for (when, effects) in [("before", 0), ("after", 1)] {
            let fault = json!({"kind": "page", "status": 502, "when": when});
            let ended = failed(&server, operation, quick(), fault).await;
            let wanted = Failure::PartnerFailed { status: 502, shape };
            assert_eq!(ended.0.failure, wanted, "{operation}");
            is_lost(operation, &ended);
            let effects = if changes(operation) { effects } else { 0 };
            assert_eq!(ended.2, effects, "{operation} {when}");
        }
        let fault = json!({"kind": "page", "status": 403});
        let (error, received, effects) = failed(&server, operation, quick(), fault).await;
        let wanted = Failure::RefusedInAnotherShape { status: 403, shape };
        assert_eq!(error.failure, wanted, "{operation}");
        assert_eq!((received, effects), (1, 0), "{operation}");
    }
}

#[tokio::test]
async fn a_connection_cut_before_the_effect_or_after_it_is_the_same_to_the_client() {
    let server = ApiServer::start().await;
    for operation in Operation::ALL.iter().copied() {
        for (fault, effects) in [
            (json!({"kind": "cut", "when": "before"}), 0),
            (json!({"kind": "cut", "when": "after"}), 1),
            (json!({"kind": "half_answer"}), 1),
        ] {
            let ended = failed(&server, operation, quick(), fault.clone()).await;
            let is_broken = matches!(ended.0.failure, Failure::Broken { .. });
            assert!(is_broken, "{operation} {fault}: {}", ended.0);
            is_lost(operation, &ended);
            let effects = if changes(operation) { effects } else { 0 };
            assert_eq!(ended.2, effects, "{operation} {fault}");
            let answer = ended.0.exchange.answer;
            let has_part = answer.is_some_and(|answer| !answer.whole && answer.status == 200);
            assert_eq!(has_part, fault["kind"] == "half_answer", "{operation}");
        }
    }
}

/// Each operation is waited for so long that a busy machine has sent it; several at a time, each at
/// a server of its own, so that all together do not take long.
async fn times_out(when: &str) {
    const AT_ONCE: usize = 6;
    let some = Operation::ALL.len().div_ceil(AT_ONCE);
    let all = Operation::ALL.chunks(some).map(|operations| async move {
        let server = ApiServer::start().await;
        for operation in operations.iter().copied() {
            one_times_out(&server, operation, when).await;
        }
    });
    futures_util::future::join_all(all).await;
}

async fn one_times_out(server: &ApiServer, operation: Operation, when: &str) {
    let limits = Limits {
        answer_timeout: Duration::from_secs(2),
        upload_timeout: Duration::from_secs(2),
        attempts_max: 1,
        ..quick()
    };
    // Much later than it is waited for; that it has its effect after all is waited for too.
    let late = if when == "after" { 600_000 } else { 4_500 };
    let fault = json!({"kind": "delay", "ms": late, "when": when});
    let (error, received, _) = failed(server, operation, limits, fault).await;
    assert_eq!(error.failure, Failure::TimedOut, "{operation}");
    assert_eq!(error.outcome_unknown(), changes(operation), "{operation}");
    assert_eq!(error.exchange.answer, None);
    // It went on at the server's, once.
    let effect = async {
        while changes(operation) && server.received(operation).await.1 == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let in_time = tokio::time::timeout(LIMIT, effect).await;
    assert!(in_time.is_ok(), "{operation} had no effect in time");
    assert_eq!(received, 1, "{operation}");
    let (requests, effects) = server.received(operation).await;
    let wanted = (1, u64::from(changes(operation)));
    assert_eq!((requests.len(), effects), wanted, "{operation}");
}

#[tokio::test]
async fn an_answer_that_comes_too_late_after_the_effect_leaves_a_write_unknown() {
    times_out("after").await;
}

#[tokio::test]
async fn an_effect_that_comes_after_the_client_gave_up_is_unknown_and_happens_once() {
    times_out("before").await;
}
