//! The whole check: every entry, part, subject, node and remembered key against the leaves.

mod indexes;
mod stretches;

use crate::error::database;
use crate::store::nodes::{TILE_LEVELS, node_damage};
use crate::{CheckReport, Damage, DamageKind, LedgerError, Progress, store};
use indexes::Indexes;
use ledger_format::{Frontier, Hash, Subtree};
use sqlx::{ConnectOptions, SqliteConnection};
use std::collections::BTreeMap;
use std::path::Path;
use stretches::{Keys, Stretches};

/// Checks the ledger as it is now. Entries that come while it runs are not looked at.
pub(crate) async fn check(
    dir: &Path,
    mut progress: impl FnMut(Progress),
) -> Result<CheckReport, LedgerError> {
    let mut connection = connect(dir).await?;
    let head = store::head(&mut connection).await?;
    let size = head.size;
    // Two connections and so two cores read entries; the indexes are read beside them.
    let keys = Keys::default();
    let mut stretches = Stretches::start(dir, size, &keys);
    let indexes = Indexes::start(dir, size, keys);
    let mut frontier = Frontier::default();
    let mut nodes = BTreeMap::new();
    let mut damage = Vec::new();
    let mut leaves_print = 0_u128;
    while let Some(stretch) = stretches.next().await? {
        for hash in stretch.hashes {
            frontier.push(hash, |subtree, hash| {
                if subtree.level.is_multiple_of(TILE_LEVELS) {
                    nodes.insert((subtree.level, subtree.position), *hash);
                }
            });
        }
        leaves_print = leaves_print.wrapping_add(stretch.print);
        damage.extend(stretch.damage);
        progress(Progress {
            checked: frontier.size(),
            size,
        });
    }
    let root = frontier.root();
    let mut indexes = indexes.finish().await?;
    if indexes.print != leaves_print {
        damage.append(&mut indexes::subjects_exactly(&mut connection, size).await?);
    }
    damage.append(&mut indexes.damage);
    damage.append(&mut kept_nodes(&mut connection, size, nodes).await?);
    if frontier.size() != size || root != head.root {
        let detail = "its entries do not give the root that it keeps".to_owned();
        damage.push(Damage {
            sequence: None,
            kind: DamageKind::Head,
            detail,
        });
    }
    if let Err(salt) = store::index_salt(&mut connection).await? {
        damage.push(salt);
    }
    Ok(CheckReport {
        size,
        root,
        damage: limited(damage),
    })
}

async fn connect(dir: &Path) -> Result<SqliteConnection, LedgerError> {
    store::reading(dir)
        .connect()
        .await
        .map_err(database("open the ledger for its check"))
}

/// By entry; what belongs to none comes last.
fn limited(mut damage: Vec<Damage>) -> Vec<Damage> {
    damage.sort_by_key(|one| one.sequence.unwrap_or(u64::MAX));
    damage.dedup();
    if damage.len() > CheckReport::DAMAGE_MAX {
        damage.truncate(CheckReport::DAMAGE_MAX - 1);
        let detail = "there is more damage than is listed here".to_owned();
        damage.push(Damage {
            sequence: None,
            kind: DamageKind::File,
            detail,
        });
    }
    damage
}

/// Compares the kept nodes with those that the leaves give.
async fn kept_nodes(
    connection: &mut SqliteConnection,
    size: u64,
    mut expected: BTreeMap<(u32, u64), Hash>,
) -> Result<Vec<Damage>, LedgerError> {
    use sqlx::Row;
    let rows = sqlx::query("SELECT level, position, hash, (SELECT size FROM head) FROM node")
        .fetch_all(connection)
        .await;
    let rows = match rows {
        Ok(rows) => rows,
        Err(error) if store::is_corrupt(&error) => {
            let detail = "the kept nodes can't be read from the file".to_owned();
            return Ok(vec![Damage {
                sequence: None,
                kind: DamageKind::Node,
                detail,
            }]);
        }
        Err(error) => return Err(database("read the kept nodes")(error)),
    };
    let mut damage = Vec::new();
    for row in rows {
        let number = |column| row.try_get::<i64, _>(column).ok();
        let level = number(0).and_then(|level| u32::try_from(level).ok());
        let position = number(1).and_then(|position| u64::try_from(position).ok());
        let now = number(3)
            .and_then(|size| u64::try_from(size).ok())
            .unwrap_or(size);
        let (Some(level @ 1..64), Some(position)) = (level, position) else {
            let detail = "a kept node stands where none may be".to_owned();
            damage.push(Damage {
                sequence: None,
                kind: DamageKind::Node,
                detail,
            });
            continue;
        };
        match expected.remove(&(level, position)) {
            Some(hash) if store::bytes32(&row, 2) == Some(hash) => {}
            Some(_) => {
                let what = "is not what its entries give";
                damage.push(node_damage(Subtree { level, position }, what));
            }
            // It may have come while the check ran.
            None if level.is_multiple_of(TILE_LEVELS)
                && position >= size >> level
                && position < now >> level => {}
            None => {
                let detail = format!("a kept node stands at level {level} where none may be");
                damage.push(Damage {
                    sequence: None,
                    kind: DamageKind::Node,
                    detail,
                });
            }
        }
    }
    let missing = expected
        .into_keys()
        .map(|(level, position)| node_damage(Subtree { level, position }, "is missing"));
    damage.extend(missing);
    Ok(damage)
}
