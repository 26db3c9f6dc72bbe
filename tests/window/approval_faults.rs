//! What may go wrong with an approval, in the real window: nothing is sent twice, nothing is sent
//! for facts that were not shown, and what is not known is not claimed.

use crate::{
    before::end_with,
    console::{Console, Opening},
    money::{BANK, FROM, Kind, Money, PRESSED_FOR},
    until::until,
};
use domain::{Amount, Clock, Currency, Policy, SystemClock, policy::Limit, record::KIND_INTENT};
use fantoccini::key::Key;
use serde_json::{Value, json};

const QUOTED: &str = "AWAITING_QUOTE_APPROVAL";
const APPROVE: &str = "approve_payout_quote";
const AMOUNT: &str = "65.36";

impl Money {
    /// Payouts that wait for the approval of their quotes.
    async fn quoted(&self, numbers: impl IntoIterator<Item = u64>) {
        for number in numbers {
            let quote = json!({ "fromAmount": AMOUNT });
            self.transaction(Kind::Payout, number, QUOTED, &quote).await;
        }
    }
}

/// Under a limit of a thousand for one approval.
fn limited() -> Policy {
    Policy {
        limits: vec![Limit {
            currency: Currency::parse(FROM).unwrap(),
            one: Amount::parse("1000").ok(),
            day: None,
        }],
        ..Policy::for_one()
    }
}

/// A desk on which these wait, for one operator.
async fn desk(name: &str, numbers: impl IntoIterator<Item = u64>) -> (Money, Console) {
    let money = Money::start().await;
    money.quoted(numbers).await;
    let console = money.open(name, limited()).await;
    console.read_desk().await;
    (money, console)
}

#[tokio::test]
async fn what_changed_between_the_screen_and_the_press_is_shown_and_nothing_is_sent() {
    let (money, console) = desk("approval-differs", [301, 302, 303]).await;
    // The rate moves.
    console.open_approval(301).await;
    money
        .set("payout", 301, &json!({ "fromAmount": "65.37" }))
        .await;
    console.type_and_press(PRESSED_FOR).await;
    console.differs("fromAmount", AMOUNT, "65.37").await;
    assert_eq!(money.counts(APPROVE).await, (0, 0));
    console.enter("Read it again, and look").await;
    console.approval_is_read().await;
    console
        .find("[data-testid=approval-pays][data-amount='65.37']")
        .await;
    console.type_and_press(PRESSED_FOR).await;
    console.outcome("done").await;
    console.close_approval().await;

    // The receiver account changes.
    console.open_approval(302).await;
    let other = json!({ "accountNumber": "0012349999" });
    money.set("account", BANK, &other).await;
    console.type_and_press(PRESSED_FOR).await;
    console
        .differs("accountNumber", "0012345678", "0012349999")
        .await;
    console.close_approval().await;
    console.open_approval(302).await;
    console.says("the receiver account's details changed").await;
    console.close_approval().await;

    // The quote is over, as a read shows, and as the clock does.
    console.open_approval(303).await;
    money.enters("payout", 303, "EXPIRED").await;
    console.type_and_press("9999").await;
    console
        .differs(
            "clientStatus",
            "OnOff_AWAITING_QUOTE_APPROVAL",
            "OnOff_EXPIRED",
        )
        .await;
    console.close_approval().await;
    let soon = SystemClock::start().now().0 + 15_000;
    let quote = json!({ "fromAmount": AMOUNT, "quoteExpiryDate": soon });
    money.transaction(Kind::Payout, 304, QUOTED, &quote).await;
    console.open_approval(304).await;
    console
        .says("This quote has expired while it was open")
        .await;
    assert!(!console.may_press().await);
    assert_eq!(money.counts(APPROVE).await, (1, 1));
    console.close().await;
}

