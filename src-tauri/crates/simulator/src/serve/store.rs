//! The state's file: written whole beside the old one, flushed, then put in its place.

use super::world::World;
use crate::SimulatorError;
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::watch;

/// Changes within this time are written at once together.
const TOGETHER: Duration = Duration::from_millis(5);

/// Where the state is kept, if it is.
#[derive(Debug)]
pub struct Store {
    path: Option<PathBuf>,
    /// Locked for as long as the program lives, so that no other writes the same state.
    _lock: Option<fs::File>,
    /// The newest generation in the file. One writes at a time: a write goes on when nobody waits
    /// for it any more, and must not undo a later one.
    in_file: Arc<Mutex<Option<u64>>>,
    wanted: watch::Sender<u64>,
    written: watch::Sender<u64>,
}

impl Store {
    /// A store in a file; without one nothing is kept.
    ///
    /// # Errors
    /// [`SimulatorError::State`] if another program keeps its state there.
    pub fn new(path: Option<PathBuf>) -> Result<Self, SimulatorError> {
        let lock = path.as_deref().map(|path| {
            let wrong = |source| SimulatorError::State {
                path: path.to_owned(),
                source,
            };
            let file = for_owner_alone(&beside(path, ".lock")).map_err(wrong)?;
            file.try_lock().map_err(|error| wrong(error.into()))?;
            Ok::<_, SimulatorError>(file)
        });
        Ok(Self {
            _lock: lock.transpose()?,
            path,
            in_file: Arc::default(),
            wanted: watch::Sender::new(0),
            written: watch::Sender::new(0),
        })
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
        raise(&self.wanted, generation);
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
        let (place, in_file) = (path.clone(), Arc::clone(&self.in_file));
        let done = tokio::task::spawn_blocking(move || {
            let mut in_file = in_file.lock().unwrap_or_else(PoisonError::into_inner);
            if in_file.is_none_or(|newest| newest < generation) {
                replace(&place, &bytes)?;
                *in_file = Some(generation);
            }
            Ok(())
        })
        .await;
        done.map_err(SimulatorError::Task)?.map_err(wrong)?;
        raise(&self.written, generation);
        Ok(())
    }
}

/// Tells a generation, if it is newer than the one that was told.
fn raise(told: &watch::Sender<u64>, generation: u64) {
    told.send_if_modified(|told| {
        let is_newer = *told < generation;
        *told = generation.max(*told);
        is_newer
    });
}

/// Puts bytes in a file's place, so that after a power cut the old or the new ones are there.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // Always the same name, so that kills leave one behind at most.
    let new = beside(path, ".new");
    let mut file = for_owner_alone(&new)?;
    file.set_len(0)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    if cfg!(unix) {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// The path with an ending more.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(ending);
    PathBuf::from(path)
}

/// A file to be written that nobody else can read; made if it is not there.
fn for_owner_alone(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
