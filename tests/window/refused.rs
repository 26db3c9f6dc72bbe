//! Forged and tampered deliveries: kept, refused with the reason, and on no timeline as verified.

use crate::{
    console::Console,
    page::{Row, VERDICT},
    posting::Post,
    until::until,
};

#[tokio::test]
async fn a_forged_delivery_is_refused_with_the_reason_and_stands_on_no_timeline() {
    let console = Console::open_simulator("refused-forged").await;
    let forged = Post::forged();
    assert_eq!(forged.to(&console).await, 401);

    let row = posted_row(&console, &forged).await;
    reads_refused(&console, &row).await;
    console.go_to("Timeline").await;
    console.open_transaction(forged.transaction).await;
    let empty = async || {
        let text = console.text("main").await;
        text.contains("Nothing has come in yet").then_some(())
    };
    until("the word that nothing has come in", empty).await;
    assert!(console.rows().await.is_empty());
    console.close().await;
}

#[tokio::test]
async fn a_tampered_delivery_is_refused_and_the_genuine_one_alone_stands_on_the_timeline() {
    let console = Console::open_simulator("refused-tampered").await;
    let genuine = console
        .row_where("a verified row of a transaction", |row| {
            row.subject.starts_with("transaction:") && row.verdict == "verified"
        })
        .await;
    let tampered = Post::tampered(&console, genuine.sequence).await;
    assert_eq!(tampered.to(&console).await, 401);

    let row = posted_row(&console, &tampered).await;
    reads_refused(&console, &row).await;
    console.go_to("Timeline").await;
    console.open_transaction(tampered.transaction).await;
    let has_genuine = |found: &Row| found.sequence == genuine.sequence;
    console
        .row_where("the genuine row on its timeline", has_genuine)
        .await;
    for found in console.rows().await {
        assert_ne!(found.sequence, row.sequence);
        assert!(!found.text.contains("_AND_PAID"), "{found:?}");
    }
    console.close().await;
}

#[tokio::test]
async fn what_the_sender_itself_forges_is_never_marked_as_matching() {
    let console = Console::open_simulator("refused-by-sender").await;
    let row = console
        .row_where("a refused row", |row| row.mark == "refused")
        .await;
    assert_eq!(row.verdict, "refused_hash");
    assert_eq!((row.subject.as_str(), row.links), ("", 0), "{row:?}");
    for row in console.rows().await {
        let is_verified = row.verdict.starts_with("verified");
        assert_eq!(row.is_vouched_for(), is_verified, "{row:?}");
    }
    console.close().await;
}

/// The row of what was posted, in the list of deliveries.
async fn posted_row(console: &Console, post: &Post) -> Row {
    console.go_to("Deliveries").await;
    let is_posted = |row: &Row| row.uuid == post.uuid;
    console.row_where("the posted delivery", is_posted).await
}

/// The row and its delivery's page say that it was refused, and why.
async fn reads_refused(console: &Console, row: &Row) {
    assert_eq!(row.mark, "refused", "{row:?}");
    assert_eq!(row.verdict, "refused_hash", "{row:?}");
    assert!(row.text.contains("hash does not match"), "{row:?}");
    assert_eq!((row.subject.as_str(), row.links), ("", 0), "{row:?}");
    console.open_delivery(row.sequence).await;
    assert_eq!(console.text(VERDICT).await, "refused");
    let steps = console.steps().await;
    let hash = steps.iter().find(|step| step.name == "hash").unwrap();
    assert_eq!(hash.outcome, "failed");
    assert!(hash.text.contains("hash does not match"), "{hash:?}");
}
