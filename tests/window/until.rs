//! Waiting for a condition, under a limit.

use std::time::Duration;

/// How long anything may take in a window that is painted in software on a busy machine.
pub const LIMIT: Duration = Duration::from_secs(40);
const LOOK_EVERY: Duration = Duration::from_millis(40);

/// Looks again and again until there is something; stops the test beyond [`LIMIT`].
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let mut looks = tokio::time::interval(LOOK_EVERY);
    let found = async {
        loop {
            looks.tick().await;
            if let Some(found) = look().await {
                return found;
            }
        }
    };
    in_time(what, found).await
}

/// The same, where each look in vain says what it saw: the last one is told if the test stops.
pub async fn until_seen<T>(what: &str, mut look: impl AsyncFnMut() -> Result<T, String>) -> T {
    let mut looks = tokio::time::interval(LOOK_EVERY);
    let mut last = "nothing yet".to_owned();
    let found = async {
        loop {
            looks.tick().await;
            match look().await {
                Ok(found) => return found,
                Err(seen) => last = seen,
            }
        }
    };
    let found = tokio::time::timeout(LIMIT, found).await;
    found.unwrap_or_else(|_| {
        panic!(
            "waited {} s in vain for {what}; last seen: {last}",
            LIMIT.as_secs()
        )
    })
}

/// Does one thing that must not take longer than [`LIMIT`].
pub async fn in_time<T>(what: &str, work: impl Future<Output = T>) -> T {
    tokio::time::timeout(LIMIT, work)
        .await
        .unwrap_or_else(|_| panic!("waited {} s in vain for {what}", LIMIT.as_secs()))
}
