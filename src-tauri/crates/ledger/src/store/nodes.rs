//! Hashes of subtrees, from kept nodes and leaf hashes: at most 128 rows for each.

use super::bytes32;
use crate::error::database;
use crate::{Damage, DamageKind, LedgerError};
use ledger_format::{Hash, Range, Subtree, fold, node_hash, subtrees};
use sqlx::{Row, SqliteConnection};

/// A node is kept for each complete subtree of 2^8, 2^16, 2^24… leaves.
pub(crate) const TILE_LEVELS: u32 = 8;

/// The hash over the leaves of a range that begins where [`subtrees`] wants it to.
pub(crate) async fn range_hash(
    connection: &mut SqliteConnection,
    range: Range,
) -> Result<Hash, LedgerError> {
    let hashes = subtree_hashes(connection, &subtrees(range)).await?;
    fold(&hashes).ok_or_else(|| {
        missing(Subtree {
            level: 0,
            position: range.start,
        })
    })
}

/// The hashes of complete subtrees.
pub(crate) async fn subtree_hashes(
    connection: &mut SqliteConnection,
    wanted: &[Subtree],
) -> Result<Vec<Hash>, LedgerError> {
    let mut hashes = Vec::with_capacity(wanted.len());
    for subtree in wanted {
        hashes.push(subtree_hash(connection, *subtree).await?);
    }
    Ok(hashes)
}

async fn subtree_hash(
    connection: &mut SqliteConnection,
    subtree: Subtree,
) -> Result<Hash, LedgerError> {
    let above = subtree.level % TILE_LEVELS;
    let base = subtree.level - above;
    let first = subtree.position << above;
    let last = first + (1 << above) - 1;
    let query = if base == 0 {
        sqlx::query(
            "SELECT sequence - 1, leaf_hash FROM entry \
             WHERE sequence BETWEEN ?1 + 1 AND ?2 + 1 \
             ORDER BY sequence",
        )
    } else {
        sqlx::query(
            "SELECT position, hash FROM node \
             WHERE level = ?3 AND position BETWEEN ?1 AND ?2 ORDER BY position",
        )
    };
    let query = query.bind(signed(first)).bind(signed(last));
    let query = if base == 0 {
        query
    } else {
        query.bind(i64::from(base))
    };
    let rows = query
        .fetch_all(connection)
        .await
        .map_err(database("read the tree's nodes"))?;
    let mut row = Vec::with_capacity(rows.len());
    for (position, found) in
        (first..=last).zip(rows.iter().map(Some).chain(std::iter::repeat(None)))
    {
        let hash = found
            .filter(|row| row.try_get(0).ok() == Some(signed(position)))
            .and_then(|row| bytes32(row, 1));
        row.push(hash.ok_or_else(|| {
            missing(Subtree {
                level: base,
                position,
            })
        })?);
    }
    while row.len() > 1 {
        row = row
            .as_chunks()
            .0
            .iter()
            .map(|[left, right]| node_hash(left, right))
            .collect();
    }
    row.first().copied().ok_or_else(|| missing(subtree))
}

fn missing(subtree: Subtree) -> LedgerError {
    let damage = if subtree.level == 0 {
        Damage {
            sequence: Some(subtree.position + 1),
            kind: DamageKind::Missing,
            detail: "it is not there, or its hash can't be read".to_owned(),
        }
    } else {
        node_damage(subtree, "is missing or can't be read")
    };
    LedgerError::Damaged(vec![damage])
}

/// Names a kept node by the entries below it.
pub(crate) fn node_damage(subtree: Subtree, what: &str) -> Damage {
    let first = (subtree.position << subtree.level) + 1;
    let last = (subtree.position + 1) << subtree.level;
    Damage {
        sequence: None,
        kind: DamageKind::Node,
        detail: format!("the kept node over entries {first} to {last} {what}"),
    }
}

/// For SQLite, whose integers are signed. No ledger has 2^63 entries.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
