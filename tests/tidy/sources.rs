//! Sizes, first lines and names of files.

use std::{fs, path::PathBuf, process::Command};

const RUST_LINES_MAX: usize = 500;
const TSX_LINES_MAX: usize = 250;
const LINE_COLUMNS_MAX: usize = 100;
const NAMES_REFUSED: [&str; 7] = [
    "utils", "util", "helpers", "types", "common", "manager", "mod",
];
const TOP_LEVEL: [&str; 8] = [
    "Cargo.lock",
    "Cargo.toml",
    "README.md",
    "icons",
    "src-tauri",
    "tests",
    "ui",
    "target",
];

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// Every file of the project with one of these endings, generated ones left out.
pub fn files(endings: &[&str]) -> Vec<(String, String)> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(listed.status.success(), "git lists the project's files");
    String::from_utf8(listed.stdout)
        .unwrap()
        .lines()
        .filter(|path| !path.contains("/bindings/"))
        .filter(|path| endings.iter().any(|ending| path.ends_with(ending)))
        .filter_map(|path| Some((path.to_owned(), fs::read_to_string(root().join(path)).ok()?)))
        .collect()
}

#[test]
fn no_file_grows_past_what_one_sitting_can_read() {
    for (path, text) in files(&[".rs"]) {
        assert!(text.lines().count() <= RUST_LINES_MAX, "{path}");
    }
    for (path, text) in files(&[".tsx"]) {
        assert!(text.lines().count() <= TSX_LINES_MAX, "{path}");
    }
}

#[test]
fn each_file_begins_with_one_line_that_says_what_it_is() {
    for (path, text) in files(&[".rs"]) {
        assert!(text.starts_with("//! "), "{path}");
    }
    for (path, text) in files(&[".ts", ".tsx"]) {
        assert!(text.starts_with("// "), "{path}");
    }
}

#[test]
fn lines_are_at_most_a_hundred_columns_wide() {
    for (path, text) in files(&[".rs", ".ts", ".tsx", ".css"]) {
        for (number, line) in text.lines().enumerate() {
            let columns = line.chars().count();
            assert!(
                columns <= LINE_COLUMNS_MAX,
                "{path}:{} has {columns}",
                number + 1
            );
        }
    }
}

#[test]
fn a_file_is_named_after_the_one_thing_it_holds() {
    for (path, _) in files(&[".rs", ".ts", ".tsx"]) {
        let stem = path.rsplit('/').next().unwrap().split('.').next().unwrap();
        assert!(!NAMES_REFUSED.contains(&stem), "{path}");
        if path.ends_with(".rs") {
            assert!(
                !stem.contains(|c: char| c.is_uppercase() || c == '-'),
                "{path}"
            );
        }
    }
}

#[test]
fn the_top_level_holds_what_the_card_names_and_no_more() {
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name.starts_with('.') || TOP_LEVEL.contains(&name.as_str()),
            "{name}"
        );
    }
}
