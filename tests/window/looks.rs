//! Pictures of the window in both sizes and both themes, for people to look at: a few of them
//! each time, and every screen in a campaign.

use crate::{
    album::Album,
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

const SECRET: &str = "whsec-2c3d4e5f60718293a4b5c6d7e8f90a1b";
const LONG_TITLE: &str = "Acme Exports and Imports International Holdings (West Africa)";

#[tokio::test]
async fn the_window_fills_both_sizes_in_light_and_dark() {
    let console = Console::open_simulator("looks").await;
    let album = Album::of(&console);
    album.screen("timeline").await;
    console.hold_still().await;
    let row = console
        .row_where("a verified row of a transaction", is_verified)
        .await;
    console.press_row(row.sequence).await;
    album.some("row").await;
    console.open_delivery(row.sequence).await;
    let is_whole = async || (!console.steps().await.is_empty()).then_some(());
    until("the delivery's steps", is_whole).await;
    album.some("delivery").await;
    if album.is_whole {
        simulator(&console, &album).await;
    }
    console.close().await;
    if is_campaign() {
        connecting().await;
        cards().await;
    }
}

/// Whether every screen is wanted.
pub fn is_campaign() -> bool {
    std::env::var_os("CAMPAIGN").is_some_and(|size| size == "full")
}

fn is_verified(row: &Row) -> bool {
    row.subject.starts_with("transaction:") && row.verdict == "verified"
}

async fn simulator(console: &Console, album: &Album<'_>) {
    console
        .press("[data-testid=delivery] [data-testid=subject-link]")
        .await;
    console
        .find("[data-testid=transaction] [data-testid=path]")
        .await;
    album.screen("transaction").await;
    console.press_button("The whole timeline").await;
    console.find("[data-testid=subject-status]").await;
    album.screen("subject").await;
    for mode in ["Other field list", "Other body", "Hash of the secret"] {
        console.open_settings("Simulator").await;
        console.press_button(&format!("Send 1: {mode}")).await;
    }
    console.press_button("Pause").await;
    console.find_button("Go on sending").await;
    console.go_to("Deliveries").await;
    console.pointer_away().await;
    album.screen("deliveries").await;
    console.press_button("Verdict").await;
    console.find("[role=dialog]").await;
    album.screen("filter-verdict").await;
    console.keys([Key::Escape.into()]).await;
    console.gone("[role=dialog]").await;
    console.press_button("Received").await;
    console.find("[role=dialog]").await;
    album.screen("filter-received").await;
    console.keys([Key::Escape.into()]).await;
    console.gone("[role=dialog]").await;
    let row = console
        .row_where("a refused row", |row| row.mark == "refused")
        .await;
    console.open_delivery(row.sequence).await;
    album.screen("delivery-refused").await;
    settings(console, album).await;
    over_the_screen(console, album).await;
}

async fn settings(console: &Console, album: &Album<'_>) {
    console.go_to("Audit").await;
    console.press_button("Check the whole ledger").await;
    console.find("[data-testid=check-result]").await;
    album.screen("audit").await;
    for section in [
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
    ] {
        console.open_settings(section).await;
        console.pointer_away().await;
        let name = section.to_lowercase().replace(' ', "-");
        album.screen(&format!("settings-{name}")).await;
    }
}

async fn over_the_screen(console: &Console, album: &Album<'_>) {
    console.open_settings("Profile").await;
    console.press_button("Renew the path…").await;
    console.find("[role=alertdialog]").await;
    album.screen("question").await;
    console.keys([Key::Escape.into()]).await;
    console.gone("[role=alertdialog]").await;
    console.chord(&[Key::Control.into()], 'k').await;
    console.find("[role=dialog] input").await;
    album.screen("palette").await;
    console.keys("Business".chars()).await;
    console
        .find("[data-testid=search-state][data-state=found]")
        .await;
    album.screen("palette-found").await;
    console.keys([Key::Escape.into(), Key::Escape.into()]).await;
    console.gone("[role=dialog]").await;
    console.go_to("Audit").await;
    console.keys(['?']).await;
    console.find("[role=dialog]").await;
    album.screen("keys").await;
    console.keys([Key::Escape.into()]).await;
    console.gone("[role=dialog]").await;
    console.press("[data-testid=webhooks-status]").await;
    console.find("[role=dialog]").await;
    album.screen("status-webhooks").await;
    console.keys([Key::Escape.into()]).await;
    console.gone("[role=dialog]").await;
    console
        .chord(&[Key::Control.into(), Key::Shift.into()], 'A')
        .await;
    console.find("[aria-label='Nothing can be changed']").await;
    console.open_settings("Profile").await;
    album.screen("auditor").await;
}

async fn connecting() {
    let console = Console::open("looks-connect").await;
    let album = Album::of(&console);
    console.find("[data-testid=connect-cedar]").await;
    album.screen("first-screen").await;
    console.press("[data-testid=connect-cedar]").await;
    console.type_into("input[name=name]", "A. Ndiaye").await;
    album.screen("connect-1-operator").await;
    console.press_button("Save and go on").await;
    console.press_label("SANDBOX").await;
    console.type_into("input[name=title]", LONG_TITLE).await;
    album.screen("connect-2-profile").await;
    console.press_button("Make the SANDBOX profile").await;
    let served = Served::start();
    console.type_into("input[name=baseUrl]", &served.api).await;
    album.screen("connect-3-server").await;
    console.press_button("Save the server").await;
    console.press_button("Go on").await;
    for (secret, picture) in [
        ("mistyped", "connect-4-refused"),
        (API_SECRET, "connect-4-credentials"),
    ] {
        console.type_into("[data-testid=api-key]", API_KEY).await;
        console.type_into("[data-testid=api-secret]", secret).await;
        console.press_button("Test and store").await;
        let passed = secret == API_SECRET;
        let tested = format!("[data-testid=connection-test][data-passed={passed}]");
        console.find(&tested).await;
        album.screen(picture).await;
    }
    console.press_button("Go on").await;
    console.type_into("input[type=password]", "short-one").await;
    album.screen("connect-5-secret").await;
    console.type_into("input[type=password]", SECRET).await;
    console.press_button("Store it").await;
    console
        .find_button("Remove it and enter another one…")
        .await;
    album.screen("connect-5-stored").await;
    console.press_button("Go on").await;
    console.find_button("Copy the secret path").await;
    album.screen("connect-6-way-in").await;
    console.press_button("Go on").await;
    console.find("[data-testid=field-set]").await;
    album.screen("connect-7-field-sets").await;
    console.press_button("Go on").await;
    console.find("[data-testid=first-delivery]").await;
    album.screen("connect-8-delivery").await;
    console.press_button("Leave, go on later").await;
    console.heading("Timeline").await;
    album.screen("timeline-empty").await;
    console.close().await;
}

#[tokio::test]
async fn lists_board_pages_and_forms_fill_both_sizes_in_light_and_dark() {
    let console = Console::open_simulator("looks-desk").await;
    let album = Album::of(&console);
    if !album.is_whole {
        desk_screens::walk_lists(&console, async |screen| album.some(screen).await).await;
        console.close().await;
        return;
    }
    console.keep_operator("A. Ndiaye").await;
    desk_screens::walk(&console, async |screen| album.screen(screen).await).await;
    console.close().await;
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    past::profile(&data, "acme", Environment::Sandbox, SECRET).await;
    let console = Console::open_in("looks-empty", folder).await;
    console.find("[data-testid=profile-tag]").await;
    let album = Album::of(&console);
    desk_screens::walk_empty(&console, async |screen| album.screen(screen).await).await;
    console.close().await;
}

async fn cards() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let acme = past::profile(&data, "acme", Environment::Live, SECRET).await;
    let mut settings = acme.settings().unwrap();
    settings.title = LONG_TITLE.to_owned();
    acme.save(&settings).unwrap();
    past::profile(&data, "beta", Environment::Sandbox, SECRET).await;
    past::receive(&acme, SECRET, 2, 30).await;
    let console = Console::open_in("looks-cards", folder).await;
    console.find("[data-testid=profile-tag]").await;
    let album = Album::of(&console);
    let url = console.url_of("acme");
    let first = Post::over(
        SECRET,
        SIGNED,
        9_007_199_254_740_991,
        "OnOff_QUOTE_APPROVED",
    );
    first.to_url(&url).await;
    first.with_another_amount().to_url(&url).await;
    Post::secret_alone(SECRET).to_url(&url).await;
    for number in 1..=20 {
        let held = Post::over(SECRET, "id,status,event", number, "OnOff_PENDING");
        held.to_url(&url).await;
    }
    console.go_to("Cards").await;
    for kind in ["field_set", "other_body", "secret_alone", "match_rate"] {
        console
            .press(&format!("[role=option][data-kind={kind}]"))
            .await;
        console
            .find(&format!("[data-testid=card][data-kind={kind}]"))
            .await;
        console.pointer_away().await;
        album.screen(&format!("card-{kind}")).await;
    }
    console.press("[role=option][data-kind=field_set]").await;
    console.press_button("Approve on LIVE…").await;
    console.find("[role=alertdialog]").await;
    album.screen("card-question").await;
    console.press_button("Approve on LIVE").await;
    console.find("[data-testid=settlement]").await;
    album.screen("card-settled").await;
    console.press("[data-testid=profile-tag]").await;
    console.find("[role=menu]").await;
    album.screen("profiles").await;
    console.keys([Key::Escape.into()]).await;
    console.gone("[role=menu]").await;
    console.go_to("Timeline").await;
    console.pointer_away().await;
    album.screen("timeline-live").await;
    console.close().await;
}
