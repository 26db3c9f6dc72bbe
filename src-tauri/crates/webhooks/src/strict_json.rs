//! The one JSON reader for verifying and for reading: what it takes, every reader reads alike.
//!
//! It refuses what RFC 8259 leaves open: doubled names, lone surrogates, a byte order mark, deep
//! nesting. The exact text of each top-level value is kept, which no general reader does.

use std::collections::HashSet;

/// The deepest nesting.
pub const DEPTH_MAX: usize = 32;

/// Why a body is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} at byte {at}")]
pub struct JsonFault {
    /// What is wrong.
    pub what: &'static str,
    /// Where, in bytes from the start.
    pub at: usize,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it was written.
    Number(String),
    /// A text, unescaped.
    Text(String),
    /// A list.
    Array(Vec<Value>),
    /// An object; its names are all different.
    Object(Vec<(String, Value)>),
}

/// A top-level member of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name, unescaped.
    pub name: String,
    /// Its value.
    pub value: Value,
    /// Its value as it was written.
    pub token: String,
    /// Where its value begins, in bytes.
    pub start: usize,
    /// Where its value ends.
    pub end: usize,
}

/// Reads a body that must be one object.
///
/// # Errors
/// [`JsonFault`] for anything that two readers could read in two ways.
pub fn read_object(body: &[u8]) -> Result<Vec<Member>, JsonFault> {
    let mut reader = Reader::over(body)?;
    reader.skip_blanks();
    reader.take(b'{', "the body is not an object")?;
    let members = reader.members(|reader, name| {
        let start = reader.at;
        let value = reader.value(1)?;
        let end = reader.at;
        let token = reader.text.get(start..end).unwrap_or_default().to_owned();
        Ok(Member {
            name,
            value,
            token,
            start,
            end,
        })
    })?;
    reader.end()?;
    Ok(members)
}

