//! Uploaded files: taken piece by piece, given back under their address.

use super::{connections::Cut, refusal::Refusal};
use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Multipart, Request, multipart::Field},
    http::{Response, header},
    response::IntoResponse,
};
use domain::Millis;
use futures_util::{StreamExt, stream};
use partner_api::operation::FILE_PART;
use serde::{Deserialize, Serialize};
use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// The largest file that is taken, so that no client can fill the disk with one.
const FILE_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// So much of an upload's body is written down in the book.
const BEGINNING_BYTES: usize = 64 * 1024;
const PIECE_BYTES: usize = 64 * 1024;

/// A file that was uploaded.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StoredFile {
    /// The name that the client gave.
    pub name: String,
    /// The media type that the client gave.
    pub media_type: String,
    /// Its length.
    pub bytes: u64,
    /// Until when its address holds; none for good.
    #[serde(default)]
    pub until: Option<Millis>,
}

impl StoredFile {
    /// Whether its address holds no more.
    pub fn is_over(&self, now: Millis) -> bool {
        self.until.is_some_and(|until| until <= now)
    }
}

/// What was seen of a body on its way.
#[derive(Debug, Default)]
pub struct Seen {
    /// Its beginning.
    pub beginning: Vec<u8>,
    /// Its length so far.
    pub bytes: u64,
}

/// The body, and what is seen of it as it goes by.
pub fn watched(body: Body) -> (Body, Arc<Mutex<Seen>>) {
    let seen = Arc::new(Mutex::new(Seen::default()));
    let watcher = Arc::clone(&seen);
    let pieces = body.into_data_stream().inspect(move |piece| {
        if let Ok(piece) = piece {
            let mut seen = watcher.lock().unwrap_or_else(PoisonError::into_inner);
            let room = BEGINNING_BYTES.saturating_sub(seen.beginning.len());
            seen.beginning.extend(piece.iter().take(room));
            let length = u64::try_from(piece.len()).unwrap_or(u64::MAX);
            seen.bytes = seen.bytes.saturating_add(length);
        }
    });
    (Body::from_stream(pieces), seen)
}

/// The body, so many bytes of it in a second.
pub fn slowed(body: Body, bytes_per_second: u32) -> Body {
    let pieces = body.into_data_stream().then(move |piece| async move {
        if let Ok(piece) = &piece {
            let length = u64::try_from(piece.len()).unwrap_or(u64::MAX);
            let ms = length.saturating_mul(1000);
            let ms = ms.checked_div(u64::from(bytes_per_second));
            tokio::time::sleep(Duration::from_millis(ms.unwrap_or_default())).await;
        }
        piece
    });
    Body::from_stream(pieces)
}

/// The body up to a byte, where it breaks off.
pub fn cut_at(body: Body, at_bytes: u64) -> Body {
    let mut left = at_bytes;
    let pieces = body.into_data_stream().flat_map(move |piece| {
        let length = piece.as_ref().map_or(0, |piece| piece.len());
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        let goes_on = length < left;
        let room = usize::try_from(left).unwrap_or(usize::MAX);
        left = left.saturating_sub(length);
        let pieces = match piece {
            Ok(piece) if !goes_on => {
                let beginning = Bytes::copy_from_slice(&piece).split_to(room.min(piece.len()));
                vec![Ok(beginning), Err(axum::Error::new(Cut))]
            }
            other => vec![other],
        };
        stream::iter(pieces)
    });
    Body::from_stream(pieces)
}

/// Takes the part `file` of a multipart body to a file of this key.
pub async fn take(folder: &Path, key: &str, request: Request) -> Result<StoredFile, Refusal> {
    let unread = |error: String| Refusal::new(400, "INVALID_MULTIPART", error);
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|error| unread(error.body_text()))?;
    let mut taken = None;
    loop {
        let part = parts.next_field().await;
        let Some(part) = part.map_err(|error| unread(error.body_text()))? else {
            break;
        };
        if part.name() == Some(FILE_PART) && taken.is_none() {
            let path = folder.join(key);
            let kept = keep(&path, part).await;
            if kept.is_err() {
                // What is left of it is of no use. It may not even be there.
                drop(tokio::fs::remove_file(&path).await);
            }
            taken = Some(kept?);
        }
    }
    taken.ok_or_else(|| Refusal::field(FILE_PART))
}

async fn keep(path: &Path, mut part: Field<'_>) -> Result<StoredFile, Refusal> {
    let unread = |error: String| Refusal::new(400, "INVALID_MULTIPART", error);
    let full = |error: io::Error| Refusal::new(503, "FILE_NOT_KEPT", error.to_string());
    let name = part.file_name().unwrap_or("file").to_owned();
    let media_type = part.content_type().unwrap_or("application/octet-stream");
    let media_type = media_type.to_owned();
    let mut file = tokio::fs::File::create(path).await.map_err(full)?;
    let mut bytes: u64 = 0;
    while let Some(piece) = part
        .chunk()
        .await
        .map_err(|error| unread(error.body_text()))?
    {
        bytes = bytes.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        if bytes > FILE_BYTES_MAX {
            return Err(Refusal::new(413, "FILE_TOO_LARGE", "the file is too large"));
        }
        file.write_all(&piece).await.map_err(full)?;
    }
    file.sync_all().await.map_err(full)?;
    Ok(StoredFile {
        name,
        media_type,
        bytes,
        until: None,
    })
}

/// Gives a file back, piece by piece.
pub async fn give(folder: PathBuf, key: &str, file: StoredFile) -> io::Result<Response<Body>> {
    let opened = tokio::fs::File::open(folder.join(key)).await?;
    let pieces = stream::try_unfold(opened, |mut file| async move {
        let mut piece = vec![0; PIECE_BYTES];
        let read = file.read(&mut piece).await?;
        piece.truncate(read);
        io::Result::Ok((read > 0).then_some((Bytes::from(piece), file)))
    });
    let headers = [
        (header::CONTENT_TYPE, file.media_type),
        (header::CONTENT_LENGTH, file.bytes.to_string()),
        // What a client uploaded must not run as a page of this server.
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_DISPOSITION, "attachment".to_owned()),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}
