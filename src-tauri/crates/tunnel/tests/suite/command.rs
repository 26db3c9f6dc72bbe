//! The external command, with stubs that print a URL, hang, flood, exit, or leave children behind.
#![cfg(unix)]

use crate::rig::{Alone, Rig, soon, until};
use std::{fs, net::SocketAddr, path::Path, sync::Arc};
use tempfile::TempDir;
use tunnel::{
    PublicUrl, Reason,
    providers::command::{CommandConfig, ExternalCommand, UrlPattern, UrlSource},
};

const NOBODY: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 4022);

fn printed(script: &str, pattern: &str) -> CommandConfig {
    CommandConfig {
        argv: ["sh", "-c", script, "stub", "{address}", "{port}"]
            .map(str::to_owned)
            .to_vec(),
        url: UrlSource::Printed(UrlPattern::parse(pattern).unwrap()),
        mark: hex::encode(fastrand::u64(..).to_le_bytes()),
    }
}

fn given(script: &str) -> CommandConfig {
    CommandConfig {
        url: UrlSource::Given(PublicUrl::parse("http://127.0.0.1:9").unwrap()),
        ..printed(script, ".")
    }
}

fn hold(config: CommandConfig) -> Alone {
    Alone::hold(Arc::new(ExternalCommand::new(config)), NOBODY)
}

/// The processes that a stub wrote down in files of this folder.
async fn process(folder: &Path, name: &str) -> i32 {
    let path = folder.join(name);
    let written = || fs::read_to_string(&path).unwrap_or_default();
    until(name, || written().ends_with('\n')).await;
    written().trim().parse().unwrap()
}

/// Whether a process runs; a dead one that nobody waited for does not.
fn runs(process: i32) -> bool {
    fs::read_to_string(format!("/proc/{process}/stat")).is_ok_and(|stat| {
        stat.rsplit_once(')')
            .is_some_and(|(_, rest)| !rest.trim_start().starts_with('Z'))
    })
}

#[tokio::test]
async fn a_command_that_prints_its_url_is_proven() {
    let script = r#"echo starting >&2; echo "your url is http://$1 ."; exec sleep 600"#;
    let mut rig = Rig::start(
        ExternalCommand::new(printed(script, r"url is (http\S+)")),
        soon(),
    )
    .await;
    rig.proven().await;
    rig.tunnel.stop().await;
}

#[tokio::test]
async fn the_url_is_found_on_either_stream_and_among_much_else() {
    let script = "i=0; while [ $i -lt 2000 ]; do echo noise $i; i=$((i+1)); done; \
                  printf 'progress 1%%\\rhttps://a-b.example.com/x' >&2; echo >&2; exec sleep 600";
    let mut alone = hold(printed(script, r"https://[a-z-]+\.example\.com"));
    assert_eq!(alone.is_up().await.as_str(), "https://a-b.example.com");
    alone.hang_up.cancel();
    alone.ends().await;
}

#[tokio::test]
async fn a_command_that_prints_no_public_url_is_refused() {
    let alone = hold(printed(
        "echo http://elsewhere.example; exec sleep 600",
        r"http\S+",
    ));
    let reason = alone.ends().await;
    assert_eq!(reason.word(), "url_refused");
    assert!(reason.to_string().contains("https://"), "{reason}");
}

#[tokio::test]
async fn a_command_that_exits_says_its_last_words() {
    let alone = hold(printed(
        "echo one; echo 'no \u{1b}[31mroute' >&2; exit 3",
        "https",
    ));
    let Reason::CommandEnded { status, last_words } = alone.ends().await else {
        panic!("another reason");
    };
    assert!(status.contains('3'), "{status}");
    assert!(
        last_words.contains("route") && last_words.contains("one"),
        "{last_words}"
    );
    assert!(!last_words.contains('\u{1b}'));
}

#[tokio::test]
async fn a_command_that_is_not_there_is_said() {
    let config = CommandConfig {
        argv: vec!["no-such-program".to_owned()],
        ..given("")
    };
    assert_eq!(hold(config).ends().await.word(), "command_not_started");
    let empty = CommandConfig {
        argv: Vec::new(),
        ..given("")
    };
    assert_eq!(hold(empty).ends().await.word(), "command_not_started");
}

