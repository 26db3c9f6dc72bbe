//! A file's name as it may be sent, shown and written.

/// The longest name, in characters.
const NAME_CHARS_MAX: usize = 150;
/// What a name becomes of which nothing is left.
const NAMELESS: &str = "document";

/// The last part of a path, without what no file system takes, and without characters that hide
/// or turn round what stands beside them: a name must read as what it is.
#[must_use]
pub fn clean_name(typed: &str) -> String {
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept = last.chars().filter(|letter| !is_refused(*letter));
    let kept: String = kept.collect();
    let trimmed = kept.trim_matches(|letter: char| letter.is_whitespace() || letter == '.');
    let name = shortened(trimmed);
    if name.is_empty() {
        NAMELESS.to_owned()
    } else {
        name
    }
}

fn is_refused(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '<' | '>' | ':' | '"' | '|' | '?' | '*')
        // Zero width, directions, their overrides and isolates; byte order mark.
        || matches!(
            letter,
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}

/// A long name keeps its ending.
fn shortened(name: &str) -> String {
    let length = name.chars().count();
    if length <= NAME_CHARS_MAX {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let ending = ending.filter(|ending| ending.chars().count() <= 10);
    let ending = ending.map_or_else(String::new, |ending| format!(".{ending}"));
    let room = NAME_CHARS_MAX.saturating_sub(ending.chars().count());
    let start: String = name.chars().take(room).collect();
    start + &ending
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_has_no_folders_and_hides_nothing() {
        for (typed, wanted) in [
            ("articles.pdf", "articles.pdf"),
            ("C:\\scans\\a.pdf", "a.pdf"),
            ("../../.bashrc", "bashrc"),
            ("شهادة التأسيس.pdf", "شهادة التأسيس.pdf"),
            // What looks like `exe.pdf` is a program.
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            ("a\nb\0.png", "ab.png"),
            ("..", "document"),
            ("", "document"),
        ] {
            assert_eq!(clean_name(typed), wanted, "{typed:?}");
        }
        let long = clean_name(&format!("{}.pdf", "x".repeat(400)));
        assert_eq!(
            (long.len(), long.ends_with("x.pdf")),
            (NAME_CHARS_MAX, true)
        );
    }

    proptest! {
        #[test]
        fn any_text_becomes_one_plain_name(typed in ".{0,400}") {
            let name = clean_name(&typed);
            prop_assert!(!name.is_empty() && !name.contains(['/', '\\', '\0']));
            prop_assert!(name != "." && name != "..");
            prop_assert!(name.chars().count() <= NAME_CHARS_MAX);
            prop_assert_eq!(clean_name(&name), name.clone());
        }
    }
}
