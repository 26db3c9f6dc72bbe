//! The commands for building, running and testing the program.
#![expect(
    clippy::print_stdout,
    reason = "what a command does is told on the terminal"
)]

mod bench;
mod error;
mod packages;
mod page;
mod program;
mod run;
mod session;
mod step;
mod test;
mod virtual_display;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Builds, runs and tests Partner Console.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    wish: Wish,
}

#[derive(Debug, Subcommand)]
enum Wish {
    /// Build the program and start it; without a display, in a virtual one
    Run {
        /// How long it runs where there is no display
        #[arg(long, default_value_t = 60, value_name = "SECONDS")]
        seconds: u64,
    },
    /// Set up and run every check
    Test,
    /// Run the tests in the real window alone, with the programs that are built
    Window {
        /// What is handed on to nextest, such as -E 'test(connect)'
        #[arg(last = true)]
        more: Vec<String>,
    },
    /// Run a test of the window in a session of its own; nextest calls this
    #[command(hide = true)]
    InSession {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        line: Vec<String>,
    },
    /// Write the TypeScript of the contract
    Bindings,
    /// Measure, each figure as a ratio to its limit
    Bench,
    /// Run the fault campaigns at full size
    Campaign,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().wish {
        Wish::Run { seconds } => run::run(seconds),
        Wish::Test => test::test(),
        Wish::Window { more } => test::window(&more),
        Wish::InSession { line } => session::run(&line),
        Wish::Bindings => test::bindings(),
        Wish::Bench => bench::bench(),
        Wish::Campaign => bench::campaign(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("\n{error}");
            ExitCode::FAILURE
        }
    }
}
