//! What a person typed in a form: kept, found again, discarded.

use super::cards::opened;
use crate::{app::App, command_error};
use contract::{
    CommandError, DraftRow, DraftSaved, DraftView, DraftsView, FoundDraft, OfDraft, OfProfile,
    SaveDraft,
};
use engine::{DraftError, DraftKey, Drafts};
use std::sync::Arc;

fn key(text: &str) -> Result<DraftKey, CommandError> {
    DraftKey::parse(text).map_err(|error| command_error::draft(&error))
}

/// Asks the drafts of a profile. They wait for the disk, so this goes to a thread that may.
async fn ask<T: Send + 'static>(
    app: &App,
    profile: &str,
    question: impl FnOnce(&Drafts) -> Result<T, DraftError> + Send + 'static,
) -> Result<T, CommandError> {
    let drafts = Arc::clone(&opened(app, profile).await?.drafts);
    let answer = tokio::task::spawn_blocking(move || question(&drafts)).await;
    let answer = answer.map_err(|error| command_error::internal(&error))?;
    answer.map_err(|error| command_error::draft(&error))
}

/// Keeps a form as a draft.
pub async fn save_draft(app: &App, request: SaveDraft) -> Result<DraftSaved, CommandError> {
    let key = key(&request.key)?;
    let now = app.clock.now();
    ask(app, &request.profile, move |drafts| {
        drafts.save(&key, request.form, now)
    })
    .await?;
    Ok(DraftSaved {
        saved_at: now.to_rfc3339(),
    })
}

/// What was kept of a form.
pub async fn get_draft(app: &App, request: OfDraft) -> Result<FoundDraft, CommandError> {
    let key = key(&request.key)?;
    let found = ask(app, &request.profile, move |drafts| {
        match drafts.get(&key) {
            // That it can't be read is an answer: the form says it, and offers to discard it.
            Err(DraftError::Broken { why }) => Ok(Err(why)),
            found => Ok(Ok(found?)),
        }
    })
    .await?;
    Ok(match found {
        Ok(draft) => FoundDraft {
            draft: draft.map(|draft| DraftView {
                form: draft.form,
                saved_at: draft.saved.to_rfc3339(),
            }),
            problem: None,
        },
        Err(why) => FoundDraft {
            draft: None,
            problem: Some(why),
        },
    })
}

fn list(drafts: &Drafts) -> Result<DraftsView, DraftError> {
    let rows = drafts.list()?.into_iter().map(|one| {
        let (saved_at, problem) = match one.saved {
            Ok(saved) => (Some(saved.to_rfc3339()), None),
            Err(why) => (None, Some(why)),
        };
        DraftRow {
            key: one.key.to_string(),
            saved_at,
            problem,
        }
    });
    Ok(DraftsView {
        drafts: rows.collect(),
    })
}

/// All drafts of a profile.
pub async fn list_drafts(app: &App, request: OfProfile) -> Result<DraftsView, CommandError> {
    ask(app, &request.profile, list).await
}

/// Removes a draft.
pub async fn discard_draft(app: &App, request: OfDraft) -> Result<DraftsView, CommandError> {
    let key = key(&request.key)?;
    ask(app, &request.profile, move |drafts| {
        drafts.discard(&key)?;
        list(drafts)
    })
    .await
}
