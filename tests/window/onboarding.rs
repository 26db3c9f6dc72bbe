//! An onboarding by the keyboard alone: documents, agreements, submission, Cedar's answer.

use crate::{
    album::Album,
    console::{Console, Opening},
    served::{Served, WEBHOOK_SECRET},
    set_up::PROFILE,
    until::until,
};
use fantoccini::key::Key;
use reqwest::Method;
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;

/// Long, and right to left with a number in it.
const NAME: &str = "شركة النور للتجارة والمقاولات العامة والخدمات اللوجستية 2024 المحدودة";
const CHOOSE: &str = "[data-testid=choose-documents]";
/// The second document is longer than this, the first one is not.
const CUT_AT_BYTES: u64 = 300_000;

fn merchant(status: &str) -> Value {
    json!({ "status": status, "fields": {
        "legalName": NAME, "email": "ops@alnoor.example", "contactName": "Layla Haddad",
        "phonePrefix": "234", "phone": "8012345678", "country": "NG", "state": "Lagos",
        "city": "Lagos", "address": "Broad Street", "streetNumber": "12", "zipCode": "101001",
        "industry": "TECHNOLOGY", "tradingName": "Al Noor", "localRegNumber": "RC 123456",
    } })
}

/// A console at a server that does nothing by itself, with these merchants.
async fn connected(name: &str, merchants: &[(u32, &str)]) -> (Console, Served) {
    let (console, served) = Console::open_connected(name, WEBHOOK_SECRET).await;
    let url = json!({ "url": console.own_url() });
    served.tell(Method::PUT, "/webhook", &url).await;
    let still = json!({ "approvalMs": 86_400_000, "unsubmittedMs": 86_400_000 });
    served.tell(Method::PUT, "/pace", &still).await;
    for (number, status) in merchants {
        let path = format!("/objects/merchant/{number}");
        served.tell(Method::PUT, &path, &merchant(status)).await;
    }
    (console, served)
}

impl Console {
    /// Opens the onboarding of a merchant, as after a restart at this place.
    async fn onboard(&self, number: u32) {
        let script = format!("window.location.hash = '#/onboarding/{number}'; location.reload();");
        self.client.execute(&script, Vec::new()).await.unwrap();
        self.find("[data-testid=onboarding-step]").await;
    }

    /// Waits for a status that a read confirms.
    async fn stands(&self, status: &str) {
        let css =
            format!("[data-testid=onboarding-status][data-status={status}] [data-mark=confirmed]");
        self.find(&css).await;
    }

    /// Waits until so many elements are there.
    async fn has(&self, css: &str, count: u64) {
        let look = async || (self.count(css).await == count).then_some(());
        until(&format!("{count} of {css}"), look).await;
    }

    /// Types into the field of this name and goes on to the next.
    async fn type_on(&self, field: &str, text: &str) {
        self.tab_to(field).await;
        let select = "document.activeElement.select?.();";
        self.client.execute(select, Vec::new()).await.unwrap();
        self.keys(text.chars()).await;
        self.keys([Key::Tab.into()]).await;
    }
}

fn files() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles of association.pdf");
    fs::write(&articles, b"%PDF-1.7 the articles").unwrap();
    let passport = folder.path().join("passport.png");
    let picture = [b"\x89PNG\r\n\x1a\n".to_vec(), vec![7; 2_500_000]].concat();
    fs::write(&passport, picture).unwrap();
    let paths = format!("{}\n{}", articles.display(), passport.display());
    (folder, paths)
}

