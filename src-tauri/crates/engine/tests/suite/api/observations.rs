//! Every call is an entry, and what is unchanged is kept once.

use super::{At, KEY, SECRET, by_path, merchant_body, not_found, subject};
use crate::server::{Reply, Server};
use domain::record::{CallOutcome, PART_BODY, PART_OBJECTS};
use engine::{
    HeldCredentials, NotReady,
    api::{ApiError, Cause, operations},
};
use partner_api::{
    Operation,
    endpoints::list::{PageAsk, list_merchants},
};

fn person() -> Cause {
    Cause::person(Some("A. Ndiaye".to_owned()))
}

async fn parts_of(at: &At, sequence: u64) -> Vec<String> {
    let parts = at.fixture.reader.parts(&[sequence], None).await.unwrap();
    parts.into_iter().map(|part| part.name).collect()
}

#[tokio::test]
async fn a_read_is_kept_whole_and_the_same_answer_as_its_hash_alone() {
    let server = Server::always(Reply::json(200, &merchant_body(7, "VALID"))).await;
    let at = At::server(&server).await;
    for _ in 0..2 {
        let read = at
            .room
            .read_subject(subject("merchant:7"), None, person())
            .await;
        assert!(read.unwrap().worked());
    }
    let calls = at.calls().await;
    assert_eq!(calls.len(), 2);
    for call in &calls {
        assert_eq!(call.facts.outcome, CallOutcome::Worked);
        assert_eq!(call.facts.by.as_deref(), Some("A. Ndiaye"));
        assert_eq!(call.sent.as_ref().unwrap().path, "/bpapi/v1/business/7");
        assert_eq!(
            call.body.as_deref(),
            Some(merchant_body(7, "VALID").as_bytes())
        );
        assert_eq!(call.shown[0].status.as_deref(), Some("VALID"));
    }
    let answer = |number: usize| calls[number].facts.answer.clone().unwrap();
    assert_eq!(
        (answer(0).same_as, answer(1).same_as),
        (None, Some(calls[0].sequence))
    );
    assert!(
        parts_of(&at, calls[0].sequence)
            .await
            .contains(&PART_BODY.to_owned())
    );
    assert!(
        !parts_of(&at, calls[1].sequence)
            .await
            .contains(&PART_BODY.to_owned())
    );
    // No hash of a body stands in what can't be erased.
    let entry = at
        .fixture
        .reader
        .entry(calls[1].sequence)
        .await
        .unwrap()
        .unwrap();
    let parts = at
        .fixture
        .reader
        .parts(&[entry.sequence], Some("answer_hash"))
        .await
        .unwrap();
    let hash = String::from_utf8(parts[0].value.clone().unwrap()).unwrap();
    assert!(!entry.facts.contains(&hash) && hash.len() == 64);
    let subjects: Vec<_> = entry.subjects.iter().map(|one| one.name.clone()).collect();
    assert_eq!(subjects, ["calls", "merchant:7"]);
}

#[tokio::test]
async fn of_a_list_the_objects_that_changed_are_kept() {
    let server = Server::start(|number, _| {
        let second = if number == 0 { "PENDING" } else { "VALID" };
        let items = [merchant_body(7, "VALID"), merchant_body(8, second)];
        Reply::json(
            200,
            &format!(r#"{{"data":[{}],"total":2}}"#, items.join(",")),
        )
    })
    .await;
    let at = At::server(&server).await;
    let list = list_merchants().at(PageAsk { page: 0, limit: 50 });
    for _ in 0..3 {
        let read = at.room.call(&list, person()).await.unwrap();
        assert_eq!(read.outcome.unwrap().items.len(), 2);
    }
    let calls = at.calls().await;
    let told = |number: usize| {
        let answer = calls[number].facts.answer.clone().unwrap();
        let shown = calls[number]
            .shown
            .iter()
            .map(|one| one.subject.to_string());
        (answer.count, answer.changed, shown.collect::<Vec<_>>())
    };
    let of = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        told(0),
        (Some(2), Some(2), of(&["merchant:7", "merchant:8"]))
    );
    assert_eq!(told(1), (Some(2), Some(1), of(&["merchant:8"])));
    assert_eq!(told(2), (Some(2), Some(0), of(&[])));
    let changed = format!("[{}]", merchant_body(8, "VALID"));
    assert_eq!(calls[1].body.as_deref(), Some(changed.as_bytes()));
    assert!(
        !parts_of(&at, calls[2].sequence)
            .await
            .contains(&PART_OBJECTS.to_owned())
    );
}

