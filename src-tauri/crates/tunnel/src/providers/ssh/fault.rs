//! What went wrong in an ssh session.

use crate::Reason;

/// What went wrong in a session: a verdict of ours, or the library's.
#[derive(Debug)]
pub enum Fault {
    /// Ours.
    Judged(Reason),
    /// The library's.
    Library(russh::Error),
}

impl From<russh::Error> for Fault {
    fn from(error: russh::Error) -> Self {
        Self::Library(error)
    }
}

impl Fault {
    /// In words that say what to do.
    pub fn reason(self) -> Reason {
        match self {
            Self::Judged(reason) => reason,
            Self::Library(error) => broken(&error),
        }
    }
}

/// What an error of the library's means.
pub fn broken(error: &russh::Error) -> Reason {
    match error {
        russh::Error::KeepaliveTimeout => Reason::KeepaliveUnanswered,
        russh::Error::HUP | russh::Error::Disconnect | russh::Error::SendError => closed(),
        other => Reason::SessionEnded {
            detail: other.to_string(),
        },
    }
}

/// The server closed the session without a word.
pub fn closed() -> Reason {
    Reason::SessionEnded {
        detail: "the server closed it".to_owned(),
    }
}
