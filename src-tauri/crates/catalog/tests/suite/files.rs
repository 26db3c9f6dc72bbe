//! The file: kept as long as it fits, else thrown away and made anew.

use crate::fixture::{ORIGIN, ask, at, merchant, open};
use catalog::{Catalog, CatalogError, Origin, Rebuilt, Unfinished};
use domain::{Millis, SubjectKind};
use std::path::PathBuf;
use tempfile::TempDir;

fn file(folder: &TempDir) -> PathBuf {
    let found = std::fs::read_dir(folder.path()).unwrap();
    let mut found = found
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension() == Some("db".as_ref()));
    let file = found.next().unwrap();
    assert_eq!(found.next(), None);
    file
}

async fn count(catalog: &Catalog) -> usize {
    let listed = catalog.list(&ask(SubjectKind::Merchant)).await.unwrap();
    listed.rows.len()
}

async fn with_one() -> (TempDir, Catalog) {
    let folder = tempfile::tempdir().unwrap();
    let catalog = open(&folder).await;
    let rebuilt = catalog.state().borrow().rebuilt;
    assert_eq!(rebuilt, Some(Rebuilt::Absent));
    let changes = vec![merchant(1, 7, "Acme", "NEW")];
    catalog.apply(changes, at(1)).await.unwrap();
    (folder, catalog)
}

#[tokio::test]
async fn what_was_taken_is_there_after_a_restart_and_is_not_taken_twice() {
    let (folder, catalog) = with_one().await;
    let again = vec![merchant(1, 7, "Other", "VALID")];
    catalog.apply(again, at(1)).await.unwrap();
    let unfinished = Unfinished {
        started: Millis(1),
        ended: Millis(2),
        operation: "list_merchants".to_owned(),
        page: 3,
        merchants: 600,
        accounts: 0,
        transactions: 0,
        refused: Vec::new(),
        origin: "https://a.example".to_owned(),
    };
    catalog
        .set_unfinished(Some(unfinished.clone()))
        .await
        .unwrap();
    catalog.close().await;
    drop(catalog);
    let catalog = open(&folder).await;
    assert_eq!(catalog.state().borrow().rebuilt, None);
    assert_eq!(catalog.position().await, at(1));
    assert_eq!(catalog.unfinished().await, Some(unfinished));
    let rows = catalog
        .list(&ask(SubjectKind::Merchant))
        .await
        .unwrap()
        .rows;
    assert_eq!(rows[0].name(), Some("Acme"));
}

#[tokio::test]
async fn one_program_has_it_at_a_time() {
    let (folder, _catalog) = with_one().await;
    let second = Catalog::open(folder.path(), ORIGIN).await;
    assert!(matches!(second, Err(CatalogError::InUse)));
}

#[tokio::test]
async fn of_another_ledger_or_version_it_is_made_anew() {
    let others = [
        (
            Origin {
                ledger: [8; 32],
                ..ORIGIN
            },
            Rebuilt::OtherLedger,
        ),
        (
            Origin {
                version: 2,
                ..ORIGIN
            },
            Rebuilt::OtherVersion,
        ),
    ];
    for (origin, why) in others {
        let (folder, catalog) = with_one().await;
        catalog.close().await;
        drop(catalog);
        let catalog = Catalog::open(folder.path(), origin).await.unwrap();
        assert_eq!(catalog.state().borrow().rebuilt, Some(why));
        assert_eq!(count(&catalog).await, 0);
        catalog.close().await;
        file(&folder);
    }
}

#[tokio::test]
async fn a_broken_file_is_made_anew_at_the_start() {
    let (folder, catalog) = with_one().await;
    catalog.close().await;
    drop(catalog);
    std::fs::write(file(&folder), vec![b'x'; 8192]).unwrap();
    let catalog = open(&folder).await;
    assert_eq!(catalog.state().borrow().rebuilt, Some(Rebuilt::Unreadable));
    assert_eq!(count(&catalog).await, 0);
}

#[tokio::test]
async fn a_file_that_breaks_while_it_is_used_is_told_and_can_be_made_anew() {
    let (folder, catalog) = with_one().await;
    catalog.close().await;
    drop(catalog);
    // The header stays whole, so that it opens; every page behind it is not what it was.
    let path = file(&folder);
    let mut bytes = std::fs::read(&path).unwrap();
    let page = 4096;
    let schema_and_state = 3 * page;
    bytes[schema_and_state..].fill(0xA5);
    std::fs::write(&path, bytes).unwrap();
    let catalog = open(&folder).await;
    let mut broken = catalog.broken();
    let asked = catalog.list(&ask(SubjectKind::Merchant)).await;
    assert!(matches!(asked, Err(CatalogError::Rebuilding)), "{asked:?}");
    broken.wait_for(|broken| *broken).await.unwrap();
    catalog.renew(Rebuilt::Unreadable).await.unwrap();
    assert_eq!(catalog.position().await.sequence, 0);
    let changes = vec![merchant(1, 7, "Acme", "NEW")];
    catalog.apply(changes, at(1)).await.unwrap();
    assert_eq!(count(&catalog).await, 1);
}
