//! Cards by the keyboard alone: each kind seen and settled, a list of fields approved and another
//! rejected; notes and what was begun of them.

use crate::{
    axe::Axe,
    console::Console,
    page::{Row, VERDICT},
    past::{self, OPERATOR},
    posting::{Post, SIGNED},
    until::{until, until_seen},
};
use domain::Environment;
use fantoccini::key::Key;
use serde::Deserialize;
use tempfile::TempDir;

const SECRET: &str = "whsec-5f0c2ab79e3d4c18b6a1d2e3f4050607";
const CARD: &str = "[data-testid=card]";
/// Two lists that nobody approved; nothing separates the second one's amount from its status.
const READS_ONE_WAY: &str = "id,status,event";
const READS_MORE_WAYS: &str = "id,status,toAmount";
/// As many as a day must have to be compared with the days before.
const HELD: u64 = 20;
/// More cards than stand in the list.
const STEPS_MAX: usize = 8;

#[tokio::test]
async fn cards_of_every_kind_are_settled_by_the_keyboard_alone() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let acme = past::profile(&data, "acme", Environment::Sandbox, SECRET).await;
    past::receive(&acme, SECRET, 2, 30).await;
    let console = Console::open_in("cards", folder).await;
    console.find("[data-testid=profile-tag]").await;
    let url = console.url_of("acme");
    let first = Post::over(SECRET, SIGNED, 900, "OnOff_QUOTE_APPROVED");
    assert_eq!(first.to_url(&url).await, 200);
    assert_eq!(first.with_another_amount().to_url(&url).await, 200);
    assert_eq!(Post::secret_alone(SECRET).to_url(&url).await, 401);
    for number in 1..=HELD {
        let held = Post::over(SECRET, READS_ONE_WAY, number, "OnOff_PENDING");
        assert_eq!(held.to_url(&url).await, 200);
    }
    let other = Post::over(SECRET, READS_MORE_WAYS, 901, "OnOff_PENDING");
    assert_eq!(other.to_url(&url).await, 200);

    console.keys("gc".chars()).await;
    console.heading("Cards").await;
    waits(&console, 5).await;
    approve(&console).await;
    is_verified_now(&console).await;
    console.keys("gc".chars()).await;
    console.heading("Cards").await;
    reject(&console, &other).await;
    console.keys("gc".chars()).await;
    console.heading("Cards").await;
    for (kind, said) in [
        (
            "other_body",
            &["\"250000.0\"", "\"950000.0\"", "≠ differs"][..],
        ),
        ("secret_alone", &["Rotate the webhook secret", "entry"]),
        ("match_rate", &["usual is 30 of 30", "verified on"]),
    ] {
        settle(&console, kind, said).await;
    }
    waits(&console, 0).await;
    notes(&console).await;
    console.close().await;
}

/// Those that wait: how many the rail says, and which the list holds.
#[derive(Debug, Deserialize)]
struct Waiting {
    rail: usize,
    list: Vec<String>,
}

/// So many cards wait for a person, as the rail says too.
async fn waits(console: &Console, wanted: usize) {
    let script = "return {
        rail: parseInt(document.querySelector('nav[aria-label=Places] button[aria-current]')
            .innerText.replace(/\\D/g, '') || '0'),
        list: [...document.querySelectorAll('[role=option][data-settled=false]')]
            .map(card => card.dataset.kind) };";
    let both = async || {
        let found = console.client.execute(script, Vec::new()).await.unwrap();
        let waiting: Waiting = serde_json::from_value(found).unwrap();
        let so_many = waiting.rail == wanted && waiting.list.len() == wanted;
        so_many.then_some(()).ok_or_else(|| format!("{waiting:?}"))
    };
    until_seen(&format!("{wanted} cards that wait"), both).await;
}

/// What has the focus, and which card is chosen.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
struct At {
    focus: String,
    chosen: String,
    kind: String,
    settled: String,
}

async fn at(console: &Console) -> At {
    let script = "const chosen = document.querySelector('[role=option][aria-selected=true]');
        return { focus: document.activeElement?.dataset.key ?? '',
            chosen: chosen?.dataset.key ?? '', kind: chosen?.dataset.kind ?? '',
            settled: chosen?.dataset.settled ?? '' };";
    let found = console.client.execute(script, Vec::new()).await.unwrap();
    serde_json::from_value(found).unwrap()
}

