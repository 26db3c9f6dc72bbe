//! Possible duplicates of a merchant: the same registration number, or a near-equal legal name in
//! the same country. They are pointed out to a person; nothing is decided by them.

use crate::{
    company_name::{comparable, folded},
    registration_number,
    typed::FIELD_CHARS_MAX,
};
use domain::MerchantId;

/// How many letters of a name of so many may differ: enough for a slip or two of the hand, too few
/// to take Northern for Southern Logistics.
const fn edits_permitted(letters: usize) -> usize {
    match letters {
        0..=5 => 0,
        6..=19 => 1,
        20..=29 => 2,
        _ => 3,
    }
}

/// A merchant's traits made comparable once, so that many can be compared with one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traits {
    name: String,
    letters: usize,
    digits_of_name: String,
    country: String,
    registration: String,
}

/// Why a merchant may be the same as another.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Resemblance {
    /// The same number in the same country.
    #[error("It has the same registration number.")]
    SameNumber,
    /// The same number, but in another country, whose register may count on its own.
    #[error("It has the same registration number, in another country.")]
    SameNumberElsewhere,
    /// The same legal name in the same country, but for case, accents, punctuation and legal form.
    #[error("It has the same legal name, in the same country.")]
    SameName,
    /// Almost the same legal name in the same country.
    #[error("Its legal name differs in {edits} letter(s) alone, in the same country.")]
    NearName {
        /// Letters that are changed, added, left out, or swapped with their neighbour.
        edits: usize,
    },
}

/// A merchant that may be the same, and why: the strongest reason first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PossibleDuplicate {
    /// Which one.
    pub merchant: MerchantId,
    /// Why.
    pub because: Vec<Resemblance>,
}

impl Traits {
    /// Makes a merchant's facts comparable. An empty text never resembles anything. The sandbox's
    /// suffix `|STATUS` is no part of a registration number.
    #[must_use]
    pub fn new(legal_name: &str, country: &str, local_reg_number: &str) -> Self {
        let name: String = legal_name.chars().take(FIELD_CHARS_MAX).collect();
        let name = comparable(&name);
        let number: String = local_reg_number.chars().take(FIELD_CHARS_MAX).collect();
        let (number, _) = registration_number::split(&number);
        let number: String = folded(number)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        Self {
            digits_of_name: name.chars().filter(|c| c.is_numeric()).collect(),
            letters: name.chars().count(),
            name,
            country: folded(country.trim()),
            registration: without_leading_zeros(&number),
        }
    }

    /// Why the other may be the same merchant; empty if nothing says so.
    #[must_use]
    pub fn resembles(&self, other: &Self) -> Vec<Resemblance> {
        let same_country = !self.country.is_empty() && self.country == other.country;
        let same_number = !self.registration.is_empty() && self.registration == other.registration;
        let mut because = vec![];
        if same_number {
            because.push(if same_country {
                Resemblance::SameNumber
            } else {
                Resemblance::SameNumberElsewhere
            });
        }
        if same_country {
            because.extend(self.name_resembles(other));
        }
        because
    }

    fn name_resembles(&self, other: &Self) -> Option<Resemblance> {
        if self.name.is_empty() || other.name.is_empty() {
            return None;
        }
        if self.name == other.name {
            return Some(Resemblance::SameName);
        }
        // Shop 24 and Shop 25 are two shops.
        let permitted = edits_permitted(self.letters.min(other.letters));
        let far = self.letters.abs_diff(other.letters) > permitted;
        if permitted == 0 || far || self.digits_of_name != other.digits_of_name {
            return None;
        }
        let edits = strsim::osa_distance(&self.name, &other.name);
        (edits <= permitted).then_some(Resemblance::NearName { edits })
    }
}

/// Leading zeros are written or left out at will, behind a register's letters too.
fn without_leading_zeros(number: &str) -> String {
    let Some(first) = number.find(char::is_numeric) else {
        return number.to_owned();
    };
    let (letters, digits) = number.split_at(first);
    match digits.trim_start_matches('0') {
        "" => String::new(),
        digits => format!("{letters}{digits}"),
    }
}

