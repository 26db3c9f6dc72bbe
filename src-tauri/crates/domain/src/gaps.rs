//! Gaps: spans in which a delivery could not be relied on to arrive, worked out from what was
//! written down. Pure.
//!
//! A gap runs from the last proof to the next. Between two proofs there is none if the tunnel was
//! proven all the while; a session that is dropped, a failed canary or a proof that grew old opens
//! one, and it begins where the certainty ended: at the last proof, not when the loss was noticed.
//! The program's own end opens one likewise, whether it ended in order or was killed. What the
//! store refuses is a gap of its own from the refusal to the next entry that it took. A proof at
//! another URL than the platform's ends no gap: what the platform sends does not go there.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Something that was written down, with the wall clock's milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The program began to run.
    Began {
        /// When.
        at: i64,
        /// When something last came through that the run before noted, if it noted any.
        last_proof: Option<i64>,
    },
    /// The program ended in order.
    Ended {
        /// When.
        at: i64,
        /// When something last came through, if anything ever did.
        last_proof: Option<i64>,
    },
    /// The tunnel became proven.
    Proven {
        /// When the proof came.
        at: i64,
    },
    /// The tunnel became proven at a URL of which it is not known that the platform sends there.
    ProvenElsewhere {
        /// When the proof came.
        at: i64,
    },
    /// A delivery or a canary came through.
    Proof {
        /// When it came.
        at: i64,
    },
    /// The tunnel went to a state that is not proven.
    NotProven {
        /// When.
        at: i64,
        /// When something last came through, if anything ever did.
        last_proof: Option<i64>,
        /// Whether a person turned it off.
        off: bool,
    },
    /// The store refuses deliveries.
    Refusing {
        /// Since when.
        at: i64,
    },
    /// The store takes deliveries.
    Taking {
        /// Since when.
        at: i64,
    },
}

/// Why deliveries could not be relied on to arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GapCause {
    /// The program did not run.
    NotRunning,
    /// The tunnel was turned off.
    TurnedOff,
    /// The tunnel was not proven.
    NotProven,
    /// The store refused.
    Refused,
    /// The tunnel was proven at another URL than the one that the platform is known to have.
    UrlChanged,
}

/// A span in which a delivery could not be relied on to arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The last proof, or when a way in was first wanted.
    pub from: i64,
    /// The next proof; none while the gap is open.
    pub to: Option<i64>,
    /// What brought it about, each cause once.
    pub causes: BTreeSet<GapCause>,
}

/// Works out the gaps from marks in the order in which they were written. Before the first mark
/// that tells of a tunnel nothing was expected, so there is no gap. Gaps that overlap are one.
///
/// Clocks are set: an instant before the one that opened a gap closes it where it began.
#[must_use]
pub fn gaps(marks: &[Mark]) -> Vec<Gap> {
    let mut way = Way::default();
    let mut store = Spans::default();
    for mark in marks {
        match *mark {
            Mark::Refusing { at } => store.open(at, GapCause::Refused),
            Mark::Taking { at } => store.close(at),
            other => way.take(other),
        }
    }
    let mut all = way.spans.done();
    all.extend(store.done());
    merged(all)
}

/// What is known of the way in while the marks are read.
#[derive(Default)]
struct Way {
    spans: Spans,
    /// Whether a tunnel was wanted at any time.
    wanted: bool,
    /// Why it is not proven; none while it is, or before it is wanted.
    blind: Option<GapCause>,
    /// The last instant at which something surely came through.
    evidence: Option<i64>,
}

impl Way {
    fn take(&mut self, mark: Mark) {
        match mark {
            Mark::Proven { at } => {
                self.wanted = true;
                self.blind = None;
                self.spans.close(at);
                self.saw(at, at);
            }
            Mark::ProvenElsewhere { at } => {
                self.wanted = true;
                self.lost(at, GapCause::UrlChanged);
            }
            Mark::Proof { at } => {
                self.saw(at, at);
                // One came through though the tunnel is not proven: the next gap begins with it.
                if let Some(cause) = self.blind {
                    self.spans.close(at);
                    self.spans.open(at, cause);
                }
            }
            Mark::NotProven {
                at,
                last_proof,
                off,
            } => {
                // A tunnel that was never turned on is not missed.
                if off && !self.wanted {
                    return;
                }
                self.wanted = true;
                self.knows(last_proof, at);
                let cause = if off {
                    GapCause::TurnedOff
                } else {
                    GapCause::NotProven
                };
                self.lost(at, cause);
            }
            Mark::Began { at, last_proof } | Mark::Ended { at, last_proof } if self.wanted => {
                self.knows(last_proof, at);
                self.lost(at, GapCause::NotRunning);
            }
            Mark::Began { .. }
            | Mark::Ended { .. }
            | Mark::Refusing { .. }
            | Mark::Taking { .. } => {}
        }
    }

    /// Something came through at `proof`, and this was written at `at`. What came later than that
    /// by an older mark shows that the clock was set back: then the newer mark is believed.
    fn saw(&mut self, proof: i64, at: i64) {
        self.evidence = match self.evidence {
            Some(known) if known <= at => Some(known.max(proof)),
            _ => Some(proof),
        };
    }

    fn knows(&mut self, last_proof: Option<i64>, at: i64) {
        if let Some(proof) = last_proof {
            self.saw(proof, at);
        }
    }

    fn lost(&mut self, at: i64, cause: GapCause) {
        let from = self.evidence.map_or(at, |evidence| evidence.min(at));
        self.spans.open(from, cause);
        self.blind = Some(cause);
    }
}

/// Spans that are opened and closed one after the other.
#[derive(Default)]
struct Spans {
    closed: Vec<Gap>,
    current: Option<Gap>,
}

impl Spans {
    /// Opens one, or adds a cause to the one that is open.
    fn open(&mut self, from: i64, cause: GapCause) {
        let gap = self.current.get_or_insert_with(|| Gap {
            from,
            to: None,
            causes: BTreeSet::new(),
        });
        gap.causes.insert(cause);
    }

    fn close(&mut self, at: i64) {
        if let Some(mut gap) = self.current.take() {
            gap.to = Some(at.max(gap.from));
            self.closed.push(gap);
        }
    }

    fn done(mut self) -> Vec<Gap> {
        self.closed.extend(self.current.take());
        self.closed
    }
}

/// Joins spans that overlap; those that only touch stay apart, since a proof stands between them.
/// A span without length is none.
fn merged(mut all: Vec<Gap>) -> Vec<Gap> {
    all.retain(|gap| gap.to != Some(gap.from));
    all.sort_by_key(|gap| gap.from);
    let mut joined: Vec<Gap> = Vec::new();
    for gap in all {
        match joined.last_mut() {
            Some(last) if last.to.is_none_or(|to| gap.from < to) => {
                last.to = match (last.to, gap.to) {
                    (Some(one), Some(other)) => Some(one.max(other)),
                    _ => None,
                };
                last.causes.extend(gap.causes);
            }
            _ => joined.push(gap),
        }
    }
    joined
}