#[tokio::test]
async fn a_flood_is_read_within_bounds_and_ended() {
    let folder = TempDir::new().unwrap();
    let script = format!(
        "echo $$ > {}/flood; exec yes $(printf '%09000d' 0)",
        folder.path().display()
    );
    let mut alone = hold(given(&script));
    alone.is_up().await;
    let flood = process(folder.path(), "flood").await;
    alone.hang_up.cancel();
    alone.ends().await;
    until("its end", || !runs(flood)).await;
}

#[tokio::test]
async fn a_command_that_will_not_end_is_killed_with_children_that_left_its_group() {
    let folder = TempDir::new().unwrap();
    let script = format!(
        "trap '' TERM; cd {}; (sleep 600 & echo $! > child; wait) & \
         setsid sh -c 'trap \"\" TERM; echo $$ > far; while :; do sleep 600; done' & \
         echo $$ > leader; while :; do sleep 600; done",
        folder.path().display()
    );
    let mut alone = hold(given(&script));
    alone.is_up().await;
    let mut family = Vec::new();
    for name in ["leader", "child", "far"] {
        family.push(process(folder.path(), name).await);
    }
    assert!(family.iter().all(|process| runs(*process)));
    alone.hang_up.cancel();
    alone.ends().await;
    // Killed they are; how soon that is done is the system's.
    until("their end", || !family.iter().any(|process| runs(*process))).await;
}

#[tokio::test]
async fn children_that_a_command_leaves_behind_when_it_exits_are_ended() {
    let folder = TempDir::new().unwrap();
    let script = format!(
        "cd {}; setsid sh -c 'echo $$ > far; sleep 600' & \
         while [ ! -s far ]; do sleep 0.01; done; exit 0",
        folder.path().display()
    );
    assert_eq!(hold(given(&script)).ends().await.word(), "command_ended");
    let far = process(folder.path(), "far").await;
    until("its end", || !runs(far)).await;
}

#[tokio::test]
async fn what_a_crash_left_running_is_ended_before_the_command_is_started_again() {
    let config = given("exec sleep 600");
    let mut left = std::process::Command::new("sleep")
        .arg("600")
        .env("PARTNER_CONSOLE_TUNNEL", &config.mark)
        .spawn()
        .unwrap();
    let mut other = std::process::Command::new("sleep")
        .arg("600")
        .env("PARTNER_CONSOLE_TUNNEL", format!("{}0", config.mark))
        .spawn()
        .unwrap();
    let mut alone = hold(config);
    alone.is_up().await;
    until("the end of what was left", || {
        left.try_wait().unwrap().is_some()
    })
    .await;
    assert!(other.try_wait().unwrap().is_none(), "another tunnel's");
    other.kill().unwrap();
    other.wait().unwrap();
    alone.hang_up.cancel();
    alone.ends().await;
}

#[tokio::test]
async fn arguments_are_given_as_they_are_and_no_shell_reads_them() {
    let folder = TempDir::new().unwrap();
    let told = folder.path().join("told");
    let script = format!("printf '%s|' \"$@\" > {}; exec sleep 600", told.display());
    let mut config = given(&script);
    config
        .argv
        .extend(["$(id) ; `x`".to_owned(), "p={port}".to_owned()]);
    let mut alone = hold(config);
    alone.is_up().await;
    let wanted = "127.0.0.1:4022|4022|$(id) ; `x`|p=4022|";
    until("its arguments", || {
        fs::read_to_string(&told).is_ok_and(|told| told == wanted)
    })
    .await;
    alone.hang_up.cancel();
    alone.ends().await;
}

#[tokio::test]
async fn a_pattern_that_is_none_is_refused() {
    assert!(UrlPattern::parse("(").is_err());
    assert!(
        UrlPattern::parse(&"a{1000}".repeat(1000)).is_err(),
        "too large"
    );
}
