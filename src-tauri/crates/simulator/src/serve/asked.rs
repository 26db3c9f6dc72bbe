//! What a call asks: the parameter of its path, its query, its body.

use super::refusal::Refusal;
use domain::{Amount, PartnerNumber};
use partner_api::{Field, Fields, Operation};

/// The most objects on one page.
const LIMIT_MAX: usize = 500;

/// A call of the API.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What is called.
    pub operation: Operation,
    /// The value of its path's parameter, decoded.
    pub path_value: Option<String>,
    /// Its query, decoded.
    pub query: Vec<(String, String)>,
    /// Its JSON body; empty if there is none.
    pub body: Fields,
}

impl Asked {
    /// The number in the path.
    pub fn number(&self) -> Result<u64, Refusal> {
        let text = self.path_value.as_deref().unwrap_or_default();
        let number = PartnerNumber::parse(text);
        number
            .map(PartnerNumber::get)
            .map_err(|_| Refusal::new(404, "NOT_FOUND", "the path holds no id"))
    }

    /// A number of the query; none if it is not asked for.
    pub fn query_number(&self, name: &str) -> Result<Option<u64>, Refusal> {
        let mut found = self.query.iter().filter(|(one, _)| one == name);
        match found.next() {
            None => Ok(None),
            Some((_, value)) => value
                .parse()
                .map(Some)
                .map_err(|_| Refusal::new(400, "INVALID_VALUE", format!("{name} is no number"))),
        }
    }

    /// The page that is asked for, of all there are. Pages count from 0 (assumed).
    pub fn page<T>(&self, all: impl Iterator<Item = T>) -> Result<Vec<T>, Refusal> {
        let index = |number: Option<u64>| number.and_then(|number| usize::try_from(number).ok());
        let limit = index(self.query_number("limit")?).unwrap_or(50);
        let page = index(self.query_number("page")?).unwrap_or(0);
        let limit = limit.clamp(1, LIMIT_MAX);
        Ok(all.skip(page.saturating_mul(limit)).take(limit).collect())
    }

    /// A field of the body that must be there: an id.
    pub fn id(&self, name: &str) -> Result<u64, Refusal> {
        let id = self.body.id(name).into_read();
        id.map(PartnerNumber::get)
            .ok_or_else(|| Refusal::field(name))
    }

    /// A field of the body that must be there: a text that is not empty.
    pub fn text(&self, name: &str) -> Result<String, Refusal> {
        text_in(&self.body, name)
    }

    /// A field of the body that must be there: an amount above zero, decimal text.
    pub fn amount(&self, name: &str) -> Result<Amount, Refusal> {
        let amount = Amount::parse(&self.text(name)?).map_err(|_| Refusal::field(name))?;
        let digits = amount.as_str().bytes();
        if amount.is_negative() || !digits.into_iter().any(|b| matches!(b, b'1'..=b'9')) {
            let message = format!("{name} must be above 0");
            return Err(Refusal::new(400, "INVALID_AMOUNT", message));
        }
        Ok(amount)
    }

    /// A field of the body that must be one of these words.
    pub fn word(&self, name: &str, words: &[&str]) -> Result<String, Refusal> {
        word_in(&self.body, name, words)
    }

    /// That a field which may be left out is one of these words where it is there.
    pub fn word_if_there(&self, name: &str, words: &[&str]) -> Result<(), Refusal> {
        match self.body.raw(name) {
            Field::Absent | Field::Null => Ok(()),
            _ => self.word(name, words).map(|_| ()),
        }
    }
}

/// A member that must be there: a text that is not empty.
pub fn text_in(fields: &Fields, name: &str) -> Result<String, Refusal> {
    let text = fields.text(name).into_read();
    text.filter(|text| !text.is_empty())
        .ok_or_else(|| Refusal::field(name))
}

/// A member that must be one of these words.
pub fn word_in(fields: &Fields, name: &str, words: &[&str]) -> Result<String, Refusal> {
    let word = text_in(fields, name)?;
    if words.contains(&word.as_str()) {
        Ok(word)
    } else {
        Err(Refusal::field(name))
    }
}
