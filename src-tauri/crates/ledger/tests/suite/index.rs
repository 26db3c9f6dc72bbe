//! The index says what a scan of the ledger says, and comes back whole from any state of its file.

use crate::fixture::{Fixture, append, draft};
use crate::index_model::{DESCRIBE, Model, agrees, fill, said};
use ledger::{
    Built, Describe, FacetQuery, Follower, From, Index, IndexHealth, IndexState, Rebuilt,
};
use std::path::{Path, PathBuf};
use std::time::Duration;

async fn index(fixture: &Fixture) -> Index {
    Index::open(&fixture.dir(), fixture.reader.clone(), DESCRIBE)
        .await
        .unwrap()
}

fn follow(index: &Index, fixture: &Fixture) -> Follower {
    index.follow(fixture.writer.committed()).unwrap()
}

async fn reached(index: &Index, sequence: u64) {
    let mut indexed = index.indexed();
    let reached = indexed.wait_for(|indexed| *indexed >= sequence);
    let in_time = tokio::time::timeout(Duration::from_secs(30), reached).await;
    assert!(in_time.is_ok(), "{:?}", index.state().borrow());
}

async fn until(index: &Index, what: impl FnMut(&IndexState) -> bool) -> IndexState {
    let mut state = index.state();
    let seen = tokio::time::timeout(Duration::from_secs(30), state.wait_for(what));
    seen.await.unwrap().unwrap().clone()
}

#[tokio::test]
async fn what_the_index_finds_and_counts_is_what_a_scan_of_the_ledger_gives() {
    let seed = fastrand::u64(..);
    println!("seed {seed}");
    let mut random = fastrand::Rng::with_seed(seed);
    let fixture = Fixture::open().await;
    let mut model = Model::default();
    // Over several of the index's chunks; some before it opens, some while it follows.
    fill(&fixture, &mut random, 6_000, &mut model).await;
    let index = index(&fixture).await;
    assert_eq!(index.state().borrow().rebuilt, Some(Rebuilt::Absent));
    let follower = follow(&index, &fixture);
    for _ in 0..8 {
        fill(&fixture, &mut random, 400, &mut model).await;
    }
    reached(&index, 9_200).await;
    agrees(&index, &model, &mut random, 60).await;
    follower.stop().await;
}

#[tokio::test]
async fn an_index_that_is_stopped_in_the_middle_goes_on_where_it_was() {
    let mut random = fastrand::Rng::with_seed(7);
    let fixture = Fixture::open().await;
    let mut model = Model::default();
    fill(&fixture, &mut random, 300, &mut model).await;
    for round in 1..=5_u64 {
        let index = index(&fixture).await;
        let state = index.state().borrow().clone();
        assert_eq!(state.rebuilt.is_some(), round == 1, "{state:?}");
        let follower = follow(&index, &fixture);
        fill(&fixture, &mut random, 700, &mut model).await;
        reached(&index, random.u64(1..300 + 700 * round)).await;
        follower.stop().await;
    }
    let index = index(&fixture).await;
    let follower = follow(&index, &fixture);
    reached(&index, 3_800).await;
    agrees(&index, &model, &mut random, 40).await;
    follower.stop().await;
}

#[tokio::test]
async fn a_page_read_while_entries_come_is_that_of_one_moment() {
    let fixture = Fixture::open().await;
    let index = index(&fixture).await;
    let follower = follow(&index, &fixture);
    let writer = fixture.writer.clone();
    let writing = tokio::spawn(async move {
        for number in 0..400_i64 {
            // Red at first; the next entry of the same append paints it blue.
            let build = move |position: ledger::Position| {
                let red = said(number, true, &[("color", "red")], &[]);
                let mut blue = said(number, true, &[("color", "blue")], &[]);
                blue.about = Some(position.next);
                let entries = vec![red, blue];
                (
                    Built {
                        entries,
                        remember: None,
                    },
                    (),
                )
            };
            writer.append(None, build).await.unwrap();
        }
    });
    let blue = FacetQuery::having("color", "blue");
    let red = FacetQuery::having("color", "red");
    let mut looked = 0;
    while !writing.is_finished() || *index.indexed().borrow() < 800 {
        let page = index
            .find(&FacetQuery {
                from: From::After(0),
                ..blue.clone()
            })
            .await
            .unwrap();
        let expected: Vec<u64> = (1..=page.indexed).step_by(2).take(500).collect();
        assert_eq!(page.sequences, expected);
        assert!(index.find(&red).await.unwrap().sequences.is_empty());
        looked += 1;
        tokio::task::yield_now().await;
    }
    writing.await.unwrap();
    assert!(looked > 1);
    assert_eq!(index.newest("color", "blue").await.unwrap(), Some(799));
    assert_eq!(index.newest("color", "red").await.unwrap(), None);
    follower.stop().await;
}

