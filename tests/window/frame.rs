//! The frame around every screen: environments, profiles, palette, keys, themes, the auditor's
//! mode, narrow windows, and what it says when the ledger can't be read.

use crate::{
    axe::Axe,
    console::Console,
    page::{Row, VERDICT},
    past,
    picture::{behind_count, title},
    posting::{Post, SIGNED},
    until::until,
};
use domain::{Environment, ProfileName};
use fantoccini::key::Key;
use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};
use std::fs;
use tempfile::TempDir;

const LIVE: &str = "whsec-9b1c44d07a6e4f3c8e2d5a6b7c8d9e0f";
const SANDBOX: &str = "whsec-0d5e6f7081924a3bb4c5d6e7f8091a2b";
const CONTROL: char = '\u{E009}';
const SHIFT: char = '\u{E008}';

/// Two profiles that receive, and one that can't be opened.
async fn two_profiles(name: &str) -> Console {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    past::profile(&data, "acme", Environment::Live, LIVE).await;
    past::profile(&data, "beta", Environment::Sandbox, SANDBOX).await;
    let gone = past::profile(&data, "gone", Environment::Sandbox, SANDBOX).await;
    fs::write(gone.path.join("profile.json"), "{").unwrap();
    let console = Console::open_in(name, folder).await;
    console.find("[data-testid=profile-tag]").await;
    console
}

async fn post(console: &Console, profile: &str, secret: &str, transaction: u64) -> Post {
    let post = Post::over(secret, SIGNED, transaction, "OnOff_QUOTE_APPROVED");
    assert_eq!(post.to_url(&console.url_of(profile)).await, 200);
    post
}

async fn has_row_on(console: &Console, transaction: u64) {
    let subject = format!("transaction:{transaction}");
    let is_there = |row: &Row| row.subject == subject && row.is_vouched_for();
    console
        .row_where(&format!("a row of {subject}"), is_there)
        .await;
}

/// The band, the tag and the window's title say the same environment.
async fn is_in(console: &Console, environment: &str, profile: &str) {
    let word = environment.to_uppercase();
    console
        .find(&format!(
            "[data-testid=environment-band][data-environment={environment}]"
        ))
        .await;
    let tag = async || {
        let said = console.text("[data-testid=profile-tag]").await;
        (said.contains(&word) && said.contains(profile)).then_some(())
    };
    until(&format!("the tag {word} {profile}"), tag).await;
    let titled = async || {
        behind_count(&title()?)
            .starts_with(&format!("{word} · "))
            .then_some(())
    };
    until(&format!("{word} in the window's title"), titled).await;
}

/// Takes a profile from the switcher.
async fn take_profile(console: &Console, name: &str) {
    console.keys("gp".chars()).await;
    console.find("[role=menu]").await;
    let script = "return document.activeElement?.dataset.key;";
    let on_it = async || {
        let focused = console.client.execute(script, Vec::new()).await.unwrap();
        if focused == name {
            return Some(());
        }
        console.keys([Key::Down.into()]).await;
        None
    };
    until(&format!("the cursor on {name}"), on_it).await;
    console.keys([Key::Enter.into()]).await;
    console.gone("[role=menu]").await;
}

/// Opens the palette, types, and takes the first line once it is this.
pub async fn run(console: &Console, typed: &str, wanted: &str) {
    console.chord(&[CONTROL], 'k').await;
    console.find("[role=dialog] input").await;
    console.keys(typed.chars()).await;
    let first = async || {
        let said = console.text("[role=menu] [role=menuitem]").await;
        said.contains(wanted).then_some(())
    };
    until(
        &format!("{wanted:?} first among the lines for {typed:?}"),
        first,
    )
    .await;
    let script = "return document.querySelector('[role=menu] [data-focused]')?.innerText ?? '';";
    let on_it = async || {
        let focused = console.client.execute(script, Vec::new()).await.unwrap();
        if focused.as_str()?.contains(wanted) {
            return Some(());
        }
        console.keys([Key::Down.into()]).await;
        None
    };
    until(&format!("the cursor on {wanted:?}"), on_it).await;
    console.keys([Key::Enter.into()]).await;
    console.gone("[role=dialog]").await;
}

