//! `call`: an operation that only reads, called from the command line.

use crate::{
    program::{Place, partner_receiver},
    server::{Reply, Request, Server},
};
use serde_json::{Value, json};
use std::{fs, path::PathBuf, process::Command};

const KEY: &str = "mArKeR-key-7d1f";
const API_SECRET: &str = "mArKeR-secret-9a3c";

fn profile_file(place: &Place, base_url: &str) -> PathBuf {
    let path = place.folder.path().join("acme.profile.json");
    let profile = json!({
        "format": "partner-console profile", "version": 1, "name": "acme",
        "environment": "sandbox", "baseUrl": base_url,
        "paths": { "get_merchant": "/v2/merchants/{id}" },
    });
    fs::write(&path, profile.to_string()).unwrap();
    path
}

/// Calls; gives the exit code, and all that was printed.
fn call(place: &Place, profile: &PathBuf, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(partner_receiver())
        .env("RUST_LOG", "trace")
        .arg("call")
        .args(arguments)
        .arg("--profile-file")
        .arg(profile)
        .arg("--api-key-file")
        .arg(place.secret_file("key", KEY))
        .arg("--api-secret-file")
        .arg(place.secret_file("api-secret", API_SECRET))
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn answer(_: usize, request: &Request) -> Reply {
    let path = request.line.split(' ').nth(1).unwrap();
    match path {
        "/bpapi/v2/merchants/7" => Reply::json(200, r#"{"id":7,"kycStatus":"VALID","n":1E2}"#),
        "/bpapi/v1/business/?page=0&limit=5" => Reply::json(200, "[]"),
        "/bpapi/v1/sendc2f/price" if request.body == br#"{"toAmount":"0.10"}"# => {
            Reply::json(200, r#"{"rate":"1.5","amount":"0.15"}"#)
        }
        _ => {
            let body = r#"{"exception":{"errorCode":"ACCESS_DENIED","message":"no"}}"#;
            Reply::json(403, body)
        }
    }
}

#[test]
fn a_read_is_called_by_the_profiles_path_and_its_answer_printed_as_it_came() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::start(answer));
    let place = Place::new();
    let profile = profile_file(&place, &format!("http://{}/bpapi", server.address));
    let (code, out, log) = call(
        &place,
        &profile,
        &["get_merchant", "--path", "id=7", "--json"],
    );
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (code, &told["outcome"]),
        (Some(0), &json!("worked")),
        "{out}{log}"
    );
    assert_eq!(
        told["answer"]["body"],
        r#"{"id":7,"kycStatus":"VALID","n":1E2}"#
    );
    assert_eq!(told["request"]["path"], "/bpapi/v2/merchants/7");
    let sent = &server.requests()[0];
    assert_eq!(sent.header("x-api-key"), Some(KEY));
    assert_eq!(sent.header("x-api-secret"), Some(API_SECRET));

    let list = [
        "list_merchants",
        "--query",
        "page=0",
        "--query",
        "limit=5",
        "--json",
    ];
    assert_eq!(call(&place, &profile, &list).0, Some(0));
    let body = place.folder.path().join("body.json");
    fs::write(&body, r#"{"toAmount":"0.10"}"#).unwrap();
    let rate = ["calculate_payout_fx_rate", "--body", body.to_str().unwrap()];
    let (code, plain, _) = call(&place, &profile, &rate);
    assert_eq!(code, Some(0));
    assert!(
        plain.contains(r#"{"rate":"1.5","amount":"0.15"}"#),
        "{plain}"
    );

    let (code, refused, more) = call(&place, &profile, &["list_countries", "--json"]);
    let told: Value = serde_json::from_str(&refused).unwrap();
    assert_eq!((code, &told["outcome"]), (Some(1), &json!("refused")));
    assert!(
        told["advice"].to_string().contains("allow-list"),
        "{refused}"
    );
    for text in [out, log, plain, refused, more] {
        assert!(!text.contains("mArKeR"), "{text}");
    }
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn what_can_not_be_called_exits_2_with_a_sentence_and_sends_nothing() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::start(answer));
    let place = Place::new();
    let profile = profile_file(&place, &format!("http://{}/bpapi", server.address));
    for (arguments, why) in [
        (vec!["create_payout"], "changes something"),
        (vec!["no_such"], "no operation"),
        (vec!["get_merchant"], "needs id"),
        (vec!["get_merchant", "--path", "other=7"], "no parameter"),
        (vec!["get_merchant", "--path", "id=.."], "only dots"),
        (
            vec!["list_merchants", "--query", "a=b"],
            "no query parameter",
        ),
    ] {
        let (code, out, error) = call(&place, &profile, &arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(error.contains(why), "{arguments:?}: {error}");
    }
    for base in [
        "http://sandbox.example",
        "https://partners-api.service.cedar.money/bpapi",
    ] {
        let profile = profile_file(&place, base);
        assert_eq!(
            call(&place, &profile, &["list_countries"]).0,
            Some(2),
            "{base}"
        );
    }
    let open = place.secret_file("open", KEY);
    fs::set_permissions(&open, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let refused = Command::new(partner_receiver())
        .args(["call", "list_countries", "--profile-file"])
        .arg(profile_file(
            &place,
            &format!("http://{}/bpapi", server.address),
        ))
        .arg("--api-key-file")
        .arg(&open)
        .arg("--api-secret-file")
        .arg(&open)
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(server.requests().is_empty());
}
