//! Credentials stay with the server they were entered for: wrong ones, another server, a file of
//! the profile, its end.

use crate::{
    album::Album,
    console::Console,
    page::Row,
    served::{API_KEY, API_SECRET, Served, WEBHOOK_SECRET},
    set_up::PROFILE,
    until::until,
};
use domain::{ProfileName, SecretKind};
use reqwest::Method;
use serde_json::json;
use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
};
use vault::{KeyringStore, Prompt, SecretName, Vault};

const NUMBER: u64 = 4711;
const OTHER_KEY: &str = "CEDAR_DEV_api_key_of_the_other_server_51c0";
const OTHER_SECRET: &str = "CEDAR_DEV_api_secret_of_the_other_server_97aa";
const SECOND: &str = "acme-second";

#[tokio::test]
async fn credentials_go_to_their_own_server_alone_and_a_contradicted_event_says_both_values() {
    let console = Console::open("api-elsewhere").await;
    let served = connects(&console).await;
    is_contradicted(&console, &served).await;
    let other = Recorder::start();
    moves_to_another_server(&console, &other).await;
    let text = exports(&console).await;
    imports_under_another_name(&console, &text, &other).await;
    deletes(&console).await;
    console.close().await;
}

/// Through *Connect to Cedar*: wrong credentials are refused first.
async fn connects(console: &Console) -> Served {
    console.name_profile().await;
    let served = console.enter_server().await;
    let wrong = format!("{API_SECRET}-mistyped");
    console.enter_credentials(API_KEY, &wrong).await;
    console.says("They are not kept").await;
    console.says("Authenticated").await;
    console.enter_credentials(API_KEY, API_SECRET).await;
    console.says("The API can be called.").await;
    console.enter("Go on").await;
    console.fill("Webhook secret", WEBHOOK_SECRET).await;
    console.says("in the keyring").await;
    console.enter("Leave, go on later").await;
    console.heading("Timeline").await;
    let webhook = json!({ "url": console.own_url() });
    served.tell(Method::PUT, "/webhook", &webhook).await;
    served
}

/// An event that says what the object is, then one that no object bears out.
async fn is_contradicted(console: &Console, served: &Served) {
    let object = format!("/objects/payout/{NUMBER}");
    let wanted = json!({ "status": "IN_PROGRESS" });
    served.tell(Method::PUT, &object, &wanted).await;
    let of = |mark: &'static str| {
        move |row: &Row| {
            row.mark == mark && !row.is_read() && row.subject == format!("transaction:{NUMBER}")
        }
    };
    console.pointer_away().await;
    console
        .row_where("the confirmed row", of("confirmed"))
        .await;
    let event = json!({ "kind": "payout", "number": NUMBER, "status": "OnOff_COMPLETED" });
    served.tell(Method::POST, "/events", &event).await;
    let row = console
        .row_where("the contradicted row", of("contradicted"))
        .await;
    console.press_row(row.sequence).await;
    let both = console.text("[data-testid=both-values]").await;
    for said in ["OnOff_COMPLETED", "OnOff_IN_PROGRESS", "contradicted"] {
        assert!(both.contains(said), "{both}");
    }
    console.open_transaction(NUMBER).await;
    let fact = "[data-testid=subject-facts] tr[data-mark=contradicted]";
    let both = console.text(fact).await;
    for said in ["OnOff_COMPLETED", "OnOff_IN_PROGRESS"] {
        assert!(both.contains(said), "{both}");
    }
    Album::of(console).some("api-contradicted").await;
}

async fn moves_to_another_server(console: &Console, other: &Recorder) {
    console.settings("Server and credentials").await;
    console.fill("Base URL", &other.base).await;
    console.says("key and secret are asked for anew").await;
    console.press_button("Use the other server").await;
    console
        .find("[data-testid=credentials][data-state=for_another_server]")
        .await;
    console.says("sent to no other server").await;
    let missing = async || {
        let said = console.text("[data-testid=api-status]").await;
        said.contains("credentials missing").then_some(())
    };
    until("the status bar to ask for credentials", missing).await;
    // What this server takes in are its own ones, which it does not know.
    Album::of(console).some("api-other-server").await;
    console.enter("Enter key and secret…").await;
    console.enter_credentials(OTHER_KEY, OTHER_SECRET).await;
    console.says("They are not kept").await;
    let heard = other.heard();
    assert!(
        heard.contains(OTHER_KEY) && heard.contains(OTHER_SECRET),
        "{heard}"
    );
    assert!(!heard.contains(API_KEY) && !heard.contains(API_SECRET));
}

