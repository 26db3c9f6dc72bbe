//! The window by the keyboard alone.

use crate::{console::Console, page::VERDICT, until::until};
use fantoccini::{Locator, key::Key};

#[tokio::test]
async fn everything_of_the_first_way_is_done_without_a_mouse() {
    let console = Console::open("keyboard").await;
    console.find("[data-testid=try-simulator]").await;
    tab_to(&console, "try-simulator").await;
    console.keys([Key::Enter.into()]).await;
    let has_rows = async || (console.rows().await.len() > 5).then_some(());
    until("the first deliveries in the timeline", has_rows).await;

    // Down, down, up: by letters and by arrows.
    let first = after_key(&console, 'j', None).await;
    let second = after_key(&console, Key::Down.into(), Some(first)).await;
    assert!(second < first, "the next row is an older entry");
    let again = after_key(&console, 'k', Some(second)).await;
    assert_eq!(again, first);

    // On to a delivery: what was read from the API stands among them.
    let (mut at, mut open) = (first, console.chosen().await.unwrap());
    while open.verdict.is_empty() {
        at = after_key(&console, 'j', Some(at)).await;
        open = console.chosen().await.unwrap();
    }
    console.keys([Key::Enter.into()]).await;
    console.find("[data-testid=delivery]").await;
    let verdict = console.text(VERDICT).await;
    assert_eq!(verdict == "refused", open.mark == "refused");

    // Back to the row that was left, then off the row.
    console.keys([Key::Escape.into()]).await;
    console.heading("Timeline").await;
    let is_back = async || {
        let chosen = console.chosen().await?;
        (chosen.sequence == at).then_some(())
    };
    until("the cursor where it was", is_back).await;
    console.keys([Key::Escape.into()]).await;
    let is_off = async || console.chosen().await.is_none().then_some(());
    until("no cursor", is_off).await;

    for (keys, heading) in [
        ("gd", "Deliveries"),
        ("ga", "Audit"),
        ("gs", "Settings"),
        ("gt", "Timeline"),
    ] {
        console.keys(keys.chars()).await;
        console.heading(heading).await;
    }
    console.keys(['?']).await;
    let help = console.find("[role=dialog]").await.text().await.unwrap();
    assert!(help.contains("Open the row"), "{help}");
    console.keys([Key::Escape.into()]).await;
    let is_closed = async || {
        let dialog = console.client.find(Locator::Css("[role=dialog]")).await;
        dialog.is_err().then_some(())
    };
    until("the help closed", is_closed).await;
    console.close().await;
}

/// Presses a key and waits until the cursor is on another row; gives that row's entry.
async fn after_key(console: &Console, key: char, before: Option<u64>) -> u64 {
    console.keys([key]).await;
    let moved = async || {
        let chosen = console.chosen().await?.sequence;
        (Some(chosen) != before).then_some(chosen)
    };
    until("the cursor on another row", moved).await
}

/// Goes on with Tab until this element has the focus; few stops are on the first screen.
async fn tab_to(console: &Console, wanted: &str) {
    const STOPS_MAX: u32 = 12;
    let script = "return document.activeElement?.dataset.testid ?? '';";
    for _ in 0..STOPS_MAX {
        console.keys([Key::Tab.into()]).await;
        if console.client.execute(script, Vec::new()).await.unwrap() == wanted {
            return;
        }
    }
    panic!("{wanted} is not reached by Tab");
}
