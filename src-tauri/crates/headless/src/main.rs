//! partner-receiver: the same program without a window.

mod api_access;
mod arguments;
mod call;
mod check;
mod error;
mod line;
mod provider;
mod reconciling;
mod secret_file;
mod serve;
mod table;
mod timeline;
mod tunnel_arguments;
mod verify_ledger;
mod watching;

use arguments::{Arguments, Wish};
use clap::Parser;
use engine::chain;
use error::Unusable;
use std::{
    io::{self, Write},
    process::ExitCode,
};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info")),
        )
        .with_writer(io::stderr)
        .with_ansi(false)
        .init();
    let done = match arguments.wish {
        Wish::Serve(serve) => serve::serve(*serve).await,
        Wish::Timeline(timeline) => timeline::timeline(timeline).await,
        Wish::Check(check) => check::check(&check),
        Wish::Call(call) => call::call(call).await,
        Wish::VerifyLedger(verify) => verify_ledger::verify_ledger(verify).await,
    };
    match done {
        Ok(code) => code,
        // Whoever read the output has gone: there is nothing more to say.
        Err(Unusable::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(error) => {
            // Nobody is left to be told if this fails.
            writeln!(io::stderr(), "partner-receiver: {}", chain(&error)).ok();
            ExitCode::from(error.exit_code())
        }
    }
}
