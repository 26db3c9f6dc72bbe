//! What the program does: profiles, timelines, deliveries read back, cards and decisions.

pub mod board;
pub mod cards;
pub mod changes;
pub mod console_file;
pub mod deed;
pub mod delivery;
pub mod error;
pub mod field_sets;
pub mod folder;
pub mod network_drive;
pub mod notes;
mod private_file;
pub mod rate_fall;
pub mod row;
pub mod segment;
pub mod settings;
pub mod test_window;
pub mod timeline;

pub use board::{Card, CardKind};
pub use cards::{Cards, CardsTold};
pub use console_file::ConsoleFile;
pub use deed::{DeedError, Doer};
pub use delivery::{Delivery, Given};
pub use error::{EngineError, chain};
pub use field_sets::{DecidedSet, FieldSetState, FieldSets, Settlement};
pub use folder::{DataFolder, ProfileFolder};
pub use row::{Row, RowKind};
pub use segment::{Segment, readable_bytes, segments};
pub use settings::{SettingError, Settings};
pub use timeline::{Ask, From, Show, Timeline, timeline};
