//! Tests of what is a change of an account's details.

use super::*;
use proptest::prelude::*;

fn details(json: &str) -> Details {
    details_of(&Fields::parse(json.as_bytes()).unwrap())
}

fn changes(showings: &[(Showing, &str)]) -> Vec<Vec<String>> {
    let mut known = Known::default();
    let showings = showings.iter();
    let changed = showings.map(|(showing, json)| known.take(details(json), *showing));
    changed
        .map(|all| all.into_iter().map(|one| one.name).collect())
        .collect()
}

#[test]
fn where_money_goes_is_a_detail_under_any_name_and_a_place_or_a_status_is_none() {
    for name in [
        "iban",
        "accountNumber",
        "ifscCode",
        "BankBranch",
        "sortCode",
        "clabe",
    ] {
        assert!(is_detail(name), "{name}");
    }
    for name in [
        "id",
        "businessExternalAccountId",
        "status",
        "city",
        "address",
        "accountType",
        "accountStatus",
        "invoiceUrl",
        "lastUpdateTime",
    ] {
        assert!(!is_detail(name), "{name}");
    }
    assert!(is_masked("ifscCode") && is_masked("walletAddress") && !is_masked("bankName"));
}

#[test]
fn another_value_a_new_one_and_a_lost_one_are_changes_and_the_first_is_none() {
    let told = changes(&[
        (
            Showing::Whole,
            r#"{"accountNumber":"1","bankName":"A","city":"Lagos"}"#,
        ),
        (
            Showing::Whole,
            r#"{"accountNumber":"2","bankName":"A","city":"Abuja"}"#,
        ),
        (
            Showing::Whole,
            r#"{"accountNumber":"2","bankName":"A","iban":"DE89"}"#,
        ),
        (
            Showing::Whole,
            r#"{"accountNumber":"2","bankName":null,"iban":"DE89"}"#,
        ),
        (Showing::Whole, r#"{"accountNumber":"2","iban":"DE89"}"#),
        (Showing::Whole, r#"{"accountNumber":"2"}"#),
    ]);
    let no: [&str; 0] = [];
    assert_eq!(told[0], no);
    assert_eq!(told[1], ["accountNumber"]);
    assert_eq!(told[2], ["iban"]);
    assert_eq!(told[3], ["bankName"]);
    assert_eq!(told[4], no);
    assert_eq!(told[5], ["iban"]);
}

#[test]
fn what_a_lists_item_leaves_out_says_nothing_and_what_it_has_does() {
    let whole = r#"{"accountNumber":"1","iban":"DE89"}"#;
    let part = r#"{"accountNumber":"1"}"#;
    let told = changes(&[
        (Showing::Part, part),
        (Showing::Whole, whole),
        (Showing::Part, part),
        (Showing::Part, r#"{"accountNumber":"7"}"#),
        (Showing::Whole, r#"{"accountNumber":"7"}"#),
    ]);
    let no: [&str; 0] = [];
    assert_eq!(
        (&told[1][..], &told[2][..]),
        (&no.map(str::to_owned)[..], &no.map(str::to_owned)[..])
    );
    assert_eq!(
        (&told[3][0], &told[4][0]),
        (&"accountNumber".to_owned(), &"iban".to_owned())
    );
}

#[test]
fn grouping_case_without_meaning_and_the_partners_masking_are_no_change() {
    let same = |name: &str, one: &str, other: &str| is_same(name, Some(one), Some(other));
    assert!(same("iban", r#""DE89 3704""#, r#""de893704""#));
    assert!(same(
        "accountNumber",
        r#""0001-234 567""#,
        r#""0001234567""#
    ));
    assert!(same("accountNumber", r#""****4567""#, r#""0001234567""#));
    assert!(same("iban", r#""DE** **** 0005""#, r#""DE8937040005""#));
    assert!(!same("accountNumber", r#""****4568""#, r#""0001234567""#));
    assert!(!same("accountNumber", "1234", r#""01234""#));
    assert!(same("accountNumber", "1234", r#""1234""#));
    assert!(same("walletAddress", r#""0xAb""#, r#""0xab""#));
    assert!(!same("walletAddress", r#""TAb""#, r#""Tab""#));
    assert!(!same("nameOnAccount", r#""Acme Ltd""#, r#""ACME Ltd""#));
    assert!(same("nameOnAccount", r#""Acme  Ltd ""#, r#""Acme Ltd""#));
}

#[test]
fn what_the_partner_hides_in_between_is_not_forgotten() {
    let told = changes(&[
        (Showing::Whole, r#"{"accountNumber":"0001234567"}"#),
        (Showing::Part, r#"{"accountNumber":"****4567"}"#),
        (Showing::Whole, r#"{"accountNumber":"9991234567"}"#),
    ]);
    assert_eq!((told[1].len(), told[2].len()), (0, 1));
}

fn showing() -> impl Strategy<Value = String> {
    let value = prop::sample::select(vec!["null", r#""""#, r#""1""#, r#""2""#, "3"]);
    let name = prop::sample::select(vec!["accountNumber", "iban", "bankName", "city", "id"]);
    prop::collection::btree_map(name, value, 0..5).prop_map(|members| {
        let members = members
            .iter()
            .map(|(name, json)| format!("{name:?}:{json}"));
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    })
}

proptest! {
    #[test]
    fn among_whole_showings_each_neighbouring_pair_that_differs_is_one_change(
        showings in prop::collection::vec(showing(), 1..8),
    ) {
        let whole: Vec<_> = showings.iter().map(|json| (Showing::Whole, json.as_str())).collect();
        let told = changes(&whole);
        for (place, pair) in showings.windows(2).enumerate() {
            let value_of = |json: &str, name: &str| {
                let found = details(json).remove(name);
                found.filter(|json| value(json).is_some())
            };
            for name in ["accountNumber", "iban", "bankName"] {
                let (one, other) = (value_of(&pair[0], name), value_of(&pair[1], name));
                let differs = !is_same(name, one.as_deref(), other.as_deref());
                prop_assert_eq!(told[place + 1].contains(&name.to_owned()), differs);
            }
            prop_assert!(!told[place + 1].iter().any(|name| name == "city" || name == "id"));
        }
    }

    #[test]
    fn the_same_showing_again_whole_or_in_part_changes_nothing(
        first in showing(), second in showing(), is_whole in any::<bool>(),
    ) {
        let again = if is_whole { Showing::Whole } else { Showing::Part };
        let told = changes(&[
            (Showing::Whole, &first), (Showing::Whole, &second), (again, &second),
        ]);
        prop_assert!(told[2].is_empty());
    }
}
