//! `serve`: its flags, and how they become a server.

use crate::day_flags::{DayFlags, print};
use clap::Args;
use simulator::{
    SimulatorError, Target, input,
    serve::{Keys, Listening, Loopback, ServePlan, Steering, serve},
};
use std::{
    io::{self, Write},
    path::PathBuf,
};

/// The flags of `serve`.
#[derive(Debug, Args)]
pub struct ServeFlags {
    /// Where the API listens, on this machine; port 0 picks a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    listen: Loopback,
    /// Where the control interface listens, on this machine
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    control: Loopback,
    /// Where the state is kept [default: nowhere]
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Where webhooks go [default: nowhere, until the control interface says]
    #[arg(long, value_name = "URL")]
    webhook_url: Option<Target>,
    #[command(flatten)]
    day: DayFlags,
}

/// Serves as the flags and the input say.
pub async fn run(flags: ServeFlags) -> Result<(), SimulatorError> {
    let input = input::read(Keys::read);
    // The reading thread answers before it ends, whatever it read.
    let Ok(keys) = input.first.await else {
        return Ok(());
    };
    let plan = ServePlan {
        listen: flags.listen,
        control: flags.control,
        state: flags.state,
        webhooks: flags.webhook_url,
        seed: flags.day.seed()?,
    };
    let steering = Steering {
        lines: input.lines,
        closed: input.closed,
    };
    let day = flags.day;
    let sending = |deliveries: &mut _| day.plan(None, deliveries);
    serve(plan, keys?, steering, sending, print_listening, print).await
}

fn print_listening(listening: &Listening) -> io::Result<()> {
    let mut line = serde_json::to_string(listening)?;
    line.push('\n');
    let mut output = io::stdout().lock();
    output.write_all(line.as_bytes())?;
    output.flush()
}
