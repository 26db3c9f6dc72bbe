//! `cargo xtask bench` and `cargo xtask campaign`.

use crate::{
    error::Stopped,
    packages, page,
    step::{command, step, step_with},
    test::{build_all, in_window, install_nextest},
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
    install_nextest()?;
    build_all()
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
    // It takes hours: what fails in one keeps the other from nothing.
    all_of([
        step_with("campaigns", line),
        in_window("the real window at full size", &[], true),
    ])
}

/// Fails if any of what was done failed, and says of each why.
fn all_of(done: [Result<(), Stopped>; 2]) -> Result<(), Stopped> {
    let failed = done.into_iter().filter_map(Result::err);
    let failed: Vec<String> = failed
        .map(|error| match error {
            Stopped::Failed(what) => what,
            other => other.to_string(),
        })
        .collect();
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Stopped::Failed(failed.join("; ")))
    }
}
