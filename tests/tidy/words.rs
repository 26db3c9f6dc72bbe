//! What no file may say.

use crate::sources::files;

fn refused_in(endings: &[&str], rooms: &[&str], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files(endings) {
        if !rooms.iter().any(|room| path.starts_with(room)) {
            continue;
        }
        for word in words.iter().filter(|word| text.contains(**word)) {
            found.push(format!("{path} says {word:?}"));
        }
    }
    found
}

#[test]
fn nothing_in_the_crates_names_tauri() {
    let found = refused_in(
        &[".rs"],
        &["src-tauri/crates/"],
        &["use tauri", "tauri::", "tauri_plugin"],
    );
    // The command that builds the shell has to name its packages and its feature.
    let found: Vec<String> = found
        .into_iter()
        .filter(|line| !line.starts_with("src-tauri/crates/xtask/"))
        .collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_test_is_left_out_and_none_waits_by_the_clock() {
    let words = [
        concat!("#[ig", "nore"),
        concat!("#[should_", "panic"),
        concat!(".on", "ly("),
        concat!(".sk", "ip(\""),
    ];
    assert_eq!(
        refused_in(&[".rs", ".ts", ".tsx"], &[""], &words),
        Vec::<String>::new()
    );
    let sleeps = [concat!("thread::sl", "eep")];
    assert_eq!(
        refused_in(&[".rs"], &["src-tauri/"], &sleeps),
        Vec::<String>::new()
    );
}

#[test]
fn nothing_is_left_for_later_in_a_comment() {
    let words = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("X", "XX:"),
    ];
    assert_eq!(
        refused_in(&[".rs", ".ts", ".tsx", ".css"], &[""], &words),
        Vec::<String>::new()
    );
}

#[test]
fn only_the_ipc_folder_of_the_page_names_tauri() {
    // The page's tests stand in for the shell in testing/, with Tauri's own mocks.
    let rooms = ["ui/src/ipc/", "ui/src/testing/"];
    let mut found = refused_in(&[".ts", ".tsx"], &["ui/src/"], &["@tauri-apps"]);
    found.retain(|line| !rooms.iter().any(|room| line.starts_with(room)));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_file_names_a_registry_or_a_home_of_someone() {
    let words = [
        concat!("/ro", "ot/"),
        concat!("/ho", "me/runner"),
        concat!("registry.npm", "js.org"),
    ];
    let endings = [
        ".rs", ".ts", ".tsx", ".json", ".toml", ".md", ".css", ".html",
    ];
    assert_eq!(refused_in(&endings, &[""], &words), Vec::<String>::new());
}

#[test]
fn amounts_never_become_floats_in_the_page() {
    let words = ["parseFloat(", "Number.parseFloat"];
    assert_eq!(
        refused_in(&[".ts", ".tsx"], &["ui/src/"], &words),
        Vec::<String>::new()
    );
}
