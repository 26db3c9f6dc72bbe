//! An open profile: its ledger, its secrets, its receiver, and for the simulator's its process.

mod change;
mod found;
mod simulator;
mod way;

pub use change::SettingsChange;

use crate::{
    approving::Approving,
    attention::Shown,
    behind::{Behind, follow_all},
    duplicates::Lookalikes,
    events::Notices,
    profile_catalog::{FillPaces, ProfileCatalog},
    profile_index::ProfileIndex,
    profile_secrets::ProfileSecrets,
    rate_watch,
    receiving::{Parts, Receiving, bind},
    rejudging::follow,
    simulator_process::SimulatorProcess,
    start_error::StartError,
    watched_way::{Place, WatchedWay, WayTimes},
};
use domain::{Clock, Environment, Millis, TestWindow};
use engine::{
    ApiRoom, Approvals, Cards, Desk, Drafts, Intents, ProfileFolder, Reconcile, Settings, WayMarks,
    desk::DeskFill, documents::Copies, flows::Rates,
};
use found::Found;
use ledger::{Appended, Built, Reader, StoreHealth, Writer, WriterOptions};
use receiver::{ReceiverStatus, Rejudge};
use std::{
    net::TcpListener,
    sync::{Arc, PoisonError, RwLock, atomic::AtomicBool},
};
use tokio::{
    sync::{Mutex, watch},
    task::JoinHandle,
};
use webhooks::Rules;

/// What the last whole check of the ledger found.
#[derive(Debug, Clone)]
pub struct Checked {
    /// When it ended.
    pub at: Millis,
    /// How many damages it found.
    pub damage: usize,
}

/// What a profile is opened with, whichever it is.
pub struct Surroundings {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The way to the window.
    pub notices: Notices,
    /// The times by which its way in is watched over.
    pub way_times: WayTimes,
    /// How much its lists are asked for.
    pub fill_paces: FillPaces,
}

/// A profile that is open.
pub struct OpenProfile {
    /// Its folder.
    pub folder: ProfileFolder,
    /// What its server is.
    pub environment: Environment,
    /// The ledger, for reading.
    pub reader: Reader,
    /// What the last whole check in this session found.
    pub checked: watch::Sender<Option<Checked>>,
    /// Whether it is on the screen.
    pub is_shown: Arc<AtomicBool>,
    /// Finds merchants that may be the same.
    pub lookalikes: Lookalikes,
    /// Its reads of indicative rates.
    pub rates: Rates,
    /// What people typed in forms and have not sent yet.
    pub drafts: Arc<Drafts>,
    /// What waits for a person.
    pub cards: Arc<Cards>,
    /// What lists and search are found by.
    pub index: ProfileIndex,
    /// The local copies of its documents.
    pub copies: Copies,
    /// Its merchants and receiver accounts.
    pub catalog: ProfileCatalog,
    desk: Arc<Desk>,
    // What the ledger says of the way in, read on and on.
    marks: Mutex<WayMarks>,
    // Held while what was decided is put in force.
    pub(crate) deciding: Mutex<()>,
    settings: RwLock<Settings>,
    access: Access,
}

/// What may be done with it.
enum Access {
    /// It is read, and nothing else.
    Reading,
    /// It receives.
    Writing(Box<Writing>),
}

struct Writing {
    parts: Parts,
    secrets: Arc<ProfileSecrets>,
    // None once it was closed, or could not be started again.
    receiving: Mutex<Option<Receiving>>,
    face: RwLock<Face>,
    rejudge: Rejudge,
    api: Arc<ApiRoom>,
    intents: Arc<Intents>,
    reconcile: Arc<Reconcile>,
    way: Arc<WatchedWay>,
    approving: Approving,
    // They read and write the ledger behind the receiver.
    following: Vec<JoinHandle<()>>,
    simulator: Mutex<SimulatorProcess>,
}

/// What is told of the receiver.
#[derive(Clone)]
struct Face {
    local_url: String,
    place: Place,
    status: watch::Receiver<ReceiverStatus>,
}

impl Face {
    fn of(receiving: &Receiving) -> Self {
        Self {
            local_url: receiving.local_url.clone(),
            place: receiving.place.clone(),
            status: receiving.status.clone(),
        }
    }
}

/// Receives on a listener that was bound already, or is bound by the settings.
async fn start_receiving(
    listener: Option<TcpListener>,
    parts: &Parts,
    settings: &Settings,
) -> Result<Receiving, StartError> {
    let listener = match listener {
        Some(listener) => listener,
        None => bind(settings.listen).await?,
    };
    Receiving::start(listener, parts, settings, ReceiverStatus::default())
}

/// What was opened; if it could not be, nothing is left open.
async fn or_closed<T>(opened: Result<T, StartError>, writer: &Writer) -> Result<T, StartError> {
    if opened.is_err() {
        writer.close().await;
    }
    opened
}

