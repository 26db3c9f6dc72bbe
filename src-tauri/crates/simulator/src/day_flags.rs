//! The flags that `send` and `serve` share: how the day's deliveries go out.

use clap::Args;
use simulator::{Deliveries, Mode, Rate, SimulatorError, day::Events, send::Plan, steer::Told};
use std::{
    io::{self, Write},
    num::NonZeroU64,
};

/// Each so manieth is not genuine, unless the flags say otherwise.
const FORGED_EVERY: u64 = 15;

/// How the day's deliveries go out.
#[derive(Debug, Args)]
pub struct DayFlags {
    /// How many a second, 0.001 to 1000
    #[arg(long, value_name = "PER_SECOND", default_value = "1")]
    rate: Rate,
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

impl DayFlags {
    /// The seed, or another one each time.
    pub fn seed(&self) -> Result<u64, SimulatorError> {
        match self.seed {
            Some(seed) => Ok(seed),
            None => getrandom::u64().map_err(SimulatorError::Random),
        }
    }

    /// The plan; the deliveries are told their modes and how many are forged.
    pub fn plan<E: Events>(self, count: Option<u64>, deliveries: &mut Deliveries<E>) -> Plan {
        let usual = if self.modes.is_empty() {
            FORGED_EVERY
        } else {
            0
        };
        deliveries.forge(NonZeroU64::new(self.forged_every.unwrap_or(usual)));
        deliveries.take_turns(self.modes);
        Plan {
            rate: self.rate,
            count,
            first_burst: self.first_burst,
            paused: self.paused,
        }
    }
}

/// Prints a line that tells something.
pub fn print(told: &Told) -> io::Result<()> {
    let mut line = serde_json::to_string(told)?;
    line.push('\n');
    let mut output = io::stdout().lock();
    output.write_all(line.as_bytes())?;
    output.flush()
}