/// An index of 900 entries that is closed, with the model of them.
async fn made() -> (Fixture, Model) {
    let fixture = Fixture::open().await;
    let mut model = Model::default();
    let mut random = fastrand::Rng::with_seed(3);
    fill(&fixture, &mut random, 900, &mut model).await;
    let index = index(&fixture).await;
    let follower = follow(&index, &fixture);
    reached(&index, 900).await;
    index.close().await;
    follower.stop().await;
    (fixture, model)
}

async fn is_made_anew(fixture: &Fixture, model: &Model, describe: Describe, why: Rebuilt) {
    let index = Index::open(&fixture.dir(), fixture.reader.clone(), describe)
        .await
        .unwrap();
    assert_eq!(index.state().borrow().rebuilt, Some(why));
    let follower = follow(&index, fixture);
    reached(&index, 900).await;
    agrees(&index, model, &mut fastrand::Rng::with_seed(5), 20).await;
    index.close().await;
    follower.stop().await;
}

/// The index's file.
fn file(fixture: &Fixture) -> PathBuf {
    let files = std::fs::read_dir(fixture.dir()).unwrap();
    let mut files = files.map(|file| file.unwrap().path()).filter(|file| {
        let name = file.file_name().unwrap().to_str().unwrap();
        name.starts_with("index-") && name.ends_with(".db")
    });
    let file = files.next().unwrap();
    assert_eq!(files.next(), None);
    file
}

#[tokio::test]
async fn an_index_that_was_deleted_or_is_of_another_version_is_made_anew() {
    let (fixture, model) = made().await;
    std::fs::remove_file(file(&fixture)).unwrap();
    is_made_anew(&fixture, &model, DESCRIBE, Rebuilt::Absent).await;
    let later = Describe {
        version: 2,
        ..DESCRIBE
    };
    is_made_anew(&fixture, &model, later, Rebuilt::OtherVersion).await;
    std::fs::write(file(&fixture), b"no database at all").unwrap();
    is_made_anew(&fixture, &model, later, Rebuilt::Unreadable).await;
    std::fs::write(file(&fixture), b"").unwrap();
    is_made_anew(&fixture, &model, later, Rebuilt::Unreadable).await;
}

#[tokio::test]
async fn an_index_of_another_ledger_or_ahead_of_its_own_is_made_anew() {
    let (fixture, model) = made().await;
    let (other, other_model) = made().await;
    std::fs::copy(file(&fixture), file(&other)).unwrap();
    is_made_anew(&other, &other_model, DESCRIBE, Rebuilt::OtherLedger).await;
    // A copy of the ledger from before, with the index of later.
    let copy = Fixture::open().await;
    copy.writer.close().await;
    fixture.writer.close().await;
    std::fs::copy(
        fixture.dir().join("ledger.db"),
        copy.dir().join("ledger.db"),
    )
    .unwrap();
    let later = ledger::Writer::open(&fixture.dir(), ledger::WriterOptions::default())
        .await
        .unwrap();
    append(
        &later,
        Built {
            entries: vec![said(0, true, &[], &[])],
            remember: None,
        },
    )
    .await
    .unwrap();
    let ahead = index(&fixture).await;
    let follower = ahead.follow(later.committed()).unwrap();
    reached(&ahead, 901).await;
    ahead.close().await;
    follower.stop().await;
    std::fs::copy(file(&fixture), copy.dir().join("index-0.db")).unwrap();
    let writer = ledger::Writer::open(&copy.dir(), ledger::WriterOptions::default())
        .await
        .unwrap();
    let copy = Fixture {
        reader: writer.reader(),
        writer,
        folder: copy.folder,
    };
    is_made_anew(&copy, &model, DESCRIBE, Rebuilt::Ahead).await;
}

/// Overwrites most of a file, from its second page on.
fn spoil(file: &Path) {
    use std::io::{Seek, SeekFrom, Write};
    let mut open = std::fs::OpenOptions::new().write(true).open(file).unwrap();
    let length = open.metadata().unwrap().len();
    open.seek(SeekFrom::Start(4096)).unwrap();
    let noise = vec![0xA5; usize::try_from(length - 4096).unwrap()];
    open.write_all(&noise).unwrap();
    open.sync_all().unwrap();
}

