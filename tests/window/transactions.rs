//! Transactions by keyboard alone: found, narrowed, kept as a view, opened; deposit instructions
//! copied, a payout confirmation kept on this machine.

use crate::{album::Album, axe::Axe, console::Console, served::Served};
use fantoccini::key::Key;
use reqwest::Method;
use serde_json::json;
use sha2::{Digest, Sha256};

const SECRET: &str = "whsec-8Tq2LmVx4RzNw7KcJd5HbYs1";
const LONG: &str = "12345678901234567890123456789012345678.000000000000000001";
const SHOWN: &str = "12,345,678,901,234,567,890,123,456,789,012,345,678.000000000000000001";
const WALLET: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const NUMBER: u64 = 990_011;

async fn make(served: &Served, kind: &str, number: u64, status: &str, amount: &str) {
    let path = format!("/objects/{kind}/{number}");
    let wanted = json!({
        "status": status,
        "fields": {
            "toAmount": amount, "toCurrencySymbol": "NGN", "fromAmount": "0.30",
            "fromCurrencySymbol": "USDC (ERC-20)", "fromBusinessId": 101, "toBusinessId": 102,
            "depositDetails": {
                "walletAddress": WALLET, "network": "ERC-20",
                "reference": format!("REF-{number}"),
            },
        },
        "silent": true,
    });
    served.tell(Method::PUT, &path, &wanted).await;
}

/// Opens the list, filled.
async fn opens(console: &Console, axe: &mut Axe<'_>) {
    let album = Album::of(console);
    console.go_by_keys("gx", "Transactions").await;
    if !console.is_saying("All listed").await {
        console
            .see("//button[normalize-space(.)='List all' and not(@disabled)]")
            .await;
        console.enter("List all").await;
    }
    console.says("All listed").await;
    console.objects("transactions", |count| count >= 3).await;
    console.pointer_away().await;
    album.screen("transactions").await;
    axe.look("transactions").await;
}

/// Narrows the list, keeps that as a view, and opens the one of a reference.
async fn narrowed(console: &Console) {
    let album = Album::of(console);
    // Narrowed by its status, and kept as a view.
    console.keys("/990".chars()).await;
    console
        .objects("those of the number", |count| count == 3)
        .await;
    console.enter("Awaiting deposit").await;
    console
        .objects("those that wait for a deposit", |count| count == 2)
        .await;
    console.keys([Key::Escape.into()]).await;
    console.go_by_keys("gm", "Merchants").await;
    console.go_by_keys("gx", "Transactions").await;
    console.objects("all again", |count| count >= 3).await;
    console.enter("Awaiting deposit").await;
    console.keys("/990".chars()).await;
    console.objects("the same two", |count| count == 2).await;
    console.enter("View").await;
    console.find("[role=dialog]").await;
    console
        .fill("Name of what is shown now", "To deposit")
        .await;
    console.gone("[role=dialog]").await;
    console.says("To deposit").await;
    album.some("transactions-view").await;
    console.keys("/".chars()).await;
    console.refill(&format!("ref-{NUMBER}")).await;
    console
        .objects("the one of the reference", |count| count == 1)
        .await;
    console.keys([Key::Down.into(), Key::Enter.into()]).await;
    console.at(&format!("#/transaction/{NUMBER}")).await;
}

/// The page: every digit, the instructions, the confirmation with its copy.
async fn page(console: &Console, axe: &mut Axe<'_>, served: &Served) {
    let album = Album::of(console);
    console.heading("Payout").await;
    let money = console.text("[data-testid=money]").await;
    assert!(money.contains(SHOWN) && money.contains("0.30"), "{money}");
    console.find("[data-testid=qr] svg path").await;
    console.enter("Copy the reference").await;
    console.says("copied").await;
    console.see("//button[.='Confirm deposit']").await;
    console.pointer_away().await;
    album.screen("transaction").await;
    axe.look("transaction").await;

    served
        .becomes("confirmation", NUMBER, "TELEX_ARRIVED")
        .await;
    console.enter("Read the confirmation").await;
    console.says("TELEX_ARRIVED").await;
    console.enter("Keep the document").await;
    console
        .find("[data-testid=kept-confirmation][data-copy=whole]")
        .await;
    let hash = "return document.querySelector('[data-testid=kept-confirmation] code').title;";
    let hash = console.client.execute(hash, Vec::new()).await.unwrap();
    let folder = console.profile_named(&crate::set_up::PROFILE.parse().unwrap());
    let copy = folder.path.join("documents").join(hash.as_str().unwrap());
    let bytes = std::fs::read(copy).unwrap();
    assert!(String::from_utf8_lossy(&bytes).contains(&NUMBER.to_string()));
    assert_eq!(hash.as_str().unwrap(), hex::encode(Sha256::digest(&bytes)));
    album.some("transaction-confirmation").await;
}

/// Another one, by the palette.
async fn unknown(console: &Console, axe: &mut Axe<'_>) {
    let album = Album::of(console);
    // A status that nobody knows is shown as it was written.
    console.chord(&[Key::Control.into()], 'k').await;
    console.keys("transaction 990012".chars()).await;
    console.says("Transaction 990012: page").await;
    console.keys([Key::Down.into(), Key::Enter.into()]).await;
    console.heading("End to end").await;
    console.says("OnOff_ON HOLD").await;
    console.find("[data-testid=misfit]").await;
    axe.look("transaction, unknown status").await;
    album.some("transaction-unknown").await;
}

#[tokio::test]
async fn transactions_are_found_and_opened_and_their_confirmation_kept_by_keyboard_alone() {
    let console = Console::open("transactions").await;
    let served = console.connect(SECRET).await;
    make(&served, "payout", NUMBER, "OnOff_AWAITING_DEPOSIT", LONG).await;
    make(&served, "end_to_end", 990_012, "OnOff_ON HOLD", "0.1").await;
    make(
        &served,
        "collection",
        990_013,
        "Receive_AWAITING_DEPOSIT",
        "7",
    )
    .await;
    let mut axe = Axe::on(&console).await;

    opens(&console, &mut axe).await;
    narrowed(&console).await;
    page(&console, &mut axe, &served).await;
    unknown(&console, &mut axe).await;
    axe.found_nothing();
    console.close().await;
}
