//! The commands: their exit codes, and what they take.

use crate::{
    client::{SECRET, Sender, hash},
    program::{Place, partner_receiver},
};
use std::{fs, os::unix::fs::PermissionsExt, process::Command};

const BODY: &str = r#"{"id":7,"status":"VALID"}"#;

fn check(place: &Place, fields: &str, hash: &str, body: &str) -> (Option<i32>, serde_json::Value) {
    let path = place.folder.path().join("body.json");
    fs::write(&path, body).unwrap();
    let output = Command::new(partner_receiver())
        .args([
            "check", "--json", "--fields", fields, "--hash", hash, "--body",
        ])
        .arg(&path)
        .arg("--webhook-secret-file")
        .arg(place.folder.path().join("secret"))
        .output()
        .unwrap();
    let judgement = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (output.status.code(), judgement)
}

#[test]
fn check_says_the_verdict_with_its_steps_and_exits_by_it() {
    let place = Place::new();
    let good = hash(BODY, SECRET);
    let (code, judgement) = check(&place, "id,status", &good, BODY);
    assert_eq!(
        (code, judgement["verdict"].as_str()),
        (Some(0), Some("verified"))
    );
    assert_eq!(judgement["steps"].as_array().unwrap().len(), 12);
    let upper = good.to_uppercase();
    assert_eq!(check(&place, "id,status", &upper, BODY).0, Some(0));
    let moved = r#"{"id":12,"status":"3VALID"}"#;
    for (fields, hash, body, verdict) in [
        ("id,status", "0".repeat(64), BODY, "refused_hash"),
        ("id,status", hash(moved, SECRET), moved, "ambiguous"),
        ("", good.clone(), BODY, "refused_field_list"),
        ("id,status", "x".to_owned(), BODY, "refused_headers"),
        ("id,status", good, "[]", "refused_json"),
    ] {
        let (code, judgement) = check(&place, fields, &hash, body);
        assert_eq!(
            (code, judgement["verdict"].as_str()),
            (Some(1), Some(verdict))
        );
    }
}

#[test]
fn unusable_input_exits_2_with_a_sentence() {
    let place = Place::new();
    let secret = place.folder.path().join("secret");
    let run = |words: &[&str]| {
        let output = Command::new(partner_receiver())
            .args(words)
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let secret_text = secret.display().to_string();
    let no_body = [
        "check",
        "--fields",
        "id",
        "--hash",
        "x",
        "--body",
        "/nowhere",
        "--webhook-secret-file",
    ];
    let (code, said) = run(&[&no_body[..], &[&secret_text]].concat());
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("/nowhere"), "{said}");

    fs::set_permissions(&secret, fs::Permissions::from_mode(0o644)).unwrap();
    let data = place.data().display().to_string();
    let serve = [
        "serve",
        "--data-dir",
        &data,
        "--profile",
        "acme",
        "--listen",
        "127.0.0.1:0",
    ];
    let (code, said) = run(&[&serve[..], &["--webhook-secret-file", &secret_text]].concat());
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("chmod 600"), "{said}");
    assert!(!place.data().exists(), "nothing was made");

    let (code, said) = run(&["timeline", "--data-dir", &data, "--json"]);
    assert_eq!(code, Some(2), "{said}");
    let (code, _) = run(&["timeline", "--data-dir", &data, "--subject", "payout:7"]);
    assert_eq!(code, Some(2));
    let (code, _) = run(&["verify-ledger", "--data-dir", &data]);
    assert_eq!(code, Some(2));
}

#[test]
fn a_secret_from_systemds_credentials_directory_is_taken_whatever_its_mode() {
    let place = Place::new();
    let credentials = place.folder.path().join("credentials");
    fs::create_dir(&credentials).unwrap();
    let secret = credentials.join("webhook");
    fs::write(&secret, SECRET).unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o440)).unwrap();
    let body = place.folder.path().join("body.json");
    fs::write(&body, BODY).unwrap();
    let check = |with_directory: bool| {
        let mut command = Command::new(partner_receiver());
        command.args([
            "check",
            "--fields",
            "id,status",
            "--hash",
            &hash(BODY, SECRET),
            "--body",
        ]);
        command.arg(&body).arg("--webhook-secret-file").arg(&secret);
        if with_directory {
            command.env("CREDENTIALS_DIRECTORY", &credentials);
        } else {
            command.env_remove("CREDENTIALS_DIRECTORY");
        }
        command.output().unwrap().status.code()
    };
    assert_eq!(check(true), Some(0));
    assert_eq!(check(false), Some(2));
}

#[test]
fn the_profile_keeps_its_path_over_a_restart_and_the_timeline_is_paged_by_sequence() {
    let place = Place::new();
    let mut server = place.serve();
    let path = server.url.split_once("/hooks").unwrap().1.to_owned();
    let mut sender = Sender::to(&server.url).unwrap();
    for number in 1..=7 {
        sender
            .honest(number, "OnOff_PENDING", &format!("u-{number}"))
            .unwrap();
    }
    server.end();
    let mut again = place.serve();
    assert_eq!(again.url.split_once("/hooks").unwrap().1, path);
    again.end();

    let mut seen = Vec::new();
    let mut after = 0;
    loop {
        let page = place.timeline(&["--after", &after.to_string(), "--limit", "3"]);
        let Some(last) = page.last() else {
            break;
        };
        after = last["sequence"].as_u64().unwrap();
        seen.extend(
            page.iter()
                .map(|entry| entry["request_uuid"].as_str().unwrap().to_owned()),
        );
    }
    let wanted: Vec<String> = (1..=7).map(|number| format!("u-{number}")).collect();
    assert_eq!(seen, wanted);
}

#[test]
fn help_names_every_stable_flag() {
    for (command, flags) in [
        (
            "serve",
            "--data-dir --profile --listen --webhook-secret-file \
                   --previous-webhook-secret-file --path",
        ),
        (
            "timeline",
            "--data-dir --profile --subject --after --limit --json",
        ),
        (
            "check",
            "--fields --hash --body --webhook-secret-file --json",
        ),
        ("verify-ledger", "--data-dir --profile --json"),
        (
            "call",
            "--profile-file --api-key-file --api-secret-file --path --query --body --json",
        ),
    ] {
        let output = Command::new(partner_receiver())
            .args([command, "--help"])
            .output()
            .unwrap();
        let help = String::from_utf8(output.stdout).unwrap();
        for flag in flags.split_whitespace() {
            assert!(help.contains(flag), "{command} {flag}");
        }
        assert!(
            help.contains("2 unusable input") || command == "timeline",
            "{help}"
        );
    }
}
