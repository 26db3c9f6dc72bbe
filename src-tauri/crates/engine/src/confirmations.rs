//! Payout confirmations: what was read of them, and their documents, kept on this machine.

use crate::{
    ApiError, ApiRoom, DeedError, DocumentError, Doer, EngineError, deed,
    documents::{Copies, CopyState, clean_name},
    intents::texts,
};
use domain::{
    Millis, PartnerNumber, Subject, SubjectKind,
    record::{
        CallOutcome, DeedFacts, DocumentPart, KIND_DOCUMENT_KEPT, KIND_OBSERVATION,
        ObservationFacts, PART_DETAIL, PART_DOCUMENT,
    },
};
use ledger::{Entry, From, PageQuery, PartDraft, Reader};
use partner_api::{
    DownloadError, Operation, download,
    upload::media_type,
    wire::{WireObject, payout_confirmation::PayoutConfirmation},
};

/// So many of a transaction's newest entries of a kind are looked at.
const LOOKED_AT: u16 = 200;

/// A read of a payout confirmation that worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmationRead {
    /// Its entry.
    pub sequence: u64,
    /// When it began.
    pub at: Millis,
    /// The status as it was written.
    pub status: Option<String>,
    /// Where the document is.
    pub url: Option<String>,
}

/// A document that was downloaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDocument {
    /// The entry that says so.
    pub sequence: u64,
    /// When.
    pub at: Millis,
    /// Who asked for it.
    pub by: Option<String>,
    /// What it is.
    pub about: DocumentPart,
    /// How its local copy is.
    pub copy: CopyState,
}

/// What is known of a transaction's payout confirmation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Confirmation {
    /// The newest read that worked.
    pub read: Option<ConfirmationRead>,
    /// The newest read, if it did not work: what became of it.
    pub failed: Option<String>,
    /// The documents that were downloaded, the newest first.
    pub kept: Vec<KeptDocument>,
}

