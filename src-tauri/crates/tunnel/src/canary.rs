//! Canaries: one-time ids, what goes out, and how the receiver says that it came.

use crate::{Moment, state::CanaryNumber};
use bytes::Bytes;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::{mpsc, watch};

/// How many canaries are remembered. One is out at a time; a late one must still be recognised, so
/// that it does not become a delivery.
const REMEMBERED_MAX: usize = 16;
/// How many reports of canaries may wait.
const REPORTS_MAX: usize = 64;
/// Random bytes in an id: as many as a SHA-256, so that its text has the shape of a hash.
const ID_BYTES: usize = 32;

/// The shape of a delivery, which a canary takes on, so that whatever lets deliveries through lets
/// canaries through, and whatever stops deliveries stops canaries.
#[derive(Clone, PartialEq, Eq)]
pub struct CanaryShape {
    /// The receiver's path, with its `/`.
    pub path: String,
    /// The header that carries the id, 64 lower-case hex digits: the one that in a delivery holds
    /// the hash.
    pub id_header: String,
    /// The other headers, as a delivery has them.
    pub headers: Vec<(String, String)>,
    /// The body, as a delivery has it.
    pub body: Bytes,
}

impl std::fmt::Debug for CanaryShape {
    // The path is secret.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("CanaryShape")
            .field("id_header", &self.id_header)
            .finish_non_exhaustive()
    }
}

/// A canary that went out.
#[derive(Clone)]
struct Minted {
    id: String,
    number: CanaryNumber,
    seen: bool,
}

/// What the receiver says of a canary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CanaryReport {
    /// Which.
    pub canary: CanaryNumber,
    /// When the receiver saw it.
    pub at: Moment,
    /// Whether its body is the one that was sent.
    pub whole: bool,
}

/// What a request is to the tunnel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// One of our canaries: it is answered 200 and not kept.
    Canary,
    /// A canary that was seen before: whoever sent it again saw the first one go by. Answered as a
    /// request that nobody knows, and not reported.
    CanaryAgain,
    /// Not a canary.
    Other,
}

/// The receiver's end: it asks here whether a request is a canary, and tells of verified ones.
#[derive(Clone)]
pub struct Arrivals {
    minted: Arc<Mutex<VecDeque<Minted>>>,
    body: Bytes,
    reports: mpsc::Sender<CanaryReport>,
    verified: Arc<watch::Sender<Option<Moment>>>,
}

impl std::fmt::Debug for Arrivals {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Arrivals(…)")
    }
}

/// The tunnel's end of [`Arrivals`].
pub struct Nest {
    arrivals: Arrivals,
    /// What the receiver reports.
    pub reports: mpsc::Receiver<CanaryReport>,
    /// When the last verified delivery came.
    pub verified: watch::Receiver<Option<Moment>>,
}

impl Arrivals {
    /// Takes in a request: the value of the shape's id header, the body as it came, and when.
    #[must_use]
    pub fn take(&self, id: &str, body: &[u8], at: Moment) -> Arrival {
        let mut minted = self.lock();
        // A guess at 32 random bytes gains nothing by the time that a comparison takes.
        let Some(canary) = minted.iter_mut().find(|canary| canary.id == id) else {
            return Arrival::Other;
        };
        if canary.seen {
            return Arrival::CanaryAgain;
        }
        canary.seen = true;
        let report = CanaryReport {
            canary: canary.number,
            at,
            whole: body == self.body,
        };
        // If nobody reads the reports the tunnel has ended, or is so late that this one times out.
        let _ = self.reports.try_send(report);
        Arrival::Canary
    }

    /// A delivery came whose hash matches, and it was kept.
    pub fn verified(&self, at: Moment) {
        self.verified.send_replace(Some(at));
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Minted>> {
        self.minted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Nest {
    /// Both ends, for canaries with this body.
    #[must_use]
    pub fn new(body: Bytes) -> (Self, Arrivals) {
        let (report, reports) = mpsc::channel(REPORTS_MAX);
        let (verify, verified) = watch::channel(None);
        let arrivals = Arrivals {
            minted: Arc::default(),
            body,
            reports: report,
            verified: Arc::new(verify),
        };
        let nest = Self {
            arrivals: arrivals.clone(),
            reports,
            verified,
        };
        (nest, arrivals)
    }

    /// Mints the id of a canary.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn mint(&self, number: CanaryNumber) -> Result<String, getrandom::Error> {
        let mut bytes = [0; ID_BYTES];
        getrandom::fill(&mut bytes)?;
        let id = hex::encode(bytes);
        let mut minted = self.arrivals.lock();
        minted.truncate(REMEMBERED_MAX - 1);
        minted.push_front(Minted {
            id: id.clone(),
            number,
            seen: false,
        });
        Ok(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_canary_counts_once_a_late_one_is_known_and_a_stranger_is_not() {
        let (mut nest, arrivals) = Nest::new(Bytes::from_static(b"{}"));
        let ids: Vec<String> = (0..20)
            .map(|number| nest.mint(CanaryNumber(number)).unwrap())
            .collect();
        let at = Moment::default();
        assert_eq!(arrivals.take(&ids[19], b"{}", at), Arrival::Canary);
        assert_eq!(arrivals.take(&ids[19], b"{}", at), Arrival::CanaryAgain);
        assert_eq!(arrivals.take(&ids[10], b"{ }", at), Arrival::Canary, "late");
        assert_eq!(arrivals.take(&ids[0], b"{}", at), Arrival::Other, "too old");
        assert_eq!(arrivals.take(&"0".repeat(64), b"{}", at), Arrival::Other);
        let report = |number, whole| CanaryReport {
            canary: CanaryNumber(number),
            at,
            whole,
        };
        assert_eq!(nest.reports.try_recv(), Ok(report(19, true)));
        assert_eq!(nest.reports.try_recv(), Ok(report(10, false)));
        assert!(nest.reports.try_recv().is_err());
    }

    #[test]
    fn an_id_has_the_shape_of_a_hash() {
        let (nest, _arrivals) = Nest::new(Bytes::new());
        let id = nest.mint(CanaryNumber(1)).unwrap();
        assert_eq!(id.len(), 64);
        assert!(
            id.bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        );
    }
}
