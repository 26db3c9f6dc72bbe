//! What an intent binds beside its request.

use tokio::{sync::OwnedMutexGuard, time::Instant};

/// What an intent binds beside its request, and until when its request may leave.
#[derive(Debug, Default)]
pub struct Bound {
    /// Further erasable parts of the intent: name and text.
    pub parts: Vec<(&'static str, String)>,
    /// Further subjects of the ledger on which it stands.
    pub subjects: Vec<&'static str>,
    /// When what was read for it is too old. A request that has not left by then does not leave.
    pub fresh_until: Option<Instant>,
    /// Held until the intent is on disk, where no other may be decided on meanwhile.
    pub deciding: Option<OwnedMutexGuard<()>>,
}
