//! Operators: who enrols whom, what they sign, and that a ledger which tells otherwise stops all.

use super::{DONE, Desk, Partner, approval_times, enrol_three, id, key_of, limited, person, press};
use crate::server::Server;
use domain::{
    Demand, Millis, Policy,
    policy::Why,
    record::{
        ConfirmedFacts, KIND_CONFIRMED, KIND_INTENT, KIND_OPERATORS_CHANGED, KIND_POLICY_SET,
        OperatorRecord, OperatorsChange, OperatorsFacts, PART_FACTS_HASH, PART_SIGNATURES,
        SUBJECT_OPERATORS, SignaturePart,
    },
};
use engine::{
    By,
    approvals::{OperatorsDone, OperatorsError, OperatorsWish, PolicyChange, Stop, WantedChange},
};
use ledger::{Built, Entry, EntryDraft, PartDraft};
use signing::OperatorKey;

pub async fn found(desk: &Desk, names: &[&str]) -> Result<OperatorsDone, Stop> {
    let keys: Vec<OperatorKey> = names.iter().map(|name| key_of(name)).collect();
    let named = names.iter().map(|name| (*name).to_owned());
    let wish = OperatorsWish::Found(named.zip(&keys).collect());
    let approvals = &desk.approvals;
    approvals.change_operators(wish, "", By::default()).await
}

pub async fn enrol(desk: &Desk, name: &str, by: &By) -> Result<OperatorsDone, Stop> {
    let key = key_of(name);
    let wish = OperatorsWish::Enrol(name.to_owned(), &key);
    desk.approvals.change_operators(wish, "", by).await
}

pub async fn names(desk: &Desk) -> Vec<String> {
    let rules = desk.approvals.rules().await.unwrap();
    let operators = rules.operators.in_force.into_iter();
    operators.map(|one| one.name).collect()
}

pub async fn bare(server: &Server) -> Desk {
    Desk::without_policy(server, approval_times()).await
}

pub async fn for_two(server: &Server) -> Desk {
    Desk::with(
        server,
        limited(Policy::for_two(), "1", "1"),
        approval_times(),
    )
    .await
}