/// Goes down the list to a card of this kind that waits and says so much.
async fn to_card(console: &Console, kind: &str, said: &[&str]) {
    let list = async || {
        console.keys(['k']).await;
        let at = at(console).await;
        (!at.focus.is_empty() && at.focus == at.chosen).then_some(())
    };
    until("the focus on the list of cards", list).await;
    console.keys(std::iter::repeat_n('k', STEPS_MAX)).await;
    for _ in 0..STEPS_MAX {
        let here = async || {
            let at = at(console).await;
            (at.focus == at.chosen).then_some(at)
        };
        let here = until("the card under the cursor", here).await;
        let detail = format!("{CARD}[data-kind={}]", here.kind);
        let text = console.text(&detail).await;
        let is_it = |words: &[&str]| words.iter().all(|word| text.contains(word));
        if here.kind == kind && here.settled == "false" && is_it(said) {
            return;
        }
        console.keys(['j']).await;
        let moved = async || (at(console).await.focus != here.focus).then_some(());
        until("the next card", moved).await;
    }
    panic!("there is no card {kind} that says {said:?}");
}

/// Goes on with Tab until what has the focus is so.
async fn tab_to(console: &Console, is_it: &str) {
    const STOPS_MAX: u32 = 40;
    let script = format!("const focus = document.activeElement; return {is_it};");
    for _ in 0..STOPS_MAX {
        console.keys([Key::Tab.into()]).await;
        let found = console.client.execute(&script, Vec::new()).await.unwrap();
        if found == serde_json::json!(true) {
            return;
        }
    }
    panic!("not reached by Tab: {is_it}");
}

/// Goes to the field for words, behind those that are there.
async fn to_words(console: &Console) {
    tab_to(console, "focus.tagName === 'TEXTAREA'").await;
    console.chord(&[Key::Control.into()], Key::End.into()).await;
}

/// Types the words of a decision, and is asked about it; says yes.
async fn decide(console: &Console, words: &str, button: &str, act: &str) {
    to_words(console).await;
    console.keys(words.chars()).await;
    tab_to(console, &format!("focus.innerText.startsWith('{button}')")).await;
    console.keys([Key::Enter.into()]).await;
    say_yes(console, act).await;
}

/// Cancel has the focus first; the button that does it is the next.
async fn say_yes(console: &Console, act: &str) {
    console.find("[role=alertdialog]").await;
    let focus = "return document.activeElement?.innerText ?? '';";
    let asks = async || {
        let focused = console.client.execute(focus, Vec::new()).await.unwrap();
        (focused == "Cancel").then_some(())
    };
    until("Cancel with the focus", asks).await;
    tab_to(console, &format!("focus.innerText === '{act}'")).await;
    console.keys([Key::Enter.into()]).await;
    console.gone("[role=alertdialog]").await;
}

async fn says(console: &Console, css: &str, wanted: &str) {
    let said = async || {
        let text = console.text(css).await;
        text.contains(wanted).then_some(()).ok_or(text)
    };
    until_seen(&format!("{css} to say {wanted:?}"), said).await;
}

async fn approve(console: &Console) {
    to_card(
        console,
        "field_set",
        &["event", &format!("{HELD} deliveries")],
    )
    .await;
    // By its chord; Escape takes the question away and nothing else.
    console.chord(&[Key::Shift.into()], 'A').await;
    console.find("[role=alertdialog]").await;
    console.keys([Key::Escape.into()]).await;
    console.gone("[role=alertdialog]").await;
    console.heading("Cards").await;
    to_card(
        console,
        "field_set",
        &["event", &format!("{HELD} deliveries")],
    )
    .await;
    let words = "Announced by Cedar on 3 March";
    decide(console, words, "Approve on SANDBOX", "Approve on SANDBOX").await;
    let done = format!("Approved. {HELD} deliveries judged anew, {HELD} verified now.");
    says(console, "main [role=status]", &done).await;
    says(console, "[data-testid=settlement]", words).await;
    says(console, "[data-testid=settlement]", OPERATOR).await;
    waits(console, 4).await;
}

