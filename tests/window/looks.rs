//! Pictures of the window in both sizes and both themes, for people to look at.

use crate::{
    console::Console,
    picture::Picture,
    until::{in_time, until},
};

#[tokio::test]
async fn the_window_fills_both_sizes_in_light_and_dark() {
    let console = Console::open_simulator("looks").await;
    for theme in ["light", "dark"] {
        let script = format!("localStorage.setItem('theme', '{theme}');");
        console.client.execute(&script, Vec::new()).await.unwrap();
        in_time("the page anew", console.client.refresh())
            .await
            .unwrap();
        for (width, height) in [(1280, 800), (1920, 1080)] {
            console.resize(width, height).await;
            console.go_to("Timeline").await;
            let is_it = |picture: &Picture| {
                let is_dark = picture.lightness_percent < 40;
                (picture.width, picture.height, is_dark) == (width, height, theme == "dark")
            };
            let name = |what: &str| format!("{what}-{width}x{height}-{theme}");
            console.picture(&name("timeline"), is_it).await;
            console.hold_still().await;
            let row = console
                .row_where("a verified row of a transaction", |row| {
                    row.subject.starts_with("transaction:") && row.verdict == "verified"
                })
                .await;
            console.press_row(row.sequence).await;
            console.picture(&name("row"), is_it).await;
            console.open_delivery(row.sequence).await;
            let is_whole = async || (!console.steps().await.is_empty()).then_some(());
            until("the delivery's steps", is_whole).await;
            console.picture(&name("delivery"), is_it).await;
        }
    }
    console.close().await;
}
