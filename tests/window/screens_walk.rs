//! Walks through the screens that every profile has: each is looked at under its name, by what
//! finds faults in it and by what takes its picture.

use crate::{
    console::Console,
    page::Row,
    posting::{Post, SIGNED},
    served::{API_KEY, API_SECRET, Served},
    until::until,
};
use fantoccini::key::Key;
use serde_json::json;

/// The webhook secret of the profile that [`connect`] makes.
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
const FILTERS: [&str; 4] = ["Verdict", "Event", "Subject", "Received"];
const CARDS: [&str; 4] = ["field_set", "other_body", "secret_alone", "out_of_course"];

/// Connects a sandbox of this title, from the first screen to its first delivery.
pub async fn connect(console: &Console, title: &str, mut visit: impl AsyncFnMut(&str)) {
    console.find("[data-testid=connect-cedar]").await;
    visit("first-screen").await;
    console.press("[data-testid=connect-cedar]").await;
    step(console, "Who works here?").await;
    visit("connect-operator").await;
    console.type_into("input[name=name]", "A. Ndiaye").await;
    console.press_button("Save and go on").await;
    step(console, "Which account is this?").await;
    console.press_label("SANDBOX").await;
    // Before the title, from which it would be made.
    console.type_into("input[name=name]", "acme").await;
    console.type_into("input[name=title]", title).await;
    visit("connect-profile").await;
    console.press_button("Make the SANDBOX profile").await;
    let _served = server_and_credentials(console, &mut visit).await;
    webhook_secret(console, &mut visit).await;
    step(console, "Way in").await;
    visit("connect-way-in").await;
    console.press_button("Go on").await;
    step(console, "Field sets").await;
    visit("connect-field-sets").await;
    console.press_button("Go on").await;
    step(console, "First delivery").await;
    visit("connect-delivery-waiting").await;
    let post = Post::over(SECRET, SIGNED, 7, "OnOff_PENDING");
    assert_eq!(post.to_url(&console.url_of("acme")).await, 200);
    console.find("[data-testid=first-row]").await;
    visit("connect-delivery-come").await;
    console.press_button("Leave, go on later").await;
    console.heading("Timeline").await;
    visit("timeline-of-sandbox").await;
    console.open_settings("Secrets").await;
    visit("secrets-of-sandbox").await;
    console.open_settings("Simulator").await;
    visit("simulator-of-sandbox").await;
    way_in(console, &mut visit).await;
}

/// Sets a way in up that leads from this machine to itself, turns it off, and looks at the gap.
async fn way_in(console: &Console, visit: &mut impl AsyncFnMut(&str)) {
    console.open_settings("Way in").await;
    visit("settings-way-in").await;
    console.press_button("Set it up").await;
    console.press("[data-testid=provider-own_url]").await;
    visit("way-in-choose").await;
    console.press_button("Go on to configure").await;
    let url = console.url_of("acme");
    let origin = url.split("/hooks/").next().unwrap();
    console.type_into("input[name=publicUrl]", origin).await;
    visit("way-in-configure").await;
    console.press_button("Save and connect").await;
    console
        .find("[data-testid=way-in-badge][data-state=reachable]")
        .await;
    visit("way-in-proven").await;
    console.press_button("Go on to the platform").await;
    console.find("[data-testid=platform-url]").await;
    visit("way-in-platform").await;
    console
        .press_button("It is saved there: wait for a delivery")
        .await;
    console.find("[data-testid=set-up-delivery]").await;
    visit("way-in-delivery").await;
    console.press_button("State").await;
    // The same place by another name.
    let other = origin.replace("127.0.0.1", "localhost");
    let setup = json!({ "provider": "own_url", "publicUrl": other });
    let moved = json!({ "profile": "acme", "setup": setup, "on": true });
    console.ask("set_way_in", moved).await;
    console
        .find("[data-testid=way-in-badge][data-state=reachable_elsewhere]")
        .await;
    console.find("[data-reason=new_url]").await;
    visit("way-in-new-url").await;
    console.press_button("It is set on the platform").await;
    console
        .find("[data-testid=way-in-badge][data-state=reachable]")
        .await;
    console.press_button("Turn it off").await;
    console
        .find("[data-testid=way-in-badge][data-state=off]")
        .await;
    visit("way-in-off").await;
    console.press_button("Gaps").await;
    console.press("[data-standing=open]").await;
    console.find("[data-testid=gap-facts]").await;
    visit("gaps").await;
    console.go_to("Timeline").await;
    console.find("[data-gap=open]").await;
    visit("timeline-gap").await;
}

