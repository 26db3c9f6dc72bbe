//! Every operation of the table: what is sent, byte by byte, and what each kind of end means.

use crate::{
    fixture::{FILE, KEY, SECRET, base, call, impatient, partner, partner_at, quick},
    server::{Reply, Request, Server},
};
use partner_api::{
    Body, CallError, Certainty, Effect, Failure, Hint, Limits, Method, NotSentCause, Operation,
    Overrides, Sent, Shape, example::Example, operation::FILE_PART,
};

const REFUSAL: &str = r#"{"exception":{"errorCode":"REQUIRED_FIELD_MISSING","message":"no"}}"#;

/// Calls an operation of a server that always replies so; gives the error and the requests.
async fn failed(operation: Operation, reply: Reply, limits: Limits) -> (CallError, Vec<Request>) {
    let server = Server::always(reply).await;
    let error = call(&partner(&server, limits), operation)
        .await
        .unwrap_err();
    (error, server.requests())
}

/// How often a request is sent that may work a little later.
fn times(operation: Operation) -> usize {
    if operation.method() == Method::Get {
        3
    } else {
        1
    }
}

fn target(operation: Operation) -> String {
    let example = Example::of(operation);
    let parameter = operation.path_parameter().map(|name| format!("{{{name}}}"));
    let path = match (parameter, example.path_value) {
        (Some(parameter), Some(value)) => operation.path().replace(&parameter, value),
        _ => operation.path().to_owned(),
    };
    let query = example
        .query
        .iter()
        .map(|(name, value)| format!("{name}={value}"));
    let query: Vec<_> = query.collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("/bpapi{path}{mark}{}", query.join("&"))
}

/// The body of an upload with the boundary that the header names.
fn multipart(request: &Request) -> String {
    let kind = request.header("content-type").unwrap();
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").unwrap();
    let file = std::str::from_utf8(FILE).unwrap();
    format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"{FILE_PART}\"; \
         filename=\"invoice.pdf\"\r\nContent-Type: application/pdf\r\n\r\n{file}\r\n\
         --{boundary}--\r\n"
    )
}

#[tokio::test]
async fn each_operation_sends_its_rows_method_path_headers_and_body_and_nothing_else() {
    for operation in Operation::ALL.iter().copied() {
        let example = Example::of(operation);
        let server = Server::always(Reply::json(200, example.answer)).await;
        let exchange = call(&partner(&server, quick()), operation).await.unwrap();
        let requests = server.requests();
        let [request] = &requests[..] else {
            panic!("{operation} is sent once");
        };
        let line = format!(
            "{} {} HTTP/1.1",
            operation.method().as_str(),
            target(operation)
        );
        assert_eq!(request.line, line);
        let body = match operation.body() {
            Body::File => multipart(request),
            _ => example.body.unwrap_or_default().to_owned(),
        };
        assert_eq!(String::from_utf8_lossy(&request.body), body, "{operation}");
        let agent = concat!("partner-console/", env!("CARGO_PKG_VERSION"));
        let mut headers = vec![
            ("accept", "application/json".to_owned()),
            ("host", server.address.to_string()),
            ("user-agent", agent.to_owned()),
            ("x-api-key", KEY.to_owned()),
            ("x-api-secret", SECRET.to_owned()),
        ];
        if operation.method() != Method::Get {
            headers.push(("content-length", body.len().to_string()));
        }
        if operation.body() == Body::File {
            let kind = request.header("content-type").unwrap();
            headers.push(("content-type", kind.to_owned()));
        } else if example.body.is_some() {
            headers.push(("content-type", "application/json".to_owned()));
        }
        headers.sort();
        let found = request.headers.iter();
        let found: Vec<_> = found
            .map(|(name, value)| (name.as_str(), value.clone()))
            .collect();
        assert_eq!(found, headers, "{operation}");

        assert_eq!(exchange.operation, operation);
        assert_eq!(exchange.path, target(operation));
        assert_eq!(exchange.attempts, 1);
        match (&exchange.sent, operation.body()) {
            (Sent::File { sha256, bytes, .. }, Body::File) => {
                assert_eq!(*bytes, 19);
                assert_eq!(sha256.as_ref().map(String::len), Some(64));
            }
            (Sent::Json(sent), _) => assert_eq!(*sent, body),
            (Sent::Nothing, _) => assert_eq!(body, ""),
            other => panic!("{operation}: {other:?}"),
        }
        let answer = exchange.answer.unwrap();
        assert_eq!((answer.status, answer.whole), (200, true));
        assert_eq!(answer.body, example.answer);
    }
}

#[tokio::test]
async fn a_refusal_with_an_exception_is_certain_and_is_asked_once() {
    for operation in Operation::ALL.iter().copied() {
        let (error, requests) = failed(operation, Reply::json(400, REFUSAL), quick()).await;
        let wanted = Failure::Refused {
            status: 400,
            code: Some("REQUIRED_FIELD_MISSING".to_owned()),
            message: Some("no".to_owned()),
        };
        assert_eq!(
            (&error.failure, requests.len()),
            (&wanted, 1),
            "{operation}"
        );
        assert_eq!(error.certainty(), Certainty::Refused);
        assert_eq!(error.hints(), [Hint::FieldOrValue]);
        assert_eq!(error.exchange.answer.unwrap().body, REFUSAL);
    }
}

