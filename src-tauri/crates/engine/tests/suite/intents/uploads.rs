//! Uploads: kept before they are sent, told as they go, cut, cancelled, tried again; and the
//! program's end between any two steps.

use super::{Desk, OPERATOR, action, by, crashes::copy, is_final, merchant};
use crate::{
    api::At,
    server::{Reply, Server},
};
use domain::{
    Clock, Millis,
    record::{
        KIND_DEPARTURE, KIND_INTENT, KIND_OBSERVATION, KIND_OUTCOME, OutcomeBy, OutcomeState,
    },
};
use engine::{
    DocumentError, IntentError, Wish,
    documents::{Copies, CopyState, Document, Piece, Taken, UrlAge, documents_of},
    intents::{State, Told, UploadDocument},
};
use ledger::Entry;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    task::JoinHandle,
};

const URL: &str = "https://files.example/1.pdf";
const ANSWER: &str = r#"{"url":"https://files.example/1.pdf"}"#;

/// A document large enough not to leave in one piece.
fn content() -> Vec<u8> {
    [b"%PDF-1.7 ".to_vec(), vec![7; 4 * 1024 * 1024]].concat()
}

/// Keeps the document, and gives its SHA-256.
fn keep(at: &At, bytes: &[u8]) -> String {
    let piece = Piece {
        file: action(99),
        offset: 0,
        total: u64::try_from(bytes.len()).unwrap(),
        bytes: bytes.to_vec(),
    };
    match Copies::of(&at.profile).take(&piece).unwrap() {
        Taken::Whole(kept) => kept.sha256,
        Taken::Part(_) => panic!("all of it came"),
    }
}

fn upload(sha256: &str) -> Wish {
    Wish::UploadDocument(UploadDocument {
        merchant: merchant(7),
        sha256: sha256.to_owned(),
        name: "C:\\scans\\articles.pdf".to_owned(),
        purpose: " Articles of association ".to_owned(),
    })
}

async fn documents(desk: &Desk) -> Vec<Document> {
    let (reader, copies) = (&desk.at.fixture.reader, Copies::of(&desk.at.profile));
    let now = desk.at.clock.now();
    let found = documents_of(reader, &copies, merchant(7), now).await;
    found.unwrap().documents
}

/// A server that ends the first connections in the middle of what comes, and takes the rest.
struct Cutting {
    url: String,
    serving: JoinHandle<()>,
}

impl Drop for Cutting {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Cutting {
    async fn start(cuts: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/bpapi", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move {
            for number in 0.. {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut seen = Vec::new();
                let end = if number < cuts { 200_000 } else { usize::MAX };
                while seen.len() < end && !seen.ends_with(b"--\r\n") {
                    if stream.read_buf(&mut seen).await.unwrap_or(0) == 0 {
                        break;
                    }
                }
                if number >= cuts {
                    let head = format!("content-length: {}", ANSWER.len());
                    let answer = format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n{ANSWER}");
                    stream.write_all(answer.as_bytes()).await.unwrap();
                }
            }
        });
        Self { url, serving }
    }
}

