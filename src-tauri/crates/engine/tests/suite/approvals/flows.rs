//! Making transactions of each kind: what is permitted, duplicates, lost answers.

use super::{DONE, Desk, Partner, doer, partner::Loss, stopped};
use domain::{
    ActionId, Amount, Currency, Subject, SubjectKind, TransactionKind, record::OutcomeState,
};
use engine::{
    IntentError, Wish,
    approvals::Stop,
    flows::{NewTransaction, NotPermitted, duplicates},
    intents::{Decision, State},
};
use partner_api::endpoints::create_transaction::{CreateTransaction, NewKind};
use std::time::Duration;

pub fn action(number: u8) -> ActionId {
    ActionId::parse(&format!("1b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b{number:02x}")).unwrap()
}

pub fn number(id: u64) -> domain::PartnerNumber {
    domain::PartnerNumber::try_from(id).unwrap()
}

pub fn new(kind: TransactionKind, account: u64, amount: &str) -> NewTransaction {
    let url = "https://files.example/invoice.pdf".to_owned();
    NewTransaction {
        request: CreateTransaction {
            kind: match kind {
                TransactionKind::Payout => NewKind::Payout {
                    deposit_confirmation_url: url.clone(),
                },
                TransactionKind::EndToEnd => NewKind::EndToEnd,
                TransactionKind::Collection => NewKind::Collection,
            },
            source: number(1).into(),
            account: number(account).into(),
            from: Currency::parse("NGN").unwrap(),
            to_amount: Amount::parse(amount).unwrap(),
            purpose: "GOODS_PURCHASED".to_owned(),
            invoice_url: url,
        },
        target: Some(number(2).into()),
        to: Currency::parse("USD").unwrap(),
        rate: None,
        again: false,
    }
}

fn wish(new: NewTransaction) -> Wish {
    Wish::CreateTransaction(Box::new(new))
}

pub fn payout(amount: &str) -> Wish {
    wish(new(TransactionKind::Payout, 5, amount))
}

#[tokio::test]
async fn each_kind_is_made_with_its_own_fields_and_approved_to_its_end() {
    let (partner, server) = Partner::start().await;
    let desk = Desk::open(&server).await;
    let kinds = [
        (TransactionKind::Payout, 5, "0.3"),
        (TransactionKind::EndToEnd, 5, "0.100000000000000001"),
        (
            TransactionKind::Collection,
            6,
            "12345678901234567890123456789012345678",
        ),
    ];
    for (at, (kind, account, amount)) in (1..).zip(kinds) {
        let wish = wish(new(kind, account, amount));
        let made = desk
            .intents
            .start(&action(at), wish, super::by())
            .await
            .unwrap();
        assert_eq!(made.state(), DONE);
        let transaction = made.object().unwrap().number.get();
        assert_eq!(
            partner.text(transaction, "toAmount"),
            amount,
            "to the last digit"
        );
        let body = partner.world().effects.last().unwrap().body.clone();
        let is_payout = kind == TransactionKind::Payout;
        assert_eq!(body.contains("depositConfirmationUrl"), is_payout);
        let drawer = desk.drawer(transaction).await;
        assert_eq!(drawer.facts.kind, kind);
        let done = desk.press(&drawer, super::press(&drawer)).await.unwrap();
        assert_eq!(done.told.state(), DONE);
    }
    assert_eq!(partner.counts("quote"), (3, 3));
}

#[tokio::test]
async fn what_is_not_permitted_says_why_and_sends_nothing() {
    let (partner, server) = Partner::start().await;
    let desk = Desk::open(&server).await;
    let why = async |new: NewTransaction| {
        let made = desk.intents.start(&action(1), wish(new), super::by()).await;
        match stopped(made) {
            Stop::NotPermitted(found) => found,
            other => panic!("{other:?}"),
        }
    };
    let kind = TransactionKind::EndToEnd;
    let other = why(new(kind, 6, "1")).await;
    assert!(
        matches!(other[..], [NotPermitted::OtherOwner { .. }]),
        "{other:?}"
    );
    let other = why(new(TransactionKind::Collection, 5, "1")).await;
    assert!(
        matches!(other[..], [NotPermitted::OtherOwner { .. }]),
        "{other:?}"
    );
    for amount in ["0", "0.000", "-1"] {
        assert_eq!(why(new(kind, 5, amount)).await, [NotPermitted::NoAmount]);
    }
    let mut unsaid = new(TransactionKind::Payout, 5, "1");
    unsaid.request.kind = NewKind::Payout {
        deposit_confirmation_url: String::new(),
    };
    unsaid.request.invoice_url = "http://elsewhere.example/x".to_owned();
    let found = why(unsaid).await;
    let wanted = [
        NotPermitted::NoUrl("invoice"),
        NotPermitted::NotSaid("deposit confirmation"),
    ];
    assert_eq!(found, wanted);
    let mut euros = new(kind, 5, "1");
    euros.to = Currency::parse("EUR").unwrap();
    assert!(matches!(
        why(euros).await[..],
        [NotPermitted::OtherCurrency { .. }]
    ));
    partner.set_account(5, "status", "\"PENDING\"");
    partner
        .world()
        .merchants
        .get_mut(&1)
        .unwrap()
        .set_text("kycStatus", "UNDER_REVIEW");
    let found = why(new(kind, 5, "1")).await;
    let words: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 2, "{words:?}");
    assert!(words[0].contains("KYC status is Under review"), "{words:?}");
    assert_eq!(partner.counts("create"), (0, 0));
}