#[tokio::test]
async fn two_profiles_receive_at_once_and_everything_is_found_by_the_palette() {
    let console = two_profiles("frame-profiles").await;
    is_in(&console, "live", "acme").await;
    post(&console, "acme", LIVE, 71).await;
    let unseen = post(&console, "beta", SANDBOX, 82).await;
    has_row_on(&console, 71).await;
    assert!(
        console
            .rows()
            .await
            .iter()
            .all(|row| row.subject != "transaction:82")
    );

    // By the keyboard to the other one; the one that can't be opened says so.
    console.keys("gp".chars()).await;
    let menu = console.text("[role=menu]").await;
    assert!(menu.contains("could not be opened"), "{menu}");
    console.keys([Key::Escape.into()]).await;
    console.gone("[role=menu]").await;
    take_profile(&console, "beta").await;
    is_in(&console, "sandbox", "beta").await;
    has_row_on(&console, 82).await;
    post(&console, "acme", LIVE, 73).await;

    run(&console, "82", "Transaction 82").await;
    console.at("#/transaction/82").await;
    console.heading("Transaction").await;
    run(&console, unseen.uuid.get(..8).unwrap(), &unseen.uuid).await;
    let said = console.text(VERDICT).await;
    assert_eq!(said, "hash matches, covers id, status");
    run(&console, "OnOff_QUOTE", "OnOff_QUOTE_APPROVED").await;
    console.find("[data-testid=delivery]").await;
    run(&console, "audit", "Audit").await;
    console.heading("Audit").await;
    run(&console, "acme", "LIVE · acme").await;
    is_in(&console, "live", "acme").await;
    console.keys("gt".chars()).await;
    console.heading("Timeline").await;
    has_row_on(&console, 73).await;

    run(&console, "simulator", "Simulator").await;
    console
        .press_button("Start the simulator and go there")
        .await;
    is_in(&console, "simulator", "simulator").await;
    console.close().await;
}

#[tokio::test]
async fn keys_themes_narrow_windows_and_the_auditors_mode() {
    let console = two_profiles("frame-modes").await;
    post(&console, "acme", LIVE, 71).await;
    has_row_on(&console, 71).await;
    keys_and_themes(&console).await;
    let mut axe = Axe::on(&console).await;
    narrow(&console, &mut axe).await;
    auditors_mode(&console).await;
    unreadable(&console, &mut axe).await;
    axe.found_nothing();
    console.close().await;
}

async fn keys_and_themes(console: &Console) {
    console.keys(['?']).await;
    let help = console.text("[role=dialog]").await;
    for group in ["Go to", "Window", "In a list", "On a delivery", "On a card"] {
        assert!(help.contains(group), "{group} in {help}");
    }
    console.keys([Key::Escape.into()]).await;
    console.gone("[role=dialog]").await;
    let theme = "return document.documentElement.dataset.theme;";
    let before = console.client.execute(theme, Vec::new()).await.unwrap();
    let other = if before == "dark" { "light" } else { "dark" };
    console.chord(&[CONTROL, SHIFT], 'L').await;
    console.find(&format!("html[data-theme={other}]")).await;
    // Kept for the next time.
    console.client.refresh().await.unwrap();
    console.find(&format!("html[data-theme={other}]")).await;
    console.find("[data-testid=profile-tag]").await;
    console.chord(&[CONTROL, SHIFT], 'L').await;
    console
        .find(&format!("html[data-theme={}]", before.as_str().unwrap()))
        .await;
}

/// How wide the rail is, whether its words are to be seen, and how the inspector stands.
async fn layout(console: &Console) -> serde_json::Value {
    let script = "const rail = document.querySelector('nav[aria-label=Places]');
        const label = rail.querySelector('button span').getBoundingClientRect();
        const aside = document.querySelector('aside');
        const style = getComputedStyle(aside);
        const over = document.elementFromPoint(window.innerWidth - 40, 200);
        return { rail: rail.offsetWidth, words: label.width > 1,
            inspector: style.display === 'none' ? 'away' : style.position === 'absolute'
                ? 'drawer' : 'beside',
            seen: aside.contains(over), spills: document.body.scrollWidth > window.innerWidth
                || document.documentElement.scrollHeight > window.innerHeight };";
    console.client.execute(script, Vec::new()).await.unwrap()
}

