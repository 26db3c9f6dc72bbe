//! Changes of an account's bank details: each is marked once, whoever made it, and says who.

use crate::{
    api::{At, subject},
    intents::{Desk, action, by},
    server::{Reply, Request, Server},
};
use domain::ReceiverAccountId;
use engine::{
    Ask, DetailsChange, DetailsWatch, From, Row, RowKind, Show, Wish,
    api::Cause,
    details_changes,
    intents::{Change, State},
    timeline,
};
use partner_api::{
    Fields,
    endpoints::list::{PageAsk, list_receiver_accounts},
};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

const FIRST: &str = r#"{"id":7,"businessId":3,"nameOnAccount":"Okafor Trading",
    "currencySymbol":"NGN","accountNumber":"0001234567","bankName":"GTBank","iban":null,
    "city":"Lagos","status":"ACTIVE"}"#;

/// How the server answers a change that has its effect.
#[derive(Clone, Copy)]
enum Answers {
    Whole,
    Nothing,
    HangsUp,
    Refuses,
}

#[derive(Clone)]
struct Bank(Arc<Mutex<(Fields, Answers)>>);

impl Bank {
    fn set(&self, name: &str, json: &str) {
        self.0.lock().unwrap().0.set_json(name, json).unwrap();
    }

    fn answers(&self, answers: Answers) {
        self.0.lock().unwrap().1 = answers;
    }

