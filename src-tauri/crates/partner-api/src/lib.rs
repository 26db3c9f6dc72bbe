//! Cedar's Partners API, as far as it is known.
//!
//! [`Operation`] is the one table of what can be called: id, method, path, how well each is known.
//! A profile may override any path ([`PathTemplate`]).

pub mod operation;
pub mod path_template;

pub use operation::{Body, Effect, Evidence, Method, Operation};
pub use path_template::{PathTemplate, PathTemplateError};
