//! Pages, orders, filters, search.

use crate::fixture::{account, all, ask, at, merchant, names, number, open, time, told};
use catalog::{Ask, Catalog, CatalogError, Sort};
use domain::{Mark, SubjectKind};

const MERCHANTS: SubjectKind = SubjectKind::Merchant;
const ACCOUNTS: SubjectKind = SubjectKind::ReceiverAccount;

async fn filled() -> (tempfile::TempDir, Catalog) {
    let folder = tempfile::tempdir().unwrap();
    let catalog = open(&folder).await;
    let changes = vec![
        merchant(1, 7, "Zenith Exports", "VALID"),
        merchant(2, 8, "Éclair Société", "NEW"),
        merchant(3, 9, "شركة النور للتجارة", "ACTION_NEEDED"),
        merchant(4, 10, "Adaeze Trading Ltd", "NEW"),
        merchant(5, 11, "adaeze trading limited", "PENDING_REVIEW"),
        told(6, "merchant:12", "VALID"),
        account(7, 70, 7, "Zenith Exports", "NGN"),
        account(8, 71, 7, "Zenith Exports", "USDC (ERC-20)"),
        account(9, 72, 10, "Adaeze Trading Ltd", "NGN"),
    ];
    catalog.apply(changes, at(9)).await.unwrap();
    (folder, catalog)
}

#[tokio::test]
async fn each_order_is_walked_by_small_pages_without_a_row_twice_or_left_out() {
    let (_folder, catalog) = filled().await;
    for sort in [Sort::Name, Sort::StatusSince, Sort::Created] {
        for descending in [false, true] {
            let whole = Ask {
                sort,
                descending,
                ..ask(MERCHANTS)
            };
            let by_two = Ask {
                limit: 2,
                ..whole.clone()
            };
            let at_once = all(&catalog, &whole).await;
            assert_eq!(at_once.len(), 6);
            assert_eq!(
                all(&catalog, &by_two).await,
                at_once,
                "{sort:?} {descending}"
            );
        }
    }
    let by_name = all(&catalog, &ask(MERCHANTS)).await;
    assert_eq!(
        names(&by_name),
        [
            "adaeze trading limited",
            "Adaeze Trading Ltd",
            "Éclair Société",
            "Zenith Exports",
            "شركة النور للتجارة",
            "-",
        ]
    );
    let newest_first = Ask {
        sort: Sort::StatusSince,
        descending: true,
        ..ask(MERCHANTS)
    };
    let first = catalog.list(&newest_first).await.unwrap().rows;
    assert_eq!(first[0].number, number(12));
    assert_eq!(first[0].standing.since, time(6));
    assert_eq!(first[0].standing.mark, Mark::HashMatches);
}

#[tokio::test]
async fn all_words_of_a_search_must_stand_in_names_or_numbers_whatever_case_and_accents() {
    let (_folder, catalog) = filled().await;
    let found = async |search: &str| {
        let ask = Ask {
            search: search.to_owned(),
            ..ask(MERCHANTS)
        };
        let rows = all(&catalog, &ask).await;
        rows.iter().map(|row| row.number.get()).collect::<Vec<_>>()
    };
    assert_eq!(found("societe ECLAIR").await, [8]);
    assert_eq!(found("adaeze trad").await, [11, 10]);
    assert_eq!(found("rc-10").await, [10]);
    assert_eq!(found("النُّور").await, [9]);
    assert_eq!(found("12").await, [12]);
    assert_eq!(found("adaeze societe").await, Vec::<u64>::new());
    assert_eq!(found("100% _ ' \" \\").await, Vec::<u64>::new());
    assert_eq!(found("  ").await.len(), 6);
}

#[tokio::test]
async fn filters_narrow_what_is_listed() {
    let (_folder, catalog) = filled().await;
    let with = |change: &dyn Fn(&mut Ask)| {
        let mut ask = ask(ACCOUNTS);
        change(&mut ask);
        ask
    };
    let ids = async |ask: Ask| {
        let rows = all(&catalog, &ask).await;
        rows.iter().map(|row| row.number.get()).collect::<Vec<_>>()
    };
    assert_eq!(
        ids(with(&|ask| ask.owner = Some(number(7)))).await,
        [70, 71]
    );
    assert_eq!(
        ids(with(&|ask| ask.currency = Some("NGN".to_owned()))).await,
        [72, 70]
    );
    assert_eq!(
        ids(with(&|ask| {
            ask.owner = Some(number(7));
            ask.limit = 1;
            ask.descending = true;
        }))
        .await,
        [71, 70]
    );
    assert_eq!(
        ids(with(&|ask| ask.statuses = vec!["CLOSED".to_owned()])).await,
        Vec::<u64>::new()
    );
    assert_eq!(
        ids(with(&|ask| ask.search = "4567 usdc".to_owned())).await,
        [71]
    );
    let new = Ask {
        statuses: vec!["NEW".to_owned(), "ACTION_NEEDED".to_owned()],
        ..ask(MERCHANTS)
    };
    assert_eq!(ids(new).await, [10, 8, 9]);
    assert_eq!(
        catalog.currencies(ACCOUNTS).await.unwrap(),
        ["NGN", "USDC (ERC-20)"]
    );
}

#[tokio::test]
async fn the_board_has_the_longest_in_each_status_first_and_counts_the_rest() {
    let (_folder, catalog) = filled().await;
    let changes = vec![told(20, "merchant:10", "PENDING_REVIEW")];
    catalog.apply(changes, at(20)).await.unwrap();
    let board = catalog.board(MERCHANTS, 1).await.unwrap();
    let told: Vec<(&str, u64, u64)> = board
        .columns
        .iter()
        .map(|one| {
            let first = one.oldest[0].number.get();
            (one.status.as_str(), one.count, first)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("ACTION_NEEDED", 1, 9),
            ("NEW", 1, 8),
            ("PENDING_REVIEW", 2, 11),
            ("VALID", 2, 7)
        ]
    );
}

#[tokio::test]
async fn what_is_typed_finds_a_number_then_what_begins_so_then_what_holds_it() {
    let (_folder, catalog) = filled().await;
    let found = async |text: &str| {
        let rows = catalog.find(text, 10).await.unwrap();
        rows.iter()
            .map(|row| row.subject().to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found("zen").await,
        ["merchant:7", "account:70", "account:71"]
    );
    assert_eq!(found("70").await, ["account:70"]);
    assert_eq!(found("7").await[0], "merchant:7");
    assert_eq!(
        found("trading").await,
        ["merchant:11", "merchant:10", "account:72"]
    );
    assert_eq!(found("").await, Vec::<String>::new());
}

#[tokio::test]
async fn a_place_that_is_none_is_refused() {
    let (_folder, catalog) = filled().await;
    for (after, sort) in [
        ("", Sort::Name),
        ("x:a", Sort::Name),
        ("7:x", Sort::Created),
    ] {
        let ask = Ask {
            after: Some(after.to_owned()),
            sort,
            ..ask(MERCHANTS)
        };
        let refused = catalog.list(&ask).await;
        assert!(matches!(refused, Err(CatalogError::Cursor(_))), "{after}");
    }
}
