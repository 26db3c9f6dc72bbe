//! Roots and proofs against another implementation of RFC 6962.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ledger_format::{
    ConsistencyProof, Frontier, Hash, InclusionProof, Range, consistency_ranges, empty_root, fold,
    inclusion_ranges, leaf_hash, node_hash, subtrees,
};
use proptest::prelude::*;
use sha2::Sha256;

const LEAVES_MAX: u64 = 70;

/// The hash of a range by the definition in RFC 6962, 2.1.
fn by_definition(hashes: &[Hash]) -> Hash {
    match hashes {
        [] => empty_root(),
        [one] => *one,
        more => {
            let middle = more.len().next_power_of_two() / 2;
            node_hash(
                &by_definition(&more[..middle]),
                &by_definition(&more[middle..]),
            )
        }
    }
}

fn leaves(count: u64) -> Vec<Hash> {
    (0..count)
        .map(|number| leaf_hash(&number.to_be_bytes()))
        .collect()
}

fn place(number: u64) -> usize {
    number.try_into().unwrap()
}

fn hashes_of(leaves: &[Hash], ranges: Vec<Range>) -> Vec<Hash> {
    let hash = |range: Range| by_definition(&leaves[place(range.start)..place(range.end)]);
    ranges.into_iter().map(hash).collect()
}

/// Each tree of up to [`LEAVES_MAX`] leaves as the other implementation has it.
fn theirs() -> Vec<MemoryBackedTree<Sha256, [u8; 8]>> {
    (0..=LEAVES_MAX)
        .map(|size| {
            let mut tree = MemoryBackedTree::new();
            (0..size).for_each(|number| tree.push(number.to_be_bytes()));
            tree
        })
        .collect()
}

#[test]
fn roots_and_proofs_agree_with_another_implementation() {
    let leaves = leaves(LEAVES_MAX);
    let trees = theirs();
    let mut frontier = Frontier::default();
    for size in 1..=LEAVES_MAX {
        frontier.push(leaves[place(size) - 1], |_, _| {});
        let tree = &trees[place(size)];
        assert_eq!(frontier.root()[..], tree.root().as_bytes()[..]);
        for index in 0..size {
            let path = hashes_of(&leaves, inclusion_ranges(index, size).unwrap());
            let their_path = tree.prove_inclusion(place(index));
            assert_eq!(path.concat(), their_path.as_bytes());
            let proof = InclusionProof { index, size, path };
            assert!(proof.verify(&leaves[place(index)], &frontier.root()));
        }
        for old in 1..=size {
            let path = hashes_of(&leaves, consistency_ranges(old, size).unwrap());
            let their_path = tree.prove_consistency(place(size - old));
            assert_eq!(path.concat(), their_path.as_bytes(), "{old} to {size}");
            let proof = ConsistencyProof {
                old_size: old,
                new_size: size,
                path,
            };
            let old_root: Hash = trees[place(old)].root().as_bytes()[..].try_into().unwrap();
            assert!(proof.verify(&old_root, &frontier.root()));
        }
    }
}

#[test]
fn there_is_no_proof_for_what_is_not_there() {
    assert_eq!(inclusion_ranges(3, 3), None);
    assert_eq!(inclusion_ranges(0, 0), None);
    assert_eq!(consistency_ranges(0, 3), None);
    assert_eq!(consistency_ranges(4, 3), None);
    assert_eq!(Frontier::from_roots(3, vec![[0; 32]]), None);
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(256)
    })]

    #[test]
    fn a_frontier_is_made_again_from_its_roots(size in 0_u64..300) {
        let leaves = leaves(300);
        let mut frontier = Frontier::default();
        for leaf in &leaves[..place(size)] {
            frontier.push(*leaf, |_, _| {});
        }
        let roots = Frontier::subtrees_of(size).into_iter().map(|subtree| {
            let start = place(subtree.position << subtree.level);
            by_definition(&leaves[start..start + (1 << subtree.level)])
        });
        prop_assert_eq!(Frontier::from_roots(size, roots.collect()), Some(frontier));
    }

    #[test]
    fn each_completed_subtree_is_told_once(size in 1_u64..300) {
        let leaves = leaves(size);
        let mut frontier = Frontier::default();
        let mut told = Vec::new();
        for leaf in &leaves {
            frontier.push(*leaf, |subtree, hash| told.push((subtree, *hash)));
        }
        for (subtree, hash) in &told {
            let start = place(subtree.position << subtree.level);
            prop_assert_eq!(*hash, by_definition(&leaves[start..start + (1 << subtree.level)]));
        }
        let expected: u64 = (1..64).map(|level| size >> level).sum();
        prop_assert_eq!(told.len(), place(expected));
    }

    #[test]
    fn a_range_is_folded_from_its_subtrees(
        level in 0_u32..7,
        position in 0_u64..4,
        part in 1_u64..128,
    ) {
        let start = position << level;
        let end = start + part.min(1 << level);
        let leaves = leaves(end);
        let hashes: Vec<_> = subtrees(Range { start, end })
            .into_iter()
            .map(|subtree| {
                let start = place(subtree.position << subtree.level);
                by_definition(&leaves[start..start + (1 << subtree.level)])
            })
            .collect();
        prop_assert_eq!(fold(&hashes), Some(by_definition(&leaves[place(start)..])));
    }

    #[test]
    fn a_proof_with_anything_changed_does_not_verify(
        index in 0_u64..40,
        more in 1_u64..40,
        bit in 0_usize..256,
        which in any::<proptest::sample::Index>(),
    ) {
        let size = index + more;
        let leaves = leaves(size);
        let root = by_definition(&leaves);
        let path = hashes_of(&leaves, inclusion_ranges(index, size).unwrap());
        let proof = InclusionProof { index, size, path };
        let leaf = leaves[place(index)];
        prop_assert!(proof.verify(&leaf, &root));
        let mut changed = leaf;
        changed[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(!proof.verify(&changed, &root));
        let moved = InclusionProof { index: index + 1, ..proof.clone() };
        prop_assert!(!moved.verify(&leaf, &root));
        if !proof.path.is_empty() {
            let mut changed = proof.clone();
            changed.path[which.index(proof.path.len())][bit / 8] ^= 1 << (bit % 8);
            prop_assert!(!changed.verify(&leaf, &root));
            changed = proof.clone();
            changed.path.pop();
            prop_assert!(!changed.verify(&leaf, &root));
        }
        let mut longer = proof;
        longer.path.push(root);
        prop_assert!(!longer.verify(&leaf, &root));
    }
}
