//! Why bytes are not a leaf, or why a leaf has no bytes.

/// What is wrong with a leaf or with its bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LeafError {
    /// The bytes do not begin as a leaf does.
    #[error("these bytes are not a leaf")]
    NotALeaf,
    /// A leaf of another version of the format.
    #[error("the leaf has format version {found}; this program knows {known}")]
    Version {
        /// The version that the bytes name.
        found: u16,
        /// The version that this crate reads.
        known: u16,
    },
    /// The bytes end inside the named field.
    #[error("the leaf ends inside its {field}")]
    Short {
        /// Which field.
        field: &'static str,
    },
    /// Bytes follow the last field.
    #[error("{bytes} bytes follow the leaf")]
    Trailing {
        /// How many.
        bytes: usize,
    },
    /// A text field is not UTF-8.
    #[error("the leaf's {field} is not UTF-8 text")]
    NotText {
        /// Which field.
        field: &'static str,
    },
    /// A field is empty, zero or beyond its limit.
    #[error("the leaf's {field} is out of range")]
    OutOfRange {
        /// Which field.
        field: &'static str,
    },
    /// Subjects or parts are not in strictly ascending order of their names' bytes.
    #[error("the leaf's {field} are not in ascending order, each once")]
    Order {
        /// `subjects` or `parts`.
        field: &'static str,
    },
}