/// Finds the merchants that may be the same as a new one, in the order in which they were given.
pub fn possible_duplicates<'a>(
    new: &Traits,
    known: impl IntoIterator<Item = (MerchantId, &'a Traits)>,
) -> Vec<PossibleDuplicate> {
    let compared = known
        .into_iter()
        .map(|(merchant, traits)| PossibleDuplicate {
            merchant,
            because: new.resembles(traits),
        });
    compared
        .filter(|possible| !possible.because.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn why(one: (&str, &str, &str), other: (&str, &str, &str)) -> Vec<Resemblance> {
        let traits = |(name, country, number)| Traits::new(name, country, number);
        traits(one).resembles(&traits(other))
    }

    #[test]
    fn the_same_registration_number_is_found_however_it_is_written() {
        for (one, other) in [
            ("RC 123456", "rc-123456"),
            ("01234567", "1234567"),
            ("RC-004711", "RC 4711"),
            ("HRB 12/B", "hrb12b"),
            ("123456789|VALID", "123456789"),
            ("１２３", "123"),
        ] {
            let found = why(("Acme", "NG", one), ("Zenith Foods", "ng", other));
            assert_eq!(found, [Resemblance::SameNumber], "{one} {other}");
        }
        let elsewhere = why(("Acme", "NG", "123456"), ("Acme", "KE", "123456"));
        assert_eq!(elsewhere, [Resemblance::SameNumberElsewhere]);
        for (one, other) in [("", ""), ("-", "|VALID"), ("0", "00"), ("123", "124")] {
            assert_eq!(
                why(("Acme", "NG", one), ("Zenith", "NG", other)),
                [],
                "{one} {other}"
            );
        }
    }

    #[test]
    fn near_equal_names_in_one_country_are_found_and_others_are_not() {
        let name = |one, other| why((one, "NG", ""), (other, "NG", ""));
        let same = [Resemblance::SameName];
        let near = |edits| [Resemblance::NearName { edits }];
        assert_eq!(name("Acme Trading Ltd", "ACME TRADING LIMITED"), same);
        assert_eq!(name("AcmeTrading", "Acme Trading Company"), same);
        assert_eq!(name("Acme Trading Ltd", "Acme Tradnig"), near(1));
        assert_eq!(name("Zenith Foods", "Zenth Foods PLC"), near(1));
        assert_eq!(
            name("Okonkwo International", "Okonkwo Internacionale"),
            near(2)
        );
        for (one, other) in [
            ("Acme", "Acne"), // too short to tell
            ("Zenith Foods", "Zenith Woods Mill"),
            ("Petrol Station 24", "Petrol Station 25"),
            ("", ""),
            ("Northern Logistics", "Southern Logistics"),
        ] {
            assert_eq!(name(one, other), [], "{one} / {other}");
        }
        assert_eq!(
            why(("Acme Trading", "NG", ""), ("Acme Trading", "GH", "")),
            []
        );
        assert_eq!(why(("Acme Trading", "", ""), ("Acme Trading", "", "")), []);
    }

    #[test]
    fn each_possible_duplicate_is_named_with_all_its_reasons() {
        let known = [
            ("Zenith Foods", "NG", "77"),
            ("Acme Trading Limited", "NG", "RC-123"),
            ("Acme Tradings", "NG", "9"),
            ("Other", "GB", "rc123"),
        ]
        .map(|(name, country, number)| Traits::new(name, country, number));
        let ids = ["1", "2", "3", "4"].map(|id| MerchantId::parse(id).unwrap());
        let new = Traits::new("ACME Trading LLC", "NG", "RC 123|VALID");
        let found = possible_duplicates(&new, ids.into_iter().zip(&known));
        let wanted = [
            (ids[1], vec![Resemblance::SameNumber, Resemblance::SameName]),
            (ids[2], vec![Resemblance::NearName { edits: 1 }]),
            (ids[3], vec![Resemblance::SameNumberElsewhere]),
        ]
        .map(|(merchant, because)| PossibleDuplicate { merchant, because });
        assert_eq!(found, wanted);
    }

    proptest! {
        #[test]
        fn resemblance_goes_both_ways_and_no_text_stops_it(
            one in (".{0,40}", "(NG|KE)?", ".{0,12}"), other in (".{0,40}", "(NG|KE)?", ".{0,12}"),
        ) {
            let one = Traits::new(&one.0, &one.1, &one.2);
            let other = Traits::new(&other.0, &other.1, &other.2);
            prop_assert_eq!(one.resembles(&other), other.resembles(&one));
        }

        #[test]
        fn one_changed_letter_of_a_long_name_is_found(
            name in "[a-z]{12,30}", at in 0_usize..30, letter in "[a-z]",
        ) {
            let mut changed: Vec<char> = name.chars().collect();
            let place = at % changed.len();
            changed[place] = letter.chars().next().unwrap();
            let changed: String = changed.into_iter().collect();
            let found = why((&name, "NG", ""), (&changed, "NG", ""));
            prop_assert_eq!(found.len(), 1);
        }
    }
}
