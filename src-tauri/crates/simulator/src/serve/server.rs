//! What all rooms of a running server share.

use super::{book::Book, dated::Dated, store::Store, world::World};
use crate::{
    Target,
    behind::{Asked, Behind, Errand, Patience, Posted},
    day::Event,
};
use axum::http::HeaderValue;
use domain::{Clock, Millis};
use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::{Notify, mpsc};
use zeroize::Zeroizing;

/// A running server.
pub struct Server {
    /// What a client must send.
    pub api_key: Zeroizing<String>,
    /// What a client must send besides.
    pub api_secret: Zeroizing<String>,
    /// Where uploaded files are.
    pub files: PathBuf,
    /// Where the state is kept.
    pub store: Store,
    /// Told when something may be due sooner than thought.
    pub sooner: Notify,
    world: Mutex<World>,
    book: Mutex<Book>,
    target: Mutex<Option<Target>>,
    dated: Mutex<Dated>,
    clock: Arc<dyn Clock>,
    errands: mpsc::UnboundedSender<Errand>,
}

impl Server {
    /// A server of this state. Events that were still to be sent are errands again.
    pub fn new(
        (api_key, api_secret): (Zeroizing<String>, Zeroizing<String>),
        world: World,
        files: PathBuf,
        store: Store,
        clock: Arc<dyn Clock>,
        errands: mpsc::UnboundedSender<Errand>,
    ) -> Self {
        let unsent: Vec<_> = world.unsent.iter().cloned().collect();
        let server = Self {
            api_key,
            api_secret,
            files,
            store,
            sooner: Notify::new(),
            world: Mutex::new(world),
            book: Mutex::new(Book::default()),
            target: Mutex::new(None),
            dated: Mutex::default(),
            clock,
            errands,
        };
        for one in unsent {
            server.ask(one.number, Asked::Announce(one.event), None);
        }
        server
    }

    /// The state, to be looked at or changed without waiting for anything.
    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state's lock, for its store.
    pub const fn world_lock(&self) -> &Mutex<World> {
        &self.world
    }

    /// The book of calls.
    pub fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The wall clock now.
    pub fn now(&self) -> Millis {
        self.clock.now()
    }

    /// What answers tell of the time, to be looked at or changed without waiting for anything.
    pub fn dated(&self) -> MutexGuard<'_, Dated> {
        self.dated.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The time as an answer tells it.
    pub fn date(&self) -> Option<HeaderValue> {
        let now = self.now();
        self.dated().header(now)
    }

    /// What changed is to be kept, and is announced where there is somewhere to announce it.
    pub fn changed(&self, world: &mut World, events: Vec<Event>) {
        world.touch();
        if self.target().is_some() {
            for event in events {
                let unsent = world.remember(event);
                self.ask(unsent.number, Asked::Announce(unsent.event), None);
            }
        }
        self.store.want(world.generation);
        self.sooner.notify_one();
    }

    /// Asks the sender for something.
    pub fn ask(&self, number: u64, what: Asked, target: Option<Target>) {
        let errand = Errand {
            number,
            what,
            target,
        };
        // It only fails when the program ends.
        drop(self.errands.send(errand));
    }

    /// Lets deliveries go there, or nowhere.
    pub fn set_target(&self, target: Option<Target>) {
        *self.target.lock().unwrap_or_else(PoisonError::into_inner) = target;
        let number = self.world().errand_number();
        self.ask(number, Asked::Look, None);
    }

    /// Does what is due, when it is due, for as long as the server lives.
    pub async fn pass_time(&self) {
        loop {
            let next = {
                let mut world = self.world();
                let before = world.generation;
                let events = world.pass(self.now());
                if world.generation != before {
                    self.changed(&mut world, events);
                }
                world.next_due()
            };
            let wait = next.map(|at| at.0.saturating_sub(self.now().0).max(1));
            let wait = wait.and_then(|ms| u64::try_from(ms).ok());
            let sooner = self.sooner.notified();
            match wait {
                Some(ms) => {
                    let wait = std::time::Duration::from_millis(ms);
                    drop(tokio::time::timeout(wait, sooner).await);
                }
                None => sooner.await,
            }
        }
    }
}

impl Behind for Server {
    fn target(&self) -> Option<Target> {
        let target = self.target.lock();
        target.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn patience(&self) -> Patience {
        // Whether the partner tries again is not known. A receiver that is away is no reason for
        // the server to end.
        Patience {
            attempts_max: 2,
            is_fatal: false,
        }
    }

    async fn kept(&self) {
        self.store.kept().await;
    }

    fn posted(&self, posted: Posted) {
        let mut world = self.world();
        if let Some(errand) = posted.errand {
            world.forget(errand);
        }
        let now = self.now();
        world.log.add(posted, now);
        world.touch();
        self.store.want(world.generation);
    }

    fn dropped(&self, errand: u64) {
        let mut world = self.world();
        world.forget(errand);
        self.store.want(world.generation);
    }
}
