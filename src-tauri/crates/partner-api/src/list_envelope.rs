//! Finds the list in an answer, whatever stands around it.

use crate::{Field, Fields, Unread};
use serde_json::value::RawValue;

/// Names under which a list may stand, in the order they are tried.
pub const LIST_NAMES: [&str; 5] = ["data", "items", "results", "content", "rows"];
/// Names under which the number of all objects may stand.
pub const TOTAL_NAMES: [&str; 4] = ["total", "totalCount", "count", "totalElements"];

/// A list as it came.
#[derive(Debug)]
pub struct RawList {
    /// Each item's text.
    pub items: Vec<Box<RawValue>>,
    /// How many there are in all, if that is told.
    pub total: Option<u64>,
}

/// Reads a bare array, or the first array under one of [`LIST_NAMES`], there or one object deeper.
///
/// # Errors
/// [`Unread::NoList`] if there is none.
pub fn read_list(body: &[u8]) -> Result<RawList, Unread> {
    if let Some(items) = array(body) {
        return Ok(RawList { items, total: None });
    }
    let outer = Fields::parse(body)?;
    if let Some(items) = first_array(&outer) {
        let total = total(&outer);
        return Ok(RawList { items, total });
    }
    let inner = LIST_NAMES
        .iter()
        .find_map(|name| outer.object(name).into_read())
        .ok_or(Unread::NoList)?;
    let items = first_array(&inner).ok_or(Unread::NoList)?;
    let total = total(&inner).or_else(|| total(&outer));
    Ok(RawList { items, total })
}

fn array(json: &[u8]) -> Option<Vec<Box<RawValue>>> {
    json.trim_ascii_start()
        .starts_with(b"[")
        .then(|| serde_json::from_slice(json).ok())
        .flatten()
}

fn first_array(fields: &Fields) -> Option<Vec<Box<RawValue>>> {
    LIST_NAMES.iter().find_map(|name| match fields.raw(name) {
        Field::Read(raw) => array(raw.as_bytes()),
        Field::Absent | Field::Null | Field::Unread(_) => None,
    })
}

fn total(fields: &Fields) -> Option<u64> {
    TOTAL_NAMES
        .iter()
        .find_map(|name| fields.raw(name).into_read()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Option<(Vec<String>, Option<u64>)> {
        let list = read_list(body.as_bytes()).ok()?;
        let items = list.items.iter().map(|item| item.get().to_owned());
        Some((items.collect(), list.total))
    }

    #[test]
    fn a_list_is_found_bare_and_in_every_known_envelope() {
        let items = vec!["1E2".to_owned(), "{\"a\": 1}".to_owned()];
        assert_eq!(read(" [1E2, {\"a\": 1}]"), Some((items.clone(), None)));
        for name in LIST_NAMES {
            for total in TOTAL_NAMES {
                let body = format!(r#"{{"{total}":9,"{name}":[1E2,{{"a": 1}}]}}"#);
                assert_eq!(read(&body), Some((items.clone(), Some(9))), "{body}");
            }
        }
        let deeper = r#"{"data":{"rows":[1E2,{"a": 1}],"count":3}}"#;
        assert_eq!(read(deeper), Some((items, Some(3))));
        assert_eq!(read(r#"{"data":[],"total":"5"}"#), Some((vec![], None)));
        for none in [
            "",
            "{}",
            "7",
            r#"{"data":null}"#,
            r#"{"list":[1]}"#,
            "[1",
            "<html>",
        ] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
