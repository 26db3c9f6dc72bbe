//! SIGKILL while the request of an approval is under way: the console is a process of its own, and
//! another one on the same ledger finds out what happened.

use crate::{
    api_server::ApiServer,
    flows::{Console, DONE, LIMIT, ready},
};
use domain::{
    PartnerNumber,
    record::{IntentFacts, KIND_AFTER_APPROVAL, KIND_INTENT, OutcomeBy, OutcomeState},
};
use engine::intents::entries;
use ledger::{Entry, From, PageQuery};
use partner_api::Operation;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

/// What the process is told that is killed.
const TOLD: &str = "CONSOLE_TO_BE_KILLED";
const APPROVE: Operation = Operation::ApprovePayoutQuote;
/// The payout that waits for its quote's approval.
const PAYOUT: u64 = 301;

#[derive(Serialize, Deserialize)]
struct Place {
    data: PathBuf,
    server: String,
}

/// A console that opens the drawer and presses, in a process of its own.
struct Pressing(Child);

impl Pressing {
    fn start(data: &Path, server: &ApiServer) -> Self {
        let place = Place {
            data: data.to_owned(),
            server: server.base.as_str().to_owned(),
        };
        let process = Command::new(std::env::current_exe().unwrap())
            .args(["killed_flows::the_console_that_is_killed", "--exact"])
            .env(TOLD, serde_json::to_string(&place).unwrap())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn();
        Self(process.unwrap())
    }

    fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Pressing {
    fn drop(&mut self) {
        // A test that failed leaves no process behind.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// No test by itself: the other ones start it as their console.
#[tokio::test]
async fn the_console_that_is_killed() {
    let Ok(place) = std::env::var(TOLD) else {
        return;
    };
    partner_api::use_ring();
    let place: Place = serde_json::from_str(&place).unwrap();
    let console = Console::on(&place.data, &place.server.parse().unwrap()).await;
    let pressed = console.approve(payout()).await;
    panic!("it was to be killed before: {pressed:?}");
}

fn payout() -> PartnerNumber {
    PartnerNumber::try_from(PAYOUT).unwrap()
}

async fn entries_of(console: &Console, kind: &str) -> Vec<Entry> {
    let query = PageQuery {
        subject: None,
        kinds: vec![kind.to_owned()],
        from: From::After(0),
        limit: 100,
    };
    console.reader.page(&query).await.unwrap().entries
}

async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let look = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let held = tokio::time::timeout(LIMIT, look).await;
    assert!(held.is_ok(), "{what}: not in time");
}

/// Kills a console while its approval is at the server, before or after its effect; gives the next
/// console, and what became of the approval.
async fn killed(server: &ApiServer, data: &Path, when: &str) -> (Console, OutcomeState) {
    let never = json!({"kind": "delay", "ms": 3_600_000, "when": when});
    server.only_fault(APPROVE, 1, never).await;
    let mut pressing = Pressing::start(data, server);
    let requests = format!("/requests?operation={}", APPROVE.id());
    let is_there = async || {
        let received = server.control("GET", &requests, "").await;
        let is_received = received.as_array().unwrap().len() == 1;
        is_received && server.effects(APPROVE).await == u64::from(when == "after")
    };
    until("the approval at the server", is_there).await;
    pressing.kill();

    let console = Console::on(data, &server.base).await;
    let is_known = async || console.intents.unsettled().await.unwrap().is_empty();
    until("its outcome", is_known).await;
    let intents = entries_of(&console, KIND_INTENT).await;
    let facts: IntentFacts = serde_json::from_str(&intents[0].facts).unwrap();
    let followed = entries::find(&console.reader, &facts.action).await;
    let outcome = followed.unwrap().unwrap().outcome.unwrap().facts;
    assert_eq!((intents.len(), outcome.known_by), (1, OutcomeBy::Read));
    (console, outcome.state)
}

#[tokio::test]
async fn killed_after_the_effect_it_is_known_to_be_done_and_is_read_after() {
    let server = ready().await;
    let folder = tempfile::tempdir().unwrap();
    let (console, state) = killed(&server, folder.path(), "after").await;
    assert_eq!(state, OutcomeState::Done);
    console.approvals.read_after().await.unwrap();
    assert_eq!(entries_of(&console, KIND_AFTER_APPROVAL).await.len(), 1);
    let (received, effects) = server.received(APPROVE).await;
    assert_eq!((received.len(), effects), (1, 1), "it was sent once");
}

#[tokio::test]
async fn killed_before_the_effect_nothing_is_sent_by_itself_and_a_person_may_approve_again() {
    let server = ready().await;
    let folder = tempfile::tempdir().unwrap();
    let (console, state) = killed(&server, folder.path(), "before").await;
    assert_eq!(state, OutcomeState::DidNotHappen);
    let (received, effects) = server.received(APPROVE).await;
    assert_eq!((received.len(), effects), (1, 0), "nothing by itself");
    let again = console.approve(payout()).await;
    assert_eq!(again.told.state(), DONE);
    let (received, effects) = server.received(APPROVE).await;
    assert_eq!((received.len(), effects), (2, 1));
}
