//! The rows that a group of appends adds, and how their columns are handed to the database.

use crate::Remembered;
use crate::insert::Insert;
use crate::store::nodes::signed;
use crate::store::seen_mark;
use ledger_format::{Frontier, Hash, Leaf, Salt, SubjectNumber, Subtree};
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, SqliteConnection};

static ENTRY: Insert = Insert::new(
    "INSERT INTO entry (sequence, kind, recorded_ms, about, leaf, leaf_hash) VALUES",
    6,
);
static SUBJECT_ENTRY: Insert = Insert::new(
    "INSERT INTO subject_entry (subject, sequence, number) VALUES",
    3,
);
static PART: Insert = Insert::new("INSERT INTO part (place, salt, value) VALUES", 3);
static NODE: Insert = Insert::new("INSERT INTO node (level, position, hash) VALUES", 3);
static SEEN: Insert = Insert::new("INSERT INTO seen (key, sequence, memo, mark) VALUES", 4);

/// In the order of the entries.
#[derive(Default)]
pub(super) struct Rows {
    /// What the columns say, the leaf's bytes, their hash.
    pub(super) entries: Vec<(Leaf, Vec<u8>, Hash)>,
    pub(super) subjects: Vec<(u64, SubjectNumber)>,
    /// By place, see `store::part_place`.
    pub(super) parts: Vec<(i64, Salt, Vec<u8>)>,
    pub(super) nodes: Vec<(Subtree, Hash)>,
    pub(super) seen: Vec<([u8; 32], Remembered)>,
}

impl Rows {
    /// Inserts all of them, then moves the head: it settles what belongs to the entries.
    pub(super) async fn insert(
        self,
        connection: &mut SqliteConnection,
        after: &Frontier,
    ) -> sqlx::Result<()> {
        ENTRY.rows(connection, self.entries, bind_entry).await?;
        SUBJECT_ENTRY
            .rows(connection, self.subjects, bind_subject)
            .await?;
        PART.rows(connection, self.parts, bind_part).await?;
        NODE.rows(connection, self.nodes, bind_node).await?;
        SEEN.rows(connection, self.seen, bind_seen).await?;
        let head = sqlx::query("UPDATE head SET size = ?, root = ? WHERE one = 1")
            .bind(signed(after.size()))
            .bind(after.root().to_vec())
            .execute(connection)
            .await?;
        if head.rows_affected() == 1 {
            Ok(())
        } else {
            Err(sqlx::Error::RowNotFound)
        }
    }
}

type Bound = Result<(), sqlx::error::BoxDynError>;

fn bind_entry(to: &mut SqliteArguments, (leaf, bytes, hash): (Leaf, Vec<u8>, Hash)) -> Bound {
    to.add(signed(leaf.sequence))?;
    to.add(leaf.kind)?;
    to.add(leaf.recorded_ms)?;
    to.add(leaf.about.map(signed))?;
    to.add(bytes)?;
    to.add(hash.to_vec())
}

fn bind_subject(to: &mut SqliteArguments, (sequence, one): (u64, SubjectNumber)) -> Bound {
    to.add(one.name)?;
    to.add(signed(sequence))?;
    to.add(signed(one.number))
}

fn bind_part(to: &mut SqliteArguments, (place, salt, value): (i64, Salt, Vec<u8>)) -> Bound {
    to.add(place)?;
    to.add(salt.to_vec())?;
    to.add(value)
}

fn bind_node(to: &mut SqliteArguments, (subtree, hash): (Subtree, Hash)) -> Bound {
    to.add(i64::from(subtree.level))?;
    to.add(signed(subtree.position))?;
    to.add(hash.to_vec())
}

fn bind_seen(to: &mut SqliteArguments, (key, what): ([u8; 32], Remembered)) -> Bound {
    let sequence = signed(what.sequence);
    let mark = seen_mark(&key, sequence, &what.memo);
    to.add(key.to_vec())?;
    to.add(sequence)?;
    to.add(what.memo)?;
    to.add(mark.to_vec())
}
