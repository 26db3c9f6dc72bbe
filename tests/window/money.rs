//! Profiles at a server on which money can move: connected before the program starts, with
//! merchants, accounts and transactions as a test wants them, and with what may go wrong.

use crate::{
    before::Before,
    console::Console,
    posting::Post,
    served::{Served, WEBHOOK_SECRET},
    set_up::{self, OPERATOR},
};
use domain::Policy;
use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A merchant that may transact; it sends.
pub const SOURCE: u64 = 101;
/// Another one; it is paid.
pub const TARGET: u64 = 102;
pub const SOURCE_NAME: &str = "Adaeze Trading Ltd";
pub const TARGET_NAME: &str = "Kano Textiles Ltd";
/// The target's account at a bank, in NGN.
pub const BANK: u64 = 201;
/// The target's wallet, in USDC.
pub const WALLET: u64 = 202;
/// The source's own account, in NGN: collections go there.
pub const OWN_BANK: u64 = 203;
pub const NUMBER: &str = "0012345678";
/// What is typed for a quote that goes to the account at the bank.
pub const PRESSED_FOR: &str = "5678";
pub const WALLET_ADDRESS: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
/// What is deposited, where a test says nothing else.
pub const FROM: &str = "USDC (ERC-20)";

/// A kind of transaction as the control interface names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Payout,
    EndToEnd,
    Collection,
}

impl Kind {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Payout => "payout",
            Self::EndToEnd => "end_to_end",
            Self::Collection => "collection",
        }
    }
}

/// A server with two merchants that may transact and three accounts, where nothing happens by
/// itself.
pub struct Money {
    pub served: Served,
}

fn place() -> Value {
    json!({
        "country": "NG", "state": "Lagos", "city": "Lagos", "address": "Marina",
        "streetNumber": "1", "zipCode": "101001",
    })
}

fn with(mut one: Value, other: &Value) -> Value {
    for (name, value) in other.as_object().unwrap() {
        one[name] = value.clone();
    }
    one
}

impl Money {
    /// Starts the server and puts them there.
    pub async fn start() -> Self {
        let money = Self {
            served: Served::start(),
        };
        let long = 86_400_000;
        let names = [
            "approval",
            "unsubmitted",
            "quote",
            "requote",
            "quoteLife",
            "deposit",
            "payout",
            "telex",
        ];
        let mut still = json!({});
        for name in names {
            still[format!("{name}Ms")] = json!(long);
        }
        money.served.tell(Method::PUT, "/pace", &still).await;
        for (number, name) in [(SOURCE, SOURCE_NAME), (TARGET, TARGET_NAME)] {
            let fields = json!({
                "legalName": name, "email": format!("ops.{number}@merchant.example"),
                "contactName": "Ada Eze", "phonePrefix": "234", "phone": "8012345678",
                "industry": "TECHNOLOGY", "localRegNumber": format!("RC {number}"),
            });
            let fields = with(fields, &place());
            money.put("merchant", number, "VALID", &fields).await;
        }
        let bank = json!({
            "currencySymbol": "NGN", "accountNumber": NUMBER, "bankName": "First Delta Bank",
            "swiftCode": "EXMPNGLA",
        });
        let wallet = json!({
            "currencySymbol": FROM, "walletAddress": WALLET_ADDRESS, "network": "ERC-20",
        });
        for (number, owner, name, of) in [
            (BANK, TARGET, TARGET_NAME, &bank),
            (WALLET, TARGET, TARGET_NAME, &wallet),
            (OWN_BANK, SOURCE, SOURCE_NAME, &bank),
        ] {
            let fields = json!({
                "businessId": owner, "nameOnAccount": name,
                "invoiceUrl": "https://files.example/sample.pdf",
            });
            let fields = with(with(fields, of), &place());
            money.put("account", number, "ACTIVE", &fields).await;
        }
        money
    }

    /// Makes an object, or gives it a status and fields; it is announced where somebody listens.
    pub async fn put(&self, kind: &str, number: u64, status: &str, fields: &Value) {
        let wanted = json!({ "status": status, "fields": fields });
        let path = format!("/objects/{kind}/{number}");
        self.served.tell(Method::PUT, &path, &wanted).await;
    }

