//! The three flows from their creation over quote and deposit to their end, by the keyboard alone;
//! and a desk that is cleared, quote by quote.

use crate::{
    console::Console,
    money::{BANK, FROM, Kind, Money, OWN_BANK, PRESSED_FOR, SOURCE, TARGET},
    until::{until, until_seen},
};
use domain::Policy;
use fantoccini::key::Key;
use serde_json::{Value, json};

const QUOTED: &str = "AWAITING_QUOTE_APPROVAL";
const URL: &str = "https://files.example/document.pdf";
/// What the most people know of a deposit: where it can be seen.
const HASH: &str = "0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060";

/// One flow: its kind, how many choices it is down the list, what it pays and what is deposited.
struct Flow {
    kind: Kind,
    down: usize,
    account: u64,
    from: &'static str,
    receives: &'static str,
}

const FLOWS: [Flow; 3] = [
    Flow {
        kind: Kind::Payout,
        down: 0,
        account: BANK,
        from: FROM,
        receives: "0.3",
    },
    Flow {
        kind: Kind::EndToEnd,
        down: 1,
        account: BANK,
        from: "USD",
        receives: "1234567.1",
    },
    Flow {
        kind: Kind::Collection,
        down: 2,
        account: OWN_BANK,
        from: "USD",
        receives: "100000.25",
    },
];

async fn write(console: &Console, field: &str, text: &str) {
    console.tab_to(field).await;
    console.keys(text.chars()).await;
}

/// Makes a transaction in the form; gives its number.
async fn create(console: &Console, money: &Money, flow: &Flow) -> u64 {
    let before = money.numbers(flow.kind).await;
    console.go_by_keys("gw", "New transaction").await;
    console.tab_to("Payout").await;
    for _ in 0..flow.down {
        console.keys([Key::Down.into()]).await;
    }
    write(console, "Source merchant", &SOURCE.to_string()).await;
    if flow.kind != Kind::Collection {
        write(console, "Target merchant", &TARGET.to_string()).await;
    }
    write(console, "Receiver account", &flow.account.to_string()).await;
    write(console, "They receive", flow.receives).await;
    write(console, "Currency they receive", "NGN").await;
    write(console, "Currency you deposit", flow.from).await;
    write(console, "Purpose", "Goods purchased").await;
    write(console, "Invoice, its address", URL).await;
    if flow.kind == Kind::Payout {
        write(console, "Deposit confirmation, its address", URL).await;
    }
    console.enter("Review what will be sent").await;
    console.find("[data-testid=review]").await;
    console.enter("Create transaction on SANDBOX").await;
    console.says("Open transaction").await;
    let now = money.numbers(flow.kind).await;
    let made: Vec<u64> = now
        .into_iter()
        .filter(|one| !before.contains(one))
        .collect();
    assert_eq!(made.len(), 1, "{made:?}");
    made[0]
}

/// An amount as it is shown, without what groups its digits.
async fn shown_amount(console: &Console, css: &str) -> (String, String) {
    let script = "const one = document.querySelector(arguments[0]);
        return [one?.dataset.amount ?? '', one?.innerText ?? ''];";
    let found = console.client.execute(script, vec![css.into()]).await;
    let found: (String, String) = serde_json::from_value(found.unwrap()).unwrap();
    let digits = found.1.split_whitespace().next().unwrap_or_default();
    (found.0, digits.replace(',', ""))
}

/// That both amounts in the drawer are the API's text, to the last digit.
async fn amounts_are_exact(console: &Console, transaction: &Value) {
    for (css, name) in [
        ("[data-testid=approval-pays]", "fromAmount"),
        ("[data-testid=approval-receives]", "toAmount"),
    ] {
        let wanted = transaction[name].as_str().unwrap().to_owned();
        let shown = shown_amount(console, css).await;
        assert_eq!(shown, (wanted.clone(), wanted), "{name}");
    }
}

/// What is to be typed of where the deposit goes, as a person reads it.
async fn of_deposit(console: &Console, transaction: &Value) -> String {
    if let Some(number) = transaction["accountNumber"].as_str() {
        return number.split_at(number.len() - 4).1.to_owned();
    }
    let address = transaction["walletAddress"].as_str().unwrap();
    let label = "return document.querySelector('input[name=typed]').labels[0].innerText;";
    let label = console.client.execute(label, Vec::new()).await.unwrap();
    let mut numbers = label
        .as_str()
        .unwrap()
        .split(' ')
        .filter_map(|word| word.parse().ok());
    let (first, last): (usize, usize) = (numbers.next().unwrap(), numbers.next().unwrap());
    address.chars().take(last).skip(first - 1).collect()
}

/// Reports the deposit that the transaction waits for, and approves it.
async fn approve_deposit(console: &Console, money: &Money, kind: Kind, number: u64) {
    console.open_approval(number).await;
    let transaction = money.served.object(kind.word(), number).await;
    amounts_are_exact(console, &transaction).await;
    let amount = transaction["fromAmount"].as_str().unwrap();
    write(console, "Amount as it is reported", amount).await;
    if let Some(network) = transaction["network"].as_str() {
        write(console, "Network as it is reported", network).await;
    }
    if let Some(reference) = transaction["reference"].as_str() {
        write(console, "Reference as it is reported", reference).await;
    }
    write(console, "Evidence: the transaction", HASH).await;
    let typed = of_deposit(console, &transaction).await;
    console.type_and_press(&typed).await;
    console.outcome("done").await;
    console.close_approval().await;
}

/// Opens its page by the palette.
async fn is_completed(console: &Console, number: u64) {
    console.chord(&[Key::Control.into()], 'k').await;
    console.keys(format!("transaction {number}").chars()).await;
    console.says(&format!("Transaction {number}: page")).await;
    console.keys([Key::Down.into(), Key::Enter.into()]).await;
    console.at(&format!("#/transaction/{number}")).await;
    console.says("COMPLETED").await;
}

