//! Relays one connection to our receiver, byte for byte.

use std::{io, net::SocketAddr, sync::Arc};
use tokio::{
    io::{AsyncRead, AsyncWrite, copy_bidirectional},
    net::TcpStream,
    sync::{OwnedSemaphorePermit, Semaphore},
};

/// The most connections that one session relays at once. The receiver has a limit of its own; this
/// one keeps a flood from filling memory before it gets there. What comes beyond it is refused.
pub const RELAYED_MAX: usize = 256;

/// The places for connections of one session.
#[derive(Debug, Clone)]
pub struct Places(Arc<Semaphore>);

impl Places {
    /// All free.
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(Semaphore::new(RELAYED_MAX)))
    }

    /// A place, if one is free.
    #[must_use]
    pub fn take(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.0).try_acquire_owned().ok()
    }
}

/// Connects to our receiver.
///
/// # Errors
/// It does not listen.
pub async fn connect(target: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(target).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Relays both ways until both ends have said their last. A connection that breaks is the sender's
/// to notice: nothing was answered, so nothing was promised.
pub async fn relay(
    mut outside: impl AsyncRead + AsyncWrite + Unpin,
    mut receiver: TcpStream,
    place: OwnedSemaphorePermit,
) {
    if let Err(error) = copy_bidirectional(&mut outside, &mut receiver).await {
        tracing::debug!(%error, "a relayed connection broke");
    }
    drop(place);
}
