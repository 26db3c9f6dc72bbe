//! partner-simulator: sends a day's signed webhooks to a receiver on this machine.

use clap::{Parser, Subcommand};
use simulator::{Plan, SimulatorError, send};
use std::{
    io::{BufRead, Read, Write},
    process::ExitCode,
};
use webhooks::WebhookSecret;

/// Plays Cedar's part, for first steps, training and tests.
#[derive(Debug, Parser)]
#[command(name = "partner-simulator", version)]
struct Arguments {
    #[command(subcommand)]
    wish: Wish,
}

#[derive(Debug, Subcommand)]
enum Wish {
    /// Send signed webhooks. The webhook secret is the input's first line; when the input ends,
    /// the program ends. Each delivery is told as one line of JSON
    Send {
        /// Where to: an address on this machine
        #[arg(long)]
        url: String,
        /// Deliveries a second
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10_000))]
        rate: u32,
        /// How many; without it, until the input ends
        #[arg(long)]
        count: Option<u64>,
        /// The same seed gives the same day; without it, each day is another one
        #[arg(long)]
        seed: Option<u64>,
        /// About one in so many is tampered with, wrongly signed or replayed; 0 for none
        #[arg(long, default_value_t = 10)]
        forged_every: u64,
        /// How many are sent at once at the beginning
        #[arg(long, default_value_t = 0)]
        first_burst: u64,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let Wish::Send {
        url,
        rate,
        count,
        seed,
        forged_every,
        first_burst,
    } = Arguments::parse().wish;
    let seed = seed.unwrap_or_else(|| getrandom::u64().unwrap_or(1));
    let plan = Plan {
        url,
        rate,
        count,
        seed,
        forged_every,
        first_burst,
    };
    match run(&plan).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to be told if this fails.
            drop(writeln!(std::io::stderr(), "{error}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(plan: &Plan) -> Result<(), SimulatorError> {
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    let secret = line.trim_end_matches(['\r', '\n']);
    if read.is_err() || secret.is_empty() {
        return Err(SimulatorError::NoSecret);
    }
    let secret = WebhookSecret::new(secret.as_bytes().to_vec())?;
    let (ended, end) = tokio::sync::oneshot::channel();
    // A read of the input blocks: a thread of its own, that ends with the process.
    std::thread::spawn(move || {
        let mut rest = [0_u8; 64];
        while matches!(std::io::stdin().lock().read(&mut rest), Ok(1..)) {}
        // Whoever waited for this may be done already.
        ended.send(()).ok();
    });
    let told = |sent: &simulator::Sent| {
        let line = serde_json::to_string(sent)?;
        writeln!(std::io::stdout(), "{line}")
    };
    tokio::select! {
        done = send(plan, &secret, told) => done,
        _ = end => Ok(()),
    }
}