/// Two documents, the second of which is cut in the middle and tried again.
async fn upload_both(console: &Console, served: &Served, album: &Album<'_>) {
    album.some("onboarding-empty").await;
    let (_folder, paths) = files();
    let cut = json!({
        "operation": "upload_file", "count": 1,
        "fault": { "kind": "cut_upload", "atBytes": CUT_AT_BYTES },
    });
    console.enter("Documents").await;
    let input = console.find(CHOOSE).await;
    input.send_keys(&paths).await.unwrap();
    console.has("[data-testid=chosen-document]", 2).await;
    console
        .type_on("What it is for", "Articles of association")
        .await;
    album.some("onboarding-chosen").await;
    console.enter("Upload articles of association.pdf").await;
    console
        .has("[data-testid=document] [data-age=fresh]", 1)
        .await;
    served.tell(Method::POST, "/faults", &cut).await;
    console.enter("Upload passport.png").await;
    console
        .find("[data-testid=document] [data-outcome=unknown]")
        .await;
    console
        .says("Whether Cedar has the file is not known")
        .await;
    album.some("onboarding-cut").await;
    console.enter("Upload again: passport.png").await;
    console
        .has("[data-testid=document] [data-age=fresh]", 2)
        .await;
    console.has("[data-testid=chosen-document]", 0).await;
    album.screen("onboarding-documents").await;
}

async fn accept(console: &Console, album: &Album<'_>) {
    console.enter("Legal agreements").await;
    console.enter("Read them from the API").await;
    console
        .has("[data-testid=agreement][data-accepted=false]", 2)
        .await;
    console.says("version 1.0").await;
    album.screen("onboarding-agreements").await;
    console.enter("Review what will be sent").await;
    console.find("[data-testid=review-body]").await;
    console.enter("Accept the agreements on SANDBOX").await;
    console
        .has("[data-testid=agreement][data-accepted=true]", 2)
        .await;
    console
        .find("[data-testid=acceptance] [data-outcome=done]")
        .await;
}

/// Reviews what stands in the form, and sends it; gives what the review showed.
async fn submit(console: &Console) -> String {
    console.enter("Review what will be sent").await;
    let shown = console.text("[data-testid=review-body]").await;
    console.enter("Submit the onboarding on SANDBOX").await;
    console
        .find("[data-testid=action-outcome] [data-outcome=done]")
        .await;
    shown
}

#[tokio::test]
async fn a_merchant_is_onboarded_by_keyboard_resubmitted_where_more_is_asked_for_and_approved() {
    let (console, served) = connected("onboarding", &[(7, "NEW")]).await;
    let album = Album::of(&console);
    console.onboard(7).await;
    console.stands("NEW").await;
    upload_both(&console, &served, &album).await;
    accept(&console, &album).await;

    console.enter("Company data and submission").await;
    console.type_on("Company type", "CORPORATION").await;
    console
        .type_on("Service", "CLOUD_COMPUTING_SOLUTIONS")
        .await;
    console.type_on("Name of the member", "passportUrl").await;
    console.keys([Key::Enter.into()]).await;
    console.says("In the request as passportUrl").await;
    album.screen("onboarding-company").await;
    let shown = submit(&console).await;
    for part in [
        "\"businessId\": 7",
        "\"tradingName\": \"Al Noor\"",
        "/files/",
        "passport.png",
    ] {
        assert!(shown.contains(part), "{part} is not in {shown}");
    }
    console.stands("PENDING_REVIEW").await;
    served.becomes("merchant", 7, "UNDER_REVIEW").await;
    console.stands("UNDER_REVIEW").await;
    album.some("onboarding-waiting").await;
    served.becomes("merchant", 7, "ACTION_NEEDED").await;
    console.stands("ACTION_NEEDED").await;
    console.enter("Submit again").await;
    // What was submitted last time stands there already.
    console.says("What was submitted last time").await;
    console.type_on("Service", "CONSULTING_SERVICES").await;
    album.some("onboarding-again").await;
    let shown = submit(&console).await;
    for part in [
        "CORPORATION",
        "CONSULTING_SERVICES",
        "passportUrl",
        "passport.png",
    ] {
        assert!(shown.contains(part), "{part} is not in {shown}");
    }
    console.stands("PENDING_REVIEW").await;
    served.becomes("merchant", 7, "VALID").await;
    console.stands("VALID").await;
    console.says("Approved: it may transact.").await;
    album.screen("onboarding-approved").await;
    assert_eq!(served.effects("upload_file").await, 2);
    assert_eq!(served.effects("submit_merchant_onboarding").await, 2);
    let data = &served.object("merchant", 7).await["businessData"];
    assert_eq!(data["service"], "CONSULTING_SERVICES", "{data}");
    assert!(
        data["passportUrl"]
            .as_str()
            .unwrap()
            .ends_with("/passport.png"),
        "{data}"
    );
    console.close().await;
}

