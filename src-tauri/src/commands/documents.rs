//! A merchant's documents: kept on this machine, uploaded, listed, taken out again.

use super::{
    actions::{intents, read, start},
    actions_view::past,
    cards::opened,
    console::small,
};
use crate::{app::App, command_error};
use contract::{
    ActionView, CancelUpload, CommandError, CopyState, DocumentPiece, DocumentSaved, DocumentUrl,
    DocumentView, DocumentsView, KeptDocument, OfDocument, OfMerchant, OfProfile, PastUpload,
    PieceTaken, UploadDocument, UploadView, UploadsView, UrlAge,
};
use domain::{ActionId, MerchantId};
use engine::{
    DocumentError, Intents, Wish,
    documents::{self, Document, Kept, Piece, Taken, Uploaded, clean_name, documents_of, warnings},
    intents::UploadNow,
};
use partner_api::upload::media_type;
use std::sync::Arc;

/// The folder, in the data folder, of what is written for other programs.
const SAVED_TO: &str = "exports";

fn failed(error: DocumentError) -> CommandError {
    command_error::document(&error)
}

/// Keeps the next piece of a file that a person chose.
pub async fn keep_document_piece(
    app: &App,
    request: DocumentPiece,
    bytes: Vec<u8>,
) -> Result<PieceTaken, CommandError> {
    let profile = opened(app, &request.profile).await?;
    intents(&profile)?;
    let piece = Piece {
        file: read("file", ActionId::parse(&request.file))?,
        offset: request.offset.into(),
        total: request.total.into(),
        bytes,
    };
    let taken = profile.copies.take_in(piece).await.map_err(failed)?;
    Ok(match taken {
        Taken::Part(received) => PieceTaken {
            received: small(received),
            kept: None,
        },
        Taken::Whole(kept) => PieceTaken {
            received: small(kept.bytes),
            kept: Some(kept_view(&request.name, kept)),
        },
    })
}

fn kept_view(name: &str, kept: Kept) -> KeptDocument {
    let name = clean_name(name);
    let warnings = warnings(&name, kept.bytes, &kept.beginning);
    KeptDocument {
        sha256: kept.sha256,
        media_type: media_type(&name).to_owned(),
        bytes: small(kept.bytes),
        warnings: warnings.iter().map(ToString::to_string).collect(),
        name,
    }
}

/// Uploads a document.
pub async fn upload_document(
    app: &App,
    request: UploadDocument,
) -> Result<ActionView, CommandError> {
    let wish = Wish::UploadDocument(engine::intents::UploadDocument {
        merchant: read("merchant", MerchantId::parse(&request.merchant))?,
        sha256: request.sha256,
        name: request.name,
        purpose: request.purpose,
    });
    start(app, &request.profile, &request.action, wish).await
}

/// Cancels an upload. One that is not under way any more has its outcome already.
pub async fn cancel_upload(app: &App, request: CancelUpload) -> Result<UploadsView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let action = read("action", ActionId::parse(&request.action))?;
    let intents = intents(&profile)?;
    intents.cancel_upload(&action);
    Ok(uploads(Some(intents)))
}

/// The uploads that are under way.
pub async fn list_uploads(app: &App, request: OfProfile) -> Result<UploadsView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    Ok(uploads(profile.intents()))
}

fn uploads(intents: Option<&Arc<Intents>>) -> UploadsView {
    let uploads = intents.map_or_else(Vec::new, |intents| intents.uploads());
    UploadsView {
        uploads: uploads.into_iter().map(upload_now).collect(),
    }
}

fn upload_now(now: UploadNow) -> UploadView {
    UploadView {
        action: now.action.to_string(),
        merchant: now.merchant.to_string(),
        sha256: now.sha256,
        name: now.name,
        sent: small(now.sent),
        total: small(now.total),
        is_cancelled: now.is_cancelled,
    }
}

/// A merchant's documents, as the ledger tells of them.
pub async fn list_documents(app: &App, request: OfMerchant) -> Result<DocumentsView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let merchant = read("merchant", MerchantId::parse(&request.merchant))?;
    let now = app.clock.now();
    let known = documents_of(&profile.reader, &profile.copies, merchant, now).await;
    let known = known.map_err(|error| command_error::engine(&error))?;
    Ok(DocumentsView {
        documents: known.documents.into_iter().map(document).collect(),
        is_cut: known.is_cut,
    })
}

fn document(document: Document) -> DocumentView {
    let url = document.newest_url().map(|(upload, url, age)| {
        let at = upload
            .past
            .became
            .as_ref()
            .map_or(upload.past.at, |one| one.at);
        DocumentUrl {
            url: url.to_owned(),
            at: at.to_rfc3339(),
            age: url_age(age),
            detail: age_words(age).to_owned(),
        }
    });
    DocumentView {
        url,
        sha256: document.about.sha256,
        name: document.about.name,
        media_type: document.about.media_type,
        bytes: small(document.about.bytes),
        purpose: document.about.purpose,
        copy: copy_state(document.copy),
        uploads: document.uploads.into_iter().map(past_upload).collect(),
    }
}

/// How a local copy is.
pub(super) const fn copy_state(state: documents::CopyState) -> CopyState {
    match state {
        documents::CopyState::Whole => CopyState::Whole,
        documents::CopyState::Missing => CopyState::Missing,
        documents::CopyState::Damaged => CopyState::Damaged,
    }
}

fn past_upload(upload: Uploaded) -> PastUpload {
    PastUpload {
        past: past(upload.past),
        purpose: upload.purpose,
        url: upload.url.map(|(url, _)| url),
    }
}

const fn url_age(age: documents::UrlAge) -> UrlAge {
    match age {
        documents::UrlAge::Fresh => UrlAge::Fresh,
        documents::UrlAge::Aging => UrlAge::Aging,
        documents::UrlAge::Aged => UrlAge::Aged,
    }
}

const fn age_words(age: documents::UrlAge) -> &'static str {
    match age {
        documents::UrlAge::Fresh => "A URL is said to hold about 7 days (observed).",
        documents::UrlAge::Aging => {
            "A URL is said to hold about 7 days (observed): upload it again before long."
        }
        documents::UrlAge::Aged => {
            "It is older than the 7 days that a URL is said to hold (observed): upload it again."
        }
    }
}

/// Writes a copy of a document for other programs.
pub async fn save_document(app: &App, request: OfDocument) -> Result<DocumentSaved, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let to = app.data.path().join(SAVED_TO);
    let saved = profile.copies.write_out(request.sha256, request.name, to);
    saved_at(&saved.await.map_err(failed)?)
}

/// Opens a copy of a document in the program that the system has for it.
pub async fn open_document(app: &App, request: OfDocument) -> Result<DocumentSaved, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let path = profile.copies.write_to_open(request.sha256, request.name);
    let path = path.await.map_err(failed)?;
    open::that_detached(&path).map_err(|error| command_error::not_opened(&error))?;
    saved_at(&path)
}

fn saved_at(path: &std::path::Path) -> Result<DocumentSaved, CommandError> {
    Ok(DocumentSaved {
        path: path.display().to_string(),
    })
}
