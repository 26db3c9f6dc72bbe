//! Approvals whose answer is lost: read until it is known, and sent again by a person alone.

use super::{DONE, Desk, Partner, partner::Loss, press, stopped};
use crate::intents::times;
use domain::record::{OutcomeBy, OutcomeState};
use engine::{
    IntentError,
    approvals::{Drawer, Stop},
    intents::{Decision, State, Told},
};
use std::time::Duration;

/// What stands in the ledger of a lost answer whose effect a later read shows.
const FOUND_OUT: [OutcomeState; 2] = [OutcomeState::Unknown, OutcomeState::Done];

#[tokio::test]
async fn an_approval_whose_answer_is_lost_after_its_effect_is_found_out_and_read_after() {
    let (partner, server) = Partner::start().await;
    for loss in [Loss::After, Loss::Garbled] {
        let transaction = partner.quoted();
        let mut desk = Desk::open(&server).await;
        desk.watch();
        let drawer = desk.drawer(transaction).await;
        partner.world().loss = loss;
        desk.press(&drawer, press(&drawer)).await.unwrap();
        let told = desk
            .when(&drawer.id, |told| told.followed.is_settled())
            .await;
        assert_eq!(desk.outcomes(&drawer.id).await, FOUND_OUT);
        let outcome = told.followed.outcome.clone().unwrap().facts;
        assert_eq!((told.state(), outcome.known_by), (DONE, OutcomeBy::Read));
        let is_read = async {
            while desk.count("after_approval").await == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let in_time = tokio::time::timeout(Duration::from_secs(40), is_read).await;
        assert!(in_time.is_ok(), "{:?}", desk.entries().await);
    }
    assert_eq!(partner.counts("quote"), (2, 2));
}

#[tokio::test]
async fn one_that_never_arrived_is_sent_again_by_a_person_after_two_equal_reads_and_time() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    let drawer = desk.drawer(transaction).await;
    let other = desk.drawer(transaction).await;
    {
        let mut world = partner.world();
        (world.loss, world.goes_away) = (Loss::Before, true);
    }
    let begun = tokio::time::Instant::now();
    let pressed = desk.press(&drawer, press(&drawer)).await.unwrap();
    assert_eq!(pressed.told.state(), State::Is(OutcomeState::Unknown));
    // Nobody gets past it meanwhile, by whichever action.
    let early = desk.press(&other, press(&other)).await;
    assert!(matches!(early, Err(IntentError::Busy(_))), "{early:?}");
    partner.world().is_hidden = false;
    let told = desk
        .when(&drawer.id, |told| told.followed.is_settled())
        .await;
    assert_eq!(told.state(), State::Is(OutcomeState::DidNotHappen));
    assert!(begun.elapsed() >= times().settle);
    assert_eq!(partner.counts("quote"), (1, 0), "nothing is sent by itself");
    let again = desk.press(&drawer, press(&drawer)).await.unwrap();
    assert_eq!(again.told, told, "the same press tells of the first");
    let done = desk.approve(transaction).await.unwrap();
    assert_eq!(done.told.state(), DONE);
    assert_eq!(partner.counts("quote"), (2, 1));
}

#[tokio::test]
async fn while_reads_in_a_row_differ_nobody_can_say_that_it_did_not_happen() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    let drawer = desk.drawer(transaction).await;
    let mut count = 0;
    {
        let mut world = partner.world();
        (world.loss, world.goes_away) = (Loss::Before, true);
    }
    let pressed = desk.press(&drawer, press(&drawer)).await.unwrap();
    assert_eq!(pressed.told.state(), State::Is(OutcomeState::Unknown));
    {
        let mut world = partner.world();
        world.on_read = Some(Box::new(move |world, place, id| {
            if place == "sendc2f" {
                count += 1;
                let one = world.transactions.get_mut(&id).unwrap();
                one.set_json("reads", &count.to_string()).unwrap();
            }
        }));
        world.is_hidden = false;
    }
    let begun = tokio::time::Instant::now();
    let told = desk
        .when(&drawer.id, |_| begun.elapsed() > times().settle * 3)
        .await;
    assert!(!told.followed.is_settled(), "{told:?}");
    let doer = super::doer("Ada");
    let no = Decision::DidNotHappen;
    let denied = desk
        .intents
        .decide(&drawer.id, no, "surely not", doer)
        .await;
    assert!(matches!(denied, Err(IntentError::TooEarly)), "{denied:?}");
    partner.world().on_read = None;
    let told = desk
        .when(&drawer.id, |told| told.followed.is_settled())
        .await;
    assert_eq!(told.state(), State::Is(OutcomeState::DidNotHappen));
}