#[tokio::test]
async fn a_document_is_uploaded_from_its_copy_and_stands_whole_on_the_merchants_timeline() {
    let server = Server::always(Reply::json(200, ANSWER)).await;
    let desk = Desk::open(At::server(&server).await).await;
    let bytes = content();
    let sha256 = keep(&desk.at, &bytes);
    let told = desk.intents.start(&action(1), upload(&sha256), by()).await;
    assert_eq!(told.unwrap().state(), State::Is(OutcomeState::Done));
    let body = &server.requests()[0].body;
    assert!(body.windows(64).any(|some| some == &bytes[..64]));
    assert!(body.len() > bytes.len());
    assert_eq!(
        desk.kinds().await,
        [KIND_INTENT, KIND_DEPARTURE, KIND_OBSERVATION, KIND_OUTCOME]
    );
    for entry in desk.entries().await {
        let on = entry.subjects.iter().any(|one| one.name == "merchant:7");
        assert_eq!(on, entry.kind != KIND_DEPARTURE, "{}", entry.kind);
        assert!(!entry.facts.contains("articles") && !entry.facts.contains(&sha256));
    }
    let found = documents(&desk).await;
    assert_eq!(found.len(), 1);
    let document = &found[0];
    assert_eq!(document.about.name, "articles.pdf");
    assert_eq!(document.about.media_type, "application/pdf");
    assert_eq!(document.about.bytes, u64::try_from(bytes.len()).unwrap());
    assert_eq!(document.about.sha256, sha256);
    assert_eq!(document.about.purpose, "Articles of association");
    assert_eq!(document.copy, CopyState::Whole);
    let (newest, url, age) = document.newest_url().unwrap();
    assert_eq!((url, age), (URL, UrlAge::Fresh));
    assert_eq!(newest.past.by.as_deref(), Some(OPERATOR));
    let row = desk.at.row(newest.past.intent).await;
    assert_eq!(
        row.reason,
        "Upload file “articles.pdf” (Articles of association) → done, merchant 7 (entry 4)."
    );
    // The same press again sends nothing.
    let again = desk.intents.start(&action(1), upload(&sha256), by()).await;
    assert_eq!(again.unwrap().state(), State::Is(OutcomeState::Done));
    assert_eq!(server.requests().len(), 1);
    // After the days that a URL is said to hold it is pointed out.
    let later = Millis(desk.at.clock.now().0 + 7 * 86_400_000);
    let copies = Copies::of(&desk.at.profile);
    let aged = documents_of(&desk.at.fixture.reader, &copies, merchant(7), later).await;
    let aged = aged.unwrap().documents;
    assert_eq!(aged[0].newest_url().unwrap().2, UrlAge::Aged);
}

#[tokio::test]
async fn an_upload_cut_in_the_middle_is_told_as_unknown_and_tried_again_as_another_wish() {
    let server = Cutting::start(1).await;
    let desk = Desk::open(At::url(&server.url).await).await;
    let sha256 = keep(&desk.at, &content());
    let told = desk.intents.start(&action(1), upload(&sha256), by()).await;
    assert_eq!(told.unwrap().state(), State::Is(OutcomeState::Unknown));
    // Nothing could be read that would tell, so nothing is looked up and nothing waits.
    assert!(desk.intents.unsettled().await.unwrap().is_empty());
    let told = desk.intents.start(&action(2), upload(&sha256), by()).await;
    assert_eq!(told.unwrap().state(), State::Is(OutcomeState::Done));
    let found = documents(&desk).await;
    assert_eq!(found.len(), 1);
    let states = found[0].uploads.iter();
    let states = states.map(|one| one.past.became.as_ref().unwrap().state);
    assert_eq!(
        states.collect::<Vec<_>>(),
        [OutcomeState::Done, OutcomeState::Unknown]
    );
    assert_eq!(found[0].newest_url().unwrap().1, URL);
}

#[tokio::test]
async fn an_upload_tells_how_far_it_is_and_can_be_cancelled_on_its_way() {
    let server = Server::always(Reply::Silence).await;
    let desk = Desk::open(At::server(&server).await).await;
    let bytes = content();
    let total = u64::try_from(bytes.len()).unwrap();
    let sha256 = keep(&desk.at, &bytes);
    let mut changed = desk.intents.uploads_changed();
    let (intents, wish) = (desk.intents.clone(), upload(&sha256));
    let going = tokio::spawn(async move { intents.start(&action(1), wish, by()).await });
    let mut told: Vec<u64> = Vec::new();
    while told.last() != Some(&total) {
        changed.changed().await.unwrap();
        let uploads = desk.intents.uploads();
        told.extend(uploads.iter().map(|one| one.sent).filter(|sent| *sent > 0));
    }
    assert!(told.is_sorted(), "{told:?}");
    // Another document of the merchant is not kept waiting; the same one is under way already.
    let twice = desk.intents.start(&action(2), upload(&sha256), by()).await;
    assert!(matches!(twice, Err(IntentError::Busy(_))), "{twice:?}");
    assert!(!desk.intents.cancel_upload(&action(3)));
    assert!(desk.intents.cancel_upload(&action(1)));
    let told: Told = going.await.unwrap().unwrap();
    assert_eq!(told.state(), State::Is(OutcomeState::Unknown));
    assert!(told.detail.unwrap().contains("cancelled"));
    assert!(desk.intents.uploads().is_empty());
}

