//! Merchants at the desk, by the keyboard alone: made, refused at a field, an answer lost, changed;
//! and a program that is killed in the middle of the form.

use crate::{
    album::Album,
    axe::Axe,
    console::{Console, Opening},
    frame,
    processes::has_ended,
    served::Served,
    set_up::PROFILE,
    until::until,
};
use domain::ProfileName;
use fantoccini::key::Key;
use reqwest::Method;
use serde_json::{Value, json};
use std::process::Command;

const SECRET: &str = "whsec-4Kd8WqYx2NvTz6RbLm9JcHs3";
/// As long as companies call themselves, and from right to left.
const LONG: &str = "Société Anonyme des Établissements Commerciaux et Industriels Réunis du Golfe \
    de Guinée et de ses Environs";
const ARABIC: &str = "مؤسسة النيل للتجارة الدولية المحدودة";

const FIELDS: [(&str, &str); 12] = [
    ("Country", "Nigeria"),
    ("Registration number", "RC 4711"),
    ("Industry", "Technology"),
    ("Contact name", "Ada Eze"),
    ("E-mail", "ops@adaeze.example"),
    // The country brought it; the next name begins as its own.
    ("Phone prefix", "234"),
    ("Phone", "8035551234"),
    ("Street", "Broad Street"),
    ("Street number", "12"),
    ("Postal code", "101233"),
    ("City", "Lagos"),
    ("State", "Lagos"),
];

impl Console {
    /// Types into the field of this name, and does not send its form.
    async fn write(&self, field: &str, text: &str) {
        self.tab_to(field).await;
        // By pieces, each of which has its own limit: a letter costs a second on a busy machine.
        let letters: Vec<char> = text.chars().collect();
        for piece in letters.chunks(12) {
            self.keys(piece.iter().copied()).await;
        }
    }

    /// Opens what the palette calls so.
    async fn by_palette(&self, name: &str) {
        frame::run(self, name, name).await;
    }

    /// Fills the form of a new merchant.
    async fn fill_merchant(&self, legal_name: &str) {
        self.by_palette("New merchant").await;
        self.heading("New merchant").await;
        self.write("Legal name", legal_name).await;
        for (field, text) in FIELDS {
            self.write(field, text).await;
        }
    }

    async fn review(&self) {
        self.enter("Review what will be sent").await;
        self.says("What will be sent").await;
    }
}

/// What goes wrong with the next creation.
async fn fault(served: &Served, fault: Value) {
    let planned = json!({ "operation": "create_merchant", "fault": fault });
    served.tell(Method::POST, "/faults", &planned).await;
}

#[tokio::test]
async fn a_merchant_is_made_by_the_keyboard_and_a_refusal_stands_at_its_field() {
    let (console, served) = Console::open_connected("merchant-made", SECRET).await;
    let mut axe = Axe::on(&console).await;
    console.fill_merchant("Adaeze Trading Ltd").await;
    axe.look("merchant form").await;
    Album::of(&console).some("merchant-form").await;
    let refusal = json!({
        "kind": "refuse", "status": 400, "code": "FIELD_INVALID", "message": "email is not taken",
    });
    fault(&served, refusal).await;
    console.review().await;
    console.says("\"phonePrefix\": \"234\"").await;
    axe.look("merchant review").await;
    Album::of(&console).some("merchant-review").await;
    console.enter("Create merchant on SANDBOX").await;

    console.says("Cedar refused it, see the field below.").await;
    console.says("email is not taken").await;
    let is_at_field = async || (console.focused().await == "E-mail").then_some(());
    until("the focus in the refused field", is_at_field).await;
    axe.look("merchant form, refused").await;
    Album::of(&console).some("merchant-refused").await;
    console.keys([Key::End.into()]).await;
    console.keys(".org".chars()).await;
    console.keys([Key::Enter.into()]).await;
    console.says("What will be sent").await;
    console.says("ops@adaeze.example.org").await;
    console.enter("Create merchant on SANDBOX").await;
    console.says("Open merchant").await;
    console.keys([Key::Enter.into()]).await;
    console.heading("Adaeze Trading Ltd").await;
    console.says("New").await;
    axe.look("merchant").await;
    Album::of(&console).some("merchant").await;
    axe.found_nothing();

    // Nothing is left of the draft.
    console.by_palette("New merchant").await;
    console.heading("New merchant").await;
    console.find("input[name=legalName]").await;
    assert!(!console.is_saying("This is your draft").await);
    console.close().await;
}

#[tokio::test]
async fn a_lost_answer_is_told_as_unknown_and_the_operator_says_which_merchant_it_made() {
    let (console, served) = Console::open_connected("merchant-lost", SECRET).await;
    console.fill_merchant(ARABIC).await;
    fault(&served, json!({ "kind": "cut", "when": "after" })).await;
    console.review().await;
    console.enter("Create merchant on SANDBOX").await;
    console
        .says("We do not know yet whether Cedar received this. Reading until we do.")
        .await;
    console.says("This may be it").await;
    let mut axe = Axe::on(&console).await;
    axe.look("merchant, outcome unknown").await;
    axe.found_nothing();
    Album::of(&console).some("merchant-unknown").await;
    // From another screen the open action is found again.
    console.go_by_keys("gs", "Settings").await;
    console.enter("Open actions").await;
    console.enter("Create merchant").await;
    console.says("This may be it").await;
    console.enter("It is merchant").await;
    console
        .says("It is written into the ledger as your word")
        .await;
    console.write("How you know", "seen in the platform").await;
    console.enter("Say so").await;
    console.says("done").await;
    console.gone("[data-testid=open-actions]").await;
    console.enter("Open merchant").await;
    console.heading(ARABIC).await;
    Album::of(&console).some("merchant-right-to-left").await;
    console.close().await;
}

