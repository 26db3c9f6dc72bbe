//! One changed byte, wherever it is: found, and the entry named; the rest can still be read.

use crate::fixture::{Fixture, append, draft, fill, query, raw, remembering, walk};
use ledger::{Damage, DamageKind, From, LedgerError, Reader, Writer, WriterOptions};
use ledger_format::{Frontier, Leaf};
use proptest::prelude::*;
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};

const ENTRIES: u64 = 700;

async fn filled() -> Fixture {
    let fixture = Fixture::open().await;
    let remembered = remembering(draft("delivery", &["a"], &[]), 5, b"memo");
    append(&fixture.writer, remembered).await.unwrap();
    fill(&fixture.writer, ENTRIES - 1).await;
    fixture.writer.close().await;
    fixture
}

/// Takes the triggers away, as someone with the file in hands would.
async fn defenceless(dir: &std::path::Path) -> SqliteConnection {
    let mut connection = raw(dir).await;
    let triggers = sqlx::query("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    for trigger in triggers {
        let name: String = trigger.get(0);
        let drop = AssertSqlSafe(format!("DROP TRIGGER {name}"));
        sqlx::raw_sql(drop).execute(&mut connection).await.unwrap();
    }
    sqlx::raw_sql("PRAGMA ignore_check_constraints = 1")
        .execute(&mut connection)
        .await
        .unwrap();
    connection
}

async fn damage(fixture: &Fixture, change: &str) -> Vec<Damage> {
    let mut connection = defenceless(&fixture.dir()).await;
    let change = AssertSqlSafe(change.to_owned());
    let done = sqlx::raw_sql(change)
        .execute(&mut connection)
        .await
        .unwrap();
    assert_ne!(done.rows_affected(), 0);
    connection.close().await.unwrap();
    let reader = Reader::open(&fixture.dir()).await.unwrap();
    reader.check(|_| {}).await.unwrap().damage
}

fn names(damage: &[Damage], sequence: u64) -> bool {
    damage.iter().any(|one| one.sequence == Some(sequence))
}

/// What somebody with the file in hands may do, and the entry that must be named for it.
const CHANGES: &[(&str, Option<u64>)] = &[
    (
        "UPDATE entry SET kind = 'delivers' WHERE sequence = 123",
        Some(123),
    ),
    (
        "UPDATE entry SET recorded_ms = recorded_ms + 1 WHERE sequence = 123",
        Some(123),
    ),
    (
        "UPDATE entry SET about = 121 WHERE sequence = 123",
        Some(123),
    ),
    (
        "UPDATE entry SET about = NULL WHERE sequence = 123",
        Some(123),
    ),
    (
        "UPDATE entry SET leaf = substr(leaf, 1, 60) WHERE sequence = 123",
        Some(123),
    ),
    (
        "UPDATE entry SET leaf_hash = zeroblob(32) WHERE sequence = 123",
        Some(123),
    ),
    (
        "UPDATE entry SET sequence = 9123 WHERE sequence = 123",
        Some(123),
    ),
    (
        "UPDATE entry SET sequence = 9123 WHERE sequence = 123",
        Some(9123),
    ),
    ("DELETE FROM entry WHERE sequence = 123", Some(123)),
    ("DELETE FROM entry WHERE sequence = 700", Some(700)),
    (
        "UPDATE subject_entry SET subject = 'b' WHERE sequence = 123 AND number > 100",
        Some(123),
    ),
    (
        "UPDATE subject_entry SET number = number + 1 WHERE sequence = 123 AND number > 100",
        Some(123),
    ),
    (
        "UPDATE subject_entry SET sequence = 9123 WHERE sequence = 123",
        Some(123),
    ),
    ("DELETE FROM subject_entry WHERE sequence = 123", Some(123)),
    ("INSERT INTO subject_entry VALUES ('b', 123, 1)", Some(123)),
    (
        "UPDATE part SET value = x'00' WHERE place = 123 * 1024",
        Some(123),
    ),
    (
        "UPDATE part SET salt = zeroblob(32) WHERE place = 123 * 1024",
        Some(123),
    ),
    (
        "UPDATE part SET place = place + 7 WHERE place = 123 * 1024",
        Some(123),
    ),
    (
        "INSERT INTO part VALUES (9123 * 1024, zeroblob(32), x'')",
        Some(9123),
    ),
    ("UPDATE seen SET memo = x'00'", Some(1)),
    ("UPDATE seen SET key = zeroblob(32)", Some(1)),
    ("UPDATE seen SET mark = zeroblob(8)", Some(1)),
    ("UPDATE seen SET sequence = 2", Some(2)),
    (
        "UPDATE node SET hash = zeroblob(32) WHERE position = 1",
        None,
    ),
    ("UPDATE node SET position = 9 WHERE position = 1", None),
    ("UPDATE node SET level = 16 WHERE position = 0", None),
    ("DELETE FROM node WHERE position = 0", None),
    ("UPDATE head SET root = zeroblob(32)", None),
    ("UPDATE head SET size = 699", Some(700)),
    ("UPDATE meta SET value = zeroblob(32)", None),
];

