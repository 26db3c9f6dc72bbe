//! Entries that were signed once, written anew: nobody changes anything by them.

use super::{
    Desk, Partner, enrol_three, key_of, limited,
    operators::{again, append, bare, enrol, for_two, found, names, newest},
    person,
};
use domain::{
    Deed, Millis, Policy, Statement,
    record::{
        KIND_OPERATORS_CHANGED, KIND_OPERATORS_PROPOSED, KIND_POLICY_SET, OperatorRecord,
        OperatorsChange, OperatorsFacts, PART_SIGNATURES, SUBJECT_OPERATORS, Says, SignaturePart,
    },
};
use engine::approvals::{OperatorsWish, Stop};
use ledger::{EntryDraft, PartDraft};
use sha2::{Digest, Sha256};

#[tokio::test]
async fn what_was_signed_once_is_no_change_a_second_time() {
    let (_partner, server) = Partner::start().await;
    let desk = for_two(&server).await;
    let change =
        |policy: Policy, name: &str| desk.approvals.change_policy(policy, "", person(name));
    let (one, two) = (Policy::for_one(), limited(Policy::for_two(), "5", "5"));
    change(two.clone(), "Ada").await.unwrap();
    change(two, "Bisi").await.unwrap();
    let set = newest(&desk, KIND_POLICY_SET).await;
    change(one.clone(), "Ada").await.unwrap();
    change(one, "Bisi").await.unwrap();
    // The proposal and the policy of before once more: each has its place in the order of all.
    again(&desk, &set, |_| {}).await;
    let stop = desk.approvals.rules().await.unwrap_err();
    assert!(matches!(stop, Stop::PolicyDamaged(_)), "{stop:?}");
}

async fn remove(desk: &Desk, name: &str) {
    let gone = OperatorsWish::Remove(key_of(name).public());
    let removed = desk
        .approvals
        .change_operators(gone, "", person("Ada"))
        .await;
    removed.unwrap();
}

async fn is_not_signed(desk: &Desk) {
    let stop = desk.approvals.rules().await.unwrap_err();
    assert!(matches!(stop, Stop::OperatorsDamaged(_)), "{stop:?}");
    assert!(stop.to_string().contains("is not signed"), "{stop}");
}

#[tokio::test]
async fn an_enrolment_or_removal_copied_with_its_signatures_changes_nothing_within_their_minute() {
    let (_partner, server) = Partner::start().await;
    // Who was removed would come back.
    let desk = bare(&server).await;
    enrol_three(&desk.approvals).await;
    let enrolled = newest(&desk, KIND_OPERATORS_CHANGED).await;
    remove(&desk, "Chi").await;
    assert_eq!(names(&desk).await, ["Ada", "Bisi"]);
    again(&desk, &enrolled, |_| {}).await;
    is_not_signed(&desk).await;

    // Who came back would go.
    let desk = bare(&server).await;
    enrol_three(&desk.approvals).await;
    remove(&desk, "Chi").await;
    let removed = newest(&desk, KIND_OPERATORS_CHANGED).await;
    enrol(&desk, "Chi", &person("Ada")).await.unwrap();
    again(&desk, &removed, |_| {}).await;
    is_not_signed(&desk).await;

    // The first would be the first again, when the last one is gone.
    let desk = bare(&server).await;
    found(&desk, &["Ada"]).await.unwrap();
    let first = newest(&desk, KIND_OPERATORS_CHANGED).await;
    remove(&desk, "Ada").await;
    assert!(names(&desk).await.is_empty());
    again(&desk, &first, |_| {}).await;
    is_not_signed(&desk).await;

    // What was proposed once would be proposed again, after it was done.
    let desk = for_two(&server).await;
    enrol(&desk, "Dayo", &person("Ada")).await.unwrap();
    let proposed = newest(&desk, KIND_OPERATORS_PROPOSED).await;
    let wish = OperatorsWish::Confirm(proposed.sequence);
    let done = desk.approvals.change_operators(wish, "", person("Bisi"));
    done.await.unwrap();
    let gone = OperatorsWish::Remove(key_of("Dayo").public());
    let asked = desk.approvals.change_operators(gone, "", person("Ada"));
    asked.await.unwrap();
    let asked = newest(&desk, KIND_OPERATORS_PROPOSED).await;
    assert_ne!(asked.sequence, proposed.sequence);
    let wish = OperatorsWish::Confirm(asked.sequence);
    let done = desk.approvals.change_operators(wish, "", person("Bisi"));
    done.await.unwrap();
    again(&desk, &proposed, |_| {}).await;
    is_not_signed(&desk).await;
}

