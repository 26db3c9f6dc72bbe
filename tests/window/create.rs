//! Transactions of each kind made by the keyboard alone: who can't be chosen and why, the live
//! rate, the same again, a refusal at its field, a lost answer, a program that is killed in the
//! form.

use crate::{
    album::Album,
    axe::Axe,
    console::{Console, Opening},
    frame,
    served::Served,
    set_up::PROFILE,
    until::{in_time, until},
};
use domain::ProfileName;
use fantoccini::{Locator, key::Key};
use reqwest::Method;
use serde_json::{Value, json};
use std::fs;

const SECRET: &str = "whsec-8Rt3MxWq6YvNz2KbLp7JdHs4";
const LONG: &str = "Société Anonyme des Établissements Commerciaux et Industriels Réunis du Golfe \
    de Guinée et de ses Environs";
const ARABIC: &str = "مؤسسة النيل للتجارة الدولية المحدودة";
const INVOICE: &str = "https://files.example/invoice.pdf";
const DEPOSIT: &str = "https://files.example/deposit.pdf";

/// A window on a sandbox with merchants and accounts that can and can't be chosen.
async fn ready(name: &str) -> (Console, Served) {
    let console = Console::open(name).await;
    let served = console.connect(SECRET).await;
    let long = 86_400_000;
    let still = json!({ "approvalMs": long, "unsubmittedMs": long, "quoteMs": long });
    served.tell(Method::PUT, "/pace", &still).await;
    for (number, name, status) in [
        (7101, "Adaeze Exports Ltd", "VALID"),
        (7102, LONG, "VALID"),
        (7103, ARABIC, "UNDER_REVIEW"),
    ] {
        let wanted = json!({ "status": status, "fields": { "legalName": name } });
        let path = format!("/objects/merchant/{number}");
        served.tell(Method::PUT, &path, &wanted).await;
    }
    for (number, owner, name, currency, status) in [
        (7201, 7102, "Okafor Trading", "USD", "ACTIVE"),
        (7202, 7102, "Okafor Europe", "EUR", "ACTIVE"),
        (7203, 7102, "Okafor Frozen", "USD", "FROZEN"),
        (7204, 7101, "Adaeze Collections", "USD", "ACTIVE"),
        (7205, 7102, ARABIC, "USD", "ACTIVE"),
    ] {
        let fields = json!({
            "businessId": owner, "nameOnAccount": name, "currencySymbol": currency,
            "accountNumber": format!("001234{number}"), "bankName": "First Delta Bank",
        });
        let wanted = json!({ "status": status, "fields": fields });
        let path = format!("/objects/account/{number}");
        served.tell(Method::PUT, &path, &wanted).await;
    }
    listed(&console).await;
    (console, served)
}

async fn call(console: &Console, command: &str, request: Value) -> Value {
    let call = "const [command, request, done] = arguments;
        window.__TAURI_INTERNALS__.invoke(command, { request }).then(done, done);";
    let called = console
        .client
        .execute_async(call, vec![command.into(), request]);
    in_time(command, called).await.unwrap()
}

/// Lets the console list what there is by now.
async fn listed(console: &Console) {
    let known = async || {
        call(console, "refresh_catalog", json!({ "profile": PROFILE })).await;
        let request = json!({
            "profile": PROFILE, "kind": "payout", "source": "", "target": "", "currency": "",
            "search": "7205",
        });
        let found = call(console, "find_receivers", request).await;
        (!found["rows"].as_array()?.is_empty()).then_some(())
    };
    until("the last account in the local list", known).await;
}

impl Console {
    /// Types into the field of this name, in pieces: a letter costs a second on a busy machine.
    async fn put(&self, field: &str, text: &str) {
        self.tab_to(field).await;
        self.put_here(text).await;
    }

    async fn put_here(&self, text: &str) {
        let letters: Vec<char> = text.chars().collect();
        for piece in letters.chunks(12) {
            self.keys(piece.iter().copied()).await;
        }
    }

    async fn new_transaction(&self) {
        frame::run(self, "New transaction", "New transaction").await;
        self.heading("New transaction").await;
        self.find("[data-field=fromBusinessId] input").await;
    }

    /// Searches in the field of this name, and takes the first that can be chosen.
    async fn choose(&self, field: &str, search: &str, number: u64) {
        self.put(field, search).await;
        let option = format!("//*[@role='option' and @data-key='{number}']");
        self.see(&option).await;
        self.keys([Key::Down.into(), Key::Enter.into()]).await;
        self.says(&format!("{number} ·")).await;
    }

