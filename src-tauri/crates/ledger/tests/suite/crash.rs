//! A crash at any moment: what was answered is there, what is there is whole.

use crate::fixture::{Fixture, append, draft, fill, one};
use ledger::{LedgerError, Reader, Writer, WriterOptions};

/// The files as a crash would leave them: copied while the writer has them open.
fn copied(fixture: &Fixture, to: &str) -> std::path::PathBuf {
    let copy = fixture.folder.path().join(to);
    std::fs::create_dir(&copy).unwrap();
    for file in ["ledger.db", "ledger.db-wal"] {
        std::fs::copy(fixture.dir().join(file), copy.join(file)).unwrap();
    }
    copy
}

#[tokio::test]
async fn what_was_answered_is_there_after_a_crash() {
    let fixture = Fixture::open().await;
    fill(&fixture.writer, 600).await;
    let copy = copied(&fixture, "crashed");
    assert_eq!(
        Reader::open(&copy).await.unwrap().size().await.unwrap(),
        600
    );
    let writer = Writer::open(&copy, WriterOptions::default()).await.unwrap();
    let next = append(&writer, one(draft("note", &["everything"], &[])))
        .await
        .unwrap();
    assert_eq!(next.first, 601);
    let entry = writer.reader().entry(601).await.unwrap().unwrap();
    assert_eq!(entry.subjects[0].number, 601);
    assert!(writer.reader().check(|_| {}).await.unwrap().is_whole());
}

#[tokio::test]
async fn a_log_cut_anywhere_leaves_a_whole_ledger() {
    let fixture = Fixture::open().await;
    for _ in 0..12 {
        fill(&fixture.writer, 5).await;
    }
    let log = std::fs::read(fixture.dir().join("ledger.db-wal")).unwrap();
    let mut last_size = 0;
    for cut in (0..10)
        .map(|tenth| log.len() / 10 * tenth + 4321)
        .filter(|cut| *cut < log.len())
    {
        let copy = copied(&fixture, &format!("cut-{cut}"));
        std::fs::write(copy.join("ledger.db-wal"), &log[..cut]).unwrap();
        let writer = Writer::open(&copy, WriterOptions::default()).await.unwrap();
        let report = writer.reader().check(|_| {}).await.unwrap();
        assert!(report.is_whole() && report.size >= last_size && report.size % 5 == 0);
        last_size = report.size;
    }
    assert!(last_size > 0);
}

/// The last writer ends on a thread of its own, a moment after its program's part has.
async fn open_when_free(dir: &std::path::Path) -> Writer {
    let opened = async {
        loop {
            match Writer::open(dir, WriterOptions::default()).await {
                Err(LedgerError::InUse) => tokio::task::yield_now().await,
                opened => return opened.unwrap(),
            }
        }
    };
    let limit = std::time::Duration::from_secs(30);
    tokio::time::timeout(limit, opened).await.unwrap()
}

#[test]
fn a_writer_whose_program_stops_leaves_a_whole_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = || {
        tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .unwrap()
    };
    for round in 1..=3 {
        let running = runtime();
        let answered = running.block_on(async {
            let writer = open_when_free(folder.path()).await;
            fill(&writer, 50).await;
            for _ in 0..50 {
                let writer = writer.clone();
                tokio::spawn(async move { append(&writer, one(draft("note", &[], &[]))).await });
            }
            *writer.committed().borrow()
        });
        // The tasks are dropped where they stand.
        drop(running);
        let report = runtime().block_on(async {
            let reader = Reader::open(folder.path()).await.unwrap();
            reader.check(|_| {}).await.unwrap()
        });
        assert!(report.is_whole() && report.size >= answered && answered >= 50 * round);
    }
}
