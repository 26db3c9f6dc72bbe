//! `partner-simulator`: sends signed webhooks to a receiver on this machine.

use clap::{Parser, Subcommand};
use domain::SystemClock;
use simulator::{
    Deliveries, Rate, SimulatorError, Target, input,
    send::{Plan, Sent, send},
};
use std::{
    io::{self, Write},
    num::NonZeroU64,
    process::ExitCode,
};

/// Sends signed webhooks, as a partner's API would, to a receiver on this machine.
#[derive(Debug, Parser)]
#[command(name = "partner-simulator", version)]
struct Arguments {
    #[command(subcommand)]
    wish: Wish,
}

#[derive(Debug, Subcommand)]
enum Wish {
    /// Send a day's webhooks; print one line of JSON for each
    ///
    /// The webhook secret is the first line of the standard input. The program ends when its
    /// input is closed, so keep the input open for as long as it shall send.
    Send {
        /// Where to: http://127.0.0.1:PORT/hooks/…
        #[arg(long)]
        url: Target,
        /// How many a second, 0.001 to 1000
        #[arg(long, value_name = "PER_SECOND", default_value = "1")]
        rate: Rate,
        /// How many in all [default: no end]
        #[arg(long, value_name = "N")]
        count: Option<u64>,
        /// The day's seed: the same seed, the same day [default: another one each time]
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
        /// Each N-th is tampered with, wrongly signed, replayed or has another amount, in turn;
        /// 0 for never
        #[arg(long, value_name = "N", default_value_t = 15)]
        forged_every: u64,
        /// How many to send at once at the start
        #[arg(long, value_name = "N", default_value_t = 0)]
        first_burst: u64,
    },
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Wish::Send {
        url,
        rate,
        count,
        seed,
        forged_every,
        first_burst,
    } = Arguments::parse().wish;
    let plan = Plan {
        target: url,
        rate,
        count,
        first_burst,
    };
    match run(&plan, seed, NonZeroU64::new(forged_every)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let mut line = format!("partner-simulator: {error}");
            let mut cause = std::error::Error::source(&error);
            while let Some(inner) = cause {
                line = format!("{line}: {inner}");
                cause = inner.source();
            }
            // Nobody reads it if this fails.
            drop(writeln!(io::stderr(), "{line}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(
    plan: &Plan,
    seed: Option<u64>,
    forged_every: Option<NonZeroU64>,
) -> Result<(), SimulatorError> {
    let input = input::read();
    // The reading thread answers before it ends, whatever it read.
    let Ok(secret) = input.secret.await else {
        return Ok(());
    };
    let seed = match seed {
        Some(seed) => seed,
        None => getrandom::u64().map_err(SimulatorError::Random)?,
    };
    let deliveries = Deliveries::new(seed, secret?, forged_every)?;
    let clock = SystemClock::start();
    tokio::select! {
        // Sending first: a count that is reached is not cut short by an input closed meanwhile.
        biased;
        sent = send(plan, deliveries, &clock, print) => sent,
        _ = input.closed => Ok(()),
    }
}

fn print(sent: &Sent<'_>) -> io::Result<()> {
    let mut line = serde_json::to_string(sent)?;
    line.push('\n');
    let mut output = io::stdout().lock();
    output.write_all(line.as_bytes())?;
    output.flush()
}
