//! Whether a signed text can be read in one way alone: nothing separates its values (W1).

use crate::approved_set::{IDENTITY_FIELD, STATUS_FIELD};
use domain::{EventName, PartnerNumber};

/// Longer texts are not taken apart: no honest id and status are as long.
const TEXT_BYTES_MAX: usize = 4096;
/// The longest id, in digits.
const ID_DIGITS_MAX: usize = 16;

/// What the texts of a field may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// An id: digits that do not begin with 0, at most 2^53 − 1.
    Id,
    /// A status: begins with a letter, then anything. New words come, so no more is assumed.
    Status,
    /// One of the four events' names.
    Event,
    /// Anything, nothing included.
    Free,
}

impl Shape {
    fn of(field: &str, is_event: bool) -> Self {
        match field {
            IDENTITY_FIELD => Self::Id,
            STATUS_FIELD => Self::Status,
            _ if is_event => Self::Event,
            _ => Self::Free,
        }
    }

    fn takes(self, text: &str) -> bool {
        match self {
            Self::Id => PartnerNumber::parse(text).is_ok(),
            Self::Status => text.starts_with(|first: char| first.is_ascii_alphabetic()),
            Self::Event => EventName::from_wire(text).is_some(),
            Self::Free => true,
        }
    }
}

/// Whether the texts of these fields, joined, can be taken apart in one way, and that way is
/// the one of these texts. `event_field` is the field that holds the event's name.
pub fn reads_one_way(fields: &[(String, String)], event_field: Option<&str>) -> bool {
    let shapes: Vec<(Shape, &str)> = fields
        .iter()
        .map(|(name, text)| (Shape::of(name, event_field == Some(name)), text.as_str()))
        .collect();
    let joined: String = shapes.iter().map(|(_, text)| *text).collect();
    joined.len() <= TEXT_BYTES_MAX
        && shapes.iter().all(|(shape, text)| shape.takes(text))
        && ways(&joined, shapes.iter().map(|(shape, _)| *shape)) == 1
}

/// In how many ways a text is made of texts of these shapes; 2 stands for more.
fn ways(text: &str, shapes: impl DoubleEndedIterator<Item = Shape>) -> u8 {
    // behind[i]: the ways in which the text from byte i is made of the shapes behind this one.
    let mut behind = vec![0_u8; text.len()];
    behind.push(1);
    for shape in shapes.rev() {
        behind = ways_from(text, shape, &behind);
    }
    behind.first().copied().unwrap_or_default()
}

fn ways_from(text: &str, shape: Shape, behind: &[u8]) -> Vec<u8> {
    // later[i]: the sum of behind[i..].
    let mut later = vec![0_u8; behind.len()];
    let mut sum = 0_u8;
    for (place, count) in later.iter_mut().zip(behind).rev() {
        sum = sum.saturating_add(*count).min(2);
        *place = sum;
    }
    let at = |counts: &[u8], index: usize| counts.get(index).copied().unwrap_or_default();
    (0..behind.len())
        .map(|start| {
            let Some(rest) = text.get(start..) else {
                // Within a character.
                return 0;
            };
            let count = match shape {
                Shape::Free => at(&later, start),
                Shape::Status if shape.takes(rest) => at(&later, start.saturating_add(1)),
                Shape::Status => 0,
                Shape::Id => (1..=ID_DIGITS_MAX.min(rest.len()))
                    .filter(|length| rest.get(..*length).is_some_and(|text| shape.takes(text)))
                    .fold(0_u8, |sum, length| {
                        sum.saturating_add(at(behind, start.saturating_add(length)))
                    }),
                Shape::Event => EventName::ALL
                    .iter()
                    .filter(|event| rest.starts_with(event.wire()))
                    .fold(0_u8, |sum, event| {
                        sum.saturating_add(at(behind, start.saturating_add(event.wire().len())))
                    }),
            };
            count.min(2)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_way(fields: &[(&str, &str)]) -> bool {
        let fields: Vec<(String, String)> = fields
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect();
        reads_one_way(&fields, Some("event"))
    }

    #[test]
    fn digits_and_then_a_word_read_one_way() {
        assert!(one_way(&[("id", "4711"), ("status", "OnOff_PENDING")]));
        assert!(one_way(&[
            ("id", "7"),
            ("status", "a word that nobody knows 12")
        ]));
        assert!(one_way(&[
            ("id", "7"),
            ("status", "VALID"),
            ("event", "BusinessKycStatusChanged")
        ]));
    }

    #[test]
    fn a_word_that_begins_with_a_digit_is_ambiguous() {
        assert!(!one_way(&[("id", "12"), ("status", "3VALID")]));
        assert!(!one_way(&[("id", "12"), ("status", "")]));
    }

    #[test]
    fn a_free_field_behind_a_word_is_ambiguous() {
        assert!(!one_way(&[
            ("id", "7"),
            ("status", "TIER2"),
            ("amount", "100")
        ]));
        assert!(!one_way(&[("status", "VALID1"), ("id", "2")]));
    }

    #[test]
    fn the_sum_of_ways_counts_places_within_characters_as_none() {
        assert_eq!(ways("aé", [Shape::Status].into_iter()), 1);
        assert_eq!(ways("aé", [Shape::Status, Shape::Free].into_iter()), 2);
        assert_eq!(ways("", [Shape::Free].into_iter()), 1);
        assert_eq!(ways("", [Shape::Id].into_iter()), 0);
    }
}
