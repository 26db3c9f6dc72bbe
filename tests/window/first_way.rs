//! The first way through: the simulator's events come in live, a transaction, a delivery.

use crate::{
    console::Console,
    page::{BUTTON_SIMULATOR, Row, VERDICT},
    picture::{behind_count, title},
    until::until,
};
use std::collections::BTreeSet;

#[tokio::test]
async fn events_of_the_sender_process_arrive_live_after_one_press_on_the_first_screen() {
    let console = Console::open("first-way-live").await;
    let button = console.find(BUTTON_SIMULATOR).await;
    assert_eq!(button.text().await.unwrap(), "Try it with the simulator");
    button.click().await.unwrap();
    console.pointer_away().await;

    let some = async || (console.rows().await.len() > 5).then_some(());
    until("the first deliveries in the timeline", some).await;
    let before = newest(&console).await;
    for awaited in 1..4 {
        let more = async || (newest(&console).await >= before + awaited).then_some(());
        until("deliveries that arrive by themselves", more).await;
    }
    let rows = console.rows().await;
    assert!(rows.iter().any(Row::is_vouched_for));
    let sequences: Vec<u64> = rows.iter().map(|row| row.sequence).collect();
    let newest_first: Vec<u64> = BTreeSet::from_iter(sequences.clone())
        .into_iter()
        .rev()
        .collect();
    assert_eq!(sequences, newest_first, "each entry once, the newest first");
    let named = async || (behind_count(&title()?).starts_with("SIMULATOR · ")).then_some(());
    until("the environment in the window's title", named).await;
    console.close().await;
}

async fn newest(console: &Console) -> u64 {
    let rows = console.rows().await;
    rows.iter().map(|row| row.sequence).max().unwrap()
}

#[tokio::test]
async fn the_subject_of_a_row_leads_to_a_timeline_of_that_transaction_alone() {
    let console = Console::open_simulator("first-way-subject").await;
    console.hold_still().await;
    let row = console
        .row_where("a verified row of a transaction", |row| {
            row.subject.starts_with("transaction:") && row.is_vouched_for()
        })
        .await;
    let link = format!(
        "[role=row][data-sequence='{}'] [data-testid=subject-link]",
        row.sequence
    );
    console.press(&link).await;
    // Its page has it in part.
    console.find("[data-testid=transaction]").await;
    console.press_button("The whole timeline").await;
    console.pointer_away().await;

    let number = row.subject.strip_prefix("transaction:").unwrap();
    console.heading(&format!("Transaction {number}")).await;
    let whole = async || {
        let rows = console.rows().await;
        rows.iter()
            .any(|found| found.sequence == row.sequence)
            .then_some(rows)
    };
    for found in until("the row on the transaction's timeline", whole).await {
        assert_eq!(found.subject, row.subject, "{found:?}");
        assert!(found.is_vouched_for() || found.is_read(), "{found:?}");
    }
    console.close().await;
}

#[tokio::test]
async fn a_delivery_says_its_verdict_what_it_covers_and_how_the_hash_came_about() {
    let console = Console::open_simulator("first-way-delivery").await;
    console.hold_still().await;
    let row = console
        .row_where("a verified row", |row| row.verdict == "verified")
        .await;
    console.open_delivery(row.sequence).await;
    assert_eq!(
        console.text(VERDICT).await,
        "hash matches, covers id, status"
    );
    let steps = console.steps().await;
    let outcome = |name: &str| {
        let step = steps.iter().find(|step| step.name == name);
        step.unwrap_or_else(|| panic!("{name} in {steps:?}"))
            .outcome
            .clone()
    };
    for passed in [
        "headers",
        "field_list",
        "approved_set",
        "json",
        "text",
        "hash",
    ] {
        assert_eq!(outcome(passed), "passed", "{passed}");
    }
    assert!(
        steps.iter().all(|step| step.outcome != "failed"),
        "{steps:?}"
    );
    let body = console.text("[data-testid=raw-body]").await;
    assert!(body.contains("\"status\""), "{body}");
    let title = console.client.title().await.unwrap();
    assert!(behind_count(&title).starts_with("SIMULATOR"), "{title}");
    console.close().await;
}
