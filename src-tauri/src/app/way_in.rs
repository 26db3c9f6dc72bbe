//! Setting up how the outside comes in to a profile, and turning it on and off.

use super::App;
use crate::{
    open_profile::OpenProfile,
    start_error::StartError,
    watched_way::{self, Refused, host_keys, platform_url},
};
use contract::WayInSetup;
use domain::{
    Environment,
    record::{PlatformUrlFacts, Setting},
};
use engine::{
    EngineError, Settings, Way, WaySetup,
    changes::{SettingChanged, settings_changed},
    way_in::platform_url_said,
};
use ledger::Built;
use tunnel::PublicUrl;

/// Why a way in was not changed. It goes on as it did.
#[derive(Debug, thiserror::Error)]
pub enum WayError {
    /// What was typed can't be used.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The simulator sends on this machine.
    #[error("the simulator sends on this machine: its profile needs no way in")]
    Simulator,
    /// Nothing is set up.
    #[error("no way in is set up; set one up first")]
    NothingSetUp,
    /// It is off.
    #[error("the way in is off, or can't be dialled at all; turn it on, or set up what is missing")]
    NotOn,
    /// The server shows another key by now, or none that waits for a person.
    #[error("the server does not show this key: look again what it shows")]
    OtherKey,
    /// The key that is trusted is another one.
    #[error("the key that is trusted is another one: look again what is trusted")]
    OtherPinned,
    /// The way in is at another URL by now, or at none.
    #[error("the way in is at another URL by now: look again which one the platform has to have")]
    OtherUrl,
    /// The profile, its ledger or its file.
    #[error(transparent)]
    Start(#[from] StartError),
}

impl From<EngineError> for WayError {
    fn from(error: EngineError) -> Self {
        Self::Start(error.into())
    }
}

/// What an entry tells of a set-up. Of a public URL no path is told, since it may be secret.
fn told(way: Option<&Way>) -> String {
    let host = |url: &str| {
        PublicUrl::parse(url).map_or_else(|_| "an unreadable URL".to_owned(), |url| url.host())
    };
    match way {
        None => "none".to_owned(),
        Some(Way::Ssh {
            host: server,
            port,
            user,
            listen_port,
            public_url,
            ..
        }) => format!(
            "ssh: {user}@{server}:{port}, port {listen_port} there, reached at {}",
            host(public_url)
        ),
        Some(Way::Ngrok { domain }) => match domain {
            Some(domain) => format!("ngrok: reached at {domain}"),
            None => "ngrok: reached where it says".to_owned(),
        },
        Some(Way::Command {
            argv, public_url, ..
        }) => format!(
            "command: {}, reached {}",
            argv.join(" "),
            match public_url {
                Some(url) => format!("at {}", host(url)),
                None => "where it prints".to_owned(),
            }
        ),
        Some(Way::OwnUrl { public_url }) => format!("own URL: reached at {}", host(public_url)),
    }
}

fn on_or_off(on: bool) -> String {
    if on { "on" } else { "off" }.to_owned()
}

fn changed(setting: Setting, from: String, to: String) -> SettingChanged {
    SettingChanged {
        setting,
        values: Some((from, to)),
    }
}

impl App {
    /// Sets up how the outside comes in, or that it does no longer, and whether it is on.
    ///
    /// # Errors
    /// [`WayError`].
    pub async fn set_way_in(
        &self,
        profile: &OpenProfile,
        typed: Option<&WayInSetup>,
        on: bool,
    ) -> Result<(), WayError> {
        if profile.environment == Environment::Simulator {
            return Err(WayError::Simulator);
        }
        let secrets = profile.secrets().ok_or(StartError::ReadOnly)?;
        let path = profile.place().ok_or(StartError::ReadOnly)?.path;
        let way = typed.map(|typed| watched_way::checked(typed, &path, secrets));
        let way = way.transpose()?;
        self.change_way_in(profile, |before| {
            let before = before.map(|setup| &setup.way);
            Ok(way.map(|way| (way.trusting_as(before), on)))
        })
        .await
    }

    /// Turns the way in on or off. It is so at the next start too.
    ///
    /// # Errors
    /// [`WayError`].
    pub async fn turn_way_in(&self, profile: &OpenProfile, on: bool) -> Result<(), WayError> {
        self.change_way_in(profile, |before| {
            let before = before.ok_or(WayError::NothingSetUp)?;
            Ok(Some((before.way.clone(), on)))
        })
        .await
    }

    /// Dials anew at once.
    ///
    /// # Errors
    /// [`WayError::NotOn`].
    pub async fn redial_way_in(&self, profile: &OpenProfile) -> Result<(), WayError> {
        let way = profile.way().ok_or(StartError::ReadOnly)?;
        match way.redial().await {
            true => Ok(()),
            false => Err(WayError::NotOn),
        }
    }

