//! A marker is typed into the window as every secret, and is found nowhere afterwards.

use crate::{
    console::{Console, Opening},
    frame,
    marker_answers::answers_hold_none,
    marker_forms::{Search, marker},
    posting::Post,
    processes,
    served::{API_KEY, API_SECRET, Served},
    set_up::{OPERATOR, PROFILE},
    until::{in_time, until},
};
use domain::ProfileName;
use fantoccini::key::Key;
use reqwest::Method;
use serde_json::Value;
use std::{fs, io::Write, net::TcpStream, path::Path};
use tempfile::TempDir;
use tests_keyring::{Begins, Keyring, Session};

const LOG: &str = "marker";
const TRANSACTION: u64 = 2718;
/// What the receiver logs of a connection that speaks no HTTP: a line below `info`.
const BELOW_INFO: &str = "DEBUG receiver::connections: a connection ended early";

/// Everything that the page holds: the document with what stands in its fields, what is stored,
/// where it is, and all that React holds, which is where the caches of queries and mutations are.
const PAGE: &str = r#"
    const texts = new Set([document.documentElement.outerHTML, location.href, document.cookie,
        window.name, JSON.stringify(history.state)]);
    for (const field of document.querySelectorAll('input, textarea')) texts.add(field.value);
    for (const store of [localStorage, sessionStorage]) {
        for (const [key, value] of Object.entries(store)) texts.add(key).add(value);
    }
    const root = document.getElementById('root');
    const seen = new Set();
    const next = Object.keys(root).filter(key => key.startsWith('__react')).map(key => root[key]);
    const roots = next.length;
    let client = null;
    while (next.length > 0) {
        const one = next.pop();
        if (typeof one === 'string') texts.add(one);
        if (one === null || typeof one !== 'object' || seen.has(one) || one instanceof Node) {
            continue;
        }
        seen.add(one);
        if (typeof one.getQueryCache === 'function') client = one;
        if (one instanceof Map || one instanceof Set) next.push(...one.keys(), ...one.values());
        for (const key of Reflect.ownKeys(one)) {
            if (typeof key === 'string') texts.add(key);
            try { next.push(one[key]); } catch { }
        }
    }
    const queries = client?.getQueryCache().getAll().map(one => [one.queryKey, one.state]) ?? [];
    const acts = client?.getMutationCache().getAll().map(one => one.state) ?? [];
    texts.add(JSON.stringify(queries)).add(JSON.stringify(acts));
    const text = [...texts].join('\n');
    return { roots, queries: JSON.stringify(queries), acts: acts.length, text };
"#;
/// What is typed, each well or badly.
const TYPED: [&str; 12] = [
    "passphrase",
    "passphrase-other",
    "old",
    "new",
    "blank",
    "unsent",
    "api-key",
    "api-key-later",
    "api-secret",
    "api-secret-later",
    "session",
    "lost",
];

#[tokio::test]
async fn no_secret_that_is_typed_is_found_in_page_log_answers_or_files() {
    let home = TempDir::new().unwrap();
    let session = Session::start(home.path());
    let keyring = session.keyring(Begins::Unlocked);
    let opening = Opening {
        bus: Some(session.address()),
        log: Some("trace"),
        ..Opening::default()
    };
    let console = Console::open_as(LOG, opening).await;
    let mut looked_for = TYPED.map(marker).to_vec();
    // The right ones, which the server takes.
    looked_for.extend([API_KEY, API_SECRET].map(str::to_owned));
    let search = Search::new(&looked_for);
    let typed = Typed {
        console: &console,
        search: &search,
    };
    let served = typed.webhook_secrets().await;
    let merchant = typed.forms_and_documents(&served).await;
    typed.passphrases().await;
    typed.api_credentials().await;
    typed.while_locked(keyring, &session).await;
    typed.deliveries().await;
    logs_below_info(&console).await;
    answers_hold_none(&console, &search, (merchant, TRANSACTION)).await;
    processes_hold_none(&console, &search);

    let folder = console.folder();
    files_hold_none(
        folder.path(),
        &search,
        &[
            "ledger.db",
            "ledger.db-wal",
            "console.json",
            "merchant.new.json",
        ],
    );
    console.close().await;
    files_hold_none(
        folder.path(),
        &search,
        &[
            "ledger.db",
            "profile.json",
            "console.json",
            "merchant.new.json",
        ],
    );
    // What is kept beside the ledger was looked through.
    let profile = folder.path().join("data").join(PROFILE);
    let beside = fs::read_dir(&profile).unwrap();
    let beside: Vec<String> = beside
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    for part in ["catalog-", "documents", "drafts"] {
        assert!(
            beside.iter().any(|name| name.starts_with(part)),
            "no {part} in {beside:?}"
        );
    }
    let log = fs::read(Console::log(LOG)).unwrap();
    assert_eq!(search.first_in(&log), None, "in the log");
    let log = String::from_utf8_lossy(&log);
    assert!(
        log.contains("a command failed") && log.contains(BELOW_INFO),
        "{log}"
    );
}