    /// Makes a transaction at this stage, with these fields besides what each has.
    pub async fn transaction(&self, kind: Kind, number: u64, stage: &str, fields: &Value) {
        let account = if kind == Kind::Collection {
            OWN_BANK
        } else {
            BANK
        };
        let all = json!({
            "fromBusinessId": SOURCE, "toBusinessExternalAccountId": account,
            "fromCurrencySymbol": FROM, "toAmount": "100000.0", "purpose": "GOODS_PURCHASED",
            "invoiceUrl": "https://files.example/invoice.pdf",
        });
        self.put(kind.word(), number, stage, &with(all, fields))
            .await;
    }

    /// Sets fields of an object without a word to anybody.
    pub async fn set(&self, kind: &str, number: u64, fields: &Value) {
        let wanted = json!({ "fields": fields, "silent": true });
        let path = format!("/objects/{kind}/{number}");
        self.served.tell(Method::PUT, &path, &wanted).await;
    }

    /// Gives an object a status without a word to anybody.
    pub async fn enters(&self, kind: &str, number: u64, status: &str) {
        let wanted = json!({ "status": status, "silent": true });
        let path = format!("/objects/{kind}/{number}");
        self.served.tell(Method::PUT, &path, &wanted).await;
    }

    /// Lets something go wrong with the next calls of an operation.
    pub async fn fault(&self, operation: Option<&str>, count: u32, fault: Value) {
        let planned = json!({ "operation": operation, "count": count, "fault": fault });
        self.served.tell(Method::POST, "/faults", &planned).await;
    }

    /// Each call is answered by a proxy's page, until nothing goes wrong any more.
    pub async fn is_down(&self) {
        let page = json!({ "kind": "page", "status": 503 });
        self.fault(None, 100_000, page).await;
    }

    /// Nothing goes wrong any more.
    pub async fn is_well(&self) {
        self.served
            .tell(Method::DELETE, "/faults", &json!({}))
            .await;
    }

    /// The time that answers tell is so far ahead.
    pub async fn clock_ahead(&self, ms: i64) {
        let wanted = json!({ "aheadMs": ms });
        self.served.tell(Method::PUT, "/clock", &wanted).await;
    }

    /// A status is announced, rightly signed, that the transaction does not have.
    pub async fn announces(&self, kind: Kind, number: u64, status: &str) {
        let wanted = json!({ "kind": kind.word(), "number": number, "status": status });
        self.served.tell(Method::POST, "/events", &wanted).await;
    }

    /// How often an operation was asked for and had its effect.
    pub async fn counts(&self, operation: &str) -> (u64, u64) {
        let all = self.served.ask(Method::GET, "/operations", &Value::Null);
        let all = all.await;
        let mut rows = all["operations"].as_array().unwrap().iter();
        let row = rows.find(|row| row["operation"] == operation).unwrap();
        let number = |name: &str| row[name].as_u64().unwrap();
        (number("received"), number("effects"))
    }

    /// The numbers of all transactions of a kind.
    pub async fn numbers(&self, kind: Kind) -> Vec<u64> {
        let path = format!("/objects/{}", kind.word());
        let all = self.served.ask(Method::GET, &path, &Value::Null).await;
        let all = all.as_array().unwrap().iter();
        all.map(|one| one["number"].as_u64().unwrap()).collect()
    }

    /// Opens the program on a profile that is connected to this server, under a policy.
    pub async fn open(&self, name: &str, policy: Policy) -> Console {
        let folder = TempDir::new().unwrap();
        let data = folder.path().join("data");
        set_up::connected(&data, &self.served, WEBHOOK_SECRET).await;
        let before = Before::open(&data, self, 0).await;
        let by = Some(OPERATOR.to_owned());
        before.set_policy(policy, by.into()).await;
        before.close().await;
        self.open_on(name, folder).await
    }

    /// Opens the program on a folder whose profile is connected to this server.
    pub async fn open_on(&self, name: &str, folder: TempDir) -> Console {
        let console = Console::open_in(name, folder).await;
        console.find("[data-testid=profile-tag]").await;
        self.deliver_to(&console).await;
        console
    }

    /// Lets what happens be announced to the program, wherever it receives now.
    pub async fn deliver_to(&self, console: &Console) {
        let webhook = json!({ "url": console.own_url() });
        self.served.tell(Method::PUT, "/webhook", &webhook).await;
    }

    /// A delivery of somebody who does not know the secret.
    pub async fn forged(&self, console: &Console, number: u64, status: &str) {
        let guess = "a-guess-of-somebody-who-does-not-know";
        let post = Post::signed(guess, number, status);
        assert_eq!(post.to_url(&console.own_url()).await, 401);
    }
}
