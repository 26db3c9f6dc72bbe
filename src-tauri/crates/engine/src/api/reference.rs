//! The partner's lists of countries and currencies, as the ledger has them. The profile's file says
//! which call read each of them last, so that they are there after a restart.

use super::file::ApiFile;
use crate::{EngineError, observation};
use domain::Millis;
use ledger::Reader;
use partner_api::{
    Operation,
    list_envelope::read_list,
    wire::{WireObject, reference_entry::ReferenceEntry},
};
use serde::{Deserialize, Serialize};

/// Which call read a list last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRead {
    /// Its entry.
    pub sequence: u64,
    /// When it was answered.
    pub at: Millis,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListEntry {
    /// Its code or symbol; none if none is understood.
    pub code: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// As it came.
    pub json: String,
}

/// A list as it was last read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownList {
    /// The call's entry.
    pub sequence: u64,
    /// When it was answered.
    pub at: Millis,
    /// The entries, in the partner's order. What is not understood is there without a code.
    pub entries: Vec<ListEntry>,
}

/// Whether an operation gives one of the lists.
pub(super) const fn is_reference(operation: Operation) -> bool {
    matches!(
        operation,
        Operation::ListCountries | Operation::ListCurrencies
    )
}

/// The entries of an answer; empty if it holds none.
pub(super) fn entries(body: &[u8]) -> Vec<ListEntry> {
    let items = read_list(body).map(|list| list.items).unwrap_or_default();
    let entries = items.into_iter().map(|item| {
        let read = ReferenceEntry::read(item.get()).ok();
        let (code, name) = read.map_or((None, None), |read| (read.code, read.name));
        ListEntry {
            code: code.filter(|code| !code.trim().is_empty()),
            name,
            json: item.get().to_owned(),
        }
    });
    entries.collect()
}

/// A list as it was last read; none if it never was, or what was read is erased.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn known_list(
    reader: &Reader,
    file: &ApiFile,
    operation: Operation,
) -> Result<Option<KnownList>, EngineError> {
    let Some(ListRead { sequence, at }) = file.lists.get(operation.id()).copied() else {
        return Ok(None);
    };
    let call = match observation::read(reader, sequence).await {
        Ok(call) if call.facts.operation == operation.id() => call,
        // A file that was edited by hand, or a damaged entry: as if it had never been read.
        Ok(_) | Err(EngineError::NoObservation(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let entries = entries(call.body.as_deref().unwrap_or_default());
    Ok((!entries.is_empty()).then_some(KnownList {
        sequence,
        at,
        entries,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_in_any_shape_and_what_is_not_understood_stays_in_it() {
        let told = |json: &str| {
            let entries = entries(json.as_bytes()).into_iter();
            entries
                .map(|one| (one.code.unwrap_or_default(), one.name.unwrap_or_default()))
                .collect::<Vec<_>>()
        };
        let pair = |code: &str, name: &str| (code.to_owned(), name.to_owned());
        assert_eq!(told(r#"["NG","GH"]"#), [pair("NG", ""), pair("GH", "")]);
        assert_eq!(
            told(r#"{"data":[{"symbol":"USDC (ERC-20)","name":"USD Coin","n":1}],"total":9}"#),
            [pair("USDC (ERC-20)", "USD Coin")]
        );
        assert_eq!(
            told(r#"[{"alpha":"NG"},7,{"code":" "},{"iso2":"GH"}]"#),
            [pair("", ""), pair("", ""), pair("", ""), pair("GH", "")]
        );
        assert_eq!(entries(br#"[{"alpha":"NG"}]"#)[0].json, r#"{"alpha":"NG"}"#);
        for none in ["", "{}", "<html>", "[]"] {
            assert_eq!(told(none), []);
        }
    }
}
