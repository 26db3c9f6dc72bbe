//! The door *Connect to Cedar*, walked through by the keyboard alone, with slips on the way.

use crate::{
    console::Console,
    posting::Post,
    served::{API_KEY, API_SECRET, Served},
    set_up::{OPERATOR, TITLE},
    until::until,
};
use domain::SecretKind;
use std::net::TcpListener;
use vault::{KeyringStore, Prompt, SecretName, SecretText, Vault};
use webhooks::WebhookSecret;

const SECRET: &str = "whsec-5ThQ8vWz2LpXn7RdKj4MbYc6";
const TRANSACTION: u64 = 4711;

#[tokio::test]
async fn an_account_is_connected_by_the_keyboard_alone_up_to_a_delivery_that_is_seen() {
    let console = Console::open("connect").await;
    names_operator_and_profile(&console).await;
    let _served = enters_server_and_credentials(&console).await;
    enters_secret(&console).await;
    leaves_and_slips_in_the_settings(&console).await;
    let url = sets_the_way_in(&console).await;
    console.says("approved from the start").await;
    console.says("id,status").await;
    console.enter("Go on").await;

    waits_and_is_helped(&console, &url).await;
    sees_deliveries(&console, &url).await;
    expects_tests(&console, &url).await;
    console.enter("Open the timeline").await;
    no_fact_came_of_the_test(&console).await;
    console.close().await;
}

async fn names_operator_and_profile(console: &Console) {
    console.enter("Connect to Cedar").await;
    console.says("Who works here?").await;
    console.tab_to("Your name").await;
    console.refill("  ").await;
    console.says("A name is 1 to 64 characters").await;
    console.fill("Your name", OPERATOR).await;

    console.says("Which account is this?").await;
    console.choose_sandbox().await;
    console.fill("Title", "").await;
    console.says("A profile's name is 1 to 32 of").await;
    console.fill("Name of its folder", "Acme Ltd").await;
    console.says("\"Acme Ltd\". Nothing was changed.").await;
    console.fill("Title", TITLE).await;
    console.says("\"Acme Ltd\". Nothing was changed.").await;
    console.fill("Name of its folder", "acme-exports-ltd").await;
    console.says("The sandbox’s address is not public").await;
    console.says(&format!("SANDBOX · {TITLE}")).await;
}

/// Wrong ones are not kept; the right ones are proven by a call.
async fn enters_server_and_credentials(console: &Console) -> Served {
    console.fill("Base URL", "http://example.com/bpapi").await;
    console.says("http is for this machine alone").await;
    let served = console.enter_server().await;
    let wrong = format!("{API_SECRET}-mistyped");
    console.enter_credentials(API_KEY, &wrong).await;
    console.says("They are not kept").await;
    console.enter_credentials(API_KEY, API_SECRET).await;
    console.says("The API can be called.").await;
    console.enter("Go on").await;
    console.says("With it Cedar signs what it sends").await;
    served
}

async fn enters_secret(console: &Console) {
    console
        .fill("Webhook secret", " with a blank before it")
        .await;
    console.says("begins or ends with white space").await;
    console
        .says("Nothing was stored. Paste the secret again.")
        .await;
    // After a refusal the field has the focus, and is empty.
    console.keys("guessable".chars()).await;
    console.says("Weak:").await;
    console.refill(SECRET).await;
    console.says("in the keyring").await;
    let secret = WebhookSecret::new(SECRET.into()).unwrap();
    console
        .says(&format!("{} as verdicts name it", secret.key_id()))
        .await;

    let name = SecretName {
        profile: console.keyring_id(),
        kind: SecretKind::WebhookCurrent,
    };
    let keyring = Vault::open(KeyringStore::default()).unwrap();
    let kept = keyring.read(&name, Prompt::Never).await;
    assert_eq!(kept, Ok(Some(SecretText::new(SECRET.to_owned()))));
    console.enter("Go on").await;
}

/// The set-up can be left and goes on where it was; meanwhile addresses that can't be.
async fn leaves_and_slips_in_the_settings(console: &Console) {
    console.says("Deliveries are taken at this address").await;
    console.enter("Leave, go on later").await;
    console.heading("Timeline").await;
    console.settings("Profile").await;
    let holder = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = holder.local_addr().unwrap().to_string();
    for (address, why) in [
        (
            "nonsense",
            "\"nonsense\" is no address with a port, such as",
        ),
        ("0.0.0.0:8787", "0.0.0.0 is not this machine alone"),
        (&taken, "Another program listens on 127.0.0.1:"),
    ] {
        console.fill("Address on this machine", address).await;
        console.says(why).await;
    }
    console.enter("Go on").await;
}

