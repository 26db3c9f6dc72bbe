//! Local copies of documents, in the profile's folder, each under its SHA-256.
//!
//! What comes from the window comes in pieces, into a file beside the copies; when it is whole it
//! is flushed, hashed from the disk, and takes its place by a rename. So a copy is there whole or
//! not at all, and its name says what its bytes must be.

use super::{DocumentError, FileKind, file_kind::BEGINNING_BYTES, file_name::clean_name};
use crate::{
    EngineError, ProfileFolder,
    private_file::{failed, flush_folder, keep_private, make_private_folder},
};
use domain::ActionId;
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

/// The largest file of which a copy is kept.
pub const COPY_BYTES_MAX: u64 = 100 * 1024 * 1024;
/// The most bytes that come at once.
pub const PIECE_BYTES_MAX: usize = 4 * 1024 * 1024;

const FOLDER: &str = "documents";
const INCOMING: &str = "incoming-";
const OPENED: &str = "opened";
const READ_BYTES: usize = 256 * 1024;
const HASH_LETTERS: usize = 64;
/// So many files of one name are written beside each other.
const SAME_NAME_MAX: u32 = 999;

/// A piece of a file on its way from the window.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Which file: an id of the caller's, new for each.
    pub file: ActionId,
    /// Where in the file it begins.
    pub offset: u64,
    /// The file's length.
    pub total: u64,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A copy that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
    /// Its first bytes.
    pub beginning: Vec<u8>,
}

/// What became of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// So many bytes of the file are here.
    Part(u64),
    /// It was the last one.
    Whole(Kept),
}

/// How a local copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyState {
    /// Its bytes are those that were kept.
    Whole,
    /// There is none.
    Missing,
    /// Its bytes are others.
    Damaged,
}

/// When a copy was looked at, and what was found.
type Looked = (u64, Option<SystemTime>, CopyState);

/// The local copies of a profile's documents.
#[derive(Debug, Clone)]
pub struct Copies {
    folder: PathBuf,
    // So that a list does not hash all files each time: by SHA-256, as long as the file looks
    // unchanged. Before a copy is used it is hashed whatever this says.
    looked: Arc<Mutex<HashMap<String, Looked>>>,
}

impl Copies {
    /// Those of a profile. Nothing is read or made by it.
    #[must_use]
    pub fn of(profile: &ProfileFolder) -> Self {
        Self {
            folder: profile.path.join(FOLDER),
            looked: Arc::default(),
        }
    }

    /// Where the copy of this SHA-256 is.
    ///
    /// # Errors
    /// [`DocumentError::NoHash`] if it is none: no other name is ever put into a path.
    pub fn path(&self, sha256: &str) -> Result<PathBuf, DocumentError> {
        let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if sha256.len() == HASH_LETTERS && sha256.bytes().all(is_hex) {
            Ok(self.folder.join(sha256))
        } else {
            Err(DocumentError::NoHash)
        }
    }

    fn incoming(&self, file: &ActionId) -> PathBuf {
        self.folder.join(format!("{INCOMING}{file}"))
    }

    /// Takes the next piece of a file.
    ///
    /// # Errors
    /// [`DocumentError`]; nothing of the file is here any more then.
    pub fn take(&self, piece: &Piece) -> Result<Taken, DocumentError> {
        let path = self.incoming(&piece.file);
        let taken = self.append(&path, piece);
        if taken.is_err() {
            // It may not even be there.
            drop(fs::remove_file(&path));
        }
        taken
    }