/// One of them.
fn secret(what: &str) -> String {
    assert!(TYPED.contains(&what), "{what} is looked for");
    marker(what)
}

/// What is typed on the way, each time looked for on the page.
struct Typed<'a> {
    console: &'a Console,
    search: &'a Search,
}

impl Typed<'_> {
    /// A secret's field is emptied by the press, and nothing of the page holds what was in it.
    async fn is_nowhere_on_the_page(&self, after: &str) {
        let page = self.console.client.execute(PAGE, Vec::new());
        let page = in_time("the page to be read", page).await.unwrap();
        let text = page["text"].as_str().unwrap();
        assert_eq!(
            self.search.first_in(text),
            None,
            "on the page after {after}"
        );
        // The search did reach what it is about.
        let queries = page["queries"].as_str().unwrap();
        assert!(page["roots"].as_u64().unwrap() > 0 && text.contains("<html"));
        assert!(
            queries.contains("console_status") && queries.contains(OPERATOR),
            "{queries}"
        );
        assert!(
            page["acts"].as_u64().unwrap() > 0,
            "mutations are kept for minutes"
        );
    }

    async fn says(&self, words: &str) {
        self.console.says(words).await;
        self.is_nowhere_on_the_page(words).await;
    }

    async fn webhook_secrets(&self) -> Served {
        let console = self.console;
        let served = console.make_profile().await;
        console
            .fill("Webhook secret", &format!(" {}", secret("blank")))
            .await;
        self.says("begins or ends with white space").await;
        console.refill(&secret("old")).await;
        self.says("in the keyring").await;
        console.enter("Leave, go on later").await;
        console.heading("Timeline").await;

        console.settings("Secrets").await;
        console.enter("Rotate…").await;
        console.tab_to("New webhook secret").await;
        console.refill(&secret("old")).await;
        self.says("That is the webhook secret in force already")
            .await;
        console.keys(secret("unsent").chars()).await;
        console.says("Strong:").await;
        console.enter("Cancel").await;
        self.says("In force").await;
        console.enter("Rotate…").await;
        console.fill("New webhook secret", &secret("new")).await;
        self.says("Previous, still taken").await;
        served
    }

    /// A draft is kept, a document is uploaded with the credentials in the keyring, and the index
    /// is filled; gives the number of the merchant.
    async fn forms_and_documents(&self, served: &Served) -> u64 {
        let console = self.console;
        frame::run(console, "New merchant", "New merchant").await;
        console.heading("New merchant").await;
        console.tab_to("Legal name").await;
        console.keys("Marked Trading Ltd".chars()).await;
        let profile = console.profile_named(&ProfileName::parse(PROFILE).unwrap());
        let draft = profile.path.join("drafts/merchant.new.json");
        let is_kept = async || {
            let kept = fs::read_to_string(&draft).ok()?;
            kept.contains("Marked Trading Ltd").then_some(())
        };
        until("the draft on disk", is_kept).await;
        self.is_nowhere_on_the_page("a draft").await;

        let all = served.ask(Method::GET, "/objects/merchant", &Value::Null);
        let merchant = all.await[0]["number"].as_u64().unwrap();
        let place = format!("location.hash = '#/onboarding/{merchant}'; location.reload();");
        console.client.execute(&place, Vec::new()).await.unwrap();
        console.press("nav [data-step=documents]").await;
        let document = console.folder().path().join("certificate.pdf");
        fs::write(&document, b"%PDF-1.7 a certificate").unwrap();
        let input = console.find("[data-testid=choose-documents]").await;
        input.send_keys(document.to_str().unwrap()).await.unwrap();
        console.press_button("Upload certificate.pdf").await;
        console
            .find("[data-testid=document] [data-age=fresh]")
            .await;
        self.is_nowhere_on_the_page("an upload").await;
        merchant
    }

    /// An operator enrols, after a slip; the console is locked, and unlocked after a slip.
    async fn passphrases(&self) {
        let console = self.console;
        let type_in = async |field: &str, what: &str| {
            console.tab_to(field).await;
            console.keys(what.chars()).await;
        };
        console.settings("Operators").await;
        console.tab_to("Two together").await;
        console.keys([Key::Down.into()]).await;
        type_in("Name", OPERATOR).await;
        type_in("Passphrase", &secret("passphrase")).await;
        console
            .fill("The same again", &secret("passphrase-other"))
            .await;
        self.says("The two are not the same").await;
        // After the slip the first of the two has the focus, and both are empty.
        console.keys(secret("passphrase").chars()).await;
        console.fill("The same again", &secret("passphrase")).await;
        self.says("● unlocked").await;
        console.chord(&[char::from(Key::Control)], 'l').await;
        console.find("[data-testid=locked]").await;
        console
            .fill("Passphrase", &secret("passphrase-other"))
            .await;
        console
            .says("The passphrase is not the one of this key")
            .await;
        console.fill("Passphrase", &secret("passphrase")).await;
        console.gone("[data-testid=locked]").await;
        self.says("● unlocked").await;
    }

    async fn api_credentials(&self) {
        let console = self.console;
        console.settings("Server and credentials").await;
        console.enter("Replace…").await;
        console
            .enter_credentials(&secret("api-key"), &secret("api-secret"))
            .await;
        self.says("They are not kept: the server did not take them")
            .await;
        console.tab_to("Keep them although the test").await;
        console.keys([' ']).await;
        console
            .enter_credentials(&secret("api-key-later"), &secret("api-secret-later"))
            .await;
        self.says("They are kept, though the server did not take them")
            .await;
    }

    /// The keyring is gone: an entry is refused, and one is kept for the session alone.
    async fn while_locked(&self, keyring: Keyring, session: &Session) {
        let console = self.console;
        drop(keyring);
        let _keyring = session.keyring(Begins::Locked);
        console.enter("Replace…").await;
        console
            .enter_credentials(&secret("lost"), &secret("lost"))
            .await;
        self.says("They are not kept: the server did not take them")
            .await;
        console.tab_to("Keep them although the test").await;
        console.keys([' ']).await;
        console
            .enter_credentials(&secret("lost"), &secret("lost"))
            .await;
        self.says("The keyring is locked").await;
        self.says("Paste both again.").await;
        console.tab_to("Keep them for this session only").await;
        console.keys([' ']).await;
        console
            .enter_credentials(&secret("session"), &secret("session"))
            .await;
        // What was ticked before counts for the answer before: it is shown anew, still ticked.
        self.says("They are not kept: the server did not take them")
            .await;
        console
            .enter_credentials(&secret("session"), &secret("session"))
            .await;
        self.says("They are kept, though the server did not take them")
            .await;
    }

    /// Deliveries under both secrets, and their pages.
    async fn deliveries(&self) {
        let console = self.console;
        let url = console.own_url();
        for (secret, answer) in [
            (&secret("old"), 200),
            (&secret("new"), 200),
            (&secret("lost"), 401),
        ] {
            let post = Post::signed(secret, TRANSACTION, "OnOff_PENDING");
            assert_eq!(post.to_url(&url).await, answer);
        }
        console.go_by_keys("gd", "Deliveries").await;
        let all = async || (console.rows().await.len() == 3).then_some(());
        until("the three deliveries", all).await;
        console.keys(['j', Key::Enter.into()]).await;
        console.find("[data-testid=delivery]").await;
        self.says("hash does not match").await;
    }
}

