//! Profiles: making one, choosing which is on the screen, how it receives.

use crate::{Environment, ServerView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names a profile.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct OfProfile {
    /// The profile's name.
    pub profile: String,
}

/// Makes a profile and opens it.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct CreateProfile {
    /// Its name, which is its folder's too: 1 to 32 of a-z, 0-9 and -.
    pub name: String,
    /// How people call it, up to 64 characters; empty for its name.
    pub title: String,
    /// Live or Sandbox. The simulator's profile is made by its own command.
    pub environment: Environment,
    /// Where it listens on this machine, `127.0.0.1:8787`; empty for a free port.
    pub listen: String,
}

/// Opens or closes a profile for good: an enabled one receives whenever the program runs.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct EnableProfile {
    /// The profile's name.
    pub profile: String,
    /// Whether it shall receive.
    pub enabled: bool,
}

/// Changes how a profile is called and how it receives.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ChangeProfile {
    /// The profile's name.
    pub profile: String,
    /// How people call it, up to 64 characters; empty for its name.
    pub title: String,
    /// Where it listens on this machine; empty for a free port at each start.
    pub listen: String,
    /// Answer 200 for everything that was stored.
    pub answer_200_when_stored: bool,
    /// Make a new secret path. Deliveries to the old one are answered 404 from then on.
    pub renew_path: bool,
}

/// A profile's settings.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProfileSettings {
    /// The profile's name.
    pub name: String,
    /// How people call it.
    pub title: String,
    /// What its server is.
    pub environment: Environment,
    /// Whether it receives whenever the program runs.
    pub enabled: bool,
    /// Where it shall listen; empty for a free port at each start.
    pub listen: String,
    /// Where it listens now, with the secret path; none if it does not.
    pub local_url: Option<String>,
    /// Whether everything that was stored is answered 200.
    pub answer_200_when_stored: bool,
    /// Its folder.
    pub folder: String,
    /// Its server and credentials.
    pub server: ServerView,
}

/// Opens the window in which deliveries are the platform's tests, or ends it.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct ExpectTest {
    /// The profile's name.
    pub profile: String,
    /// For how long from now, 1 to 60; 0 ends it.
    pub minutes: u16,
}

/// Says who works at this console. The name stands on all that this person decides.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct SetOperator {
    /// The name, 1 to 64 characters.
    pub name: String,
}

/// Turns the auditor's mode on or off.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct SetAuditor {
    /// On: nothing can be changed until it is off again.
    pub on: bool,
}