/// Why a document was not downloaded and kept. Nothing was changed at the partner's.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// No document is known.
    #[error("no payout confirmation that names a document was read yet; read it first")]
    NoDocument,
    /// The API can't be called.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// It did not come.
    #[error(transparent)]
    Download(#[from] DownloadError),
    /// It could not be kept.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The copy is here, and the ledger does not say so.
    #[error("the document was downloaded, but the ledger could not take that")]
    Deed(#[from] DeedError),
    /// The ledger could not be read.
    #[error(transparent)]
    Read(#[from] EngineError),
}

async fn newest(reader: &Reader, subject: Subject, kind: &str) -> Result<Vec<Entry>, EngineError> {
    let query = PageQuery {
        subject: Some(subject.to_string()),
        kinds: vec![kind.to_owned()],
        from: From::Newest,
        limit: LOOKED_AT,
    };
    let entries = reader.page(&query).await?.entries.into_iter();
    Ok(entries.filter(|entry| entry.damage.is_none()).collect())
}

const fn of(transaction: PartnerNumber) -> Subject {
    Subject {
        kind: SubjectKind::Transaction,
        number: transaction,
    }
}

/// What the ledger knows of a transaction's payout confirmation, and how the copies are.
///
/// # Errors
/// [`EngineError::Ledger`].
pub async fn confirmation_of(
    reader: &Reader,
    copies: &Copies,
    transaction: PartnerNumber,
) -> Result<Confirmation, EngineError> {
    let (read, failed) = newest_read(reader, transaction).await?;
    let kept = kept(reader, copies, transaction).await?;
    Ok(Confirmation { read, failed, kept })
}

async fn newest_read(
    reader: &Reader,
    transaction: PartnerNumber,
) -> Result<(Option<ConfirmationRead>, Option<String>), EngineError> {
    let mut failed = None;
    for entry in newest(reader, of(transaction), KIND_OBSERVATION).await? {
        let facts = serde_json::from_str::<ObservationFacts>(&entry.facts).ok();
        let is_asked =
            |facts: &ObservationFacts| facts.operation == Operation::GetPayoutConfirmation.id();
        let Some(facts) = facts.filter(is_asked) else {
            continue;
        };
        if facts.outcome != CallOutcome::Worked {
            failed.get_or_insert(entry.sequence);
            continue;
        }
        let read = crate::observation::read(reader, entry.sequence).await?;
        let body = read.body.and_then(|body| String::from_utf8(body).ok());
        let shown = body.and_then(|body| PayoutConfirmation::read(&body).ok());
        // What was erased is not known any more.
        let Some(shown) = shown else { continue };
        let read = ConfirmationRead {
            sequence: entry.sequence,
            at: facts.started,
            status: shown.status().into_read(),
            url: shown.document().into_read(),
        };
        return Ok((Some(read), why(reader, failed).await?));
    }
    Ok((None, why(reader, failed).await?))
}

async fn why(reader: &Reader, failed: Option<u64>) -> Result<Option<String>, EngineError> {
    let Some(sequence) = failed else {
        return Ok(None);
    };
    let mut told = texts(reader, &[sequence], PART_DETAIL).await?;
    Ok(Some(told.remove(&sequence).unwrap_or_default()))
}

async fn kept(
    reader: &Reader,
    copies: &Copies,
    transaction: PartnerNumber,
) -> Result<Vec<KeptDocument>, EngineError> {
    let entries = newest(reader, of(transaction), KIND_DOCUMENT_KEPT).await?;
    let sequences: Vec<u64> = entries.iter().map(|entry| entry.sequence).collect();
    let mut abouts = texts(reader, &sequences, PART_DOCUMENT).await?;
    let mut kept = Vec::new();
    for entry in entries {
        let about = abouts.remove(&entry.sequence);
        let about = about.and_then(|text| serde_json::from_str::<DocumentPart>(&text).ok());
        // What was erased is no document any more.
        let Some(about) = about else { continue };
        let facts = serde_json::from_str::<DeedFacts>(&entry.facts).ok();
        kept.push(KeptDocument {
            sequence: entry.sequence,
            at: Millis(entry.recorded_ms),
            by: facts.and_then(|facts| facts.by),
            copy: copies.look(&about.sha256).await,
            about,
        });
    }
    Ok(kept)
}

/// Downloads the document that the newest read of a payout confirmation names, keeps a copy under
/// its SHA-256, and writes both down.
///
/// # Errors
/// [`KeepError`].
pub async fn keep_confirmation(
    room: &ApiRoom,
    copies: &Copies,
    transaction: PartnerNumber,
    doer: Doer,
) -> Result<KeptDocument, KeepError> {
    let reader = room.reader();
    let (read, _) = newest_read(&reader, transaction).await?;
    let url = read
        .and_then(|read| read.url)
        .ok_or(KeepError::NoDocument)?;
    let server = room.server().map_err(ApiError::from)?;
    let limits = partner_api::Limits::default();
    let came = download(&url, &server, &limits, || room.clock().now()).await?;
    let copy = copies
        .keep(crate::approvals::mint()?, came.bytes.to_vec())
        .await?;
    let name = clean_name(&came.name);
    let about = DocumentPart {
        media_type: came
            .content_type
            .unwrap_or_else(|| media_type(&name).to_owned()),
        bytes: copy.bytes,
        sha256: copy.sha256,
        purpose: "payout confirmation".to_owned(),
        name,
    };
    let facts = DeedFacts {
        what: format!(
            "The payout confirmation's document was downloaded from {} and is kept.",
            came.host
        ),
        by: doer.by.clone(),
    };
    let subject = of(transaction).to_string();
    let mut entry = deed::entry(KIND_DOCUMENT_KEPT, &[&subject], &facts, None, doer.now)?;
    entry.parts.push(PartDraft {
        name: PART_DOCUMENT.to_owned(),
        value: serde_json::to_vec(&about).unwrap_or_default(),
    });
    let sequence = deed::append(room.writer(), entry).await?;
    Ok(KeptDocument {
        sequence,
        at: doer.now,
        by: doer.by,
        about,
        copy: CopyState::Whole,
    })
}