#[tokio::test]
async fn each_column_of_an_entry_that_changes_is_found_and_named() {
    let fixture = filled().await;
    let whole = std::fs::read(fixture.dir().join("ledger.db")).unwrap();
    for (change, named) in CHANGES {
        std::fs::write(fixture.dir().join("ledger.db"), &whole).unwrap();
        let damage = damage(&fixture, change).await;
        let found = named.map_or(!damage.is_empty(), |sequence| names(&damage, sequence));
        assert!(found, "{change}: {damage:?}");
    }
}

#[tokio::test]
async fn a_damaged_entry_is_marked_and_the_rest_can_be_read() {
    let fixture = filled().await;
    let change = "UPDATE entry SET leaf = x'0badc0de' WHERE sequence = 650;
                  DELETE FROM entry WHERE sequence = 660;
                  UPDATE part SET value = x'00' WHERE place = 670 * 1024";
    assert!(damage(&fixture, change).await.len() >= 3);
    let reader = Reader::open(&fixture.dir()).await.unwrap();
    let entries = walk(&reader, query(From::After(0), 100)).await;
    assert!(entries.iter().map(|entry| entry.sequence).eq(1..=ENTRIES));
    let marked = entries.iter().filter(|entry| entry.damage.is_some());
    assert!(marked.clone().map(|entry| entry.sequence).eq([650, 660]));
    let kinds = marked.map(|entry| entry.damage.as_ref().unwrap().kind);
    assert!(kinds.eq([DamageKind::Leaf, DamageKind::Missing]));
    let parts = reader.parts(&[669, 670], Some("body")).await.unwrap();
    assert_eq!(parts[0].damage, None);
    assert_eq!(parts[1].damage.as_ref().unwrap().kind, DamageKind::Part);
    let said = parts[1].damage.as_ref().unwrap().to_string();
    assert!(said.starts_with("entry 670 is damaged: "), "{said}");
}

#[tokio::test]
async fn a_ledger_whose_end_is_damaged_is_not_written_to() {
    let fixture = filled().await;
    damage(
        &fixture,
        "UPDATE part SET value = x'00' WHERE place = 650 * 1024",
    )
    .await;
    let refused = Writer::open(&fixture.dir(), WriterOptions::default())
        .await
        .unwrap_err();
    let LedgerError::Damaged(damage) = &refused else {
        panic!("{refused}")
    };
    assert_eq!(damage.len(), 1);
    assert!(
        refused.to_string().contains("entry 650 is damaged"),
        "{refused}"
    );
}

