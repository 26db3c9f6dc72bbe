//! Limits and the second person at a press, and how the policy itself is changed.

use super::{DONE, Desk, Partner, approval_times, doer, id, limited, press, stopped};
use domain::{
    Demand, Policy,
    policy::Why,
    record::{KIND_INTENT, KIND_POLICY_SET, PolicyFacts, SUBJECT_POLICY},
};
use engine::{
    By,
    approvals::{PolicyChange, Stop},
};
use ledger::{Built, EntryDraft};

async fn desk_for_two(server: &crate::server::Server, one: &str, day: &str) -> Desk {
    Desk::with(
        server,
        limited(Policy::for_two(), one, day),
        approval_times(),
    )
    .await
}

fn named(name: &str) -> By {
    super::person(name)
}

#[tokio::test]
async fn without_a_policy_nothing_is_approved() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::without_policy(&server, approval_times()).await;
    desk.approvals.verify().await.unwrap();
    let opened = desk
        .approvals
        .open(id(transaction), None, named("Ada"))
        .await;
    assert!(matches!(stopped(opened), Stop::NoPolicy));
    assert_eq!(partner.counts("quote"), (0, 0));
}

#[tokio::test]
async fn above_a_limit_another_person_confirms_the_very_same_facts_first() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = desk_for_two(&server, "153424.99", "9999999").await;
    let open = |name: &str| desk.approvals.open(id(transaction), None, named(name));
    let first = open("Ada").await.unwrap();
    assert!(
        matches!(&first.demand, Demand::SecondPerson(why) if matches!(why[0], Why::AboveOne(_)))
    );
    let alone = desk
        .approvals
        .press(&first.id, press(&first), named("Ada"))
        .await;
    assert!(matches!(stopped(alone), Stop::SecondPerson(_)));
    let confirm = || {
        desk.approvals
            .confirm(&first.id, press(&first), named("Ada"))
    };
    let word = confirm().await.unwrap();
    assert!(matches!(stopped(confirm().await), Stop::IdUsed(_)));

    // The same person under another spelling, or whoever sees other facts, does not make two.
    let again = open("ada ").await.unwrap();
    let same = desk
        .approvals
        .press(&again.id, press(&again), named("ada "))
        .await;
    let same = stopped(same);
    let is_own = |why: &[Why]| why.contains(&Why::OwnWord);
    assert!(
        matches!(&same, Stop::SecondPerson(why) if is_own(why)),
        "{same:?}"
    );
    let said = same.to_string();
    assert!(said.contains("another person has to approve it"), "{said}");
    partner.set(transaction, "fromAmount", "\"153425.01\"");
    let moved = open("Bisi").await.unwrap();
    assert!(moved.confirmed.is_none());
    let other = desk
        .approvals
        .press(&moved.id, press(&moved), named("Bisi"))
        .await;
    assert!(matches!(stopped(other), Stop::SecondPerson(_)));
    partner.set(transaction, "fromAmount", "\"153425.00\"");

    let second = open("Bisi").await.unwrap();
    let confirm = desk
        .approvals
        .confirm(&second.id, press(&second), named("Bisi"));
    assert!(matches!(stopped(confirm.await), Stop::NoSecondNeeded));
    assert_eq!(second.confirmed.as_ref().unwrap().by, "Ada");
    assert_eq!(second.demand, Demand::Allowed { alone: false });
    let done = desk
        .approvals
        .press(&second.id, press(&second), named("Bisi"))
        .await
        .unwrap();
    assert_eq!(done.told.state(), DONE);
    let intent = done.told.followed.intent.sequence;
    let reader = &desk.at.fixture.reader;
    let bound = engine::approvals::history::approved(reader, intent)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((bound.alone, bound.confirmed), (false, Some(word)));
    assert_eq!(partner.counts("quote"), (1, 1));
}

