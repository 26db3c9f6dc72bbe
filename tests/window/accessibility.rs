//! Every screen and every dialog, in both themes: nothing serious for those who see them otherwise.

use crate::{axe::Axe, console::Console, desk_screens, past, screens_walk};
use domain::Environment;
use tempfile::TempDir;

const SECRET: &str = "whsec-b7e0c5fb29d14b0a9f6d3f70a1c2e4d8";

#[tokio::test]
async fn connecting_has_nothing_serious_for_those_who_do_not_see_it() {
    let console = Console::open("accessibility-connect").await;
    let mut axe = Axe::on(&console).await;
    let look = async |screen: &str| axe.look(screen).await;
    screens_walk::connect(&console, "Acme Exports", look).await;
    axe.found_nothing();
    console.close().await;
}

#[tokio::test]
async fn every_screen_has_nothing_serious_for_those_who_do_not_see_it() {
    let console = Console::open_simulator("accessibility").await;
    let mut axe = Axe::on(&console).await;
    screens_walk::simulator(&console, async |screen: &str| axe.look(screen).await).await;
    axe.found_nothing();
    console.close().await;
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
