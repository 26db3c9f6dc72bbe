//! Who may use whom.

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use std::collections::BTreeSet;

/// Who may name whom. A crate that is not listed fails, so the table is always complete.
const MAY_DEPEND_ON: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("contract", &["domain"]),
    ("partner-api", &["domain"]),
    ("details", &["domain"]),
    ("webhooks", &["domain"]),
    ("ledger-format", &[]),
    ("ledger", &["ledger-format"]),
    ("catalog", &["domain"]),
    ("tunnel", &[]),
    ("vault", &["domain"]),
    ("signing", &[]),
    ("receiver", &["domain", "webhooks", "ledger"]),
    (
        "engine",
        &[
            "domain",
            "partner-api",
            "webhooks",
            "ledger",
            "catalog",
            "signing",
        ],
    ),
    (
        "way-in",
        &[
            "domain", "webhooks", "ledger", "receiver", "tunnel", "engine",
        ],
    ),
    ("simulator", &["domain", "partner-api", "webhooks"]),
    (
        "headless",
        &[
            "domain",
            "partner-api",
            "webhooks",
            "ledger-format",
            "ledger",
            "receiver",
            "tunnel",
            "engine",
            "way-in",
        ],
    ),
    (
        "partner-console",
        &[
            "domain",
            "contract",
            "partner-api",
            "details",
            "webhooks",
            "ledger-format",
            "ledger",
            "catalog",
            "receiver",
            "tunnel",
            "engine",
            "way-in",
            "vault",
            "signing",
        ],
    ),
    ("xtask", &[]),
];

/// Foreign crates and the only rooms that may name them.
const FOREIGN: &[(&str, &[&str])] = &[
    ("sqlx", &["ledger", "catalog"]),
    ("axum", &["receiver", "simulator"]),
    ("keyring-core", &["vault"]),
    ("zbus-secret-service-keyring-store", &["vault"]),
    ("apple-native-keyring-store", &["vault"]),
    ("windows-native-keyring-store", &["vault"]),
    ("secret-service", &["vault"]),
    ("zbus", &["tunnel", "vault"]),
    ("reqwest", &["partner-api", "simulator", "tunnel"]),
    ("rustls", &["partner-api", "tunnel"]),
    ("russh", &["tunnel"]),
    ("ed25519-dalek", &["signing"]),
    ("argon2", &["signing"]),
    ("aes-gcm", &["signing"]),
    ("ngrok", &["tunnel"]),
    ("process-wrap", &["tunnel"]),
    ("rustix", &["tunnel"]),
    ("ts-rs", &["contract"]),
    ("tauri", &["partner-console"]),
    ("tauri-build", &["partner-console"]),
    ("tauri-plugin-notification", &["partner-console"]),
    ("tauri-plugin-single-instance", &["partner-console"]),
    ("open", &["partner-console"]),
    ("iban_validation_rs", &["details"]),
    ("bech32", &["details"]),
    ("bs58", &["details"]),
    ("country-code-enum", &["details"]),
    ("email_address", &["details"]),
    ("rusqlite", &[]),
    ("openssl", &[]),
];

fn metadata() -> Metadata {
    MetadataCommand::new().no_deps().exec().unwrap()
}

fn is_test_room(package: &Package) -> bool {
    package.name.starts_with("tests-")
}

fn shipped(package: &Package) -> BTreeSet<&str> {
    let in_product = package
        .dependencies
        .iter()
        .filter(|d| d.kind != DependencyKind::Development);
    in_product
        .map(|dependency| dependency.name.as_str())
        .collect()
}

#[test]
fn crates_depend_only_downwards() {
    let metadata = metadata();
    let ours: BTreeSet<&str> = metadata
        .packages
        .iter()
        .map(|package| package.name.as_str())
        .collect();
    let mut wrong = Vec::new();
    for package in metadata
        .packages
        .iter()
        .filter(|package| !is_test_room(package))
    {
        let Some((_, allowed)) = MAY_DEPEND_ON
            .iter()
            .find(|(name, _)| *name == package.name.as_str())
        else {
            wrong.push(format!("{} is not in the table", package.name));
            continue;
        };
        for used in shipped(package).intersection(&ours) {
            if !allowed.contains(used) {
                wrong.push(format!("{} may not use {used}", package.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_table_of_layers_names_no_crate_that_is_not_there() {
    let metadata = metadata();
    for (name, _) in MAY_DEPEND_ON {
        assert!(
            metadata.packages.iter().any(|p| p.name.as_str() == *name),
            "{name} is gone"
        );
    }
}

#[test]
fn foreign_crates_stay_in_their_rooms() {
    let metadata = metadata();
    let mut wrong = Vec::new();
    for package in metadata
        .packages
        .iter()
        .filter(|package| !is_test_room(package))
    {
        for used in shipped(package) {
            let rooms = FOREIGN.iter().find(|(name, _)| *name == used);
            if rooms.is_some_and(|(_, rooms)| !rooms.contains(&package.name.as_str())) {
                wrong.push(format!("{} may not use {used}", package.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn shared_versions_and_lints_stand_in_one_place() {
    for package in metadata().packages {
        let text = std::fs::read_to_string(&package.manifest_path).unwrap();
        assert!(
            text.contains("[lints]\nworkspace = true"),
            "{}",
            package.manifest_path
        );
        let own_version = text.lines().any(|line| {
            let (name, value) = line.split_once(" = ").unwrap_or_default();
            !name.contains('.') && value.contains("version = \"") && !line.starts_with('#')
        });
        assert!(
            !own_version,
            "{} states a version of its own",
            package.manifest_path
        );
    }
}
