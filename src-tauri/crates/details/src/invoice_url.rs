//! The address of a sample invoice.

use crate::{
    Level,
    typed::{self, Read},
};
use url::Url;

/// What is wrong with an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlProblem {
    /// Not `https://…`.
    #[error(
        "This is no address of a file. It begins with https:// and names a host. Copy it whole."
    )]
    Form,
    /// A way that is not encrypted.
    #[error(
        "The address begins with http://, so anyone on the way can read the file. Use https://."
    )]
    NotEncrypted,
    /// A name or a password in it.
    #[error("The address holds a user's name or a password, which Cedar would get. Remove it.")]
    Credentials,
}

impl UrlProblem {
    /// How much it weighs.
    #[must_use]
    pub const fn level(&self) -> Level {
        match self {
            Self::Form | Self::Credentials => Level::Error,
            Self::NotEncrypted => Level::Warning,
        }
    }
}

/// Checks an address as it was typed; it is sent as it is, without blanks around it.
#[must_use]
pub fn read(text: &str) -> Read<UrlProblem> {
    let line = typed::line(text);
    let url = match Url::parse(&line) {
        Ok(url) if url.has_host() && !line.contains(' ') => url,
        Ok(_) | Err(_) => return Read::bad(line, UrlProblem::Form),
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Read::bad(line, UrlProblem::Credentials);
    }
    match url.scheme() {
        "https" => Read::good(line),
        "http" => Read::bad(line, UrlProblem::NotEncrypted),
        _ => Read::bad(line, UrlProblem::Form),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_a_file_is_good_and_anything_else_is_said_by_its_kind() {
        let good = "https://files.example.com/a/invoice%201.pdf?x=1#p2";
        assert_eq!(read(&format!(" {good}\n")), Read::good(good.to_owned()));
        for (bad, problem) in [
            ("invoice.pdf", UrlProblem::Form),
            ("", UrlProblem::Form),
            ("https://", UrlProblem::Form),
            ("file:///a.pdf", UrlProblem::Form),
            ("javascript:alert(1)", UrlProblem::Form),
            ("https://a.example/b c", UrlProblem::Form),
            ("http://a.example/b", UrlProblem::NotEncrypted),
            ("https://ann:pw@a.example/b", UrlProblem::Credentials),
        ] {
            assert_eq!(read(bad).problems, [problem], "{bad}");
        }
    }
}