    /// Trusts the key that the server shows, if it is this one, in the place of the one that is
    /// trusted, if that is this one.
    ///
    /// # Errors
    /// [`WayError`].
    pub async fn confirm_host_key(
        &self,
        profile: &OpenProfile,
        fingerprint: &str,
        replaces: Option<&str>,
    ) -> Result<(), WayError> {
        let way = profile.way().ok_or(StartError::ReadOnly)?;
        let status = way.face().tunnel();
        let state = status.map(|status| status.state);
        let keys = state.as_ref().and_then(host_keys);
        let (pinned, seen) = keys.ok_or(WayError::OtherKey)?;
        if seen.fingerprint() != fingerprint {
            return Err(WayError::OtherKey);
        }
        if pinned.map(tunnel::HostKey::fingerprint).as_deref() != replaces {
            return Err(WayError::OtherPinned);
        }
        let key = seen.to_text();
        let pinned = pinned.map(tunnel::HostKey::to_text);
        self.change_way_in(profile, |before| {
            let before = before.ok_or(WayError::NothingSetUp)?;
            if before.way.host_key() != pinned.as_deref() {
                return Err(WayError::OtherPinned);
            }
            Ok(Some((before.way.clone().trusting(key), before.on)))
        })
        .await
    }

    /// Writes down that a person says that the platform has this URL, if it is that of the way in.
    ///
    /// # Errors
    /// [`WayError`].
    pub async fn confirm_platform_url(
        &self,
        profile: &OpenProfile,
        url: &str,
    ) -> Result<(), WayError> {
        let way = profile.way().ok_or(StartError::ReadOnly)?;
        let settings = profile.settings();
        let face = way.face();
        let now = platform_url(&face, settings.way_in.as_ref());
        let now = now.filter(|now| now.with_path(&settings.path) == url);
        let now = now.ok_or(WayError::OtherUrl)?;
        if face.is_said(&now) {
            return Ok(());
        }
        let told = face.marker.map(|marker| marker.told(&now));
        let told = told.ok_or(WayError::NotOn)?;
        let at = self.clock.now();
        let facts = PlatformUrlFacts {
            at,
            url: told.clone(),
            by_delivery: false,
            by: self.operator(),
        };
        let entry = platform_url_said(&facts, at).map_err(StartError::from)?;
        let built = Built {
            entries: vec![entry],
            remember: None,
        };
        profile.append(built).await?;
        way.platform_has(told).await;
        Ok(())
    }

    /// Changes the settings, writes down what is another, and puts it in force.
    async fn change_way_in(
        &self,
        profile: &OpenProfile,
        change: impl FnOnce(Option<&WaySetup>) -> Result<Option<(Way, bool)>, WayError>,
    ) -> Result<(), WayError> {
        // No other change of the settings crosses this one.
        let slots = self.slots.lock().await;
        let (before, _) = profile.folder.settings_to_write()?;
        let wanted = change(before.way_in.as_ref())?;
        let mut after = before.clone();
        let changes = apply(&mut after, wanted, profile);
        if !changes.is_empty() {
            let now = self.clock.now();
            let entries = settings_changed(changes, self.operator().as_deref(), now)?;
            let appended = profile.append(entries).await?;
            if let Some(setup) = &mut after.way_in
                && before.way_in.as_ref().map(|setup| &setup.way) != Some(&setup.way)
            {
                setup.entry = appended.first;
                setup.at = now;
            }
            profile.folder.save(&after)?;
        }
        profile.take_settings(after);
        drop(slots);
        profile.apply_way_in().await;
        Ok(())
    }
}

/// Puts what is wanted into settings; gives what is another by it.
fn apply(
    settings: &mut Settings,
    wanted: Option<(Way, bool)>,
    profile: &OpenProfile,
) -> Vec<SettingChanged> {
    let before = settings.way_in.take();
    let mut changes = Vec::new();
    let way_before = before.as_ref().map(|setup| &setup.way);
    let way = wanted.as_ref().map(|(way, _)| way);
    let (from, to) = (told(way_before), told(way));
    let same_host_key = way_before.and_then(Way::host_key) == way.and_then(Way::host_key);
    if way_before != way && (from != to || same_host_key) {
        changes.push(changed(Setting::WayIn, from, to));
    }
    if !same_host_key && let Some(key) = way.and_then(Way::host_key) {
        let from = fingerprint(way_before.and_then(Way::host_key));
        changes.push(changed(Setting::HostKey, from, fingerprint(Some(key))));
    }
    let on_before = before.as_ref().is_some_and(|setup| setup.on);
    let on = wanted.as_ref().is_some_and(|(_, on)| *on);
    if on_before != on {
        changes.push(changed(
            Setting::WayInOn,
            on_or_off(on_before),
            on_or_off(on),
        ));
    }
    let must_stay = way.is_some_and(Way::needs_local_port) && settings.listen.is_none();
    if let Some(place) = profile.place().filter(|_| must_stay) {
        settings.listen = Some(place.target);
        let to = place.target.to_string();
        changes.push(changed(Setting::Listen, "a free port".to_owned(), to));
    }
    settings.way_in = wanted.map(|(way, on)| WaySetup {
        way,
        on,
        entry: before.as_ref().map_or(0, |setup| setup.entry),
        at: before.as_ref().map_or(domain::Millis(0), |setup| setup.at),
    });
    changes
}

fn fingerprint(key: Option<&str>) -> String {
    match key.map(tunnel::HostKey::parse) {
        None => "none".to_owned(),
        Some(Ok(key)) => key.fingerprint(),
        Some(Err(_)) => "one that can't be read".to_owned(),
    }
}
