//! Flows and approvals against a small real server: what is sent, when, for which facts, and why
//! nothing is.

mod afterwards;
mod age;
mod campaign;
mod copied;
mod deposits;
mod desk;
mod details;
mod ends;
mod flows;
mod forgeries;
mod freezes;
mod operators;
mod order;
mod partner;
mod people;
mod policies;
mod rates;
mod twice;
mod unknown;

use crate::{
    api::At,
    intents::{OPERATOR, times},
};
use domain::{
    ActionId, Amount, Currency, Policy, TransactionAction, TransactionId,
    policy::{Limit, Staffing},
    record::{KIND_DEPARTURE, KIND_INTENT, KIND_OUTCOME, OutcomeState},
};
use engine::{
    Approvals, Doer, IntentError, Intents, Times,
    approvals::{ApprovalTimes, Drawer, Press, Pressed, Stop, watch},
    intents::{State, Told, tend},
    rate_fall::Fall,
};
use ledger::{Entry, From, PageQuery};
use partner::{Partner, QUOTED};
pub use people::{enrol_three, key_of, person};
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch as channel, task::JoinHandle};

pub fn approval_times() -> ApprovalTimes {
    ApprovalTimes {
        fresh: Duration::from_secs(60),
        again: Duration::from_millis(5),
        check: Duration::from_secs(3600),
    }
}

/// A profile at the server with its approvals.
pub struct Desk {
    pub at: At,
    pub intents: Arc<Intents>,
    pub approvals: Approvals,
    pub fall: channel::Sender<Option<Fall>>,
    tasks: Vec<JoinHandle<()>>,
}

impl Drop for Desk {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

pub fn doer(by: &str) -> Doer {
    use domain::Clock;
    Doer {
        by: Some(by.to_owned()),
        now: domain::SystemClock::start().now(),
    }
}

pub fn id(number: u64) -> TransactionId {
    domain::PartnerNumber::try_from(number).unwrap().into()
}

pub fn by() -> Option<String> {
    Some(OPERATOR.to_owned())
}

impl Desk {
    /// A desk for one operator without limits.
    pub async fn open(server: &crate::server::Server) -> Self {
        Self::with(server, Policy::for_one(), approval_times()).await
    }

    pub async fn with(
        server: &crate::server::Server,
        policy: Policy,
        times_of_approvals: ApprovalTimes,
    ) -> Self {
        let desk = Self::without_policy(server, times_of_approvals).await;
        let is_for_two = policy.staffing == Staffing::TwoOrMore;
        if is_for_two {
            enrol_three(&desk.approvals).await;
        }
        let by = person(if is_for_two { "Ada" } else { OPERATOR });
        let set = desk.approvals.change_policy(policy, "", by);
        set.await.unwrap();
        desk.approvals.verify().await.unwrap();
        desk
    }

    pub async fn without_policy(
        server: &crate::server::Server,
        times_of_approvals: ApprovalTimes,
    ) -> Self {
        Self::on(At::server(server).await, times_of_approvals).await
    }

    /// A desk for one operator that looks up what is unknown in its own time.
    pub async fn with_times(server: &crate::server::Server, times: Times) -> Self {
        let desk = Self::at(At::server(server).await, approval_times(), times).await;
        let set = desk
            .approvals
            .change_policy(Policy::for_one(), "", doer(OPERATOR));
        set.await.unwrap();
        desk.approvals.verify().await.unwrap();
        desk
    }

    /// A desk on a ledger as it is.
    pub async fn on(at: At, times_of_approvals: ApprovalTimes) -> Self {
        Self::at(at, times_of_approvals, times()).await
    }

    async fn at(at: At, times_of_approvals: ApprovalTimes, times: Times) -> Self {
        let intents = Intents::open(Arc::clone(&at.room), times).await.unwrap();
        let fall = channel::Sender::new(None);
        let approvals = Approvals::new(
            Arc::clone(&intents),
            Arc::clone(&at.room),
            times_of_approvals,
            fall.subscribe(),
        );
        let tasks = vec![tokio::spawn(tend(Arc::clone(&intents), || {}))];
        Self {
            at,
            intents,
            approvals,
            fall,
            tasks,
        }
    }

    /// Lets it read after approvals by itself.
    pub fn watch(&mut self) {
        let watching = watch(self.approvals.clone(), || {});
        self.tasks.push(tokio::spawn(watching));
    }

    pub async fn drawer(&self, transaction: u64) -> Drawer {
        self.approvals
            .open(id(transaction), None, by())
            .await
            .unwrap()
    }

    pub async fn press(&self, drawer: &Drawer, press: Press) -> Result<Pressed, IntentError> {
        self.approvals.press(&drawer.id, press, by()).await
    }

    /// Opens it and presses, as one operator who types what is asked for.
    pub async fn approve(&self, transaction: u64) -> Result<Pressed, IntentError> {
        let drawer = self.drawer(transaction).await;
        self.press(&drawer, press(&drawer)).await
    }

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

