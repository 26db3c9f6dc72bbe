//! Words of others in our messages: bounded, and without control characters.

/// The most characters of another program's words in a message.
const WORDS_MAX: usize = 400;

/// The end of a text, on one line, bounded, with each control character as a blank.
#[must_use]
pub fn printable(text: &str) -> String {
    let plain = text.trim().chars().rev().take(WORDS_MAX);
    let mut plain: Vec<char> = plain
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    plain.reverse();
    plain.into_iter().collect()
}
