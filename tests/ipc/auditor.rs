//! The auditor's mode: nothing can be changed, and all can be read.

use super::{Console, call, call_with_bytes, post, profiles::make, timeline_of};
use contract::commands::TABLE;
use partner_console::app::StartedFor;
use serde_json::{Value, json};
use tauri::{WebviewWindow, test::MockRuntime};

/// A request that each action takes, so that what refuses it is the mode.
fn request_of(name: &str) -> Value {
    match name {
        "set_operator" => json!({ "name": "x" }),
        "create_profile" => json!({
            "name": "x", "title": "", "environment": "live", "listen": "",
        }),
        "enable_profile" => json!({ "profile": "acme", "enabled": false }),
        "change_profile" => json!({
            "profile": "acme", "title": "x", "listen": "", "answer200WhenStored": true,
            "renewPath": true,
        }),
        "expect_test" => json!({ "profile": "acme", "minutes": 5 }),
        "set_secret" => json!({
            "profile": "acme", "kind": "webhook_current", "value": "x", "thisSessionOnly": false,
        }),
        "clear_secret" => json!({ "profile": "acme", "kind": "webhook_current" }),
        "rotate_webhook_secret" => json!({
            "profile": "acme", "value": "x", "thisSessionOnly": false,
        }),
        "start_simulator" | "stop_simulator" => json!({}),
        "steer_simulator" => json!({ "profile": "acme", "order": { "do": "pause" } }),
        "settle_desk" => json!({ "profile": "acme", "card": "x", "note": "" }),
        "press_approval" | "confirm_approval" => super::desk::pressed(
            &json!({
                "id": "x", "kind": "payout", "action": "approve_quote",
                "shown": { "entries": [1, 2, 3], "hash": "x" },
            }),
            "",
        ),
        "put_off_approval" => json!({
            "profile": "acme", "id": "x", "subject": "transaction:7", "action": "approve_quote",
            "status": "x", "hash": "x", "minutes": null, "reason": "x",
        }),
        "settle_card" => json!({ "profile": "acme", "card": "x", "note": "" }),
        "decide_field_set" => json!({
            "profile": "acme", "card": "x", "decision": "approve", "note": "",
        }),
        "withdraw_field_set" => json!({
            "profile": "acme", "event": null, "fields": ["id", "status"],
        }),
        "add_note" => json!({ "profile": "acme", "subject": null, "entry": 1, "text": "x" }),
        "import_profile" => json!({ "text": "{}", "name": "" }),
        "delete_profile" => json!({ "profile": "acme", "typedName": "acme" }),
        "set_server" => json!({ "profile": "acme", "baseUrl": "https://a.example" }),
        "set_credentials" => json!({
            "profile": "acme", "key": "x", "secret": "x", "origin": "https://a.example",
            "thisSessionOnly": false, "evenIfTestFails": true,
        }),
        "clear_credentials" => json!({ "profile": "acme" }),
        "override_path" => json!({
            "profile": "acme", "operation": "get_merchant", "path": "/v2/{id}",
        }),
        "save_draft" => json!({ "profile": "acme", "key": "merchant:new", "form": "{}" }),
        "discard_draft" => json!({ "profile": "acme", "key": "merchant:new" }),
        other => request_of_rules(other),
    }
}

/// The same of those that change who may approve what.
fn request_of_rules(name: &str) -> Value {
    match name {
        "enrol_operators" => json!({ "profile": "acme", "people": [], "note": "" }),
        "remove_operator" => json!({ "profile": "acme", "key": "x", "note": "" }),
        "confirm_operators" => json!({ "profile": "acme", "entry": 1, "note": "" }),
        "change_passphrase" => json!({ "key": "x", "current": "x", "next": "x" }),
        "set_lock" => json!({ "afterMinutes": 5 }),
        "change_policy" => json!({
            "profile": "acme", "policy": super::policy::for_one(), "note": "",
        }),
        "propose_change" => json!({
            "profile": "acme", "action": "x", "note": "",
            "change": { "is": "path", "operation": "x", "path": "/x" },
        }),
        "set_way_in" => json!({ "profile": "acme", "setup": null, "on": true }),
        "turn_way_in" => json!({ "profile": "acme", "on": true }),
        "redial_way_in" | "cancel_reconciliation" => json!({ "profile": "acme" }),
        "make_way_in_key" => json!({
            "profile": "acme", "renew": true, "thisSessionOnly": false,
        }),
        "confirm_host_key" => json!({
            "profile": "acme", "fingerprint": "SHA256:x", "replaces": null,
        }),
        "confirm_platform_url" => json!({ "profile": "acme", "url": "https://a.example/x" }),
        "start_reconciliation" => json!({ "profile": "acme", "from": "2026-01-05T09:00:00Z" }),
        other => request_to_the_partner(other),
    }
}

