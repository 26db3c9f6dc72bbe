//! The one window.

use domain::Environment;
use tauri::{AppHandle, Manager, Runtime, WebviewUrl, WebviewWindowBuilder};

const LABEL: &str = "main";
const TITLE: &str = "Partner Console";

/// Opens the window.
pub fn open<R: Runtime>(handle: &AppHandle<R>) -> Result<(), tauri::Error> {
    WebviewWindowBuilder::new(handle, LABEL, WebviewUrl::default())
        .title(TITLE)
        .inner_size(1280.0, 800.0)
        .min_inner_size(800.0, 560.0)
        .build()?;
    Ok(())
}

/// Brings the window to the front.
pub fn show<R: Runtime>(handle: &AppHandle<R>) {
    if let Some(window) = handle.get_webview_window(LABEL) {
        for step in [window.unminimize(), window.show(), window.set_focus()] {
            if let Err(error) = step {
                tracing::warn!(%error, "the window could not be brought to the front");
            }
        }
    }
}

/// Says in the window's title which environment its money is of.
pub fn name_profile<R: Runtime>(handle: &AppHandle<R>, profile: Option<(Environment, String)>) {
    let title = profile.map_or_else(
        || TITLE.to_owned(),
        |(environment, name)| {
            let word = match environment {
                Environment::Live => "LIVE",
                Environment::Sandbox => "SANDBOX",
                Environment::Simulator => "SIMULATOR",
            };
            format!("{word} · {name} — {TITLE}")
        },
    );
    if let Some(window) = handle.get_webview_window(LABEL)
        && let Err(error) = window.set_title(&title)
    {
        tracing::warn!(%error, "the window's title could not be changed");
    }
}