/// An entry of operators as earlier versions wrote it, which bound no change before it.
async fn of_an_earlier_version(desk: &Desk, change: OperatorsChange, joins: &[&str]) {
    let text = serde_json::to_string(&change).unwrap();
    let mut hash = Sha256::new();
    for part in ["partner-console operators 1", &text] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    let hash = hex::encode(hash.finalize());
    let ledger = hex::encode(desk.at.fixture.reader.identity().await.unwrap());
    let at: Millis = super::doer("x").now;
    let is_first = matches!(change, OperatorsChange::Found(_));
    let mut signers: Vec<(&str, Says)> = joins.iter().map(|name| (*name, Says::Joins)).collect();
    if !is_first {
        signers.push(("Ada", Says::Does));
    }
    let sign = |(name, says): (&str, Says)| {
        let key = key_of(name);
        let operator = key.public().to_string();
        let statement = Statement {
            ledger: &ledger,
            says,
            deed: Deed::ChangeOperators,
            action: None,
            subject: SUBJECT_OPERATORS,
            facts: &hash,
            bound: None,
            policy: None,
            confirms: None,
            operator: &operator,
            at,
        };
        SignaturePart {
            says,
            at,
            policy: None,
            confirms: None,
            signature: key.sign(&statement.text().unwrap()),
            key: operator.clone(),
        }
    };
    let signatures: Vec<SignaturePart> = signers.into_iter().map(sign).collect();
    let facts = OperatorsFacts {
        what: "An earlier version wrote this.".to_owned(),
        by: Some("Ada".to_owned()),
        change,
        proposal: None,
    };
    let entry = EntryDraft {
        kind: KIND_OPERATORS_CHANGED.to_owned(),
        recorded_ms: at.0,
        subjects: vec![SUBJECT_OPERATORS.to_owned()],
        about: None,
        facts: serde_json::to_string(&facts).unwrap(),
        parts: vec![PartDraft {
            name: PART_SIGNATURES.to_owned(),
            value: serde_json::to_vec(&signatures).unwrap(),
        }],
    };
    append(desk, entry).await;
}

#[tokio::test]
async fn what_earlier_versions_signed_counts_before_the_first_change_that_binds_another() {
    let (_partner, server) = Partner::start().await;
    let desk = bare(&server).await;
    let record = |name: &str| OperatorRecord {
        name: name.to_owned(),
        key: key_of(name).public().to_string(),
    };
    let first = OperatorsChange::Found(vec![record("Ada"), record("Bisi")]);
    of_an_earlier_version(&desk, first, &["Ada", "Bisi"]).await;
    of_an_earlier_version(&desk, OperatorsChange::Enrol(record("Chi")), &["Chi"]).await;
    assert_eq!(names(&desk).await, ["Ada", "Bisi", "Chi"]);
    let old = newest(&desk, KIND_OPERATORS_CHANGED).await;
    of_an_earlier_version(&desk, OperatorsChange::Remove(record("Chi")), &[]).await;
    enrol(&desk, "Dayo", &person("Ada")).await.unwrap();
    assert_eq!(names(&desk).await, ["Ada", "Bisi", "Dayo"]);
    again(&desk, &old, |_| {}).await;
    is_not_signed(&desk).await;
}
