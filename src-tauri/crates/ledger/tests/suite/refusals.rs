//! What is refused: a second writer, foreign and newer files, changes behind the ledger's back.

use crate::fixture::{Fixture, append, draft, fill, one, raw};
use ledger::{AppendError, LedgerError, Reader, Writer, WriterOptions};
use sqlx::Connection;

#[tokio::test]
async fn a_second_writer_is_refused_until_the_first_is_closed() {
    let fixture = Fixture::open().await;
    let second = Writer::open(&fixture.dir(), WriterOptions::default()).await;
    assert!(matches!(second, Err(LedgerError::InUse)));
    assert!(
        append(&fixture.writer, one(draft("note", &[], &[])))
            .await
            .is_ok()
    );
    fixture.writer.close().await;
    let third = Writer::open(&fixture.dir(), WriterOptions::default())
        .await
        .unwrap();
    assert_eq!(*third.committed().borrow(), 1);
}

#[tokio::test]
async fn readers_are_welcome_while_a_writer_writes_and_after() {
    let fixture = Fixture::open().await;
    let reader = Reader::open(&fixture.dir()).await.unwrap();
    for entries in 1..=20 {
        let written = append(&fixture.writer, one(draft("note", &[], &[])))
            .await
            .unwrap();
        assert_eq!(
            (written.first, reader.size().await.unwrap()),
            (entries, entries)
        );
    }
    fixture.writer.close().await;
    assert_eq!(reader.size().await.unwrap(), 20);
    assert_eq!(
        Reader::open(&fixture.dir())
            .await
            .unwrap()
            .size()
            .await
            .unwrap(),
        20
    );
}

#[tokio::test]
async fn a_folder_without_a_ledger_is_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let none = Reader::open(&folder.path().join("nowhere")).await;
    assert!(matches!(none, Err(LedgerError::NoLedger { .. })));
}

#[tokio::test]
async fn a_ledger_of_a_newer_format_is_refused_and_not_touched() {
    let fixture = Fixture::open().await;
    fill(&fixture.writer, 3).await;
    let mut connection = fixture.raw().await;
    sqlx::raw_sql("PRAGMA user_version = 2")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let before = std::fs::read(fixture.dir().join("ledger.db")).unwrap();
    let refused = Writer::open(&fixture.dir(), WriterOptions::default())
        .await
        .unwrap_err();
    assert!(matches!(refused, LedgerError::Newer { found: 2, known: 1 }));
    assert!(refused.to_string().contains("newer version"));
    let refused = Reader::open(&fixture.dir()).await.unwrap_err();
    assert!(matches!(refused, LedgerError::Newer { found: 2, known: 1 }));
    assert_eq!(
        std::fs::read(fixture.dir().join("ledger.db")).unwrap(),
        before
    );
}

#[tokio::test]
async fn a_file_that_is_no_ledger_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ledger.db");
    std::fs::write(
        &file,
        "a shopping list, longer than a database's header is: ".repeat(20),
    )
    .unwrap();
    let before = std::fs::read(&file).unwrap();
    let refused = Writer::open(folder.path(), WriterOptions::default()).await;
    assert!(matches!(refused, Err(LedgerError::NotALedger { .. })));
    assert_eq!(std::fs::read(&file).unwrap(), before);

    std::fs::write(&file, "").unwrap();
    let mut connection = raw(folder.path()).await;
    sqlx::raw_sql("CREATE TABLE recipe (name TEXT)")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let refused = Writer::open(folder.path(), WriterOptions::default()).await;
    assert!(matches!(refused, Err(LedgerError::NotALedger { .. })));
    let refused = Reader::open(folder.path()).await;
    assert!(matches!(refused, Err(LedgerError::NotALedger { .. })));
}

