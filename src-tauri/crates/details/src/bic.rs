//! A BIC (SWIFT code): its structure (ISO 9362).

use crate::{
    Level,
    country::name_of,
    typed::{self, ForeignCharacter, Read, is_dash},
};

/// What is wrong with a BIC.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BicProblem {
    /// A character that no BIC holds.
    #[error("A BIC holds the letters A to Z and digits. {0}")]
    Character(#[from] ForeignCharacter),
    /// Neither 8 nor 11 characters.
    #[error(
        "A BIC has 8 characters, or 11 with its branch; this one has {found}. Copy it whole from \
         the bank's letter."
    )]
    Length {
        /// Characters of this one.
        found: usize,
    },
    /// Its fifth and sixth characters are no country's letters.
    #[error(
        "Characters 5 and 6 of a BIC are its country's letters, and no country has {letters}. \
         Compare it with the bank's letter."
    )]
    Country {
        /// What stands there.
        letters: String,
    },
    /// A digit among the first four: the standard permits it, no bank in use has it.
    #[error(
        "The first four characters of a bank's BIC are letters, here is a digit. The letters O and \
         I are easily taken for 0 and 1: compare it."
    )]
    DigitInName,
    /// Its eighth character is 0.
    #[error("A 0 as the eighth character marks a test BIC: no money goes there. Compare it.")]
    Test,
    /// Its eighth character is 1.
    #[error(
        "A 1 as the eighth character marks a bank that is not connected to SWIFT itself. Ask \
         whether its correspondent's BIC is needed."
    )]
    Passive,
}

impl BicProblem {
    /// How much it weighs.
    #[must_use]
    pub const fn level(&self) -> Level {
        match self {
            Self::Character(_) | Self::Length { .. } | Self::Country { .. } => Level::Error,
            Self::DigitInName | Self::Test | Self::Passive => Level::Warning,
        }
    }
}

/// The two letters of its country.
pub(crate) fn country_of(bic: &str) -> Option<&str> {
    bic.get(4..6)
}

/// Checks a BIC as it was typed; small letters become capitals, and blanks and hyphens go.
#[must_use]
pub fn read(text: &str) -> Read<BicProblem> {
    let bic = typed::code_without(text, is_dash).to_ascii_uppercase();
    if let Some(foreign) = typed::foreign(&bic, |c| c.is_ascii_alphanumeric()) {
        return Read::bad(bic, foreign);
    }
    if !matches!(bic.len(), 8 | 11) {
        let found = bic.len();
        return Read::bad(bic, BicProblem::Length { found });
    }
    let letters = country_of(&bic).unwrap_or_default();
    if name_of(letters).is_none() {
        let letters = letters.to_owned();
        return Read::bad(bic, BicProblem::Country { letters });
    }
    let mut problems = vec![];
    if bic.bytes().take(4).any(|byte| byte.is_ascii_digit()) {
        problems.push(BicProblem::DigitInName);
    }
    match bic.as_bytes().get(7) {
        Some(b'0') => problems.push(BicProblem::Test),
        Some(b'1') => problems.push(BicProblem::Passive),
        _ => {}
    }
    Read {
        sent: bic,
        problems,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bics_of_banks_are_good_however_they_are_written() {
        // Banks' published BICs; Deutsche Bank's, with and without its branch, is the usual
        // example of the structure. XK is in use for Kosovo's banks.
        for (typed, sent) in [
            ("DEUTDEFF", "DEUTDEFF"),
            ("deut de ff 500", "DEUTDEFF500"),
            ("NEDS-ZA-JJ-XXX", "NEDSZAJJXXX"),
            ("CHASUS33", "CHASUS33"),
            ("UNCRITMM", "UNCRITMM"),
            ("BKCHCNBJ", "BKCHCNBJ"),
            ("ＺＥＩＢＮＧＬＡ", "ZEIBNGLA"),
            ("NLPRXKPR", "NLPRXKPR"),
        ] {
            assert_eq!(read(typed), Read::good(sent.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_is_wrong_or_odd_is_said_by_its_kind() {
        let problem = |typed: &str| read(typed).problems.remove(0);
        for (short, found) in [
            ("", 0),
            ("DEUTDEF", 7),
            ("DEUTDEFF5", 9),
            ("DEUTDEFF5000", 12),
        ] {
            assert_eq!(problem(short), BicProblem::Length { found });
        }
        let no_country = |letters: &str| BicProblem::Country {
            letters: letters.to_owned(),
        };
        assert_eq!(problem("DEUTZZFF"), no_country("ZZ"));
        assert_eq!(problem("DEUTD3FF"), no_country("D3"));
        assert!(matches!(problem("DEUT\u{0414}EFF"), BicProblem::Character(c) if c.place == 5));
        assert!(matches!(problem("DEUTDEFF50*"), BicProblem::Character(c) if c.place == 11));
        for (odd, wanted) in [
            ("DEUTDEF0", BicProblem::Test),
            ("DEUTDEF1XXX", BicProblem::Passive),
            ("DEU7DEFF", BicProblem::DigitInName),
        ] {
            assert_eq!(problem(odd).level(), Level::Warning);
            assert_eq!(problem(odd), wanted);
        }
    }

    proptest! {
        #[test]
        fn no_text_stops_it_and_what_is_sent_is_read_the_same_again(text in ".{0,40}") {
            let once = read(&text);
            prop_assert_eq!(&read(&once.sent), &once);
        }
    }
}