    /// The value of the field of this name on the wire.
    async fn value(&self, wire: &str) -> String {
        let script = "return document.querySelector(
            `[data-field=${arguments[0]}] input`)?.value ?? '';";
        let value = self.client.execute(script, vec![wire.into()]).await;
        value.unwrap().as_str().unwrap_or_default().to_owned()
    }

    async fn holds(&self, wire: &str, text: &str) {
        let holds = async || (self.value(wire).await == text).then_some(());
        until(&format!("{text:?} in {wire}"), holds).await;
    }

    /// What is the same for every kind, from the merchant to the invoice.
    async fn fill_terms(&self, amount: &str) {
        self.put("They receive", amount).await;
        self.put("Currency you deposit", "USDC (ERC-20)").await;
        self.put("Purpose", "Goods purchased").await;
        self.put("Invoice, its address", INVOICE).await;
    }

    /// An end to end to the first account, all typed.
    async fn fill_end_to_end(&self, amount: &str) {
        self.new_transaction().await;
        self.tab_to("Payout").await;
        self.keys([Key::Down.into()]).await;
        self.choose("Source merchant", "Adaeze", 7101).await;
        self.choose("Receiver account", "Okafor Tr", 7201).await;
        self.fill_terms(amount).await;
    }

    async fn review_it(&self) {
        self.enter("Review what will be sent").await;
        self.says("What will be sent").await;
    }

    async fn create(&self) {
        self.enter("Create transaction on SANDBOX").await;
    }

    /// Opens what was made; gives its number.
    async fn open_made(&self) -> u64 {
        self.says("Open transaction").await;
        let opens = async || (self.focused().await.starts_with("Open transaction")).then_some(());
        until("the focus on the way on", opens).await;
        let said = self.focused().await;
        let number = said.rsplit(' ').next().unwrap().parse().unwrap();
        self.keys([Key::Enter.into()]).await;
        self.says(&format!("{number}")).await;
        number
    }
}

async fn fault(served: &Served, operation: &str, fault: Value) {
    let planned = json!({ "operation": operation, "fault": fault });
    served.tell(Method::POST, "/faults", &planned).await;
}

/// Keeps a document beside the form and uploads it; it is put into its field by a key.
async fn upload_invoice(console: &Console) {
    let folder = console.folder().path().join("to-upload");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("invoice.pdf");
    fs::write(&path, b"%PDF-1.7\n% an invoice\n").unwrap();
    let input = Locator::Css("[data-testid=choose-documents]");
    let input = console.client.find(input).await.unwrap();
    input.send_keys(path.to_str().unwrap()).await.unwrap();
    console.says("Leave it out").await;
    console.enter("Upload invoice.pdf").await;
    console.says("Use as invoice").await;
    console.enter("Use as invoice: invoice.pdf").await;
    console.says("In use as invoice.").await;
}

/// An end to end and a collection.
async fn make_the_others(console: &Console, served: &Served) {
    console.fill_end_to_end("0.30").await;
    console.review_it().await;
    console.create().await;
    let end_to_end = console.open_made().await;
    let made = served.object("end_to_end", end_to_end).await;
    assert_eq!(made["toAmount"], "0.30");
    assert_eq!(made["depositConfirmationUrl"], Value::Null);

    console.new_transaction().await;
    console.tab_to("Payout").await;
    console.keys([Key::Down.into(), Key::Down.into()]).await;
    console
        .says("The account is one of the source merchant’s.")
        .await;
    console.choose("Source merchant", "Adaeze", 7101).await;
    console.choose("Receiver account", "Adaeze", 7204).await;
    console.fill_terms("100000.0").await;
    console.review_it().await;
    console.create().await;
    let collection = console.open_made().await;
    let made = served.object("collection", collection).await;
    assert_eq!(
        (&made["toAmount"], &made["toBusinessId"]),
        (&json!("100000.0"), &json!(7101))
    );
}

