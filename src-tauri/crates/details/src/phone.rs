//! A telephone number in two parts, country prefix and number, as digits (E.164).

use crate::{
    Level,
    typed::{self, ForeignCharacter, Read, is_dash},
};

/// The longest country code of E.164, with North America's area code behind its 1.
const PREFIX_DIGITS_MAX: usize = 4;
/// Prefix and number together (E.164).
const DIGITS_MAX: usize = 15;
/// Shorter numbers are those of a switchboard or of a few small islands.
const NUMBER_DIGITS_USUAL_MIN: usize = 6;

/// What is wrong with a prefix or a number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhoneProblem {
    /// A character that is no digit.
    #[error("It is sent as digits alone. {0}")]
    Character(#[from] ForeignCharacter),
    /// No country's prefix.
    #[error(
        "A country's prefix has one to three digits and does not begin with 0, as 234 or 44 (with \
         1 and an area code, four)."
    )]
    Prefix,
    /// More than 15 digits.
    #[error("Prefix and number have at most 15 digits together, here are {found}. Compare it.")]
    TooLong {
        /// Digits of both.
        found: usize,
    },
    /// Very few digits.
    #[error("The number has only {found} digits. Look whether it is whole.")]
    Short {
        /// Digits of the number.
        found: usize,
    },
    /// The 0 that is dialled inside a country.
    #[error(
        "Behind a country's prefix the number's first 0 is left out in most countries (not in \
         Italy). Remove it if it is dialled inside the country alone."
    )]
    LeadingZero,
}

impl PhoneProblem {
    /// How much it weighs.
    #[must_use]
    pub const fn level(&self) -> Level {
        match self {
            Self::Character(_) | Self::Prefix | Self::TooLong { .. } => Level::Error,
            Self::Short { .. } | Self::LeadingZero => Level::Warning,
        }
    }
}

/// What is between digits for the eye alone.
fn is_grouping(character: char) -> bool {
    is_dash(character) || matches!(character, '.' | '(' | ')' | '/')
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

/// Checks a country's prefix: `+234`, `00234` and `234` are sent as `234`.
#[must_use]
pub fn read_prefix(text: &str) -> Read<PhoneProblem> {
    let bare = typed::code_without(text, is_grouping);
    let digits = bare
        .trim_start_matches('+')
        .trim_start_matches("00")
        .to_owned();
    if let Some(foreign) = typed::foreign(&digits, is_digit) {
        return Read::bad(digits, foreign);
    }
    let shape = match digits.len() {
        1..=3 => !digits.starts_with('0'),
        PREFIX_DIGITS_MAX => digits.starts_with('1'),
        _ => false,
    };
    if shape {
        Read::good(digits)
    } else {
        Read::bad(digits, PhoneProblem::Prefix)
    }
}

/// Checks a number behind a prefix that has so many digits.
#[must_use]
pub fn read_number(text: &str, prefix_digits: usize) -> Read<PhoneProblem> {
    let digits = typed::code_without(text, is_grouping);
    if let Some(foreign) = typed::foreign(&digits, is_digit) {
        return Read::bad(digits, foreign);
    }
    let found = prefix_digits.saturating_add(digits.len());
    if found > DIGITS_MAX {
        return Read::bad(digits, PhoneProblem::TooLong { found });
    }
    let mut problems = vec![];
    if digits.len() < NUMBER_DIGITS_USUAL_MIN {
        problems.push(PhoneProblem::Short {
            found: digits.len(),
        });
    }
    if digits.starts_with('0') {
        problems.push(PhoneProblem::LeadingZero);
    }
    Read {
        sent: digits,
        problems,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_prefix_is_sent_as_digits_however_it_is_written() {
        for (typed, sent) in [
            ("+234", "234"),
            ("00234", "234"),
            ("1", "1"),
            ("+1-876", "1876"),
            ("＋４４", "44"),
        ] {
            assert_eq!(read_prefix(typed), Read::good(sent.to_owned()), "{typed}");
        }
        for bad in ["", "+", "0", "044", "2345", "12345"] {
            assert_eq!(read_prefix(bad).problems, [PhoneProblem::Prefix], "{bad}");
        }
        assert!(
            matches!(read_prefix("NG").problems[..], [PhoneProblem::Character(c)] if c.place == 1)
        );
    }

    #[test]
    fn a_number_is_sent_as_digits_and_what_is_odd_is_a_warning() {
        assert_eq!(
            read_number("(803) 555-12.34", 3),
            Read::good("8035551234".to_owned())
        );
        let problems = |typed: &str| read_number(typed, 3).problems;
        assert_eq!(
            problems("1234567890123"),
            [PhoneProblem::TooLong { found: 16 }]
        );
        assert_eq!(problems("123456789012"), []);
        assert_eq!(problems("08035551234"), [PhoneProblem::LeadingZero]);
        assert_eq!(problems("12345"), [PhoneProblem::Short { found: 5 }]);
        assert!(matches!(problems("803x555")[..], [PhoneProblem::Character(c)] if c.place == 4));
        assert!(matches!(
            problems("\u{665}551234")[..],
            [PhoneProblem::Character(_)]
        ));
    }

    proptest! {
        #[test]
        fn no_text_stops_it_and_what_is_sent_is_read_the_same_again(text in ".{0,40}") {
            let once = read_number(&text, 3);
            prop_assert_eq!(&read_number(&once.sent, 3), &once);
            let once = read_prefix(&text);
            if once.problems.is_empty() {
                prop_assert_eq!(&read_prefix(&once.sent), &once);
            }
        }
    }
}
