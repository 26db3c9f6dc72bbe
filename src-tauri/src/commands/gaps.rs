//! Gaps, and the reconciliations that close them.

use super::{cards::opened, console::small, timeline_view};
use crate::{app::App, command_error, open_profile::OpenProfile};
use contract::{
    CommandError, EndedReconciliation, GapClosing, GapShow, GapView, GapsPage, ListGaps,
    MissedChangeView, MissedView, OfProfile, OfReconciliation, ReconciliationEnd,
    ReconciliationView, ReconcilingView, StartReconciliation,
};
use domain::{
    Gap, Millis, Subject,
    record::{ReconcileEnd, ReconciledFacts},
};
use engine::{Closing, WayMarks, reconcile::Ended, reconciled, span_of, way_in::details_at};
use partner_api::Operation;
use std::sync::Arc;

/// The most gaps of a page.
const PAGE_MAX: u16 = 500;
/// The most reasons that are told of a gap.
const REASONS_MAX: usize = 5;
/// The most changes that are told of a reconciliation.
const MISSED_MAX: usize = 500;

/// Changes from an instant to come can't be looked for.
#[derive(Debug, thiserror::Error)]
#[error("that is still to come; say from when on in the past changes are looked for")]
struct ToCome;

/// A page holds some.
#[derive(Debug, thiserror::Error)]
#[error("a page holds 1 to {PAGE_MAX} gaps")]
struct Limit;

/// The entry ended no reconciliation.
#[derive(Debug, thiserror::Error)]
#[error("entry {0} ended no reconciliation")]
struct NoReconciliation(u32);

fn instant(field: &str, text: &str) -> Result<Millis, CommandError> {
    Millis::from_rfc3339(text).map_err(|error| command_error::invalid(field, &error))
}

/// The gaps of a timeline, the newest first.
pub async fn list_gaps(app: &App, request: ListGaps) -> Result<GapsPage, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let subject = request.subject.as_deref().map(Subject::parse).transpose();
    let subject = subject.map_err(|error| command_error::invalid("subject", &error))?;
    let before = request.before.as_deref();
    let before = before.map(|text| instant("before", text)).transpose()?;
    if !(1..=PAGE_MAX).contains(&request.limit) {
        return Err(command_error::invalid("limit", &Limit));
    }
    let span = span_of(&profile.reader, subject).await;
    let span = span.map_err(|error| command_error::engine(&error))?;
    let marks = profile.way_marks().await;
    let marks = marks.map_err(|error| command_error::engine(&error))?;
    let all = span.map_or_else(Vec::new, |span| marks.gaps(&span));
    let is_open = |gap: &Gap| marks.closing(gap).is_none();
    let open = all.iter().filter(|gap| is_open(gap)).count();
    let total = all.len();
    let is_wanted = |gap: &Gap| {
        before.is_none_or(|before| gap.from < before.0)
            && match request.show {
                GapShow::All => true,
                GapShow::Open => is_open(gap),
                GapShow::Closed => !is_open(gap),
            }
    };
    let mut wanted = all.into_iter().rev().filter(is_wanted);
    let page: Vec<Gap> = wanted.by_ref().take(request.limit.into()).collect();
    let more = wanted.next().is_some();
    let next = page.last().filter(|_| more);
    let next = next.map(|gap| Millis(gap.from).to_rfc3339());
    let gaps = views(&profile, &marks, page).await;
    Ok(GapsPage {
        gaps: gaps.map_err(|error| command_error::engine(&error))?,
        next,
        open: count(open),
        total: count(total),
    })
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

async fn views(
    profile: &OpenProfile,
    marks: &WayMarks,
    page: Vec<Gap>,
) -> Result<Vec<GapView>, engine::EngineError> {
    let told: Vec<(Gap, Vec<u64>)> = page
        .into_iter()
        .map(|gap| {
            let reasons = marks.reasons(&gap, REASONS_MAX);
            (gap, reasons)
        })
        .collect();
    let entries: Vec<u64> = told.iter().flat_map(|(_, some)| some.clone()).collect();
    let sentences = details_at(&profile.reader, &entries).await?;
    let views = told.into_iter().map(|(gap, reasons)| GapView {
        closed_by: marks.closing(&gap).map(closing),
        from: Millis(gap.from).to_rfc3339(),
        until: gap.to.map(|to| Millis(to).to_rfc3339()),
        causes: gap.causes.into_iter().map(Into::into).collect(),
        details: reasons
            .iter()
            .filter_map(|entry| sentences.get(entry))
            .map(|text| format!("{}.", command_error::capital(text)))
            .collect(),
    });
    Ok(views.collect())
}

fn closing(closing: &Closing) -> GapClosing {
    let facts = &closing.facts;
    GapClosing {
        sequence: small(closing.sequence),
        at: facts.ended.to_rfc3339(),
        by: facts.by.clone(),
        from: facts.from.to_rfc3339(),
        calls: small(facts.calls),
        objects: small(facts.objects),
        missed: small(facts.missed),
    }
}

