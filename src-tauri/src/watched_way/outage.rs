//! When a person is told that nothing could be relied on to arrive, and that it can be again.

use crate::attention::{Alert, Shown, word};
use std::time::Duration;
use tunnel::Moment;

/// What is to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It was not proven for too long.
    Down,
    /// It is proven again, after that was told.
    Up,
}

/// One outage after the other, each told once.
#[derive(Debug)]
pub struct Outage {
    after: Duration,
    told: bool,
}

impl Outage {
    /// Told after so long.
    pub const fn new(after: Duration) -> Self {
        Self { after, told: false }
    }

    /// What is to be told now. `unproven_since` is none while it is proven, or not wanted;
    /// `is_proven` tells the one from the other.
    pub fn look(
        &mut self,
        unproven_since: Option<Moment>,
        is_proven: bool,
        now: Moment,
    ) -> Option<Told> {
        match unproven_since {
            Some(since) if !self.told && now.since(since) >= self.after => {
                self.told = true;
                Some(Told::Down)
            }
            Some(_) => None,
            None if self.told => {
                self.told = false;
                // What a person turned off is not reachable again.
                is_proven.then_some(Told::Up)
            }
            None => None,
        }
    }

    /// After how long it is to be looked at again, if nothing happens before.
    pub fn due(&self, unproven_since: Option<Moment>, now: Moment) -> Option<Duration> {
        let since = unproven_since.filter(|_| !self.told)?;
        Some(self.after.saturating_sub(now.since(since)))
    }
}

/// What is said. No amount and no address stands in it.
pub fn alert(told: Told, profile: &Shown, after: Duration) -> Alert {
    let body = match told {
        Told::Down => {
            let minutes = after.as_secs().div_euclid(60);
            let long = match minutes {
                0 => format!("{} seconds", after.as_secs()),
                1 => "a minute".to_owned(),
                many => format!("{many} minutes"),
            };
            format!(
                "No delivery could be relied on to arrive for {long}: the way in is not proven."
            )
        }
        Told::Up => "The way in is reachable again.".to_owned(),
    };
    Alert {
        title: format!("{} · {}", word(profile.environment), profile.title),
        body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Environment;

    const AFTER: Duration = Duration::from_secs(120);

    fn at(seconds: u64) -> Moment {
        Moment {
            wall_ms: i64::try_from(seconds * 1000).unwrap(),
            steady: Duration::from_secs(seconds),
        }
    }

    #[test]
    fn an_outage_is_told_once_after_its_time_and_so_is_its_end() {
        let mut outage = Outage::new(AFTER);
        let lost = Some(at(100));
        assert_eq!(outage.look(lost, false, at(219)), None);
        assert_eq!(outage.due(lost, at(219)), Some(Duration::from_secs(1)));
        assert_eq!(outage.look(lost, false, at(220)), Some(Told::Down));
        assert_eq!(outage.look(lost, false, at(900)), None, "once");
        assert_eq!(outage.due(lost, at(900)), None);
        assert_eq!(outage.look(None, true, at(901)), Some(Told::Up));
        assert_eq!(outage.look(None, true, at(902)), None, "once");
        // The next outage is another one.
        assert_eq!(
            outage.look(Some(at(902)), false, at(1022)),
            Some(Told::Down)
        );
    }

    #[test]
    fn a_short_outage_is_not_told_and_neither_is_its_end() {
        let mut outage = Outage::new(AFTER);
        assert_eq!(outage.look(Some(at(1)), false, at(120)), None);
        assert_eq!(outage.look(None, true, at(121)), None);
    }

    #[test]
    fn what_is_turned_off_while_it_is_down_is_not_reachable_again() {
        let mut outage = Outage::new(AFTER);
        assert_eq!(outage.look(Some(at(1)), false, at(200)), Some(Told::Down));
        assert_eq!(outage.look(None, false, at(201)), None);
        assert_eq!(outage.look(None, true, at(300)), None);
    }

    #[test]
    fn the_words_name_environment_and_profile_and_no_address() {
        let profile = Shown {
            name: "live".to_owned(),
            environment: Environment::Live,
            title: "Acme Ltd".to_owned(),
        };
        let down = alert(Told::Down, &profile, AFTER);
        assert_eq!(down.title, "LIVE · Acme Ltd");
        assert_eq!(
            down.body,
            "No delivery could be relied on to arrive for 2 minutes: the way in is not proven."
        );
        let up = alert(Told::Up, &profile, AFTER);
        assert_eq!(up.body, "The way in is reachable again.");
    }
}
