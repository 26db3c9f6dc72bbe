//! The way in is proven at another URL than the one that the platform has: a gap until a person
//! says that it is set there, or a verified delivery shows it.

use crate::way_in::{change, gap, marks, run, run_with};
use domain::{
    GapCause, Millis, UrlTold,
    record::{KIND_PLATFORM_URL, PlatformUrlFacts, SUBJECT_WAY_IN},
};
use engine::{
    CameIn, Span, WayChange,
    way_in::{history, platform_url, platform_url_said, url_told},
};
use ledger::{Built, From, PageQuery, Reader, Writer, WriterOptions};
use std::path::Path;

const CUT: [GapCause; 2] = [GapCause::NotProven, GapCause::UrlChanged];

fn url(host: &str) -> UrlTold {
    url_told(
        &[7; 32],
        host.to_owned(),
        &format!("https://{host}/hooks/x"),
    )
}

fn at(url: &UrlTold, mut change: WayChange) -> WayChange {
    change.facts.host = Some(url.host.clone());
    change.facts.url_mark.clone_from(&url.mark);
    change
}

fn proven(url: &UrlTold, since: i64) -> WayChange {
    at(url, change(since, "proven", Some(since), Some(since)))
}

/// Proven at one URL, lost, and proven at another.
fn moved(from: &UrlTold, to: &UrlTold) -> Vec<WayChange> {
    vec![
        proven(from, 1_000),
        change(3_000, "failing", None, Some(2_000)),
        at(to, change(4_000, "session_up", None, Some(2_000))),
        proven(to, 5_000),
    ]
}

fn delivery(at: i64, host: &str) -> Option<CameIn> {
    Some(CameIn {
        at: Millis(at),
        host: Some(host.to_owned()),
    })
}

async fn writer(folder: &Path) -> Writer {
    let writer = Writer::open(folder, WriterOptions::default());
    writer.await.unwrap()
}

async fn said(reader: &Reader) -> Vec<PlatformUrlFacts> {
    let query = PageQuery {
        subject: Some(SUBJECT_WAY_IN.to_owned()),
        kinds: vec![KIND_PLATFORM_URL.to_owned()],
        from: From::After(0),
        limit: 100,
    };
    let entries = reader.page(&query).await.unwrap().entries;
    let facts = entries.iter().map(|entry| &entry.facts);
    facts
        .map(|text| serde_json::from_str(text).unwrap())
        .collect()
}

#[tokio::test]
async fn a_proof_at_another_url_ends_no_gap_until_a_person_says_that_the_platform_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (url("one.example"), url("other.example"));
    run(folder.path(), 900, moved(&one, &other), None).await;
    // It is proven there in the next run too, and that makes it no better.
    run(folder.path(), 6_000, vec![proven(&other, 7_000)], None).await;
    let writer = writer(folder.path()).await;
    let reader = writer.reader();
    let open = [CUT.as_slice(), &[GapCause::NotRunning]].concat();
    let found = marks(&reader).await;
    assert_eq!(found.gaps(&Span::default()), [gap(2_000, None, &open)]);
    let known = platform_url(&reader).await.unwrap();
    assert!(known.is(&one) && !known.is(&other) && !known.is_said(&one));

    let facts = PlatformUrlFacts {
        at: Millis(8_000),
        url: other.clone(),
        by_delivery: false,
        by: Some("A. Ndiaye".to_owned()),
    };
    let built = Built {
        entries: vec![platform_url_said(&facts, Millis(8_000)).unwrap()],
        remember: None,
    };
    writer.append(None, move |_| (built, ())).await.unwrap();
    let mut read_on = found;
    read_on.read_on(&reader).await.unwrap();
    for marks in [read_on, marks(&reader).await] {
        assert_eq!(
            marks.gaps(&Span::default()),
            [gap(2_000, Some(8_000), &open)]
        );
    }
    let known = platform_url(&reader).await.unwrap();
    assert!(known.is_said(&other) && !known.is(&one));
    let history = history(&reader, 10).await.unwrap();
    let newest = history.first().unwrap();
    assert_eq!(newest.by.as_deref(), Some("A. Ndiaye"));
    assert!(
        newest
            .words
            .contains("other.example is set on the platform")
    );
    writer.close().await;
}

