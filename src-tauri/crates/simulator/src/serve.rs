//! The server: Cedar's Partners API on this machine, with webhooks for all that changes on it.
//!
//! [`serve`] listens at two addresses. One is the API, every operation of `partner_api`'s table at
//! its path, faithful to what is known of it; what is assumed there is assumed here. The other is
//! the [`control`] interface: what was received, what shall go wrong, where webhooks go.

mod accounts;
mod agreements;
mod answers;
mod api;
mod asked;
mod book;
mod connections;
pub mod control;
mod dated;
mod delivery_log;
mod demo;
mod documents;
pub mod fault;
mod files;
mod keys;
mod loopback;
mod merchants;
mod news;
mod object;
pub mod pace;
mod population;
mod rates;
mod reference;
mod refusal;
mod scene;
mod server;
mod store;
mod transaction;
mod transactions;
mod wanted;
mod world;
mod world_day;

pub use api::BASE_PATH;
pub use keys::Keys;
pub use loopback::{Loopback, LoopbackError};

use crate::{
    Deliveries, SimulatorError, Target,
    send::{Plan, Wishes, send},
    steer::Told,
};
use domain::{Clock, SystemClock};
use serde::Serialize;
use server::Server;
use std::{io, net::SocketAddr, path::PathBuf, sync::Arc};
use store::Store;
use tokio::{
    net::{TcpListener, TcpSocket},
    sync::{mpsc, oneshot},
};
use world::World;
use world_day::WorldDay;

/// So much of what comes waits to be taken, on each connection.
const RECEIVED_BYTES: u32 = 64 * 1024;
/// So many connections wait to be taken.
const BACKLOG: u32 = 1024;

/// Where a server listens, what it keeps, and where its webhooks go.
#[derive(Debug)]
pub struct ServePlan {
    /// Where the API is.
    pub listen: Loopback,
    /// Where the control interface is.
    pub control: Loopback,
    /// The state's file; uploaded files stand in a folder beside it. Without one, nothing outlives
    /// the server.
    pub state: Option<PathBuf>,
    /// Where webhooks go; none until the control interface says.
    pub webhooks: Option<Target>,
    /// The day's seed.
    pub seed: u64,
}

/// The first line of the output.
#[derive(Debug, Serialize)]
#[serde(tag = "told", rename = "listening")]
pub struct Listening {
    /// The API's base URL.
    pub api: String,
    /// The control interface's address.
    pub control: String,
}

/// What comes of the input behind its first line.
#[derive(Debug)]
pub struct Steering {
    /// The lines.
    pub lines: mpsc::Receiver<Result<String, String>>,
    /// Ends when the input is closed.
    pub closed: oneshot::Receiver<()>,
}

/// Serves until the input is closed. `plan_sending` is given the deliveries, to say how they go.
///
/// # Errors
/// [`SimulatorError`] if nothing can listen there, the state can't be kept, or what happens can't
/// be told.
pub async fn serve(
    plan: ServePlan,
    keys: Keys,
    steering: Steering,
    plan_sending: impl FnOnce(&mut Deliveries<WorldDay>) -> Plan,
    listening: impl FnOnce(&Listening) -> io::Result<()>,
    tell: impl FnMut(&Told) -> io::Result<()>,
) -> Result<(), SimulatorError> {
    let store = Store::new(plan.state.clone())?;
    let mut world = store.read()?.unwrap_or_else(|| World::new(plan.seed));
    let (files, _temporary) = files_folder(plan.state.as_ref()).map_err(SimulatorError::Files)?;
    let api = bind(plan.listen).await?;
    let control = bind(plan.control).await?;
    let told = Listening {
        api: format!("http://{}{BASE_PATH}", api.1),
        control: format!("http://{}", control.1),
    };
    world.origin = format!("http://{}", api.1);
    let clock = SystemClock::start();
    let Keys {
        api_key,
        api_secret,
        webhook_secret,
    } = keys;
    let (errands, wanted) = mpsc::unbounded_channel();
    let for_all: Arc<dyn Clock> = Arc::new(clock);
    let server = Arc::new(Server::new(
        (api_key, api_secret),
        world,
        files,
        store,
        for_all,
        errands,
    ));
    server.set_target(plan.webhooks);
    let day = WorldDay::new(Arc::clone(&server), plan.seed);
    let mut deliveries = Deliveries::of(day, plan.seed, webhook_secret)?;
    let sending = plan_sending(&mut deliveries);
    let wishes = Wishes {
        lines: steering.lines,
        errands: wanted,
    };
    server.store.write(server.world_lock()).await?;
    listening(&told).map_err(SimulatorError::Output)?;
    let behind = Arc::clone(&server);
    let done = tokio::select! {
        _ = steering.closed => Ok(()),
        sent = send(sending, deliveries, behind, wishes, &clock, tell) => sent,
        kept = server.store.run(server.world_lock()) => kept,
        () = server.pass_time() => Ok(()),
        () = connections::serve(api.0, api::router(&server), &server) => Ok(()),
        () = connections::serve(control.0, control::router(Arc::clone(&server)), &server) => Ok(()),
    };
    // What was asked last is kept too.
    server.store.write(server.world_lock()).await?;
    done
}

async fn bind(at: Loopback) -> Result<(TcpListener, SocketAddr), SimulatorError> {
    let address = at.address();
    let wrong = |source| SimulatorError::Listen { address, source };
    let listener = listen(address).map_err(wrong)?;
    let address = listener.local_addr().map_err(wrong)?;
    Ok((listener, address))
}

/// What comes waits with the client rather than here, so that an upload that is taken slowly is
/// seen to be slow.
fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.set_recv_buffer_size(RECEIVED_BYTES)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// The folder of uploaded files: beside the state, or one that ends with the program.
fn files_folder(state: Option<&PathBuf>) -> io::Result<(PathBuf, Option<tempfile::TempDir>)> {
    match state {
        Some(state) => {
            let folder = store::beside(state, ".files");
            let mut made = std::fs::DirBuilder::new();
            made.recursive(true);
            // What is uploaded is nobody else's business.
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut made, 0o700);
            made.create(&folder)?;
            Ok((folder, None))
        }
        None => {
            let folder = tempfile::tempdir()?;
            Ok((folder.path().to_owned(), Some(folder)))
        }
    }
}