#[tokio::test]
async fn a_proxys_page_is_told_as_such_and_a_write_behind_it_is_unknown() {
    for operation in Operation::ALL.iter().copied() {
        let (error, requests) = failed(operation, Reply::html(502), quick()).await;
        let shape = Shape::Html;
        let wanted = Failure::PartnerFailed { status: 502, shape };
        assert_eq!(error.failure, wanted, "{operation}");
        assert_eq!(requests.len(), times(operation), "{operation}");
        assert_eq!(error.certainty(), Certainty::Unknown);
        assert_eq!(error.outcome_unknown(), operation.effect() != Effect::Reads);
        assert_eq!(error.hints(), [Hint::Between]);

        let (error, requests) = failed(operation, Reply::html(403), quick()).await;
        let wanted = Failure::RefusedInAnotherShape { status: 403, shape };
        assert_eq!(
            (&error.failure, requests.len()),
            (&wanted, 1),
            "{operation}"
        );
        assert_eq!(error.certainty(), Certainty::Refused);
        let hints = [Hint::AccessDenied, Hint::AllowList, Hint::Between];
        assert_eq!(error.hints(), hints);

        // A sign-in page that says 200 is no success.
        let (error, requests) = failed(operation, Reply::html(200), quick()).await;
        assert!(
            matches!(error.failure, Failure::NotUnderstood(_)),
            "{operation}"
        );
        assert_eq!((error.certainty(), requests.len()), (Certainty::Unknown, 1));
        assert_eq!(error.hints(), [Hint::Between]);
    }
}

#[tokio::test]
async fn an_answer_that_does_not_come_in_time_leaves_a_write_unknown_and_sent_once() {
    for operation in Operation::ALL.iter().copied() {
        let (error, requests) = failed(operation, Reply::Silence, impatient()).await;
        assert_eq!(error.failure, Failure::TimedOut, "{operation}");
        assert!(requests.len() <= times(operation), "{operation}");
        assert_eq!(error.certainty(), Certainty::Unknown);
        assert_eq!(error.outcome_unknown(), operation.effect() != Effect::Reads);
        assert_eq!(error.exchange.answer, None);
    }
}

#[tokio::test]
async fn a_connection_that_is_cut_leaves_a_write_unknown_and_sent_once() {
    for operation in Operation::ALL.iter().copied() {
        let (error, requests) = failed(operation, Reply::HangUp, quick()).await;
        assert!(
            matches!(error.failure, Failure::Broken { .. }),
            "{operation}"
        );
        assert_eq!(requests.len(), times(operation), "{operation}");
        assert_eq!(error.certainty(), Certainty::Unknown);
        assert_eq!(error.outcome_unknown(), operation.effect() != Effect::Reads);

        let (error, requests) = failed(operation, Reply::BreakOff("{\"id\":1,"), quick()).await;
        assert!(
            matches!(error.failure, Failure::Broken { .. }),
            "{operation}"
        );
        assert_eq!(requests.len(), times(operation), "{operation}");
        let answer = error.exchange.answer.clone().unwrap();
        assert_eq!((answer.status, answer.whole), (200, false));
        assert_eq!(answer.body, "{\"id\":1,", "what came is kept");
        assert_eq!(error.outcome_unknown(), operation.effect() != Effect::Reads);
    }
}

#[tokio::test]
async fn where_nobody_listens_nothing_was_sent() {
    let address = Server::always(Reply::Silence).await.address;
    for operation in Operation::ALL.iter().copied() {
        let nobody = partner_at(base("http", address), Overrides::default(), quick());
        let error = call(&nobody, operation).await.unwrap_err();
        let Failure::NotSent { cause, .. } = error.failure else {
            panic!("{operation}: {error}");
        };
        assert_eq!(cause, NotSentCause::Connect, "{operation}");
        assert_eq!(error.exchange.attempts, 0);
    }
}

#[tokio::test]
async fn a_server_without_tls_is_sent_nothing_where_https_is_asked_for() {
    let server = Server::always(Reply::json(200, "{}")).await;
    let secure = partner_at(base("https", server.address), Overrides::default(), quick());
    let error = call(&secure, Operation::CreatePayout).await.unwrap_err();
    let Failure::NotSent { cause, .. } = error.failure else {
        panic!("{error}");
    };
    assert_eq!(cause, NotSentCause::Tls);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_name_without_an_address_is_told_as_such() {
    let base = "https://no-such-host.invalid/bpapi".parse().unwrap();
    let nowhere = partner_at(base, Overrides::default(), quick());
    let error = call(&nowhere, Operation::CreatePayout).await.unwrap_err();
    let Failure::NotSent { cause, .. } = error.failure else {
        panic!("{error}");
    };
    assert_eq!(cause, NotSentCause::Dns);
    assert_eq!(error.hints(), [Hint::NetworkOrBaseUrl]);
}

#[tokio::test]
async fn an_override_changes_the_path_of_its_operation_alone() {
    let server = Server::always(Reply::json(200, r#"{"id":101,"kycStatus":"NEW"}"#)).await;
    let overrides = Overrides::parse([("get_merchant", "/v2/merchants/{id}")]).unwrap();
    let partner = partner_at(base("http", server.address), overrides, quick());
    call(&partner, Operation::GetMerchant).await.unwrap();
    call(&partner, Operation::UpdateMerchant).await.unwrap();
    let lines = server.requests().into_iter().map(|request| request.line);
    let wanted = [
        "GET /bpapi/v2/merchants/101 HTTP/1.1",
        "PUT /bpapi/v1/business/101 HTTP/1.1",
    ];
    assert_eq!(lines.collect::<Vec<_>>(), wanted);
}
