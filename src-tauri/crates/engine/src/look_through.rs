//! Looking through a ledger behind its writer, in steps, from where it ended the last time.

use crate::{
    EngineError, chain,
    deed::DeedError,
    private_file::{failed, write_private},
};
use ledger::Writer;
use serde::{Deserialize, Serialize};
use std::{
    fs,
    future::Future,
    io::ErrorKind,
    path::{Path, PathBuf},
    time::Duration,
};

/// The least time between two looks at what was added, so that a flood is read in large steps.
const LOOK_PAUSE: Duration = Duration::from_millis(80);
/// How often it is written how far was looked. What came later is looked at again after a crash.
const KEEP_EVERY: Duration = Duration::from_secs(10);

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Kept {
    upto: u64,
}

/// How far a ledger was looked through, kept in a file beside it. Without the file everything is
/// looked through anew.
#[derive(Debug)]
pub struct Place {
    file: PathBuf,
    /// The newest entry that was looked at.
    pub upto: u64,
    kept: u64,
}

impl Place {
    /// Where it ended the last time.
    ///
    /// # Errors
    /// [`EngineError::Folder`] if the file that says where can't be read.
    pub fn open(folder: &Path, name: &str) -> Result<Self, EngineError> {
        let file = folder.join(name);
        let Kept { upto } = match fs::read(&file) {
            // One that says nothing costs time alone.
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or(Kept { upto: 0 }),
            Err(error) if error.kind() == ErrorKind::NotFound => Kept { upto: 0 },
            Err(error) => return Err(failed("read", &file)(error)),
        };
        let kept = upto;
        Ok(Self { file, upto, kept })
    }

    /// Keeps it, so that the next start goes on from there.
    ///
    /// # Errors
    /// [`EngineError::Folder`]; the next start looks at some entries again then.
    pub fn keep(&mut self) -> Result<(), EngineError> {
        if self.upto != self.kept {
            write_private(&self.file, &Kept { upto: self.upto })?;
            self.kept = self.upto;
        }
        Ok(())
    }
}

/// Looks through what is added to a ledger.
pub trait LookThrough: Send {
    /// What is looked for, as the log says it.
    const WHAT: &'static str;

    /// The ledger's writer.
    fn writer(&self) -> &Writer;

    /// Looks at what was added; says how many entries it wrote of it.
    fn catch_up(&mut self) -> impl Future<Output = Result<u64, DeedError>> + Send;

    /// How far it has looked.
    fn place(&mut self) -> &mut Place;
}

/// Looks at all that is added, until the writer is closed; `told` is called each time that
/// something was written of it.
pub async fn follow<L: LookThrough>(mut look: L, told: impl Fn() + Send) {
    let what = L::WHAT;
    let mut committed = look.writer().committed();
    let mut keep = tokio::time::interval(KEEP_EVERY);
    loop {
        committed.mark_unchanged();
        match look.catch_up().await {
            Ok(0) => {}
            Ok(_) => told(),
            Err(error) => {
                tracing::error!(error = chain(&error), what, "it could not be looked for");
            }
        }
        tokio::time::sleep(LOOK_PAUSE).await;
        tokio::select! {
            biased;
            _ = keep.tick() => if let Err(error) = look.place().keep() {
                let error = chain(&error);
                tracing::warn!(error, what, "the next start looks at some entries again");
            },
            changed = committed.changed() => if changed.is_err() {
                return;
            },
        }
    }
}
