//! The listed fields of a body and their texts.

use crate::{
    FieldReading, IDENTITY_FIELD, Rules, TextRule,
    javascript::{missing_text, text_of},
    strict_json::{Member, Value, read_object},
};
use domain::PartnerNumber;

/// Of a longer value only the beginning is told; the body has all of it.
const TOKEN_TOLD_BYTES_MAX: usize = 256;

/// The listed fields, read.
#[derive(Debug, Default)]
pub struct Covered {
    /// The fields that the body has, in the list's order.
    pub readings: Vec<FieldReading>,
    /// For each rule to be tried: the text of each listed field.
    pub texts: Vec<(TextRule, Vec<String>)>,
    /// What is wrong, if a listed field's text would prove nothing.
    pub fault: Option<String>,
}

/// Reads the listed fields.
pub fn covered(listed: &[String], members: &[Member], rules: &Rules) -> Covered {
    let found: Vec<Result<Option<Member>, String>> = listed
        .iter()
        .map(|name| find(name, members, rules))
        .collect();
    let mut covered = Covered::default();
    let mut weak_values = false;
    for (name, member) in listed.iter().zip(&found) {
        let weakness = match member {
            Err(fault) => Err(fault.clone()),
            Ok(member) => weakness(name, member.as_ref(), rules),
        };
        match &weakness {
            Err(fault) if covered.fault.is_none() => covered.fault = Some(fault.clone()),
            Ok(true) => weak_values = true,
            Err(_) | Ok(false) => {}
        }
        if let Ok(Some(member)) = member {
            covered
                .readings
                .push(reading(member, name, weakness.unwrap_or(true)));
        }
    }
    // The rules differ for null and missing values alone.
    let tried: &[TextRule] = if weak_values {
        &[TextRule::StringOf, TextRule::JoinOf]
    } else {
        &[TextRule::StringOf]
    };
    for rule in tried {
        let texts = found.iter().map(|member| match member {
            Ok(Some(member)) => text_of(&member.value, *rule),
            Ok(None) | Err(_) => missing_text(*rule),
        });
        covered.texts.push((*rule, texts.collect()));
    }
    covered
}

/// The fields that are not listed.
pub fn uncovered(listed: &[String], members: &[Member]) -> Vec<FieldReading> {
    members
        .iter()
        .filter(|member| !listed.contains(&member.name))
        .map(|member| FieldReading {
            text: None,
            ..reading(member, &member.name, false)
        })
        .collect()
}

/// The top-level fields of a body but for these; none if it is no strict JSON object.
#[must_use]
pub fn uncovered_fields(body: &[u8], listed: &[String]) -> Vec<FieldReading> {
    read_object(body)
        .map(|members| uncovered(listed, &members))
        .unwrap_or_default()
}

fn reading(member: &Member, name: &str, weak: bool) -> FieldReading {
    FieldReading {
        name: name.to_owned(),
        token: shortened(&member.token),
        text: Some(text_of(&member.value, TextRule::StringOf)),
        start: member.start,
        end: member.end,
        weak,
    }
}

/// A text, or its beginning if it is long.
pub fn shortened(text: &str) -> String {
    if text.len() <= TOKEN_TOLD_BYTES_MAX {
        return text.to_owned();
    }
    let end = text.floor_char_boundary(TOKEN_TOLD_BYTES_MAX);
    format!("{}…", text.get(..end).unwrap_or_default())
}

/// The member that a listed name means; none if the body has none.
fn find(name: &str, members: &[Member], rules: &Rules) -> Result<Option<Member>, String> {
    let literal = members.iter().find(|member| member.name == name).cloned();
    let Some((outer, inner)) = name.split_once('.').filter(|_| rules.dotted_paths) else {
        return Ok(literal);
    };
    let by_path = members
        .iter()
        .find(|member| member.name == outer && matches!(member.value, Value::Object(_)))
        .map(|member| along_path(member, inner, rules))
        .transpose()?
        .flatten();
    if literal.is_some() && by_path.is_some() {
        return Err(format!("{name} is both a field's name and a path into one"));
    }
    Ok(literal.or(by_path))
}

fn along_path(outer: &Member, inner: &str, rules: &Rules) -> Result<Option<Member>, String> {
    // The text of an object that was read once reads again.
    let members = read_object(outer.token.as_bytes()).map_err(|fault| fault.to_string())?;
    let found = find(inner, &members, rules)?;
    Ok(found.map(|member| Member {
        start: member.start.saturating_add(outer.start),
        end: member.end.saturating_add(outer.start),
        ..member
    }))
}

/// Whether a value is weakly covered, or why it may not be covered at all.
fn weakness(name: &str, member: Option<&Member>, rules: &Rules) -> Result<bool, String> {
    let value = member.map(|member| &member.value);
    if name == IDENTITY_FIELD {
        return match value {
            Some(Value::Number(text) | Value::Text(text)) if PartnerNumber::parse(text).is_ok() => {
                Ok(false)
            }
            None => Err(format!("the listed field {name} is missing")),
            Some(_) => Err(format!(
                "{name} is no id: digits, not beginning with 0, below 2^53"
            )),
        };
    }
    let kind = match value {
        Some(Value::Text(_) | Value::Bool(_)) => return Ok(false),
        Some(Value::Number(token)) if is_integer(token) => {
            // Beyond 2^53 other integers print alike.
            let told = value.map(|value| text_of(value, TextRule::StringOf));
            return Ok(told.as_ref() != Some(token));
        }
        Some(Value::Number(_)) => "a fraction",
        Some(Value::Null) => "null",
        Some(Value::Array(_)) => "a list",
        Some(Value::Object(_)) => "an object",
        None => "missing",
    };
    if rules.weak_values {
        return Ok(true);
    }
    Err(format!(
        "the listed field {name} is {kind}, whose text would prove nothing sure"
    ))
}

fn is_integer(token: &str) -> bool {
    token
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-')
}
