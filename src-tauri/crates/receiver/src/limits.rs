//! What the listener takes at most.

use std::time::Duration;

/// The longest body.
pub const BODY_BYTES_MAX: usize = 256 * 1024;
/// The most headers.
pub const HEADERS_MAX: usize = 64;
/// The longest request line and headers together.
pub const HEADER_BLOCK_BYTES_MAX: usize = 16 * 1024;
/// How long the head, and then the body, may take to come.
pub const READ_TIMEOUT: Duration = Duration::from_secs(5);
/// The most connections at once; further ones wait.
pub const CONNECTIONS_MAX: usize = 512;
/// The most deliveries a minute that fail verification and are kept one by one.
pub const FAILING_PER_MINUTE_MAX: u32 = 120;
/// How often requests beyond that are told by one counted entry.
pub const TURNED_AWAY_EVERY: Duration = Duration::from_secs(60);
/// How long connections may take to finish when the receiver stops.
pub const STOP_TIMEOUT: Duration = Duration::from_secs(5);