/// What a reconciliation found.
pub async fn list_missed(app: &App, request: OfReconciliation) -> Result<MissedView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let sequence = request.sequence;
    let missed = reconciled::missed(&profile.reader, sequence.into(), MISSED_MAX).await;
    let missed = missed.map_err(|error| command_error::engine(&error))?;
    let missed =
        missed.ok_or_else(|| command_error::not_found("sequence", &NoReconciliation(sequence)))?;
    let changes = missed.changes.into_iter().map(|change| MissedChangeView {
        subject: timeline_view::subject(change.subject),
        from: change.from,
        to: change.to,
        read: small(change.read),
    });
    Ok(MissedView {
        changes: changes.collect(),
        more: small(missed.more),
    })
}

/// How reconciliation fares.
pub async fn get_reconciliation(
    app: &App,
    request: OfProfile,
) -> Result<ReconciliationView, CommandError> {
    view(&*opened(app, &request.profile).await?).await
}

/// Looks for all changes from an instant on.
pub async fn start_reconciliation(
    app: &App,
    request: StartReconciliation,
) -> Result<ReconciliationView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let from = instant("from", &request.from)?;
    if from > app.clock.now() {
        return Err(command_error::invalid("from", &ToCome));
    }
    let started = reconcile(&profile)?.start(from, app.operator());
    started.map_err(|error| command_error::api(&engine::ApiError::NotReady(error)))?;
    app.notices.stale(&["get_reconciliation", "console_status"]);
    view(&profile).await
}

/// Stops the one that is on its way.
pub async fn cancel_reconciliation(
    app: &App,
    request: OfProfile,
) -> Result<ReconciliationView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    reconcile(&profile)?.cancel();
    app.notices.stale(&["get_reconciliation", "console_status"]);
    view(&profile).await
}

fn reconcile(profile: &OpenProfile) -> Result<&Arc<engine::Reconcile>, CommandError> {
    let reconcile = profile.reconcile();
    reconcile.ok_or_else(|| command_error::read_only("reconciliation"))
}

/// The one on its way; where there is none, the round of the slow reading in the background.
pub fn reconciling(profile: &OpenProfile) -> Option<ReconcilingView> {
    let reconcile = profile.reconcile()?;
    let now = reconcile.state().borrow().now.clone();
    let now = now.or_else(|| reconcile.background().borrow().clone())?;
    Some(ReconcilingView {
        from: now.from.to_rfc3339(),
        started: now.started.to_rfc3339(),
        step: step(&now.step),
        steps_done: count(now.steps.0),
        steps: count(now.steps.1),
        calls: small(now.calls),
        objects: small(now.objects),
        missed: small(now.missed),
        goes_on: now.goes_on,
        is_background: now.is_background,
    })
}

fn step(step: &str) -> String {
    Operation::from_id(step).map_or_else(
        || "The transactions on their way".to_owned(),
        |operation| operation.label().to_owned(),
    )
}

async fn view(profile: &OpenProfile) -> Result<ReconciliationView, CommandError> {
    let state = profile.reconcile().map(|one| one.state().borrow().clone());
    let failed = state.and_then(|state| match state.last {
        Some(Ended::Failed(why)) => Some(why),
        Some(Ended::Told(_)) | None => None,
    });
    let last = match failed {
        Some(why) => Some(failure(&why)),
        None => {
            let last = reconciled::last(&profile.reader).await;
            let last = last.map_err(|error| command_error::engine(&error))?;
            last.map(|one| ended(small(one.sequence), one.facts))
        }
    };
    Ok(ReconciliationView {
        now: reconciling(profile),
        last,
        why_not: why_not(profile),
    })
}

fn why_not(profile: &OpenProfile) -> Option<String> {
    match profile.api() {
        None => Some("The profile is open for reading alone.".to_owned()),
        Some(api) => {
            let not_ready = api.ready().err()?;
            Some(format!(
                "{}.",
                command_error::capital(&not_ready.to_string())
            ))
        }
    }
}

fn ended(sequence: u32, facts: ReconciledFacts) -> EndedReconciliation {
    EndedReconciliation {
        end: match facts.end {
            ReconcileEnd::Whole => ReconciliationEnd::Whole,
            ReconcileEnd::Partial => ReconciliationEnd::Partial,
            ReconcileEnd::Cancelled => ReconciliationEnd::Cancelled,
        },
        sequence: Some(sequence),
        from: Some(facts.from.to_rfc3339()),
        at: Some(facts.ended.to_rfc3339()),
        by: facts.by,
        calls: small(facts.calls),
        objects: small(facts.objects),
        missed: small(facts.missed),
        refused: facts.refused.iter().map(|id| step(id)).collect(),
        detail: String::new(),
    }
}

fn failure(why: &str) -> EndedReconciliation {
    EndedReconciliation {
        end: ReconciliationEnd::Failed,
        sequence: None,
        from: None,
        at: None,
        by: None,
        calls: 0,
        objects: 0,
        missed: 0,
        refused: Vec::new(),
        detail: format!("{}.", command_error::capital(why)),
    }
}
