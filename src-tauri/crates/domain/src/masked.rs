//! The end of an account number: enough to tell it from others, too little to use it.

/// How many characters are shown of a long number.
const SHOWN: usize = 4;

/// The last four letters and digits of an account number, an IBAN or a wallet's address, without
/// what stands between them. Of a number of fewer than twelve at most a third is told; none if that
/// is nothing.
#[must_use]
pub fn masked_end(number: &str) -> Option<String> {
    let letters: Vec<char> = number.chars().filter(|one| one.is_alphanumeric()).collect();
    let shown = SHOWN.min(letters.len() / 3);
    let end = letters.get(letters.len().saturating_sub(shown)..)?;
    (!end.is_empty()).then(|| end.iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_at_most_are_shown_and_never_more_than_a_third() {
        let cases = [
            ("GB82 WEST 1234 5698 7654 32", Some("5432")),
            ("0123456789", Some("789")),
            ("0x52908400098527886E0F7030069857D2E4169EE7", Some("9EE7")),
            ("123-456", Some("56")),
            ("123", Some("3")),
            ("12", None),
            (" - ", None),
            ("", None),
        ];
        for (number, end) in cases {
            assert_eq!(masked_end(number).as_deref(), end, "{number:?}");
        }
    }
}
