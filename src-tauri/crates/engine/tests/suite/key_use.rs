//! A key's last use, and that what was not looked at is never told as none.

use crate::fixture::{Fixture, transaction};
use domain::Millis;
use engine::{Ask, From, KeyUse, Show, key_use, timeline};

const UNUSED: &str = "00000000";

#[tokio::test]
async fn the_newest_delivery_under_a_key_is_its_last_use_and_a_refused_one_is_none() {
    let fixture = Fixture::open().await;
    fixture
        .keep(1_000, "a", &transaction(7, "OnOff_PENDING"), true)
        .await;
    fixture
        .keep(2_000, "b", &transaction(8, "OnOff_PENDING"), true)
        .await;
    fixture
        .keep(3_000, "c", &transaction(9, "OnOff_PENDING"), false)
        .await;
    fixture.indexed().await;
    let ask = Ask {
        subject: None,
        show: Show::Verified,
        from: From::Newest,
        limit: 9,
    };
    let rows = timeline(&fixture.reader, &ask).await.unwrap().rows;
    let key = rows.iter().find_map(|row| row.key_id.clone()).unwrap();
    let used = key_use(&fixture.reader, &fixture.index, &key).await;
    assert_eq!(used.unwrap(), KeyUse::At(Millis(2_000)));
    let unused = key_use(&fixture.reader, &fixture.index, UNUSED).await;
    assert_eq!(unused.unwrap(), KeyUse::Never);
}

#[tokio::test]
async fn an_index_that_is_behind_does_not_say_that_a_key_was_never_used() {
    let fixture = Fixture::with_an_index_that_reads_nothing().await;
    fixture
        .keep(1_000, "a", &transaction(7, "OnOff_PENDING"), true)
        .await;
    let used = key_use(&fixture.reader, &fixture.index, UNUSED).await;
    assert_eq!(used.unwrap(), KeyUse::NotKnown);
}
