//! What was found of the way in, written and read back as gaps; and what closes them.

use crate::fixture::{Fixture, merchant};
use domain::{
    Clock, Gap, GapCause, Millis,
    record::{
        KIND_PROGRAM_BEGAN, KIND_RECONCILED, KIND_WAY_CHANGED, PART_DETAIL, ProgramBeganFacts,
        ReconcileEnd, ReconciledFacts, SUBJECT_WAY_IN, WayChangedFacts,
    },
};
use engine::{
    Ask, CameIn, From, RowKind, Show, Span, WayChange, WayInLog, WayMarks, WayNews,
    way_in::was_watched,
};
use ledger::{Built, EntryDraft, PageQuery, Reader, Writer, WriterOptions};
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};
use tokio::sync::{mpsc, oneshot, watch};

/// A clock that stands still until it is set.
#[derive(Default)]
struct Still(AtomicI64);

impl Clock for Still {
    fn now(&self) -> Millis {
        Millis(self.0.load(Ordering::Relaxed))
    }

    fn monotonic(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.now().0).unwrap())
    }
}

pub fn change(
    at: i64,
    state: &str,
    proven_since: Option<i64>,
    last_proof: Option<i64>,
) -> WayChange {
    WayChange {
        facts: WayChangedFacts {
            at: Millis(at),
            provider: "ssh".to_owned(),
            state: state.to_owned(),
            proven_since: proven_since.map(Millis),
            last_proof: last_proof.map(Millis),
            off: state == "off",
            reason: (state == "failing").then(|| "session_ended".to_owned()),
            host: None,
            url_mark: None,
            missed: 0,
        },
        detail: (state == "failing").then(|| "the session ended: it broke".to_owned()),
    }
}

/// One run of the program, from its beginning to its end, with these changes.
pub async fn run(folder: &Path, began: i64, changes: Vec<WayChange>, ended: Option<i64>) {
    run_with(folder, began, changes, ended, None).await;
}

/// The same with a verified delivery, which is told as the last of all.
pub async fn run_with(
    folder: &Path,
    began: i64,
    changes: Vec<WayChange>,
    ended: Option<i64>,
    delivery: Option<CameIn>,
) {
    let clock = Arc::new(Still::default());
    clock.0.store(began, Ordering::Relaxed);
    let writer = Writer::open(folder, WriterOptions::default())
        .await
        .unwrap();
    let shared: Arc<dyn Clock> = clock.clone();
    let log = WayInLog::begin(writer.clone(), folder, shared);
    let log = log.await.unwrap();
    let (tell, told) = mpsc::channel(16);
    let (_prove, proofs) = watch::channel(None);
    let (_come, came_in) = watch::channel(delivery);
    let (end, over) = oneshot::channel();
    for change in changes {
        tell.send(change).await.unwrap();
    }
    match ended {
        Some(at) => {
            clock.0.store(at, Ordering::Relaxed);
            end.send(()).unwrap();
        }
        None => drop(end),
    }
    let news = WayNews {
        changes: told,
        proofs,
        came_in,
        end: over,
    };
    log.follow(news).await;
    writer.close().await;
}

pub async fn marks(reader: &Reader) -> WayMarks {
    let mut marks = WayMarks::default();
    marks.read_on(reader).await.unwrap();
    marks
}

pub fn gap(from: i64, to: Option<i64>, causes: &[GapCause]) -> Gap {
    let causes = causes.iter().copied().collect();
    Gap { from, to, causes }
}

#[tokio::test]
async fn two_runs_with_a_loss_and_a_crash_between_them_are_three_gaps() {
    let folder = tempfile::tempdir().unwrap();
    let first = vec![
        change(1_000, "connecting", None, None),
        change(1_100, "proven", Some(1_100), Some(1_100)),
        change(5_000, "failing", None, Some(4_000)),
        change(6_000, "proven", Some(6_000), Some(6_000)),
    ];
    run(folder.path(), 900, first, None).await;
    let second = vec![change(9_100, "proven", Some(9_100), Some(9_100))];
    run(folder.path(), 9_000, second, Some(12_000)).await;

    let reader = Reader::open(folder.path()).await.unwrap();
    assert!(was_watched(&reader).await.unwrap());
    let found = marks(&reader).await.gaps(&Span::default());
    let wanted = [
        gap(1_000, Some(1_100), &[GapCause::NotProven]),
        gap(4_000, Some(6_000), &[GapCause::NotProven]),
        gap(6_000, Some(9_100), &[GapCause::NotRunning]),
        gap(9_100, None, &[GapCause::NotRunning]),
    ];
    assert_eq!(found, wanted);
    let span = Span {
        from: Some(Millis(6_000)),
        until: Some(Millis(9_100)),
    };
    assert_eq!(marks(&reader).await.gaps(&span), wanted[2..3]);

    let ask = Ask {
        subject: None,
        show: Show::All,
        from: From::After(0),
        limit: 100,
    };
    let rows = engine::timeline(&reader, &ask).await.unwrap().rows;
    assert!(rows.iter().all(|row| row.kind == RowKind::WayIn));
    let failing = rows.iter().find(|row| row.reason.contains("fails"));
    let reason = &failing.unwrap().reason;
    assert_eq!(
        reason,
        "The way in (ssh) fails. Why: the session ended: it broke."
    );
}

