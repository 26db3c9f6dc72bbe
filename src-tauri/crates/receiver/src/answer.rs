//! One request: limits first, then verify, keep, answer.

use crate::{
    arrivals::{Arrival, Arrivals},
    config::ReceiverConfig,
    keep::{IncomingDelivery, Keep, KeepError},
    limits::BODY_BYTES_MAX,
    quota::Quota,
    status::ReceiverStatus,
};
use axum::{
    body::Body,
    extract::{ConnectInfo, Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    response::Response,
};
use domain::{Clock, Millis};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use sha2::{Digest, Sha256};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::watch;
use webhooks::{HEADER_HASH, Verdict, judge};

const RETRY_AFTER_UNAVAILABLE: HeaderValue = HeaderValue::from_static("30");
const RETRY_AFTER_QUOTA: HeaderValue = HeaderValue::from_static("60");

/// What every request is answered from.
pub struct Desk<K> {
    pub config: ReceiverConfig,
    pub keep: K,
    pub clock: Arc<dyn Clock>,
    pub quota: Mutex<Quota>,
    pub status: watch::Sender<ReceiverStatus>,
}

impl<K: Keep> Desk<K> {
    fn quota(&self) -> std::sync::MutexGuard<'_, Quota> {
        self.quota.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stores what was turned away since the last time, as one entry.
    pub async fn tell_turned_away(&self) {
        let counted = self.quota().take_counted();
        let Some(counted) = counted else {
            return;
        };
        if let Err(error) = self.keep.keep_turned_away(counted, self.clock.now()).await {
            tracing::warn!(%error, count = counted.count, "a count of requests waits to be stored");
            self.quota().give_back(counted);
        }
    }

    fn watcher(&self) -> Option<Arc<dyn Arrivals>> {
        self.config.arrivals.borrow().clone()
    }

    /// Asks whoever watches the way in what a request is. A delivery has one hash header, and so
    /// has what tests the way in: with more of them neither would be taken.
    fn arrival(
        &self,
        headers: &[(String, Vec<u8>)],
        body: &[u8],
        received: Millis,
        monotonic: Duration,
    ) -> Arrival {
        let mut hashes = headers
            .iter()
            .filter(|(name, _)| name.eq_ignore_ascii_case(HEADER_HASH));
        let hash = match (hashes.next(), hashes.next()) {
            (Some((_, value)), None) => str::from_utf8(value).ok(),
            _ => None,
        };
        match (self.watcher(), hash) {
            (Some(watcher), Some(hash)) => watcher.take(hash, body, received, monotonic),
            _ => Arrival::Delivery,
        }
    }

    fn turn_away(&self, status: StatusCode, at: Millis, body: &[u8]) -> Response {
        self.quota().turn_away(at, || Sha256::digest(body).into());
        self.status
            .send_modify(|seen| seen.turned_away = seen.turned_away.saturating_add(1));
        answer(status)
    }
}

/// Answers one request.
pub async fn answer_request<K: Keep>(
    State(desk): State<Arc<Desk<K>>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let received = desk.clock.now();
    let monotonic = desk.clock.monotonic();
    if request.uri().path() != desk.config.path {
        desk.status
            .send_modify(|seen| seen.wrong_path = seen.wrong_path.saturating_add(1));
        return answer(StatusCode::NOT_FOUND);
    }
    if let Some(status) = refused_by_its_head(&request) {
        let mut response = desk.turn_away(status, received, &[]);
        if status == StatusCode::METHOD_NOT_ALLOWED {
            response
                .headers_mut()
                .insert(header::ALLOW, HeaderValue::from_static("POST"));
        }
        return response;
    }
    let (head, body) = request.into_parts();
    let body = match read(body, desk.config.read_timeout).await {
        Ok(body) => body,
        Err(status) => return desk.turn_away(status, received, &[]),
    };
    let headers = head.headers.iter();
    let headers: Vec<(String, Vec<u8>)> = headers
        .map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec()))
        .collect();
    match desk.arrival(&headers, &body, received, monotonic) {
        Arrival::Delivery => {}
        Arrival::Canary => return answer(StatusCode::OK),
        Arrival::CanaryAgain => {
            return desk.turn_away(StatusCode::UNAUTHORIZED, received, &body);
        }
    }
    let window = *desk.config.test_window.borrow();
    let delivery = IncomingDelivery {
        is_test: window.is_some_and(|window| window.holds(received)),
        peer,
        received,
        monotonic,
        headers,
        body,
    };
    verify_and_keep(&desk, delivery).await
}

