//! The list of transactions: pages, orders, filters, search, steps and how long they take.

use crate::fixture::{at, merchant, number, open, time, told, transaction};
use catalog::{AskTransactions, Catalog, Object, SinceBy, TransactionSort};
use domain::{SubjectKind, TransactionKind};

const QUOTE: &str = "OnOff_AWAITING_QUOTE_APPROVAL";
const DEPOSIT: &str = "OnOff_AWAITING_DEPOSIT";
const THIRTY_EIGHT: &str = "12345678901234567890123456789012345678.000000000000000001";

async fn filled() -> (tempfile::TempDir, Catalog) {
    let folder = tempfile::tempdir().unwrap();
    let catalog = open(&folder).await;
    let changes = vec![
        merchant(1, 7, "Acme Exports Ltd", "VALID"),
        merchant(2, 8, "Ökafor Trading", "VALID"),
        merchant(3, 9, "شركة النور للتجارة", "VALID"),
        transaction(4, 4711, (7, 8), QUOTE, "100000.0"),
        transaction(5, 4712, (8, 7), DEPOSIT, "0.30"),
        transaction(6, 4713, (7, 9), "Receive_AWAITING_DEPOSIT", THIRTY_EIGHT),
        transaction(7, 15, (9, 9), "OnOff_HELD", "0.000000000000000001"),
        told(8, "transaction:16", "OnOff_COMPLETED"),
    ];
    catalog.apply(changes, at(8)).await.unwrap();
    (folder, catalog)
}

async fn all(catalog: &Catalog, ask: &AskTransactions) -> Vec<Object> {
    let mut ask = ask.clone();
    let mut rows = Vec::new();
    loop {
        let page = catalog.transactions(&ask).await.unwrap();
        rows.extend(page.rows);
        match page.next {
            Some(next) => ask.after = Some(next),
            None => return rows,
        }
    }
}

async fn numbers(catalog: &Catalog, ask: AskTransactions) -> Vec<u64> {
    let rows = all(catalog, &ask).await;
    let mut numbers: Vec<u64> = rows.iter().map(|row| row.number.get()).collect();
    numbers.sort_unstable();
    numbers
}

#[tokio::test]
async fn each_order_is_walked_by_small_pages_without_a_row_twice_or_left_out() {
    use TransactionSort::{Changed, Created, Number, StatusSince};
    let (_folder, catalog) = filled().await;
    for sort in [Number, Created, Changed, StatusSince] {
        for descending in [false, true] {
            let whole = AskTransactions {
                sort,
                descending,
                ..AskTransactions::default()
            };
            let by_two = AskTransactions {
                limit: 2,
                ..whole.clone()
            };
            let at_once = all(&catalog, &whole).await;
            assert_eq!(at_once.len(), 5, "{sort:?}");
            assert_eq!(
                all(&catalog, &by_two).await,
                at_once,
                "{sort:?} {descending}"
            );
        }
    }
    let newest = catalog.transactions(&AskTransactions::default()).await;
    assert_eq!(newest.unwrap().rows[0].number, number(4713));
}

#[tokio::test]
async fn amounts_are_given_back_letter_by_letter() {
    let (_folder, catalog) = filled().await;
    let rows = all(&catalog, &AskTransactions::default()).await;
    let of = |wanted: u64| {
        let row = rows.iter().find(|row| row.number.get() == wanted).unwrap();
        row.transaction().unwrap().to_amount.clone()
    };
    assert_eq!(of(4711).as_deref(), Some("100000.0"));
    assert_eq!(of(4712).as_deref(), Some("0.30"));
    assert_eq!(of(4713).as_deref(), Some(THIRTY_EIGHT));
    assert_eq!(of(15).as_deref(), Some("0.000000000000000001"));
    assert_eq!(of(16), None);
}

#[tokio::test]
async fn what_is_narrowed_holds_what_fits_alone() {
    let (_folder, catalog) = filled().await;
    let none = AskTransactions::default;
    let fits = |ask| numbers(&catalog, ask);
    let kinds = vec![TransactionKind::Collection];
    assert_eq!(fits(AskTransactions { kinds, ..none() }).await, [4713]);
    for word in ["AWAITING_DEPOSIT", DEPOSIT] {
        let statuses = vec![word.to_owned()];
        assert_eq!(
            fits(AskTransactions { statuses, ..none() }).await,
            [4712, 4713]
        );
    }
    let statuses = vec!["HELD".to_owned()];
    assert_eq!(fits(AskTransactions { statuses, ..none() }).await, [15]);
    let merchant = Some(number(8));
    assert_eq!(
        fits(AskTransactions { merchant, ..none() }).await,
        [4711, 4712]
    );
    let account = Some(number(4711 * 10));
    assert_eq!(fits(AskTransactions { account, ..none() }).await, [4711]);
    for symbol in ["USD", "USDC (ERC-20)"] {
        let currency = Some(symbol.to_owned());
        let found = fits(AskTransactions { currency, ..none() }).await;
        assert_eq!(found, [15, 4711, 4712, 4713]);
    }
    let currency = Some("NGN".to_owned());
    assert!(
        fits(AskTransactions { currency, ..none() })
            .await
            .is_empty()
    );
    let (from, until) = (Some(time(4711)), Some(time(4713)));
    let span = AskTransactions {
        from,
        until,
        ..none()
    };
    assert_eq!(fits(span).await, [4711, 4712], "its end is not in it");
    let counts = catalog.counts(SubjectKind::Transaction).await.unwrap();
    let counted = [
        ("AWAITING_DEPOSIT", 2),
        ("AWAITING_QUOTE_APPROVAL", 1),
        ("COMPLETED", 1),
    ];
    assert_eq!(
        counts[..3],
        counted.map(|(word, count)| (word.to_owned(), count))
    );
    let symbols = catalog.currencies(SubjectKind::Transaction).await.unwrap();
    assert_eq!(symbols, ["USD", "USDC (ERC-20)"]);
    let of_accounts = catalog.currencies(SubjectKind::ReceiverAccount).await;
    assert!(of_accounts.unwrap().is_empty());
}

