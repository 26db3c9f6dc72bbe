//! The desk and the drawer of an approval: by the keyboard alone, once, for what was shown.

use crate::{
    album::Album,
    console::Console,
    money::{Kind, Money, NUMBER, SOURCE_NAME},
    until::until,
};
use domain::{Clock, Policy, SystemClock};
use fantoccini::key::Key;
use serde_json::json;
use std::sync::mpsc::{Receiver, channel};

const PAYOUT: u64 = 4711;
const QUOTE: &str = "approve_payout_quote";
const DEPOSIT: &str = "approve_payout_deposit";
const PRESS: &str = "[data-testid=approval-press]";
/// How long a quote holds that expires while it is looked at.
const QUOTE_LIFE_MS: i64 = 12_000;

impl Console {
    async fn has_focus(&self, testid: &str) {
        let script = "return document.activeElement?.dataset.testid ?? '';";
        let look = async || {
            let found = self.client.execute(script, Vec::new()).await.ok()?;
            (found == testid).then_some(())
        };
        until(&format!("the focus on {testid}"), look).await;
    }

    async fn attribute(&self, css: &str, name: &str) -> String {
        let found = self.find(css).await;
        found.attr(name).await.unwrap().unwrap_or_default()
    }

    /// Goes to the desk, and onto the row of this kind; gives when the list has it.
    async fn row_of_kind(&self, kind: &str) {
        let row = format!("[role=row][data-kind={kind}]");
        self.find(&row).await;
        let chosen = format!("{row}[aria-selected=true]");
        let look = async || {
            if self.count(&chosen).await == 0 {
                self.keys(['j']).await;
            }
            (self.count(&chosen).await == 1).then_some(())
        };
        until("the cursor on the row", look).await;
    }

    /// Opens the row's drawer by Enter; Cancel has the focus then.
    async fn open_kind(&self, kind: &str) {
        self.row_of_kind(kind).await;
        self.keys([Key::Enter.into()]).await;
        self.find(PRESS).await;
        self.has_focus("approval-cancel").await;
    }

    /// The characters that are asked for, as a person finds them in the drawer.
    async fn asked_for(&self) -> String {
        let script = "const drawer = document.querySelector('[data-testid=approval]');
            const label = drawer.querySelector('[name=typed]').labels[0].innerText;
            const from = Number(/characters (\\d+)/.exec(label)?.[1] ?? 0);
            const wallet = [...drawer.querySelectorAll('dd')].map(one => one.textContent)
                .map(text => /0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}/.exec(text)?.[0])
                .find(Boolean) ?? '';
            return from > 0 ? wallet.slice(from - 1, from + 3) : '';";
        let asked = self.client.execute(script, Vec::new()).await.unwrap();
        match asked.as_str().unwrap() {
            "" => NUMBER.chars().skip(NUMBER.len() - 4).collect(),
            four => four.to_owned(),
        }
    }
}

/// A payout that waits, and the window at its desk.
async fn open(name: &str, stage: &str, fields: &serde_json::Value) -> (Money, Console) {
    let money = Money::start().await;
    money.transaction(Kind::Payout, PAYOUT, stage, fields).await;
    let console = money.open(name, Policy::for_one()).await;
    console.pointer_away().await;
    console.go_by_keys("gq", "Desk").await;
    (money, console)
}

#[tokio::test]
async fn a_quote_and_then_its_deposit_are_approved_by_the_keyboard_alone() {
    let (money, console) = open("desk", "AWAITING_QUOTE_APPROVAL", &json!({})).await;
    console.row_of_kind("approve_quote").await;
    console.says(SOURCE_NAME).await;
    Album::of(&console).screen("desk").await;

    // A double Enter opens it and closes it again.
    console.open_kind("approve_quote").await;
    Album::of(&console).screen("approval-quote").await;
    console.keys([Key::Enter.into()]).await;
    console.gone("[data-testid=approval]").await;
    assert_eq!(money.counts(QUOTE).await, (0, 0));

    console.open_kind("approve_quote").await;
    let amount = console
        .attribute("[data-testid=approval-pays]", "data-amount")
        .await;
    let button = console.text(PRESS).await;
    assert!(button.ends_with(" USDC (ERC-20) on SANDBOX"), "{button}");
    assert_eq!(
        button.replace(',', ""),
        format!("Approve {amount} USDC (ERC-20) on SANDBOX")
    );
    let four: String = NUMBER.chars().skip(NUMBER.len() - 4).collect();
    console.keys([Key::Tab.into()]).await;
    console.keys(four.chars()).await;
    // Enter within the field does nothing.
    console.keys([Key::Enter.into()]).await;
    assert_eq!(money.counts(QUOTE).await, (0, 0));
    console
        .keys([Key::Tab.into(), Key::Enter.into(), Key::Enter.into()])
        .await;
    console
        .find("[data-testid=approval-outcome][data-state=done]")
        .await;
    assert_eq!(money.counts(QUOTE).await, (1, 1));
    console.says("What was locked is what was approved.").await;
    Album::of(&console).some("approval-done").await;
    console.keys([Key::Escape.into()]).await;
    console.gone("[data-testid=approval]").await;

    console.open_kind("approve_deposit").await;
    Album::of(&console).some("approval-deposit").await;
    let deposit = console
        .attribute("[data-testid=approval-pays]", "data-amount")
        .await;
    assert_eq!(deposit, amount);
    for (field, text) in [
        ("Amount as it is reported", amount.as_str()),
        ("Network as it is reported", "ERC-20"),
        (
            "Evidence: the transaction’s hash",
            "0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed",
        ),
    ] {
        console.tab_to(field).await;
        console.keys(text.chars()).await;
    }
    let asked = console.asked_for().await;
    console.tab_to("Type ").await;
    console.keys(asked.chars()).await;
    console.enter("Approve the deposit of").await;
    console
        .find("[data-testid=approval-outcome][data-state=done]")
        .await;
    assert_eq!(money.counts(DEPOSIT).await, (1, 1));
    console.close().await;
}

