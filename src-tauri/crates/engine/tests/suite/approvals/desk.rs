//! What waits for a person, as it is told.

use super::{Desk as Profile, Partner, doer, partner::Loss, press};
use crate::server::Server;
use domain::{Millis, TransactionAction};
use engine::{
    Cards, Desk, DeskTold, Waits,
    approvals::{NotNow, PutOff},
};
use std::time::Duration;

struct Told {
    profile: Profile,
    desk: Desk,
    cards: Cards,
}

impl Told {
    async fn open(server: &Server) -> Self {
        let profile = Profile::open(server).await;
        let reader = profile.at.fixture.reader.clone();
        Self {
            desk: Desk::new(reader.clone()),
            cards: Cards::new(reader),
            profile,
        }
    }

    async fn now(&self) -> DeskTold {
        let now = doer("x").now;
        let rules = self.profile.approvals.rules().await.unwrap();
        let intents = Some(&*self.profile.intents);
        let told = self.desk.told(&self.cards, intents, &rules, now);
        told.await.unwrap()
    }

    async fn fill(&self) {
        let by = super::by();
        let room = &self.profile.at.room;
        assert!(self.desk.fill(room, by, Duration::ZERO).await.unwrap());
    }
}

fn of(told: &DeskTold) -> Vec<(u64, Waits)> {
    let items = told.items.iter();
    items
        .map(|item| (item.subject.unwrap().number.get(), item.waits.clone()))
        .collect()
}

const fn waits(action: TransactionAction) -> Waits {
    Waits::Approval {
        action,
        confirmed_by: None,
    }
}

#[tokio::test]
async fn the_desk_holds_what_waits_the_oldest_deadline_first_and_not_what_is_put_off() {
    let (partner, server) = Partner::start().await;
    let (first, second) = (partner.quoted(), partner.quoted());
    let deposit = partner.locked();
    partner.set(second, "quoteExpiryDate", "1900000000000");
    let told = Told::open(&server).await;
    assert!(told.now().await.items.is_empty());
    told.fill().await;
    let before = told.now().await;
    let quote = waits(TransactionAction::ApproveQuote);
    assert_eq!(
        of(&before),
        [
            (second, quote.clone()),
            (first, quote),
            (deposit, waits(TransactionAction::ApproveDeposit)),
        ]
    );
    assert!(before.is_whole);
    assert_eq!(before.items[0].deadline, Some(Millis(1_900_000_000_000)));
    for (transaction, what) in [
        (first, PutOff::No),
        (second, PutOff::Until(Millis(1_890_000_000_000))),
    ] {
        let drawer = told.profile.drawer(transaction).await;
        let wish = NotNow {
            id: drawer.id.clone(),
            subject: drawer.facts.subject(),
            action: drawer.action,
            status: drawer.facts.transaction.status.word().to_owned(),
            hash: drawer.shown.hash.clone(),
            what,
            reason: "the invoice is asked for".to_owned(),
        };
        let approvals = &told.profile.approvals;
        approvals.put_off(wish, doer("Ada")).await.unwrap();
    }
    let now = told.now().await;
    assert_eq!(
        of(&now),
        [(deposit, waits(TransactionAction::ApproveDeposit))]
    );
    assert_eq!(now.postponed.len(), 1);
}

#[tokio::test]
async fn an_outcome_that_is_not_known_and_a_state_that_does_not_fit_wait_for_a_person() {
    let (partner, server) = Partner::start().await;
    let (quote, deposit) = (partner.quoted(), partner.locked());
    let told = Told::open(&server).await;
    partner.set(quote, "quoteExpiryDate", "1900000000000");
    told.fill().await;
    let drawer = told.profile.drawer(quote).await;
    {
        let mut world = partner.world();
        (world.loss, world.goes_away) = (Loss::Before, true);
    }
    let pressed = told.profile.press(&drawer, press(&drawer)).await.unwrap();
    assert!(!pressed.told.followed.is_settled());
    // It stands once: nobody can press it, and by its deadline it comes first.
    let now = told.now().await;
    let unknown = (quote, Waits::Outcome(drawer.id.clone()));
    let waits_too = (deposit, waits(TransactionAction::ApproveDeposit));
    assert_eq!(of(&now), [unknown, waits_too]);
    assert_eq!(now.items[0].deadline, Some(Millis(1_900_000_000_000)));
    partner.world().is_hidden = false;
    let settled = |told: &engine::intents::Told| told.followed.is_settled();
    told.profile.when(&drawer.id, settled).await;

    partner.world().enter(deposit, "PENDING");
    told.fill().await;
    let now = told.now().await;
    let mut items = now.items.iter();
    let misfit = items.find(|item| matches!(item.waits, Waits::Misfit(_)));
    let misfit = misfit.unwrap();
    assert!(misfit.what.contains("backwards"), "{}", misfit.what);
    let Waits::Misfit(card) = misfit.waits.clone() else {
        panic!("it is one");
    };
    let writer = &told.profile.at.fixture.writer;
    let settle = |note| told.desk.settle(writer, &card, note, doer("Ada"));
    assert!(settle(" ").await.is_err(), "words are needed");
    settle("Cedar reopened it").await.unwrap();
    assert!(settle("again").await.is_err());
    let left = of(&told.now().await);
    assert_eq!(left, [(quote, waits(TransactionAction::ApproveQuote))]);
}
