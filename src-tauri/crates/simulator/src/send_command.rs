//! `send`: its flags, and how they become a sender.

use clap::Args;
use domain::SystemClock;
use simulator::{
    Deliveries, Mode, Rate, SimulatorError, Target, input,
    send::{Plan, send},
    steer::Told,
};
use std::{
    io::{self, Write},
    num::NonZeroU64,
};

/// Each so manieth is not genuine, unless the flags say otherwise.
const FORGED_EVERY: u64 = 15;

/// The flags of `send`.
#[derive(Debug, Args)]
pub struct SendFlags {
    /// Where to: http://127.0.0.1:PORT/hooks/…
    #[arg(long)]
    url: Target,
    /// How many a second, 0.001 to 1000
    #[arg(long, value_name = "PER_SECOND", default_value = "1")]
    rate: Rate,
    /// How many in all; one that another must go before counts once [default: no end]
    #[arg(long, value_name = "N")]
    count: Option<u64>,
    /// The day's seed: the same seed, the same day [default: another one each time]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// How each is sent; given several times, they take turns [default: plain]
    #[arg(long = "mode", value_name = "MODE", value_enum)]
    modes: Vec<Mode>,
    /// Each N-th is tampered with, wrongly signed, replayed or has another amount, in turn;
    /// 0 for never [default: 15; with --mode 0]
    #[arg(long, value_name = "N")]
    forged_every: Option<u64>,
    /// How many to send at once at the start
    #[arg(long, value_name = "N", default_value_t = 0)]
    first_burst: u64,
    /// Send nothing but what commands ask for, until one says to go on
    #[arg(long)]
    paused: bool,
}

/// Sends as the flags and the input say.
pub async fn run(flags: SendFlags) -> Result<(), SimulatorError> {
    let input = input::read();
    // The reading thread answers before it ends, whatever it read.
    let Ok(secret) = input.secret.await else {
        return Ok(());
    };
    let seed = match flags.seed {
        Some(seed) => seed,
        None => getrandom::u64().map_err(SimulatorError::Random)?,
    };
    let mut deliveries = Deliveries::new(seed, secret?)?;
    let usual = if flags.modes.is_empty() {
        FORGED_EVERY
    } else {
        0
    };
    deliveries.forge(NonZeroU64::new(flags.forged_every.unwrap_or(usual)));
    deliveries.take_turns(flags.modes);
    let plan = Plan {
        target: flags.url,
        rate: flags.rate,
        count: flags.count,
        first_burst: flags.first_burst,
        paused: flags.paused,
    };
    let clock = SystemClock::start();
    tokio::select! {
        // Sending first: a count that is reached is not cut short by an input closed meanwhile.
        biased;
        sent = send(plan, deliveries, input.lines, &clock, print) => sent,
        _ = input.closed => Ok(()),
    }
}

fn print(told: &Told) -> io::Result<()> {
    let mut line = serde_json::to_string(told)?;
    line.push('\n');
    let mut output = io::stdout().lock();
    output.write_all(line.as_bytes())?;
    output.flush()
}
