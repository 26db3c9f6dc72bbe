//! How long the whole check of a ledger takes, as a ratio to reading and hashing the same file.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::as_conversions,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a benchmark measures with the real clock, prints, and stops at the first failure"
)]

use ledger::{Built, EntryDraft, PartDraft, Reader, Writer, WriterOptions};
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::Path;
use std::time::Instant;

/// Fills a ledger with so many entries of three small parts each.
async fn fill(dir: &Path, entries: u64) {
    let writer = Writer::open(dir, WriterOptions::default()).await.unwrap();
    let part = |name: &str, bytes| PartDraft {
        name: name.to_owned(),
        value: vec![b'x'; bytes],
    };
    let entry = |number: u64| EntryDraft {
        kind: "delivery".to_owned(),
        recorded_ms: 1_767_603_600_000,
        subjects: vec![format!("transaction:{}", number % 50_000)],
        about: None,
        facts: r#"{"received":1767603600000,"monotonic_ns":12345678,"body_bytes":1024}"#.to_owned(),
        parts: vec![part("body", 512), part("headers", 300), part("field.id", 6)],
    };
    for first in (0..entries).step_by(256) {
        let entries = (first..entries.min(first + 256)).map(entry).collect();
        let built = Built {
            entries,
            remember: None,
        };
        writer.append(None, |_| (built, ())).await.unwrap();
    }
    writer.close().await;
}

/// Seconds to read the file and hash every byte of it once, on one core.
fn read_and_hash(file: &Path) -> f64 {
    let started = Instant::now();
    let mut file = std::fs::File::open(file).unwrap();
    let mut hash = Sha256::new();
    let mut bytes = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut bytes).unwrap();
        if read == 0 {
            break;
        }
        hash.update(&bytes[..read]);
    }
    assert_ne!(hash.finalize()[..], [0; 32]);
    started.elapsed().as_secs_f64()
}

#[tokio::main]
async fn main() {
    let entries = std::env::args()
        .nth(1)
        .map_or(200_000, |text| text.parse().unwrap());
    let folder = tempfile::tempdir_in(".").unwrap();
    let dir = std::env::args()
        .nth(2)
        .map_or_else(|| folder.path().join("ledger"), Into::into);
    if !dir.exists() {
        fill(&dir, entries).await;
    }
    let hashed = read_and_hash(&dir.join("ledger.db"));
    let reader = Reader::open(&dir).await.unwrap();
    let started = Instant::now();
    let report = reader.check(|_| {}).await.unwrap();
    let checked = started.elapsed().as_secs_f64();
    assert!(report.is_whole(), "{:?}", report.damage);
    let size = report.size as f64;
    println!("reading and hashing the file once: {hashed:.2} s");
    println!(
        "whole check of {size} entries: {checked:.2} s ({:.2} of it)",
        checked / hashed
    );
    println!("a million entries: {:.2} s", checked / size * 1e6);
}