#[tokio::test]
async fn a_broken_index_is_made_anew_at_opening_and_when_it_turns_out_while_it_is_asked() {
    let (fixture, model) = made().await;
    spoil(&file(&fixture));
    is_made_anew(&fixture, &model, DESCRIBE, Rebuilt::Unreadable).await;
    let index = index(&fixture).await;
    assert_eq!(index.state().borrow().rebuilt, None);
    spoil(&file(&fixture));
    let asked = index.find(&FacetQuery::having("color", "red")).await;
    assert!(
        matches!(asked, Err(ledger::IndexError::Rebuilding)),
        "{asked:?}"
    );
    let follower = follow(&index, &fixture);
    let state = until(&index, |state| {
        state.rebuilt.is_some() && state.indexed == 900
    })
    .await;
    assert_eq!(state.rebuilt, Some(Rebuilt::Unreadable));
    assert_eq!(state.health, IndexHealth::Good);
    agrees(&index, &model, &mut fastrand::Rng::with_seed(5), 20).await;
    // Asked for, it is made anew too.
    index.rebuild();
    until(&index, |state| {
        state.rebuilt == Some(Rebuilt::Asked) && state.indexed == 900
    })
    .await;
    agrees(&index, &model, &mut fastrand::Rng::with_seed(6), 20).await;
    follower.stop().await;
}

#[tokio::test]
async fn a_second_program_does_not_get_the_index_and_a_follower_ends_with_the_writer() {
    let (fixture, _) = made().await;
    let first = index(&fixture).await;
    let second = Index::open(&fixture.dir(), fixture.reader.clone(), DESCRIBE).await;
    assert!(matches!(second, Err(ledger::IndexError::InUse)));
    let follower = follow(&first, &fixture);
    fixture.writer.close().await;
    let stopped = tokio::time::timeout(Duration::from_secs(30), follower.stop()).await;
    assert!(stopped.is_ok());
}

#[tokio::test]
async fn a_term_is_found_by_its_beginning_in_any_case_once_with_its_newest_entry() {
    let fixture = Fixture::open().await;
    let terms = [("Ärzte GmbH", "merchant:7"), ("4711", "transaction:4711")];
    let mut hidden = said(0, true, &[], &terms);
    hidden.parts = draft("", &[], &[("hidden", b"From A Part")]).parts;
    let entries = vec![
        said(0, true, &[], &terms),
        said(0, true, &[], &[("471", "account:471")]),
        hidden,
    ];
    append(
        &fixture.writer,
        Built {
            entries,
            remember: None,
        },
    )
    .await
    .unwrap();
    let index = index(&fixture).await;
    let follower = follow(&index, &fixture);
    reached(&index, 3).await;
    let search = async |text: &str| {
        let found = index.search(text, 9).await.unwrap();
        let found = found.into_iter();
        found
            .map(|one| (one.meaning, one.sequence))
            .collect::<Vec<_>>()
    };
    assert_eq!(search("äRZ").await, [("merchant:7".to_owned(), 3)]);
    let both = [
        ("account:471".to_owned(), 2),
        ("transaction:4711".to_owned(), 3),
    ];
    assert_eq!(search(" 47").await, both);
    assert_eq!(search("4711").await, both[1..]);
    assert_eq!(search("from a").await, [("hidden".to_owned(), 3)]);
    assert!(search("%").await.is_empty() && search("").await.is_empty());
    follower.stop().await;
}

#[tokio::test]
async fn a_text_that_begins_too_many_words_is_refused_and_not_answered_in_part() {
    let fixture = Fixture::open().await;
    for first in (0..1_100).step_by(100) {
        let words: Vec<String> = (first..first + 100)
            .map(|one| format!("word{one}"))
            .collect();
        let terms: Vec<_> = words.iter().map(|word| (word.as_str(), "w")).collect();
        let entries = vec![said(0, true, &[], &terms)];
        append(
            &fixture.writer,
            Built {
                entries,
                remember: None,
            },
        )
        .await
        .unwrap();
    }
    let index = index(&fixture).await;
    let follower = follow(&index, &fixture);
    reached(&index, 11).await;
    let text = |text: &str| FacetQuery {
        all: Vec::new(),
        text: Some(text.to_owned()),
        ..FacetQuery::having("", "")
    };
    let wide = index.find(&text("word")).await;
    assert!(matches!(
        wide,
        Err(ledger::IndexError::TooWide { most: 1000 })
    ));
    let narrow = index.find(&text("word109")).await.unwrap();
    assert_eq!(narrow.sequences, [11, 2]);
    follower.stop().await;
}