#[tokio::test]
async fn a_search_finds_by_number_reference_and_the_names_of_merchants() {
    let (_folder, catalog) = filled().await;
    let found = |search: &str| {
        let search = search.to_owned();
        numbers(
            &catalog,
            AskTransactions {
                search,
                ..AskTransactions::default()
            },
        )
    };
    assert_eq!(found("471").await, [4711, 4712, 4713]);
    assert_eq!(found("ref-4712").await, [4712]);
    assert_eq!(found("ACME exports").await, [4711, 4712, 4713]);
    assert_eq!(found("okafor 4711").await, [4711]);
    assert_eq!(found("النور").await, [15, 4713]);
    assert_eq!(found("acme okafor").await, [4711, 4712]);
    // A merchant's number is no part of the transaction's.
    assert!(found("9 zz").await.is_empty());
    assert!(
        found("RC").await.contains(&4711),
        "by its registration number's letters"
    );
    // A name that changes is found at once.
    let renamed = merchant(9, 8, "Renamed GmbH", "VALID");
    catalog.apply(vec![renamed], at(9)).await.unwrap();
    assert_eq!(found("renamed").await, [4711, 4712]);
    assert!(found("okafor").await.is_empty());
    let hits = catalog.find("4711", 5).await.unwrap();
    assert_eq!(hits[0].subject().to_string(), "transaction:4711");
    let hits = catalog.find("acme", 2).await.unwrap();
    let kinds: Vec<SubjectKind> = hits.iter().map(|hit| hit.subject().kind).collect();
    use SubjectKind::{Merchant, Transaction};
    assert_eq!(kinds, [Merchant, Transaction, Transaction]);
}

fn steps(object: &Object) -> Vec<(&str, Option<i64>, i64, SinceBy)> {
    let base = time(0).0;
    let steps = object.transaction().unwrap().steps.iter();
    let told = steps.map(|step| {
        let not_before = step.not_before.map(|at| at.0 - base);
        (
            step.status.as_str(),
            not_before,
            step.by_then.0 - base,
            step.by,
        )
    });
    told.collect()
}

#[tokio::test]
async fn a_step_is_known_to_the_moment_by_an_event_and_between_two_reads_by_reads() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = open(&folder).await;
    let changes = vec![
        transaction(10, 1, (7, 8), "OnOff_PENDING", "1"),
        transaction(20, 1, (7, 8), "OnOff_PENDING", "1"),
        transaction(30, 1, (7, 8), QUOTE, "1"),
        told(50, "transaction:1", DEPOSIT),
        transaction(60, 1, (7, 8), DEPOSIT, "1"),
    ];
    catalog.apply(changes, at(60)).await.unwrap();
    let found = catalog.named(SubjectKind::Transaction, &[number(1)]).await;
    assert_eq!(
        steps(&found.unwrap()[0]),
        [
            ("OnOff_PENDING", None, 10, SinceBy::Read),
            (QUOTE, Some(20), 30, SinceBy::Read),
            (DEPOSIT, Some(30), 50, SinceBy::Delivery),
        ]
    );
    let median = |word| catalog.median_stay(word);
    assert_eq!(median("OnOff_PENDING").await.unwrap(), Some((20, 1)));
    assert_eq!(
        median("AWAITING_QUOTE_APPROVAL").await.unwrap(),
        Some((20, 1))
    );
    assert_eq!(
        median("AWAITING_DEPOSIT").await.unwrap(),
        None,
        "nobody left it"
    );
    let more = vec![
        transaction(70, 2, (7, 8), "OnOff_PENDING", "1"),
        told(71, "transaction:2", QUOTE),
        transaction(80, 3, (7, 8), "OnOff_PENDING", "1"),
        told(83, "transaction:3", QUOTE),
    ];
    catalog.apply(more, at(83)).await.unwrap();
    assert_eq!(
        median("PENDING").await.unwrap(),
        Some((3, 3)),
        "the middle one of three"
    );
}

#[tokio::test]
async fn a_transaction_that_was_told_of_alone_has_no_kind_until_a_read_shows_it() {
    let (_folder, catalog) = filled().await;
    let kind = async || {
        let found = catalog.named(SubjectKind::Transaction, &[number(16)]).await;
        let found = found.unwrap();
        found[0].transaction().unwrap().kind
    };
    assert_eq!(kind().await, None);
    let read = transaction(9, 16, (7, 8), "OnOff_COMPLETED", "5");
    catalog.apply(vec![read], at(9)).await.unwrap();
    assert_eq!(kind().await, Some(TransactionKind::Payout));
}
