//! An account number: banks have no common form, so only its characters are checked.

use crate::{
    Level, iban,
    typed::{self, ForeignCharacter, Read, is_dash},
};

/// What is to be said about an account number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountNumberProblem {
    /// A character that no account number holds.
    #[error("An account number holds the letters A to Z, digits, - and /. {0}")]
    Character(#[from] ForeignCharacter),
    /// Neither a letter nor a digit.
    #[error("An account number holds digits or letters, here are signs alone. Type it again.")]
    SignsAlone,
    /// Looks like an IBAN that is wrong.
    #[error("It looks like an IBAN. {0}")]
    WrongIban(#[source] iban::IbanProblem),
    /// An IBAN other than the one in its own field.
    #[error("It is an IBAN, and the field iban holds another one. Compare both.")]
    OtherIban,
    /// Nothing to check it by.
    #[error(
        "Account numbers have no check digits that all banks share, so it is not checked. Compare \
         it with the bank's letter."
    )]
    NoCheckDigits,
}

impl AccountNumberProblem {
    /// How much it weighs.
    #[must_use]
    pub const fn level(&self) -> Level {
        match self {
            Self::Character(_) | Self::SignsAlone => Level::Error,
            Self::WrongIban(_) | Self::OtherIban => Level::Warning,
            Self::NoCheckDigits => Level::NotChecked,
        }
    }
}

/// Checks an account number; blanks go, hyphens stay, since some banks' numbers hold them. `iban`
/// is the account's IBAN as it will be sent, empty where there is none.
#[must_use]
pub fn read(text: &str, iban: &str) -> Read<AccountNumberProblem> {
    let code = typed::code(text);
    let number: String = code
        .chars()
        .map(|c| if is_dash(c) { '-' } else { c })
        .collect();
    let may = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/');
    if let Some(foreign) = typed::foreign(&number, may) {
        return Read::bad(number, foreign);
    }
    if !number.contains(|c: char| c.is_ascii_alphanumeric()) {
        return Read::bad(number, AccountNumberProblem::SignsAlone);
    }
    if !iban::looks_like_one(&number) {
        return Read::bad(number, AccountNumberProblem::NoCheckDigits);
    }
    let as_iban = iban::read(&number);
    match as_iban.problems.into_iter().next() {
        Some(problem) => Read::bad(number, AccountNumberProblem::WrongIban(problem)),
        None if !iban.is_empty() && as_iban.sent != iban => {
            Read::bad(number, AccountNumberProblem::OtherIban)
        }
        None => Read::good(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_not_checked_unless_it_is_an_iban() {
        for (typed, sent) in [
            ("0123 456 789", "0123456789"),
            ("19\u{2011}2000145399", "19-2000145399"),
        ] {
            let read = read(typed, "");
            assert_eq!((read.sent.as_str(), read.problems.len()), (sent, 1));
            assert_eq!(read.problems[0], AccountNumberProblem::NoCheckDigits);
        }
        let iban = "DE89370400440532013000";
        assert_eq!(read(iban, ""), Read::good(iban.to_owned()));
        assert_eq!(read(iban, iban), Read::good(iban.to_owned()));
    }

    #[test]
    fn a_look_alike_is_an_error_and_an_iban_that_does_not_fit_a_warning() {
        let problem = |typed: &str, iban: &str| read(typed, iban).problems.remove(0);
        let foreign = problem("01234\u{41e}", "");
        assert!(matches!(foreign, AccountNumberProblem::Character(c) if c.place == 6));
        assert_eq!(problem("- -/", ""), AccountNumberProblem::SignsAlone);
        let wrong = problem("DE89 3704 0044 0532 0130 01", "");
        assert_eq!(
            wrong,
            AccountNumberProblem::WrongIban(iban::IbanProblem::CheckDigits)
        );
        let other = problem("DE89370400440532013000", "GB29NWBK60161331926819");
        assert_eq!(
            (other.level(), other),
            (Level::Warning, AccountNumberProblem::OtherIban)
        );
    }
}
