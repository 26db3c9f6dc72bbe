//! What is read after an approval, and the red card if something else was locked.

use super::{DONE, Desk, Partner, approval_times, doer};
use domain::record::{AfterFacts, KIND_AFTER_APPROVAL, SUBJECT_APPROVALS};
use engine::{Approvals, Cards, Waits, approvals::red_cards};
use ledger::{Built, EntryDraft, From, PageQuery};
use std::sync::Arc;

/// So many approvals are as nothing for a ledger of years.
const MANY: usize = 2_500;
const AT_ONCE: usize = 250;

#[tokio::test]
async fn if_something_else_is_locked_a_red_card_says_so_until_a_person_has_looked() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    partner.world().locks = Some("153999.00".to_owned());
    let pressed = desk.approve(transaction).await.unwrap();
    assert_eq!(pressed.told.state(), DONE);
    assert!(pressed.after.unwrap().differs);
    let reader = &desk.at.fixture.reader;
    let cards = red_cards(reader).await.unwrap();
    let words = cards[0].differences.clone().unwrap();
    assert!(
        words.contains("approved 153425.00 NGN, locked 153999.00 NGN"),
        "{words}"
    );
    let settle = |note: &'static str| desk.approvals.settle(&cards[0].id, note, doer("Ada"));
    assert!(settle(" ").await.is_err());
    settle("asked Cedar").await.unwrap();
    assert!(red_cards(reader).await.unwrap().is_empty());
    assert!(settle("again").await.is_err());
}

/// Reads after approvals of other transactions, at which nothing differed.
async fn many_more(desk: &Desk) {
    let now = doer("x").now;
    let entry = |number: usize| {
        let facts = AfterFacts {
            what: "What was locked is what was approved.".to_owned(),
            action: super::flows::action(1),
            subject: format!("transaction:{}", 500_000 + number).parse().unwrap(),
            observation: 1,
            differs: false,
        };
        EntryDraft {
            kind: KIND_AFTER_APPROVAL.to_owned(),
            recorded_ms: now.0,
            subjects: vec![SUBJECT_APPROVALS.to_owned()],
            about: None,
            facts: serde_json::to_string(&facts).unwrap(),
            parts: Vec::new(),
        }
    };
    for first in (0..MANY).step_by(AT_ONCE) {
        let built = Built {
            entries: (first..first + AT_ONCE).map(entry).collect(),
            remember: None,
        };
        let writer = &desk.at.fixture.writer;
        writer.append(None, move |_| (built, ())).await.unwrap();
    }
}

#[tokio::test]
async fn a_red_card_stays_however_many_approvals_come_after_it() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    let reader = desk.at.fixture.reader.clone();
    let (told, cards) = (
        engine::Desk::new(reader.clone()),
        Cards::new(reader.clone()),
    );
    let red = async || {
        let rules = desk.approvals.rules().await.unwrap();
        let told = told.told(&cards, None, &rules, doer("x").now).await;
        let items = told.unwrap().items.into_iter();
        let red = items.filter(|item| matches!(item.waits, Waits::LockedDiffers(_)));
        red.count()
    };
    assert_eq!(red().await, 0);
    partner.world().locks = Some("153999.00".to_owned());
    desk.approve(transaction).await.unwrap();
    many_more(&desk).await;
    let found = red_cards(&reader).await.unwrap();
    assert_eq!((found.len(), red().await), (1, 1));
    let settled = desk
        .approvals
        .settle(&found[0].id, "asked Cedar", doer("Ada"));
    settled.await.unwrap();
    assert_eq!(red().await, 0);
    assert!(red_cards(&reader).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_could_not_be_read_after_an_approval_is_read_at_a_later_start_however_many_came_since()
{
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    partner.world().goes_away = true;
    let pressed = desk.approve(transaction).await.unwrap();
    assert_eq!(pressed.told.state(), DONE);
    assert!(pressed.after.is_none());
    many_more(&desk).await;
    let later = || {
        Approvals::new(
            Arc::clone(&desk.intents),
            Arc::clone(&desk.at.room),
            approval_times(),
            desk.fall.subscribe(),
        )
    };
    assert!(!later().read_after().await.unwrap(), "it can't be read yet");
    partner.world().is_hidden = false;
    assert!(later().read_after().await.unwrap());
    let query = PageQuery {
        subject: Some(pressed.told.followed.intent.facts.action.ledger_subject()),
        kinds: vec![KIND_AFTER_APPROVAL.to_owned()],
        from: From::After(0),
        limit: 10,
    };
    let page = desk.at.fixture.reader.page(&query).await.unwrap();
    assert_eq!(page.entries.len(), 1);
    // It is read once.
    assert!(later().read_after().await.unwrap());
    assert_eq!(partner.counts("quote"), (1, 1));
    let again = desk.at.fixture.reader.page(&query).await.unwrap();
    assert_eq!(again.entries.len(), 1);
}
