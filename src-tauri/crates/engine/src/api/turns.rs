//! Who calls the API now: what is read in the background waits for everybody else.

use std::time::Duration;
use tokio::{sync::watch, time::Instant};

/// The calls that are under way, and when the last one ended.
#[derive(Debug, Clone, Copy, Default)]
struct Calling {
    under_way: u32,
    ended: Option<Instant>,
}

/// Counts the calls that are under way.
#[derive(Debug, Default)]
pub struct Turns(watch::Sender<Calling>);

/// A call, or several in a row; it ends with this.
#[derive(Debug)]
pub struct Turn<'a>(&'a Turns);

impl Turns {
    /// A call begins.
    pub fn take(&self) -> Turn<'_> {
        self.0
            .send_modify(|calling| calling.under_way = calling.under_way.saturating_add(1));
        Turn(self)
    }

    /// Waits until nobody has called for so long.
    pub async fn quiet_for(&self, time: Duration) {
        let mut calling = self.0.subscribe();
        loop {
            // The sender is here, so that it can't be gone.
            let seen = calling.wait_for(|calling| calling.under_way == 0).await;
            let ended = seen.ok().and_then(|calling| calling.ended);
            let Some(left) = ended.map(|ended| (ended + time).duration_since(Instant::now()))
            else {
                return;
            };
            if left.is_zero() {
                return;
            }
            tokio::time::sleep(left).await;
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.0.send_modify(|calling| {
            calling.under_way = calling.under_way.saturating_sub(1);
            calling.ended = Some(Instant::now());
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[tokio::test]
    async fn it_is_quiet_only_when_the_last_call_ended_so_long_ago() {
        let turns = Arc::new(Turns::default());
        let time = Duration::from_millis(300);
        let began = Instant::now();
        turns.quiet_for(time).await;
        assert!(began.elapsed() < time, "nobody ever called");

        let (first, second) = (turns.take(), turns.take());
        let waits = Arc::clone(&turns);
        let quiet = tokio::spawn(async move {
            waits.quiet_for(time).await;
            Instant::now()
        });
        drop(first);
        tokio::time::sleep(time * 2).await;
        assert!(!quiet.is_finished(), "one is under way");
        drop(second);
        tokio::time::sleep(time / 3).await;
        drop(turns.take());
        let last = Instant::now();
        assert!(quiet.await.unwrap() >= last + time - Duration::from_millis(20));
    }
}
