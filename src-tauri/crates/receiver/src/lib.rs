//! The listener for webhooks: limits, keep, verify, answer; and judging anew what was kept.

mod answer;
mod arrivals;
mod config;
mod connections;
mod entries;
mod keep;
mod limits;
mod quota;
mod receiver;
mod rejudge;
mod status;
mod verdict_entry;

pub use arrivals::{Arrival, Arrivals};
pub use config::ReceiverConfig;
pub use keep::{IncomingDelivery, Keep, KeepError, Kept, LedgerKeep, TurnedAway};
pub use limits::{
    BODY_BYTES_MAX, CONNECTIONS_MAX, FAILING_PER_MINUTE_MAX, HEADER_BLOCK_BYTES_MAX, HEADERS_MAX,
    READ_TIMEOUT,
};
pub use receiver::Receiver;
pub use rejudge::{Anew, Rejudge, RejudgeError, Which};
pub use status::ReceiverStatus;
