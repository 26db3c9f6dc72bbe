//! What stands behind the receiver of an open profile: its way to the API, what was decided.

use crate::{
    decisions::Decided, profile_secrets::ProfileSecrets, receiving::Parts, start_error::StartError,
};
use domain::Clock;
use engine::{
    ApiRoom, CourseWatch, DetailsWatch, Intents, ProfileFolder, Reconcile, Settings, Times,
    api::{RoomParts, follow},
    documents::Copies,
    intents::tend,
    reconcile::Budget,
};
use ledger::Writer;
use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tokio::task::JoinHandle;

/// Uploads tell how far they are many times a second; the window is told at most so often.
const UPLOADS_TOLD_EVERY: Duration = Duration::from_millis(100);

/// A reconciliation on its way is told to the window at most so often.
const RECONCILING_TOLD_EVERY: Duration = Duration::from_millis(500);

/// What stands behind a receiver.
pub struct Behind {
    /// Its way to the API.
    pub api: Arc<ApiRoom>,
    /// What people asked the partner to change.
    pub intents: Arc<Intents>,
    /// Reads what may have been missed.
    pub reconcile: Arc<Reconcile>,
    /// What was decided before.
    pub decided: Decided,
    /// Looks at the course of statuses.
    pub course: CourseWatch,
    /// Looks for changed bank details.
    pub details: DetailsWatch,
}

impl Behind {
    /// Opens it; nothing of it runs yet.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn open(
        folder: &ProfileFolder,
        settings: &Settings,
        writer: &Writer,
        secrets: &ProfileSecrets,
        clock: &Arc<dyn Clock>,
    ) -> Result<Self, StartError> {
        let api = ApiRoom::open(RoomParts {
            folder: folder.clone(),
            environment: folder.environment(settings),
            writer: writer.clone(),
            clock: Arc::clone(clock),
            held: secrets.credentials(),
            limits: partner_api::Limits::default(),
        });
        let api = Arc::new(api?);
        Copies::of(folder).clear_parts()?;
        Ok(Self {
            intents: Intents::open(Arc::clone(&api), Times::default()).await?,
            reconcile: Arc::new(Reconcile::new(Arc::clone(&api), Budget::default())),
            api,
            decided: Decided::read(&writer.reader(), clock.now()).await?,
            course: CourseWatch::open(writer.clone(), &folder.path)?,
            details: DetailsWatch::open(writer.clone(), &folder.path)?,
        })
    }
}

/// Goes on behind a profile's receiver until it is aborted: reads, outcomes, changed details.
pub fn follow_all(
    parts: &Parts,
    api: &Arc<ApiRoom>,
    intents: &Arc<Intents>,
    reconcile: &Arc<Reconcile>,
    details: DetailsWatch,
) -> [JoinHandle<()>; 6] {
    [
        tokio::spawn(Arc::clone(reconcile).tend(parts.writer.committed())),
        tell_of_reconciliation(parts, reconcile),
        follow_with_reads(parts, api),
        follow_with_outcomes(parts, intents),
        follow_with_uploads(parts, intents),
        follow_with_details(parts, details),
    ]
}

/// Reads from the API what deliveries speak of, and tells the window of each read.
fn follow_with_reads(parts: &Parts, api: &Arc<ApiRoom>) -> JoinHandle<()> {
    let api = Arc::clone(api);
    tokio::spawn(follow(api, parts.writer.committed(), telling(parts)))
}

/// Looks up unknown outcomes, and tells the window of each look.
fn follow_with_outcomes(parts: &Parts, intents: &Arc<Intents>) -> JoinHandle<()> {
    tokio::spawn(tend(Arc::clone(intents), telling(parts)))
}

/// Tells the window how far uploads have come.
fn follow_with_uploads(parts: &Parts, intents: &Arc<Intents>) -> JoinHandle<()> {
    let (notices, is_shown) = (parts.notices.clone(), Arc::clone(&parts.is_shown));
    let mut changed = intents.uploads_changed();
    tokio::spawn(async move {
        while changed.changed().await.is_ok() {
            if is_shown.load(Ordering::Relaxed) {
                notices.stale(&["list_uploads"]);
            }
            // What changes meanwhile is told after it.
            tokio::time::sleep(UPLOADS_TOLD_EVERY).await;
        }
    })
}

/// Tells the window how far a reconciliation has come.
fn tell_of_reconciliation(parts: &Parts, reconcile: &Arc<Reconcile>) -> JoinHandle<()> {
    let (notices, is_shown) = (parts.notices.clone(), Arc::clone(&parts.is_shown));
    let (mut state, mut round) = (reconcile.state(), reconcile.background());
    tokio::spawn(async move {
        loop {
            let told = tokio::select! {
                told = state.changed() => told,
                told = round.changed() => told,
            };
            if told.is_err() {
                return;
            }
            if is_shown.load(Ordering::Relaxed) {
                notices.stale(&["get_reconciliation", "list_gaps", "console_status"]);
                // What it reads changes what is shown of the objects.
                notices.stale(&crate::commands::AFTER_A_CALL);
            }
            // What changes meanwhile is told after it.
            tokio::time::sleep(RECONCILING_TOLD_EVERY).await;
        }
    })
}

/// Marks each change of bank details, and tells the window of it.
fn follow_with_details(parts: &Parts, details: DetailsWatch) -> JoinHandle<()> {
    tokio::spawn(details.follow(telling(parts)))
}

/// Tells the window of news, while the profile is on the screen.
pub fn telling(parts: &Parts) -> impl Fn() + Send + Sync + use<> {
    let (notices, is_shown) = (parts.notices.clone(), Arc::clone(&parts.is_shown));
    move || {
        if is_shown.load(Ordering::Relaxed) {
            notices.stale(&crate::commands::AFTER_A_CALL);
        }
    }
}