/// What the list held back has another verdict, and says that it had one before.
async fn is_verified_now(console: &Console) {
    console.keys("gd".chars()).await;
    console.heading("Deliveries").await;
    let held = Post::over(SECRET, READS_ONE_WAY, HELD, "OnOff_PENDING");
    let is_judged = |row: &Row| row.uuid == held.uuid && row.verdict.starts_with("verified");
    let row = console
        .row_where("the held delivery, verified", is_judged)
        .await;
    assert!(row.is_vouched_for(), "{row:?}");
    while console.chosen().await.map(|chosen| chosen.sequence) != Some(row.sequence) {
        console.keys(['j']).await;
    }
    console.keys([Key::Enter.into()]).await;
    says(console, VERDICT, "hash matches, covers id, status, event").await;
    let history = "[aria-label='Verdicts, the newest first']";
    says(console, history, "counts now").await;
    says(console, history, "List of fields not approved").await;
    console.keys([Key::Escape.into()]).await;
    console.heading("Deliveries").await;
    console.keys([Key::Escape.into()]).await;
}

async fn reject(console: &Console, other: &Post) {
    to_card(console, "field_set", &["toAmount"]).await;
    console.chord(&[Key::Shift.into()], 'R').await;
    say_yes(console, "Reject on SANDBOX").await;
    says(
        console,
        "main [role=status]",
        "Rejected. 0 deliveries judged anew",
    )
    .await;
    waits(console, 3).await;
    console.keys("gd".chars()).await;
    console.heading("Deliveries").await;
    let is_other = |row: &Row| row.uuid == other.uuid;
    let row = console
        .row_where("the delivery over the rejected list", is_other)
        .await;
    let found = (row.verdict.as_str(), row.mark.as_str());
    assert_eq!(found, ("field_set_not_approved", "refused"), "{row:?}");
}

async fn settle(console: &Console, kind: &str, said: &[&str]) {
    to_card(console, kind, &[]).await;
    for word in said {
        says(console, CARD, word).await;
    }
    if kind == "match_rate" {
        let mut axe = Axe::on(console).await;
        axe.look("card match_rate").await;
        axe.found_nothing();
    }
    // Without words it asks nothing.
    console.chord(&[Key::Shift.into()], 'S').await;
    says(console, CARD, "Your words come first").await;
    tab_to(console, "focus.tagName === 'TEXTAREA'").await;
    console.keys("Looked into it,".chars()).await;
    // What was begun is found again after a look elsewhere.
    tab_to(console, "focus.tagName !== 'TEXTAREA'").await;
    console.keys("ga".chars()).await;
    console.heading("Audit").await;
    console.keys("gc".chars()).await;
    console.heading("Cards").await;
    to_card(console, kind, &[]).await;
    let words = format!("{kind} is explained");
    decide(console, &format!(" {words}"), "Settle…", "Settle it").await;
    says(console, "main [role=status]", "Settled, with your note.").await;
    says(
        console,
        "[data-testid=settlement]",
        &format!("Looked into it, {words}"),
    )
    .await;
}

/// A note on a subject: begun, found again, kept; Escape loses nothing.
async fn notes(console: &Console) {
    let composer = "section textarea";
    let value = async || {
        let script = format!("return document.querySelector('{composer}')?.value ?? '';");
        let value = console.client.execute(&script, Vec::new()).await.unwrap();
        value.as_str().unwrap().to_owned()
    };
    open_transaction(console).await;
    tab_to(console, "focus.tagName === 'TEXTAREA'").await;
    console.keys("Asked the merchant".chars()).await;
    console.keys([Key::Escape.into()]).await;
    console.heading("Transaction 900").await;
    assert_eq!(value().await, "Asked the merchant");
    tab_to(console, "focus.tagName !== 'TEXTAREA'").await;
    console.keys("ga".chars()).await;
    console.heading("Audit").await;
    open_transaction(console).await;
    let kept = async || (value().await == "Asked the merchant").then_some(());
    until("the note that was begun", kept).await;
    to_words(console).await;
    console.keys(", who agrees".chars()).await;
    console
        .chord(&[Key::Control.into()], Key::Enter.into())
        .await;
    says(console, "section [role=status]", "Kept as entry").await;
    // It waits above a list that stands still, as what comes in does.
    tab_to(console, "focus.tagName !== 'TEXTAREA'").await;
    console.keys(['n']).await;
    let is_written = |row: &Row| row.text.contains("Asked the merchant, who agrees");
    let row = console
        .row_where("the note on the timeline", is_written)
        .await;
    assert!(row.text.contains(OPERATOR), "{row:?}");
    assert_eq!(value().await, "");
}

async fn open_transaction(console: &Console) {
    console.keys("gt".chars()).await;
    console.heading("Timeline").await;
    console.keys(['/']).await;
    console.keys("transaction 900".chars()).await;
    console.keys([Key::Enter.into()]).await;
    console.heading("Transaction 900").await;
}
