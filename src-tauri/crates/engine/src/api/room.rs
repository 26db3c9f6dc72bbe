//! The room in which a profile's calls are made: one client, one way into the ledger.

use super::{
    HeldCredentials, StoredCredentials,
    file::{ApiFile, Confirmed},
    health::Health,
    known::Known,
    objects,
    observe::{Cause, Drafted, ObservedCall, draft},
    reference::{self, ListRead},
    turns::Turns,
};
use crate::{EngineError, ProfileFolder};
use domain::{Clock, Environment, Subject, record::Shown};
use ledger::{AppendError, Built, EntryDraft, Position, Reader, Writer};
use partner_api::{
    BaseUrl, CallError, Called, Credentials, Endpoint, Exchange, Limits, Operation, Overrides,
    Partner, PartnerError,
};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use tokio::sync::{Notify, watch};

/// What a room is made of.
pub struct RoomParts {
    /// The profile's folder.
    pub folder: ProfileFolder,
    /// What its server is.
    pub environment: Environment,
    /// Where calls are written down.
    pub writer: Writer,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The credentials, as they change.
    pub held: watch::Receiver<HeldCredentials>,
    /// The limits of its calls.
    pub limits: Limits,
}

/// A profile's way to the API.
pub struct ApiRoom {
    parts: RoomParts,
    file: RwLock<ApiFile>,
    /// The simulator's server, while it runs.
    session_base: RwLock<Option<BaseUrl>>,
    client: Mutex<Option<Client>>,
    health: watch::Sender<Health>,
    known: Mutex<Known>,
    changed: Notify,
    turns: Turns,
}

/// The client of the last call, and what it was made of.
struct Client {
    base: BaseUrl,
    stored: StoredCredentials,
    overrides: Overrides,
    partner: Arc<Partner>,
}

/// Why nothing can be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotReady {
    /// There is no base URL.
    #[error("the profile has no base URL; set it first")]
    NoServer,
    /// The profile is the simulator's, and its server does not run.
    #[error("the simulator does not run; start it")]
    SimulatorStopped,
    /// There are no credentials.
    #[error("there are no API credentials for this server; enter them first")]
    NoCredentials,
    /// There are credentials, for another server.
    #[error(
        "the API credentials were entered for another server and are not sent to this one; enter \
         this one's"
    )]
    OtherOrigin,
    /// It is not known whether there are credentials.
    #[error("the keyring could not be read, so it is not known whether there are API credentials")]
    CredentialsUnknown,
}

