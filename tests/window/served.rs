//! A server of the Partners API on this machine, for profiles that are connected in a test.

use crate::{console::target, processes::Owned};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Write},
    process::{ChildStdin, Command, Stdio},
};

/// The right credentials.
pub const API_KEY: &str = "CEDAR_DEV_api_key_0b5c3f2e-7a41-4c9d-9e55-3d1f6a8b2c77";
pub const API_SECRET: &str = "CEDAR_DEV_api_secret_R4tYq8WmZ2xKc7VbN5jL3hGdF6sPaE9u";
/// With what it signs webhooks, where a test says where they go.
pub const WEBHOOK_SECRET: &str = "whsec-2Jx6rTq9BvWm4NzYd8LkHs3PfGc7";

/// `partner-simulator serve` without webhooks, ended with the test.
pub struct Served {
    /// The base URL.
    pub api: String,
    control: String,
    // Ended before the process: it ends with its input.
    _input: ChildStdin,
    _process: Owned,
}

impl Served {
    /// Starts it, and waits until it listens.
    pub fn start() -> Self {
        let mut process = Command::new(target().join("debug/partner-simulator"))
            .args(["serve", "--paused", "--seed", "7"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = process.stdin.take().unwrap();
        let secrets = json!({
            "apiKey": API_KEY, "apiSecret": API_SECRET, "webhookSecret": WEBHOOK_SECRET,
        });
        writeln!(input, "{secrets}").unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        std::thread::spawn(move || output.lines().all(|line| line.is_ok()));
        let told: Value = serde_json::from_str(&line).unwrap();
        Self {
            api: told["api"].as_str().unwrap().to_owned(),
            control: told["control"].as_str().unwrap().to_owned(),
            _input: input,
            _process: Owned(process),
        }
    }

    /// Tells its control interface something.
    pub async fn tell(&self, method: Method, path: &str, wanted: &Value) {
        self.ask(method, path, wanted).await;
    }

    /// Asks its control interface, or tells it something; gives the answer.
    pub async fn ask(&self, method: Method, path: &str, wanted: &Value) -> Value {
        partner_api::use_ring();
        let client = Client::builder().no_proxy().build().unwrap();
        let answer = client
            .request(method, format!("{}{path}", self.control))
            .header("content-type", "application/json")
            .body(wanted.to_string())
            .send();
        let answer = answer.await.unwrap();
        let status = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        assert_eq!(status, 200, "{path}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    /// How often an operation had its effect.
    pub async fn effects(&self, operation: &str) -> u64 {
        let all = self.ask(Method::GET, "/operations", &Value::Null).await;
        let mut rows = all["operations"].as_array().unwrap().iter();
        let row = rows.find(|row| row["operation"] == operation).unwrap();
        row["effects"].as_u64().unwrap()
    }

    /// The fields of an object.
    pub async fn object(&self, kind: &str, number: u64) -> Value {
        let path = format!("/objects/{kind}");
        let all = self.ask(Method::GET, &path, &Value::Null).await;
        let mut all = all.as_array().unwrap().iter();
        let one = all.find(|one| one["number"] == number).unwrap();
        one["fields"].clone()
    }

    /// Gives an object a status, which is announced.
    pub async fn becomes(&self, kind: &str, number: u64, status: &str) {
        let path = format!("/objects/{kind}/{number}");
        let wanted = json!({ "status": status });
        self.tell(Method::PUT, &path, &wanted).await;
    }
}
