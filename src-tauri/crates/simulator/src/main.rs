//! `partner-simulator`: a partner's API and its webhooks, on this machine alone.

mod day_flags;
mod send_command;
mod serve_command;

use clap::{Parser, Subcommand};
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// Is a partner's API on this machine, or sends signed webhooks as one would.
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
    /// Serve a partner's API on this machine, with webhooks for what changes on it
    ///
    /// The first line of the standard input is
    /// {"apiKey":"…","apiSecret":"…","webhookSecret":"…"}; further lines are commands as for
    /// `send`. The first line of the output tells where the API and the control interface listen.
    /// The program ends when its input is closed.
    Serve(serve_command::ServeFlags),
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let done = match Arguments::parse().wish {
        Wish::Send(flags) => send_command::run(flags).await,
        Wish::Serve(flags) => serve_command::run(flags).await,
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