/// Reads a text that is one value.
///
/// # Errors
/// [`JsonFault`] as [`read_object`].
pub fn read_value(text: &str) -> Result<Value, JsonFault> {
    let mut reader = Reader::over(text.as_bytes())?;
    reader.skip_blanks();
    let value = reader.value(0)?;
    reader.end()?;
    Ok(value)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn over(bytes: &'a [u8]) -> Result<Self, JsonFault> {
        let text = std::str::from_utf8(bytes).map_err(|error| JsonFault {
            what: "no UTF-8",
            at: error.valid_up_to(),
        })?;
        if text.starts_with('\u{feff}') {
            return Err(JsonFault {
                what: "a byte order mark",
                at: 0,
            });
        }
        Ok(Self { text, at: 0 })
    }

    const fn fault<T>(&self, what: &'static str) -> Result<T, JsonFault> {
        Err(JsonFault { what, at: self.at })
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    const fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.step();
        }
    }

    fn take(&mut self, byte: u8, missing: &'static str) -> Result<(), JsonFault> {
        if self.peek() != Some(byte) {
            return self.fault(missing);
        }
        self.step();
        Ok(())
    }

    fn end(&mut self) -> Result<(), JsonFault> {
        self.skip_blanks();
        if self.peek().is_some() {
            self.fault("more text behind the value")
        } else {
            Ok(())
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, JsonFault> {
        if self
            .text
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(word))
        {
            self.at = self.at.saturating_add(word.len());
            return Ok(value);
        }
        self.fault("no value")
    }

    fn value(&mut self, depth: usize) -> Result<Value, JsonFault> {
        match self.peek() {
            Some(b'n') => self.word("null", Value::Null),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'"') => self.string().map(Value::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'[' | b'{') if depth >= DEPTH_MAX => self.fault("nested too deeply"),
            Some(b'[') => self.array(depth.saturating_add(1)),
            Some(b'{') => {
                self.step();
                let inner = depth.saturating_add(1);
                self.members(|reader, name| Ok((name, reader.value(inner)?)))
                    .map(Value::Object)
            }
            _ => self.fault("no value"),
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value, JsonFault> {
        self.step();
        let mut values = Vec::new();
        self.skip_blanks();
        if self.peek() == Some(b']') {
            self.step();
            return Ok(Value::Array(values));
        }
        loop {
            self.skip_blanks();
            values.push(self.value(depth)?);
            self.skip_blanks();
            match self.peek() {
                Some(b',') => self.step(),
                Some(b']') => {
                    self.step();
                    return Ok(Value::Array(values));
                }
                _ => return self.fault("a list that does not end"),
            }
        }
    }

    /// The members of an object whose brace was taken.
    fn members<M>(
        &mut self,
        mut read: impl FnMut(&mut Self, String) -> Result<M, JsonFault>,
    ) -> Result<Vec<M>, JsonFault> {
        let mut names = HashSet::new();
        let mut members = Vec::new();
        self.skip_blanks();
        if self.peek() == Some(b'}') {
            self.step();
            return Ok(members);
        }
        loop {
            self.skip_blanks();
            if self.peek() != Some(b'"') {
                return self.fault("no name of a member");
            }
            let name_at = self.at;
            let name = self.string()?;
            if !names.insert(name.clone()) {
                return Err(JsonFault {
                    what: "a name that stands twice",
                    at: name_at,
                });
            }
            self.skip_blanks();
            self.take(b':', "no colon behind a name")?;
            self.skip_blanks();
            members.push(read(self, name)?);
            self.skip_blanks();
            match self.peek() {
                Some(b',') => self.step(),
                Some(b'}') => {
                    self.step();
                    return Ok(members);
                }
                _ => return self.fault("an object that does not end"),
            }
        }
    }

    fn digits(&mut self) -> Result<(), JsonFault> {
        if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return self.fault("a number without a digit");
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.step();
        }
        Ok(())
    }

    fn number(&mut self) -> Result<Value, JsonFault> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.step();
        }
        if self.peek() == Some(b'0') {
            self.step();
            if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                return self.fault("a number that begins with 0");
            }
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.step();
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.step();
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.step();
            }
            self.digits()?;
        }
        Ok(Value::Number(
            self.text.get(start..self.at).unwrap_or_default().to_owned(),
        ))
    }

    fn string(&mut self) -> Result<String, JsonFault> {
        self.step();
        let mut text = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let plain = rest
                .bytes()
                .position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))
                .unwrap_or(rest.len());
            text.push_str(rest.get(..plain).unwrap_or_default());
            self.at = self.at.saturating_add(plain);
            match self.peek() {
                Some(b'"') => {
                    self.step();
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                Some(_) => return self.fault("a control character in a text"),
                None => return self.fault("a text that does not end"),
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonFault> {
        self.step();
        let plain = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return self.fault("an unknown escape"),
        };
        self.step();
        Ok(plain)
    }

    fn unicode_escape(&mut self) -> Result<char, JsonFault> {
        let first = self.four_hex_digits()?;
        if let Some(plain) = char::from_u32(u32::from(first)) {
            return Ok(plain);
        }
        if self.peek() != Some(b'\\') {
            return self.fault("a lone surrogate");
        }
        self.step();
        if self.peek() != Some(b'u') {
            return self.fault("a lone surrogate");
        }
        let second = self.four_hex_digits()?;
        match char::decode_utf16([first, second]).next() {
            Some(Ok(pair)) => Ok(pair),
            _ => self.fault("a lone surrogate"),
        }
    }

    fn four_hex_digits(&mut self) -> Result<u16, JsonFault> {
        self.step();
        let end = self.at.saturating_add(4);
        let digits = self.text.get(self.at..end).unwrap_or_default();
        let good = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let Some(unit) = good.then(|| u16::from_str_radix(digits, 16).ok()).flatten() else {
            return self.fault("an escape without four hex digits");
        };
        self.at = end;
        Ok(unit)
    }
}
