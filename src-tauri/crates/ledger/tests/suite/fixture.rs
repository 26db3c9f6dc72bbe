//! Drafts to append and a ledger in a folder of its own.

use ledger::{
    AppendError, Appended, Built, Entry, EntryDraft, From, Page, PageQuery, PartDraft, Reader,
    Remember, Writer, WriterOptions,
};
use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A ledger that goes when the test ends.
pub struct Fixture {
    pub folder: TempDir,
    pub writer: Writer,
    pub reader: Reader,
}

impl Fixture {
    pub async fn open() -> Self {
        Self::with(WriterOptions::default()).await
    }

    pub async fn with(options: WriterOptions) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let writer = Writer::open(&folder.path().join("ledger"), options)
            .await
            .unwrap();
        let reader = writer.reader();
        Self {
            folder,
            writer,
            reader,
        }
    }

    pub fn dir(&self) -> PathBuf {
        self.folder.path().join("ledger")
    }

    /// Closes the writer and opens the file behind the ledger's back.
    pub async fn raw(&self) -> SqliteConnection {
        self.writer.close().await;
        raw(&self.dir()).await
    }
}

/// A connection that knows nothing of ledgers.
pub async fn raw(dir: &Path) -> SqliteConnection {
    SqliteConnectOptions::new()
        .filename(dir.join("ledger.db"))
        .connect()
        .await
        .unwrap()
}

pub fn draft(kind: &str, subjects: &[&str], parts: &[(&str, &[u8])]) -> EntryDraft {
    EntryDraft {
        kind: kind.to_owned(),
        recorded_ms: 1_767_603_600_000,
        subjects: subjects.iter().map(|&name| name.to_owned()).collect(),
        about: None,
        facts: r#"{"amount": "100000.0"}"#.to_owned(),
        parts: parts
            .iter()
            .map(|&(name, value)| PartDraft {
                name: name.to_owned(),
                value: value.to_owned(),
            })
            .collect(),
    }
}

pub fn one(entry: EntryDraft) -> Built {
    Built {
        entries: vec![entry],
        remember: None,
    }
}

pub fn remembering(entry: EntryDraft, key: u8, memo: &[u8]) -> Built {
    let remember = Remember {
        key: [key; 32],
        memo: memo.to_owned(),
    };
    Built {
        entries: vec![entry],
        remember: Some(remember),
    }
}

pub async fn append(writer: &Writer, built: Built) -> Result<Appended, AppendError> {
    writer
        .append(None, |_| (built, ()))
        .await
        .map(|(appended, ())| appended)
}

/// Appends so many entries; every third is about the one before, each has a part and a subject.
pub async fn fill(writer: &Writer, entries: u64) {
    let first = *writer.committed().borrow() + 1;
    let appends = (first..first + entries).map(|sequence| {
        let subject = format!("transaction:{}", sequence % 7);
        let value = format!("body of {sequence:06}");
        let kind = if sequence % 5 == 0 {
            "verdict"
        } else {
            "delivery"
        };
        let subjects = [subject.as_str(), "everything"];
        let mut entry = draft(
            kind,
            &subjects,
            &[("body", value.as_bytes()), ("headers", b"h")],
        );
        entry.about = (sequence % 3 == 0).then(|| sequence - 1);
        entry
    });
    for some in appends.collect::<Vec<_>>().chunks(200) {
        let built = Built {
            entries: some.to_vec(),
            remember: None,
        };
        append(writer, built).await.unwrap();
    }
}

pub fn query(from: From, limit: u16) -> PageQuery {
    PageQuery {
        subject: None,
        kinds: Vec::new(),
        from,
        limit,
    }
}

/// All that a query finds, page by page; `query.from` says which way.
pub async fn walk(reader: &Reader, mut query: PageQuery) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    loop {
        let Page { entries, more } = reader.page(&query).await.unwrap();
        assert!(entries.len() <= usize::from(query.limit));
        found.extend(entries);
        let Some(last) = found.last().filter(|_| more) else {
            return found;
        };
        query.from = match query.from {
            From::Newest | From::Before(_) => From::Before(last.sequence),
            From::After(_) => From::After(last.sequence),
        };
    }
}
