//! The three flows against the simulator as a process: from the creation over quote and deposit to
//! the end, and what goes wrong on the way.

use crate::api_server::{ApiServer, quick, stored};
use domain::{
    ActionId, Amount, Currency, Environment, PartnerNumber, Policy, ProfileName, SystemClock,
    TransactionKind,
    record::{KIND_OUTCOME, OutcomeFacts, OutcomeState},
};
use engine::{
    ApiRoom, Approvals, DataFolder, Doer, HeldCredentials, IntentError, Intents, Times, Wish,
    api::RoomParts,
    approvals::{
        ApprovalTimes, DepositReport, Drawer, Evidence, Freeze, Press, Pressed, Stop, asked,
    },
    flows::NewTransaction,
    intents::{State, tend},
};
use ledger::{From, PageQuery, Reader, Writer, WriterOptions};
use partner_api::{
    BaseUrl, Operation,
    endpoints::create_transaction::{CreateTransaction, NewKind},
};
use serde_json::json;
use std::{path::Path, sync::Arc, time::Duration};
use tokio::sync::watch;

pub const DONE: State = State::Is(OutcomeState::Done);
pub const LIMIT: Duration = Duration::from_secs(60);

pub struct Console {
    pub intents: Arc<Intents>,
    pub approvals: Approvals,
    pub reader: Reader,
    _held: watch::Sender<HeldCredentials>,
    _fall: watch::Sender<Option<engine::rate_fall::Fall>>,
}

fn by() -> Option<String> {
    Some("A. Ndiaye".to_owned())
}

impl Console {
    /// A console on a data folder, at a server. A new profile has a policy for one.
    pub async fn on(data: &Path, server: &BaseUrl) -> Self {
        let data = DataFolder::open(data).unwrap();
        let name = ProfileName::parse("acme").unwrap();
        let profile = data.profile_or_new(&name, Environment::Sandbox).unwrap();
        let writer = Writer::open(&profile.path, WriterOptions::default());
        let writer = writer.await.unwrap();
        let reader = writer.reader();
        let held = watch::Sender::new(HeldCredentials::Held(stored(server)));
        let room = ApiRoom::open(RoomParts {
            writer,
            folder: profile,
            environment: Environment::Sandbox,
            clock: Arc::new(SystemClock::start()),
            held: held.subscribe(),
            limits: quick(),
        });
        let room = Arc::new(room.unwrap());
        let url = server.as_str().to_owned();
        room.change_file(|file| file.base_url = Some(url)).unwrap();
        let times = Times {
            first: Duration::from_millis(10),
            most: Duration::from_millis(50),
            settle: Duration::from_millis(200),
        };
        let intents = Intents::open(Arc::clone(&room), times).await.unwrap();
        tokio::spawn(tend(Arc::clone(&intents), || {}));
        let fall = watch::Sender::new(None);
        let times = ApprovalTimes {
            // Enough for the reads of a busy machine.
            fresh: Duration::from_secs(60),
            ..ApprovalTimes::default()
        };
        let approvals = Approvals::new(Arc::clone(&intents), room, times, fall.subscribe());
        let doer = Doer {
            by: by(),
            now: domain::Millis(1),
        };
        if approvals.policies().await.unwrap().in_force.is_none() {
            let set = approvals.change_policy(Policy::for_one(), "", doer);
            set.await.unwrap();
        }
        approvals.verify().await.unwrap();
        Self {
            intents,
            approvals,
            reader,
            _held: held,
            _fall: fall,
        }
    }

    /// What was written down of an action's outcome, one after the other.
    async fn outcomes(&self, id: &ActionId) -> Vec<OutcomeState> {
        let query = PageQuery {
            subject: Some(id.ledger_subject()),
            kinds: vec![KIND_OUTCOME.to_owned()],
            from: From::After(0),
            limit: 10,
        };
        let entries = self.reader.page(&query).await.unwrap().entries.into_iter();
        entries
            .map(|entry| serde_json::from_str::<OutcomeFacts>(&entry.facts).unwrap())
            .map(|facts| facts.state)
            .collect()
    }