impl OpenProfile {
    /// Opens a profile for reading alone: no writer, no receiver, no secret is read.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn to_read(folder: ProfileFolder) -> Result<Self, StartError> {
        let settings = folder.settings()?;
        let reader = Reader::open(&folder.path).await?;
        let size = watch::Sender::new(reader.size().await?);
        let index = ProfileIndex::open(&folder, &reader, size.subscribe()).await;
        let catalog = ProfileCatalog::open(&folder, &reader, size.subscribe()).await;
        let found = Found { index, catalog };
        Ok(Self::of(folder, settings, reader, found, Access::Reading))
    }

    /// Opens a profile, and receives on a listener that was bound already, or is bound by the
    /// settings.
    ///
    /// # Errors
    /// [`StartError`], with nothing left open.
    pub async fn to_receive(
        folder: ProfileFolder,
        secrets: Arc<ProfileSecrets>,
        listener: Option<TcpListener>,
        around: Surroundings,
    ) -> Result<Self, StartError> {
        let (settings, _) = folder.settings_to_write()?;
        let writer = Writer::open(&folder.path, WriterOptions::default()).await?;
        let reader = writer.reader();
        let cards = Arc::new(Cards::new(reader.clone()));
        let behind = Behind::open(&folder, &settings, &writer, &secrets, &around.clock).await;
        let Behind {
            api,
            intents,
            reconcile,
            decided,
            course,
            details,
        } = or_closed(behind, &writer).await?;
        let is_shown = Arc::new(AtomicBool::new(false));
        let parts = Parts {
            writer,
            keys: secrets.keys(),
            rules: watch::Sender::new(decided.rules),
            test_window: watch::Sender::new(decided.test_window),
            arrivals: watch::Sender::new(None),
            clock: Arc::clone(&around.clock),
            notices: around.notices.clone(),
            is_shown: Arc::clone(&is_shown),
        };
        let started = start_receiving(listener, &parts, &settings).await;
        let receiving = or_closed(started, &parts.writer).await?;
        folder.note_local_url(Some(receiving.local_url.clone()))?;
        let received = (&parts, &receiving);
        let way = way::start(&folder, &settings, received, &secrets, &around).await;
        let found = Found::open(&folder, &parts, &api, around.fill_paces.catalog).await;
        let rejudge = Rejudge::new(parts.writer.clone(), Arc::clone(&parts.clock));
        let mut following: Vec<_> = follow(&parts, &rejudge, &cards, course).into();
        let desk = Arc::new(Desk::new(reader.clone()));
        let fall = watch::Sender::new(None);
        let name = (folder.name.to_string(), folder.title(&settings));
        let desk_of = (&desk, around.fill_paces.desk);
        let approving = Approving::new(&api, &intents, desk_of, fall.subscribe()).named(name);
        following.extend(rate_watch::start(&found.index, &cards, &parts, fall));
        following.extend(follow_all(&parts, &api, &intents, &reconcile, details));
        following.push(tokio::spawn(Arc::clone(&way).attend()));
        following.extend(approving.follow(&parts, &cards, &intents));
        let writing = Writing {
            rejudge,
            api,
            intents,
            reconcile,
            way,
            approving,
            following,
            face: RwLock::new(Face::of(&receiving)),
            parts,
            secrets,
            receiving: Mutex::new(Some(receiving)),
            simulator: Mutex::new(SimulatorProcess::Stopped),
        };
        let access = Access::Writing(Box::new(writing));
        Ok(Self {
            is_shown,
            cards,
            desk,
            ..Self::of(folder, settings, reader, found, access)
        })
    }

    fn of(
        folder: ProfileFolder,
        settings: Settings,
        reader: Reader,
        Found { index, catalog }: Found,
        access: Access,
    ) -> Self {
        Self {
            environment: folder.environment(&settings),
            copies: Copies::of(&folder),
            lookalikes: Lookalikes::default(),
            rates: Rates::default(),
            drafts: Arc::new(Drafts::of(&folder)),
            folder,
            cards: Arc::new(Cards::new(reader.clone())),
            deciding: Mutex::default(),
            index,
            catalog,
            desk: Arc::new(Desk::new(reader.clone())),
            marks: Mutex::default(),
            reader,
            checked: watch::Sender::new(None),
            is_shown: Arc::new(AtomicBool::new(false)),
            settings: RwLock::new(settings),
            access,
        }
    }

    const fn writing(&self) -> Option<&Writing> {
        match &self.access {
            Access::Reading => None,
            Access::Writing(writing) => Some(writing),
        }
    }

    fn face(&self) -> Option<Face> {
        let writing = self.writing()?;
        let face = writing.face.read().unwrap_or_else(PoisonError::into_inner);
        Some(face.clone())
    }

    /// Its settings now.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let settings = self.settings.read().unwrap_or_else(PoisonError::into_inner);
        settings.clone()
    }

    /// How people call it.
    #[must_use]
    pub fn title(&self) -> String {
        self.folder.title(&self.settings())
    }

    /// What is told of it while it is on the screen.
    #[must_use]
    pub fn as_shown(&self) -> Shown {
        Shown {
            name: self.folder.name.to_string(),
            environment: self.environment,
            title: self.title(),
        }
    }

    /// Where it receives on this machine, with the secret path; none if it is read alone.
    #[must_use]
    pub fn local_url(&self) -> Option<String> {
        self.face().map(|face| face.local_url)
    }

    /// What the receiver has seen; none if it is read alone.
    #[must_use]
    pub fn receiver_status(&self) -> Option<ReceiverStatus> {
        self.face().map(|face| *face.status.borrow())
    }

    /// Its secrets; none if it is read alone.
    #[must_use]
    pub fn secrets(&self) -> Option<&Arc<ProfileSecrets>> {
        self.writing().map(|writing| &writing.secrets)
    }

    /// The ledger's writer; none if it is read alone.
    #[must_use]
    pub fn writer(&self) -> Option<&Writer> {
        self.writing().map(|writing| &writing.parts.writer)
    }

    /// Judges stored deliveries anew; none if it is read alone.
    #[must_use]
    pub fn rejudge(&self) -> Option<&Rejudge> {
        self.writing().map(|writing| &writing.rejudge)
    }

    /// Its way to the API; none if it is read alone.
    #[must_use]
    pub fn api(&self) -> Option<&Arc<ApiRoom>> {
        self.writing().map(|writing| &writing.api)
    }

    /// What people asked the partner to change; none if it is read alone.
    #[must_use]
    pub fn intents(&self) -> Option<&Arc<Intents>> {
        self.writing().map(|writing| &writing.intents)
    }

    /// Its approvals; none if it is read alone.
    #[must_use]
    pub fn approvals(&self) -> Option<&Approvals> {
        self.writing().map(|writing| writing.approving.approvals())
    }

    /// What waits for a person.
    #[must_use]
    pub const fn desk(&self) -> &Arc<Desk> {
        &self.desk
    }

    /// What fills the desk from the API; none if it is read alone.
    #[must_use]
    pub fn desk_fill(&self) -> Option<&Arc<DeskFill>> {
        self.writing().map(|writing| writing.approving.fill())
    }

    /// How many things wait on the desk; 0 while it is not known, and if it is read alone.
    #[must_use]
    pub fn desk_waiting(&self) -> u32 {
        self.writing()
            .map_or(0, |writing| writing.approving.waiting())
    }

    /// The approved lists of fields, as the receiver takes them; none if it is read alone.
    #[must_use]
    pub fn rules(&self) -> Option<&watch::Sender<Arc<Rules>>> {
        self.writing().map(|writing| &writing.parts.rules)
    }

    /// The span in which the platform's tests are expected, as the receiver takes it; none if it
    /// is read alone.
    #[must_use]
    pub fn test_window(&self) -> Option<&watch::Sender<Option<TestWindow>>> {
        self.writing().map(|writing| &writing.parts.test_window)
    }

    /// How many entries the ledger holds. Of one that is read alone, and can't be asked: 0.
    pub async fn entries(&self) -> u64 {
        match self.writer() {
            Some(writer) => *writer.committed().borrow(),
            None => self.reader.size().await.unwrap_or_else(|error| {
                tracing::warn!(%error, "the ledger's size can't be read");
                0
            }),
        }
    }

    /// How the ledger's last write went.
    #[must_use]
    pub fn store(&self) -> StoreHealth {
        self.writer()
            .map_or(StoreHealth::Good, |writer| writer.health().borrow().clone())
    }

    /// How many cards wait for a person.
    #[must_use]
    pub fn cards_waiting(&self) -> u32 {
        u32::try_from(*self.cards.waiting().borrow()).unwrap_or(u32::MAX)
    }

    /// Until when deliveries are the platform's tests.
    #[must_use]
    pub fn test_until(&self) -> Option<Millis> {
        let writing = self.writing()?;
        let window = *writing.parts.test_window.borrow();
        let now = writing.parts.clock.now();
        window
            .map(|window| window.until)
            .filter(|until| now < *until)
    }

    /// Writes entries.
    ///
    /// # Errors
    /// [`StartError::ReadOnly`] or [`StartError::Append`]: they are not in the ledger.
    pub async fn append(&self, built: Built) -> Result<Appended, StartError> {
        let writer = self.writer().ok_or(StartError::ReadOnly)?;
        let (appended, ()) = writer.append(None, move |_| (built, ())).await?;
        Ok(appended)
    }

    /// Closes in order: simulator, receiver, way in, index, ledger.
    pub async fn close(&self) {
        self.stop_simulator().await;
        let Some(writing) = self.writing() else {
            self.catalog.close().await;
            self.index.close().await;
            return;
        };
        writing.way.end_begins().await;
        if let Some(receiving) = writing.receiving.lock().await.take() {
            receiving.stop().await;
        }
        for task in &writing.following {
            task.abort();
        }
        writing.way.stop().await;
        self.catalog.close().await;
        self.index.close().await;
        if let Err(error) = self.folder.note_local_url(None) {
            tracing::warn!(%error, "the profile still names an address that is no more");
        }
        let name = self.folder.name.to_string();
        writing.parts.notices.closed(&name);
        writing.parts.writer.close().await;
    }
}
