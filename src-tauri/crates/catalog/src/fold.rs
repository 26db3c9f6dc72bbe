//! Texts made comparable: whatever their case, accents, vowel marks and direction marks.

use unicode_normalization::UnicodeNormalization;

/// Longest text that is kept for search, in bytes.
const BYTES_MAX: usize = 512;

/// Marks that are often left out in typing: accents and umlauts, Arabic and Hebrew vowels.
const fn is_left_out(letter: char) -> bool {
    matches!(
        letter,
        '\u{300}'..='\u{36f}'
            | '\u{591}'..='\u{5c7}'
            | '\u{610}'..='\u{61a}'
            | '\u{640}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
    )
}

/// Marks that are not seen: directions, joiners.
const fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// A letter as it is typed without it: those that no normal form takes apart.
const fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

/// The text in small letters, without accents and unseen marks, its blanks single.
#[must_use]
pub fn folded(text: &str) -> String {
    let small = text.nfkd().flat_map(char::to_lowercase).nfkd();
    let mut letters = String::with_capacity(text.len());
    for letter in small.filter(|letter| !is_left_out(*letter) && !is_unseen(*letter)) {
        match plain(letter) {
            Some(plain) => letters.push_str(plain),
            None if letter.is_whitespace() || letter.is_control() => {
                if !letters.is_empty() && !letters.ends_with(' ') {
                    letters.push(' ');
                }
            }
            None => letters.push(letter),
        }
    }
    let end = letters.floor_char_boundary(BYTES_MAX);
    letters.truncate(end);
    letters.truncate(letters.trim_end().len());
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_unseen_marks_make_no_difference() {
        let same = [
            ("Société Générale", "SOCIETE GENERALE"),
            ("Straße", "STRASSE"),
            ("İstanbul Ticaret", "istanbul ticaret"),
            ("Łódź Øl", "lodz ol"),
            ("\u{202b}شَرِكَة\u{202c}", "شركة"),
            ("ﬁnance  №\t1", "finance no 1"),
            ("שָׁלוֹם", "שלום"),
        ];
        for (one, other) in same {
            assert_eq!(folded(one), folded(other), "{one}");
        }
        assert_ne!(folded("Acme"), folded("Acne"));
        assert_eq!(folded(" \u{200f} "), "");
    }

    #[test]
    fn a_long_text_is_cut_between_letters() {
        let long = folded(&"ش".repeat(1000));
        assert!(long.len() <= BYTES_MAX && long.chars().all(|letter| letter == 'ش'));
    }
}