#[tokio::test]
async fn each_kind_goes_from_its_creation_over_quote_and_deposit_to_its_end_by_keyboard_alone() {
    let money = Money::start().await;
    let console = money.open("flows", Policy::for_one()).await;
    for flow in &FLOWS {
        let (kind, word) = (flow.kind, flow.kind.word());
        let number = create(&console, &money, flow).await;
        money.put(word, number, QUOTED, &json!({})).await;
        console.go_by_keys("gq", "Desk").await;
        console.open_approval(number).await;
        let transaction = money.served.object(word, number).await;
        assert_eq!(transaction["toAmount"], flow.receives);
        amounts_are_exact(&console, &transaction).await;
        console.type_and_press(PRESSED_FOR).await;
        console.outcome("done").await;
        console.close_approval().await;
        console.go_by_keys("gt", "Timeline").await;
        console.go_by_keys("gq", "Desk").await;
        console.waits_for(number, "approve_deposit").await;
        approve_deposit(&console, &money, kind, number).await;
        money.put(word, number, "COMPLETED", &json!({})).await;
        console.waits_no_more(number).await;
        is_completed(&console, number).await;
        let quote = money.counts(&format!("approve_{word}_quote")).await;
        let deposit = money.counts(&format!("approve_{word}_deposit")).await;
        assert_eq!((quote, deposit), ((1, 1), (1, 1)), "{word}");
    }
    console.close().await;
}

impl Console {
    /// Waits until nothing of a transaction is on the desk.
    async fn waits_no_more(&self, number: u64) {
        let row = format!("[role=row][data-subject='transaction:{number}']");
        let is_gone = async || {
            if self.count(&row).await == 0 {
                return Some(());
            }
            self.keys(['n']).await;
            None
        };
        until(&format!("{row} to go"), is_gone).await;
    }

    /// The number of the transaction whose drawer is open.
    async fn approved_now(&self) -> u64 {
        let script = "return document.querySelector('[data-testid=approval] header')?.innerText
            .match(/\\d+/)?.[0] ?? '';";
        let found = self.client.execute(script, Vec::new()).await.unwrap();
        found.as_str().unwrap().parse().unwrap_or_default()
    }
}

/// What a quote may ask for: sums that no binary fraction holds, eighteen decimals, 38 digits.
const AMOUNTS: [(&str, &str); 4] = [
    ("0.30000000000000004", "0.1"),
    ("1234567.123456789012345678", "0.000000000000000001"),
    (
        "12345678901234567890123456789012345678",
        "99999999999999999999999999999999999999",
    ),
    ("100.10", "1.0"),
];
const FIRST: u64 = 301;
const QUOTES: u64 = 12;
const APPROVE: &str = "approve_payout_quote";
/// Beyond what is typed: to the field, to the button, its press, and on to the next.
const KEYS_MAX: usize = 5;

#[tokio::test]
async fn twelve_quotes_are_approved_with_few_keys_each_and_none_by_a_double_enter() {
    let money = Money::start().await;
    let console = money.open("flows-twelve", Policy::for_one()).await;
    for number in FIRST..FIRST + QUOTES {
        let at = usize::try_from(number - FIRST).unwrap();
        let (from, to) = AMOUNTS[at % AMOUNTS.len()];
        let quote = json!({ "fromAmount": from, "toAmount": to });
        money
            .transaction(Kind::Payout, number, QUOTED, &quote)
            .await;
    }
    console.read_desk().await;
    console.to_row(FIRST).await;
    let titles = "return [...document.querySelectorAll('[role=row][data-item] [title]')]
        .map(one => one.title);";
    let titles = console.client.execute(titles, Vec::new()).await.unwrap();
    for (from, _) in AMOUNTS {
        let is_there = titles.as_array().unwrap().iter().any(|one| one == from);
        assert!(is_there, "{from} is not among {titles}");
    }

    console.keys([Key::Enter.into(), Key::Enter.into()]).await;
    console.keys([Key::Escape.into()]).await;
    console.gone("[data-testid=approval]").await;
    console.open_approval(FIRST).await;
    console.keys([Key::Tab.into()]).await;
    console.keys(PRESSED_FOR.chars()).await;
    console.keys([Key::Enter.into(), Key::Enter.into()]).await;
    assert_eq!(money.counts(APPROVE).await, (0, 0), "by a double Enter");
    console.close_approval().await;

    console.open_approval(FIRST).await;
    let mut approved = Vec::new();
    for _ in 0..QUOTES {
        let another = async || {
            let number = console.approved_now().await;
            let is_read = console.count("[data-testid=approval-press]").await == 1;
            let is_new = number > 0 && !approved.contains(&number);
            (is_new && is_read)
                .then_some(number)
                .ok_or(format!("{number}"))
        };
        let number = until_seen("the next drawer", another).await;
        let transaction = money.served.object("payout", number).await;
        amounts_are_exact(&console, &transaction).await;
        let mut keys = 0;
        let mut key = async |key: Key| {
            keys += 1;
            console.keys([key.into()]).await;
        };
        key(Key::Tab).await;
        console.keys(PRESSED_FOR.chars()).await;
        key(Key::Tab).await;
        key(Key::Enter).await;
        console.outcome("done").await;
        key(Key::Enter).await;
        assert!(keys <= KEYS_MAX, "{keys} keys");
        approved.push(number);
    }
    // What comes next are the deposits.
    console.close_approval().await;
    assert_eq!(money.counts(APPROVE).await, (QUOTES, QUOTES));
    console.close().await;
}
