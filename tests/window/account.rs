//! Receiver accounts at the desk, by the keyboard alone: a bank account and a wallet are made, what
//! is wrong is stopped at its field, a change of bank details is marked, numbers are masked.

use crate::{
    album::Album,
    axe::Axe,
    console::Console,
    frame,
    set_up::{OPERATOR, PROFILE},
    until::{in_time, until},
};
use fantoccini::key::Key;
use serde_json::json;

const SECRET: &str = "whsec-5Nc9XvRz3MwTq7KbLd2JhYs8";
const ARABIC: &str = "مؤسسة النيل للتجارة الدولية المحدودة";
const NUMBER: &str = "0532013000";
const OTHER_NUMBER: &str = "0987654321";
const IBAN: &str = "DE89370400440532013000";
const WALLET: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const TRON: &str = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";

const PLACE: [(&str, &str); 7] = [
    ("Country", "Germany"),
    ("State", "Berlin"),
    ("City", "Berlin"),
    ("Postal code", "10115"),
    ("Street", "Invalidenstrasse"),
    ("Street number", "7"),
    ("Sample invoice", "https://files.example/invoice.pdf"),
];

/// Types piece by piece: a whole form is looked at with each letter, and a busy machine is slow.
async fn type_text(console: &Console, text: &str) {
    let letters: Vec<char> = text.chars().collect();
    for piece in letters.chunks(6) {
        console.keys(piece.iter().copied()).await;
    }
}

/// Types into the field of this name, and does not send its form.
async fn write(console: &Console, field: &str, text: &str) {
    console.tab_to(field).await;
    type_text(console, text).await;
}

/// Takes the place of what the field of this name holds.
async fn replace(console: &Console, field: &str, text: &str) {
    console.tab_to(field).await;
    rewrite(console, text).await;
}

/// The same in the field that has the focus.
async fn rewrite(console: &Console, text: &str) {
    console.chord(&[char::from(Key::Control)], 'a').await;
    type_text(console, text).await;
}

async fn write_all(console: &Console, fields: &[(&str, &str)]) {
    for (field, text) in fields {
        write(console, field, text).await;
    }
}

/// Makes a merchant as the merchant's form does; gives its number.
async fn make_merchant(console: &Console) -> String {
    let request = json!({
        "profile": PROFILE, "action": "0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01",
        "facts": {
            "legalName": ARABIC, "tradingName": null, "email": "ops@nile.example",
            "contactName": "Ada Eze", "phonePrefix": "234", "phone": "8012345678",
            "country": "NG", "state": "Lagos", "city": "Lagos", "address": "Broad Street",
            "streetNumber": "12", "zipCode": "101001", "industry": "TECHNOLOGY",
            "localRegNumber": "RC 815",
        },
        "further": [],
    });
    let call = "const [request, done] = arguments;
        window.__TAURI_INTERNALS__.invoke('create_merchant', { request }).then(done, done);";
    let called = console.client.execute_async(call, vec![request]);
    let made = in_time("the merchant", called).await.unwrap();
    let key = made["object"]["key"].as_str().unwrap().to_owned();
    key.strip_prefix("merchant:").unwrap().to_owned()
}

/// Opens the form of a new account, and chooses its merchant by a part of the name.
async fn begin(console: &Console) {
    frame::run(console, "New receiver account", "New receiver account").await;
    console.heading("New receiver account").await;
    write(console, "Owner merchant", "النيل").await;
    let option = format!("//*[@role='option'][contains(., '{ARABIC}')]");
    console.see(&option).await;
    console.keys([Key::Down.into(), Key::Enter.into()]).await;
    let is_chosen = async || {
        let text = console.text("[data-field=owner]").await;
        text.contains("Merchant ").then_some(())
    };
    until("the merchant to be chosen", is_chosen).await;
}

/// Presses the way to the review; gives the words of the first error, where the focus is then.
async fn is_stopped(console: &Console, field: &str, words: &str) {
    console.enter("Review what will be sent").await;
    console.says(words).await;
    let is_there = async || (console.focused().await.starts_with(field)).then_some(());
    until(&format!("the focus in {field}"), is_there).await;
    console.gone("[data-testid=review]").await;
}

async fn page_text(console: &Console) -> String {
    console.text("[data-testid=account]").await
}

