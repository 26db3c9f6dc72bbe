//! A keyring that is locked, absent or hanging: the window says so and what to do; nothing is lost.

use crate::{
    console::{Console, Opening},
    page::Row,
    posting::Post,
    served::{API_KEY, API_SECRET, Served},
    until::until,
};
use std::sync::Arc;
use tempfile::TempDir;
use tests_keyring::{Begins, Session};

const SECRET: &str = "whsec-5ThQ8vWz2LpXn7RdKj4MbYc6";
const TRANSACTION: u64 = 1632;

#[tokio::test]
async fn a_stored_secret_counts_after_a_restart_and_a_locked_keyring_is_not_an_empty_one() {
    let home = TempDir::new().unwrap();
    let session = Session::start(home.path());
    let name = "keyring-locked";
    let keyring = session.keyring(Begins::Unlocked);
    let (folder, _served) = connected(name, &session).await;

    let console = again(name, &session, &folder).await;
    is(&console, "available").await;
    let post = Post::signed(SECRET, TRANSACTION, "OnOff_PENDING");
    assert_eq!(post.to_url(&console.own_url()).await, 200);
    console.close().await;

    drop(keyring);
    let keyring = session.keyring(Begins::Locked);
    let console = again(name, &session, &folder).await;
    is(&console, "locked").await;
    let post = is_not_checked(&console).await;
    console.settings("Keyring").await;
    console.says("The keyring is locked (").await;
    console
        .says("open Passwords and Keys (GNOME) or KWalletManager (KDE)")
        .await;
    // Nothing here can ask for the password.
    console.enter("Try the keyring again").await;
    is(&console, "locked").await;
    console.settings("Secrets").await;
    console.says("can’t be known").await;

    drop(keyring);
    let _keyring = session.keyring(Begins::Unlocked);
    console.settings("Keyring").await;
    console.enter("Try the keyring again").await;
    is(&console, "available").await;
    is_checked_now(&console, &post).await;
    console.close().await;
}

#[tokio::test]
async fn without_a_keyring_or_while_it_hangs_deliveries_wait_until_it_answers() {
    let home = TempDir::new().unwrap();
    let session = Session::start(home.path());
    let name = "keyring-absent-hanging";
    let keyring = session.keyring(Begins::Unlocked);
    let (folder, _served) = connected(name, &session).await;

    drop(keyring);
    let console = again(name, &session, &folder).await;
    is(&console, "none here").await;
    let post = is_not_checked(&console).await;
    console.settings("Keyring").await;
    console.says("There is no keyring in this session (").await;
    console
        .says("Install GNOME Keyring (package gnome-keyring) or KWallet")
        .await;
    let keyring = session.keyring(Begins::Unlocked);
    console.enter("Try the keyring again").await;
    is(&console, "available").await;
    is_checked_now(&console, &post).await;
    console.close().await;

    keyring.hang();
    let console = again(name, &session, &folder).await;
    let post = is_not_checked(&console).await;
    is(&console, "does not answer").await;
    console.settings("Keyring").await;
    console.says("The keyring did not answer within 5 s.").await;
    console
        .says("Look for a window that asks for the keyring's password")
        .await;
    keyring.go_on();
    console.enter("Try the keyring again").await;
    is(&console, "available").await;
    is_checked_now(&console, &post).await;
    console.close().await;
}

#[tokio::test]
async fn where_there_is_no_keyring_a_secret_counts_for_the_session_and_is_asked_for_anew() {
    let home = TempDir::new().unwrap();
    let session = Session::start(home.path());
    let name = "keyring-none";
    let console = open(name, &session, None).await;
    console.name_profile().await;
    let _served = console.enter_server().await;
    console.says("The keyring can’t be used now").await;
    console.tab_to("Keep them for this session only").await;
    console.keys([' ']).await;
    console.enter_credentials(API_KEY, API_SECRET).await;
    console.says("The API can be called.").await;
    console.enter("Go on").await;
    console
        .says("Until then a secret can be kept in memory for this session alone")
        .await;
    console.fill("Webhook secret", SECRET).await;
    console
        .says("Nothing was stored. Paste the secret again.")
        .await;
    keep_for_the_session(&console).await;
    console.enter("Leave, go on later").await;
    console.heading("Timeline").await;
    let post = Post::signed(SECRET, TRANSACTION, "OnOff_PENDING");
    assert_eq!(post.to_url(&console.own_url()).await, 200);
    let folder = console.folder();
    console.close().await;

    let console = again(name, &session, &folder).await;
    is(&console, "none here").await;
    let post = is_not_checked(&console).await;
    console.settings("Secrets").await;
    console.enter("Set the webhook secret…").await;
    keep_for_the_session(&console).await;
    is_checked_now(&console, &post).await;
    is(&console, "none here").await;
    console.close().await;
}

async fn keep_for_the_session(console: &Console) {
    console.tab_to("Keep it for this session only").await;
    console.keys([' ']).await;
    console.fill("Webhook secret", SECRET).await;
    console.says("It is in memory until the program ends").await;
    let is_over =
        async || (!console.is_saying("Keep it for this session only").await).then_some(());
    until("the form to close", is_over).await;
}

/// Connects a profile in this session, sees that it receives, and ends the program.
async fn connected(name: &str, session: &Session) -> (Arc<TempDir>, Served) {
    let console = open(name, session, None).await;
    let served = console.connect(SECRET).await;
    is(&console, "available").await;
    let folder = console.folder();
    console.close().await;
    (folder, served)
}

async fn open(name: &str, session: &Session, folder: Option<&Arc<TempDir>>) -> Console {
    let opening = Opening {
        bus: Some(session.address()),
        folder: folder.map(Arc::clone),
        ..Opening::default()
    };
    Console::open_as(name, opening).await
}

/// Starts the program once more.
async fn again(name: &str, session: &Session, folder: &Arc<TempDir>) -> Console {
    let console = open(name, session, Some(folder)).await;
    console.heading("Timeline").await;
    console
}

/// The status bar says so of the keyring.
async fn is(console: &Console, state: &str) {
    bar(console, "keyring-status", state).await;
}

async fn bar(console: &Console, item: &str, words: &str) {
    let css = format!("[data-testid={item}]");
    let look = async || console.text(&css).await.ends_with(words).then_some(());
    until(&format!("{words:?} in {item}"), look).await;
}

/// A genuine delivery is kept and not checked, and the sender is told to come again.
async fn is_not_checked(console: &Console) -> Post {
    bar(
        console,
        "webhooks-status",
        "secret can’t be read: not checked",
    )
    .await;
    let post = Post::signed(SECRET, TRANSACTION, "OnOff_IN_PROGRESS");
    assert_eq!(post.to_url(&console.own_url()).await, 503);
    console.go_by_keys("gd", "Deliveries").await;
    let is_posted = |row: &Row| row.uuid == post.uuid;
    let row = console.row_where("the posted delivery", is_posted).await;
    assert_eq!(row.verdict, "not_checked", "{row:?}");
    assert!(
        row.text.contains("the keyring could not be read"),
        "{row:?}"
    );
    post
}

/// What waited was checked since, and what comes is checked at once.
async fn is_checked_now(console: &Console, waited: &Post) {
    console.go_by_keys("gd", "Deliveries").await;
    let is_checked = |row: &Row| row.uuid == waited.uuid && row.verdict.starts_with("verified");
    console
        .row_where("what waited to be checked", is_checked)
        .await;
    let post = Post::signed(SECRET, TRANSACTION, "OnOff_COMPLETED");
    assert_eq!(post.to_url(&console.own_url()).await, 200);
}
