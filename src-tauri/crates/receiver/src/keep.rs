//! Keeping a delivery with its verdict, durably, before it is answered.

use crate::entries;
use domain::Millis;
use ledger::{AppendError, Writer};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use webhooks::{Judged, Verdict};

/// A request as it came in.
#[derive(Debug, Clone)]
pub struct IncomingDelivery {
    /// Who connected.
    pub peer: SocketAddr,
    /// The wall clock when the head had been read.
    pub received: Millis,
    /// The monotonic clock at the same moment.
    pub monotonic: Duration,
    /// Names in lower case, and raw values, in the order they came.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The raw body.
    pub body: Vec<u8>,
    /// Whether the platform's tests were expected when it came.
    pub is_test: bool,
}

/// Requests that were not kept one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TurnedAway {
    /// When the first came.
    pub since: Millis,
    /// When the last came.
    pub until: Millis,
    /// How many.
    pub count: u64,
    /// SHA-256 of the first one's body, as far as it was read.
    pub first_hash: [u8; 32],
}

/// A delivery that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Its entry.
    pub sequence: u64,
    /// The verdict, with the ledger's word on repeats.
    pub verdict: Verdict,
}

/// Why a delivery is not kept. It is answered 503, so that the sender knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeepError {
    /// Too many wait to be stored.
    #[error("too many deliveries wait to be stored")]
    Full,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The store failed.
    #[error("the delivery could not be stored: {0}")]
    Failed(String),
}

impl From<AppendError> for KeepError {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::QueueFull => Self::Full,
            AppendError::DiskFull => Self::DiskFull,
            AppendError::Storage { .. } | AppendError::Closed | AppendError::Invalid { .. } => {
                Self::Failed(error.to_string())
            }
        }
    }
}

/// A place where deliveries are kept. What it has kept is on disk.
pub trait Keep: Clone + Send + Sync + 'static {
    /// Keeps a delivery with its verdict; `answer` is the status that it will be answered with.
    fn keep(
        &self,
        delivery: IncomingDelivery,
        judged: Judged,
        answer: u16,
    ) -> impl Future<Output = Result<Kept, KeepError>> + Send;

    /// Keeps the count of requests that were not kept one by one.
    fn keep_turned_away(
        &self,
        turned_away: TurnedAway,
        now: Millis,
    ) -> impl Future<Output = Result<(), KeepError>> + Send;
}

/// Keeps deliveries in a ledger.
#[derive(Clone)]
pub struct LedgerKeep {
    writer: Writer,
    salt: Arc<[u8; 32]>,
}

impl LedgerKeep {
    /// Keeps them in this ledger.
    #[must_use]
    pub fn new(writer: Writer) -> Self {
        let salt = Arc::new(writer.index_salt());
        Self { writer, salt }
    }
}

impl Keep for LedgerKeep {
    async fn keep(
        &self,
        delivery: IncomingDelivery,
        judged: Judged,
        answer: u16,
    ) -> Result<Kept, KeepError> {
        let prepared = entries::Prepared::new(delivery, judged, answer, &self.salt);
        let look_up = prepared.look_up();
        let (_, kept) = self
            .writer
            .append(look_up, move |position| prepared.build(&position))
            .await?;
        Ok(kept)
    }

    async fn keep_turned_away(
        &self,
        turned_away: TurnedAway,
        now: Millis,
    ) -> Result<(), KeepError> {
        let built = entries::turned_away(&turned_away, now);
        self.writer.append(None, move |_| (built, ())).await?;
        Ok(())
    }
}
