//! The fields of a receiver account that say where its money goes: which they are, and whether two
//! showings of an account differ in them.

use partner_api::Fields;
use std::collections::{BTreeMap, BTreeSet};

/// The names on the wire (assumed) and what people call them.
const DETAILS: [(&str, &str); 9] = [
    ("nameOnAccount", "name on account"),
    ("currencySymbol", "currency"),
    ("accountNumber", "account number"),
    ("iban", "IBAN"),
    ("routingNumber", "routing number"),
    ("swiftCode", "SWIFT/BIC"),
    ("bankName", "bank name"),
    ("walletAddress", "wallet address"),
    ("network", "network"),
];
/// Details that are shown in full: they are not what a thief needs.
const OPEN: [&str; 5] = [
    "nameOnAccount",
    "currencySymbol",
    "swiftCode",
    "bankName",
    "network",
];
/// What the name of a further field has that tells where money goes, in small letters. The names of
/// the known fields are assumed, so a server may have others.
const HINTS: [&str; 12] = [
    "account", "iban", "bic", "swift", "routing", "sortcode", "ifsc", "clabe", "wallet", "bank",
    "branch", "network",
];
/// Names that have such a word and tell something else: ids, kinds, states, times.
const NO_DETAIL_ENDS: [&str; 6] = ["id", "status", "type", "time", "date", "url"];

/// Whether a field says where the money of an account goes.
#[must_use]
pub fn is_detail(name: &str) -> bool {
    if DETAILS.iter().any(|(known, _)| *known == name) {
        return true;
    }
    let name = name.to_ascii_lowercase();
    HINTS.iter().any(|hint| name.contains(hint))
        && !NO_DETAIL_ENDS.iter().any(|end| name.ends_with(end))
}

/// Whether a field holds a number that is shown masked.
#[must_use]
pub fn is_masked(name: &str) -> bool {
    is_detail(name) && !OPEN.contains(&name)
}

/// What people call a field; of one that is not known, its name.
#[must_use]
pub fn label(name: &str) -> &str {
    let known = DETAILS.iter().find(|(known, _)| *known == name);
    known.map_or(name, |(_, label)| label)
}

/// An account's details as something showed them: the value's JSON by the field's name.
pub type Details = BTreeMap<String, String>;

/// The details among an account's fields. One of null or an empty text is there without a value.
#[must_use]
pub fn details_of(fields: &Fields) -> Details {
    let members = fields.members().filter(|(name, _)| is_detail(name));
    members
        .map(|(name, json)| (name.to_owned(), json.to_owned()))
        .collect()
}

/// The names of the details that are others than an earlier showing of the account has them.
#[must_use]
pub fn differing(now: &Fields, before: &Fields, showing: Showing) -> Vec<String> {
    let (now, before) = (details_of(now), details_of(before));
    let mut names: BTreeSet<&String> = before.keys().collect();
    if showing == Showing::Whole {
        names.extend(now.keys());
    }
    let differs = |name: &&String| {
        let of = |details: &Details| {
            let json = details.get(*name).and_then(|json| value(json));
            json.map(str::to_owned)
        };
        let (now, before) = (of(&now), of(&before));
        !is_same(name, now.as_deref(), before.as_deref())
    };
    names.into_iter().filter(differs).cloned().collect()
}

/// How whole a showing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Showing {
    /// All fields of the account: what is not there has no value.
    Whole,
    /// An item of a list, which may have fewer fields: what is not there says nothing.
    Part,
}

/// A field that changed: its value's JSON before and after; none where it had or has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedField {
    /// Its name on the wire.
    pub name: String,
    /// Before.
    pub before: Option<String>,
    /// After.
    pub after: Option<String>,
}

/// What is known of an account's details, told by one showing after the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    details: Details,
    /// Whether a whole showing was among them.
    is_whole: bool,
}

impl Known {
    /// Takes the next showing, and tells what changed by it. A first one changes nothing.
    pub fn take(&mut self, shown: Details, showing: Showing) -> Vec<ChangedField> {
        let mut changed = Vec::new();
        let names: Vec<String> = match showing {
            Showing::Whole => {
                let known = self
                    .details
                    .keys()
                    .filter(|name| !shown.contains_key(*name));
                known.chain(shown.keys()).cloned().collect()
            }
            Showing::Part => shown.keys().cloned().collect(),
        };
        let is_first = self.details.is_empty() && !self.is_whole;
        for name in names {
            let before = self.details.get(&name);
            // Of a list's item it is not known whether the field was left out.
            let is_told = before.is_some() || self.is_whole;
            let before = before.and_then(|json| value(json)).map(str::to_owned);
            let before = before.as_deref();
            let after = shown.get(&name).and_then(|json| value(json));
            if is_told && !is_first && !is_same(&name, before, after) {
                changed.push(ChangedField {
                    before: before.map(str::to_owned),
                    after: after.map(str::to_owned),
                    name: name.clone(),
                });
            }
            match (shown.get(&name), before) {
                (None, _) => {
                    self.details.remove(&name);
                }
                // What the partner hides is not forgotten.
                (Some(json), Some(before)) if hides(&name, json, before) => {}
                (Some(json), _) => {
                    self.details.insert(name, json.clone());
                }
            }
        }
        self.is_whole |= showing == Showing::Whole;
        changed
    }
}

/// A value's JSON; none for null and an empty text.
fn value(json: &str) -> Option<&str> {
    let is_empty = text(json).trim().is_empty();
    (json != "null" && !is_empty).then_some(json)
}

/// A value as a person reads it: a text without its quotes, anything else as its JSON.
#[must_use]
pub fn text(json: &str) -> String {
    serde_json::from_str::<String>(json).unwrap_or_else(|_| json.to_owned())
}

/// Whether two values of a field mean the same: grouping is no difference, nor is case where it
/// carries nothing, nor that one of them is masked by the partner.
#[must_use]
pub fn is_same(name: &str, one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => {
            let (one, other) = (plain(name, one), plain(name, other));
            one == other || is_masking(&one, &other) || is_masking(&other, &one)
        }
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn plain(name: &str, json: &str) -> String {
    let text = text(json);
    if !is_masked(name) && name != "swiftCode" {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let bare: String = text
        .chars()
        .filter(|one| !one.is_whitespace() && *one != '-')
        .collect();
    // In Base58 a letter's case is a digit; in hexadecimal it is a checksum alone.
    let has_no_case = name == "iban" || name == "swiftCode" || bare.starts_with("0x");
    if has_no_case {
        bare.to_ascii_lowercase()
    } else {
        bare
    }
}

/// Whether the JSON of a field is the other one with a part hidden.
fn hides(name: &str, masked: &str, whole: &str) -> bool {
    is_masking(&plain(name, masked), &plain(name, whole))
}

/// Whether `masked` is the other value with all but its beginning and end hidden.
fn is_masking(masked: &str, whole: &str) -> bool {
    let is_dot = |one: char| matches!(one, '*' | '\u{2022}' | '\u{b7}');
    let (Some((begin, _)), Some((_, end))) =
        (masked.split_once(is_dot), masked.rsplit_once(is_dot))
    else {
        return false;
    };
    let shown = begin.len().saturating_add(end.len());
    whole.len() >= shown && whole.starts_with(begin) && whole.ends_with(end)
}

#[cfg(test)]
#[path = "payee_details_tests.rs"]
mod tests;
