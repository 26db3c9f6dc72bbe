//! The indicative rate: read at a measured pace, bound to the creation it was shown for, and held
//! against the quote.

use super::{
    DONE, Desk, Partner,
    flows::{action, new},
    stopped,
};
use domain::{Amount, Currency, TransactionKind};
use engine::{
    Wish,
    api::Cause,
    approvals::Stop,
    flows::{NewTransaction, RatePace, RateQuestion, Rates},
};
use std::time::Duration;

const QUICK: RatePace = RatePace {
    same: Duration::from_secs(60),
    between: Duration::from_millis(200),
};

fn question(to_amount: &str) -> RateQuestion {
    RateQuestion {
        kind: TransactionKind::Payout,
        from: Currency::parse("NGN").unwrap(),
        to: Currency::parse("USD").unwrap(),
        to_amount: Amount::parse(to_amount).unwrap(),
    }
}

fn cause() -> Cause {
    Cause::person(super::by())
}

#[tokio::test]
async fn the_same_question_is_one_read_and_another_one_waits() {
    let (_partner, server) = Partner::start().await;
    let desk = Desk::open(&server).await;
    let rates = Rates::at(QUICK);
    let room = &desk.at.room;
    let first = rates.read(room, question("100"), cause()).await.unwrap();
    let rate = first.outcome.unwrap();
    assert_eq!(rate.rate.unwrap().as_str(), "1500.00");
    assert_eq!(rate.amount.unwrap().as_str(), "150000.00");
    let again = rates.read(room, question("100"), cause()).await.unwrap();
    assert_eq!(again.sequence, first.sequence, "nothing was read");
    let other = rates.read(room, question("100.5"), cause()).await.unwrap();
    assert!(other.sequence > first.sequence);
    let started = desk.at.calls_newest().await.facts.started;
    // Times are cut to whole milliseconds.
    let apart = started.0 - first.at.0 + 1;
    let between = i64::try_from(QUICK.between.as_millis()).unwrap();
    assert!(apart >= between, "{apart} ms");
}

#[tokio::test]
async fn a_quote_is_held_against_the_rate_that_was_shown() {
    let (_partner, server) = Partner::start().await;
    let desk = Desk::open(&server).await;
    let rates = Rates::at(QUICK);
    let read = async |amount| {
        let read = rates.read(&desk.at.room, question(amount), cause()).await;
        read.unwrap().sequence
    };
    let wish = |amount, rate| {
        let new = NewTransaction {
            rate: Some(rate),
            ..new(TransactionKind::Payout, 5, amount)
        };
        Wish::CreateTransaction(Box::new(new))
    };
    let other = read("99").await;
    // What is no read of a rate, or one of other terms, is bound to nothing.
    for not_it in [1, other, 1_000_000] {
        let made = desk
            .intents
            .start(&action(1), wish("100", not_it), super::by())
            .await;
        let stop = stopped(made);
        assert!(matches!(stop, Stop::NotShown(_)), "{not_it}: {stop}");
    }
    let rate = read("100.00").await;
    let made = desk
        .intents
        .start(&action(2), wish("100", rate), super::by())
        .await;
    let made = made.unwrap();
    assert_eq!(made.state(), DONE);
    // 153425.00 for 100 where 1500.00 for 1 was shown.
    let drawer = desk.drawer(made.object().unwrap().number.get()).await;
    assert_eq!(drawer.above_indicative.as_deref(), Some("2.2833"));
}
