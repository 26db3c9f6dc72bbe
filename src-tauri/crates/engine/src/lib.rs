//! What the program does: profiles, timelines, deliveries read back, lists and search, cards and
//! decisions.

pub mod board;
pub mod cards;
pub mod changes;
pub mod console_file;
pub mod deed;
pub mod deliveries;
pub mod delivery;
pub mod describe;
pub mod error;
pub mod events_seen;
pub mod field_sets;
pub mod folder;
pub mod key_use;
pub mod match_rate;
pub mod network_drive;
pub mod notes;
pub mod out_of_course;
mod private_file;
pub mod rate_fall;
pub mod row;
pub mod search;
pub mod segment;
pub mod settings;
pub mod test_window;
pub mod timeline;

pub use board::{Card, CardKind};
pub use cards::{Cards, CardsTold};
pub use console_file::ConsoleFile;
pub use deed::{DeedError, Doer};
pub use deliveries::{DeliveryFilter, FoundPage, list_deliveries};
pub use delivery::{Delivery, Given};
pub use describe::DESCRIBE;
pub use error::{EngineError, chain};
pub use events_seen::{EventSeen, events_seen};
pub use field_sets::{DecidedSet, FieldSetState, FieldSets, Settlement};
pub use folder::{DataFolder, ProfileFolder};
pub use key_use::{KeyUse, key_use};
pub use match_rate::match_rate;
pub use out_of_course::CourseWatch;
pub use rate_fall::Day;
pub use row::{Row, RowKind};
pub use search::{Hit, HitTarget, search};
pub use segment::{Segment, readable_bytes, segments};
pub use settings::{SettingError, Settings};
pub use timeline::{Ask, From, Show, Timeline, timeline};