    async fn create(&self, number: u8, kind: TransactionKind, amount: &str) -> PartnerNumber {
        let id = |number: u64| PartnerNumber::try_from(number).unwrap();
        let url = "https://files.example/invoice.pdf".to_owned();
        let new = NewTransaction {
            request: CreateTransaction {
                kind: match kind {
                    TransactionKind::Payout => NewKind::Payout {
                        deposit_confirmation_url: url.clone(),
                    },
                    TransactionKind::EndToEnd => NewKind::EndToEnd,
                    TransactionKind::Collection => NewKind::Collection,
                },
                source: id(101).into(),
                account: id(201).into(),
                from: Currency::parse("USDC (ERC-20)").unwrap(),
                to_amount: Amount::parse(amount).unwrap(),
                purpose: "GOODS_PURCHASED".to_owned(),
                invoice_url: url,
            },
            target: None,
            to: Currency::parse("USD").unwrap(),
            rate: None,
            again: true,
        };
        let action = format!("2b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b{number:02x}");
        let action = ActionId::parse(&action).unwrap();
        let wish = Wish::CreateTransaction(Box::new(new));
        let made = self.intents.start(&action, wish, by()).await.unwrap();
        assert_eq!(made.state(), DONE, "{made:?}");
        made.object().unwrap().number
    }

    pub async fn drawer(&self, transaction: PartnerNumber) -> Drawer {
        self.approvals
            .open(transaction.into(), None, by())
            .await
            .unwrap()
    }

    pub async fn press(&self, drawer: &Drawer) -> Result<Pressed, IntentError> {
        let press = press(drawer);
        self.approvals.press(&drawer.id, press, by()).await
    }

    pub async fn approve(&self, transaction: PartnerNumber) -> Pressed {
        let drawer = self.drawer(transaction).await;
        self.press(&drawer).await.unwrap()
    }
}

/// What a person does who reads what is shown.
fn press(drawer: &Drawer) -> Press {
    let facts = &drawer.facts;
    let right = asked(facts, drawer.action, &drawer.id).unwrap();
    let transaction = &facts.transaction;
    let numbers = [
        facts.account.account_number().into_read(),
        transaction.deposit_account().into_read(),
        transaction.deposit_wallet().into_read(),
    ];
    let fours = numbers.into_iter().flatten().flat_map(|number| {
        let letters: Vec<char> = number.chars().collect();
        let fours: Vec<String> = letters
            .windows(4)
            .map(|four| four.iter().collect())
            .collect();
        fours
    });
    let typed = fours.into_iter().find(|four| right.accepts(four)).unwrap();
    let is_deposit = drawer.action == domain::TransactionAction::ApproveDeposit;
    let deposit = is_deposit.then(|| DepositReport {
        amount: transaction.from_amount().into_read().unwrap(),
        currency: transaction.from_currency().into_read().unwrap(),
        network: transaction.deposit_network().into_read(),
        reference: transaction.deposit_reference().into_read(),
        evidence: Evidence {
            url: None,
            file_sha256: None,
            transaction_hash: Some(
                "0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16".into(),
            ),
        },
    });
    Press {
        action: drawer.action,
        kind: facts.kind,
        id: transaction.id,
        shown: drawer.shown.clone(),
        typed,
        reason: String::new(),
        deposit,
        cancel_reason: None,
    }
}

pub async fn ready() -> ApiServer {
    let server = ApiServer::start().await;
    server.prepare(Operation::CreatePayout).await;
    let fields = json!({"accountNumber": "0012345678"});
    let account = json!({"status": "ACTIVE", "fields": fields});
    server.put("account", 201, &account.to_string()).await;
    server
}

pub async fn quoted(server: &ApiServer, kind: &str, transaction: PartnerNumber) {
    let wanted = json!({"status": "AWAITING_QUOTE_APPROVAL"});
    server
        .put(kind, transaction.get(), &wanted.to_string())
        .await;
}

