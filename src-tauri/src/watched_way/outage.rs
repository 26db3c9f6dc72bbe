//! When a person is told that nothing could be relied on to arrive, and that it can be again.

use crate::attention::{Alert, Shown, word};
use domain::UrlTold;
use std::time::Duration;
use tunnel::Moment;

/// What is to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It was not proven for too long.
    Down,
    /// It is proven again, after that was told.
    Up,
    /// It is proven at another URL than the platform's.
    NewUrl,
}

/// Each new URL is told once.
#[derive(Debug, Default)]
pub struct NewUrl(Option<UrlTold>);

impl NewUrl {
    /// Whether this one is to be told.
    pub fn look(&mut self, url: &UrlTold) -> bool {
        self.0.replace(url.clone()).as_ref() != Some(url)
    }
}

/// What a way in is just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Now {
    /// It is wanted, and not proven since then.
    Unproven(Moment),
    /// It is proven.
    Proven,
    /// It is wanted, and just about to be dialled.
    Between,
    /// Nobody wants it.
    NotWanted,
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

    /// What is to be told now.
    pub fn look(&mut self, is: Now, now: Moment) -> Option<Told> {
        match is {
            Now::Unproven(since) if !self.told && now.since(since) >= self.after => {
                self.told = true;
                Some(Told::Down)
            }
            Now::Unproven(_) | Now::Between => None,
            Now::Proven => std::mem::take(&mut self.told).then_some(Told::Up),
            // What a person turned off is not reachable again.
            Now::NotWanted => {
                self.told = false;
                None
            }
        }
    }

    /// After how long it is to be looked at again, if nothing happens before.
    pub fn due(&self, is: Now, now: Moment) -> Option<Duration> {
        match is {
            Now::Unproven(since) if !self.told => Some(self.after.saturating_sub(now.since(since))),
            _ => None,
        }
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
        Told::NewUrl => "The way in is reachable at a new URL, and the platform may still send to \
                         the one before: set the new one there."
            .to_owned(),
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
        let lost = Now::Unproven(at(100));
        assert_eq!(outage.look(lost, at(219)), None);
        assert_eq!(outage.due(lost, at(219)), Some(Duration::from_secs(1)));
        assert_eq!(outage.look(lost, at(220)), Some(Told::Down));
        assert_eq!(outage.look(lost, at(900)), None, "once");
        assert_eq!(outage.due(lost, at(900)), None);
        // Another provider takes its place.
        assert_eq!(outage.look(Now::Between, at(900)), None);
        assert_eq!(outage.look(Now::Proven, at(901)), Some(Told::Up));
        assert_eq!(outage.look(Now::Proven, at(902)), None, "once");
        // The next outage is another one.
        let again = Now::Unproven(at(902));
        assert_eq!(outage.look(again, at(1022)), Some(Told::Down));
    }

    #[test]
    fn a_short_outage_is_not_told_and_neither_is_its_end() {
        let mut outage = Outage::new(AFTER);
        assert_eq!(outage.look(Now::Unproven(at(1)), at(120)), None);
        assert_eq!(outage.look(Now::Proven, at(121)), None);
    }

    #[test]
    fn what_is_turned_off_while_it_is_down_is_not_reachable_again() {
        let mut outage = Outage::new(AFTER);
        let told = outage.look(Now::Unproven(at(1)), at(200));
        assert_eq!(told, Some(Told::Down));
        assert_eq!(outage.look(Now::NotWanted, at(201)), None);
        assert_eq!(outage.look(Now::Proven, at(300)), None);
    }

    #[test]
    fn a_new_url_is_told_once_and_the_next_one_again() {
        let mut new_url = NewUrl::default();
        let at = |host: &str| UrlTold {
            host: host.to_owned(),
            mark: None,
        };
        assert!(new_url.look(&at("a.example")));
        assert!(!new_url.look(&at("a.example")), "once");
        assert!(new_url.look(&at("b.example")));
        assert!(new_url.look(&at("a.example")));
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
