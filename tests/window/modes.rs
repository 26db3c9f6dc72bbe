//! Each mode of the simulator's sender, told from the window: its verdict, its mark, its card.

use crate::{console::Console, page::Row, until::until};
use ledger::Reader;

const MATCHES: &str = "hash_matches";
const RECEIVED: &str = "received";
const REFUSED: &str = "refused";
const NO_CARD: Option<&str> = None;
/// A status can come back, with the same text.
const VERIFIED: &[&str] = &["verified", "verified_repeat"];

/// A mode by its name in the window, how many deliveries it sends at least, and what becomes of
/// the last one, which is its own: one of these verdicts, its mark, and the kind of its card.
type Kept = (
    &'static str,
    usize,
    &'static [&'static str],
    &'static str,
    Option<&'static str>,
);

#[rustfmt::skip]
const KEPT: [Kept; 19] = [
    ("Plain",              1, VERIFIED,                    MATCHES,  NO_CARD),
    ("Duplicate",          2, &["verified_repeat"],        MATCHES,  NO_CARD),
    ("Replay",             1, &["verified_repeat"],        MATCHES,  NO_CARD),
    ("Reordered",          2, &["verified"],               MATCHES,  NO_CARD),
    ("Delayed",            3, &["verified"],               MATCHES,  NO_CARD),
    ("Upper-case hash",    1, VERIFIED,                    MATCHES,  NO_CARD),
    ("Slow",               1, VERIFIED,                    MATCHES,  NO_CARD),
    ("Other body",         1, &["verified_other_body"],    MATCHES,  Some("other_body")),
    ("Ambiguous",          1, &["ambiguous"],              RECEIVED, NO_CARD),
    ("Other field list",   1, &["field_set_not_approved"], REFUSED,  Some("field_set")),
    ("Junk field",         1, &["field_set_not_approved"], REFUSED,  Some("field_set")),
    ("Truncated body",     1, &["refused_json"],           REFUSED,  NO_CARD),
    ("Missing field",      1, &["refused_types"],          REFUSED,  NO_CARD),
    ("Unsigned",           1, &["refused_headers"],        REFUSED,  NO_CARD),
    ("Wrong key",          1, &["refused_hash"],           REFUSED,  NO_CARD),
    ("Tampered body",      1, &["refused_hash"],           REFUSED,  NO_CARD),
    ("Empty list",         1, &["refused_field_list"],     REFUSED,  NO_CARD),
    ("Empty values",       1, &["refused_empty"],          REFUSED,  NO_CARD),
    ("Hash of the secret", 1, &["refused_secret_alone"],   REFUSED,  Some("secret_alone")),
];

/// What is not kept: of these the window tells a count.
const NOT_KEPT: [&str; 2] = ["Too slow", "Cut off"];

#[tokio::test]
async fn each_mode_of_the_sender_ends_in_its_verdict_its_mark_and_its_card() {
    let console = Console::open_simulator("modes").await;
    console.open_settings("Simulator").await;
    is_whole(&console).await;
    console.press_button("Pause").await;
    console.find_button("Go on sending").await;
    // These two are under way for seconds, beside all others.
    for name in NOT_KEPT {
        tell(&console, name).await;
    }
    let before = held(&console).await;

    let mut sent = 0;
    let mut own = Vec::new();
    for (name, count, verdicts, mark, card) in KEPT {
        let (row, rows) = send(&console, name, count).await;
        sent += rows;
        assert!(verdicts.contains(&row.verdict.as_str()), "{name}: {row:?}");
        // A read may have followed already.
        let is_as_wished = match mark {
            MATCHES => row.is_vouched_for(),
            mark => row.mark == mark,
        };
        assert!(is_as_wished, "{name}: {row:?}");
        assert_eq!(row.is_alarm, card.is_some(), "{name}: {row:?}");
        assert_eq!(row.subject.is_empty(), mark != MATCHES, "{name}: {row:?}");
        if let Some(kind) = card {
            stands_on_a_card(&console, &row, kind).await;
        }
        own.push((row.sequence, mark));
    }
    // A status that came behind a later one is a matter of its object, not of the delivery.
    console.go_to("Cards").await;
    console.find("[role=option][data-kind=out_of_course]").await;
    reads_what_was_turned_away(&console).await;
    assert_eq!(
        held(&console).await,
        before + sent,
        "what is not kept has no row"
    );
    stand_apart(&console, &own).await;
    leaves_one_counted_entry(&console).await;
    console.close().await;
}

