//! Goes on behind a way in: tells the window of each change and proof, and a person of an outage;
//! takes a secret in that came later.

use super::{
    Problem, WatchedWay, moment,
    outage::{NewUrl, Now, Outage, Told, alert},
};
use crate::receiving::NOTICE_PAUSE;
use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tokio::sync::watch;

/// How long it is waited where nothing is due: a day stands for ever.
const NOTHING_DUE: Duration = Duration::from_secs(86_400);

impl WatchedWay {
    /// Goes on until it is aborted.
    pub async fn attend(self: Arc<Self>) {
        let mut outage = Outage::new(self.ground.times.told_after);
        let mut new_url = NewUrl::default();
        let mut changed = self.changed.subscribe();
        let mut keys = self.ground.secrets.keys();
        keys.mark_unchanged();
        let mut settled = true;
        loop {
            changed.mark_unchanged();
            let face = self.face();
            let mut status = face.status.clone();
            // Looked at here: what changes after it is heard below.
            let seen = status.as_mut().map(watch::Receiver::borrow_and_update);
            let is_proven = seen.is_some_and(|status| status.state.is_proven());
            let is = match face.unproven_since() {
                _ if !face.setup.as_ref().is_some_and(|setup| setup.on) => Now::NotWanted,
                Some(since) => Now::Unproven(since),
                None if is_proven => Now::Proven,
                None => Now::Between,
            };
            let mut platform = face.platform.clone();
            if let Some(platform) = &mut platform {
                platform.mark_unchanged();
            }
            let now = moment(&*self.ground.clock);
            let told = match face.elsewhere() {
                // It is reachable again, and not where the platform sends to.
                Some(url) => {
                    outage.look(is, now);
                    new_url.look(&url).then_some(Told::NewUrl)
                }
                None => outage.look(is, now),
            };
            if let Some(told) = told {
                let alert = alert(told, &self.ground.name, self.ground.times.told_after);
                self.ground.notices.alert(&alert);
            }
            if !settled {
                self.tell();
                settled = true;
                // What changes meanwhile is told after it.
                tokio::time::sleep(NOTICE_PAUSE).await;
                continue;
            }
            let due = outage.due(is, now).unwrap_or(NOTHING_DUE);
            let again = match &face.problem {
                Some((Problem::NotWritten(_), _)) => self.ground.times.again_after,
                _ => NOTHING_DUE,
            };
            tokio::select! {
                _ = changed.changed() => settled = false,
                () = next(status.as_mut()) => settled = false,
                () = next(platform.as_mut()) => settled = false,
                told = keys.changed() => match told {
                    Ok(()) => self.again().await,
                    Err(_) => return,
                },
                () = tokio::time::sleep(again) => self.again().await,
                () = tokio::time::sleep(due) => {}
            }
        }
    }

    fn tell(&self) {
        // The frame tells of profiles that are not on the screen too.
        self.ground.notices.stale(&["console_status"]);
        if self.ground.is_shown.load(Ordering::Relaxed) {
            self.ground.notices.stale(&["get_way_in", "list_gaps"]);
        }
    }
}

/// The next change of it; never, where there is none.
async fn next<T>(news: Option<&mut watch::Receiver<T>>) {
    let told = match news {
        Some(news) => news.changed().await.is_ok(),
        None => false,
    };
    if !told {
        std::future::pending::<()>().await;
    }
}
