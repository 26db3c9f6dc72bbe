//! A file that was uploaded: its URL.

use super::{WireObject, required};
use crate::{Fields, Unread};
use domain::PartnerNumber;

/// A file that was uploaded (observed). Its URL is said to hold for about seven days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadedFile {
    /// `url`, or `data.url`.
    pub url: String,
    /// Every field that came.
    pub fields: Fields,
}

impl WireObject for UploadedFile {
    fn read(json: &str) -> Result<Self, Unread> {
        let fields = Fields::parse(json.as_bytes())?;
        let inner = fields.object("data").into_read().unwrap_or_default();
        let url = required(fields.text("url").or_else(|| inner.text("url")), "url")?;
        Ok(Self { url, fields })
    }

    fn identity(&self) -> Option<PartnerNumber> {
        None
    }

    fn fields(&self) -> &Fields {
        &self.fields
    }
}
