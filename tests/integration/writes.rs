//! Writes against the simulator as a process: the answer is lost before or after the effect, or the
//! console ends while it waits, and is started again on the same ledger.

use crate::api_server::{ApiServer, quick};
use domain::{
    ActionId, Amount, Currency, Environment, PartnerNumber, ProfileName, SystemClock,
    record::OutcomeState,
};
use engine::{
    ApiRoom, DataFolder, Doer, HeldCredentials, Intents, Times, Wish,
    api::RoomParts,
    flows::NewTransaction,
    intents::{Change, Decision, State, Told, tend},
};
use ledger::{LedgerError, Writer, WriterOptions};
use partner_api::{
    Endpoint, Fields, Operation,
    endpoints::{
        create_merchant::NewMerchant,
        create_transaction::{CreateTransaction, NewKind},
    },
};
use serde_json::{Value, json};
use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{runtime::Runtime, sync::watch};

const LIMIT: Duration = Duration::from_secs(60);

/// A console on a data folder, with threads of its own.
struct Console {
    runtime: Runtime,
    intents: Arc<Intents>,
    _held: watch::Sender<HeldCredentials>,
}

fn times() -> Times {
    Times {
        first: Duration::from_millis(10),
        most: Duration::from_millis(50),
        settle: Duration::from_millis(200),
    }
}

