//! `send`: its flags, and how they become a sender.

use crate::day_flags::{DayFlags, print};
use clap::Args;
use domain::SystemClock;
use simulator::{
    Deliveries, SimulatorError, Target,
    behind::Bare,
    input,
    send::{Wishes, send},
};
use std::sync::Arc;
use tokio::sync::mpsc;

/// The flags of `send`.
#[derive(Debug, Args)]
pub struct SendFlags {
    /// Where to: http://127.0.0.1:PORT/hooks/…
    #[arg(long)]
    url: Target,
    /// How many in all; one that another must go before counts once [default: no end]
    #[arg(long, value_name = "N")]
    count: Option<u64>,
    #[command(flatten)]
    day: DayFlags,
}

/// Sends as the flags and the input say.
pub async fn run(flags: SendFlags) -> Result<(), SimulatorError> {
    let input = input::read(input::secret_line);
    // The reading thread answers before it ends, whatever it read.
    let Ok(secret) = input.first.await else {
        return Ok(());
    };
    let mut deliveries = Deliveries::new(flags.day.seed()?, secret?)?;
    let plan = flags.day.plan(flags.count, &mut deliveries);
    let clock = SystemClock::start();
    let behind = Arc::new(Bare(flags.url));
    let (_, errands) = mpsc::unbounded_channel();
    let lines = input.lines;
    let wishes = Wishes { lines, errands };
    tokio::select! {
        // Sending first: a count that is reached is not cut short by an input closed meanwhile.
        biased;
        sent = send(plan, deliveries, behind, wishes, &clock, print) => sent,
        _ = input.closed => Ok(()),
    }
}
