//! A full disk: refused, told, and gone on from when there is room.

use crate::fixture::{Fixture, append, draft, fill, one, raw};
use ledger::{AppendError, StoreHealth, WriterOptions};
use sqlx::Connection;

#[tokio::test]
async fn a_full_disk_is_told_and_left_behind_when_there_is_room() {
    let options = WriterOptions {
        max_page_count: Some(200),
        ..WriterOptions::default()
    };
    let fixture = Fixture::with(options).await;
    let health = fixture.writer.health();
    fill(&fixture.writer, 20).await;
    let large = vec![7; 40_000];
    let note = || {
        append(
            &fixture.writer,
            one(draft("note", &["a"], &[("body", &large)])),
        )
    };
    let mut written = 20;
    let refused = loop {
        match note().await {
            Ok(_) => written += 1,
            Err(refused) => break refused,
        }
        assert!(written < 100, "the disk never became full");
    };
    assert_eq!(refused, AppendError::DiskFull);
    assert_eq!(*health.borrow(), StoreHealth::Full);
    assert_eq!(note().await, Err(AppendError::DiskFull));
    assert_eq!(fixture.reader.size().await.unwrap(), written);
    assert_eq!(*fixture.writer.committed().borrow(), written);

    let mut connection = raw(&fixture.dir()).await;
    let erase = "DELETE FROM part WHERE length(value) = 40000";
    sqlx::raw_sql(erase).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    assert_eq!(note().await.unwrap().first, written + 1);
    assert_eq!(*health.borrow(), StoreHealth::Good);
    assert!(fixture.reader.check(|_| {}).await.unwrap().is_whole());
}

#[tokio::test]
async fn a_store_that_fails_is_told_and_left_behind_when_it_works_again() {
    let fixture = Fixture::open().await;
    let health = fixture.writer.health();
    fill(&fixture.writer, 3).await;
    let note = || {
        append(
            &fixture.writer,
            one(draft("note", &["a"], &[("body", b"x")])),
        )
    };
    let mut connection = raw(&fixture.dir()).await;
    let hide = "ALTER TABLE part RENAME TO hidden";
    sqlx::raw_sql(hide).execute(&mut connection).await.unwrap();
    let (first, second) = tokio::join!(note(), note());
    assert!(matches!(first, Err(AppendError::Storage { .. })));
    assert!(matches!(second, Err(AppendError::Storage { .. })));
    assert!(matches!(*health.borrow(), StoreHealth::Failing { .. }));
    let show = "ALTER TABLE hidden RENAME TO part";
    sqlx::raw_sql(show).execute(&mut connection).await.unwrap();
    assert_eq!(note().await.unwrap().first, 4);
    assert_eq!(*health.borrow(), StoreHealth::Good);
    let subjects = fixture.reader.entry(4).await.unwrap().unwrap().subjects;
    assert_eq!(subjects[0].number, 1);
    assert!(fixture.reader.check(|_| {}).await.unwrap().is_whole());
}
