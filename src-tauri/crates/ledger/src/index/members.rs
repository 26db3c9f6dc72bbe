//! Which of 4096 neighbouring sequences belong to a word: as bits in memory, small on disk.

use std::ops::RangeInclusive;

/// Sequences of one chunk.
pub(super) const CHUNK: u64 = 4096;
const WORDS: usize = 64;
const DENSE_BYTES: usize = 512;

/// The chunk in which a sequence stands.
pub(super) const fn chunk_of(sequence: u64) -> u64 {
    sequence / CHUNK
}

/// A set of places in one chunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Members([u64; WORDS]);

impl Members {
    pub(super) const NONE: Self = Self([0; WORDS]);

    /// The sequence's place is added.
    pub(super) fn insert(&mut self, sequence: u64) {
        let (word, bit) = place(sequence);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    /// Those that are in both.
    pub(super) fn keep(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine &= theirs;
        }
    }

    /// Those that are in one of them.
    pub(super) fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    /// Those that are not in the other.
    pub(super) fn take(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine &= !theirs;
        }
    }

    /// Those of a chunk whose sequences are in the range.
    pub(super) fn keep_between(&mut self, chunk: u64, range: &RangeInclusive<u64>) {
        let first = chunk.saturating_mul(CHUNK);
        if *range.start() <= first && *range.end() >= first.saturating_add(CHUNK - 1) {
            return;
        }
        for (word, start) in self.0.iter_mut().zip((first..).step_by(64)) {
            for bit in 0..64 {
                if !range.contains(&start.saturating_add(bit)) {
                    *word &= !(1 << bit);
                }
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(super) fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// The sequences, ascending, of the set of this chunk.
    pub(super) fn sequences(&self, chunk: u64) -> Vec<u64> {
        let mut found = Vec::new();
        let starts = (chunk.saturating_mul(CHUNK)..).step_by(64);
        for (word, start) in self.0.iter().zip(starts) {
            let mut left = *word;
            while left != 0 {
                found.push(start.saturating_add(u64::from(left.trailing_zeros())));
                left &= left - 1;
            }
        }
        found
    }

    /// All 512 bytes, or two bytes for each place where that is less.
    pub(super) fn encode(&self) -> Vec<u8> {
        let places = self.sequences(0);
        if places.len() * 2 >= DENSE_BYTES {
            return self.0.iter().flat_map(|word| word.to_le_bytes()).collect();
        }
        let places = places
            .into_iter()
            .filter_map(|place| u16::try_from(place).ok());
        places.flat_map(u16::to_le_bytes).collect()
    }

    /// None if the bytes are no set.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let mut members = Self::NONE;
        if bytes.len() == DENSE_BYTES {
            for (word, bytes) in members.0.iter_mut().zip(bytes.as_chunks().0) {
                *word = u64::from_le_bytes(*bytes);
            }
            return Some(members);
        }
        let (places, rest) = bytes.as_chunks();
        for place in places {
            let place = u64::from(u16::from_le_bytes(*place));
            if place >= CHUNK {
                return None;
            }
            members.insert(place);
        }
        (rest.is_empty() && !places.is_empty()).then_some(members)
    }
}

fn place(sequence: u64) -> (usize, u64) {
    let place = sequence % CHUNK;
    let word = usize::try_from(place / 64).unwrap_or(WORDS);
    (word, 1 << (place % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sequences: impl IntoIterator<Item = u64>) -> Members {
        let mut members = Members::NONE;
        sequences.into_iter().for_each(|one| members.insert(one));
        members
    }

    #[test]
    fn a_set_reads_back_as_it_was_written_however_full_it_is() {
        for step in [1, 2, 15, 16, 17, 4095] {
            let chunk = 7;
            let all: Vec<u64> = (chunk * CHUNK..(chunk + 1) * CHUNK).step_by(step).collect();
            let members = of(all.iter().copied());
            let bytes = members.encode();
            assert!(bytes.len() <= DENSE_BYTES);
            let read = Members::decode(&bytes).unwrap();
            assert_eq!(read.sequences(chunk), all);
            assert_eq!(read.count(), u64::try_from(all.len()).unwrap());
        }
        assert_eq!(Members::decode(&[0, 0x10]), None);
        assert_eq!(Members::decode(&[1]), None);
        assert_eq!(Members::decode(&[]), None);
    }

    #[test]
    fn sets_meet_join_and_are_cut_as_sets_of_numbers_are() {
        let (even, threes) = (of((0..CHUNK).step_by(2)), of((0..CHUNK).step_by(3)));
        let mut both = even.clone();
        both.keep(&threes);
        assert_eq!(both, of((0..CHUNK).step_by(6)));
        let mut either = even.clone();
        either.add(&threes);
        assert!((0..CHUNK).all(|one| {
            either.sequences(0).binary_search(&one).is_ok() == (one % 2 == 0 || one % 3 == 0)
        }));
        either.take(&threes);
        assert_eq!(either.count(), even.count() - both.count());
        let mut some = even;
        some.keep_between(2, &(2 * CHUNK + 5..=2 * CHUNK + 130));
        assert_eq!(some.sequences(0), (6..=130).step_by(2).collect::<Vec<_>>());
        some.keep_between(2, &(0..=2 * CHUNK - 1));
        assert!(some.is_empty());
    }
}
