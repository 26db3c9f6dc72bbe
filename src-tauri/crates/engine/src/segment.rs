//! A raw body cut into pieces: which the hash covers, which it does not.

use webhooks::FieldReading;

/// A piece of the raw body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The text. Bytes that are no UTF-8 are written `\xNN`.
    pub text: String,
    /// Whether the hash covers it.
    pub covered: bool,
    /// The field whose value it is.
    pub field: Option<String>,
    /// Whether bytes had to be written as `\xNN`.
    pub escaped: bool,
}

/// Cuts a body at the values of its fields. Joined, the pieces are the body; places that do not
/// fit the body, or overlap, are left out.
#[must_use]
pub fn segments(body: &[u8], covered: &[FieldReading], uncovered: &[FieldReading]) -> Vec<Segment> {
    let mut places: Vec<(&FieldReading, bool)> = covered
        .iter()
        .map(|field| (field, true))
        .chain(uncovered.iter().map(|field| (field, false)))
        .collect();
    places.sort_by_key(|(field, _)| field.start);
    let mut pieces = Vec::new();
    let mut at = 0;
    for (field, is_covered) in places {
        let between = body.get(at..field.start);
        let value = body.get(field.start..field.end);
        if let (Some(between), Some(value)) = (between, value) {
            push(&mut pieces, between, false, None);
            push(&mut pieces, value, is_covered, Some(&field.name));
            at = field.end;
        }
    }
    push(&mut pieces, body.get(at..).unwrap_or_default(), false, None);
    pieces
}

fn push(pieces: &mut Vec<Segment>, bytes: &[u8], covered: bool, field: Option<&str>) {
    if bytes.is_empty() {
        return;
    }
    let (text, escaped) = readable_bytes(bytes);
    pieces.push(Segment {
        text,
        covered,
        field: field.map(ToOwned::to_owned),
        escaped,
    });
}

/// Bytes as text, with each byte that is no UTF-8 written as `\xNN`, and whether there was one.
#[must_use]
pub fn readable_bytes(bytes: &[u8]) -> (String, bool) {
    let mut text = String::with_capacity(bytes.len());
    let mut escaped = false;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            escaped = true;
            text.push_str(&format!("\\x{byte:02X}"));
        }
    }
    (text, escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, start: usize, end: usize) -> FieldReading {
        FieldReading {
            name: name.to_owned(),
            token: String::new(),
            text: None,
            start,
            end,
            weak: false,
        }
    }

    #[test]
    fn the_pieces_joined_are_the_body_and_mark_what_is_covered() {
        let body = br#"{"id":7,"amount":"1"}"#;
        let pieces = segments(body, &[field("id", 6, 7)], &[field("amount", 17, 20)]);
        let joined: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(joined.as_bytes(), body);
        let covered: Vec<&str> = pieces
            .iter()
            .filter(|p| p.covered)
            .map(|p| p.text.as_str())
            .collect();
        assert_eq!(covered, ["7"]);
    }

    #[test]
    fn places_outside_the_body_and_bytes_that_are_no_text_lose_nothing() {
        let pieces = segments(b"a\xffb", &[field("id", 9, 12), field("x", 2, 1)], &[]);
        assert_eq!(pieces.len(), 1);
        assert_eq!(pieces[0].text, "a\\xFFb");
        assert!(pieces[0].escaped);
    }
}
