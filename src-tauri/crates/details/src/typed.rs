//! What was typed, made ready: invisible characters and grouping go, look-alikes are named.

use unicode_normalization::UnicodeNormalization;

/// The longest text of one field that is looked at, in characters.
pub const FIELD_CHARS_MAX: usize = 500;

/// A character that a code can't hold, such as a Cyrillic А that looks like a Latin A.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "Character {place} is \u{2068}{character}\u{2069} (U+{:04X}), which can't stand here, whatever \
     it looks like. Type it again instead of pasting it.",
    u32::from(*character)
)]
pub struct ForeignCharacter {
    /// The character as it came.
    pub character: char,
    /// Where it stands in what would be sent, counted from 1.
    pub place: usize,
}

/// Characters that no one sees: of no width, marks of direction, the soft hyphen, fillers, tags.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{200e}'
            | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// Joiners are letters' business in names (Persian, Hindi) and have no place in a code.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

/// Whether nothing is seen of a text.
pub fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || c.is_control() || is_invisible(c) || is_joiner(c))
}

/// Hyphens and dashes of every kind.
pub fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}'
    )
}

/// A code (account number, address): compatibility forms such as full-width digits become plain
/// ones, blanks and invisible characters go. Nothing is guessed: a look-alike stays.
pub fn code(text: &str) -> String {
    code_without(text, |_| false)
}

/// The same without what groups it for the eye, such as hyphens.
pub fn code_without(text: &str, is_grouping: impl Fn(char) -> bool) -> String {
    let goes = |c: char| c.is_whitespace() || c.is_control() || is_invisible(c) || is_joiner(c);
    // Taken apart first, so that what stood on both sides of a character that goes composes.
    let apart = text.nfkd().filter(|c| !goes(*c) && !is_grouping(*c));
    apart.nfc().collect()
}

/// A name or an address in one line: composed, invisible characters gone, one blank between words.
pub fn line(text: &str) -> String {
    let seen: String = text.nfd().filter(|c| !is_invisible(*c)).nfc().collect();
    let words = seen.split(|c: char| c.is_whitespace() || c.is_control());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The first character that may not stand in a code.
pub fn foreign(code: &str, may: impl Fn(char) -> bool) -> Option<ForeignCharacter> {
    let mut numbered = code.chars().zip(1..);
    let (character, place) = numbered.find(|(character, _)| !may(*character))?;
    Some(ForeignCharacter { character, place })
}

/// What a check makes of one field: the text to send, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read<P> {
    /// What will be sent.
    pub sent: String,
    /// What is to be said about it.
    pub problems: Vec<P>,
}

impl<P> Read<P> {
    /// Nothing to say.
    pub fn good(sent: String) -> Self {
        Self {
            sent,
            problems: vec![],
        }
    }

    /// One thing to say.
    pub fn bad(sent: String, problem: impl Into<P>) -> Self {
        Self {
            sent,
            problems: vec![problem.into()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grouping_and_what_no_one_sees_go_and_full_width_becomes_plain() {
        assert_eq!(
            code(" DE89\u{a0}3704\u{202f}0044\t\u{200b}\u{feff}05 "),
            "DE893704004405"
        );
        assert_eq!(code("ＤＥ８９"), "DE89");
        assert_eq!(code("\u{202a}0xAb\u{202c}\n"), "0xAb");
        for blank in [
            "",
            " \t\n",
            "\u{200d}\u{200c}\u{a0}",
            "\u{3164}\u{2800}\u{e0041}",
        ] {
            assert!(is_blank(blank) && code(blank).is_empty(), "{blank:?}");
        }
        assert!(!is_blank(" -"));
    }

    #[test]
    fn a_look_alike_stays_and_is_named_with_its_place() {
        let cyrillic = code("DE89 \u{410}1");
        let found = foreign(&cyrillic, |c| c.is_ascii_alphanumeric()).unwrap();
        assert_eq!((found.character, found.place), ('\u{410}', 5));
        let sentence = found.to_string();
        assert!(
            sentence.contains("Character 5") && sentence.contains("U+0410"),
            "{sentence}"
        );
        assert_eq!(foreign("DE89", |c| c.is_ascii_alphanumeric()), None);
    }

    #[test]
    fn a_name_keeps_its_letters_and_its_joiners() {
        assert_eq!(
            line("  Acme \t Trading\u{200b}\r\nLtd "),
            "Acme Trading Ltd"
        );
        assert_eq!(line("e\u{301}"), "\u{e9}");
        let persian = "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}";
        assert_eq!(line(persian), persian);
    }
}
