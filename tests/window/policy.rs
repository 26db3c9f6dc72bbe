//! The approval policy by the keyboard alone: two operators enrol, one proposes, the other one
//! confirms; the screen is covered in between.

use crate::{
    album::Album,
    axe::Axe,
    console::Console,
    served::Served,
    set_up::PROFILE,
    until::{in_time, until},
};
use fantoccini::key::Key;
use serde_json::{Value, json};

const SECRET: &str = "whsec-8Kd2XvRz3MwTq7LbNc5JhYs9";
const ADA: (&str, &str) = ("Ada Obi", "seven small boats");
const BISI: (&str, &str) = ("Bisi Ade", "nine tall ladders");
const NUMBER: &str = "0532013000";
const OTHER_NUMBER: &str = "0987654321";

/// Calls a command as the page does, where there is another test of its form.
async fn call(console: &Console, command: &str, request: Value) -> Value {
    let script = "const [command, request, done] = arguments;
        window.__TAURI_INTERNALS__.invoke(command, { request }).then(done, done);";
    let called = console
        .client
        .execute_async(script, vec![command.into(), request]);
    in_time(command, called).await.unwrap()
}

/// A merchant with a bank account at the partner's; gives the account's number.
async fn make_account(console: &Console) -> u64 {
    let request = json!({
        "profile": PROFILE, "action": "0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01",
        "facts": {
            "legalName": "Nile Trading Ltd", "tradingName": null, "email": "ops@nile.example",
            "contactName": "Ada Eze", "phonePrefix": "234", "phone": "8012345678",
            "country": "NG", "state": "Lagos", "city": "Lagos", "address": "Broad Street",
            "streetNumber": "12", "zipCode": "101001", "industry": "TECHNOLOGY",
            "localRegNumber": "RC 815",
        },
        "further": [],
    });
    let made = call(console, "create_merchant", request).await;
    let number = |made: &Value| {
        let key = made["object"]["key"].as_str().unwrap();
        key.split(':').nth(1).unwrap().to_owned()
    };
    let request = json!({
        "profile": PROFILE, "action": "0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b02",
        "facts": {
            "owner": number(&made), "currency": "EUR", "nameOnAccount": "Nile Trading",
            "accountNumber": NUMBER, "bankName": "Deutsche Bank", "swiftCode": "DEUTDEFF",
            "iban": "DE89370400440532013000", "routingNumber": null, "walletAddress": null,
            "network": null, "country": "DE", "state": "Berlin", "city": "Berlin",
            "address": "Invalidenstrasse", "streetNumber": "7", "zipCode": "10115",
            "invoiceUrl": "https://files.example/invoice.pdf",
        },
        "further": [],
    });
    let made = call(console, "create_receiver_account", request).await;
    number(&made).parse().unwrap()
}

async fn write(console: &Console, field: &str, text: &str) {
    console.tab_to(field).await;
    console.keys(text.chars()).await;
}

async fn enrol_two(console: &Console, axe: &mut Axe<'_>) {
    console.settings("Operators").await;
    console.says("Nobody is enrolled").await;
    for (name, passphrase) in [ADA, BISI] {
        write(console, "Name", name).await;
        write(console, "Passphrase", passphrase).await;
        write(console, "The same again", passphrase).await;
    }
    axe.look("operators, the first two").await;
    Album::of(console).some("operators-first").await;
    console.keys([Key::Enter.into()]).await;
    console.says("● unlocked").await;
    console.says("one of the first").await;
    axe.look("operators").await;
    Album::of(console).some("operators").await;
}

/// Locks by its key, and unlocks as another one.
async fn work_as(console: &Console, (name, passphrase): (&str, &str), steps: usize) {
    console.chord(&[char::from(Key::Control)], 'l').await;
    console.find("[data-testid=locked]").await;
    console.tab_to(ADA.0).await;
    console
        .keys(std::iter::repeat_n(char::from(Key::Down), steps))
        .await;
    console.fill("Passphrase", passphrase).await;
    console.gone("[data-testid=locked]").await;
    console.says(name).await;
}

