//! Intent, request, outcome against a small real server that keeps merchants: what is sent, how
//! often, and what the ledger says of it.

mod agreements;
pub mod crashes;
mod lookups;
mod partner;
mod uploads;

use crate::{
    api::{At, limits},
    server::{Reply, Server},
};
use domain::{
    ActionId, MerchantId, Millis,
    record::{
        KIND_DEPARTURE, KIND_INTENT, KIND_OBSERVATION, KIND_OUTCOME, OutcomeBy, OutcomeFacts,
        OutcomeState,
    },
};
use engine::{
    Doer, IntentError, Intents, Times, Wish,
    intents::{Change, Decision, State, Told, tend},
};
use ledger::{Entry, From, PageQuery};
use partner::{Loss, Partner, new_merchant};
use partner_api::Fields;
use std::{sync::Arc, time::Duration};
use tokio::task::JoinHandle;

pub const OPERATOR: &str = "A. Ndiaye";

pub fn times() -> Times {
    Times {
        first: Duration::from_millis(5),
        most: Duration::from_millis(20),
        settle: Duration::from_millis(60),
    }
}

pub fn action(number: u8) -> ActionId {
    ActionId::parse(&format!("0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b{number:02x}")).unwrap()
}

pub fn by() -> Option<String> {
    Some(OPERATOR.to_owned())
}

pub fn create() -> Wish {
    Wish::CreateMerchant(Box::new(new_merchant()), Fields::new())
}

pub fn update(city: &str) -> Wish {
    let change = Change {
        name: "city".to_owned(),
        from: Some("\"Lagos\"".to_owned()),
        to: format!("\"{city}\""),
    };
    Wish::UpdateMerchant(merchant(7), vec![change])
}

pub fn merchant(number: u64) -> MerchantId {
    domain::PartnerNumber::try_from(number).unwrap().into()
}

/// A profile at the server, and its intents, which look up what is unknown.
pub struct Desk {
    pub at: At,
    pub intents: Arc<Intents>,
    tending: JoinHandle<()>,
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.tending.abort();
    }
}

impl Desk {
    pub async fn open(at: At) -> Self {
        Self::with(at, times()).await
    }

    pub async fn with(at: At, times: Times) -> Self {
        let intents = Intents::open(Arc::clone(&at.room), times).await.unwrap();
        let tending = tokio::spawn(tend(Arc::clone(&intents), || {}));
        Self {
            at,
            intents,
            tending,
        }
    }

