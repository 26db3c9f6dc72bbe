//! Many merchants at once, and who is there at the beginning.

use crate::{
    program::{Program, still},
    receiver::Receiver,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// As many as the campaign has.
const MANY: u32 = 50_000;

async fn page(program: &Program, of: &str, page: u32) -> Vec<Value> {
    let path = format!("/v1/{of}/?page={page}&limit=500");
    let list = program.ok("GET", &path, None).await;
    list["data"].as_array().unwrap().clone()
}

#[tokio::test]
async fn fifty_thousand_merchants_are_made_without_a_word_and_read_page_by_page() {
    let receiver = Receiver::start().await;
    let program = Program::start(&["--webhook-url", &receiver.url]);
    program.control("PUT", "/pace", Some(&still())).await;
    let before = program.ok("GET", "/v1/business/?limit=1", None).await["total"].clone();
    let wanted = json!({"merchants": MANY, "accountsEach": 1, "seed": 7});
    let made = program.control("POST", "/population", Some(&wanted)).await;
    assert_eq!(made["merchants"]["count"], MANY);
    let of = |name: &str| made["merchants"][name].as_u64().unwrap();
    assert_eq!(of("to") - of("from") + 1, u64::from(MANY));
    for (list, total) in [
        ("business", &before),
        ("businessExternalAccount", &json!(11)),
    ] {
        let path = format!("/v1/{list}/?limit=1");
        let now = program.ok("GET", &path, None).await["total"].as_u64();
        assert_eq!(
            now,
            Some(total.as_u64().unwrap() + u64::from(MANY)),
            "{list}"
        );
    }
    let mut names = BTreeSet::new();
    let mut statuses = BTreeSet::new();
    let mut numbers = BTreeSet::new();
    for number in 0..4 {
        for one in page(&program, "business", number).await {
            names.insert(one["legalName"].as_str().unwrap().to_owned());
            statuses.insert(one["kycStatus"].as_str().unwrap().to_owned());
            numbers.insert(one["id"].as_u64().unwrap());
        }
    }
    assert_eq!(numbers.len(), 2000, "each once");
    assert_eq!(statuses.len(), 8, "{statuses:?}");
    let has = |fits: &dyn Fn(&str) -> bool| names.iter().any(|name| fits(name));
    assert!(has(&|name| name.len() > 150), "a very long one");
    assert!(has(&|name| name.starts_with('ش')), "one from right to left");
    assert!(has(&|name| name.ends_with("司")), "one without blanks");
    let wallets = page(&program, "businessExternalAccount", 0).await;
    let wallets = wallets
        .iter()
        .filter(|one| one["walletAddress"].is_string());
    assert!(wallets.count() > 10);
    // Nothing was announced.
    let newest = of("to");
    let known = json!({"status": "VALID"});
    program.put("merchant", newest, known).await;
    receiver.statuses(newest, "VALID").await;
    assert_eq!(receiver.came().len(), 1);
}

#[tokio::test]
async fn the_same_seed_makes_the_same_merchants_and_too_many_are_refused() {
    let mut found = Vec::new();
    for _ in 0..2 {
        let program = Program::start(&[]);
        let wanted = json!({"merchants": 300, "seed": 3});
        program.control("POST", "/population", Some(&wanted)).await;
        let names = page(&program, "business", 0).await;
        let names = names.iter().map(|one| one["legalName"].clone());
        found.push(names.collect::<Vec<_>>());
        for bad in [json!({"merchants": 0}), json!({"merchants": 300_000})] {
            let (status, _) = program
                .control_call("POST", "/population", Some(&bad))
                .await;
            assert_eq!(status, 400);
        }
    }
    assert_eq!(found[0], found[1]);
    assert!(found[0].len() > 300);
}

#[tokio::test]
async fn at_the_beginning_somebody_waits_at_every_step_and_has_accounts_of_every_kind() {
    let program = Program::start(&[]);
    let merchants = page(&program, "business", 0).await;
    let statuses: BTreeSet<&str> = merchants
        .iter()
        .map(|one| one["kycStatus"].as_str().unwrap())
        .collect();
    let wanted = [
        "ACTION_NEEDED",
        "FLAGGED",
        "NEW",
        "PENDING",
        "PENDING_REVIEW",
        "UNDER_REVIEW",
        "VALID",
    ];
    assert_eq!(statuses.into_iter().collect::<Vec<_>>(), wanted);
    let accounts = page(&program, "businessExternalAccount", 0).await;
    let of = |name: &str| {
        let texts = accounts.iter().filter_map(|one| one[name].as_str());
        texts.collect::<BTreeSet<_>>()
    };
    assert_eq!(
        of("status").into_iter().collect::<Vec<_>>(),
        ["ACTIVE", "FROZEN", "PENDING"]
    );
    assert_eq!(of("currencySymbol").len(), 6);
    assert!(!of("iban").is_empty() && !of("routingNumber").is_empty());
    assert_eq!(of("network").len(), 2);
}
