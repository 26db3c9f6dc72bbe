//! What is known of an object's status: who said it, how surely it holds, since when.

use domain::{Mark, Millis, SubjectKind, Succession, succession};
use serde::{Deserialize, Serialize};

/// How long after a delivery a read that confirms it outweighs an earlier one that does not: the
/// server may tell of a change before its own reads show it.
const LAG_MS: i64 = 60_000;

/// What a read says of the newest delivery's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// The same.
    Confirms,
    /// The object has gone on since.
    Overtaken,
    /// Otherwise.
    Contradicts,
}

/// By what it is known since when a status holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SinceBy {
    /// A delivery told of the change: it is the moment.
    Delivery,
    /// A read showed it first, or the object's own last change before that: it began then or
    /// earlier.
    Read,
}

/// The newest read that worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// Its entry.
    pub sequence: u64,
    /// When it began.
    pub at: Millis,
    /// The status that it shows.
    pub status: Option<String>,
}

/// The newest verified delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Its entry.
    pub sequence: u64,
    /// When it came.
    pub at: Millis,
    /// The status that it tells.
    pub status: String,
    /// What the reads that followed say of it.
    pub said: Option<Said>,
}

/// An object's status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The status word; none if none is known.
    pub status: Option<String>,
    /// How far it may be trusted.
    pub mark: Mark,
    /// Since when it holds.
    pub since: Millis,
    /// By what that is known.
    pub since_by: SinceBy,
    /// The newest read.
    pub read: Option<Read>,
    /// The newest delivery.
    pub told: Option<Told>,
}

impl Default for Standing {
    fn default() -> Self {
        Self {
            status: None,
            mark: Mark::Received,
            since: Millis(0),
            since_by: SinceBy::Read,
            read: None,
            told: None,
        }
    }
}

impl Standing {
    /// Takes a read. `changed` is the object's own word on when it last changed. False if a later
    /// read is known: then nothing of it counts.
    pub fn read(&mut self, kind: SubjectKind, read: Read, changed: Option<Millis>) -> bool {
        let known = self.read.as_ref().map(|known| (known.at, known.sequence));
        if known.is_some_and(|known| known > (read.at, read.sequence)) {
            return false;
        }
        // An answer that tells no status says nothing of the one that is known.
        let knows = self
            .read
            .as_ref()
            .is_some_and(|known| known.status.is_some());
        if read.status.is_none() && knows {
            return true;
        }
        let before = self.evidence();
        self.hear(kind, &read);
        let at = read.at;
        self.read = Some(read);
        // Its last change was this one only if it lies between what was known and this read.
        let changed =
            changed.filter(|changed| *changed <= at && before.is_none_or(|b| b < *changed));
        self.settle(changed.unwrap_or(at), SinceBy::Read);
        true
    }

    /// Takes a verified delivery. False if a newer one is known.
    pub fn told(&mut self, kind: SubjectKind, told: Told) -> bool {
        let known = self.told.as_ref().map(|known| known.sequence);
        if known >= Some(told.sequence) {
            return false;
        }
        let at = told.at;
        self.told = Some(told);
        // One that is believed late may have been read since.
        if let Some(read) = self.read.clone() {
            self.hear(kind, &read);
        }
        self.settle(at, SinceBy::Delivery);
        true
    }

    /// The newest moment of which anything is known.
    pub(crate) fn evidence(&self) -> Option<Millis> {
        let read = self.read.as_ref().map(|read| read.at);
        let told = self.told.as_ref().map(|told| told.at);
        read.max(told)
    }

    /// Lets a read say what it says of the newest delivery: the first that began after it decides,
    /// or within a minute the first that confirms it.
    fn hear(&mut self, kind: SubjectKind, read: &Read) {
        let (Some(told), Some(shown)) = (&mut self.told, &read.status) else {
            return;
        };
        if read.at < told.at {
            return;
        }
        let said = match succession(kind, &told.status, shown) {
            Succession::Same => Said::Confirms,
            Succession::Overtaken => Said::Overtaken,
            Succession::Otherwise => Said::Contradicts,
        };
        let in_time = read.at.0 <= told.at.0.saturating_add(LAG_MS);
        if told.said.is_none() || (said == Said::Confirms && in_time) {
            told.said = Some(said);
        }
    }

