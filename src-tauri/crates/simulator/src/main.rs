//! `partner-simulator`: sends signed webhooks to a receiver on this machine.

mod send_command;

use clap::{Parser, Subcommand};
use std::{
    io::{self, Write},
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
    /// The webhook secret is the first line of the standard input. Each further line is a command
    /// in JSON: {"do":"send","mode":"duplicate","count":3}, {"do":"pause"}, {"do":"resume"},
    /// {"do":"rate","perSecond":"2"}, {"do":"modes","modes":["plain","delay"]},
    /// {"do":"forge","every":9}. The program ends when its input is closed, so keep the input open
    /// for as long as it shall send.
    Send(send_command::SendFlags),
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let done = match Arguments::parse().wish {
        Wish::Send(flags) => send_command::run(flags).await,
    };
    match done {
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