fn refused<T: std::fmt::Debug>(done: Result<T, Stop>) -> OperatorsError {
    match done {
        Err(Stop::Operators(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_first_enrol_alone_or_two_together_and_each_further_one_by_one_of_them() {
    let (_partner, server) = Partner::start().await;
    let desk = bare(&server).await;
    let nobody_yet = enrol(&desk, "Ada", &person("Ada")).await;
    assert_eq!(refused(nobody_yet), OperatorsError::NobodyYet);
    let three = found(&desk, &["Ada", "Bisi", "Chi"]).await;
    assert_eq!(refused(three), OperatorsError::OneOrTwo);
    let twice = found(&desk, &["Ada", " ada"]).await;
    assert!(matches!(refused(twice), OperatorsError::NameTaken(_)));
    found(&desk, &["Ada", "Bisi"]).await.unwrap();
    assert_eq!(names(&desk).await, ["Ada", "Bisi"]);
    let again = found(&desk, &["Dayo"]).await;
    assert_eq!(refused(again), OperatorsError::NotFirst);
    // Who is no operator, or is locked, enrols nobody.
    for by in [person("Mallory"), Some("Ada".to_owned()).into()] {
        let done = enrol(&desk, "Chi", &by).await;
        assert!(matches!(done, Err(Stop::Refused(why)) if why == [Why::NotAnOperator]));
    }
    enrol(&desk, "Chi", &person("Ada")).await.unwrap();
    let taken = enrol(&desk, "BISI", &person("Ada")).await;
    assert!(matches!(refused(taken), OperatorsError::NameTaken(_)));
    let rules = desk.approvals.rules().await.unwrap();
    let chi = &rules.operators.in_force[2];
    assert_eq!((chi.name.as_str(), chi.by.as_deref()), ("Chi", Some("Ada")));
}

#[tokio::test]
async fn a_policy_for_two_needs_two_enrolled_and_is_set_by_one_of_them() {
    let (_partner, server) = Partner::start().await;
    let desk = bare(&server).await;
    let set = |by: By| desk.approvals.change_policy(Policy::for_two(), "", by);
    assert!(matches!(
        set(person("Ada")).await,
        Err(Stop::TooFewOperators)
    ));
    found(&desk, &["Ada"]).await.unwrap();
    assert!(matches!(
        set(person("Ada")).await,
        Err(Stop::TooFewOperators)
    ));
    enrol(&desk, "Bisi", &person("Ada")).await.unwrap();
    let other = set(person("Mallory")).await;
    assert!(matches!(other, Err(Stop::Refused(_))), "{other:?}");
    assert!(matches!(
        set(person("Bisi")).await,
        Ok(PolicyChange::Set(_))
    ));
}

#[tokio::test]
async fn under_a_policy_for_two_another_operator_confirms_who_comes_and_who_goes() {
    let (_partner, server) = Partner::start().await;
    let desk = for_two(&server).await;
    let proposed = enrol(&desk, "Dayo", &person("Ada")).await.unwrap();
    let OperatorsDone::Proposed(entry) = proposed else {
        panic!("{proposed:?}");
    };
    assert_eq!(names(&desk).await.len(), 3);
    let confirm = |by: By| {
        let wish = OperatorsWish::Confirm(entry);
        desk.approvals.change_operators(wish, "", by)
    };
    // Neither who proposed it, nor the newcomer.
    assert!(matches!(
        confirm(person("Ada")).await,
        Err(Stop::SecondPerson(_))
    ));
    assert!(matches!(
        confirm(person("Dayo")).await,
        Err(Stop::Refused(_))
    ));
    assert!(matches!(
        confirm(person("Bisi")).await,
        Ok(OperatorsDone::Changed(_))
    ));
    assert_eq!(names(&desk).await, ["Ada", "Bisi", "Chi", "Dayo"]);
    assert_eq!(
        refused(confirm(person("Chi")).await),
        OperatorsError::NoProposal
    );

    for name in ["Chi", "Dayo"] {
        let wish = OperatorsWish::Remove(key_of(name).public());
        let by = person("Ada");
        let done = desk.approvals.change_operators(wish, "left", by).await;
        let Ok(OperatorsDone::Proposed(entry)) = done else {
            panic!("{done:?}");
        };
        let wish = OperatorsWish::Confirm(entry);
        let by = person("Bisi");
        desk.approvals.change_operators(wish, "", by).await.unwrap();
    }
    assert_eq!(names(&desk).await, ["Ada", "Bisi"]);
    let wish = OperatorsWish::Remove(key_of("Bisi").public());
    let last = desk
        .approvals
        .change_operators(wish, "", person("Ada"))
        .await;
    assert_eq!(refused(last), OperatorsError::TwoAreLeft);
}

#[tokio::test]
async fn an_approval_is_signed_and_a_removed_operator_approves_nothing() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = bare(&server).await;
    enrol_three(&desk.approvals).await;
    let ada = || person("Ada");
    let set = desk.approvals.change_policy(Policy::for_one(), "", ada());
    set.await.unwrap();
    desk.approvals.verify().await.unwrap();
    let open = |by: By| desk.approvals.open(id(transaction), None, by);
    // A name alone is nobody.
    let locked = open(Some("Ada".to_owned()).into()).await.unwrap();
    assert!(locked.is_signed);
    assert_eq!(locked.demand, Demand::Refused(vec![Why::NotAnOperator]));
    let gone = OperatorsWish::Remove(key_of("Chi").public());
    desk.approvals
        .change_operators(gone, "", ada())
        .await
        .unwrap();
    let chi = open(person("Chi")).await.unwrap();
    let pressed = desk
        .approvals
        .press(&chi.id, press(&chi), person("Chi"))
        .await;
    assert!(matches!(super::stopped(pressed), Stop::Refused(_)));
    assert_eq!(partner.counts("quote"), (0, 0));
    let good = open(ada()).await.unwrap();
    let done = desk.approvals.press(&good.id, press(&good), ada()).await;
    assert_eq!(done.unwrap().told.state(), DONE);
    let entries = desk.entries().await;
    let intent = entries.iter().find(|one| one.kind == KIND_INTENT).unwrap();
    let signed = signatures(&desk, intent.sequence).await;
    assert_eq!(signed[0].key, key_of("Ada").public().to_string());
}

#[tokio::test]
async fn where_nobody_is_enrolled_the_drawer_says_that_nothing_is_signed() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    assert!(!desk.drawer(transaction).await.is_signed);
    let done = desk.approve(transaction).await.unwrap();
    let intent = done.told.followed.intent.sequence;
    assert!(signatures(&desk, intent).await.is_empty());
}

async fn signatures(desk: &Desk, entry: u64) -> Vec<SignaturePart> {
    let reader = &desk.at.fixture.reader;
    let parts = reader.parts(&[entry], Some(PART_SIGNATURES)).await.unwrap();
    let value = parts.into_iter().find_map(|part| part.value);
    value.map_or_else(Vec::new, |value| serde_json::from_slice(&value).unwrap())
}

pub async fn append(desk: &Desk, entry: EntryDraft) {
    let built = Built {
        entries: vec![entry],
        remember: None,
    };
    let writer = &desk.at.fixture.writer;
    writer.append(None, move |_| (built, ())).await.unwrap();
}

/// A draft of the same entry, as whoever can read the ledger has it.
async fn drafted(desk: &Desk, entry: &Entry) -> EntryDraft {
    let reader = &desk.at.fixture.reader;
    let parts = reader.parts(&[entry.sequence], None).await.unwrap();
    let parts = parts.into_iter().filter_map(|part| {
        let (name, value) = (part.name, part.value?);
        Some(PartDraft { name, value })
    });
    EntryDraft {
        kind: entry.kind.clone(),
        recorded_ms: entry.recorded_ms,
        subjects: entry.subjects.iter().map(|one| one.name.clone()).collect(),
        about: entry.about,
        facts: entry.facts.clone(),
        parts: parts.collect(),
    }
}

/// The same entry once more, as an intruder could write it who has no key.
pub async fn again(desk: &Desk, entry: &Entry, change: impl FnOnce(&mut EntryDraft)) {
    let mut draft = drafted(desk, entry).await;
    change(&mut draft);
    append(desk, draft).await;
}

fn with_part(draft: &mut EntryDraft, name: &str, value: Vec<u8>) {
    let name = name.to_owned();
    draft.parts.retain(|part| part.name != name);
    draft.parts.push(PartDraft { name, value });
}

async fn entry(desk: &Desk, sequence: u64) -> Entry {
    let found = desk.at.fixture.reader.entry(sequence).await;
    found.unwrap().unwrap()
}

pub async fn newest(desk: &Desk, kind: &str) -> Entry {
    let entries = desk.entries().await.into_iter().rev();
    entries.into_iter().find(|one| one.kind == kind).unwrap()
}

#[tokio::test]
async fn a_first_persons_word_counts_only_with_a_good_signature_for_the_very_same_and_of_its_time()
{
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = for_two(&server).await;
    let open = |name: &str| desk.approvals.open(id(transaction), None, person(name));
    let other = partner.quoted();
    let elsewhere = desk
        .approvals
        .open(id(other), None, person("Ada"))
        .await
        .unwrap();
    let word = desk
        .approvals
        .confirm(&elsewhere.id, press(&elsewhere), person("Ada"));
    let word = entry(&desk, word.await.unwrap()).await;
    let counts = async || open("Bisi").await.unwrap().confirmed.is_some();

    let first = open("Ada").await.unwrap();
    let subject = first.facts.subject().to_string();
    type Change<'a> = Box<dyn FnOnce(&mut EntryDraft) + 'a>;
    let moved = |draft: &mut EntryDraft| {
        // The word on another transaction, moved to this one and its facts.
        let mut facts: ConfirmedFacts = serde_json::from_str(&draft.facts).unwrap();
        facts.subject = Some(first.facts.subject());
        draft.facts = serde_json::to_string(&facts).unwrap();
        draft
            .subjects
            .retain(|one| !one.starts_with("transaction:"));
        draft.subjects.push(subject.clone());
        let hash = first.shown.hash.clone().into_bytes();
        with_part(draft, PART_FACTS_HASH, hash);
    };
    let forged: [Change<'_>; 4] = [
        Box::new(moved),
        Box::new(|draft| {
            moved(draft);
            draft.parts.retain(|part| part.name != PART_SIGNATURES);
        }),
        Box::new(|draft| {
            moved(draft);
            with_part(draft, PART_SIGNATURES, b"[]".to_vec());
        }),
        Box::new(|draft| {
            moved(draft);
            draft.facts = draft.facts.replace("\"Ada\"", "\"Chi\"");
        }),
    ];
    for (at, forged) in forged.into_iter().enumerate() {
        again(&desk, &word, forged).await;
        assert!(!counts().await, "forgery {at}");
    }

    let word = desk
        .approvals
        .confirm(&first.id, press(&first), person("Ada"));
    let word = entry(&desk, word.await.unwrap()).await;
    assert!(counts().await);
    // Written anew later it is the same signature, and of another time.
    let late = |draft: &mut EntryDraft| draft.recorded_ms += 61_000;
    again(&desk, &word, late).await;
    let newest = newest(&desk, KIND_CONFIRMED).await;
    assert_ne!(newest.sequence, word.sequence);
    let bisi = open("Bisi").await.unwrap();
    assert_eq!(bisi.confirmed.unwrap().entry, word.sequence);
    // Nor does it count in another ledger, in which the same people are enrolled.
    let there = for_two(&server).await;
    append(
        &there,
        EntryDraft {
            about: None,
            ..drafted(&desk, &word).await
        },
    )
    .await;
    let opened = there.approvals.open(id(transaction), None, person("Bisi"));
    assert!(opened.await.unwrap().confirmed.is_none());
}

#[tokio::test]
async fn an_enrolment_that_is_not_signed_as_it_has_to_be_stops_all_approvals() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let mallory = key_of("Mallory");
    let record = OperatorRecord {
        name: "Mallory".to_owned(),
        key: mallory.public().to_string(),
    };
    let changes = [
        OperatorsChange::Enrol(record.clone()),
        OperatorsChange::Found(vec![record]),
        OperatorsChange::Remove(OperatorRecord {
            name: "Ada".to_owned(),
            key: key_of("Ada").public().to_string(),
        }),
    ];
    for change in changes {
        let desk = for_two(&server).await;
        let facts = OperatorsFacts {
            what: "quietly".to_owned(),
            by: Some("Ada".to_owned()),
            change,
            proposal: None,
        };
        let entry = EntryDraft {
            kind: KIND_OPERATORS_CHANGED.to_owned(),
            recorded_ms: super::doer("x").now.0,
            subjects: vec![SUBJECT_OPERATORS.to_owned()],
            about: None,
            facts: serde_json::to_string(&facts).unwrap(),
            parts: Vec::new(),
        };
        append(&desk, entry).await;
        let opened = desk
            .approvals
            .open(id(transaction), None, person("Ada"))
            .await;
        let stop = super::stopped(opened);
        assert!(matches!(stop, Stop::OperatorsDamaged(_)), "{stop:?}");
    }
    assert_eq!(partner.counts("quote"), (0, 0));
}

#[tokio::test]
async fn a_change_that_is_allowed_but_not_signed_leaves_nothing_in_force() {
    let (_partner, server) = Partner::start().await;
    for kind in [KIND_POLICY_SET, KIND_OPERATORS_CHANGED] {
        let desk = bare(&server).await;
        enrol_three(&desk.approvals).await;
        let ada = || person("Ada");
        let set = desk.approvals.change_policy(Policy::for_one(), "", ada());
        set.await.unwrap();
        let gone = OperatorsWish::Remove(key_of("Chi").public());
        let removed = desk.approvals.change_operators(gone, "", ada());
        removed.await.unwrap();
        let entry = newest(&desk, kind).await;
        enrol(&desk, "Chi", &ada()).await.unwrap();
        // The same once more would be a change that one operator may make.
        again(&desk, &entry, |draft| {
            draft.parts.retain(|part| part.name != PART_SIGNATURES);
        })
        .await;
        let stop = desk.approvals.rules().await.unwrap_err();
        let is_told = matches!(stop, Stop::OperatorsDamaged(_) | Stop::PolicyDamaged(_));
        assert!(is_told, "{kind}: {stop:?}");
        assert!(stop.to_string().contains("is not signed"), "{stop}");
    }
}

#[tokio::test]
async fn a_second_person_sees_what_is_proposed_until_it_is_made_or_too_old() {
    use engine::{Wish, approvals::Wanted, intents::Change};
    let (_partner, server) = Partner::start().await;
    let desk = for_two(&server).await;
    let account = super::flows::number(5).into();
    let changes = vec![Change {
        name: "accountNumber".to_owned(),
        from: Some("\"0012345678\"".to_owned()),
        to: "\"0099999999\"".to_owned(),
    }];
    let wanted = Wanted::details(account, &changes).unwrap();
    let action = super::flows::action(1);
    let proposed = desk
        .approvals
        .propose(&action, &wanted, "moved", person("Ada"));
    let entry = proposed.await.unwrap();
    let open = desk.approvals.proposals().await.unwrap();
    assert_eq!(open[0].what, Some(WantedChange::Details(changes.clone())));
    assert_eq!((open[0].entry, open[0].by.as_str()), (entry, "Ada"));
    let told = engine::Desk::new(desk.at.fixture.reader.clone());
    let cards = engine::Cards::new(desk.at.fixture.reader.clone());
    let now = super::doer("x").now;
    let waits = async |now| {
        let rules = desk.approvals.rules().await.unwrap();
        let told = told.told(&cards, Some(&*desk.intents), &rules, now).await;
        told.unwrap().items.len()
    };
    assert_eq!(waits(now).await, 1);
    assert_eq!(waits(Millis(now.0 + 16 * 60_000)).await, 0);
    let wish = Wish::UpdateReceiverAccount(account, changes);
    let review = desk
        .intents
        .review(wish.clone(), person("Chi"))
        .await
        .unwrap();
    assert!(review.second_person.is_empty());
    let made = super::flows::action(2);
    let done = desk.intents.start(&made, wish, person("Bisi"));
    assert_eq!(done.await.unwrap().state(), DONE);
    assert!(desk.approvals.proposals().await.unwrap().is_empty());
    assert_eq!(waits(now).await, 0);
}