/// The same of those that ask the partner to change something.
fn request_to_the_partner(name: &str) -> Value {
    match name {
        "create_merchant" => json!({
            "profile": "acme", "action": "x", "facts": super::actions::merchant(), "further": [],
        }),
        "create_receiver_account" => json!({
            "profile": "acme", "action": "x", "facts": super::actions::account(), "further": [],
        }),
        "update_subject" => json!({
            "profile": "acme", "action": "x", "subject": "merchant:7", "changes": [],
        }),
        "submit_onboarding" => json!({
            "profile": "acme", "action": "x", "merchant": "7", "companyType": "x",
            "tradingName": "x", "industry": "x", "service": "x", "further": [],
        }),
        "accept_agreements" => json!({
            "profile": "acme", "action": "x", "merchant": "7", "shown": [], "further": [],
        }),
        "upload_document" => json!({
            "profile": "acme", "action": "x", "merchant": "7", "sha256": "x", "name": "x",
            "purpose": "",
        }),
        "keep_document_piece" => json!({
            "profile": "acme", "file": "x", "name": "x", "offset": 0, "total": 1,
        }),
        "set_test_status" => json!({
            "profile": "acme", "action": "x", "merchant": "7", "status": "VALID",
        }),
        "create_transaction" => json!({
            "profile": "acme", "action": "x", "facts": {
                "kind": "payout", "source": "7", "target": "8", "account": "5",
                "toCurrency": "USD", "toAmount": "1", "fromCurrency": "USDC (ERC-20)",
                "purpose": "x", "invoiceUrl": "", "depositConfirmationUrl": "", "rate": null,
                "again": false,
            },
        }),
        "keep_confirmation" => json!({ "profile": "acme", "subject": "transaction:7" }),
        "resolve_action" => json!({
            "profile": "acme", "action": "x", "decision": { "is": "did_not_happen" }, "note": "",
        }),
        other => panic!("{other} is a new action: say here what it takes"),
    }
}

fn each_action_is_refused(window: &WebviewWindow<MockRuntime>) {
    for (name, _, _, kind) in TABLE {
        let error = match *kind {
            "action" => call(window, name, &request_of(name)),
            "bytes" => call_with_bytes(window, name, &request_of(name), b"x"),
            _ => continue,
        };
        let error = error.unwrap_err();
        assert_eq!(error["code"], "read_only", "{name}: {error}");
    }
}

#[test]
fn in_the_auditors_mode_of_a_session_every_action_is_refused_and_receiving_goes_on() {
    let console = Console::start();
    let window = console.window("main");
    let url = make(&window, "acme");
    let status = call(&window, "set_auditor", &json!({ "on": true })).unwrap();
    assert_eq!(status["mode"], "auditor");
    each_action_is_refused(&window);
    assert_eq!(post(&url, &"0".repeat(64)), 503);
    call(&window, "set_auditor", &json!({ "on": false })).unwrap();
    call(&window, "set_operator", &json!({ "name": "x" })).unwrap();
}

#[test]
fn a_program_started_for_an_auditor_reads_and_does_nothing_else() {
    let console = Console::start();
    let window = console.window("main");
    let url = make(&window, "acme");
    post(&url, &"0".repeat(64));
    drop(window);
    let (folder, store) = console.leave();
    // Any use of the keyring would be seen by the state it leaves.
    store.fail(Some(vault::VaultError::Locked("a test".to_owned())));
    let before = std::fs::read(folder.path().join("data/acme/profile.json")).unwrap();

    let console = Console::start_on(&folder, &store, StartedFor::Auditor);
    console.open_all();
    let window = console.window("main");
    let status = call(&window, "console_status", &json!({})).unwrap();
    assert_eq!(status["mode"], "auditor_only");
    assert_eq!(status["profiles"][0]["state"], "read_only");
    assert_eq!(status["open"]["receiver"]["state"], "off");
    assert_eq!(status["keyring"]["state"], "unchecked");
    let page = call(&window, "list_timeline", &timeline_of("acme", None)).unwrap();
    assert_eq!(page["rows"].as_array().unwrap().len(), 1);
    let secrets = call(&window, "list_secrets", &json!({ "profile": "acme" })).unwrap();
    assert_eq!(secrets["secrets"][1]["state"], "unknown");
    let error = call(&window, "set_auditor", &json!({ "on": false })).unwrap_err();
    assert_eq!(error["code"], "read_only");
    each_action_is_refused(&window);
    call(&window, "check_keyring", &json!({})).unwrap();
    let address = url.split('/').nth(2).unwrap();
    assert!(std::net::TcpStream::connect(address).is_err());
    let after = std::fs::read(folder.path().join("data/acme/profile.json")).unwrap();
    assert_eq!(before, after);
}
