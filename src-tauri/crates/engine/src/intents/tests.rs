//! What no caller can time: the second delivery of one press that looked before the first one
//! began, and takes its place after that one has ended.

use super::*;
use crate::{DataFolder, HeldCredentials, StoredCredentials, api::RoomParts};
use domain::{Environment, ProfileName, SystemClock, record::KIND_INTENT};
use ledger::{From, PageQuery, Writer, WriterOptions};
use partner_api::{BaseUrl, Limits};

/// Nobody listens there: whatever is sent did not leave.
const NOWHERE: &str = "http://127.0.0.1:1/bpapi";

fn wish() -> Wish {
    let merchant = r#"{"legalName":"Adaeze Ltd","email":"ops@adaeze.example","contactName":"Ada",
        "phonePrefix":"234","phone":"8012345678","country":"NG","state":"Lagos","city":"Lagos",
        "address":"Broad Street","streetNumber":"12","zipCode":"101001","industry":"TECHNOLOGY"}"#;
    let merchant = serde_json::from_str(merchant).unwrap();
    Wish::CreateMerchant(Box::new(merchant), Fields::new())
}

#[tokio::test]
async fn a_repeat_that_finds_its_place_free_again_sends_nothing() {
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
    let intents = Intents::open(Arc::clone(&room), Times::default())
        .await
        .unwrap();
    let action = ActionId::parse("0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b01").unwrap();
    for _ in 0..2 {
        let made = Arc::clone(&intents).make(action.clone(), wish(), By::default());
        made.await.unwrap();
        let told = intents.told(&action).await.unwrap().unwrap();
        assert_eq!(told.state(), State::Is(OutcomeState::NotSent));
    }
    let query = PageQuery {
        subject: None,
        kinds: vec![KIND_INTENT.to_owned()],
        from: From::After(0),
        limit: 10,
    };
    let page = room.reader().page(&query).await.unwrap();
    assert_eq!(page.entries.len(), 1, "one press has one intent");
}
