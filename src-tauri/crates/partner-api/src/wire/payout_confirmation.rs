//! A payout confirmation (telex): its status, and the document once there is one.

use super::{WireObject, getters};
use crate::{Field, Fields, Unread, WireTime};
use domain::PartnerNumber;

/// A payout confirmation. Its shape is not known; one status contains `ARRIVED` (observed).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayoutConfirmation {
    /// Every field that came.
    pub fields: Fields,
}

impl WireObject for PayoutConfirmation {
    fn read(json: &str) -> Result<Self, Unread> {
        let fields = Fields::parse(json.as_bytes())?;
        Ok(Self { fields })
    }

    fn identity(&self) -> Option<PartnerNumber> {
        self.fields.id("id").into_read()
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }
}

getters! { PayoutConfirmation also ["id", "documentUrl", "fileUrl"] {
    /// `businessRequestId`: the transaction
    transaction: id "businessRequestId" -> PartnerNumber;
    /// `status`
    status: text "status" -> String;
    /// `url`
    url: text "url" -> String;
    /// `creationTime`
    creation_time: time "creationTime" -> WireTime;
    /// `lastUpdateTime`
    last_update_time: time "lastUpdateTime" -> WireTime;
} }

impl PayoutConfirmation {
    /// Where the document is: under `url`, `documentUrl` or `fileUrl`.
    #[must_use]
    pub fn document(&self) -> Field<String> {
        self.url()
            .or_else(|| self.fields.text("documentUrl"))
            .or_else(|| self.fields.text("fileUrl"))
    }
}
