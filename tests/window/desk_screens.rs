//! A walk through the screens of merchants, onboarding and receiver accounts as the simulator has
//! them at its beginning: with long names and names from right to left, and with errors.

use crate::{
    console::Console,
    until::{in_time, until},
};
use fantoccini::{Locator, key::Key};
use serde_json::{Value, json};
use std::fs;

const PROFILE: &str = "simulator";
/// Those that somebody has at the beginning.
const STATUSES: [&str; 5] = ["NEW", "ACTION_NEEDED", "UNDER_REVIEW", "FLAGGED", "VALID"];
const CALL: &str = "const [command, request, done] = arguments;
    window.__TAURI_INTERNALS__.invoke(command, { request }).then(done, done);";

/// Goes through all of it and lets each screen be looked at under its name.
pub async fn walk(console: &Console, mut visit: impl AsyncFnMut(&str)) {
    console.open_settings("Simulator").await;
    console.press_button("Pause").await;
    console.find_button("Go on sending").await;
    let merchants = filled(console, &STATUSES).await;
    lists(console, &mut visit).await;
    merchant_pages(console, &merchants, &mut visit).await;
    merchant_forms(console, &merchants, &mut visit).await;
    onboarding(console, &merchants, &mut visit).await;
    accounts(console, &merchants, &mut visit).await;
}

/// Goes through the lists and the board alone.
pub async fn walk_lists(console: &Console, mut visit: impl AsyncFnMut(&str)) {
    filled(console, &STATUSES).await;
    lists(console, &mut visit).await;
}

/// The screens in a profile that has no API and nothing received.
pub async fn walk_empty(console: &Console, mut visit: impl AsyncFnMut(&str)) {
    for (place, name) in [
        ("merchants", "no-merchants"),
        ("board", "no-board"),
        ("accounts", "no-accounts"),
        ("merchant/7", "merchant-not-known"),
        ("account/7", "account-not-known"),
        ("onboarding/7", "onboarding-not-known"),
        ("account-form/new", "account-form-without-owner"),
    ] {
        open(console, place).await;
        visit(name).await;
    }
}

/// What an auditor sees of it.
pub async fn walk_locked(console: &Console, mut visit: impl AsyncFnMut(&str)) {
    let merchants = filled(console, &["NEW"]).await;
    let waiting = merchants.with("NEW");
    for (place, name) in [
        ("merchants".to_owned(), "auditor-merchants"),
        (format!("merchant/{waiting}"), "auditor-merchant"),
        (format!("onboarding/{waiting}"), "auditor-onboarding"),
        ("merchant-form/new".to_owned(), "auditor-merchant-form"),
    ] {
        open(console, &place).await;
        visit(name).await;
    }
}

/// The merchants of the beginning, each by its status; those of the day have none of these names.
struct Merchants(Vec<Value>);

impl Merchants {
    fn named(&self, part: &str) -> &str {
        let found = self.0.iter().find(|row| {
            let name = row["legalName"].as_str().unwrap_or_default();
            name.contains(part)
        });
        found.unwrap()["number"].as_str().unwrap()
    }

    fn with(&self, status: &str) -> &str {
        let found = self
            .0
            .iter()
            .find(|row| row["standing"]["status"] == status);
        found.unwrap()["number"].as_str().unwrap()
    }
}

async fn ask(console: &Console, command: &str, request: Value) -> Value {
    let arguments = vec![command.into(), request];
    let called = console.client.execute_async(CALL, arguments);
    in_time(command, called).await.unwrap()
}

/// The merchants, once the index was filled from the API.
async fn filled(console: &Console, statuses: &[&str]) -> Merchants {
    let request = json!({
        "profile": PROFILE, "search": "", "statuses": [], "sort": "created", "descending": false,
        "after": null, "limit": 500,
    });
    let all = async || {
        let page = ask(console, "list_merchants", request.clone()).await;
        let rows = page["rows"].as_array()?.clone();
        let has = |status: &str| rows.iter().any(|row| row["standing"]["status"] == status);
        let is_filled = page["age"]["filledAt"].is_string();
        (is_filled && statuses.iter().copied().all(has)).then_some(rows)
    };
    Merchants(until("the merchants of the simulator", all).await)
}

