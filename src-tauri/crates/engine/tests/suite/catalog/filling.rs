//! All merchants and accounts are listed: by itself once, when a person asks, and on from where it
//! stopped.

use super::{Following, Tended, World, contents, paces};
use crate::{api::At, server::Server};
use domain::record::{CallCause, KIND_CATALOG_FILLED};
use engine::{
    HeldCredentials,
    catalog::{FillEnd, FillState, Paces},
};
use ledger::{From, PageQuery};
use std::time::Duration;

async fn world(merchants: u32) -> (World, Server) {
    let world = World::default();
    for id in 1..=merchants {
        world.merchant(id, &format!("Merchant {id}"), "VALID");
        world.account(id + 1000, id, "ACTIVE");
    }
    let server = world.serve().await;
    (world, server)
}

/// Waits for the end of a fill.
async fn ended(tended: &Tended, wanted: impl Fn(&FillState) -> bool) -> FillState {
    let mut state = tended.fill.state();
    let reached = state.wait_for(|state| state.now.is_none() && wanted(state));
    let in_time = tokio::time::timeout(Duration::from_secs(30), reached).await;
    in_time.unwrap().unwrap().clone()
}

fn is(state: &FillState, end: &FillEnd) -> bool {
    state.last.as_ref().is_some_and(|(_, last)| last == end)
}

fn has_failed(state: &FillState) -> bool {
    matches!(state.last, Some((_, FillEnd::Failed(_))))
}

async fn filled_entries(at: &At) -> usize {
    let query = PageQuery {
        subject: None,
        kinds: vec![KIND_CATALOG_FILLED.to_owned()],
        from: From::After(0),
        limit: 10,
    };
    at.fixture.reader.page(&query).await.unwrap().entries.len()
}

fn pages_asked(server: &Server, kind: &str) -> Vec<u32> {
    let path = format!("GET /bpapi/v1/{kind}/?");
    let requests = server.requests().into_iter();
    requests
        .filter(|request| request.line.starts_with(&path))
        .map(|request| request.query("page").unwrap())
        .collect()
}

#[tokio::test]
async fn what_was_never_filled_is_filled_by_itself_once_it_can_be() {
    let (_world, server) = world(45).await;
    let at = At::server(&server).await;
    let held = at.held.borrow().clone();
    at.held.send_replace(HeldCredentials::Absent);
    let following = Following::start(&at).await;
    let tended = Tended::start(&at, &following, paces());
    assert_eq!(server.requests().len(), 0);
    at.held.send_replace(held);
    ended(&tended, |state| is(state, &FillEnd::Whole)).await;

    assert_eq!(contents(&following.catalog).await.len(), 90);
    let filled = following.catalog.state().borrow().filled.clone().unwrap();
    assert_eq!((filled.merchants, filled.accounts), (45, 45));
    assert_eq!(pages_asked(&server, "business"), [0, 1, 2]);
    let calls = at.calls().await;
    let by_itself = |call: &engine::Observation| {
        call.facts.cause == CallCause::Catalog && call.facts.by.is_none()
    };
    assert!(calls.iter().all(by_itself), "{calls:?}");
    // That it is whole stands in the ledger: a catalog that is made anew knows it too.
    drop(tended);
    let again = Tended::start(&at, &following, paces());
    following.made_anew(&at).await;
    let state = following.catalog.state().borrow().filled.clone();
    assert_eq!(state.unwrap().sequence, filled.sequence);
    assert_eq!(pages_asked(&server, "business"), [0, 1, 2]);
    assert_eq!(again.fill.state().borrow().last, None);
}

#[tokio::test]
async fn transactions_of_all_kinds_are_listed_and_a_kind_that_is_refused_is_named() {
    let (world, server) = world(2).await;
    world.transaction("sendc2f", 1, "OnOff_PENDING", "0.1");
    world.transaction("sendf2f", 2, "OnOff_PENDING", "0.2");
    for id in 10..40 {
        world.transaction("receivef2f", id, "Receive_PENDING", "0.3");
    }
    let at = At::server(&server).await;
    let following = Following::start(&at).await;
    let tended = Tended::start(&at, &following, paces());
    ended(&tended, |state| is(state, &FillEnd::Whole)).await;
    let filled = || following.catalog.state().borrow().filled.clone().unwrap();
    assert_eq!((filled().merchants, filled().transactions), (2, 32));
    assert!(filled().refused.is_empty());
    assert_eq!(pages_asked(&server, "receivef2f"), [0, 1]);
    let kind = |found: &catalog::Object| found.transaction().unwrap().kind;
    let found = contents(&following.catalog).await;
    use domain::TransactionKind::{Collection, EndToEnd, Payout};
    let kinds = ["transaction:1", "transaction:2", "transaction:39"];
    let kinds = kinds.map(|one| kind(&found[&one.parse().unwrap()]));
    assert_eq!(kinds, [Some(Payout), Some(EndToEnd), Some(Collection)]);

    world.refuse(Some("receivef2f"));
    world.transaction("sendc2f", 3, "OnOff_PENDING", "0.1");
    let before = filled().sequence;
    tended.fill.start(None).unwrap();
    let mut state = following.catalog.state();
    let later = state.wait_for(|state| {
        let filled = state.filled.as_ref();
        filled.is_some_and(|filled| filled.sequence > before)
    });
    later.await.unwrap();
    assert_eq!(filled().refused, ["list_collections"]);
    assert_eq!(filled().transactions, 3);
    // What it knew of them it knows still.
    assert_eq!(contents(&following.catalog).await.len(), 2 + 2 + 33);
}

