//! Values as JavaScript turns them into text: the sender's reference is TypeScript (documented).

use crate::{
    TextRule,
    strict_json::{Value, read_value},
};

/// A number as `String(n)` prints it, from its JSON text. None if the text is no JSON number.
#[must_use]
pub fn number_text(token: &str) -> Option<String> {
    match read_value(token) {
        Ok(Value::Number(token)) => Some(number(&token)),
        _ => None,
    }
}

/// A value as this rule turns it into text, from its JSON text. None if the text is no strict
/// JSON.
#[must_use]
pub fn value_text(token: &str, rule: TextRule) -> Option<String> {
    read_value(token).ok().map(|value| text_of(&value, rule))
}

/// A value as this rule turns it into text.
pub fn text_of(value: &Value, rule: TextRule) -> String {
    match (value, rule) {
        (Value::Null, TextRule::StringOf) => "null".to_owned(),
        (Value::Null, TextRule::JoinOf) => String::new(),
        (value, _) => string_of(value),
    }
}

/// A field that is not there.
pub fn missing_text(rule: TextRule) -> String {
    match rule {
        TextRule::StringOf => "undefined".to_owned(),
        TextRule::JoinOf => String::new(),
    }
}

fn string_of(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(true) => "true".to_owned(),
        Value::Bool(false) => "false".to_owned(),
        Value::Number(token) => number(token),
        Value::Text(text) => text.clone(),
        // An array joins its members with commas; a null member is nothing.
        Value::Array(values) => {
            let texts: Vec<String> = values
                .iter()
                .map(|value| text_of(value, TextRule::JoinOf))
                .collect();
            texts.join(",")
        }
        Value::Object(_) => "[object Object]".to_owned(),
    }
}

fn number(token: &str) -> String {
    // Rust and JavaScript both read to the nearest double; beyond the largest both say infinity.
    token.parse::<f64>().map_or_else(
        |_| token.to_owned(),
        |double| ryu_js::Buffer::new().format(double).to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_the_table_says() {
        for (token, text) in [
            ("1.0", "1"),
            ("100.00", "100"),
            ("1E2", "100"),
            ("1e21", "1e+21"),
            ("1e-7", "1e-7"),
            ("-0", "0"),
            ("9007199254740993", "9007199254740992"),
            ("1e999", "Infinity"),
            ("-1e999", "-Infinity"),
            ("5e-324", "5e-324"),
        ] {
            assert_eq!(number_text(token).as_deref(), Some(text), "{token}");
        }
        assert_eq!(number_text("01"), None);
        assert_eq!(number_text("\"1\""), None);
    }

    #[test]
    fn null_and_lists_are_printed_as_the_table_says() {
        use TextRule::{JoinOf, StringOf};
        for (token, string, join) in [
            ("null", "null", ""),
            ("true", "true", "true"),
            ("[]", "", ""),
            ("[null]", "", ""),
            (
                "[1,[2,null],{}]",
                "1,2,,[object Object]",
                "1,2,,[object Object]",
            ),
            ("{\"a\":1}", "[object Object]", "[object Object]"),
        ] {
            assert_eq!(
                value_text(token, StringOf).as_deref(),
                Some(string),
                "{token}"
            );
            assert_eq!(value_text(token, JoinOf).as_deref(), Some(join), "{token}");
        }
        assert_eq!(missing_text(StringOf), "undefined");
        assert_eq!(missing_text(JoinOf), "");
    }
}
