//! Changed bytes are found and named, and what is whole can still be read.

use crate::{client::Sender, program::Place};
use domain::record::{KIND_WAY_CHANGED, SUBJECT_WAY_IN};
use engine::Span;
use ledger::{Built, EntryDraft, Reader, Writer, WriterOptions};
use serde_json::json;
use sqlx::{Connection, Executor, SqliteConnection};
use std::{fs, os::unix::fs::PermissionsExt, path::Path};

fn with_deliveries(count: u64) -> Place {
    let place = Place::new();
    let mut server = place.serve();
    let mut sender = Sender::to(&server.url).unwrap();
    for number in 1..=count {
        let answer = sender
            .honest(number, "OnOff_PENDING", &format!("u-{number}"))
            .unwrap();
        assert_eq!(answer.status, 200);
    }
    server.end();
    place
}

async fn database(folder: &Path) -> SqliteConnection {
    let path = folder.join("ledger.db");
    SqliteConnection::connect(&format!("sqlite://{}", path.display()))
        .await
        .unwrap()
}

/// Runs SQL on the file as somebody would who wants to change the past.
async fn tamper(place: &Place, sql: &'static str) {
    tamper_in(&place.data().join("acme"), sql).await;
}

async fn tamper_in(folder: &Path, sql: &'static str) {
    let mut database = database(folder).await;
    let triggers: Vec<(String,)> =
        sqlx::query_as("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            .fetch_all(&mut database)
            .await
            .unwrap();
    for (name,) in triggers {
        let drop = sqlx::AssertSqlSafe(format!("DROP TRIGGER \"{name}\""));
        database.execute(drop).await.unwrap();
    }
    let changed = database.execute(sql).await.unwrap();
    assert_eq!(changed.rows_affected(), 1, "{sql}");
    database.close().await.unwrap();
}

#[tokio::test]
async fn an_entry_of_the_way_in_whose_bytes_were_changed_counts_as_a_loss() {
    let folder = tempfile::tempdir().unwrap();
    let writer = Writer::open(folder.path(), WriterOptions::default());
    let writer = writer.await.unwrap();
    let entries = [100, 200, 300].map(|at| EntryDraft {
        kind: KIND_WAY_CHANGED.to_owned(),
        recorded_ms: at,
        subjects: vec![SUBJECT_WAY_IN.to_owned()],
        about: None,
        facts: json!({
            "at": at, "provider": "ssh", "state": "proven", "proven_since": at,
            "last_proof": at, "off": false, "reason": null, "host": null,
        })
        .to_string(),
        parts: Vec::new(),
    });
    let built = Built {
        entries: entries.to_vec(),
        remember: None,
    };
    writer.append(None, move |_| (built, ())).await.unwrap();
    writer.close().await;
    let gaps = async || {
        let reader = Reader::open(folder.path()).await.unwrap();
        let gaps = engine::gaps(&reader, &Span::default()).await.unwrap();
        let spans = gaps.into_iter().map(|gap| (gap.from, gap.to));
        spans.collect::<Vec<_>>()
    };
    assert_eq!(gaps().await, [], "proven all the while");
    // Its facts still say what they said.
    let sql = "UPDATE entry SET recorded_ms = 201 WHERE sequence = 2";
    tamper_in(folder.path(), sql).await;
    assert_eq!(gaps().await, [(100, Some(300))]);
}

#[tokio::test]
async fn one_changed_byte_of_an_entry_is_found_and_named_and_the_rest_can_be_read() {
    let place = with_deliveries(40);
    // A byte in the middle of the leaf of entry 21, the delivery u-11.
    let sql = "UPDATE entry SET leaf = CAST(substr(leaf, 1, 40) \
               || CASE substr(leaf, 41, 1) WHEN x'00' THEN x'01' ELSE x'00' END \
               || substr(leaf, 42) AS BLOB) WHERE sequence = 21";
    tamper(&place, sql).await;
    let (code, found) = place.verify_ledger();
    assert_eq!(code, Some(1));
    assert_eq!(found["intact"], false);
    assert!(
        found["damage"]
            .as_array()
            .unwrap()
            .iter()
            .any(|d| d["sequence"] == 21),
        "{found}"
    );

    let entries = place.timeline(&[]);
    assert_eq!(entries.len(), 40);
    let damaged: Vec<_> = entries
        .iter()
        .filter(|entry| !entry["damage"].is_null())
        .collect();
    assert_eq!(damaged.len(), 1);
    assert_eq!(damaged[0]["sequence"], 21);
    assert_ne!(damaged[0]["mark"], "hash_matches");
}

#[tokio::test]
async fn a_changed_body_is_found_and_named() {
    let place = with_deliveries(5);
    let sql = "UPDATE part SET value = CAST(replace(CAST(value AS TEXT), '100000.0', '900000.0') \
               AS BLOB) WHERE place = 3 * 1024";
    tamper(&place, sql).await;
    let (code, found) = place.verify_ledger();
    assert_eq!(code, Some(1));
    assert_eq!(found["damage"][0]["sequence"], 3, "{found}");
}

#[tokio::test]
async fn changing_or_removing_the_past_is_refused_by_the_database_itself() {
    let place = with_deliveries(3);
    let mut database = database(&place.data().join("acme")).await;
    for sql in [
        "UPDATE entry SET kind = 'note' WHERE sequence = 1",
        "DELETE FROM entry WHERE sequence = 1",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE sequence = 1",
        "UPDATE part SET value = x'00' WHERE place = 1024",
    ] {
        assert!(database.execute(sql).await.is_err(), "{sql}");
    }
    database.close().await.unwrap();
    assert_eq!(place.verify_ledger().0, Some(0));
}

#[tokio::test]
async fn a_ledger_whose_newest_entry_is_damaged_is_not_written_to_and_says_which() {
    let place = with_deliveries(3);
    tamper(
        &place,
        "UPDATE entry SET recorded_ms = recorded_ms + 1 WHERE sequence = 6",
    )
    .await;
    let output = place.serve_refused();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("entry 6"), "{said}");
    // Reading goes on: the three deliveries, and the damaged verdict for itself.
    let entries = place.timeline(&[]);
    let sequences: Vec<u64> = entries
        .iter()
        .map(|entry| entry["sequence"].as_u64().unwrap())
        .collect();
    assert_eq!(sequences, [1, 3, 5, 6]);
    assert!(entries[2]["damage"].is_string() && entries[3]["damage"].is_string());
    assert_ne!(entries[2]["mark"], "hash_matches");
}

#[tokio::test]
async fn a_ledger_of_a_newer_format_is_refused_with_a_clear_message() {
    let place = with_deliveries(1);
    let mut database = database(&place.data().join("acme")).await;
    database.execute("PRAGMA user_version = 99").await.unwrap();
    database.close().await.unwrap();
    let output = place.ask(&["timeline", "--json"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    assert!(said.contains("newer") && said.contains("99"), "{said}");
}

#[test]
fn a_file_that_can_not_be_read_as_a_ledger_any_more_is_said_to_be_damaged() {
    let place = with_deliveries(3);
    let path = place.data().join("acme/ledger.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[0] ^= 1;
    fs::write(&path, bytes).unwrap();
    let (code, found) = place.verify_ledger();
    assert_eq!(code, Some(1));
    assert_eq!(found["intact"], false);
    assert!(
        found["damage"][0]["detail"]
            .as_str()
            .unwrap()
            .contains("ledger.db"),
        "{found}"
    );
}

#[test]
fn the_data_folder_is_its_owners_alone() {
    let place = with_deliveries(1);
    for (path, mode) in [(place.data(), 0o700), (place.data().join("acme"), 0o700)] {
        let found = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(found, mode, "{}", path.display());
    }
}