#[tokio::test]
async fn a_forgery_says_nothing_and_what_cannot_be_trusted_freezes_approvals() {
    let (money, console) = desk("approval-frozen", [301, 302, 303]).await;
    money.forged(&console, 301, "OnOff_AWAITING_DEPOSIT").await;
    console.open_approval(301).await;
    console.says("Awaiting quote approval").await;
    assert!(!console.is_saying("Approvals are frozen").await);

    money.is_down().await;
    console.type_and_press(PRESSED_FOR).await;
    console.says("the API can't be read").await;
    money.is_well().await;
    assert_eq!(money.counts(APPROVE).await, (0, 0));
    console.enter("Read it again").await;
    console.approval_is_read().await;
    console.type_and_press(PRESSED_FOR).await;
    console.outcome("done").await;
    console.close_approval().await;

    money.clock_ahead(600_000).await;
    console.open_approval(302).await;
    console
        .says("this machine's clock and the server's differ by")
        .await;
    assert!(!console.may_press().await);
    money.clock_ahead(0).await;
    console.enter("Read it again").await;
    console.gone("[data-testid=approval] [role=alert]").await;
    console.type_and_press(PRESSED_FOR).await;
    console.outcome("done").await;
    console.close_approval().await;

    // Rightly signed, and not what the API says.
    money
        .announces(Kind::Payout, 303, "OnOff_AWAITING_DEPOSIT")
        .await;
    let is_contradicted = async || {
        console.open_approval(303).await;
        let is_frozen = console.is_saying("the API says otherwise of").await;
        let may_press = console.may_press().await;
        console.close_approval().await;
        (is_frozen && !may_press).then_some(())
    };
    until("the contradiction to freeze it", is_contradicted).await;

    let quote = json!({ "fromAmount": "1000.01" });
    money.transaction(Kind::Payout, 304, QUOTED, &quote).await;
    console.open_approval(304).await;
    console.says("The policy does not allow it.").await;
    assert!(!console.may_press().await);
    console.close_approval().await;
    assert_eq!(money.counts(APPROVE).await, (2, 2));
    console.close().await;
}

#[tokio::test]
async fn a_lost_answer_is_unknown_until_it_is_read_and_a_press_is_sent_once() {
    let (money, console) = desk("approval-lost", 301..=305).await;
    let cut = |when: &str| json!({ "kind": "cut", "when": when });
    money.fault(Some(APPROVE), 1, cut("after")).await;
    console.open_approval(301).await;
    console.type_and_press(PRESSED_FOR).await;
    console.outcome("done").await;
    console.close_approval().await;
    assert_eq!(money.counts(APPROVE).await, (1, 1));

    let other = json!({ "kind": "locked_otherwise", "amount": "99.99" });
    money.fault(Some(APPROVE), 1, other).await;
    console.open_approval(302).await;
    console.type_and_press(PRESSED_FOR).await;
    console.find("[data-testid=locked-differs]").await;
    console
        .says("approved 65.36 USDC (ERC-20), locked 99.99 USDC (ERC-20)")
        .await;
    console.close_approval().await;

    // One press, delivered twice.
    console.open_approval(303).await;
    console.tab_to("Type ").await;
    console.keys(PRESSED_FOR.chars()).await;
    console.tab_to("Approve ").await;
    console.keys([Key::Enter.into(), Key::Enter.into()]).await;
    console.outcome("done").await;
    console.close_approval().await;
    assert_eq!(money.counts(APPROVE).await, (3, 3));

    // Two at once, each with what it was shown.
    let (one, two) = (console.press_of(304).await, console.press_of(304).await);
    assert_ne!(one["id"], two["id"]);
    let both = "const [one, two, done] = arguments;
        const press = request =>
            window.__TAURI_INTERNALS__.invoke('press_approval', { request }).catch(said => said);
        Promise.all([press(one), press(two), press(one)]).then(done);";
    let told = console.client.execute_async(both, vec![one, two]).await;
    let told = told.unwrap();
    let done = told.as_array().unwrap().iter();
    let done = done.filter(|one| one["action"]["state"] == "done").count();
    assert!((1..=2).contains(&done), "{told}");
    assert_eq!(money.counts(APPROVE).await, (4, 4), "{told}");

    money.fault(Some(APPROVE), 1, cut("before")).await;
    console.keys(['n']).await;
    console.open_approval(305).await;
    console.type_and_press(PRESSED_FOR).await;
    console.outcome("unknown").await;
    console
        .says("We do not know yet whether Cedar received this. Reading until we do.")
        .await;
    console.close_approval().await;
    // Nobody gets past it meanwhile.
    let early = console.press_of(305).await;
    let early = console.ask("press_approval", early).await;
    assert_ne!(early["action"]["state"], "done", "{early}");
    assert_eq!(money.counts(APPROVE).await, (5, 4));
    console.close().await;
}

