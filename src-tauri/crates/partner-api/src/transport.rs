//! One attempt over the network: what goes out, what comes back, how it fails.

use crate::{Answer, BaseUrl, Failure, Limits, NotSentCause};
use bytes::{Bytes, BytesMut};
use domain::Millis;
use reqwest::{Client, RequestBuilder, Response, header};
use std::{error::Error, time::Duration};

/// What is sent of us; it names no machine and no person.
const USER_AGENT: &str = concat!("partner-console/", env!("CARGO_PKG_VERSION"));

/// Makes ring the TLS provider of this process, where none is chosen yet. Without one reqwest
/// can't make a client. Each program that makes clients of its own calls it first.
pub fn use_ring() {
    // An error means that another call was first: a provider is there either way.
    drop(rustls::crypto::ring::default_provider().install_default());
}

/// The two clients of a partner. A connection that a server closes while it is idle can lose a
/// request that was just put on it, so what changes something never goes over a used one.
pub struct Clients {
    /// For what may be repeated: connections are kept.
    pub repeating: Client,
    /// For what is sent once: a fresh connection each time.
    pub once: Client,
}

impl Clients {
    /// Makes them. To this machine they go straight; else a proxy of the environment is used.
    pub fn new(limits: &Limits, base: &BaseUrl) -> Result<Self, reqwest::Error> {
        use_ring();
        let builder = || {
            let plain = Client::builder()
                .user_agent(USER_AGENT)
                .redirect(reqwest::redirect::Policy::none())
                .retry(reqwest::retry::never())
                .referer(false)
                .connect_timeout(limits.connect_timeout)
                .https_only(!base.is_plain());
            let direct = if base.is_loopback() {
                plain.no_proxy()
            } else {
                plain
            };
            // What never speaks TLS needs none of the system's certificates, which take long.
            if base.is_plain() {
                direct.tls_certs_only([])
            } else {
                direct
            }
        };
        Ok(Self {
            repeating: builder().build()?,
            once: builder().pool_max_idle_per_host(0).build()?,
        })
    }
}

/// Sends a request once and reads its answer, at most `bytes_max` of its body.
/// What came before a failure is left in `answer`.
pub async fn attempt(
    request: RequestBuilder,
    bytes_max: usize,
    now: impl Fn() -> Millis,
    answer: &mut Option<Answer>,
) -> Result<(), Failure> {
    let mut response = request.send().await.map_err(failure)?;
    let answer = answer.insert(head(&response, now()));
    let mut body = BytesMut::new();
    let read = read_body(&mut response, bytes_max, &mut body).await;
    answer.body = body.freeze();
    answer.whole = read?;
    Ok(())
}

/// Reads a body up to the limit; false if there was more.
async fn read_body(
    response: &mut Response,
    bytes_max: usize,
    body: &mut BytesMut,
) -> Result<bool, Failure> {
    while let Some(chunk) = response.chunk().await.map_err(failure)? {
        let room = bytes_max.saturating_sub(body.len());
        body.extend_from_slice(chunk.get(..chunk.len().min(room)).unwrap_or_default());
        if chunk.len() > room {
            return Ok(false);
        }
    }
    Ok(true)
}

fn head(response: &Response, now: Millis) -> Answer {
    let header = |name| response.headers().get(name)?.to_str().ok();
    let date = header(header::DATE).and_then(http_date);
    let retry_after = header(header::RETRY_AFTER);
    Answer {
        status: response.status().as_u16(),
        date,
        content_type: header(header::CONTENT_TYPE).map(str::to_owned),
        retry_after: retry_after.and_then(|text| wait(text, date.unwrap_or(now))),
        body: Bytes::new(),
        whole: false,
    }
}

/// A `Retry-After`: seconds, or a date after the partner's own now.
fn wait(text: &str, now: Millis) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let millis = http_date(text)?.0.checked_sub(now.0)?;
    u64::try_from(millis).ok().map(Duration::from_millis)
}

fn http_date(text: &str) -> Option<Millis> {
    let time = httpdate::parse_http_date(text).ok()?;
    let since = time.duration_since(std::time::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok().map(Millis)
}

/// Sorts an error of reqwest's. A timeout while connecting is both; nothing was sent, so
/// connecting is asked first.
fn failure(error: reqwest::Error) -> Failure {
    let error = error.without_url();
    let not_sent = |cause| Failure::NotSent {
        cause,
        detail: detail(&error),
    };
    if error.is_builder() {
        not_sent(NotSentCause::Request)
    } else if error.is_connect() {
        not_sent(if error.is_dns() {
            NotSentCause::Dns
        } else if is_tls(&error) {
            NotSentCause::Tls
        } else {
            NotSentCause::Connect
        })
    } else if error.is_timeout() {
        Failure::TimedOut
    } else {
        Failure::Broken {
            detail: detail(&error),
        }
    }
}

/// The error and its causes in one line. None of them tells a header.
fn detail(error: &reqwest::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        line = format!("{line}: {inner}");
        cause = inner.source();
    }
    line
}

/// Whether TLS is among the causes. An I/O error hides what it holds from `source`.
fn is_tls(error: &(dyn Error + 'static)) -> bool {
    let held = error
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref);
    error.is::<rustls::Error>()
        || held.is_some_and(|held| is_tls(held))
        || error.source().is_some_and(is_tls)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_read_as_seconds_or_as_a_date_after_the_partners_now() {
        let now = Millis(784_111_777_000); // Sun, 06 Nov 1994 08:49:37 GMT
        assert_eq!(wait("120", now), Some(Duration::from_secs(120)));
        let date = "Sun, 06 Nov 1994 08:50:07 GMT";
        assert_eq!(wait(date, now), Some(Duration::from_secs(30)));
        for bad in ["", "-1", "soon", "Sun, 06 Nov 1994 08:49:07 GMT", "1.5"] {
            assert_eq!(wait(bad, now), None, "{bad}");
        }
    }
}
