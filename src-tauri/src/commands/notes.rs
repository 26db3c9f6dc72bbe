//! Notes on subjects and entries.

use super::{cards::opened, console::small};
use crate::{app::App, command_error, decisions::doer};
use contract::{AddNote, CommandError, NoteAdded};
use domain::Subject;
use engine::notes::{self, NoteOn};

/// Writes a note.
pub async fn add_note(app: &App, request: AddNote) -> Result<NoteAdded, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let subject = request.subject.as_deref().map(Subject::parse).transpose();
    let subject = subject.map_err(|error| command_error::invalid("subject", &error))?;
    let on = NoteOn::one_of(subject, request.entry.map(u64::from));
    let on = on.map_err(|error| command_error::note(&error.into()))?;
    let writer = profile.deeds();
    let writer = writer.map_err(|error| command_error::note(&error))?;
    let written = notes::add_note(writer, on, &request.text, doer(app)).await;
    let sequence = written.map_err(|error| command_error::note(&error.into()))?;
    app.notices.stale(&["list_timeline", "console_status"]);
    Ok(NoteAdded {
        sequence: small(sequence),
    })
}