/// How often an approval was received and had its effect, once it is so.
async fn is_at_the_server(money: &Money, wanted: (u64, u64)) {
    let is_so = async || (money.counts(APPROVE).await == wanted).then_some(());
    until("the approvals at the server", is_so).await;
}

#[tokio::test]
async fn killed_while_approvals_are_under_way_nothing_is_sent_again_and_what_happened_is_told() {
    let name = "approval-killed";
    let (money, console) = desk(name, [301, 302]).await;
    let never = |when: &str| json!({ "kind": "delay", "ms": 3_600_000, "when": when });
    // One is received and has no effect; of the other the answer alone is missing.
    money.fault(Some(APPROVE), 1, never("before")).await;
    let press = console.press_of(302).await;
    let start = "window.__TAURI_INTERNALS__.invoke('press_approval', { request: arguments[0] });";
    console.client.execute(start, vec![press]).await.unwrap();
    is_at_the_server(&money, (1, 0)).await;
    money.fault(Some(APPROVE), 1, never("after")).await;
    console.open_approval(301).await;
    console.type_and_press(PRESSED_FOR).await;
    is_at_the_server(&money, (2, 1)).await;
    let folder = Some(console.kill().await);

    let opening = Opening {
        folder,
        ..Opening::default()
    };
    let console = Console::open_as(name, opening).await;
    console.find("[data-testid=profile-tag]").await;
    let waits = async |number: u64| -> Vec<Value> {
        let desk = json!({ "profile": crate::set_up::PROFILE });
        let desk = console.ask("list_desk", desk).await;
        let items = desk["items"].as_array().cloned().unwrap_or_default();
        let key = format!("transaction:{number}");
        let own = items.iter().filter(|item| item["subject"]["key"] == key);
        own.map(|item| item["kind"].clone()).collect()
    };
    // The one that had its effect waits for its deposit now; of the other nobody knows yet, and
    // it stands once.
    let is_known = async || {
        let (one, other) = (waits(301).await, waits(302).await);
        (one == ["approve_deposit"] && other == ["outcome_unknown"]).then_some(())
    };
    until("what became of the two", is_known).await;
    console.go_by_keys("gq", "Desk").await;
    console.to_row(302).await;
    console.says("Outcome unknown").await;
    assert_eq!(money.counts(APPROVE).await, (2, 1), "nothing by itself");
    console.close().await;
}

#[tokio::test]
async fn ended_between_intent_and_request_says_that_nothing_was_sent_and_is_approved_anew() {
    let name = "approval-intended";
    let (money, console) = desk(name, [301]).await;
    // What goes out has no effect; then the ledger is as it was just before it went.
    let never = json!({ "kind": "delay", "ms": 3_600_000, "when": "before" });
    money.fault(Some(APPROVE), 1, never).await;
    console.open_approval(301).await;
    console.type_and_press(PRESSED_FOR).await;
    is_at_the_server(&money, (1, 0)).await;
    let folder = console.kill().await;
    end_with(&folder.path().join("data"), KIND_INTENT).await;

    let opening = Opening {
        folder: Some(folder),
        ..Opening::default()
    };
    let console = Console::open_as(name, opening).await;
    console.find("[data-testid=profile-tag]").await;
    let wanted = json!({
        "profile": crate::set_up::PROFILE, "subject": "transaction:301", "show": "all",
        "from": { "at": "newest" }, "limit": 100,
    });
    let is_told = async || {
        let told = console
            .ask("list_timeline", wanted.clone())
            .await
            .to_string();
        told.contains("not sent").then_some(())
    };
    until("that nothing was sent", is_told).await;
    console.read_desk().await;
    assert_eq!(money.counts(APPROVE).await, (1, 0), "nothing by itself");
    console.open_approval(301).await;
    console.type_and_press(PRESSED_FOR).await;
    console.outcome("done").await;
    assert_eq!(money.counts(APPROVE).await, (2, 1));
    console.close().await;
}