#[tokio::test]
async fn a_cancel_says_why_needs_no_typing_and_is_found_out_like_an_approval() {
    use domain::TransactionAction::Cancel;
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    let open = || {
        desk.approvals
            .open(super::id(transaction), Some(Cancel), super::by())
    };
    let drawer = open().await.unwrap();
    let mut wish = press(&drawer);
    wish.typed = String::new();
    wish.cancel_reason = Some("DUPLICATE".to_owned());
    let bare = stopped(desk.press(&drawer, wish.clone()).await);
    assert!(matches!(bare, Stop::ReasonNeeded(_)), "{bare:?}");
    // A quote that moves is nothing to who ends it.
    partner.set(transaction, "fromAmount", "\"1.00\"");
    wish.reason = "made twice".to_owned();
    partner.world().loss = Loss::After;
    desk.press(&drawer, wish).await.unwrap();
    let told = desk
        .when(&drawer.id, |told| told.followed.is_settled())
        .await;
    assert_eq!(told.state(), DONE);
    assert_eq!(desk.outcomes(&drawer.id).await, FOUND_OUT);
    let body = partner.world().effects[0].body.clone();
    assert_eq!(body, r#"{"reason":"DUPLICATE","otherReason":"made twice"}"#);
    let late = stopped(open().await);
    assert!(matches!(late, Stop::NotInThisState { .. }), "{late:?}");
}

#[tokio::test]
async fn what_is_unknown_is_read_as_soon_as_an_event_speaks_of_it() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let seldom = engine::Times {
        first: Duration::from_secs(600),
        most: Duration::from_secs(600),
        ..times()
    };
    let desk = Desk::with_times(&server, seldom).await;
    let drawer = desk.drawer(transaction).await;
    partner.world().loss = Loss::Before;
    let pressed = desk.press(&drawer, press(&drawer)).await.unwrap();
    assert_eq!(pressed.told.state(), State::Is(OutcomeState::Unknown));
    desk.when(&drawer.id, |told| !told.verdict.detail.is_empty())
        .await;
    // It arrived all the same, long after the first look.
    partner.world().lock(transaction);
    let says = format!(r#"{{"id":{transaction},"status":"OnOff_AWAITING_DEPOSIT"}}"#);
    desk.at.deliver(&says).await;
    let told = desk
        .when(&drawer.id, |told| told.followed.is_settled())
        .await;
    assert_eq!(told.state(), DONE);
}

#[tokio::test]
async fn however_many_reads_show_nothing_it_is_not_believed_before_its_time() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let late = engine::Times {
        settle: Duration::from_secs(300),
        ..times()
    };
    let desk = Desk::with_times(&server, late).await;
    let drawer = desk.drawer(transaction).await;
    let other = desk.drawer(transaction).await;
    partner.world().loss = Loss::Before;
    let pressed = desk.press(&drawer, press(&drawer)).await.unwrap();
    assert_eq!(pressed.told.state(), State::Is(OutcomeState::Unknown));
    let before = desk.count("observation").await;
    let mut committed = desk.at.fixture.writer.committed();
    let reads = async {
        while desk.count("observation").await < before + 6 {
            committed.changed().await.unwrap();
        }
    };
    let in_time = tokio::time::timeout(Duration::from_secs(40), reads).await;
    assert!(in_time.is_ok(), "it was not read again and again");
    let told = desk.intents.told(&drawer.id).await.unwrap().unwrap();
    assert!(!told.followed.is_settled(), "{told:?}");
    let no = Decision::DidNotHappen;
    let denied = desk
        .intents
        .decide(&drawer.id, no, "surely", super::doer("Ada"))
        .await;
    assert!(matches!(denied, Err(IntentError::TooEarly)), "{denied:?}");
    let again = desk.press(&other, press(&other)).await;
    assert!(matches!(again, Err(IntentError::Busy(_))), "{again:?}");
    assert_eq!(partner.counts("quote"), (1, 0));
}

/// Presses an approval that never arrives; when it can be read again, its status is one that
/// nobody knows.
async fn held(partner: &Partner, desk: &Desk) -> Drawer {
    let transaction = partner.quoted();
    let drawer = desk.drawer(transaction).await;
    {
        let mut world = partner.world();
        (world.loss, world.goes_away) = (Loss::Before, true);
    }
    let pressed = desk.press(&drawer, press(&drawer)).await.unwrap();
    assert_eq!(pressed.told.state(), State::Is(OutcomeState::Unknown));
    partner.set(transaction, "clientStatus", "\"OnOff_HELD\"");
    partner.world().is_hidden = false;
    drawer
}

async fn decide(desk: &Desk, drawer: &Drawer, decision: Decision) -> Result<Told, IntentError> {
    let (doer, intents) = (super::doer("Ada"), &desk.intents);
    intents.decide(&drawer.id, decision, "asked", doer).await
}

#[tokio::test]
async fn of_a_status_nobody_knows_a_person_says_nothing_too_early() {
    let (partner, server) = Partner::start().await;
    let late = engine::Times {
        settle: Duration::from_secs(300),
        ..times()
    };
    let desk = Desk::with_times(&server, late).await;
    let drawer = held(&partner, &desk).await;
    let neither = |told: &Told| told.verdict.detail.contains("neither");
    let first = desk.when(&drawer.id, neither).await.verdict.observation;
    // Two reads in a row show the same.
    desk.when(&drawer.id, |told| told.verdict.observation > first)
        .await;
    let subject = drawer.facts.subject();
    for decision in [Decision::Is(subject), Decision::DidNotHappen] {
        let early = decide(&desk, &drawer, decision).await;
        assert!(matches!(early, Err(IntentError::TooEarly)), "{early:?}");
    }
}

#[tokio::test]
async fn of_a_status_nobody_knows_a_person_says_in_time_that_it_happened() {
    let (partner, server) = Partner::start().await;
    let desk = Desk::open(&server).await;
    // No two reads are the same.
    let mut count = 0;
    partner.world().on_read = Some(Box::new(move |world, place, id| {
        if place == "sendc2f" && world.stage(id) == "HELD" {
            count += 1;
            let one = world.transactions.get_mut(&id).unwrap();
            one.set_json("reads", &count.to_string()).unwrap();
        }
    }));
    let drawer = held(&partner, &desk).await;
    desk.when(&drawer.id, |told| told.verdict.may_be_affirmed)
        .await;
    let unlike = decide(&desk, &drawer, Decision::DidNotHappen).await;
    assert!(matches!(unlike, Err(IntentError::TooEarly)), "{unlike:?}");
    let happened = Decision::Is(drawer.facts.subject());
    let said = decide(&desk, &drawer, happened).await.unwrap();
    assert_eq!(said.state(), DONE);
    let outcome = said.followed.outcome.unwrap().facts;
    assert_eq!(outcome.known_by, OutcomeBy::Person);
}
