//! The way of an upload: from a local copy, told of as it goes, cancelled by a person at any time.
//!
//! An upload changes nothing but that the partner holds a file more, whose URL nobody knows if the
//! answer is lost. So its unknown outcome is told and left as it is: nothing can be read that would
//! settle it, and nothing waits for it. A person uploads the document again, which is another wish.

use super::{
    IntentError, Intents, UploadDocument, answered,
    entries::{self, Intent, NewOutcome},
    place::Lane,
};
use crate::{
    api::{ApiError, ApiRoom, Cause},
    deed::Doer,
    documents::{Copies, clean_name},
};
use bytes::Bytes;
use domain::{ActionId, MerchantId, Subject, record::DocumentPart};
use partner_api::{
    Answer, CallError, Certainty, Endpoint, FileUpload, Operation, Progress, Unread,
    upload::media_type,
    wire::{WireObject, uploaded_file::UploadedFile},
};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// An upload as it will be made. It is not sent as other requests are: see [`Intents::upload`].
#[derive(Debug, Clone)]
pub struct Upload {
    /// Whose document it is.
    pub merchant: MerchantId,
    /// The document.
    pub document: DocumentPart,
    copy: PathBuf,
}

impl Upload {
    /// Reads the local copy through: what is not what the person chose is not sent.
    pub(super) async fn of_copy(
        room: &ApiRoom,
        wanted: UploadDocument,
    ) -> Result<Self, IntentError> {
        let copies = Copies::of(room.folder());
        let (copy, kept) = copies.read_through(wanted.sha256).await?;
        let name = clean_name(&wanted.name);
        Ok(Self {
            merchant: wanted.merchant,
            document: DocumentPart {
                media_type: media_type(&name).to_owned(),
                name,
                bytes: kept.bytes,
                sha256: kept.sha256,
                purpose: wanted.purpose.trim().to_owned(),
            },
            copy,
        })
    }

    /// SHA-256 over operation and file, each with its length before it.
    pub(super) fn hash(&self) -> String {
        let mut hash = Sha256::new();
        for field in [
            Operation::UploadFile.id(),
            &self.document.name,
            &self.document.media_type,
            &self.document.sha256,
        ] {
            hash.update(field.len().to_be_bytes());
            hash.update(field);
        }
        hex::encode(hash.finalize())
    }
}

impl Endpoint for Upload {
    type Answer = UploadedFile;

    fn operation(&self) -> Operation {
        Operation::UploadFile
    }

    fn path_value(&self) -> Option<String> {
        None
    }

    fn query(&self) -> Vec<(String, String)> {
        vec![]
    }

    fn body(&self) -> Option<Bytes> {
        None
    }

    fn read(&self, answer: &Answer) -> Result<UploadedFile, Unread> {
        UploadedFile::read(&String::from_utf8_lossy(&answer.body))
    }
}

/// What may not be under way twice: the same document for the same merchant.
pub fn lane(wanted: &UploadDocument) -> Lane {
    format!("upload {} {}", wanted.merchant, wanted.sha256)
}

/// An upload that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadNow {
    /// Its action.
    pub action: ActionId,
    /// Whose document it is.
    pub merchant: MerchantId,
    /// Which document.
    pub sha256: String,
    /// The file's name.
    pub name: String,
    /// Bytes that were handed to the network.
    pub sent: u64,
    /// Bytes in all; 0 while that is not known.
    pub total: u64,
    /// Whether a person cancelled it.
    pub is_cancelled: bool,
}

struct Going {
    now: UploadNow,
    cancel: CancellationToken,
}

/// The uploads that are under way.
#[derive(Default)]
pub struct Uploads {
    going: Mutex<BTreeMap<ActionId, Going>>,
    changed: watch::Sender<u64>,
}

impl Uploads {
    fn going(&self) -> MutexGuard<'_, BTreeMap<ActionId, Going>> {
        self.going.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_changed(&self) {
        self.changed
            .send_modify(|count| *count = count.wrapping_add(1));
    }

    fn progress(&self, action: &ActionId, progress: Progress) {
        if let Some(going) = self.going().get_mut(action) {
            going.now.sent = progress.sent;
            going.now.total = progress.total;
        }
        self.is_changed();
    }
}

/// An upload's place among those that are under way, left when it is dropped.
pub struct Begun {
    all: Arc<Uploads>,
    action: ActionId,
}

impl Begun {
    pub fn new(all: &Arc<Uploads>, action: &ActionId, wanted: &UploadDocument) -> Self {
        let now = UploadNow {
            action: action.clone(),
            merchant: wanted.merchant,
            sha256: wanted.sha256.clone(),
            name: clean_name(&wanted.name),
            sent: 0,
            total: 0,
            is_cancelled: false,
        };
        let cancel = CancellationToken::new();
        all.going().insert(action.clone(), Going { now, cancel });
        all.is_changed();
        Self {
            all: Arc::clone(all),
            action: action.clone(),
        }
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        self.all.going().remove(&self.action);
        self.all.is_changed();
    }
}

impl Intents {
    /// The uploads that are under way.
    #[must_use]
    pub fn uploads(&self) -> Vec<UploadNow> {
        let going = self.uploads.going();
        going.values().map(|going| going.now.clone()).collect()
    }

    /// Tells of each change of what is under way.
    #[must_use]
    pub fn uploads_changed(&self) -> watch::Receiver<u64> {
        self.uploads.changed.subscribe()
    }

    /// Cancels an upload; false if none is under way with this id. What became of it is told by
    /// its outcome: it was not sent, or that is not known.
    pub fn cancel_upload(&self, action: &ActionId) -> bool {
        let was_there = match self.uploads.going().get_mut(action) {
            Some(going) => {
                going.now.is_cancelled = true;
                going.cancel.cancel();
                true
            }
            None => false,
        };
        self.uploads.is_changed();
        was_there
    }

    /// Sends a file whose intent and departure are on disk. Gives whether it is known what became
    /// of it.
    pub(super) async fn upload(&self, intent: &Intent, upload: &Upload) -> Result<bool, ApiError> {
        let action = &intent.facts.action;
        let cancel = {
            let going = self.uploads.going();
            let going = going.get(action).map(|going| going.cancel.clone());
            going.unwrap_or_default()
        };
        let document = &upload.document;
        let file = FileUpload::open_as(&upload.copy, &document.name).await;
        let all = Arc::clone(&self.uploads);
        let own = action.clone();
        let tell = move |progress| all.progress(&own, progress);
        let cause = Cause::person(intent.facts.by.clone());
        let now = self.room.clock().now();
        let kept = intent.clone();
        let mut is_known = false;
        let called = self.room.upload_and(
            file,
            Subject::from(upload.merchant),
            cause,
            (tell, &cancel),
            |outcome: &Result<UploadedFile, CallError>| {
                is_known = outcome
                    .as_ref()
                    .map_or_else(|error| error.certainty() != Certainty::Unknown, |_| true);
                let url = outcome.as_ref().ok().map(|file| file.url.clone());
                let told = outcome.as_ref().map(|_| None).map_err(Clone::clone);
                let new = answered(&kept, &told);
                Box::new(move |observation| {
                    let new = NewOutcome {
                        observation: Some(observation),
                        ..new
                    };
                    let entry = entries::outcome(&kept, new, Doer { by: None, now });
                    let entry = entry.map(|entry| entries::with_url(entry, url));
                    entry.into_iter().collect()
                })
            },
        );
        called.await.map(|_| is_known)
    }
}