/// Why a call was not made, or could not be written down.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// It was not made.
    #[error(transparent)]
    NotReady(#[from] NotReady),
    /// The HTTP client could not be made: nothing was sent.
    #[error(transparent)]
    Client(#[from] PartnerError),
    /// It was made, and the ledger could not take it.
    #[error("the call was made, but the ledger could not take it")]
    NotKept(#[source] AppendError),
    /// The profile's file could not be written.
    #[error(transparent)]
    File(#[from] EngineError),
}

/// Makes further entries of a call, told the number of the call's own.
pub(crate) type Also = Box<dyn FnOnce(u64) -> Vec<EntryDraft> + Send>;

/// A call that was made and written down.
#[derive(Debug)]
pub struct Observed<T> {
    /// What was read, or what became of it.
    pub outcome: Result<T, CallError>,
    /// Its record.
    pub exchange: Exchange,
    /// Its entry.
    pub sequence: u64,
    /// The objects that the answer shows.
    pub shown: Vec<Shown>,
}

fn read<T: Clone>(lock: &RwLock<T>) -> T {
    lock.read().unwrap_or_else(PoisonError::into_inner).clone()
}

impl ApiRoom {
    /// The room of a profile that is open for writing. Nothing is called by it alone.
    ///
    /// # Errors
    /// [`EngineError`] if the profile's file can't be read.
    pub fn open(parts: RoomParts) -> Result<Self, EngineError> {
        let file = ApiFile::read(&parts.folder)?;
        Ok(Self {
            parts,
            file: RwLock::new(file),
            session_base: RwLock::new(None),
            client: Mutex::new(None),
            health: watch::Sender::new(Health::default()),
            known: Mutex::default(),
            changed: Notify::new(),
            turns: Turns::default(),
        })
    }

    /// What the profile's file says.
    #[must_use]
    pub fn file(&self) -> ApiFile {
        read(&self.file)
    }

    /// What the profile is.
    #[must_use]
    pub const fn environment(&self) -> Environment {
        self.parts.environment
    }

    /// The ledger, for reading.
    #[must_use]
    pub fn reader(&self) -> Reader {
        self.parts.writer.reader()
    }

    /// The profile's folder.
    pub(crate) const fn folder(&self) -> &ProfileFolder {
        &self.parts.folder
    }

    pub(crate) const fn writer(&self) -> &Writer {
        &self.parts.writer
    }

    pub(crate) fn held(&self) -> watch::Receiver<HeldCredentials> {
        self.parts.held.clone()
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        self.parts.clock.as_ref()
    }

    pub(super) fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who calls now.
    pub(crate) const fn turns(&self) -> &Turns {
        &self.turns
    }

    /// Waits until something was changed that calls depend on.
    pub(super) async fn changed(&self) {
        self.changed.notified().await;
    }

    /// How the way to the API is, as it changes.
    #[must_use]
    pub fn health(&self) -> watch::Receiver<Health> {
        self.health.subscribe()
    }

    /// The base URL in use.
    #[must_use]
    pub fn base(&self) -> Option<BaseUrl> {
        match self.parts.environment {
            Environment::Simulator => read(&self.session_base),
            said => self.file().base(said),
        }
    }

    /// The base URL in use.
    ///
    /// # Errors
    /// [`NotReady::NoServer`] or [`NotReady::SimulatorStopped`] if there is none.
    pub fn server(&self) -> Result<BaseUrl, NotReady> {
        self.base().ok_or(match self.parts.environment {
            Environment::Simulator => NotReady::SimulatorStopped,
            Environment::Live | Environment::Sandbox => NotReady::NoServer,
        })
    }

    /// Says where the simulator's server is while it runs, or that it runs no longer.
    pub fn set_session_base(&self, base: Option<BaseUrl>) {
        *self
            .session_base
            .write()
            .unwrap_or_else(PoisonError::into_inner) = base;
        self.is_changed();
    }

    fn is_changed(&self) {
        self.health.send_replace(Health::default());
        self.changed.notify_one();
    }

    /// Changes what the profile's file says. What a change of the server makes untrue (how the way
    /// to the API is) is forgotten.
    ///
    /// # Errors
    /// [`EngineError`]; it is as it was then.
    pub fn change_file(&self, change: impl FnOnce(&mut ApiFile)) -> Result<(), EngineError> {
        let mut held = self.file.write().unwrap_or_else(PoisonError::into_inner);
        let mut file = held.clone();
        change(&mut file);
        if file == *held {
            return Ok(());
        }
        file.save(&self.parts.folder)?;
        let moved = file.base_url != held.base_url;
        *held = file;
        drop(held);
        if moved {
            self.is_changed();
        }
        Ok(())
    }

    /// Whether a call can be made, and with what.
    ///
    /// # Errors
    /// [`NotReady`].
    pub fn ready(&self) -> Result<(BaseUrl, StoredCredentials, Credentials), NotReady> {
        let base = self.server()?;
        let held = self.parts.held.borrow().clone();
        match held {
            HeldCredentials::Unknown => Err(NotReady::CredentialsUnknown),
            HeldCredentials::Absent => Err(NotReady::NoCredentials),
            HeldCredentials::Held(stored) => {
                let credentials = stored.for_server(&base.origin());
                let credentials = credentials.ok_or(NotReady::OtherOrigin)?;
                Ok((base, stored, credentials))
            }
        }
    }

    /// The client; the same as before while nothing that it is made of changes.
    ///
    /// # Errors
    /// [`ApiError::NotReady`] or [`ApiError::Client`].
    pub fn partner(&self) -> Result<Arc<Partner>, ApiError> {
        let (base, stored, credentials) = self.ready()?;
        let overrides = self.file().overrides();
        let mut client = self.client.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = client.as_ref()
            && known.base == base
            && known.stored == stored
            && known.overrides == overrides
        {
            return Ok(Arc::clone(&known.partner));
        }
        let limits = self.parts.limits.clone();
        let partner = self.client_of(base.clone(), credentials, limits)?;
        let partner = Arc::new(partner);
        *client = Some(Client {
            base,
            stored,
            overrides,
            partner: Arc::clone(&partner),
        });
        Ok(partner)
    }

    /// A client of the profile's server with other credentials or limits.
    pub(super) fn client_of(
        &self,
        base: BaseUrl,
        credentials: Credentials,
        limits: Limits,
    ) -> Result<Partner, PartnerError> {
        let overrides = self.file().overrides();
        let clock = Arc::clone(&self.parts.clock);
        Partner::new(base, credentials, overrides, limits, clock)
    }

    pub(super) const fn limits(&self) -> &Limits {
        &self.parts.limits
    }

    /// Calls an endpoint and writes down what was sent and came back.
    ///
    /// # Errors
    /// [`ApiError`]. What became of the call itself is told by [`Observed::outcome`].
    pub async fn call<E: Endpoint>(
        &self,
        endpoint: &E,
        cause: Cause,
    ) -> Result<Observed<E::Answer>, ApiError> {
        self.call_and(endpoint, cause, |_| Box::new(|_| Vec::new()))
            .await
    }

    /// Calls an endpoint, and writes down in one go what was sent and came back, and what `also`
    /// makes of it, which is told the number of the call's entry.
    ///
    /// # Errors
    /// As [`ApiRoom::call`].
    pub(crate) async fn call_and<E: Endpoint>(
        &self,
        endpoint: &E,
        cause: Cause,
        also: impl FnOnce(&Result<E::Answer, CallError>) -> Also,
    ) -> Result<Observed<E::Answer>, ApiError> {
        let partner = self.partner()?;
        let path_value = endpoint.path_value();
        let body = endpoint.body();
        let asked = objects::asked(
            endpoint.operation(),
            path_value.as_deref(),
            &endpoint.query(),
            body.as_deref(),
        );
        let turn = self.turns.take();
        let called = partner.send(endpoint).await;
        drop(turn);
        self.made(&partner, called, asked, cause, also).await
    }

    /// Notes and writes down a call that was made.
    pub(super) async fn made<T>(
        &self,
        partner: &Partner,
        called: Result<Called<T>, CallError>,
        asked: Option<Subject>,
        cause: Cause,
        also: impl FnOnce(&Result<T, CallError>) -> Also,
    ) -> Result<Observed<T>, ApiError> {
        let (outcome, exchange) = match called {
            Ok(Called { value, exchange }) => (Ok(value), exchange),
            Err(error) => {
                let exchange = (*error.exchange).clone();
                (Err(error), exchange)
            }
        };
        let origin = partner.base().origin();
        let call = ObservedCall {
            exchange: &exchange,
            error: outcome.as_ref().err(),
            asked,
            origin: origin.as_str(),
            cause: &cause,
        };
        self.note_health(&call);
        let (sequence, shown) = self.keep_and(&call, also(&outcome)).await?;
        Ok(Observed {
            outcome,
            exchange,
            sequence,
            shown,
        })
    }

    pub(super) fn set_health(&self, health: Health) {
        self.health.send_replace(health);
    }

    /// Notes what a call says of the way to the API.
    pub(crate) fn note_health(&self, call: &ObservedCall<'_>) {
        let before = self.health.borrow().clone();
        let health = Health::after(call.exchange, call.error, &before);
        // A client of a server that was changed meanwhile says nothing of the new one.
        let is_ours = self
            .base()
            .is_some_and(|base| base.origin().as_str() == call.origin);
        if is_ours {
            self.health.send_replace(health);
        }
    }

    /// Writes a call down.
    pub(crate) async fn keep(
        &self,
        call: &ObservedCall<'_>,
    ) -> Result<(u64, Vec<Shown>), ApiError> {
        self.keep_and(call, Box::new(|_| Vec::new())).await
    }

    async fn keep_and(
        &self,
        call: &ObservedCall<'_>,
        also: Also,
    ) -> Result<(u64, Vec<Shown>), ApiError> {
        let drafted = {
            let known = self.known();
            draft(call, &known)
        };
        let (entry, shown, learning) = drafted.split(call);
        let build = move |position: Position| {
            let mut entries = vec![entry];
            entries.extend(also(position.next));
            let remember = None;
            (Built { entries, remember }, ())
        };
        let appended = self.parts.writer.append(None, build).await;
        let (appended, ()) = appended.map_err(ApiError::NotKept)?;
        {
            let mut known = self.known();
            Drafted::learn(learning, appended.first, &mut known);
        }
        if call.error.is_none() {
            self.confirm(call);
            self.note_list(call, appended.first);
        }
        Ok((appended.first, shown))
    }

    /// Notes which call read the countries or the currencies last. An empty list takes no other's
    /// place.
    fn note_list(&self, call: &ObservedCall<'_>, sequence: u64) {
        let operation = call.exchange.operation;
        let body = call.exchange.answer.as_ref().map(|answer| &answer.body);
        let is_list = reference::is_reference(operation)
            && body.is_some_and(|body| !reference::entries(body).is_empty());
        if !is_list {
            return;
        }
        let at = call.exchange.ended;
        let noted = self.change_file(|file| {
            let read = ListRead { sequence, at };
            file.lists.insert(operation.id().to_owned(), read);
        });
        if let Err(error) = noted {
            let error = crate::chain(&error);
            tracing::warn!(error, "that a list was read could not be noted");
        }
    }

    /// Notes that a call of an operation worked by the path in use. A file that can't be written
    /// costs nothing but that note.
    fn confirm(&self, call: &ObservedCall<'_>) {
        let operation: Operation = call.exchange.operation;
        let file = self.file();
        let path = file.overrides().path(operation).0.as_str().to_owned();
        if file.confirmed_at(operation, &path, call.origin).is_some() {
            return;
        }
        let confirmed = Confirmed {
            path,
            origin: call.origin.to_owned(),
            at: call.exchange.ended,
        };
        let noted = self.change_file(|file| {
            file.confirmed.insert(operation.id().to_owned(), confirmed);
        });
        if let Err(error) = noted {
            let error = crate::chain(&error);
            tracing::warn!(error, "that an operation worked could not be noted");
        }
    }
}
