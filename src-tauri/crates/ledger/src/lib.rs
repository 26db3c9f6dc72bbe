//! The append-only log: one writer, subjects, tree. Knows no Cedar.