/// The text of the profile's file, as it stands on the page.
async fn exports(console: &Console) -> String {
    console.open_settings("Profile").await;
    console.press_button("Save as a file").await;
    let text = console.text("[role=status] pre").await;
    for secret in [API_KEY, API_SECRET, OTHER_KEY, OTHER_SECRET, WEBHOOK_SECRET] {
        assert!(!text.contains(secret), "{text}");
    }
    let path = console.own_url();
    let (_, path) = path.rsplit_once("/hooks/").unwrap();
    assert!(!text.contains(path), "the secret path is in the file");
    text
}

async fn imports_under_another_name(console: &Console, text: &str, other: &Recorder) {
    console.type_into("textarea[name=text]", text).await;
    console.type_into("input[name=name]", SECOND).await;
    console.press_button("Import as a new profile").await;
    console
        .find("[data-testid=credentials][data-state=absent]")
        .await;
    let base = console.find("input[name=baseUrl]").await;
    let base = base.prop("value").await.unwrap();
    assert_eq!(base.as_deref(), Some(other.base.as_str()));
    console.says("credentials missing").await;
    let second = console.profile_named(&ProfileName::parse(SECOND).unwrap());
    let first = console.profile_named(&ProfileName::parse(PROFILE).unwrap());
    let id = |folder: &engine::ProfileFolder| folder.settings().unwrap().keyring_id.unwrap();
    assert_ne!(id(&first), id(&second));
    for kind in [SecretKind::ApiCredentials, SecretKind::WebhookCurrent] {
        assert!(!is_held(id(&second), kind).await, "{kind:?}");
        assert!(is_held(id(&first), kind).await, "{kind:?}");
    }
}

async fn is_held(profile: domain::KeyringId, kind: SecretKind) -> bool {
    let keyring = Vault::open(KeyringStore::default()).unwrap();
    let name = SecretName { profile, kind };
    let read = keyring.read(&name, Prompt::Never).await;
    read.unwrap().is_some()
}

async fn deletes(console: &Console) {
    let second = console.profile_named(&ProfileName::parse(SECOND).unwrap());
    console.open_settings("Profile").await;
    let title = second.settings().unwrap().title;
    console.press_button(&format!("Delete {title}…")).await;
    console.says("Nothing of it is erased.").await;
    console.type_into("input[name=typedName]", SECOND).await;
    console.press_button("Delete the profile").await;
    console.says("is deleted").await;
    console.says("kept").await;
    Album::of(console).some("api-deleted").await;
    assert!(second.path.join("ledger.db").is_file());
    console.press_button("Close").await;
}

/// A server that keeps all that it hears, and refuses it.
struct Recorder {
    base: String,
    heard: Arc<Mutex<Vec<u8>>>,
}

impl Recorder {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}/bpapi", listener.local_addr().unwrap());
        let heard: Arc<Mutex<Vec<u8>>> = Arc::default();
        let kept = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut request = Vec::new();
                let mut piece = [0; 4096];
                while !request.ends_with(b"\r\n\r\n") {
                    match stream.read(&mut piece) {
                        Ok(0) | Err(_) => break,
                        Ok(read) => request.extend_from_slice(&piece[..read]),
                    }
                }
                kept.lock().unwrap().extend_from_slice(&request);
                let answer = b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\
                    connection: close\r\n\r\n";
                drop(stream.write_all(answer));
            }
        });
        Self { base, heard }
    }

    fn heard(&self) -> String {
        String::from_utf8_lossy(&self.heard.lock().unwrap()).into_owned()
    }
}
