//! What is typed leads to the subject, the delivery or the entry that it names.

use crate::fixture::{Fixture, merchant, transaction};
use domain::{Mark, Subject};
use engine::{HitTarget, search};

async fn targets(fixture: &Fixture, text: &str) -> Vec<HitTarget> {
    let hits = search(&fixture.reader, &fixture.index, text).await.unwrap();
    hits.into_iter().map(|hit| hit.target).collect()
}

fn subject(text: &str) -> HitTarget {
    HitTarget::Subject(Subject::parse(text).unwrap())
}

#[tokio::test]
async fn a_number_a_name_and_a_uuid_lead_to_what_they_name() {
    let fixture = Fixture::open().await;
    let first = fixture
        .keep(1, "FA8FF1EC-0001", &transaction(4711, "PENDING"), true)
        .await;
    let second = fixture
        .keep(2, "fa8ff1ec-0002", &transaction(4712, "COMPLETED"), true)
        .await;
    let refused = fixture
        .keep(3, "00000000-0003", &transaction(4711, "COMPLETED"), false)
        .await;
    let third = fixture
        .keep(4, "fa8ff1ec-0004", &merchant(47, "VALID"), true)
        .await;
    fixture.indexed().await;
    assert_eq!(
        targets(&fixture, "4711").await,
        [subject("transaction:4711")]
    );
    let both = [subject("transaction:4711"), subject("transaction:4712")];
    assert_eq!(targets(&fixture, "  Transaction   471").await, both);
    assert_eq!(targets(&fixture, "transaction:4712").await, both[1..]);
    let exact_first = [subject("merchant:47"), both[0], both[1]];
    assert_eq!(targets(&fixture, "47").await, exact_first);
    assert_eq!(
        targets(&fixture, "fa8ff1ec-0001").await,
        [HitTarget::Delivery(first)]
    );
    assert_eq!(
        targets(&fixture, "0000000").await,
        [HitTarget::Delivery(refused)]
    );
    assert_eq!(
        targets(&fixture, "onoff_c").await,
        [HitTarget::Delivery(second)]
    );
    assert_eq!(
        targets(&fixture, "BusinessKyc").await,
        [HitTarget::Delivery(third)]
    );
    // An entry's number: the delivery, or that on which the verdict of this number is.
    assert_eq!(targets(&fixture, "3").await, [HitTarget::Delivery(second)]);
    assert_eq!(
        targets(&fixture, "entry 4").await,
        [HitTarget::Delivery(second)]
    );
    assert!(targets(&fixture, "9999").await.is_empty());
    assert!(targets(&fixture, "").await.is_empty());
    let hits = search(&fixture.reader, &fixture.index, "4712")
        .await
        .unwrap();
    assert_eq!(hits[0].label, "Transaction 4712");
    assert_eq!(hits[0].mark, Some(Mark::HashMatches));
    assert!(
        hits[0].detail.contains("OnOff_COMPLETED"),
        "{}",
        hits[0].detail
    );
}

#[tokio::test]
async fn a_refused_deliverys_subject_can_not_be_typed_into_being() {
    let fixture = Fixture::open().await;
    fixture
        .keep(1, "u-1", &transaction(90_210, "PENDING"), false)
        .await;
    fixture.indexed().await;
    assert!(targets(&fixture, "90210").await.is_empty());
    assert_eq!(targets(&fixture, "u-1").await.len(), 1);
}