async fn append(writer: &Writer, kind: &str, at: i64, facts: String) {
    let entry = EntryDraft {
        kind: kind.to_owned(),
        recorded_ms: at,
        subjects: vec![SUBJECT_WAY_IN.to_owned()],
        about: None,
        facts,
        parts: Vec::new(),
    };
    let built = Built {
        entries: vec![entry],
        remember: None,
    };
    writer.append(None, move |_| (built, ())).await.unwrap();
}

#[tokio::test]
async fn a_run_begins_at_the_newest_verified_delivery_where_the_file_beside_it_knows_less() {
    let fixture = Fixture::with_an_index_that_reads_nothing().await;
    let folder = tempfile::tempdir().unwrap();
    let began = async |at: i64| {
        let clock = Arc::new(Still::default());
        clock.0.store(at, Ordering::Relaxed);
        let log = WayInLog::begin(fixture.writer.clone(), folder.path(), clock).await;
        drop(log.unwrap());
        let query = PageQuery {
            subject: None,
            kinds: vec![KIND_PROGRAM_BEGAN.to_owned()],
            from: ledger::From::Newest,
            limit: 1,
        };
        let page = fixture.reader.page(&query).await.unwrap();
        let facts: ProgramBeganFacts = serde_json::from_str(&page.entries[0].facts).unwrap();
        facts.last_proof.map(|proof| proof.0)
    };
    assert_eq!(began(1_000).await, None);
    fixture
        .keep(2_000, "u-1", &merchant(7, "VALID"), true)
        .await;
    fixture
        .keep(3_000, "u-2", &merchant(8, "VALID"), true)
        .await;
    fixture
        .keep(4_000, "u-3", &merchant(9, "VALID"), false)
        .await;
    assert_eq!(
        began(5_000).await,
        Some(3_000),
        "the forged one proves nothing"
    );
}

#[tokio::test]
async fn what_can_not_be_read_or_was_not_told_counts_as_a_loss() {
    let folder = tempfile::tempdir().unwrap();
    let writer = Writer::open(folder.path(), WriterOptions::default());
    let writer = writer.await.unwrap();
    let proven = |at: i64, missed: u64| {
        let mut facts = change(at, "proven", Some(at), Some(at)).facts;
        facts.missed = missed;
        serde_json::to_string(&facts).unwrap()
    };
    append(&writer, KIND_WAY_CHANGED, 100, proven(100, 0)).await;
    append(&writer, KIND_WAY_CHANGED, 200, "{}".to_owned()).await;
    append(&writer, KIND_WAY_CHANGED, 300, proven(300, 0)).await;
    append(&writer, KIND_WAY_CHANGED, 400, proven(400, 3)).await;
    append(&writer, KIND_PROGRAM_BEGAN, 500, "{}".to_owned()).await;
    let unproven = [GapCause::NotProven];
    let wanted = [
        gap(100, Some(300), &unproven),
        gap(300, Some(400), &unproven),
        gap(400, None, &unproven),
    ];
    let found = marks(&writer.reader()).await.gaps(&Span::default());
    assert_eq!(found, wanted);
    let parts = writer.reader().parts(&[1], Some(PART_DETAIL)).await;
    assert!(parts.unwrap().is_empty());
    writer.close().await;
}

#[tokio::test]
async fn a_gap_is_closed_by_a_whole_reconciliation_that_began_behind_its_end_and_by_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let lost = vec![
        change(1_000, "proven", Some(1_000), Some(1_000)),
        change(3_000, "failing", None, Some(2_000)),
        change(4_000, "proven", Some(4_000), Some(4_000)),
    ];
    run(folder.path(), 900, lost, Some(9_000)).await;
    let writer = Writer::open(folder.path(), WriterOptions::default());
    let writer = writer.await.unwrap();
    let reader = writer.reader();
    let lost = gap(2_000, Some(4_000), &[GapCause::NotProven]);
    let ended = gap(4_000, None, &[GapCause::NotRunning]);
    let both = [lost.clone(), ended.clone()];
    assert_eq!(marks(&reader).await.unclosed(), both);
    for (from, started, end) in [
        (2_000, 3_999, ReconcileEnd::Whole),
        (2_001, 5_000, ReconcileEnd::Whole),
        (2_000, 5_000, ReconcileEnd::Partial),
        (2_000, 5_000, ReconcileEnd::Cancelled),
        (2_000, 4_000, ReconcileEnd::Whole),
    ] {
        assert_eq!(marks(&reader).await.unclosed(), both);
        let facts = ReconciledFacts {
            from: Millis(from),
            started: Millis(started),
            ended: Millis(6_000),
            end,
            calls: 1,
            objects: 1,
            missed: 0,
            refused: Vec::new(),
            by: None,
        };
        let facts = serde_json::to_string(&facts).unwrap();
        append(&writer, KIND_RECONCILED, 6_000, facts).await;
    }
    let marks = marks(&reader).await;
    assert_eq!(marks.unclosed(), [ended]);
    assert!(marks.closed_by(&lost).is_some());
    writer.close().await;
}
