//! Events whose status goes backwards or sideways: found once each, and one card an object.

use crate::fixture::{Fixture, merchant, transaction};
use domain::Subject;
use engine::{Ask, CardKind, Cards, CourseWatch, Doer, From, Row, RowKind, Show, chain, timeline};
use tempfile::TempDir;

struct Watched {
    fixture: Fixture,
    folder: TempDir,
    watch: CourseWatch,
}

impl Watched {
    async fn new() -> Self {
        let fixture = Fixture::with_an_index_that_reads_nothing().await;
        let folder = tempfile::tempdir().unwrap();
        let watch = CourseWatch::open(fixture.writer.clone(), folder.path()).unwrap();
        Self {
            fixture,
            folder,
            watch,
        }
    }

    /// The same ledger watched by the next run of the program.
    fn anew(&mut self) {
        let writer = self.fixture.writer.clone();
        self.watch = CourseWatch::open(writer, self.folder.path()).unwrap();
    }

    async fn keep(&self, body: &str) -> u64 {
        self.fixture.keep(1_000, "a", body, true).await
    }

    async fn of(&self, subject: &str) -> Vec<Row> {
        let ask = Ask {
            subject: Some(Subject::parse(subject).unwrap()),
            show: Show::All,
            from: From::Newest,
            limit: 50,
        };
        timeline(&self.fixture.reader, &ask).await.unwrap().rows
    }

    async fn cards(&self) -> Vec<engine::Card> {
        let cards = Cards::new(self.fixture.reader.clone());
        cards.told().await.unwrap().open
    }
}

#[tokio::test]
async fn a_status_that_comes_back_after_its_end_stands_on_the_timeline_and_has_a_card() {
    let mut watched = Watched::new().await;
    watched.keep(&merchant(7, "VALID")).await;
    let flagged = watched.keep(&merchant(7, "FLAGGED")).await;
    assert_eq!(watched.watch.catch_up().await.unwrap(), 0);
    let replayed = watched.keep(&merchant(7, "VALID")).await;
    assert_eq!(watched.watch.catch_up().await.unwrap(), 1);

    let rows = watched.of("merchant:7").await;
    let row = &rows[0];
    assert_eq!(
        (row.kind, row.about),
        (RowKind::OutOfCourse, Some(replayed))
    );
    assert!(
        row.alarm && row.reason.contains("from FLAGGED to VALID"),
        "{row:?}"
    );
    let cards = watched.cards().await;
    assert_eq!(cards.len(), 1);
    assert_eq!((cards[0].count, cards[0].delivery), (1, Some(replayed)));
    let CardKind::OutOfCourse {
        subject, earlier, ..
    } = &cards[0].kind
    else {
        panic!("{cards:?}");
    };
    assert_eq!(
        (subject.to_string().as_str(), *earlier),
        ("merchant:7", flagged)
    );
}

#[tokio::test]
async fn an_object_has_one_card_for_all_its_odd_events_and_a_settled_one_is_not_opened_again() {
    let mut watched = Watched::new().await;
    for status in ["COMPLETED", "IN_PROGRESS", "AWAITING_DEPOSIT"] {
        watched.keep(&transaction(8, status)).await;
    }
    assert_eq!(watched.watch.catch_up().await.unwrap(), 2);
    let open = watched.cards().await;
    assert_eq!((open.len(), open[0].count), (1, 2));
    let cards = Cards::new(watched.fixture.reader.clone());
    let doer = Doer {
        by: Some("Ada".to_owned()),
        now: domain::Millis(9),
    };
    let writer = &watched.fixture.writer;
    let settled = cards
        .settle(writer, &open[0].id, "set back by support", doer)
        .await;
    settled.unwrap();
    assert_eq!(watched.cards().await, []);
    // What comes after that is another matter.
    watched.keep(&transaction(8, "PENDING")).await;
    watched.watch.catch_up().await.unwrap();
    let opened = watched.cards().await;
    assert_eq!((opened.len(), opened[0].count), (1, 1));
}

#[tokio::test]
async fn the_same_status_again_a_step_left_out_and_an_unknown_word_are_no_alarm() {
    let mut watched = Watched::new().await;
    for status in [
        "PENDING",
        "PENDING",
        "IN_PROGRESS",
        "ODD_WORD",
        "IN_PROGRESS",
        "COMPLETED",
    ] {
        watched.keep(&transaction(9, status)).await;
    }
    watched
        .fixture
        .keep(1, "b", &transaction(9, "PENDING"), false)
        .await;
    assert_eq!(watched.watch.catch_up().await.unwrap(), 0);
    assert_eq!(watched.cards().await, []);
}

#[tokio::test]
async fn a_run_that_ended_before_it_kept_its_place_writes_nothing_twice_and_leaves_nothing_out() {
    let mut watched = Watched::new().await;
    watched.keep(&transaction(3, "COMPLETED")).await;
    watched.keep(&transaction(3, "PENDING")).await;
    assert_eq!(watched.watch.catch_up().await.unwrap(), 1);
    watched.anew();
    assert_eq!(watched.watch.catch_up().await.unwrap(), 0);
    watched.watch.keep_place().unwrap();
    // The status before is read from the timeline, since nothing is remembered.
    watched.keep(&transaction(3, "NONE")).await;
    watched.keep(&transaction(3, "COMPLETED")).await;
    watched.anew();
    watched.keep(&transaction(3, "PENDING")).await;
    assert_eq!(watched.watch.catch_up().await.unwrap(), 1);
    assert_eq!(watched.cards().await[0].count, 2);
}

#[tokio::test]
async fn an_older_delivery_that_is_believed_later_does_not_hide_what_came_behind_it() {
    for is_restarted in [false, true] {
        let mut watched = Watched::new().await;
        let first = watched.keep(&transaction(4, "PENDING")).await;
        let fixture = &watched.fixture;
        let body = transaction(4, "PENDING");
        let held_back = fixture.keep(1_000, "b", &body, false).await;
        watched.keep(&transaction(4, "COMPLETED")).await;
        assert_eq!(watched.watch.catch_up().await.unwrap(), 0);
        watched.watch.keep_place().unwrap();
        if is_restarted {
            watched.anew();
        }
        watched.fixture.judge_again(held_back, first, 2_000).await;
        assert_eq!(watched.watch.catch_up().await.unwrap(), 0);
        watched.keep(&transaction(4, "IN_PROGRESS")).await;
        assert_eq!(watched.watch.catch_up().await.unwrap(), 1);
    }
}

#[tokio::test]
async fn a_place_that_cannot_be_read_is_an_error_and_a_torn_one_costs_time_alone() {
    let mut watched = Watched::new().await;
    watched.keep(&merchant(7, "ABANDONED")).await;
    watched.keep(&merchant(7, "NEW")).await;
    let file = watched.folder.path().join("course.json");
    std::fs::write(&file, "{\"upto\":").unwrap();
    watched.anew();
    assert_eq!(watched.watch.catch_up().await.unwrap(), 1);
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    let opened = CourseWatch::open(watched.fixture.writer.clone(), watched.folder.path());
    assert!(chain(&opened.unwrap_err()).contains("course.json"));
}
