//! Drafts: kept whole or not at all, this user's alone, bounded, and never written over unread.

use domain::{Millis, ProfileName};
use engine::{
    DraftError, DraftKey, Drafts, ProfileFolder,
    drafts::{DRAFT_BYTES_MAX, DRAFTS_MAX},
};
use std::{fs, path::PathBuf};
use tempfile::TempDir;

struct At {
    dir: TempDir,
    drafts: Drafts,
}

fn at() -> At {
    let dir = TempDir::new().unwrap();
    let drafts = drafts(&dir, "acme");
    At { dir, drafts }
}

fn drafts(dir: &TempDir, name: &str) -> Drafts {
    Drafts::of(&ProfileFolder {
        name: ProfileName::parse(name).unwrap(),
        path: dir.path().join(name),
    })
}

fn key(text: &str) -> DraftKey {
    DraftKey::parse(text).unwrap()
}

fn form(city: &str) -> String {
    serde_json::json!({ "values": { "city": city } }).to_string()
}

fn file(at: &At, name: &str) -> PathBuf {
    at.dir.path().join("acme/drafts").join(name)
}

#[test]
fn a_draft_is_found_again_by_its_key_in_its_own_profile_alone() {
    let at = at();
    let (new, seven) = (key("merchant:new"), key("merchant:7"));
    assert_eq!(at.drafts.get(&new).unwrap(), None);
    at.drafts.save(&new, form("Lagos"), Millis(1)).unwrap();
    at.drafts.save(&seven, form("Abuja"), Millis(2)).unwrap();
    at.drafts.save(&new, form("مدينة"), Millis(3)).unwrap();

    // Another window, or the same after a restart.
    let again = drafts(&at.dir, "acme");
    let found = again.get(&new).unwrap().unwrap();
    assert_eq!((found.form, found.saved), (form("مدينة"), Millis(3)));
    let listed = again.list().unwrap();
    let keys: Vec<String> = listed.iter().map(|one| one.key.to_string()).collect();
    assert_eq!(keys, ["merchant:7", "merchant:new"]);
    assert_eq!(drafts(&at.dir, "other").list().unwrap(), vec![]);

    again.discard(&new).unwrap();
    again.discard(&new).unwrap();
    assert_eq!(at.drafts.get(&new).unwrap(), None);
    assert!(at.drafts.get(&seven).unwrap().is_some());
}

#[cfg(unix)]
#[test]
fn a_draft_is_this_user_s_alone() {
    use std::os::unix::fs::PermissionsExt;
    let at = at();
    at.drafts
        .save(&key("account:new:7"), form("Lagos"), Millis(1))
        .unwrap();
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(file(&at, "account.new.7.json")), 0o600);
    assert_eq!(mode(file(&at, "")), 0o700);
}

#[test]
fn a_write_that_was_broken_off_leaves_the_draft_before_it() {
    let at = at();
    let new = key("merchant:new");
    at.drafts.save(&new, form("Lagos"), Millis(1)).unwrap();
    // The program ended while the next one was written beside it.
    fs::write(file(&at, "merchant.new.json.new"), "{\"version\":1,\"sav").unwrap();
    assert_eq!(at.drafts.get(&new).unwrap().unwrap().form, form("Lagos"));
    assert_eq!(at.drafts.list().unwrap().len(), 1);
    at.drafts.save(&new, form("Abuja"), Millis(2)).unwrap();
    assert_eq!(at.drafts.get(&new).unwrap().unwrap().form, form("Abuja"));
}

#[test]
fn a_file_that_can_not_be_read_is_told_and_not_written_over_until_it_is_discarded() {
    let at = at();
    let new = key("merchant:new");
    at.drafts.save(&new, form("Lagos"), Millis(1)).unwrap();
    let newer = r#"{"version":2,"saved_ms":1,"form":"{}"}"#;
    for text in [
        "",
        "{\"version\":1",
        newer,
        r#"{"version":1,"saved_ms":1,"form":"{"}"#,
    ] {
        fs::write(file(&at, "merchant.new.json"), text).unwrap();
        let broken = |told: Result<(), DraftError>| {
            assert!(matches!(told, Err(DraftError::Broken { .. })), "{text}");
        };
        broken(at.drafts.get(&new).map(|_| ()));
        broken(at.drafts.save(&new, form("Abuja"), Millis(2)));
        assert_eq!(
            fs::read_to_string(file(&at, "merchant.new.json")).unwrap(),
            text
        );
        assert!(at.drafts.list().unwrap()[0].saved.is_err());
    }
    at.drafts.discard(&new).unwrap();
    at.drafts.save(&new, form("Abuja"), Millis(2)).unwrap();
}

#[test]
fn size_number_and_names_are_bounded() {
    let at = at();
    let save = |name: &str, form: String| at.drafts.save(&key(name), form, Millis(1));
    let long = form(&"x".repeat(DRAFT_BYTES_MAX));
    assert!(matches!(
        save("merchant:new", long),
        Err(DraftError::TooLarge { .. })
    ));
    // As long as it may be, of letters that are longest in a file.
    let frame = form("").len();
    let most = form(&"\u{1}".repeat((DRAFT_BYTES_MAX - frame) / 6));
    save("merchant:new", most.clone()).unwrap();
    let found = at.drafts.get(&key("merchant:new")).unwrap().unwrap();
    assert_eq!(found.form, most);
    for text in ["", "[]", "7", "{"] {
        let told = save("merchant:new", text.to_owned());
        assert!(matches!(told, Err(DraftError::NotJson(_))), "{text}");
    }
    for number in 1..DRAFTS_MAX {
        save(&format!("merchant:{number}"), form("Lagos")).unwrap();
    }
    let more = save("merchant:one-more", form("Lagos"));
    assert!(matches!(more, Err(DraftError::TooMany)));
    save("merchant:7", form("Abuja")).unwrap();
    for name in [
        "",
        ":",
        "a:",
        "A",
        "../a",
        "a.b",
        "a/b",
        "ä",
        &"a".repeat(65),
    ] {
        assert!(DraftKey::parse(name).is_err(), "{name}");
    }
}
