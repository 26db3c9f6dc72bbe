//! A merchant from nothing to approved with all that it needs, by the keyboard alone; what else
//! compliance may answer; and a program that is killed while its submission waits for its answer.

use crate::{
    console::{Console, Opening},
    frame,
    served::{Served, WEBHOOK_SECRET},
    set_up::PROFILE,
    until::until,
};
use fantoccini::{Locator, key::Key};
use reqwest::Method;
use serde_json::{Value, json};
use std::{fs, path::PathBuf};

/// From right to left, and as long as companies call themselves.
const LEGAL_NAME: &str = "شركة النيل للتجارة والصناعات الغذائية والمقاولات العامة ش.م.م";

const MERCHANT: [(&str, &str); 14] = [
    ("Legal name", LEGAL_NAME),
    ("Trading name", "Nile Foods"),
    ("Country", "Egypt"),
    ("Registration number", "س.ت 471100"),
    ("Industry", "Food hospitality"),
    ("Contact name", "Mona Hassan"),
    ("E-mail", "ops@nile.example"),
    ("Phone prefix", "20"),
    ("Phone", "1001234567"),
    ("Street", "شارع التحرير"),
    ("Street number", "12"),
    ("Postal code", "11511"),
    ("City", "القاهرة"),
    ("State", "القاهرة"),
];

/// Of the registry's own examples.
const IBAN: &str = "DE89370400440532013000";
const BANK: [(&str, &str); 13] = [
    ("Name on account", LEGAL_NAME),
    ("Currency", "EUR"),
    ("Bank name", "Elbe Handelsbank"),
    ("Account number", "0532013000"),
    ("IBAN", IBAN),
    ("SWIFT/BIC", "COBADEFF"),
    ("Country", "Germany"),
    ("State", "Hamburg"),
    ("City", "Hamburg"),
    ("Postal code", "22767"),
    ("Street", "Große Elbstraße"),
    ("Street number", "9"),
    ("Sample invoice", "https://files.example/invoice.pdf"),
];
const WALLET: [(&str, &str); 10] = [
    ("Name on account", LEGAL_NAME),
    ("Currency", "USDC (ERC-20)"),
    (
        "Wallet address",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    ),
    ("Country", "Egypt"),
    ("State", "القاهرة"),
    ("City", "القاهرة"),
    ("Postal code", "11511"),
    ("Street", "شارع التحرير"),
    ("Street number", "12"),
    ("Sample invoice", "https://files.example/invoice.pdf"),
];

const SUBMIT: &str = "submit_merchant_onboarding";
const SUBMISSION: &str = "[data-testid=company-data]";

/// A window on a sandbox whose webhooks come in, and in which nothing happens by itself.
async fn connected(name: &str) -> (Console, Served) {
    let (console, served) = Console::open_connected(name, WEBHOOK_SECRET).await;
    let long = 86_400_000;
    let still = json!({ "approvalMs": long, "unsubmittedMs": long });
    served.tell(Method::PUT, "/pace", &still).await;
    deliver_to(&served, &console).await;
    (console, served)
}

async fn deliver_to(served: &Served, console: &Console) {
    let webhook = json!({ "url": console.own_url() });
    served.tell(Method::PUT, "/webhook", &webhook).await;
}

/// Types into the field of this name, and does not send its form.
async fn write(console: &Console, field: &str, text: &str) {
    console.tab_to(field).await;
    console.keys(text.chars()).await;
}

/// The number of the object whose page is open.
async fn number_shown(console: &Console) -> u64 {
    let hash = console.client.execute("return location.hash;", Vec::new());
    let hash = hash.await.unwrap();
    let mut parts = hash.as_str().unwrap().split('/');
    parts.nth(2).unwrap().parse().unwrap()
}

/// Looks the request through, sends it, and opens what it made.
async fn send(console: &Console, act: &str) {
    console.enter("Review what will be sent").await;
    console.find("[data-testid=review]").await;
    console.enter(&format!("{act} on SANDBOX")).await;
}

async fn make_merchant(console: &Console) -> u64 {
    frame::run(console, "New merchant", "New merchant").await;
    console.heading("New merchant").await;
    for (field, text) in MERCHANT {
        write(console, field, text).await;
    }
    send(console, "Create merchant").await;
    console.says("Open merchant").await;
    console.keys([Key::Enter.into()]).await;
    console.heading(LEGAL_NAME).await;
    number_shown(console).await
}

