//! The vectors of FORMAT.md, read out of the document itself.

use ledger_format::{
    ConsistencyProof, Frontier, Hash, InclusionProof, Leaf, commitment, empty_root, leaf_hash,
};

const DOCUMENT: &str = include_str!("../../FORMAT.md");

/// The lines of the document's block of this name, each as its fields.
fn block(name: &str) -> Vec<Vec<&'static str>> {
    let start = DOCUMENT.split_once(&format!("```{name}\n")).unwrap().1;
    let lines = start.split_once("```").unwrap().0.lines();
    lines
        .map(|line| line.split_whitespace().collect())
        .collect()
}

fn bytes(field: &str) -> Vec<u8> {
    if field == "-" {
        Vec::new()
    } else {
        hex::decode(field).unwrap()
    }
}

fn hash(field: &str) -> Hash {
    bytes(field).try_into().unwrap()
}

#[test]
fn commitments_are_those_of_the_document() {
    for line in block("commitments") {
        let name = String::from_utf8(bytes(line[0])).unwrap();
        let made = commitment(&name, &hash(line[1]), &bytes(line[2]));
        assert_eq!(hex::encode(made), line[3]);
    }
}

#[test]
fn leaves_are_read_and_written_as_in_the_document() {
    let leaves = block("leaves");
    for line in &leaves {
        let leaf = Leaf::decode(&bytes(line[0])).unwrap();
        assert_eq!(hex::encode(leaf.encode().unwrap()), line[0]);
        assert_eq!(hex::encode(leaf.hash().unwrap()), line[1]);
    }
    let delivery = Leaf::decode(&bytes(leaves[1][0])).unwrap();
    assert_eq!(
        (delivery.sequence, delivery.recorded_ms),
        (1, 1_767_603_600_000)
    );
    assert_eq!((delivery.kind.as_str(), delivery.about), ("delivery", None));
    assert_eq!(delivery.facts, r#"{"body_bytes":30}"#);
    assert_eq!(delivery.subjects[1].name, "transaction:7");
    assert_eq!(delivery.parts[0].name, "body");
    assert_eq!(
        hex::encode(delivery.parts[0].commitment),
        block("commitments")[1][3]
    );
    let verdict = Leaf::decode(&bytes(leaves[2][0])).unwrap();
    assert_eq!((verdict.recorded_ms, verdict.about), (-5, Some(1)));
    assert_eq!(verdict.subjects[0].number, 2);
}

#[test]
fn what_the_document_refuses_is_refused() {
    let refused = block("refused");
    assert_eq!(refused.len(), 12);
    let errors: Vec<_> = refused
        .iter()
        .map(|line| Leaf::decode(&bytes(line[0])).unwrap_err().to_string())
        .collect();
    let said = [
        "not a leaf",
        "not a leaf",
        "version 2",
        "follow",
        "ends inside",
        "sequence",
        "about",
        "subjects are not in",
        "parts are not in",
        "number",
        "not UTF-8",
        "kind",
    ];
    for (error, said) in errors.iter().zip(said) {
        assert!(error.contains(said), "{error:?} does not say {said:?}");
    }
}

#[test]
fn roots_are_those_of_certificate_transparency() {
    let roots = block("roots");
    assert_eq!(hex::encode(empty_root()), roots[0][2]);
    let mut frontier = Frontier::default();
    for line in &roots[1..] {
        let leaf = leaf_hash(&bytes(line[0]));
        assert_eq!(hex::encode(leaf), line[1]);
        frontier.push(leaf, |_, _| {});
        assert_eq!(hex::encode(frontier.root()), line[2]);
    }
    assert_eq!(frontier.size(), 8);
}

#[test]
fn proofs_of_the_document_verify() {
    let roots = block("roots");
    let path = |line: &[&str]| -> Vec<Hash> {
        line[2..]
            .iter()
            .filter(|field| **field != "-")
            .map(|field| hash(field))
            .collect()
    };
    for line in block("inclusion") {
        let (index, size): (usize, usize) = (line[0].parse().unwrap(), line[1].parse().unwrap());
        let proof = InclusionProof {
            index: index.try_into().unwrap(),
            size: size.try_into().unwrap(),
            path: path(&line),
        };
        assert!(
            proof.verify(&hash(roots[index + 1][1]), &hash(roots[size][2])),
            "{line:?}"
        );
        assert!(
            !proof.verify(&hash(roots[index + 1][1]), &hash(roots[size - 1][2])),
            "{line:?}"
        );
    }
    for line in block("consistency") {
        let (old, new): (usize, usize) = (line[0].parse().unwrap(), line[1].parse().unwrap());
        let proof = ConsistencyProof {
            old_size: old.try_into().unwrap(),
            new_size: new.try_into().unwrap(),
            path: path(&line),
        };
        assert!(
            proof.verify(&hash(roots[old][2]), &hash(roots[new][2])),
            "{line:?}"
        );
        assert!(
            !proof.verify(&hash(roots[old - 1][2]), &hash(roots[new][2])),
            "{line:?}"
        );
    }
}
