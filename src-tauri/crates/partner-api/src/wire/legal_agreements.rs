//! The agreements that a merchant has to accept, as they come.

use crate::{Fields, Unread, list_envelope::read_list};

/// The agreements of a merchant. Their shape is not known: one object each, or one object in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalAgreements {
    /// Each agreement's fields, as they came.
    pub agreements: Vec<Fields>,
}

impl LegalAgreements {
    /// Reads a list of agreements in any envelope, or one object as one agreement.
    ///
    /// # Errors
    /// [`Unread`] if it is neither.
    pub fn read(body: &[u8]) -> Result<Self, Unread> {
        let agreements = match read_list(body) {
            Ok(list) => list
                .items
                .iter()
                .map(|item| Ok(Fields::parse(item.get().as_bytes())?))
                .collect::<Result<_, Unread>>()?,
            Err(_) => vec![Fields::parse(body)?],
        };
        Ok(Self { agreements })
    }
}