#[tokio::test]
async fn a_fill_that_listed_no_transactions_was_not_whole_and_is_done_anew() {
    use domain::Millis;
    use domain::record::{CatalogFilledFacts, SUBJECT_CALLS};
    let (_world, server) = world(1).await;
    let at = At::server(&server).await;
    let facts = CatalogFilledFacts {
        origin: server.address.to_string(),
        started: Millis(1),
        ended: Millis(2),
        merchants: 1,
        accounts: 1,
        transactions: None,
        refused: Vec::new(),
        unread: 0,
        by: None,
    };
    let json = serde_json::to_string(&facts).unwrap();
    let old = json.replace(r#""transactions":null,"#, "");
    assert_ne!(old, json);
    let entry = ledger::EntryDraft {
        kind: KIND_CATALOG_FILLED.to_owned(),
        recorded_ms: 3,
        subjects: vec![SUBJECT_CALLS.to_owned()],
        about: None,
        facts: old,
        parts: Vec::new(),
    };
    let built = ledger::Built {
        entries: vec![entry],
        remember: None,
    };
    let writer = &at.fixture.writer;
    writer.append(None, move |_| (built, ())).await.unwrap();
    let following = Following::start(&at).await;
    following.has_all(&at).await;
    assert_eq!(following.catalog.state().borrow().filled, None);
    let tended = Tended::start(&at, &following, paces());
    ended(&tended, |state| is(state, &FillEnd::Whole)).await;
    assert_eq!(filled_entries(&at).await, 2);
}

#[tokio::test]
async fn after_a_failure_it_goes_on_where_it_stopped_when_a_person_asks() {
    let (world, server) = world(65).await;
    let at = At::server(&server).await;
    let following = Following::start(&at).await;
    world.break_page(Some(2));
    let tended = Tended::start(&at, &following, paces());
    let state = ended(&tended, has_failed).await;
    // What was listed before is there, and nothing says that it is all.
    following.has_all(&at).await;
    assert_eq!(contents(&following.catalog).await.len(), 40, "{state:?}");
    assert_eq!(filled_entries(&at).await, 0);
    drop(tended);

    world.break_page(None);
    let tended = Tended::start(
        &at,
        &following,
        Paces {
            retry: Duration::ZERO,
            ..paces()
        },
    );
    tended.fill.start(Some("A. Ndiaye".to_owned())).unwrap();
    ended(&tended, |state| is(state, &FillEnd::Whole)).await;
    assert_eq!(contents(&following.catalog).await.len(), 130);
    let asked = pages_asked(&server, "business");
    assert_eq!(
        asked.iter().filter(|page| **page < 2).count(),
        2,
        "{asked:?}"
    );
    let filled = following.catalog.state().borrow().filled.clone().unwrap();
    assert_eq!((filled.merchants, filled.accounts), (65, 65));
    assert_eq!(filled_entries(&at).await, 1);
}

#[tokio::test]
async fn a_person_stops_it_and_it_does_not_begin_again_by_itself() {
    let (_world, server) = world(60).await;
    let at = At::server(&server).await;
    let following = Following::start(&at).await;
    let slow = Paces {
        by_itself: Duration::from_secs(3600),
        ..paces()
    };
    let tended = Tended::start(&at, &following, slow);
    let mut state = tended.fill.state();
    let under_way = |state: &FillState| state.now.as_ref().is_some_and(|now| now.merchants > 0);
    let under_way = state.wait_for(under_way).await.unwrap().clone();
    assert_eq!(under_way.now.unwrap().total, Some(60));
    tended.fill.cancel();
    ended(&tended, |state| is(state, &FillEnd::Cancelled)).await;
    // Entries that come meanwhile begin nothing.
    following.made_anew(&at).await;
    assert_eq!(pages_asked(&server, "business"), [0]);
    assert_eq!(filled_entries(&at).await, 0);
    tended.fill.start(None).unwrap();
    ended(&tended, |state| is(state, &FillEnd::Whole)).await;
    assert_eq!(contents(&following.catalog).await.len(), 120);
}

#[tokio::test]
async fn what_is_listed_again_and_is_as_before_adds_no_objects_to_the_ledger() {
    let (world, server) = world(30).await;
    let at = At::server(&server).await;
    let following = Following::start(&at).await;
    let tended = Tended::start(&at, &following, paces());
    ended(&tended, |state| is(state, &FillEnd::Whole)).await;
    let first = at.calls().await.len();
    world.merchant(3, "Renamed Ltd", "VALID");
    let mut state = following.catalog.state();
    let sequence = |state: &catalog::CatalogState| state.filled.as_ref().map(|one| one.sequence);
    let before = sequence(&state.borrow());
    tended.fill.start(None).unwrap();
    state
        .wait_for(|state| sequence(state) > before)
        .await
        .unwrap();
    let again = at.calls().await.split_off(first);
    let changed: u64 = again
        .iter()
        .filter_map(|call| call.facts.answer.as_ref()?.changed)
        .sum();
    assert_eq!(changed, 1);
    let found = contents(&following.catalog).await;
    let named = found
        .values()
        .filter(|one| one.name() == Some("Renamed Ltd"));
    assert_eq!(named.count(), 1);
    assert_eq!(filled_entries(&at).await, 2);
}

#[tokio::test]
async fn nothing_begins_without_a_server_or_credentials() {
    let (_world, server) = world(1).await;
    let at = At::server(&server).await;
    at.held.send_replace(HeldCredentials::Absent);
    let following = Following::start(&at).await;
    let tended = Tended::start(&at, &following, paces());
    let refused = tended.fill.start(None);
    assert_eq!(refused, Err(engine::NotReady::NoCredentials));
    assert_eq!(server.requests().len(), 0);
}
