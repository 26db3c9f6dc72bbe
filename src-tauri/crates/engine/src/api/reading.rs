//! Reading one object from the API, whatever it takes to find out what kind it is.

use super::{
    observe::Cause,
    room::{ApiError, ApiRoom, Observed},
};
use crate::EngineError;
use domain::{
    ClientStatus, Millis, PartnerNumber, Subject, SubjectKind, TransactionKind,
    record::{CallOutcome, KIND_OBSERVATION, ObservationFacts, Shown},
};
use ledger::{From, PageQuery, Reader};
use partner_api::{
    CallError, Failure, Operation,
    endpoints::{
        get_merchant::GetMerchant, get_payout_confirmation::GetPayoutConfirmation,
        get_receiver_account::GetReceiverAccount, get_transaction::GetTransaction,
    },
    wire::WireObject,
};

/// The most observations that are looked through for what kind a transaction is.
const LOOKED_AT_MAX: u16 = 50;

/// What became of the read of one object.
#[derive(Debug)]
pub struct ReadOf {
    /// The entry of the last call that was made for it.
    pub sequence: u64,
    /// What became of that call, if it did not work.
    pub error: Option<CallError>,
    /// The object with its status, if the answer shows it.
    pub shown: Option<Shown>,
    /// When the server says that the object changed last.
    pub updated: Option<Millis>,
}

impl ReadOf {
    fn of<T: WireObject>(observed: Observed<T>) -> Self {
        let (updated, error) = match observed.outcome {
            Ok(object) => (object.fields().time("lastUpdateTime").into_read(), None),
            Err(error) => (None, Some(error)),
        };
        Self {
            sequence: observed.sequence,
            error,
            shown: observed.shown.into_iter().next(),
            updated: updated.and_then(|time| time.reading()),
        }
    }

    /// Whether the object was read.
    #[must_use]
    pub const fn worked(&self) -> bool {
        self.error.is_none()
    }

    /// Whether the server said that there is no such object under this path.
    fn is_not_there(&self) -> bool {
        let failure = self.error.as_ref().map(|error| &error.failure);
        matches!(
            failure,
            Some(
                Failure::Refused { status: 404, .. }
                    | Failure::RefusedInAnotherShape { status: 404, .. }
                    // It spoke of another object, or in another object's shape.
                    | Failure::NotUnderstood(_)
            )
        ) || matches!(
            failure,
            // A wrong kind may be refused as a wrong field; a wrong key is none of the object's.
            Some(Failure::Refused { status: 400, code, .. })
                if !code.as_deref().is_some_and(|code| code.starts_with("API_"))
        )
    }
}

impl ApiRoom {
    /// Reads an object. A transaction whose kind is not known is asked for as each kind that its
    /// status fits, until one is found. `status` is a word that was told of it.
    ///
    /// # Errors
    /// [`ApiError`] if nothing could be called or written down, [`ApiError::File`] if the ledger
    /// can't be read.
    pub async fn read_subject(
        &self,
        subject: Subject,
        status: Option<&str>,
        cause: Cause,
    ) -> Result<ReadOf, ApiError> {
        match subject.kind {
            SubjectKind::Merchant => {
                let id = subject.number.into();
                Ok(ReadOf::of(self.call(&GetMerchant { id }, cause).await?))
            }
            SubjectKind::ReceiverAccount => {
                let id = subject.number.into();
                let read = self.call(&GetReceiverAccount { id }, cause).await?;
                Ok(ReadOf::of(read))
            }
            SubjectKind::Transaction => self.read_transaction(subject.number, status, cause).await,
        }
    }

    /// Reads a transaction's payout confirmation.
    ///
    /// # Errors
    /// As [`ApiRoom::read_subject`].
    pub async fn read_confirmation(
        &self,
        transaction: PartnerNumber,
        cause: Cause,
    ) -> Result<ReadOf, ApiError> {
        let transaction = transaction.into();
        let read = self
            .call(&GetPayoutConfirmation { transaction }, cause)
            .await?;
        Ok(ReadOf::of(read))
    }

    async fn read_transaction(
        &self,
        number: PartnerNumber,
        status: Option<&str>,
        cause: Cause,
    ) -> Result<ReadOf, ApiError> {
        let known = kind_of(&self.reader(), number).await?;
        let kinds = match known {
            Some(kind) => vec![kind],
            None => kinds_fitting(status),
        };
        let mut last = None;
        for kind in kinds {
            let id = number.into();
            let read = ReadOf::of(
                self.call(&GetTransaction { kind, id }, cause.clone())
                    .await?,
            );
            let ends = !read.is_not_there();
            last = Some(read);
            if ends {
                break;
            }
        }
        // Each list of kinds has one at least.
        last.ok_or(ApiError::NotReady(super::NotReady::NoServer))
    }
}

/// The kinds of transaction that a status word fits, the likeliest first.
fn kinds_fitting(status: Option<&str>) -> Vec<TransactionKind> {
    use TransactionKind::{Collection, EndToEnd, Payout};
    match status.and_then(|word| ClientStatus::read(word).prefix()) {
        Some("OnOff_") => vec![Payout, EndToEnd],
        Some("Receive_") => vec![Collection],
        _ => vec![Payout, EndToEnd, Collection],
    }
}

/// What kind a transaction is, by a read of it that worked.
pub(crate) async fn kind_of(
    reader: &Reader,
    number: PartnerNumber,
) -> Result<Option<TransactionKind>, ApiError> {
    let kind = SubjectKind::Transaction;
    let page = reader
        .page(&PageQuery {
            subject: Some(Subject { kind, number }.to_string()),
            kinds: vec![KIND_OBSERVATION.to_owned()],
            from: From::Newest,
            limit: LOOKED_AT_MAX,
        })
        .await
        .map_err(EngineError::from)?;
    let kind = page.entries.iter().find_map(|entry| {
        let facts: ObservationFacts = serde_json::from_str(&entry.facts).ok()?;
        let worked = entry.damage.is_none() && facts.outcome == CallOutcome::Worked;
        let operation = Operation::from_id(&facts.operation).filter(|_| worked)?;
        operation.kind()
    });
    Ok(kind)
}
