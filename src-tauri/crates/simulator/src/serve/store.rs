//! The state's file: written whole beside the old one, flushed, then put in its place.

use super::world::World;
use crate::SimulatorError;
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::watch;

/// Changes within this time are written at once together.
const TOGETHER: Duration = Duration::from_millis(5);

/// Where the state is kept, if it is.
#[derive(Debug)]
pub struct Store {
    path: Option<PathBuf>,
    wanted: watch::Sender<u64>,
    written: watch::Sender<u64>,
}

impl Store {
    /// A store in a file; without one nothing is kept.
    pub fn new(path: Option<PathBuf>) -> Self {
        Self {
            path,
            wanted: watch::Sender::new(0),
            written: watch::Sender::new(0),
        }
    }

    /// What is kept in the file; none if there is no file yet.
    ///
    /// # Errors
    /// [`SimulatorError::State`] if it can't be read, or holds something else.
    pub fn read(&self) -> Result<Option<World>, SimulatorError> {
        let Some(path) = &self.path else {
            return Ok(None);
        };
        let wrong = |source| SimulatorError::State {
            path: path.clone(),
            source,
        };
        match fs::read(path) {
            Ok(bytes) => {
                let world = serde_json::from_slice(&bytes);
                Ok(Some(world.map_err(|error| wrong(error.into()))?))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(wrong(error)),
        }
    }

    /// Lets the state be written that has this generation.
    pub fn want(&self, generation: u64) {
        self.wanted.send_if_modified(|wanted| {
            let is_newer = *wanted < generation;
            *wanted = generation.max(*wanted);
            is_newer
        });
    }

    /// Waits until all that was wanted is written.
    pub async fn kept(&self) {
        if self.path.is_none() {
            return;
        }
        let wanted = *self.wanted.borrow();
        let mut written = self.written.subscribe();
        // Its sender lives as long as this does.
        drop(written.wait_for(|written| *written >= wanted).await);
    }

    /// Writes what is wanted, for as long as the server lives.
    ///
    /// # Errors
    /// [`SimulatorError::State`] if it can't be written.
    pub async fn run(&self, world: &Mutex<World>) -> Result<(), SimulatorError> {
        let mut wanted = self.wanted.subscribe();
        loop {
            self.write(world).await?;
            if wanted.changed().await.is_err() || self.path.is_none() {
                // Nothing is kept.
                std::future::pending::<()>().await;
            }
            tokio::time::sleep(TOGETHER).await;
            wanted.mark_unchanged();
        }
    }

    /// Writes the state as it is now.
    ///
    /// # Errors
    /// [`SimulatorError::State`] if it can't be written.
    pub async fn write(&self, world: &Mutex<World>) -> Result<(), SimulatorError> {
        let Some(path) = self.path.clone() else {
            return Ok(());
        };
        let (generation, bytes) = {
            let world = world.lock().unwrap_or_else(PoisonError::into_inner);
            (world.generation, serde_json::to_vec(&*world))
        };
        let wrong = |source| SimulatorError::State {
            path: path.clone(),
            source,
        };
        let bytes = bytes.map_err(|error| wrong(error.into()))?;
        let place = path.clone();
        let done = tokio::task::spawn_blocking(move || replace(&place, &bytes)).await;
        done.map_err(SimulatorError::Task)?.map_err(wrong)?;
        self.written.send_replace(generation);
        Ok(())
    }
}

/// Puts bytes in a file's place, so that after a power cut the old or the new ones are there.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // It is readable by its owner alone.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    if cfg!(unix) {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}
