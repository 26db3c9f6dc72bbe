//! Many merchants: the list opens, scrolls, is searched and narrowed, and how long that takes.

use super::{Act, DONE_MAX, SCROLL, filled::data_folder, press};
use crate::{
    console::{Console, Opening},
    until::until,
};
use engine::catalog::{follow, open};
use fantoccini::Locator;
use ledger::{Built, Position, Writer, WriterOptions};
use std::{borrow::Cow, sync::Arc};
use tempfile::TempDir;
use tokio::sync::watch;

#[path = "../../../src-tauri/crates/engine/examples/catalog_bench/listed.rs"]
mod listed;

/// A data folder with a profile whose ledger has so many merchants, and a catalog that has them.
pub async fn filled(merchants: u64) -> Arc<TempDir> {
    let (folder, profile) = data_folder();
    let writer = Writer::open(&profile.path, WriterOptions::default())
        .await
        .unwrap();
    for entry in listed::pages(merchants, 0).unwrap() {
        let build = move |_: Position| {
            let (entries, remember) = (vec![entry], None);
            (Built { entries, remember }, ())
        };
        writer.append(None, build).await.unwrap();
    }
    let (reader, committed) = (writer.reader(), writer.committed());
    let catalog = open(&profile.path, &reader).await.unwrap();
    let size = *committed.borrow();
    let following = follow(catalog.clone(), reader, committed, watch::Sender::default());
    let following = tokio::spawn(following);
    let mut state = catalog.state();
    state
        .wait_for(|state| state.followed >= size)
        .await
        .unwrap();
    following.abort();
    catalog.close().await;
    writer.close().await;
    folder
}

fn search(name: &'static str, text: &str, is_done: &'static str) -> Act {
    let begin = format!(
        "const field = document.querySelector('main input');
         const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
         field.focus();
         set.call(field, '{text}');
         field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
    );
    Act {
        name,
        begin: Cow::Owned(begin),
        is_done,
        done_max: DONE_MAX,
    }
}

/// Asks for the next hundred rows.
const MORE: Act = Act {
    name: "more merchants are read",
    begin: Cow::Borrowed(
        "window.before = document.querySelector('main footer').innerText;
         [...document.querySelectorAll('main footer button')].find(
             (one) => one.innerText === 'More rows').click();",
    ),
    is_done: "return document.querySelector('main footer').innerText !== window.before;",
    done_max: DONE_MAX,
};

/// Words that few, many and none have.
async fn searches(console: &Console, merchants: u64) {
    let rare = search(
        "a search for few",
        &format!("rc-{merchants}"),
        "return objects.length === 1;",
    );
    console.measure(&rare).await;
    let common = search(
        "a search for many",
        "adaeze",
        "return objects.length > 5
            && objects.every((row) => row.innerText.includes('Adaeze'));",
    );
    console.measure(&common).await;
    let none = search(
        "a search for none",
        "nothing is called so",
        "return document.querySelector('main h2')?.innerText === 'No merchant fits';",
    );
    console.measure(&none).await;
    let all = press(
        "all of them again",
        "main button",
        "Show all",
        "return objects.length > 5;",
    );
    console.measure(&all).await;
}

#[tokio::test]
async fn a_list_of_many_merchants_opens_scrolls_and_is_searched() {
    let full = std::env::var("CAMPAIGN").is_ok_and(|size| size == "full");
    let merchants: u64 = if full { 50_000 } else { 1_200 };
    let folder = filled(merchants).await;
    let opening = Opening {
        folder: Some(folder),
        ..Opening::default()
    };
    let console = Console::open_as("large-merchants", opening).await;
    console.heading("Timeline").await;
    let place = "nav[aria-label=Places] button";
    let opens = press(
        "the merchants open",
        place,
        "Merchants",
        "return document.querySelector('main h1')?.innerText === 'Merchants'
            && objects.length > 5;",
    );
    console.measure(&opens).await;
    let grouped = if full { "of 50,000" } else { "of 1,200" };
    let foot = async || {
        let foot = console
            .client
            .find(Locator::Css("main footer"))
            .await
            .ok()?;
        let text = foot.text().await.ok()?;
        text.contains(grouped).then_some(())
    };
    until("the foot tells how many there are", foot).await;
    for _ in 0..4 {
        console.measure(&MORE).await;
    }
    console.measure(&SCROLL).await;
    searches(&console, merchants).await;
    let narrowed = press(
        "those of one status",
        "main button",
        "Action needed",
        "return objects.length > 0
            && objects.every((row) => row.dataset.status === 'ACTION_NEEDED');",
    );
    console.measure(&narrowed).await;
    let board = press(
        "the board opens",
        place,
        "Board",
        "return document.querySelectorAll('main [role=option]').length > 5;",
    );
    console.measure(&board).await;
    let accounts = press(
        "the receiver accounts open",
        place,
        "Accounts",
        "return document.querySelector('main h1')?.innerText === 'Receiver accounts'
            && objects.length > 5;",
    );
    console.measure(&accounts).await;
    console.close().await;
}
