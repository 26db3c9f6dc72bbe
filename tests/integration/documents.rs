//! Documents against the simulator as a process: an upload is cut in the middle, or the console
//! ends in the middle of it; it is tried again from the local copy, by a person.

use crate::api_server::{ApiServer, quick};
use domain::{
    ActionId, Environment, MerchantId, PartnerNumber, ProfileName, SystemClock,
    record::{OutcomeBy, OutcomeState},
};
use engine::{
    ApiRoom, DataFolder, HeldCredentials, Intents, ProfileFolder, Times, Wish,
    api::RoomParts,
    documents::{Copies, Document, Piece, Taken, documents_of},
    intents::{State, Told, UploadDocument, tend},
};
use ledger::{LedgerError, Reader, Writer, WriterOptions};
use partner_api::Operation;
use serde_json::json;
use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{runtime::Runtime, sync::watch};

const LIMIT: Duration = Duration::from_secs(60);
const CUT_AT_BYTES: u64 = 1_000_000;

/// A console on a data folder, with threads of its own.
struct Console {
    runtime: Runtime,
    intents: Arc<Intents>,
    reader: Reader,
    profile: ProfileFolder,
    _held: watch::Sender<HeldCredentials>,
}

/// The ledger, once the console before has let go of it.
async fn writer(folder: &Path) -> Writer {
    let begun = Instant::now();
    loop {
        match Writer::open(folder, WriterOptions::default()).await {
            Ok(writer) => return writer,
            Err(LedgerError::InUse) if begun.elapsed() < LIMIT => {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            Err(error) => panic!("{error}"),
        }
    }
}

impl Console {
    fn start(server: &ApiServer, data: &Path) -> Self {
        let runtime = Runtime::new().unwrap();
        let name = ProfileName::parse("acme").unwrap();
        let data = DataFolder::open(data).unwrap();
        let profile = data.profile_or_new(&name, Environment::Sandbox).unwrap();
        let held = watch::Sender::new(HeldCredentials::Held(server.stored()));
        let url = server.base.as_str().to_owned();
        let (seen, folder) = (held.subscribe(), profile.clone());
        let (intents, reader) = runtime.block_on(async move {
            let writer = writer(&folder.path).await;
            let reader = writer.reader();
            let room = ApiRoom::open(RoomParts {
                folder,
                environment: Environment::Sandbox,
                writer,
                clock: Arc::new(SystemClock::start()),
                held: seen,
                limits: quick(),
            });
            let room = room.unwrap();
            room.change_file(|file| file.base_url = Some(url)).unwrap();
            let intents = Intents::open(Arc::new(room), Times::default()).await;
            let intents = intents.unwrap();
            tokio::spawn(tend(Arc::clone(&intents), || {}));
            (intents, reader)
        });
        Self {
            runtime,
            intents,
            reader,
            profile,
            _held: held,
        }
    }

    /// Ends in the middle of whatever it does.
    fn end(self) {
        self.runtime.shutdown_timeout(LIMIT);
    }

    fn upload(&self, number: u8, sha256: &str) -> Told {
        let action = action(number);
        let upload = self.intents.start(&action, wish(sha256), None::<String>);
        self.runtime.block_on(upload).unwrap()
    }

    fn document(&self) -> Document {
        let copies = Copies::of(&self.profile);
        let now = domain::Millis(0);
        let found = documents_of(&self.reader, &copies, merchant(), now);
        let mut found = self.runtime.block_on(found).unwrap().documents;
        assert_eq!(found.len(), 1);
        found.remove(0)
    }
}

fn action(number: u8) -> ActionId {
    ActionId::parse(&format!("0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b{number:02x}")).unwrap()
}

fn merchant() -> MerchantId {
    PartnerNumber::try_from(101).unwrap().into()
}

fn wish(sha256: &str) -> Wish {
    Wish::UploadDocument(UploadDocument {
        merchant: merchant(),
        sha256: sha256.to_owned(),
        name: "articles.pdf".to_owned(),
        purpose: "Articles".to_owned(),
    })
}

fn content() -> Vec<u8> {
    [b"%PDF-1.7 ".to_vec(), vec![7; 6 * 1024 * 1024]].concat()
}

fn keep(console: &Console) -> String {
    let bytes = content();
    let piece = Piece {
        file: action(99),
        offset: 0,
        total: u64::try_from(bytes.len()).unwrap(),
        bytes,
    };
    match Copies::of(&console.profile).take(&piece).unwrap() {
        Taken::Whole(kept) => kept.sha256,
        Taken::Part(_) => panic!("all of it came"),
    }
}

fn states(document: &Document) -> Vec<OutcomeState> {
    let uploads = document.uploads.iter();
    let became = uploads.map(|one| one.past.became.as_ref().unwrap().state);
    became.collect()
}

#[test]
fn an_upload_that_is_cut_in_the_middle_is_resumed_by_a_retry_and_the_file_is_there_whole() {
    let at = Runtime::new().unwrap();
    let server = at.block_on(ApiServer::start());
    let data = tempfile::tempdir().unwrap();
    let cut = json!({ "kind": "cut_upload", "atBytes": CUT_AT_BYTES });
    at.block_on(server.only_fault(Operation::UploadFile, 1, cut));
    let console = Console::start(&server, data.path());
    let sha256 = keep(&console);
    let told = console.upload(1, &sha256);
    assert_eq!(told.state(), State::Is(OutcomeState::Unknown), "{told:?}");
    let (requests, effects) = at.block_on(server.received(Operation::UploadFile));
    assert_eq!((requests.len(), effects), (1, 0));
    // The same press once more sends nothing.
    console.upload(1, &sha256);
    let told = console.upload(2, &sha256);
    assert_eq!(told.state(), State::Is(OutcomeState::Done), "{told:?}");
    let (requests, effects) = at.block_on(server.received(Operation::UploadFile));
    assert_eq!((requests.len(), effects), (2, 1));
    let document = console.document();
    assert_eq!(
        states(&document),
        [OutcomeState::Done, OutcomeState::Unknown]
    );
    let (_, url, _) = document.newest_url().unwrap();
    let file = at.block_on(async {
        let client = reqwest::Client::builder().no_proxy().tls_certs_only([]);
        let answer = client.build().unwrap().get(url).send().await.unwrap();
        answer.bytes().await.unwrap()
    });
    assert_eq!(file, content(), "what is there is what was chosen");
}

#[test]
fn a_console_that_ends_in_the_middle_of_an_upload_tells_it_as_unknown_and_may_try_it_again() {
    let at = Runtime::new().unwrap();
    let server = at.block_on(ApiServer::start());
    let data = tempfile::tempdir().unwrap();
    let slow = json!({ "kind": "slow_upload", "bytesPerSecond": 100_000 });
    at.block_on(server.only_fault(Operation::UploadFile, 1, slow));
    let console = Console::start(&server, data.path());
    let sha256 = keep(&console);
    let (intents, own) = (Arc::clone(&console.intents), wish(&sha256));
    console.runtime.spawn(async move {
        intents
            .start(&action(1), own, None::<String>)
            .await
            .unwrap();
    });
    let begun = Instant::now();
    while !console.intents.uploads().iter().any(|one| one.sent > 0) {
        assert!(begun.elapsed() < LIMIT, "it is not under way");
        std::thread::park_timeout(Duration::from_millis(5));
    }
    console.end();

    let console = Console::start(&server, data.path());
    let begun = Instant::now();
    let told = loop {
        let told = console.runtime.block_on(console.intents.told(&action(1)));
        let told = told.unwrap().unwrap();
        if told.followed.outcome.is_some() {
            break told;
        }
        assert!(begun.elapsed() < LIMIT, "{told:?}");
        std::thread::park_timeout(Duration::from_millis(5));
    };
    assert_eq!(told.state(), State::Is(OutcomeState::Unknown));
    let outcome = told.followed.outcome.unwrap().facts;
    assert_eq!(outcome.known_by, OutcomeBy::Start);
    let unsettled = console.runtime.block_on(console.intents.unsettled());
    assert!(unsettled.unwrap().is_empty(), "nothing waits for it");
    let told = console.upload(2, &sha256);
    assert_eq!(told.state(), State::Is(OutcomeState::Done), "{told:?}");
    assert_eq!(
        states(&console.document()),
        [OutcomeState::Done, OutcomeState::Unknown]
    );
}