#[tokio::test]
async fn one_like_it_within_a_day_is_pointed_out_and_made_if_it_is_wanted_again() {
    let (partner, server) = Partner::start().await;
    let desk = Desk::open(&server).await;
    desk.intents
        .start(&action(1), payout("250.00"), super::by())
        .await
        .unwrap();
    let again = desk
        .intents
        .start(&action(2), payout("250.0"), super::by())
        .await;
    let Stop::Duplicate(found) = stopped(again) else {
        panic!("it was not pointed out");
    };
    assert_eq!(found.like.len(), 1);
    assert!(found.is_whole && found.like[0].transaction.is_some());
    let other = desk
        .intents
        .start(&action(3), payout("250.01"), super::by())
        .await;
    assert_eq!(other.unwrap().state(), DONE);
    let mut wanted = new(TransactionKind::Payout, 5, "250");
    wanted.again = true;
    let made = desk
        .intents
        .start(&action(4), wish(wanted), super::by())
        .await
        .unwrap();
    assert_eq!(made.state(), DONE);
    // One that was made elsewhere is known once it was read, and a day later it is none.
    let elsewhere = partner.quoted();
    desk.drawer(elsewhere).await;
    let amount = Amount::parse("100").unwrap();
    let like = duplicates::Wanted {
        source: number(1).into(),
        account: number(5).into(),
        amount: &amount,
    };
    let reader = &desk.at.fixture.reader;
    let now = doer("x").now;
    let found = duplicates::duplicates(reader, like, now).await.unwrap();
    assert_eq!(found.like.len(), 1);
    let still = domain::Millis(now.0 + 23 * 3_600_000);
    let found = duplicates::duplicates(reader, like, still).await.unwrap();
    assert_eq!(found.like.len(), 1);
    let later = domain::Millis(now.0 + 25 * 3_600_000);
    let found = duplicates::duplicates(reader, like, later).await.unwrap();
    assert!(found.like.is_empty(), "{found:?}");
    assert_eq!(partner.counts("create"), (3, 3));
}

#[tokio::test]
async fn a_lost_creation_is_offered_by_merchant_account_and_amount() {
    let (partner, server) = Partner::start().await;
    let desk = Desk::open(&server).await;
    partner.quoted();
    partner.world().loss = Loss::After;
    let wished = desk
        .intents
        .start(&action(1), payout("250.00"), super::by())
        .await
        .unwrap();
    assert_eq!(wished.state(), State::Is(OutcomeState::Unknown));
    let offered = desk
        .when(&action(1), |told| told.verdict.may_be_denied)
        .await;
    let candidates = &offered.verdict.candidates;
    assert_eq!(candidates.len(), 1, "{candidates:?}");
    // Told by what tells it from others: what the receiver gets, and when it was made.
    assert_eq!(candidates[0].name.as_deref(), Some("250.00 USD"));
    let made = candidates[0].made.unwrap();
    assert!((doer("Ada").now.0 - made.0).abs() < 60_000, "{made:?}");
    let is = Decision::Is(candidates[0].subject);
    let told = desk
        .intents
        .decide(&action(1), is, "", doer("Ada"))
        .await
        .unwrap();
    assert_eq!(told.state(), DONE);
    assert_eq!(partner.counts("create"), (1, 1));
}