    fn append(&self, path: &Path, piece: &Piece) -> Result<Taken, DocumentError> {
        let more = u64::try_from(piece.bytes.len()).unwrap_or(u64::MAX);
        let here = piece.offset.saturating_add(more);
        match piece.total {
            0 => return Err(DocumentError::Empty),
            total if total > COPY_BYTES_MAX || here > total => {
                let found = total.max(here);
                return Err(DocumentError::TooLarge { found });
            }
            _ => {}
        }
        make_private_folder(&self.folder)?;
        let wrote = |error| DocumentError::from(failed("write", path)(error));
        let mut options = fs::OpenOptions::new();
        let options = options.append(true).create(piece.offset == 0);
        let mut file = options.open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => DocumentError::OutOfOrder {
                found: piece.offset,
                wanted: 0,
            },
            _ => wrote(error),
        })?;
        let wanted = file.metadata().map_err(wrote)?.len();
        if wanted != piece.offset {
            let found = piece.offset;
            return Err(DocumentError::OutOfOrder { found, wanted });
        }
        if piece.offset == 0 {
            keep_private(path, 0o600).map_err(wrote)?;
        }
        file.write_all(&piece.bytes).map_err(wrote)?;
        if here < piece.total {
            return Ok(Taken::Part(here));
        }
        file.sync_all().map_err(wrote)?;
        drop(file);
        self.put_in_place(path).map(Taken::Whole)
    }

    fn put_in_place(&self, path: &Path) -> Result<Kept, DocumentError> {
        let kept = read(path)?;
        let place = self.path(&kept.sha256)?;
        // In place of a damaged one too.
        fs::rename(path, &place).map_err(failed("keep", &place))?;
        flush_folder(&self.folder)?;
        self.forget(&kept.sha256);
        Ok(kept)
    }

    /// Forgets what came in part, as after a crash.
    ///
    /// # Errors
    /// [`EngineError::Folder`].
    pub fn clear_parts(&self) -> Result<(), EngineError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(failed("list", &self.folder)(error)),
        };
        for entry in entries {
            let path = entry.map_err(failed("list", &self.folder))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with(INCOMING) {
                fs::remove_file(&path).map_err(failed("remove", &path))?;
            } else if name == OPENED {
                fs::remove_dir_all(&path).map_err(failed("remove", &path))?;
            }
        }
        Ok(())
    }

    /// Reads a copy through, and gives it if its bytes are those that were kept.
    ///
    /// # Errors
    /// [`DocumentError::Missing`], [`DocumentError::Damaged`], [`DocumentError::File`].
    pub fn whole(&self, sha256: &str) -> Result<(PathBuf, Kept), DocumentError> {
        let path = self.path(sha256)?;
        let looked = match read(&path) {
            Ok(kept) if kept.sha256 == sha256 => Ok((path.clone(), kept)),
            Ok(_) => Err(DocumentError::Damaged),
            Err(EngineError::Folder { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                Err(DocumentError::Missing)
            }
            Err(error) => Err(error.into()),
        };
        let state = match &looked {
            Ok(_) => CopyState::Whole,
            Err(DocumentError::Missing) => CopyState::Missing,
            Err(_) => CopyState::Damaged,
        };
        if let Ok(about) = fs::metadata(&path) {
            self.remember(sha256, (about.len(), about.modified().ok(), state));
        }
        looked
    }

    /// How a copy is. One that looks as it did when it was last read is not read again.
    #[must_use]
    pub fn state(&self, sha256: &str) -> CopyState {
        let Ok(path) = self.path(sha256) else {
            return CopyState::Missing;
        };
        let Ok(about) = fs::metadata(&path) else {
            return CopyState::Missing;
        };
        {
            let looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((length, at, state)) = looked.get(sha256)
                && *length == about.len()
                && *at == about.modified().ok()
            {
                return *state;
            }
        }
        match self.whole(sha256) {
            Ok(_) => CopyState::Whole,
            Err(DocumentError::Missing) => CopyState::Missing,
            Err(_) => CopyState::Damaged,
        }
    }

    fn remember(&self, sha256: &str, looked: Looked) {
        let mut all = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(sha256.to_owned(), looked);
    }

    fn forget(&self, sha256: &str) {
        let mut all = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(sha256);
    }

    /// Writes a copy under this name into a folder, where no file of the name is; gives its path.
    ///
    /// # Errors
    /// As [`Copies::whole`].
    pub fn save(&self, sha256: &str, name: &str, to: &Path) -> Result<PathBuf, DocumentError> {
        let (from, _) = self.whole(sha256)?;
        make_private_folder(to)?;
        let name = clean_name(name);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
        for number in 1..=SAME_NAME_MAX {
            let counted = match (number, ending) {
                (1, _) => name.clone(),
                (more, "") => format!("{stem} ({more})"),
                (more, ending) => format!("{stem} ({more}).{ending}"),
            };
            let path = to.join(counted);
            match copy_new(&from, &path) {
                Ok(()) => return Ok(path),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => {
                    drop(fs::remove_file(&path));
                    return Err(failed("write", &path)(error).into());
                }
            }
        }
        Err(failed("write", to)(io::ErrorKind::AlreadyExists.into()).into())
    }

    /// A file that another program may open: of a PDF file or an image alone, by its bytes, and
    /// with the ending that they have, so that it is opened as what it is.
    ///
    /// # Errors
    /// As [`Copies::whole`], and [`DocumentError::NotOpened`].
    pub fn to_open(&self, sha256: &str, name: &str) -> Result<PathBuf, DocumentError> {
        let (_, kept) = self.whole(sha256)?;
        let kind = FileKind::of(&kept.beginning).ok_or(DocumentError::NotOpened)?;
        let name = clean_name(name);
        let stem = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(stem, _)| stem);
        let ending = kind.media_type().rsplit('/').next().unwrap_or_default();
        let to = self.folder.join(OPENED);
        self.save(sha256, &format!("{stem}.{ending}"), &to)
    }
}