/// Writes the last entry anew as `change` makes it, with all that hangs on it: leaf, hash, index
/// of subjects and head agree afterwards.
async fn forge_the_last(fixture: &Fixture, change: impl FnOnce(&mut Leaf)) {
    let mut connection = defenceless(&fixture.dir()).await;
    let rows = sqlx::query("SELECT leaf FROM entry ORDER BY sequence")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    let mut leaves: Vec<Leaf> = rows
        .iter()
        .map(|row| Leaf::decode(row.get(0)).unwrap())
        .collect();
    let last = leaves.last_mut().unwrap();
    change(last);
    for statement in [
        "UPDATE entry SET leaf = ?1, leaf_hash = ?2 WHERE sequence = 700",
        "UPDATE subject_entry SET number = ?3 WHERE sequence = 700 AND subject = 'everything'",
    ] {
        sqlx::query(statement)
            .bind(last.encode().unwrap())
            .bind(last.hash().unwrap().to_vec())
            .bind(i64::try_from(last.subjects[0].number).unwrap())
            .execute(&mut connection)
            .await
            .unwrap();
    }
    let mut frontier = Frontier::default();
    leaves
        .iter()
        .for_each(|leaf| frontier.push(leaf.hash().unwrap(), |_, _| {}));
    sqlx::query("UPDATE head SET root = ?")
        .bind(frontier.root().to_vec())
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn an_entry_left_out_of_a_subject_is_found_in_a_ledger_that_agrees_with_itself() {
    let fixture = filled().await;
    forge_the_last(&fixture, |_| {}).await;
    assert!(fixture.reader.check(|_| {}).await.unwrap().is_whole());
    forge_the_last(&fixture, |leaf| leaf.subjects[0].number += 1).await;
    let damage = fixture.reader.check(|_| {}).await.unwrap().damage;
    assert_eq!(damage.len(), 1, "{damage:?}");
    assert_eq!(
        (damage[0].sequence, damage[0].kind),
        (Some(700), DamageKind::Subject)
    );
}

/// Where these bytes lie in the file; they must be there once.
fn place_of(file: &[u8], bytes: &[u8]) -> usize {
    let places: Vec<_> = file
        .windows(bytes.len())
        .enumerate()
        .filter(|(_, found)| *found == bytes)
        .collect();
    assert_eq!(places.len(), 1);
    places[0].0
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(24)
    })]

    #[test]
    fn a_bit_of_a_stored_entry_that_flips_in_the_file_is_found_and_named(
        sequence in 1..=ENTRIES,
        column in 0_usize..4,
        place in 0_usize..4096,
        bit in 0_u32..8,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let fixture = filled().await;
            let mut connection = raw(&fixture.dir()).await;
            let column = ["leaf", "leaf_hash", "salt", "value"][column];
            let sql = format!(
                "SELECT {column} FROM entry JOIN part ON place / 1024 = sequence \
                 WHERE sequence = {} AND place % 1024 = 0", sequence.max(2));
            let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut connection).await.unwrap();
            let bytes: Vec<u8> = row.get(0);
            connection.close().await.unwrap();
            let path = fixture.dir().join("ledger.db");
            let mut file = std::fs::read(&path).unwrap();
            let place = place_of(&file, &bytes) + place % bytes.len();
            file[place] ^= 1 << bit;
            std::fs::write(&path, file).unwrap();
            let reader = Reader::open(&fixture.dir()).await.unwrap();
            let damage = reader.check(|_| {}).await.unwrap().damage;
            assert!(names(&damage, sequence.max(2)), "{column}: {damage:?}");
        });
    }

    #[test]
    fn a_page_of_the_file_overwritten_anywhere_is_found_and_nothing_panics(
        page in 1_usize..40,
        byte in any::<u8>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let fixture = filled().await;
            let path = fixture.dir().join("ledger.db");
            let mut file = std::fs::read(&path).unwrap();
            file[page * 4096..][..4096].fill(byte);
            std::fs::write(&path, file).unwrap();
            let Ok(reader) = Reader::open(&fixture.dir()).await else { return };
            if let Ok(report) = reader.check(|_| {}).await {
                assert!(!report.damage.is_empty());
            }
            if let Ok(page) = reader.page(&query(From::Newest, 500)).await {
                assert_eq!(page.entries.len(), 500);
            }
        });
    }
}
