//! What of a way in stands in the ledger.

use crate::{
    place::{Place, deliver, entries, gaps},
    ssh_server::{SshServer, Ways},
};
use domain::{
    GapCause,
    record::{
        KIND_DELIVERY, KIND_PROGRAM_BEGAN, KIND_PROGRAM_ENDED, KIND_WAY_CHANGED, ProgramBeganFacts,
        SUBJECT_WAY_IN, WayChangedFacts,
    },
};
use ledger::Reader;

fn changes(all: &[ledger::Entry]) -> Vec<WayChangedFacts> {
    let changes = all.iter().filter(|entry| entry.kind == KIND_WAY_CHANGED);
    changes
        .map(|entry| serde_json::from_str(&entry.facts).unwrap())
        .collect()
}

#[tokio::test]
async fn canaries_prove_the_way_in_and_none_of_them_is_an_entry() {
    let folder = tempfile::tempdir().unwrap();
    let server = SshServer::start(1, Ways::default()).await;
    let mut place = Place::start(folder.path(), &server).await;
    let public = place.public;
    place.proven().await;
    for _ in 0..3 {
        place.another_proof().await;
    }
    assert_eq!(deliver(public, 7).await, Some(200));
    place.end().await;
    let reader = Reader::open(folder.path()).await.unwrap();
    let all = entries(&reader, None).await;
    let way_in = all
        .iter()
        .filter(|entry| entry.subjects.iter().any(|one| one.name == SUBJECT_WAY_IN));
    assert_eq!(
        all.len(),
        way_in.count() + 2,
        "one delivery and its verdict"
    );
    assert_eq!(all.first().unwrap().kind, KIND_PROGRAM_BEGAN);
    assert_eq!(all.last().unwrap().kind, KIND_PROGRAM_ENDED);
    let words: Vec<String> = changes(&all).into_iter().map(|one| one.state).collect();
    assert_eq!(words, ["connecting", "session_up", "proven"]);
    let text: String = all.iter().map(|entry| entry.facts.clone()).collect();
    assert!(!text.contains("hooks"), "the path is secret: {text}");
    assert!(text.contains(&format!(r#""host":"127.0.0.1:{}""#, public.port())));
}

#[tokio::test]
async fn a_cut_is_a_gap_from_the_last_proof_to_the_next_and_the_end_opens_one() {
    let folder = tempfile::tempdir().unwrap();
    let server = SshServer::start(1, Ways::default()).await;
    let mut place = Place::start(folder.path(), &server).await;
    place.proven().await;
    place.another_proof().await;
    let cut = place.clock.now().0;
    server.cut();
    place
        .until("its end", |status| !status.state.is_proven())
        .await;
    place.proven().await;
    let proven = place.clock.now().0;
    place.end().await;
    let reader = Reader::open(folder.path()).await.unwrap();
    let found = gaps(&reader).await;
    let [first, dropped, ended] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert!(first.to.is_some_and(|to| to <= dropped.from));
    // A canary that is on its way when the session is cut may still come in.
    assert!(dropped.from <= cut + 1_000 && dropped.to.unwrap() >= cut);
    assert!(dropped.to.unwrap() <= proven);
    assert_eq!(dropped.causes, [GapCause::NotProven].into());
    assert_eq!(
        (ended.to, ended.causes.clone()),
        (None, [GapCause::NotRunning].into())
    );
    let why = changes(&entries(&reader, None).await);
    assert!(
        why.iter()
            .any(|one| one.reason.as_deref() == Some("session_ended")),
        "{why:?}"
    );
}

#[tokio::test]
async fn that_a_test_fails_since_the_program_ends_is_no_failure_of_the_way_in() {
    let folder = tempfile::tempdir().unwrap();
    let server = SshServer::start(1, Ways::default()).await;
    let mut place = Place::start(folder.path(), &server).await;
    place.proven().await;
    place.end_slowly().await;
    let reader = Reader::open(folder.path()).await.unwrap();
    let found = gaps(&reader).await;
    let last = found.last().unwrap();
    assert_eq!(
        (last.to, last.causes.clone()),
        (None, [GapCause::NotRunning].into())
    );
    let all = changes(&entries(&reader, None).await);
    assert_eq!(all.last().unwrap().state, "proven", "{all:?}");
}

#[tokio::test]
async fn after_a_crash_the_gap_runs_from_the_last_proof_that_was_noted_to_the_next_runs_first() {
    let folder = tempfile::tempdir().unwrap();
    let server = SshServer::start(1, Ways::default()).await;
    let mut place = Place::start(folder.path(), &server).await;
    place.proven().await;
    place.another_proof().await;
    let before = place.clock.now().0;
    let public = place.public;
    place.crash().await;

    let mut again = Place::again(folder.path(), &server, public).await;
    let began = again.clock.now().0;
    again.proven().await;
    again.end().await;
    let reader = Reader::open(folder.path()).await.unwrap();
    let all = entries(&reader, Some(KIND_PROGRAM_BEGAN)).await;
    let noted: ProgramBeganFacts = serde_json::from_str(&all.last().unwrap().facts).unwrap();
    let noted = noted.last_proof.unwrap().0;
    assert!(noted <= before + 5_000, "a proof of the run before");
    let ends = entries(&reader, Some(KIND_PROGRAM_ENDED)).await;
    assert_eq!(ends.len(), 1, "the first run did not end in order");
    let found = gaps(&reader).await;
    let crash = found
        .iter()
        .find(|gap| gap.from <= began && gap.to.is_some_and(|to| to >= began))
        .unwrap();
    assert_eq!(crash.from, noted);
    assert!(crash.causes.contains(&GapCause::NotRunning), "{crash:?}");
}

#[tokio::test]
async fn a_delivery_proves_the_way_in_as_a_canary_does() {
    let folder = tempfile::tempdir().unwrap();
    let server = SshServer::start(1, Ways::default()).await;
    let mut place = Place::start(folder.path(), &server).await;
    place.proven().await;
    assert_eq!(deliver(place.public, 7).await, Some(200));
    let delivery = entries(&place.writer.reader(), Some(KIND_DELIVERY)).await;
    let received = delivery.first().unwrap().recorded_ms;
    place
        .until("a proof as new as the delivery", |status| {
            status
                .last_proof
                .is_some_and(|proof| proof.wall_ms >= received)
        })
        .await;
    place.end().await;
}
