//! `cargo xtask bench` and `cargo xtask campaign`.

use crate::{
    error::Stopped,
    page,
    step::{command, step, step_with},
};

/// Measures; each program prints a ratio to a limit or to a peer in the same run.
pub fn bench() -> Result<(), Stopped> {
    let cargo = ["cargo", "run", "--release", "--quiet"];
    let run = |name, package, example| {
        let mut line = cargo.to_vec();
        line.extend(["--package", package, "--example", example]);
        step(name, &line)
    };
    run("ledger: appends a second", "ledger", "append_rate")?;
    run("lists, filters and search", "engine", "list_bench")?;
    run(
        "receiver: durable verified deliveries a second",
        "receiver",
        "ingest_bench",
    )
}

/// The fault campaigns at full size.
pub fn campaign() -> Result<(), Stopped> {
    page::install()?;
    page::build()?;
    step(
        "build of the programs",
        &["cargo", "build", "--workspace", "--bins"],
    )?;
    let mut line = command(&[
        "cargo",
        "nextest",
        "run",
        "--workspace",
        "--profile",
        "campaign",
    ]);
    line.env("CAMPAIGN", "full");
    step_with("campaigns", line)
}