/// Opens a place as after a start there.
async fn open(console: &Console, place: &str) {
    let script = format!("window.location.hash = '#/{place}'; window.location.reload();");
    let opened = console.client.execute(&script, Vec::new());
    in_time(place, opened).await.unwrap();
    let script = "return document.readyState === 'complete'
        && window.location.hash === arguments[0]
        && (document.querySelector('main')?.innerText.trim() ?? '') !== ''
        && document.querySelector('main [role=status][aria-label^=\"Reading \"]') === null;";
    let is_open = async || {
        let arguments = vec![format!("#/{place}").into()];
        let is = console.client.execute(script, arguments).await.ok()?;
        (is == true).then_some(())
    };
    until(&format!("the screen at {place}"), is_open).await;
    console.pointer_away().await;
}

async fn lists(console: &Console, visit: &mut impl AsyncFnMut(&str)) {
    open(console, "merchants").await;
    console.find("[role=row][data-subject]").await;
    visit("merchants").await;
    console.keys(['j', 'j']).await;
    console.find("[role=row][aria-selected=true]").await;
    visit("merchants-row").await;
    console.keys(['/']).await;
    console.keys("no such merchant".chars()).await;
    console.gone("[role=row][data-subject]").await;
    visit("merchants-nothing-fits").await;
    open(console, "board").await;
    console.find("[data-status] [data-subject]").await;
    visit("board").await;
    open(console, "accounts").await;
    console.find("[role=row][data-subject]").await;
    visit("accounts").await;
    console.keys(['j']).await;
    console.find("[role=row][aria-selected=true]").await;
    visit("accounts-row").await;
}

async fn merchant_pages(
    console: &Console,
    merchants: &Merchants,
    visit: &mut impl AsyncFnMut(&str),
) {
    for (number, name) in [
        (merchants.named("النيل"), "merchant-right-to-left"),
        (merchants.with("ACTION_NEEDED"), "merchant-long-name"),
        (merchants.with("UNDER_REVIEW"), "merchant-under-review"),
        (merchants.with("FLAGGED"), "merchant-rejected"),
        (
            merchants.named("Blue Nile Logistics Ltd"),
            "merchant-with-accounts",
        ),
    ] {
        open(console, &format!("merchant/{number}")).await;
        console
            .find("[data-testid=merchant-status] [data-mark]")
            .await;
        visit(name).await;
    }
}

async fn merchant_forms(
    console: &Console,
    merchants: &Merchants,
    visit: &mut impl AsyncFnMut(&str),
) {
    open(console, "merchant-form/new").await;
    visit("merchant-form-empty").await;
    console
        .type_into("input[name=legalName]", "شركة النيل للتجارة")
        .await;
    console.type_into("input[name=email]", "no address").await;
    console.press_button("Review what will be sent").await;
    console.find("[aria-invalid=true]").await;
    visit("merchant-form-errors").await;
    let action_needed = merchants.with("ACTION_NEEDED");
    open(console, &format!("merchant-form/{action_needed}")).await;
    console.type_into("input[name=city]", " East").await;
    visit("merchant-edit").await;
    console.press_button("Review what will be sent").await;
    console.find("[data-testid=review]").await;
    visit("merchant-difference").await;
    let locked = merchants.with("UNDER_REVIEW");
    open(console, &format!("merchant-form/{locked}")).await;
    visit("merchant-edit-locked").await;
}

async fn to_step(console: &Console, id: &str) {
    console.press(&format!("nav [data-step={id}]")).await;
    console
        .find(&format!("nav [data-step={id}][aria-current=step]"))
        .await;
}

