//! `cargo xtask bench` and `cargo xtask campaign`.

use crate::{
    error::Stopped,
    packages, page,
    step::{command, step, step_with},
    test::in_window,
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
    run("merchants and receiver accounts", "engine", "catalog_bench")?;
    run(
        "receiver: durable verified deliveries a second",
        "receiver",
        "ingest_bench",
    )?;
    prepare()?;
    // One after the other: what is measured has the machine for itself.
    let large = "-E test(large) -j 1 --success-output immediate";
    let large: Vec<&str> = large.split(' ').collect();
    in_window(
        "the window over 100,000 deliveries and 50,000 merchants",
        &large,
        true,
    )
}

/// What a test of the program as it is built needs.
fn prepare() -> Result<(), Stopped> {
    packages::install(&[
        &packages::BUILD,
        &packages::VIRTUAL_DISPLAY,
        &packages::WINDOW_TESTS,
        &packages::TUNNEL_TESTS,
    ])?;
    page::install()?;
    page::build()?;
    step(
        "build of the programs",
        &["cargo", "build", "--workspace", "--bins"],
    )
}

/// The fault campaigns and the window's tests at full size.
pub fn campaign() -> Result<(), Stopped> {
    prepare()?;
    let mut line = command(&[
        "cargo",
        "nextest",
        "run",
        "--workspace",
        "--profile",
        "campaign",
    ]);
    line.env("CAMPAIGN", "full");
    step_with("campaigns", line)?;
    in_window("the real window at full size", &[], true)
}
