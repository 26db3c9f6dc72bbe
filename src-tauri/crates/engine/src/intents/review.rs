//! What a wish would send, shown to a person before it is sent; and an object's fields, to be
//! changed.

use super::{Differs, IntentError, Intents, Wish, candidates::differs};
use crate::{
    By,
    api::{Cause, Observed},
};
use domain::{Millis, Subject, SubjectKind, policy::Why};
use partner_api::{
    Endpoint, Exchange, Fields, Operation, Origin, Sent,
    endpoints::{get_merchant::GetMerchant, get_receiver_account::GetReceiverAccount},
};

/// A request as it would be sent now.
#[derive(Debug, Clone)]
pub struct Review {
    /// Its operation.
    pub operation: Operation,
    /// Where it would go.
    pub origin: Origin,
    /// How it would be written down; nothing was sent.
    pub request: Exchange,
    /// Whether its path is the profile's own, and not the table's.
    pub is_override: bool,
    /// When a call by this path first worked at this server.
    pub confirmed_at: Option<Millis>,
    /// Of a change: the fields in which the request is not what was just read. `found` is what
    /// was read.
    pub differs: Vec<Differs>,
    /// Why a second person has to want it first; empty if nobody has to.
    pub second_person: Vec<Why>,
}

/// An object's fields as the API just showed them.
#[derive(Debug, Clone)]
pub struct ReadFields {
    /// Its fields, each value's exact text.
    pub fields: Fields,
    /// When it was read.
    pub at: Millis,
    /// The read's entry.
    pub sequence: u64,
}

impl Review {
    /// The JSON that would be sent.
    #[must_use]
    pub fn body(&self) -> Option<String> {
        match &self.request.sent {
            Sent::Json(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
            Sent::Nothing | Sent::File { .. } => None,
        }
    }
}

impl Intents {
    /// The request that this wish would send now. A change is made of what is read for it; nothing
    /// else is called, and nothing is changed.
    ///
    /// # Errors
    /// [`IntentError`], as the wish itself would fail before anything is sent.
    pub async fn review(&self, wish: Wish, by: impl Into<By>) -> Result<Review, IntentError> {
        let by = by.into();
        let partner = self.room.partner()?;
        let second_person = wish.second_person(&self.room, &by).await?;
        let is_update = matches!(
            wish,
            Wish::UpdateMerchant(..) | Wish::UpdateReceiverAccount(..)
        );
        let prepared = wish.prepare(&self.room, None, &by).await?;
        let operation = prepared.request.operation();
        let request = partner.preview(&prepared.request);
        let request = request.map_err(|error| IntentError::NotMade(error.failure.to_string()))?;
        let before = prepared.before.filter(|_| is_update);
        let before = before.and_then(|before| Fields::parse(before.as_bytes()).ok());
        let sent = prepared.request.body().unwrap_or_default();
        let sent = Fields::parse(&sent).unwrap_or_default();
        let differs = before.map_or_else(Vec::new, |before| differs(&sent, &before));
        let (path, is_override) = partner.overrides().path(operation);
        let origin = partner.base().origin();
        let file = self.room.file();
        Ok(Review {
            operation,
            confirmed_at: file.confirmed_at(operation, path.as_str(), origin.as_str()),
            origin,
            request,
            is_override,
            differs,
            second_person,
        })
    }

    /// Reads the fields of a merchant or receiver account, to be changed by a person.
    ///
    /// # Errors
    /// [`IntentError::Api`], [`IntentError::NotRead`]; [`IntentError::NotMade`] of a transaction.
    pub async fn read_fields(
        &self,
        subject: Subject,
        by: Option<String>,
    ) -> Result<ReadFields, IntentError> {
        let cause = Cause::person(by);
        match subject.kind {
            SubjectKind::Merchant => {
                let id = subject.number.into();
                let read = self.room.call(&GetMerchant { id }, cause).await?;
                fields(read, |merchant| merchant.fields)
            }
            SubjectKind::ReceiverAccount => {
                let id = subject.number.into();
                let read = self.room.call(&GetReceiverAccount { id }, cause).await?;
                fields(read, |account| account.fields)
            }
            SubjectKind::Transaction => Err(IntentError::NotMade(format!(
                "{subject} is changed by its own steps alone"
            ))),
        }
    }
}

fn fields<T>(
    read: Observed<T>,
    fields: impl FnOnce(T) -> Fields,
) -> Result<ReadFields, IntentError> {
    Ok(ReadFields {
        fields: fields(read.outcome.map_err(IntentError::NotRead)?),
        at: read.exchange.ended,
        sequence: read.sequence,
    })
}
