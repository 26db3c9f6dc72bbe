//! A refusal in the partner's documented shape.

use partner_api::Fields;

/// Why a call is refused. It is answered `{"exception": {"errorCode": …, "message": …}}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// `errorCode`.
    pub code: String,
    /// `message`.
    pub message: String,
}

impl Refusal {
    /// A refusal.
    pub fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self {
            status,
            code: code.to_owned(),
            message: message.into(),
        }
    }

    /// A field is missing, or has a value that is not accepted (observed: both have one code).
    pub fn field(name: &str) -> Self {
        let message = format!("{name} is missing or its value is not accepted");
        Self::new(400, "REQUIRED_FIELD_MISSING", message)
    }

    /// There is no such object. Its status and code are assumed.
    pub fn nobody(what: &str, number: u64) -> Self {
        Self::new(404, "NOT_FOUND", format!("there is no {what} {number}"))
    }

    /// The object's state does not allow it. Its status and code are assumed.
    pub fn state(code: &str, message: impl Into<String>) -> Self {
        Self::new(409, code, message)
    }

    /// The body of the answer.
    pub fn body(&self) -> String {
        let mut exception = Fields::new();
        exception.set_text("errorCode", &self.code);
        exception.set_text("message", &self.message);
        let mut body = Fields::new();
        body.set_fields("exception", &exception);
        body.to_json()
    }
}
