//! The order of a press, and what stands in the way of what at the same time.

use super::{
    DONE, Desk, Partner, approval_times, by, flows, limited, partner::Loss, partner::QUOTED, press,
    stopped,
};
use crate::intents::times;
use domain::{
    Policy, TransactionAction,
    record::{KIND_INTENT, OutcomeState},
};
use engine::{
    IntentError,
    approvals::{Drawer, Press, Stop},
    intents::State,
};
use std::time::Duration;

async fn cancel(desk: &Desk, transaction: u64) -> (Drawer, Press) {
    let what = Some(TransactionAction::Cancel);
    let opened = desk.approvals.open(super::id(transaction), what, by());
    let drawer = opened.await.unwrap();
    let wish = Press {
        typed: String::new(),
        reason: "made twice".to_owned(),
        cancel_reason: Some("DUPLICATE".to_owned()),
        ..press(&drawer)
    };
    (drawer, wish)
}

#[tokio::test]
async fn what_differs_is_told_first_then_a_freeze_and_then_what_the_policy_asks_for() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let policy = limited(Policy::for_two(), "1", "1");
    let desk = Desk::with(&server, policy, approval_times()).await;
    let ada = || super::person("Ada");
    let open = || desk.approvals.open(super::id(transaction), None, ada());
    let drawer = open().await.unwrap();
    // All at once: another amount, above the limit, and a clock that is off.
    partner.set(transaction, "fromAmount", "\"153425.01\"");
    partner.world().clock = Some(600);
    let pressed = desk.approvals.press(&drawer.id, press(&drawer), ada());
    let stop = stopped(pressed.await);
    assert!(matches!(stop, Stop::Differs(_)), "{stop:?}");
    let drawer = open().await.unwrap();
    let pressed = desk.approvals.press(&drawer.id, press(&drawer), ada());
    let stop = stopped(pressed.await);
    assert!(matches!(stop, Stop::Frozen(_)), "{stop:?}");
    partner.world().clock = Some(0);
    let drawer = open().await.unwrap();
    let pressed = desk.approvals.press(&drawer.id, press(&drawer), ada());
    let stop = stopped(pressed.await);
    assert!(matches!(stop, Stop::SecondPerson(_)), "{stop:?}");
    assert_eq!(desk.count(KIND_INTENT).await, 0);
    assert!(partner.world().received.is_empty());
}

#[tokio::test]
async fn an_approval_and_an_end_of_the_same_transaction_at_once_send_one_of_them() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    let drawer = desk.drawer(transaction).await;
    let (end, wish) = cancel(&desk, transaction).await;
    let (approved, ended) =
        tokio::join!(desk.press(&drawer, press(&drawer)), desk.press(&end, wish));
    let both = [&approved, &ended];
    let done = both.iter().filter(|one| one.is_ok()).count();
    assert_eq!(done, 1, "{both:?}");
    // The other one came while it was under way, or saw that it was done.
    let is_stopped = |one: &&&_| matches!(one, Err(IntentError::Busy(_) | IntentError::Stopped(_)));
    assert_eq!(both.iter().filter(is_stopped).count(), 1, "{both:?}");
    assert_eq!(partner.world().received.len(), 1);
}

#[tokio::test]
async fn while_an_approval_is_unknown_its_transaction_is_not_ended_either() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let late = engine::Times {
        settle: Duration::from_secs(300),
        ..times()
    };
    let desk = Desk::with_times(&server, late).await;
    let drawer = desk.drawer(transaction).await;
    let (end, wish) = cancel(&desk, transaction).await;
    partner.world().loss = Loss::Before;
    let pressed = desk.press(&drawer, press(&drawer)).await.unwrap();
    assert_eq!(pressed.told.state(), State::Is(OutcomeState::Unknown));
    let ended = desk.press(&end, wish).await;
    assert!(matches!(ended, Err(IntentError::Busy(_))), "{ended:?}");
    assert_eq!(partner.counts("cancel"), (0, 0));
}

#[tokio::test]
async fn an_approval_whose_answer_does_not_come_keeps_no_other_one_waiting() {
    let (partner, server) = Partner::start().await;
    let (one, two) = (partner.quoted(), partner.quoted());
    let desk = Desk::open(&server).await;
    let first = desk.drawer(one).await;
    partner.world().loss = Loss::Silent;
    let unanswered = desk.press(&first, press(&first));
    let other = async {
        while partner.counts("quote").0 == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        desk.approve(two).await.unwrap().told
    };
    tokio::select! {
        pressed = unanswered => panic!("it came to an end: {pressed:?}"),
        told = other => assert_eq!(told.state(), DONE),
    }
}