#[tokio::test]
async fn a_verified_delivery_at_the_new_url_shows_that_the_platform_has_it() {
    let (one, other) = (url("one.example"), url("other.example"));
    // A proxy on the way may have put a name of its own there.
    for host in ["other.example", "OTHER.example", "127.0.0.1:4022"] {
        let folder = tempfile::tempdir().unwrap();
        let changes = moved(&one, &other);
        run_with(folder.path(), 900, changes, None, delivery(5_500, host)).await;
        // It is known at the next start.
        run(folder.path(), 6_000, vec![proven(&other, 7_000)], None).await;
        let writer = writer(folder.path()).await;
        let reader = writer.reader();
        let found = marks(&reader).await.gaps(&Span::default());
        let closed = [GapCause::NotRunning];
        let wanted = [
            gap(2_000, Some(5_500), &CUT),
            gap(5_500, Some(7_000), &closed),
        ];
        assert_eq!(found, wanted, "{host}");
        let said = said(&reader).await;
        assert_eq!(said.len(), 1, "once");
        assert!(said[0].by_delivery && said[0].url == other);
        writer.close().await;
    }
}

#[tokio::test]
async fn a_delivery_that_is_itself_the_proof_shows_it_too() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (url("one.example"), url("other.example"));
    let mut changes = moved(&one, &other);
    let mut proof = proven(&other, 7_000);
    // It is noticed a moment after it came.
    proof.facts.at = Millis(7_010);
    changes.extend([change(6_000, "failing", None, Some(5_000)), proof]);
    run_with(folder.path(), 900, changes, None, delivery(7_000, "x")).await;
    let writer = writer(folder.path()).await;
    assert_eq!(said(&writer.reader()).await.len(), 1);
    writer.close().await;
}

#[tokio::test]
async fn a_delivery_to_the_old_url_or_from_before_the_session_shows_nothing_of_the_new_one() {
    let (one, other) = (url("one.example"), url("other.example"));
    let none = [
        delivery(5_500, "one.example"),
        delivery(3_999, "other.example"),
    ];
    for came_in in none {
        let folder = tempfile::tempdir().unwrap();
        run_with(folder.path(), 900, moved(&one, &other), None, came_in).await;
        let writer = writer(folder.path()).await;
        let reader = writer.reader();
        let found = marks(&reader).await.gaps(&Span::default());
        assert_eq!(found, [gap(2_000, None, &CUT)]);
        assert_eq!(said(&reader).await, []);
        writer.close().await;
    }
}

#[tokio::test]
async fn the_same_url_in_a_new_session_and_the_old_one_again_are_no_change() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (url("one.example"), url("other.example"));
    let mut changes = moved(&one, &one);
    changes.extend([
        change(6_000, "failing", None, Some(5_800)),
        proven(&other, 6_500),
        change(6_800, "failing", None, Some(6_700)),
        proven(&one, 7_000),
    ]);
    run_with(
        folder.path(),
        900,
        changes,
        None,
        delivery(7_500, "one.example"),
    )
    .await;
    let writer = writer(folder.path()).await;
    let reader = writer.reader();
    let found = marks(&reader).await.gaps(&Span::default());
    let lost = [GapCause::NotProven];
    let wanted = [
        gap(2_000, Some(5_000), &lost),
        gap(5_800, Some(7_000), &CUT),
    ];
    assert_eq!(found, wanted);
    assert_eq!(said(&reader).await, [], "nothing new was shown");
    writer.close().await;
}

#[test]
fn a_url_is_told_by_its_host_and_a_mark_that_only_this_ledger_makes() {
    let told = |salt: u8, whole: &str| url_told(&[salt; 32], "a.example".to_owned(), whole);
    let one = told(1, "https://a.example/hooks/x");
    assert_eq!(one, told(1, "https://a.example/hooks/x"));
    assert!(!one.is(&told(1, "https://a.example/hooks/y")));
    assert!(!one.is(&told(2, "https://a.example/hooks/x")));
    let text = serde_json::to_string(&one).unwrap();
    assert!(!text.contains("hooks"), "{text}");
}
