//! A JSON object as it came: its names in order, each value's exact text.

use crate::{Field, WireTime};
use domain::{Amount, Currency, PartnerNumber};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
    ser::SerializeMap,
};
use serde_json::value::RawValue;
use std::fmt;

/// A JSON object as it came. A value keeps its very text (`1E2` stays `1E2`, 40 digits stay 40),
/// whether or not anything here knows its name, and is given back so.
#[derive(Clone, Default)]
pub struct Fields {
    members: Vec<(String, String)>,
}

/// A text that is no JSON.
#[derive(Debug, thiserror::Error)]
#[error("it is no JSON object: {0}")]
pub struct NotAnObject(#[from] pub(crate) serde_json::Error);

impl Fields {
    /// An object without members.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads an object.
    ///
    /// # Errors
    /// [`NotAnObject`] if the bytes are anything else.
    pub fn parse(bytes: &[u8]) -> Result<Self, NotAnObject> {
        Ok(serde_json::from_slice(bytes)?)
    }

    /// The members of a value that serialises as an object, in its order.
    ///
    /// # Errors
    /// [`NotAnObject`] if it serialises as anything else.
    pub fn of(value: &impl Serialize) -> Result<Self, NotAnObject> {
        Self::parse(&serde_json::to_vec(value)?)
    }

    /// The object as JSON, without blanks between members.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = String::from("{");
        for (name, value) in &self.members {
            if text.len() > 1 {
                text.push(',');
            }
            text.push_str(&quoted(name));
            text.push(':');
            text.push_str(value);
        }
        text.push('}');
        text
    }

    /// Each member's name and its value's text, in order.
    pub fn members(&self) -> impl Iterator<Item = (&str, &str)> {
        let members = self.members.iter();
        members.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The members whose names are not among these.
    pub fn extra<'a>(
        &'a self,
        known: &'a [&'a str],
    ) -> impl Iterator<Item = (&'a str, &'a str)> + 'a {
        self.members().filter(|(name, _)| !known.contains(name))
    }

    /// A member's text; a name that stands twice is read as neither.
    #[must_use]
    pub fn raw(&self, name: &str) -> Field<&str> {
        let mut found = self.members().filter(|(one, _)| *one == name);
        match (found.next(), found.next()) {
            (None, _) => Field::Absent,
            (Some((_, "null")), None) => Field::Null,
            (Some((_, text)), None) => Field::Read(text),
            (Some((_, first)), Some((_, second))) => {
                Field::Unread(format!("stands twice: {first}, {second}"))
            }
        }
    }

    /// A member that is a text.
    #[must_use]
    pub fn text(&self, name: &str) -> Field<String> {
        self.raw(name).and_then(unquoted)
    }

    /// A member that is an id: a number, or digits as text.
    #[must_use]
    pub fn id(&self, name: &str) -> Field<PartnerNumber> {
        self.raw(name).and_then(|raw| {
            let text = unquoted(raw);
            PartnerNumber::parse(text.as_deref().unwrap_or(raw)).ok()
        })
    }

    /// A member that is an amount: decimal text. A JSON number is not read as one.
    #[must_use]
    pub fn amount(&self, name: &str) -> Field<Amount> {
        self.raw(name)
            .and_then(|raw| Amount::parse(&unquoted(raw)?).ok())
    }

    /// A member that is a currency's symbol.
    #[must_use]
    pub fn currency(&self, name: &str) -> Field<Currency> {
        self.raw(name)
            .and_then(|raw| Currency::parse(&unquoted(raw)?).ok())
    }

    /// A member that is a time: a number.
    #[must_use]
    pub fn time(&self, name: &str) -> Field<WireTime> {
        self.raw(name).and_then(WireTime::read)
    }

    /// A member that is an object.
    #[must_use]
    pub fn object(&self, name: &str) -> Field<Self> {
        self.raw(name)
            .and_then(|raw| Self::parse(raw.as_bytes()).ok())
    }

    /// Sets a member to a text, in its place or at the end.
    pub fn set_text(&mut self, name: &str, text: &str) {
        self.put(name, quoted(text));
    }

    /// Sets a member to any JSON value, in its place or at the end.
    ///
    /// # Errors
    /// [`NotAnObject`] if the text is no JSON.
    pub fn set_json(&mut self, name: &str, json: &str) -> Result<(), NotAnObject> {
        let value = RawValue::from_string(json.trim().to_owned())?;
        self.put(name, value.get().to_owned());
        Ok(())
    }

    /// Sets a member to an id's number.
    pub fn set_id(&mut self, name: &str, id: PartnerNumber) {
        self.put(name, id.to_string());
    }

    /// Sets a member to an object.
    pub fn set_fields(&mut self, name: &str, fields: &Self) {
        self.put(name, fields.to_json());
    }

    /// Appends another object's members; one that stands here already is set to the other's value.
    pub fn merge(&mut self, other: Self) {
        for (name, value) in other.members {
            self.put(&name, value);
        }
    }

    fn put(&mut self, name: &str, value: String) {
        match self.members.iter_mut().find(|(one, _)| one == name) {
            Some((_, old)) => *old = value,
            None => self.members.push((name.to_owned(), value)),
        }
    }
}

