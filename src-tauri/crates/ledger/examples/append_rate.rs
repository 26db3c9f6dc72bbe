//! Durable appends a second, as a ratio to the plainest group commit of one row each.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::as_conversions,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    reason = "a benchmark measures with the real clock, prints, and stops at the first failure"
)]

use ledger::{Built, EntryDraft, PartDraft, Remember, Writer, WriterOptions};
use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use std::time::Instant;

const BODY_BYTES: usize = 1024;

/// Two entries as the receiver writes them: a delivery and its verdict.
fn built(number: u64, next: u64) -> Built {
    let part = |name: &str, bytes: usize| PartDraft {
        name: name.to_owned(),
        value: vec![b'x'; bytes],
    };
    let entry = |kind: &str, about, parts| EntryDraft {
        kind: kind.to_owned(),
        recorded_ms: 1_767_603_600_000,
        subjects: vec![format!("transaction:{}", number % 20_000)],
        about,
        facts: r#"{"received":1767603600000,"monotonic_ns":12345678,"body_bytes":1024}"#.to_owned(),
        parts,
    };
    let delivery = vec![
        part("body", BODY_BYTES),
        part("headers", 300),
        part("field.id", 6),
    ];
    let verdict = vec![
        part("judgement", 900),
        part("field.status", 9),
        part("field.note", 3),
    ];
    let mut key = [0; 32];
    key.copy_from_slice(&[number.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes(); 4].concat());
    Built {
        entries: vec![
            entry("delivery", None, delivery),
            entry("verdict", Some(next), verdict),
        ],
        remember: Some(Remember {
            key,
            memo: vec![0; 32],
        }),
    }
}

/// Appends from `clients` tasks, each waiting for its answer; returns appends a second.
async fn rate(writer: &Writer, first: u64, appends: u64, clients: u64) -> f64 {
    let started = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let writer = writer.clone();
            tokio::spawn(async move {
                for number in (first + client..first + appends).step_by(clients as usize) {
                    let key = built(number, 1).remember.unwrap().key;
                    let build =
                        move |position: ledger::Position| (built(number, position.next), ());
                    writer.append(Some(key), build).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    appends as f64 / started.elapsed().as_secs_f64()
}

/// One row for each append, in groups of 256 with one flush each, by the plainest means: no tree,
/// no index, no look-up. Returns appends a second.
async fn one_row_rate(file: &std::path::Path, appends: u64) -> f64 {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut connection = options.connect().await.unwrap();
    sqlx::query("CREATE TABLE row (body BLOB NOT NULL) STRICT")
        .execute(&mut connection)
        .await
        .unwrap();
    let insert = format!("INSERT INTO row VALUES {}", vec!["(?)"; 64].join(", "));
    let insert: std::sync::Arc<str> = insert.into();
    let started = Instant::now();
    for _ in 0..appends / 256 {
        sqlx::query("BEGIN IMMEDIATE")
            .execute(&mut connection)
            .await
            .unwrap();
        for _ in 0..4 {
            let mut query = sqlx::query(sqlx::AssertSqlSafe(insert.clone()));
            for _ in 0..64 {
                query = query.bind(vec![b'x'; BODY_BYTES]);
            }
            query.execute(&mut connection).await.unwrap();
        }
        sqlx::query("COMMIT")
            .execute(&mut connection)
            .await
            .unwrap();
    }
    (appends / 256 * 256) as f64 / started.elapsed().as_secs_f64()
}

#[tokio::main]
async fn main() {
    let argument = |place: usize, or: u64| {
        std::env::args()
            .nth(place)
            .map_or(or, |text| text.parse().unwrap())
    };
    let appends = argument(1, 100_000);
    let dir = tempfile::tempdir_in(".").unwrap();
    let one_row = one_row_rate(&dir.path().join("one_row"), appends).await;
    println!("one row of 1 KiB, groups of 256: {one_row:.0} appends/s");
    let writer = Writer::open(&dir.path().join("ledger"), WriterOptions::default())
        .await
        .unwrap();
    let mut first = 1;
    for clients in [1, 16, 256, 512] {
        let some = if clients == 1 { appends / 20 } else { appends };
        let rate = rate(&writer, first, some, clients).await;
        first += some;
        println!(
            "{clients:4} clients: {rate:.0} appends/s (2 entries, 6 parts each), {:.2} of one row",
            rate / one_row
        );
    }
    let size = *writer.committed().borrow();
    let started = Instant::now();
    let report = writer.reader().check(|_| {}).await.unwrap();
    println!(
        "check of {size} entries: {:.2} s, {} damaged",
        started.elapsed().as_secs_f64(),
        report.damage.len()
    );
    writer.close().await;
    let started = Instant::now();
    let writer = Writer::open(&dir.path().join("ledger"), WriterOptions::default())
        .await
        .unwrap();
    println!(
        "opening it: {:.0} ms",
        started.elapsed().as_secs_f64() * 1000.0
    );
    writer.close().await;
}