async fn onboarding(console: &Console, merchants: &Merchants, visit: &mut impl AsyncFnMut(&str)) {
    let locked = merchants.with("UNDER_REVIEW");
    open(console, &format!("onboarding/{locked}")).await;
    to_step(console, "company").await;
    visit("onboarding-locked").await;
    let number = merchants.with("ACTION_NEEDED");
    open(console, &format!("onboarding/{number}")).await;
    for step in ["merchant", "documents", "agreements", "company"] {
        to_step(console, step).await;
        visit(&format!("onboarding-step-{step}")).await;
    }
    to_step(console, "documents").await;
    let long = "شهادة التأسيس والسجل التجاري certificate of incorporation and of good standing.txt";
    let path = console.folder().path().join(long);
    fs::write(&path, vec![b' '; 100_000]).unwrap();
    let input = Locator::Css("[data-testid=choose-documents]");
    let input = console.client.find(input).await.unwrap();
    input.send_keys(path.to_str().unwrap()).await.unwrap();
    console.find("[data-testid=chosen-document]").await;
    visit("onboarding-chosen").await;
    console.press("[data-testid=chosen-document] button").await;
    console
        .find("[data-testid=document] [data-age=fresh]")
        .await;
    visit("onboarding-uploaded").await;
    to_step(console, "agreements").await;
    console.press_button("Read them from the API").await;
    console.find("[data-testid=agreement]").await;
    visit("onboarding-agreements").await;
    to_step(console, "company").await;
    console.press_button("Review what will be sent").await;
    console.find("[aria-invalid=true]").await;
    visit("onboarding-errors").await;
    console
        .type_into("input[name=companyType]", "Corporation")
        .await;
    console.type_into("input[name=service]", "Crops").await;
    console.keys([Key::Escape.into()]).await;
    console.press_button("Review what will be sent").await;
    console.find("[data-testid=review]").await;
    visit("onboarding-review").await;
    console
        .press_button("Submit the onboarding on SIMULATOR")
        .await;
    console.find("[data-testid=action-outcome]").await;
    visit("onboarding-submitted").await;
}

async fn accounts(console: &Console, merchants: &Merchants, visit: &mut impl AsyncFnMut(&str)) {
    let owner = merchants.named("Blue Nile Logistics Ltd");
    let request = json!({
        "profile": PROFILE, "owner": owner, "search": "", "statuses": [], "currency": null,
        "sort": "created", "descending": false, "after": null, "limit": 500,
    });
    let page = ask(console, "list_accounts", request).await;
    let of = |currency: &str| {
        let rows = page["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["currency"] == currency).unwrap();
        row["number"].as_str().unwrap().to_owned()
    };
    for (currency, name) in [
        ("GBP", "account-bank"),
        ("USD", "account-pending"),
        ("NGN", "account-frozen"),
        ("USDC (ERC-20)", "account-wallet"),
    ] {
        open(console, &format!("account/{}", of(currency))).await;
        console
            .find("[data-testid=account-status] [data-mark]")
            .await;
        visit(name).await;
    }
    console
        .press("[data-testid=payee] button[aria-pressed=false]")
        .await;
    console
        .find("[data-testid=payee] [aria-pressed=true]")
        .await;
    visit("account-number-shown").await;

    open(console, &format!("account-form/new/{owner}")).await;
    visit("account-form-bank").await;
    console
        .type_into("input[name=iban]", "DE89 3704 0044 0532 0130 01")
        .await;
    console.press_button("Review what will be sent").await;
    console.find("[aria-invalid=true]").await;
    visit("account-form-errors").await;
    console.press_label("Wallet").await;
    console.find("input[name=walletAddress]").await;
    visit("account-form-wallet").await;
    open(console, &format!("account-form/{}", of("EUR"))).await;
    console.type_into("input[name=accountNumber]", "9").await;
    visit("account-edit").await;
    console.press_button("Review what will be sent").await;
    console.find("[data-testid=review]").await;
    visit("account-difference").await;
}
