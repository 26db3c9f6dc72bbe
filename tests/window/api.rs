//! The API in the simulator's profile, with no account at all: operations, connection test, reads.

use crate::{album::Album, console::Console, page::Row, until::until};
use fantoccini::key::Key;
use serde_json::{Value, json};

const ANSWER: &str = "[data-testid=answer-body]";
const CONFIRMED: &str = "[aria-label='Path and evidence'] [data-mark=confirmed]";
const FACTS: &str = "[data-testid=subject-facts]";

#[tokio::test]
async fn an_operation_is_found_run_and_given_another_path_by_the_keyboard_alone() {
    let console = Console::open_simulator("api-operations").await;
    console.settings("API").await;
    console.says("Get merchant").await;
    console.keys(['/']).await;
    // Nothing reads this list by itself, as it does that of merchants.
    console.keys("list countries".chars()).await;
    console.says("1 of 36").await;
    console
        .keys([Key::Enter.into(), 'j', Key::Enter.into()])
        .await;
    console
        .see("//h2[@id='operation-heading' and .='List countries']")
        .await;
    console
        .says("not confirmed: no call by the path in use has worked")
        .await;

    console.enter("Run").await;
    console.find(&became("worked")).await;
    console.says("x-api-secret … a secret, never told").await;
    console.says("GET http://127.0.0.1:").await;
    console.press_button("Raw").await;
    let raw = console.text(ANSWER).await;
    let read: Value = serde_json::from_str(&raw).unwrap();
    assert!(read["data"][0].is_object(), "{raw}");
    console.says("a call by the path in use worked at").await;
    console.find(CONFIRMED).await;
    Album::of(&console).some("api-called").await;

    // A path that the server does not have fails with a clear error; the table's mends it.
    console.fill("Path", "/v9/no/such/list").await;
    console.says("this profile’s own").await;
    console
        .says("not confirmed: no call by the path in use has worked")
        .await;
    console.enter("Run").await;
    console.find(&became("refused")).await;
    console.says("404").await;
    console.enter("Reset to the table’s").await;
    console.find(CONFIRMED).await;
    console.enter("Run").await;
    console.find(&became("worked")).await;
    console.close().await;
}

fn became(outcome: &str) -> String {
    format!("[data-testid=call-result][data-outcome={outcome}]")
}

#[tokio::test]
async fn the_connection_test_tells_each_step_and_a_stopped_simulator_has_no_api() {
    let console = Console::open_simulator("api-connection").await;
    console.settings("Server and credentials").await;
    console
        .says("The simulator has credentials of its own.")
        .await;
    console.enter("Test the connection").await;
    console
        .find("[data-testid=connection-test][data-passed=true]")
        .await;
    let script = "return [...document.querySelectorAll('[data-step]')]
        .map(step => [step.dataset.step, step.dataset.result, step.innerText.length > 20]);";
    let steps = console.client.execute(script, Vec::new()).await.unwrap();
    // On this machine there is nothing to encrypt.
    let wanted = json!([
        ["reachable", "passed", true],
        ["tls", "not_reached", true],
        ["authenticated", "passed", true],
        ["allowed", "passed", true],
        ["shape", "passed", true],
        ["clock", "passed", true],
    ]);
    assert_eq!(steps, wanted);
    Album::of(&console).some("api-connection").await;
    let reachable = async || {
        let said = console.text("[data-testid=api-status]").await;
        (said.contains("reachable, ") && said.ends_with("ms")).then_some(())
    };
    until("the round trip in the status bar", reachable).await;

    console.open_settings("Simulator").await;
    console.press_button("Stop the simulator").await;
    console.says("It serves no API and sends nothing.").await;
    console.open_settings("API").await;
    console
        .says("Nothing can be called now. The simulator does not run; start it.")
        .await;
    console.press_button("To the simulator").await;
    console.press_button("Start the simulator").await;
    console
        .says("It serves its API and sends signed webhooks.")
        .await;
    console.close().await;
}

#[tokio::test]
async fn rows_are_confirmed_by_reads_and_facts_are_read_anew() {
    let console = Console::open_simulator("api-facts").await;
    let is_confirmed = |row: &Row| {
        let is_of_one = !row.subject.is_empty() && !row.text.contains(" other");
        row.mark == "confirmed" && !row.is_read() && is_of_one
    };
    // A list that is held still gets no newer rows: one must be there before.
    console.row_where("a confirmed row", is_confirmed).await;
    console.hold_still().await;
    let row = console.row_where("a confirmed row", is_confirmed).await;
    console.press_row(row.sequence).await;
    let both = console.text("[data-testid=both-values]").await;
    assert!(
        both.contains("THE API SAYS") || both.contains("The API says"),
        "{both}"
    );
    assert!(both.contains("confirmed"), "{both}");
    let link = format!(
        "[role=row][data-sequence='{}'] [data-testid=subject-link]",
        row.sequence
    );
    console.press(&link).await;
    // A transaction has a page, from which its timeline is opened.
    if row.subject.starts_with("transaction:") {
        console.press_button("The whole timeline").await;
    }
    console.pointer_away().await;
    console
        .find(&format!("{FACTS} [data-mark=confirmed]"))
        .await;
    Album::of(&console).some("api-facts").await;
    let read = async || {
        let rows = console.rows().await;
        rows.iter()
            .filter(|row| row.is_read())
            .map(|row| row.sequence)
            .max()
    };
    let before = until("the read of its object", read).await;
    console.press_button("Read now").await;
    let after = async || read().await.filter(|sequence| *sequence > before);
    until("another read on its timeline", after).await;
    let is_of_it = |found: &Row| found.subject == row.subject;
    assert!(console.rows().await.iter().all(is_of_it));
    console.close().await;
}
