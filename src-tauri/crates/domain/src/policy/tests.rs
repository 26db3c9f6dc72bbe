//! Limits at their very edge, the second person, and what holds for every policy.

use super::*;
use proptest::prelude::*;

const QUOTE: Deed = Deed::Transaction(TransactionAction::ApproveQuote);

fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn usd() -> Currency {
    Currency::parse("USD").unwrap()
}

fn limited(mut policy: Policy, one: &str, day: &str) -> Policy {
    policy.limits = vec![Limit {
        currency: usd(),
        one: Some(amount(one)),
        day: Some(amount(day)),
    }];
    policy.check().unwrap();
    policy
}

struct Question {
    deed: Deed,
    amount: Amount,
    before: Option<Amount>,
    by: Option<&'static str>,
    made_by: Option<&'static str>,
    confirmed_by: Option<&'static str>,
}

fn question(text: &str, before: &str) -> Question {
    Question {
        deed: QUOTE,
        amount: amount(text),
        before: Some(amount(before)),
        by: Some("Ada"),
        made_by: None,
        confirmed_by: None,
    }
}

impl Question {
    fn to(&self, policy: &Policy) -> Demand {
        policy.demands(&Ask {
            deed: self.deed,
            money: Some((&self.amount, &usd())),
            day_before: self.before.as_ref(),
            by: self.by,
            made_by: self.made_by,
            confirmed_by: self.confirmed_by,
        })
    }
}

const ALONE: Demand = Demand::Allowed { alone: true };
const BOTH: Demand = Demand::Allowed { alone: false };

#[test]
fn a_limit_itself_is_allowed_and_the_last_digit_above_it_is_not() {
    let policy = limited(Policy::for_two(), "1000", "1500.5");
    assert_eq!(question("1000.000", "0").to(&policy), ALONE);
    let over = question("1000.000000000000000001", "0").to(&policy);
    assert_eq!(
        over,
        Demand::SecondPerson(vec![Why::AboveOne(amount("1000"))])
    );
    assert_eq!(question("500.5", "1000.0").to(&policy), ALONE);
    let over = question("500.500000000000000000000000000001", "1000").to(&policy);
    assert_eq!(
        over,
        Demand::SecondPerson(vec![Why::AboveDay(amount("1500.5"))])
    );
    let mut not_known = question("1", "0");
    not_known.before = None;
    let told = not_known.to(&policy);
    assert_eq!(told, Demand::SecondPerson(vec![Why::NotReckoned]));
}

#[test]
fn for_one_operator_a_limit_is_an_end_and_nobody_can_confirm_it_away() {
    let policy = limited(Policy::for_one(), "1000", "2000");
    assert_eq!(question("1000", "1000").to(&policy), ALONE);
    let mut over = question("1001", "0");
    over.confirmed_by = Some("Bisi");
    assert!(matches!(over.to(&policy), Demand::Refused(_)));
    assert_eq!(question("9999999", "0").to(&Policy::for_one()), ALONE);
}

#[test]
fn for_two_what_has_no_limit_takes_two_and_the_second_is_another_person() {
    let policy = Policy::for_two();
    let mut asked = question("0.01", "0");
    assert_eq!(
        asked.to(&policy),
        Demand::SecondPerson(vec![Why::NoLimit(usd())])
    );
    for same in ["Ada", " ada ", "ADA"] {
        asked.confirmed_by = Some(same);
        assert!(
            matches!(asked.to(&policy), Demand::SecondPerson(_)),
            "{same}"
        );
    }
    asked.confirmed_by = Some("Bisi");
    assert_eq!(asked.to(&policy), BOTH);
    for nobody in [None, Some(""), Some("  ")] {
        asked.by = nobody;
        assert_eq!(asked.to(&policy), Demand::Refused(vec![Why::Nobody]));
    }
    asked.by = Some("Ada");
    asked.confirmed_by = Some(" ");
    assert!(matches!(asked.to(&policy), Demand::SecondPerson(_)));
}