/// The log takes in what is below `info`, as it was told.
async fn logs_below_info(console: &Console) {
    let url = console.own_url();
    let address = url
        .strip_prefix("http://")
        .unwrap()
        .split('/')
        .next()
        .unwrap();
    let mut connection = TcpStream::connect(address).unwrap();
    connection.write_all(b"no HTTP at all\r\n\r\n").unwrap();
    let logged = async || {
        let log = fs::read_to_string(Console::log(LOG)).ok()?;
        log.contains(BELOW_INFO).then_some(())
    };
    until("a line below info in the log", logged).await;
}

/// What the system tells of the program to others: its arguments and its environment.
fn processes_hold_none(console: &Console, search: &Search) {
    let running = console.processes();
    assert!(!running.is_empty());
    for id in running {
        for part in ["cmdline", "environ"] {
            let told = fs::read(format!("/proc/{id}/{part}")).unwrap();
            assert_eq!(search.first_in(&told), None, "in the {part} of {id}");
        }
    }
    assert!(!processes::with_argument("--data-dir").is_empty());
}

/// No file holds one, and the files that matter were looked through.
fn files_hold_none(folder: &Path, search: &Search, wanted: &[&str]) {
    let mut found = Vec::new();
    read_all(folder, &mut found);
    for (path, bytes) in &found {
        assert_eq!(search.first_in(bytes), None, "in {path}");
    }
    for name in wanted {
        let is_there = found
            .iter()
            .any(|(path, bytes)| path.ends_with(name) && !bytes.is_empty());
        assert!(is_there, "{name} was not looked through");
    }
    let operator = Search::new(&[OPERATOR.to_owned()]);
    assert!(
        found
            .iter()
            .any(|(_, bytes)| operator.first_in(bytes).is_some())
    );
}

fn read_all(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.is_symlink() {
            read_all(&path, found);
        } else if let Ok(bytes) = fs::read(&path) {
            found.push((path.display().to_string(), bytes));
        }
    }
}
