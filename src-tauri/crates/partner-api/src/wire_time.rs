//! A time as the wire's number, and its reading.

use domain::Millis;

/// A time as the partner writes it. The unit is not documented: 13 digits are read as
/// milliseconds, 10 as seconds, and the number is shown beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WireTime {
    number: String,
    reading: Option<Millis>,
}

impl WireTime {
    /// Reads a JSON number; none for any other value.
    pub(crate) fn read(raw: &str) -> Option<Self> {
        let begins_a_number = |letter: char| letter.is_ascii_digit() || letter == '-';
        raw.starts_with(begins_a_number).then(|| Self {
            number: raw.to_owned(),
            reading: reading(raw),
        })
    }

    /// The number as it was written.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }

    /// When that is; none if the number has another length than a known unit's.
    #[must_use]
    pub const fn reading(&self) -> Option<Millis> {
        self.reading
    }
}

fn reading(raw: &str) -> Option<Millis> {
    if !raw.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = raw.parse::<i64>().ok()?;
    match raw.len() {
        13 => Some(Millis(number)),
        10 => number.checked_mul(1000).map(Millis),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirteen_digits_are_milliseconds_ten_are_seconds_and_the_rest_is_a_number_alone() {
        let read = |raw: &str| {
            let time = WireTime::read(raw).unwrap();
            assert_eq!(time.number(), raw);
            time.reading()
        };
        assert_eq!(read("1767603600123"), Some(Millis(1_767_603_600_123)));
        assert_eq!(read("1767603600"), Some(Millis(1_767_603_600_000)));
        for unknown in [
            "0",
            "-176760360",
            "176760360012",
            "1767603600.5",
            "1.767603E12",
        ] {
            assert_eq!(read(unknown), None, "{unknown}");
        }
        assert_eq!(WireTime::read("\"1767603600\""), None);
    }
}
