//! What counts as the same facts, for any objects.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

type Object = BTreeMap<String, String>;

const ACTIONS: [TransactionAction; 3] = TransactionAction::ALL;

fn facts(objects: &[Object; 3]) -> Facts {
    let json = |base: &str, object: &Object| {
        let members = object
            .iter()
            .map(|(name, raw)| format!(",\"{name}\":{raw}"));
        format!("{{{base}{}}}", members.collect::<String>())
    };
    let [transaction, account, merchant] = objects;
    let base = r#""businessRequestId":7,"clientStatus":"OnOff_PENDING""#;
    let read = Read {
        entry: 1,
        started: Millis(0),
        clock: None,
    };
    Facts {
        kind: TransactionKind::Payout,
        transaction: Transaction::read(&json(base, transaction)).unwrap(),
        account: ReceiverAccount::read(&json(r#""id":5"#, account)).unwrap(),
        merchant: Merchant::read(&json(r#""id":1,"kycStatus":"VALID""#, merchant)).unwrap(),
        reads: [read; 3],
    }
}

fn any_object() -> impl Strategy<Value = Object> {
    let name = prop_oneof![
        Just("fromAmount".to_owned()),
        Just("accountNumber".to_owned()),
        Just("lastUpdateTime".to_owned()),
        "[a-c]",
    ];
    let raw = prop_oneof![
        Just("null".to_owned()),
        Just("1".to_owned()),
        Just("1.0".to_owned()),
        Just("\"1\"".to_owned()),
        Just("\"1.0\"".to_owned()),
        Just("[1, 2]".to_owned()),
        Just("\"],[\"".to_owned()),
    ];
    proptest::collection::btree_map(name, raw, 0..5)
}

fn any_objects() -> impl Strategy<Value = [Object; 3]> {
    (any_object(), any_object(), any_object()).prop_map(|(a, b, c)| [a, b, c])
}

/// What counts for an approval: all but when it was last changed.
fn counted(objects: &[Object; 3]) -> [Object; 3] {
    let mut objects = objects.clone();
    for object in &mut objects {
        object.remove(NO_FACT);
    }
    objects
}

proptest! {
    #[test]
    fn hash_canonical_text_and_comparison_agree_on_what_is_the_same(
        one in any_objects(),
        other in any_objects(),
    ) {
        let (a, b) = (facts(&one), facts(&other));
        for action in ACTIONS {
            let differs = !a.differences(&b, action).is_empty();
            prop_assert_eq!(a.canonical(action) != b.canonical(action), differs);
            prop_assert_eq!(a.hash(action) != b.hash(action), differs);
            prop_assert_eq!(!b.differences(&a, action).is_empty(), differs);
        }
        let differs = counted(&one) != counted(&other);
        let quote = TransactionAction::ApproveQuote;
        prop_assert_eq!(!a.differences(&b, quote).is_empty(), differs);
    }

    #[test]
    fn one_field_that_changes_is_told_alone(
        objects in any_objects(),
        place in 0..3_usize,
        raw in "\"[a-z]{3}\"",
    ) {
        let mut changed = objects.clone();
        changed[place].insert("b".to_owned(), raw.clone());
        let (before, after) = (facts(&objects), facts(&changed));
        let found = before.differences(&after, TransactionAction::ApproveDeposit);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(&found[0].field, "b");
        prop_assert_eq!(found[0].shown.as_ref(), objects[place].get("b"));
        prop_assert_eq!(found[0].now.as_ref(), Some(&raw));
    }
}

#[test]
fn the_same_facts_for_another_action_or_kind_have_another_hash() {
    let one = facts(&Default::default());
    let hashes: std::collections::BTreeSet<String> =
        ACTIONS.into_iter().map(|action| one.hash(action)).collect();
    assert_eq!(hashes.len(), 3);
    let mut other = one.clone();
    other.kind = TransactionKind::EndToEnd;
    let quote = TransactionAction::ApproveQuote;
    assert_ne!(one.hash(quote), other.hash(quote));
}

#[test]
fn a_name_that_stands_twice_is_another_fact_than_one_that_stands_once() {
    let of = |more: &str| {
        let mut facts = facts(&Default::default());
        let json =
            format!(r#"{{"businessRequestId":7,"clientStatus":"OnOff_PENDING","a":1{more}}}"#);
        facts.transaction = Transaction::read(&json).unwrap();
        facts
    };
    let (once, twice) = (of(""), of(r#","a":2"#));
    let quote = TransactionAction::ApproveQuote;
    assert_ne!(once.hash(quote), twice.hash(quote));
    assert_eq!(once.differences(&twice, quote).len(), 1);
    assert_eq!(twice.differences(&once, quote).len(), 1);
}