/// The text of a JSON string; none for any other value.
fn unquoted(raw: &str) -> Option<String> {
    raw.starts_with('"')
        .then(|| serde_json::from_str(raw).ok())
        .flatten()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

impl PartialEq for Fields {
    fn eq(&self, other: &Self) -> bool {
        self.members().eq(other.members())
    }
}

impl Eq for Fields {}

/// Names alone: values may be personal.
impl fmt::Debug for Fields {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.members().map(|(name, _)| name);
        out.debug_set().entries(names).finish()
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.members.len()))?;
        for (name, value) in &self.members {
            let value = RawValue::from_string(value.clone());
            map.serialize_entry(name, &value.map_err(serde::ser::Error::custom)?)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Fields;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Fields, M::Error> {
        let mut members = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, Box<RawValue>>()? {
            members.push((name, value.get().to_owned()));
        }
        Ok(Fields { members })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_comes_back_letter_by_letter_in_its_place() {
        let text = concat!(
            r#"{"b":1E2,"a":"x\u0041","n":1.000,"big":123456789012345678901234567890,"#,
            r#""o":{ "z" : [1, 2] },"a":null}"#
        );
        let fields = Fields::parse(text.as_bytes()).unwrap();
        assert_eq!(fields.to_json(), text);
        assert_eq!(serde_json::to_string(&fields).unwrap(), text);
    }

    #[test]
    fn what_is_set_stands_in_its_place_and_the_rest_is_untouched() {
        let mut fields = Fields::parse(br#"{"a":1.0,"b":"old","c":1e5}"#).unwrap();
        fields.set_text("b", "a \"quoted\" one");
        fields.set_json("d", " [1,2] ").unwrap();
        assert!(fields.set_json("e", "1,").is_err());
        assert_eq!(
            fields.to_json(),
            r#"{"a":1.0,"b":"a \"quoted\" one","c":1e5,"d":[1,2]}"#
        );
    }

    #[test]
    fn a_value_in_another_shape_is_shown_and_not_read() {
        let fields = Fields::parse(
            br#"{"n":1534.25,"t":"0.1","z":null,"w":"ten","d":1,"d":2,"i":"7","f":7.0}"#,
        )
        .unwrap();
        assert_eq!(fields.amount("n"), Field::Unread("1534.25".to_owned()));
        assert_eq!(
            fields.amount("t"),
            Field::Read(Amount::parse("0.1").unwrap())
        );
        assert_eq!(fields.amount("z"), Field::Null);
        assert_eq!(fields.amount("w"), Field::Unread("\"ten\"".to_owned()));
        assert_eq!(fields.amount("x"), Field::Absent);
        assert_eq!(fields.id("i").read().map(|id| id.get()), Some(7));
        assert_eq!(fields.id("f"), Field::Unread("7.0".to_owned()));
        assert!(matches!(fields.id("d"), Field::Unread(_)));
        let extra: Vec<_> = fields.extra(&["n", "t", "z", "w", "d"]).collect();
        assert_eq!(extra, [("i", "\"7\""), ("f", "7.0")]);
    }
}