/// Keeps the port, and gives the address that a person copies.
async fn sets_the_way_in(console: &Console) -> String {
    console.says("Deliveries are taken at this address").await;
    console.enter("Keep 127.0.0.1:").await;
    console.says("the same at each start").await;
    // The clipboard of a display without a desktop can't be read.
    let script = "navigator.clipboard.writeText = async text => { window.copied = text; };";
    console.client.execute(script, Vec::new()).await.unwrap();
    console.enter("Copy the address with its secret path").await;
    let copied = async || {
        let copied = console
            .client
            .execute("return window.copied ?? null;", Vec::new());
        copied.await.unwrap().as_str().map(str::to_owned)
    };
    let url = until("the address to be copied", copied).await;
    assert_eq!(url, console.own_url());
    assert!(!console.is_saying(&url).await, "the path is shown in part");
    console.enter("Go on").await;
    url
}

async fn waits_and_is_helped(console: &Console, url: &str) {
    console.says("Waiting for the first delivery").await;
    assert!(!console.is_saying("Nothing has come yet").await);
    // The page's clock goes a minute ahead: nobody waits for it here.
    let script = "const Real = Date; const ahead = () => Real.now() + 61_000;
        window.Date = class extends Real {
            constructor(...told) { super(...(told.length > 0 ? told : [ahead()])); }
            static now() { return ahead(); }
        };
        window.backInTime = () => { window.Date = Real; };";
    console.client.execute(script, Vec::new()).await.unwrap();
    console.says("Nothing has come yet. What it may be:").await;
    console.says("lacks the secret path").await;
    let script = "window.backInTime();";
    console.client.execute(script, Vec::new()).await.unwrap();

    let genuine = Post::signed(SECRET, TRANSACTION, "OnOff_PENDING");
    let (address, _) = url.split_once("/hooks/").unwrap();
    assert_eq!(genuine.to_url(&format!("{address}/hooks/guess")).await, 404);
    console.says("Waiting for the first delivery").await;
}

async fn sees_deliveries(console: &Console, url: &str) {
    let other = Post::signed(
        "another-secret-than-this-one-4b7",
        TRANSACTION,
        "OnOff_PENDING",
    );
    assert_eq!(other.to_url(url).await, 401);
    console.says("the secret entered here is another one").await;
    assert!(!console.is_saying("The way in works.").await);

    let genuine = Post::signed(SECRET, TRANSACTION, "OnOff_IN_PROGRESS");
    assert_eq!(genuine.to_url(url).await, 200);
    console.says("A delivery was verified at").await;
    console.says("The way in works.").await;
    shows(console, &[("hash_matches", false), ("refused", false)]).await;
}

async fn expects_tests(console: &Console, url: &str) {
    console.enter("Expect tests for 15 minutes").await;
    console.says("Expected until").await;
    let mock = Post::signed(SECRET, TRANSACTION, "OnOff_COMPLETED");
    assert_eq!(mock.to_url(url).await, 200);
    shows(
        console,
        &[
            ("hash_matches", true),
            ("hash_matches", false),
            ("refused", false),
        ],
    )
    .await;
    console.enter("No longer expect tests").await;
    console.says("Not expected now").await;
}

/// Waits until these came in, newest first: the mark of each, and whether it is a test.
async fn shows(console: &Console, wanted: &[(&str, bool)]) {
    let script = "return [...document.querySelectorAll('[data-testid=first-row]')]
        .map(row => [row.dataset.mark, /\\btest\\b/.test(row.innerText)]);";
    let wanted = serde_json::json!(wanted);
    let look = async || {
        let found = console.client.execute(script, Vec::new()).await.unwrap();
        (found == wanted).then_some(())
    };
    until(&format!("what came in to be {wanted}"), look).await;
}

async fn no_fact_came_of_the_test(console: &Console) {
    console.open_transaction(TRANSACTION).await;
    let both = async || {
        // What was read from the API for them stands there too.
        let mut rows = console.rows().await;
        rows.retain(|row| !row.verdict.is_empty());
        (rows.len() == 2).then_some(rows)
    };
    let rows = until("both deliveries on the timeline", both).await;
    assert!(rows.iter().all(|row| row.mark == "hash_matches"));
    let (mock, genuine) = (rows.first().unwrap(), rows.last().unwrap());
    assert!(mock.text.contains("COMPLETED") && genuine.text.contains("IN_PROGRESS"));
    let tags = console.count("[role=row] [data-testid=test-tag]");
    assert_eq!(tags.await, 1);
    let status = console.text("[data-testid=subject-status]").await;
    assert!(status.contains("IN_PROGRESS"), "{status}");
    assert!(!console.is_saying("Connecting is not finished").await);
}