#[tokio::test]
async fn a_damaged_copy_is_never_sent_and_says_so() {
    let server = Server::always(Reply::json(200, ANSWER)).await;
    let desk = Desk::open(At::server(&server).await).await;
    let sha256 = keep(&desk.at, b"%PDF-1.7 whole");
    desk.intents
        .start(&action(1), upload(&sha256), by())
        .await
        .unwrap();
    let path = Copies::of(&desk.at.profile).path(&sha256).unwrap();
    std::fs::write(&path, b"%PDF-1.7 broken").unwrap();
    let told = desk.intents.start(&action(2), upload(&sha256), by()).await;
    let Err(IntentError::Document(DocumentError::Damaged)) = told else {
        panic!("{told:?}");
    };
    assert!(desk.intents.told(&action(2)).await.unwrap().is_none());
    assert_eq!(documents(&desk).await[0].copy, CopyState::Damaged);
    std::fs::remove_file(&path).unwrap();
    let told = desk.intents.start(&action(3), upload(&sha256), by()).await;
    assert!(matches!(
        told,
        Err(IntentError::Document(DocumentError::Missing))
    ));
    assert_eq!(documents(&desk).await[0].copy, CopyState::Missing);
    assert_eq!(server.requests().len(), 1);
}

/// Starts again with what stood in the ledger up to this kind of entry.
async fn after_a_crash(first: &Desk, server: &Server, last: &str) -> Desk {
    let entries: Vec<Entry> = first.entries().await;
    let end = entries.iter().position(|entry| entry.kind == last).unwrap();
    let next = At::server(server).await;
    copy(&entries[..=end], &first.at.fixture, &next.fixture).await;
    Desk::open(next).await
}

#[tokio::test]
async fn a_crash_in_the_middle_of_an_upload_ends_in_a_known_or_told_outcome_after_the_restart() {
    let server = Server::always(Reply::json(200, ANSWER)).await;
    let first = Desk::open(At::server(&server).await).await;
    let sha256 = keep(&first.at, b"%PDF-1.7 a");
    let wish = || upload(&sha256);
    first.intents.start(&action(1), wish(), by()).await.unwrap();
    for (last, wanted) in [
        (KIND_INTENT, OutcomeState::NotSent),
        (KIND_DEPARTURE, OutcomeState::Unknown),
    ] {
        let desk = after_a_crash(&first, &server, last).await;
        let id = action(1);
        let told = desk.when(&id, |told| told.followed.outcome.is_some());
        let told = told.await;
        let outcome = told.followed.outcome.clone().unwrap().facts;
        assert_eq!(
            (outcome.state, outcome.known_by),
            (wanted, OutcomeBy::Start)
        );
        assert_eq!(is_final(&told), wanted == OutcomeState::NotSent);
        assert!(desk.intents.unsettled().await.unwrap().is_empty());
        let asked = server.requests().len();
        let again = desk.intents.start(&action(1), wish(), by()).await;
        assert_eq!(again.unwrap().state(), State::Is(wanted));
        assert_eq!(server.requests().len(), asked, "nothing goes by itself");
        // The document is uploaded again by a person.
        keep(&desk.at, b"%PDF-1.7 a");
        let retried = desk.intents.start(&action(2), wish(), by()).await;
        assert_eq!(retried.unwrap().state(), State::Is(OutcomeState::Done));
        // A second restart asks for nothing.
        let entries = desk.entries().await;
        let next = At::server(&server).await;
        copy(&entries, &desk.at.fixture, &next.fixture).await;
        let last = Desk::open(next).await;
        assert!(last.intents.unsettled().await.unwrap().is_empty());
    }
}
