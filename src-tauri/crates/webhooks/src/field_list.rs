//! The security headers: exactly one list of fields and one hash.

/// The list of covered fields (documented as `X-Webhook-Security-Fields`).
pub const HEADER_FIELDS: &str = "x-webhook-security-fields";
/// The hash (documented as `X-Webhook-Security-Hash`).
pub const HEADER_HASH: &str = "x-webhook-security-hash";
/// The sender's number of the request (documented as `X-Webhook-Request-UUID`). Not covered.
pub const HEADER_REQUEST_UUID: &str = "x-webhook-request-uuid";

/// The most fields in a list.
pub const FIELDS_MAX: usize = 16;
/// The longest name of a field.
pub const FIELD_NAME_BYTES_MAX: usize = 64;
/// The longest request UUID that is kept as such.
const REQUEST_UUID_BYTES_MAX: usize = 128;

/// The two headers, each there once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityHeaders {
    /// The list as it was written.
    pub fields: String,
    /// The hash.
    pub hash: [u8; 32],
}

/// Takes the two headers.
///
/// # Errors
/// A sentence that says what is wrong with them.
pub fn security_headers(headers: &[(String, Vec<u8>)]) -> Result<SecurityHeaders, String> {
    let fields = one(headers, HEADER_FIELDS)?;
    let hash = one(headers, HEADER_HASH)?;
    let fields = std::str::from_utf8(fields)
        .map_err(|_| "the list of fields is no text".to_owned())?
        .to_owned();
    // Upper case counts as well: the digits say the same (W10).
    let mut bytes = [0_u8; 32];
    hex::decode_to_slice(hash, &mut bytes)
        .map_err(|_| "the hash is not 64 hex digits".to_owned())?;
    Ok(SecurityHeaders {
        fields,
        hash: bytes,
    })
}

fn one<'a>(headers: &'a [(String, Vec<u8>)], name: &str) -> Result<&'a [u8], String> {
    let mut values = headers
        .iter()
        .filter(|(header, _)| header.eq_ignore_ascii_case(name));
    match (values.next(), values.next()) {
        (Some((_, value)), None) => Ok(value),
        (None, _) => Err(format!("there is no header {name}")),
        (Some(_), Some(_)) => Err(format!("the header {name} stands more than once")),
    }
}

/// The request UUID, if there is exactly one that is short and plain.
pub fn request_uuid(headers: &[(String, Vec<u8>)]) -> Option<String> {
    let value = std::str::from_utf8(one(headers, HEADER_REQUEST_UUID).ok()?)
        .ok()?
        .trim();
    let plain = (1..=REQUEST_UUID_BYTES_MAX).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_graphic());
    plain.then(|| value.to_owned())
}

/// Splits a list into names: 1 to 16, each `[A-Za-z_][A-Za-z0-9_]{0,63}`, none twice. With
/// `dotted_paths` a name may have parts joined by dots.
///
/// # Errors
/// A sentence that says what is wrong with the list.
pub fn field_names(list: &str, dotted_paths: bool) -> Result<Vec<String>, String> {
    let mut names: Vec<String> = Vec::new();
    for name in list.split(',').map(|name| name.trim_matches([' ', '\t'])) {
        if name.is_empty() {
            return Err("the list of fields is empty or has an empty place".to_owned());
        }
        if name.len() > FIELD_NAME_BYTES_MAX || !is_name(name, dotted_paths) {
            return Err("the list of fields holds what is no plain field name".to_owned());
        }
        if names.iter().any(|earlier| earlier == name) {
            return Err(format!("the list of fields names {name} more than once"));
        }
        if names.len() == FIELDS_MAX {
            return Err(format!("the list of fields is longer than {FIELDS_MAX}"));
        }
        names.push(name.to_owned());
    }
    Ok(names)
}

fn is_name(name: &str, dotted_paths: bool) -> bool {
    if dotted_paths {
        name.split('.').all(is_plain_name)
    } else {
        is_plain_name(name)
    }
}

fn is_plain_name(name: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
    let mut bytes = name.bytes();
    bytes.next().is_some_and(letter) && bytes.all(|byte| letter(byte) || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_split_at_commas_and_trimmed() {
        assert_eq!(
            field_names("id , status", false),
            Ok(vec!["id".into(), "status".into()])
        );
        assert_eq!(
            field_names("__proto__", false),
            Ok(vec!["__proto__".into()])
        );
        assert_eq!(field_names("a.b", true), Ok(vec!["a.b".into()]));
    }

    #[test]
    fn empty_doubled_endless_and_strange_lists_are_refused() {
        let long = ["a"; 17].iter().enumerate().map(|(i, a)| format!("{a}{i}"));
        let long = long.collect::<Vec<_>>().join(",");
        let wide = "a".repeat(65);
        for bad in [
            "",
            " ",
            ",",
            "id,",
            ",id",
            "id,,status",
            "id,id",
            "1d",
            "a.b",
            "a-b",
            "ä",
            &long,
            &wide,
        ] {
            assert!(field_names(bad, false).is_err(), "{bad:?}");
        }
        assert!(field_names("a..b", true).is_err());
    }
}
