//! What the writer holds in memory of a ledger: the tree's right edge and the subjects' numbers.

use super::numbers::Numbers;
use crate::store::{self, nodes};
use crate::{Damage, DamageKind, Head, LedgerError};
use ledger_format::Frontier;
use sqlx::SqliteConnection;

/// As of the last commit.
#[derive(Debug)]
pub(super) struct State {
    pub(super) frontier: Frontier,
    pub(super) numbers: Numbers,
}

impl State {
    /// Reads it from the file and compares the tree's root with the one that the file keeps.
    pub(super) async fn load(connection: &mut SqliteConnection) -> Result<Self, LedgerError> {
        let head = store::head(connection).await?;
        let roots = nodes::subtree_hashes(connection, &Frontier::subtrees_of(head.size)).await?;
        let frontier = Frontier::from_roots(head.size, roots);
        let frontier = frontier
            .filter(|frontier| frontier.root() == head.root)
            .ok_or_else(|| {
                LedgerError::Damaged(vec![Damage {
                    sequence: None,
                    kind: DamageKind::Head,
                    detail: "its entries do not give the root that it keeps".to_owned(),
                }])
            })?;
        Ok(Self {
            frontier,
            numbers: Numbers::default(),
        })
    }

    /// Number of entries.
    pub(super) const fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// Whether the file still says what this says.
    pub(super) async fn agrees(&self, connection: &mut SqliteConnection) -> bool {
        let here = Head {
            size: self.size(),
            root: self.frontier.root(),
        };
        store::head(connection)
            .await
            .is_ok_and(|there| there == here)
    }
}