#[tokio::test]
async fn each_kind_is_made_by_the_keyboard_alone_and_sent_as_it_was_reviewed() {
    let (console, served) = ready("create-kinds").await;
    let mut axe = Axe::on(&console).await;
    let album = Album::of(&console);

    // A payout: what it needs is said before anything is asked for.
    console.go_by_keys("gw", "New transaction").await;
    console.enter("Review what will be sent").await;
    console
        .says("Choose the source merchant, or type its number.")
        .await;
    let is_there = async || console.focused().await.starts_with("Source").then_some(());
    until("the focus in the first that is missing", is_there).await;
    axe.look("new transaction, empty").await;
    console.choose("Source merchant", "Adaeze", 7101).await;
    console.choose("Target merchant", "Golfe", 7102).await;
    console.choose("Receiver account", "Okafor Tr", 7201).await;
    console.holds("toCurrency", "US dollar").await;
    console.put("They receive", "1234567.000001").await;
    console.says("1,234,567.000001").await;
    console.put("Currency you deposit", "USDC (ERC-20)").await;
    console
        .find("[data-testid=indicative-rate] [data-stale=false]")
        .await;
    console.put("Purpose", "Goods purchased").await;
    console
        .put("Deposit confirmation, its address", DEPOSIT)
        .await;
    upload_invoice(&console).await;
    axe.look("new transaction").await;
    album.some("create").await;
    console.review_it().await;
    console.says("\"toAmount\": \"1234567.000001\"").await;
    console.says("1,234,567.000001 USD").await;
    console
        .says("It is noted with the request, to be held against the quote.")
        .await;
    axe.look("new transaction, review").await;
    album.some("create-review").await;
    console.create().await;
    let payout = console.open_made().await;
    let made = served.object("payout", payout).await;
    assert_eq!(made["toAmount"], "1234567.000001");
    assert_eq!(made["fromBusinessId"], 7101);
    assert_eq!(made["toBusinessExternalAccountId"], 7201);
    assert_eq!(made["fromCurrencySymbol"], "USDC (ERC-20)");
    assert_eq!(made["purpose"], "GOODS_PURCHASED");
    assert_eq!(made["depositConfirmationUrl"], DEPOSIT);
    let invoice = made["invoiceUrl"].as_str().unwrap();
    assert!(
        invoice.starts_with("http") && invoice != INVOICE,
        "{invoice}"
    );

    make_the_others(&console, &served).await;
    axe.found_nothing();
    console.close().await;
}

/// The text of the option of this number, once it is there.
async fn option(console: &Console, number: u64) -> String {
    let css = format!("[role=option][data-key='{number}']");
    console.text(&css).await
}

#[tokio::test]
async fn what_cannot_be_chosen_says_why_and_is_not_chosen() {
    let (console, served) = ready("create-barred").await;
    let mut axe = Axe::on(&console).await;
    console.new_transaction().await;
    console.put("Source merchant", "النيل").await;
    let said = option(&console, 7103).await;
    assert!(
        said.contains("KYC status is Under review; it has to be Approved"),
        "{said}"
    );
    Album::of(&console).some("create-barred").await;
    console
        .keys([Key::Down.into(), Key::Enter.into(), Key::Escape.into()])
        .await;
    // Its number is taken as it is typed, and stopped at the field.
    console.tab_to("Source merchant").await;
    console.chord(&[char::from(Key::Control)], 'a').await;
    console.put_here("7103").await;
    console
        .says("KYC status is Under review; it has to be Approved.")
        .await;
    console.keys([Key::Escape.into()]).await;
    console.tab_to("Source merchant").await;
    console.chord(&[char::from(Key::Control)], 'a').await;
    console.put_here("Adaeze").await;
    console
        .see("//*[@role='option' and @data-key='7101']")
        .await;
    console.keys([Key::Down.into(), Key::Enter.into()]).await;

    console.put("Currency they receive", "USD").await;
    console.put("Receiver account", "Okafor").await;
    let said = option(&console, 7203).await;
    assert!(said.contains("is Frozen; it has to be Active"), "{said}");
    let said = option(&console, 7202).await;
    assert!(said.contains("is in EUR, not in USD"), "{said}");
    Album::of(&console).some("create-barred-accounts").await;
    console.keys([Key::Escape.into()]).await;
    // A collection goes to the source merchant's own.
    console.tab_to("Payout").await;
    console.keys([Key::Down.into(), Key::Down.into()]).await;
    console.put("Receiver account", "Okafor Tr").await;
    let said = option(&console, 7201).await;
    assert!(
        said.contains("belongs to merchant 7102; for collection it has to be merchant 7101's"),
        "{said}"
    );
    console.keys([Key::Escape.into()]).await;

    // What changed since it was listed is read before anything is sent.
    let frozen = json!({ "status": "FROZEN", "silent": true });
    served
        .tell(Method::PUT, "/objects/account/7204", &frozen)
        .await;
    console.tab_to("Receiver account").await;
    console.chord(&[char::from(Key::Control)], 'a').await;
    console.put_here("Adaeze").await;
    console
        .see("//*[@role='option' and @data-key='7204']")
        .await;
    console.keys([Key::Down.into(), Key::Enter.into()]).await;
    console.fill_terms("5").await;
    console.enter("Review what will be sent").await;
    console
        .says("the receiver account is Frozen; it has to be Active. Nothing was sent")
        .await;
    assert_eq!(served.effects("create_collection").await, 0);
    axe.look("new transaction, not permitted").await;
    axe.found_nothing();
    console.close().await;
}