#[tokio::test]
async fn the_id_of_one_press_does_nothing_else() {
    let (partner, server) = Partner::start().await;
    let (one, two) = (partner.quoted(), partner.quoted());
    let desk = Desk::open(&server).await;
    let (first, second) = (desk.drawer(one).await, desk.drawer(two).await);
    let done = desk.press(&first, press(&first)).await.unwrap();
    assert_eq!(done.told.state(), DONE);
    let other = desk.approvals.press(&first.id, press(&second), by()).await;
    assert!(matches!(other, Err(IntentError::OtherWish)), "{other:?}");
    assert_eq!(partner.counts("quote"), (1, 1));
}

#[tokio::test]
async fn two_wishes_for_the_same_transaction_at_once_make_one() {
    let (partner, server) = Partner::start().await;
    let desk = Desk::open(&server).await;
    let again = async |wish: u8| {
        let mut new = flows::new(domain::TransactionKind::Payout, 5, "250.00");
        new.again = true;
        let wished = engine::Wish::CreateTransaction(Box::new(new));
        let action = flows::action(wish);
        desk.intents.start(&action, wished, by()).await
    };
    // The second is refused as one too many on its way, or as one like it.
    let (one, two) = (flows::action(1), flows::action(2));
    let wish = || flows::payout("250.00");
    let (first, second) = tokio::join!(
        desk.intents.start(&one, wish(), by()),
        desk.intents.start(&two, wish(), by())
    );
    let both = [first, second];
    let done = both.iter().filter(|one| one.is_ok()).count();
    assert_eq!(done, 1, "{both:?}");
    assert_eq!(partner.counts("create"), (1, 1));
    partner.world().loss = Loss::Before;
    let lost = again(3).await.unwrap();
    assert_eq!(lost.state(), State::Is(OutcomeState::Unknown));
    let busy = again(4).await;
    assert!(matches!(busy, Err(IntentError::Busy(_))), "{busy:?}");
}

#[tokio::test]
async fn quotes_and_deposits_have_a_days_sum_each_and_so_has_each_currency() {
    let (partner, server) = Partner::start().await;
    let (one, two, other) = (partner.quoted(), partner.quoted(), partner.quoted());
    partner.set(other, "fromCurrencySymbol", "\"GHS\"");
    let policy = limited(Policy::for_one(), QUOTED, QUOTED);
    let desk = Desk::with(&server, policy, approval_times()).await;
    assert_eq!(desk.approve(other).await.unwrap().told.state(), DONE);
    assert_eq!(desk.approve(one).await.unwrap().told.state(), DONE);
    let above = stopped(desk.approve(two).await);
    assert!(matches!(above, Stop::Refused(_)), "{above:?}");
    let drawer = desk.drawer(one).await;
    assert_eq!(drawer.action, TransactionAction::ApproveDeposit);
    let report = super::deposits::report(QUOTED, &format!("CDR-{one}"));
    let deposit = super::deposits::with(&drawer, report, "");
    let done = desk.press(&drawer, deposit).await.unwrap();
    assert_eq!(done.told.state(), DONE);
}

#[tokio::test]
async fn what_may_have_been_approved_counts_in_the_days_sum() {
    let (partner, server) = Partner::start().await;
    let (one, two) = (partner.quoted(), partner.quoted());
    let late = engine::Times {
        settle: Duration::from_secs(300),
        ..times()
    };
    let desk = Desk::with_times(&server, late).await;
    let policy = limited(Policy::for_one(), QUOTED, QUOTED);
    let set = desk.approvals.change_policy(policy, "", super::doer("Ada"));
    set.await.unwrap();
    partner.world().loss = Loss::Before;
    let unknown = desk.approve(one).await.unwrap().told;
    assert_eq!(unknown.state(), State::Is(OutcomeState::Unknown));
    let above = stopped(desk.approve(two).await);
    assert!(matches!(above, Stop::Refused(_)), "{above:?}");
}