/// Gives the account that is shown another number; the change is marked then.
async fn change_the_number(console: &Console, axe: &mut Axe<'_>) {
    console.enter("Edit").await;
    console.says("Only what you change is changed.").await;
    replace(console, "Account number", OTHER_NUMBER).await;
    console.says("This changes where money goes.").await;
    console.enter("Review what will be sent").await;
    console.says("What will change").await;
    let changes = "table[aria-label='What will change'] tbody";
    let difference = console.text(changes).await;
    assert!(
        difference.contains(NUMBER) && difference.contains(OTHER_NUMBER),
        "{difference}"
    );
    assert!(!difference.contains("iban"), "{difference}");
    axe.look("account, difference").await;
    Album::of(console).some("account-difference").await;
    console.enter("Change receiver account on SANDBOX").await;
    console.says("Back to receiver account").await;
    console.keys([Key::Enter.into()]).await;
    console.heading(ARABIC).await;
    let notice = console.text("[data-testid=details-changed]").await;
    assert!(notice.contains("Bank details changed"), "{notice}");
    assert!(
        notice.contains(OPERATOR) && notice.contains("account number"),
        "{notice}"
    );
    let is_marked = |row: &crate::page::Row| row.text.contains("Bank details changed");
    let row = console
        .row_where("the mark on the timeline", is_marked)
        .await;
    assert!(row.is_alarm, "{row:?}");
    let text = page_text(console).await;
    assert!(
        !text.contains(NUMBER) && !text.contains(OTHER_NUMBER),
        "{text}"
    );
    axe.look("account, changed").await;
    Album::of(console).some("account-changed").await;
}

#[tokio::test]
async fn a_bank_account_is_made_checked_changed_and_marked_and_its_numbers_are_masked() {
    let (console, _served) = Console::open_connected("account-bank", SECRET).await;
    make_merchant(&console).await;
    let mut axe = Axe::on(&console).await;
    begin(&console).await;
    let bank = [
        ("Name on account", ARABIC),
        ("Currency", "EUR"),
        ("Bank name", "Deutsche Bank"),
        ("Account number", NUMBER),
        ("IBAN", "DE89 3704 0044 0532 0130 01"),
        ("SWIFT/BIC", "DEUTDEFF"),
    ];
    write_all(&console, &bank).await;
    write_all(&console, &PLACE).await;
    console.says("DE89 3704 0044 0532 0130 01").await;
    is_stopped(&console, "IBAN", "The check digits do not fit").await;
    axe.look("account form, wrong").await;
    Album::of(&console).some("account-form-wrong").await;
    rewrite(&console, "DE89 3704 0044 0532 0130 00").await;
    console.keys([Key::Enter.into()]).await;
    console.says("What will be sent").await;
    console.says(&format!("\"iban\": \"{IBAN}\"")).await;
    axe.look("account review").await;
    Album::of(&console).some("account-review").await;
    console.enter("Create receiver account on SANDBOX").await;
    console.says("Open receiver account").await;
    console.keys([Key::Enter.into()]).await;
    console.heading(ARABIC).await;

    // Masked until it is asked for, by the keyboard.
    console.find("[data-testid=payee]").await;
    let text = page_text(&console).await;
    assert!(
        text.contains("···· 000") && !text.contains(NUMBER),
        "{text}"
    );
    assert!(!text.contains(IBAN) && !text.contains("DE89"), "{text}");
    console.tab_to("Show the IBAN").await;
    console.keys([' ']).await;
    console.says("DE89 3704 0044 0532 0130 00").await;
    assert!(!page_text(&console).await.contains(NUMBER));
    axe.look("account").await;
    Album::of(&console).some("account").await;
    console.keys([' ']).await;
    let is_hidden = async || (!page_text(&console).await.contains("DE89")).then_some(());
    until("the IBAN to be masked again", is_hidden).await;

    change_the_number(&console, &mut axe).await;
    axe.found_nothing();
    console.close().await;
}

#[tokio::test]
async fn a_wallet_is_made_and_a_wrong_network_and_a_wrong_checksum_are_stopped_before() {
    let (console, _served) = Console::open_connected("account-wallet", SECRET).await;
    make_merchant(&console).await;
    begin(&console).await;
    console.tab_to("Bank account").await;
    console.keys([Key::Down.into()]).await;
    console.find("[data-field=walletAddress]").await;
    let wallet = [
        ("Name on account", "Nile Trading"),
        ("Currency", "USDC (ERC-20)"),
        ("Wallet address", TRON),
    ];
    write_all(&console, &wallet).await;
    write_all(&console, &PLACE).await;
    is_stopped(
        &console,
        "Wallet address",
        "This is a Tron address, but the network is",
    )
    .await;
    rewrite(&console, &WALLET.replace("5aAe", "5aae")).await;
    is_stopped(&console, "Wallet address", "The checksum does not fit").await;
    Album::of(&console).some("wallet-form-wrong").await;
    rewrite(&console, WALLET).await;
    console.keys([Key::Enter.into()]).await;
    console.says("What will be sent").await;
    console.says("\"network\": \"ERC-20\"").await;
    console.enter("Create receiver account on SANDBOX").await;
    console.says("Open receiver account").await;
    console.keys([Key::Enter.into()]).await;
    console.heading("Nile Trading").await;
    console.find("[data-testid=payee]").await;
    let text = page_text(&console).await;
    assert!(
        text.contains("···· eAed") && !text.contains(WALLET),
        "{text}"
    );
    Album::of(&console).some("wallet").await;
    console.close().await;
}