#[tokio::test]
async fn the_same_again_is_pointed_out_and_made_when_it_is_wanted() {
    let (console, served) = ready("create-again").await;
    console.fill_end_to_end("250.00").await;
    console.says("None in the last 24 hours").await;
    console.review_it().await;
    console.create().await;
    let first = console.open_made().await;
    console.fill_end_to_end("250.0").await;
    console
        .says("1 transaction with the same merchant, account and amount")
        .await;
    console.says(&format!("Transaction {first}")).await;
    console.resize(1280, 800).await;
    console.enter("Review what will be sent").await;
    console.says("say that you want it again").await;
    let is_there = async || (console.focused().await == "I want it again").then_some(());
    until("the focus on what has to be said", is_there).await;
    // The frame stays where it is.
    let scrolled = "return document.scrollingElement.scrollTop
        + document.querySelector('[data-testid=profile-tag]').getBoundingClientRect().top;";
    let scrolled = console.client.execute(scrolled, Vec::new()).await.unwrap();
    assert!(
        scrolled.as_f64().unwrap() >= 0.0,
        "the whole window scrolled: {scrolled}"
    );
    let mut axe = Axe::on(&console).await;
    axe.look("new transaction, again").await;
    axe.found_nothing();
    Album::of(&console).some("create-again").await;
    assert_eq!(served.effects("create_end_to_end").await, 1);
    console.keys([' ']).await;
    console.review_it().await;
    console.says("You said that you want it again.").await;
    console.create().await;
    assert_ne!(console.open_made().await, first);
    assert_eq!(served.effects("create_end_to_end").await, 2);
    console.close().await;
}

#[tokio::test]
async fn a_refusal_stands_at_its_field_and_a_lost_answer_is_told_by_who_looks() {
    let (console, served) = ready("create-lost").await;
    console.fill_end_to_end("77.5").await;
    let refusal = json!({
        "kind": "refuse", "status": 400, "code": "FIELD_INVALID",
        "message": "invoiceUrl can't be opened",
    });
    fault(&served, "create_end_to_end", refusal).await;
    console.review_it().await;
    console.create().await;
    console.says("Cedar refused it, see the field below.").await;
    console.says("invoiceUrl can't be opened").await;
    let is_there = async || console.focused().await.starts_with("Invoice").then_some(());
    until("the focus in the refused field", is_there).await;
    Album::of(&console).some("create-refused").await;

    let lost = json!({ "kind": "cut", "when": "after" });
    fault(&served, "create_end_to_end", lost).await;
    console.review_it().await;
    console.create().await;
    console
        .says("We do not know yet whether Cedar received this. Reading until we do.")
        .await;
    console.says("This may be it").await;
    console
        .says("have the merchant, the receiver account and the amount that were sent")
        .await;
    let mut axe = Axe::on(&console).await;
    axe.look("new transaction, unknown").await;
    axe.found_nothing();
    Album::of(&console).some("create-unknown").await;
    console.enter("It is transaction").await;
    console
        .says("It is written into the ledger as your word")
        .await;
    console.enter("Say so").await;
    console.open_made().await;
    assert_eq!(served.effects("create_end_to_end").await, 1);
    console.close().await;
}

#[tokio::test]
async fn a_program_that_is_killed_in_the_form_loses_nothing_that_was_typed() {
    let (console, served) = ready("create-killed").await;
    console.new_transaction().await;
    console.choose("Source merchant", "Adaeze", 7101).await;
    console.choose("Receiver account", "النيل", 7205).await;
    console
        .fill_terms("12345678901234567890123456789012345678")
        .await;
    console
        .put("Deposit confirmation, its address", DEPOSIT)
        .await;
    let profile = console.profile_named(&ProfileName::parse(PROFILE).unwrap());
    let draft = profile.path.join("drafts/transaction.new.json");
    let kept = async || {
        let kept = fs::read_to_string(&draft).unwrap_or_default();
        kept.contains(DEPOSIT).then_some(())
    };
    until("the last letter on disk", kept).await;
    let folder = Some(console.kill().await);

    let opening = Opening {
        folder,
        ..Opening::default()
    };
    let console = Console::open_as("create-killed", opening).await;
    console.enter("Drafts").await;
    console.enter("New transaction").await;
    console.heading("New transaction").await;
    console.says("This is your draft from").await;
    for (wire, text) in [
        ("fromBusinessId", "Adaeze Exports Ltd"),
        ("toBusinessExternalAccountId", ARABIC),
        ("toAmount", "12345678901234567890123456789012345678"),
        ("toCurrency", "US dollar"),
        ("fromCurrencySymbol", "USD Coin on Ethereum"),
        ("purpose", "Goods purchased"),
        ("invoiceUrl", INVOICE),
        ("depositConfirmationUrl", DEPOSIT),
    ] {
        console.holds(wire, text).await;
    }
    // The simulator reckons with no more than 28 digits: a rate that can't be had is said.
    console.says("The rate could not be read").await;
    Album::of(&console).some("create-draft").await;
    assert_eq!(served.effects("create_payout").await, 0);
    console.close().await;
}
