//! A document fetched by the address that the partner told, without credentials.

use crate::{
    BaseUrl, BaseUrlError, Failure, Limits,
    transport::{Clients, attempt},
};
use bytes::Bytes;
use domain::Millis;
use reqwest::Url;

/// The largest document that is fetched.
pub const DOCUMENT_BYTES_MAX: usize = 32 * 1024 * 1024;
/// The longest name of a file that is taken from an address.
const NAME_CHARACTERS_MAX: usize = 100;

/// A document that came whole.
#[derive(Debug, Clone)]
pub struct Downloaded {
    /// The host that it came from.
    pub host: String,
    /// The file's name, by the address's end.
    pub name: String,
    /// The answer's `Content-Type`.
    pub content_type: Option<String>,
    /// Its bytes.
    pub bytes: Bytes,
}

/// Why no document came. Nothing was changed anywhere, and no credentials were sent.
#[derive(Debug, thiserror::Error)]
pub enum DownloadError {
    /// The address can't be used.
    #[error("the document's address can't be used")]
    Address(#[source] BaseUrlError),
    /// It is on this machine, and the partner's server is not.
    #[error("the document's address is on this machine, and the server is not: it was not fetched")]
    ThisMachine,
    /// The HTTP client could not be made.
    #[error("the HTTP client could not be made")]
    Client(#[source] reqwest::Error),
    /// No whole answer came.
    #[error("the document did not come from {host}: {failure}")]
    Failed {
        /// From where.
        host: String,
        /// What failed.
        failure: Failure,
    },
    /// It was answered with something else.
    #[error("{host} answered {status} in place of the document")]
    NoDocument {
        /// From where.
        host: String,
        /// The HTTP status.
        status: u16,
    },
    /// It is larger than what is fetched.
    #[error(
        "the document at {0} is larger than {DOCUMENT_BYTES_MAX} bytes; open it in the browser"
    )]
    TooLarge(String),
    /// It has no bytes.
    #[error("the document at {0} is empty")]
    Empty(String),
}

/// Fetches a document once: by https, or from this machine if the partner's server is on it. A
/// redirection is not followed, since its host was shown to nobody.
///
/// # Errors
/// [`DownloadError`].
pub async fn download(
    address: &str,
    server: &BaseUrl,
    limits: &Limits,
    now: impl Fn() -> Millis,
) -> Result<Downloaded, DownloadError> {
    let wrong = |error| DownloadError::Address(error);
    let url = Url::parse(address).map_err(|error| wrong(BaseUrlError::NoUrl(error.to_string())))?;
    // All that is asked of a base URL is asked of an address, but for its query.
    let mut place = url.clone();
    place.set_query(None);
    place.set_fragment(None);
    let place: BaseUrl = place.as_str().parse().map_err(wrong)?;
    if place.is_loopback() && !server.is_loopback() {
        return Err(DownloadError::ThisMachine);
    }
    let host = url.host_str().unwrap_or_default().to_owned();
    let clients = Clients::new(limits, &place).map_err(DownloadError::Client)?;
    let request = clients
        .repeating
        .get(url.clone())
        .timeout(limits.upload_timeout);
    let mut answer = None;
    let fetched = attempt(request, DOCUMENT_BYTES_MAX, now, &mut answer).await;
    fetched.map_err(|failure| DownloadError::Failed {
        host: host.clone(),
        failure,
    })?;
    match answer {
        Some(answer) if answer.status != 200 => Err(DownloadError::NoDocument {
            host,
            status: answer.status,
        }),
        Some(answer) if !answer.whole => Err(DownloadError::TooLarge(host)),
        Some(answer) if !answer.body.is_empty() => Ok(Downloaded {
            name: name(&url),
            content_type: answer.content_type,
            bytes: answer.body,
            host,
        }),
        Some(_) | None => Err(DownloadError::Empty(host)),
    }
}

fn name(url: &Url) -> String {
    let last = url.path_segments().and_then(|mut all| all.next_back());
    let name: String = last
        .unwrap_or_default()
        .chars()
        .take(NAME_CHARACTERS_MAX)
        .collect();
    if name.is_empty() {
        "document".to_owned()
    } else {
        name
    }
}
