//! Posting one delivery, at its pace.

use crate::{
    Delivery, SimulatorError, Target,
    behind::{Answered, Patience},
    mode::{Mode, Pace},
};
use bytes::Bytes;
use futures_util::stream;
use http_body_util::StreamBody;
use hyper::body::Frame;
use reqwest::header::CONTENT_LENGTH;
use std::time::Duration;

/// How long an answer may take. Longer than the slowest body.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);
/// So much of an answer's body is read.
const ANSWER_BYTES_MAX: usize = 4096;
const PAUSE_FIRST: Duration = Duration::from_millis(50);
const PAUSE_MAX: Duration = Duration::from_secs(4);
/// In how many pieces a slow body comes.
const PIECES: usize = 7;
/// Six pauses are 3 s, less than the 5 s that a receiver waits.
const SLOW_PAUSE: Duration = Duration::from_millis(500);
/// Six pauses are 8 s, more than that; no piece comes at the very moment when it gives up.
const TOO_SLOW_PAUSE: Duration = Duration::from_millis(1333);
/// Before a connection is cut, so that what was sent until then does arrive.
const CUT_PAUSE: Duration = Duration::from_millis(100);

/// The end of a connection that is cut.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the connection was cut on purpose")]
struct Cut;

/// A client that goes straight to this machine: no proxy, no redirect, no repeat of its own.
pub fn client() -> Result<reqwest::Client, SimulatorError> {
    partner_api::use_ring();
    reqwest::Client::builder()
        .no_proxy()
        .tls_certs_only([])
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .timeout(ANSWER_TIMEOUT)
        .build()
        .map_err(SimulatorError::Client)
}

/// Posts a delivery; tries again only while nobody listens, when surely nothing was received. Gives
/// the answer, or why there is none.
pub async fn post(
    client: &reqwest::Client,
    target: &Target,
    delivery: &Delivery,
    uuid: &str,
    patience: Patience,
) -> Result<Result<Answered, String>, SimulatorError> {
    let mut pause = PAUSE_FIRST;
    let mut attempts: u32 = 0;
    loop {
        attempts = attempts.saturating_add(1);
        let mut request = client.post(target.url().clone());
        for (name, value) in delivery.headers(uuid) {
            request = request.header(name, value);
        }
        match with_body(request, delivery).send().await {
            Ok(answer) => return Ok(Ok(read(answer).await)),
            Err(source) if source.is_connect() => {
                if attempts >= patience.attempts_max {
                    let source = source.without_url();
                    let nobody = SimulatorError::NobodyListens { attempts, source };
                    return if patience.is_fatal {
                        Err(nobody)
                    } else {
                        Ok(Err(nobody.to_string()))
                    };
                }
                tokio::time::sleep(pause).await;
                pause = pause.saturating_mul(2).min(PAUSE_MAX);
            }
            Err(_) if delivery.mode == Mode::CutOff => return Ok(Err(Cut.to_string())),
            // Without the address: it holds the secret path.
            Err(lost) => return Ok(Err(lost.without_url().to_string())),
        }
    }
}

/// The status and the beginning of the body, as far as it comes.
async fn read(mut answer: reqwest::Response) -> Answered {
    let status = answer.status().as_u16();
    let mut body = Vec::new();
    while let Ok(Some(piece)) = answer.chunk().await {
        let room = ANSWER_BYTES_MAX.saturating_sub(body.len());
        body.extend(piece.into_iter().take(room));
        if body.len() >= ANSWER_BYTES_MAX {
            break;
        }
    }
    let body = String::from_utf8_lossy(&body).into_owned();
    Answered { status, body }
}

fn with_body(request: reqwest::RequestBuilder, delivery: &Delivery) -> reqwest::RequestBuilder {
    let body = Bytes::from(delivery.body.clone());
    let length = body.len();
    let (pieces, pause) = match delivery.mode.pace() {
        Pace::AtOnce => return request.body(body),
        Pace::Slow => (in_pieces(&body, PIECES), SLOW_PAUSE),
        Pace::TooSlow => (in_pieces(&body, PIECES), TOO_SLOW_PAUSE),
        Pace::CutOff => {
            let half = in_pieces(&body, 2).into_iter().take(1);
            (half.chain([Err(Cut)]).collect(), CUT_PAUSE)
        }
    };
    request
        .header(CONTENT_LENGTH, length)
        .body(trickle(pieces, pause))
}

fn in_pieces(body: &Bytes, count: usize) -> Vec<Result<Bytes, Cut>> {
    let longest = body.len().div_ceil(count).max(1);
    let pieces = body.chunks(longest);
    pieces.map(|piece| Ok(body.slice_ref(piece))).collect()
}

/// A body whose pieces come one after the other, with a pause between.
fn trickle(pieces: Vec<Result<Bytes, Cut>>, pause: Duration) -> reqwest::Body {
    let state = (pieces.into_iter(), Duration::ZERO);
    let pieces = stream::unfold(state, move |(mut pieces, wait)| async move {
        let piece = pieces.next()?;
        tokio::time::sleep(wait).await;
        Some((piece.map(Frame::data), (pieces, pause)))
    });
    reqwest::Body::wrap(StreamBody::new(pieces))
}
