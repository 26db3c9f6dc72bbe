//! Local copies of documents: whole or not at all, named by what their bytes are.

use domain::{ActionId, Environment, ProfileName};
use engine::{
    DataFolder, DocumentError, ProfileFolder,
    documents::{COPY_BYTES_MAX, Copies, CopyState, Piece, Taken},
};
use sha2::{Digest, Sha256};
use std::{fs, path::PathBuf};
use tempfile::TempDir;

struct Place {
    copies: Copies,
    profile: ProfileFolder,
    outer: TempDir,
}

impl Place {
    fn new() -> Self {
        let outer = tempfile::tempdir().unwrap();
        let data = DataFolder::open(&outer.path().join("data")).unwrap();
        let name = ProfileName::parse("acme").unwrap();
        let profile = data.profile_or_new(&name, Environment::Sandbox).unwrap();
        Self {
            copies: Copies::of(&profile),
            profile,
            outer,
        }
    }

    fn files(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.profile.path.join("documents")) else {
            return Vec::new();
        };
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    fn keep(&self, number: u8, bytes: &[u8]) -> Taken {
        let piece = piece(number, 0, bytes.len(), bytes);
        self.copies.take(&piece).unwrap()
    }
}

fn piece(number: u8, offset: u64, total: usize, bytes: &[u8]) -> Piece {
    let id = format!("0b3c1a52-9d1e-4f6a-8c77-1f2e3d4c5c{number:02x}");
    Piece {
        file: ActionId::parse(&id).unwrap(),
        offset,
        total: u64::try_from(total).unwrap(),
        bytes: bytes.to_vec(),
    }
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[test]
fn a_file_that_comes_in_pieces_is_kept_once_under_its_hash_and_for_the_user_alone() {
    let place = Place::new();
    let bytes = [b"%PDF-1.7 ".to_vec(), vec![7; 3000]].concat();
    let take = |from: usize, to: usize| {
        let offset = u64::try_from(from).unwrap();
        let piece = piece(1, offset, bytes.len(), &bytes[from..to]);
        place.copies.take(&piece).unwrap()
    };
    assert_eq!(take(0, 1000), Taken::Part(1000));
    assert_eq!(take(1000, 2000), Taken::Part(2000));
    let Taken::Whole(kept) = take(2000, bytes.len()) else {
        panic!("it is whole");
    };
    assert_eq!(kept.sha256, hash(&bytes));
    assert_eq!(kept.bytes, 3009);
    assert!(kept.beginning.starts_with(b"%PDF-1.7"));
    assert!(matches!(place.keep(2, &bytes), Taken::Whole(again) if again == kept));
    assert_eq!(place.files(), std::slice::from_ref(&kept.sha256));
    let (path, _) = place.copies.whole(&kept.sha256).unwrap();
    assert_eq!(fs::read(&path).unwrap(), bytes);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn what_is_empty_too_large_or_out_of_order_is_refused_and_nothing_of_it_stays() {
    let place = Place::new();
    let take = |piece: Piece| place.copies.take(&piece).unwrap_err();
    assert!(matches!(take(piece(1, 0, 0, b"")), DocumentError::Empty));
    let large = usize::try_from(COPY_BYTES_MAX).unwrap() + 1;
    let error = take(piece(1, 0, large, b"x"));
    assert!(matches!(error, DocumentError::TooLarge { .. }));
    // More comes than was said.
    let error = take(piece(1, 0, 2, b"xyz"));
    assert!(matches!(error, DocumentError::TooLarge { found: 3 }));
    let error = take(piece(1, 5, 9, b"x"));
    assert!(matches!(
        error,
        DocumentError::OutOfOrder {
            found: 5,
            wanted: 0
        }
    ));
    place.copies.take(&piece(1, 0, 9, b"abc")).unwrap();
    // A piece that comes twice.
    let error = take(piece(1, 0, 9, b"abc"));
    assert!(matches!(
        error,
        DocumentError::OutOfOrder {
            found: 0,
            wanted: 3
        }
    ));
    assert_eq!(place.files(), Vec::<String>::new());
}

#[test]
fn what_came_in_part_before_a_crash_is_cleared_and_what_was_kept_stays() {
    let place = Place::new();
    place.keep(1, b"%PDF-1.7 a");
    place.copies.take(&piece(2, 0, 9, b"abc")).unwrap();
    assert_eq!(place.files().len(), 2);
    Copies::of(&place.profile).clear_parts().unwrap();
    assert_eq!(place.files(), [hash(b"%PDF-1.7 a")]);
}

#[test]
fn a_damaged_copy_is_told_is_used_for_nothing_and_is_mended_by_choosing_the_file_anew() {
    let place = Place::new();
    let bytes = b"%PDF-1.7 whole";
    place.keep(1, bytes);
    let name = hash(bytes);
    assert_eq!(place.copies.state(&name), CopyState::Whole);
    let path = place.copies.path(&name).unwrap();
    fs::write(&path, b"%PDF-1.7 broken").unwrap();
    assert_eq!(place.copies.state(&name), CopyState::Damaged);
    let to = place.outer.path().join("exports");
    let saved = place.copies.save(&name, "a.pdf", &to);
    assert!(matches!(saved, Err(DocumentError::Damaged)));
    let opened = place.copies.to_open(&name, "a.pdf");
    assert!(matches!(opened, Err(DocumentError::Damaged)));
    place.keep(2, bytes);
    assert_eq!(place.copies.state(&name), CopyState::Whole);
    fs::remove_file(&path).unwrap();
    assert_eq!(place.copies.state(&name), CopyState::Missing);
    let saved = place.copies.save(&name, "a.pdf", &to);
    assert!(matches!(saved, Err(DocumentError::Missing)));
}

#[test]
fn a_copy_is_taken_out_beside_what_is_there_and_opened_as_what_its_bytes_are() {
    let place = Place::new();
    let (pdf, program) = (b"%PDF-1.7 a", b"#!/bin/sh\necho");
    place.keep(1, pdf);
    place.keep(2, program);
    let to = place.outer.path().join("exports");
    let save = |name: &str| place.copies.save(&hash(pdf), name, &to).unwrap();
    assert_eq!(save("a.pdf"), to.join("a.pdf"));
    assert_eq!(save("../../a.pdf"), to.join("a (2).pdf"));
    assert_eq!(fs::read(to.join("a (2).pdf")).unwrap(), pdf);
    // Its name says that it is a program.
    let opened = place.copies.to_open(&hash(pdf), "a.sh").unwrap();
    assert_eq!(opened.file_name().unwrap(), "a.pdf");
    let opened = place.copies.to_open(&hash(program), "a.pdf");
    assert!(matches!(opened, Err(DocumentError::NotOpened)));
    for name in ["../profile.json", "", "A".repeat(64).as_str()] {
        let found: Result<PathBuf, _> = place.copies.path(name);
        assert!(matches!(found, Err(DocumentError::NoHash)), "{name}");
    }
}