async fn narrow(console: &Console, axe: &mut Axe<'_>) {
    console.go_to("Timeline").await;
    for (width, has_row, rail, words, inspector) in [
        (1400, false, 160, true, "beside"),
        (1200, false, 160, true, "away"),
        (1200, true, 160, true, "drawer"),
        (1000, true, 48, false, "drawer"),
        (1000, false, 48, false, "away"),
        (1280, false, 160, true, "beside"),
    ] {
        console.resize(width, 700).await;
        let chosen = console.chosen().await.is_some();
        if has_row != chosen {
            console
                .keys([if has_row { 'j' } else { Key::Escape.into() }])
                .await;
        }
        let wanted = serde_json::json!({
            "rail": rail, "words": words, "inspector": inspector,
            "seen": inspector != "away", "spills": false,
        });
        let mut last = serde_json::Value::Null;
        let as_wanted = async || {
            last = layout(console).await;
            (last == wanted).then_some(())
        };
        until(&format!("{wanted} at {width}"), as_wanted).await;
        if width == 1000 {
            axe.look(&format!("a narrow window, inspector {inspector}"))
                .await;
        }
    }
}

/// Buttons that change something, by the words on them, and where they stand.
const ACTS: [(&str, &[&str]); 5] = [
    ("Profile", &["Save", "Renew the path…", "Switch it off…"]),
    ("Secrets", &["Rotate…"]),
    ("Operator", &["Save the name"]),
    ("Field sets", &[]),
    ("Simulator", &["Start the simulator and go there"]),
];

async fn auditors_mode(console: &Console) {
    console.chord(&[CONTROL, SHIFT], 'A').await;
    let notice = "[aria-label='Nothing can be changed']";
    console.find(notice).await;
    for (section, buttons) in ACTS {
        console.open_settings(section).await;
        for button in buttons {
            let found = console.find_button(button).await;
            assert!(!found.is_enabled().await.unwrap(), "{section}: {button}");
            let why = found.attr("aria-describedby").await.unwrap().unwrap();
            let why = console.text(&format!("[id='{why}']")).await;
            assert!(why.contains("nothing can be changed"), "{button}: {why}");
        }
        // The input of a file is never shown: the button before it is disabled.
        let script = "return document.querySelectorAll(
            'main :is(input:not([type=file]), textarea):not(:disabled)'
            + ', main [data-danger]:not(:disabled)').length;";
        let open = console.client.execute(script, Vec::new()).await.unwrap();
        assert_eq!(
            open,
            serde_json::json!(0),
            "fields of {section} that can be typed into"
        );
    }
    console.keys("gt".chars()).await;
    console.heading("Timeline").await;
    console.keys(['j']).await;
    let note = console.find("aside textarea").await;
    assert!(!note.is_enabled().await.unwrap());
    // What comes is received as ever.
    post(console, "acme", LIVE, 74).await;
    console.keys([Key::Escape.into()]).await;
    has_row_on(console, 74).await;
    console.press_button("Leave the auditor’s mode").await;
    console.gone(notice).await;
    console.open_settings("Profile").await;
    assert!(
        console
            .find_button("Renew the path…")
            .await
            .is_enabled()
            .await
            .unwrap()
    );
}

/// The ledger's file is damaged under the program: a table is gone.
async fn unreadable(console: &Console, axe: &mut Axe<'_>) {
    console.keys("gt".chars()).await;
    console.heading("Timeline").await;
    has_row_on(console, 71).await;
    let folder = console
        .profile_named(&ProfileName::parse("acme").unwrap())
        .path;
    let file = SqliteConnectOptions::new().filename(folder.join("ledger.db"));
    let mut ledger = file.connect().await.unwrap();
    let damage = "ALTER TABLE entry RENAME TO entry_that_was";
    sqlx::raw_sql(damage).execute(&mut ledger).await.unwrap();
    ledger.close().await.unwrap();
    take_profile(console, "acme").await;
    let stale = console.text("main [role=status]").await;
    assert!(stale.starts_with("As it was"), "{stale}");
    assert!(stale.contains(". Could not "), "{stale}");
    assert!(stale.contains("Nothing was changed."), "{stale}");
    has_row_on(console, 71).await;
    console.find_button("Ask again").await;
    axe.look("what is stale").await;
    console.press_button("Refused").await;
    let failed = console.text("main [role=alert]").await;
    for part in [
        "The timeline could not be read",
        "Nothing was changed",
        "The log holds",
    ] {
        assert!(failed.contains(part), "{part}: {failed}");
    }
    axe.look("what failed").await;
}
