//! Merchants, the KYC board and receiver accounts by keyboard alone, over a catalog that is there.

use crate::{
    album::Album,
    console::{Console, Opening},
    large::merchants::filled,
    until::until,
};
use fantoccini::key::Key;

impl Console {
    /// Waits until the window is at this address.
    pub async fn at(&self, hash: &str) {
        let script = "return window.location.hash;";
        let is_there = async || {
            let now = self.client.execute(script, Vec::new()).await.ok()?;
            (now == serde_json::json!(hash)).then_some(())
        };
        until(hash, is_there).await;
    }

    /// Waits until the list shows so many merchants or accounts.
    pub async fn objects(&self, what: &str, fits: impl Fn(u64) -> bool) {
        let css = "[role=row][data-subject]";
        let shown = async || {
            let found = self.count(css).await;
            fits(found).then_some(())
        };
        until(what, shown).await;
    }
}

#[tokio::test]
async fn merchants_and_accounts_are_found_and_opened_by_keyboard_alone() {
    let opening = Opening {
        folder: Some(filled(260).await),
        ..Opening::default()
    };
    let console = Console::open_as("catalog", opening).await;
    let album = Album::of(&console);
    console.heading("Timeline").await;
    console.keys("gm".chars()).await;
    console.heading("Merchants").await;
    console.objects("merchants", |count| count > 5).await;
    album.some("merchants").await;
    console.keys("j".chars()).await;
    console.find("[data-testid=open-object]").await;
    album.some("merchants-row").await;
    console.keys([Key::Escape.into()]).await;
    console.keys("/rc-200".chars()).await;
    console
        .objects("the one that fits", |count| count == 1)
        .await;
    console.keys([Key::Enter.into()]).await;
    console.keys([Key::Down.into(), Key::Enter.into()]).await;
    console.at("#/merchant/200").await;

    console.keys("gb".chars()).await;
    console.heading("KYC board").await;
    console.keys("j".chars()).await;
    console.keys([Key::Right.into()]).await;
    album.some("board").await;
    let focused = "return document.activeElement.dataset.subject ?? null;";
    let subject = console.client.execute(focused, Vec::new()).await.unwrap();
    let number = subject.as_str().unwrap().trim_start_matches("merchant:");
    console.keys([Key::Enter.into()]).await;
    console.at(&format!("#/merchant/{number}")).await;

    console.keys("gr".chars()).await;
    console.heading("Receiver accounts").await;
    console.objects("accounts", |count| count > 5).await;
    album.some("accounts").await;

    // By a name that is written from right to left.
    console.chord(&[Key::Control.into()], 'k').await;
    console.keys("النور 80".chars()).await;
    let first = "return document.querySelector('[role=menu] [role=menuitem]')?.innerText ?? '';";
    let found = async || {
        let text = console.client.execute(first, Vec::new()).await.ok()?;
        text.as_str()?.contains("النور").then_some(())
    };
    until("a merchant of this name", found).await;
    album.some("palette-merchant").await;
    console.keys([Key::Enter.into()]).await;
    console.at("#/merchant/80").await;
    console.close().await;
}
