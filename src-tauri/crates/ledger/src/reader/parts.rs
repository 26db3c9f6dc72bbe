//! The erasable parts of entries, compared with what their leaves commit to.

use super::Reader;
use super::entries::stored_of;
use crate::error::database;
use crate::examine::{UNREADABLE, named, part_fault};
use crate::store::{PLACES, is_corrupt, part_place};
use crate::{Damage, DamageKind, LedgerError, Part};
use ledger_format::{Leaf, PartCommitment};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl Reader {
    /// The parts of these entries, all or those of one name, ascending by sequence and name. A
    /// part that was erased is there without its value.
    ///
    /// # Errors
    /// If more than 500 are asked for, or the database fails. Damage is marked on the parts.
    pub async fn parts(
        &self,
        sequences: &[u64],
        name: Option<&str>,
    ) -> Result<Vec<Part>, LedgerError> {
        let wanted: BTreeSet<u64> = sequences.iter().copied().collect();
        let wanted: Vec<u64> = wanted.into_iter().collect();
        let mut connection = self.connection().await?;
        let leaves = leaves_of(&mut connection, &wanted).await?;
        let mut parts = BTreeMap::new();
        let mut places = Vec::new();
        for (sequence, (leaf, damage)) in &leaves {
            let of_leaf = leaf.iter().flat_map(|leaf| &leaf.parts);
            for (place, part) in (part_place(*sequence)..).zip(of_leaf) {
                if name.is_none_or(|name| name == part.name) {
                    let (name, damage) = (part.name.clone(), damage.clone());
                    let (sequence, value) = (*sequence, None);
                    parts.insert(
                        place,
                        Part {
                            sequence,
                            name,
                            value,
                            damage,
                        },
                    );
                    places.push(place);
                }
            }
        }
        match rows(&mut connection, &places).await {
            Ok(rows) => rows.iter().for_each(|row| fill(&mut parts, &leaves, row)),
            Err(error) if is_corrupt(&error) => {
                for place in places {
                    match rows(&mut connection, &[place]).await {
                        Ok(rows) => rows.iter().for_each(|row| fill(&mut parts, &leaves, row)),
                        Err(error) if is_corrupt(&error) => {
                            if let Some(part) = parts.get_mut(&place) {
                                let detail = format!("its part {:?} can't be read", part.name);
                                part.damage = Some(named(part.sequence, DamageKind::Part, &detail));
                            }
                        }
                        Err(error) => return Err(database("read a part")(error)),
                    }
                }
            }
            Err(error) => return Err(database("read the parts")(error)),
        }
        Ok(parts.into_values().collect())
    }
}

/// Entries' leaves, which say what parts there are, and what is wrong with the entries.
type Leaves = HashMap<u64, (Option<Leaf>, Option<Damage>)>;

async fn leaves_of(
    connection: &mut SqliteConnection,
    sequences: &[u64],
) -> Result<Leaves, LedgerError> {
    let mut leaves = HashMap::with_capacity(sequences.len());
    let mut keep = |rows: Vec<crate::store::stored::Stored>| {
        for row in rows {
            let examined = row.examine();
            leaves.insert(
                row.sequence,
                (examined.leaf, examined.damage.into_iter().next()),
            );
        }
    };
    if let Some(rows) = stored_of(connection, sequences).await? {
        keep(rows);
        return Ok(leaves);
    }
    let mut broken = Vec::new();
    for sequence in sequences {
        match stored_of(connection, &[*sequence]).await? {
            Some(rows) => keep(rows),
            None => broken.push(*sequence),
        }
    }
    for sequence in broken {
        let damage = named(sequence, DamageKind::Unreadable, UNREADABLE);
        leaves.insert(sequence, (None, Some(damage)));
    }
    Ok(leaves)
}

/// Rows of place, salt and value.
async fn rows(connection: &mut SqliteConnection, places: &[i64]) -> sqlx::Result<Vec<SqliteRow>> {
    sqlx::query(
        "SELECT place, salt, value FROM part \
         WHERE place IN (SELECT value FROM json_each(?))",
    )
    .bind(serde_json::to_string(places).unwrap_or_default())
    .fetch_all(connection)
    .await
}

/// Puts a row's value into its part.
fn fill(parts: &mut BTreeMap<i64, Part>, leaves: &Leaves, row: &SqliteRow) {
    let Ok(place) = row.try_get::<i64, _>(0) else {
        return;
    };
    let Some(part) = parts.get_mut(&place) else {
        return;
    };
    let leaf = leaves
        .get(&part.sequence)
        .and_then(|(leaf, _)| leaf.as_ref());
    part.value = row.try_get(2).ok();
    if let Some(detail) = part_fault(commitment_at(leaf, place), row) {
        part.damage = Some(named(part.sequence, DamageKind::Part, &detail));
    }
}

fn commitment_at(leaf: Option<&Leaf>, place: i64) -> Option<&PartCommitment> {
    let place = u64::try_from(place).ok()? % PLACES;
    leaf?.parts.get(usize::try_from(place).ok()?)
}
