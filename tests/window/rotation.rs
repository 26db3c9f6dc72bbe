//! The webhook secret is rotated in the settings, with an overlap, by the keyboard alone.

use crate::{console::Console, page::VERDICT, posting::Post, set_up::OPERATOR, until::until};
use fantoccini::key::Key;
use webhooks::WebhookSecret;

const OLD: &str = "whsec-old-5ThQ8vWz2LpXn7RdKj4MbYc6";
const NEW: &str = "whsec-new-9KdR3sTf6HuJ8wQa2ZxE7gVm";
const TRANSACTION: u64 = 815;

const CURRENT: &str = "[data-testid=secret-webhook_current]";
const PREVIOUS: &str = "[data-testid=secret-webhook_previous]";

#[tokio::test]
async fn both_secrets_count_while_a_rotation_lasts_and_the_old_one_no_longer() {
    // Set up in the window: that its secrets were set is told at the end.
    let console = Console::open("rotation").await;
    let _served = console.connect(OLD).await;
    let url = console.own_url();
    console.settings("Secrets").await;
    holds(&console, CURRENT, &key_id(OLD)).await;
    console.enter("Rotate…").await;
    console.says("becomes the previous one").await;
    let in_field = async || (console.focused().await == "New webhook secret").then_some(());
    until("the focus in the new secret's field", in_field).await;
    console.refill(OLD).await;
    console
        .says("That is the webhook secret in force already")
        .await;
    console.refill(NEW).await;
    holds(&console, CURRENT, &key_id(NEW)).await;
    holds(&console, PREVIOUS, &key_id(OLD)).await;
    holds(&console, PREVIOUS, "no delivery bears it").await;

    is_verified_under(&console, &url, OLD, "previous").await;
    is_verified_under(&console, &url, NEW, "current").await;

    console.settings("Secrets").await;
    let last_used = format!("{PREVIOUS} dd time");
    console.find(&last_used).await;
    console.enter("End the overlap…").await;
    console.find("[role=alertdialog]").await;
    assert_eq!(console.focused().await, "Cancel");
    console.keys([Key::Tab.into(), Key::Enter.into()]).await;
    let is_gone = async || (!console.is_saying("Previous, still taken").await).then_some(());
    until("the end of the overlap", is_gone).await;

    let late = Post::signed(OLD, TRANSACTION, "OnOff_PENDING");
    assert_eq!(late.to_url(&url).await, 401);
    is_verified_under(&console, &url, NEW, "current").await;
    console.go_by_keys("gd", "Deliveries").await;
    let is_late = |row: &crate::page::Row| row.uuid == late.uuid;
    let row = console.row_where("the late delivery", is_late).await;
    assert_eq!(row.verdict, "refused_hash", "{row:?}");
    says_what_was_changed_when(&console).await;
    console.close().await;
}

fn key_id(secret: &str) -> String {
    let secret = WebhookSecret::new(secret.into()).unwrap();
    secret.key_id().to_string()
}

async fn holds(console: &Console, css: &str, wanted: &str) {
    let look = async || console.text(css).await.contains(wanted).then_some(());
    until(&format!("{wanted:?} in {css}"), look).await;
}

/// A delivery under this secret is verified, and its page names that secret's key id.
async fn is_verified_under(console: &Console, url: &str, secret: &str, which: &str) {
    let post = Post::signed(secret, TRANSACTION, "OnOff_IN_PROGRESS");
    assert_eq!(post.to_url(url).await, 200);
    console.go_by_keys("gd", "Deliveries").await;
    let is_posted = |row: &crate::page::Row| row.uuid == post.uuid;
    let row = console.row_where("the posted delivery", is_posted).await;
    assert!(row.verdict.starts_with("verified"), "{row:?}");
    let on_it = async || {
        let chosen = console.chosen().await;
        if chosen.is_some_and(|chosen| chosen.sequence == row.sequence) {
            return Some(());
        }
        console.keys(['j']).await;
        None
    };
    until("the cursor on the posted delivery", on_it).await;
    console.keys([Key::Enter.into()]).await;
    assert!(console.text(VERDICT).await.starts_with("hash matches"));
    let key = format!("webhook secret, key {} ({which})", key_id(secret));
    console.says(&key).await;
}

async fn says_what_was_changed_when(console: &Console) {
    console.settings("Secrets").await;
    let script = "return [...document.querySelectorAll('main tbody tr')].map(row =>
        [...row.cells].map(cell => cell.querySelector('time')?.dateTime ?? cell.innerText));";
    let told = async || {
        let rows = console.client.execute(script, Vec::new()).await.unwrap();
        let rows: Vec<[String; 4]> = serde_json::from_value(rows).unwrap();
        (rows.len() == 4).then_some(rows)
    };
    let rows = until("what was changed when", told).await;
    let wanted = [
        ("rotation is over", key_id(OLD)),
        ("rotated", key_id(NEW)),
        ("set", key_id(OLD)),
        ("API credentials were set", "–".to_owned()),
    ];
    for ([at, what, key, by], (word, key_wanted)) in rows.iter().zip(&wanted) {
        assert!(what.contains(word) && key == key_wanted, "{rows:?}");
        assert!(at.starts_with("20") && by == OPERATOR, "{rows:?}");
    }
    let times: Vec<&String> = rows.iter().map(|[at, ..]| at).collect();
    assert!(
        times.is_sorted_by(|later, earlier| later > earlier),
        "{times:?}"
    );
}
