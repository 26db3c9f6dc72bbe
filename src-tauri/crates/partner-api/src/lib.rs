//! Cedar's Partners API, as far as it is known, and the one way out to it.
//!
//! [`Operation`] is the one table of what can be called: id, method, path, how well each is known,
//! what a call may do. A profile may override any path ([`Overrides`]).
//!
//! [`Partner`] sends the calls of one profile. Each endpoint is a type under [`endpoints`] and goes
//! through [`Partner::send`]; a file goes through [`Partner::upload`], a list is read to its end by
//! [`Partner::pages`], [`Partner::test_connection`] asks whether all is well. Every call gives the
//! record of what went out and came back ([`Exchange`]), whether it worked or not.
//!
//! A call that did not work says how sure that is ([`Certainty`]): not sent, refused, or unknown.
//! Only a GET is ever repeated.
//!
//! Objects ([`wire`]) keep every field that came, letter by letter ([`Fields`]), and every status
//! word. Credentials are bound to an [`Origin`], do not print, and go to no other.

pub mod base_url;
pub mod connection_test;
pub mod credentials;
pub mod download;
pub mod endpoint;
pub mod endpoints;
pub mod error;
pub mod example;
pub mod exchange;
pub mod field;
pub mod fields;
pub mod hint;
mod judge;
pub mod limits;
pub mod list_envelope;
pub mod operation;
pub mod overrides;
pub mod pages;
mod partner;
pub mod path_template;
mod transport;
pub mod unread;
pub mod upload;
pub mod wire;
mod wire_time;
pub mod word_list;

pub use base_url::{BaseUrl, BaseUrlError, LIVE_BASE_URL, Origin};
pub use connection_test::{Finding, Probe};
pub use credentials::{Credentials, CredentialsError};
pub use download::{DOCUMENT_BYTES_MAX, DownloadError, Downloaded, download};
pub use endpoint::{Called, Endpoint};
pub use error::{CallError, Certainty, Failure, NotSentCause, Shape};
pub use exchange::{Answer, ClockOffset, Exchange, Sent};
pub use field::Field;
pub use fields::{Fields, NotAnObject};
pub use hint::{CLOCK_OFFSET_MAX, Hint};
pub use limits::Limits;
pub use operation::{Body, Effect, Evidence, Method, Operation};
pub use overrides::{OverrideError, Overrides};
pub use partner::{Partner, PartnerError};
pub use path_template::{PathTemplate, PathTemplateError};
pub use transport::use_ring;
pub use unread::Unread;
pub use upload::{FileUpload, Progress};
pub use wire_time::WireTime;