/// Finds the merchant in the list by its trading name, and opens its page.
async fn open_merchant(console: &Console) {
    console.go_by_keys("gm", "Merchants").await;
    console.keys(['/']).await;
    console.keys("nile foods".chars()).await;
    let found = async || {
        let rows = console.count("[role=row][data-subject]").await;
        (rows == 1).then_some(())
    };
    until("the merchant alone in the list", found).await;
    console
        .keys([Key::Enter.into(), 'j', Key::Enter.into()])
        .await;
    console.heading(LEGAL_NAME).await;
}

/// Waits until the page of an object shows this status, confirmed by a read.
async fn stands_on_its_page(console: &Console, of: &str, status: &str) {
    let css = format!("[data-testid={of}-status]");
    let look = async || {
        let said = console.text(&css).await;
        let confirmed = format!("{css} [data-mark=confirmed]");
        let is_confirmed = console.client.find(Locator::Css(&confirmed)).await.is_ok();
        (said.contains(status) && is_confirmed).then_some(())
    };
    until(&format!("{status} on the page"), look).await;
}

/// The board shows the merchant where it waits now.
async fn on_the_board(console: &Console, status: &str, merchant: u64, served: &Served) {
    served.becomes("merchant", merchant, status).await;
    stands_at(console, status).await;
    console.go_by_keys("gb", "KYC board").await;
    let card = format!("[data-status={status}] [data-subject='merchant:{merchant}']");
    console.find(&card).await;
}

async fn make_account(console: &Console, kind: &str, fields: &[(&str, &str)]) -> u64 {
    console.enter("New receiver account").await;
    console.heading("New receiver account").await;
    if kind == "Wallet" {
        console.tab_to("Bank account").await;
        console.keys([Key::Down.into()]).await;
    }
    for (field, text) in fields {
        write(console, field, text).await;
    }
    send(console, "Create receiver account").await;
    console.says("Open receiver account").await;
    console.keys([Key::Enter.into()]).await;
    console.find("[data-testid=account]").await;
    number_shown(console).await
}

/// The word of the status that the onboarding's page shows, once it is this.
async fn stands_at(console: &Console, status: &str) {
    let css = format!("[data-testid=onboarding-status][data-status={status}]");
    console.find(&css).await;
}

async fn step(console: &Console, name: &str, id: &str) {
    console.enter(name).await;
    console
        .find(&format!("nav [data-step={id}][aria-current=step]"))
        .await;
}

async fn is_ready(console: &Console, id: &str) {
    console
        .find(&format!("nav [data-step={id}][data-state=ready]"))
        .await;
}