#[tokio::test]
async fn what_was_refused_lost_or_not_understood_is_an_entry_too_with_its_body() {
    let html = "<!DOCTYPE html><p>Proxy".to_owned();
    for (reply, outcome, body) in [
        (not_found(), CallOutcome::Refused, None),
        (Reply::html(403), CallOutcome::Refused, Some(html.clone())),
        (Reply::html(502), CallOutcome::Unknown, Some(html)),
        (Reply::HangUp, CallOutcome::Unknown, None),
        (
            Reply::json(200, "7"),
            CallOutcome::Unknown,
            Some("7".to_owned()),
        ),
    ] {
        let server = Server::always(reply.clone()).await;
        let at = At::server(&server).await;
        let read = at
            .room
            .read_subject(subject("merchant:7"), None, person())
            .await;
        assert!(!read.unwrap().worked(), "{reply:?}");
        let call = at.calls().await.remove(0);
        assert_eq!(call.facts.outcome, outcome, "{reply:?}");
        assert!(call.shown.is_empty() && call.detail.is_some(), "{reply:?}");
        if let Some(body) = body {
            assert_eq!(call.body.as_deref(), Some(body.as_bytes()), "{reply:?}");
        }
    }
    let at = At::url("http://127.0.0.1:9/bpapi").await;
    let read = at
        .room
        .read_subject(subject("merchant:7"), None, person())
        .await;
    assert!(!read.unwrap().worked());
    let call = at.calls().await.remove(0);
    assert_eq!(
        (call.facts.outcome, call.facts.attempts),
        (CallOutcome::NotSent, 0)
    );
}

#[tokio::test]
async fn credentials_go_to_their_own_server_and_to_no_other() {
    let first = Server::always(Reply::json(200, &merchant_body(7, "VALID"))).await;
    let second = Server::always(Reply::json(200, &merchant_body(7, "VALID"))).await;
    let at = At::server(&first).await;
    let read = || at.room.read_subject(subject("merchant:7"), None, person());
    read().await.unwrap();
    let sent = first.requests();
    assert_eq!(sent[0].header("x-api-key"), Some(KEY));
    assert_eq!(sent[0].header("x-api-secret"), Some(SECRET));

    let other = format!("http://{}/bpapi", second.address);
    at.room
        .change_file(|file| file.base_url = Some(other.clone()))
        .unwrap();
    let refused = read().await;
    assert!(matches!(
        refused,
        Err(ApiError::NotReady(NotReady::OtherOrigin))
    ));
    assert!(second.requests().is_empty());
    at.held
        .send_replace(HeldCredentials::Held(super::stored(&other)));
    read().await.unwrap();
    assert_eq!((first.requests().len(), second.requests().len()), (1, 1));
    for (held, why) in [
        (HeldCredentials::Absent, NotReady::NoCredentials),
        (HeldCredentials::Unknown, NotReady::CredentialsUnknown),
    ] {
        at.held.send_replace(held);
        assert!(matches!(read().await, Err(ApiError::NotReady(found)) if found == why));
    }
    at.room.change_file(|file| file.base_url = None).unwrap();
    assert!(matches!(
        read().await,
        Err(ApiError::NotReady(NotReady::NoServer))
    ));
}

#[tokio::test]
async fn an_operation_is_confirmed_by_the_path_and_at_the_server_where_it_worked() {
    let server = Server::start(by_path(|path| {
        (path != "/v1/business/7").then(|| merchant_body(7, "VALID"))
    }))
    .await;
    let at = At::server(&server).await;
    let row = async || {
        let origin = at.room.base().map(|base| base.origin().to_string());
        let rows = operations(&at.fixture.reader, &at.room.file(), origin.as_deref()).await;
        let mut rows = rows.unwrap();
        assert_eq!(rows.len(), 36);
        let place = rows
            .iter()
            .position(|row| row.operation == Operation::GetMerchant);
        rows.remove(place.unwrap())
    };
    let read = async || {
        let read = at
            .room
            .read_subject(subject("merchant:7"), None, person())
            .await;
        read.unwrap().worked()
    };
    assert_eq!((row().await.confirmed_at, row().await.last), (None, None));
    assert!(!read().await);
    let refused = row().await;
    assert_eq!(refused.confirmed_at, None);
    assert_eq!(refused.last.unwrap().status, Some(404));

    let path = "/v2/merchants/{id}".to_owned();
    let set = |path: &str| {
        let path = path.to_owned();
        let change = |file: &mut engine::ApiFile| {
            file.paths.insert("get_merchant".to_owned(), path);
        };
        at.room.change_file(change).unwrap();
    };
    set(&path);
    assert!(read().await);
    let confirmed = row().await;
    assert!(confirmed.confirmed_at.is_some());
    assert_eq!(confirmed.override_path, Some(path));
    assert_eq!(confirmed.last.unwrap().outcome, CallOutcome::Worked);
    set("/v3/merchants/{id}");
    assert_eq!(row().await.confirmed_at, None);
}
