//! Writes to the API on the timeline: what was asked for, with what became of it.

use crate::{
    album::Album,
    console::Console,
    set_up::{OPERATOR, PROFILE},
    until::{in_time, until},
};
use serde_json::{Value, json};

const SECRET: &str = "whsec-7Tq2LpXn5RdKj4MbYc8vWz3h";
/// Calls a command as the page does; there is no form for these yet.
const CALL: &str = "const [command, request, done] = arguments;
    window.__TAURI_INTERNALS__.invoke(command, { request }).then(done, done);";

async fn call(console: &Console, command: &str, request: Value) -> Value {
    let arguments = vec![command.into(), request];
    let called = console.client.execute_async(CALL, arguments);
    in_time(command, called).await.unwrap()
}

fn create(action: u8, industry: &str) -> Value {
    json!({
        "profile": PROFILE, "action": format!("0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b{action:02}"),
        "facts": {
            "legalName": "Adaeze Trading Ltd", "tradingName": null,
            "email": "ops@adaeze.example", "contactName": "Ada Eze", "phonePrefix": "234",
            "phone": "8012345678", "country": "NG", "state": "Lagos", "city": "Lagos",
            "address": "Broad Street", "streetNumber": "12", "zipCode": "101001",
            "industry": industry, "localRegNumber": null,
        },
        "further": [],
    })
}

#[tokio::test]
async fn a_merchant_that_is_made_stands_on_the_timeline_with_who_asked_and_its_outcome() {
    let (console, _served) = Console::open_connected("writes", SECRET).await;
    let made = call(&console, "create_merchant", create(1, "TECHNOLOGY")).await;
    assert_eq!(made["state"], "done", "{made}");
    let again = call(&console, "create_merchant", create(1, "TECHNOLOGY")).await;
    assert_eq!(again, made);
    let refused = call(&console, "create_merchant", create(2, "NONE_SUCH")).await;
    assert_eq!(refused["state"], "refused", "{refused}");

    let label = made["object"]["label"].as_str().unwrap();
    let by = format!("by {OPERATOR}");
    let made_it = |row: &crate::page::Row| {
        let words = ["intent", "Create merchant", &by, "done", label];
        words.iter().all(|word| row.text.contains(word))
    };
    let row = console
        .row_where("the intent with its outcome", made_it)
        .await;
    let is_refused = async || {
        let rows = console.rows().await;
        let count = rows
            .iter()
            .filter(|row| row.text.contains("intent"))
            .count();
        let told = rows.iter().any(|row| row.text.contains("refused"));
        (count == 2 && told).then_some(())
    };
    until("both intents, and the refusal", is_refused).await;
    console.press_row(row.sequence).await;
    Album::of(&console).some("writes").await;
    console.close().await;
}
