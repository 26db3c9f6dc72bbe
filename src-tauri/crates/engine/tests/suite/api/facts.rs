//! What is known of an object, fact by fact.

use super::{At, by_path, payout_body, subject};
use crate::{fixture::transaction, server::Server};
use domain::Mark;
use engine::{Fact, api::Cause, subject_facts};

async fn fact(at: &At, name: &str) -> Option<Fact> {
    let known = subject_facts(&at.fixture.reader, subject("transaction:9")).await;
    let mut facts = known.unwrap().facts.into_iter();
    facts.find(|fact| fact.name == name)
}

#[tokio::test]
async fn each_fact_is_told_with_its_value_its_assurance_and_both_values_where_they_differ() {
    let server = Server::start(by_path(|path| {
        (path == "/v1/sendc2f/9").then(|| payout_body(9, "OnOff_COMPLETED", "100000.0"))
    }))
    .await;
    let at = At::server(&server).await;
    let delivery = at.deliver(&transaction(9, "COMPLETED")).await;
    let status = fact(&at, "clientStatus").await.unwrap();
    assert_eq!(
        (status.mark, status.now.sequence),
        (Mark::HashMatches, delivery)
    );
    let amount = fact(&at, "toAmount").await.unwrap();
    assert_eq!(
        (amount.mark, amount.now.value.as_str()),
        (Mark::Received, "1.0")
    );

    let read = at
        .room
        .read_subject(subject("transaction:9"), None, Cause::person(None))
        .await;
    let read = read.unwrap().sequence;
    let status = fact(&at, "clientStatus").await.unwrap();
    assert_eq!((status.mark, status.now.sequence), (Mark::Confirmed, read));
    let amount = fact(&at, "toAmount").await.unwrap();
    assert_eq!(
        (amount.mark, amount.now.value.as_str()),
        (Mark::Contradicted, "100000.0")
    );
    assert_eq!(amount.other.unwrap().value, "1.0");
    let id = fact(&at, "businessRequestId").await.unwrap();
    assert_eq!((id.mark, id.other), (Mark::Confirmed, None));
    let time = fact(&at, "creationTime").await.unwrap();
    assert_eq!(
        time.as_time.unwrap().to_rfc3339(),
        "2026-01-05T09:00:00.000Z"
    );
    assert!(fact(&at, "event").await.is_none());

    let later = at.deliver(&transaction(9, "CANCELLED")).await;
    let status = fact(&at, "clientStatus").await.unwrap();
    assert_eq!(
        (status.mark, status.now.sequence),
        (Mark::HashMatches, later)
    );
    assert_eq!(status.other.unwrap().value, "OnOff_COMPLETED");
    assert!(status.note.unwrap().contains("not read since"));
}
