//! What stands in a field of an answer: nothing, null, a value, or something in another shape.

/// What stands in a field of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field<T> {
    /// There is no such field. It is not zero.
    Absent,
    /// It is `null`.
    Null,
    /// It is read.
    Read(T),
    /// It is there in a shape that is not understood: its JSON text, to be shown as it is.
    /// Nothing may be decided on it.
    Unread(String),
}

impl<T> Field<T> {
    /// The value, if it was read.
    #[must_use]
    pub const fn read(&self) -> Option<&T> {
        match self {
            Self::Read(value) => Some(value),
            Self::Absent | Self::Null | Self::Unread(_) => None,
        }
    }

    /// The value, if it was read.
    #[must_use]
    pub fn into_read(self) -> Option<T> {
        match self {
            Self::Read(value) => Some(value),
            Self::Absent | Self::Null | Self::Unread(_) => None,
        }
    }

    /// Whether something stands here that is not understood.
    #[must_use]
    pub const fn is_unread(&self) -> bool {
        matches!(self, Self::Unread(_))
    }

    /// Changes the value, if it was read.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Read(value) => Field::Read(change(value)),
            Self::Unread(text) => Field::Unread(text),
        }
    }

    /// The first of several names that is there.
    #[must_use]
    pub fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Absent => other(),
            there => there,
        }
    }
}

impl Field<&str> {
    /// Reads the JSON text of a field; what can't be read keeps it.
    pub(crate) fn and_then<T>(self, read: impl FnOnce(&str) -> Option<T>) -> Field<T> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Read(raw) => read(raw).map_or_else(|| Field::Unread(raw.to_owned()), Field::Read),
            Self::Unread(text) => Field::Unread(text),
        }
    }
}
