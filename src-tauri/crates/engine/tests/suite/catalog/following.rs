//! What reads and deliveries make of the catalog, one after the other and all anew.

use super::{Following, World, contents};
use crate::{
    api::{At, subject},
    fixture::merchant,
};
use catalog::{Known, Rebuilt, SinceBy};
use domain::Mark;
use engine::{api::Cause, catalog::open};
use partner_api::endpoints::list::{PageAsk, list_merchants, list_receiver_accounts};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};

async fn read(at: &At, of: &str) {
    let cause = Cause::person(None);
    at.room
        .read_subject(subject(of), None, cause)
        .await
        .unwrap();
}

async fn list(at: &At) {
    let page = PageAsk { page: 0, limit: 50 };
    let cause = Cause::person(None);
    at.room
        .call(&list_merchants().at(page), cause.clone())
        .await
        .unwrap();
    let accounts = list_receiver_accounts(None).at(page);
    at.room.call(&accounts, cause).await.unwrap();
}

#[tokio::test]
async fn reads_and_deliveries_make_rows_with_what_is_known_and_how_surely() {
    let world = World::default();
    world.merchant(7, "Adaeze Ltd", "NEW");
    world.account(70, 7, "PENDING");
    let server = world.serve().await;
    let at = At::server(&server).await;
    let following = Following::start(&at).await;
    list(&at).await;
    let told = at.deliver(&merchant(8, "VALID")).await;
    let also = at.deliver(&merchant(7, "PENDING_REVIEW")).await;
    following.has_all(&at).await;
    let found = contents(&following.catalog).await;
    let row = |name: &str| &found[&subject(name)];

    let seven = row("merchant:7");
    assert_eq!(seven.name(), Some("Adaeze Ltd"));
    let standing = &seven.standing;
    assert_eq!(standing.status.as_deref(), Some("PENDING_REVIEW"));
    assert_eq!(
        (standing.mark, standing.since_by),
        (Mark::HashMatches, SinceBy::Delivery)
    );
    assert_eq!(standing.told.as_ref().unwrap().sequence, also);
    assert!(standing.read.as_ref().unwrap().sequence < told);

    let eight = row("merchant:8");
    assert_eq!(
        (eight.name(), eight.standing.mark),
        (None, Mark::HashMatches)
    );
    let Known::Account(account) = &row("account:70").known else {
        panic!("it is an account")
    };
    assert_eq!(account.masked.as_deref(), Some("567"));
    assert_eq!(account.owner.map(|owner| owner.get()), Some(7));

    world.merchant(7, "Adaeze Ltd", "PENDING_REVIEW");
    read(&at, "merchant:7").await;
    following.has_all(&at).await;
    let found = contents(&following.catalog).await;
    let standing = &found[&subject("merchant:7")].standing;
    assert_eq!(
        (standing.mark, standing.since_by),
        (Mark::Confirmed, SinceBy::Delivery)
    );
}

#[tokio::test]
async fn a_list_that_shows_again_what_it_showed_before_a_read_is_heard() {
    let world = World::default();
    world.merchant(7, "Adaeze Ltd", "VALID");
    let server = world.serve().await;
    let at = At::server(&server).await;
    let following = Following::start(&at).await;
    let status = async || {
        following.has_all(&at).await;
        let found = contents(&following.catalog).await;
        found[&subject("merchant:7")]
            .standing
            .status
            .clone()
            .unwrap()
    };
    list(&at).await;
    world.merchant(7, "Adaeze Ltd", "FLAGGED");
    read(&at, "merchant:7").await;
    assert_eq!(status().await, "FLAGGED");
    world.merchant(7, "Adaeze Ltd", "VALID");
    list(&at).await;
    assert_eq!(status().await, "VALID");
    // The same with two reads: the second answer is the one before the last, kept by its hash.
    read(&at, "merchant:7").await;
    world.merchant(7, "Adaeze Ltd", "FLAGGED");
    list(&at).await;
    world.merchant(7, "Adaeze Ltd", "VALID");
    read(&at, "merchant:7").await;
    assert_eq!(status().await, "VALID");
}

