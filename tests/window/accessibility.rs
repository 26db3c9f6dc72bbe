//! Every screen and every dialog, in both themes: nothing serious for those who see them otherwise.

use crate::{
    axe::Axe,
    console::Console,
    desk_screens,
    page::Row,
    past,
    posting::{Post, SIGNED},
    served::{API_KEY, API_SECRET, Served},
    until::until,
};
use domain::Environment;
use fantoccini::key::Key;
use tempfile::TempDir;

const SECRET: &str = "whsec-b7e0c5fb29d14b0a9f6d3f70a1c2e4d8";
const SECTIONS: [&str; 10] = [
    "Profile",
    "Server and credentials",
    "API",
    "Secrets",
    "Field sets",
    "Simulator",
    "Operator",
    "Keyring",
    "Appearance",
    "About",
];

#[tokio::test]
async fn connecting_has_nothing_serious_for_those_who_do_not_see_it() {
    let console = Console::open("accessibility-connect").await;
    console.find("[data-testid=connect-cedar]").await;
    let mut axe = Axe::on(&console).await;
    axe.look("first screen").await;

    console.press("[data-testid=connect-cedar]").await;
    step(&console, "Who works here?").await;
    axe.look("step operator").await;
    console.type_into("input[name=name]", "A. Ndiaye").await;
    console.press_button("Save and go on").await;
    step(&console, "Which account is this?").await;
    axe.look("step profile").await;
    console.press_label("SANDBOX").await;
    console.type_into("input[name=title]", "Acme Exports").await;
    console.press_button("Make the SANDBOX profile").await;
    let _served = server_and_credentials(&console, &mut axe).await;
    step(&console, "Webhook secret").await;
    console.type_into("input[type=password]", SECRET).await;
    axe.look("step secret").await;
    console.press_button("Store it").await;
    console
        .find_button("Remove it and enter another one…")
        .await;
    axe.look("step secret, stored").await;
    console
        .press_button("Remove it and enter another one…")
        .await;
    console.find("[role=alertdialog]").await;
    axe.look("question before a secret is removed").await;
    console.press_button("Cancel").await;
    console.press_button("Go on").await;
    step(&console, "Way in").await;
    axe.look("step way in").await;
    console.press_button("Go on").await;
    step(&console, "Field sets").await;
    axe.look("step field sets").await;
    console.press_button("Go on").await;
    step(&console, "First delivery").await;
    axe.look("step first delivery, waiting").await;
    let post = Post::over(SECRET, SIGNED, 7, "OnOff_PENDING");
    assert_eq!(post.to_url(&console.url_of("acme-exports")).await, 200);
    console.find("[data-testid=first-row]").await;
    axe.look("step first delivery, come").await;
    console.press_button("Leave, go on later").await;
    console.heading("Timeline").await;
    axe.look("timeline of a sandbox, connecting not finished")
        .await;
    console.open_settings("Secrets").await;
    axe.look("secrets of a sandbox").await;
    console.open_settings("Simulator").await;
    axe.look("simulator of another profile").await;
    axe.found_nothing();
    console.close().await;
}

async fn server_and_credentials(console: &Console, axe: &mut Axe<'_>) -> Served {
    step(console, "Server").await;
    axe.look("step server").await;
    let served = Served::start();
    console.type_into("input[name=baseUrl]", &served.api).await;
    console.press_button("Save the server").await;
    console.press_button("Go on").await;
    step(console, "Credentials").await;
    axe.look("step credentials").await;
    console.type_into("[data-testid=api-key]", API_KEY).await;
    console
        .type_into("[data-testid=api-secret]", "mistyped")
        .await;
    console.press_button("Test and store").await;
    console.find("[data-testid=connection-test]").await;
    axe.look("step credentials, refused").await;
    console.type_into("[data-testid=api-key]", API_KEY).await;
    console
        .type_into("[data-testid=api-secret]", API_SECRET)
        .await;
    console.press_button("Test and store").await;
    console
        .find("[data-testid=connection-test][data-passed=true]")
        .await;
    axe.look("step credentials, proven").await;
    console.press_button("Go on").await;
    served
}

async fn step(console: &Console, name: &str) {
    let is_open = async || (console.text("main h2").await == name).then_some(());
    until(&format!("the step {name}"), is_open).await;
}

#[tokio::test]
async fn every_screen_has_nothing_serious_for_those_who_do_not_see_it() {
    let console = Console::open_simulator("accessibility").await;
    let mut axe = Axe::on(&console).await;
    axe.look("timeline").await;
    for mode in [
        "Other field list",
        "Junk field",
        "Reordered",
        "Other body",
        "Hash of the secret",
    ] {
        console.open_settings("Simulator").await;
        console.press_button(&format!("Send 1: {mode}")).await;
    }
    console.press_button("Pause").await;
    console.find_button("Go on sending").await;
    lists(&console, &mut axe).await;
    cards(&console, &mut axe).await;
    console.go_to("Audit").await;
    axe.look("audit").await;
    console.press_button("Check the whole ledger").await;
    console.find("[data-testid=check-result]").await;
    axe.look("audit, checked").await;
    for section in SECTIONS {
        console.open_settings(section).await;
        console.pointer_away().await;
        axe.look(&format!("settings, {section}")).await;
    }
    over_the_screen(&console, &mut axe).await;
    auditors_mode(&console, &mut axe).await;
    axe.found_nothing();
    console.close().await;
}