#[tokio::test]
async fn what_differs_by_now_stands_side_by_side_and_nothing_is_sent() {
    let (money, console) = open("desk-differs", "AWAITING_QUOTE_APPROVAL", &json!({})).await;
    console.open_kind("approve_quote").await;
    let other = json!({ "fromAmount": "153999.999999999999999999" });
    money.set("payout", PAYOUT, &other).await;
    let four: String = NUMBER.chars().skip(NUMBER.len() - 4).collect();
    console.keys([Key::Tab.into()]).await;
    console.keys(four.chars()).await;
    console.keys([Key::Tab.into(), Key::Enter.into()]).await;
    let now = "[data-testid=approval-differs] [data-field=fromAmount] [data-side=now]";
    assert_eq!(console.text(now).await, "153,999.999999999999999999");
    console.says("Nothing was sent").await;
    Album::of(&console).some("approval-differs").await;
    assert_eq!(money.counts(QUOTE).await, (0, 0));
    console.close().await;
}

#[tokio::test]
async fn a_quote_that_expires_in_the_drawer_can_not_be_approved() {
    let ends = SystemClock::start().now().0 + QUOTE_LIFE_MS;
    let fields = json!({ "quoteExpiryDate": ends });
    let (money, console) = open("desk-expires", "AWAITING_QUOTE_APPROVAL", &fields).await;
    console.row_of_kind("approve_quote").await;
    console.keys([Key::Enter.into()]).await;
    console.says("This quote has expired").await;
    let four: String = NUMBER.chars().skip(NUMBER.len() - 4).collect();
    console.tab_to("Type ").await;
    console.keys(four.chars()).await;
    assert_ne!(console.attribute(PRESS, "disabled").await, "");
    Album::of(&console).some("approval-expired").await;
    assert_eq!(money.counts(QUOTE).await, (0, 0));
    console.close().await;
}

/// What shows notifications on the desktop, as far as it takes part here.
struct Desktop(std::sync::mpsc::Sender<(String, String)>);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Desktop {
    #[expect(clippy::too_many_arguments, reason = "the interface has so many")]
    fn notify(
        &self,
        _app: &str,
        _replaces: u32,
        _icon: &str,
        summary: &str,
        body: &str,
        _actions: Vec<String>,
        _hints: std::collections::HashMap<String, zbus::zvariant::OwnedValue>,
        _expires: i32,
    ) -> u32 {
        let told = (summary.to_owned(), body.to_owned());
        // The test may have ended already.
        self.0.send(told).ok();
        1
    }

    fn get_capabilities(&self) -> Vec<String> {
        vec!["body".to_owned()]
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        let text = |text: &str| text.to_owned();
        (text("test"), text("test"), text("1"), text("1.2"))
    }
}

fn desktop() -> (zbus::blocking::Connection, Receiver<(String, String)>) {
    let (told, heard) = channel();
    let connection = zbus::blocking::connection::Builder::session()
        .and_then(|one| one.name("org.freedesktop.Notifications"))
        .and_then(|one| one.serve_at("/org/freedesktop/Notifications", Desktop(told)))
        .and_then(zbus::blocking::connection::Builder::build);
    (connection.unwrap(), heard)
}

#[tokio::test]
async fn what_comes_to_wait_is_told_on_the_desktop_without_an_amount_and_counted() {
    let (_connection, heard) = desktop();
    let (money, console) = open("desk-alert", "PENDING", &json!({})).await;
    let merchant = "[role=row][data-kind=action_needed]";
    console.find(merchant).await;
    // Where no window manager gives the focus, it is where the pointer is: off the window.
    let off = ["mousemove", "1900", "1000"];
    let moved = std::process::Command::new("xdotool").args(off).status();
    assert!(moved.unwrap().success());
    money
        .put("payout", PAYOUT, "AWAITING_QUOTE_APPROVAL", &json!({}))
        .await;
    let look = async || heard.try_recv().ok();
    let (title, body) = until("a notification", look).await;
    assert!(title.starts_with("SANDBOX · "), "{title}");
    assert_eq!(body, "1 quote waits for a person.");
    let script = "return document.title;";
    let counted = async || {
        let title = console.client.execute(script, Vec::new()).await.ok()?;
        title.as_str()?.starts_with("(2) SANDBOX").then_some(())
    };
    until("the count in the title", counted).await;
    console.close().await;
}
