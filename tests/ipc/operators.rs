//! Operators through the commands: enrolled, unlocked, locked; what a locked console refuses.

use super::{Console, api::refused, call, profiles::make};
use contract::commands::TABLE;
use partner_console::app::StartedFor;
use serde_json::{Value, json};
use tauri::{WebviewWindow, test::MockRuntime};

type Window = WebviewWindow<MockRuntime>;

pub const ADA: &str = "seven small boats";
pub const BISI: &str = "nine tall ladders";

pub fn enrol(window: &Window, people: &[(&str, &str)]) -> Result<Value, Value> {
    let people: Vec<Value> = people
        .iter()
        .map(|(name, passphrase)| json!({ "name": name, "passphrase": passphrase }))
        .collect();
    let request = json!({ "profile": "acme", "people": people, "note": "" });
    call(window, "enrol_operators", &request)
}

fn status(window: &Window) -> Value {
    call(window, "console_status", &json!({})).unwrap()
}

/// The public key of who has one at this console.
pub fn key(window: &Window, name: &str) -> String {
    let status = status(window);
    let mut holders = status["lock"]["holders"].as_array().unwrap().iter();
    let found = holders.find(|one| one["name"] == name).unwrap();
    found["key"].as_str().unwrap().to_owned()
}

pub fn unlock(window: &Window, name: &str, passphrase: &str) -> Result<Value, Value> {
    let request = json!({ "key": key(window, name), "passphrase": passphrase });
    call(window, "unlock_console", &request)
}

pub fn list(window: &Window) -> Value {
    call(window, "list_operators", &json!({ "profile": "acme" })).unwrap()
}

/// Ada and Bisi are enrolled, and Ada is unlocked.
pub fn two(window: &Window) {
    let enrolled = enrol(window, &[("Ada", ADA), ("Bisi", BISI)]).unwrap();
    assert_eq!(enrolled["operators"].as_array().unwrap().len(), 2);
}

fn lock(window: &Window) {
    call(window, "lock_console", &json!({})).unwrap();
}

pub fn work_as(window: &Window, name: &str) {
    lock(window);
    let passphrase = if name == "Ada" { ADA } else { BISI };
    unlock(window, name, passphrase).unwrap();
}

#[test]
fn two_enrol_together_and_who_works_here_is_who_unlocks_it() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    assert_eq!(status(&window)["lock"]["state"], "none");
    lock(&window);
    assert_eq!(
        status(&window)["lock"]["state"],
        "none",
        "nobody could unlock it"
    );
    let weak = enrol(&window, &[("Ada", ADA), ("Bisi", "short")]);
    refused(weak, "invalid", &json!("people.1.passphrase"));
    assert_eq!(status(&window)["lock"]["state"], "none", "no key is left");
    assert!(
        console
            .store
            .names()
            .iter()
            .all(|name| !name.contains("operator"))
    );

    two(&window);
    let now = status(&window);
    assert_eq!(
        (&now["lock"]["state"], &now["operator"]),
        (&json!("unlocked"), &json!("Ada"))
    );
    let named = call(&window, "set_operator", &json!({ "name": "Mallory" }));
    refused(named, "invalid", &json!("name"));
    lock(&window);
    let wrong = unlock(&window, "Bisi", ADA);
    refused(wrong, "invalid", &json!("passphrase"));
    assert_eq!(status(&window)["lock"]["state"], "locked");
    let now = unlock(&window, "Bisi", BISI).unwrap();
    assert_eq!(now["operator"], "Bisi");
    let listed = list(&window);
    assert_eq!(listed["operators"][1]["isUnlocked"], true);
    let kept = console.store.names();
    assert_eq!(
        kept.iter()
            .filter(|name| name.contains("operator-key"))
            .count(),
        2
    );
}

#[test]
fn a_locked_console_answers_nothing_but_how_it_is_and_what_unlocks_it() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    two(&window);
    drop(window);
    let (folder, store) = console.leave();

    // It is locked from the start.
    let console = Console::start_on(&folder, &store, StartedFor::Operator);
    console.open_all();
    let window = console.window("main");
    let now = status(&window);
    assert_eq!(
        (&now["lock"]["state"], &now["operator"]),
        (&json!("locked"), &Value::Null)
    );
    let reads = [
        ("list_timeline", super::timeline_of("acme", None)),
        ("list_secrets", json!({ "profile": "acme" })),
        ("get_policy", json!({ "profile": "acme" })),
        ("set_auditor", json!({ "on": true })),
        ("export_profile", json!({ "profile": "acme" })),
    ];
    for (name, request) in reads {
        refused(call(&window, name, &request), "locked", &Value::Null);
    }
    let may_be_called = TABLE.iter().filter(|(name, ..)| {
        [
            "console_status",
            "unlock_console",
            "lock_console",
            "check_keyring",
            "note_presence",
        ]
        .contains(name)
    });
    assert_eq!(may_be_called.count(), 5);
    unlock(&window, "Ada", ADA).unwrap();
    assert!(call(&window, "get_policy", &json!({ "profile": "acme" })).is_ok());
}

#[test]
fn a_passphrase_is_changed_and_the_old_one_opens_nothing() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    two(&window);
    let change = |current: &str, next: &str| {
        let request = json!({ "key": key(&window, "Ada"), "current": current, "next": next });
        call(&window, "change_passphrase", &request)
    };
    refused(change("no", BISI), "invalid", &json!("current"));
    refused(change(ADA, "short"), "invalid", &json!("next"));
    change(ADA, "eleven blue kites").unwrap();
    lock(&window);
    refused(unlock(&window, "Ada", ADA), "invalid", &json!("passphrase"));
    unlock(&window, "Ada", "eleven blue kites").unwrap();
}

#[test]
fn a_key_that_is_nobodys_any_more_goes_from_the_keyring_and_the_lock() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    two(&window);
    let request = json!({ "profile": "acme", "key": key(&window, "Bisi"), "note": "left" });
    let left = call(&window, "remove_operator", &request).unwrap();
    assert_eq!(left["operators"].as_array().unwrap().len(), 1);
    let now = status(&window);
    assert_eq!(now["lock"]["holders"].as_array().unwrap().len(), 1);
    let kept = console.store.names();
    assert_eq!(
        kept.iter()
            .filter(|name| name.contains("operator-key"))
            .count(),
        1
    );
}

#[test]
fn a_keyring_that_fails_enrols_nobody() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    console.store.break_after_puts(1);
    let failed = enrol(&window, &[("Ada", ADA), ("Bisi", BISI)]);
    refused(failed, "keyring_unavailable", &Value::Null);
    assert!(list(&window)["operators"].as_array().unwrap().is_empty());
    assert_eq!(status(&window)["lock"]["state"], "none");
}

#[test]
fn the_time_until_it_locks_is_kept_and_has_its_limits() {
    let console = Console::start();
    let window = console.window("main");
    let set = |minutes: u32| call(&window, "set_lock", &json!({ "afterMinutes": minutes }));
    for wrong in [0, 241] {
        refused(set(wrong), "invalid", &json!("afterMinutes"));
    }
    assert_eq!(set(3).unwrap()["lock"]["afterMinutes"], 3);
    drop(window);
    let (folder, store) = console.leave();
    let console = Console::start_on(&folder, &store, StartedFor::Operator);
    console.open_all();
    let window = console.window("main");
    assert_eq!(status(&window)["lock"]["afterMinutes"], 3);
}
