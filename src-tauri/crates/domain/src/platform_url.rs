//! Which URL the platform sends to, as far as that can be known from here. Pure.
//!
//! This program can't look into the Partners Platform. It knows what a person said, and that a
//! verified delivery came in; before either, the first URL at which the way in was proven is taken
//! for the one that was set there.

use serde::{Deserialize, Serialize};

/// A URL as entries tell it, without its path, which is secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UrlTold {
    /// Host, and port where it is not the usual one.
    pub host: String,
    /// A keyed hash of the whole, the receiver's path too: it tells one URL from another and says
    /// nothing of either. Entries of earlier versions have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
}

impl UrlTold {
    /// Whether both are the same URL, as far as both tell.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        let same_whole = match (&self.mark, &other.mark) {
            (Some(mark), Some(of_other)) => mark == of_other,
            _ => true,
        };
        self.host == other.host && same_whole
    }

    /// Whether a request that names this host in its head was sent to it.
    #[must_use]
    pub fn is_at(&self, host: &str) -> bool {
        self.host.eq_ignore_ascii_case(host.trim())
    }
}

/// What is known of the URL that the platform sends to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlatformUrl {
    url: Option<UrlTold>,
    is_said: bool,
}

impl PlatformUrl {
    /// The way in is proven at this URL. Whether the platform sends there, as far as is known.
    pub fn proven_at(&mut self, url: &UrlTold) -> bool {
        let known = self.url.get_or_insert_with(|| url.clone());
        let is_there = known.is(url);
        if is_there && known.mark.is_none() {
            // From here on its path counts too.
            known.mark.clone_from(&url.mark);
        }
        is_there
    }

    /// A person said that the platform has this URL, or a verified delivery showed that what it has
    /// leads there.
    pub fn said(&mut self, url: UrlTold) {
        *self = Self {
            url: Some(url),
            is_said: true,
        };
    }

    /// Whether the platform sends to this URL, as far as is known; so it is of any URL while
    /// nothing is.
    #[must_use]
    pub fn is(&self, url: &UrlTold) -> bool {
        self.url.as_ref().is_none_or(|known| known.is(url))
    }

    /// Whether that was said, and is not taken for granted.
    #[must_use]
    pub fn is_said(&self, url: &UrlTold) -> bool {
        self.is_said && self.is(url)
    }

    /// Whether a request that came while the way in was at `url` was sent to another URL that is
    /// known to lead here: it names that one's host.
    #[must_use]
    pub fn came_elsewhere(&self, url: &UrlTold, host: Option<&str>) -> bool {
        match (&self.url, host) {
            (Some(known), Some(host)) => known.is_at(host) && !url.is_at(host),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(host: &str, mark: &str) -> UrlTold {
        UrlTold {
            host: host.to_owned(),
            mark: (!mark.is_empty()).then(|| mark.to_owned()),
        }
    }

    #[test]
    fn the_first_url_that_is_proven_is_taken_for_the_platforms_and_no_later_one() {
        let mut platform = PlatformUrl::default();
        let (one, other) = (url("one.example", "a"), url("other.example", "b"));
        assert!(platform.is(&one) && platform.is(&other), "nothing is known");
        assert!(platform.proven_at(&one));
        assert!(!platform.proven_at(&other));
        assert!(platform.is(&one) && !platform.is(&other));
        assert!(platform.proven_at(&one), "it is the old one again");
        assert!(!platform.is_said(&one), "it was not said");
    }

    #[test]
    fn what_was_said_counts_until_something_else_is_said() {
        let mut platform = PlatformUrl::default();
        let (one, other) = (url("one.example", "a"), url("other.example", "b"));
        platform.proven_at(&one);
        platform.said(other.clone());
        assert!(platform.is_said(&other) && platform.proven_at(&other));
        assert!(!platform.proven_at(&one) && !platform.is_said(&one));
    }

    #[test]
    fn another_path_on_the_same_host_is_another_url() {
        let mut platform = PlatformUrl::default();
        platform.proven_at(&url("one.example", "a"));
        assert!(!platform.is(&url("one.example", "b")));
    }

    #[test]
    fn an_entry_without_a_mark_tells_the_host_alone_and_the_next_one_its_path() {
        let mut platform = PlatformUrl::default();
        platform.proven_at(&url("one.example", ""));
        assert!(platform.proven_at(&url("one.example", "a")));
        assert!(!platform.proven_at(&url("one.example", "b")));
        assert!(!platform.is(&url("other.example", "")));
    }

    #[test]
    fn a_request_that_names_the_old_host_shows_nothing_of_the_new_url() {
        let mut platform = PlatformUrl::default();
        let new = url("new.example:8443", "b");
        assert!(!platform.came_elsewhere(&new, Some("old.example")));
        platform.proven_at(&url("old.example", "a"));
        assert!(platform.came_elsewhere(&new, Some("OLD.example")));
        for host in [Some("new.example:8443"), Some("a.proxy"), None] {
            assert!(!platform.came_elsewhere(&new, host), "{host:?}");
        }
        let moved = url("old.example", "b");
        assert!(!platform.came_elsewhere(&moved, Some("old.example")));
    }
}
