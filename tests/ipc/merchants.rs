//! A merchant's page and its possible duplicates, through the commands.

use super::{
    Console,
    actions::{create, start},
    api::{call_it, refused},
    call,
    decisions::until,
};
use serde_json::{Value, json};
use tauri::{WebviewWindow, test::MockRuntime};

const ONE: &str = "0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01";

fn duplicates(window: &WebviewWindow<MockRuntime>, name: &str, number: &str) -> Value {
    let request = json!({
        "profile": "acme", "legalName": name, "country": "NG", "localRegNumber": number,
    });
    call(window, "find_duplicates", &request).unwrap()
}

#[test]
fn merchants_with_the_same_number_or_a_near_name_are_pointed_out_and_new_ones_at_once() {
    let console = Console::start();
    let (writes, _server, window) = start(&console);
    let known = r#"{"id":31,"kycStatus":"VALID","country":"NG",
         "legalName":"ADAEZE Trading Limited"},
        {"id":32,"kycStatus":"NEW","legalName":"Bisi Foods","country":"NG",
         "localRegNumber":"RC-004711"},
        {"id":33,"kycStatus":"NEW","legalName":"Adaeze Trading","country":"GH"}"#;
    known.clone_into(&mut writes.listed.lock().unwrap());
    call_it(&window, "list_merchants", None).unwrap();
    let mut found = Value::Null;
    until("the catalog has what was listed", || {
        found = duplicates(&window, "Adaeze Tradin Ltd", "RC 4711");
        found["possible"].as_array().unwrap().len() == 2
    });
    let told = |at: usize, name: &str| found["possible"][at][name].clone();
    assert_eq!(told(0, "legalName"), "ADAEZE Trading Limited");
    assert_eq!(
        (told(0, "status"), told(1, "subject")["key"].clone()),
        (json!("Approved"), json!("merchant:32"),)
    );
    assert_eq!(
        told(1, "because"),
        json!(["It has the same registration number."])
    );
    assert_eq!(
        duplicates(&window, "Chidi Motors", "")["possible"],
        json!([])
    );
    // What was made a moment ago is among them.
    create(&window, ONE).unwrap();
    let of = json!({ "profile": "acme", "subject": "merchant:7" });
    call(&window, "read_subject", &of).unwrap();
    until("the merchant that was read since", || {
        duplicates(&window, "", "")["lookedThrough"]
            .as_u64()
            .unwrap()
            >= 4
    });
}

#[test]
fn a_merchant_is_told_with_what_its_status_means_and_whether_it_can_be_edited() {
    let console = Console::start();
    let (_writes, _server, window) = start(&console);
    let of = json!({ "profile": "acme", "subject": "merchant:7" });
    let unread = call(&window, "get_merchant", &of).unwrap();
    assert_eq!(unread["status"], Value::Null);
    call(&window, "read_subject", &of).unwrap();
    let read = call(&window, "get_merchant", &of).unwrap();
    let status = &read["status"];
    assert_eq!(
        (&status["status"], &status["word"]),
        (&json!("NEW"), &json!("New"))
    );
    assert_eq!(status["maySubmit"], true);
    assert_eq!(read["editIsOff"], Value::Null);
    let other = json!({ "profile": "acme", "subject": "account:7" });
    refused(
        call(&window, "get_merchant", &other),
        "invalid",
        &json!("subject"),
    );
    let words = call(&window, "merchant_words", &json!({})).unwrap();
    assert_eq!(words["industries"].as_array().unwrap().len(), 20);
}
