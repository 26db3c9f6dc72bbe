//! What the program does: profiles and their folders, timelines, deliveries read back whole.

pub mod delivery;
pub mod error;
pub mod folder;
pub mod network_drive;
pub mod row;
pub mod segment;
pub mod timeline;

pub use delivery::{Delivery, Given};
pub use error::{EngineError, chain};
pub use folder::{DataFolder, ProfileFolder, Settings};
pub use row::{Row, RowKind};
pub use segment::{Segment, readable_bytes, segments};
pub use timeline::{Ask, From, Show, Timeline, timeline};
