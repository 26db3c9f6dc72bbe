//! Many deliveries: every list opens, scrolls and is filtered, and how long that takes.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

mod filled;
pub mod merchants;

use crate::{
    console::{Console, Opening},
    until::{in_time, until},
};
use filled::Filled;
use serde::Deserialize;
use std::{borrow::Cow, sync::Arc};

/// Above this a person waits. Milliseconds.
const DONE_MAX: u64 = 1000;
/// A longer time between two frames is seen as a stall; the page is painted in software here, and
/// the program is not optimised. Milliseconds.
const FRAME_MAX: u64 = 250;

/// What an act took, in milliseconds.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Took {
    done: u64,
    longest_frame: u64,
}

/// An act in the page, and when it is done: both JavaScript.
struct Act {
    name: &'static str,
    begin: Cow<'static, str>,
    is_done: &'static str,
    done_max: u64,
}

const ROWS: &str = "const rows = [...document.querySelectorAll('[role=row][data-sequence]')];
    const objects = [...document.querySelectorAll('[role=row][data-subject]')];";

impl Console {
    /// Lets the page act, and measures until the frame in which it is done.
    async fn measure(&self, act: &Act) -> Took {
        let script = format!(
            "const finish = arguments[arguments.length - 1];
             const begun = performance.now();
             let last = begun;
             let longest_frame = 0;
             const isDone = () => {{ {ROWS} {} }};
             const frame = (now) => {{
               longest_frame = Math.max(longest_frame, now - last);
               last = now;
               if (isDone()) {{ finish({{
                 done: Math.round(now - begun), longest_frame: Math.round(longest_frame) }}); }}
               else {{ requestAnimationFrame(frame); }}
             }};
             {}
             requestAnimationFrame(frame);",
            act.is_done, act.begin
        );
        let measured = in_time(act.name, self.client.execute_async(&script, Vec::new())).await;
        let took: Took = serde_json::from_value(measured.unwrap()).unwrap();
        let ratio = |value: u64, limit: u64| {
            let percent = value * 100 / limit;
            format!(
                "{value} ms, {}.{:02} of the limit",
                percent / 100,
                percent % 100
            )
        };
        let (done, frame) = (
            ratio(took.done, act.done_max),
            ratio(took.longest_frame, FRAME_MAX),
        );
        println!("{}: {done}; longest frame {frame}", act.name);
        took
    }
}

/// Presses what bears a text.
fn press(name: &'static str, css: &str, text: &str, is_done: &'static str) -> Act {
    let begin = format!(
        "[...document.querySelectorAll('{css}')].find(
            (one) => one.innerText.includes('{text}')).click();"
    );
    Act {
        name,
        begin: Cow::Owned(begin),
        is_done,
        done_max: DONE_MAX,
    }
}

/// From one end of the rows that are held to the other, 240 pixels a frame.
const SCROLL: Act = Act {
    name: "the rows held are scrolled through",
    begin: Cow::Borrowed(
        "const grid = document.querySelector('[role=grid]');
         grid.scrollTop = 0;
         const scroll = () => { grid.scrollTop += 240; requestAnimationFrame(scroll); };
         requestAnimationFrame(scroll);",
    ),
    is_done: "const grid = document.querySelector('[role=grid]');
        return grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 2;",
    // As many rows take some fifty frames.
    done_max: 5 * DONE_MAX,
};
/// Reads a page of older rows.
const OLDER: Act = Act {
    name: "older deliveries are read",
    begin: Cow::Borrowed(
        "window.oldest = Number([...document.querySelectorAll(
             '[role=row][data-sequence]')].at(-1).dataset.sequence);
         [...document.querySelectorAll('footer button')].find(
             (one) => one.innerText === 'Older').click();",
    ),
    is_done: "const last = rows.at(-1);
        document.querySelector('[role=grid]').scrollTop = 1e7;
        return last !== undefined && Number(last.dataset.sequence) < window.oldest;",
    done_max: DONE_MAX,
};
/// Shows what was typed into the filter by subject.
const NARROW: Act = Act {
    name: "one transaction's deliveries, which are few",
    begin: Cow::Borrowed("document.activeElement.form.requestSubmit();"),
    is_done: "return [...document.querySelectorAll('main fieldset button')].some(
        (one) => one.innerText.includes('Transaction 7'))
        && rows.length > 0
        && rows.every((row) => row.dataset.subject === 'transaction:7');",
    done_max: DONE_MAX,
};
#[tokio::test]
async fn lists_of_many_deliveries_open_scroll_and_are_filtered() {
    let full = std::env::var("CAMPAIGN").is_ok_and(|size| size == "full");
    let filled = Filled::with(if full { 100_000 } else { 3_000 }).await;
    let opening = Opening {
        folder: Some(Arc::clone(&filled.folder)),
        ..Opening::default()
    };
    let console = Console::open_as("large", opening).await;
    console.heading("Timeline").await;
    console.go_to("Deliveries").await;
    console
        .row_where("the newest delivery", |row| row.sequence == filled.newest)
        .await;

    let place = "nav[aria-label=Places] button";
    let timeline = press(
        "the timeline opens",
        place,
        "Timeline",
        "return document.querySelector('main h1')?.innerText === 'Timeline' && rows.length > 5;",
    );
    console.measure(&timeline).await;
    let deliveries = press(
        "the deliveries open",
        place,
        "Deliveries",
        "return document.querySelector('main h1')?.innerText === 'Deliveries' && rows.length > 5;",
    );
    console.measure(&deliveries).await;
    for _ in 0..3 {
        console.measure(&OLDER).await;
    }
    console.measure(&SCROLL).await;

    let refused = press(
        "the refused alone are shown",
        "main button",
        "Quarantine",
        "return rows.length > 5 && rows.every((row) => row.dataset.mark === 'refused');",
    );
    console.measure(&refused).await;
    let all = press(
        "all of them again",
        "main button",
        "All",
        "return rows.some((row) => row.dataset.mark === 'hash_matches');",
    );
    console.measure(&all).await;
    console.keys("/transaction 7".chars()).await;
    console.measure(&NARROW).await;
    for row in console.rows().await {
        assert_eq!(row.subject, "transaction:7", "{row:?}");
    }
    console.go_to("Timeline").await;
    console.open_transaction(7).await;
    let of_it = async || Some(console.rows().await).filter(|rows| !rows.is_empty());
    for row in until("the transaction's rows", of_it).await {
        assert_eq!(row.subject, "transaction:7", "{row:?}");
    }
    console.close().await;
}