async fn set_the_first_policy(console: &Console, axe: &mut Axe<'_>) {
    console.settings("Approval policy").await;
    console
        .says("No policy is set: nothing is approved yet")
        .await;
    axe.look("policy, none").await;
    Album::of(console).some("policy-none").await;
    console.enter("Limits of a currency").await;
    write(console, "Deposited in", "USDC (ERC-20)").await;
    write(console, "One approval", "1,000").await;
    console.enter("Review the change").await;
    console.says("Nothing was changed").await;
    let one = "[name=one-0]";
    console.find(one).await;
    console.tab_to("One approval").await;
    console.chord(&[char::from(Key::Control)], 'a').await;
    console.keys("1000.000000000000000001".chars()).await;
    console.enter("Review the change").await;
    console.says("What will change").await;
    axe.look("policy, review").await;
    Album::of(console).some("policy-review").await;
    console.enter("Set this policy").await;
    console.says("1,000.000000000000000001").await;
    console.says("What is approved is signed: 2 enrolled").await;
    axe.look("policy").await;
    Album::of(console).some("policy").await;
}

/// Ada proposes that nothing is typed any more; she can't confirm it, and Bisi does.
async fn change_the_policy_by_two(console: &Console, axe: &mut Axe<'_>) {
    console.enter("Change the policy").await;
    console.tab_to("Characters of the account").await;
    console.keys([' ']).await;
    console.enter("Review the change").await;
    console.says("are not typed").await;
    console.enter("Propose to a second person").await;
    console
        .says("You proposed it: another person has to.")
        .await;
    axe.look("policy, proposed").await;
    Album::of(console).some("policy-proposed").await;
    work_as(console, BISI, 1).await;
    console.settings("Approval policy").await;
    console.says("wanted by Ada Obi").await;
    Album::of(console).some("policy-to-confirm").await;
    console.enter("Confirm this policy").await;
    console.says("Nothing is typed at an approval.").await;
    console.says("by Bisi Ade").await;
}

/// Bisi proposes another number, which changes nothing; Ada makes the very same change.
async fn change_the_details_by_two(
    console: &Console,
    served: &Served,
    account: u64,
    axe: &mut Axe<'_>,
) {
    let number = async || {
        let held = served.object("account", account).await;
        held.to_string()
    };
    let place = format!("location.hash = '#/account-form/{account}'; location.reload();");
    console.client.execute(&place, Vec::new()).await.unwrap();
    console.says("Only what you change is changed.").await;
    console.tab_to("Account number").await;
    console.chord(&[char::from(Key::Control)], 'a').await;
    console.keys(OTHER_NUMBER.chars()).await;
    console.says("This changes where money goes.").await;
    console.enter("Review what will be sent").await;
    console
        .says("A second person has to confirm it first")
        .await;
    axe.look("account, to propose").await;
    Album::of(console).some("account-propose").await;
    console.enter("Propose to a second person").await;
    console.says("nothing was changed yet").await;
    assert!(number().await.contains(NUMBER));

    work_as(console, ADA, 0).await;
    console.settings("Approval policy").await;
    console.says("Other bank details, wanted by Bisi Ade").await;
    axe.look("policy, bank details to make").await;
    Album::of(console).some("policy-details").await;
    console.enter("Make this very change").await;
    let is_made = async || number().await.contains(OTHER_NUMBER).then_some(());
    until("the other number at the partner's", is_made).await;
    console.find("[data-testid=action-outcome]").await;
    console.says("Was made").await;
}

#[tokio::test]
async fn two_operators_set_a_policy_and_change_it_and_where_money_goes_together() {
    let console = Console::open("policy").await;
    let served = console.connect(SECRET).await;
    let account = make_account(&console).await;
    let mut axe = Axe::on(&console).await;
    enrol_two(&console, &mut axe).await;
    set_the_first_policy(&console, &mut axe).await;
    change_the_policy_by_two(&console, &mut axe).await;
    change_the_details_by_two(&console, &served, account, &mut axe).await;

    // A wrong passphrase opens nothing; what was on the screen is not behind the cover.
    console.chord(&[char::from(Key::Control)], 'l').await;
    console.find("[data-testid=locked]").await;
    axe.look("locked").await;
    Album::of(&console).some("locked").await;
    console.fill("Passphrase", BISI.1).await;
    console
        .says("The passphrase is not the one of this key")
        .await;
    assert!(!console.is_saying("Approval policy").await);
    axe.found_nothing();
    console.close().await;
}