/// A file on disk that is chosen as a person's file dialogue would.
fn document(console: &Console, name: &str, bytes: &[u8]) -> PathBuf {
    let folder = console.folder().path().join("to-upload");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

async fn upload(console: &Console, name: &str, purpose: &str) {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.extend_from_slice(name.as_bytes());
    bytes.resize(300_000, b' ');
    let path = document(console, name, &bytes);
    let input = Locator::Css("[data-testid=choose-documents]");
    let input = console.client.find(input).await.unwrap();
    input.send_keys(path.to_str().unwrap()).await.unwrap();
    console.find("[data-testid=chosen-document]").await;
    write(console, "What it is for", purpose).await;
    console.enter(&format!("Upload {name}")).await;
    console.gone("[data-testid=chosen-document]").await;
}

async fn accept_agreements(console: &Console) {
    step(console, "Legal agreements", "agreements").await;
    console.enter("Read them from the API").await;
    console.says("Terms of service").await;
    send(console, "Accept the agreements").await;
    console
        .find("[data-testid=agreement][data-accepted=true]")
        .await;
}

async fn fill_company(console: &Console, company_type: &str, service: &str) {
    step(console, "Company data and submission", "company").await;
    console.find(SUBMISSION).await;
    write(console, "Company type", company_type).await;
    write(console, "Service", service).await;
}

/// Submits what the form holds, and waits until the server took it.
async fn submit(console: &Console, served: &Served) {
    let before = served.effects(SUBMIT).await;
    send(console, "Submit the onboarding").await;
    stands_at(console, "PENDING_REVIEW").await;
    assert_eq!(served.effects(SUBMIT).await, before + 1, "sent once");
}

#[tokio::test]
async fn a_merchant_comes_from_nothing_to_approved_with_all_it_needs_by_the_keyboard_alone() {
    let (console, served) = connected("desk-onboarding").await;
    let merchant = make_merchant(&console).await;
    console.enter("Submit onboarding").await;
    stands_at(&console, "NEW").await;
    step(&console, "Documents", "documents").await;
    upload(&console, "certificate.pdf", "Certificate of incorporation").await;
    upload(&console, "passport.pdf", "Passport of the director").await;
    is_ready(&console, "documents").await;
    accept_agreements(&console).await;
    is_ready(&console, "agreements").await;

    fill_company(&console, "Corporation", "Consulting services").await;
    // The newest document stands first.
    for (name, file) in [
        ("passportUrl", "passport.pdf"),
        ("certificateUrl", "certificate.pdf"),
    ] {
        write(&console, "Name of the member", name).await;
        console.enter(&format!("Put its URL in: {file}")).await;
    }
    submit(&console, &served).await;
    let sent = served.object("merchant", merchant).await["businessData"].clone();
    assert_eq!(sent["companyType"], "CORPORATION");
    assert_eq!(sent["service"], "CONSULTING_SERVICES");
    for (name, file) in [
        ("certificateUrl", "certificate.pdf"),
        ("passportUrl", "passport.pdf"),
    ] {
        let url = sent[name].as_str().unwrap();
        assert!(url.ends_with(file), "{sent}");
    }
    console.says("Cedar’s answer comes as an event").await;
    on_the_board(&console, "UNDER_REVIEW", merchant, &served).await;
    served.becomes("merchant", merchant, "VALID").await;

    for (kind, fields) in [("Bank account", &BANK[..]), ("Wallet", &WALLET[..])] {
        open_merchant(&console).await;
        stands_on_its_page(&console, "merchant", "VALID").await;
        let account = make_account(&console, kind, fields).await;
        stands_on_its_page(&console, "account", "PENDING").await;
        served.becomes("account", account, "ACTIVE").await;
        stands_on_its_page(&console, "account", "ACTIVE").await;
    }
    console.go_by_keys("gr", "Receiver accounts").await;
    for masked in ["···· 000", "···· eAed"] {
        console.says(masked).await;
    }
    assert!(
        !console.is_saying(IBAN).await,
        "no full number stands in a list"
    );
    console.close().await;
}

#[tokio::test]
async fn a_submission_in_whose_middle_the_program_was_killed_is_known_after_a_restart() {
    let name = "desk-killed";
    let (console, served) = connected(name).await;
    let merchant = make_merchant(&console).await;
    console.enter("Submit onboarding").await;
    fill_company(&console, "Corporation", "Crops").await;
    // No event tells of it: after the restart it is read.
    let nowhere = json!({ "url": null });
    served.tell(Method::PUT, "/webhook", &nowhere).await;
    let never = json!({ "kind": "delay", "ms": 3_600_000, "when": "after" });
    let planned = json!({ "operation": SUBMIT, "fault": never });
    served.tell(Method::POST, "/faults", &planned).await;
    send(&console, "Submit the onboarding").await;
    let has_happened = async || (served.effects(SUBMIT).await == 1).then_some(());
    until("the submission at the server", has_happened).await;
    let folder = console.kill().await;

    let opening = Opening {
        folder: Some(folder),
        ..Opening::default()
    };
    let console = Console::open_as(name, opening).await;
    console.heading("Timeline").await;
    open_merchant(&console).await;
    console.enter("Onboarding").await;
    stands_at(&console, "PENDING_REVIEW").await;
    step(&console, "Company data and submission", "company").await;
    let outcome = "[data-testid=submissions] li";
    let is_done = async || console.text(outcome).await.contains("done").then_some(());
    until("the outcome of the submission", is_done).await;
    assert_eq!(served.effects(SUBMIT).await, 1, "it was sent once");
    deliver_to(&served, &console).await;
    served.becomes("merchant", merchant, "VALID").await;
    stands_at(&console, "VALID").await;
    let open = json!({ "profile": PROFILE });
    let open = ask(&console, "list_open_actions", open).await;
    assert_eq!(open["actions"], json!([]));
    console.close().await;
}

/// Asks a command as the page does.
async fn ask(console: &Console, command: &str, request: Value) -> Value {
    const CALL: &str = "const [command, request, done] = arguments;
        window.__TAURI_INTERNALS__.invoke(command, { request }).then(done, done);";
    let called = console
        .client
        .execute_async(CALL, vec![command.into(), request]);
    called.await.unwrap()
}
