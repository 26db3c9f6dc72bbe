//! The access list agrees with the command table.

use crate::sources::root;
use serde_json::Value;
use std::fs;

fn json(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(root().join(path)).unwrap()).unwrap()
}

fn table() -> Vec<String> {
    let text =
        fs::read_to_string(root().join("src-tauri/crates/contract/src/commands.rs")).unwrap();
    // A long row may be broken behind its arrow.
    let is_row = |line: &&str| !line.contains(['/', '$']) && line.contains(") -> ");
    let rows = text.lines().filter(is_row);
    rows.map(|row| {
        let name = row
            .trim()
            .split("::")
            .nth(1)
            .unwrap()
            .split('(')
            .next()
            .unwrap();
        format!("allow-{}", name.replace('_', "-"))
    })
    .collect()
}

#[test]
fn the_window_may_call_each_command_of_the_table_and_nothing_else_but_listen() {
    let allowed = json("src-tauri/capabilities/main.json");
    assert_eq!(allowed["windows"], serde_json::json!(["main"]));
    let mut allowed: Vec<String> = allowed["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|permission| permission.as_str().unwrap().to_owned())
        .collect();
    let mut wanted = table();
    wanted.extend(["core:event:allow-listen", "core:event:allow-unlisten"].map(String::from));
    allowed.sort();
    wanted.sort();
    assert_eq!(allowed, wanted);
}

#[test]
fn the_page_may_load_nothing_that_is_not_its_own() {
    let settings = json("src-tauri/tauri.conf.json");
    assert_eq!(
        settings["app"]["security"]["csp"],
        "default-src 'self'; connect-src 'self' ipc: http://ipc.localhost"
    );
}