fn refused_by_its_head(request: &Request) -> Option<StatusCode> {
    if request.method() != Method::POST {
        return Some(StatusCode::METHOD_NOT_ALLOWED);
    }
    if !is_json(request.headers().get(header::CONTENT_TYPE)) {
        return Some(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    (length > Some(BODY_BYTES_MAX)).then_some(StatusCode::PAYLOAD_TOO_LARGE)
}

fn is_json(content_type: Option<&HeaderValue>) -> bool {
    let value = content_type
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = value.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

async fn read(body: Body, limit: Duration) -> Result<Vec<u8>, StatusCode> {
    let whole = Limited::new(body, BODY_BYTES_MAX).collect();
    match tokio::time::timeout(limit, whole).await {
        Ok(Ok(body)) => Ok(body.to_bytes().into()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Ok(Err(_)) => Err(StatusCode::BAD_REQUEST),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

async fn verify_and_keep<K: Keep>(desk: &Desk<K>, delivery: IncomingDelivery) -> Response {
    let keys = Arc::clone(&desk.config.keys.borrow());
    let rules = Arc::clone(&desk.config.rules.borrow());
    let judged = judge(&delivery.headers, &delivery.body, &keys, &rules);
    let verdict = judged.judgement.verdict;
    let fails = !verdict.hash_is_good() && verdict != Verdict::NotChecked;
    if fails && !desk.quota().takes(delivery.monotonic) {
        return desk.turn_away(
            StatusCode::TOO_MANY_REQUESTS,
            delivery.received,
            &delivery.body,
        );
    }
    let status = if desk.config.answer_200_when_stored {
        StatusCode::OK
    } else {
        StatusCode::from_u16(verdict.http_status()).unwrap_or(StatusCode::UNAUTHORIZED)
    };
    let (received, monotonic) = (delivery.received, delivery.monotonic);
    let host = host(&delivery.headers);
    match desk.keep.keep(delivery, judged, status.as_u16()).await {
        Ok(kept) => {
            if kept.verdict.is_verified()
                && let Some(watcher) = desk.watcher()
            {
                watcher.verified(received, monotonic, host.as_deref());
            }
            desk.status
                .send_modify(|seen| count(seen, kept.verdict, status, received));
            answer(status)
        }
        Err(error) => {
            if error != KeepError::Full {
                tracing::error!(%error, "a delivery was answered 503");
            }
            desk.status.send_modify(|seen| {
                seen.last_delivery = Some(received);
                seen.unavailable = seen.unavailable.saturating_add(1);
            });
            answer(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

/// The host that a request names in its head.
fn host(headers: &[(String, Vec<u8>)]) -> Option<String> {
    let named = headers
        .iter()
        .find(|(name, _)| name == header::HOST.as_str());
    named.and_then(|(_, value)| String::from_utf8(value.clone()).ok())
}

fn count(seen: &mut ReceiverStatus, verdict: Verdict, answer: StatusCode, received: Millis) {
    seen.last_delivery = Some(received);
    if verdict.is_verified() {
        seen.last_verified = Some(received);
        seen.verified = seen.verified.saturating_add(1);
    } else {
        seen.refused = seen.refused.saturating_add(1);
    }
    if answer == StatusCode::SERVICE_UNAVAILABLE {
        seen.unavailable = seen.unavailable.saturating_add(1);
    }
}

/// An answer without a body: it tells an attacker nothing.
fn answer(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let retry_after = match status {
        StatusCode::SERVICE_UNAVAILABLE => Some(RETRY_AFTER_UNAVAILABLE),
        StatusCode::TOO_MANY_REQUESTS => Some(RETRY_AFTER_QUOTA),
        _ => None,
    };
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}
