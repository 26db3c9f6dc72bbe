//! No answer of any shape stops the program or is lost.

use super::{At, subject};
use crate::server::{Reply, Server};
use engine::{api::Cause, subject_facts, timeline};
use partner_api::{Operation, endpoints::any_call::AnyCall};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use std::sync::{Arc, Mutex};

/// Bodies that are nearly what is expected, and any bytes.
fn bodies() -> impl Strategy<Value = Vec<u8>> {
    let json = prop::sample::select(vec![
        r#"{"id":7,"kycStatus":"VALID"}"#,
        r#"{"id":7,"kycStatus":null}"#,
        r#"{"id":"7","kycStatus":"","id":8}"#,
        r#"{"id":7,"kycStatus":"\ud800"}"#,
        r#"[{"id":7,"kycStatus":"VALID"},{"id":0},7,null,[]]"#,
        r#"{"data":[{"id":9007199254740993,"kycStatus":"X"}],"total":-1}"#,
        r#"{"data":{"rows":[]}}"#,
        r#"{"exception":{"errorCode":7}}"#,
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "\u{feff}{}",
        "",
    ]);
    prop_oneof![
        json.prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..200),
        "\\PC{0,60}".prop_map(String::into_bytes),
    ]
}

#[test]
fn an_answer_of_any_shape_is_kept_byte_for_byte_and_stops_nothing() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let next = Arc::new(Mutex::new((200_u16, Vec::new())));
    let told = Arc::clone(&next);
    let server = runtime.block_on(Server::start(move |_, _| {
        let (status, body) = told.lock().unwrap().clone();
        let kind = ("content-type", "application/json".to_owned());
        Reply::Answer(status, vec![kind], body)
    }));
    let at = runtime.block_on(At::server(&server));
    let status = prop::sample::select(vec![200_u16, 201, 204, 400, 403, 404, 409, 599]);
    let mut runner = TestRunner::new(Config {
        cases: 150,
        failure_persistence: None,
        ..Config::default()
    });
    let outcome = runner.run(&(status, bodies()), |(status, body)| {
        // HTTP gives 204 no body.
        let body = if status == 204 { Vec::new() } else { body };
        *next.lock().unwrap() = (status, body.clone());
        runtime.block_on(async {
            let cause = Cause::person(None);
            let merchant = subject("merchant:7");
            at.room
                .read_subject(merchant, None, cause.clone())
                .await
                .unwrap();
            let call = at.calls_newest().await;
            prop_assert_eq!(call.body.as_deref(), Some(body.as_slice()));
            let list = AnyCall::new(Operation::ListMerchants, None, &[], None).unwrap();
            let listed = at.room.call(&list, cause).await.unwrap();
            let came = listed.exchange.answer.unwrap().body;
            prop_assert_eq!(came.as_ref(), body.as_slice());
            let ask = engine::Ask {
                subject: Some(merchant),
                show: engine::Show::All,
                from: engine::From::Newest,
                limit: 5,
            };
            timeline::timeline(&at.fixture.reader, &ask).await.unwrap();
            subject_facts(&at.fixture.reader, merchant).await.unwrap();
            Ok(())
        })
    });
    outcome.unwrap();
    assert!(
        runtime
            .block_on(at.fixture.reader.check(|_| {}))
            .unwrap()
            .is_whole()
    );
}
