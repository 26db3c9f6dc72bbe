//! Leaves: one encoding for each, and no bytes that make the reader stumble.

use ledger_format::{Leaf, LeafError, PartCommitment, SubjectNumber, commitment};
use proptest::prelude::*;
use std::collections::BTreeMap;

prop_compose! {
    fn a_leaf()(
        sequence in 1..u64::MAX / 2,
        recorded_ms in any::<i64>(),
        kind in "\\PC{1,16}",
        about in any::<u64>(),
        subjects in proptest::collection::btree_map("\\PC{1,12}", any::<u64>(), 0..5),
        facts in ".{0,40}",
        parts in proptest::collection::btree_map("\\PC{1,12}", any::<[u8; 32]>(), 0..5),
    ) -> Leaf {
        let subjects: BTreeMap<String, u64> = subjects;
        Leaf {
            sequence,
            recorded_ms,
            kind,
            about: Some(about % sequence).filter(|about| *about > 0),
            subjects: subjects
                .into_iter()
                .map(|(name, number)| SubjectNumber { name, number: number % sequence + 1 })
                .collect(),
            facts,
            parts: parts
                .into_iter()
                .map(|(name, commitment)| PartCommitment { name, commitment })
                .collect(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(512)
    })]

    #[test]
    fn a_leaf_comes_back_from_its_bytes(leaf in a_leaf()) {
        prop_assert_eq!(Leaf::decode(&leaf.encode().unwrap()), Ok(leaf));
    }

    #[test]
    fn two_leaves_never_have_the_same_bytes(one in a_leaf(), other in a_leaf()) {
        prop_assert_eq!(one.encode() == other.encode(), one == other);
    }

    #[test]
    fn whatever_is_read_is_written_the_same(
        leaf in a_leaf(),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = leaf.encode().unwrap();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Ok(read) = Leaf::decode(&bytes) {
            prop_assert_eq!(read.encode().unwrap(), bytes);
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Leaf::decode(&bytes);
        let mut begun = b"PCLEDGER-LEAF\x00\x01".to_vec();
        begun.extend(bytes);
        if let Ok(read) = Leaf::decode(&begun) {
            prop_assert_eq!(read.encode().unwrap(), begun);
        }
    }

    #[test]
    fn a_leaf_cut_short_is_never_a_leaf(leaf in a_leaf(), cut in any::<proptest::sample::Index>()) {
        let bytes = leaf.encode().unwrap();
        prop_assert!(Leaf::decode(&bytes[..cut.index(bytes.len())]).is_err());
    }

    #[test]
    fn a_commitment_binds_name_salt_and_value(
        name in ".{0,8}", salt in any::<[u8; 32]>(), value in ".{0,8}",
        other in (".{0,8}", any::<[u8; 32]>(), ".{0,8}"),
    ) {
        let one = commitment(&name, &salt, value.as_bytes());
        let two = commitment(&other.0, &other.1, other.2.as_bytes());
        prop_assert_eq!(one == two, (name.clone(), salt, value.clone()) == other);
        // What moves from the name to the value is another commitment.
        let joined = commitment("", &salt, format!("{name}{value}").as_bytes());
        prop_assert_eq!(one == joined, name.is_empty());
    }
}

#[test]
fn a_leaf_beyond_a_limit_has_no_bytes() {
    let leaf = Leaf {
        sequence: 2,
        recorded_ms: 0,
        kind: "k".to_owned(),
        about: None,
        subjects: Vec::new(),
        facts: String::new(),
        parts: Vec::new(),
    };
    assert!(leaf.encode().is_ok());
    let refused = |change: fn(&mut Leaf)| {
        let mut leaf = leaf.clone();
        change(&mut leaf);
        leaf.encode().unwrap_err()
    };
    let out = |field| LeafError::OutOfRange { field };
    assert_eq!(refused(|leaf| leaf.kind = "k".repeat(65)), out("kind"));
    assert_eq!(refused(|leaf| leaf.sequence = 0), out("sequence"));
    assert_eq!(refused(|leaf| leaf.about = Some(2)), out("about"));
    assert_eq!(
        refused(|leaf| leaf.facts = " ".repeat(1024 * 1024 + 1)),
        out("facts")
    );
    let part = || PartCommitment {
        name: "p".to_owned(),
        commitment: [0; 32],
    };
    assert_eq!(part().commitment, [0; 32]);
    assert_eq!(
        refused(|leaf| {
            leaf.parts = vec![
                PartCommitment {
                    name: "p".to_owned(),
                    commitment: [0; 32]
                };
                2
            ];
        }),
        LeafError::Order { field: "parts" }
    );
}