async fn lists(console: &Console, axe: &mut Axe<'_>) {
    let is_verified =
        |row: &Row| row.subject.starts_with("transaction:") && row.verdict == "verified";
    console.go_to("Timeline").await;
    // Reads and what is noticed come in still, and move the rows.
    console.hold_still().await;
    let row = console.row_where("a verified row", is_verified).await;
    console.press_row(row.sequence).await;
    axe.look("row of a timeline").await;
    console.press("aside [data-testid=open-delivery]").await;
    console.find("[data-testid=steps]").await;
    axe.look("delivery").await;
    console.press_button("Bytes").await;
    axe.look("delivery, bytes").await;
    console
        .press("[data-testid=delivery] [data-testid=subject-link]")
        .await;
    console
        .find("[data-testid=transaction] [data-testid=path]")
        .await;
    axe.look("transaction").await;
    console.press_button("The whole timeline").await;
    console.find("[data-testid=subject-status]").await;
    axe.look("timeline of a transaction").await;

    console.go_to("Deliveries").await;
    console.pointer_away().await;
    axe.look("deliveries with events").await;
    for filter in ["Verdict", "Event", "Subject", "Received"] {
        console.press_button(filter).await;
        console.find("[role=dialog]").await;
        axe.look(&format!("filter by {filter}")).await;
        console.keys([Key::Escape.into()]).await;
        console.gone("[role=dialog]").await;
    }
    let row = console.row_where("an alarm", |row| row.is_alarm).await;
    console.press_row(row.sequence).await;
    axe.look("row with an alarm").await;
    console.press("[data-testid=open-delivery]").await;
    console.find("[data-testid=delivery-card]").await;
    axe.look("delivery with a card").await;
    console.go_to("Deliveries").await;
    console.press_button("Alarms only").await;
    console.press_button("Verified").await;
    console.press_button("Quarantine").await;
    axe.look("deliveries, narrowed").await;
}

async fn cards(console: &Console, axe: &mut Axe<'_>) {
    console.go_to("Cards").await;
    for kind in ["field_set", "other_body", "secret_alone", "out_of_course"] {
        console
            .press(&format!("[role=option][data-kind={kind}]"))
            .await;
        console
            .find(&format!("[data-testid=card][data-kind={kind}]"))
            .await;
        console.pointer_away().await;
        axe.look(&format!("card {kind}")).await;
    }
}

async fn over_the_screen(console: &Console, axe: &mut Axe<'_>) {
    console.open_settings("Profile").await;
    console.press_button("Renew the path…").await;
    console.find("[role=alertdialog]").await;
    axe.look("question before the path is renewed").await;
    console.keys([Key::Escape.into()]).await;
    console.gone("[role=alertdialog]").await;

    console.chord(&[Key::Control.into()], 'k').await;
    console.find("[role=dialog] input").await;
    axe.look("palette").await;
    console.keys("transaction 7".chars()).await;
    console
        .find("[data-testid=search-state]:is([data-state=found], [data-state=nothing])")
        .await;
    axe.look("palette, searched").await;
    // The first empties the field.
    console.keys([Key::Escape.into(), Key::Escape.into()]).await;
    console.gone("[role=dialog]").await;
    console.go_to("Audit").await;
    console.keys(['?']).await;
    console.find("[role=dialog]").await;
    axe.look("keys").await;
    console.keys([Key::Escape.into()]).await;
    console.gone("[role=dialog]").await;
    for opened in ["[data-testid=profile-tag]", "header button[data-auditing]"] {
        console.press(opened).await;
        console.find("[role=menu]").await;
        axe.look(opened).await;
        console.keys([Key::Escape.into()]).await;
        console.gone("[role=menu]").await;
    }
    for item in ["webhooks", "simulator", "keyring"] {
        console.press(&format!("[data-testid={item}-status]")).await;
        console.find("[role=dialog]").await;
        axe.look(&format!("status of the {item}")).await;
        console.keys([Key::Escape.into()]).await;
        console.gone("[role=dialog]").await;
    }
}

#[tokio::test]
async fn merchants_onboarding_and_accounts_have_nothing_serious_for_those_who_do_not_see_them() {
    let console = Console::open_simulator("accessibility-desk").await;
    console.keep_operator("A. Ndiaye").await;
    let mut axe = Axe::on(&console).await;
    desk_screens::walk(&console, async |screen| axe.look(screen).await).await;
    console.open_settings("Operator").await;
    console.press_button("Enter the auditor’s mode").await;
    console.find_button("Leave the auditor’s mode").await;
    desk_screens::walk_locked(&console, async |screen| axe.look(screen).await).await;
    axe.found_nothing();
    console.close().await;
}

#[tokio::test]
async fn screens_without_data_have_nothing_serious_for_those_who_do_not_see_them() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    past::profile(&data, "acme", Environment::Sandbox, SECRET).await;
    let console = Console::open_in("accessibility-empty", folder).await;
    console.find("[data-testid=profile-tag]").await;
    let mut axe = Axe::on(&console).await;
    desk_screens::walk_empty(&console, async |screen| axe.look(screen).await).await;
    axe.found_nothing();
    console.close().await;
}

async fn auditors_mode(console: &Console, axe: &mut Axe<'_>) {
    console.open_settings("Operator").await;
    console.press_button("Enter the auditor’s mode").await;
    console.find_button("Leave the auditor’s mode").await;
    axe.look("auditor's mode, operator").await;
    console.open_settings("Simulator").await;
    axe.look("auditor's mode, simulator").await;
    console.go_to("Cards").await;
    axe.look("auditor's mode, cards").await;
    console.go_to("Timeline").await;
    axe.look("auditor's mode, timeline").await;
}