    fn answer(&self, request: &Request) -> Reply {
        let mut held = self.0.lock().unwrap();
        let method = request.line.split(' ').next().unwrap();
        let is_list = request.line.contains("businessExternalAccount/?");
        if is_list {
            let number = held.0.raw("accountNumber").into_read().unwrap();
            return Reply::json(200, &format!(r#"[{{"id":7,"accountNumber":{number}}}]"#));
        }
        if method == "GET" {
            return Reply::json(200, &held.0.to_json());
        }
        let answers = held.1;
        if matches!(answers, Answers::Refuses) {
            let body = r#"{"exception":{"errorCode":"FIELD_INVALID","message":"no"}}"#;
            return Reply::json(400, body);
        }
        held.0.merge(Fields::parse(&request.body).unwrap());
        match answers {
            Answers::Whole => Reply::json(200, &held.0.to_json()),
            Answers::Nothing => Reply::json(200, "{}"),
            Answers::HangsUp | Answers::Refuses => Reply::HangUp,
        }
    }
}

struct Watched {
    desk: Desk,
    bank: Bank,
    watch: DetailsWatch,
    folder: TempDir,
    _server: Server,
}

impl Watched {
    async fn new() -> Self {
        let first = Fields::parse(FIRST.as_bytes()).unwrap();
        let bank = Bank(Arc::new(Mutex::new((first, Answers::Whole))));
        let own = bank.clone();
        let server = Server::start(move |_, request| own.answer(request)).await;
        let desk = Desk::open(At::server(&server).await).await;
        let folder = tempfile::tempdir().unwrap();
        let watch = DetailsWatch::open(desk.at.fixture.writer.clone(), folder.path()).unwrap();
        Self {
            desk,
            bank,
            watch,
            folder,
            _server: server,
        }
    }

    async fn read(&self) {
        let room = &self.desk.at.room;
        let cause = Cause::person(by());
        let read = room.read_subject(subject("account:7"), None, cause).await;
        assert!(read.unwrap().worked());
    }

    /// Asks for another account number from this one; gives what became of it.
    async fn change(&self, number: u8, from: &str, to: &str) -> State {
        let id: ReceiverAccountId = domain::PartnerNumber::try_from(7).unwrap().into();
        let change = Change {
            name: "accountNumber".to_owned(),
            from: Some(from.to_owned()),
            to: to.to_owned(),
        };
        let wish = Wish::UpdateReceiverAccount(id, vec![change]);
        let told = self.desk.intents.start(&action(number), wish, by()).await;
        told.unwrap().state()
    }

    async fn changes(&mut self) -> Vec<DetailsChange> {
        self.watch.catch_up().await.unwrap();
        let reader = &self.desk.at.fixture.reader;
        details_changes(reader, subject("account:7")).await.unwrap()
    }

    async fn rows(&self) -> Vec<Row> {
        let ask = Ask {
            subject: Some(subject("account:7")),
            show: Show::All,
            from: From::Newest,
            limit: 50,
        };
        let rows = timeline(&self.desk.at.fixture.reader, &ask)
            .await
            .unwrap()
            .rows;
        let changed = rows.into_iter();
        changed
            .filter(|row| row.kind == RowKind::DetailsChanged)
            .collect()
    }
}

#[tokio::test]
async fn our_change_is_marked_once_with_who_asked_and_both_values_masked_in_its_row() {
    let mut watched = Watched::new().await;
    watched
        .change(1, r#""0001234567""#, r#""0009876543""#)
        .await;
    let told = watched.changes().await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].facts.action, Some(action(1)));
    assert_eq!(told[0].facts.by, by());
    let field = &told[0].fields[0];
    assert_eq!(
        (
            field.name.as_str(),
            field.before.as_deref(),
            field.after.as_deref()
        ),
        (
            "accountNumber",
            Some(r#""0001234567""#),
            Some(r#""0009876543""#)
        )
    );
    let rows = watched.rows().await;
    let reason = &rows[0].reason;
    assert!(rows[0].alarm && reason.contains("A. Ndiaye"), "{reason}");
    assert!(reason.contains("567") && reason.contains("543"), "{reason}");
    assert!(
        !reason.contains("1234567") && !reason.contains("9876543"),
        "{reason}"
    );

    // Reads say the same, and a run that did not keep its place looks at all of it again.
    watched.read().await;
    let writer = watched.desk.at.fixture.writer.clone();
    watched.watch = DetailsWatch::open(writer, watched.folder.path()).unwrap();
    assert_eq!(watched.changes().await, told);
    assert_eq!(watched.rows().await.len(), 1);
}

#[tokio::test]
async fn a_change_whose_answer_shows_nothing_is_marked_by_what_was_sent() {
    let mut watched = Watched::new().await;
    watched.bank.answers(Answers::Nothing);
    watched
        .change(1, r#""0001234567""#, r#""0009876543""#)
        .await;
    let told = watched.changes().await;
    assert_eq!((told.len(), &told[0].facts.by), (1, &by()));
    watched.read().await;
    assert_eq!(watched.changes().await.len(), 1);
}

#[tokio::test]
async fn what_was_changed_elsewhere_is_marked_as_that_by_the_read_that_shows_it() {
    let mut watched = Watched::new().await;
    watched.read().await;
    watched.bank.set("iban", r#""DE89370400440532013000""#);
    watched.bank.set("city", r#""Abuja""#);
    watched.read().await;
    let told = watched.changes().await;
    assert_eq!(told.len(), 1);
    assert_eq!((&told[0].facts.action, &told[0].facts.by), (&None, &None));
    assert_eq!(told[0].facts.fields, ["iban"]);
    assert_eq!(told[0].fields[0].before, None);
    // And back again: another change, remembered or not.
    watched.watch.keep_place().unwrap();
    let writer = watched.desk.at.fixture.writer.clone();
    watched.watch = DetailsWatch::open(writer, watched.folder.path()).unwrap();
    watched.bank.set("iban", "null");
    watched.read().await;
    assert_eq!(watched.changes().await.len(), 2);
}

#[tokio::test]
async fn a_change_whose_answer_was_lost_is_ours_once_a_read_shows_it() {
    let mut watched = Watched::new().await;
    watched.bank.answers(Answers::HangsUp);
    watched
        .change(1, r#""0001234567""#, r#""0009876543""#)
        .await;
    watched
        .desk
        .when(&action(1), |told| told.followed.is_settled())
        .await;
    let told = watched.changes().await;
    assert_eq!((told.len(), &told[0].facts.action), (1, &Some(action(1))));
}

#[tokio::test]
async fn a_refused_change_is_none_and_the_same_made_elsewhere_is_not_taken_for_ours() {
    let mut watched = Watched::new().await;
    watched.bank.answers(Answers::Refuses);
    watched
        .change(1, r#""0001234567""#, r#""0009876543""#)
        .await;
    assert_eq!(watched.changes().await, []);
    watched.bank.set("accountNumber", r#""0009876543""#);
    watched.read().await;
    let told = watched.changes().await;
    assert_eq!((told.len(), &told[0].facts.action), (1, &None));
}

#[tokio::test]
async fn an_action_explains_one_change_and_not_the_same_again_later() {
    let mut watched = Watched::new().await;
    watched
        .change(1, r#""0001234567""#, r#""0009876543""#)
        .await;
    for number in [r#""0001234567""#, r#""0009876543""#] {
        watched.bank.set("accountNumber", number);
        watched.read().await;
    }
    let told = watched.changes().await;
    let actions: Vec<_> = told.iter().map(|one| one.facts.action.clone()).collect();
    assert_eq!(actions, [None, None, Some(action(1))]);
}

#[tokio::test]
async fn a_list_that_has_fewer_fields_marks_nothing_and_one_with_another_number_does() {
    let mut watched = Watched::new().await;
    watched.read().await;
    let list = list_receiver_accounts(None).at(PageAsk { page: 0, limit: 50 });
    let room = Arc::clone(&watched.desk.at.room);
    room.call(&list, Cause::person(by())).await.unwrap();
    assert_eq!(watched.changes().await, []);
    watched.bank.set("accountNumber", r#""0009876543""#);
    room.call(&list, Cause::person(by())).await.unwrap();
    assert_eq!(watched.changes().await.len(), 1);
}