    /// Waits until an action is as wanted.
    pub async fn when(&self, action: &ActionId, wanted: impl Fn(&Told) -> bool) -> Told {
        let look = async {
            loop {
                if let Some(told) = self.intents.told(action).await.unwrap()
                    && wanted(&told)
                {
                    return told;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        match tokio::time::timeout(Duration::from_secs(40), look).await {
            Ok(told) => told,
            Err(_) => panic!("it is still {:?}", self.intents.told(action).await),
        }
    }

    pub async fn entries(&self) -> Vec<Entry> {
        let query = PageQuery {
            subject: None,
            kinds: Vec::new(),
            from: From::After(0),
            limit: 500,
        };
        self.at.fixture.reader.page(&query).await.unwrap().entries
    }

    async fn outcomes(&self, id: &ActionId) -> Vec<OutcomeState> {
        outcomes(&self.entries().await, id)
    }

    pub async fn kinds(&self) -> Vec<String> {
        let entries = self.entries().await.into_iter();
        entries.map(|entry| entry.kind).collect()
    }
}

/// What was written down of an action's outcome, one after the other. It is looked up at once:
/// what a start or a press gives back may be known by that already.
pub fn outcomes(entries: &[Entry], id: &ActionId) -> Vec<OutcomeState> {
    let entries = entries.iter().filter(|entry| entry.kind == KIND_OUTCOME);
    entries
        .map(|entry| serde_json::from_str::<OutcomeFacts>(&entry.facts).unwrap())
        .filter(|facts| facts.action == *id)
        .map(|facts| facts.state)
        .collect()
}

pub fn is_final(told: &Told) -> bool {
    told.followed.is_settled()
}

fn state(told: &Told) -> State {
    told.state()
}

const DONE: State = State::Is(OutcomeState::Done);

#[tokio::test]
async fn the_intent_is_on_disk_before_its_request_and_a_repeat_sends_nothing() {
    let (partner, server) = Partner::start().await;
    let desk = Desk::open(At::server(&server).await).await;
    let id = action(1);
    let (one, two) = tokio::join!(
        desk.intents.start(&id, create(), by()),
        desk.intents.start(&id, create(), by())
    );
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!((state(&one), &one), (DONE, &two));
    assert_eq!(one.object().unwrap().to_string(), "merchant:100");
    assert_eq!(one.followed.intent.facts.by.as_deref(), Some(OPERATOR));
    assert_eq!(
        desk.kinds().await,
        [KIND_INTENT, KIND_DEPARTURE, KIND_OBSERVATION, KIND_OUTCOME]
    );
    let later = desk.intents.start(&action(1), create(), by()).await;
    assert_eq!(later.unwrap(), one);
    assert_eq!(partner.counts(), (1, 1));
    let other = desk.intents.start(&action(1), update("Abuja"), by()).await;
    assert!(matches!(other, Err(IntentError::OtherWish)));
    // It stands on the timeline of what was made.
    let outcome = desk.entries().await.pop().unwrap();
    let on: Vec<&str> = outcome
        .subjects
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert!(on.contains(&"merchant:100"), "{on:?}");
}

#[tokio::test]
async fn a_change_is_sent_for_what_was_shown_alone_and_one_at_a_time() {
    let (partner, server) = Partner::start().await;
    let desk = Desk::open(At::server(&server).await).await;
    let done = desk.intents.start(&action(1), update("Abuja"), by()).await;
    assert_eq!(state(&done.unwrap()), DONE);
    assert_eq!(partner.field(7, "city"), "\"Abuja\"");
    // What nobody knows goes back as it came.
    assert_eq!(partner.field(7, "extra"), "1E2");
    let late = desk.intents.start(&action(2), update("Kano"), by()).await;
    assert!(matches!(late, Err(IntentError::Changed(name)) if name == "city"));
    let same = Change {
        name: "city".to_owned(),
        from: Some("\"Abuja\"".to_owned()),
        to: "\"Abuja\"".to_owned(),
    };
    let same = Wish::UpdateMerchant(merchant(7), vec![same]);
    let nothing = desk.intents.start(&action(3), same, by()).await;
    assert!(matches!(nothing, Err(IntentError::NothingToChange)));
    assert_eq!(partner.counts(), (1, 1));
    assert!(desk.intents.told(&action(2)).await.unwrap().is_none());

    partner.lose(Loss::Before);
    partner.hide(true);
    let first = desk
        .intents
        .start(&action(4), create(), by())
        .await
        .unwrap();
    assert_eq!(state(&first), State::Is(OutcomeState::Unknown));
    let second = desk.intents.start(&action(5), create(), by()).await;
    assert!(matches!(second, Err(IntentError::Busy(_))), "{second:?}");
    assert_eq!(partner.counts(), (2, 1));
}

#[tokio::test]
async fn a_refusal_is_told_in_the_partners_words_and_ends_it() {
    let (partner, server) = Partner::start().await;
    let desk = Desk::open(At::server(&server).await).await;
    partner.lose(Loss::Refuse);
    let told = desk
        .intents
        .start(&action(1), create(), by())
        .await
        .unwrap();
    assert_eq!(state(&told), State::Is(OutcomeState::Refused));
    let refusal = told.refusal.unwrap();
    assert_eq!(refusal.code.as_deref(), Some("FIELD_INVALID"));
    assert_eq!(refusal.message.as_deref(), Some("email is wrong"));
    assert!(desk.intents.unsettled().await.unwrap().is_empty());
    // The way is free for another one.
    let next = desk.intents.start(&action(2), create(), by()).await;
    assert_eq!(state(&next.unwrap()), DONE);
}

#[tokio::test]
async fn a_change_whose_answer_is_lost_is_found_out_by_reading() {
    let (partner, server) = Partner::start().await;
    let desk = Desk::open(At::server(&server).await).await;
    partner.lose(Loss::After);
    desk.intents
        .start(&action(1), update("Abuja"), by())
        .await
        .unwrap();
    let told = desk.when(&action(1), is_final).await;
    let outcome = told.followed.outcome.clone().unwrap().facts;
    assert_eq!((state(&told), outcome.known_by), (DONE, OutcomeBy::Read));
    assert!(outcome.observation.is_some());
    let (unknown, done) = (OutcomeState::Unknown, OutcomeState::Done);
    assert_eq!(desk.outcomes(&action(1)).await, [unknown, done]);

    partner.set(7, "city", "\"Lagos\"");
    partner.lose(Loss::Before);
    let begun = tokio::time::Instant::now();
    desk.intents
        .start(&action(2), update("Abuja"), by())
        .await
        .unwrap();
    let told = desk.when(&action(2), is_final).await;
    let not = OutcomeState::DidNotHappen;
    assert_eq!(state(&told), State::Is(not));
    assert_eq!(desk.outcomes(&action(2)).await, [unknown, not]);
    assert!(
        begun.elapsed() >= times().settle,
        "a late effect was waited for"
    );
    assert_eq!(partner.counts(), (2, 1));
}

#[tokio::test]
async fn a_lost_creation_is_offered_to_a_person_and_never_guessed() {
    let (partner, server) = Partner::start().await;
    let desk = Desk::open(At::server(&server).await).await;
    let doer = || Doer {
        by: by(),
        now: Millis(1),
    };
    let (first, second) = (action(1), action(2));
    partner.lose(Loss::After);
    let told = desk.intents.start(&first, create(), by()).await;
    assert_eq!(state(&told.unwrap()), State::Is(OutcomeState::Unknown));
    let offered = desk
        .when(&action(1), |told| told.verdict.may_be_denied)
        .await;
    let candidate = offered.verdict.candidates[0].clone();
    assert_eq!(offered.verdict.candidates.len(), 1);
    assert_eq!(candidate.subject.to_string(), "merchant:100");
    assert!(candidate.differs.is_empty());
    let other = "merchant:7".parse().unwrap();
    let decide = |decision| desk.intents.decide(&first, decision, "as I see it", doer());
    let wrong = decide(Decision::Is(other)).await;
    assert!(matches!(wrong, Err(IntentError::NoCandidate(_))));
    let told = decide(Decision::Is(candidate.subject)).await.unwrap();
    let outcome = told.followed.outcome.clone().unwrap().facts;
    assert_eq!((state(&told), outcome.known_by), (DONE, OutcomeBy::Person));
    assert_eq!(outcome.by.as_deref(), Some(OPERATOR));
    let again = decide(Decision::DidNotHappen).await;
    assert!(matches!(again, Err(IntentError::NotOpen(_))));

    // The same again, which the partner never saw: the first is known by now, and is not offered.
    partner.lose(Loss::Before);
    let sent = desk.intents.start(&action(2), create(), by()).await;
    assert_eq!(state(&sent.unwrap()), State::Is(OutcomeState::Unknown));
    let offered = desk
        .when(&action(2), |told| told.verdict.may_be_denied)
        .await;
    assert!(offered.verdict.candidates.is_empty());
    let denied = desk
        .intents
        .decide(&second, Decision::DidNotHappen, "", doer());
    let told = denied.await.unwrap();
    assert_eq!(state(&told), State::Is(OutcomeState::DidNotHappen));
    assert_eq!(partner.counts(), (2, 1));
}

#[tokio::test]
async fn where_nothing_can_be_read_nobody_can_say_that_it_did_not_happen() {
    let (partner, server) = Partner::start().await;
    let desk = Desk::open(At::server(&server).await).await;
    partner.lose(Loss::After);
    partner.hide(true);
    desk.intents
        .start(&action(1), create(), by())
        .await
        .unwrap();
    let sent = tokio::time::Instant::now();
    desk.when(&action(1), |told| {
        let is_late = sent.elapsed() > times().settle * 2;
        is_late && !told.verdict.detail.is_empty()
    })
    .await;
    let doer = Doer {
        by: by(),
        now: Millis(1),
    };
    let denied = desk
        .intents
        .decide(&action(1), Decision::DidNotHappen, "", doer)
        .await;
    assert!(matches!(denied, Err(IntentError::TooEarly)), "{denied:?}");
    partner.hide(false);
    let offered = desk
        .when(&action(1), |told| !told.verdict.candidates.is_empty())
        .await;
    assert_eq!(offered.verdict.candidates.len(), 1);
}

#[tokio::test]
async fn without_a_server_nothing_is_intended() {
    let server = Server::always(Reply::HangUp).await;
    let desk = Desk::open(At::server(&server).await).await;
    desk.at.held.send_replace(engine::HeldCredentials::Absent);
    let told = desk.intents.start(&action(1), create(), by()).await;
    assert!(matches!(told, Err(IntentError::Api(_))), "{told:?}");
    assert!(desk.entries().await.is_empty());
    assert!(
        limits().attempts_max > 1,
        "a GET is repeated, a write is not"
    );
}