#[tokio::test]
async fn the_platforms_tests_and_what_is_not_verified_change_nothing() {
    let world = World::default();
    let server = world.serve().await;
    let at = At::server(&server).await;
    let following = Following::start(&at).await;
    let body = merchant(7, "VALID");
    at.fixture.keep(1, "forged", &body, false).await;
    // It fits a merchant, an account and a transaction: a read must tell.
    at.deliver(r#"{"id":9,"status":"PENDING"}"#).await;
    following.has_all(&at).await;
    assert_eq!(contents(&following.catalog).await.len(), 0);
}

#[tokio::test]
async fn a_catalog_that_is_ahead_of_its_ledger_or_of_one_that_went_on_otherwise_is_made_anew() {
    let world = World::default();
    world.merchant(7, "Adaeze Ltd", "VALID");
    let server = world.serve().await;
    for (entries, why) in [(0, Rebuilt::Ahead), (3, Rebuilt::OtherLedger)] {
        let at = At::server(&server).await;
        let dir = at.fixture.dir();
        let copy = tempfile::tempdir().unwrap();
        // The ledger as it was before a read, put back after it.
        at.fixture.reader.head().await.unwrap();
        read(&at, "merchant:9").await;
        at.fixture.writer.close().await;
        std::fs::copy(dir.join("ledger.db"), copy.path().join("ledger.db")).unwrap();
        let writer = ledger::Writer::open(&dir, ledger::WriterOptions::default())
            .await
            .unwrap();
        let later = |name: &str| ledger::EntryDraft {
            kind: "note".to_owned(),
            recorded_ms: 1,
            subjects: vec![name.to_owned()],
            about: None,
            facts: "{}".to_owned(),
            parts: Vec::new(),
        };
        let append = async |writer: &ledger::Writer, name: &str, count: usize| {
            let entries = vec![later(name); count];
            let build = move |_: ledger::Position| {
                let remember = None;
                (ledger::Built { entries, remember }, ())
            };
            if count > 0 {
                writer.append(None, build).await.unwrap();
            }
        };
        append(&writer, "one", 2).await;
        let reader = writer.reader();
        let catalog = open(&dir, &reader).await.unwrap();
        let told = tokio::sync::watch::Sender::default();
        let committed = writer.committed();
        let following = engine::catalog::follow(catalog.clone(), reader, committed, told);
        let task = tokio::spawn(following);
        catalog
            .state()
            .wait_for(|state| state.followed == 3)
            .await
            .unwrap();
        task.abort();
        task.await.ok();
        catalog.close().await;
        drop(catalog);
        writer.close().await;
        std::fs::copy(copy.path().join("ledger.db"), dir.join("ledger.db")).unwrap();
        let writer = ledger::Writer::open(&dir, ledger::WriterOptions::default())
            .await
            .unwrap();
        append(&writer, "other", entries).await;
        let catalog = open(&dir, &writer.reader()).await.unwrap();
        assert_eq!(catalog.state().borrow().rebuilt, Some(why));
        assert_eq!(catalog.position().await.sequence, 0);
        writer.close().await;
    }
}

/// What happens at the server and at the desk.
#[derive(Debug, Clone)]
enum Happens {
    Changes(u32, usize),
    AccountChanges(u32, usize),
    IsRead(u32),
    AccountIsRead(u32),
    AllAreListed,
    IsTold(u32, usize),
}

const MERCHANT: [&str; 4] = ["NEW", "PENDING_REVIEW", "VALID", "FLAGGED"];
const ACCOUNT: [&str; 3] = ["PENDING", "ACTIVE", "FROZEN"];

fn happens() -> impl Strategy<Value = Happens> {
    let id = 1_u32..5;
    prop_oneof![
        3 => (id.clone(), 0..MERCHANT.len()).prop_map(|(id, at)| Happens::Changes(id, at)),
        2 => (id.clone(), 0..ACCOUNT.len()).prop_map(|(id, at)| Happens::AccountChanges(id, at)),
        3 => id.clone().prop_map(Happens::IsRead),
        2 => id.clone().prop_map(Happens::AccountIsRead),
        2 => Just(Happens::AllAreListed),
        3 => (id, 0..MERCHANT.len()).prop_map(|(id, at)| Happens::IsTold(id, at)),
    ]
}

async fn happen(at: &At, world: &World, one: Happens) {
    match one {
        Happens::Changes(id, status) => {
            world.merchant(id, &format!("M{id}"), MERCHANT[status]);
        }
        Happens::AccountChanges(id, status) => world.account(id, 1, ACCOUNT[status]),
        Happens::IsRead(id) => read(at, &format!("merchant:{id}")).await,
        Happens::AccountIsRead(id) => read(at, &format!("account:{id}")).await,
        Happens::AllAreListed => list(at).await,
        Happens::IsTold(id, status) => {
            at.deliver(&merchant(id, MERCHANT[status])).await;
        }
    }
}

#[test]
fn after_any_reads_and_deliveries_the_catalog_is_the_one_that_is_made_anew() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut runner = TestRunner::new(Config {
        cases: 15,
        failure_persistence: None,
        ..Config::default()
    });
    let strategy = prop::collection::vec(happens(), 1..30);
    let outcome = runner.run(&strategy, |all| {
        runtime.block_on(async {
            let world = World::default();
            let server = world.serve().await;
            let at = At::server(&server).await;
            let mut following = Following::start(&at).await;
            for (number, one) in all.into_iter().enumerate() {
                happen(&at, &world, one).await;
                if number % 7 == 6 {
                    // The program ends wherever it is.
                    following.end().await;
                    following = Following::start(&at).await;
                }
            }
            following.has_all(&at).await;
            let followed = contents(&following.catalog).await;
            following.made_anew(&at).await;
            prop_assert_eq!(contents(&following.catalog).await, followed);
            Ok(())
        })
    });
    outcome.unwrap();
}
