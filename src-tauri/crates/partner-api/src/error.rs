//! What became of a call that did not work, and how sure that is.

use crate::{Effect, Exchange, Unread};
use std::fmt;

/// Whether a failed call may have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// Nothing left this machine. Trying again is safe.
    NotSent,
    /// The partner answered no. Trying again changes nothing until the request is changed.
    Refused,
    /// It may have happened. Look it up before anything else.
    Unknown,
}

/// Why nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NotSentCause {
    /// The server's name has no address.
    Dns,
    /// No connection came to be.
    Connect,
    /// The connection is not secure: no TLS, or a certificate that is not accepted.
    Tls,
    /// The request can't be made: a path value or a query that is not the operation's.
    Request,
    /// The file to upload can't be read.
    File,
    /// A person cancelled it before it began.
    Cancelled,
}

/// What kind of body came in place of the documented one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Nothing.
    Empty,
    /// A web page, as a proxy sends it.
    Html,
    /// JSON without the documented `exception`.
    OtherJson,
    /// Anything else.
    Other,
}

impl Shape {
    const fn words(self) -> &'static str {
        match self {
            Self::Empty => "an empty body",
            Self::Html => "a web page",
            Self::OtherJson => "JSON without an exception",
            Self::Other => "a text that is no JSON",
        }
    }
}

/// What became of a call that did not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Nothing was sent.
    NotSent {
        /// Why.
        cause: NotSentCause,
        /// What the network or the system says. It holds no URL and no header.
        detail: String,
    },
    /// The partner said no, in its documented shape.
    Refused {
        /// The HTTP status.
        status: u16,
        /// `exception.errorCode`: `API_KEY_MISSING`.
        code: Option<String>,
        /// `exception.message`.
        message: Option<String>,
    },
    /// The answer's status says no, and its body is not the partner's: a proxy's perhaps.
    RefusedInAnotherShape {
        /// The HTTP status.
        status: u16,
        /// What the body is.
        shape: Shape,
    },
    /// A 5xx or 408 without the documented exception.
    PartnerFailed {
        /// The HTTP status.
        status: u16,
        /// What the body is.
        shape: Shape,
    },
    /// No whole answer came in time.
    TimedOut,
    /// The connection broke before the answer was whole.
    Broken {
        /// What the network says. It holds no URL and no header.
        detail: String,
    },
    /// The answer's status says success, and it is longer than the limit.
    TooLong {
        /// The limit in bytes.
        bytes_max: usize,
    },
    /// The answer's status says success, and it is not understood.
    NotUnderstood(Unread),
    /// A person cancelled it while it was under way.
    Cancelled,
}

/// A call that did not work: what became of it, and its record.
#[derive(Debug, Clone)]
pub struct CallError {
    /// What went out and came back.
    pub exchange: Box<Exchange>,
    /// What became of it.
    pub failure: Failure,
}

impl Failure {
    /// Whether the call may have happened.
    #[must_use]
    pub const fn certainty(&self) -> Certainty {
        match self {
            Self::NotSent { .. } => Certainty::NotSent,
            Self::Refused { .. } | Self::RefusedInAnotherShape { .. } => Certainty::Refused,
            Self::PartnerFailed { .. }
            | Self::TimedOut
            | Self::Broken { .. }
            | Self::TooLong { .. }
            | Self::NotUnderstood(_)
            | Self::Cancelled => Certainty::Unknown,
        }
    }
}

impl CallError {
    /// Whether the call may have happened. For an operation that only reads it says whether it was
    /// answered; nothing changes either way.
    #[must_use]
    pub const fn certainty(&self) -> Certainty {
        self.failure.certainty()
    }

    /// Whether something may have changed at the partner's: an outcome that must be looked up.
    #[must_use]
    pub fn outcome_unknown(&self) -> bool {
        self.certainty() == Certainty::Unknown && self.exchange.operation.effect() != Effect::Reads
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.exchange.operation.label(), self.failure)?;
        if self.outcome_unknown() {
            out.write_str("; whether it happened is not known")?;
        }
        Ok(())
    }
}

impl std::error::Error for CallError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.failure {
            Failure::NotUnderstood(unread) => Some(unread),
            _ => None,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSent { cause, detail } => write!(out, "nothing was sent; {cause}: {detail}"),
            Self::Refused {
                status,
                code,
                message,
            } => {
                write!(out, "the partner refused it (HTTP {status}")?;
                if let Some(code) = code {
                    write!(out, ", {code}")?;
                }
                out.write_str(")")?;
                match message {
                    Some(message) => write!(out, ": {message}"),
                    None => Ok(()),
                }
            }
            Self::RefusedInAnotherShape { status, shape } => write!(
                out,
                "it was refused (HTTP {status}) with {}, not in the partner's shape",
                shape.words()
            ),
            Self::PartnerFailed { status, shape } => write!(
                out,
                "the server failed (HTTP {status}) with {}",
                shape.words()
            ),
            Self::TimedOut => out.write_str("no whole answer came in time"),
            Self::Broken { detail } => write!(out, "the connection broke: {detail}"),
            Self::TooLong { bytes_max } => {
                write!(out, "the answer is longer than {bytes_max} bytes")
            }
            Self::NotUnderstood(_) => out.write_str("the answer is not understood"),
            Self::Cancelled => out.write_str("it was cancelled while it was under way"),
        }
    }
}

impl fmt::Display for NotSentCause {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Dns => "the server's name has no address",
            Self::Connect => "no connection",
            Self::Tls => "no secure connection",
            Self::Request => "the request can't be made",
            Self::File => "the file can't be read",
            Self::Cancelled => "cancelled",
        })
    }
}
