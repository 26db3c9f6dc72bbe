//! A US routing number (ABA): nine digits with a check digit.

use crate::{
    Level,
    typed::{self, ForeignCharacter, Read, is_dash},
};

/// What is wrong with a routing number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoutingNumberProblem {
    /// A character that is no digit.
    #[error("A US routing number is nine digits. {0}")]
    Character(#[from] ForeignCharacter),
    /// Not nine digits.
    #[error("A US routing number has nine digits, this one has {found}. Compare it.")]
    Length {
        /// Digits of this one.
        found: usize,
    },
    /// Its first two digits are not given out.
    #[error(
        "No US routing number begins with {begin}. Compare it: the account number may have been \
         taken for it."
    )]
    Begin {
        /// The first two digits.
        begin: String,
    },
    /// The check digit does not fit.
    #[error(
        "The check digit does not fit: a digit is wrong or two are swapped. Compare it with a \
         cheque or the bank's letter."
    )]
    CheckDigit,
    /// Not a US account.
    #[error(
        "Only US routing numbers can be checked, and this account is in {country}. Leave it empty \
         unless the receiver's bank asks for it."
    )]
    NotUs {
        /// The account's country.
        country: String,
    },
}

impl RoutingNumberProblem {
    /// How much it weighs.
    #[must_use]
    pub const fn level(&self) -> Level {
        match self {
            Self::NotUs { .. } => Level::NotChecked,
            Self::Character(_) | Self::Length { .. } | Self::Begin { .. } | Self::CheckDigit => {
                Level::Error
            }
        }
    }
}

/// Whether the first two digits are given out: 00 to 12 (government and Federal Reserve districts),
/// 21 to 32 (thrifts), 61 to 72 (electronic), 80 (traveller's cheques).
const fn is_given_out(begin: u32) -> bool {
    matches!(begin, 0..=12 | 21..=32 | 61..=72 | 80)
}

/// Checks the routing number of a US account; blanks and hyphens go.
#[must_use]
pub fn read(text: &str) -> Read<RoutingNumberProblem> {
    let number = typed::code_without(text, is_dash);
    if let Some(foreign) = typed::foreign(&number, |c| c.is_ascii_digit()) {
        return Read::bad(number, foreign);
    }
    if number.len() != 9 {
        let found = number.len();
        return Read::bad(number, RoutingNumberProblem::Length { found });
    }
    let digits = number.chars().filter_map(|c| c.to_digit(10));
    let sum: u32 = digits
        .zip([3, 7, 1].iter().cycle())
        .map(|(digit, weight)| digit * weight)
        .sum();
    if !sum.is_multiple_of(10) || sum == 0 {
        return Read::bad(number, RoutingNumberProblem::CheckDigit);
    }
    let begin = number.get(..2).unwrap_or_default();
    if begin.parse().is_ok_and(is_given_out) {
        return Read::good(number);
    }
    let begin = begin.to_owned();
    Read::bad(number, RoutingNumberProblem::Begin { begin })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Published routing numbers: 111000025 is the usual example of the check digit; the others are
    /// of Federal Reserve banks, the Treasury and large banks.
    const GOOD: &[&str] = &[
        "111000025",
        "011000015",
        "021001208",
        "061000146",
        "071000301",
        "091000080",
        "000000518",
        "021000021",
        "121000248",
        "026009593",
        "322271627",
    ];

    #[test]
    fn published_routing_numbers_are_good() {
        for good in GOOD {
            assert_eq!(read(good), Read::good((*good).to_owned()), "{good}");
        }
        assert_eq!(read(" 1110-0002 5"), Read::good("111000025".to_owned()));
        assert_eq!(read("１１１０００025"), Read::good("111000025".to_owned()));
    }

    #[test]
    fn what_is_wrong_is_said_by_its_kind() {
        let problem = |typed: &str| read(typed).problems.remove(0);
        for (typed, found) in [("", 0), ("11100002", 8), ("1110000250", 10)] {
            assert_eq!(problem(typed), RoutingNumberProblem::Length { found });
        }
        for bad in ["111000026", "110100025", "123456789", "000000000"] {
            assert_eq!(problem(bad), RoutingNumberProblem::CheckDigit, "{bad}");
        }
        // The check digit fits, the beginning is given to no one.
        let begin = "50".to_owned();
        assert_eq!(problem("500000005"), RoutingNumberProblem::Begin { begin });
        for (typed, place) in [("11100002S", 9), ("1110\u{665}0025", 5)] {
            let found = problem(typed);
            assert!(matches!(found, RoutingNumberProblem::Character(c) if c.place == place));
        }
    }

    /// A routing number of these eight digits with the check digit that makes the sum fit.
    fn complete(eight: &str) -> String {
        let fits = |number: &String| read(number).problems.is_empty();
        (0..10)
            .map(|check| format!("{eight}{check}"))
            .find(fits)
            .unwrap()
    }

    fn is_found(number: &[u8]) -> bool {
        !read(std::str::from_utf8(number).unwrap())
            .problems
            .is_empty()
    }

    proptest! {
        #[test]
        fn each_single_changed_digit_is_found(begin in 1_u32..13, rest in "[0-9]{6}") {
            let good = complete(&format!("{begin:02}{rest}")).into_bytes();
            for (at, by) in (0..9).flat_map(|at| (1..10).map(move |by| (at, by))) {
                let mut number = good.clone();
                number[at] = b'0' + (number[at] - b'0' + by) % 10;
                prop_assert!(is_found(&number), "{:?}", number);
            }
        }

        /// The check digit can't see two neighbours that differ by five; all others it does.
        #[test]
        fn swapped_neighbours_are_found_unless_they_differ_by_five(
            begin in 1_u32..13, rest in "[0-9]{6}",
        ) {
            let good = complete(&format!("{begin:02}{rest}")).into_bytes();
            for at in 0..8 {
                let mut number = good.clone();
                number.swap(at, at + 1);
                let unseen = matches!(good[at].abs_diff(good[at + 1]), 0 | 5);
                prop_assert!(unseen || is_found(&number), "{:?}", number);
            }
        }

        #[test]
        fn no_text_stops_it_and_what_is_sent_is_read_the_same_again(text in ".{0,40}") {
            let once = read(&text);
            prop_assert_eq!(&read(&once.sent), &once);
        }
    }
}
