//! Where the reading in the background stands, in a small file beside the ledger: it goes on there
//! after a restart, and what says nothing needs no entry.

use super::{
    missed::Seen,
    walk::{LISTS, OPEN},
};
use crate::{
    EngineError,
    private_file::{failed, write_private},
};
use domain::{Millis, record::ReadThroughFacts};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

/// The file's name.
const FILE: &str = "read_through.json";
/// More pages of a list are not read in a round: a server may give pages without end.
const PAGES_MAX: u32 = 2_000;

/// A round on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// From when on changes are looked for.
    pub from: Millis,
    /// When it began.
    pub started: Millis,
    /// What is read: an operation's id, or `open`.
    pub step: String,
    /// The next page of that list.
    pub page: u32,
    /// A hash over which objects the page before showed.
    pub last_page: Option<String>,
    /// The objects on their way that were read.
    pub open_read: Vec<String>,
    /// How many calls were made.
    pub calls: u64,
    /// How many objects they showed.
    pub objects: u64,
    /// How many changes had no webhook.
    pub missed: u64,
    /// What the server refused.
    pub refused: Vec<String>,
}

impl Round {
    /// One that begins.
    pub fn new(from: Millis, started: Millis) -> Self {
        Self {
            from,
            started,
            step: OPEN.to_owned(),
            page: 0,
            last_page: None,
            open_read: Vec::new(),
            calls: 0,
            objects: 0,
            missed: 0,
            refused: Vec::new(),
        }
    }

    /// Goes to the next step; to none behind the last.
    pub fn go_on(&mut self) {
        let at = LISTS.iter().position(|list| list.id() == self.step);
        let next = match at {
            Some(at) => LISTS.get(at.saturating_add(1)),
            None => LISTS.first(),
        };
        self.step = next.map_or_else(String::new, |list| list.id().to_owned());
        self.page = 0;
        self.last_page = None;
    }

    /// Goes to the next page, or the next list.
    pub fn turn_over(&mut self, seen: &[Seen], next: u32, has_ended: bool) {
        let mut hash = Sha256::new();
        for one in seen {
            hash.update(one.shown.subject.number.get().to_be_bytes());
        }
        let shows = hex::encode(hash.finalize());
        // Where pages count from 1, page 0 may be the same as page 1.
        let is_repeated = self.page != 1 && self.last_page.as_ref() == Some(&shows);
        self.page = next;
        self.last_page = Some(shows);
        if has_ended || is_repeated {
            self.go_on();
        } else if next >= PAGES_MAX {
            self.refused.push(self.step.clone());
            self.go_on();
        }
    }
}

/// Where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Scheme, host and port of the server. All else is of that one.
    pub origin: String,
    /// When the last whole round began: the next looks for changes from then on.
    pub began: Option<Millis>,
    /// The round on its way.
    pub round: Option<Round>,
    /// The rounds that no entry tells of yet.
    pub untold: Option<ReadThroughFacts>,
}

impl Place {
    /// The rounds that no entry tells of yet, with one more.
    pub fn with(&mut self, round: &Round, now: Millis) -> ReadThroughFacts {
        let mut sum = self.untold.take().unwrap_or_else(|| ReadThroughFacts {
            from: round.from,
            started: round.started,
            ended: now,
            origin: self.origin.clone(),
            rounds: 0,
            calls: 0,
            objects: 0,
            missed: 0,
            refused: Vec::new(),
        });
        sum.ended = now;
        sum.rounds = sum.rounds.saturating_add(1);
        sum.calls = sum.calls.saturating_add(round.calls);
        sum.objects = sum.objects.saturating_add(round.objects);
        sum.missed = sum.missed.saturating_add(round.missed);
        for refused in &round.refused {
            if !sum.refused.contains(refused) {
                sum.refused.push(refused.clone());
            }
        }
        sum
    }
}

/// The file.
#[derive(Debug)]
pub struct PlaceFile(PathBuf);

impl PlaceFile {
    /// The one of a profile.
    pub fn of(folder: &Path) -> Self {
        Self(folder.join(FILE))
    }

    /// What the run before noted. One that says nothing costs a round that begins anew.
    pub fn read(&self) -> Place {
        let read = fs::read(&self.0).map_err(|error| (error.kind(), error));
        match read {
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_default(),
            Err((ErrorKind::NotFound, _)) => Place::default(),
            Err((_, error)) => {
                let error = crate::chain(&failed("read", &self.0)(error));
                tracing::warn!(error, "the reading in the background begins anew");
                Place::default()
            }
        }
    }

    /// Writes it whole.
    ///
    /// # Errors
    /// [`EngineError::Folder`]; it says what it did then.
    pub fn write(&self, place: &Place) -> Result<(), EngineError> {
        write_private(&self.0, place)
    }
}
