//! An IBAN: check digits, the length and the structure of its country (ISO 13616).

use crate::{
    Level,
    country::name_of,
    typed::{self, ForeignCharacter, Read, is_dash},
};
use iban_validation_rs::{IBAN_MAX_LEN, IBAN_MIN_LEN, ValidationError, validate_iban_str};

/// What is wrong with an IBAN.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IbanProblem {
    /// A character that no IBAN holds.
    #[error("An IBAN holds the letters A to Z and digits. {0}")]
    Character(#[from] ForeignCharacter),
    /// It does not begin with two letters and two digits.
    #[error(
        "An IBAN begins with two letters for the country and two check digits, as DE89. Copy it \
         whole from the bank's letter."
    )]
    Beginning,
    /// Its first two letters are no country's.
    #[error("No country has the letters {country}. Compare the first two letters of the IBAN.")]
    UnknownCountry {
        /// The two letters.
        country: String,
    },
    /// A country that has no IBAN in the registry this program knows.
    #[error(
        "{name} has no IBAN in the registry that this program knows, so this one is not checked. \
         Most such countries use the account number alone: ask the receiver if in doubt."
    )]
    NotInRegistry {
        /// The country's name.
        name: &'static str,
    },
    /// Not as long as its country's are.
    #[error(
        "An IBAN of {country} has {wanted} characters, this one has {found}. Look for what is \
         missing or there twice."
    )]
    Length {
        /// The two letters of its country.
        country: String,
        /// Characters of that country's IBANs.
        wanted: usize,
        /// Characters of this one.
        found: usize,
    },
    /// A letter where its country has a digit, or the other way round.
    #[error(
        "A letter stands where an IBAN of {country} has a digit, or a digit where it has a letter. \
         The letters O and I are easily taken for 0 and 1."
    )]
    Structure {
        /// The two letters of its country.
        country: String,
    },
    /// The check digits do not fit.
    #[error(
        "The check digits do not fit: at least one character is wrong or two are swapped. Compare \
         it with the bank's letter, or ask the receiver for it again."
    )]
    CheckDigits,
}

impl IbanProblem {
    /// How much it weighs.
    #[must_use]
    pub const fn level(&self) -> Level {
        match self {
            Self::NotInRegistry { .. } => Level::NotChecked,
            Self::Character(_)
            | Self::Beginning
            | Self::UnknownCountry { .. }
            | Self::Length { .. }
            | Self::Structure { .. }
            | Self::CheckDigits => Level::Error,
        }
    }
}

/// The electronic form: no grouping, capitals, without the word IBAN before it.
fn electronic(text: &str) -> String {
    let bare = typed::code_without(text, |c| is_dash(c) || matches!(c, '.' | '/' | ':'));
    bare.to_ascii_uppercase()
        .trim_start_matches("IBAN")
        .to_owned()
}

/// How long the IBANs of a country are; none if it has none.
fn length_of(country: &str) -> Option<usize> {
    (usize::from(IBAN_MIN_LEN)..=usize::from(IBAN_MAX_LEN)).find(|length| {
        let zeros = "0".repeat(length.saturating_sub(country.len()));
        let probe = validate_iban_str(&format!("{country}{zeros}"));
        !matches!(
            probe,
            Err(ValidationError::InvalidSizeForCountry | ValidationError::InvalidCountry)
        )
    })
}

fn begins_well(iban: &str) -> bool {
    let begin = iban.as_bytes().first_chunk::<4>();
    begin.is_some_and(|[a, b, c, d]| {
        a.is_ascii_uppercase() && b.is_ascii_uppercase() && c.is_ascii_digit() && d.is_ascii_digit()
    })
}

/// Whether a text looks like an IBAN, right or wrong.
pub(crate) fn looks_like_one(text: &str) -> bool {
    let iban = electronic(text);
    iban.len() >= 15
        && begins_well(&iban)
        && iban.bytes().all(|b| b.is_ascii_alphanumeric())
        && iban.get(..2).and_then(length_of).is_some()
}

/// The two letters of its country, where they are two.
pub(crate) fn country_of(iban: &str) -> Option<&str> {
    begins_well(iban).then(|| iban.get(..2)).flatten()
}

/// Checks an IBAN as it was typed, grouped or not.
#[must_use]
pub fn read(text: &str) -> Read<IbanProblem> {
    let iban = electronic(text);
    match judge(&iban) {
        None => Read::good(iban),
        Some(problem) => Read::bad(iban, problem),
    }
}

fn judge(iban: &str) -> Option<IbanProblem> {
    if let Some(foreign) = typed::foreign(iban, |c| c.is_ascii_alphanumeric()) {
        return Some(foreign.into());
    }
    let Some(letters) = country_of(iban) else {
        return Some(IbanProblem::Beginning);
    };
    let country = letters.to_owned();
    match validate_iban_str(iban) {
        Ok(true) => None,
        Ok(false) | Err(ValidationError::ModuloIncorrect | ValidationError::InvalidChecksum) => {
            Some(IbanProblem::CheckDigits)
        }
        Err(ValidationError::InvalidCountry) => Some(match name_of(&country) {
            Some(name) => IbanProblem::NotInRegistry { name },
            None => IbanProblem::UnknownCountry { country },
        }),
        Err(ValidationError::InvalidSizeForCountry) => Some(match length_of(letters) {
            Some(wanted) => IbanProblem::Length {
                country,
                wanted,
                found: iban.len(),
            },
            None => IbanProblem::Beginning,
        }),
        Err(ValidationError::StructureIncorrectForCountry) => {
            Some(IbanProblem::Structure { country })
        }
        Err(ValidationError::TooShort(_) | ValidationError::MissingCountry) => {
            Some(IbanProblem::Beginning)
        }
    }
}

#[cfg(test)]
#[path = "iban_tests.rs"]
mod tests;
