//! A corpus of bodies, each with the verdict it must have, and small changes to every one.

use crate::delivery::{SECRET, hash_of, headers, keys, secret};
use proptest::prelude::Rng;
use proptest::test_runner::{Config, RngSeed, TestRng, TestRunner};
use std::{fs, path::PathBuf};
use webhooks::{Rules, Verdict, judge, sign};

/// How many changed bodies are judged for each one of the corpus.
const CHANGES: usize = 400;

/// Every body of the corpus. A file is named `<verdict's code>--<what it is>.json`.
fn bodies() -> Vec<(Verdict, String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut all: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let code = name.split("--").next().unwrap();
            let verdict = Verdict::from_code(code).unwrap_or_else(|| panic!("{name}"));
            (verdict, name, fs::read(path).unwrap())
        })
        .collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    assert!(all.len() >= 40, "the corpus has {} bodies", all.len());
    all
}

/// The honest signature where there can be one, else that of `7` and `VALID`.
fn judged(body: &[u8]) -> Verdict {
    let hash = sign(&["id", "status"], body, &secret(SECRET)).unwrap_or_else(|_| hash_of("7VALID"));
    judge(
        &headers("id,status", &hash),
        body,
        &keys(),
        &Rules::default(),
    )
    .judgement
    .verdict
}

#[test]
fn each_body_of_the_corpus_has_the_verdict_of_its_name() {
    for (verdict, name, body) in bodies() {
        assert_eq!(judged(&body), verdict, "{name}");
    }
}

fn change(body: &[u8], random: &mut TestRng) -> Vec<u8> {
    let mut changed = body.to_vec();
    for _ in 0..=random.next_u32() % 3 {
        let length = changed.len().max(1);
        let at = usize::try_from(random.next_u32()).unwrap() % length;
        let byte = random.next_u32().to_le_bytes()[0];
        match random.next_u32() % 4 {
            0 if !changed.is_empty() => changed[at] = byte,
            1 => changed.insert(at.min(changed.len()), byte),
            2 if !changed.is_empty() => drop(changed.remove(at)),
            _ => changed.truncate(at),
        }
    }
    changed
}

#[test]
fn no_change_to_a_verified_body_is_verified_unless_its_covered_values_stayed() {
    let times = if std::env::var("CAMPAIGN").is_ok_and(|size| size == "full") {
        50
    } else {
        1
    };
    let config = Config {
        rng_seed: RngSeed::Fixed(1),
        ..Config::default()
    };
    let mut random = TestRunner::new(config).new_rng();
    for (verdict, name, body) in bodies() {
        let Ok(hash) = sign(&["id", "status"], &body, &secret(SECRET)) else {
            continue;
        };
        let before = judge(
            &headers("id,status", &hash),
            &body,
            &keys(),
            &Rules::default(),
        );
        for _ in 0..CHANGES * times {
            let changed = change(&body, &mut random);
            let after = judge(
                &headers("id,status", &hash),
                &changed,
                &keys(),
                &Rules::default(),
            );
            // A change may well mend a refused body into the one that its hash was made for.
            if verdict.is_verified() && after.judgement.verdict.is_verified() {
                assert_eq!(after.judgement.id, before.judgement.id, "{name}");
                assert_eq!(after.judgement.status, before.judgement.status, "{name}");
            }
        }
    }
}