#[tokio::test]
async fn a_no_takes_a_first_persons_word_back_and_needs_its_reason() {
    use domain::TransactionAction::ApproveQuote;
    use engine::approvals::{NotNow, PutOff};
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = desk_for_two(&server, "1", "1").await;
    let first = desk
        .approvals
        .open(id(transaction), None, named("Ada"))
        .await
        .unwrap();
    desk.approvals
        .confirm(&first.id, press(&first), named("Ada"))
        .await
        .unwrap();
    let no = desk
        .approvals
        .open(id(transaction), None, named("Chi"))
        .await
        .unwrap();
    let mut wish = NotNow {
        id: no.id.clone(),
        subject: no.facts.subject(),
        action: ApproveQuote,
        status: no.facts.transaction.status.word().to_owned(),
        hash: no.shown.hash.clone(),
        what: PutOff::No,
        reason: " ".to_owned(),
    };
    assert!(
        desk.approvals
            .put_off(wish.clone(), doer("Chi"))
            .await
            .is_err()
    );
    wish.reason = "the invoice is of last year".to_owned();
    desk.approvals
        .put_off(wish.clone(), doer("Chi"))
        .await
        .unwrap();
    let twice = desk.approvals.put_off(wish, doer("Chi")).await;
    assert!(matches!(twice, Err(Stop::IdUsed(_))), "{twice:?}");
    let second = desk
        .approvals
        .open(id(transaction), None, named("Bisi"))
        .await
        .unwrap();
    assert!(second.confirmed.is_none() && second.put_off.is_some());
    let late = desk
        .approvals
        .press(&second.id, press(&second), named("Bisi"))
        .await;
    assert!(matches!(stopped(late), Stop::SecondPerson(_)));
    assert_eq!(partner.counts("quote"), (0, 0));
}

#[tokio::test]
async fn the_days_sum_counts_what_was_approved_even_where_two_are_pressed_at_once() {
    let (partner, server) = Partner::start().await;
    let (one, two, three) = (partner.quoted(), partner.quoted(), partner.quoted());
    // Each is within the limit for one; two of them are within the day's, three are not.
    let policy = limited(Policy::for_one(), "153425", "306850.00");
    let desk = Desk::with(&server, policy, approval_times()).await;
    let drawers = [
        desk.drawer(one).await,
        desk.drawer(two).await,
        desk.drawer(three).await,
    ];
    let (a, b, c) = tokio::join!(
        desk.press(&drawers[0], press(&drawers[0])),
        desk.press(&drawers[1], press(&drawers[1])),
        desk.press(&drawers[2], press(&drawers[2])),
    );
    let results = [a, b, c];
    let done = results.iter().filter(|one| one.is_ok()).count();
    assert_eq!(done, 2, "{results:?}");
    let refused = results.into_iter().find(Result::is_err).unwrap();
    let stop = stopped(refused);
    assert!(
        matches!(&stop, Stop::Refused(why) if matches!(why[0], Why::AboveDay(_))),
        "{stop:?}"
    );
    assert_eq!(partner.counts("quote"), (2, 2));
}

#[tokio::test]
async fn what_was_refused_does_not_count_in_the_days_sum() {
    let (partner, server) = Partner::start().await;
    let (one, two) = (partner.quoted(), partner.quoted());
    let policy = limited(Policy::for_one(), "153425", "153425.00");
    let desk = Desk::with(&server, policy, approval_times()).await;
    partner.world().loss = super::partner::Loss::Refuse;
    let refused = desk.approve(one).await.unwrap().told;
    assert_ne!(refused.state(), DONE);
    assert_eq!(desk.approve(two).await.unwrap().told.state(), DONE);
    assert!(matches!(stopped(desk.approve(one).await), Stop::Refused(_)));
}

#[tokio::test]
async fn who_made_a_transaction_does_not_approve_it_alone_where_there_are_two() {
    let (partner, server) = Partner::start().await;
    let desk = desk_for_two(&server, "999999", "9999999").await;
    let wish = super::flows::payout("250.00");
    let made = desk
        .intents
        .start(&super::flows::action(1), wish, named("Ada"))
        .await
        .unwrap();
    let transaction = made.object().unwrap().number.get();
    let own = desk
        .approvals
        .open(id(transaction), None, named("ADA"))
        .await
        .unwrap();
    assert_eq!(own.demand, Demand::SecondPerson(vec![Why::OwnTransaction]));
    let alone = desk
        .approvals
        .press(&own.id, press(&own), named("ADA"))
        .await;
    assert!(matches!(stopped(alone), Stop::SecondPerson(_)));
    let other = desk
        .approvals
        .open(id(transaction), None, named("Bisi"))
        .await
        .unwrap();
    let done = desk
        .approvals
        .press(&other.id, press(&other), named("Bisi"))
        .await
        .unwrap();
    assert_eq!(done.told.state(), DONE);
    assert_eq!(partner.counts("quote"), (1, 1));
    let nobody = desk
        .approvals
        .open(id(partner.quoted()), None, By::default())
        .await
        .unwrap();
    let pressed = desk
        .approvals
        .press(&nobody.id, press(&nobody), By::default())
        .await;
    assert!(matches!(stopped(pressed), Stop::Refused(why) if why == [Why::NotAnOperator]));
}