#[tokio::test]
async fn like_it_is_what_shares_merchant_account_and_amount_and_may_have_been_made() {
    let (partner, server) = Partner::start().await;
    {
        let mut world = partner.world();
        let mut other = world.accounts[&5].clone();
        other.set_json("id", "7").unwrap();
        world.accounts.insert(7, other);
    }
    let desk = Desk::open(&server).await;
    let start = async |at: u8, new: NewTransaction| {
        let action = action(at);
        desk.intents.start(&action, wish(new), super::by()).await
    };
    let payout = |account: u64| new(TransactionKind::EndToEnd, account, "250.00");
    partner.world().loss = Loss::Refuse;
    let refused = start(1, payout(5)).await.unwrap();
    assert_eq!(refused.state(), State::Is(OutcomeState::Refused));
    // What was refused is nothing like it.
    assert_eq!(start(2, payout(5)).await.unwrap().state(), DONE);
    assert_eq!(start(3, payout(7)).await.unwrap().state(), DONE);
    let mut of_another = payout(5);
    of_another.request.source = number(2).into();
    assert_eq!(start(4, of_another).await.unwrap().state(), DONE);

    partner.world().loss = Loss::Before;
    let lost = start(5, new(TransactionKind::EndToEnd, 5, "30")).await;
    assert_eq!(lost.unwrap().state(), State::Is(OutcomeState::Unknown));
    let (amount, reader) = (Amount::parse("30.0").unwrap(), &desk.at.fixture.reader);
    let like = |amount| duplicates::Wanted {
        source: number(1).into(),
        account: number(5).into(),
        amount,
    };
    let now = doer("x").now;
    let find = async |amount| {
        duplicates::duplicates(reader, like(amount), now)
            .await
            .unwrap()
    };
    let made = Amount::parse("250").unwrap();
    let transaction = find(&made).await.like[0].transaction.unwrap();
    desk.drawer(transaction.number.get()).await;
    let once = find(&made).await.like.len();
    assert_eq!(once, 1, "asked for here and read since");
    let found = find(&amount).await.like;
    let states: Vec<_> = found.iter().map(|one| one.state).collect();
    assert_eq!(states, [Some(State::Is(OutcomeState::Unknown))]);
}

#[tokio::test]
async fn what_lists_show_is_told_once_and_not_if_it_was_made_the_day_before() {
    let (partner, server) = Partner::start().await;
    let (today, before) = (partner.quoted(), partner.quoted());
    let now = doer("x").now;
    let yesterday = (now.0 - 25 * 3_600_000).to_string();
    partner.set(before, "creationTime", &yesterday);
    let desk = Desk::open(&server).await;
    // A lost creation has all be listed.
    partner.world().loss = Loss::Before;
    let lost = action(1);
    let made = desk.intents.start(&lost, payout("7"), super::by()).await;
    assert_eq!(made.unwrap().state(), State::Is(OutcomeState::Unknown));
    desk.when(&lost, |told| told.verdict.observation.is_some())
        .await;
    let amount = Amount::parse("100").unwrap();
    let like = duplicates::Wanted {
        source: number(1).into(),
        account: number(5).into(),
        amount: &amount,
    };
    let reader = &desk.at.fixture.reader;
    let find = async || duplicates::duplicates(reader, like, now).await.unwrap();
    let told = async || {
        let found = find().await.like.into_iter();
        let found: Vec<_> = found.map(|one| one.transaction).collect();
        let number = number(today);
        let kind = SubjectKind::Transaction;
        assert_eq!(found, [Some(Subject { kind, number })]);
    };
    told().await;
    for _ in 0..3 {
        partner.set(today, "aNewField", &doer("x").now.0.to_string());
        desk.drawer(today).await;
        desk.drawer(before).await;
    }
    told().await;
}

#[tokio::test]
async fn that_a_creation_made_nothing_is_not_said_too_early_nor_by_a_list_that_is_not_whole() {
    let (partner, server) = Partner::start().await;
    let times = |settle| engine::Times {
        settle,
        ..crate::intents::times()
    };
    let no = async |desk: &Desk, id: &ActionId| {
        let doer = doer("Ada");
        let intents = &desk.intents;
        intents.decide(id, Decision::DidNotHappen, "", doer).await
    };
    let late = Desk::with_times(&server, times(Duration::from_secs(300))).await;
    partner.world().loss = Loss::Before;
    let lost = action(1);
    late.intents
        .start(&lost, payout("250.00"), super::by())
        .await
        .unwrap();
    late.when(&lost, |told| told.verdict.observation.is_some())
        .await;
    let early = no(&late, &lost).await;
    assert!(matches!(early, Err(IntentError::TooEarly)), "{early:?}");

    // One of them can't be read: it may be the one.
    let unread = partner.quoted();
    partner.set(unread, "businessRequestId", "null");
    let desk = Desk::with_times(&server, times(Duration::ZERO)).await;
    partner.world().loss = Loss::Before;
    let lost = action(2);
    desk.intents
        .start(&lost, payout("250.00"), super::by())
        .await
        .unwrap();
    desk.when(&lost, |told| told.verdict.observation.is_some())
        .await;
    let blind = no(&desk, &lost).await;
    assert!(matches!(blind, Err(IntentError::TooEarly)), "{blind:?}");
    partner.set(unread, "businessRequestId", &unread.to_string());
    desk.when(&lost, |told| told.verdict.may_be_denied).await;
    let said = no(&desk, &lost).await.unwrap();
    assert_eq!(said.state(), State::Is(OutcomeState::DidNotHappen));
}
