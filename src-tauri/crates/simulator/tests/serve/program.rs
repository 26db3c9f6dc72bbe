//! The program while it serves, asked over HTTP.

use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    sync::mpsc,
    time::Duration,
};

pub const KEY: &str = "CEDAR_DEV_api_key_marker";
pub const SECRET: &str = "CEDAR_DEV_api_secret_marker";
pub const WEBHOOK_SECRET: &str = "marker-9f2c1e7ab04d583692cf81e07b5da4439f2c1e7ab04d5836";
pub const LIMIT: Duration = Duration::from_secs(60);

/// Everything at once.
pub fn quick() -> Value {
    let names = [
        "approval",
        "unsubmitted",
        "quote",
        "deposit",
        "payout",
        "telex",
    ];
    let mut pace = still();
    for name in names {
        pace[format!("{name}Ms")] = json!(1);
    }
    pace
}

/// Nothing by itself.
pub fn still() -> Value {
    let long = 86_400_000;
    json!({
        "approvalMs": long, "unsubmittedMs": long, "fileLifeMs": long, "quoteMs": long,
        "requoteMs": long, "quoteLifeMs": long, "depositMs": long, "payoutMs": long,
        "telexMs": long,
    })
}

/// Looks until it holds.
pub async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let look = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let held = tokio::time::timeout(LIMIT, look).await;
    assert!(held.is_ok(), "{what}: not in time");
}

/// `partner-simulator serve`, ended with the test.
pub struct Program {
    pub child: Child,
    pub input: Option<ChildStdin>,
    pub told: mpsc::Receiver<Value>,
    pub api: String,
    pub control: String,
    http: Client,
}

impl Program {
    /// Starts it with its day standing still.
    pub fn start(arguments: &[&str]) -> Self {
        let mut all = vec!["--paused", "--seed", "7"];
        all.extend(arguments);
        Self::start_day(&all)
    }

    pub fn start_day(arguments: &[&str]) -> Self {
        partner_api::use_ring();
        let mut child = command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        writeln!(input, "{}", first_line()).unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let (lines, told) = mpsc::channel();
        std::thread::spawn(move || {
            output
                .lines()
                .try_for_each(|line| lines.send(serde_json::from_str(&line.unwrap()).unwrap()))
        });
        let first: Value = told.recv_timeout(LIMIT).unwrap();
        assert_eq!(first["told"], "listening");
        assert_eq!(told.recv_timeout(LIMIT).unwrap(), json!({"is": "ready"}));
        Self {
            child,
            input: Some(input),
            told,
            api: first["api"].as_str().unwrap().to_owned(),
            control: first["control"].as_str().unwrap().to_owned(),
            http: Client::builder()
                .no_proxy()
                .tls_certs_only([])
                .pool_max_idle_per_host(0)
                .timeout(LIMIT)
                .build()
                .unwrap(),
        }
    }

    /// A request of the API with its credentials.
    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        self.bare(method, path)
            .header("x-api-key", KEY)
            .header("x-api-secret", SECRET)
    }

    /// A request of the API without credentials.
    pub fn bare(&self, method: &str, path: &str) -> RequestBuilder {
        let method: Method = method.parse().unwrap();
        self.http.request(method, format!("{}{path}", self.api))
    }

    /// Calls the API.
    pub async fn call(&self, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        let mut request = self.request(method, path);
        if let Some(body) = body {
            request = request.json(body);
        }
        answer(request).await
    }

    /// A call that must work.
    pub async fn ok(&self, method: &str, path: &str, body: Option<&Value>) -> Value {
        let (status, answer) = self.call(method, path, body).await;
        assert_eq!(status, 200, "{method} {path}: {answer}");
        answer
    }

    /// A call that must be refused so.
    pub async fn refused(&self, method: &str, path: &str, body: Option<&Value>) -> (u16, String) {
        let (status, answer) = self.call(method, path, body).await;
        let exception = &answer["exception"];
        assert!(exception["message"].is_string(), "{status} {answer}");
        (status, exception["errorCode"].as_str().unwrap().to_owned())
    }

    /// Asks the control interface; it must work.
    pub async fn control(&self, method: &str, path: &str, body: Option<&Value>) -> Value {
        let (status, answer) = self.control_call(method, path, body).await;
        assert_eq!(status, 200, "{method} {path}: {answer}");
        answer
    }

    pub async fn control_call(
        &self,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> (u16, Value) {
        let asked: Method = method.parse().unwrap();
        let mut request = self.http.request(asked, format!("{}{path}", self.control));
        if method != "GET" {
            request = request.header("content-type", "application/json");
        }
        if let Some(body) = body {
            request = request.body(body.to_string());
        }
        answer(request).await
    }

    pub async fn put(&self, kind: &str, number: u64, wanted: Value) -> Value {
        self.control("PUT", &format!("/objects/{kind}/{number}"), Some(&wanted))
            .await
    }

    pub async fn fault(&self, operation: &str, fault: Value) {
        let planned = json!({"operation": operation, "fault": fault});
        self.control("POST", "/faults", Some(&planned)).await;
    }

    pub async fn get(&self, url: &str) -> reqwest::Response {
        self.http.get(url).send().await.unwrap()
    }

    /// Calls of an operation: received, and with their effect.
    pub async fn count(&self, operation: &str) -> (u64, u64) {
        let all = self.control("GET", "/operations", None).await;
        let mut rows = all["operations"].as_array().unwrap().iter();
        let row = rows.find(|row| row["operation"] == operation).unwrap();
        let number = |name: &str| row[name].as_u64().unwrap();
        (number("received"), number("effects"))
    }

    /// Closes its input and waits for its end.
    pub fn end(mut self) -> ExitStatus {
        drop(self.input.take());
        self.child.wait().unwrap()
    }

    /// SIGKILL.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

async fn answer(request: RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    let text = answer.text().await.unwrap();
    let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
    (status, body)
}

pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_partner-simulator"));
    command.arg("serve").args(arguments);
    command
}

pub fn first_line() -> Value {
    json!({"apiKey": KEY, "apiSecret": SECRET, "webhookSecret": WEBHOOK_SECRET})
}

impl Drop for Program {
    fn drop(&mut self) {
        // A test that failed leaves no process behind.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

pub fn new_merchant() -> Value {
    json!({
        "legalName": "Adaeze Trading Ltd", "email": "ops@adaeze.example",
        "contactName": "Ada Eze", "phonePrefix": "234", "phone": "8012345678",
        "country": "NG", "state": "Lagos", "city": "Lagos", "address": "Broad Street",
        "streetNumber": "12", "zipCode": "101001", "industry": "TECHNOLOGY",
    })
}

pub fn new_account(owner: u64) -> Value {
    json!({
        "businessId": owner, "currencySymbol": "NGN", "nameOnAccount": "Adaeze Trading Ltd",
        "accountNumber": "0001234567", "bankName": "First Delta Bank", "swiftCode": "EXMPNGLA",
        "country": "NG", "state": "Lagos", "city": "Lagos", "address": "Marina",
        "streetNumber": "1", "zipCode": "101001", "invoiceUrl": "https://files.example/i.pdf",
    })
}

pub fn new_transaction(source: u64, account: u64, from: &str) -> Value {
    json!({
        "fromBusinessId": source, "toBusinessExternalAccountId": account,
        "fromCurrencySymbol": from, "toAmount": "100000.0", "purpose": "GOODS_PURCHASED",
        "invoiceUrl": "https://files.example/i.pdf",
        "depositConfirmationUrl": "https://files.example/d.pdf",
    })
}