#[test]
fn who_made_a_transaction_does_not_approve_it_alone_unless_the_policy_says_so() {
    let mut policy = limited(Policy::for_two(), "1000", "2000");
    let mut own = question("1", "0");
    own.made_by = Some("ada");
    assert_eq!(
        own.to(&policy),
        Demand::SecondPerson(vec![Why::OwnTransaction])
    );
    own.confirmed_by = Some("Bisi");
    assert_eq!(own.to(&policy), BOTH);
    own.confirmed_by = None;
    policy.self_approval = true;
    assert_eq!(own.to(&policy), ALONE);
}

#[test]
fn cancelling_and_changes_of_where_money_goes_take_two_where_there_are_two() {
    let two = limited(Policy::for_two(), "1000", "2000");
    for deed in [
        Deed::Transaction(TransactionAction::Cancel),
        Deed::ChangeBankDetails,
        Deed::ChangeOperationPath,
        Deed::ChangePolicy,
    ] {
        let mut asked = question("1", "0");
        asked.deed = deed;
        assert_eq!(asked.to(&two), Demand::SecondPerson(vec![Why::AlwaysTwo]));
        assert_eq!(asked.to(&Policy::for_one()), ALONE);
        asked.confirmed_by = Some("Bisi");
        assert_eq!(asked.to(&two), BOTH);
    }
}

#[test]
fn a_policy_that_contradicts_itself_is_refused() {
    let mut policy = Policy::for_one();
    policy.self_approval = false;
    assert_eq!(policy.check(), Err(PolicyError::NobodyElse));
    let mut policy = Policy::for_two();
    policy.expires_after_minutes = 0;
    assert_eq!(policy.check(), Err(PolicyError::Expiry(0)));
    let limit = Limit {
        currency: usd(),
        one: Some(amount("-1")),
        day: None,
    };
    let mut policy = Policy::for_two();
    policy.limits = vec![limit.clone()];
    assert!(matches!(policy.check(), Err(PolicyError::Negative { .. })));
    let fine = Limit { one: None, ..limit };
    policy.limits = vec![fine.clone(), fine];
    assert_eq!(policy.check(), Err(PolicyError::Twice(usd())));
}

fn any_amount() -> impl Strategy<Value = Amount> {
    "[0-9]{1,20}(\\.[0-9]{1,18})?".prop_map(|text| amount(&text))
}

fn any_policy() -> impl Strategy<Value = Policy> {
    let some = || proptest::option::of(any_amount());
    (any::<bool>(), some(), some(), any::<bool>()).prop_map(|(is_one, one, day, own)| {
        let mut policy = if is_one {
            Policy::for_one()
        } else {
            Policy::for_two()
        };
        policy.self_approval = is_one || own;
        policy.limits = vec![Limit {
            currency: usd(),
            one,
            day,
        }];
        policy
    })
}

fn is_alone(demand: &Demand) -> bool {
    *demand == ALONE
}

proptest! {
    #[test]
    fn less_is_never_asked_more_of_and_nobody_confirms_for_oneself(
        policy in any_policy(),
        less in any_amount(),
        more in any_amount(),
        before in any_amount(),
        own in any::<bool>(),
    ) {
        let of = |amount: &Amount, confirmed_by| {
            let mut asked = question("1", "0");
            asked.amount = amount.clone();
            asked.before = Some(before.clone());
            asked.made_by = own.then_some("Ada");
            asked.confirmed_by = confirmed_by;
            asked.to(&policy)
        };
        let sum = less.plus(&more).unwrap();
        prop_assert!(!is_alone(&of(&sum, None)) || is_alone(&of(&less, None)));
        prop_assert_eq!(of(&sum, None), of(&sum, Some("ADA")));
        if is_alone(&of(&sum, None)) {
            let limit = &policy.limits[0];
            let under = |limit: &Option<Amount>, value: &Amount| {
                limit.as_ref().is_none_or(|limit| value.compare(limit) != Some(Ordering::Greater))
            };
            prop_assert!(under(&limit.one, &sum));
            prop_assert!(under(&limit.day, &before.plus(&sum).unwrap()));
        }
        if policy.staffing == Staffing::OneOperator {
            prop_assert_eq!(of(&sum, None), of(&sum, Some("Bisi")));
        }
    }
}