async fn server_and_credentials(console: &Console, visit: &mut impl AsyncFnMut(&str)) -> Served {
    step(console, "Server").await;
    let served = Served::start();
    console.type_into("input[name=baseUrl]", &served.api).await;
    visit("connect-server").await;
    console.press_button("Save the server").await;
    console.press_button("Go on").await;
    step(console, "Credentials").await;
    visit("connect-credentials").await;
    for (secret, passed, name) in [
        ("mistyped", false, "connect-credentials-refused"),
        (API_SECRET, true, "connect-credentials-proven"),
    ] {
        console.type_into("[data-testid=api-key]", API_KEY).await;
        console.type_into("[data-testid=api-secret]", secret).await;
        console.press_button("Test and store").await;
        let tested = format!("[data-testid=connection-test][data-passed={passed}]");
        console.find(&tested).await;
        visit(name).await;
    }
    console.press_button("Go on").await;
    served
}

async fn webhook_secret(console: &Console, visit: &mut impl AsyncFnMut(&str)) {
    step(console, "Webhook secret").await;
    let field = "input[type=password]";
    console.type_into(field, "short-one").await;
    visit("connect-secret").await;
    console.chord(&[Key::Control.into()], 'a').await;
    console.keys(SECRET.chars()).await;
    console.press_button("Store it").await;
    let other = "Remove it and enter another one…";
    console.find_button(other).await;
    visit("connect-secret-stored").await;
    console.press_button(other).await;
    console.find("[role=alertdialog]").await;
    visit("connect-secret-question").await;
    console.press_button("Cancel").await;
    console.press_button("Go on").await;
}

async fn step(console: &Console, name: &str) {
    let is_open = async || (console.text("main h2").await == name).then_some(());
    until(&format!("the step {name}"), is_open).await;
}

/// Goes over the screens of the simulator's profile, and at last into the auditor's mode.
pub async fn simulator(console: &Console, mut visit: impl AsyncFnMut(&str)) {
    visit("timeline").await;
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
    timeline(console, &mut visit).await;
    deliveries(console, &mut visit).await;
    cards(console, &mut visit).await;
    console.go_to("Audit").await;
    visit("audit").await;
    console.press_button("Check the whole ledger").await;
    console.find("[data-testid=check-result]").await;
    visit("audit-checked").await;
    for section in SECTIONS {
        console.open_settings(section).await;
        console.pointer_away().await;
        let name = section.to_lowercase().replace(' ', "-");
        visit(&format!("settings-{name}")).await;
    }
    over_the_screen(console, &mut visit).await;
    auditors_mode(console, &mut visit).await;
}

async fn timeline(console: &Console, visit: &mut impl AsyncFnMut(&str)) {
    console.go_to("Timeline").await;
    // Reads and what is noticed come in still, and move the rows.
    console.hold_still().await;
    let row = console.row_where("a verified row", is_verified).await;
    console.press_row(row.sequence).await;
    visit("timeline-row").await;
    console.press("aside [data-testid=open-delivery]").await;
    console.find("[data-testid=steps]").await;
    visit("delivery").await;
    console.press_button("Bytes").await;
    visit("delivery-bytes").await;
    console
        .press("[data-testid=delivery] [data-testid=subject-link]")
        .await;
    console
        .find("[data-testid=transaction] [data-testid=path]")
        .await;
    visit("transaction").await;
    console.press_button("The whole timeline").await;
    console.find("[data-testid=subject-status]").await;
    visit("timeline-of-transaction").await;
}

