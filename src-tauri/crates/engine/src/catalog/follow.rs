//! Follows a ledger: each new entry that speaks of a merchant, receiver account or transaction goes
//! into the catalog.

use super::project;
use crate::{EngineError, chain};
use catalog::{Catalog, CatalogError, Origin, Position, Rebuilt};
use ledger::{Entry, From, PAGE_ENTRIES_MAX, PageQuery, Reader};
use std::{path::Path, time::Duration};
use tokio::sync::watch;

/// About how many objects go into the catalog together while it is behind.
const BATCH_OBJECTS: u64 = 1_000;
/// How long new entries gather before they are taken together.
const GATHERING: Duration = Duration::from_millis(25);
/// The first pause after a failure; it doubles.
const RETRY_FIRST: Duration = Duration::from_millis(500);
/// The longest pause after a failure.
const RETRY_MAX: Duration = Duration::from_secs(60);

/// Opens a profile's catalog. One that is of another version, broken, of another ledger or ahead of
/// it is thrown away; [`follow`] fills it again.
///
/// # Errors
/// If another program has it, its file can't be made, or the ledger can't be read.
pub async fn open(dir: &Path, reader: &Reader) -> Result<Catalog, EngineError> {
    let origin = Origin {
        ledger: reader.identity().await?,
        version: project::VERSION,
    };
    let catalog = Catalog::open(dir, origin).await?;
    if let Some(why) = misfit(&catalog, reader).await? {
        catalog.renew(why).await?;
    }
    Ok(catalog)
}

/// Why a catalog does not fit its ledger, if it does not.
async fn misfit(catalog: &Catalog, reader: &Reader) -> Result<Option<Rebuilt>, EngineError> {
    let Position {
        sequence,
        leaf_hash,
    } = catalog.position().await;
    if sequence == 0 {
        return Ok(None);
    }
    // A ledger that was put back from a copy may go on otherwise than this catalog saw it.
    Ok(match reader.entry(sequence).await? {
        Some(entry) if entry.leaf_hash == leaf_hash => None,
        Some(_) => Some(Rebuilt::OtherLedger),
        None => Some(Rebuilt::Ahead),
    })
}

/// How the following of a ledger fares.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Follow {
    /// Why the last batch could not be taken, if it could not; it is tried again.
    pub failing: Option<String>,
}

/// Follows a ledger until it is aborted. `committed` is the number of its entries; `told` says how
/// it fares.
pub async fn follow(
    catalog: Catalog,
    reader: Reader,
    mut committed: watch::Receiver<u64>,
    told: watch::Sender<Follow>,
) {
    let mut broken = catalog.broken();
    let mut pause = RETRY_FIRST;
    loop {
        let target = *committed.borrow_and_update();
        let is_broken = *broken.borrow_and_update();
        let stepped = match is_broken {
            true => renew(&catalog).await,
            false => step(&catalog, &reader, target).await,
        };
        match stepped {
            Ok(true) => {
                pause = RETRY_FIRST;
                told.send_if_modified(|told| told.failing.take().is_some());
            }
            Ok(false) => {
                told.send_if_modified(|told| told.failing.take().is_some());
                let goes_on = tokio::select! {
                    changed = committed.changed() => changed.is_ok(),
                    changed = broken.changed() => changed.is_ok(),
                };
                if !goes_on {
                    // A ledger that is read alone grows no more; the catalog may still break.
                    if broken.changed().await.is_err() {
                        return;
                    }
                    continue;
                }
                tokio::time::sleep(GATHERING).await;
            }
            Err(error) => {
                let reason = chain(&error);
                tracing::warn!(reason, "the catalog could not go on; it is tried again");
                told.send_replace(Follow {
                    failing: Some(reason),
                });
                tokio::time::sleep(pause).await;
                pause = pause.saturating_mul(2).min(RETRY_MAX);
            }
        }
    }
}

async fn renew(catalog: &Catalog) -> Result<bool, EngineError> {
    catalog.renew(Rebuilt::Unreadable).await?;
    Ok(true)
}

/// Takes a batch; tells whether there was one.
async fn step(catalog: &Catalog, reader: &Reader, target: u64) -> Result<bool, EngineError> {
    let position = catalog.position().await;
    if position.sequence >= target {
        return Ok(false);
    }
    let page = reader
        .page(&PageQuery {
            subject: None,
            kinds: project::KINDS.map(str::to_owned).into(),
            from: From::After(position.sequence),
            limit: PAGE_ENTRIES_MAX,
        })
        .await?;
    let mut entries = page.entries;
    entries.retain(|entry| entry.sequence <= target);
    let found = entries.len();
    entries.truncate(batch(&entries));
    let last = entries.last().map(|entry| entry.sequence);
    // Behind the last entry that says anything stand only such that do not.
    let through = match last {
        Some(last) if page.more || entries.len() < found => last,
        _ => target,
    };
    let changes = project::project(reader, &entries).await?;
    let entry = reader.entry(through).await?;
    let entry = entry.ok_or(EngineError::Catalog(CatalogError::Rebuilding))?;
    let through = Position {
        sequence: through,
        leaf_hash: entry.leaf_hash,
    };
    catalog.apply(changes, through).await?;
    Ok(true)
}

/// How many of the first entries make a batch: one at least.
fn batch(entries: &[Entry]) -> usize {
    let mut objects: u64 = 0;
    let fit = entries.iter().take_while(|entry| {
        let is_first = objects == 0;
        objects = objects.saturating_add(project::weight(entry));
        is_first || objects <= BATCH_OBJECTS
    });
    fit.count()
}
