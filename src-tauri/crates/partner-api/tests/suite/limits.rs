//! What is bounded: answers, repeats, pauses; and what the clock tells.

use crate::{
    fixture::{call, partner, quick},
    server::{Reply, Server},
};
use domain::{Clock, SystemClock};
use partner_api::{Failure, Finding, Hint, Limits, Operation};
use std::time::Duration;

#[tokio::test]
async fn an_answer_without_an_end_is_cut_at_the_limit() {
    let server = Server::always(Reply::Endless).await;
    let limits = Limits {
        answer_bytes_max: 100_000,
        ..quick()
    };
    for operation in [Operation::ListMerchants, Operation::CreatePayout] {
        let error = call(&partner(&server, limits.clone()), operation)
            .await
            .unwrap_err();
        let wanted = Failure::TooLong { bytes_max: 100_000 };
        assert_eq!(error.failure, wanted);
        let answer = error.exchange.answer.clone().unwrap();
        assert_eq!((answer.body.len(), answer.whole), (100_000, false));
        assert_eq!(
            error.outcome_unknown(),
            operation == Operation::CreatePayout
        );
    }
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn an_answer_of_exactly_the_limit_is_whole() {
    let body = format!("[\"{}\"]", "x".repeat(96));
    let server = Server::always(Reply::json(200, &body)).await;
    let limits = |answer_bytes_max| Limits {
        answer_bytes_max,
        ..quick()
    };
    let countries = Operation::ListCountries;
    assert!(
        call(&partner(&server, limits(100)), countries)
            .await
            .is_ok()
    );
    assert!(
        call(&partner(&server, limits(99)), countries)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn a_read_that_fails_for_a_while_is_repeated_until_it_works() {
    let server = Server::start(|number, _| match number {
        0 => Reply::HangUp,
        1 => Reply::html(503),
        _ => Reply::json(200, "[]"),
    })
    .await;
    let exchange = call(&partner(&server, quick()), Operation::ListCountries)
        .await
        .unwrap();
    assert_eq!(exchange.attempts, 3);
}

#[tokio::test]
async fn retry_after_is_waited_for_unless_it_is_too_long() {
    let server = Server::start(|number, _| match number {
        0 => Reply::json(429, "{}").with("retry-after", "1"),
        _ => Reply::json(200, "[]"),
    })
    .await;
    let clock = SystemClock::start();
    let exchange = call(&partner(&server, quick()), Operation::ListCountries)
        .await
        .unwrap();
    assert_eq!(exchange.attempts, 2);
    assert!(clock.monotonic() >= Duration::from_secs(1));

    let server = Server::always(Reply::json(429, "{}").with("retry-after", "3600")).await;
    let error = call(&partner(&server, quick()), Operation::ListCountries)
        .await
        .unwrap_err();
    assert_eq!(server.requests().len(), 1);
    let retry_after = Some(Duration::from_secs(3600));
    assert_eq!(error.hints(), [Hint::TooOften { retry_after }]);
}

#[tokio::test]
async fn what_changes_something_never_goes_over_a_connection_that_may_be_closing() {
    let server = Server::always(Reply::AnswerAndClose(r#"{"businessRequestId":301}"#)).await;
    let partner = partner(&server, quick());
    for _ in 0..20 {
        call(&partner, Operation::CreatePayout).await.unwrap();
    }
    assert_eq!(server.requests().len(), 20);
}

#[tokio::test]
async fn a_clock_that_is_off_is_told_beside_a_refusal() {
    let date = "Mon, 05 Jan 2026 09:00:00 GMT";
    let refused = Reply::json(403, r#"{"exception":{"message":"no"}}"#).with("date", date);
    let server = Server::always(refused).await;
    let error = call(&partner(&server, quick()), Operation::GetPayout)
        .await
        .unwrap_err();
    let hints = error.hints();
    assert_eq!(hints[..2], [Hint::AccessDenied, Hint::AllowList]);
    assert!(matches!(hints[2], Hint::Clock(_)), "{hints:?}");
    assert!(hints[1].to_string().contains("allow-list"));
}

#[tokio::test]
async fn the_connection_test_tells_each_property_by_calls_that_only_read() {
    let server = Server::start(|_, request| {
        if request.line.contains("currencies") {
            Reply::html(404)
        } else if request.line.contains("business") {
            Reply::json(
                403,
                r#"{"exception":{"errorCode":"DENIED","message":"no"}}"#,
            )
        } else {
            Reply::json(200, "[]")
        }
    })
    .await;
    let mut probes = Vec::new();
    let partner = partner(&server, quick());
    partner.test_connection(|probe| probes.push(probe)).await;
    assert!(
        server
            .requests()
            .iter()
            .all(|request| request.line.starts_with("GET "))
    );
    let found: Vec<_> = probes
        .iter()
        .map(|probe| {
            (
                probe.operation.id(),
                probe.authenticated,
                probe.allowed,
                probe.shape,
            )
        })
        .collect();
    let (yes, no, open) = (Finding::Yes, Finding::No, Finding::NotTold);
    let wanted = [
        ("list_countries", yes, yes, yes),
        ("list_currencies", open, open, no),
        ("list_merchants", yes, no, open),
        ("list_payouts", yes, yes, yes),
        ("list_end_to_ends", yes, yes, yes),
        ("list_collections", yes, yes, yes),
    ];
    assert_eq!(found, wanted);
    assert!(probes.iter().all(|probe| probe.reachable == yes));
}

#[tokio::test]
async fn a_connection_test_without_a_server_ends_after_one_call() {
    let server = Server::always(Reply::Silence).await;
    let partner = partner(&server, quick());
    drop(server);
    let mut probes = Vec::new();
    // The listener ends with its task.
    while probes
        .first()
        .is_none_or(|probe: &partner_api::Probe| probe.reachable != Finding::No)
    {
        probes.clear();
        partner.test_connection(|probe| probes.push(probe)).await;
    }
    assert_eq!(probes.len(), 1);
}