/// The table of the window names each mode of the sender once.
async fn is_whole(console: &Console) {
    let script = "return [...document.querySelectorAll('main tbody th[scope=row]')]
        .map(name => name.innerText);";
    let named = console.client.execute(script, Vec::new()).await.unwrap();
    let mut named: Vec<String> = serde_json::from_value(named).unwrap();
    // The page scrolls to what has the focus when it is next drawn.
    let script = "const done = arguments[0];
        const drawn = () => new Promise(next =>
            requestAnimationFrame(() => requestAnimationFrame(next)));
        (async () => {
            const covered = [];
            for (const button of document.querySelectorAll('main tbody button')) {
                button.focus();
                await drawn();
                const { left, top, width, height } = button.getBoundingClientRect();
                const there = document.elementFromPoint(left + width / 2, top + height / 2);
                if (!button.contains(there)) covered.push(button.ariaLabel);
            }
            done(covered);
        })();";
    let covered = console
        .client
        .execute_async(script, Vec::new())
        .await
        .unwrap();
    assert_eq!(
        covered,
        serde_json::json!([]),
        "these have the focus and are covered"
    );
    let kept = KEPT.iter().map(|mode| mode.0);
    let mut wanted: Vec<&str> = kept.chain(NOT_KEPT).collect();
    named.sort();
    wanted.sort_unstable();
    assert_eq!(named, wanted);
}

/// Presses a mode's button; the sender says that it takes it.
async fn tell(console: &Console, name: &str) {
    console.open_settings("Simulator").await;
    console.press_button(&format!("Send 1: {name}")).await;
    let wanted = format!("Told to send 1: {name}.");
    let is_told = async || {
        let said = console.text("main table ~ [role=status]").await;
        said.contains(&wanted).then_some(())
    };
    until(&wanted, is_told).await;
}

/// Sends one in a mode; gives the row of the last delivery, and how many came.
async fn send(console: &Console, name: &str, count: usize) -> (Row, u64) {
    let reader = Reader::open(&console.profile().path).await.unwrap();
    let before = reader.size().await.unwrap();
    tell(console, name).await;
    console.press_button("See the deliveries").await;
    console.heading("Deliveries").await;
    console.pointer_away().await;
    let came = async || {
        let rows = console.rows().await;
        let new: Vec<Row> = rows
            .into_iter()
            .filter(|row| row.sequence > before)
            .collect();
        (new.len() >= count).then_some(new)
    };
    let new = until(&format!("the deliveries of {name}"), came).await;
    let count = u64::try_from(new.len()).unwrap();
    (new.into_iter().next().unwrap(), count)
}

/// The delivery leads to a card of this kind that waits.
async fn stands_on_a_card(console: &Console, row: &Row, kind: &str) {
    console.open_delivery(row.sequence).await;
    // What comes again of an object that has gone on stands on a card of that too.
    let link = format!("[data-testid=delivery-card][data-kind={kind}]");
    let said = console.text(&link).await;
    assert!(said.starts_with("On a card that waits"), "{kind}: {said}");
    console.press(&format!("{link} button")).await;
    let card = format!("[data-testid=card][data-kind={kind}]");
    let said = console.text(&card).await;
    assert!(
        said.contains(&format!("entry {}", row.sequence)),
        "{kind}: {said}"
    );
}

/// How many rows the list of deliveries holds, from the first one on.
async fn held(console: &Console) -> u64 {
    console.go_to("Deliveries").await;
    console.pointer_away().await;
    let foot = async || {
        let said = console
            .text("section[aria-labelledby=list-heading] > footer")
            .await;
        let (count, _) = said.split_once(" rows, from the first")?;
        count.trim().parse().ok()
    };
    until("the count of rows below the list", foot).await
}

/// The status bar counts what was turned away.
async fn reads_what_was_turned_away(console: &Console) {
    let counted = async || {
        console.press("[data-testid=webhooks-status]").await;
        let said = console.text("[role=dialog]").await;
        console.keys([fantoccini::key::Key::Escape.into()]).await;
        said.contains("Turned away").then_some(())?;
        (!said.contains("0 beyond the quota")).then_some(())
    };
    until("the count of what was turned away", counted).await;
}

/// The verified and the quarantine hold each its own, and nothing of the other.
async fn stand_apart(console: &Console, own: &[(u64, &str)]) {
    for (view, is_verified) in [("Verified", true), ("Quarantine", false)] {
        console.press_button(view).await;
        console.pointer_away().await;
        let apart = async || {
            let rows = console.rows().await;
            let has = |sequence| rows.iter().any(|row| row.sequence == sequence);
            own.iter()
                .all(|(sequence, mark)| has(*sequence) == ((*mark == MATCHES) == is_verified))
                .then_some(())
        };
        until(&format!("the modes' rows under {view}"), apart).await;
    }
}

/// What was turned away is told by one entry when the receiver starts anew, as after a change of
/// its settings.
async fn leaves_one_counted_entry(console: &Console) {
    console.open_settings("Profile").await;
    console.press_label("Answer 200 for everything").await;
    console.press_button("Save").await;
    console.go_to("Timeline").await;
    console.pointer_away().await;
    let row = console
        .row_where("the entry of what was turned away", |row| {
            row.text.contains("Requests turned away")
        })
        .await;
    assert_eq!((row.mark.as_str(), row.links), (REFUSED, 0), "{row:?}");
    console.press_row(row.sequence).await;
    let said = console.text("aside").await;
    assert!(said.contains("requests were turned away"), "{said}");
    // Another receiver goes on with what the one before it had counted.
    let counts = console.text("[data-testid=webhooks-status]").await;
    assert!(!counts.contains("0 refused"), "{counts}");
}
