//! Entries, leaves, commitments and proofs as bytes. Pure.
