//! What one person may not do alone, and what changed before today, by the keyboard alone.

use crate::{
    album::Album,
    before::{Before, Person, enrol},
    console::Console,
    money::{BANK, FROM, Kind, Money, PRESSED_FOR, SOURCE},
    served::WEBHOOK_SECRET,
    set_up::{self, OPERATOR, PROFILE},
};
use domain::{Amount, Currency, Policy, policy::Limit};
use fantoccini::key::Key;
use serde_json::json;
use tempfile::TempDir;

const QUOTED: &str = "AWAITING_QUOTE_APPROVAL";
const APPROVE: &str = "approve_payout_quote";
const ADA: Person = Person {
    name: "Ada Obi",
    passphrase: "seven small boats",
};
const BISI: Person = Person {
    name: "Bisi Ade",
    passphrase: "nine tall ladders",
};
/// Above the limit, by the last digit that there is.
const LARGE: u64 = 301;
const LIMIT: &str = "1000";
const ABOVE: &str = "1000.000000000000000001";

/// For two, with a limit for one approval and one for a day.
fn for_two() -> Policy {
    let amount = |text: &str| Amount::parse(text).ok();
    Policy {
        limits: vec![Limit {
            currency: Currency::parse(FROM).unwrap(),
            one: amount(LIMIT),
            day: amount("100000"),
        }],
        ..Policy::for_two()
    }
}

impl Console {
    /// Uncovers the screen as one of the two who are listed.
    async fn unlock_as(&self, person: Person) {
        self.find("[data-testid=locked]").await;
        self.tab_to(ADA.name).await;
        if person.name != ADA.name {
            self.keys([Key::Down.into()]).await;
        }
        self.fill("Passphrase", person.passphrase).await;
        self.find("[data-testid=profile-tag]").await;
        self.says(person.name).await;
    }
}

/// A profile in which Ada and Bisi are enrolled; Ada is at the console.
async fn open_for_two(name: &str, money: &Money) -> Console {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    set_up::connected(&data, &money.served, WEBHOOK_SECRET).await;
    let before = Before::open(&data, money, 0).await;
    let ada = enrol(&data, &before, [ADA, BISI]).await;
    before.set_policy(for_two(), ada).await;
    before.close().await;
    let console = Console::open_in(name, folder).await;
    console.unlock_as(ADA).await;
    money.deliver_to(&console).await;
    console
}

/// Ada makes a payout under the limit; gives its number. Its form has a test of its own.
async fn make_as_ada(console: &Console, money: &Money) -> u64 {
    let document = "https://files.example/document.pdf";
    let wanted = json!({
        "profile": PROFILE, "action": "0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b0a",
        "facts": {
            "kind": "payout", "source": SOURCE.to_string(), "target": "",
            "account": BANK.to_string(), "toCurrency": "NGN", "toAmount": "100.0",
            "fromCurrency": FROM, "purpose": "GOODS_PURCHASED", "invoiceUrl": document,
            "depositConfirmationUrl": document, "rate": null, "again": false,
        },
    });
    let made = console.ask("create_transaction", wanted).await;
    let key = made["object"]["key"].as_str();
    let key = key.unwrap_or_else(|| panic!("{made}"));
    let number = key.split(':').nth(1).unwrap().parse().unwrap();
    money.put("payout", number, QUOTED, &json!({})).await;
    number
}

#[tokio::test]
async fn above_a_limit_one_person_confirms_and_another_one_approves_the_very_same() {
    let money = Money::start().await;
    let quote = json!({ "fromAmount": ABOVE });
    money.transaction(Kind::Payout, LARGE, QUOTED, &quote).await;
    let console = open_for_two("two-people", &money).await;
    let own = make_as_ada(&console, &money).await;
    console.read_desk().await;

    // The first person confirms, and nothing is sent.
    console.open_approval(LARGE).await;
    console.says("A second person is needed.").await;
    console
        .says("it is above the limit of 1000 for one approval")
        .await;
    Album::of(&console).some("approval-first").await;
    console.type_and_enter(PRESSED_FOR, "Confirm ").await;
    console.outcome("confirmed").await;
    console
        .says("Nothing was sent: a second person approves it.")
        .await;
    console.close_approval().await;
    console.says("1 of 2").await;

    // The same person makes no second one: not here, and not past the page.
    console.open_approval(LARGE).await;
    console
        .says("you confirmed it as the first; another person has to approve it")
        .await;
    console.close_approval().await;
    let alone = console.press_of(LARGE).await;
    let alone = console.ask("press_approval", alone).await;
    assert_eq!(alone["is"], "stopped", "{alone}");
    let message = alone["message"].as_str().unwrap();
    assert!(message.contains("second person is needed"), "{message}");

    // Nor does who made a transaction approve it alone, however little it is.
    console.open_approval(own).await;
    console
        .says("who made a transaction does not approve it alone")
        .await;
    console.close_approval().await;
    assert_eq!(money.counts(APPROVE).await, (0, 0));

    console.chord(&[char::from(Key::Control)], 'l').await;
    console.unlock_as(BISI).await;
    console.read_desk().await;
    console.open_approval(LARGE).await;
    console
        .says("Another person confirmed the very same.")
        .await;
    console.says(ADA.name).await;
    Album::of(&console).some("approval-second").await;
    console.type_and_press(PRESSED_FOR).await;
    console.outcome("done").await;
    console.close_approval().await;
    console.waits_for(LARGE, "approve_deposit").await;
    assert_eq!(money.counts(APPROVE).await, (1, 1));
    console.close().await;
}

#[tokio::test]
async fn an_account_whose_details_changed_yesterday_says_so_with_when_and_what() {
    let money = Money::start().await;
    money
        .transaction(Kind::Payout, LARGE, QUOTED, &json!({}))
        .await;
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    set_up::connected(&data, &money.served, WEBHOOK_SECRET).await;
    let account = format!("account:{BANK}");
    let mut seen = String::new();
    for (days, number) in [(2, "0087654321"), (1, "0012345678")] {
        let other = json!({ "accountNumber": number });
        money.set("account", BANK, &other).await;
        let before = Before::open(&data, &money, days).await;
        seen = before.read(&account).await;
        before.close().await;
    }
    let before = Before::open(&data, &money, 0).await;
    let by = Some(OPERATOR.to_owned());
    before.set_policy(Policy::for_one(), by.into()).await;
    before.close().await;

    let console = money.open_on("details-yesterday", folder).await;
    console.read_desk().await;
    console.open_approval(LARGE).await;
    let warning = "the receiver account's details changed (account number).";
    console.says(warning).await;
    let when = format!("[role=note] time[datetime='{seen}']");
    console.find(&when).await;
    let changed = console.text("[data-testid=details-changed]").await;
    assert!(
        changed.starts_with("account number changed, first seen so"),
        "{changed}"
    );
    let when = console.find("[data-testid=details-changed] time").await;
    let when = when.attr("datetime").await.unwrap().unwrap();
    assert_eq!(when, seen);
    Album::of(&console).some("approval-details-changed").await;
    // It warns, and keeps nobody from approving.
    console.type_and_press(PRESSED_FOR).await;
    console.outcome("done").await;
    assert_eq!(money.counts(APPROVE).await, (1, 1));
    console.close().await;
}
