//! The agreed types.
#![allow(missing_docs, clippy::allow_attributes, clippy::allow_attributes_without_reason)]
use domain::{Clock, Millis};
use std::sync::Arc;
use tokio::sync::watch;
use webhooks::{Keys, Rules};
pub struct ReceiverConfig { pub path: String }
impl ReceiverConfig { pub fn new(path: String, _keys: watch::Receiver<Arc<Keys>>, _rules: Arc<Rules>) -> Self { Self { path } } }
pub trait Keep: Send + 'static {}
#[derive(Clone)]
pub struct LedgerKeep(ledger::Writer);
impl LedgerKeep { pub fn new(w: ledger::Writer) -> Self { Self(w) } }
impl Keep for LedgerKeep {}
pub struct Receiver(watch::Receiver<ReceiverStatus>);
#[derive(Debug, Clone, Default)]
pub struct ReceiverStatus { pub last_delivery: Option<Millis>, pub last_verified: Option<Millis>, pub verified: u64, pub refused: u64, pub turned_away: u64, pub unavailable: u64 }
impl Receiver { pub async fn start(_l: tokio::net::TcpListener, _c: ReceiverConfig, _k: impl Keep, _clock: Arc<dyn Clock>) -> Self { Self(watch::channel(ReceiverStatus::default()).1) } pub fn status(&self) -> watch::Receiver<ReceiverStatus> { self.0.clone() } pub async fn stop(self) {} }
