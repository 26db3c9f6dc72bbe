//! Deliveries that came while there was no secret are judged when there is one.

use receiver::{Rejudge, Which};
use std::sync::Arc;
use tokio::{sync::watch, task::JoinHandle};
use webhooks::{Keys, Rules};

/// Judges what was kept unchecked, now and each time that the keys change.
pub fn when_keys_come(
    rejudge: Rejudge,
    mut keys: watch::Receiver<Arc<Keys>>,
    rules: watch::Receiver<Arc<Rules>>,
) -> JoinHandle<()> {
    tokio::spawn(async move {
        loop {
            let now = Arc::clone(&keys.borrow_and_update());
            if now.current.is_some() {
                let rules = Arc::clone(&rules.borrow());
                match rejudge.run(Which::NotChecked, &now, &rules).await {
                    Ok(anew) if anew.judged > 0 => tracing::info!(
                        judged = anew.judged,
                        verified = anew.verified,
                        "deliveries that were kept unchecked have their verdicts"
                    ),
                    Ok(_) => {}
                    // They stay unchecked, and are tried again with the next keys or start.
                    Err(error) => {
                        let error = engine::chain(&error);
                        tracing::error!(error, "what was kept unchecked is unchecked still");
                    }
                }
            }
            if keys.changed().await.is_err() {
                return;
            }
        }
    })
}
