//! Relays one connection to our receiver, byte for byte.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf, copy_bidirectional},
    net::TcpStream,
    sync::{OwnedSemaphorePermit, Semaphore, watch},
};

/// The most connections that one session relays at once. The receiver has a limit of its own; this
/// one keeps a flood from filling memory before it gets there. What comes beyond it is refused.
pub const RELAYED_MAX: usize = 256;

/// The places for connections of one session.
#[derive(Debug, Clone)]
pub struct Places {
    free: Arc<Semaphore>,
    // How many connections wait for an answer.
    waiting: watch::Sender<usize>,
}

/// The place of one connection.
#[derive(Debug)]
pub struct Place {
    _free: OwnedSemaphorePermit,
    waiting: watch::Sender<usize>,
    waits: bool,
}

impl Places {
    /// All free.
    #[must_use]
    pub fn new() -> Self {
        Self {
            free: Arc::new(Semaphore::new(RELAYED_MAX)),
            waiting: watch::Sender::new(0),
        }
    }

    /// A place, if one is free.
    #[must_use]
    pub fn take(&self) -> Option<Place> {
        let free = Arc::clone(&self.free).try_acquire_owned().ok()?;
        Some(Place {
            _free: free,
            waiting: self.waiting.clone(),
            waits: false,
        })
    }

    /// Waits until no connection waits for an answer: nothing came from outside that the receiver
    /// has said nothing to since.
    pub async fn answered(&self) {
        let mut waiting = self.waiting.subscribe();
        // It can't be closed, since this is one of its ends.
        drop(waiting.wait_for(|waiting| *waiting == 0).await);
    }
}

impl Place {
    fn set(&mut self, waits: bool) {
        if self.waits == waits {
            return;
        }
        self.waits = waits;
        self.waiting.send_modify(|waiting| {
            *waiting = match waits {
                true => waiting.saturating_add(1),
                false => waiting.saturating_sub(1),
            };
        });
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.set(false);
    }
}

/// The outside's end of a connection: sees whether it waits for an answer.
struct Seen<S> {
    stream: S,
    place: Place,
}

impl<S: AsyncRead + Unpin> AsyncRead for Seen<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        ready!(Pin::new(&mut this.stream).poll_read(context, buffer))?;
        if buffer.filled().len() > before {
            this.place.set(true);
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Seen<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = ready!(Pin::new(&mut this.stream).poll_write(context, bytes))?;
        this.place.set(false);
        Poll::Ready(Ok(written))
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
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
    outside: impl AsyncRead + AsyncWrite + Unpin,
    mut receiver: TcpStream,
    place: Place,
) {
    let mut outside = Seen {
        stream: outside,
        place,
    };
    if let Err(error) = copy_bidirectional(&mut outside, &mut receiver).await {
        tracing::debug!(%error, "a relayed connection broke");
    }
}
