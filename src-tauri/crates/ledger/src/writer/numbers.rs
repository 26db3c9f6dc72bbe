//! The last running number of each subject, as far as it is remembered.

use std::collections::HashMap;

/// Subjects remembered in each of two generations, about 10 MB together.
const GENERATION_SUBJECTS_MAX: usize = 32 * 1024;

/// A cache of last numbers: those used lately stay.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    young: HashMap<String, u64>,
    old: HashMap<String, u64>,
}

impl Numbers {
    /// The last number of a subject, 0 if it has none; none if it must be read from the file.
    pub(super) fn get(&self, subject: &str) -> Option<u64> {
        self.young
            .get(subject)
            .or_else(|| self.old.get(subject))
            .copied()
    }

    /// Remembers numbers that are committed.
    pub(super) fn keep(&mut self, committed: HashMap<String, u64>) {
        self.young.extend(committed);
        if self.young.len() > GENERATION_SUBJECTS_MAX {
            self.old = std::mem::take(&mut self.young);
        }
    }
}
