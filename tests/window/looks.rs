//! Pictures of the window in both sizes and both themes, for people to look at: a few of them
//! each time, and every screen in a campaign.

use crate::{
    album::Album,
    console::Console,
    desk_screens, past,
    posting::{Post, SIGNED},
    screens_walk,
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
    if album.is_whole {
        let take = async |screen: &str| album.screen(screen).await;
        screens_walk::simulator(&console, take).await;
        console.close().await;
        connecting().await;
        cards().await;
        return;
    }
    album.screen("timeline").await;
    console.hold_still().await;
    let row = console
        .row_where("a verified row of a transaction", screens_walk::is_verified)
        .await;
    console.press_row(row.sequence).await;
    album.some("row").await;
    console.open_delivery(row.sequence).await;
    let is_whole = async || (!console.steps().await.is_empty()).then_some(());
    until("the delivery's steps", is_whole).await;
    album.some("delivery").await;
    console.close().await;
}

/// Whether every screen is wanted.
pub fn is_campaign() -> bool {
    std::env::var_os("CAMPAIGN").is_some_and(|size| size == "full")
}

async fn connecting() {
    let console = Console::open("looks-connect").await;
    let album = Album::of(&console);
    let take = async |screen: &str| album.screen(screen).await;
    screens_walk::connect(&console, LONG_TITLE, take).await;
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
        let mut take = async |screen: &str| album.screen(screen).await;
        screens_walk::card(&console, kind, &mut take).await;
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
