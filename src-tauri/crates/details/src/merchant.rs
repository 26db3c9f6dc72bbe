//! The check of a merchant's form.

use crate::{
    Checked, Field, Problem, Typed, country, email, finding::line, phone, registration_number,
};
use domain::Environment;

/// Fields without which nothing is sent. (The facts asked for are observed.)
const NEEDED: &[Field] = &[
    Field::LegalName,
    Field::Email,
    Field::ContactName,
    Field::PhonePrefix,
    Field::Phone,
    Field::Country,
    Field::City,
    Field::Address,
    Field::Industry,
];
/// Fields that are asked for, but that not every country has.
const EXPECTED: &[Field] = &[Field::State, Field::StreetNumber, Field::ZipCode];
/// Fields that may be left out.
const OPTIONAL: &[Field] = &[Field::TradingName, Field::LocalRegNumber];

/// Checks the form of a merchant before anything is sent.
#[must_use]
pub fn check_merchant(typed: &Typed, environment: Environment) -> Checked {
    let mut checked = Checked::default();
    for field in [NEEDED, EXPECTED, OPTIONAL].concat() {
        let filled = match field {
            Field::Email => checked.check(typed, field, email::read),
            Field::PhonePrefix => checked.check(typed, field, phone::read_prefix),
            Field::Phone => {
                let prefix_digits = checked.sent(Field::PhonePrefix).len();
                checked.check(typed, field, |text| phone::read_number(text, prefix_digits))
            }
            Field::Country => checked.check(typed, field, country::read),
            Field::LocalRegNumber => checked.check(typed, field, |text| {
                registration_number::read(text, environment)
            }),
            _ => checked.check(typed, field, line),
        };
        if !filled && NEEDED.contains(&field) {
            checked.find(field, Problem::Missing);
        } else if !filled && EXPECTED.contains(&field) {
            checked.find(field, Problem::Expected);
        }
    }
    checked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Level, registration_number::RegistrationNumberProblem};
    use proptest::prelude::*;

    fn merchant() -> Typed {
        let fields = [
            (Field::LegalName, "Acme Trading Ltd"),
            (Field::Email, "ops@acme.example"),
            (Field::ContactName, "Ada Obi"),
            (Field::PhonePrefix, "+234"),
            (Field::Phone, "803 555 1234"),
            (Field::Country, "ng"),
            (Field::State, "Lagos"),
            (Field::City, "Lagos"),
            (Field::Address, "Broad Street"),
            (Field::StreetNumber, "12"),
            (Field::ZipCode, "101233"),
            (Field::Industry, "TECHNOLOGY"),
            (Field::LocalRegNumber, "RC 123456"),
        ];
        fields
            .into_iter()
            .map(|(field, text)| (field, text.to_owned()))
            .collect()
    }

    fn with(field: Field, text: &str) -> Typed {
        let mut typed = merchant();
        typed.insert(field, text.to_owned());
        typed
    }

    #[test]
    fn a_good_merchant_may_be_sent_with_digits_alone_in_its_phone() {
        let checked = check_merchant(&merchant(), Environment::Live);
        assert_eq!(checked.findings, vec![]);
        assert_eq!(checked.sent(Field::PhonePrefix), "234");
        assert_eq!(checked.sent(Field::Phone), "8035551234");
        assert_eq!(checked.sent(Field::Country), "NG");
        assert_eq!(checked.to_send.len(), merchant().len());
    }

    #[test]
    fn what_is_empty_or_wrong_is_said_at_its_field() {
        let cases = NEEDED.iter().map(|field| (*field, "", Level::Error));
        let cases = cases.chain(EXPECTED.iter().map(|field| (*field, " ", Level::Warning)));
        let wrong = [
            (Field::Email, "ops@", Level::Error),
            (Field::Phone, "80x", Level::Error),
            (Field::Phone, "0803 555 1234", Level::Warning),
            (Field::PhonePrefix, "0", Level::Error),
            (Field::Country, "Nigeria", Level::Error),
            (Field::LocalRegNumber, "123456789|VALID", Level::Error),
        ];
        for (field, text, level) in cases.chain(wrong) {
            let checked = check_merchant(&with(field, text), Environment::Live);
            let found = checked
                .findings
                .iter()
                .map(|f| (f.field, f.problem.level()));
            assert_eq!(
                found.collect::<Vec<_>>(),
                [(field, level)],
                "{field} {text:?}"
            );
            assert_eq!(checked.may_be_sent(), level != Level::Error);
        }
        for field in OPTIONAL {
            assert!(
                check_merchant(&with(*field, ""), Environment::Live)
                    .findings
                    .is_empty()
            );
        }
    }

    #[test]
    fn the_suffix_of_the_sandbox_is_permitted_there_and_said() {
        let typed = with(Field::LocalRegNumber, "123456789|FLAGGED");
        let checked = check_merchant(&typed, Environment::Sandbox);
        let status = "Rejected".to_owned();
        let wanted = Problem::RegistrationNumber(RegistrationNumberProblem::SetsStatus { status });
        assert_eq!(
            checked.findings.first().map(|found| &found.problem),
            Some(&wanted)
        );
        assert!(checked.may_be_sent());
    }

    proptest! {
        #[test]
        fn no_form_stops_it(
            texts in prop::collection::btree_map(
                prop::sample::select(Field::ALL), ".{0,60}", 0..24,
            ),
        ) {
            for environment in [Environment::Live, Environment::Sandbox] {
                let checked = check_merchant(&texts, environment);
                let sentences = checked.findings.iter().map(|found| found.problem.to_string());
                prop_assert!(sentences.into_iter().all(|sentence| sentence.ends_with(['.', ')'])));
            }
        }
    }
}