/// The same away from the runtime's threads.
impl Copies {
    /// See [`Copies::take`].
    ///
    /// # Errors
    /// As there.
    pub async fn take_in(&self, piece: Piece) -> Result<Taken, DocumentError> {
        let own = self.clone();
        away(move || own.take(&piece)).await
    }

    /// Keeps bytes that are all here, as the pieces of a file are kept. `file` is a new id.
    ///
    /// # Errors
    /// As [`Copies::take`].
    pub async fn keep(&self, file: ActionId, bytes: Vec<u8>) -> Result<Kept, DocumentError> {
        let own = self.clone();
        away(move || {
            let total = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            let mut offset = 0_u64;
            for piece in bytes.chunks(PIECE_BYTES_MAX) {
                let piece = Piece {
                    file: file.clone(),
                    offset,
                    total,
                    bytes: piece.to_vec(),
                };
                match own.take(&piece)? {
                    Taken::Part(here) => offset = here,
                    Taken::Whole(kept) => return Ok(kept),
                }
            }
            Err(DocumentError::Empty)
        })
        .await
    }

    /// See [`Copies::whole`].
    ///
    /// # Errors
    /// As there.
    pub async fn read_through(&self, sha256: String) -> Result<(PathBuf, Kept), DocumentError> {
        let own = self.clone();
        away(move || own.whole(&sha256)).await
    }

    /// See [`Copies::state`].
    pub async fn look(&self, sha256: &str) -> CopyState {
        let (own, sha256) = (self.clone(), sha256.to_owned());
        let looked = tokio::task::spawn_blocking(move || own.state(&sha256)).await;
        looked.unwrap_or(CopyState::Missing)
    }

    /// See [`Copies::save`].
    ///
    /// # Errors
    /// As there.
    pub async fn write_out(
        &self,
        sha256: String,
        name: String,
        to: PathBuf,
    ) -> Result<PathBuf, DocumentError> {
        let own = self.clone();
        away(move || own.save(&sha256, &name, &to)).await
    }

    /// See [`Copies::to_open`].
    ///
    /// # Errors
    /// As there.
    pub async fn write_to_open(
        &self,
        sha256: String,
        name: String,
    ) -> Result<PathBuf, DocumentError> {
        let own = self.clone();
        away(move || own.to_open(&sha256, &name)).await
    }
}

async fn away<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DocumentError> + Send + 'static,
) -> Result<T, DocumentError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or(Err(DocumentError::Interrupted))
}

/// Copies to a file that is made by it: nothing is ever written over, and no link is followed.
fn copy_new(from: &Path, to: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    let mut file = options.write(true).create_new(true).open(to)?;
    keep_private(to, 0o600)?;
    io::copy(&mut fs::File::open(from)?, &mut file)?;
    file.sync_all()
}

/// Reads a file through.
fn read(path: &Path) -> Result<Kept, EngineError> {
    let doing = |error| failed("read", path)(error);
    let mut file = fs::File::open(path).map_err(doing)?;
    let mut hash = Sha256::new();
    let mut bytes: u64 = 0;
    let mut beginning = Vec::new();
    let mut piece = vec![0; READ_BYTES];
    loop {
        let read = file.read(&mut piece).map_err(doing)?;
        let read = piece.get(..read).unwrap_or_default();
        if read.is_empty() {
            break;
        }
        hash.update(read);
        let room = BEGINNING_BYTES.saturating_sub(beginning.len());
        beginning.extend(read.iter().take(room));
        bytes = bytes.saturating_add(u64::try_from(read.len()).unwrap_or(u64::MAX));
    }
    Ok(Kept {
        sha256: hex::encode(hash.finalize()),
        bytes,
        beginning,
    })
}
