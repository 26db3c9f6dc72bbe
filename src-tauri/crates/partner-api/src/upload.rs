//! Uploading a file: streamed, hashed on its way, told of as it goes, and cancelled at any time.

use crate::{
    CallError, Called, Failure, NotSentCause, Operation, Partner, Sent,
    endpoints::object,
    operation::FILE_PART,
    partner::{conclude, not_sent},
    wire::uploaded_file::UploadedFile,
};
use bytes::Bytes;
use futures_util::{Stream, stream};
use reqwest::multipart::{Form, Part};
use sha2::{Digest, Sha256};
use std::{
    io,
    path::Path,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio_util::sync::CancellationToken;

/// The largest file seen to be taken by an integrator (observed): above it a warning, no refusal.
pub const FILE_BYTES_WARNED: u64 = 15 * 1024 * 1024;
/// The bytes that are read of a file at a time.
const PIECE_BYTES: usize = 64 * 1024;

/// A file to upload.
pub struct FileUpload {
    name: String,
    media_type: String,
    bytes: u64,
    source: Pin<Box<dyn AsyncRead + Send>>,
}

/// Told after each piece that was handed to the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes handed over so far.
    pub sent: u64,
    /// Bytes in all.
    pub total: u64,
}

impl FileUpload {
    /// A file on this machine.
    ///
    /// # Errors
    /// The system's error if it can't be opened, or is no plain file.
    pub async fn open(path: &Path) -> io::Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Self::open_as(path, &name).await
    }

    /// A file on this machine that is sent under another name.
    ///
    /// # Errors
    /// As [`FileUpload::open`].
    pub async fn open_as(path: &Path, name: &str) -> io::Result<Self> {
        let file = tokio::fs::File::open(path).await?;
        let about = file.metadata().await?;
        if !about.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "no plain file"));
        }
        Ok(Self {
            media_type: media_type(name).to_owned(),
            name: name.to_owned(),
            bytes: about.len(),
            source: Box::pin(file),
        })
    }

    /// A file whose bytes are at hand.
    #[must_use]
    pub fn of_bytes(name: &str, bytes: Bytes) -> Self {
        Self {
            name: name.to_owned(),
            media_type: media_type(name).to_owned(),
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            source: Box::pin(io::Cursor::new(bytes)),
        }
    }

    /// Its length in bytes.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }
}

/// The media type by the name's ending.
#[must_use]
pub fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "pdf" => "application/pdf",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "tif" | "tiff" => "image/tiff",
        "heic" => "image/heic",
        _ => "application/octet-stream",
    }
}

impl Partner {
    /// `POST /v1/files/upload` (observed): uploads a file once.
    ///
    /// # Errors
    /// [`CallError`], as [`Partner::send`]. One that was cancelled on its way may be there.
    pub async fn upload(
        &self,
        file: FileUpload,
        progress: impl Fn(Progress) + Send + Sync + 'static,
        cancel: &CancellationToken,
    ) -> Result<Called<UploadedFile>, CallError> {
        let sent = Sent::File {
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            bytes: file.bytes,
            sha256: None,
        };
        let (url, mut exchange) = self.begin(Operation::UploadFile, None, &[], sent)?;
        if cancel.is_cancelled() {
            let detail = "before it began".to_owned();
            return Err(not_sent(exchange, NotSentCause::Cancelled, detail));
        }
        let hash = Arc::new(Mutex::new(Hash::default()));
        let total = file.bytes;
        let pieces = pieces(file.source, total, Arc::clone(&hash), progress);
        let body = reqwest::Body::wrap_stream(pieces);
        let part = Part::stream_with_length(body, total)
            .file_name(file.name)
            .mime_str(&file.media_type);
        let part = match part {
            Ok(part) => part,
            Err(error) => {
                let detail = error.without_url().to_string();
                return Err(not_sent(exchange, NotSentCause::Request, detail));
            }
        };
        let request = self
            .request(&url, &exchange)
            .timeout(self.limits().upload_timeout)
            .multipart(Form::new().part(FILE_PART, part));
        let outcome = tokio::select! {
            biased;
            () = cancel.cancelled() => Err(Failure::Cancelled),
            outcome = self.attempt(request, &mut exchange) => outcome,
        };
        if let Sent::File { sha256, .. } = &mut exchange.sent {
            *sha256 = hash
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .done
                .take();
        }
        conclude(exchange, outcome, |answer| {
            object::<UploadedFile>(answer).map_err(Failure::NotUnderstood)
        })
    }
}

impl Partner {
    /// An upload whose file can't be read: nothing was sent.
    #[must_use]
    pub fn no_file(&self, error: &io::Error) -> CallError {
        match self.begin(Operation::UploadFile, None, &[], Sent::Nothing) {
            Ok((_, exchange)) => not_sent(exchange, NotSentCause::File, error.to_string()),
            Err(error) => error,
        }
    }
}

/// The hash of what was handed over; `done` once that is all.
#[derive(Default)]
struct Hash {
    state: Sha256,
    done: Option<String>,
}

struct Reading<P> {
    source: tokio::io::Take<Pin<Box<dyn AsyncRead + Send>>>,
    hash: Arc<Mutex<Hash>>,
    progress: P,
    sent: u64,
    total: u64,
}

/// The file piece by piece, never more than its length when it was opened.
fn pieces<P: Fn(Progress) + Send + 'static>(
    source: Pin<Box<dyn AsyncRead + Send>>,
    total: u64,
    hash: Arc<Mutex<Hash>>,
    progress: P,
) -> impl Stream<Item = io::Result<Bytes>> + Send {
    let reading = Reading {
        source: source.take(total),
        hash,
        progress,
        sent: 0,
        total,
    };
    stream::try_unfold(reading, |mut reading| async move {
        Ok(reading.next().await?.map(|piece| (piece, reading)))
    })
}

impl<P: Fn(Progress)> Reading<P> {
    async fn next(&mut self) -> io::Result<Option<Bytes>> {
        let mut piece = vec![0; PIECE_BYTES];
        let read = self.source.read(&mut piece).await?;
        piece.truncate(read);
        let mut hash = self.hash.lock().unwrap_or_else(PoisonError::into_inner);
        hash.state.update(&piece);
        self.sent = self
            .sent
            .saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        if self.sent == self.total && hash.done.is_none() {
            hash.done = Some(hex::encode(hash.state.clone().finalize()));
        }
        drop(hash);
        if read == 0 {
            return if self.sent == self.total {
                Ok(None)
            } else {
                Err(io::Error::new(
                    io::ErrorKind::UnexpectedEof,
                    "the file became shorter",
                ))
            };
        }
        (self.progress)(Progress {
            sent: self.sent,
            total: self.total,
        });
        Ok(Some(Bytes::from(piece)))
    }
}
