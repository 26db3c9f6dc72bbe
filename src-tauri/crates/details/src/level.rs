//! How much a finding weighs.

/// How much a finding weighs, the heaviest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It must not be sent.
    Error,
    /// It may be sent; a person should look first.
    Warning,
    /// Nothing here could be checked, for the reason that the sentence gives.
    NotChecked,
}
