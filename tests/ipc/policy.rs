//! The approval policy through the commands: set, proposed, confirmed; changes that take two.

use super::{
    Console,
    api::{merchants, refused, set_up, valid},
    call,
    operators::{two, work_as},
    profiles::make,
};
use serde_json::{Value, json};
use tauri::{WebviewWindow, test::MockRuntime};

type Window = WebviewWindow<MockRuntime>;

pub fn for_one() -> Value {
    json!({
        "staffing": "one_operator", "limits": [], "selfApproval": true,
        "expiresAfterMinutes": 15, "typing": true,
    })
}

fn for_two(one: &str) -> Value {
    json!({
        "staffing": "two_or_more", "selfApproval": false, "expiresAfterMinutes": 15,
        "typing": true,
        "limits": [{ "currency": "USDC (ERC-20)", "one": one, "day": "" }],
    })
}

fn policy(window: &Window) -> Value {
    call(window, "get_policy", &json!({ "profile": "acme" })).unwrap()
}

fn set(window: &Window, policy: &Value) -> Result<Value, Value> {
    let request = json!({ "profile": "acme", "policy": policy, "note": "" });
    call(window, "change_policy", &request)
}

#[test]
fn a_policy_for_one_is_set_without_operators_and_says_that_nothing_is_signed() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    assert_eq!(policy(&window)["inForce"], Value::Null);
    refused(set(&window, &for_two("5")), "invalid", &json!("policy"));
    let now = set(&window, &for_one()).unwrap();
    assert_eq!(now["inForce"]["policy"], for_one());
    assert_eq!(
        (&now["operators"], &now["history"][0]["isSigned"]),
        (&json!(0), &json!(false))
    );
    let wrong = json!({ "currency": "NGN", "one": "1,000", "day": "" });
    let mut wrong_limit = for_one();
    wrong_limit["limits"] = json!([wrong]);
    refused(
        set(&window, &wrong_limit),
        "invalid",
        &json!("policy.limits.0.one"),
    );
}

#[test]
fn a_policy_for_two_is_proposed_by_one_and_confirmed_by_the_other() {
    let console = Console::start();
    let window = console.window("main");
    make(&window, "acme");
    two(&window);
    let exact = "100000.000000000000000001";
    let now = set(&window, &for_two(exact)).unwrap();
    assert_eq!(now["inForce"]["policy"], for_two(exact));
    let review = json!({ "profile": "acme", "policy": for_two("7") });
    let review = call(&window, "review_policy", &review).unwrap();
    assert_eq!(review["takesTwo"], true);
    let difference = json!([{ "what": "USDC (ERC-20), one approval", "from": exact, "to": "7" }]);
    assert_eq!(review["differences"], difference);
    let proposed = set(&window, &for_two("7")).unwrap();
    assert_eq!(proposed["proposal"]["isMine"], true);
    assert_eq!(proposed["inForce"]["policy"], for_two(exact));
    work_as(&window, "Bisi");
    let waits = policy(&window);
    assert_eq!(
        (
            &waits["proposal"]["isMine"],
            &waits["proposal"]["differences"]
        ),
        (&json!(false), &difference)
    );
    let confirmed = set(&window, &for_two("7")).unwrap();
    assert_eq!(confirmed["inForce"]["policy"], for_two("7"));
    assert_eq!(
        (&confirmed["inForce"]["by"], &confirmed["proposal"]),
        (&json!("Bisi"), &Value::Null)
    );
    let history = confirmed["history"].as_array().unwrap();
    assert!(
        history.iter().all(|one| one["isSigned"] == true),
        "{history:?}"
    );
    assert_eq!(history.len(), 4);
}

#[test]
fn another_path_of_an_operation_that_moves_money_takes_two_for_the_very_path() {
    let console = Console::start();
    let server = merchants(&valid());
    let (window, _url) = set_up(&console, &server);
    two(&window);
    set(&window, &for_two("5")).unwrap();
    let path = "/v2/elsewhere/{id}";
    let over = |operation: &str, path: &str| {
        let request = json!({ "profile": "acme", "operation": operation, "path": path });
        call(&window, "override_path", &request)
    };
    let approve = "approve_payout_quote";
    over("get_merchant", "/v2/merchants/{id}").unwrap();
    refused(over(approve, path), "second_person", &Value::Null);
    let propose = |action: u8, path: &str| {
        let action = format!("0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b{action:02x}");
        let change = json!({ "is": "path", "operation": approve, "path": path });
        let request = json!({
            "profile": "acme", "action": action, "change": change, "note": "moved",
        });
        call(&window, "propose_change", &request)
    };
    refused(propose(1, "nowhere"), "invalid", &json!("path"));
    let proposed = propose(2, path).unwrap();
    assert_eq!(proposed["changes"][0]["change"]["path"], path);
    assert_eq!(proposed["changes"][0]["isMine"], true);
    refused(over(approve, path), "second_person", &Value::Null);
    work_as(&window, "Bisi");
    refused(
        over(approve, "/v2/other/{id}"),
        "second_person",
        &Value::Null,
    );
    let table = over(approve, path).unwrap();
    let mut operations = table["operations"].as_array().unwrap().iter();
    let set = operations.find(|one| one["id"] == approve).unwrap();
    assert_eq!(set["overridePath"], path);
    assert_eq!(policy(&window)["changes"], json!([]));
}
