//! However the entries are cut into batches, and wherever the program ends between two: what is
//! known is the same, and the counts are those of the rows.

use crate::fixture::{account, all, ask, at, merchant, open, told, transaction};
use catalog::{Ask, AskTransactions, Catalog, Change, Object, Sort};
use domain::SubjectKind;
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use std::collections::BTreeMap;

const STATES: [&str; 5] = [
    "OnOff_PENDING",
    "OnOff_AWAITING_DEPOSIT",
    "Receive_AWAITING_DEPOSIT",
    "OnOff_HELD",
    "OnOff_COMPLETED",
];
const STATUSES: [&str; 5] = ["NEW", "PENDING_REVIEW", "VALID", "FLAGGED", "ON_HOLD"];

/// One entry's change, but for its sequence.
#[derive(Debug, Clone)]
enum Said {
    Merchant(u64, String, usize),
    Account(u64, u64, String),
    Transaction(u64, u64, usize),
    ToldState(u64, usize),
    Told(u64, bool, usize),
    /// Believed late: it is of an earlier entry.
    ToldLate(u64, u64, usize),
}

fn said() -> impl Strategy<Value = Said> {
    let id = 1_u64..6;
    let name = "[a-cé ]{0,6}";
    let status = 0..STATUSES.len();
    prop_oneof![
        (id.clone(), name, status.clone()).prop_map(|(id, name, at)| Said::Merchant(id, name, at)),
        (id.clone(), id.clone(), name).prop_map(|(id, owner, name)| Said::Account(id, owner, name)),
        (id.clone(), id.clone(), status.clone())
            .prop_map(|(id, from, at)| Said::Transaction(id, from, at)),
        (id.clone(), status.clone()).prop_map(|(id, at)| Said::ToldState(id, at)),
        (id.clone(), any::<bool>(), status.clone())
            .prop_map(|(id, merchant, at)| Said::Told(id, merchant, at)),
        (id, 0_u64..40, status).prop_map(|(id, back, at)| Said::ToldLate(id, back, at)),
    ]
}

fn changes(all: &[Said]) -> Vec<Change> {
    let numbered = (1_u64..).zip(all);
    numbered
        .map(|(sequence, said)| match said {
            Said::Merchant(id, name, status) => merchant(sequence, *id, name, STATUSES[*status]),
            Said::Account(id, owner, name) => account(sequence, *id, *owner, name, "NGN"),
            Said::Transaction(id, from, state) => {
                transaction(sequence, *id, (*from, *id), STATES[*state], "0.10")
            }
            Said::ToldState(id, state) => {
                told(sequence, &format!("transaction:{id}"), STATES[*state])
            }
            Said::Told(id, is_merchant, status) => {
                let kind = if *is_merchant { "merchant" } else { "account" };
                told(sequence, &format!("{kind}:{id}"), STATUSES[*status])
            }
            Said::ToldLate(id, back, status) => {
                let earlier = sequence.saturating_sub(*back).max(1);
                told(earlier, &format!("merchant:{id}"), STATUSES[*status])
            }
        })
        .collect()
}

async fn contents(catalog: &Catalog) -> Vec<Object> {
    let mut rows = Vec::new();
    for kind in [SubjectKind::Merchant, SubjectKind::ReceiverAccount] {
        let listed = all(
            catalog,
            &Ask {
                limit: 3,
                ..ask(kind)
            },
        )
        .await;
        let mut counted: BTreeMap<String, u64> = BTreeMap::new();
        for row in &listed {
            let status = row.standing.status.clone().unwrap_or_default();
            *counted.entry(status).or_default() += 1;
        }
        let told = catalog.counts(kind).await.unwrap();
        assert_eq!(told, counted.into_iter().collect::<Vec<_>>());
        let by_time = Ask {
            sort: Sort::StatusSince,
            ..ask(kind)
        };
        assert_eq!(all(catalog, &by_time).await.len(), listed.len());
        rows.extend(listed);
    }
    rows.extend(transactions(catalog).await);
    rows
}

async fn transactions(catalog: &Catalog) -> Vec<Object> {
    let ask = AskTransactions::default();
    let rows = catalog.transactions(&ask).await.unwrap().rows;
    let mut counted: BTreeMap<String, u64> = BTreeMap::new();
    for row in &rows {
        let status = row.standing.status.clone().unwrap_or_default();
        let part = status.split_once('_').map_or("", |(_, part)| part);
        *counted.entry(part.to_owned()).or_default() += 1;
        let steps = &row.transaction().unwrap().steps;
        assert_eq!(
            steps.last().map(|step| step.status.clone()),
            row.standing.status
        );
        assert!(steps.windows(2).all(|two| two[0].status != two[1].status));
        assert!(steps.windows(2).all(|two| two[0].by_then <= two[1].by_then));
        let known = steps
            .iter()
            .all(|step| step.not_before.is_none_or(|at| at <= step.by_then));
        assert!(known, "{steps:?}");
    }
    let told = catalog.counts(SubjectKind::Transaction).await.unwrap();
    assert_eq!(told, counted.into_iter().collect::<Vec<_>>());
    // What is told of the middle is part of it too.
    for state in STATES {
        catalog.median_stay(state).await.unwrap();
    }
    rows
}

#[test]
fn the_catalog_does_not_depend_on_how_its_entries_came() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut runner = TestRunner::new(Config {
        cases: 40,
        failure_persistence: None,
        ..Config::default()
    });
    let strategy = (
        prop::collection::vec(said(), 1..40),
        prop::collection::vec((1_usize..8, any::<bool>()), 1..10),
    );
    let outcome = runner.run(&strategy, |(all, cuts)| {
        let changes = changes(&all);
        runtime.block_on(async {
            let whole_folder = tempfile::tempdir().unwrap();
            let whole = open(&whole_folder).await;
            let last = u64::try_from(changes.len()).unwrap();
            whole.apply(changes.clone(), at(last)).await.unwrap();
            let folder = tempfile::tempdir().unwrap();
            let mut catalog = open(&folder).await;
            let mut rest = changes.as_slice();
            let mut through = 0;
            for (size, ends) in cuts.iter().cycle() {
                let (batch, later) = rest.split_at((*size).min(rest.len()));
                rest = later;
                through += u64::try_from(batch.len()).unwrap();
                catalog.apply(batch.to_vec(), at(through)).await.unwrap();
                if *ends {
                    catalog.close().await;
                    drop(catalog);
                    catalog = open(&folder).await;
                }
                if rest.is_empty() {
                    break;
                }
            }
            prop_assert_eq!(contents(&catalog).await, contents(&whole).await);
            Ok(())
        })
    });
    outcome.unwrap();
}