#[tokio::test]
async fn each_kind_goes_from_its_creation_over_quote_and_deposit_to_its_end() {
    let server = ready().await;
    let folder = tempfile::tempdir().unwrap();
    let console = Console::on(folder.path(), &server.base).await;
    let kinds = [
        (TransactionKind::Payout, "payout", "0.3"),
        (TransactionKind::EndToEnd, "end_to_end", "1234.000001"),
        (TransactionKind::Collection, "collection", "100000.0"),
    ];
    for (at, (kind, name, amount)) in (1..).zip(kinds) {
        let transaction = console.create(at, kind, amount).await;
        quoted(&server, name, transaction).await;
        let first = console.approve(transaction).await;
        assert_eq!(first.told.state(), DONE, "{first:?}");
        assert!(!first.after.unwrap().differs);
        let second = console.approve(transaction).await;
        assert_eq!(second.told.state(), DONE, "{second:?}");
        let wanted = json!({"status": "COMPLETED"});
        server
            .put(name, transaction.get(), &wanted.to_string())
            .await;
        let ended = console.approvals.open(transaction.into(), None, by()).await;
        let Err(IntentError::Stopped(stop)) = ended else {
            panic!("nothing can be done any more");
        };
        assert!(matches!(*stop, Stop::NotInThisState { .. }), "{stop}");
    }
}

#[tokio::test]
async fn a_quote_that_is_over_or_locked_otherwise_and_lost_answers_are_told_as_they_are() {
    let server = ready().await;
    let folder = tempfile::tempdir().unwrap();
    let console = Console::on(folder.path(), &server.base).await;
    let approve = Operation::ApprovePayoutQuote;
    let payout = async |number: u8| {
        let transaction = console
            .create(number, TransactionKind::Payout, "100.5")
            .await;
        quoted(&server, "payout", transaction).await;
        transaction
    };
    let over = payout(1).await;
    server
        .only_fault(approve, 1, json!({"kind": "expired_quote"}))
        .await;
    let refused = console.approve(over).await.told;
    assert_eq!(
        refused.state(),
        State::Is(OutcomeState::Refused),
        "{refused:?}"
    );

    let other = payout(2).await;
    let fault = json!({"kind": "locked_otherwise", "amount": "999.99"});
    server.only_fault(approve, 1, fault).await;
    let pressed = console.approve(other).await;
    assert_eq!(pressed.told.state(), DONE);
    assert!(pressed.after.unwrap().differs);

    for (number, when, wanted) in [
        (3, "after", OutcomeState::Done),
        (4, "before", OutcomeState::DidNotHappen),
    ] {
        let lost = payout(number).await;
        let drawer = console.drawer(lost).await;
        server
            .only_fault(approve, 1, json!({"kind": "cut", "when": when}))
            .await;
        console.press(&drawer).await.unwrap();
        let known = async {
            loop {
                let told = console.intents.told(&drawer.id).await.unwrap().unwrap();
                if told.followed.is_settled() {
                    return told.state();
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        let known = tokio::time::timeout(LIMIT, known).await.unwrap();
        assert_eq!(known, State::Is(wanted), "{when}");
        // It is looked up at once: by what a press gives back it may be known already.
        let outcomes = console.outcomes(&drawer.id).await;
        assert_eq!(outcomes, [OutcomeState::Unknown, wanted], "{when}");
        assert_eq!(
            server.received(approve).await.0.len(),
            1,
            "it was sent once"
        );
    }

    let down = payout(5).await;
    let drawer = console.drawer(down).await;
    server
        .only_fault(
            Operation::GetPayout,
            9,
            json!({"kind": "page", "status": 503}),
        )
        .await;
    let Err(IntentError::Stopped(stop)) = console.press(&drawer).await else {
        panic!("it was pressed while the API was down");
    };
    let is_frozen = matches!(&*stop, Stop::Frozen(why) if matches!(why[0], Freeze::ApiUnread(_)));
    assert!(is_frozen, "{stop}");
}
