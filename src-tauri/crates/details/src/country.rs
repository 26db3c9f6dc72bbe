//! A country's two letters (ISO 3166-1 alpha-2).

use crate::{
    Level,
    typed::{self, ForeignCharacter, Read},
};
use country_code_enum::CountryCode;

/// Kosovo's letters: in wide use, left to users by ISO 3166 and no part of it.
const KOSOVO: &str = "XK";

/// What is wrong with a country.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CountryProblem {
    /// A character that no country's letters hold.
    #[error("A country is two letters, as DE. {0}")]
    Character(#[from] ForeignCharacter),
    /// Not two letters.
    #[error("A country is its two letters, as DE or NG, not its name. Choose it from the list.")]
    NotTwoLetters,
    /// Letters that are in use for a country whose letters are others.
    #[error("{letters} is not this country's code in ISO 3166: write {instead}.")]
    Other {
        /// What was typed.
        letters: String,
        /// The code that is meant.
        instead: &'static str,
    },
    /// No country has these letters.
    #[error("No country has the letters {letters}. Choose it from the list.")]
    Unknown {
        /// What was typed.
        letters: String,
    },
    /// Kosovo.
    #[error(
        "XK (Kosovo) is in wide use but no part of ISO 3166, so Cedar may not know it. Compare it \
         with Cedar's list of countries."
    )]
    NotInIso,
}

impl CountryProblem {
    /// How much it weighs.
    #[must_use]
    pub const fn level(&self) -> Level {
        match self {
            Self::NotInIso => Level::Warning,
            Self::Character(_)
            | Self::NotTwoLetters
            | Self::Other { .. }
            | Self::Unknown { .. } => Level::Error,
        }
    }
}

/// Every country of ISO 3166-1: its two letters and its English name, by the letters.
pub fn all() -> impl Iterator<Item = (String, &'static str)> {
    let pairs = ('A'..='Z').flat_map(|one| ('A'..='Z').map(move |two| format!("{one}{two}")));
    let of_iso = pairs.filter(|letters| letters != KOSOVO);
    of_iso.filter_map(|letters| name_of(&letters).map(|name| (letters, name)))
}

/// The English name of a country by its two letters in any case; none if ISO 3166-1 has none.
#[must_use]
pub fn name(letters: &str) -> Option<&'static str> {
    name_of(&letters.trim().to_ascii_uppercase())
}

/// The English name of the country with these two capitals.
pub(crate) fn name_of(letters: &str) -> Option<&'static str> {
    let two = letters.len() == 2 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    two.then(|| letters.parse::<CountryCode>().ok())
        .flatten()
        .map(|country| country.name())
}

/// Checks a country as it was typed; small letters become capitals.
#[must_use]
pub fn read(text: &str) -> Read<CountryProblem> {
    let letters = typed::code(text).to_ascii_uppercase();
    if let Some(foreign) = typed::foreign(&letters, |c| c.is_ascii_alphanumeric()) {
        return Read::bad(letters, foreign);
    }
    let problem = match letters.as_str() {
        KOSOVO => CountryProblem::NotInIso,
        "UK" => CountryProblem::Other {
            letters: letters.clone(),
            instead: "GB",
        },
        "EL" => CountryProblem::Other {
            letters: letters.clone(),
            instead: "GR",
        },
        two if name_of(two).is_some() => return Read::good(letters),
        two if two.len() == 2 && two.bytes().all(|b| b.is_ascii_uppercase()) => {
            CountryProblem::Unknown {
                letters: letters.clone(),
            }
        }
        _ => CountryProblem::NotTwoLetters,
    };
    Read::bad(letters, problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_letters_of_a_country_are_good_in_any_case() {
        for (typed, sent) in [("DE", "DE"), (" ng ", "NG"), ("Us", "US"), ("ＧＢ", "GB")] {
            assert_eq!(read(typed), Read::good(sent.to_owned()));
        }
        // ISO 3166-1 holds 249 countries.
        let letters = || 'A'..='Z';
        let pairs = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
        assert_eq!(
            pairs.filter(|pair| read(pair).problems.is_empty()).count(),
            249
        );
    }

    #[test]
    fn all_countries_of_the_standard_are_listed_with_their_names() {
        assert_eq!(all().count(), 249);
        assert!(all().all(|(letters, _)| read(&letters).problems.is_empty()));
        assert!(all().any(|one| one == ("NG".to_owned(), "Nigeria")));
        assert_eq!((name(" ng "), name("ZZ")), (Some("Nigeria"), None));
    }

    #[test]
    fn what_is_no_country_is_an_error_and_kosovo_a_warning() {
        let problem = |typed: &str| read(typed).problems.remove(0);
        for long in ["Germany", "DEU", "D", "", "12"] {
            assert_eq!(problem(long), CountryProblem::NotTwoLetters, "{long}");
        }
        for unknown in ["ZZ", "AN", "QX"] {
            assert_eq!(
                problem(unknown),
                CountryProblem::Unknown {
                    letters: unknown.to_owned()
                }
            );
        }
        assert!(problem("uk").to_string().contains("GB"));
        assert!(matches!(problem("D\u{415}"), CountryProblem::Character(_)));
        assert_eq!(problem("xk").level(), Level::Warning);
    }
}
