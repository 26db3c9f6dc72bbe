//! The program ends, or its disk is slow, between intent and request of an approval, or between
//! request and answer.

use super::{Desk, Partner, approval_times, press};
use crate::{api::At, intents::crashes::copy, server::Server};
use domain::{
    Policy,
    record::{KIND_DEPARTURE, KIND_INTENT, OutcomeBy, OutcomeState},
};
use engine::{
    approvals::{ApprovalTimes, Drawer},
    intents::State,
};
use ledger::Built;
use std::time::Duration;

/// A desk on a ledger that ends with the newest entry of a kind; the partner had the request or
/// not.
async fn after_an_end(
    (partner, server): (&Partner, &Server),
    last: &str,
    had_effect: bool,
) -> (Desk, Drawer) {
    let transaction = partner.quoted();
    let first = Desk::with(server, Policy::for_one(), approval_times()).await;
    let drawer = first.drawer(transaction).await;
    let before = partner.world().transactions[&transaction].clone();
    first.press(&drawer, press(&drawer)).await.unwrap();
    if !had_effect {
        let mut world = partner.world();
        world.transactions.insert(transaction, before);
        world.effects.clear();
        world.received.clear();
    }
    let entries = first.entries().await;
    let end = entries
        .iter()
        .rposition(|entry| entry.kind == last)
        .unwrap();
    let at = At::server(server).await;
    copy(&entries[..=end], &first.at.fixture, &at.fixture).await;
    drop(first);
    let mut desk = Desk::on(at, approval_times()).await;
    desk.watch();
    desk.approvals.verify().await.unwrap();
    (desk, drawer)
}

#[tokio::test]
async fn between_intent_and_request_nothing_was_sent_and_a_person_may_press_again() {
    let (partner, server) = Partner::start().await;
    let (desk, drawer) = after_an_end((&partner, &server), KIND_INTENT, false).await;
    let settled = |told: &engine::intents::Told| told.followed.is_settled();
    let told = desk.when(&drawer.id, settled).await;
    assert_eq!(told.state(), State::Is(OutcomeState::NotSent));
    let again = desk.press(&drawer, press(&drawer)).await.unwrap();
    assert_eq!(again.told, told, "the same press sends nothing");
    assert_eq!(partner.counts("quote"), (0, 0));
    let number = drawer.facts.subject().number.get();
    assert_eq!(
        desk.approve(number).await.unwrap().told.state(),
        super::DONE
    );
    assert_eq!(partner.counts("quote"), (1, 1));
}

#[tokio::test]
async fn between_request_and_answer_it_is_read_until_it_shows_and_read_after() {
    for (had_effect, wanted) in [
        (true, OutcomeState::Done),
        (false, OutcomeState::DidNotHappen),
    ] {
        let (partner, server) = Partner::start().await;
        let at = (&partner, &server);
        let (desk, drawer) = after_an_end(at, KIND_DEPARTURE, had_effect).await;
        let asked = partner.counts("quote").0;
        let settled = |told: &engine::intents::Told| told.followed.is_settled();
        let told = desk.when(&drawer.id, settled).await;
        assert_eq!(told.state(), State::Is(wanted));
        let outcome = told.followed.outcome.unwrap().facts;
        assert_eq!(outcome.known_by, OutcomeBy::Read);
        assert_eq!(
            partner.counts("quote").0,
            asked,
            "nothing is sent by itself"
        );
        let mut committed = desk.at.fixture.writer.committed();
        let read = async {
            while desk.count("after_approval").await == 0 {
                committed.changed().await.unwrap();
            }
        };
        if had_effect {
            let limit = Duration::from_secs(40);
            assert!(tokio::time::timeout(limit, read).await.is_ok());
        }
    }
}

#[tokio::test]
async fn a_disk_that_is_slow_after_the_reads_lets_nothing_leave() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    // Enough for the reads of a busy machine, which have to be done within it.
    let fresh = Duration::from_secs(6);
    let times = ApprovalTimes {
        fresh,
        ..approval_times()
    };
    let desk = Desk::with(&server, Policy::for_one(), times).await;
    let drawer = desk.drawer(transaction).await;
    let writer = desk.at.fixture.writer.clone();
    let mut committed = writer.committed();
    let three_more = *committed.borrow() + 3;
    let (release, held) = std::sync::mpsc::channel::<()>();
    let slow = async {
        committed
            .wait_for(|size| *size >= three_more)
            .await
            .unwrap();
        // The writer takes nothing until what was read is too old.
        let holding = writer.append(None, move |_| {
            held.recv().ok();
            let built = Built {
                entries: Vec::new(),
                remember: None,
            };
            (built, ())
        });
        let pass = async {
            tokio::time::sleep(fresh).await;
            release.send(()).ok();
        };
        tokio::join!(holding, pass)
    };
    let (pressed, _slow) = tokio::join!(desk.press(&drawer, press(&drawer)), slow);
    let told = pressed.unwrap().told;
    assert_eq!(told.state(), State::Is(OutcomeState::NotSent), "{told:?}");
    assert!(told.detail.unwrap().contains("too old"));
    assert_eq!(partner.counts("quote"), (0, 0));
    assert_eq!(
        desk.approve(transaction).await.unwrap().told.state(),
        super::DONE
    );
}