    pub async fn outcomes(&self, id: &ActionId) -> Vec<OutcomeState> {
        crate::intents::outcomes(&self.entries().await, id)
    }

    pub async fn count(&self, kind: &str) -> usize {
        let entries = self.entries().await;
        entries.iter().filter(|entry| entry.kind == kind).count()
    }
}

/// A press for what was shown, rightly typed.
pub fn press(drawer: &Drawer) -> Press {
    let asked = engine::approvals::asked(&drawer.facts, drawer.action, &drawer.id).unwrap();
    Press {
        action: drawer.action,
        kind: drawer.facts.kind,
        id: drawer.facts.transaction.id,
        shown: drawer.shown.clone(),
        typed: right(drawer, &asked),
        reason: String::new(),
        deposit: None,
        cancel_reason: None,
    }
}

/// What is right, as a person reads it from what is shown.
fn right(drawer: &Drawer, asked: &engine::approvals::Asked) -> String {
    let facts = &drawer.facts;
    let candidates = [
        facts.account.account_number().into_read(),
        facts.transaction.deposit_account().into_read(),
    ];
    let mut all: Vec<String> = candidates
        .into_iter()
        .flatten()
        .map(|number| number.chars().skip(number.len() - 4).collect())
        .collect();
    all.extend(
        facts
            .transaction
            .from_amount()
            .into_read()
            .map(|one| one.to_string()),
    );
    all.into_iter().find(|one| asked.accepts(one)).unwrap()
}

/// Why it was stopped, told to nobody else.
pub fn stopped<T: std::fmt::Debug>(result: Result<T, IntentError>) -> Stop {
    match result {
        Err(IntentError::Stopped(stop)) => Arc::into_inner(stop).unwrap(),
        other => panic!("it was not stopped: {other:?}"),
    }
}

pub fn limited(mut policy: Policy, one: &str, day: &str) -> Policy {
    policy.limits = vec![Limit {
        currency: Currency::parse("NGN").unwrap(),
        one: Amount::parse(one).ok(),
        day: Amount::parse(day).ok(),
    }];
    policy
}

pub const DONE: State = State::Is(OutcomeState::Done);

#[tokio::test]
async fn what_was_shown_is_read_again_bound_and_sent_once_however_often_it_is_pressed() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    let drawer = desk.drawer(transaction).await;
    assert_eq!(drawer.action, TransactionAction::ApproveQuote);
    assert_eq!(drawer.rate.as_ref().unwrap().text, "1534.25");
    assert!(
        drawer.frozen.is_empty() && drawer.warnings.is_empty(),
        "{drawer:?}"
    );
    let before = desk.entries().await.len();
    let (one, two) = tokio::join!(
        desk.press(&drawer, press(&drawer)),
        desk.press(&drawer, press(&drawer))
    );
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!((one.told.state(), &one.told), (DONE, &two.told));
    assert_eq!(partner.counts("quote"), (1, 1));
    let entries = desk.entries().await;
    let kinds: Vec<&str> = entries[before..]
        .iter()
        .map(|one| one.kind.as_str())
        .collect();
    // Three reads, then the intent, then what was sent; the read after comes last.
    assert_eq!(
        kinds,
        [
            "observation",
            "observation",
            "observation",
            KIND_INTENT,
            KIND_DEPARTURE,
            "observation",
            KIND_OUTCOME,
            "observation",
            "after_approval"
        ]
    );
    let intent = one.told.followed.intent.sequence;
    let reader = &desk.at.fixture.reader;
    let bound = engine::approvals::history::approved(reader, intent)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(bound.facts_hash, drawer.shown.hash);
    assert_eq!(bound.shown, drawer.shown.entries);
    assert!(bound.alone && bound.confirmed.is_none());
    assert_eq!(bound.money.unwrap().amount.as_str(), QUOTED);
    assert!(bound.facts.contains("0012345678") && !bound.facts.contains("lastUpdateTime"));
    assert!(
        entries[before + 3].facts.len() < 400,
        "no fact stands in the leaf"
    );
    let late = desk.press(&drawer, press(&drawer)).await.unwrap();
    assert_eq!(late.told, one.told);
    assert_eq!(partner.counts("quote"), (1, 1));
    // Whoever read after it, each is told of it.
    for pressed in [one, two, late] {
        assert!(!pressed.after.unwrap().differs);
    }
}