#[tokio::test]
async fn what_the_receiver_gets_and_every_currency_is_held_against_what_was_approved() {
    let (partner, server) = Partner::start().await;
    let desk = Desk::open(&server).await;
    for (name, is_locked_as) in [
        ("toAmount", "\"99.99\""),
        ("toCurrencySymbol", "\"EUR\""),
        ("fromCurrencySymbol", "\"GHS\""),
        ("toAmount", "null"),
    ] {
        let transaction = partner.quoted();
        let drawer = desk.drawer(transaction).await;
        partner.world().on_read = Some(Box::new(move |world, place, id| {
            let one = world.transactions.get_mut(&id);
            if let Some(one) = one.filter(|_| place == "sendc2f")
                && one.raw("quoteApprovedDate").read().is_some()
            {
                one.set_json(name, is_locked_as).unwrap();
            }
        }));
        let pressed = desk.press(&drawer, press(&drawer)).await.unwrap();
        assert!(pressed.after.unwrap().differs, "{name} {is_locked_as}");
    }
    let reader = &desk.at.fixture.reader;
    let cards = engine::approvals::red_cards(reader).await.unwrap();
    assert_eq!(cards.len(), 4);
}

#[tokio::test]
async fn an_intent_names_the_reads_that_were_shown_and_those_of_the_press() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    let drawer = desk.drawer(transaction).await;
    let before = desk.entries().await.len();
    let done = desk.press(&drawer, press(&drawer)).await.unwrap();
    let entries = desk.entries().await;
    let read: Vec<u64> = entries[before..before + 3]
        .iter()
        .map(|one| one.sequence)
        .collect();
    let intent = done.told.followed.intent.sequence;
    let reader = &desk.at.fixture.reader;
    let bound = engine::approvals::history::approved(reader, intent).await;
    let bound = bound.unwrap().unwrap();
    assert_eq!(bound.shown, drawer.shown.entries);
    let mut of_press = bound.read;
    of_press.sort_unstable();
    assert_eq!(of_press[..], read[..]);
}

#[tokio::test]
async fn reads_of_two_transactions_are_nothing_that_was_shown_whatever_their_hash() {
    let (partner, server) = Partner::start().await;
    let (one, other) = (partner.quoted(), partner.quoted());
    partner.set(other, "toBusinessExternalAccountId", "6");
    let desk = Desk::open(&server).await;
    let (drawer, another) = (desk.drawer(one).await, desk.drawer(other).await);
    // The account of the other one, and a hash over just that.
    let mut mixed = press(&drawer);
    let mut facts = drawer.facts.clone();
    facts.account = another.facts.account.clone();
    mixed.shown.entries[1] = another.shown.entries[1];
    mixed.shown.hash = facts.hash(drawer.action);
    mixed.typed = "4321".to_owned();
    let stop = stopped(desk.press(&drawer, mixed).await);
    assert!(matches!(stop, Stop::NotShown(_)), "{stop:?}");
    assert_eq!(partner.counts("quote"), (0, 0));
}

#[tokio::test]
async fn what_a_creation_was_answered_is_no_read_that_was_shown() {
    let (partner, server) = Partner::start().await;
    let desk = Desk::open(&server).await;
    let made = desk
        .intents
        .start(&flows::action(1), flows::payout("250.00"), by())
        .await
        .unwrap();
    let calls = desk.at.calls().await.into_iter();
    let creation = partner_api::Operation::CreatePayout.id();
    let answered: Vec<u64> = calls
        .filter(|call| call.facts.operation == creation)
        .map(|call| call.sequence)
        .collect();
    // The very same facts, which nobody asked to see.
    let drawer = desk.drawer(made.object().unwrap().number.get()).await;
    let mut wish = press(&drawer);
    wish.shown.entries[0] = answered[0];
    let stop = stopped(desk.press(&drawer, wish).await);
    assert!(matches!(stop, Stop::NotShown(_)), "{stop:?}");
    assert_eq!(partner.counts("quote"), (0, 0));
    let done = desk.press(&drawer, press(&drawer)).await.unwrap();
    assert_eq!(done.told.state(), DONE);
}

#[tokio::test]
async fn what_its_state_does_not_permit_is_not_done_though_it_was_shown() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    let drawer = desk.drawer(transaction).await;
    // The deposit of a quote that nobody approved, under facts that are as they were shown.
    let deposit = TransactionAction::ApproveDeposit;
    let mut wish = Press {
        action: deposit,
        typed: QUOTED.to_owned(),
        deposit: Some(super::deposits::report(QUOTED, "CDR-1")),
        ..press(&drawer)
    };
    wish.shown.hash = drawer.facts.hash(deposit);
    let stop = stopped(desk.press(&drawer, wish).await);
    assert!(matches!(stop, Stop::NotInThisState { .. }), "{stop:?}");
    assert_eq!(desk.count(KIND_INTENT).await, 0);
}
