//! `cargo xtask test`: sets up and runs every check, the real window last.

use crate::{
    error::Stopped,
    packages, page, session,
    step::{Watch, command, output, root, step, step_with},
};

/// Runs everything; stops at the first failure.
pub fn test() -> Result<(), Stopped> {
    let watch = Watch::start();
    let before = tree_state();
    packages::install(&[
        &packages::BUILD,
        &packages::VIRTUAL_DISPLAY,
        &packages::WINDOW_TESTS,
        &packages::TUNNEL_TESTS,
    ])?;
    step("formatting", &["cargo", "fmt", "--all", "--check"])?;
    page::install()?;
    page::script("lints and types of the page", "check")?;
    page::script("tests of the page", "test")?;
    page::script("unused code of the page", "knip")?;
    page::build()?;
    install_nextest()?;
    step(
        "lints",
        &[
            "cargo",
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "--deny",
            "warnings",
        ],
    )?;
    build_all()?;
    step("tests", &["cargo", "nextest", "run", "--workspace"])?;
    step(
        "examples in the documentation",
        &["cargo", "test", "--quiet", "--workspace", "--doc"],
    )?;
    window(&[])?;
    if tree_state() != before {
        let changes = output(&["git", "diff", "--stat"]).unwrap_or_default();
        let why = "the tests changed the project's files; run `cargo xtask bindings` and commit";
        return Err(Stopped::Failed(format!("{why}\n{changes}")));
    }
    println!(
        "\nEverything passed, in {} min.",
        watch.read().as_secs().div_ceil(60)
    );
    Ok(())
}

/// Writes the TypeScript of the contract.
pub fn bindings() -> Result<(), Stopped> {
    step(
        "bindings",
        &["cargo", "test", "--quiet", "--package", "contract"],
    )
}

/// The tests in the real window. `more` is for nextest.
pub fn window(more: &[String]) -> Result<(), Stopped> {
    let more: Vec<&str> = more.iter().map(String::as_str).collect();
    in_window("tests in the real window", &more, false)
}

/// Runs tests in the real window, each in a session of its own. `full`: at the size of a campaign.
pub fn in_window(name: &str, more: &[&str], full: bool) -> Result<(), Stopped> {
    let mut line = command(&["cargo", "nextest", "run", "--workspace"]);
    line.args(["--profile", "window", "--config"]);
    line.arg(session::runner()).args(more);
    if full {
        line.env("CAMPAIGN", "full");
    }
    step_with(name, line)
}

/// Builds the programs with their tests: by themselves they would be built with fewer features of
/// libraries, and all that stands on those twice.
pub fn build_all() -> Result<(), Stopped> {
    step(
        "build of the programs and their tests",
        &["cargo", "build", "--workspace", "--bins", "--tests"],
    )
}

/// Installs the runner of the tests, if it is missing.
pub fn install_nextest() -> Result<(), Stopped> {
    if output(&["cargo", "nextest", "--version"]).is_some() {
        return Ok(());
    }
    println!("Missing to run the tests: cargo-nextest");
    step(
        "installing cargo-nextest",
        &["cargo", "install", "cargo-nextest", "--locked"],
    )
}

// None outside of a git checkout, where nothing can be said.
fn tree_state() -> Option<String> {
    let mut state = output(&["git", "status", "--porcelain"])?;
    state.push_str(&output(&["git", "diff"])?);
    root().join(".git").exists().then_some(state)
}
