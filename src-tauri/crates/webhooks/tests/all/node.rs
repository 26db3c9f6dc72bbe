//! Numbers, values and JSON as Node has them: the sender's reference is TypeScript.

use proptest::{
    prelude::*,
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngSeed, TestRunner},
};
use serde_json::{Value, json};
use std::{
    io::Write,
    process::{Command, Stdio},
};
use webhooks::{TextRule, javascript::value_text, strict_json::read_value};

/// What Node says of each text: null if it is no JSON, else how it prints and joins.
const ASK: &str = r"
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const safe = (text) => Buffer.from(text, 'utf16le').toString('hex');
process.stdout.write(JSON.stringify(texts.map((text) => {
  let value;
  try { value = JSON.parse(text); } catch { return null; }
  return { string: safe(String(value)), join: safe([value].join('')) };
})));
";

fn node_says(texts: &[String]) -> Vec<Value> {
    let mut node = Command::new("node")
        .args(["-e", ASK])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = node.stdin.take().unwrap();
    let asked = json!(texts).to_string();
    let writer = std::thread::spawn(move || input.write_all(asked.as_bytes()));
    let output = node.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

fn utf16_hex(text: &str) -> String {
    text.encode_utf16()
        .flat_map(u16::to_le_bytes)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn cases(strategy: &impl Strategy<Value = String>, count: usize) -> Vec<String> {
    let times = if std::env::var("CAMPAIGN").is_ok_and(|size| size == "full") {
        20
    } else {
        1
    };
    // A fixed seed: a failure is the same failure tomorrow.
    let mut runner = TestRunner::new(Config {
        rng_seed: RngSeed::Fixed(4711),
        ..Config::default()
    });
    (0..count * times)
        .map(|_| strategy.new_tree(&mut runner).unwrap().current())
        .collect()
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?(0|[1-9][0-9]{0,20})",
        "-?(0|[1-9][0-9]{0,8})\\.[0-9]{1,18}",
        "-?[1-9](\\.[0-9]{1,17})?[eE][+-]?[0-9]{1,3}",
        any::<f64>()
            .prop_filter("JSON has no others", |n| n.is_finite())
            .prop_map(|n| format!("{n:e}")),
        any::<u64>().prop_map(|n| n.to_string()),
        (0_u32..64).prop_map(|bits| ((1_u64 << bits) + 1).to_string()),
    ]
}

fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        number(),
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        ".{0,8}".prop_map(|text| serde_json::to_string(&text).unwrap()),
        "(\\\\u00[0-9a-f]{2}|\\\\ud83d\\\\ude00|\\\\n|a){0,5}"
            .prop_map(|text| format!("\"{text}\"")),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|all| format!("[{}]", all.join(","))),
            inner.prop_map(|value| format!("{{\"a\":{value}}}")),
        ]
    })
}

fn assert_as_node(texts: &[String]) {
    for (text, node) in texts.iter().zip(node_says(texts)) {
        let string = value_text(text, TextRule::StringOf).map(|text| utf16_hex(&text));
        let join = value_text(text, TextRule::JoinOf).map(|text| utf16_hex(&text));
        assert_eq!(
            string.as_deref(),
            node["string"].as_str(),
            "String of {text}"
        );
        assert_eq!(join.as_deref(), node["join"].as_str(), "join of {text}");
    }
}

#[test]
fn numbers_become_the_text_that_node_prints() {
    let mut texts = cases(&number(), 4000);
    let edges = [
        "1e21",
        "1e-7",
        "-0",
        "5e-324",
        "1e999",
        "9007199254740993",
        "1E2",
        "1.0",
        "0.1",
    ];
    texts.extend(edges.map(String::from));
    assert_as_node(&texts);
}

#[test]
fn values_become_the_text_that_node_prints_by_both_rules() {
    assert_as_node(&cases(&value(), 4000));
}

#[test]
fn what_this_reader_takes_node_takes_too() {
    // Texts near JSON, most of them broken.
    let near =
        "(\\{|\\}|\\[|\\]|,|:|\"a\"|\"\\\\u[0-9a-d]{4}\"|-?[0-9]{1,3}|\\.|e|null|true| ){1,9}";
    let texts = cases(&near.prop_map(|text: String| text), 6000);
    let node = node_says(&texts);
    let mut taken = 0;
    for (text, node) in texts.iter().zip(node) {
        if read_value(text).is_ok() {
            taken += 1;
            assert!(!node.is_null(), "Node refuses {text}");
        }
    }
    assert!(
        taken > 100,
        "only {taken} were taken: the comparison says little"
    );
}
