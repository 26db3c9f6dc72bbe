//! What no caller can time: the second delivery of one press that looked before the first one
//! began. It takes its place after that one has ended, or reads in its middle.

use super::*;
use crate::{DataFolder, HeldCredentials, StoredCredentials, api::RoomParts};
use domain::{Environment, ProfileName, SystemClock, record::KIND_INTENT};
use ledger::{From, PageQuery, Writer, WriterOptions};
use partner_api::{BaseUrl, Limits, Operation};
use std::{future::Future, pin::pin, task::Poll};
use tempfile::TempDir;

/// Nobody listens there: whatever is sent did not leave.
const NOWHERE: &str = "http://127.0.0.1:1/bpapi";
const NOT_SENT: State = State::Is(OutcomeState::NotSent);

struct Profile {
    room: Arc<ApiRoom>,
    intents: Arc<Intents>,
    _folder: TempDir,
    _held: watch::Sender<HeldCredentials>,
}

async fn profile() -> Profile {
    let folder = tempfile::tempdir().unwrap();
    let data = DataFolder::open(&folder.path().join("data")).unwrap();
    let name = ProfileName::parse("acme").unwrap();
    let dir = folder.path().join("ledger");
    let writer = Writer::open(&dir, WriterOptions::default()).await.unwrap();
    let base: BaseUrl = NOWHERE.parse().unwrap();
    let stored = StoredCredentials::new(base.origin(), "key", "secret").unwrap();
    let held = watch::Sender::new(HeldCredentials::Held(stored));
    let room = ApiRoom::open(RoomParts {
        folder: data.profile_or_new(&name, Environment::Sandbox).unwrap(),
        environment: Environment::Sandbox,
        writer,
        clock: Arc::new(SystemClock::start()),
        held: held.subscribe(),
        limits: Limits::default(),
    });
    let room = Arc::new(room.unwrap());
    room.change_file(|file| file.base_url = Some(NOWHERE.to_owned()))
        .unwrap();
    let intents = Intents::open(Arc::clone(&room), Times::default());
    Profile {
        intents: intents.await.unwrap(),
        room,
        _folder: folder,
        _held: held,
    }
}

fn wish() -> Wish {
    let merchant = r#"{"legalName":"Adaeze Ltd","email":"ops@adaeze.example","contactName":"Ada",
        "phonePrefix":"234","phone":"8012345678","country":"NG","state":"Lagos","city":"Lagos",
        "address":"Broad Street","streetNumber":"12","zipCode":"101001","industry":"TECHNOLOGY"}"#;
    let merchant = serde_json::from_str(merchant).unwrap();
    Wish::CreateMerchant(Box::new(merchant), Fields::new())
}

fn action() -> ActionId {
    ActionId::parse("0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01").unwrap()
}

#[tokio::test]
async fn a_repeat_that_finds_its_place_free_again_sends_nothing() {
    let profile = profile().await;
    for _ in 0..2 {
        let made = Arc::clone(&profile.intents).make(action(), wish(), By::default());
        made.await.unwrap();
        let told = profile.intents.told(&action()).await.unwrap().unwrap();
        assert_eq!(told.state(), NOT_SENT);
    }
    let query = PageQuery {
        subject: None,
        kinds: vec![KIND_INTENT.to_owned()],
        from: From::After(0),
        limit: 10,
    };
    let page = profile.room.reader().page(&query).await.unwrap();
    assert_eq!(page.entries.len(), 1, "one press has one intent");
}

#[tokio::test]
async fn what_begins_while_it_is_looked_for_is_told_as_it_ends() {
    let profile = profile().await;
    let (intents, action) = (&profile.intents, action());
    let mut looking = pin!(intents.wait_for(&action));
    let begun = std::future::poll_fn(|context| Poll::Ready(looking.as_mut().poll(context)));
    if begun.await.is_ready() {
        return; // It was quicker than this test can be.
    }
    // It saw nothing under way. All this is on disk before it reads on.
    let taken = Place::take(intents, &action, Operation::CreateMerchant, "a".to_owned());
    let Ok(Taken::Now(place)) = taken else {
        panic!("it was free");
    };
    let by = By::default();
    let prepared = wish().prepare(&profile.room, Some(&action), &by);
    let prepared = prepared.await.unwrap();
    let facts = IntentFacts {
        action: action.clone(),
        operation: Operation::CreateMerchant.id().to_owned(),
        subject: None,
        by: None,
    };
    let intent = intents.write_intent(facts, None, &prepared).await.unwrap();
    let ends = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let open = intents.was_not_sent(&intent, "this is a test").await;
        place.leave(open);
    };
    let (told, ()) = tokio::join!(looking, ends);
    assert_eq!(told.unwrap().unwrap().state(), NOT_SENT);
}
