//! What the caller says of entries, so that they can be found. The index knows no more of them.

use crate::{Entry, Part};

/// How entries are described. Two descriptions of one version say the same of the same entries.
#[derive(Debug, Clone, Copy)]
pub struct Describe {
    /// An index that was made by another version is thrown away and built anew.
    pub version: u32,
    /// A kind of entry and the name of a part that is to be read with it.
    pub parts: &'static [(&'static str, &'static str)],
    /// Names of the facets that are counted by day. Each has few values.
    pub tallied: &'static [&'static str],
    /// Describes some neighbouring entries, in their order.
    pub rows: fn(&[Described]) -> Vec<IndexRow>,
}

/// An entry to describe, with the parts that were asked for.
#[derive(Debug, Clone)]
pub struct Described {
    /// The entry; it may be damaged.
    pub entry: Entry,
    /// The parts of the names asked for, as far as there are such.
    pub parts: Vec<Part>,
}

/// What is said of one entry. It may be said when a later entry is read: the facet names that it
/// speaks of then take the place of what was said before under the same names, its terms are added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexRow {
    /// Of which entry: one that is being described, or an earlier one.
    pub sequence: u64,
    /// When, in milliseconds since 1970-01-01T00:00:00Z. What was said first stays.
    pub at_ms: i64,
    /// Whether lists show it.
    pub shown: bool,
    /// Name and value; a name may have several values.
    pub facets: Vec<(String, String)>,
    /// Under what it is found by typing.
    pub terms: Vec<Term>,
}

/// Something to find by typing its beginning, whatever the case of its letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// What is typed.
    pub text: String,
    /// What it means, in the caller's words.
    pub meaning: String,
}

impl IndexRow {
    /// Longest name, value, term or meaning, in bytes; more is cut off.
    pub const TEXT_BYTES_MAX: usize = 256;
}

/// The text as far as the index keeps it.
pub(super) fn cut(text: &str) -> &str {
    let end = text.floor_char_boundary(IndexRow::TEXT_BYTES_MAX);
    text.get(..end).unwrap_or_default()
}

/// Stands between what is typed and what it means; neither holds it.
pub(super) const BETWEEN: char = '\u{1f}';

/// The form in which terms are kept and looked for.
pub(super) fn folded(text: &str) -> String {
    cut(&plain(text).trim().to_lowercase()).to_owned()
}

fn plain(text: &str) -> String {
    text.chars().filter(|one| !one.is_control()).collect()
}

impl Term {
    /// Whether there is nothing to type.
    pub(super) fn is_empty(&self) -> bool {
        folded(&self.text).is_empty()
    }

    /// As it stands in the table of words.
    pub(super) fn word(&self) -> String {
        format!(
            "{}{BETWEEN}{}",
            folded(&self.text),
            cut(&plain(&self.meaning))
        )
    }
}
