//! Random groups of entries: numbers without holes, one root, every entry once.

use crate::fixture::{Fixture, append, draft, query, walk};
use ledger::{Built, From, PageQuery};
use ledger_format::Frontier;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn an_append() -> impl Strategy<Value = Vec<(u8, Vec<u8>)>> {
    let subjects = proptest::collection::btree_set(0_u8..6, 0..4);
    let entry = (0_u8..3, subjects).prop_map(|(kind, set)| (kind, set.into_iter().collect()));
    proptest::collection::vec(entry, 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(24)
    })]

    #[test]
    fn numbers_are_dense_and_the_root_is_that_of_the_leaves(
        appends in proptest::collection::vec(an_append(), 1..40),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let fixture = Fixture::open().await;
            let mut expected: BTreeMap<String, Vec<u64>> = BTreeMap::new();
            let mut size = 0;
            for entries in &appends {
                let drafts = entries.iter().map(|(kind, subjects)| {
                    size += 1;
                    let names: Vec<_> = subjects.iter().map(|one| format!("s:{one}")).collect();
                    for name in &names {
                        expected.entry(name.clone()).or_default().push(size);
                    }
                    let names: Vec<_> = names.iter().map(String::as_str).collect();
                    draft(&format!("kind{kind}"), &names, &[("p", &[*kind])])
                });
                let built = Built { entries: drafts.collect(), remember: None };
                append(&fixture.writer, built).await.unwrap();
            }
            let all = walk(&fixture.reader, query(From::After(0), 17)).await;
            assert!(all.iter().map(|entry| entry.sequence).eq(1..=size));
            assert!(all.iter().all(|entry| entry.damage.is_none()));
            let mut frontier = Frontier::default();
            for entry in &all {
                frontier.push(entry.leaf_hash, |_, _| {});
            }
            let head = fixture.reader.head().await.unwrap();
            assert_eq!((head.size, head.root), (size, frontier.root()));
            for (name, sequences) in expected {
                let subject = Some(name.clone());
                let of_subject = PageQuery { subject, ..query(From::After(0), 3) };
                let found = walk(&fixture.reader, of_subject).await;
                assert!(found.iter().map(|entry| entry.sequence).eq(sequences));
                let numbers = found.iter().map(|entry| {
                    entry.subjects.iter().find(|one| one.name == name).unwrap().number
                });
                assert!(numbers.eq(1..=u64::try_from(found.len()).unwrap()));
            }
            let report = fixture.reader.check(|_| {}).await.unwrap();
            assert!(report.is_whole(), "{:?}", report.damage);
        });
    }
}
