//! A path with its parameter, of the table or as a profile overrides it.

use crate::Operation;
use std::fmt;

/// The longest path that an override may have.
pub const PATH_CHARS_MAX: usize = 512;

/// A path behind the base URL, with the parameter of its operation: `/v1/business/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PathTemplate {
    operation: Operation,
    text: String,
}

/// Why a text can't be an operation's path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathTemplateError {
    /// It could name another server.
    #[error("a path begins with / and holds no empty part")]
    Start,
    /// A `.` or `..` part would leave the base URL's path.
    #[error("a path holds no part . or ..")]
    Dots,
    /// Another character than letters, digits and `-._~:/`.
    #[error("a path holds letters, digits and - . _ ~ : / alone, not {0:?}")]
    Letter(char),
    /// The operation's parameter is missing, or stands twice, or another one stands there.
    #[error("the path of {operation} holds {wanted} once and no other braces")]
    Parameter {
        /// Whose path it is.
        operation: Operation,
        /// The parameter in its braces, or "no parameter".
        wanted: String,
    },
    /// Longer than [`PATH_CHARS_MAX`].
    #[error("a path is at most {PATH_CHARS_MAX} characters long")]
    TooLong,
}

impl PathTemplate {
    /// The path that the table has.
    #[must_use]
    pub fn of_table(operation: Operation) -> Self {
        let text = operation.path().to_owned();
        Self { operation, text }
    }

    /// Reads a profile's override. It is joined to the base URL and can't leave it.
    ///
    /// # Errors
    /// [`PathTemplateError`] if the text is no plain path, or lacks the operation's parameter.
    pub fn parse(operation: Operation, text: &str) -> Result<Self, PathTemplateError> {
        if text.chars().count() > PATH_CHARS_MAX {
            return Err(PathTemplateError::TooLong);
        }
        if !text.starts_with('/') || text.contains("//") {
            return Err(PathTemplateError::Start);
        }
        let parameter = operation.path_parameter().map(|name| format!("{{{name}}}"));
        let bare = parameter
            .as_deref()
            .map_or_else(|| text.to_owned(), |one| text.replacen(one, "0", 1));
        let missing = parameter.is_some() && bare == text;
        if missing || bare.contains(['{', '}']) {
            let wanted = parameter.unwrap_or_else(|| "no parameter".to_owned());
            return Err(PathTemplateError::Parameter { operation, wanted });
        }
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~:/".contains(letter);
        if let Some(letter) = bare.chars().find(|letter| !plain(*letter)) {
            return Err(PathTemplateError::Letter(letter));
        }
        if bare.split('/').any(|part| matches!(part, "." | "..")) {
            return Err(PathTemplateError::Dots);
        }
        let text = text.to_owned();
        Ok(Self { operation, text })
    }

    /// The path with its parameter in braces.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The path with the parameter's value in place of the braces, percent-encoded.
    #[must_use]
    pub fn fill(&self, value: &str) -> String {
        match self.operation.path_parameter() {
            Some(name) => self
                .text
                .replacen(&format!("{{{name}}}"), &encode(value), 1),
            None => self.text.clone(),
        }
    }
}

impl fmt::Display for PathTemplate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
#[must_use]
pub(crate) fn encode(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_of_the_table_is_a_path_that_an_override_could_have() {
        for one in Operation::ALL {
            let path = PathTemplate::parse(*one, one.path());
            assert_eq!(path, Ok(PathTemplate::of_table(*one)), "{one}");
        }
    }

    #[test]
    fn a_path_that_could_leave_the_server_or_lose_its_parameter_is_refused() {
        let list = Operation::ListMerchants;
        for bad in [
            "",
            "v1/business",
            "//other.example/v1",
            "/v1//business",
            "https://other.example/",
            "/v1/../../business",
            "/v1/./business",
            "/v1/business?page=1",
            "/v1/business#a",
            "/v1/busi ness",
            "/v1/busi\r\nness",
            "/v1/b\\usiness",
            "/v1/%2e%2e/business",
            "/v1/business/{id}",
            "/v1/ä",
            &format!("/{}", "a".repeat(PATH_CHARS_MAX)),
        ] {
            assert!(PathTemplate::parse(list, bad).is_err(), "{bad:?}");
        }
        let get = Operation::GetMerchant;
        assert!(PathTemplate::parse(get, "/v2/merchants/{id}").is_ok());
        for bad in ["/v2/merchants", "/v2/{id}/{id}", "/v2/{ID}", "/v2/{id}/{x}"] {
            assert!(PathTemplate::parse(get, bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_parameter_stays_within_its_part_of_the_path() {
        let path = PathTemplate::of_table(Operation::CancelCollection);
        assert_eq!(path.fill("17"), "/v1/receivef2f/cancel/17");
        let hostile = path.fill("../../x?y=1#z");
        assert_eq!(hostile, "/v1/receivef2f/cancel/..%2F..%2Fx%3Fy%3D1%23z");
    }
}
