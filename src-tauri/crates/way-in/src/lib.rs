//! Receiver, tunnel and ledger put together. None of them knows the others: the receiver asks its
//! own [`receiver::Arrivals`], the tunnel tells changes, the engine writes them down.

mod told;
mod watcher;
mod way_in;

pub use told::{UrlMarker, told};
pub use way_in::{OtherWay, WayIn, WayInParts};
