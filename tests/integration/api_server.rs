//! `partner-simulator serve` as a process, and the API's client over it.

use crate::{client::SECRET, program::program};
use domain::SystemClock;
use engine::StoredCredentials;
use partner_api::{
    BaseUrl, CallError, Credentials, Exchange, FileUpload, Limits, Operation, Overrides, Partner,
    example::Example,
};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, Stdio},
    sync::Arc,
    time::Duration,
};
use tokio_util::sync::CancellationToken;

pub const KEY: &str = "CEDAR_DEV_api_key_MARKER";
pub const API_SECRET: &str = "CEDAR_DEV_api_secret_MARKER";
/// What is uploaded.
pub const FILE: &[u8] = b"%PDF-1.7 an invoice";
const LIMIT: Duration = Duration::from_secs(60);

/// Limits at which a test does not wait long: pauses of a millisecond, three attempts.
pub fn quick() -> Limits {
    Limits {
        pause_first: Duration::from_millis(1),
        attempts_max: 3,
        ..Limits::default()
    }
}

/// The right credentials for a server that was started here.
pub fn stored(base: &BaseUrl) -> StoredCredentials {
    StoredCredentials::new(base.origin(), KEY, API_SECRET).unwrap()
}

/// The simulator, ended with the test. Nothing happens on it by itself.
pub struct ApiServer {
    child: Child,
    _input: ChildStdin,
    pub base: BaseUrl,
    pub host: String,
    control: String,
    http: Client,
}

impl ApiServer {
    pub async fn start() -> Self {
        partner_api::use_ring();
        let mut child = Command::new(program("partner-simulator"))
            .args(["serve", "--paused", "--seed", "7"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let secrets = json!({"apiKey": KEY, "apiSecret": API_SECRET, "webhookSecret": SECRET});
        writeln!(input, "{secrets}").unwrap();
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        output.read_line(&mut line).unwrap();
        std::thread::spawn(move || output.lines().all(|line| line.is_ok()));
        let told: Value = serde_json::from_str(&line).unwrap();
        let api = told["api"].as_str().unwrap();
        let host = api.trim_start_matches("http://").split('/').next();
        let http = Client::builder()
            .no_proxy()
            .tls_certs_only([])
            .timeout(LIMIT);
        let server = Self {
            child,
            _input: input,
            base: api.parse().unwrap(),
            host: host.unwrap().to_owned(),
            control: told["control"].as_str().unwrap().to_owned(),
            http: http.build().unwrap(),
        };
        let long = 86_400_000;
        let still = json!({
            "approvalMs": long, "quoteMs": long, "requoteMs": long, "quoteLifeMs": long,
            "depositMs": long, "payoutMs": long, "telexMs": long,
        });
        server.control("PUT", "/pace", &still.to_string()).await;
        server
    }

    /// The right credentials as a keyring holds them.
    pub fn stored(&self) -> StoredCredentials {
        stored(&self.base)
    }

    /// A client with the right credentials.
    pub fn partner(&self, limits: Limits) -> Partner {
        self.partner_with(KEY, limits)
    }

    pub fn partner_with(&self, key: &str, limits: Limits) -> Partner {
        let credentials = Credentials::new(self.base.origin(), key, API_SECRET).unwrap();
        let clock = Arc::new(SystemClock::start());
        let overrides = Overrides::default();
        Partner::new(self.base.clone(), credentials, overrides, limits, clock).unwrap()
    }

    /// Asks the control interface; it must work.
    pub async fn control(&self, method: &str, path: &str, body: &str) -> Value {
        let asked: Method = method.parse().unwrap();
        let request = self.http.request(asked, format!("{}{path}", self.control));
        let request = request.header("content-type", "application/json");
        let answer = request.body(body.to_owned()).send().await.unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert_eq!(status, 200, "{method} {path}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    pub async fn put(&self, kind: &str, number: u64, wanted: &str) {
        let path = format!("/objects/{kind}/{number}");
        self.control("PUT", &path, wanted).await;
    }

    /// Puts an object into a status that no webhook tells.
    pub async fn put_silently(&self, kind: &str, number: u64, status: &str) {
        let wanted = json!({ "status": status, "silent": true });
        self.put(kind, number, &wanted.to_string()).await;
    }

    /// Lets this go wrong with the operation's next calls, and forgets what was before.
    pub async fn only_fault(&self, operation: Operation, count: u32, fault: Value) {
        self.control("DELETE", "/faults", "").await;
        self.control("DELETE", "/requests", "").await;
        let planned = json!({"operation": operation.id(), "count": count, "fault": fault});
        self.control("POST", "/faults", &planned.to_string()).await;
    }

    /// What was received of an operation, and how often it had its effect. None of its calls may
    /// be under way: the two are asked for one after the other.
    pub async fn received(&self, operation: Operation) -> (Vec<Value>, u64) {
        let path = format!("/requests?operation={}", operation.id());
        let requests = self.control("GET", &path, "").await;
        let requests = requests.as_array().unwrap().clone();
        let counted = self.counted(operation).await;
        assert_eq!(counted["received"], requests.len());
        (requests, counted["effects"].as_u64().unwrap())
    }

    /// How often an operation has had its effect up to now.
    pub async fn effects(&self, operation: Operation) -> u64 {
        self.counted(operation).await["effects"].as_u64().unwrap()
    }

    async fn counted(&self, operation: Operation) -> Value {
        let all = self.control("GET", "/operations", "").await;
        let mut rows = all["operations"].as_array().unwrap().iter();
        let row = rows.find(|row| row["operation"] == operation.id());
        row.unwrap().clone()
    }

    /// Lets everything be there that the operation's example speaks of, in a state that allows it.
    pub async fn prepare(&self, operation: Operation) {
        let merchant = match operation {
            Operation::SubmitMerchantOnboarding => "PENDING",
            _ => "VALID",
        };
        let merchant = json!({"status": merchant, "fields": {"legalName": "Adaeze Trading Ltd"}});
        self.put("merchant", 101, &merchant.to_string()).await;
        let fields = json!({"businessId": 101, "currencySymbol": "USD"});
        let account = json!({"status": "ACTIVE", "fields": fields});
        self.put("account", 201, &account.to_string()).await;
        let id = operation.id();
        let stage = if id.starts_with("approve_") && id.ends_with("_deposit") {
            "AWAITING_DEPOSIT"
        } else {
            "AWAITING_QUOTE_APPROVAL"
        };
        let kind = operation.kind().map(|kind| json!(kind));
        let kind = kind.as_ref().and_then(Value::as_str).unwrap_or("payout");
        let fields = json!({
            "fromBusinessId": 101, "toBusinessExternalAccountId": 201, "toAmount": "100000.0",
            "fromCurrencySymbol": "NGN",
        });
        let transaction = json!({"status": stage, "fields": fields});
        self.put(kind, 301, &transaction.to_string()).await;
        if operation == Operation::GetPayoutConfirmation {
            self.put("confirmation", 301, "{}").await;
        }
    }
}

/// Calls an operation as its example says.
pub async fn call(partner: &Partner, operation: Operation) -> Result<Exchange, CallError> {
    if operation == Operation::UploadFile {
        let file = FileUpload::of_bytes("invoice.pdf", bytes::Bytes::from_static(FILE));
        let cancel = CancellationToken::new();
        let called = partner.upload(file, |_| (), &cancel).await?;
        return Ok(called.exchange);
    }
    let example = Example::of(operation).call(operation).unwrap();
    Ok(partner.send(&example).await?.exchange)
}

impl Drop for ApiServer {
    fn drop(&mut self) {
        // A test that failed leaves no process behind.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