    /// Works out what holds now; `at` and `by` say since when, if that is another status.
    fn settle(&mut self, at: Millis, by: SinceBy) {
        let shown = self.read.as_ref().and_then(|read| read.status.clone());
        let (status, mark) = match (&self.told, &self.read, shown) {
            (Some(told), Some(read), Some(shown)) if told.at <= read.at => {
                let contradicted = told.said == Some(Said::Contradicts) && told.status != shown;
                let mark = if contradicted {
                    Mark::Contradicted
                } else {
                    Mark::Confirmed
                };
                (Some(shown), mark)
            }
            (Some(told), _, Some(shown)) if told.status == shown => (Some(shown), Mark::Confirmed),
            (Some(told), ..) => (Some(told.status.clone()), Mark::HashMatches),
            (None, _, Some(shown)) => (Some(shown), Mark::Confirmed),
            (None, Some(_), None) => (None, Mark::Confirmed),
            (None, None, _) => (None, Mark::Received),
        };
        if status != self.status || self.since == Millis(0) {
            self.since = at;
            self.since_by = by;
        }
        self.status = status;
        self.mark = mark;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: SubjectKind = SubjectKind::Merchant;

    fn read(standing: &mut Standing, at: i64, status: &str) -> bool {
        let sequence = at.unsigned_abs();
        let status = Some(status.to_owned());
        let at = Millis(at);
        standing.read(
            KIND,
            Read {
                sequence,
                at,
                status,
            },
            None,
        )
    }

    fn told(standing: &mut Standing, at: i64, status: &str) -> bool {
        let told = Told {
            sequence: at.unsigned_abs(),
            at: Millis(at),
            status: status.to_owned(),
            said: None,
        };
        standing.told(KIND, told)
    }

    fn is(standing: &Standing) -> (&str, Mark, i64, SinceBy) {
        let status = standing.status.as_deref().unwrap_or_default();
        (status, standing.mark, standing.since.0, standing.since_by)
    }

    #[test]
    fn a_delivery_is_said_until_a_read_confirms_it_and_holds_since_it_came() {
        let mut one = Standing::default();
        read(&mut one, 10, "NEW");
        assert_eq!(is(&one), ("NEW", Mark::Confirmed, 10, SinceBy::Read));
        told(&mut one, 20, "VALID");
        assert_eq!(
            is(&one),
            ("VALID", Mark::HashMatches, 20, SinceBy::Delivery)
        );
        read(&mut one, 30, "VALID");
        assert_eq!(is(&one), ("VALID", Mark::Confirmed, 20, SinceBy::Delivery));
    }

    #[test]
    fn a_read_that_says_otherwise_holds_and_is_marked_unless_one_soon_after_confirms() {
        let mut one = Standing::default();
        told(&mut one, 20, "VALID");
        read(&mut one, 30, "PENDING_REVIEW");
        assert_eq!(
            is(&one),
            ("PENDING_REVIEW", Mark::Contradicted, 30, SinceBy::Read)
        );
        let mut late = one.clone();
        read(&mut one, 40, "VALID");
        assert_eq!(is(&one), ("VALID", Mark::Confirmed, 40, SinceBy::Read));
        read(&mut one, 50, "PENDING_REVIEW");
        assert_eq!(one.mark, Mark::Confirmed);
        read(&mut late, 20 + LAG_MS + 1, "FLAGGED");
        assert_eq!(late.mark, Mark::Contradicted);
    }

    #[test]
    fn a_status_that_went_on_is_no_contradiction() {
        let mut one = Standing::default();
        told(&mut one, 20, "PENDING_REVIEW");
        read(&mut one, 30, "VALID");
        assert_eq!(is(&one), ("VALID", Mark::Confirmed, 30, SinceBy::Read));
    }

    #[test]
    fn an_answer_without_a_status_leaves_the_one_that_is_known() {
        let mut one = Standing::default();
        let silent = |sequence: u64| Read {
            sequence,
            at: Millis(i64::try_from(sequence).unwrap()),
            status: None,
        };
        assert!(one.read(KIND, silent(10), None));
        assert_eq!(one.status, None);
        read(&mut one, 20, "VALID");
        assert!(one.read(KIND, silent(30), None));
        assert_eq!(is(&one), ("VALID", Mark::Confirmed, 20, SinceBy::Read));
    }

    #[test]
    fn what_is_older_counts_no_more() {
        let mut one = Standing::default();
        read(&mut one, 30, "VALID");
        assert!(!read(&mut one, 20, "NEW"));
        told(&mut one, 40, "FLAGGED");
        assert!(!told(&mut one, 35, "PENDING"));
        assert_eq!(is(&one).0, "FLAGGED");
        // A delivery that is believed after the read that followed it.
        let mut late = Standing::default();
        read(&mut late, 30, "VALID");
        told(&mut late, 20, "FLAGGED");
        assert_eq!(is(&late), ("VALID", Mark::Contradicted, 30, SinceBy::Read));
    }

    #[test]
    fn the_objects_own_last_change_says_since_when_where_it_can_be_this_one() {
        let mut one = Standing::default();
        let mut at = |at: i64, status: &str, changed: i64| {
            let read = Read {
                sequence: at.unsigned_abs(),
                at: Millis(at),
                status: Some(status.to_owned()),
            };
            one.read(KIND, read, Some(Millis(changed)));
            one.since.0
        };
        assert_eq!(at(100, "NEW", 40), 40);
        assert_eq!(at(200, "VALID", 150), 150);
        assert_eq!(at(300, "FLAGGED", 150), 300);
        assert_eq!(at(400, "VALID", 999), 400);
        assert_eq!(at(500, "VALID", 450), 400);
    }
}
