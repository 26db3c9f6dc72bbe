//! A company's name made comparable: never shown and never sent.

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

/// Words at a name's end that say the company's legal form, folded. `co` and `company` stand with
/// them, since they are written or left out at will.
const FORMS: &[&str] = &[
    "ab",
    "ag",
    "as",
    "aps",
    "bv",
    "bvba",
    "co",
    "company",
    "corp",
    "corporation",
    "cv",
    "doo",
    "ead",
    "eirl",
    "eood",
    "gmbh",
    "inc",
    "incorporated",
    "jsc",
    "kft",
    "kg",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "ltda",
    "nv",
    "ohg",
    "ooo",
    "oy",
    "oyj",
    "plc",
    "private",
    "pte",
    "pty",
    "public",
    "pvt",
    "sa",
    "sarl",
    "sas",
    "sasu",
    "sdnbhd",
    "sdn",
    "bhd",
    "se",
    "sl",
    "slu",
    "snc",
    "spa",
    "spzoo",
    "srl",
    "sro",
    "ug",
    "unlimited",
];

/// The same at a name's beginning: Russian and Indonesian ones.
const FORMS_BEFORE: &[&str] = &[
    "\u{43e}\u{43e}\u{43e}",
    "\u{437}\u{430}\u{43e}",
    "\u{430}\u{43e}",
    "\u{43f}\u{430}\u{43e}",
    "pt",
];

/// Marks of European letters (accents, umlauts), which are often left out in typing.
fn is_accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

/// A text for comparison: NFKC, case folded, without accents.
pub(crate) fn folded(text: &str) -> String {
    let plain: String = text.nfkc().collect();
    let small = UniCase::new(plain).to_folded_case();
    small.nfkd().filter(|c| !is_accent(*c)).nfc().collect()
}

/// A name for comparison: folded, without punctuation and legal form, its words joined.
pub(crate) fn comparable(name: &str) -> String {
    // Dots and apostrophes join (S.A.R.L., O'Brien); anything else that is no letter divides.
    let joined = folded(name)
        .replace(['.', '\'', '\u{2019}', '\u{2bc}'], "")
        .replace('&', " and ")
        .replace(" sp z oo", " spzoo");
    let words: Vec<&str> = joined
        .split(|c: char| !is_part_of_word(c))
        .filter(|word| !word.is_empty())
        .collect();
    let mut kept = words.as_slice();
    if let Some((first, rest)) = kept.split_first()
        && !rest.is_empty()
        && FORMS_BEFORE.contains(first)
    {
        kept = rest;
    }
    while let Some((last, rest)) = kept.split_last() {
        let form = FORMS.contains(last) || (*last == "and" && kept.len() < words.len());
        if rest.is_empty() || !form {
            break;
        }
        kept = rest;
    }
    // A name with no letter at all (signs alone) is compared by its signs.
    if kept.is_empty() {
        joined.split_whitespace().collect()
    } else {
        kept.concat()
    }
}

/// Letters, digits, and the marks that stand on letters of other scripts.
fn is_part_of_word(character: char) -> bool {
    character.is_alphanumeric() || unicode_normalization::char::is_combining_mark(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn legal_form_case_accents_and_punctuation_make_no_difference() {
        for (one, other) in [
            ("Acme Trading Ltd", "ACME TRADING LIMITED"),
            ("Acme Trading Ltd.", "Acme  Trading, LLC"),
            ("Acme", "Acme Co., Ltd."),
            ("Acme & Co. Ltd", "Acme"),
            ("Acme Private Limited", "Acme Pvt. Ltd."),
            (
                "Soci\u{e9}t\u{e9} G\u{e9}n\u{e9}rale S.A.R.L.",
                "SOCIETE GENERALE SARL",
            ),
            ("M\u{fc}ller GmbH & Co. KG", "Mu\u{308}ller"),
            ("Stra\u{df}enbau AG", "STRASSENBAU"),
            ("\u{ff21}\u{ff23}\u{ff2d}\u{ff25}", "acme"),
            ("Smith & Sons", "Smith and Sons"),
            ("Kowalski Sp. z o.o.", "KOWALSKI"),
            ("O\u{2019}Brien Inc", "O'BRIEN"),
            (
                "\u{41e}\u{41e}\u{41e} \u{41c}\u{43e}\u{441}\u{442}",
                "\u{41c}\u{43e}\u{441}\u{442}",
            ),
        ] {
            assert_eq!(comparable(one), comparable(other), "{one} / {other}");
        }
    }

    #[test]
    fn a_name_never_becomes_empty_and_other_scripts_keep_their_letters() {
        for name in ["Limited", "Co", "Ltd.", "&", "!!!"] {
            assert!(!comparable(name).is_empty(), "{name}");
        }
        // Signs that stand on letters in Hindi and Arabic are part of the name.
        assert_ne!(comparable("\u{915}\u{93f}"), comparable("\u{915}\u{940}"));
        assert_eq!(
            comparable("\u{634}\u{631}\u{643}\u{629}"),
            "\u{634}\u{631}\u{643}\u{629}"
        );
        // A Cyrillic A is not taken for a Latin one.
        assert_ne!(comparable("\u{410}cme"), comparable("Acme"));
        assert_eq!(comparable(""), "");
    }

    proptest! {
        #[test]
        fn no_name_stops_it(name in ".{0,80}") {
            let _ = comparable(&name);
        }
    }
}