/// The ledger, once the console before has let go of it.
async fn writer(folder: &Path) -> Writer {
    let begun = Instant::now();
    loop {
        match Writer::open(folder, WriterOptions::default()).await {
            Ok(writer) => return writer,
            Err(LedgerError::InUse) if begun.elapsed() < LIMIT => {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            Err(error) => panic!("{error}"),
        }
    }
}

impl Console {
    fn start(server: &ApiServer, data: &Path) -> Self {
        let runtime = Runtime::new().unwrap();
        let name = ProfileName::parse("acme").unwrap();
        let data = DataFolder::open(data).unwrap();
        let folder = data.profile_or_new(&name, Environment::Sandbox).unwrap();
        let held = watch::Sender::new(HeldCredentials::Held(server.stored()));
        let url = server.base.as_str().to_owned();
        let seen = held.subscribe();
        let intents = runtime.block_on(async move {
            let writer = writer(&folder.path).await;
            let room = ApiRoom::open(RoomParts {
                folder,
                environment: Environment::Sandbox,
                writer,
                clock: Arc::new(SystemClock::start()),
                held: seen,
                limits: quick(),
            });
            let room = room.unwrap();
            room.change_file(|file| file.base_url = Some(url)).unwrap();
            let intents = Intents::open(Arc::new(room), times()).await.unwrap();
            tokio::spawn(tend(Arc::clone(&intents), || {}));
            intents
        });
        Self {
            runtime,
            intents,
            _held: held,
        }
    }

    /// Ends in the middle of whatever it does.
    fn end(self) {
        self.runtime.shutdown_timeout(LIMIT);
    }

    /// Starts an action and does not wait.
    fn begin(&self, action: &ActionId, wish: Wish) -> tokio::task::JoinHandle<()> {
        let (intents, action) = (Arc::clone(&self.intents), action.clone());
        self.runtime.spawn(async move {
            intents.start(&action, wish, None::<String>).await.unwrap();
        })
    }

    /// Waits until an action is settled, or can be decided by a person.
    fn known_or_offered(&self, action: &ActionId) -> Told {
        let begun = Instant::now();
        loop {
            let told = self.runtime.block_on(self.intents.told(action));
            let told = told.unwrap().unwrap();
            if told.followed.is_settled() || told.verdict.may_be_denied {
                return told;
            }
            assert!(begun.elapsed() < LIMIT, "it is still {told:?}");
            std::thread::park_timeout(Duration::from_millis(10));
        }
    }
}

fn action(number: usize) -> ActionId {
    ActionId::parse(&format!("0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5b{number:02x}")).unwrap()
}

fn create(number: usize) -> Wish {
    let text = str::to_owned;
    let merchant = NewMerchant {
        legal_name: format!("Adaeze Trading {number} Ltd"),
        trading_name: None,
        email: text("ops@adaeze.example"),
        contact_name: text("Ada Eze"),
        phone_prefix: text("234"),
        phone: text("8012345678"),
        country: text("NG"),
        state: text("Lagos"),
        city: text("Lagos"),
        address: text("Broad Street"),
        street_number: text("12"),
        zip_code: text("101001"),
        industry: text("TECHNOLOGY"),
        local_reg_number: None,
    };
    Wish::CreateMerchant(Box::new(merchant), Fields::new())
}

fn update(number: usize) -> Wish {
    let change = Change {
        name: "legalName".to_owned(),
        from: Some("\"Adaeze Trading Ltd\"".to_owned()),
        to: format!("\"Adaeze {number} Ltd\""),
    };
    let id = PartnerNumber::try_from(101).unwrap().into();
    Wish::UpdateMerchant(id, vec![change])
}

/// What goes wrong, whether it has its effect, and whether the console ends while it waits.
fn losses() -> [(Value, bool, bool); 4] {
    let long = 600_000;
    [
        (json!({"kind": "cut"}), false, false),
        (json!({"kind": "cut", "when": "after"}), true, false),
        (json!({"kind": "half_answer"}), true, false),
        (
            json!({"kind": "delay", "ms": long, "when": "after"}),
            true,
            true,
        ),
    ]
}

/// Loses the answer of a write, starts the console again, and gives what it then knows.
fn after_a_restart(
    at: &Runtime,
    server: &ApiServer,
    data: &Path,
    (operation, number, wish): (Operation, usize, Wish),
    (fault, happens, ends): (Value, bool, bool),
) -> (Console, Told) {
    at.block_on(server.only_fault(operation, 1, fault));
    let console = Console::start(server, data);
    let begun = console.begin(&action(number), wish.clone());
    if ends {
        let begun = Instant::now();
        while at.block_on(server.effects(operation)) == 0 {
            assert!(begun.elapsed() < LIMIT, "it had no effect in time");
        }
    } else {
        console.runtime.block_on(begun).unwrap();
    }
    console.end();
    let console = Console::start(server, data);
    let id = action(number);
    let told = console.known_or_offered(&id);
    // The same press once more sends nothing.
    let again = console.intents.start(&id, wish, None::<String>);
    console.runtime.block_on(again).unwrap();
    let (requests, effects) = at.block_on(server.received(operation));
    assert_eq!(requests.len(), 1, "it was sent once");
    assert_eq!(effects, u64::from(happens));
    (console, told)
}

#[test]
fn a_change_whose_answer_is_lost_is_known_after_a_restart_and_was_sent_once() {
    let at = Runtime::new().unwrap();
    let server = at.block_on(ApiServer::start());
    let data = tempfile::tempdir().unwrap();
    for (number, loss) in losses().into_iter().enumerate() {
        at.block_on(server.prepare(Operation::UpdateMerchant));
        let happens = loss.1;
        let what = (Operation::UpdateMerchant, number, update(number));
        let (console, told) = after_a_restart(&at, &server, data.path(), what, loss);
        let wanted = if happens {
            OutcomeState::Done
        } else {
            OutcomeState::DidNotHappen
        };
        assert_eq!(told.state(), State::Is(wanted), "{number}");
        console.end();
    }
}

/// What happened is offered alone, and a person says which it is.
fn is_offered_and_decided(console: &Console, number: usize, told: &Told, happens: bool) {
    let candidates = &told.verdict.candidates;
    assert_eq!(candidates.len(), usize::from(happens), "{candidates:?}");
    let decision = candidates.first().map_or(Decision::DidNotHappen, |one| {
        assert!(one.differs.is_empty(), "{one:?}");
        Decision::Is(one.subject)
    });
    let doer = Doer {
        by: Some("A. Ndiaye".to_owned()),
        now: domain::Millis(1),
    };
    let id = action(number);
    let decided = console.intents.decide(&id, decision, "", doer);
    let told = console.runtime.block_on(decided).unwrap();
    assert!(told.followed.is_settled());
}

#[test]
fn a_creation_whose_answer_is_lost_is_offered_after_a_restart_and_was_sent_once() {
    let at = Runtime::new().unwrap();
    let server = at.block_on(ApiServer::start());
    let data = tempfile::tempdir().unwrap();
    for (number, loss) in losses().into_iter().enumerate() {
        let happens = loss.1;
        let what = (Operation::CreateMerchant, number, create(number));
        let (console, told) = after_a_restart(&at, &server, data.path(), what, loss);
        assert_eq!(told.state(), State::Is(OutcomeState::Unknown), "{number}");
        is_offered_and_decided(&console, number, &told, happens);
        console.end();
    }
}

/// A transaction of another kind each time, of another amount.
fn transaction(number: usize) -> (Operation, Wish) {
    let id = |number: u64| PartnerNumber::try_from(number).unwrap();
    let kinds = [NewKind::EndToEnd, NewKind::Collection];
    let payout = NewKind::Payout {
        deposit_confirmation_url: "https://files.example/deposit.pdf".to_owned(),
    };
    let kind = kinds.get(number).cloned().unwrap_or(payout);
    let request = CreateTransaction {
        kind,
        source: id(101).into(),
        account: id(201).into(),
        from: Currency::parse("USDC (ERC-20)").unwrap(),
        to_amount: Amount::parse(&format!("100.{number}0")).unwrap(),
        purpose: "GOODS_PURCHASED".to_owned(),
        invoice_url: "https://files.example/invoice.pdf".to_owned(),
    };
    let operation = request.operation();
    let new = NewTransaction {
        request,
        target: None,
        to: Currency::parse("USD").unwrap(),
        rate: None,
        again: false,
    };
    (operation, Wish::CreateTransaction(Box::new(new)))
}

#[test]
fn a_transaction_whose_answer_is_lost_is_offered_by_its_merchant_account_and_amount() {
    let at = Runtime::new().unwrap();
    let server = at.block_on(ApiServer::start());
    at.block_on(server.prepare(Operation::CreatePayout));
    let data = tempfile::tempdir().unwrap();
    for (number, loss) in losses().into_iter().enumerate() {
        let happens = loss.1;
        let (operation, wish) = transaction(number);
        let what = (operation, number, wish);
        let (console, told) = after_a_restart(&at, &server, data.path(), what, loss);
        assert_eq!(told.state(), State::Is(OutcomeState::Unknown), "{number}");
        is_offered_and_decided(&console, number, &told, happens);
        console.end();
    }
}
