//! Ways in: a tunnel that proves itself, and the providers. It names no Cedar and keeps
//! nothing: what it needs is handed in, what it finds out comes back by channels.
//!
//! ```text
//! sender ── public URL ── provider's session ── relay ── our receiver ── Arrivals
//!              ▲                                                            │
//!              └── canary, each 30 s ◀── supervisor ◀── state machine ◀─────┘
//! ```
//!
//! [`Tunnel::start`] gives the handle, the [`Arrivals`] that the receiver asks of each request, and
//! the changes of state, each to become an entry.

pub mod canary;
mod canary_post;
pub mod clock_watch;
pub mod host_key;
pub mod machine;
pub mod moment;
pub mod power;
mod printable;
pub mod provider;
pub mod providers;
pub mod public_url;
pub mod reason;
mod relay;
pub mod route_watch;
pub mod ssh_key;
pub mod state;
mod supervisor;
pub mod timing;
pub mod tunnel;

pub use canary::{Arrival, Arrivals, CanaryShape};
pub use host_key::HostKey;
pub use machine::Machine;
pub use moment::Moment;
pub use provider::{Line, Provider, SeenBy};
pub use public_url::{PublicUrl, PublicUrlError};
pub use reason::{Disturbance, Reason};
pub use ssh_key::{SshKey, SshKeyError};
pub use state::State;
pub use timing::Timing;
pub use tunnel::{Change, Started, Tunnel, TunnelParts, TunnelStatus};