#[tokio::test]
async fn a_policy_for_two_is_changed_by_two_and_what_breaks_that_counts_for_nothing() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = desk_for_two(&server, "1", "1").await;
    let wanted = Policy::for_one();
    let change = |policy: Policy, by: &'static str| {
        desk.approvals.change_policy(policy, "holidays", named(by))
    };
    let proposed = change(wanted.clone(), "Ada").await.unwrap();
    assert!(matches!(proposed, PolicyChange::Proposed(_)));
    let own = change(wanted.clone(), "ada").await.unwrap();
    assert!(
        matches!(own, PolicyChange::Proposed(_)),
        "nobody confirms for oneself"
    );
    let mut other = wanted.clone();
    other.expires_after_minutes = 99;
    assert!(matches!(
        change(other, "Bisi").await.unwrap(),
        PolicyChange::Proposed(_)
    ));
    let in_force = desk
        .approvals
        .policies()
        .await
        .unwrap()
        .in_force
        .unwrap()
        .policy;
    assert_ne!(in_force, wanted);
    // The newest proposal is Bisi's; Ada's own wish is proposed anew, and Chi confirms that.
    change(wanted.clone(), "Ada").await.unwrap();
    let set = change(wanted.clone(), "Chi").await.unwrap();
    assert!(matches!(set, PolicyChange::Set(_)));
    let alone = desk.approvals.open(id(transaction), None, named("Ada"));
    let alone = alone.await.unwrap();
    let done = desk.approvals.press(&alone.id, press(&alone), named("Ada"));
    assert_eq!(done.await.unwrap().told.state(), DONE);

    // Back to two, and then an entry as an intruder would write it.
    change(Policy::for_two(), "Chi").await.unwrap();
    let facts = PolicyFacts {
        what: "quietly".to_owned(),
        by: Some("Mallory".to_owned()),
        policy: wanted,
        proposal: None,
    };
    let entry = EntryDraft {
        kind: KIND_POLICY_SET.to_owned(),
        recorded_ms: doer("x").now.0,
        subjects: vec![SUBJECT_POLICY.to_owned()],
        about: None,
        facts: serde_json::to_string(&facts).unwrap(),
        parts: Vec::new(),
    };
    let built = Built {
        entries: vec![entry],
        remember: None,
    };
    let writer = &desk.at.fixture.writer;
    writer.append(None, move |_| (built, ())).await.unwrap();
    let opened = desk
        .approvals
        .open(id(partner.quoted()), None, named("Ada"))
        .await;
    assert!(matches!(stopped(opened), Stop::PolicyDamaged(_)));
}

#[tokio::test]
async fn a_word_counts_for_as_long_as_the_policy_says() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = desk_for_two(&server, "1", "1").await;
    let first = desk
        .approvals
        .open(id(transaction), None, named("Ada"))
        .await
        .unwrap();
    desk.approvals
        .confirm(&first.id, press(&first), named("Ada"))
        .await
        .unwrap();
    let reader = &desk.at.fixture.reader;
    let place = first.facts.subject().to_string();
    let said = (
        place.as_str(),
        domain::Deed::Transaction(first.action),
        first.shown.hash.as_str(),
    );
    let rules = desk.approvals.rules().await.unwrap();
    let bisi = named("Bisi");
    let at = |minutes: i64| domain::Millis(doer("x").now.0 + minutes * 60_000);
    let of = |now| engine::approvals::history::confirmation(reader, &rules, said, &bisi, now);
    assert!(of(at(14)).await.unwrap().is_some());
    assert!(of(at(16)).await.unwrap().is_none());
    assert_eq!(desk.count(KIND_INTENT).await, 0);
}
