//! What a profile's ledger has from before the program starts: written by the product's own rooms,
//! on a day of their own.

use crate::{
    money::Money,
    past,
    set_up::{self, OPERATOR, credentials},
};
use domain::{Environment, Policy, Subject, record::OperatorRecord};
use engine::{
    ApiRoom, Approvals, By, ConsoleFile, DataFolder, HeldCredentials, Intents, Times,
    api::{Cause, RoomParts},
    approvals::{ApprovalTimes, OperatorsWish},
    settings::new_keyring_id,
};
use ledger::{Built, Entry, EntryDraft, From, PageQuery, PartDraft, Reader, Writer, WriterOptions};
use signing::{Cost, OperatorKey, Passphrase, SealedKey};
use std::{fs, path::Path, sync::Arc};
use tempfile::TempDir;
use tokio::sync::watch;
use vault::{KeyringStore, OperatorKeyName, SecretText, Vault};

/// The rooms of a connected profile, while the program is not there.
pub struct Before {
    room: Arc<ApiRoom>,
    approvals: Approvals,
    writer: Writer,
    // They tell nothing new; without them nobody would listen.
    _held: watch::Sender<HeldCredentials>,
    _fall: watch::Sender<Option<engine::rate_fall::Fall>>,
}

impl Before {
    /// Opens them so many days ago. The profile is the one of [`set_up::connected`].
    pub async fn open(data: &Path, money: &Money, days: i64) -> Self {
        partner_api::use_ring();
        let data = DataFolder::existing(data).unwrap();
        let name = set_up::PROFILE.parse().unwrap();
        let folder = data.profile(Some(&name)).unwrap();
        let writer = Writer::open(&folder.path, WriterOptions::default())
            .await
            .unwrap();
        let held = watch::Sender::new(HeldCredentials::Held(credentials(&money.served)));
        let room = ApiRoom::open(RoomParts {
            folder,
            environment: Environment::Sandbox,
            writer: writer.clone(),
            clock: Arc::new(past::days_ago(days)),
            held: held.subscribe(),
            limits: partner_api::Limits::default(),
        });
        let room = Arc::new(room.unwrap());
        let intents = Intents::open(Arc::clone(&room), Times::default());
        let intents = intents.await.unwrap();
        let fall = watch::Sender::new(None);
        let times = ApprovalTimes::default();
        let approvals = Approvals::new(intents, Arc::clone(&room), times, fall.subscribe());
        Self {
            room,
            approvals,
            writer,
            _held: held,
            _fall: fall,
        }
    }

    /// Reads an object; gives when that was, as the window writes times.
    pub async fn read(&self, subject: &str) -> String {
        let subject: Subject = subject.parse().unwrap();
        let cause = Cause::person(Some(OPERATOR.to_owned()));
        let read = self.room.read_subject(subject, None, cause).await.unwrap();
        let entry = self.writer.reader().entry(read.sequence).await.unwrap();
        let facts: domain::record::ObservationFacts =
            serde_json::from_str(&entry.unwrap().facts).unwrap();
        facts.started.to_rfc3339()
    }

    /// Sets the policy, as one of these people.
    pub async fn set_policy(&self, policy: Policy, by: By) {
        self.approvals.change_policy(policy, "", by).await.unwrap();
    }

    /// Ends them.
    pub async fn close(self) {
        let Self {
            room,
            approvals,
            writer,
            ..
        } = self;
        drop((room, approvals));
        writer.close().await;
    }
}

/// An operator of a test, with the passphrase that opens the own key.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    pub name: &'static str,
    pub passphrase: &'static str,
}

/// Enrols these as the first of the profile. Their keys are in the keyring, as the program would
/// have sealed them but for what a guess at the passphrase costs.
pub async fn enrol(data: &Path, before: &Before, people: [Person; 2]) -> By {
    let data = DataFolder::existing(data).unwrap();
    let mut console = ConsoleFile::read(&data).unwrap();
    let id = new_keyring_id().unwrap();
    let vault = Vault::open(KeyringStore::default()).unwrap();
    let mut keys = Vec::new();
    for person in people {
        let key = OperatorKey::generate().unwrap();
        let passphrase = Passphrase::new(person.passphrase);
        let sealed = SealedKey::seal(&key, &passphrase, Cost::LEAST).unwrap();
        let record = OperatorRecord {
            name: person.name.to_owned(),
            key: key.public().to_string(),
        };
        let name = OperatorKeyName {
            console: id.clone(),
            key: record.key.clone(),
        };
        let text = SecretText::new(sealed.to_text().unwrap());
        vault.put(&name, text).await.unwrap();
        console.operators.push(record);
        keys.push(key);
    }
    console.keyring_id = Some(id);
    console.save(&data).unwrap();
    let named = people.iter().map(|person| person.name.to_owned());
    let wish = OperatorsWish::Found(named.zip(&keys).collect());
    let found = before.approvals.change_operators(wish, "", By::default());
    found.await.unwrap();
    let first = keys.into_iter().next().unwrap();
    By::with_key(people[0].name.to_owned(), Arc::new(first))
}

/// Lets the ledger of a program that is not there end with its newest entry of a kind: so it would
/// be if the program had ended just then. What is made out of the ledger is made anew.
pub async fn end_with(data: &Path, kind: &str) {
    let data = DataFolder::existing(data).unwrap();
    let name = set_up::PROFILE.parse().unwrap();
    let folder = data.profile(Some(&name)).unwrap().path;
    let (long, short) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    copy_ledger(&folder, long.path());
    let reader = Reader::open(long.path()).await.unwrap();
    let writer = Writer::open(short.path(), WriterOptions::default());
    let writer = writer.await.unwrap();
    let entries = entries(&reader).await;
    let end = entries.iter().rposition(|entry| entry.kind == kind);
    for entry in &entries[..=end.unwrap()] {
        let entries = vec![as_draft(&reader, entry).await];
        let built = Built {
            entries,
            remember: None,
        };
        writer.append(None, move |_| (built, ())).await.unwrap();
    }
    writer.close().await;
    for name in names_in(&folder) {
        let made = ["ledger.db", "index-", "catalog-"];
        if made.iter().any(|made| name.starts_with(made)) {
            fs::remove_file(folder.join(name)).unwrap();
        }
    }
    copy_ledger(short.path(), &folder);
}

fn names_in(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    names.collect()
}

fn copy_ledger(from: &Path, to: &Path) {
    for name in names_in(from) {
        if name.starts_with("ledger.db") {
            fs::copy(from.join(&name), to.join(&name)).unwrap();
        }
    }
}

/// All of a ledger, the oldest first.
async fn entries(reader: &Reader) -> Vec<Entry> {
    let mut all: Vec<Entry> = Vec::new();
    loop {
        let query = PageQuery {
            subject: None,
            kinds: Vec::new(),
            from: From::After(all.last().map_or(0, |entry| entry.sequence)),
            limit: 500,
        };
        let page = reader.page(&query).await.unwrap().entries;
        if page.is_empty() {
            return all;
        }
        all.extend(page);
    }
}

async fn as_draft(reader: &Reader, entry: &Entry) -> EntryDraft {
    let parts = reader.parts(&[entry.sequence], None).await.unwrap();
    let parts = parts.into_iter().map(|part| PartDraft {
        name: part.name,
        value: part.value.unwrap(),
    });
    EntryDraft {
        kind: entry.kind.clone(),
        recorded_ms: entry.recorded_ms,
        subjects: entry.subjects.iter().map(|one| one.name.clone()).collect(),
        about: entry.about,
        facts: entry.facts.clone(),
        parts: parts.collect(),
    }
}
