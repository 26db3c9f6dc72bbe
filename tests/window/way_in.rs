//! A way in over ssh, set up by the keyboard alone against a real sshd: proven, cut, and proven
//! again; what was missed meanwhile is found.

use crate::{
    console::Console,
    page::Row,
    ports::free_port,
    posting::Post,
    served::Served,
    set_up::PROFILE,
    sshd_server::{Sshd, USER},
    until::until,
};
use fantoccini::key::Key;
use reqwest::Method;
use serde_json::json;

const SECRET: &str = "whsec-8RkYd3WmPq6Zx2VtLh9NcBf5";
const TRANSACTION: u64 = 5201;

#[tokio::test]
async fn a_way_in_over_ssh_is_set_up_proven_lost_and_proven_again_and_what_was_missed_is_found() {
    let mut sshd = Sshd::start().await;
    let (console, served) = Console::open_connected("way_in", SECRET).await;
    is_put(&served, "PENDING").await;
    console.badge_is("not_set_up").await;
    let public = is_configured(&console, &sshd).await;
    is_let_in_and_trusted(&console, &sshd).await;
    let url = is_proven_and_told(&console, &public).await;
    a_delivery_comes_in(&console, &url).await;

    sshd.kill();
    is_lost(&console).await;
    is_put(&served, "IN_PROGRESS").await;
    sshd.restart().await;
    is_found_again(&console).await;
    console.close().await;
}

/// The transaction is in a state at Cedar, and no webhook tells it.
async fn is_put(served: &Served, status: &str) {
    let wanted = json!({ "status": status, "silent": true });
    let path = format!("/objects/payout/{TRANSACTION}");
    served.tell(Method::PUT, &path, &wanted).await;
}

/// Chooses ssh, and fills in where it leads; gives the public URL.
async fn is_configured(console: &Console, sshd: &Sshd) -> String {
    // Nobody else listens there when the server begins to.
    let port = free_port();
    let public = format!("http://127.0.0.1:{port}");
    console.go_by_keys("gu", "Way in").await;
    console.enter("Set it up").await;
    console.says("Choose the way in").await;
    console.tab_to("A host of your own, over ssh").await;
    console.keys([' ']).await;
    console.enter("Go on to configure").await;
    let address = sshd.address;
    console.says("Configure it").await;
    for (field, text) in [
        ("Host", address.ip().to_string()),
        ("Port of its sshd", address.port().to_string()),
        ("User on the host", USER.to_owned()),
        ("Port that is forwarded", port.to_string()),
    ] {
        console.tab_to(field).await;
        console.retype(&text).await;
    }
    console.fill("Public URL", &public).await;
    public
}

/// Puts the app's line on the server, and trusts the key that the server shows.
async fn is_let_in_and_trusted(console: &Console, sshd: &Sshd) {
    console.says("Put this line, whole, into").await;
    let line = console.text("[data-testid=authorized-keys-line]").await;
    assert!(
        line.starts_with("restrict,port-forwarding,permitlisten=\"127.0.0.1:"),
        "{line}"
    );
    sshd.authorize(&format!("{line}\n"));
    console.enter("Connect").await;
    console
        .says("The server showed this key for the first time")
        .await;
    console.says(&sshd.host_key.fingerprint()).await;
    console
        .tab_to("The fingerprint on the server is the same")
        .await;
    console.keys([' ']).await;
    console.enter("Trust this key").await;
}

/// Waits for the proof; gives the URL that is to be pasted in the platform.
async fn is_proven_and_told(console: &Console, public: &str) -> String {
    console.badge_is("reachable").await;
    console.enter("Go on to the platform").await;
    console
        .says("In the Partners Platform open API › API Webhooks.")
        .await;
    console.enter("Show it whole").await;
    let url = console.text("[data-testid=platform-url] code").await;
    let own = console.own_url();
    let (_, path) = own.split_once("/hooks/").unwrap();
    assert_eq!(url, format!("{public}/hooks/{path}"));
    console
        .enter("It is saved there: wait for a delivery")
        .await;
    url
}

/// One that goes the whole way is seen at once, live.
async fn a_delivery_comes_in(console: &Console, url: &str) {
    console.says("Wait for the first real delivery").await;
    let genuine = Post::signed(SECRET, TRANSACTION, "OnOff_PENDING");
    assert_eq!(genuine.to_url(url).await, 200);
    console.says("A delivery was verified at").await;
    console.enter("Open the timeline").await;
    // The gap before the first proof: what changes from now on is no matter of its. By now other
    // rows stand over it.
    let wanted = json!({
        "profile": PROFILE, "subject": null, "show": "closed", "before": null, "limit": 1,
    });
    let is_closed = async || {
        let page = console.ask("list_gaps", wanted.clone()).await;
        let gaps = page["gaps"].as_array()?;
        (!gaps.is_empty()).then_some(())
    };
    until("the first gap to be closed", is_closed).await;
    console.open_transaction(TRANSACTION).await;
    console
        .row_where("the delivery", |row| row.is_vouched_for())
        .await;
}

/// The badge says it, and a gap begins on the timeline that is open.
async fn is_lost(console: &Console) {
    console.badge_is("failing").await;
    console.find("[data-mark=gap][data-gap=open]").await;
}

/// The gap ends there, the change that no webhook told follows, and nothing is left open.
async fn is_found_again(console: &Console) {
    console.badge_is("reachable").await;
    console.find("[data-mark=gap][data-gap=ended]").await;
    let is_told = |row: &Row| row.is_alarm && row.text.contains("Reconciliation");
    let missed = console.row_where("the change that was missed", is_told);
    assert_eq!(missed.await.subject, format!("transaction:{TRANSACTION}"));
    console.says("closed: 1 missed").await;
    let follows = async || {
        let status = console.text("[data-testid=subject-status]").await;
        status.contains("IN_PROGRESS").then_some(())
    };
    until("the status to be the one that was read", follows).await;
    console.go_by_keys("gu", "Way in").await;
    // Its parts are one stop.
    console.tab_to("State").await;
    let (right, enter) = (char::from(Key::Right), char::from(Key::Enter));
    console.keys([right, right, enter]).await;
    let script = "return [...document.querySelectorAll('[data-standing]')]
        .map(row => row.dataset.standing);";
    let all_closed = async || {
        let standing = console.client.execute(script, Vec::new()).await.unwrap();
        let standing: Vec<String> = serde_json::from_value(standing).unwrap();
        let has_both = standing.len() >= 2 && standing.iter().all(|one| one == "closed");
        has_both.then_some(())
    };
    until("each gap to be closed by a reconciliation", all_closed).await;
}

impl Console {
    /// Waits until the badge shows this state.
    async fn badge_is(&self, state: &str) {
        self.find(&format!("[data-testid=way-in-badge][data-state={state}]"))
            .await;
    }

    /// Types in place of what the field holds, without sending its form.
    async fn retype(&self, text: &str) {
        self.chord(&[Key::Control.into()], 'a').await;
        self.keys(text.chars()).await;
    }
}
