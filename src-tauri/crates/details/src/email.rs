//! An e-mail address (RFC 5321).

use crate::{
    Level,
    typed::{self, Read},
};
use email_address::{EmailAddress, Options};

/// What is wrong with an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EmailProblem {
    /// Not `name@domain`.
    #[error("This is no e-mail address. It has the form name@company.com.")]
    Form,
    /// The domain has no dot.
    #[error("Behind the @ stands a domain with a dot, as company.com. Complete it.")]
    Domain,
    /// Letters beyond ASCII.
    #[error(
        "The address holds {character} (U+{:04X}). Such addresses exist, but many systems refuse \
         them, and a look-alike letter leads elsewhere. Compare it.", u32::from(*character)
    )]
    NotAscii {
        /// The first of them.
        character: char,
    },
}

impl EmailProblem {
    /// How much it weighs.
    #[must_use]
    pub const fn level(&self) -> Level {
        match self {
            Self::Form | Self::Domain => Level::Error,
            Self::NotAscii { .. } => Level::Warning,
        }
    }
}

/// Checks an e-mail address; blanks and invisible characters around it go.
#[must_use]
pub fn read(text: &str) -> Read<EmailProblem> {
    let email = typed::line(text);
    let strict = Options::default()
        .without_display_text()
        .without_domain_literal();
    if EmailAddress::parse_with_options(&email, strict).is_err() {
        return Read::bad(email, EmailProblem::Form);
    }
    let dotted = email
        .rsplit_once('@')
        .is_some_and(|(_, domain)| domain.contains('.'));
    if !dotted {
        return Read::bad(email, EmailProblem::Domain);
    }
    match email.chars().find(|c| !c.is_ascii()) {
        Some(character) => Read::bad(email, EmailProblem::NotAscii { character }),
        None => Read::good(email),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_of_the_standard_are_good() {
        for good in [
            "Smith@example.com",
            "jones@xyz.example.co.uk",
            "first.last+tag@sub-domain.example",
            "o'brien@example.ie",
        ] {
            assert_eq!(read(good), Read::good(good.to_owned()), "{good}");
        }
        assert_eq!(
            read(" \u{200b}a@b.co\u{a0}\n"),
            Read::good("a@b.co".to_owned())
        );
    }

    #[test]
    fn what_is_no_address_is_an_error_and_a_foreign_letter_a_warning() {
        let problem = |typed: &str| read(typed).problems.remove(0);
        for bad in [
            "",
            "a",
            "a@",
            "@b.co",
            "a@b@c.co",
            "a b@c.co",
            "Ann <a@b.co>",
            "a@[127.0.0.1]",
            "a@b..co",
            ".a@b.co",
            "a@-b.co",
        ] {
            assert_eq!(problem(bad), EmailProblem::Form, "{bad}");
        }
        assert_eq!(problem("a@localhost"), EmailProblem::Domain);
        let foreign = problem("p\u{430}y@example.com");
        assert_eq!(
            foreign,
            EmailProblem::NotAscii {
                character: '\u{430}'
            }
        );
        assert_eq!(foreign.level(), Level::Warning);
    }

    proptest! {
        #[test]
        fn no_text_stops_it_and_what_is_sent_is_read_the_same_again(text in ".{0,30}@?.{0,30}") {
            let once = read(&text);
            prop_assert_eq!(&read(&once.sent), &once);
        }
    }
}