/// Whether a row is a delivery of a transaction that holds.
pub fn is_verified(row: &Row) -> bool {
    row.subject.starts_with("transaction:") && row.verdict == "verified"
}

async fn deliveries(console: &Console, visit: &mut impl AsyncFnMut(&str)) {
    console.go_to("Deliveries").await;
    console.pointer_away().await;
    visit("deliveries").await;
    for filter in FILTERS {
        console.press_button(filter).await;
        console.find("[role=dialog]").await;
        visit(&format!("filter-{}", filter.to_lowercase())).await;
        leave_dialog(console).await;
    }
    let row = console.row_where("an alarm", |row| row.is_alarm).await;
    console.press_row(row.sequence).await;
    visit("deliveries-alarm").await;
    console.press("[data-testid=open-delivery]").await;
    console.find("[data-testid=delivery-card]").await;
    visit("delivery-with-card").await;
    console.go_to("Deliveries").await;
    console.press_button("Alarms only").await;
    console.press_button("Verified").await;
    console.press_button("Quarantine").await;
    visit("deliveries-narrowed").await;
}

async fn cards(console: &Console, visit: &mut impl AsyncFnMut(&str)) {
    console.go_to("Cards").await;
    for kind in CARDS {
        card(console, kind, visit).await;
    }
}

/// Opens the first card of a kind, and looks at it.
pub async fn card(console: &Console, kind: &str, visit: &mut impl AsyncFnMut(&str)) {
    console
        .press(&format!("[role=option][data-kind={kind}]"))
        .await;
    console
        .find(&format!("[data-testid=card][data-kind={kind}]"))
        .await;
    console.pointer_away().await;
    visit(&format!("card-{kind}")).await;
}

async fn over_the_screen(console: &Console, visit: &mut impl AsyncFnMut(&str)) {
    console.open_settings("Profile").await;
    console.press_button("Renew the path…").await;
    console.find("[role=alertdialog]").await;
    visit("question").await;
    console.keys([Key::Escape.into()]).await;
    console.gone("[role=alertdialog]").await;
    palette(console, visit).await;
    console.go_to("Audit").await;
    console.keys(['?']).await;
    console.find("[role=dialog]").await;
    visit("keys").await;
    leave_dialog(console).await;
    for (opened, name) in [
        ("[data-testid=profile-tag]", "menu-profiles"),
        ("header button[data-auditing]", "menu-operator"),
    ] {
        console.press(opened).await;
        console.find("[role=menu]").await;
        visit(name).await;
        console.keys([Key::Escape.into()]).await;
        console.gone("[role=menu]").await;
    }
    for item in ["webhooks", "simulator", "keyring"] {
        console.press(&format!("[data-testid={item}-status]")).await;
        console.find("[role=dialog]").await;
        visit(&format!("status-{item}")).await;
        leave_dialog(console).await;
    }
}

async fn palette(console: &Console, visit: &mut impl AsyncFnMut(&str)) {
    console.chord(&[Key::Control.into()], 'k').await;
    console.find("[role=dialog] input").await;
    visit("palette").await;
    console.keys("transaction 7".chars()).await;
    console
        .find("[data-testid=search-state]:is([data-state=found], [data-state=nothing])")
        .await;
    visit("palette-searched").await;
    // The first empties the field.
    console.keys([Key::Escape.into()]).await;
    leave_dialog(console).await;
}

async fn leave_dialog(console: &Console) {
    console.keys([Key::Escape.into()]).await;
    console.gone("[role=dialog]").await;
}

async fn auditors_mode(console: &Console, visit: &mut impl AsyncFnMut(&str)) {
    console.open_settings("Operator").await;
    console.press_button("Enter the auditor’s mode").await;
    console.find_button("Leave the auditor’s mode").await;
    visit("auditor-operator").await;
    console.open_settings("Simulator").await;
    visit("auditor-simulator").await;
    console.go_to("Cards").await;
    visit("auditor-cards").await;
    console.go_to("Timeline").await;
    visit("auditor-timeline").await;
}
