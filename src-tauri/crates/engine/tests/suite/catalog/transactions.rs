//! What reads, events and the answers to approvals make of transactions.

use super::{Following, World, contents};
use crate::api::{At, subject};
use catalog::{Object, SinceBy, Transaction};
use domain::{Mark, TransactionId, TransactionKind};
use engine::api::Cause;
use partner_api::endpoints::{
    approve_quote::ApproveQuote,
    list::{PageAsk, list_transactions},
};

const ONE: &str = "transaction:4711";
const LONG: &str = "12345678901234567890123456789012345678.000000000000000001";

async fn read(at: &At) {
    let cause = Cause::person(None);
    let read = at.room.read_subject(subject(ONE), None, cause).await;
    read.unwrap();
}

async fn one(at: &At, following: &Following) -> Object {
    following.has_all(at).await;
    contents(&following.catalog).await[&subject(ONE)].clone()
}

fn known(object: &Object) -> &Transaction {
    object.transaction().unwrap()
}

fn event(name: &str, status: &str) -> String {
    format!(r#"{{"event":"{name}","id":4711,"status":"{status}"}}"#)
}

#[tokio::test]
async fn a_read_shows_its_kind_parties_reference_and_each_amount_letter_by_letter() {
    let world = World::default();
    world.transaction("sendf2f", 4711, "OnOff_PENDING", LONG);
    let server = world.serve().await;
    let at = At::server(&server).await;
    let following = Following::start(&at).await;
    read(&at).await;
    let object = one(&at, &following).await;
    let known = known(&object);
    assert_eq!(known.kind, Some(TransactionKind::EndToEnd));
    assert_eq!(known.to_amount.as_deref(), Some(LONG));
    assert_eq!(known.from_amount, None);
    assert_eq!(known.from_currency.as_deref(), Some("USDC (ERC-20)"));
    assert_eq!(known.reference.as_deref(), Some("REF-4711"));
    let numbers = [known.source, known.target, known.account];
    assert_eq!(numbers.map(|one| one.unwrap().get()), [7, 8, 70]);
    following.made_anew(&at).await;
    assert_eq!(one(&at, &following).await, object);
}

#[tokio::test]
async fn an_event_tells_a_step_to_the_moment_and_a_payout_confirmation_tells_none() {
    let world = World::default();
    world.transaction("sendc2f", 4711, "OnOff_PENDING", "100000.0");
    let server = world.serve().await;
    let at = At::server(&server).await;
    let following = Following::start(&at).await;
    read(&at).await;
    let changed = "BusinessRequestStatusChanged";
    at.deliver(&event(changed, "OnOff_AWAITING_QUOTE_APPROVAL"))
        .await;
    let told = one(&at, &following).await;
    assert_eq!(told.standing.mark, Mark::HashMatches);
    let steps = &known(&told).steps;
    let by: Vec<SinceBy> = steps.iter().map(|step| step.by).collect();
    assert_eq!(by, [SinceBy::Read, SinceBy::Delivery]);
    assert_eq!(steps[1].status, "OnOff_AWAITING_QUOTE_APPROVAL");
    let confirmation = "BusinessRequestPayoutConfirmationStatusChanged";
    at.deliver(&event(confirmation, "TELEX_ARRIVED")).await;
    assert_eq!(one(&at, &following).await, told);
}

#[tokio::test]
async fn a_status_that_nobody_knows_is_kept_as_it_was_written() {
    let world = World::default();
    world.transaction("sendc2f", 4711, "OnOff_ON HOLD «é»", "1");
    let server = world.serve().await;
    let at = At::server(&server).await;
    let following = Following::start(&at).await;
    let page = PageAsk { page: 0, limit: 20 };
    let list = list_transactions(TransactionKind::Payout).at(page);
    at.room.call(&list, Cause::person(None)).await.unwrap();
    let object = one(&at, &following).await;
    assert_eq!(object.standing.status.as_deref(), Some("OnOff_ON HOLD «é»"));
    let counts = following
        .catalog
        .counts(object.subject().kind)
        .await
        .unwrap();
    assert_eq!(counts, [("ON HOLD «é»".to_owned(), 1)]);
}

#[tokio::test]
async fn what_an_approval_answers_shows_the_transaction_too() {
    let world = World::default();
    world.transaction("sendc2f", 4711, "OnOff_AWAITING_DEPOSIT", "1");
    let server = world.serve().await;
    let at = At::server(&server).await;
    let following = Following::start(&at).await;
    let approval = ApproveQuote {
        kind: TransactionKind::Payout,
        id: TransactionId::parse("4711").unwrap(),
    };
    at.room.call(&approval, Cause::person(None)).await.unwrap();
    let object = one(&at, &following).await;
    assert_eq!(known(&object).kind, Some(TransactionKind::Payout));
    assert_eq!(object.standing.mark, Mark::Confirmed);
}