#[tokio::test]
async fn nothing_is_sent_if_any_fact_differs_and_the_difference_is_shown() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    type Change = fn(&Partner, u64);
    let changes: [(&str, Change); 6] = [
        ("fromAmount", |partner, id| {
            partner.set(id, "fromAmount", "\"153425.01\"")
        }),
        ("fromAmount", |partner, id| {
            partner.set(id, "fromAmount", "\"153425.0\"")
        }),
        ("aNewField", |partner, id| {
            partner.set(id, "aNewField", "true")
        }),
        ("accountNumber", |partner, _| {
            partner.set_account(5, "accountNumber", "\"0012345679\"");
        }),
        ("toBusinessExternalAccountId", |partner, id| {
            partner.set(id, "toBusinessExternalAccountId", "6");
        }),
        ("legalName", |partner, _| {
            let mut world = partner.world();
            world
                .merchants
                .get_mut(&1)
                .unwrap()
                .set_text("legalName", "Another Ltd");
        }),
    ];
    for (field, change) in changes {
        let drawer = desk.drawer(transaction).await;
        change(&partner, transaction);
        let stop = stopped(desk.press(&drawer, press(&drawer)).await);
        let Stop::Differs(found) = &stop else {
            panic!("{field}: {stop:?}");
        };
        assert!(
            found.iter().any(|one| one.field == field),
            "{field}: {stop}"
        );
    }
    // What changes whenever anything does is no fact.
    let drawer = desk.drawer(transaction).await;
    partner.set(transaction, "lastUpdateTime", "99");
    assert_eq!(partner.counts("quote"), (0, 0));
    assert_eq!(desk.count(KIND_INTENT).await, 0);
    let told = desk.press(&drawer, press(&drawer)).await.unwrap().told;
    assert_eq!(told.state(), DONE);
}

#[tokio::test]
async fn a_quote_that_ran_out_in_the_drawer_is_not_approved() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    let drawer = desk.drawer(transaction).await;
    partner.world().enter(transaction, "EXPIRED");
    let stop = stopped(desk.press(&drawer, press(&drawer)).await);
    assert!(matches!(stop, Stop::Differs(_)), "{stop:?}");
    let none = desk.approvals.open(id(transaction), None, by()).await;
    assert!(matches!(stopped(none), Stop::NotInThisState { .. }));
    assert_eq!(partner.counts("quote"), (0, 0));
}

#[tokio::test]
async fn what_is_typed_wrong_what_was_never_shown_and_what_is_too_old_sends_nothing() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let other = partner.quoted();
    let desk = Desk::open(&server).await;
    let drawer = desk.drawer(transaction).await;
    let reads = desk.entries().await.len();
    for typed in ["", "5679", "0012345678", "567"] {
        let mut wrong = press(&drawer);
        wrong.typed = typed.to_owned();
        let stop = stopped(desk.press(&drawer, wrong).await);
        assert!(matches!(stop, Stop::Typed(_)), "{typed}: {stop:?}");
    }
    assert_eq!(desk.entries().await.len(), reads, "typing comes first");
    let another = desk.drawer(other).await;
    let mut mixed = press(&drawer);
    mixed.shown.entries = another.shown.entries;
    let stop = stopped(desk.press(&drawer, mixed).await);
    assert!(matches!(stop, Stop::NotShown(_)), "{stop:?}");
    let mut forged = press(&drawer);
    forged.shown.hash = another.shown.hash.clone();
    assert!(matches!(
        stopped(desk.press(&drawer, forged).await),
        Stop::NotShown(_)
    ));
    let mut nowhere = press(&drawer);
    nowhere.shown.entries = [9000, 9001, 9002];
    assert!(matches!(
        stopped(desk.press(&drawer, nowhere).await),
        Stop::NotShown(_)
    ));
    assert_eq!(partner.counts("quote"), (0, 0));
}

#[tokio::test]
async fn what_was_read_is_too_old_after_a_slow_answer_and_is_read_anew_or_not_sent() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let slow = ApprovalTimes {
        fresh: Duration::ZERO,
        ..approval_times()
    };
    let desk = Desk::with(&server, Policy::for_one(), slow).await;
    let drawer = desk.drawer(transaction).await;
    let before = desk.entries().await.len();
    let stop = stopped(desk.press(&drawer, press(&drawer)).await);
    assert!(matches!(stop, Stop::TooSlow), "{stop:?}");
    assert_eq!(
        desk.entries().await.len(),
        before + 9,
        "it was read three times"
    );
    assert_eq!(partner.counts("quote"), (0, 0));
}

#[tokio::test]
async fn two_operators_who_approve_at_once_send_one_approval() {
    let (partner, server) = Partner::start().await;
    let transaction = partner.quoted();
    let desk = Desk::open(&server).await;
    let (one, two) = (
        desk.drawer(transaction).await,
        desk.drawer(transaction).await,
    );
    assert_ne!(one.id, two.id);
    let (first, second) =
        tokio::join!(desk.press(&one, press(&one)), desk.press(&two, press(&two)));
    let results = [first, second];
    let done = results.iter().filter(|one| one.is_ok()).count();
    assert_eq!(done, 1, "{results:?}");
    let lost = results.iter().find(|one| one.is_err());
    let is_busy = matches!(
        lost,
        Some(Err(IntentError::Busy(_) | IntentError::Stopped(_)))
    );
    assert!(is_busy, "{lost:?}");
    assert_eq!(partner.counts("quote"), (1, 1));
}