/// Asks a command as the page does.
const CALL: &str = "const [command, request, done] = arguments;
    window.__TAURI_INTERNALS__.invoke(command, { request }).then(done, done);";

#[tokio::test]
async fn what_was_chosen_and_typed_is_there_after_a_crash_and_can_be_sent() {
    let (console, served) = connected("onboarding-crash", &[(7, "NEW")]).await;
    console.onboard(7).await;
    let (_folder, paths) = files();
    console.enter("Documents").await;
    console.find(CHOOSE).await.send_keys(&paths).await.unwrap();
    console.has("[data-testid=chosen-document]", 2).await;
    console.type_on("What it is for", "Articles").await;
    let kept = async |key: &str, text: &str| {
        let request = json!({ "profile": PROFILE, "key": key });
        let arguments = vec!["get_draft".into(), request];
        let asked = console.client.execute_async(CALL, arguments).await;
        let form = asked.unwrap()["draft"]["form"].as_str()?.to_owned();
        form.contains(text).then_some(())
    };
    until("the purpose on disk", async || {
        kept("documents:7", "\"purpose\":\"Articles\"").await
    })
    .await;
    console.enter("Company data and submission").await;
    console.type_on("Service", "CROPS").await;
    until("the service on disk", async || {
        kept("onboarding:7:0", "CROPS").await
    })
    .await;
    let folder = Some(console.kill().await);

    let opening = Opening {
        folder,
        ..Opening::default()
    };
    let console = Console::open_as("onboarding-crash", opening).await;
    console.heading("Timeline").await;
    console.onboard(7).await;
    console.enter("Documents").await;
    console.has("[data-testid=chosen-document]", 2).await;
    let purpose = "return [...document.querySelectorAll('[data-testid=chosen-document] input')]
        .map(one => one.value);";
    let purposes = console.client.execute(purpose, Vec::new()).await.unwrap();
    assert_eq!(purposes, json!(["Articles", ""]));
    console.enter("Upload articles of association.pdf").await;
    console
        .has("[data-testid=document] [data-age=fresh]", 1)
        .await;
    assert_eq!(served.effects("upload_file").await, 1);
    console.enter("Company data and submission").await;
    let service = "return document.querySelector('[data-field=service] input')?.value;";
    let is_there = async || {
        let held = console.client.execute(service, Vec::new()).await.unwrap();
        held.as_str()?.contains("rops").then_some(())
    };
    until("the service that was typed", is_there).await;
    console.close().await;
}

#[tokio::test]
async fn a_rejected_merchant_is_locked_with_what_to_do_and_a_sandbox_sets_a_status_at_once() {
    let merchants = [(8, "FLAGGED"), (9, "NEW")];
    let (console, _served) = connected("onboarding-rejected", &merchants).await;
    let album = Album::of(&console);
    console.onboard(8).await;
    console.stands("FLAGGED").await;
    console.says("Ask Cedar's support").await;
    console.enter("Company data and submission").await;
    console.says("It can’t be submitted now").await;
    album.screen("onboarding-rejected").await;

    console.onboard(9).await;
    console.stands("NEW").await;
    console.enter("Set Action needed for tests").await;
    console.stands("ACTION_NEEDED").await;
    console.enter("Set Under review for tests").await;
    console.stands("UNDER_REVIEW").await;
    console.enter("Set Approved for tests").await;
    console.stands("VALID").await;
    console.close().await;
}
