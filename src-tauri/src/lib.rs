//! The shell: opens what runs, hands the commands to the window, leaves in order.

pub mod app;
mod approving;
pub mod attention;
mod behind;
pub mod bytes_command;
mod command_error;
pub mod commands;
mod decisions;
mod desk_watch;
mod duplicates;
pub mod events;
pub mod keyring;
pub mod log;
pub mod open_profile;
pub mod operator_keys;
pub mod profile_catalog;
pub mod profile_index;
mod profile_secrets;
mod rate_watch;
pub mod receiving;
mod rejudging;
mod simulator_process;
pub mod start_error;
pub mod watched_way;
mod window;

use app::{App, StartedFor};
use clap::Parser;
use domain::{Clock, SystemClock};
use engine::DataFolder;
use start_error::StartError;
use std::{path::PathBuf, process::ExitCode, sync::Arc};
use tauri::{Manager, RunEvent};
use vault::{KeyringStore, Vault};

/// Partner Console: onboard merchants, run transactions, approve by hand, audit webhooks.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The folder in which profiles and their ledgers are kept [default: the platform's own]
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Open the simulator's profile at once, with its sender sending
    #[arg(long)]
    simulator: bool,
    /// Start for an auditor: ledgers are read alone, nothing is received or changed
    #[arg(long, conflicts_with = "simulator")]
    auditor: bool,
}

/// Runs the program until its window is closed.
#[must_use]
pub fn start() -> ExitCode {
    let arguments = Arguments::parse();
    log::start();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = engine::chain(&error), "the program could not start");
            ExitCode::FAILURE
        }
    }
}

/// The program's settings, page and access list, for the real runtime or a test's.
#[must_use]
pub fn context<R: tauri::Runtime>() -> tauri::Context<R> {
    tauri::generate_context!()
}

fn run(arguments: Arguments) -> Result<(), StartError> {
    let tauri_app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(
            |app, _arguments, _folder| {
                window::show(app);
            },
        ))
        // Called from here alone: the page has no permission for it.
        .plugin(tauri_plugin_notification::init())
        .invoke_handler(commands::handler())
        .setup(move |tauri_app| Ok(open(tauri_app.handle(), &arguments)?))
        .build(context())?;
    tauri_app.run(|handle, event| {
        if let RunEvent::Exit = event {
            // The receiver first, then the ledger: what was accepted is finished.
            if let Some(app) = handle.try_state::<App>() {
                tauri::async_runtime::block_on(app.leave());
            }
        }
    });
    Ok(())
}

/// Leaves in order when the session ends or a person stops the program from outside.
#[cfg(unix)]
fn leave_when_told(handle: tauri::AppHandle) {
    use tokio::signal::unix::{SignalKind, signal};
    tauri::async_runtime::spawn(async move {
        let told = (
            signal(SignalKind::terminate()),
            signal(SignalKind::interrupt()),
        );
        let (Ok(mut terminate), Ok(mut interrupt)) = told else {
            tracing::warn!("the program can't hear that it is to end");
            return;
        };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        handle.exit(0);
    });
}

#[cfg(not(unix))]
fn leave_when_told(_handle: tauri::AppHandle) {}

fn open(handle: &tauri::AppHandle, arguments: &Arguments) -> Result<(), StartError> {
    let folder = match &arguments.data_dir {
        Some(folder) => folder.clone(),
        None => handle.path().app_local_data_dir()?,
    };
    let (data, started_for) = if arguments.auditor {
        (DataFolder::existing(&folder)?, StartedFor::Auditor)
    } else {
        (DataFolder::open(&folder)?, StartedFor::Operator)
    };
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
    let notices = events::Notices::to_window(handle.clone());
    let vault = Vault::open(KeyringStore::default())?;
    handle.manage(App::new(data, clock, notices, vault, started_for));
    window::open(handle)?;
    leave_when_told(handle.clone());
    let app = handle.state::<App>();
    tauri::async_runtime::block_on(app.open_all());
    if arguments.simulator {
        let opened = tauri::async_runtime::block_on(app.start_simulator());
        // The window is open by now and its first screen offers to try again.
        if let Err(error) = opened {
            tracing::error!(
                error = engine::chain(&error),
                "the simulator's profile could not be opened"
            );
        }
    }
    let (handle, again) = (handle.clone(), handle.clone());
    tauri::async_runtime::spawn(async move {
        handle.state::<App>().tend_keyring().await;
    });
    tauri::async_runtime::spawn(async move {
        again.state::<App>().tend_lock().await;
    });
    Ok(())
}