#[cfg(unix)]
#[tokio::test]
async fn the_folder_and_its_files_are_for_this_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("ledger");
    std::fs::create_dir(&dir).unwrap();
    std::fs::set_permissions(&dir, std::fs::Permissions::from_mode(0o755)).unwrap();
    let writer = Writer::open(&dir, WriterOptions::default()).await.unwrap();
    fill(&writer, 1).await;
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&dir), 0o700);
    for file in std::fs::read_dir(&dir).unwrap() {
        assert_eq!(mode(&file.unwrap().path()), 0o600);
    }
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_the_past() {
    let fixture = Fixture::open().await;
    fill(&fixture.writer, 300).await;
    let mut connection = fixture.raw().await;
    for refused in [
        "UPDATE entry SET recorded_ms = 0 WHERE sequence = 7",
        "DELETE FROM entry WHERE sequence = 300",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE sequence = 7",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE sequence = 300",
        "UPDATE subject_entry SET number = 2 WHERE sequence = 7",
        "DELETE FROM subject_entry WHERE sequence = 7",
        "INSERT OR REPLACE INTO subject_entry SELECT * FROM subject_entry WHERE sequence = 7",
        "INSERT INTO subject_entry VALUES ('transaction:7', 8, 1)",
        "UPDATE part SET value = x'00'",
        "INSERT OR REPLACE INTO part SELECT * FROM part WHERE place / 1024 = 7",
        "INSERT INTO part VALUES (7 * 1024 + 9, zeroblob(32), x'')",
        "UPDATE node SET hash = zeroblob(32)",
        "DELETE FROM node",
        "INSERT OR REPLACE INTO node SELECT * FROM node",
        "UPDATE head SET size = 299",
        "DELETE FROM head",
        "INSERT OR REPLACE INTO head SELECT * FROM head",
        "UPDATE meta SET value = zeroblob(32)",
        "DELETE FROM meta",
        "INSERT OR REPLACE INTO meta SELECT * FROM meta",
    ] {
        assert!(
            sqlx::raw_sql(refused)
                .execute(&mut connection)
                .await
                .is_err(),
            "{refused}"
        );
    }
    assert!(fixture.reader.check(|_| {}).await.unwrap().is_whole());
}

#[tokio::test]
async fn an_erased_part_leaves_the_tree_whole() {
    let fixture = Fixture::open().await;
    fill(&fixture.writer, 300).await;
    let before = fixture.reader.head().await.unwrap();
    let mut connection = fixture.raw().await;
    let erase = "DELETE FROM part WHERE place = 299 * 1024";
    sqlx::raw_sql(erase).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let parts = fixture.reader.parts(&[299], None).await.unwrap();
    assert_eq!((parts[0].name.as_str(), &parts[0].value), ("body", &None));
    assert_eq!(parts[1].value.as_deref(), Some(&b"h"[..]));
    assert!(parts.iter().all(|part| part.damage.is_none()));
    let report = fixture.reader.check(|_| {}).await.unwrap();
    assert!(report.is_whole() && report.root == before.root);
    Writer::open(&fixture.dir(), WriterOptions::default())
        .await
        .unwrap();
}

#[tokio::test]
async fn more_appends_than_may_wait_are_refused() {
    let options = WriterOptions {
        queue_appends_max: 2,
        ..WriterOptions::default()
    };
    let fixture = Fixture::with(options).await;
    let note = || append(&fixture.writer, one(draft("note", &[], &[])));
    // The writer is held at this one, so that what comes behind it has to wait.
    let (started, has_started) = tokio::sync::oneshot::channel();
    let (go_on, may_go_on) = std::sync::mpsc::channel();
    let holding = fixture.writer.append(None, move |_| {
        started.send(()).unwrap();
        may_go_on.recv().unwrap();
        (one(draft("note", &[], &[])), ())
    });
    let behind = async {
        has_started.await.unwrap();
        let released = async {
            let refused = note().await;
            go_on.send(()).unwrap();
            refused
        };
        tokio::join!(note(), note(), released)
    };
    let (held, (first, second, third)) = tokio::join!(holding, behind);
    assert!(held.is_ok() && first.is_ok() && second.is_ok());
    assert_eq!(third, Err(AppendError::QueueFull));
    assert!(note().await.is_ok());
}