#[tokio::test]
async fn a_program_that_is_killed_in_the_middle_of_the_form_loses_nothing_that_was_typed() {
    let name = "merchant-killed";
    let (console, served) = Console::open_connected(name, SECRET).await;
    console.fill_merchant(LONG).await;
    let profile = console.profile_named(&ProfileName::parse(PROFILE).unwrap());
    let draft = profile.path.join("drafts/merchant.new.json");
    let kept = || std::fs::read_to_string(&draft).unwrap_or_default();
    let is_kept = async || kept().contains(r#"\"state\":\"Lagos\""#).then_some(());
    until("the last letter on disk", is_kept).await;
    let action = action_of(&kept());
    let running = console.processes();
    for id in &running {
        let killed = Command::new("kill")
            .args(["-KILL", &id.to_string()])
            .status();
        drop(killed);
    }
    let is_gone = async || running.iter().all(|id| has_ended(*id)).then_some(());
    until("the end of the program", is_gone).await;
    let folder = Some(console.folder());
    drop(console);

    let console = Console::open_as(
        name,
        Opening {
            folder,
            ..Opening::default()
        },
    )
    .await;
    // The draft is found without knowing of it.
    console.enter("Drafts").await;
    console.enter("New merchant").await;
    console.heading("New merchant").await;
    console.says("This is your draft from").await;
    Album::of(&console).some("merchant-draft").await;
    let value = async |wire: &str| {
        let script = "return document.querySelector(`input[name=${arguments[0]}]`)?.value;";
        let value = console.client.execute(script, vec![wire.into()]).await;
        value.unwrap()
    };
    for (wire, text) in [
        ("legalName", LONG),
        ("localRegNumber", "RC 4711"),
        ("email", "ops@adaeze.example"),
        ("phonePrefix", "234"),
        ("phone", "8035551234"),
        ("zipCode", "101233"),
        ("state", "Lagos"),
    ] {
        assert_eq!(value(wire).await, text, "{wire}");
    }
    let country = "return [...document.querySelectorAll('input, select')].some(
        one => one.value === 'Nigeria' || one.selectedOptions?.[0]?.text === 'Nigeria');";
    let is_chosen = console.client.execute(country, Vec::new());
    assert_eq!(is_chosen.await.unwrap(), true, "the country is Nigeria");
    console.review().await;
    console.enter("Create merchant on SANDBOX").await;
    console.says("Open merchant").await;
    // It is the action that the form began with.
    let found = console.client.execute_async(
        "const [request, done] = arguments;
        window.__TAURI_INTERNALS__.invoke('get_action', { request }).then(done, done);",
        vec![json!({ "profile": PROFILE, "action": action })],
    );
    assert_eq!(found.await.unwrap()["action"]["state"], "done");
    let is_removed = async || (!draft.exists()).then_some(());
    until("the draft to be removed", is_removed).await;
    drop(served);
    console.close().await;
}

fn action_of(file: &str) -> String {
    let record: Value = serde_json::from_str(file).unwrap();
    let form: Value = serde_json::from_str(record["form"].as_str().unwrap()).unwrap();
    form["action"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_change_shows_its_difference_and_is_off_while_compliance_reviews() {
    let (console, _served) = Console::open_connected("merchant-changed", SECRET).await;
    console.fill_merchant(LONG).await;
    console.review().await;
    console.enter("Create merchant on SANDBOX").await;
    console.says("Open merchant").await;
    console.keys([Key::Enter.into()]).await;
    console.heading(LONG).await;
    console.enter("Edit").await;
    console.says("Only what you change is changed.").await;
    console.tab_to("City").await;
    console.keys([Key::End.into()]).await;
    console.keys([char::from(Key::Backspace); 5]).await;
    console.keys("Abuja".chars()).await;
    console.tab_to("Registration number").await;
    console.keys([Key::End.into()]).await;
    console.keys("|UNDER_REVIEW".chars()).await;
    console.enter("Review what will be sent").await;
    console.says("What will change").await;
    let difference = console
        .text("table[aria-label='What will change'] tbody")
        .await;
    let rows: Vec<&str> = difference.lines().map(str::trim).collect();
    assert!(
        difference.contains("Lagos") && difference.contains("Abuja"),
        "{rows:?}"
    );
    assert!(!difference.contains("email"), "{rows:?}");
    let mut axe = Axe::on(&console).await;
    axe.look("merchant, difference").await;
    Album::of(&console).some("merchant-difference").await;
    console.enter("Change merchant on SANDBOX").await;
    console.says("Back to merchant").await;
    console.keys([Key::Enter.into()]).await;
    console.heading(LONG).await;
    console.says("Editing is off. Under review").await;
    axe.look("merchant, locked").await;
    axe.found_nothing();
    Album::of(&console).some("merchant-locked").await;
    console.close().await;
}
