//! Notes on subjects and entries.

use crate::{app::App, command_error};
use contract::{AddNote, CommandError, NoteAdded};

/// Writes a note.
pub async fn add_note(_app: &App, _request: AddNote) -> Result<NoteAdded, CommandError> {
    Err(command_error::read_only("add_note"))
}
