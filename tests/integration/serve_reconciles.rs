//! `partner-receiver serve` with access to the API: what it missed while it was down is read, and
//! what was begun when it was killed is gone on with.

use crate::{
    api_server::{API_SECRET, ApiServer, KEY},
    program::{Place, Server, until},
    way_in::{Front, of_kind, proven},
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs};

/// How long anything may take, in seconds: a call is made each second.
const LIMIT: u64 = 120;

fn serve(place: &Place, server: &ApiServer, front: &Front) -> Server {
    let profile = place.folder.path().join("acme.profile.json");
    let told = json!({
        "format": "partner-console profile", "version": 1, "name": "acme",
        "environment": "sandbox", "baseUrl": server.base.as_str(),
    });
    fs::write(&profile, told.to_string()).unwrap();
    let key = place.secret_file("key", KEY);
    let secret = place.secret_file("api-secret", API_SECRET);
    let files = [profile, key, secret].map(|path| path.display().to_string());
    let [profile, key, secret] = &files;
    let url = front.url();
    let serving = place.serve_with(&[
        "--profile-file",
        profile,
        "--api-key-file",
        key,
        "--api-secret-file",
        secret,
        "--tunnel",
        "own-url",
        "--public-url",
        &url,
    ]);
    front.leads_to(Some(&serving));
    serving
}

/// Objects of each kind in a state; the server has some of its own.
async fn are(server: &ApiServer, states: [&str; 3]) {
    let [merchants, accounts, transactions] = states;
    for number in 1..=3 {
        let status = |status: &str, fields: &Value| {
            json!({"status": status, "silent": true, "fields": fields}).to_string()
        };
        let merchant = status(merchants, &json!({}));
        server.put("merchant", 1_000 + number, &merchant).await;
        let account = json!({"businessId": 1_001, "currencySymbol": "USD"});
        server
            .put("account", 3_000 + number, &status(accounts, &account))
            .await;
        let fields = json!({"fromBusinessId": 1_001, "toBusinessExternalAccountId": 3_001});
        server
            .put("payout", 5_000 + number, &status(transactions, &fields))
            .await;
    }
}

/// The entries about one, as its sentences.
fn parts(lines: &[Value], began: &Value) -> Vec<String> {
    let parts = of_kind(lines, "reconcile_part").into_iter();
    let parts = parts.filter(|part| part["about"] == began["sequence"]);
    parts
        .map(|part| part["reason"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn what_a_killed_receiver_missed_is_read_and_a_second_kill_loses_nothing_of_that() {
    let server = ApiServer::start().await;
    are(&server, ["PENDING", "PENDING", "PENDING"]).await;
    let place = Place::new();
    let front = Front::start();
    let mut first = serve(&place, &server, &front);
    proven(&first, 1);
    until(LIMIT, "the first reconciliation", || {
        first.log().contains("reconciliation: ")
    });
    first.kill();
    are(&server, ["VALID", "ACTIVE", "AWAITING_DEPOSIT"]).await;

    let mut second = serve(&place, &server, &front);
    proven(&second, 2);
    let mut lines = Vec::new();
    until(LIMIT, "a part of the second reconciliation", || {
        lines = place.timeline(&[]);
        let began = of_kind(&lines, "reconcile_began").get(1).copied().cloned();
        began.is_some_and(|began| parts(&lines, &began).len() >= 2)
    });
    second.kill();
    let began = of_kind(&lines, "reconcile_began")[1].clone();
    let read = parts(&lines, &began);

    let mut third = serve(&place, &server, &front);
    until(LIMIT, "its end", || {
        lines = place.timeline(&[]);
        let ends = of_kind(&lines, "reconciled");
        ends.iter().any(|end| end["about"] == began["sequence"])
    });
    third.end();
    lines = place.timeline(&[]);
    let all = parts(&lines, &began);
    assert_eq!(all[..read.len()], read, "what was read is not read again");
    let mut steps: Vec<&str> = all
        .iter()
        .map(|part| part.split(':').next().unwrap())
        .collect();
    steps.dedup();
    let each: BTreeSet<&str> = steps.iter().copied().collect();
    assert_eq!(each.len(), steps.len(), "each list is read once: {steps:?}");
    let missed = of_kind(&lines, "reconcile_part").into_iter();
    let missed = missed.filter(|part| part["about"] == began["sequence"]);
    let on_timelines = missed.flat_map(|part| part["subjects"].as_array().unwrap().clone());
    assert_eq!(on_timelines.count(), 9, "all that changed, each once");
    let text = format!("{lines:?}{}", third.log());
    assert!(!text.contains(KEY) && !text.contains(API_SECRET));
}
