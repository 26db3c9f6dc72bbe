//! The connection test, step by step.

use super::{At, not_found};
use crate::server::{Reply, Server};
use engine::api::{HealthState, StepKind, StepResult, Trial};

async fn test(reply: Reply) -> (Trial, HealthState) {
    let server = Server::always(reply).await;
    let at = At::server(&server).await;
    let trial = at.room.test_connection(None).await.unwrap();
    assert_eq!(at.calls().await.len(), trial.calls.len());
    let state = at.room.health().borrow().state.clone();
    (trial, state)
}

fn results(trial: &Trial) -> Vec<StepResult> {
    trial.steps.iter().map(|step| step.result).collect()
}

#[tokio::test]
async fn each_step_is_told_apart_with_what_to_do() {
    use StepResult::{Failed, NotReached, Passed};
    let date = "Mon, 05 Jan 2026 09:00:00 GMT";
    let key = r#"{"exception":{"errorCode":"API_KEY_MISSING","message":"API key missing"}}"#;
    let denied = r#"{"exception":{"errorCode":"ACCESS_DENIED","message":"no"}}"#;
    for (reply, wanted) in [
        (
            Reply::json(200, "[]"),
            [Passed, NotReached, Passed, Passed, Passed, NotReached],
        ),
        (
            Reply::json(200, "[]").with("date", date),
            [Passed, NotReached, Passed, Passed, Passed, Failed],
        ),
        (
            Reply::json(400, key),
            [
                Passed, NotReached, Failed, NotReached, NotReached, NotReached,
            ],
        ),
        (
            Reply::json(403, denied),
            [Passed, NotReached, Passed, Failed, NotReached, NotReached],
        ),
        (
            Reply::html(502),
            [
                Passed, NotReached, NotReached, NotReached, NotReached, NotReached,
            ],
        ),
        (
            Reply::json(200, r#"{"list":1}"#),
            [
                Passed, NotReached, NotReached, NotReached, Failed, NotReached,
            ],
        ),
        (
            not_found(),
            [
                Passed, NotReached, NotReached, NotReached, NotReached, NotReached,
            ],
        ),
    ] {
        let (trial, _) = test(reply.clone()).await;
        assert_eq!(results(&trial), wanted, "{reply:?}");
        let no_word = trial.steps.iter().find(|step| step.detail.is_empty());
        assert!(no_word.is_none(), "{no_word:?}");
    }
    let (trial, state) = test(Reply::json(200, "[]")).await;
    assert!(trial.passed() && state == HealthState::Reachable);
    assert_eq!(trial.calls.len(), 6);
    let (trial, state) = test(Reply::json(403, denied)).await;
    assert!(!trial.passed() && trial.is_authenticated());
    let advice = &trial.steps[3].advice;
    assert!(
        advice.iter().any(|one| one.contains("allow-list")),
        "{advice:?}"
    );
    assert!(matches!(state, HealthState::Failing(_)));
}

#[tokio::test]
async fn without_a_connection_one_call_is_made_and_nothing_more_can_be_told() {
    let at = At::url("http://127.0.0.1:9/bpapi").await;
    let trial = at.room.test_connection(None).await.unwrap();
    assert_eq!(trial.calls.len(), 1);
    assert_eq!(trial.result(StepKind::Reachable), StepResult::Failed);
    assert_eq!(
        trial.result(StepKind::Authenticated),
        StepResult::NotReached
    );
    assert!(!trial.steps[0].advice.is_empty());
}
