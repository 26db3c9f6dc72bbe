//! The one window.

use crate::attention::{Alert, Counts};
use tauri::{AppHandle, Manager, Runtime, WebviewUrl, WebviewWindowBuilder};
use tauri_plugin_notification::Notification;

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

/// Says in the window's title what waits and which environment its money is of, and in its badge,
/// where the platform has one, how much waits at all profiles.
pub fn tell_counts<R: Runtime>(handle: &AppHandle<R>, counts: &Counts) {
    let Some(window) = handle.get_webview_window(LABEL) else {
        return;
    };
    if let Err(error) = window.set_title(&counts.title(TITLE)) {
        tracing::warn!(%error, "the window's title could not be changed");
    }
    let total = counts.total();
    if let Err(error) = window.set_badge_count((total > 0).then_some(total.into())) {
        tracing::debug!(%error, "the window has no badge");
    }
}

/// Shows a desktop notification, unless the person looks at the window.
pub fn alert<R: Runtime>(handle: &AppHandle<R>, alert: &Alert) {
    let window = handle.get_webview_window(LABEL);
    if window.is_some_and(|window| window.is_focused().unwrap_or(false)) {
        return;
    }
    let Some(notification) = handle.try_state::<Notification<R>>() else {
        return;
    };
    let shown = notification.builder().title(&alert.title).body(&alert.body);
    if let Err(error) = shown.show() {
        tracing::warn!(%error, "a desktop notification could not be shown");
    }
}
